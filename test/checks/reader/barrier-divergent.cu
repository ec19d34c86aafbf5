// Written from docs/findings/barrier-divergent.md alone, by someone who did not write the check.
// RUN: %ascendify audit %s --format json -o %t.json
// RUN: %python %S/Inputs/expect.py %s barrier-divergent %t.json
#include <assert.h>
#include <cooperative_groups.h>
#include <cuda_runtime.h>
#include <stdio.h>
namespace cg = cooperative_groups;

#define GUARD(i, n)                                                                                                    \
  do {                                                                                                                 \
    if ((i) >= (n))                                                                                                    \
      return;                                                                                                          \
  } while (0)

//===- Positives ------------------------------------------------------------===//

__global__ void early_return(const float *in, float *out, int n) {
  __shared__ float tile[256];
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i >= n)
    return;
  tile[threadIdx.x] = in[i];
  __syncthreads(); // expect: barrier-divergent likely
  out[i] = tile[0];
}

__global__ void half_block(float *p) {
  __shared__ float s[256];
  s[threadIdx.x] = p[threadIdx.x];
  if (threadIdx.x < 128) {
    s[threadIdx.x] += s[threadIdx.x + 128];
    __syncthreads(); // expect: barrier-divergent certain
  }
  p[threadIdx.x] = s[threadIdx.x];
}
void run_half(float *p) { half_block<<<1, 256>>>(p); }

__global__ void grid_stride(const float *in, float *out, int n) {
  __shared__ float s[256];
  for (int i = blockIdx.x * blockDim.x + threadIdx.x; i < n; i += blockDim.x * gridDim.x) {
    s[threadIdx.x] = in[i];
    __syncthreads(); // expect: barrier-divergent likely
    out[i] = s[threadIdx.x ^ 1];
    __syncthreads(); // expect: barrier-divergent likely
  }
}

__global__ void first_leaves(int *p) {
  if (threadIdx.x == 0)
    return;
  p[threadIdx.x] = 1;
  __syncthreads(); // expect: barrier-divergent certain
  p[threadIdx.x] += p[threadIdx.x - 1];
}

template <typename T> __device__ T block_sum(T v, T *s) {
  s[threadIdx.x] = v;
  __syncthreads(); // expect: none
  for (int k = blockDim.x / 2; k > 0; k /= 2) {
    if (threadIdx.x < k)
      s[threadIdx.x] += s[threadIdx.x + k];
    __syncthreads(); // expect: none
  }
  return s[0];
}
__global__ void sum_in_stride(const float *in, float *out, int n) {
  extern __shared__ float buffer[];
  for (int i = threadIdx.x; i < n; i += blockDim.x)
    out[i] = block_sum(in[i], buffer); // expect: barrier-divergent likely
}

__global__ void group_sync(float *p) {
  cg::thread_block block = cg::this_thread_block();
  if (block.thread_rank() < 32) {
    p[block.thread_rank()] = 0;
    block.sync(); // expect: barrier-divergent certain
  }
}

__global__ void free_sync(float *p, int n) {
  auto block = cg::this_thread_block();
  if (threadIdx.x < n) {
    p[threadIdx.x] = 0;
    cg::sync(block); // expect: barrier-divergent likely
  }
}

__global__ void jacobi(float *x, const float *b, int rounds) {
  auto grid = cg::this_grid();
  for (int k = 0; k < rounds; ++k) {
    float old = x[grid.thread_rank()];
    float next = 0.5f * (old + b[grid.thread_rank()]);
    if (fabsf(next - old) < 1e-6f)
      break;
    x[grid.thread_rank()] = next;
    grid.sync(); // expect: barrier-divergent likely
  }
}

__global__ void vote_in_branch(int *p, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < n)
    p[i] = __syncthreads_or(p[i] > 0); // expect: barrier-divergent likely
}

// Producer and consumer warps, each with a barrier of its own.
__global__ void specialised(float *p) {
  __shared__ float s[32];
  int warp = threadIdx.x / 32;
  if (warp == 0) {
    s[threadIdx.x] = p[threadIdx.x];
    __syncthreads(); // expect: barrier-divergent certain
  } else {
    __syncthreads(); // expect: barrier-divergent certain
    p[threadIdx.x] = s[threadIdx.x & 31];
  }
}

__global__ void by_data(const int *mask, float *p) {
  const int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (!mask[i])
    return;
  p[i] *= 2.0f;
  __syncthreads(); // expect: barrier-divergent likely
  p[i] += p[i ^ 1];
}

__global__ void local_ticket(unsigned *count, float *p) {
  bool last = atomicAdd(count, 1u) == gridDim.x * blockDim.x - 1;
  if (last) {
    p[threadIdx.x] = 0;
    __syncthreads(); // expect: barrier-divergent likely
  }
}

__global__ void assigned_under_condition(const int *p, int *out) {
  bool done = false;
  if (threadIdx.x == 0)
    done = p[0] > 0;
  while (!done) {
    out[threadIdx.x]++;
    __syncthreads(); // expect: barrier-divergent certain|likely
    done = true;
  }
}

__global__ void while_tid(float *p, int n) {
  int i = threadIdx.x;
  while (i < n) {
    p[i] += 1.0f;
    __syncthreads(); // expect: barrier-divergent likely
    i += blockDim.x;
  }
}

__global__ void per_row(float *p) {
  switch (threadIdx.y) {
  case 0:
    p[threadIdx.x] = 0;
    __syncthreads(); // expect: barrier-divergent certain
    break;
  default:
    break;
  }
}

__device__ bool wanted(int);
__global__ void by_unseen(float *p) {
  if (wanted(threadIdx.x))
    __syncthreads(); // expect: barrier-divergent possible
  p[threadIdx.x] = 0;
}

__global__ void cluster_leader(int *p) {
  auto cluster = cg::this_cluster();
  if (threadIdx.x == 0) {
    p[cluster.block_rank()] = 1;
    cluster.sync(); // expect: barrier-divergent certain
  }
}

__global__ void by_macro(float *p, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  GUARD(i, n);
  p[i] = 0;
  __syncthreads(); // expect: barrier-divergent likely
}

__global__ void conjunction(int *p) {
  if (threadIdx.x < 4 && __syncthreads_count(p[threadIdx.x]) > 2) // expect: barrier-divergent certain
    p[threadIdx.x] = 0;
}

// A tree reduction with the barrier on the wrong side of the brace.
__global__ void tree(float *p) {
  extern __shared__ float s[];
  s[threadIdx.x] = p[threadIdx.x];
  __syncthreads(); // expect: none
  for (int k = blockDim.x / 2; k > 0; k >>= 1) {
    if (threadIdx.x < k) {
      s[threadIdx.x] += s[threadIdx.x + k];
      __syncthreads(); // expect: barrier-divergent likely
    }
  }
  p[threadIdx.x] = s[0];
}

__global__ void by_neighbour(int *p) {
  int v = __shfl_xor_sync(0xffffffff, p[threadIdx.x], 1);
  if (v > 0)
    __syncthreads(); // expect: barrier-divergent likely
}

__global__ void skip_round(float *p, int n) {
  for (int k = 0; k < n; ++k) {
    if (threadIdx.x % 32 == 0)
      continue;
    p[threadIdx.x] += k;
    __syncthreads(); // expect: barrier-divergent certain
  }
}

__device__ bool inside(int x, int y, int w, int h) { return x < w && y < h; }
template <int R> __global__ void stencil(const float *in, float *out, int w, int h) {
  __shared__ float t[18][18];
  int x = blockIdx.x * 16 + threadIdx.x, y = blockIdx.y * 16 + threadIdx.y;
  if (!inside(x, y, w, h))
    return;
  t[threadIdx.y][threadIdx.x] = in[y * w + x];
  __syncthreads(); // expect: barrier-divergent likely
  out[y * w + x] = t[threadIdx.y][threadIdx.x] * R;
}
template __global__ void stencil<1>(const float *, float *, int, int);

struct Stage {
  float *buffer;
  __device__ void commit(float v) {
    buffer[threadIdx.x] = v;
    __syncthreads(); // expect: none
  }
};
__global__ void by_member(float *p, float *g) {
  Stage stage{g};
  if (threadIdx.x != 5)
    stage.commit(p[threadIdx.x]); // expect: barrier-divergent certain
}

__global__ void chooses(int *p) {
  int lane = threadIdx.x & 31;
  p[threadIdx.x] = lane == 0 ? __syncthreads_and(1) : 0; // expect: barrier-divergent certain
}

__global__ void ragged(const int *lengths, float *p) {
  int mine = lengths[threadIdx.x];
  for (int k = 0; k < mine; ++k) {
    p[k] += threadIdx.x;
    __syncthreads(); // expect: barrier-divergent likely
  }
}

//===- Negatives ------------------------------------------------------------===//

__constant__ int settings[4];

__global__ void uniform(float *p, int n, bool twice) {
  if (blockIdx.x >= n || n == 0)
    return;
  __syncthreads(); // expect: none
  if (twice && blockDim.x > 32)
    __syncthreads(); // expect: none
  if (blockIdx.x * blockDim.x >= n)
    return;
  if (settings[1] > 2)
    __syncthreads(); // expect: none
  p[threadIdx.x] = 0;
}

__global__ void guarded_load(const float *in, float *out, int n) {
  __shared__ float s[256];
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  s[threadIdx.x] = i < n ? in[i] : 0;
  __syncthreads(); // expect: none
  if (i < n)
    out[i] = s[threadIdx.x ^ 1];
}

__global__ void matmul(const float *a, const float *b, float *c, int n) {
  __shared__ float as[16][16], bs[16][16];
  int row = blockIdx.y * 16 + threadIdx.y, col = blockIdx.x * 16 + threadIdx.x;
  float sum = 0;
  for (int t = 0; t < (n + 15) / 16; ++t) {
    as[threadIdx.y][threadIdx.x] = row < n && t * 16 + threadIdx.x < n ? a[row * n + t * 16 + threadIdx.x] : 0;
    bs[threadIdx.y][threadIdx.x] = col < n && t * 16 + threadIdx.y < n ? b[(t * 16 + threadIdx.y) * n + col] : 0;
    __syncthreads(); // expect: none
    for (int k = 0; k < 16; ++k)
      sum += as[threadIdx.y][k] * bs[k][threadIdx.x];
    __syncthreads(); // expect: none
  }
  if (row < n && col < n)
    c[row * n + col] = sum;
}

// The last block finishes: the ticket goes through shared memory.
__global__ void last_block(float *p, unsigned *count) {
  __shared__ bool last;
  p[blockIdx.x] = 1;
  __threadfence();
  if (threadIdx.x == 0)
    last = atomicInc(count, gridDim.x) == gridDim.x - 1;
  __syncthreads(); // expect: none
  if (last) {
    p[threadIdx.x] += 1;
    __syncthreads(); // expect: none
  }
}

__global__ void converge(float *p) {
  int changed = 1;
  while (changed) {
    float old = p[threadIdx.x];
    p[threadIdx.x] = 0.5f * old;
    changed = __syncthreads_or(old > 1.0f); // expect: none
  }
  __syncthreads(); // expect: none
}

__global__ void always_true(float *p) {
  if (threadIdx.x < 1024) {
    p[threadIdx.x] = 0;
    __syncthreads(); // expect: none
  }
}

__global__ void by_launch(float *p) {
  if (threadIdx.x >= 128)
    return;
  p[threadIdx.x] = 0;
  __syncthreads(); // expect: none
}
void run_by_launch(float *p) {
  by_launch<<<4, 128>>>(p);
  by_launch<<<8, 64>>>(p);
}

__global__ void checked(float *p, int n) {
  assert(threadIdx.x < n);
  __syncthreads(); // expect: none
  if (p[threadIdx.x] < 0) {
    printf("negative\n");
    __trap();
  }
  __syncthreads(); // expect: none
}

template <int Stages> __global__ void staged(float *p) {
  if (Stages > 1)
    __syncthreads(); // expect: none
  for (int k = 0; k < Stages; ++k)
    __syncthreads(); // expect: none
  p[threadIdx.x] = 0;
}
template __global__ void staged<2>(float *);

// Nobody calls it: its arguments are taken to be the same for all.
__device__ void finish(float *s, bool sync) {
  s[threadIdx.x] = 0;
  if (sync)
    __syncthreads(); // expect: none
}

__global__ void csr_block_per_row(const int *row, const float *v, float *out) {
  __shared__ float s[128];
  for (int j = row[blockIdx.x]; j < row[blockIdx.x + 1]; j += 128) {
    s[threadIdx.x] = v[j + threadIdx.x];
    __syncthreads(); // expect: none
    if (threadIdx.x == 0)
      out[blockIdx.x] += s[0];
    __syncthreads(); // expect: none
  }
}

__global__ void persistent(float *p, int tiles) {
  for (int t = blockIdx.x; t < tiles; t += gridDim.x) {
    if (threadIdx.x < 32)
      p[t] = 0;
    __syncthreads(); // expect: none
  }
}

__global__ void work_queue(int *next, float *p, int n) {
  __shared__ int item;
  while (true) {
    if (threadIdx.x == 0)
      item = atomicAdd(next, 1);
    __syncthreads(); // expect: none
    if (item >= n)
      break;
    p[item * blockDim.x + threadIdx.x] += 1;
    __syncthreads(); // expect: none
  }
}

__global__ void smaller_groups(float *p, int n) {
  auto warp = cg::tiled_partition<32>(cg::this_thread_block());
  if (threadIdx.x < n) {
    warp.sync();   // expect: none
    __syncwarp();  // expect: none
    cg::coalesced_threads().sync(); // expect: none
    p[threadIdx.x] = 0;
  }
}

__global__ void padded_rounds(const float *in, float *out, int n) {
  __shared__ float s[256];
  const int rounds = (n + blockDim.x - 1) / blockDim.x;
  for (int r = 0; r < rounds; ++r) {
    int i = r * blockDim.x + threadIdx.x;
    if (i < n)
      s[threadIdx.x] = in[i];
    __syncthreads(); // expect: none
    if (i < n)
      out[i] = s[threadIdx.x];
    __syncthreads(); // expect: none
  }
}

struct Range {
  int begin, end;
};
__global__ void by_struct(Range range, float *p) {
  Range mine = range;
  mine.begin += blockIdx.x * 64;
  if (mine.begin >= mine.end)
    return;
  __syncthreads(); // expect: none
  p[mine.begin + threadIdx.x] = 0;
}
