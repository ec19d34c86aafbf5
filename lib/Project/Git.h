//===- Git.h - what git ignores ----------------------------------*- C++ -*-===//
//
// git itself is asked, because nobody else gets .gitignore right. The traps: a
// repository can carry settings that run programs (core.fsmonitor), the environment of a
// hook points git elsewhere, and a person's global excludes must not change a report.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "llvm/ADT/StringRef.h"
#include "llvm/ADT/StringSet.h"
#include <string>
#include <vector>

namespace ascendify {

struct GitView {
  llvm::StringSet<> Ignored;           ///< paths relative to the root; folders end in '/'
  std::vector<std::string> Submodules; ///< folders relative to the root, sorted
  std::string Note;                    ///< why git could not be asked; empty when it could
  bool RootIgnored = false;            ///< the root itself is ignored by a repository around it
};

/// The folder at or above \p folder that holds a `.git`, or empty.
std::string gitTopLevel(llvm::StringRef folder);

/// Asks git about the tree at \p root (absolute).
GitView viewGit(llvm::StringRef root);

} // namespace ascendify
