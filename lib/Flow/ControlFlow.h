//===- ControlFlow.h - which branch decides what runs ------------*- C++ -*-===//
//
// Post-dominators of a body, and per branch its region: the blocks that run between the branch and
// the place where all its ways are one again. Whether a block of the region runs is decided by the
// branch. An early `return` needs no special case: its branch's ways meet at the exit only, so all
// that follows is in the region.
//
// The trap: a way that ends in `__trap()` or in an endless loop never meets the others. It is no way
// out and does not count.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "Model/Body.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/BitVector.h"
#include "llvm/ADT/STLFunctionalExtras.h"

namespace ascendify {

class ControlFlow {
public:
  /// \p ends says whether a block never goes on (it calls what does not return).
  ControlFlow(const Body &, llvm::function_ref<bool(uint32_t)> ends);

  /// Blocks that the entry reaches, in reverse post-order.
  llvm::ArrayRef<uint32_t> order() const { return Order; }
  bool reached(uint32_t block) const { return Position[block] != NoIndex; }
  /// Ways out of \p block: without unreachable ones, and without what a constant condition rules
  /// out. Index 0 of a condition is the way for true.
  llvm::ArrayRef<uint32_t> successors(uint32_t block) const { return Next[block]; }
  llvm::ArrayRef<uint32_t> predecessors(uint32_t block) const { return Before[block]; }
  /// The block where all ways from \p block are one again; NoIndex for the exit and for
  /// blocks that never reach it.
  uint32_t postDominator(uint32_t block) const { return PostDominator[block]; }
  /// Blocks between the branch \p block and its post-dominator; empty when it is no branch.
  const llvm::BitVector &region(uint32_t block) const { return Regions[block]; }
  /// Blocks where ways from different successors of the branch \p block meet, its post-dominator
  /// included.
  const llvm::BitVector &joins(uint32_t block) const { return Joins[block]; }
  /// Which successors of the branch \p from lead to \p to before its ways are one again and before
  /// it is asked once more.
  llvm::SmallVector<bool, 2> ways(uint32_t from, uint32_t to) const;
  uint32_t exit() const { return uint32_t(Next.size()) - 1; }

private:
  void number();
  void postDominators();
  llvm::BitVector reachable(uint32_t from, uint32_t without, uint32_t butNot) const;

  std::vector<std::vector<uint32_t>> Next, Before;
  std::vector<uint32_t> Order, Position, PostDominator;
  std::vector<llvm::BitVector> Regions, Joins;
};

} // namespace ascendify
