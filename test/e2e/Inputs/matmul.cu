// Tiled matrix product, tile size as a template argument, 2D grid and block.
//% prints: tile 16: PASS
//% prints: tile 32: PASS
#include <cstdio>
#include <cstdlib>
#include <cuda_runtime.h>

template <int TILE>
__global__ void matmul(float *c, const float *a, const float *b, int n) {
  __shared__ float as[TILE][TILE];
  __shared__ float bs[TILE][TILE + 1];
  int row = blockIdx.y * TILE + threadIdx.y, col = blockIdx.x * TILE + threadIdx.x;
  float sum = 0.0f;
  for (int t = 0; t < (n + TILE - 1) / TILE; ++t) {
    int ac = t * TILE + threadIdx.x, br = t * TILE + threadIdx.y;
    as[threadIdx.y][threadIdx.x] = row < n && ac < n ? a[row * n + ac] : 0.0f;
    bs[threadIdx.y][threadIdx.x] = br < n && col < n ? b[br * n + col] : 0.0f;
    __syncthreads();
#pragma unroll
    for (int k = 0; k < TILE; ++k)
      sum += as[threadIdx.y][k] * bs[k][threadIdx.x];
    __syncthreads();
  }
  if (row < n && col < n)
    c[row * n + col] = sum;
}

template <int TILE> bool run(int n) {
  size_t bytes = size_t(n) * n * sizeof(float);
  float *a = (float *)malloc(bytes), *b = (float *)malloc(bytes), *c = (float *)malloc(bytes);
  for (int i = 0; i < n * n; ++i) {
    a[i] = float(i % 5);
    b[i] = float(i % 7) - 3;
  }
  float *da, *db, *dc;
  cudaMalloc((void **)&da, bytes);
  cudaMalloc((void **)&db, bytes);
  cudaMalloc((void **)&dc, bytes);
  cudaMemcpy(da, a, bytes, cudaMemcpyHostToDevice);
  cudaMemcpy(db, b, bytes, cudaMemcpyHostToDevice);
  dim3 threads(TILE, TILE);
  dim3 grid((n + threads.x - 1) / threads.x, (n + threads.y - 1) / threads.y);
  matmul<TILE><<<grid, threads>>>(dc, da, db, n);
  cudaMemcpy(c, dc, bytes, cudaMemcpyDeviceToHost);
  bool ok = true;
  for (int r = 0; r < n; ++r)
    for (int s = 0; s < n; ++s) {
      float sum = 0;
      for (int k = 0; k < n; ++k)
        sum += a[r * n + k] * b[k * n + s];
      ok = ok && sum == c[r * n + s];
    }
  cudaFree(da);
  cudaFree(db);
  cudaFree(dc);
  free(a), free(b), free(c);
  printf("tile %d: %s\n", TILE, ok ? "PASS" : "FAIL");
  return ok;
}

int main() {
  bool ok = run<16>(70);
  ok &= run<32>(64);
  return !ok;
}
