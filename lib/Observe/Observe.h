//===- Observe.h - from source files to facts --------------------*- C++ -*-===//
//
// The observing layer: what stands in the files, at which place, with which
// confidence. Clang types never leave it and nothing is judged here.
//
// Two tiers look at the same files. The lexical tier reads every file as tokens;
// the AST tier parses every unit in worker processes. Reconciling drops a lexical
// fact where a parse knows better, and keeps it where no parse looked.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "Model/Kernel.h"
#include "Model/SymbolTable.h"
#include "Model/Unit.h"
#include "Project/Project.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/Support/Error.h"
#include <atomic>
#include <memory>

namespace ascendify {

class FileCache;
struct Dependency;

/// What went into the merging of a run, for a merging that happens elsewhere. Packed values are
/// readable only by the same build of the program.
struct ObserveTape {
  std::vector<std::string> Units; ///< packed UnitFacts without their seconds, sorted
  std::vector<std::pair<AuditedFile, std::string>> Lexed; ///< with packed UnitFacts, sorted by path
};

/// When a unit is parsed a second time, as device code.
enum class DeviceView {
  Never,
  Auto, ///< when a branch that asks for `__CUDA_ARCH__` holds code that the host's view did not see
  Always,
};

/// How to look. The same for all units of a run, but for the preamble.
struct ObserveOptions {
  std::string Share;                ///< the program's share folder: bundled declarations below it
  std::string CudaPath;             ///< a real toolkit to use instead of the bundled declarations
  std::string CudaVersion = "12.9"; ///< major.minor that the declarations impersonate
  DeviceView Device = DeviceView::Never;
  std::string Architecture = "sm_80"; ///< of the device's view
  bool AsDevice = false;   ///< this parse is the device's view; set by observeUnit
  std::string CacheDir;    ///< where facts and preambles are kept between runs; empty: nowhere
  std::string DataVersion; ///< digest of the data behind the symbol table
  std::string Preamble;    ///< the preamble file of the unit at hand; set by observeProject
  bool UsePreamble = true; ///< parse standard headers and declarations once per run
  ObserveTape *Tape = nullptr; ///< when given, is filled
  uint64_t MemoryLimit = 3ull << 30; ///< bytes that one worker may use; 0: no limit
  unsigned TimeLimit = 120;          ///< CPU seconds for one unit; 0: no limit
};

/// Names and tokens of one file, seen without a parse. \p bytes is the file's text, \p file its
/// path as facts name it, \p language as in SourceFile. Facts are `lexed`, without variants.
/// Errors and Files are left empty.
UnitFacts observeLexically(llvm::StringRef bytes, llvm::StringRef file, llvm::StringRef language,
                           const SymbolTable &);

/// Parses one unit in this process. What a source can do wrong is in the result (Errors,
/// Failure), not an error; an error is a missing share folder or resource directory. What was asked
/// of the file system goes into \p read. \p files is kept between units.
llvm::Expected<UnitFacts> observeUnit(const Project &, const Unit &, const SymbolTable &,
                                      const ObserveOptions &, FileCache *files = nullptr,
                                      std::vector<Dependency> *read = nullptr);

/// Builds the preamble that fits \p unit as the file ObserveOptions::Preamble, and says in \p read
/// what it was made from. \returns whether it is there.
bool buildPreamble(const std::string &root, const Unit &unit, const ObserveOptions &,
                   std::vector<Dependency> &read);

/// What was seen of a whole project.
struct Observation {
  std::vector<Fact> Facts;           ///< sorted, one per written place and symbol
  std::vector<Body> Bodies;          ///< sorted by USR and place; of one function not all
                                     ///< instantiations when these are many, see Notes
  std::vector<AuditedFile> Files;    ///< sorted by path; every file of the project
  std::vector<IncludeEdge> Includes; ///< sorted, distinct
  std::vector<ParseError> Errors;    ///< sorted, distinct
  std::vector<FileRange> Skipped;    ///< sorted: text that no unit takes
  std::vector<std::string> Notes;    ///< what was left out, for the report
  /// Units that were not parsed, with the reason; sorted.
  std::vector<std::pair<std::string, std::string>> Failures;
  uint32_t UnitsParsed = 0, UnitsRecovered = 0, UnitsFailed = 0;
  bool Interrupted = false;
  /// Wall seconds, for `--time-report` only.
  double LexSeconds = 0, PreambleSeconds = 0, ParseSeconds = 0, MergeSeconds = 0;
  double CacheSeconds = 0; ///< of all threads together, part of LexSeconds
  std::vector<std::pair<std::string, double>> UnitSeconds; ///< sorted by unit; 0: from the cache
  uint32_t CacheHits = 0, CacheMisses = 0; ///< units; both 0 without a cache
};

/// Called as units end, from one thread at a time: units done, units in all.
using ObserveProgress = llvm::function_ref<void(unsigned, unsigned)>;

/// Both tiers over a project, with \p jobs worker processes (at least 1) of the program itself
/// (`/proc/self/exe --worker …`, see runWorker). \p workerArguments is passed on to them, so
/// that they load the same symbol table. When \p cancel becomes true, running workers are ended and
/// the result holds what is complete, with Interrupted set. Equal input gives an equal result for
/// any \p jobs, but for the seconds.
llvm::Expected<Observation> observeProject(const Project &, const SymbolTable &,
                                           const ObserveOptions &, unsigned jobs,
                                           llvm::ArrayRef<std::string> workerArguments,
                                           ObserveProgress progress,
                                           const std::atomic<bool> &cancel);

/// The program's `--worker` mode: reads unit descriptions from stdin and writes their facts to
/// stdout until stdin ends. \returns the process's exit code.
int runWorker(const SymbolTable &);

/// Joins the facts of units and of the lexical tier. Commutative: neither the order of units
/// nor of files matters.
class Merger {
public:
  Merger();
  ~Merger();
  void addUnit(UnitFacts unit);
  /// \p lexed is the result of observeLexically for the file \p file.
  void addLexed(AuditedFile file, UnitFacts lexed);
  /// The joined result; the merger is empty afterwards.
  Observation finish();

private:
  struct State;
  std::unique_ptr<State> S;
};

/// The kernels of \p observation with their launches and operations, sorted by place. What is an
/// operation is said by the roles of \p symbols.
std::vector<Kernel> buildKernels(const Observation &observation, const SymbolTable &symbols);

} // namespace ascendify
