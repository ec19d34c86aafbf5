//===- Kernel.h - what is known of one __global__ function -------*- C++ -*-===//
#pragma once

#include "Model/Fact.h"

namespace ascendify {

struct KernelParameter {
  std::string Name, Type;
};

/// A launch of the kernel.
struct LaunchSite {
  Location Place;
  std::string Function; ///< the launching function
  std::string Grid, Block, SharedBytes, Stream; ///< as written; empty when not written
  std::optional<uint64_t> GridSize, BlockSize, SharedSize; ///< products, when constant
};

/// An operation of the kernel or of a device function it reaches.
struct KernelOperation {
  std::string Symbol;
  Location Place;
  std::string Detail; ///< mask text of a warp operation, type and space of an atomic
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
