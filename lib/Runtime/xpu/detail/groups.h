// Cooperative groups on the CPU engine: the block, tiles of at most a warp, and what both have in common.
//
// The operations of a tile are those of its warp: all lanes of the warp have to take part. Not here: tiles
// of several warps, coalesced groups, groups of the grid.
#ifndef XPU_DETAIL_GROUPS_H
#define XPU_DETAIL_GROUPS_H

#include "collectives.h"
#include "vector_types.h"
#include <type_traits>

namespace cooperative_groups {

namespace detail {
inline unsigned blockThreads() { return blockDim.x * blockDim.y * blockDim.z; }
inline unsigned rankInBlock() { return (threadIdx.z * blockDim.y + threadIdx.y) * blockDim.x + threadIdx.x; }
} // namespace detail

/// The block, or a tile whose size is known at run time.
class thread_group {
public:
  unsigned long long size() const { return size_; }
  unsigned long long num_threads() const { return size_; }
  unsigned long long thread_rank() const { return detail::rankInBlock() % size_; }
  void sync(::ascendify_cpu::Site site = ::ascendify_cpu::Site::here()) const {
    if (tile_)
      ascendify_cpu::syncWarp(site);
    else
      ascendify_cpu::barrier(site);
  }

protected:
  thread_group(unsigned size, bool tile) : size_(size), tile_(tile) {}

private:
  friend thread_group tiled_partition(const thread_group &parent, unsigned size);
  unsigned size_;
  bool tile_;
};

class thread_block : public thread_group {
public:
  static void sync(::ascendify_cpu::Site site = ::ascendify_cpu::Site::here()) { ascendify_cpu::barrier(site); }
  static unsigned thread_rank() { return detail::rankInBlock(); }
  static unsigned size() { return detail::blockThreads(); }
  static unsigned num_threads() { return detail::blockThreads(); }
  static dim3 group_index() { return dim3(blockIdx.x, blockIdx.y, blockIdx.z); }
  static dim3 thread_index() { return dim3(threadIdx.x, threadIdx.y, threadIdx.z); }
  static dim3 group_dim() { return dim3(blockDim.x, blockDim.y, blockDim.z); }
  static dim3 dim_threads() { return group_dim(); }

private:
  thread_block() : thread_group(detail::blockThreads(), false) {}
  friend thread_block this_thread_block();
};

inline thread_block this_thread_block() { return {}; }

/// A tile of \p Size threads that follow each other; a power of two up to the warp.
template <unsigned Size, class Parent = void> class thread_block_tile : public thread_group {
  static_assert(Size && !(Size & (Size - 1)) && Size <= 32, "the CPU execution has tiles of up to a warp");

public:
  thread_block_tile() : thread_group(Size, true) {}
  template <class Other> thread_block_tile(const thread_block_tile<Size, Other> &) : thread_block_tile() {}

  static void sync(::ascendify_cpu::Site site = ::ascendify_cpu::Site::here()) { ascendify_cpu::syncWarp(site); }
  static unsigned thread_rank() { return detail::rankInBlock() % Size; }
  static constexpr unsigned size() { return Size; }
  static constexpr unsigned num_threads() { return Size; }
  static unsigned meta_group_rank() { return detail::rankInBlock() / Size; }
  static unsigned meta_group_size() { return (detail::blockThreads() + Size - 1) / Size; }

  template <class T> T shfl(T value, int rank, ::ascendify_cpu::Site site = ::ascendify_cpu::Site::here()) const {
    return ascendify_cpu::shuffle(value, rank, int(Size), site);
  }
  template <class T> T shfl_up(T value, unsigned delta, ::ascendify_cpu::Site site = ::ascendify_cpu::Site::here()) const {
    return ascendify_cpu::shuffleUp(value, delta, int(Size), site);
  }
  template <class T> T shfl_down(T value, unsigned delta, ::ascendify_cpu::Site site = ::ascendify_cpu::Site::here()) const {
    return ascendify_cpu::shuffleDown(value, delta, int(Size), site);
  }
  template <class T> T shfl_xor(T value, unsigned mask, ::ascendify_cpu::Site site = ::ascendify_cpu::Site::here()) const {
    return ascendify_cpu::shuffleXor(value, int(mask), int(Size), site);
  }
  int any(int predicate, ::ascendify_cpu::Site site = ::ascendify_cpu::Site::here()) const {
    return mine(ascendify_cpu::vote(predicate != 0, site).set) != 0;
  }
  int all(int predicate, ::ascendify_cpu::Site site = ::ascendify_cpu::Site::here()) const {
    const ascendify_cpu::Votes votes = ascendify_cpu::vote(predicate != 0, site);
    return mine(votes.set) == mine(votes.lanes);
  }
  unsigned ballot(int predicate, ::ascendify_cpu::Site site = ::ascendify_cpu::Site::here()) const {
    return mine(ascendify_cpu::vote(predicate != 0, site).set);
  }

private:
  /// The bits of the tile, the lowest first.
  static unsigned mine(unsigned lanes) {
    const unsigned base = detail::rankInBlock() % 32 / Size * Size;
    return Size == 32 ? lanes : (lanes >> base) & ((1u << (Size % 32)) - 1u);
  }
};

template <unsigned Size, class Parent> thread_block_tile<Size, Parent> tiled_partition(const Parent &) { return {}; }
inline thread_group tiled_partition(const thread_group &, unsigned size) { return thread_group(size, true); }

template <class Group> void sync(const Group &group, ::ascendify_cpu::Site site = ::ascendify_cpu::Site::here()) {
  group.sync(site);
}

} // namespace cooperative_groups

#endif
