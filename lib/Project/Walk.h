//===- Walk.h - one sorted pass over a tree ----------------------*- C++ -*-===//
#pragma once

#include "Project/Git.h"
#include "Project/Project.h"
#include "Project/Tables.h"

namespace ascendify {

struct WalkResult {
  std::vector<SourceFile> Files;   ///< sorted by path
  std::vector<std::string> Others; ///< files of no language that matters, sorted
  std::vector<std::string> Notes;
};

/// Walks \p named (absolute, clean, existing paths at or below \p root).
WalkResult walkTree(llvm::StringRef root, llvm::ArrayRef<std::string> named, const Tables &tables,
                    const GitView &git, const Configuration &settings, uint64_t sizeLimit);

} // namespace ascendify
