// Harder cases, from docs/findings/warp-partial-mask.md and from what real code does.
// RUN: %ascendify audit %s --format json -o %t.json
// RUN: %python %S/../Inputs/expect.py %s warp-partial-mask %t.json
#include <cooperative_groups.h>
#include <cuda_runtime.h>
#include <limits.h>
#include <limits>
#include <stdint.h>
namespace cg = cooperative_groups;

constexpr unsigned kFull = ~0u;

//===- Positives ------------------------------------------------------------===//

__global__ void one_path(int *p, bool tail) {
  unsigned mask = kFull;
  if (tail)
    mask = 0x00ffffff;
  p[threadIdx.x] = __shfl_sync(mask, p[threadIdx.x], 3); // expect: warp-partial-mask certain
}

__device__ int inner(unsigned m, int v) {
  return __shfl_xor_sync(m, v, 1); // expect: warp-partial-mask certain
}
__device__ __noinline__ int outer(unsigned m, int v) { return inner(m, v) + 1; }
__global__ void two_levels(int *p) {
  if (threadIdx.x < 8)
    p[threadIdx.x] = outer(0xff, p[threadIdx.x]);
}

__global__ void captured(int *p) {
  unsigned mask = __activemask();
  auto sum = [=](int v) {
    for (int o = 16; o; o >>= 1)
      v += __shfl_xor_sync(mask, v, o); // expect: warp-partial-mask likely
    return v;
  };
  p[threadIdx.x] = sum(p[threadIdx.x]);
}

__constant__ unsigned masks[4];
__global__ void from_table(int *p, int k) {
  if (masks[k] >> (threadIdx.x & 31) & 1)
    p[threadIdx.x] = __any_sync(masks[k], p[threadIdx.x]); // expect: warp-partial-mask possible
}

__global__ void ballot_of_active(int *p) {
  p[threadIdx.x] = __popc(__ballot_sync(__activemask(), p[threadIdx.x] > 0)); // expect: warp-partial-mask likely
  __syncwarp(__activemask()); // expect: warp-partial-mask likely
}

__device__ __forceinline__ unsigned lanemask_lt() {
  unsigned m;
  asm("mov.u32 %0, %%lanemask_lt;" : "=r"(m));
  return m;
}
__global__ void by_assembly(int *p) {
  unsigned below = lanemask_lt();
  if (below)
    p[threadIdx.x] = __all_sync(below, 1); // expect: warp-partial-mask possible
}

template <int Width> __device__ float sub_warp_sum(float v) {
  constexpr unsigned mask = Width == 32 ? 0xffffffffu : (1u << Width) - 1;
#pragma unroll
  for (int o = Width / 2; o > 0; o >>= 1)
    v += __shfl_down_sync(mask, v, o, Width); // expect: warp-partial-mask certain
  return v;
}
__global__ void sub_warps(float *p) {
  float v = sub_warp_sum<32>(p[threadIdx.x]);
  if (threadIdx.x < 16)
    p[threadIdx.x] = sub_warp_sum<16>(v);
}

struct Voter {
  unsigned mask;
  __device__ explicit Voter(unsigned m) : mask(m) {}
  __device__ bool all(bool b) const {
    return __all_sync(mask, b); // expect: warp-partial-mask certain|likely|possible
  }
};
__global__ void votes(int *p) {
  if (threadIdx.x < 4)
    p[threadIdx.x] = Voter(0xf).all(p[threadIdx.x] > 0);
}

__device__ void get_mask(unsigned &out, bool b) { out = __ballot_sync(kFull, b); }
__global__ void by_reference(int *p) {
  unsigned m;
  bool b = p[threadIdx.x] > 1;
  get_mask(m, b);
  if (b)
    p[threadIdx.x] += __shfl_sync(m, p[threadIdx.x], __ffs(m) - 1); // expect: warp-partial-mask certain|likely|possible
}

__global__ void typed_wrong(double *p) {
  p[threadIdx.x] += __shfl_xor_sync(0xffffffffffff0000ull, p[threadIdx.x], 1); // expect: warp-partial-mask certain
  p[threadIdx.x] += __shfl_xor_sync(32, p[threadIdx.x], 1);                    // expect: warp-partial-mask certain
  p[threadIdx.x] += __shfl_xor_sync(INT_MAX, p[threadIdx.x], 1);               // expect: warp-partial-mask certain
}

//===- Negatives ------------------------------------------------------------===//

__global__ void spelled(int *p) {
  int v = p[threadIdx.x];
  v += __shfl_xor_sync((unsigned)-1, v, 1);                           // expect: none
  v += __shfl_xor_sync(UINT_MAX, v, 1);                               // expect: none
  v += __shfl_xor_sync(std::numeric_limits<unsigned>::max(), v, 1);   // expect: none
  v += __shfl_xor_sync((1ull << 32) - 1, v, 1);                       // expect: none
  v += __shfl_xor_sync(uint32_t(~0ull), v, 1);                        // expect: none
  v += __shfl_xor_sync(~0, v, 1);                                     // expect: none
  v += __shfl_xor_sync(0xffffffffu >> 0, v, 1);                       // expect: none
  const auto m = kFull;
  v += __shfl_xor_sync(m, v, 1); // expect: none
  const unsigned both[2] = {kFull, kFull};
  v += __shfl_xor_sync(both[1], v, 1); // expect: none
  p[threadIdx.x] = v;
}

template <typename T, int Threads = 32> class WarpReduce {
  unsigned member_mask = 0xffffffffu;

public:
  __device__ T sum(T v) const {
    for (int o = Threads / 2; o > 0; o /= 2)
      v += __shfl_down_sync(member_mask, v, o); // expect: none // known: a member with an initialiser is not followed
    return v;
  }
};
__global__ void by_class(float *p) { p[threadIdx.x] = WarpReduce<float>().sum(p[threadIdx.x]); }

template <typename F> __device__ int apply(F f, int v) { return f(kFull, v); }
__global__ void by_functor(int *p) {
  p[threadIdx.x] = apply([](unsigned m, int v) { return __shfl_xor_sync(m, v, 1); }, p[threadIdx.x]); // expect: none
}

__device__ int pick(int v, unsigned mask, int lane) {
  return __shfl_sync(mask, v, lane); // expect: none
}
__global__ void picks(int *p) {
  const unsigned everyone = 0xffffffff;
  for (int k = 0; k < 32; ++k)
    p[k] = pick(p[threadIdx.x], everyone, k);
}

__global__ void both_paths(int *p, bool b) {
  unsigned mask;
  if (b)
    mask = 0xffffffff;
  else
    mask = kFull;
  p[threadIdx.x] = __shfl_sync(mask, p[threadIdx.x], 0); // expect: none
  unsigned again = b ? ~0u : UINT32_MAX;
  p[threadIdx.x] = __shfl_sync(again, p[threadIdx.x], 0); // expect: none
}

#define SHFL(v, lane) __shfl_sync(0xffffffff, v, lane) // expect: none
__global__ void by_macro(int *p) { p[threadIdx.x] = SHFL(p[threadIdx.x], 0); }

//===- Third round ----------------------------------------------------------===//

__device__ unsigned lanes_below(int n) { return n >= 32 ? kFull : (1u << n) - 1u; }
__global__ void by_helper(float *p, int n) {
  unsigned mask = lanes_below(n);
  if (threadIdx.x < n)
    p[threadIdx.x] += __shfl_down_sync(mask, p[threadIdx.x], 1); // expect: warp-partial-mask possible
}
__global__ void by_helper_constant(float *p) {
  if (threadIdx.x < 8)
    p[threadIdx.x] += __shfl_down_sync(lanes_below(8), p[threadIdx.x], 1); // expect: warp-partial-mask certain|possible
}

template <typename T> __device__ T reduce_peers(unsigned peers, T v) {
  int first = __ffs(peers) - 1;
  peers &= 0xfffffffeu << (threadIdx.x & 31);
  while (__any_sync(kFull, peers)) { // expect: none
    int next = __ffs(peers);
    T t = __shfl_sync(kFull, v, next - 1); // expect: none
    if (next)
      v += t;
    unsigned done = __ballot_sync(kFull, !next); // expect: none
    peers &= ~done;
  }
  return __shfl_sync(1u << first, v, first); // expect: warp-partial-mask possible|certain
}
__global__ void peers(const int *keys, float *p) {
  p[threadIdx.x] = reduce_peers(__match_any_sync(kFull, keys[threadIdx.x]), p[threadIdx.x]); // expect: none
}

__global__ void in_branches(int *p) {
  const int half = threadIdx.x / 16;
  if (half == 0)
    p[threadIdx.x] = __reduce_add_sync(0x0000ffff, p[threadIdx.x]); // expect: warp-partial-mask certain
  else
    p[threadIdx.x] = __reduce_add_sync(0xffff0000, p[threadIdx.x]); // expect: warp-partial-mask certain
  __syncwarp(0xffffffff); // expect: none
}

namespace config {
#ifdef SMALL_WARPS
constexpr unsigned mask = 0xffff;
#else
constexpr unsigned mask = 0xffffffff;
#endif
} // namespace config
__global__ void configured(int *p) {
  p[threadIdx.x] = __any_sync(config::mask, p[threadIdx.x]); // expect: none
}

struct Lane {
  static __device__ unsigned all() { return 0xffffffffu; }
  static __device__ unsigned self() { return 1u << (threadIdx.x & 31); }
};
__global__ void by_member_function(int *p) {
  p[threadIdx.x] = __shfl_sync(Lane::all(), p[threadIdx.x], 0); // expect: none
  __syncwarp(Lane::self()); // expect: warp-partial-mask possible|certain
}
