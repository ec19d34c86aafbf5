// Harder cases, from docs/findings/warp-collective-divergent.md and from what real code does.
// RUN: %ascendify audit %s --format json -o %t.json
// RUN: %python %S/../Inputs/expect.py %s warp-collective-divergent %t.json
#include <cooperative_groups.h>
#include <cuda_runtime.h>
namespace cg = cooperative_groups;

constexpr unsigned kFull = 0xffffffffu;
constexpr int kWarp = 32;

template <typename T> __device__ __forceinline__ T warp_max(T v) {
#pragma unroll
  for (int o = kWarp / 2; o > 0; o >>= 1) {
    T other = __shfl_xor_sync(kFull, v, o); // expect: none
    v = other > v ? other : v;
  }
  return v;
}

//===- Positives ------------------------------------------------------------===//

__global__ void the_others(float *p) {
  int lane = threadIdx.x % kWarp;
  if (lane == 0) {
    p[0] = 0;
  } else {
    p[lane] += __shfl_up_sync(kFull, p[lane], 1); // expect: warp-collective-divergent certain
  }
}

__global__ void odd_lanes(int *p) {
  const unsigned lane = threadIdx.x & (warpSize - 1);
  if (lane & 1)
    p[lane] = __popc(__ballot_sync(kFull, p[lane])); // expect: warp-collective-divergent certain
}

__global__ void two_threads(int *p) {
  if (threadIdx.x == 0 || threadIdx.x == 32)
    p[threadIdx.x] = warp_max(p[threadIdx.x]); // expect: warp-collective-divergent certain
}

__global__ void by_variable(float *p, bool verbose) {
  bool leader = threadIdx.x % 32 == 0;
  if (leader && verbose)
    p[0] = __shfl_sync(kFull, p[0], 0); // expect: warp-collective-divergent certain
}

__global__ void valid_lanes(const float *p, float *out, int n) {
  int lane = threadIdx.x & 31;
  for (int base = 0; base < n; base += 32) {
    int valid = min(32, n - base);
    if (lane < valid)
      out[base + lane] = warp_max(p[base + lane]); // expect: warp-collective-divergent likely
  }
}

__device__ float row_max(const float *row, int n, int i) {
  if (i >= n)
    return 0;
  return warp_max(row[i]); // expect: warp-collective-divergent likely
}
__global__ void in_callee(const float *p, float *out, int n) { out[threadIdx.x] = row_max(p, n, threadIdx.x); }

__device__ bool in_range(int i, int n) { return i >= 0 && i < n; }
__global__ void by_result(const float *p, float *out, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x - 1;
  if (!in_range(i, n))
    return;
  out[i] = warp_max(p[i]); // expect: warp-collective-divergent likely
}

__global__ void flag_first(const float *p, float *out, int n) {
  bool done = false;
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i >= n)
    done = true;
  if (done)
    return;
  out[i] = warp_max(p[i]); // expect: warp-collective-divergent likely
}

__global__ void endless(const float *p, float *out, int n) {
  int i = threadIdx.x;
  while (true) {
    if (i >= n)
      break;
    out[i] = warp_max(p[i]); // expect: warp-collective-divergent likely
    i += blockDim.x;
  }
}

template <typename Group> __device__ float group_sum(const Group &g, float v) {
  for (int o = g.size() / 2; o > 0; o /= 2)
    v += g.shfl_down(v, o); // expect: none
  return v;
}
__global__ void group_in_branch(float *p) {
  auto warp = cg::tiled_partition<32>(cg::this_thread_block());
  if (p[threadIdx.x] > 0)
    p[threadIdx.x] = group_sum(warp, p[threadIdx.x]); // expect: warp-collective-divergent likely
}

__global__ void vector_member(const float4 *p, float *out) {
  float4 v = p[threadIdx.x];
  if (v.w != 0)
    out[threadIdx.x] = warp_max(v.x); // expect: warp-collective-divergent likely
}

__global__ void through_pointer(const int *p, int *out) {
  const int *mine = p + threadIdx.x;
  if (*mine)
    out[threadIdx.x] = __reduce_add_sync(kFull, *mine); // expect: warp-collective-divergent likely
}

struct Policy {
  static __device__ int combine(int v) { return warp_max(v); }
};
template <typename P> __global__ void by_policy(int *p) {
  if (threadIdx.x < 5)
    p[threadIdx.x] = P::combine(p[threadIdx.x]); // expect: warp-collective-divergent certain
}
template __global__ void by_policy<Policy>(int *);

__global__ void shared_per_thread(int *p) {
  __shared__ int flags[128];
  flags[threadIdx.x] = p[threadIdx.x];
  __syncthreads();
  if (flags[threadIdx.x])
    p[threadIdx.x] = warp_max(p[threadIdx.x]); // expect: warp-collective-divergent likely
}

//===- Negatives ------------------------------------------------------------===//

// A return inside a helper leaves the helper.
__device__ void load(float *s, const float *p, int i, int n) {
  if (i >= n)
    return;
  s[threadIdx.x] = p[i];
}
__global__ void helper_returns(const float *p, float *out, int n) {
  __shared__ float s[32];
  s[threadIdx.x] = 0;
  load(s, p, blockIdx.x * 32 + threadIdx.x, n);
  out[threadIdx.x] = warp_max(s[threadIdx.x]); // expect: none
}

// Dynamic work: lane 0 takes an item, all get it.
__global__ void work_items(int *next, float *p, int n) {
  const int lane = threadIdx.x % 32;
  while (true) {
    int item = 0;
    if (lane == 0)
      item = atomicAdd(next, 1);
    item = __shfl_sync(kFull, item, 0); // expect: none
    if (item >= n)
      break;
    p[item * 32 + lane] = warp_max(p[item * 32 + lane]); // expect: none
  }
}

__global__ void work_items_tile(int *next, float *p, int n) {
  auto warp = cg::tiled_partition<32>(cg::this_thread_block());
  for (;;) {
    int item;
    if (warp.thread_rank() == 0)
      item = atomicAdd(next, 1);
    item = warp.shfl(item, 0); // expect: none
    if (item >= n)
      return;
    float v = p[item * 32 + warp.thread_rank()];
    v += warp.shfl_xor(v, 1); // expect: none
    p[item * 32 + warp.thread_rank()] = v;
  }
}

__global__ void until_all_done(int *p) {
  bool done = false;
  while (!__all_sync(kFull, done)) { // expect: none
    if (!done)
      done = atomicCAS(&p[threadIdx.x], 0, 1) == 0;
    p[threadIdx.x + 64] = __shfl_xor_sync(kFull, p[threadIdx.x], 1); // expect: none
  }
}

__global__ void canonical_warp(float *p, int rows) {
  const int warp = __shfl_sync(kFull, threadIdx.x / 32, 0); // expect: none
  if (warp >= rows)
    return;
  p[threadIdx.x] = warp_max(p[threadIdx.x]); // expect: none
}

__global__ void counted_vote(int *p) {
  unsigned hits = __ballot_sync(kFull, p[threadIdx.x] > 0);
  if (__popc(hits) > 4)
    p[threadIdx.x] = warp_max(p[threadIdx.x]); // expect: none
  for (unsigned left = hits; left; left &= left - 1) {
    int src = __ffs(left) - 1;
    p[threadIdx.x] += __shfl_sync(kFull, p[threadIdx.x], src); // expect: none
  }
}

__global__ void row_of_warp(const int *begin, const float *v, float *out) {
  const int warp = threadIdx.x >> 5, lane = threadIdx.x & 31;
  float m = 0;
  for (int k = begin[warp]; k < begin[warp + 1]; k += 32)
    m = fmaxf(m, warp_max(v[k + lane])); // expect: none
  out[warp] = m;
}

__global__ void unrolled(const float *p, float *out, int n) {
  float m = 0;
#pragma unroll
  for (int k = 0; k < 4; ++k) {
    int i = threadIdx.x + k * 32;
    float v = 0;
    if (i < n)
      v = p[i];
    m += warp_max(v); // expect: none
  }
  out[threadIdx.x] = m;
}

// As many rounds for each lane: the bound is rounded up to whole warps.
__global__ void rounded_up(const float *p, float *out, int n) {
  int lane = threadIdx.x & 31;
  int padded = (n + 31) / 32 * 32;
  for (int i = lane; i < padded; i += 32) {
    float v = i < n ? p[i] : 0.0f;
    v = warp_max(v); // expect: none
    if (i < n)
      out[i] = v;
  }
}

__global__ void tile_votes(float *p) {
  auto warp = cg::tiled_partition<32>(cg::this_thread_block());
  float v = p[threadIdx.x];
  if (warp.any(v > 0)) // expect: none
    v = group_sum(warp, v); // expect: none
  if (warp.ballot(v < 0) == 0) // expect: none
    return;
  p[threadIdx.x] = warp.shfl(v, 0); // expect: none
}

__global__ void eights(float *p, int n) {
  auto tile = cg::tiled_partition<8>(cg::this_thread_block());
  if (tile.meta_group_rank() < n)
    p[threadIdx.x] = group_sum(tile, p[threadIdx.x]); // expect: none
}

__global__ void wide_roles(float *p) {
  switch (threadIdx.x / 64) {
  case 0:
    p[threadIdx.x] = warp_max(p[threadIdx.x]); // expect: none
    break;
  case 1:
    p[threadIdx.x] = __shfl_down_sync(kFull, p[threadIdx.x], 1); // expect: none
    break;
  }
}

template <int Warps> __global__ void last_warp(float *p) {
  if (threadIdx.x / kWarp == Warps - 1)
    p[threadIdx.x] = warp_max(p[threadIdx.x]); // expect: none
  if (threadIdx.x < Warps * kWarp)
    p[threadIdx.x] = warp_max(p[threadIdx.x]); // expect: none
}
template __global__ void last_warp<4>(float *);

//===- Third round ----------------------------------------------------------===//

// Rounds by lane with constants only: each lane makes four.
__global__ void constant_rounds(const float *p, float *out) {
  const int lane = threadIdx.x & 31;
#pragma unroll
  for (int i = lane; i < 128; i += 32)
    out[i] = warp_max(p[i]); // expect: none
}

__global__ void uneven_rounds(const float *p, float *out) {
  const int lane = threadIdx.x & 31;
  for (int i = lane; i < 100; i += 32)
    out[i] = warp_max(p[i]); // expect: warp-collective-divergent certain|likely
}

__global__ void quarter(const float *p, float *out) {
  const int group = threadIdx.x / 8;
  if (group == 1)
    out[threadIdx.x] = warp_max(p[threadIdx.x]); // expect: warp-collective-divergent certain
  if (threadIdx.x >> 4)
    out[threadIdx.x] = warp_max(p[threadIdx.x]); // expect: warp-collective-divergent certain
}

__global__ void elected(float *p) {
  const bool elected = threadIdx.x % 32 == __ffs(__activemask()) - 1;
  float v = p[threadIdx.x];
  v = __shfl_sync(kFull, v, 0); // expect: none
  if (elected)
    p[0] = v;
  __syncwarp(); // expect: none
}

__global__ void returns_late(const int *cols, float *p, int n) {
  const int warp = (blockIdx.x * blockDim.x + threadIdx.x) >> 5;
  if (warp >= n)
    return;
  const int col = cols[warp * 32 + (threadIdx.x & 31)];
  float v = warp_max(p[col]); // expect: none
  if (col < 0)
    return;
  p[col] = v;
  v = warp_max(v + 1); // expect: warp-collective-divergent likely
  p[col] += v;
}

__global__ void sorted_insert(float *best, const float *in, int n) {
  float kth = best[31];
  for (int base = blockIdx.x * 32; base < n; base += gridDim.x * 32) {
    int i = base + (threadIdx.x & 31);
    float v = i < n ? in[i] : -1.0f;
    unsigned wins = __ballot_sync(kFull, v > kth); // expect: none
    while (wins) {
      int src = __ffs(wins) - 1;
      wins &= wins - 1;
      float w = __shfl_sync(kFull, v, src); // expect: none
      if (w > kth)
        kth = w;
    }
  }
  best[threadIdx.x] = kth;
}

__global__ void argument(float *p, int which) {
  const int lane = threadIdx.x & 31;
  if (lane == which)
    p[lane] = __shfl_sync(kFull, p[lane], which); // expect: warp-collective-divergent likely
  if (which == 3)
    p[lane] = __shfl_sync(kFull, p[lane], which); // expect: none
}

template <int N> struct Vec {
  float v[N];
  __device__ float sum() const {
    float s = 0;
    for (int i = 0; i < N; ++i)
      s += warp_max(v[i]); // expect: none
    return s;
  }
};
__global__ void vecs(const Vec<4> *p, float *out, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  Vec<4> v{};
  if (i < n)
    v = p[i];
  float s = v.sum(); // expect: none
  if (i < n)
    out[i] = s + v.sum(); // expect: warp-collective-divergent likely
}
