// Pi from a generator per thread; a tree reduction; results in unsigned 64-bit.
//% prints: monte carlo: PASS
//% long
#include <cstdio>
#include <cuda_runtime.h>

#define THREADS 64

__device__ unsigned next(unsigned &state) {
  state ^= state << 13;
  state ^= state >> 17;
  state ^= state << 5;
  return state;
}

__global__ void sample(unsigned long long *inside, int each) {
  __shared__ unsigned counts[THREADS];
  unsigned state = 1u + blockIdx.x * blockDim.x + threadIdx.x, hits = 0;
  state *= 2654435761u;
  for (int i = 0; i < each; ++i) {
    float x = (next(state) >> 8) * (1.0f / 16777216.0f), y = (next(state) >> 8) * (1.0f / 16777216.0f);
    hits += x * x + y * y < 1.0f;
  }
  counts[threadIdx.x] = hits;
  for (unsigned half = THREADS / 2; half; half >>= 1) {
    __syncthreads();
    if (threadIdx.x < half)
      counts[threadIdx.x] += counts[threadIdx.x + half];
  }
  if (!threadIdx.x)
    atomicAdd(inside, (unsigned long long)counts[0]);
}

int main() {
  unsigned long long *inside, result = 0;
  cudaMalloc(&inside, sizeof(*inside));
  cudaMemset(inside, 0, sizeof(*inside));
  const int blocks = 20, each = 200;
  sample<<<blocks, THREADS>>>(inside, each);
  cudaMemcpy(&result, inside, sizeof(result), cudaMemcpyDeviceToHost);
  cudaFree(inside);
  double pi = 4.0 * double(result) / (double(blocks) * THREADS * each);
  bool ok = pi > 3.12 && pi < 3.16;
  printf("monte carlo: %s\n", ok ? "PASS" : "FAIL");
  return ok ? 0 : 1;
}
