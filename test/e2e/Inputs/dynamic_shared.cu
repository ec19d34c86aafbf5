// Dynamic shared memory of two types under one name, cut into parts, sized at the launch.
//% prints: ints: PASS
//% prints: mixed: PASS
#include <cstdio>
#include <cuda_runtime.h>

__global__ void reverse(int *data, int n) {
  extern __shared__ int memory[];
  int t = threadIdx.x;
  memory[t] = data[t];
  __syncthreads();
  data[t] = memory[n - 1 - t];
}

__global__ void mixed(float *f, int *i, int n) {
  extern __shared__ __align__(16) unsigned char raw[];
  float *first = (float *)raw;
  int *second = (int *)&first[n];
  int t = threadIdx.x;
  first[t] = f[t];
  second[t] = i[t];
  __syncthreads();
  f[t] = float(second[n - 1 - t]);
  i[t] = int(first[n - 1 - t]);
}

int main() {
  const int n = 200;
  int a[n], b[n], *di;
  float f[n], g[n], *df;
  for (int k = 0; k < n; ++k) {
    a[k] = k;
    f[k] = float(1000 + k);
  }
  cudaMalloc(&di, sizeof(a));
  cudaMalloc(&df, sizeof(f));
  cudaMemcpy(di, a, sizeof(a), cudaMemcpyHostToDevice);
  reverse<<<1, n, n * sizeof(int)>>>(di, n);
  cudaMemcpy(b, di, sizeof(b), cudaMemcpyDeviceToHost);
  bool ints = true, both = true;
  for (int k = 0; k < n; ++k)
    ints = ints && b[k] == n - 1 - k;
  cudaMemcpy(df, f, sizeof(f), cudaMemcpyHostToDevice);
  mixed<<<1, n, n * (sizeof(int) + sizeof(float))>>>(df, di, n);
  cudaMemcpy(b, di, sizeof(b), cudaMemcpyDeviceToHost);
  cudaMemcpy(g, df, sizeof(g), cudaMemcpyDeviceToHost);
  for (int k = 0; k < n; ++k)
    both = both && b[k] == 1000 + n - 1 - k && g[k] == float(k);
  cudaFree(di);
  cudaFree(df);
  printf("ints: %s\n", ints ? "PASS" : "FAIL");
  printf("mixed: %s\n", both ? "PASS" : "FAIL");
  return ints && both ? 0 : 1;
}
