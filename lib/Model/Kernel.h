//===- Kernel.h - what is known of one __global__ function -------*- C++ -*-===//
#pragma once

#include "Model/Fact.h"

namespace ascendify {

struct KernelParameter {
  std::string Name, Type;
};

/// The product of \p d, when all of it is constant.
inline std::optional<uint64_t> product(const std::optional<Dimensions> &d) {
  if (!d || !d->X || !d->Y || !d->Z || *d->X < 0 || *d->Y < 0 || *d->Z < 0)
    return std::nullopt;
  return uint64_t(*d->X) * uint64_t(*d->Y) * uint64_t(*d->Z);
}

/// A launch of the kernel.
struct LaunchSite {
  Location Place;
  std::string Function; ///< the launching function
  std::string Grid, Block, SharedBytes, Stream; ///< as written; empty when not written
  std::optional<Dimensions> GridDim, BlockDim; ///< parts that are constant
  std::optional<uint64_t> SharedSize;          ///< bytes, when constant
  LaunchFact::Form How = LaunchFact::Form::Chevron;
  std::string Macro;     ///< that holds the launch; Place is where it is called
  std::string Through;   ///< the function that is handed the kernel; Place is its call
  bool Possible = false; ///< it may also be another kernel, or none
};

/// An operation of the kernel or of a device function it reaches.
struct KernelOperation {
  std::string Symbol;
  Location Place;
  std::string Detail; ///< mask of a warp operation, type and space of what an atomic changes
};

struct Kernel {
  std::string Name, Usr;
  Location Place;
  std::vector<KernelParameter> Parameters;
  bool Template = false;
  std::optional<uint32_t> LaunchBoundThreads, LaunchBoundBlocks;
  uint64_t StaticSharedBytes = 0;
  bool StaticSharedKnown = true; ///< false when a size depends on a template argument
  bool DynamicShared = false;
  std::vector<LaunchSite> Launches;
  std::vector<KernelOperation> Barriers, WarpOperations, Atomics;
  std::vector<std::string> Callees;     ///< reachable device functions, qualified, sorted
  std::vector<std::string> Precisions;  ///< `double`, `half`, `bfloat16`, … used, sorted
  std::vector<std::string> Features;    ///< `recursion`, `indirect-call`, `asm`, `printf`, … sorted
};

} // namespace ascendify
