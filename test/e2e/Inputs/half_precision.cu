// Arithmetic in half and bfloat16 with conversions.
//% prints: half: PASS
//% prints: bfloat16: PASS
#include <cstdio>
#include <cuda_bf16.h>
#include <cuda_fp16.h>
#include <cuda_runtime.h>

__global__ void halfAxpy(const float *x, float *y, float a, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < n) {
    __half h = __float2half(x[i]);
    h = __hfma(__float2half(a), h, __float2half(1.0f));
    y[i] = __half2float(h);
  }
}

__global__ void bfloatAxpy(const float *x, float *y, float a, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < n) {
    __nv_bfloat16 b = __float2bfloat16(x[i]);
    b = __hadd(__hmul(__float2bfloat16(a), b), __float2bfloat16(1.0f));
    y[i] = __bfloat162float(b);
  }
}

static bool check(const char *name, const float *x, const float *y) {
  bool ok = true;
  for (int i = 0; i < 100; ++i)
    ok = ok && y[i] == 2 * x[i] + 1;
  printf("%s: %s\n", name, ok ? "PASS" : "FAIL");
  return ok;
}

int main() {
  const int n = 100;
  float x[n], y[n], *dx, *dy;
  for (int i = 0; i < n; ++i)
    x[i] = float(i) * 0.5f - 10;
  cudaMalloc(&dx, sizeof(x));
  cudaMalloc(&dy, sizeof(y));
  cudaMemcpy(dx, x, sizeof(x), cudaMemcpyHostToDevice);
  halfAxpy<<<1, 128>>>(dx, dy, 2.0f, n);
  cudaMemcpy(y, dy, sizeof(y), cudaMemcpyDeviceToHost);
  bool ok = check("half", x, y);
  bfloatAxpy<<<1, 128>>>(dx, dy, 2.0f, n);
  cudaMemcpy(y, dy, sizeof(y), cudaMemcpyDeviceToHost);
  ok = check("bfloat16", x, y) && ok;
  cudaFree(dx);
  cudaFree(dy);
  return ok ? 0 : 1;
}
