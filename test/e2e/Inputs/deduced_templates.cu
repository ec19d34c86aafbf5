// Launches whose template arguments are deduced from the arguments.
//% prints: deduced: PASS
#include <cstdio>
#include <cuda_runtime.h>

template <typename T> __global__ void fill(T *p, T value, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < n)
    p[i] = value;
}

template <int SCALE, typename T> __global__ void scale(T *p, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < n)
    p[i] *= SCALE;
}

template <typename T> bool run(T value) {
  const int n = 50;
  T host[n], *p;
  cudaMalloc(&p, sizeof(host));
  fill<<<1, 64>>>(p, value, n);
  scale<3><<<1, 64>>>(p, n);
  cudaMemcpy(host, p, sizeof(host), cudaMemcpyDeviceToHost);
  cudaFree(p);
  for (T h : host)
    if (h != value * 3)
      return false;
  return true;
}

int main() {
  int *p, first = 0;
  cudaMalloc(&p, sizeof(int));
  fill<<<1, 32>>>(p, 7, 1);
  cudaMemcpy(&first, p, sizeof(int), cudaMemcpyDeviceToHost);
  cudaFree(p);
  bool ok = run(2.5f) && run(4) && first == 7;
  printf("deduced: %s\n", ok ? "PASS" : "FAIL");
  return ok ? 0 : 1;
}
