// Costs of the CPU engine. Build: c++ -std=c++17 -O3 -I<share>/runtime engine.cpp -lboost_context -pthread
#include "xpu/xpu.h"
#include <chrono>
#include <cstdio>
#include <vector>

static double now() {
  return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}
template <class F> static double best(F f) {
  double b = 1e9;
  for (int i = 0; i < 3; ++i) {
    double t = now();
    f();
    xpuDeviceSynchronize();
    t = now() - t;
    b = t < b ? t : b;
  }
  return b;
}
XPU_GLOBAL void empty(int *) {}
XPU_GLOBAL void barriers(int *, int n) {
  for (int i = 0; i < n; ++i)
    xpuSyncThreads();
}
XPU_GLOBAL void reduceOne(const float *in, float *out, int n) {
  XPU_SHARED float partial[32];
  int i = int(blockIdx.x * blockDim.x + threadIdx.x);
  float v = i < n ? in[i] : 0;
  for (int o = 16; o; o /= 2)
    v += xpuShflDown(v, o);
  if (threadIdx.x % 32 == 0)
    partial[threadIdx.x / 32] = v;
  xpuSyncThreads();
  if (threadIdx.x < 32) {
    v = threadIdx.x < blockDim.x / 32 ? partial[threadIdx.x] : 0;
    for (int o = 16; o; o /= 2)
      v += xpuShflDown(v, o);
    if (threadIdx.x == 0)
      xpuAtomicAdd(out, v);
  }
}
XPU_GLOBAL void transpose(float *out, const float *in, int n) {
  XPU_SHARED float tile[32][33];
  int x = int(blockIdx.x * 32 + threadIdx.x), y = int(blockIdx.y * 32 + threadIdx.y);
  for (int j = 0; j < 32; j += 8)
    tile[threadIdx.y + j][threadIdx.x] = in[(y + j) * n + x];
  xpuSyncThreads();
  x = int(blockIdx.y * 32 + threadIdx.x);
  y = int(blockIdx.x * 32 + threadIdx.y);
  for (int j = 0; j < 32; j += 8)
    out[(y + j) * n + x] = tile[threadIdx.x][threadIdx.y + j];
}

int main() {
  const int n = 1 << 20, side = 1024;
  float *in, *out;
  xpuMalloc(&in, n * sizeof(float));
  xpuMalloc(&out, n * sizeof(float));
  for (int i = 0; i < n; ++i)
    in[i] = float(i % 3);
  double t = best([&] { xpuLaunch(empty, n / 256, 256, 0, nullptr, nullptr); });
  std::printf("thread start       %6.1f ns\n", t / n * 1e9);
  t = best([&] { xpuLaunch(barriers, 1, 256, 0, nullptr, nullptr, 4000); });
  std::printf("fiber switch       %6.1f ns (barrier of 256, per thread)\n", t / (256.0 * 4000) * 1e9);
  volatile float sink;
  double loop = best([&] {
    float s = 0;
    for (int i = 0; i < n; ++i)
      s += in[i];
    sink = s;
  });
  t = best([&] { xpuLaunch(reduceOne, n / 256, 256, 0, nullptr, in, out, n); });
  std::printf("reduction, 1/thread %5.1f ns/element, %.0f times the loop\n", t / n * 1e9, t / loop);
  loop = best([&] {
    for (int y = 0; y < side; ++y)
      for (int x = 0; x < side; ++x)
        out[x * side + y] = in[y * side + x];
  });
  t = best([&] {
    xpuLaunch(transpose, dim3(side / 32, side / 32), dim3(32, 8), 0, nullptr, out, in, side);
  });
  std::printf("transpose           %5.1f ns/element, %.1f times the loop\n", t / n * 1e9, t / loop);
  (void)sink;
}
