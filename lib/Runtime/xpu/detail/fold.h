// Grids beyond the limit of a launch: each block that runs does the work of several virtual ones.
//
// Written with names of the API only, so it is the same on every backend; on CUDA the grid is launched as it is. Every thread of a block
// makes the same rounds, so barriers in the loop are met by all. A thread that leaves a virtual block
// early, while others still meet at barriers, keeps them company: nextLeft().
#ifndef XPU_DETAIL_FOLD_H
#define XPU_DETAIL_FOLD_H

#include <cstdint>

#if !defined(ASCENDIFY_MAX_BLOCKS) && !defined(XPU_BACKEND_CUDA)
/// The most blocks of one launch: 65,535 in all three dimensions together on Ascend 950.
#define ASCENDIFY_MAX_BLOCKS 65535
#endif

/// The grid that the program asked for, as a kernel gets it.
struct xpuGrid {
  std::uint32_t x, y, z;
};

inline xpuGrid xpuVirtualGrid(dim3 grid) { return xpuGrid{grid.x, grid.y, grid.z}; }

/// The grid to launch: in one dimension, at most ASCENDIFY_MAX_BLOCKS.
inline dim3 xpuFoldGrid(dim3 grid) {
#ifdef XPU_BACKEND_CUDA
  return grid;
#else
  const std::uint64_t blocks = static_cast<std::uint64_t>(grid.x) * grid.y * grid.z;
  return dim3(blocks > ASCENDIFY_MAX_BLOCKS ? ASCENDIFY_MAX_BLOCKS : static_cast<std::uint32_t>(blocks));
#endif
}

/// The virtual blocks of the running block, one after the other, in every thread.
class xpuVirtualBlocks {
public:
  /// The virtual block and its grid: what blockIdx and gridDim are in CUDA.
  xpuGrid index, grid;

  XPU_DEVICE explicit xpuVirtualBlocks(xpuGrid whole) : grid(whole) { start(); }
  /// For nextLeft(): \p alive are three counters that the block shares.
  XPU_DEVICE xpuVirtualBlocks(xpuGrid whole, std::uint32_t *alive) : grid(whole), alive_(alive) {
    if (first())
      alive_[0] = alive_[1] = alive_[2] = 0;
    xpuSyncThreads();
    start();
  }

  XPU_DEVICE bool more() const { return current_ < total_; }
  /// Goes on; the virtual blocks share nothing.
  XPU_DEVICE void next() {
    current_ += step_;
    place();
  }
  /// Goes on when every thread is done: the memory of the block is used again.
  XPU_DEVICE void nextShared() {
    xpuSyncThreads();
    next();
  }
  /// Goes on when every thread is done, meeting those at barrier() that are not.
  XPU_DEVICE void nextLeft() {
    while (!round(true)) {
    }
    next();
  }
  /// The barrier of kernels with nextLeft().
  XPU_DEVICE void barrier() { round(false); }

private:
  XPU_DEVICE static bool first() { return threadIdx.x == 0 && threadIdx.y == 0 && threadIdx.z == 0; }

  XPU_DEVICE void start() {
    total_ = static_cast<std::uint64_t>(grid.x) * grid.y * grid.z;
    current_ = (static_cast<std::uint64_t>(blockIdx.z) * gridDim.y + blockIdx.y) * gridDim.x + blockIdx.x;
    step_ = static_cast<std::uint64_t>(gridDim.x) * gridDim.y * gridDim.z;
    place();
  }
  XPU_DEVICE void place() {
    if (!more())
      return;
    index.x = static_cast<std::uint32_t>(current_ % grid.x);
    index.y = static_cast<std::uint32_t>(current_ / grid.x % grid.y);
    index.z = static_cast<std::uint32_t>(current_ / grid.x / grid.y);
  }
  /// One barrier; true when every thread came with `done`. Three counters in turn: the one of the round before is
  /// cleared after the barrier, when all have read it, and is used again behind the next one.
  XPU_DEVICE bool round(bool done) {
    if (!done)
      alive_[round_ % 3] = 1;
    xpuSyncThreads();
    const bool all = alive_[round_ % 3] == 0;
    if (first())
      alive_[(round_ + 2) % 3] = 0;
    ++round_;
    return all;
  }

  std::uint64_t total_ = 0, current_ = 0, step_ = 1;
  volatile std::uint32_t *alive_ = nullptr;
  std::uint32_t round_ = 0;
};

#endif
