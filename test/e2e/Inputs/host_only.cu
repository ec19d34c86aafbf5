// No kernel at all: memory, copies in all directions, memset, a query of free memory.
//% prints: host only: PASS
//% long
#include <cuda_runtime.h>

#include <cstdio>
#include <cstring>
#include <vector>

int main() {
  const size_t n = 1000, bytes = n * sizeof(int);
  std::vector<int> in(n), out(n, -1);
  for (size_t i = 0; i < n; ++i)
    in[i] = int(i * 3);
  int *a = nullptr, *b = nullptr;
  if (cudaMalloc(&a, bytes) != cudaSuccess || cudaMalloc(&b, bytes) != cudaSuccess)
    return 1;
  cudaMemcpy(a, in.data(), bytes, cudaMemcpyHostToDevice);
  cudaMemset(b, 0, bytes);
  cudaMemcpy(b + 10, a + 10, bytes - 10 * sizeof(int), cudaMemcpyDeviceToDevice);
  cudaMemcpy(out.data(), b, bytes, cudaMemcpyDeviceToHost);
  bool ok = true;
  for (size_t i = 0; i < n; ++i)
    ok = ok && out[i] == (i < 10 ? 0 : in[i]);
  size_t free = 0, total = 0;
  cudaMemGetInfo(&free, &total);
  ok = ok && total > 0 && free <= total;
  cudaFree(a);
  cudaFree(b);
  printf("host only: %s\n", ok ? "PASS" : "FAIL");
  return ok ? 0 : 1;
}
