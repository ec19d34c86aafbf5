// Bitonic sort: in shared memory within a block, in global memory between blocks.
//% prints: sorted: PASS
//% long
#include <algorithm>
#include <cstdio>
#include <cuda_runtime.h>
#include <vector>

#define SHARED_SIZE 512U

__device__ inline void comparator(unsigned &a, unsigned &b, unsigned dir) {
  if ((a > b) == dir) {
    unsigned t = a;
    a = b;
    b = t;
  }
}

__global__ void sortShared(unsigned *keys, unsigned length) {
  __shared__ unsigned s[SHARED_SIZE];
  keys += blockIdx.x * SHARED_SIZE + threadIdx.x;
  s[threadIdx.x] = keys[0];
  s[threadIdx.x + SHARED_SIZE / 2] = keys[SHARED_SIZE / 2];
  for (unsigned size = 2; size < SHARED_SIZE; size <<= 1) {
    unsigned dir = (threadIdx.x & (size / 2)) != 0;
    for (unsigned stride = size / 2; stride > 0; stride >>= 1) {
      __syncthreads();
      unsigned pos = 2 * threadIdx.x - (threadIdx.x & (stride - 1));
      comparator(s[pos], s[pos + stride], dir);
    }
  }
  unsigned dir = blockIdx.x & 1;
  for (unsigned stride = SHARED_SIZE / 2; stride > 0; stride >>= 1) {
    __syncthreads();
    unsigned pos = 2 * threadIdx.x - (threadIdx.x & (stride - 1));
    comparator(s[pos], s[pos + stride], dir);
  }
  __syncthreads();
  keys[0] = s[threadIdx.x];
  keys[SHARED_SIZE / 2] = s[threadIdx.x + SHARED_SIZE / 2];
}

__global__ void merge(unsigned *keys, unsigned length, unsigned size, unsigned stride) {
  unsigned i = blockIdx.x * blockDim.x + threadIdx.x;
  unsigned comparators = i & (length / 2 - 1);
  unsigned dir = 1 ^ ((comparators & (size / 2)) != 0);
  unsigned pos = 2 * i - (i & (stride - 1));
  comparator(keys[pos], keys[pos + stride], dir);
}

int main() {
  const unsigned n = SHARED_SIZE * 8;
  std::vector<unsigned> host(n), result(n);
  unsigned state = 1;
  for (auto &h : host)
    h = state = state * 1103515245u + 12345u;
  unsigned *keys;
  cudaMalloc((void **)&keys, n * sizeof(unsigned));
  cudaMemcpy(keys, host.data(), n * sizeof(unsigned), cudaMemcpyHostToDevice);
  sortShared<<<n / SHARED_SIZE, SHARED_SIZE / 2>>>(keys, n);
  for (unsigned size = 2; size <= n; size <<= 1)
    for (unsigned stride = size / 2; stride > 0; stride >>= 1)
      merge<<<n / 512, 256>>>(keys, n, size, stride);
  cudaMemcpy(result.data(), keys, n * sizeof(unsigned), cudaMemcpyDeviceToHost);
  cudaFree(keys);
  std::sort(host.begin(), host.end());
  bool ok = host == result;
  printf("sorted: %s\n", ok ? "PASS" : "FAIL");
  return ok ? 0 : 1;
}
