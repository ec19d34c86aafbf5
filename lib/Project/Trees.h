//===- Trees.h - two states of a tree, and how far apart they are -*- C++ -*-===//
#pragma once

#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"
#include <cstdint>
#include <string>

namespace ascendify {

/// Writes the folder \p folder (empty: all) of the commit \p revision of \p repository into the empty
/// folder \p to. Errors name the revision and say when a shallow clone lacks it.
llvm::Error exportTree(llvm::StringRef repository, llvm::StringRef revision, llvm::StringRef folder,
                       llvm::StringRef to);

/// Lines that differ between the folders \p before and \p after, layout apart: of each file that both have
/// the greater of what went and what came. Files that were renamed and changed are found. A file that only one has
/// says nothing about what a change of the other cost. \p counts says which files of \p before (relative to it) matter.
llvm::Expected<uint64_t> linesBetween(llvm::StringRef before, llvm::StringRef after,
                                      llvm::function_ref<bool(const std::string &)> counts);

} // namespace ascendify
