//% prints: sum of 10007 float: PASS
//% prints: sum of 99991 int: PASS
// Sums an array: shuffles within a warp, dynamic shared memory between warps, an atomic between blocks.
#include <cuda_runtime.h>

#include <cstdio>
#include <cstdlib>

#define WARP_SIZE 32
#define FULL_MASK 0xffffffff

template <typename T> __device__ __forceinline__ T warpSum(T value) {
#pragma unroll
  for (int offset = WARP_SIZE / 2; offset > 0; offset /= 2)
    value += __shfl_down_sync(FULL_MASK, value, offset);
  return value;
}

template <typename T> __global__ void __launch_bounds__(256) sum(const T *in, T *out, int n) {
  extern __shared__ unsigned char memory[];
  T *partial = reinterpret_cast<T *>(memory);

  T value = 0;
  for (int i = blockIdx.x * blockDim.x + threadIdx.x; i < n; i += blockDim.x * gridDim.x)
    value += in[i];

  value = warpSum(value);
  int lane = threadIdx.x % WARP_SIZE;
  int warp = threadIdx.x / WARP_SIZE;
  if (lane == 0)
    partial[warp] = value;
  __syncthreads();

  if (warp == 0) {
    value = lane < blockDim.x / WARP_SIZE ? partial[lane] : T(0);
    value = warpSum(value);
    if (lane == 0)
      atomicAdd(out, value);
  }
}

template <typename T> static bool run(const char *name, int n) {
  T *host = (T *)malloc(n * sizeof(T));
  T expected = 0;
  for (int i = 0; i < n; ++i) {
    host[i] = T(i % 7);
    expected += host[i];
  }

  T *in, *out, result;
  cudaMalloc((void **)&in, n * sizeof(T));
  cudaMalloc((void **)&out, sizeof(T));
  cudaMemcpy(in, host, n * sizeof(T), cudaMemcpyHostToDevice);
  cudaMemset(out, 0, sizeof(T));

  const int threads = 256;
  const size_t shared = threads / WARP_SIZE * sizeof(T);
  sum<T><<<16, threads, shared>>>(in, out, n);
  cudaDeviceSynchronize();
  cudaMemcpy(&result, out, sizeof(T), cudaMemcpyDeviceToHost);

  cudaFree(in);
  cudaFree(out);
  free(host);
  bool ok = result == expected;
  printf("sum of %d %s: %s\n", n, name, ok ? "PASS" : "FAIL");
  return ok;
}

int main() {
  bool ok = run<float>("float", 10007);
  ok = run<int>("int", 99991) && ok;
  return ok ? EXIT_SUCCESS : EXIT_FAILURE;
}
