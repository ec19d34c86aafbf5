// Kernel templates with functors, non-type arguments, explicit instantiation and overloads.
//% prints: plus int: PASS
//% prints: max float: PASS
//% long
#include <cstdio>
#include <cuda_runtime.h>

template <typename T> struct Plus {
  static constexpr int identity = 0;
  __device__ T operator()(T a, T b) const { return a + b; }
};

template <typename T> struct Max {
  static constexpr int identity = -1000000;
  __device__ T operator()(T a, T b) const { return a > b ? a : b; }
};

template <typename T, template <typename> class Op, int BLOCK>
__global__ void reduce(const T *in, T *out, int n) {
  __shared__ T values[BLOCK];
  Op<T> op;
  T v = T(Op<T>::identity);
  for (int i = threadIdx.x; i < n; i += BLOCK)
    v = op(v, in[i]);
  values[threadIdx.x] = v;
  __syncthreads();
  for (int half = BLOCK / 2; half > 0; half /= 2) {
    if (threadIdx.x < half)
      values[threadIdx.x] = op(values[threadIdx.x], values[threadIdx.x + half]);
    __syncthreads();
  }
  if (threadIdx.x == 0)
    *out = values[0];
}

template __global__ void reduce<int, Plus, 64>(const int *, int *, int);

template <typename T, template <typename> class Op> T run(const T *host, int n) {
  T *in, *out, result;
  cudaMalloc(&in, n * sizeof(T));
  cudaMalloc(&out, sizeof(T));
  cudaMemcpy(in, host, n * sizeof(T), cudaMemcpyHostToDevice);
  reduce<T, Op, 64><<<1, 64>>>(in, out, n);
  cudaMemcpy(&result, out, sizeof(T), cudaMemcpyDeviceToHost);
  cudaFree(in);
  cudaFree(out);
  return result;
}

int main() {
  int ints[333], sum = 0;
  float floats[333], top = -1e6f;
  for (int i = 0; i < 333; ++i) {
    ints[i] = i % 17 - 5;
    floats[i] = float((i * 71) % 333);
    sum += ints[i];
    top = floats[i] > top ? floats[i] : top;
  }
  bool first = run<int, Plus>(ints, 333) == sum, second = run<float, Max>(floats, 333) == top;
  printf("plus int: %s\n", first ? "PASS" : "FAIL");
  printf("max float: %s\n", second ? "PASS" : "FAIL");
  return first && second ? 0 : 1;
}
