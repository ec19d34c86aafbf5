// CUDA behind the program's own macros: qualifiers, indices, launches, error checks, literals.
//% prints: macros: PASS
//% long
#include <cstdio>
#include <cstdlib>
#include <cuda_runtime.h>

#define HD __host__ __device__ inline
#define KERNEL(name) __global__ void name
#define GLOBAL_ID (blockIdx.x * blockDim.x + threadIdx.x)
#define FOR_EACH(i, n) for (int i = GLOBAL_ID; i < (n); i += blockDim.x * gridDim.x)
#define BLOCKS(n) (((n) + 127) / 128)
#define SAFE(call)                                                                                 \
  if ((call) != cudaSuccess) {                                                                     \
    std::puts("failed: " #call);                                                                   \
    std::exit(1);                                                                                  \
  }
#define DEVICE_ALLOC(pointer, count) SAFE(cudaMalloc((void **)&(pointer), (count) * sizeof(*(pointer))))

HD int clamp(int v, int low, int high) { return v < low ? low : v > high ? high : v; }

KERNEL(clampAll)(int *p, int n) {
  FOR_EACH(i, n) p[i] = clamp(p[i], 10, 90);
}

int main() {
  const int n = 1000;
  int host[n], *p;
  for (int i = 0; i < n; ++i)
    host[i] = i % 100;
  DEVICE_ALLOC(p, n);
  SAFE(cudaMemcpy(p, host, n * sizeof(int), cudaMemcpyHostToDevice));
  clampAll<<<BLOCKS(n), 128>>>(p, n);
  SAFE(cudaDeviceSynchronize());
  SAFE(cudaMemcpy(host, p, n * sizeof(int), cudaMemcpyDeviceToHost));
  SAFE(cudaFree(p));
  bool ok = true;
  for (int i = 0; i < n; ++i)
    ok = ok && host[i] == clamp(i % 100, 10, 90);
  std::printf("macros: %s\n", ok ? "PASS" : "FAIL");
  return ok ? 0 : 1;
}
