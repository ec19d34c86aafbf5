// Filter coefficients in constant memory, a device global as a counter; copies by symbol.
//% prints: filter: PASS
//% prints: counter: PASS
#include <cstdio>
#include <cuda_runtime.h>

#define RADIUS 3
__constant__ float coefficients[2 * RADIUS + 1];
__device__ int counter;
__device__ int limits[2] = {10, 20};

__global__ void filter(const float *in, float *out, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i >= n)
    return;
  float sum = 0;
  for (int k = -RADIUS; k <= RADIUS; k++) {
    int j = i + k;
    if (j >= 0 && j < n)
      sum += coefficients[k + RADIUS] * in[j];
  }
  out[i] = sum;
  if (i >= limits[0] && i < limits[1])
    atomicAdd(&counter, 1);
}

int main() {
  const int n = 777;
  float c[2 * RADIUS + 1], in[n], out[n], *din, *dout;
  for (int i = 0; i < 2 * RADIUS + 1; ++i)
    c[i] = float(i + 1);
  for (int i = 0; i < n; ++i)
    in[i] = float(i % 9);
  cudaMemcpyToSymbol(coefficients, c, sizeof(c));
  int zero = 0;
  cudaMemcpyToSymbol(counter, &zero, sizeof(zero));
  cudaMalloc(&din, sizeof(in));
  cudaMalloc(&dout, sizeof(out));
  cudaMemcpy(din, in, sizeof(in), cudaMemcpyHostToDevice);
  filter<<<(n + 63) / 64, 64>>>(din, dout, n);
  cudaMemcpy(out, dout, sizeof(out), cudaMemcpyDeviceToHost);
  int count = -1;
  cudaMemcpyFromSymbol(&count, counter, sizeof(count));
  bool ok = true;
  for (int i = 0; i < n; ++i) {
    float sum = 0;
    for (int k = -RADIUS; k <= RADIUS; ++k)
      if (i + k >= 0 && i + k < n)
        sum += c[k + RADIUS] * in[i + k];
    ok = ok && out[i] == sum;
  }
  cudaFree(din);
  cudaFree(dout);
  printf("filter: %s\n", ok ? "PASS" : "FAIL");
  printf("counter: %s\n", count == 10 ? "PASS" : "FAIL");
  return ok && count == 10 ? 0 : 1;
}
