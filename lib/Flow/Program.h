//===- Program.h - all bodies of a code base, linked -------------*- C++ -*-===//
//
// The whole program as far as it was seen: bodies by USR, who calls whom. Analyses that cross
// functions start here. The trap: one written template has many bodies, and a call may reach a
// function that no unit defines.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "Model/Body.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/ADT/StringRef.h"

namespace ascendify {

/// Links bodies by USR. Keeps references: the bodies must outlive it and not move.
class Program {
public:
  explicit Program(llvm::ArrayRef<Body> bodies);

  llvm::ArrayRef<Body> bodies() const { return All; }
  /// All bodies of the function \p usr (instantiations included); empty when none was seen.
  llvm::ArrayRef<const Body *> definitions(llvm::StringRef usr) const;

private:
  llvm::ArrayRef<Body> All;
  llvm::StringMap<std::vector<const Body *>> ByUsr;
};

} // namespace ascendify
