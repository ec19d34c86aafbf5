// Kernels that are given functors, and an extended device lambda.
//% prints: lambdas: PASS
//% native left: __device__
//% portable left: __device__
#include <cstdio>
#include <cuda_runtime.h>

template <typename F> __global__ void forEach(int *p, int n, F f) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < n)
    f(i, p[i]);
}

struct AddIndex {
  int by;
  __device__ void operator()(int i, int &v) const { v += i * by; }
};

int main() {
  const int n = 100;
  int host[n], *p;
  cudaMalloc(&p, sizeof(host));
  cudaMemset(p, 0, sizeof(host));
  forEach<<<1, 128>>>(p, n, AddIndex{2});
  int offset = 5;
  auto add = [=] __device__(int, int &v) { v += offset; };
  forEach<<<1, 128>>>(p, n, add);
  cudaMemcpy(host, p, sizeof(host), cudaMemcpyDeviceToHost);
  cudaFree(p);
  bool ok = true;
  for (int i = 0; i < n; ++i)
    ok = ok && host[i] == 2 * i + 5;
  printf("lambdas: %s\n", ok ? "PASS" : "FAIL");
  return ok ? 0 : 1;
}
