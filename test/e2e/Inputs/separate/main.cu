// Separate compilation.
//% prints: separate: PASS
#include "shared.cuh"
#include <cstdio>

__global__ void apply(int *p) {
  int i = threadIdx.x;
  p[i] = weighted(p[i], i) + factor;
}

int main() {
  int values[4] = {1, 2, 3, 4}, host[40], *p;
  for (int i = 0; i < 40; ++i)
    host[i] = i;
  setTable(values, 10);
  cudaMalloc(&p, sizeof(host));
  cudaMemcpy(p, host, sizeof(host), cudaMemcpyHostToDevice);
  apply<<<1, 40>>>(p);
  cudaMemcpy(host, p, sizeof(host), cudaMemcpyDeviceToHost);
  cudaFree(p);
  bool ok = true;
  for (int i = 0; i < 40; ++i)
    ok = ok && host[i] == i * values[i % 4] * 10 + 10;
  printf("separate: %s\n", ok ? "PASS" : "FAIL");
  return ok ? 0 : 1;
}
