// A reduction in native style as the lowering step leaves it: warp shuffles, static and dynamic
// unified-buffer memory, atomics, a template kernel, a struct argument, a lambda kernel.
// RUN: %cxx %native_flags %s %native_runtime -o %t %cpu_libs && %t 2>&1 | %filecheck %s --implicit-check-not=error:
// CHECK: before 0
// CHECK-NEXT: after 499500
// CHECK-NEXT: lambda 7 7
// CHECK-NEXT: event yes
// CHECK-NEXT: PASS
#include "acl/acl.h"
#include "simt_api/asc_simt.h"
#include <cstdio>
#include <vector>

struct Gain {
  int k;
  __aicore__ int operator()(int v) const { return v * k; }
};

template <class F> __global__ __launch_bounds__(256) void reduce(const int *in, __gm__ int *total, int n, F f) {
  ASCENDIFY_CPU_SHARED int count[1];
  int *partial = ascendify_cpu::dynamic_shared<int>();
  int i = int(blockIdx.x * blockDim.x + threadIdx.x);
  int v = i < n ? f(in[i]) : 0;
  for (int offset = 16; offset > 0; offset /= 2)
    v += asc_shfl_down(v, uint32_t(offset));
  if (threadIdx.x == 0)
    count[0] = int(blockDim.x) / warpSize;
  if (laneid() == 0)
    partial[threadIdx.x / 32] = v;
  asc_syncthreads();
  if (threadIdx.x < 32) {
    v = asc_reduce_add(int(threadIdx.x) < count[0] ? partial[threadIdx.x] : 0);
    if (threadIdx.x == 0)
      asc_atomic_add(total, v);
  }
}
template <class T> __global__ void fill(T *p, T v) { p[threadIdx.x] = v; }

int main() {
  const int n = 1000;
  std::vector<int> in(n);
  for (int i = 0; i < n; ++i)
    in[i] = i;
  int *a = nullptr, *total = nullptr, host = -1, two[2] = {};
  aclrtStream s = nullptr;
  aclrtEvent start, stop;
  aclInit(nullptr);
  aclrtSetDevice(0);
  aclrtCreateStream(&s);
  aclrtCreateEvent(&start);
  aclrtCreateEvent(&stop);
  aclrtMalloc((void **)&a, n * sizeof(int), ACL_MEM_MALLOC_HUGE_FIRST);
  aclrtMalloc((void **)&total, sizeof(int), ACL_MEM_MALLOC_HUGE_FIRST);
  aclrtMemcpy(a, n * sizeof(int), in.data(), n * sizeof(int), ACL_MEMCPY_HOST_TO_DEVICE);
  aclrtMemset(total, sizeof(int), 0, sizeof(int));
  aclrtRecordEvent(start, s);
  ascendify_cpu::launch(reduce<Gain>, (n + 127) / 128, 128, 4 * sizeof(int), s, a, total, n, Gain{1});
  aclrtRecordEvent(stop, s);
  // The copy does not wait for the kernel: that it is forgotten shows.
  aclrtMemcpy(&host, sizeof host, total, sizeof host, ACL_MEMCPY_DEVICE_TO_HOST);
  std::printf("before %d\n", host);
  aclrtSynchronizeStream(s);
  aclrtMemcpy(&host, sizeof host, total, sizeof host, ACL_MEMCPY_DEVICE_TO_HOST);
  std::printf("after %d\n", host);
  ascendify_cpu::launch([](auto... x) { fill(x...); }, 1, 2, 0, nullptr, a, 7);
  aclrtSynchronizeStream(nullptr);
  aclrtMemcpy(two, sizeof two, a, sizeof two, ACL_MEMCPY_DEVICE_TO_HOST);
  std::printf("lambda %d %d\n", two[0], two[1]);
  float ms = -1;
  std::printf("event %s\n", aclrtEventElapsedTime(&ms, start, stop) == ACL_SUCCESS && ms >= 0 ? "yes" : "no");
  aclrtFree(a);
  aclrtFree(total);
  aclrtDestroyEvent(start);
  aclrtDestroyEvent(stop);
  aclrtDestroyStream(s);
  aclrtResetDevice(0);
  std::printf("%s\n", aclFinalize() == ACL_SUCCESS && host == n * (n - 1) / 2 ? "PASS" : "FAIL");
}
