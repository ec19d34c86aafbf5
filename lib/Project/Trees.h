//===- Trees.h - two states of a tree, and how far apart they are -*- C++ -*-===//
#pragma once

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"
#include <cstdint>
#include <string>

namespace ascendify {

/// Writes the folder \p folder (empty: all) of the commit \p revision of \p repository into the empty
/// folder \p to. Errors name the revision and say when a shallow clone lacks it.
llvm::Error exportTree(llvm::StringRef repository, llvm::StringRef revision, llvm::StringRef folder,
                       llvm::StringRef to);

/// Lines of text that differ between the folders \p before and \p after, layout apart: of each file the
/// greater of what went and what came. Files that were renamed and changed are found.
llvm::Expected<uint64_t> linesBetween(llvm::StringRef before, llvm::StringRef after);

} // namespace ascendify
