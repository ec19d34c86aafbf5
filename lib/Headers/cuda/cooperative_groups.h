//===- cooperative_groups.h - Groups of threads ----------------------------===//
//
// Idea: one empty class per group with the members of the surface; the hierarchy
// of the toolkit's internal bases is not a contract and is flattened.
// Trap: members are device-only, as in the toolkit; that keeps host calls errors.
//
//===----------------------------------------------------------------------===//
#ifndef ASCENDIFY_COOPERATIVE_GROUPS_H
#define ASCENDIFY_COOPERATIVE_GROUPS_H

#include "ascendify_cuda.h"

#define _COOPERATIVE_GROUPS_H_

namespace cooperative_groups {

template <unsigned int Size, typename ParentT = void> class thread_block_tile;
class coalesced_group;

#define __ASCENDIFY_LANES                                                                          \
  __device__ void sync() const __ASCENDIFY_BODY                                                                    \
  __device__ unsigned int thread_rank() const __ASCENDIFY_BODY                                                     \
  __device__ unsigned int meta_group_size() const __ASCENDIFY_BODY                                                 \
  __device__ unsigned int meta_group_rank() const __ASCENDIFY_BODY                                                 \
  template <typename T> __device__ T shfl(T var, int srcRank) const __ASCENDIFY_BODY                               \
  template <typename T> __device__ T shfl_down(T var, unsigned int delta) const __ASCENDIFY_BODY                   \
  template <typename T> __device__ T shfl_up(T var, int delta) const __ASCENDIFY_BODY                              \
  __device__ int any(int predicate) const __ASCENDIFY_BODY                                                         \
  __device__ int all(int predicate) const __ASCENDIFY_BODY                                                         \
  __device__ unsigned int ballot(int predicate) const __ASCENDIFY_BODY                                             \
  template <typename T> __device__ unsigned int match_any(T value) const __ASCENDIFY_BODY                          \
  template <typename T> __device__ unsigned int match_all(T value, int &predicate) const __ASCENDIFY_BODY

class thread_group {
public:
  __device__ void sync() const __ASCENDIFY_BODY
  __device__ unsigned long long size() const __ASCENDIFY_BODY
  __device__ unsigned long long num_threads() const __ASCENDIFY_BODY
  __device__ unsigned long long thread_rank() const __ASCENDIFY_BODY
  __device__ bool is_valid() const __ASCENDIFY_BODY
  __device__ unsigned int get_type() const __ASCENDIFY_BODY

protected:
  unsigned long long __ascendify_group[2];
};

class thread_block : public thread_group {
public:
  struct arrival_token {};
  static __device__ void sync() __ASCENDIFY_BODY
  __device__ arrival_token barrier_arrive() const __ASCENDIFY_BODY
  __device__ void barrier_wait(arrival_token &&) const __ASCENDIFY_BODY
  static __device__ unsigned int size() __ASCENDIFY_BODY
  static __device__ unsigned int num_threads() __ASCENDIFY_BODY
  static __device__ unsigned int thread_rank() __ASCENDIFY_BODY
  static __device__ dim3 group_index() __ASCENDIFY_BODY
  static __device__ dim3 thread_index() __ASCENDIFY_BODY
  static __device__ dim3 group_dim() __ASCENDIFY_BODY
  static __device__ dim3 dim_threads() __ASCENDIFY_BODY

private:
  unsigned long long __ascendify_block;
};

class grid_group : public thread_group {
public:
  struct arrival_token {};
  __device__ void sync() const __ASCENDIFY_BODY
  __device__ arrival_token barrier_arrive() const __ASCENDIFY_BODY
  __device__ void barrier_wait(arrival_token &&) const __ASCENDIFY_BODY
  static __device__ unsigned long long size() __ASCENDIFY_BODY
  static __device__ unsigned long long num_threads() __ASCENDIFY_BODY
  static __device__ unsigned long long thread_rank() __ASCENDIFY_BODY
  static __device__ unsigned long long num_blocks() __ASCENDIFY_BODY
  static __device__ unsigned long long block_rank() __ASCENDIFY_BODY
  static __device__ unsigned long long num_clusters() __ASCENDIFY_BODY
  static __device__ unsigned long long cluster_rank() __ASCENDIFY_BODY
  static __device__ dim3 group_dim() __ASCENDIFY_BODY
  static __device__ dim3 dim_blocks() __ASCENDIFY_BODY
  static __device__ dim3 block_index() __ASCENDIFY_BODY
  static __device__ dim3 dim_clusters() __ASCENDIFY_BODY
  static __device__ dim3 cluster_index() __ASCENDIFY_BODY
};

class cluster_group : public thread_group {
public:
  struct arrival_token {};
  static __device__ void sync() __ASCENDIFY_BODY
  static __device__ arrival_token barrier_arrive() __ASCENDIFY_BODY
  static __device__ void barrier_wait() __ASCENDIFY_BODY
  static __device__ void barrier_wait(arrival_token &&) __ASCENDIFY_BODY
  static __device__ unsigned int query_shared_rank(const void *addr) __ASCENDIFY_BODY
  template <typename T> static __device__ T *map_shared_rank(T *addr, int rank) __ASCENDIFY_BODY
  static __device__ dim3 block_index() __ASCENDIFY_BODY
  static __device__ unsigned int block_rank() __ASCENDIFY_BODY
  static __device__ dim3 thread_index() __ASCENDIFY_BODY
  static __device__ unsigned int thread_rank() __ASCENDIFY_BODY
  static __device__ dim3 dim_blocks() __ASCENDIFY_BODY
  static __device__ unsigned int num_blocks() __ASCENDIFY_BODY
  static __device__ dim3 dim_threads() __ASCENDIFY_BODY
  static __device__ unsigned int num_threads() __ASCENDIFY_BODY
  static __device__ unsigned int size() __ASCENDIFY_BODY
};

#if CUDA_VERSION < 13000
class multi_grid_group : public thread_group {
public:
  __device__ unsigned int num_grids() const __ASCENDIFY_BODY
  __device__ unsigned int grid_rank() const __ASCENDIFY_BODY
};
__device__ multi_grid_group this_multi_grid() __ASCENDIFY_BODY
#endif

class coalesced_group : public thread_group {
public:
  __ASCENDIFY_LANES
  __device__ unsigned long long size() const __ASCENDIFY_BODY
  __device__ unsigned long long num_threads() const __ASCENDIFY_BODY
};

template <unsigned int Size, typename ParentT> class thread_block_tile : public thread_group {
public:
  __device__ thread_block_tile() __ASCENDIFY_BODY
  template <typename OtherT> __device__ thread_block_tile(const thread_block_tile<Size, OtherT> &) __ASCENDIFY_BODY
  __ASCENDIFY_LANES
  static __host__ __device__ constexpr unsigned int size() { return Size; }
  static __host__ __device__ constexpr unsigned int num_threads() { return Size; }
  template <typename T> __device__ T shfl_xor(T var, unsigned int laneMask) const __ASCENDIFY_BODY
};

#undef __ASCENDIFY_LANES

template <unsigned int MaxBlockSize = 1024> struct block_tile_memory { char __ascendify_bytes[MaxBlockSize]; };

__device__ thread_block this_thread_block() __ASCENDIFY_BODY
template <unsigned int N> __device__ thread_block this_thread_block(block_tile_memory<N> &) __ASCENDIFY_BODY
__device__ grid_group this_grid() __ASCENDIFY_BODY
__device__ cluster_group this_cluster() __ASCENDIFY_BODY
__device__ coalesced_group coalesced_threads() __ASCENDIFY_BODY
__device__ thread_block_tile<1> this_thread() __ASCENDIFY_BODY

template <unsigned int Size, typename ParentT>
__device__ thread_block_tile<Size, ParentT> tiled_partition(const ParentT &parent) __ASCENDIFY_BODY
template <unsigned int Size> __device__ thread_block_tile<Size> tiled_partition() __ASCENDIFY_BODY
__device__ thread_group tiled_partition(const thread_group &parent, unsigned int size) __ASCENDIFY_BODY
__device__ coalesced_group tiled_partition(const coalesced_group &parent, unsigned int size) __ASCENDIFY_BODY
template <typename GroupT, typename Label>
__device__ coalesced_group labeled_partition(const GroupT &group, Label label) __ASCENDIFY_BODY
template <typename GroupT>
__device__ coalesced_group binary_partition(const GroupT &group, bool predicate) __ASCENDIFY_BODY

template <typename GroupT> __device__ void sync(const GroupT &group) __ASCENDIFY_BODY
template <typename GroupT> __device__ unsigned long long group_size(const GroupT &group) __ASCENDIFY_BODY
template <typename GroupT> __device__ unsigned long long thread_rank(const GroupT &group) __ASCENDIFY_BODY
template <typename GroupT> __device__ bool is_valid(const GroupT &group) __ASCENDIFY_BODY
template <typename GroupT> __device__ void wait(const GroupT &group) __ASCENDIFY_BODY
template <unsigned int Stage, typename GroupT> __device__ void wait_prior(const GroupT &group) __ASCENDIFY_BODY
template <typename GroupT, typename T, typename U, typename Shape>
__device__ void memcpy_async(const GroupT &group, T *dst, const U *src, const Shape &layout) __ASCENDIFY_BODY
template <typename GroupT, typename T, typename DstLayout, typename U, typename SrcLayout>
__device__ void memcpy_async(const GroupT &group, T *dst, const DstLayout &dstLayout, const U *src,
                             const SrcLayout &srcLayout) __ASCENDIFY_BODY

#define __ASCENDIFY_OPERATION(N)                                                                   \
  template <typename T> struct N { __device__ T operator()(T a, T b) const __ASCENDIFY_BODY };
__ASCENDIFY_OPERATION(plus) __ASCENDIFY_OPERATION(less) __ASCENDIFY_OPERATION(greater)
__ASCENDIFY_OPERATION(bit_and) __ASCENDIFY_OPERATION(bit_or) __ASCENDIFY_OPERATION(bit_xor)
#undef __ASCENDIFY_OPERATION

template <typename GroupT, typename T, typename Op>
__device__ T reduce(const GroupT &group, const T &value, Op &&op) __ASCENDIFY_BODY
template <typename GroupT, typename T, typename Op>
__device__ void reduce_update_async(const GroupT &group, T &target, const T &value, Op &&op) __ASCENDIFY_BODY
template <typename GroupT, typename T, typename Op>
__device__ void reduce_store_async(const GroupT &group, T *target, const T &value, Op &&op) __ASCENDIFY_BODY
template <typename GroupT, typename T> __device__ T inclusive_scan(const GroupT &group, const T &v) __ASCENDIFY_BODY
template <typename GroupT, typename T, typename Op>
__device__ T inclusive_scan(const GroupT &group, const T &value, Op &&op) __ASCENDIFY_BODY
template <typename GroupT, typename T> __device__ T exclusive_scan(const GroupT &group, const T &v) __ASCENDIFY_BODY
template <typename GroupT, typename T, typename Op>
__device__ T exclusive_scan(const GroupT &group, const T &value, Op &&op) __ASCENDIFY_BODY
template <typename GroupT, typename F> __device__ void invoke_one(const GroupT &group, F &&f) __ASCENDIFY_BODY

} // namespace cooperative_groups

#endif
