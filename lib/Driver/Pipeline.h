//===- Pipeline.h - from paths to an audit -----------------------*- C++ -*-===//
//
// discover, observe, classify: what `audit` runs, and what every later subcommand that looks at
// sources starts with.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "Driver/Subcommand.h"
#include "Mapping/Database.h"
#include "Model/Audit.h"
#include "Observe/Observe.h"
#include "Project/Project.h"
#include "llvm/ADT/StringMap.h"

namespace ascendify {

/// One part of a run that is split over machines.
struct Shard {
  unsigned Index = 0; ///< from 1; 0: the run is not split
  unsigned Count = 1;
};

/// What is looked at, and how: the options that reading subcommands share.
struct PipelineOptions {
  std::vector<std::string> Paths, Profiles, Overlays, ExtraArguments;
  std::string Share, DatabaseDirectory, CudaVersion, Architecture, CudaPath, Cann;
  std::string CacheDir; ///< empty: nothing is kept between runs
  std::string Style;    ///< the only one to judge for; empty: all
  DeviceView Device = DeviceView::Never;
  unsigned Jobs = 1;
  Shard Part;
  std::optional<unsigned> UnitSeconds, UnitMebibytes; ///< limits of a parse; none: the defaults
};

/// Reads and checks the shared options. An empty list of paths is the working folder.
llvm::Expected<PipelineOptions> pipelineOptions(const Invocation &);

/// Seconds by phase, for `--time-report`.
struct Timing {
  std::vector<std::pair<std::string, double>> Phases;
  std::vector<std::pair<std::string, double>> Units; ///< only those that were parsed have more than 0
  uint32_t CacheHits = 0, CacheMisses = 0;
};

/// The texts of the files under a root, read once.
class FileTexts {
public:
  /// An empty \p root: only what `set` gives is there.
  explicit FileTexts(std::string root) : Root(std::move(root)) {}
  /// The text of \p file (relative to the root, or absolute); empty when it cannot be read.
  llvm::StringRef text(llvm::StringRef file);
  void set(llvm::StringRef file, std::string text) { Texts[file] = std::move(text); }

private:
  std::string Root;
  llvm::StringMap<std::string> Texts;
};

/// What a shard observed, see Shard.h.
struct ShardFacts {
  Shard Part;
  std::string Tree;   ///< digest of the whole tree and of how it is parsed
  std::string Packed; ///< compressed, in base 64
  uint64_t Bytes = 0; ///< before compression
};

/// Everything a run knows after classifying.
struct PipelineResult {
  std::unique_ptr<Database> Data;
  Project Tree;
  Observation Seen;
  Audit Found;
  Timing Spent;
  std::optional<ShardFacts> Observed; ///< of one shard: what joining the shards needs
};

/// How far to go.
enum class Stage { Project, Facts, Classified };

/// Runs the stages up to \p last. Errors are wrong usage: paths, options, data.
llvm::Expected<PipelineResult> runPipeline(const PipelineOptions &, Stage last);

/// What follows observing: coverage, kernels, and for Stage::Classified dispositions, checks and
/// findings. \p result has its Data, Tree, Seen and the head of Found. Whatever is read of the sources
/// here goes through \p texts: shards are joined where there are no sources.
void judge(const PipelineOptions &, PipelineResult &result, FileTexts &texts, Stage last);

/// 3 when part of the work was not read, 130 when the run was ended.
int exitCode(const Audit &audit);

/// Checks the options of reporting, does the \p work and writes its reports. \returns the exit code.
llvm::Expected<int> runReported(const Invocation &,
                                llvm::function_ref<llvm::Expected<PipelineResult>()> work);

} // namespace ascendify
