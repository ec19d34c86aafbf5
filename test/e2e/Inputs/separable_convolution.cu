// Convolution of rows and columns with a halo in shared memory and the filter in constant memory.
//% prints: convolution: PASS
//% long
#include <cmath>
#include <cstdio>
#include <cuda_runtime.h>
#include <vector>

#define RADIUS 4
#define LENGTH (2 * RADIUS + 1)
#define TILE_X 16
#define TILE_Y 8

__constant__ float c_filter[LENGTH];

void setFilter(const float *h) { cudaMemcpyToSymbol(c_filter, h, LENGTH * sizeof(float)); }

__global__ void rows(float *dst, const float *src, int width, int height, int pitch) {
  __shared__ float data[TILE_Y][TILE_X + 2 * RADIUS];
  const int x = blockIdx.x * TILE_X + threadIdx.x, y = blockIdx.y * TILE_Y + threadIdx.y;
  for (int k = threadIdx.x; k < TILE_X + 2 * RADIUS; k += TILE_X) {
    int column = blockIdx.x * TILE_X + k - RADIUS;
    data[threadIdx.y][k] = column >= 0 && column < width && y < height ? src[y * pitch + column] : 0;
  }
  __syncthreads();
  if (x < width && y < height) {
    float sum = 0;
#pragma unroll
    for (int j = -RADIUS; j <= RADIUS; j++)
      sum += c_filter[RADIUS - j] * data[threadIdx.y][threadIdx.x + RADIUS + j];
    dst[y * pitch + x] = sum;
  }
}

__global__ void columns(float *dst, const float *src, int width, int height, int pitch) {
  const int x = blockIdx.x * TILE_X + threadIdx.x, y = blockIdx.y * TILE_Y + threadIdx.y;
  if (x >= width || y >= height)
    return;
  float sum = 0;
  for (int j = -RADIUS; j <= RADIUS; j++)
    if (y + j >= 0 && y + j < height)
      sum += c_filter[RADIUS - j] * __ldg(&src[(y + j) * pitch + x]);
  dst[y * pitch + x] = sum;
}

int main() {
  const int width = 70, height = 45, pitch = 72;
  float filter[LENGTH];
  for (int i = 0; i < LENGTH; ++i)
    filter[i] = float(i % 3 + 1);
  std::vector<float> in(pitch * height), middle(pitch * height), expected(pitch * height), out(pitch * height);
  for (size_t i = 0; i < in.size(); ++i)
    in[i] = float(i % 17);
  float *a, *b, *c;
  size_t bytes = in.size() * sizeof(float);
  cudaMalloc(&a, bytes);
  cudaMalloc(&b, bytes);
  cudaMalloc(&c, bytes);
  setFilter(filter);
  cudaMemcpy(a, in.data(), bytes, cudaMemcpyHostToDevice);
  dim3 block(TILE_X, TILE_Y), grid((width + TILE_X - 1) / TILE_X, (height + TILE_Y - 1) / TILE_Y);
  rows<<<grid, block>>>(b, a, width, height, pitch);
  columns<<<grid, block>>>(c, b, width, height, pitch);
  cudaMemcpy(out.data(), c, bytes, cudaMemcpyDeviceToHost);
  cudaFree(a);
  cudaFree(b);
  cudaFree(c);
  bool ok = true;
  for (int y = 0; y < height; ++y)
    for (int x = 0; x < width; ++x)
      for (int j = -RADIUS; j <= RADIUS; ++j)
        if (x + j >= 0 && x + j < width)
          middle[y * pitch + x] += filter[RADIUS - j] * in[y * pitch + x + j];
  for (int y = 0; y < height; ++y)
    for (int x = 0; x < width; ++x) {
      for (int j = -RADIUS; j <= RADIUS; ++j)
        if (y + j >= 0 && y + j < height)
          expected[y * pitch + x] += filter[RADIUS - j] * middle[(y + j) * pitch + x];
      ok = ok && std::fabs(expected[y * pitch + x] - out[y * pitch + x]) < 0.5f;
    }
  printf("convolution: %s\n", ok ? "PASS" : "FAIL");
  return ok ? 0 : 1;
}
