//===- Launches.h - launches with what is known of their configuration -*- C++ -*-===//
#pragma once

#include "Flow/Ranges.h"
#include "llvm/ADT/STLFunctionalExtras.h"

namespace ascendify {

/// A launch in a body: in chevrons, or a call of the platform that launches.
struct Launch {
  const Body *In = nullptr;
  uint32_t At = 0; ///< index into In->Exprs
  std::string Kernel;
  std::string KernelUsr;
  std::array<FormulaRef, 3> Grid, Block; ///< null when not followed
  FormulaRef Shared;                     ///< dynamic shared memory in bytes; null when not followed
};

/// Every launch once per body it is in, patterns that were instantiated left out.
std::vector<Launch> launchesOf(const Program &, const RangeAnalysis &);

/// `65535` as `65,535`.
std::string grouped(int64_t number);

/// `when n > 16,776,960`, or `when w and h are both > 4,080`.
std::string describe(const Threshold &, int64_t divisor);

} // namespace ascendify
