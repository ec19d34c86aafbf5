// Histogram: counters in shared memory, added to the global ones with atomics.
//% prints: histogram: PASS
//% long
#include <cstdio>
#include <cuda_runtime.h>
#include <vector>

constexpr int Bins = 64;

__global__ void histogram(const unsigned char *data, unsigned int *bins, int n) {
  __shared__ unsigned int local[Bins];
  for (int b = threadIdx.x; b < Bins; b += blockDim.x)
    local[b] = 0;
  __syncthreads();
  for (int i = blockIdx.x * blockDim.x + threadIdx.x; i < n; i += blockDim.x * gridDim.x)
    atomicAdd(&local[data[i] % Bins], 1u);
  __syncthreads();
  for (int b = threadIdx.x; b < Bins; b += blockDim.x)
    atomicAdd(&bins[b], local[b]);
}

int main() {
  const int n = 100003;
  std::vector<unsigned char> data(n);
  std::vector<unsigned int> expected(Bins), result(Bins);
  unsigned state = 12345;
  for (auto &d : data) {
    state = state * 1664525u + 1013904223u;
    d = (unsigned char)(state >> 24);
    ++expected[d % Bins];
  }
  unsigned char *input;
  unsigned int *bins;
  cudaMalloc(&input, n);
  cudaMalloc(&bins, Bins * sizeof(unsigned int));
  cudaMemcpy(input, data.data(), n, cudaMemcpyHostToDevice);
  cudaMemset(bins, 0, Bins * sizeof(unsigned int));
  histogram<<<32, 128>>>(input, bins, n);
  cudaMemcpy(result.data(), bins, Bins * sizeof(unsigned int), cudaMemcpyDeviceToHost);
  cudaFree(input);
  cudaFree(bins);
  bool ok = result == expected;
  printf("histogram: %s\n", ok ? "PASS" : "FAIL");
  return ok ? 0 : 1;
}
