// What the engine reports instead of hanging or going on with wrong values.
// RUN: %cxx %cpu_flags -DASCENDIFY_MAX_BLOCKS=65535 -DASCENDIFY_MAX_THREADS=2048 -DASCENDIFY_MAX_SHARED_BYTES=221184 %s -o %t %cpu_libs
// RUN: %t > %t.out 2>&1
// RUN: %filecheck %s --implicit-check-not=error: --implicit-check-not=warning: < %t.out
#include "xpu/xpu.h"
#include <cstdio>

XPU_GLOBAL void divergentBarrier() {
  if (threadIdx.x < 5)
    xpuSyncThreads(); // here
  else
    xpuSyncThreads(); // there
}
XPU_GLOBAL void barrierInsideBranch() {
  if (threadIdx.x < 5)
    xpuSyncThreads();
  xpuSyncWarp();
}
XPU_GLOBAL void missingLanes(int *out) {
  int v = int(threadIdx.x);
  if (threadIdx.x < 16)
    v = xpuShflDown(v, 8); // some
  else
    v = xpuShflXor(v, 1); // others
  out[threadIdx.x] = v;
}
XPU_GLOBAL void missingLanesAtBarrier(int *out) {
  int v = int(threadIdx.x);
  if (threadIdx.x < 16)
    v = xpuShflDown(v, 8);
  xpuSyncThreads();
  out[threadIdx.x] = v;
}
// Threads that have returned are not waited for (as on CUDA).
XPU_GLOBAL void earlyReturn(int *out) {
  if (threadIdx.x >= 40)
    return;
  int v = xpuReduceAdd(1);
  xpuSyncThreads();
  out[threadIdx.x] = v;
}
XPU_GLOBAL void trap() {
  if (blockIdx.x == 1 && threadIdx.x == 3)
    xpuTrap();
}
XPU_GLOBAL void nothing() {}

static void show(const char *what, xpuError_t e) {
  xpuError_t s = xpuDeviceSynchronize();
  std::printf("%s: %s, %s\n", what, xpuGetErrorName(e), xpuGetErrorName(s));
  std::fflush(stdout);
  xpuDeviceReset();
}

int main() {
  int *out;
  xpuMalloc(&out, 64 * sizeof(int));
  show("A", xpuLaunch(divergentBarrier, 1, 64, 0, nullptr));
  // CHECK: ascendify: error: [barrier-divergent] thread (0,0,0) of block (0,0,0) waits at a barrier ({{.*}}errors.cpp:10), but thread (5,0,0) of block (0,0,0) waits at a barrier ({{.*}}errors.cpp:12)
  // CHECK-NEXT: A: xpuSuccess, xpuErrorLaunchFailure
  show("B", xpuLaunch(barrierInsideBranch, 1, 64, 0, nullptr));
  // CHECK: error: [warp-collective-divergent] thread (5,0,0) {{.*}} waits at a warp barrier {{.*}} but thread (0,0,0) {{.*}} waits at a barrier
  // CHECK-NEXT: B: xpuSuccess, xpuErrorLaunchFailure
  show("C", xpuLaunch(missingLanes, 1, 64, 0, nullptr, out));
  // CHECK: error: [warp-collective-divergent] thread (0,0,0) of block (0,0,0) waits at a warp shuffle ({{.*}}:22), but thread (16,0,0) of block (0,0,0) waits at a warp shuffle ({{.*}}:24)
  // CHECK-NEXT: C: xpuSuccess, xpuErrorLaunchFailure
  show("D", xpuLaunch(missingLanesAtBarrier, 1, 64, 0, nullptr, out));
  // CHECK: error: [warp-collective-divergent] thread (0,0,0) {{.*}} a warp shuffle {{.*}} but thread (16,0,0) {{.*}} waits at a barrier
  // CHECK-NEXT: D: xpuSuccess, xpuErrorLaunchFailure
  show("E", xpuLaunch(trap, 2, 64, 0, nullptr));
  // CHECK: error: [device-trap] thread (3,0,0) of block (1,0,0) trapped
  // CHECK-NEXT: E: xpuSuccess, xpuErrorLaunchFailure

  show("F", xpuLaunch(earlyReturn, 1, 64, 0, nullptr, out));
  // CHECK-NEXT: F: xpuSuccess, xpuSuccess
  std::printf("%d %d %d\n", out[0], out[31], out[39]);
  // CHECK-NEXT: 32 32 8

  show("G", xpuLaunch(nothing, dim3(300, 300), 32, 0, nullptr));
  // CHECK-NEXT: error: [launch-grid-limit] grid of 90000 blocks, the device takes at most 65535
  // CHECK-NEXT: G: xpuErrorInvalidConfiguration, xpuSuccess
  show("H", xpuLaunch(nothing, 1, dim3(64, 64), 0, nullptr));
  // CHECK-NEXT: error: [launch-grid-limit] block of 4096 threads, the device takes at most 2048
  // CHECK-NEXT: H: xpuErrorInvalidConfiguration, xpuSuccess
  show("I", xpuLaunch(nothing, 1, 32, 300000, nullptr));
  // CHECK-NEXT: error: [shared-memory-limit] 300000 bytes of shared memory, the device has 221184
  // CHECK-NEXT: I: xpuErrorInvalidConfiguration, xpuSuccess
  show("J", xpuLaunch(nothing, 0, 32, 0, nullptr));
  // CHECK-NEXT: error: [launch-grid-limit] empty launch
  // CHECK-NEXT: J: xpuErrorInvalidConfiguration, xpuSuccess
  show("K", xpuLaunch(nothing, dim3(255, 257), 2048, 221184, nullptr));
  // CHECK-NEXT: K: xpuSuccess, xpuSuccess
  show("L", xpuMemset(out, 0, 65 * sizeof(int)));
  // CHECK-NEXT: error: [out-of-bounds] memset of 260 bytes at offset 0 of an allocation of 256 bytes
  // CHECK-NEXT: L: xpuErrorInvalidValue, xpuSuccess
  show("M", xpuFree(out + 1));
  // CHECK-NEXT: M: xpuErrorInvalidValue, xpuSuccess
  show("N", xpuFree(out));
  // CHECK-NEXT: N: xpuSuccess, xpuSuccess
  return 0;
}
