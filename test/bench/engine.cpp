// Costs of the CPU engine against the straightforward C++ loop that does the same work.
//
//   c++ -std=c++17 -O3 -I<share>/runtime engine.cpp -o engine -lboost_context -pthread && ./engine
//
// One core unless ASCENDIFY_CPU_THREADS says otherwise. Times are CPU time of the process, best of five, so
// that a busy machine disturbs little; the last line compares wall time on one and on two OS threads and
// means something on a quiet machine only. The targets are printed beside the figures.
#include "xpu/xpu.h"
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <vector>

static double now(clockid_t clock) {
  timespec t;
  clock_gettime(clock, &t);
  return double(t.tv_sec) + 1e-9 * double(t.tv_nsec);
}
template <class F> static double best(F f, clockid_t clock = CLOCK_PROCESS_CPUTIME_ID) {
  double b = 1e9;
  for (int i = 0; i < 5; ++i) {
    double t = now(clock);
    f();
    xpuDeviceSynchronize();
    t = now(clock) - t;
    b = t < b ? t : b;
  }
  return b;
}

XPU_GLOBAL void empty(int *) {}
XPU_GLOBAL void barriers(int *, int n) {
  for (int i = 0; i < n; ++i)
    xpuSyncThreads();
}
XPU_DEVICE inline void addBlock(float v, float *out) {
  XPU_SHARED float partial[32];
  for (int o = 16; o; o /= 2)
    v += xpuShflDown(v, unsigned(o));
  if (threadIdx.x % 32 == 0)
    partial[threadIdx.x / 32] = v;
  xpuSyncThreads();
  if (threadIdx.x < 32) {
    v = threadIdx.x < blockDim.x / 32 ? partial[threadIdx.x] : 0;
    for (int o = 16; o; o /= 2)
      v += xpuShflDown(v, unsigned(o));
    if (threadIdx.x == 0)
      xpuAtomicAdd(out, v);
  }
}
XPU_GLOBAL void reduceOne(const float *in, float *out, int n) {
  int i = int(blockIdx.x * blockDim.x + threadIdx.x);
  addBlock(i < n ? in[i] : 0, out);
}
XPU_GLOBAL void reduceStride(const float *in, float *out, int n) {
  float v = 0;
  for (int i = int(blockIdx.x * blockDim.x + threadIdx.x); i < n; i += int(gridDim.x * blockDim.x))
    v += in[i];
  addBlock(v, out);
}
XPU_GLOBAL void transpose(float *out, const float *in, int n) {
  XPU_SHARED float tile[32][33];
  int x = int(blockIdx.x * 32 + threadIdx.x), y = int(blockIdx.y * 32 + threadIdx.y);
  for (int j = 0; j < 32; j += 8)
    tile[threadIdx.y + unsigned(j)][threadIdx.x] = in[(y + j) * n + x];
  xpuSyncThreads();
  x = int(blockIdx.y * 32 + threadIdx.x);
  y = int(blockIdx.x * 32 + threadIdx.y);
  for (int j = 0; j < 32; j += 8)
    out[(y + j) * n + x] = tile[threadIdx.x][threadIdx.y + unsigned(j)];
}
XPU_GLOBAL void matmul(const float *a, const float *b, float *c, int n) {
  XPU_SHARED float as[16][16], bs[16][16];
  int row = int(blockIdx.y * 16 + threadIdx.y), column = int(blockIdx.x * 16 + threadIdx.x);
  float sum = 0;
  for (int t = 0; t < n; t += 16) {
    as[threadIdx.y][threadIdx.x] = a[row * n + t + int(threadIdx.x)];
    bs[threadIdx.y][threadIdx.x] = b[(t + int(threadIdx.y)) * n + column];
    xpuSyncThreads();
    for (int k = 0; k < 16; ++k)
      sum += as[threadIdx.y][k] * bs[k][threadIdx.x];
    xpuSyncThreads();
  }
  c[row * n + column] = sum;
}

// Never inlined and never specialised: the loop as somebody would write it.
__attribute__((noinline, noclone)) static float sumLoop(const float *in, int n) {
  float s = 0;
  for (int i = 0; i < n; ++i)
    s += in[i];
  return s;
}
__attribute__((noinline, noclone)) static void transposeLoop(float *out, const float *in, int n) {
  for (int y = 0; y < n; ++y)
    for (int x = 0; x < n; ++x)
      out[x * n + y] = in[y * n + x];
}
__attribute__((noinline, noclone)) static void matmulLoop(const float *a, const float *b, float *c,
                                                          int n) {
  for (int i = 0; i < n; ++i)
    for (int j = 0; j < n; ++j) {
      float sum = 0;
      for (int k = 0; k < n; ++k)
        sum += a[i * n + k] * b[k * n + j];
      c[i * n + j] = sum;
    }
}

static void line(const char *what, double seconds, double loop, double elements, int target) {
  std::printf("%-22s %7.1f ns/element %7.1f times the loop (at most %d)\n", what,
              seconds / elements * 1e9, seconds / loop, target);
}

int main(int argc, char **argv) {
  const int n = 1 << 20, side = 1024, m = 256;
  float *in, *out, *third;
  xpuMalloc(&in, n * sizeof(float));
  xpuMalloc(&out, n * sizeof(float));
  xpuMalloc(&third, n * sizeof(float));
  for (int i = 0; i < n; ++i)
    in[i] = out[i] = third[i] = float(i % 3);
  auto matmulRun = [&] { xpuLaunch(matmul, dim3(m / 16, m / 16), dim3(16, 16), 0, nullptr, in, third, out, m); };
  if (argc > 1) { // a child of the comparison below
    std::printf("%.9f\n", best(matmulRun, CLOCK_MONOTONIC));
    return 0;
  }
  double t = best([&] { xpuLaunch(empty, n / 256, 256, 0, nullptr, nullptr); });
  std::printf("%-22s %7.1f ns (at most 60)\n", "thread start", t / n * 1e9);
  t = best([&] { xpuLaunch(barriers, 1, 256, 0, nullptr, nullptr, 4000); });
  std::printf("%-22s %7.1f ns (at most 25; a barrier of 256, per thread)\n", "fiber switch",
              t / (256.0 * 4000) * 1e9);
  volatile float sink;
  double loop = best([&] { sink = sumLoop(in, n); });
  t = best([&] { xpuLaunch(reduceOne, n / 256, 256, 0, nullptr, in, out, n); });
  line("reduction, 1 a thread", t, loop, n, 200);
  t = best([&] { xpuLaunch(reduceStride, 32, 256, 0, nullptr, in, out, n); });
  line("reduction, grid-stride", t, loop, n, 12);
  loop = best([&] { transposeLoop(out, in, side); });
  t = best([&] { xpuLaunch(transpose, dim3(side / 32, side / 32), dim3(32, 8), 0, nullptr, out, in, side); });
  line("transpose", t, loop, n, 5);
  loop = best([&] { matmulLoop(in, third, out, m); });
  t = best(matmulRun);
  line("tiled matmul", t, loop, double(m) * m, 4);
  (void)sink;

  double wall[2] = {};
  for (int threads = 1; threads <= 2; ++threads) {
    char command[4096];
    std::snprintf(command, sizeof command, "ASCENDIFY_CPU_THREADS=%d '%s' child", threads, argv[0]);
    if (FILE *child = popen(command, "r")) {
      if (std::fscanf(child, "%lf", &wall[threads - 1]) != 1)
        wall[threads - 1] = 0;
      pclose(child);
    }
  }
  std::printf("%-22s %7.2f times as fast (at least 1.7; wall time)\n", "two OS threads",
              wall[1] > 0 ? wall[0] / wall[1] : 0);
}
