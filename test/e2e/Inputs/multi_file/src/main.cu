// Three sources and a shared header; kernels of one name in two files.
//% prints: multi file: PASS
#include "../include/vec.cuh"
#include <cstdio>

int main() {
  const int n = 1000;
  int a[n], b[n];
  for (int i = 0; i < n; ++i) {
    a[i] = i;
    b[i] = 2 * i + 1;
  }
  Span<int> da{nullptr, n}, db{nullptr, n};
  cudaMalloc((void **)&da.data, sizeof(a));
  cudaMalloc((void **)&db.data, sizeof(b));
  cudaStream_t stream;
  cudaStreamCreate(&stream);
  cudaMemcpyAsync(da.data, a, sizeof(a), cudaMemcpyHostToDevice, stream);
  cudaMemcpyAsync(db.data, b, sizeof(b), cudaMemcpyHostToDevice, stream);
  launchAdd(da, db, stream);
  launchSquare(da, stream);
  int result[n];
  cudaMemcpyAsync(result, da.data, sizeof(result), cudaMemcpyDeviceToHost, stream);
  cudaStreamSynchronize(stream);
  cudaStreamDestroy(stream);
  cudaFree(da.data);
  cudaFree(db.data);
  bool ok = true;
  for (int i = 0; i < n; ++i)
    ok = ok && result[i] == (3 * i + 1) * (3 * i + 1);
  printf("multi file: %s\n", ok ? "PASS" : "FAIL");
  return ok ? 0 : 1;
}
