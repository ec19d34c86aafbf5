// Grids beyond the limit of a launch: each block that runs does the work of several virtual ones.
//
// The kernel is passed the grid that was asked for and loops over its blocks; the launch starts as many as
// the device takes. Every thread of a block makes
// the same rounds, so barriers in the loop are met by all. A thread that leaves a
// virtual block early, while others still meet at barriers, keeps them company: nextLeft().
#ifndef ASCENDIFY_FOLD_H
#define ASCENDIFY_FOLD_H

#include "acl/acl.h"
#include "simt_api/asc_simt.h"
#include <stdint.h>

#ifndef ASCENDIFY_MAX_BLOCKS
/// The most blocks of one launch: 65,535 in all three dimensions together on Ascend 950.
#define ASCENDIFY_MAX_BLOCKS 65535
#endif

namespace ascendify {

/// The grid that the program asked for, as a kernel gets it.
struct VirtualGrid {
  uint32_t x, y, z;
};

inline VirtualGrid virtualGrid(dim3 grid) { return VirtualGrid{grid.x, grid.y, grid.z}; }

/// The grid to launch: in one dimension, at most ASCENDIFY_MAX_BLOCKS.
inline dim3 foldedGrid(dim3 grid) {
  const uint64_t blocks = static_cast<uint64_t>(grid.x) * grid.y * grid.z;
  return dim3(blocks > ASCENDIFY_MAX_BLOCKS ? ASCENDIFY_MAX_BLOCKS : static_cast<uint32_t>(blocks));
}

/// The virtual blocks of the running block, one after the other, in every thread.
class VirtualBlocks {
public:
  /// The virtual block and its grid: what blockIdx and gridDim are in CUDA.
  VirtualGrid index, grid;

  __aicore__ explicit VirtualBlocks(VirtualGrid whole) : grid(whole) { start(); }
  /// For nextLeft(): \p alive are three counters that the block shares.
  __aicore__ VirtualBlocks(VirtualGrid whole, uint32_t *alive) : grid(whole), alive_(alive) {
    if (first())
      alive_[0] = alive_[1] = alive_[2] = 0;
    asc_syncthreads();
    start();
  }

  __aicore__ bool more() const { return current_ < total_; }
  /// Goes on; the virtual blocks share nothing.
  __aicore__ void next() {
    current_ += step_;
    place();
  }
  /// Goes on when every thread is done: the memory of the block is used again.
  __aicore__ void nextShared() {
    asc_syncthreads();
    next();
  }
  /// Goes on when every thread is done, meeting those at barrier() that are not.
  __aicore__ void nextLeft() {
    while (!round(true)) {
    }
    next();
  }
  /// The barrier of kernels with nextLeft().
  __aicore__ void barrier() { round(false); }

private:
  __aicore__ static bool first() { return threadIdx.x == 0 && threadIdx.y == 0 && threadIdx.z == 0; }

  __aicore__ void start() {
    total_ = static_cast<uint64_t>(grid.x) * grid.y * grid.z;
    current_ = (static_cast<uint64_t>(blockIdx.z) * gridDim.y + blockIdx.y) * gridDim.x + blockIdx.x;
    step_ = static_cast<uint64_t>(gridDim.x) * gridDim.y * gridDim.z;
    place();
  }
  __aicore__ void place() {
    if (!more())
      return;
    index.x = static_cast<uint32_t>(current_ % grid.x);
    index.y = static_cast<uint32_t>(current_ / grid.x % grid.y);
    index.z = static_cast<uint32_t>(current_ / grid.x / grid.y);
  }
  /// One barrier; true when every thread came with `done`. Three counters in turn: the one of the round before is
  /// cleared after the barrier, when all have read it, and is used again behind the next one.
  __aicore__ bool round(bool done) {
    if (!done)
      alive_[round_ % 3] = 1;
    asc_syncthreads();
    const bool all = alive_[round_ % 3] == 0;
    if (first())
      alive_[(round_ + 2) % 3] = 0;
    ++round_;
    return all;
  }

  uint64_t total_ = 0, current_ = 0, step_ = 1;
  volatile uint32_t *alive_ = nullptr;
  uint32_t round_ = 0;
};

} // namespace ascendify

#endif
