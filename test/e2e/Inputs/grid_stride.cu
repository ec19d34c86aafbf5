// Loops over the grid with vector loads, a tail, and a grid from the number of processors.
//% prints: grid stride: PASS
#include <algorithm>
#include <cstdio>
#include <cuda_runtime.h>
#include <vector>

__global__ void axpb(float *p, float a, float b, int n) {
  int stride = blockDim.x * gridDim.x, quads = n / 4;
  float4 *q = reinterpret_cast<float4 *>(p);
  for (int i = blockIdx.x * blockDim.x + threadIdx.x; i < quads; i += stride) {
    float4 v = q[i];
    v.x = fmaf(a, v.x, b);
    v.y = fmaf(a, v.y, b);
    v.z = fmaf(a, v.z, b);
    v.w = fmaf(a, v.w, b);
    q[i] = make_float4(v.x, v.y, v.z, v.w);
  }
  for (int i = quads * 4 + blockIdx.x * blockDim.x + threadIdx.x; i < n; i += stride)
    p[i] = a * p[i] + b;
}

int main() {
  const int n = 10003;
  std::vector<float> host(n), result(n);
  for (int i = 0; i < n; ++i)
    host[i] = float(i % 100);
  float *p;
  cudaMalloc(&p, n * sizeof(float));
  cudaMemcpy(p, host.data(), n * sizeof(float), cudaMemcpyHostToDevice);
  int processors = 0;
  cudaDeviceGetAttribute(&processors, cudaDevAttrMultiProcessorCount, 0);
  axpb<<<std::min(2 * processors, (n + 255) / 256), 256>>>(p, 3.0f, 1.0f, n);
  cudaMemcpy(result.data(), p, n * sizeof(float), cudaMemcpyDeviceToHost);
  cudaFree(p);
  bool ok = true;
  for (int i = 0; i < n; ++i)
    ok = ok && result[i] == 3 * host[i] + 1;
  printf("grid stride: %s\n", ok ? "PASS" : "FAIL");
  return ok ? 0 : 1;
}
