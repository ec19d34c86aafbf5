//===- Launches.h - launches with what is known of their configuration -*- C++ -*-===//
#pragma once

#include "Flow/Ranges.h"
#include "Mapping/Profile.h"
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

/// The greatest value of \p f, knowing that an input that is an extent of the block is at most \p threads.
int64_t greatest(const FormulaRef &f, const Launch &, int64_t threads);

/// `65535` as `65,535`.
std::string grouped(int64_t number);

/// `when n > 16,776,960`, or `when w and h are both > 4,080`.
std::string describe(const Threshold &);

/// What the platform that is migrated from says of inputs that are not known.
Assumed assumedOf(const Profile &source);

} // namespace ascendify
