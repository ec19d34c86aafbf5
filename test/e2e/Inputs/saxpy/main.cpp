//% prints: saxpy of 3000: PASS
#include "saxpy.h"

#include <cstdio>

int main() {
  const int n = 3000;
  float *hx, *hy;
  cudaMallocHost((void **)&hx, n * sizeof(float));
  cudaMallocHost((void **)&hy, n * sizeof(float));
  for (int i = 0; i < n; ++i) {
    hx[i] = i * 0.25f;
    hy[i] = 1.0f;
  }

  float *dx, *dy;
  cudaMalloc((void **)&dx, n * sizeof(float));
  cudaMalloc((void **)&dy, n * sizeof(float));

  cudaStream_t stream;
  cudaStreamCreate(&stream);
  cudaMemcpyAsync(dx, hx, n * sizeof(float), cudaMemcpyHostToDevice, stream);
  cudaMemcpyAsync(dy, hy, n * sizeof(float), cudaMemcpyHostToDevice, stream);
  Scale scale = {2.0f};
  saxpy(scale, dx, dy, n, stream);
  cudaMemcpyAsync(hy, dy, n * sizeof(float), cudaMemcpyDeviceToHost, stream);
  cudaStreamSynchronize(stream);

  int wrong = 0;
  for (int i = 0; i < n; ++i)
    wrong += hy[i] != scale.apply(hx[i], 1.0f);

  cudaStreamDestroy(stream);
  cudaFree(dx);
  cudaFree(dy);
  cudaFreeHost(hx);
  cudaFreeHost(hy);
  printf("saxpy of %d: %s\n", n, wrong ? "FAIL" : "PASS");
  return wrong != 0;
}
