// The warp-shuffle reduction with atomics and dynamic shared memory, in plain
// portable style. The last block has fewer elements than threads.
// RUN: %cxx %cpu_flags %s -o %t %cpu_libs && %t | %filecheck %s
// CHECK: reduction: 499500 PASS
#include "xpu/xpu.h"
#include <cstdio>
#include <vector>

XPU_DEVICE inline int warpSum(int v) {
  for (int offset = 16; offset > 0; offset /= 2)
    v += xpuShflDown(v, offset);
  return v;
}

XPU_GLOBAL void reduce(const int *in, int *total, int n) {
  XPU_DYNAMIC_SHARED(int, partial);
  int i = int(blockIdx.x * blockDim.x + threadIdx.x);
  int v = i < n ? in[i] : 0;
  v = warpSum(v);
  unsigned lane = threadIdx.x % 32, warp = threadIdx.x / 32;
  if (lane == 0)
    partial[warp] = v;
  xpuSyncThreads();
  if (warp == 0) {
    v = lane < blockDim.x / 32 ? partial[lane] : 0;
    v = warpSum(v);
    if (lane == 0)
      xpuAtomicAdd(total, v);
  }
}

int main() {
  const int n = 1000, threads = 128;
  std::vector<int> in(n);
  for (int i = 0; i < n; ++i)
    in[i] = i;
  int *din, *dtotal, total = -1;
  xpuMalloc(&din, n * sizeof(int));
  xpuMalloc(&dtotal, sizeof(int));
  xpuMemcpy(din, in.data(), n * sizeof(int), xpuMemcpyHostToDevice);
  xpuMemset(dtotal, 0, sizeof(int));
  xpuLaunch(reduce, (n + threads - 1) / threads, threads, threads / 32 * sizeof(int), nullptr, din,
            dtotal, n);
  xpuMemcpy(&total, dtotal, sizeof(int), xpuMemcpyDeviceToHost);
  xpuFree(din);
  xpuFree(dtotal);
  std::printf("reduction: %d %s\n", total, total == n * (n - 1) / 2 ? "PASS" : "FAIL");
  return total != n * (n - 1) / 2;
}
