//===- Units.h - which files are compiled together ---------------*- C++ -*-===//
//
// One repository holds many programs, and functions of different ones have equal names. Two files belong
// together when some file includes both, itself or through others. The trap: without a build nobody says
// which units are linked; what no unit includes is told apart by how near the paths are.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "Model/Unit.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringMap.h"
#include <set>

namespace ascendify {

class UnitGraph {
public:
  explicit UnitGraph(llvm::ArrayRef<IncludeEdge> includes);

  /// Whether a unit sees both files.
  bool together(llvm::StringRef file, llvm::StringRef other) const;

private:
  const std::set<unsigned> &roots(llvm::StringRef file) const;

  llvm::StringMap<std::set<unsigned>> Roots; ///< files that include it, and itself
};

/// How close two files of a code base are: the folders that their paths share, most for the same file.
size_t nearness(llvm::StringRef file, llvm::StringRef other);

} // namespace ascendify
