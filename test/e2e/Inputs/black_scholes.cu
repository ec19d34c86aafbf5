// Option prices: single-precision mathematics, several outputs, a tolerance.
//% prints: prices: PASS
//% long
#include <cmath>
#include <cstdio>
#include <cuda_runtime.h>

__host__ __device__ inline float cnd(float d) {
  const float a1 = 0.31938153f, a2 = -0.356563782f, a3 = 1.781477937f, a4 = -1.821255978f, a5 = 1.330274429f;
  float k = 1.0f / (1.0f + 0.2316419f * fabsf(d));
  float value = 0.39894228040143267794f * expf(-0.5f * d * d) * (k * (a1 + k * (a2 + k * (a3 + k * (a4 + k * a5)))));
  return d > 0 ? 1.0f - value : value;
}

__host__ __device__ inline void price(float &call, float &put, float s, float x, float t, float r, float v) {
  float root = sqrtf(t), d1 = (logf(s / x) + (r + 0.5f * v * v) * t) / (v * root), d2 = d1 - v * root;
  float discount = expf(-r * t);
  call = s * cnd(d1) - x * discount * cnd(d2);
  put = x * discount * (1.0f - cnd(d2)) - s * (1.0f - cnd(d1));
}

__launch_bounds__(128) __global__ void prices(float2 *__restrict result, const float *__restrict s, const float *__restrict x,
                                              const float *__restrict t, float r, float v, int n) {
  const int i = blockDim.x * blockIdx.x + threadIdx.x;
  if (i < n) {
    float call, put;
    price(call, put, s[i], x[i], t[i], r, v);
    result[i] = make_float2(call, put);
  }
}

int main() {
  const int n = 1000;
  static float s[n], x[n], t[n];
  static float2 result[n];
  for (int i = 0; i < n; ++i) {
    s[i] = 5.0f + i % 25;
    x[i] = 1.0f + i % 99;
    t[i] = 0.25f + float(i % 10);
  }
  float *ds, *dx, *dt;
  float2 *dr;
  cudaMalloc((void **)&ds, sizeof(s));
  cudaMalloc((void **)&dx, sizeof(x));
  cudaMalloc((void **)&dt, sizeof(t));
  cudaMalloc((void **)&dr, sizeof(result));
  cudaMemcpy(ds, s, sizeof(s), cudaMemcpyHostToDevice);
  cudaMemcpy(dx, x, sizeof(x), cudaMemcpyHostToDevice);
  cudaMemcpy(dt, t, sizeof(t), cudaMemcpyHostToDevice);
  prices<<<(n + 127) / 128, 128>>>(dr, ds, dx, dt, 0.02f, 0.3f, n);
  cudaMemcpy(result, dr, sizeof(result), cudaMemcpyDeviceToHost);
  cudaFree(ds);
  cudaFree(dx);
  cudaFree(dt);
  cudaFree(dr);
  bool ok = true;
  for (int i = 0; i < n; ++i) {
    float call, put;
    price(call, put, s[i], x[i], t[i], 0.02f, 0.3f);
    ok = ok && std::fabs(call - result[i].x) < 1e-3f && std::fabs(put - result[i].y) < 1e-3f;
  }
  printf("prices: %s\n", ok ? "PASS" : "FAIL");
  return ok ? 0 : 1;
}
