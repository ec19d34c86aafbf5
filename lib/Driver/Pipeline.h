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

/// What is looked at, and how: the options that reading subcommands share.
struct PipelineOptions {
  std::vector<std::string> Paths, Profiles, Overlays, ExtraArguments;
  std::string Share, DatabaseDirectory, CudaVersion, Architecture, CudaPath, Cann;
  unsigned Jobs = 1;
  std::optional<unsigned> UnitSeconds, UnitMebibytes; ///< limits of a parse; none: the defaults
};

/// Reads and checks the shared options. An empty list of paths is the working folder.
llvm::Expected<PipelineOptions> pipelineOptions(const Invocation &);

/// Seconds by phase, for `--time-report`.
struct Timing {
  std::vector<std::pair<std::string, double>> Phases;
  std::vector<std::pair<std::string, double>> Units;
};

/// The texts of the files under a root, read once.
class FileTexts {
public:
  explicit FileTexts(std::string root) : Root(std::move(root)) {}
  /// The text of \p file (relative to the root, or absolute); empty when it cannot be read.
  llvm::StringRef text(llvm::StringRef file);

private:
  std::string Root;
  llvm::StringMap<std::string> Texts;
};

/// Everything a run knows after classifying.
struct PipelineResult {
  std::unique_ptr<Database> Data;
  Project Tree;
  Observation Seen;
  Audit Found;
  Timing Spent;
};

/// How far to go.
enum class Stage { Project, Facts, Classified };

/// Runs the stages up to \p last. Errors are wrong usage: paths, options, data.
llvm::Expected<PipelineResult> runPipeline(const PipelineOptions &, Stage last);

} // namespace ascendify
