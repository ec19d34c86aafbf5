//===- Examples.h - embedded examples are tests ------------------*- C++ -*-===//
//
// Runs the examples of mapping tables through what `migrate` runs: they are parsed as CUDA, classified,
// planned and rewritten in both styles, and what comes out is type-checked against the
// declarations of the target. An example fails by itself: whatever goes wrong in company is tried again
// alone, and only that counts.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "Mapping/Check.h"
#include "Mapping/Database.h"
#include <atomic>

namespace ascendify {

struct ExampleOptions {
  std::string Share;                         ///< the program's data folder
  std::string Preambles;                     ///< folder to keep preambles in, for several calls; may be empty
  std::string Profile = "ascend950pr";       ///< what is migrated to
  std::vector<std::string> WorkerArguments;  ///< so that workers load the same tables
  unsigned Jobs = 1;
};

/// One thing that is wrong with one example.
struct ExampleFailure {
  enum Kind {
    Input,   ///< it is no CUDA: it does not parse
    Text,    ///< the rewritten text is another one
    Finding, ///< the finding is not there
    Type,    ///< the declarations of the target do not accept the rewritten text
  } What = Text;
  size_t Index = 0;    ///< in the list of examples
  std::string Style;   ///< of Text and Type
  std::string Expected, Got;
};

llvm::StringRef nameOf(ExampleFailure::Kind);

struct ExampleReport {
  std::vector<ExampleFailure> Failures; ///< by index, then kind, then style
  bool TypeChecked = true; ///< false: there is no clang on this machine
  bool Interrupted = false;
};

/// Tests \p examples, whose entries are in \p data. An error is something other than the examples, such
/// as a folder for temporary files that cannot be written.
llvm::Expected<ExampleReport> testExamples(llvm::ArrayRef<EmbeddedExample> examples,
                                           const Database &data, const ExampleOptions &,
                                           const std::atomic<bool> &cancel);

} // namespace ascendify
