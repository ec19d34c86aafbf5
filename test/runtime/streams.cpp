// Streams and events on the CPU: order, what is not waited for, timing.
// RUN: %cxx %cpu_flags %s -o %t %cpu_libs && %t | %filecheck %s
// RUN: env ASCENDIFY_CPU_THREADS=2 %t | %filecheck %s
#include "xpu/xpu.h"
#include <cstdio>

XPU_CONSTANT int factor[2];
XPU_GLOBAL void addTo(int *p, int v) { xpuAtomicAdd(p, v); }
XPU_GLOBAL void scale(int *p) { *p *= factor[1]; }
template <class T> XPU_DEVICE T sharedSum(T v) {
  XPU_SHARED T cell;
  if (threadIdx.x == 0)
    cell = T(0);
  xpuSyncThreads();
  xpuAtomicAdd(&cell, v);
  xpuSyncThreads();
  return cell;
}
XPU_GLOBAL void nullArguments(const int *a, int *b, int *out) { *out = !a + !b; }
XPU_GLOBAL void twoShared(int *i, float *f) {
  int a = sharedSum<int>(1);
  float b = sharedSum<float>(0.5f);
  if (threadIdx.x == 0) {
    i[blockIdx.x] = a;
    f[blockIdx.x] = b;
  }
}

int main() {
  int *p, *h, stack = -1;
  float *f;
  xpuStream_t a, b, free;
  xpuEvent_t e, start, stop, never;
  xpuMalloc(&p, 256);
  xpuMalloc(&f, 256);
  xpuMallocHost(&h, 256);
  xpuStreamCreate(&a);
  xpuStreamCreate(&b);
  xpuStreamCreateWithFlags(&free, xpuStreamNonBlocking);
  xpuEventCreate(&start);
  xpuEventCreate(&stop);
  xpuEventCreate(&never);
  xpuEventCreateWithFlags(&e, xpuEventDisableTiming);

  // Pinned memory is written when the work runs, not before.
  *h = -7;
  xpuMemset(p, 0, 4);
  xpuEventRecord(start, a);
  xpuLaunch(addTo, 3, 32, 0, a, p, 1);
  xpuEventRecord(stop, a);
  xpuMemcpyAsync(h, p, 4, xpuMemcpyDeviceToHost, a);
  std::printf("early %d %s\n", *h, xpuGetErrorName(xpuEventQuery(never)));
  float ms = -1;
  std::printf("%s\n", xpuGetErrorName(xpuEventElapsedTime(&ms, start, stop)));
  xpuStreamSynchronize(a);
  std::printf("late %d %s\n", *h, xpuGetErrorName(xpuEventElapsedTime(&ms, start, stop)));
  std::printf("time %s\n", ms >= 0 && ms < 1000 ? "ok" : "wrong");
  // CHECK: early -7 xpuSuccess
  // CHECK-NEXT: xpuErrorNotReady
  // CHECK-NEXT: late 96 xpuSuccess
  // CHECK-NEXT: time ok

  // b waits for the event of a; the null stream waits for both, a copy from the stack is taken at once.
  int source = 5;
  xpuMemcpyAsync(p, &source, 4, xpuMemcpyHostToDevice, a);
  source = 1000;
  xpuEventRecord(e, a);
  xpuStreamWaitEvent(b, e);
  xpuLaunch(addTo, 1, 1, 0, b, p, 2);
  xpuMemcpy(&stack, p, 4, xpuMemcpyDeviceToHost);
  std::printf("ordered %d\n", stack);
  // CHECK-NEXT: ordered 7

  // A non-blocking stream is not waited for by the null stream.
  xpuLaunch(addTo, 1, 1, 0, free, p, 1);
  xpuMemcpy(&stack, p, 4, xpuMemcpyDeviceToHost);
  std::printf("not waited %d", stack);
  xpuDeviceSynchronize();
  xpuMemcpy(&stack, p, 4, xpuMemcpyDeviceToHost);
  std::printf(", waited %d\n", stack);
  // CHECK-NEXT: not waited 7, waited 8

  int values[2] = {1, 3};
  xpuMemcpyToSymbol(factor, values, sizeof values);
  xpuLaunch(scale, 1, 1, 0, nullptr, p);
  xpuMemcpy(&stack, p, 4, xpuMemcpyDeviceToHost);
  std::printf("constant %d %s\n", stack, xpuGetErrorName(xpuMemcpyToSymbol(factor, values, 12)));
  // CHECK-NEXT: constant 24 xpuErrorInvalidValue

  // NULL and 0 are null pointers, as in a launch with chevrons.
  xpuLaunch(nullArguments, 1, 1, 0, nullptr, NULL, 0, p);
  xpuMemcpy(&stack, p, 4, xpuMemcpyDeviceToHost);
  std::printf("null %d\n", stack);
  // CHECK-NEXT: null 2

  xpuLaunch(twoShared, 5, 70, 0, nullptr, p, f);
  xpuDeviceSynchronize();
  std::printf("shared %d %d %g %g\n", p[0], p[4], double(f[0]), double(f[4]));
  // CHECK-NEXT: shared 70 70 35 35

  std::printf("%s", xpuGetErrorName(xpuStreamDestroy(a)));
  std::printf(" %s\n", xpuGetErrorName(xpuStreamSynchronize(a)));
  // CHECK-NEXT: xpuSuccess xpuErrorInvalidResourceHandle
}
