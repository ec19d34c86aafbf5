// Cooperative groups of Ascend C on the CPU engine: blocks, tiles of at most a warp,
// coalesced groups.
//
// Members of a group of lanes meet in the warp's own rendezvous (collectives.h) and
// then look only at their part of the result: lanes that are elsewhere are the active
// set's business. A coalesced group is the set of lanes that came to the call that made it.
//
// Not here: tiles of more than a warp. They would need a barrier of a part of the
// block, which the engine does not have.
#ifndef ASCENDIFY_CPU_COOPERATIVE_GROUPS_H
#define ASCENDIFY_CPU_COOPERATIVE_GROUPS_H

#include "asc_simt.h"

namespace cooperative_groups {

using ascendify_cpu_site = ::ascendify_cpu::Site;

enum class group_type : unsigned int { thread_block_type, tiled_group_type, coalesced_group_type };

template <unsigned int MaxBlockSize = 1024> struct alignas(8) block_tile_memory {
  static_assert(MaxBlockSize > 0 && MaxBlockSize <= 2048 && MaxBlockSize % 32 == 0,
                "MaxBlockSize must be a multiple of 32 in the range 1..2048");
  unsigned char storage[5 * 8 + MaxBlockSize / 32 * 8];
};

/// Any group: the whole block, or lanes of the caller's warp.
class thread_group {
public:
  unsigned long long size() const { return num_threads(); }
  unsigned long long num_threads() const {
    return type_ == group_type::thread_block_type
               ? (unsigned long long)blockDim.x * blockDim.y * blockDim.z
               : (unsigned long long)__builtin_popcount(lanes_);
  }
  unsigned long long thread_rank() const {
    return type_ == group_type::thread_block_type
               ? ::ascendify_cpu::runner("thread_rank").thread()
               : (unsigned long long)__builtin_popcount(lanes_ & (unsigned)lanemask_lt());
  }
  void sync(ascendify_cpu_site site = ascendify_cpu_site::here()) const {
    if (type_ == group_type::thread_block_type)
      ::ascendify_cpu::barrier(site);
    else
      ::ascendify_cpu::fenceWarp(site);
  }
  group_type get_type() const { return type_; }

  // For the functions below.
  thread_group(group_type type, unsigned lanes) : type_(type), lanes_(lanes) {}
  group_type type_;
  unsigned lanes_; ///< of the warp; not for a block
};

class thread_block : public thread_group {
public:
  static void sync(ascendify_cpu_site site = ascendify_cpu_site::here()) {
    ::ascendify_cpu::barrier(site);
  }
  static unsigned int thread_rank() { return ::ascendify_cpu::runner("thread_rank").thread(); }
  static dim3 group_index() { return blockIdx; }
  static dim3 thread_index() { return threadIdx; }
  static dim3 dim_threads() { return blockDim; }
  static dim3 group_dim() { return blockDim; }
  static unsigned int num_threads() { return blockDim.x * blockDim.y * blockDim.z; }
  static unsigned int size() { return num_threads(); }

private:
  thread_block() : thread_group(group_type::thread_block_type, 0) {}
  friend thread_block this_thread_block();
};

inline thread_block this_thread_block() { return thread_block(); }
template <unsigned int MaxBlockSize>
thread_block this_thread_block(block_tile_memory<MaxBlockSize> &) {
  return this_thread_block();
}

template <unsigned int Size, class ParentT = void> class thread_block_tile;

class coalesced_group : public thread_group {
public:
  unsigned long long meta_group_size() const { return parts_; }
  unsigned long long meta_group_rank() const { return part_; }
  template <class T>
  T shfl(T var, int src_rank, ascendify_cpu_site site = ascendify_cpu_site::here()) const {
    return ::ascendify_cpu::shuffleFrom(var, laneOf(src_rank), site);
  }
  template <class T>
  T shfl_up(T var, unsigned int delta, ascendify_cpu_site site = ascendify_cpu_site::here()) const {
    return ::ascendify_cpu::shuffleFrom(var, laneOf((long long)thread_rank() - delta), site);
  }
  template <class T>
  T shfl_down(T var, unsigned int delta, ascendify_cpu_site site = ascendify_cpu_site::here()) const {
    return ::ascendify_cpu::shuffleFrom(var, laneOf((long long)thread_rank() + delta), site);
  }
  int any(int predicate, ascendify_cpu_site site = ascendify_cpu_site::here()) const {
    return (::ascendify_cpu::vote(predicate != 0, site).set & lanes_) != 0;
  }
  int all(int predicate, ascendify_cpu_site site = ascendify_cpu_site::here()) const {
    return (::ascendify_cpu::vote(predicate != 0, site).set & lanes_) == lanes_;
  }
  /// Bit i is the member of rank i.
  unsigned int ballot(int predicate, ascendify_cpu_site site = ascendify_cpu_site::here()) const {
    return packed(::ascendify_cpu::vote(predicate != 0, site).set);
  }

  // For the functions below.
  explicit coalesced_group(unsigned lanes, unsigned part = 0, unsigned parts = 1)
      : thread_group(group_type::coalesced_group_type, lanes), part_(part), parts_(parts) {}
  /// The lane of the member with this rank, -1 when there is none.
  int laneOf(long long rank) const {
    if (rank < 0 || rank >= __builtin_popcount(lanes_))
      return -1;
    unsigned m = lanes_;
    while (rank--)
      m &= m - 1;
    return __builtin_ctz(m);
  }
  unsigned packed(unsigned set) const {
    unsigned out = 0, bit = 1;
    for (unsigned m = lanes_; m; m &= m - 1, bit <<= 1)
      out |= set & m & (0u - m) ? bit : 0u;
    return out;
  }
  unsigned part_, parts_;
};

inline coalesced_group coalesced_threads(ascendify_cpu_site site = ascendify_cpu_site::here()) {
  return coalesced_group(::ascendify_cpu::vote(true, site).lanes);
}

/// The lanes [first, first + size) of the warp that exist in the block.
inline unsigned ascendify_cpu_lanes(unsigned first, unsigned size) {
  unsigned thread = ::ascendify_cpu::runner("a tile").thread(), warp = thread & ~31u;
  unsigned there = thread_block::num_threads() - warp;
  unsigned exist = there >= 32 ? ~0u : (1u << there) - 1;
  return (size >= 32 ? ~0u : ((1u << size) - 1) << first) & exist;
}

/// A tile of at most a warp.
template <unsigned int Size, class ParentT> class thread_block_tile : public thread_group {
  static_assert(Size != 0 && (Size & (Size - 1)) == 0, "the size of a tile must be a power of two");
  static_assert(Size <= 32, "tiles of more than a warp have no body in the CPU execution");

public:
  template <class Parent>
  thread_block_tile(const Parent &)
      : thread_group(group_type::tiled_group_type, ascendify_cpu_lanes(first(), Size)) {}

  void sync(ascendify_cpu_site site = ascendify_cpu_site::here()) const {
    ::ascendify_cpu::fenceWarp(site);
  }
  static unsigned long long thread_rank() { return lane() & (Size - 1); }
  static unsigned long long num_threads() { return Size; }
  static unsigned long long size() { return Size; }
  unsigned int meta_group_rank() const {
    return ::ascendify_cpu::runner("meta_group_rank").thread() / Size;
  }
  unsigned int meta_group_size() const { return (thread_block::num_threads() + Size - 1) / Size; }

  template <class T>
  T shfl(T var, int src_rank, ascendify_cpu_site site = ascendify_cpu_site::here()) const {
    return ::ascendify_cpu::shuffle(var, src_rank, int(Size), site);
  }
  template <class T>
  T shfl_up(T var, unsigned int delta, ascendify_cpu_site site = ascendify_cpu_site::here()) const {
    return ::ascendify_cpu::shuffleUp(var, delta, int(Size), site);
  }
  template <class T>
  T shfl_down(T var, unsigned int delta, ascendify_cpu_site site = ascendify_cpu_site::here()) const {
    return ::ascendify_cpu::shuffleDown(var, delta, int(Size), site);
  }
  template <class T>
  T shfl_xor(T var, unsigned int mask, ascendify_cpu_site site = ascendify_cpu_site::here()) const {
    return ::ascendify_cpu::shuffleXor(var, int(mask), int(Size), site);
  }
  int any(int predicate, ascendify_cpu_site site = ascendify_cpu_site::here()) const {
    return ballot(predicate, site) != 0;
  }
  /// Of the members that came: one that has returned does not vote.
  int all(int predicate, ascendify_cpu_site site = ascendify_cpu_site::here()) const {
    ::ascendify_cpu::Votes v = ::ascendify_cpu::vote(predicate != 0, site);
    return (v.set & lanes_) == (v.lanes & lanes_);
  }
  unsigned int ballot(int predicate, ascendify_cpu_site site = ascendify_cpu_site::here()) const {
    return (::ascendify_cpu::vote(predicate != 0, site).set & lanes_) >> first();
  }

private:
  static unsigned lane() { return ::ascendify_cpu::runner("a tile").lane(); }
  static unsigned first() { return lane() & ~(Size - 1); }
};

template <unsigned int Size, class ParentT>
thread_block_tile<Size, ParentT> tiled_partition(const ParentT &g) {
  return thread_block_tile<Size, ParentT>(g);
}
inline coalesced_group tiled_partition(const coalesced_group &parent, unsigned int tilesz) {
  unsigned rank = unsigned(parent.thread_rank()), part = rank / tilesz, lanes = 0, at = 0;
  for (unsigned m = parent.lanes_; m; m &= m - 1, ++at)
    if (at / tilesz == part)
      lanes |= m & (0u - m);
  return coalesced_group(lanes, part, (unsigned(parent.num_threads()) + tilesz - 1) / tilesz);
}
inline thread_group tiled_partition(const thread_group &parent, unsigned int tilesz) {
  if (parent.get_type() == group_type::thread_block_type) {
    unsigned lane = ::ascendify_cpu::runner("a tile").lane();
    return thread_group(group_type::tiled_group_type, ascendify_cpu_lanes(lane & ~(tilesz - 1), tilesz));
  }
  unsigned part = unsigned(parent.thread_rank()) / tilesz, lanes = 0, at = 0;
  for (unsigned m = parent.lanes_; m; m &= m - 1, ++at)
    if (at / tilesz == part)
      lanes |= m & (0u - m);
  return thread_group(group_type::tiled_group_type, lanes);
}
inline thread_group tiled_partition(const thread_block &parent, unsigned int tilesz) {
  return tiled_partition(static_cast<const thread_group &>(parent), tilesz);
}

inline coalesced_group binary_partition(const coalesced_group &g, bool pred,
                                        ascendify_cpu_site site = ascendify_cpu_site::here()) {
  unsigned set = ::ascendify_cpu::vote(pred, site).set & g.lanes_;
  return coalesced_group(pred ? set : g.lanes_ & ~set, pred, 2);
}
template <unsigned int Size, class ParentT>
coalesced_group binary_partition(const thread_block_tile<Size, ParentT> &g, bool pred,
                                 ascendify_cpu_site site = ascendify_cpu_site::here()) {
  unsigned set = ::ascendify_cpu::vote(pred, site).set & g.lanes_;
  return coalesced_group(pred ? set : g.lanes_ & ~set, pred, 2);
}

} // namespace cooperative_groups

#endif
