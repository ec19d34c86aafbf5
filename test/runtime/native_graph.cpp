// Captured work runs as often as it is asked for; contexts, symbols, words, launches with an array of arguments.
// RUN: %cxx %native_flags %s %native_runtime -o %t %cpu_libs && %t 2>&1 | %filecheck %s --implicit-check-not=error:
#include "acl/acl.h"
#include "simt_api/asc_simt.h"
#include <cstdio>
int factor = 1;
__global__ void add(int *p, int v) { p[threadIdx.x] += v * factor; }
int main() {
  int *p = nullptr, host[4] = {}, two = 2, three = 3;
  aclrtContext context = nullptr, now = nullptr;
  aclrtStream s = nullptr;
  aclmdlRI graph = nullptr;
  aclInit(nullptr);
  aclrtCreateContext(&context, 0);
  aclrtGetCurrentContext(&now);
  aclrtCreateStream(&s);
  aclrtMalloc((void **)&p, 256, ACL_MEM_MALLOC_HUGE_FIRST);
  aclrtMemsetD32(p, 256, 7, 4);
  aclmdlRICaptureBegin(s, ACL_MODEL_RI_CAPTURE_MODE_GLOBAL);
  aclmdlRICaptureStatus status;
  aclmdlRICaptureGetInfo(s, &status, nullptr);
  ascendify_cpu::launch(add, 1, 4, 0, s, p, 1);
  ascendify_cpu::launch(add, 1, 2, 0, s, p, 10);
  aclmdlRICaptureEnd(s, &graph);
  aclrtSynchronizeStream(s);
  aclrtMemcpy(host, 16, p, 16, ACL_MEMCPY_DEVICE_TO_HOST);
  std::printf("captured %d %d, context %d, status %d\n", host[0], host[3], now == context, int(status));
  // CHECK: captured 7 7, context 1, status 1
  aclmdlRIExecuteAsync(graph, s);
  aclmdlRIExecuteAsync(graph, s);
  aclrtSynchronizeStream(s);
  aclrtMemcpy(host, 16, p, 16, ACL_MEMCPY_DEVICE_TO_HOST);
  std::printf("twice %d %d\n", host[0], host[3]);
  // CHECK-NEXT: twice 29 9
  aclmdlRIDestroy(graph);
  aclrtMemcpyToSymbolAsync(&factor, &three, 4, 0, ACL_MEMCPY_HOST_TO_DEVICE, s);
  void *arguments[] = {&p, &two};
  int e = ascendify_cpu::launchArray(add, 1, 4, 0, s, nullptr, arguments);
  aclrtSynchronizeStream(s);
  aclrtMemcpy(host, 16, p, 16, ACL_MEMCPY_DEVICE_TO_HOST);
  void *base = nullptr;
  size_t size = 0;
  aclrtMemGetAddressRange(p + 3, &base, &size);
  std::printf("array %d %d, base %d %zu\n", e, host[3], base == p, size);
  // CHECK-NEXT: array 0 15, base 1 256
}
