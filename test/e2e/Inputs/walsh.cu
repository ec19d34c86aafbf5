// Fast Walsh transform: shared memory for small strides, a pass in global memory for large ones.
//% prints: walsh: PASS
//% long
#include <cstdio>
#include <cuda_runtime.h>
#include <vector>

#define ELEMENTARY 8

__global__ void inShared(float *out, const float *in, int log2n) {
  const int n = 1 << log2n, base = blockIdx.x << log2n;
  extern __shared__ float data[];
  for (int pos = threadIdx.x; pos < n; pos += blockDim.x)
    data[pos] = in[base + pos];
  for (int stride = n / 2; stride >= 1; stride >>= 1) {
    __syncthreads();
    for (int k = threadIdx.x; k < n / 2; k += blockDim.x) {
      int low = k & (stride - 1), i0 = ((k - low) << 1) + low, i1 = i0 + stride;
      float a = data[i0], b = data[i1];
      data[i0] = a + b;
      data[i1] = a - b;
    }
  }
  __syncthreads();
  for (int pos = threadIdx.x; pos < n; pos += blockDim.x)
    out[base + pos] = data[pos];
}

__global__ void inGlobal(float *data, int stride) {
  const int k = blockIdx.x * blockDim.x + threadIdx.x;
  int low = k & (stride - 1), i0 = ((k - low) << 1) + low, i1 = i0 + stride;
  float a = data[i0], b = data[i1];
  data[i0] = a + b;
  data[i1] = a - b;
}

int main() {
  const int log2n = 11, n = 1 << log2n;
  std::vector<float> host(n), expected(n), result(n);
  for (int i = 0; i < n; ++i)
    expected[i] = host[i] = float(i % 3);
  float *p;
  cudaMalloc((void **)&p, n * sizeof(float));
  cudaMemcpy(p, host.data(), n * sizeof(float), cudaMemcpyHostToDevice);
  int rest = log2n;
  for (; rest > ELEMENTARY; --rest)
    inGlobal<<<n / 2 / 256, 256>>>(p, 1 << (rest - 1));
  inShared<<<n >> rest, (1 << rest) / 4, (1 << rest) * sizeof(float)>>>(p, p, rest);
  cudaMemcpy(result.data(), p, n * sizeof(float), cudaMemcpyDeviceToHost);
  cudaFree(p);
  for (int stride = n / 2; stride; stride >>= 1)
    for (int i = 0; i < n; ++i)
      if (!(i & stride)) {
        float a = expected[i], b = expected[i + stride];
        expected[i] = a + b;
        expected[i + stride] = a - b;
      }
  bool ok = expected == result;
  printf("walsh: %s\n", ok ? "PASS" : "FAIL");
  return ok ? 0 : 1;
}
