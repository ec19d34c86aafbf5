//===- Error.h - errors a user can cause -------------------------*- C++ -*-===//
//
// One error type for everything input can do to us. Messages start lower-case,
// name the thing, say what was found and what was expected.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "llvm/Support/Error.h"
#include <fmt/format.h>
#include <string>
#include <system_error>

namespace ascendify {

/// Process exit codes, as the command line promises them.
enum ExitCode : int {
  ExitDone = 0,           ///< everything asked for was done
  ExitGateFailed = 1,     ///< a gate (`--fail-on`, `compare`, `verify`) failed
  ExitUsage = 2,          ///< wrong usage or unreadable configuration
  ExitIncomplete = 3,     ///< done, but part of the input could not be read
  ExitInternal = 70,      ///< a bug in the tool
  ExitRunTimeout = 124,   ///< `run`: time limit
  ExitRunBuild = 125,     ///< `run`: cannot build
  ExitRunUnsupported = 126, ///< `run`: the program needs what the CPU execution does not have
  ExitInterrupted = 130,  ///< interrupted, with a partial report
};

/// The more serious of two exit codes: precedence 70, 130, 2, 1, 3, 0.
int worseExit(int a, int b);

/// An error whose text is already complete.
llvm::Error errorText(std::string text);

/// An error from a format string.
template <typename... Args>
llvm::Error makeError(fmt::format_string<Args...> format, Args &&...args) {
  return errorText(fmt::format(format, std::forward<Args>(args)...));
}

} // namespace ascendify
