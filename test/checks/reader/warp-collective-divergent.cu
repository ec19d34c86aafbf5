// Written from docs/findings/warp-collective-divergent.md alone, by someone who did not write the check.
// RUN: %ascendify audit %s --format json -o %t.json
// RUN: %python %S/Inputs/expect.py %s warp-collective-divergent %t.json
#include <cooperative_groups.h>
#include <cuda_runtime.h>
namespace cg = cooperative_groups;

#define FULL 0xffffffffu
#define RETURN_IF_OUT_OF_RANGE(i, n)                                                                                   \
  if ((i) >= (n))                                                                                                      \
  return

__device__ __forceinline__ float warp_sum(float v) {
#pragma unroll
  for (int o = 16; o > 0; o >>= 1)
    v += __shfl_down_sync(FULL, v, o); // expect: none
  return v;
}

//===- Positives ------------------------------------------------------------===//

__global__ void half_warp(float *p) {
  int lane = threadIdx.x & 31;
  float v = p[threadIdx.x];
  if (lane < 16)
    v += __shfl_down_sync(FULL, v, 8); // expect: warp-collective-divergent certain
  p[threadIdx.x] = v;
}

__global__ void one_votes(int *p) {
  if (threadIdx.x == 0)
    p[0] = __any_sync(FULL, p[1]); // expect: warp-collective-divergent certain
}

__global__ void early_return(const float *in, float *out, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i >= n)
    return;
  float v = warp_sum(in[i]); // expect: warp-collective-divergent likely
  if ((threadIdx.x & 31) == 0)
    atomicAdd(out, v);
}

__global__ void grid_stride(const float *in, float *out, int n) {
  for (int i = blockIdx.x * blockDim.x + threadIdx.x; i < n; i += gridDim.x * blockDim.x) {
    float v = warp_sum(in[i]); // expect: warp-collective-divergent likely
    if (threadIdx.x % 32 == 0)
      out[i / 32] = v;
  }
}

__global__ void by_macro(int *p, int n) {
  const int i = blockIdx.x * blockDim.x + threadIdx.x;
  RETURN_IF_OUT_OF_RANGE(i, n);
  unsigned b = __ballot_sync(FULL, p[i] > 0); // expect: warp-collective-divergent likely
  p[i] = __popc(b);
}

__global__ void tid_bound(float *p, int n) {
  const int tid = threadIdx.x;
  if (tid < n)
    p[tid] += __shfl_xor_sync(FULL, p[tid], 1); // expect: warp-collective-divergent likely
}

__global__ void by_data(const int *key, int *out) {
  int k = key[blockIdx.x * blockDim.x + threadIdx.x];
  if (k < 0)
    return;
  unsigned peers = __match_any_sync(FULL, k); // expect: warp-collective-divergent likely
  out[threadIdx.x] = __popc(peers);
}

__global__ void by_ticket(int *counter, int *out, int limit) {
  int slot = atomicAdd(counter, 1);
  if (slot < limit)
    out[slot] = __reduce_add_sync(FULL, slot); // expect: warp-collective-divergent likely
}

__global__ void ternary(float *p) {
  const int lane = threadIdx.x % 32;
  float v = p[threadIdx.x];
  p[threadIdx.x] = lane < 8 ? __shfl_xor_sync(FULL, v, 1) : 0.0f; // expect: warp-collective-divergent certain
}

__global__ void conjunction(int *p) {
  if (threadIdx.x < 8 && __any_sync(FULL, p[threadIdx.x])) // expect: warp-collective-divergent certain
    p[threadIdx.x] = 0;
}

__global__ void disjunction(int *p, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  bool stop = i >= n || __all_sync(FULL, p[i] == 0); // expect: warp-collective-divergent likely
  if (!stop)
    p[i]--;
}

__global__ void cases(int *p) {
  int v = p[threadIdx.x];
  switch (threadIdx.x & 3) {
  case 0:
    v += __shfl_xor_sync(FULL, v, 4); // expect: warp-collective-divergent certain
    break;
  default:
    v = 0;
  }
  p[threadIdx.x] = v;
}

__global__ void leaves_loop(const float *p, float *out, int n) {
  float v = 0;
  for (int k = 0; k < n; ++k) {
    float x = p[k * blockDim.x + threadIdx.x];
    if (x < 0)
      break;
    v += __shfl_down_sync(FULL, x, 1); // expect: warp-collective-divergent likely
  }
  out[threadIdx.x] = v;
}

__global__ void skips_round(float *p) {
  for (int k = 0; k < 4; ++k) {
    if ((threadIdx.x & 31) == 31)
      continue;
    p[threadIdx.x] += __shfl_up_sync(FULL, p[threadIdx.x], 1); // expect: warp-collective-divergent certain
  }
}

__global__ void tile_rank(float *p) {
  auto block = cg::this_thread_block();
  cg::thread_block_tile<32> tile = cg::tiled_partition<32>(block);
  float v = p[block.thread_rank()];
  if (tile.thread_rank() < 4)
    v += tile.shfl_down(v, 2); // expect: warp-collective-divergent certain
  p[block.thread_rank()] = v;
}

__global__ void tile_after_return(const int *p, int *out, int n) {
  auto grid = cg::this_grid();
  auto warp = cg::tiled_partition<32>(cg::this_thread_block());
  if (grid.thread_rank() >= n)
    return;
  if (warp.any(p[grid.thread_rank()] > 0)) // expect: warp-collective-divergent likely
    out[grid.thread_rank()] = 1;
}

__device__ float block_sum(float v, float *s) {
  v = warp_sum(v);
  if ((threadIdx.x & 31) == 0)
    s[threadIdx.x / 32] = v;
  __syncthreads();
  return s[0];
}
__global__ void deep_call(float *p, float *out) {
  __shared__ float s[32];
  if (threadIdx.x < 10)
    out[threadIdx.x] = block_sum(p[threadIdx.x], s); // expect: warp-collective-divergent certain
}

__device__ bool keep(int i);
__global__ void by_unseen(float *p) {
  if (keep(threadIdx.x))
    p[threadIdx.x] = __shfl_sync(FULL, p[threadIdx.x], 0); // expect: warp-collective-divergent possible
}

__global__ void half_mask(float *p) {
  if (threadIdx.x < 16)
    p[threadIdx.x] += __shfl_down_sync(0xffffu, p[threadIdx.x], 8, 16); // expect: warp-collective-divergent possible
}

__global__ void ballot_mask(float *p, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  unsigned mask = __ballot_sync(FULL, i < n); // expect: none
  if (i < n)
    p[i] += __shfl_down_sync(mask, p[i], 1); // expect: warp-collective-divergent possible
}

__global__ void one_and_a_half_warps(float *p) {
  if (threadIdx.x < 48)
    p[threadIdx.x] = warp_sum(p[threadIdx.x]); // expect: warp-collective-divergent certain
}

__global__ void lane_strided(const float *p, float *out, int n) {
  float best = 0;
  for (int j = threadIdx.x; j < n; j += 32)
    best = fmaxf(best, __shfl_xor_sync(FULL, p[j], 1)); // expect: warp-collective-divergent likely
  out[threadIdx.x] = best;
}

__global__ void csr_thread_per_row(const int *row, const float *val, float *out, int rows) {
  int r = blockIdx.x * 32 + (threadIdx.x & 31);
  float s = 0;
  for (int j = row[r]; j < row[r + 1]; ++j)
    s += __shfl_sync(FULL, val[j], 0); // expect: warp-collective-divergent likely
  out[r] = s;
}

__global__ void by_neighbour(int *p) {
  int other = __shfl_xor_sync(FULL, p[threadIdx.x], 1); // expect: none
  if (other > 0)
    p[threadIdx.x] = __reduce_max_sync(FULL, other); // expect: warp-collective-divergent possible
}

// The second stage of a block reduction, with the number of warps as the bound.
__global__ void second_stage(float *p, float *out) {
  __shared__ float s[32];
  float v = warp_sum(p[threadIdx.x]);
  if ((threadIdx.x & 31) == 0)
    s[threadIdx.x >> 5] = v;
  __syncthreads();
  if (threadIdx.x < blockDim.x / 32) {
    v = warp_sum(s[threadIdx.x]); // expect: warp-collective-divergent likely
    if (threadIdx.x == 0)
      *out = v;
  }
}

__global__ void do_while(float *p) {
  float x = p[threadIdx.x];
  do {
    x = 0.5f * x + 0.5f * __shfl_xor_sync(FULL, x, 1); // expect: warp-collective-divergent likely
  } while (x > p[threadIdx.x + 32]);
  p[threadIdx.x] = x;
}

template <int N> __global__ void first_n(float *p) {
  if (threadIdx.x < N)
    p[threadIdx.x] = warp_sum(p[threadIdx.x]); // expect: warp-collective-divergent certain
}
template __global__ void first_n<16>(float *);

__global__ void in_lambda(float *p) {
  auto total = [](float v) {
    for (int o = 16; o; o >>= 1)
      v += __shfl_xor_sync(FULL, v, o);
    return v;
  };
  if (threadIdx.x % 32 < 4)
    p[threadIdx.x] = total(p[threadIdx.x]); // expect: warp-collective-divergent certain
}

struct Sampler {
  const float *weights;
  int n;
  __device__ int pick(float coin, int lane) const {
    for (int base = lane; base < n; base += 32) {
      float w = weights[base];
      if (__any_sync(FULL, w > coin)) // expect: warp-collective-divergent likely
        return base;
    }
    return n - 1;
  }
};
__global__ void samples(Sampler s, const float *coins, int *out) {
  out[threadIdx.x] = s.pick(coins[blockIdx.x], threadIdx.x & 31);
}

__global__ void nested_conditions(float *p, int n, bool wide) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (wide) {
    if (i < n) {
      float v = p[i];
      for (int o = 16; o > 0; o /= 2)
        v += __shfl_xor_sync(FULL, v, o); // expect: warp-collective-divergent likely
      p[i] = v;
    }
  }
}

__global__ void rows_of_unknown_width(float *p) {
  if (threadIdx.y < 3)
    p[threadIdx.x] = warp_sum(p[threadIdx.x]); // expect: warp-collective-divergent possible
}

__global__ void rows_of_half_warps(float *p, int n) {
  int row = blockIdx.x * blockDim.y + threadIdx.y;
  if (row >= n)
    return;
  p[row] = warp_sum(p[row * 16 + threadIdx.x]); // expect: warp-collective-divergent likely
}
void run_half_warps(float *p, int n) {
  const dim3 block(16, 16);
  rows_of_half_warps<<<(n + 15) / 16, block>>>(p, n);
}

//===- Negatives ------------------------------------------------------------===//

__global__ void uniform(float *p, int n, bool on) {
  if (blockIdx.x >= n)
    return;
  float v = p[blockIdx.x * blockDim.x + threadIdx.x];
  if (on)
    v = warp_sum(v); // expect: none
  if (gridDim.x > 1 && blockDim.x >= 64)
    v += __shfl_xor_sync(FULL, v, 1); // expect: none
  p[blockIdx.x * blockDim.x + threadIdx.x] = v;
}

__global__ void block_reduce(const float *in, float *out, int n) {
  __shared__ float s[32];
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  int lane = threadIdx.x % warpSize, wid = threadIdx.x / warpSize;
  float v = i < n ? in[i] : 0.0f;
  v = warp_sum(v); // expect: none
  if (lane == 0)
    s[wid] = v;
  __syncthreads();
  v = threadIdx.x < blockDim.x / warpSize ? s[lane] : 0.0f;
  if (wid == 0)
    v = warp_sum(v); // expect: none
  if (threadIdx.x == 0)
    out[blockIdx.x] = v;
}

__global__ void first_two_warps(float *p) {
  if (threadIdx.x < 64)
    p[threadIdx.x] = warp_sum(p[threadIdx.x]); // expect: none
  if (threadIdx.x >> 5 == 3)
    p[threadIdx.x] = warp_sum(p[threadIdx.x]); // expect: none
  if (threadIdx.x >= 96)
    return;
  p[threadIdx.x] += __shfl_up_sync(FULL, p[threadIdx.x], 1); // expect: none
}

__global__ void warp_per_row(const int *row, const float *val, const int *col, const float *x, float *y, int rows) {
  int lane = threadIdx.x & 31;
  int warp = (blockIdx.x * blockDim.x + threadIdx.x) / 32;
  int warps = gridDim.x * blockDim.x / 32;
  for (int r = warp; r < rows; r += warps) {
    float s = 0;
    for (int j = row[r] + lane; j < row[r + 1]; j += 32)
      s += val[j] * x[col[j]];
    s = warp_sum(s); // expect: none
    if (lane == 0)
      y[r] = s;
  }
}

__global__ void warp_return(const float *in, float *out, int rows) {
  const int row = blockIdx.x * (blockDim.x >> 5) + (threadIdx.x >> 5);
  if (row >= rows)
    return;
  float v = warp_sum(in[row * 32 + (threadIdx.x & 31)]); // expect: none
  if ((threadIdx.x & 31) == 0)
    out[row] = v;
}

__global__ void meta_rank(float *p, int rows) {
  auto block = cg::this_thread_block();
  auto warp = cg::tiled_partition<32>(block);
  int row = blockIdx.x * warp.meta_group_size() + warp.meta_group_rank();
  if (row >= rows)
    return;
  float v = p[row * 32 + warp.thread_rank()];
  for (int o = 16; o > 0; o >>= 1)
    v += warp.shfl_xor(v, o); // expect: none
  if (warp.thread_rank() == 0)
    p[row] = v;
}

__global__ void after_vote(float *p, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  bool mine = i < n && p[i] > 0;
  if (__any_sync(FULL, mine)) {
    float v = mine ? p[i] : 0.0f;
    v = warp_sum(v); // expect: none
    if (mine)
      p[i] = v;
  }
  while (__ballot_sync(FULL, mine)) { // expect: none
    mine = false;
    p[threadIdx.x] += __shfl_xor_sync(FULL, p[threadIdx.x], 1); // expect: none
  }
}

__global__ void after_broadcast(int *p) {
  int first = __shfl_sync(FULL, p[threadIdx.x], 0);
  if (first > 3)
    p[threadIdx.x] = __reduce_add_sync(FULL, p[threadIdx.x]); // expect: none
  int total = __reduce_add_sync(FULL, p[threadIdx.x]);
  if (total == 0)
    return;
  p[threadIdx.x] += __shfl_down_sync(FULL, total, 1); // expect: none
}

__global__ void shared_flag(float *p, const int *active) {
  __shared__ int on;
  if (threadIdx.x == 0)
    on = active[blockIdx.x];
  __syncthreads();
  if (on)
    p[threadIdx.x] = warp_sum(p[threadIdx.x]); // expect: none
}

__global__ void padded_loop(const float *p, float *out, int n) {
  int lane = threadIdx.x & 31;
  float carry = 0;
  for (int base = 0; base < n; base += 32) {
    int i = base + lane;
    float v = i < n ? p[i] : 0.0f;
    for (int o = 1; o < 32; o <<= 1) {
      float up = __shfl_up_sync(FULL, v, o); // expect: none
      if (lane >= o)
        v += up;
    }
    if (i < n)
      out[i] = v + carry;
    carry += __shfl_sync(FULL, v, 31); // expect: none
  }
}

__global__ void small_tiles(float *p, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  auto quad = cg::tiled_partition<4>(cg::this_thread_block());
  if (i / 4 < n)
    p[i] += quad.shfl_xor(p[i], 1); // expect: none
}

__global__ void fences(int *p, int n) {
  if (threadIdx.x < n) {
    p[threadIdx.x] = __popc(__activemask()); // expect: none
    __syncwarp();                            // expect: none
  }
}

__global__ void rows_of_warps(float *p, int n) {
  int row = blockIdx.x * blockDim.y + threadIdx.y;
  if (row >= n)
    return;
  float v = warp_sum(p[row * 32 + threadIdx.x]); // expect: none
  if (threadIdx.x == 0)
    p[row] = v;
}
void run_rows(float *p, int n) {
  dim3 block(32, 8);
  rows_of_warps<<<n / 8 + 1, block>>>(p, n);
}

template <bool Reduce> __global__ void by_template(float *p) {
  float v = p[threadIdx.x];
  if (Reduce)
    v = warp_sum(v); // expect: none
  p[threadIdx.x] = v;
}
template __global__ void by_template<true>(float *);

__global__ void warp_aligned(float *p, int n) {
  int start = threadIdx.x & ~31;
  if (start < n)
    p[threadIdx.x] = warp_sum(p[threadIdx.x]); // expect: none
}

__global__ void reconverged(float *p, int n) {
  float v = 0;
  if (threadIdx.x < n)
    v = p[threadIdx.x];
  else
    v = -1;
  p[threadIdx.x] = warp_sum(v); // expect: none
}

__global__ void row_length(const int *lengths, float *p) {
  int length = lengths[blockIdx.x];
  for (int k = 0; k < length; ++k) {
    float v = p[k * blockDim.x + threadIdx.x];
    v = warp_sum(v); // expect: none
    if (v < 0)
      v = 0;
    p[k * blockDim.x + threadIdx.x] = v;
  }
}
