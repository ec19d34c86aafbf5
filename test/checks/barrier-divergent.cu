// A block barrier that only some threads reach; what is no such thing stands below.
// RUN: %ascendify audit %s --format json | %python %S/Inputs/expected.py %s barrier-divergent
// RUN: %ascendify audit %s --target ascend910b --format json | %filecheck %s --check-prefix=SIMD --implicit-check-not='"id": "barrier-divergent"'
// SIMD: "findings"
#include <cooperative_groups.h>
namespace cg = cooperative_groups;

__global__ void returnedBefore(float *p, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i >= n)
    return;
  p[i] += 1;
  __syncthreads(); // likely: threads for which 'i >= n' (line 10) is true have returned before
}
__global__ void inBranch(float *p) {
  if (threadIdx.x < 64) {
    p[threadIdx.x] = 0;
    __syncthreads(); // certain: only threads for which 'threadIdx.x < 64' (line 16) is true get here
  }
}
__global__ void otherwise(float *p) {
  if (threadIdx.x == 0)
    p[0] = 1;
  else
    __syncthreads(); // certain: is false get here
}
__global__ void byWarp(float *p) {
  int warp = threadIdx.x / 32;
  if (warp == 2)
    __syncthreads(); // certain
}
__global__ void inLoop(float *p, int n) {
  for (int i = threadIdx.x; i < n; i += blockDim.x) {
    p[i] = 0;
    __syncthreads(); // likely: the loop runs while 'i < n'
  }
}
__global__ void byData(const int *flags) {
  if (flags[blockIdx.x * blockDim.x + threadIdx.x])
    __syncthreads(); // likely: depends on data that every thread reads for itself
}
__device__ void meet() { __syncthreads(); }
__global__ void throughCall(int n) {
  if (threadIdx.x > 7)
    meet(); // certain: '__syncthreads' in 'meet' is not reached
}
__global__ void leftLoop(const int *p, int n) {
  for (int i = 0; i < n; ++i) {
    if (p[threadIdx.x] == i)
      break;
    __syncthreads(); // likely: the loop runs while
  }
}
__device__ void onlyIf(bool active) {
  if (active)
    __syncthreads(); // certain
}
__global__ void argumentDiffers() {
  onlyIf(threadIdx.x == 3);
}
__global__ void assignedUnderBranch(const int *p) {
  bool done = false;
  if (threadIdx.x == 0)
    done = p[0] > 1;
  if (done)
    __syncthreads(); // certain
}
__global__ void group(int n) {
  cg::thread_block block = cg::this_thread_block();
  if (block.thread_rank() < 5)
    block.sync(); // certain
  if (threadIdx.y == 1)
    cg::sync(block); // certain
}
__global__ void lastBlock(unsigned *count) {
  if (atomicAdd(count, 1u) == gridDim.x - 1)
    __syncthreads_or(1); // likely
}
__global__ void cases(int *p) {
  switch (threadIdx.x % 4) {
  case 0:
    p[0] = 1;
    break;
  case 1:
    __syncthreads(); // certain: only threads for some values of 'threadIdx.x % 4'
  }
}
template <typename T> __global__ void pattern(T *p, int n) {
  if (threadIdx.x >= n)
    return;
  __syncthreads(); // likely
}

//===--- none of these -----------------------------------------------------------===//

__global__ void reached(float *p, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < n)
    p[i] += 1;
  __syncthreads();
}
__global__ void byBlock(float *p, int n) {
  if (blockIdx.x >= n)
    return;
  __syncthreads();
}
__global__ void byParameter(float *p, int n) {
  if (n > 3)
    __syncthreads();
}
__global__ void reduction(float *p) {
  __shared__ float s[256];
  s[threadIdx.x] = p[threadIdx.x];
  for (int step = blockDim.x / 2; step > 0; step /= 2) {
    __syncthreads();
    if (threadIdx.x < step)
      s[threadIdx.x] += s[threadIdx.x + step];
  }
}
__global__ void tiles(float *p, int n) {
  for (int start = 0; start < n; start += blockDim.x) {
    int i = start + threadIdx.x;
    if (i < n)
      p[i] = 1;
    __syncthreads();
  }
}
__global__ void sharedFlag(const int *p) {
  __shared__ int flag;
  if (threadIdx.x == 0)
    flag = p[0];
  __syncthreads();
  if (flag)
    __syncthreads();
}
__global__ void vote(const int *p) {
  if (__syncthreads_or(p[threadIdx.x]))
    __syncthreads();
}
__global__ void trapped(int n) {
  if (threadIdx.x >= n)
    __trap();
  __syncthreads();
}
__global__ void byConstant() {
  if (threadIdx.x < 1024)
    __syncthreads();
}
template <int Tail> __global__ void pruned() {
  if (Tail && threadIdx.x < Tail)
    __syncthreads();
}
template __global__ void pruned<0>();
__device__ int half(int n) { return n / 2; }
__global__ void helper(int n) {
  int mine = half(threadIdx.x);
  if (half(n) > 4)
    __syncthreads();
}
__global__ void oneThread(float *p) {
  if (threadIdx.x == 0)
    __syncthreads();
}
void launch(float *p) { oneThread<<<8, 1>>>(p); }
__global__ void sameRounds(float *p) {
  for (int i = threadIdx.x; i < 1024; i += 256)
    __syncthreads();
  for (int i = threadIdx.x + 512; i <= 1023; i += 256)
    __syncthreads();
}
void launchRounds(float *p) { sameRounds<<<8, 256>>>(p); }
__global__ void lastRound(float *p) {
  for (int i = threadIdx.x; i < 1000; i += 256)
    __syncthreads(); // likely
  for (int i = threadIdx.x; i < 1024; i += 128)
    __syncthreads(); // likely
}
void launchLast(float *p) { lastRound<<<8, 256>>>(p); }
