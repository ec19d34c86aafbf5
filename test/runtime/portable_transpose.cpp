// The tiled transpose with shared memory and a barrier, in plain portable style.
// RUN: %cxx %cpu_flags %s -o %t %cpu_libs && %t | %filecheck %s
// CHECK: transpose: PASS
#include "xpu/xpu.h"
#include <cstdio>
#include <vector>

constexpr int Tile = 32, Rows = 8;

XPU_GLOBAL void transpose(float *out, const float *in, int width, int height) {
  XPU_SHARED float tile[Tile][Tile + 1];
  int x = int(blockIdx.x * Tile + threadIdx.x), y = int(blockIdx.y * Tile + threadIdx.y);
  for (int j = 0; j < Tile; j += Rows)
    if (x < width && y + j < height)
      tile[threadIdx.y + j][threadIdx.x] = in[(y + j) * width + x];
  xpuSyncThreads();
  x = int(blockIdx.y * Tile + threadIdx.x);
  y = int(blockIdx.x * Tile + threadIdx.y);
  for (int j = 0; j < Tile; j += Rows)
    if (x < height && y + j < width)
      out[(y + j) * height + x] = tile[threadIdx.x][threadIdx.y + j];
}

int main() {
  const int width = 100, height = 71;
  std::vector<float> in(width * height), out(width * height);
  for (int i = 0; i < width * height; ++i)
    in[i] = float(i);
  float *din, *dout;
  xpuMalloc(&din, in.size() * sizeof(float));
  xpuMalloc(&dout, in.size() * sizeof(float));
  xpuMemcpy(din, in.data(), in.size() * sizeof(float), xpuMemcpyHostToDevice);
  dim3 grid((width + Tile - 1) / Tile, (height + Tile - 1) / Tile), block(Tile, Rows);
  xpuLaunch(transpose, grid, block, 0, nullptr, dout, din, width, height);
  xpuMemcpy(out.data(), dout, in.size() * sizeof(float), xpuMemcpyDeviceToHost);
  int wrong = 0;
  for (int y = 0; y < height; ++y)
    for (int x = 0; x < width; ++x)
      wrong += out[x * height + y] != in[y * width + x];
  xpuFree(din);
  xpuFree(dout);
  std::printf("transpose: %s\n", wrong ? "FAIL" : "PASS");
  return wrong != 0;
}
