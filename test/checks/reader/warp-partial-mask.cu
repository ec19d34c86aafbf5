// Written from docs/findings/warp-partial-mask.md alone, by someone who did not write the check.
// RUN: %ascendify audit %s --format json -o %t.json
// RUN: %python %S/Inputs/expect.py %s warp-partial-mask %t.json
#include <cooperative_groups.h>
#include <cuda_runtime.h>
#include <stdint.h>
namespace cg = cooperative_groups;

#define FULL_MASK 0xffffffff
#define HALF_WARP_MASK 0x0000ffffu

//===- Positives ------------------------------------------------------------===//

__global__ void lower_half_sum(float *p) {
  float v = p[threadIdx.x];
  if (threadIdx.x < 16)
    for (int o = 8; o > 0; o >>= 1)
      v += __shfl_down_sync(0x0000ffff, v, o); // expect: warp-partial-mask certain
  p[threadIdx.x] = v;
}

// The classical slip: seven digits.
__device__ __forceinline__ float warp_max(float v) {
#pragma unroll
  for (int o = 16; o > 0; o /= 2)
    v = fmaxf(v, __shfl_xor_sync(0xFFFFFFF, v, o)); // expect: warp-partial-mask certain
  return v;
}
__global__ void rows_max(const float *in, float *out) { out[blockIdx.x] = warp_max(in[threadIdx.x]); }

__global__ void by_macro(int *p) {
  int v = p[threadIdx.x];
  v += __shfl_up_sync(HALF_WARP_MASK, v, 1, 16); // expect: warp-partial-mask certain
  p[threadIdx.x] = v;
}

__global__ void tail_mask(float *p, int n) {
  unsigned mask = __ballot_sync(FULL_MASK, threadIdx.x < n); // expect: none
  if (threadIdx.x < n) {
    float v = p[threadIdx.x];
    for (int offset = 16; offset > 0; offset /= 2)
      v += __shfl_down_sync(mask, v, offset); // expect: warp-partial-mask certain
    p[threadIdx.x] = v;
  }
}

__global__ void others(const int *key, int *out) {
  const int lane = threadIdx.x & 31;
  unsigned voters = __ballot_sync(FULL_MASK, key[threadIdx.x] > 0);
  unsigned rest = voters & ~(1u << lane);
  if (voters >> lane & 1)
    out[threadIdx.x] = __any_sync(rest | (1u << lane), key[threadIdx.x] > 7); // expect: warp-partial-mask certain
}

__global__ void compact(const int *in, int *out, int *count) {
  int v = in[blockIdx.x * blockDim.x + threadIdx.x];
  if (v > 0) {
    unsigned active = __activemask(); // expect: none
    int leader = __ffs(active) - 1;
    int base = 0;
    if ((threadIdx.x & 31) == leader)
      base = atomicAdd(count, __popc(active));
    base = __shfl_sync(active, base, leader); // expect: warp-partial-mask likely
    out[base + __popc(active & ((1u << (threadIdx.x & 31)) - 1))] = v;
  }
}

__global__ void direct_active(float *p) {
  p[threadIdx.x] += __shfl_xor_sync(__activemask(), p[threadIdx.x], 1); // expect: warp-partial-mask likely
}

__device__ int masked_sum(unsigned mask, int v) {
  for (int o = 16; o; o >>= 1)
    v += __shfl_xor_sync(mask, v, o); // expect: warp-partial-mask likely
  return v;
}
__global__ void calls_masked_sum(int *p) { p[threadIdx.x] = masked_sum(__activemask(), p[threadIdx.x]); }

__global__ void histogram(const unsigned *keys, unsigned *bins) {
  unsigned key = keys[threadIdx.x];
  unsigned peers = __match_any_sync(0xffffffffu, key);    // expect: none
  unsigned total = __reduce_add_sync(peers, 1u);          // expect: warp-partial-mask certain
  if ((threadIdx.x & 31) == __ffs(peers) - 1)
    bins[key] += total;
}

__global__ void match_active(const int *keys, int *out) {
  int pred;
  unsigned m = __match_all_sync(__activemask(), keys[threadIdx.x], &pred); // expect: warp-partial-mask likely
  out[threadIdx.x] = pred ? __popc(m) : 0;
}

__global__ void pair_barrier(int *s) {
  if (threadIdx.x < 2) {
    s[threadIdx.x] = threadIdx.x;
    __syncwarp(0x3); // expect: warp-partial-mask certain
    s[threadIdx.x] += s[threadIdx.x ^ 1];
  }
}

template <unsigned Mask, typename T> __device__ T group_min(T v) {
  for (int o = __popc(Mask) / 2; o > 0; o >>= 1)
    v = min(v, __shfl_xor_sync(Mask, v, o)); // expect: warp-partial-mask certain
  return v;
}
__global__ void quarter_min(int *p) { p[threadIdx.x] = group_min<0xffu>(p[threadIdx.x]); }

// Called with the full mask and with half of it: the worst counts.
template <typename T> __device__ T shift(T v, unsigned mask) {
  return __shfl_up_sync(mask, v, 1); // expect: warp-partial-mask certain
}
__global__ void shift_full(float *p) { p[threadIdx.x] = shift(p[threadIdx.x], FULL_MASK); }
__global__ void shift_half(float *p) {
  if (threadIdx.x >= 16)
    p[threadIdx.x] = shift(p[threadIdx.x], 0xffff0000);
}

__global__ void mask_from_host(int *p, unsigned mask) {
  if (mask >> (threadIdx.x & 31) & 1)
    p[threadIdx.x] = __all_sync(mask, p[threadIdx.x]); // expect: warp-partial-mask possible
}

__global__ void computed(float *p, int width) {
  unsigned mask = (1u << width) - 1;
  if (threadIdx.x < width)
    p[threadIdx.x] = __shfl_sync(mask, p[threadIdx.x], 0); // expect: warp-partial-mask possible
}

__global__ void computed_constant(float *p) {
  constexpr int kWidth = 8;
  const unsigned mask = (1u << kWidth) - 1;
  if (threadIdx.x < kWidth)
    p[threadIdx.x] = __shfl_sync(mask, p[threadIdx.x], 0); // expect: warp-partial-mask certain
}

// Nobody calls it.
__device__ unsigned library_vote(unsigned mask, bool p) {
  return __ballot_sync(mask, p); // expect: warp-partial-mask possible
}

__device__ __forceinline__ unsigned upper_half() { return FULL_MASK << 16; }
__global__ void by_result(int *p) {
  if (threadIdx.x >= 16)
    p[threadIdx.x] = __reduce_max_sync(upper_half(), p[threadIdx.x]); // expect: warp-partial-mask certain
}

__global__ void nested(float *p) {
  p[threadIdx.x] = __shfl_sync(__ballot_sync(~0u, p[threadIdx.x] > 0), p[threadIdx.x], 0); // expect: warp-partial-mask certain
}

#define WARP_SUM(v)                                                                                                    \
  for (int o_ = 16; o_ > 0; o_ >>= 1)                                                                                  \
  v += __shfl_down_sync(__activemask(), v, o_) // expect: warp-partial-mask likely
__global__ void in_macro(float *p) {
  float v = p[threadIdx.x];
  WARP_SUM(v);
  p[threadIdx.x] = v;
}

// The mask shrinks round by round.
__global__ void serialize(const int *slot, float *out, float v) {
  unsigned left = FULL_MASK;
  int mine = slot[threadIdx.x];
  bool pending = true;
  while (pending) {
    int first = __shfl_sync(left, mine, __ffs(left) - 1); // expect: warp-partial-mask certain
    if (mine == first) {
      atomicAdd(&out[first], v);
      pending = false;
    }
    left = __ballot_sync(left, pending) & left; // expect: warp-partial-mask certain
  }
}

struct ActiveWarp {
  unsigned mask;
  __device__ ActiveWarp() : mask(__activemask()) {}
  __device__ int sum(int v) const {
    return __reduce_add_sync(mask, v); // expect: warp-partial-mask likely|possible
  }
};
__global__ void uses_struct(int *p) {
  ActiveWarp w;
  p[threadIdx.x] = w.sum(p[threadIdx.x]);
}

__global__ void last_warp(float *p, int n) {
  unsigned mask = n >= 32 ? 0xffffffffu : (1u << n) - 1u;
  if (threadIdx.x < n)
    p[threadIdx.x] += __shfl_down_sync(mask, p[threadIdx.x], 1); // expect: warp-partial-mask possible
}

__global__ void leader_only(int *p, int n) {
  unsigned m = __activemask();
  if (threadIdx.x < n)
    m &= 0x00ff00ff;
  __syncwarp(m); // expect: warp-partial-mask likely|certain
  p[threadIdx.x] = n;
}

//===- Negatives ------------------------------------------------------------===//

constexpr unsigned kAllLanes = 0xffffffffu;
static const unsigned all_lanes = 4294967295U;
enum : unsigned { AllLanes = 0xffffffffu };
struct WarpTraits {
  static constexpr uint32_t kMask = UINT32_MAX;
};

__global__ void spelled(float *p, int *q) {
  float v = p[threadIdx.x];
  v += __shfl_down_sync(FULL_MASK, v, 16);          // expect: none
  v += __shfl_down_sync(~0u, v, 8);                 // expect: none
  v += __shfl_down_sync(-1, v, 4);                  // expect: none
  v += __shfl_down_sync(kAllLanes, v, 2);           // expect: none
  v += __shfl_down_sync(all_lanes, v, 1);           // expect: none
  v += __shfl_xor_sync(AllLanes, v, 1);             // expect: none
  v += __shfl_xor_sync(WarpTraits::kMask, v, 2);    // expect: none
  v += __shfl_xor_sync(uint32_t(-1), v, 2);         // expect: none
  v += __shfl_xor_sync(static_cast<unsigned>(~0), v, 2); // expect: none
  v += __shfl_xor_sync(0xffffffffull, v, 2);        // expect: none
  v += __shfl_xor_sync(0xffff0000 | 0x0000ffff, v, 2); // expect: none
  p[threadIdx.x] = v;
  q[0] = __any_sync(FULL_MASK, v > 0) + __all_sync(FULL_MASK, v > 1); // expect: none
  q[1] = __reduce_min_sync(FULL_MASK, q[2]);        // expect: none
  __syncwarp();                                     // expect: none
  __syncwarp(FULL_MASK);                            // expect: none
}

__device__ float sum32(float v, unsigned mask = 0xffffffffu) {
  for (int o = 16; o; o >>= 1)
    v += __shfl_xor_sync(mask, v, o); // expect: none
  return v;
}
__global__ void sums(float *p) {
  unsigned mask = FULL_MASK;
  p[threadIdx.x] = sum32(p[threadIdx.x]) + sum32(p[threadIdx.x + 32], mask);
}

template <unsigned Mask = 0xffffffffu> __device__ int vote(bool b) {
  return __popc(__ballot_sync(Mask, b)); // expect: none
}
__global__ void votes(int *p) { p[threadIdx.x] = vote<>(p[threadIdx.x] > 3); }

__global__ void inverted(int *p) {
  unsigned none = 0;
  unsigned mask = ~none;
  p[threadIdx.x] = __shfl_sync(mask, p[threadIdx.x], 0); // expect: none
}

__global__ void full_ballot(int *p) {
  unsigned mask = __ballot_sync(FULL_MASK, 1);
  p[threadIdx.x] = __shfl_down_sync(mask, p[threadIdx.x], 1); // expect: none
}

__global__ void count_active(int *p, int n) {
  if (threadIdx.x < n)
    p[threadIdx.x] = __popc(__activemask()); // expect: none
}

__global__ void ballot_used_as_data(const float *p, int *out) {
  unsigned hits = __ballot_sync(FULL_MASK, p[threadIdx.x] > 0); // expect: none
  if (hits == 0)
    return;
  int before = __popc(hits & ((1u << (threadIdx.x & 31)) - 1));
  out[threadIdx.x] = __shfl_sync(FULL_MASK, before, __ffs(hits) - 1); // expect: none
}

template <bool Half> __device__ float reduce(float v) {
  if constexpr (Half)
    return v + __shfl_down_sync(0xffffu, v, 8); // expect: none
  else
    return v + __shfl_down_sync(FULL_MASK, v, 16); // expect: none
}
__global__ void reduces(float *p) { p[threadIdx.x] = reduce<false>(p[threadIdx.x]); }

__global__ void tiles(float *p) {
  auto tile = cg::tiled_partition<16>(cg::this_thread_block());
  float v = p[threadIdx.x];
  for (int o = tile.size() / 2; o > 0; o >>= 1)
    v += tile.shfl_down(v, o); // expect: none
  p[threadIdx.x] = v;
  auto active = cg::coalesced_threads();
  if (active.thread_rank() == 0)
    p[0] = active.size(); // expect: none
}

template <typename T> struct WarpScan {
  static constexpr unsigned mask = 0xffffffffu;
  __device__ static T inclusive(T v) {
#pragma unroll
    for (int o = 1; o < 32; o <<= 1) {
      T up = __shfl_up_sync(mask, v, o); // expect: none
      if ((threadIdx.x & 31) >= o)
        v += up;
    }
    return v;
  }
};
__global__ void scans(int *p) { p[threadIdx.x] = WarpScan<int>::inclusive(p[threadIdx.x]); }

// The same name elsewhere: not the platform's.
namespace mine {
__device__ inline int shfl(unsigned mask, int v) { return v ^ mask; }
} // namespace mine
__global__ void own(int *p) { p[threadIdx.x] = mine::shfl(0xff, p[threadIdx.x]); } // expect: none
