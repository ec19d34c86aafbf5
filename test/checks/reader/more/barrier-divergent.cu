// Harder cases, from docs/findings/barrier-divergent.md and from what real code does.
// RUN: %ascendify audit %s --format json -o %t.json
// RUN: %python %S/../Inputs/expect.py %s barrier-divergent %t.json
#include <cooperative_groups.h>
#include <cuda_runtime.h>
namespace cg = cooperative_groups;

#define BLOCK 256

//===- Positives ------------------------------------------------------------===//

__device__ float tile_sum(const float *p, float *s, int i, int n) {
  if (i >= n)
    return 0;
  s[threadIdx.x] = p[i];
  __syncthreads(); // expect: barrier-divergent likely
  return s[0];
}
__global__ void in_callee(const float *p, float *out, int n) {
  extern __shared__ float s[];
  out[blockIdx.x] = tile_sum(p, s, blockIdx.x * blockDim.x + threadIdx.x, n);
}

__device__ bool load(float *s, const float *p, int i, int n) {
  if (i >= n)
    return false;
  s[threadIdx.x] = p[i];
  return true;
}
__global__ void by_result(const float *p, float *out, int n) {
  extern __shared__ float s[];
  if (!load(s, p, blockIdx.x * BLOCK + threadIdx.x, n))
    return;
  __syncthreads(); // expect: barrier-divergent likely
  out[threadIdx.x] = s[0];
}

__global__ void flag_first(float *p, int n) {
  bool active = true;
  if (blockIdx.x * blockDim.x + threadIdx.x >= n)
    active = false;
  if (!active)
    return;
  p[threadIdx.x] = 0;
  __syncthreads(); // expect: barrier-divergent likely
}

__global__ void per_thread_flag(int *p) {
  __shared__ int flags[BLOCK];
  flags[threadIdx.x] = p[threadIdx.x];
  if (flags[threadIdx.x] > 0)
    __syncthreads(); // expect: barrier-divergent likely
}

__global__ void through_pointer(const int *p, int *out) {
  const int *mine = &p[threadIdx.x];
  while (*mine > out[0]) {
    out[threadIdx.x]++;
    __syncthreads(); // expect: barrier-divergent likely
  }
}

__global__ void linear_index(float *p) {
  const int tid = threadIdx.y * blockDim.x + threadIdx.x;
  if (tid < 32) {
    p[tid] = 0;
    __syncthreads(); // expect: barrier-divergent certain
  }
}

__global__ void endless(float *p, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  while (true) {
    if (i >= n)
      break;
    p[i] += 1;
    __syncthreads(); // expect: barrier-divergent likely
    i += blockDim.x * gridDim.x;
  }
}

struct BlockPolicy {
  static __device__ void sync() { __syncthreads(); } // expect: none
};
template <typename P> __device__ void stage_out(float *p, float v) {
  p[threadIdx.x] = v;
  P::sync(); // expect: none
}
template <typename P> __global__ void three_levels(float *p, float v) {
  if (threadIdx.x == blockDim.x - 1)
    stage_out<P>(p, v); // expect: barrier-divergent likely
}
template __global__ void three_levels<BlockPolicy>(float *, float);

__global__ void first_warp(float *p) {
  int warp = threadIdx.x / warpSize;
  if (warp == 0) {
    p[threadIdx.x] = 0;
    cg::this_thread_block().sync(); // expect: barrier-divergent certain
  }
}

__global__ void by_vote(const float *p, float *out) {
  if (__any_sync(0xffffffff, p[threadIdx.x] > 0)) {
    out[threadIdx.x] = 1;
    __syncthreads(); // expect: barrier-divergent likely|possible
  }
}

__global__ void read_only_load(const int *p, float *out) {
  int n = __ldg(p + threadIdx.x);
  for (int k = 0; k < n; ++k)
    __syncthreads(); // expect: barrier-divergent likely
  out[threadIdx.x] = n;
}

__global__ void do_while(float *p, int n) {
  int i = threadIdx.x;
  do {
    p[i] = 0;
    __syncthreads(); // expect: barrier-divergent likely
    i += blockDim.x;
  } while (i < n);
}

__global__ void jumps(float *p, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i >= n)
    goto end;
  p[i] = 0;
  __syncthreads(); // expect: barrier-divergent likely
end:
  p[0] = 1;
}

template <typename F> __device__ void for_each(int n, F f) {
  for (int i = threadIdx.x; i < n; i += blockDim.x)
    f(i); // expect: barrier-divergent likely
}
__global__ void in_lambda(float *p, int n) {
  for_each(n, [=](int i) {
    p[i] = 0;
    __syncthreads(); // expect: none
  });
}

__global__ void vector_member(const int4 *p, int *out) {
  const int4 v = p[blockIdx.x * blockDim.x + threadIdx.x];
  if (v.x < v.y)
    out[threadIdx.x] = __syncthreads_count(v.z); // expect: barrier-divergent likely
}

//===- Negatives ------------------------------------------------------------===//

// A return inside a helper leaves the helper.
__device__ void load_tile(float *s, const float *p, int i, int n) {
  if (i >= n)
    return;
  s[threadIdx.x] = p[i];
}
__global__ void helper_returns(const float *p, float *out, int n) {
  __shared__ float s[BLOCK];
  load_tile(s, p, blockIdx.x * BLOCK + threadIdx.x, n);
  __syncthreads(); // expect: none
  out[threadIdx.x] = s[BLOCK - 1 - threadIdx.x];
}

// As many rounds for every thread: 1024 is four times the block.
__global__ void whole_rounds(const float *p, float *out) {
  __shared__ float s[BLOCK];
  for (int i = threadIdx.x; i < 1024; i += BLOCK) {
    s[threadIdx.x] = p[i];
    __syncthreads(); // expect: none
    out[i] = s[threadIdx.x ^ 1];
    __syncthreads(); // expect: none
  }
}
void run_whole_rounds(const float *p, float *out) { whole_rounds<<<1, BLOCK>>>(p, out); }

template <int Threads> __global__ void sized(float *p) {
  if (threadIdx.x >= Threads)
    return;
  p[threadIdx.x] = 0;
  __syncthreads(); // expect: none
}
void run_sized(float *p) { sized<64><<<8, 64>>>(p); }

__global__ void active_twice(const float *p, float *out, int n) {
  __shared__ float s[BLOCK];
  int i = blockIdx.x * BLOCK + threadIdx.x;
  const bool active = i < n;
  if (active) {
    s[threadIdx.x] = p[i];
  }
  __syncthreads(); // expect: none
  if (active) {
    out[i] = s[0];
  }
}

__global__ void block_range(const float *p, float *out, int n) {
  const int start = blockIdx.x * 32, end = min(start + 32, n);
  for (int k = start; k < end; ++k) {
    out[k] = p[k];
    __syncthreads(); // expect: none
  }
  if (start >= n)
    return;
  __syncthreads(); // expect: none
}

__global__ void counts_rounds(float *p, int rounds) {
  for (int k = 0, i = threadIdx.x; k < rounds; ++k, i += blockDim.x) {
    p[i] = 0;
    __syncthreads(); // expect: none
  }
}

__global__ void uniform_load(const int *lengths, float *p) {
  int n = __ldg(&lengths[blockIdx.y]);
  if (n == 0)
    return;
  for (int k = 0; k < n; k += BLOCK) {
    if (k + threadIdx.x < n)
      p[k + threadIdx.x] = 0;
    __syncthreads(); // expect: none
  }
}

__global__ void broadcast(const int *work, float *p) {
  __shared__ int item;
  do {
    __syncthreads(); // expect: none
    if (threadIdx.x == 0)
      item = work[blockIdx.x];
    __syncthreads(); // expect: none
    int mine = item;
    if (mine < 0)
      break;
    p[mine + threadIdx.x] = 0;
  } while (true);
}

__global__ void grid_phases(float *p, int n) {
  cg::grid_group grid = cg::this_grid();
  if (grid.thread_rank() == 0)
    p[0] = 0;
  grid.sync(); // expect: none
  for (int i = grid.thread_rank(); i < n; i += grid.size())
    p[i] += p[0];
  grid.sync(); // expect: none
}

__global__ void all_agree(float *p, int n) {
  int done = 0;
  while (!__syncthreads_and(done)) { // expect: none
    p[threadIdx.x] -= 1;
    done = p[threadIdx.x] < 0;
    __syncthreads(); // expect: none
  }
}

__global__ void last_tile(const float *p, float *out, int n) {
  __shared__ float s[BLOCK];
  const bool whole = (blockIdx.x + 1) * BLOCK <= n;
  if (whole) {
    s[threadIdx.x] = p[blockIdx.x * BLOCK + threadIdx.x];
    __syncthreads(); // expect: none
    out[threadIdx.x] = s[0];
  } else {
    int left = n - blockIdx.x * BLOCK;
    s[threadIdx.x] = threadIdx.x < left ? p[blockIdx.x * BLOCK + threadIdx.x] : 0;
    __syncthreads(); // expect: none
    out[threadIdx.x] = s[0];
  }
}

struct Args {
  const float *in;
  float *out;
  int n;
  bool relu;
};
__global__ void by_argument_struct(Args a) {
  if (a.relu) {
    a.out[threadIdx.x] = fmaxf(a.in[threadIdx.x], 0.0f);
    __syncthreads(); // expect: none
  }
  for (int k = 0; k < a.n; ++k)
    __syncthreads(); // expect: none
}

//===- Third round ----------------------------------------------------------===//

__global__ void transpose(float *out, const float *in, int w, int h) {
  __shared__ float tile[32][33];
  int x = blockIdx.x * 32 + threadIdx.x, y = blockIdx.y * 32 + threadIdx.y;
  for (int j = 0; j < 32; j += 8)
    if (x < w && y + j < h)
      tile[threadIdx.y + j][threadIdx.x] = in[(y + j) * w + x];
  __syncthreads(); // expect: none
  x = blockIdx.y * 32 + threadIdx.x;
  y = blockIdx.x * 32 + threadIdx.y;
  for (int j = 0; j < 32; j += 8)
    if (x < h && y + j < w)
      out[(y + j) * h + x] = tile[threadIdx.x][threadIdx.y + j];
}

__global__ void scan(int *p, int n) {
  extern __shared__ int temp[];
  int in = 0, out = 1;
  temp[threadIdx.x] = threadIdx.x > 0 ? p[threadIdx.x - 1] : 0;
  __syncthreads(); // expect: none
  for (int offset = 1; offset < n; offset *= 2) {
    out = 1 - out;
    in = 1 - out;
    if (threadIdx.x >= offset)
      temp[out * n + threadIdx.x] = temp[in * n + threadIdx.x] + temp[in * n + threadIdx.x - offset];
    else
      temp[out * n + threadIdx.x] = temp[in * n + threadIdx.x];
    __syncthreads(); // expect: none
  }
  p[threadIdx.x] = temp[out * n + threadIdx.x];
}

__global__ void bitonic(int *s) {
  for (int k = 2; k <= blockDim.x; k <<= 1)
    for (int j = k >> 1; j > 0; j >>= 1) {
      int other = threadIdx.x ^ j;
      if (other > threadIdx.x) {
        int t = s[threadIdx.x];
        s[threadIdx.x] = s[other];
        s[other] = t;
        __syncthreads(); // expect: barrier-divergent likely
      }
    }
}

__global__ void uneven_rounds(const float *p, float *out) {
  __shared__ float s[BLOCK];
  for (int i = threadIdx.x; i < 1000; i += BLOCK) {
    s[threadIdx.x] = p[i];
    __syncthreads(); // expect: barrier-divergent certain|likely
    out[i] = s[0];
  }
}

__global__ void one_leader_waits(int *flag, float *p) {
  if (threadIdx.x == 0)
    while (atomicAdd(flag, 0) == 0) {
    }
  __syncthreads(); // expect: none
  p[threadIdx.x] = 1;
}

__global__ void found(const int *p, int *where, int key) {
  __shared__ int at;
  if (threadIdx.x == 0)
    at = -1;
  __syncthreads(); // expect: none
  for (int base = 0; base < 4096 && at < 0; base += blockDim.x) {
    if (p[base + threadIdx.x] == key)
      at = base + threadIdx.x;
    __syncthreads(); // expect: none
  }
  if (threadIdx.x == 0)
    *where = at;
}

template <bool Bounds> __global__ void bounds(float *p, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (Bounds && i >= n)
    return;
  p[i] = 0;
  __syncthreads(); // expect: none
}
template __global__ void bounds<false>(float *, int);

template <bool Bounds> __global__ void bounds_on(float *p, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (Bounds && i >= n)
    return;
  p[i] = 0;
  __syncthreads(); // expect: barrier-divergent likely
}
template __global__ void bounds_on<true>(float *, int);

__device__ int count_valid(const int *p, int n) {
  int i = threadIdx.x;
  return i < n ? __syncthreads_count(p[i] > 0) : 0; // expect: barrier-divergent likely
}
__global__ void counts(const int *p, int *out, int n) { out[blockIdx.x] = count_valid(p, n); }

__global__ void edge_columns(float *p) {
  if (threadIdx.x == 0 || threadIdx.x == blockDim.x - 1) {
    p[threadIdx.x] = 0;
  }
  __syncthreads(); // expect: none
  if (blockIdx.x == 0 || blockIdx.x == gridDim.x - 1) {
    p[blockIdx.x] = 1;
    __syncthreads(); // expect: none
  }
}
