// ACL calls fail where the device's runtime refuses them, and where CUDA would not.
// RUN: %cxx %native_flags %s %native_runtime -o %t %cpu_libs && %t 2>&1 | %filecheck %s
#include "acl/acl.h"
#include "simt_api/asc_simt.h"
#include <cstdio>
#define SHOW(call) (std::printf("%d\n", int(call)), std::fflush(stdout))
__global__ void some(int *out) {
  int v = int(threadIdx.x);
  if (threadIdx.x >= 16)
    v = asc_shfl_xor(v, 1); // the active set: these 16 lanes
  asc_syncthreads();
  out[threadIdx.x] = v;
}
__global__ void bad() {
  if (threadIdx.x)
    asc_syncthreads();
  else
    asc_syncthreads();
}
int main() {
  void *p = nullptr, *q = nullptr;
  char c[64];
  SHOW(aclrtMalloc(&p, 8, ACL_MEM_MALLOC_HUGE_FIRST));
  // CHECK: [acl] aclrtMalloc before aclInit
  // CHECK-NEXT: {{^}}100001
  SHOW(aclInit(nullptr));
  // CHECK-NEXT: {{^0}}
  SHOW(aclrtMalloc(&p, 8, ACL_MEM_MALLOC_HUGE_FIRST));
  // CHECK-NEXT: aclrtMalloc before aclrtSetDevice in this thread
  // CHECK-NEXT: {{^}}107002
  SHOW(aclrtSetDevice(0));
  // CHECK-NEXT: {{^0}}
  SHOW(aclrtMalloc(&p, 0, ACL_MEM_MALLOC_HUGE_FIRST));
  // CHECK-NEXT: aclrtMalloc of 0 bytes
  // CHECK-NEXT: {{^}}100000
  SHOW(aclrtMalloc(&p, 256, ACL_MEM_MALLOC_HUGE_FIRST));
  // CHECK-NEXT: {{^0}}
  SHOW(aclrtFree(nullptr));
  // CHECK-NEXT: aclrtFree with a null pointer
  // CHECK-NEXT: {{^}}100000
  SHOW(aclrtMemcpy(p, 32, c, 64, ACL_MEMCPY_HOST_TO_DEVICE));
  // CHECK-NEXT: aclrtMemcpy of 64 bytes into a destination of 32
  // CHECK-NEXT: {{^}}100000
  SHOW(aclrtMemcpyAsync(c, 8, c + 8, 8, ACL_MEMCPY_HOST_TO_HOST, nullptr));
  // CHECK-NEXT: from host to host
  // CHECK-NEXT: {{^}}207000
  ascendify_cpu::launch(some, 1, 32, 0, nullptr, static_cast<int *>(p));
  SHOW(aclrtSynchronizeDevice());
  // CHECK-NEXT: warning: [warp-collective-divergent] {{.*}} only 16 of 32 take part
  // CHECK-NEXT: {{^0}}
  std::printf("%d %d\n", static_cast<int *>(p)[0], static_cast<int *>(p)[16]);
  // CHECK-NEXT: 0 17
  ascendify_cpu::launch(bad, 1, 32, 0, nullptr);
  SHOW(aclrtSynchronizeDevice());
  // CHECK-NEXT: error: [barrier-divergent]
  // CHECK-NEXT: {{^}}507035
  SHOW(aclrtGetLastError(ACL_RT_THREAD_LEVEL));
  // CHECK-NEXT: {{^}}507035
  SHOW(aclrtMallocHost(&q, 8));
  // CHECK-NEXT: {{^0}}
  SHOW(aclrtFree(q));
  // CHECK-NEXT: aclrtFree: invalid argument
  // CHECK-NEXT: {{^}}107000
}
