//===- Execute.h - runs a program that was built for the CPU -----*- C++ -*-===//
//
// Starts the program with our standard streams and prints what its CPU execution
// reports over a socket, with places in the source.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "Support/Error.h"
#include "llvm/Support/raw_ostream.h"
#include <string>
#include <vector>

namespace ascendify {

/// `run --check`: the program ended well, but something was found.
inline constexpr int ExitRunFound = 123;

struct ExecuteOptions {
  std::string Program;                ///< the executable
  std::string Name;                   ///< its argv[0]
  std::vector<std::string> Arguments; ///< behind it
  std::string Folder;                 ///< for files of ours, beside the program
  std::string Runtime;                ///< the shipped headers: places there are not shown
  unsigned Seconds = 0;               ///< time limit; 0: none
  uint64_t Seed = 0;                  ///< shuffles the schedule; 0: the fixed order
};

struct ExecuteResult {
  /// The program's exit code, 128 plus the signal that ended it, ExitRunTimeout or ExitRunBuild
  /// (it could not be started).
  int Code = 0;
  unsigned Errors = 0; ///< reports of errors
};

/// Runs it to its end; reports and why it ended go to \p err.
ExecuteResult executeProgram(const ExecuteOptions &, llvm::raw_ostream &err);

} // namespace ascendify
