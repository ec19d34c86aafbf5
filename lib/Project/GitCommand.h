//===- GitCommand.h - running git --------------------------------*- C++ -*-===//
//
// The traps: a repository can carry settings that run programs (core.fsmonitor), the
// environment of a hook points git elsewhere, and messages are in the user's language.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"
#include <string>

namespace ascendify {

struct GitResult {
  int Code = 0; ///< exit code
  std::string Output;
};

/// Runs git in \p folder with \p arguments, which must not come from a user unguarded (a revision
/// may begin with a dash). \p environment has further `NAME=value`. An error when git is not
/// installed or does not end; a failing git is a result.
llvm::Expected<GitResult> runGit(llvm::StringRef folder, llvm::ArrayRef<llvm::StringRef> arguments,
                                 llvm::ArrayRef<std::string> environment = {});

} // namespace ascendify
