//===- cooperative_groups.h - Cooperative groups of Ascend C SIMT ---------===//
//
// By hand: the groups are templates that depend on constant expressions, which
// plain declarations made from a surface cannot say. Shapes only, no bodies.
// Source: include/simt_api/cooperative_groups.h of asc-devkit (CANN 9.x), whose
// members stand in mappings/surface/cann/9.x/simt.json.
// Trap: there is no grid group, no cluster, no reduce and no scan.
//
//===----------------------------------------------------------------------===//
#ifndef ASCENDIFY_DECL_SIMT_API_COOPERATIVE_GROUPS_H
#define ASCENDIFY_DECL_SIMT_API_COOPERATIVE_GROUPS_H
#include "ascendify/simt_core.h"
#include "simt_api/asc_bf16.h"
#include "simt_api/asc_fp16.h"
#include "simt_api/common_functions.h"
#include "simt_api/device_functions.h"
#include "utils/debug/asc_assert.h"

namespace cooperative_groups {

enum class group_type : unsigned int { thread_block_type, tiled_group_type, coalesced_group_type };

template <unsigned int MaxBlockSize = 1024> struct alignas(8) block_tile_memory {
  static_assert(MaxBlockSize > 0 && MaxBlockSize <= 2048 && MaxBlockSize % 32 == 0,
                "MaxBlockSize must be a multiple of 32 in the range 1..2048");
  // Five 8-byte barriers and 8 bytes for each warp.
  unsigned char storage[5 * 8 + MaxBlockSize / 32 * 8];
};

class thread_group {
public:
  __aicore__ unsigned long long size() const;
  __aicore__ unsigned long long num_threads() const;
  __aicore__ unsigned long long thread_rank() const;
  __aicore__ void sync() const;
  __aicore__ group_type get_type() const;
};

class thread_block : public thread_group {
public:
  __aicore__ static void sync();
  __aicore__ static unsigned int thread_rank();
  __aicore__ static dim3 group_index();
  __aicore__ static dim3 thread_index();
  __aicore__ static dim3 dim_threads();
  __aicore__ static unsigned int num_threads();
  __aicore__ static unsigned int size();
  __aicore__ static dim3 group_dim();

private:
  __aicore__ thread_block();
  friend __aicore__ thread_block this_thread_block();
};

__aicore__ thread_block this_thread_block();
template <unsigned int MaxBlockSize>
__aicore__ thread_block this_thread_block(block_tile_memory<MaxBlockSize> &scratch);

class tiled_group : public thread_group {
public:
  __aicore__ void sync() const;
  __aicore__ unsigned long long num_threads() const;
  __aicore__ unsigned long long size() const;
  __aicore__ unsigned long long thread_rank() const;
};

class coalesced_group : public thread_group {
public:
  __aicore__ void sync() const;
  __aicore__ unsigned long long num_threads() const;
  __aicore__ unsigned long long size() const;
  __aicore__ unsigned long long thread_rank() const;
  __aicore__ unsigned long long meta_group_size() const;
  __aicore__ unsigned long long meta_group_rank() const;
  template <typename T> __aicore__ T shfl(T var, int src_rank) const;
  template <typename T> __aicore__ T shfl_up(T var, unsigned int delta) const;
  template <typename T> __aicore__ T shfl_down(T var, unsigned int delta) const;
  __aicore__ int any(int predicate) const;
  __aicore__ int all(int predicate) const;
  __aicore__ unsigned int ballot(int predicate) const;

private:
  __aicore__ coalesced_group();
  friend __aicore__ coalesced_group coalesced_threads();
};

__aicore__ coalesced_group coalesced_threads();

/// Up to 32 threads: votes and every shuffle.
template <unsigned int Size> class single_warp_thread_block_tile_base {
public:
  __aicore__ void sync() const;
  __aicore__ static unsigned long long thread_rank();
  __aicore__ static unsigned long long num_threads();
  __aicore__ static unsigned long long size();
  template <typename T> __aicore__ T shfl(T var, int src_rank) const;
  template <typename T> __aicore__ T shfl_up(T var, unsigned int delta) const;
  template <typename T> __aicore__ T shfl_down(T var, unsigned int delta) const;
  template <typename T> __aicore__ T shfl_xor(T var, unsigned int lane_mask) const;
  __aicore__ int any(int predicate) const;
  __aicore__ int all(int predicate) const;
  __aicore__ unsigned int ballot(int predicate) const;
};

/// More than a warp: only shfl, any and all.
template <unsigned int Size> class multi_warp_thread_block_tile_base {
public:
  __aicore__ void sync() const;
  __aicore__ static unsigned long long thread_rank();
  __aicore__ static unsigned long long num_threads();
  __aicore__ static unsigned long long size();
  template <typename T> __aicore__ T shfl(T var, int src_rank) const;
  __aicore__ int any(int predicate) const;
  __aicore__ int all(int predicate) const;
};

template <unsigned int Size, bool IsMultiWarp = (Size > 32)>
class thread_block_tile_impl : public single_warp_thread_block_tile_base<Size> {};
template <unsigned int Size>
class thread_block_tile_impl<Size, true> : public multi_warp_thread_block_tile_base<Size> {};

template <unsigned int Size, typename ParentT = void>
class thread_block_tile : public thread_block_tile_impl<Size> {
  static_assert(Size != 0 && (Size & (Size - 1)) == 0 && Size <= 2048,
                "the size of a tile must be a power of two");

public:
  __aicore__ thread_block_tile(const ParentT &g);
  __aicore__ operator thread_block_tile<Size, void>() const;
  __aicore__ unsigned int meta_group_rank() const;
  __aicore__ unsigned int meta_group_size() const;
};

template <unsigned int Size>
class thread_block_tile<Size, void> : public thread_block_tile_impl<Size>, public tiled_group {
public:
  template <typename ParentT> __aicore__ thread_block_tile(const thread_block_tile<Size, ParentT> &g);
  using thread_block_tile_impl<Size>::sync;
  using thread_block_tile_impl<Size>::thread_rank;
  using thread_block_tile_impl<Size>::num_threads;
  using thread_block_tile_impl<Size>::size;
  __aicore__ unsigned int meta_group_rank() const;
  __aicore__ unsigned int meta_group_size() const;
};

template <unsigned int Size, typename ParentT>
__aicore__ thread_block_tile<Size, ParentT> tiled_partition(const ParentT &g);
__aicore__ thread_group tiled_partition(const thread_group &parent, unsigned int tilesz);
__aicore__ thread_group tiled_partition(const thread_block &parent, unsigned int tilesz);
__aicore__ coalesced_group tiled_partition(const coalesced_group &parent, unsigned int tilesz);

__aicore__ coalesced_group binary_partition(const coalesced_group &g, bool pred);
template <unsigned int Size, typename ParentT>
__aicore__ coalesced_group binary_partition(const thread_block_tile<Size, ParentT> &g, bool pred);

} // namespace cooperative_groups
#endif
