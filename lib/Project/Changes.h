//===- Changes.h - lines that differ from a revision -------------*- C++ -*-===//
//
// For pull requests: what the work tree has on top of where it parted from a branch. The traps: a
// shallow clone, as CI makes them, does not reach that commit; and a file that git does not know yet
// is new from its first line on.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"
#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace ascendify {

struct ChangedLines {
  /// First and last line, 1-based, ascending; by path relative to the root.
  std::map<std::string, std::vector<std::pair<uint32_t, uint32_t>>> Ranges;

  uint64_t lines() const;
  bool contains(const std::string &file, uint32_t line) const;
};

/// The commit where HEAD of the repository around \p folder (absolute) parted from \p revision.
/// Errors say what is missing and how to get it: no repository, no such revision, a shallow clone.
llvm::Expected<std::string> mergeBase(llvm::StringRef folder, llvm::StringRef revision);

/// The lines below \p root (absolute) that the work tree has and \p commit has not.
llvm::Expected<ChangedLines> changedLines(llvm::StringRef root, llvm::StringRef commit);

/// Adds to \p to the lines of the patch \p text, as `git diff --unified=0` prints it.
void addPatch(llvm::StringRef text, ChangedLines &to);

} // namespace ascendify
