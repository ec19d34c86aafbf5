//% prints: transpose of 200 x 120: PASS
// Transposes a matrix through padded tiles in shared memory, and times it with events.
#include <cuda_runtime.h>

#include <cstdio>
#include <vector>

constexpr int Tile = 32;
constexpr int Rows = 8;

__global__ void transpose(float *out, const float *in, int width, int height) {
  __shared__ float tile[Tile][Tile + 1];

  int x = blockIdx.x * Tile + threadIdx.x;
  int y = blockIdx.y * Tile + threadIdx.y;
  for (int j = 0; j < Tile; j += Rows)
    if (x < width && y + j < height)
      tile[threadIdx.y + j][threadIdx.x] = in[(y + j) * width + x];

  __syncthreads();

  x = blockIdx.y * Tile + threadIdx.x;
  y = blockIdx.x * Tile + threadIdx.y;
  for (int j = 0; j < Tile; j += Rows)
    if (x < height && y + j < width)
      out[(y + j) * height + x] = tile[threadIdx.x][threadIdx.y + j];
}

int main() {
  const int width = 200, height = 120;
  const size_t bytes = sizeof(float) * width * height;
  std::vector<float> in(width * height), out(width * height);
  for (int i = 0; i < width * height; ++i)
    in[i] = static_cast<float>(i);

  float *din, *dout;
  cudaMalloc(&din, bytes);
  cudaMalloc(&dout, bytes);
  cudaMemcpy(din, in.data(), bytes, cudaMemcpyHostToDevice);
  cudaMemset(dout, 0, bytes);

  cudaEvent_t start, stop;
  cudaEventCreate(&start);
  cudaEventCreate(&stop);

  dim3 grid((width + Tile - 1) / Tile, (height + Tile - 1) / Tile);
  dim3 block(Tile, Rows);
  cudaEventRecord(start);
  transpose<<<grid, block>>>(dout, din, width, height);
  cudaEventRecord(stop);
  cudaEventSynchronize(stop);

  float milliseconds = -1.0f;
  cudaEventElapsedTime(&milliseconds, start, stop);
  cudaMemcpy(out.data(), dout, bytes, cudaMemcpyDeviceToHost);

  bool ok = milliseconds >= 0.0f;
  for (int y = 0; y < height; ++y)
    for (int x = 0; x < width; ++x)
      ok = ok && out[x * height + y] == in[y * width + x];

  cudaEventDestroy(start);
  cudaEventDestroy(stop);
  cudaFree(din);
  cudaFree(dout);
  printf("transpose of %d x %d: %s\n", width, height, ok ? "PASS" : "FAIL");
  return ok ? 0 : 1;
}
