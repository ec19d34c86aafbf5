// Pitched memory and copies of rectangles, synchronous and not.
//% prints: copies 2D: PASS
#include <cstdio>
#include <cuda_runtime.h>

__global__ void increment(float *p, size_t pitch, int width, int height) {
  int x = blockIdx.x * blockDim.x + threadIdx.x, y = blockIdx.y * blockDim.y + threadIdx.y;
  if (x < width && y < height) {
    float *row = (float *)((char *)p + y * pitch);
    row[x] += 1.0f;
  }
}

int main() {
  const int width = 37, height = 21;
  static float in[height][width], out[height][width + 3];
  for (int y = 0; y < height; ++y)
    for (int x = 0; x < width; ++x)
      in[y][x] = float(y * 100 + x);
  const size_t pitch = 64 * sizeof(float);
  float *device;
  cudaMalloc((void **)&device, pitch * height);
  cudaMemcpy2D(device, pitch, in, width * sizeof(float), width * sizeof(float), height, cudaMemcpyHostToDevice);
  dim3 block(16, 16);
  cudaStream_t stream;
  cudaStreamCreate(&stream);
  increment<<<dim3((width + 15) / 16, (height + 15) / 16), block, 0, stream>>>(device, pitch, width, height);
  cudaMemcpy2DAsync(out, sizeof(out[0]), device, pitch, width * sizeof(float), height, cudaMemcpyDeviceToHost, stream);
  cudaStreamSynchronize(stream);
  bool ok = true;
  for (int y = 0; y < height; ++y)
    for (int x = 0; x < width + 3; ++x)
      ok = ok && out[y][x] == (x < width ? in[y][x] + 1 : 0);
  cudaStreamDestroy(stream);
  cudaFree(device);
  printf("copies 2D: %s\n", ok ? "PASS" : "FAIL");
  return ok ? 0 : 1;
}
