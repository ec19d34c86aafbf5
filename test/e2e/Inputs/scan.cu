// Exclusive prefix sum of many blocks: scan within blocks, scan of the sums, sums added.
//% prints: scan: PASS
#include <cstdio>
#include <cstdlib>
#include <cuda_runtime.h>

#define BLOCK 256

__global__ void scanBlocks(const int *in, int *out, int *sums, int n) {
  __shared__ int temp[2][BLOCK];
  int t = threadIdx.x, i = blockIdx.x * BLOCK + t, side = 0;
  temp[0][t] = i < n ? in[i] : 0;
  __syncthreads();
  for (int distance = 1; distance < BLOCK; distance <<= 1) {
    temp[1 - side][t] = temp[side][t] + (t >= distance ? temp[side][t - distance] : 0);
    side = 1 - side;
    __syncthreads();
  }
  if (i < n)
    out[i] = t ? temp[side][t - 1] : 0;
  if (t == BLOCK - 1 && sums)
    sums[blockIdx.x] = temp[side][t];
}

__global__ void addSums(int *out, const int *sums, int n) {
  int i = blockIdx.x * BLOCK + threadIdx.x;
  if (i >= n)
    return;
  out[i] += sums[blockIdx.x];
}

int main() {
  const int n = BLOCK * 100 + 17, blocks = (n + BLOCK - 1) / BLOCK;
  int *host = new int[n], *result = new int[n];
  for (int i = 0; i < n; ++i)
    host[i] = (i * 7) % 11;
  int *in, *out, *sums, *offsets;
  cudaMalloc((void **)&in, n * sizeof(int));
  cudaMalloc((void **)&out, n * sizeof(int));
  cudaMalloc((void **)&sums, blocks * sizeof(int));
  cudaMalloc((void **)&offsets, blocks * sizeof(int));
  cudaMemcpy(in, host, n * sizeof(int), cudaMemcpyHostToDevice);
  scanBlocks<<<blocks, BLOCK>>>(in, out, sums, n);
  scanBlocks<<<1, BLOCK>>>(sums, offsets, NULL, blocks);
  addSums<<<blocks, BLOCK>>>(out, offsets, n);
  cudaMemcpy(result, out, n * sizeof(int), cudaMemcpyDeviceToHost);
  bool ok = true;
  for (int i = 0, sum = 0; i < n; sum += host[i++])
    ok = ok && result[i] == sum;
  cudaFree(in), cudaFree(out), cudaFree(sums), cudaFree(offsets);
  delete[] host;
  delete[] result;
  printf("scan: %s\n", ok ? "PASS" : "FAIL");
  return ok ? EXIT_SUCCESS : EXIT_FAILURE;
}
