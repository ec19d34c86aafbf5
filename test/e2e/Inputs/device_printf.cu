// printf and assert in a kernel.
//% prints: thread 3 of block 1 has 7
//% prints: device printf: PASS
#include <cassert>
#include <cstdio>
#include <cuda_runtime.h>

__global__ void speak(const int *p, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  assert(i < n);
  if (p[i] == 7)
    printf("thread %d of block %d has %d\n", threadIdx.x, blockIdx.x, p[i]);
}

int main() {
  int host[8] = {0, 1, 2, 3, 4, 5, 6, 7}, *p;
  cudaMalloc(&p, sizeof(host));
  cudaMemcpy(p, host, sizeof(host), cudaMemcpyHostToDevice);
  speak<<<2, 4>>>(p, 8);
  bool ok = cudaDeviceSynchronize() == cudaSuccess;
  cudaFree(p);
  printf("device printf: %s\n", ok ? "PASS" : "FAIL");
  return ok ? 0 : 1;
}
