//===- GridFold.h - kernels as loops over virtual blocks ---------*- C++ -*-===//
//
// A target has a limit of blocks that a CUDA grid may pass. Such a kernel is turned into a loop: each block that is
// launched does the work of several blocks of the original grid, the launches pass that grid and start at most the
// limit. docs/handlers.md (`grid-fold`) has the contract.
//
// The trap: a thread that returns early leaves its block, not the kernel. Where other threads of the block still meet at
// barriers, it has to meet them there until the last one is done.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "Rewrite/Plan.h"

namespace ascendify {

/// What folding asks of the rest of the plan.
struct GridFolds {
  std::set<std::pair<std::string, uint32_t>> Launches; ///< of folded kernels: file and offset of the fact
  std::vector<Edit> Edits;                             ///< of the kernels and their declarations
  std::set<std::string> Files;                         ///< that need Include and Helper
  std::string Include, Helper;                         ///< either may be empty
  std::vector<std::tuple<std::string, uint32_t, std::string, std::string>> Mended; ///< as RewritePlan::Mended
  std::vector<Finding> Refused; ///< kernels that should be folded and cannot be, and why
};

/// Decides which kernels are folded: those with a launch whose grid certainly or likely passes the limit. Nothing is
/// folded where the style does not say how.
GridFolds planGridFolds(const RewriteInput &, const RewriteOptions &);

} // namespace ascendify
