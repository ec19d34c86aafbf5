// Threads that leave early, in several ways, also before a warp operation of whole warps.
//% prints: early returns: PASS
//% long
#include <cstdio>
#include <cuda_runtime.h>
#include <initializer_list>

__device__ int collatz(int n) {
  for (int steps = 0;; ++steps) {
    if (n == 1)
      return steps;
    if (steps > 1000)
      return -1;
    n = n % 2 ? 3 * n + 1 : n / 2;
  }
}

__global__ void lengths(int *out, int n, int skip) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i >= n)
    return;
  if (skip && i % skip == 0) {
    out[i] = -2;
    return;
  }
  switch (i) {
  case 0:
    out[0] = 0;
    return;
  default:
    break;
  }
  out[i] = collatz(i);
}

int main() {
  const int n = 500;
  int host[n], *p;
  cudaMalloc(&p, sizeof(host));
  bool ok = true;
  for (int skip : {0, 3}) {
    lengths<<<(n + 95) / 96, 96>>>(p, n, skip);
    cudaMemcpy(host, p, sizeof(host), cudaMemcpyDeviceToHost);
    for (int i = 0; i < n; ++i) {
      int steps = 0;
      for (int k = i; k > 1; k = k % 2 ? 3 * k + 1 : k / 2)
        ++steps;
      ok = ok && host[i] == (skip && i % skip == 0 ? -2 : steps);
    }
  }
  cudaFree(p);
  printf("early returns: %s\n", ok ? "PASS" : "FAIL");
  return ok ? 0 : 1;
}
