// A shuffle, vote or reduction that only some lanes of the warp reach, and what is no such thing.
// RUN: %ascendify audit %s --format json | %python %S/Inputs/expected.py %s warp-collective-divergent
#include <cooperative_groups.h>
namespace cg = cooperative_groups;
#define FULL 0xffffffffu

__global__ void returnedBefore(float *p, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i >= n)
    return;
  p[i] = __shfl_down_sync(FULL, p[i], 1); // likely: lanes for which 'i >= n' (line 9) is true have returned before
}
__global__ void halfWarp(float *p) {
  float v = p[threadIdx.x];
  if (threadIdx.x % 32 < 16)
    v += __shfl_xor_sync(FULL, v, 8); // certain: only lanes for which '(threadIdx.x % 32) < 16' (line 15) is true
  p[threadIdx.x] = v;
}
__global__ void firstThread(unsigned *p) {
  if (threadIdx.x == 0)
    *p = __ballot_sync(FULL, 1); // certain
}
__global__ void inLoop(const int *p, int *out, int n) {
  int sum = 0;
  for (int i = threadIdx.x; i < n; i += blockDim.x)
    sum += __reduce_add_sync(FULL, p[i]); // likely: the loop runs while 'i < n'
  out[0] = sum;
}
__global__ void byData(const int *p, int *out) {
  while (p[threadIdx.x] > 0)
    if (__any_sync(FULL, p[threadIdx.x] == 7)) // likely: depends on data
      out[threadIdx.x] = 1;
}
__device__ float warpSum(float v) {
  for (int d = 16; d > 0; d /= 2)
    v += __shfl_xor_sync(FULL, v, d);
  return v;
}
__global__ void throughCall(float *p) {
  int lane = threadIdx.x & 31;
  if (lane < 8)
    p[0] = warpSum(p[lane]); // certain: '__shfl_xor_sync' in 'warpSum' is not reached
}
__device__ int below(int limit) { return threadIdx.x < limit; }
__global__ void throughResult(int *p) {
  if (below(5))
    p[0] = __all_sync(FULL, p[threadIdx.x]); // certain
}
__global__ void oddLanes(int *p) {
  p[threadIdx.x] = threadIdx.x & 1 ? __shfl_sync(FULL, p[threadIdx.x], 0) : 0; // certain
}
__global__ void twice(int *p) {
  for (int i = 0; i < 4; ++i) {
    if (p[threadIdx.x * 4 + i])
      continue;
    p[i] = __shfl_up_sync(FULL, i, 1); // likely
  }
}
__global__ void narrow(int *p) {
  if (threadIdx.y == 1)
    p[threadIdx.x] = __shfl_sync(FULL, p[threadIdx.x], 0); // certain
}
void launchNarrow(int *p) { narrow<<<1, dim3(16, 16)>>>(p); }
__global__ void tile(int *p) {
  auto warp = cg::tiled_partition<32>(cg::this_thread_block());
  if (warp.thread_rank() == 0)
    p[0] = warp.shfl(p[0], 0); // certain
}
__global__ void ballotMask(int *p, int n) {
  unsigned mask = __ballot_sync(FULL, threadIdx.x < n);
  if (threadIdx.x < n)
    p[threadIdx.x] = __shfl_sync(mask, p[threadIdx.x], 0); // possible: its mask is not full
}
__device__ int sumOf(unsigned mask, int v) {
  for (int d = 16; d > 0; d /= 2)
    v += __shfl_down_sync(mask, v, d);
  return v;
}
__global__ void maskPassedOn(int *p) {
  unsigned mask = __ballot_sync(FULL, threadIdx.x < 8);
  if (threadIdx.x < 8)
    p[0] = sumOf(mask, p[threadIdx.x]); // possible: its mask is not full
  if (threadIdx.x < 16)
    p[1] = sumOf(FULL, p[threadIdx.x]); // certain
}
__global__ void partition(int *p) {
  auto warp = cg::tiled_partition<32>(cg::this_thread_block());
  if (threadIdx.x < 3)
    cg::binary_partition(warp, true); // certain
}

//===--- none of these -----------------------------------------------------------===//

__global__ void blockReduce(float *p, int n) {
  __shared__ float partial[32];
  int lane = threadIdx.x % warpSize, warp = threadIdx.x / warpSize;
  float sum = 0;
  for (int i = threadIdx.x; i < n; i += blockDim.x)
    sum += p[i];
  sum = warpSum(sum);
  if (lane == 0)
    partial[warp] = sum;
  __syncthreads();
  if (warp == 0) {
    sum = lane < blockDim.x / 32 ? partial[lane] : 0;
    sum = warpSum(sum);
  }
  if (threadIdx.x == 0)
    p[0] = sum;
}
__global__ void firstWarp(float *p) {
  if (threadIdx.x < 32)
    p[threadIdx.x] = warpSum(p[threadIdx.x]);
  if (threadIdx.x >= 64 && blockIdx.x == 0)
    p[threadIdx.x] = warpSum(p[threadIdx.x]);
}
__global__ void rowPerWarp(float *p, int rows) {
  int row = (blockIdx.x * blockDim.x + threadIdx.x) >> 5;
  if (row >= rows)
    return;
  p[row] = warpSum(p[row * 32 + (threadIdx.x & 31)]);
}
__global__ void strided(float *p, int rows) {
  int warp = threadIdx.x / 32;
  for (int row = blockIdx.x * 8 + warp; row < rows; row += gridDim.x * 8)
    p[row] = warpSum(p[row]);
}
__global__ void voted(const int *p, float *q) {
  if (__any_sync(FULL, p[threadIdx.x]))
    q[0] = warpSum(q[threadIdx.x]);
}
__global__ void broadcast(const int *p, float *q) {
  int first = __shfl_sync(FULL, p[threadIdx.x], 0);
  if (first > 3)
    q[0] = warpSum(q[threadIdx.x]);
}
__global__ void wide(int *p) {
  if (threadIdx.y == 1)
    p[threadIdx.x] = __shfl_sync(FULL, p[threadIdx.x], 0);
}
void launchWide(int *p) {
  dim3 block(32, 8);
  wide<<<1, block>>>(p);
}
__global__ void linear(float *p) {
  int t = threadIdx.y * blockDim.x + threadIdx.x;
  if (t < 64)
    p[t] = warpSum(p[t]);
}
__global__ void chosenAfter(float *p, int n) {
  float v = threadIdx.x < n ? p[threadIdx.x] : 0;
  v = warpSum(v);
  if (threadIdx.x < n)
    p[threadIdx.x] = v;
}
__global__ void smallTile(int *p) {
  auto tile = cg::tiled_partition<8>(cg::this_thread_block());
  if (tile.meta_group_rank() == 0)
    p[0] = tile.shfl(p[0], 0);
}
__global__ void partOfWarp(int *p) {
  auto warp = cg::tiled_partition<32>(cg::this_thread_block());
  auto odd = cg::binary_partition(warp, threadIdx.x & 1);
  if (threadIdx.x & 1)
    p[0] = odd.shfl(p[0], 0) + cg::reduce(odd, 1, cg::plus<int>());
}
__global__ void lockStep(float *p) {
  if (threadIdx.x % 32 < 16)
    __syncwarp();
}
template <int N> __global__ void open(float *p) {
  for (int i = threadIdx.x; i < N; i += blockDim.x)
    p[i] = __shfl_sync(FULL, p[i], 0); // possible
}
__global__ void toExtent(float *p) {
  for (int r = threadIdx.x; r < blockDim.z; r += 4)
    p[r] = __shfl_down_sync(FULL, p[r], 1, 4); // possible
}
void launchExtent(float *p, unsigned n) { toExtent<<<1, dim3(4, 8, n / 32)>>>(p); }
