// Seven-point stencil in three dimensions, two buffers in turn.
//% prints: stencil: PASS
//% long
#include <cmath>
#include <cstdio>
#include <utility>
#include <vector>
#include <cuda_runtime.h>

struct Extent {
  int x, y, z;
  __host__ __device__ int index(int i, int j, int k) const { return (k * y + j) * x + i; }
  __host__ __device__ bool inner(int i, int j, int k) const {
    return i > 0 && i < x - 1 && j > 0 && j < y - 1 && k > 0 && k < z - 1;
  }
};

__host__ __device__ inline float average(const float *in, Extent e, int i, int j, int k) {
  return (in[e.index(i, j, k)] + in[e.index(i - 1, j, k)] + in[e.index(i + 1, j, k)] + in[e.index(i, j - 1, k)] +
          in[e.index(i, j + 1, k)] + in[e.index(i, j, k - 1)] + in[e.index(i, j, k + 1)]) /
         7.0f;
}

__global__ void step(const float *__restrict__ in, float *__restrict__ out, Extent e) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  int j = blockIdx.y * blockDim.y + threadIdx.y;
  int k = blockIdx.z * blockDim.z + threadIdx.z;
  if (i >= e.x || j >= e.y || k >= e.z)
    return;
  out[e.index(i, j, k)] = e.inner(i, j, k) ? average(in, e, i, j, k) : in[e.index(i, j, k)];
}

int main() {
  Extent e{33, 20, 11};
  const int n = e.x * e.y * e.z, steps = 6;
  std::vector<float> a(n), b(n);
  for (int i = 0; i < n; ++i)
    a[i] = float(i % 13);
  float *in, *out;
  cudaMalloc(&in, n * sizeof(float));
  cudaMalloc(&out, n * sizeof(float));
  cudaMemcpy(in, a.data(), n * sizeof(float), cudaMemcpyHostToDevice);
  dim3 block(8, 8, 4), grid;
  grid.x = (e.x + block.x - 1) / block.x;
  grid.y = (e.y + block.y - 1) / block.y;
  grid.z = (e.z + block.z - 1) / block.z;
  for (int s = 0; s < steps; ++s) {
    step<<<grid, block>>>(in, out, e);
    std::swap(in, out);
  }
  cudaMemcpy(b.data(), in, n * sizeof(float), cudaMemcpyDeviceToHost);
  cudaFree(in);
  cudaFree(out);

  std::vector<float> c(n);
  for (int s = 0; s < steps; ++s) {
    for (int k = 0; k < e.z; ++k)
      for (int j = 0; j < e.y; ++j)
        for (int i = 0; i < e.x; ++i)
          c[e.index(i, j, k)] = e.inner(i, j, k) ? average(a.data(), e, i, j, k) : a[e.index(i, j, k)];
    a.swap(c);
  }
  bool ok = true;
  for (int i = 0; i < n; ++i)
    ok = ok && std::fabs(a[i] - b[i]) < 1e-5f;
  printf("stencil: %s\n", ok ? "PASS" : "FAIL");
  return ok ? 0 : 1;
}
