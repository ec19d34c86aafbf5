//===- KernelModel.h - what joins facts and bodies into kernels --*- C++ -*-===//
#pragma once

#include "Model/Names.h"
#include "Observe/Observe.h"
#include "llvm/ADT/StringMap.h"
#include <map>

namespace ascendify {

/// Bodies by what calls name. The bodies must outlive it and not move.
class BodyIndex {
public:
  explicit BodyIndex(llvm::ArrayRef<Body> bodies);
  /// What \p call may run: the very instantiation, else all bodies of the function, else those of
  /// the name; overriders of a virtual function too.
  std::vector<const Body *> callees(const Expr &call) const;
  llvm::ArrayRef<const Body *> byUsr(llvm::StringRef usr) const;

private:
  llvm::StringMap<std::vector<const Body *>> ByUsr, ByName, ByInstance, Overriders;
};

/// Joins every launch that names one of \p kernels to it; in LaunchSites.cpp.
void addLaunches(const Observation &, const SymbolTable &, const BodyIndex &,
                 std::vector<Kernel> &kernels);

} // namespace ascendify
