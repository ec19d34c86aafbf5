// The helper headers of native output, against the generated declarations. What the CPU execution does not have
// (mstx, HCCL) is played here.
// RUN: %cxx -std=c++17 -O2 -Wall -Wextra -Werror -Wno-unknown-pragmas -Wno-unused-parameter -Wno-comment -pthread \
// RUN:   -DASCENDIFY_MAX_THREADS=2048 -DASCENDIFY_MAX_BLOCKS=65535 -DASCENDIFY_MAX_SHARED_BYTES=221184 \
// RUN:   -DASCENDIFY_DEVICE_MEMORY_BYTES=1073741824 '-DASCENDIFY_SOC_NAME="Ascend950PR"' \
// RUN:   -include %share/runtime/native/ascendify_cpu.h -I%share/runtime/native -I%share/runtime/helpers -I%share/decl/cann \
// RUN:   %s %share/runtime/native/acl_runtime.cpp -o %t %cpu_libs
// RUN: %t 2>&1 | %filecheck %s --match-full-lines --implicit-check-not={{.+}}
#include "collectives.h"
#include "contexts.h"
#include "device.h"
#include "errors.h"
#include "launch.h"
#include "memory.h"
#include "queries.h"
#include "ranges.h"
#include <cstdio>
#include <cstring>
#include <thread>

extern "C" {
mstxRangeId mstxRangeStartA(const char *message, aclrtStream stream) {
  static mstxRangeId last = 40;
  std::printf("start %s %llu%s\n", message, (unsigned long long)++last, stream ? " in a stream" : "");
  return last;
}
void mstxRangeEnd(mstxRangeId id) { std::printf("end %llu\n", (unsigned long long)id); }
static uint32_t myRank;
HcclResult HcclGetRankId(HcclComm, uint32_t *rank) {
  *rank = myRank;
  return HCCL_SUCCESS;
}
HcclResult HcclBroadcast(void *buffer, uint64_t count, HcclDataType type, uint32_t root, HcclComm, aclrtStream stream) {
  aclrtSynchronizeStream(stream); // the copy in front of it
  std::printf("broadcast %d %d from %u: %.3s\n", int(count), int(type), root, static_cast<char *>(buffer));
  return HCCL_SUCCESS;
}
}

__global__ void fill(double *out, double value, int n) {
  if (int(threadIdx.x) < n)
    out[threadIdx.x] = value + blockIdx.x;
}

int main() {
  std::setvbuf(stdout, nullptr, _IONBF, 0); // in step with the messages of the engine
  aclInit(nullptr);
  aclrtSetDevice(0);

  ascendify::DeviceProperties p;
  std::printf("%d %d\n", ascendify::deviceProperties(&p, 0), ascendify::deviceProperties(nullptr, 0));
  // CHECK: {{.*}}aclrtGetDeviceInfo: attribute 302 is not known here (207000)
  // CHECK-NEXT: 0 100000
  std::printf("%s %zu %zu %zu %zu\n", p.name, p.totalGlobalMem, p.sharedMemPerBlock, p.sharedMemPerBlockOptin,
              p.sharedMemPerMultiprocessor);
  // CHECK-NEXT: Ascend950PR 1073741824 221184 221184 221184
  std::printf("%d %d %d %d %d %d %d\n", p.warpSize, p.maxThreadsPerBlock, p.maxThreadsDim[0], p.maxThreadsDim[2],
              p.maxGridSize[1], p.multiProcessorCount > 0, p.maxThreadsPerMultiProcessor);
  // CHECK-NEXT: 32 2048 2048 2048 65535 1 2048
  // The engine knows of no cache and says so; that is no error of the program.
  std::printf("%d %d\n", p.l2CacheSize, aclrtPeekAtLastError(ACL_RT_THREAD_LEVEL));
  // CHECK-NEXT: 0 0
  std::printf("%d\n", ascendify::deviceProperties(&p, 7) == ACL_SUCCESS);
  // CHECK-NEXT: {{.*}}aclrtGetDeviceInfo: invalid argument (100000)
  // CHECK-NEXT: 0
  aclrtGetLastError(ACL_RT_THREAD_LEVEL);

  int blocks = -1;
  ascendify::activeBlocks(&blocks, fill, 2048, 1024);
  std::printf("%d", blocks);
  ascendify::activeBlocks(&blocks, fill, 2049, 0);
  std::printf(" %d", blocks);
  ascendify::activeBlocks(&blocks, fill, 32, 400000);
  std::printf(" %d", blocks);
  std::printf(" %d\n", ascendify::activeBlocks(&blocks, fill, 0, 0));
  // CHECK-NEXT: 1 0 0 100000

  double *rows = nullptr;
  size_t pitch = 0;
  std::printf("%d ", ascendify::mallocPitch(&rows, &pitch, 100, 3));
  std::printf("%zu\n", pitch);
  // CHECK-NEXT: 0 128
  std::printf("%d %d\n", ascendify::freeDevice(rows), ascendify::freeDevice(nullptr));
  // CHECK-NEXT: 0 0

  double *out = nullptr, host[4] = {};
  aclrtMalloc(reinterpret_cast<void **>(&out), sizeof(host), ACL_MEM_MALLOC_HUGE_FIRST);
  ascendify::LaunchConfig config = {};
  config.gridDim = dim3(1);
  config.blockDim = dim3(32);
  // An int for a double, a short for an int: converted as a call would.
  short four = 4;
  std::printf("%d", ascendify::launchKernel(&config, fill, out, 7, four));
  std::printf(" %d\n", aclrtSynchronizeStream(config.stream));
  aclrtMemcpy(host, sizeof(host), out, sizeof(host), ACL_MEMCPY_DEVICE_TO_HOST);
  std::printf("%g %g\n", host[0], host[3]);
  // CHECK-NEXT: 0 0
  // CHECK-NEXT: 7 7

  std::printf("%d\n", ascendify::rangePush("outer"));
  std::printf("%d\n", ascendify::rangePush("inner"));
  std::thread([] { std::printf("other %d\n", ascendify::rangePop()); }).join();
  std::printf("%d\n", ascendify::rangePop());
  std::printf("%d\n", ascendify::rangePop());
  std::printf("%d\n", ascendify::rangePop());
  // CHECK-NEXT: start outer 41
  // CHECK-NEXT: 0
  // CHECK-NEXT: start inner 42
  // CHECK-NEXT: 1
  // CHECK-NEXT: other -1
  // CHECK-NEXT: end 42
  // CHECK-NEXT: 1
  // CHECK-NEXT: end 41
  // CHECK-NEXT: 0
  // CHECK-NEXT: -1

  char a, b;
  auto current = [] {
    aclrtContext now = nullptr;
    return aclrtGetCurrentContext(&now) ? nullptr : now;
  };
  const aclrtContext first = current();
  aclrtContext popped = nullptr;
  std::printf("%d", ascendify::contextPush(&a));
  std::printf(" %d", ascendify::contextPush(&b));
  std::printf(" %d", ascendify::contextPop(&popped));
  std::printf(" %d", popped == &b && current() == &a);
  std::printf(" %d", ascendify::contextPop(nullptr));
  std::printf(" %d", current() == first);
  std::printf(" %d", ascendify::contextPop(&popped));
  std::printf(" %d\n", popped == first && current() == first); // the last one stays
  // CHECK-NEXT: 0 0 0 1 0 1 0 1

  char send[4] = "new", receive[4] = "old";
  void *device = nullptr, *from = nullptr;
  aclrtMalloc(&device, 4, ACL_MEM_MALLOC_HUGE_FIRST);
  aclrtMalloc(&from, 4, ACL_MEM_MALLOC_HUGE_FIRST);
  aclrtStream stream = nullptr;
  aclrtCreateStream(&stream);
  for (uint32_t rank : {0u, 1u}) {
    myRank = rank;
    aclrtMemcpy(from, 4, send, 4, ACL_MEMCPY_HOST_TO_DEVICE);
    aclrtMemcpy(device, 4, receive, 4, ACL_MEMCPY_HOST_TO_DEVICE);
    std::printf("%d\n", ascendify::broadcast(from, device, 2, HCCL_DATA_TYPE_FP16, 1, nullptr, stream));
    aclrtSynchronizeStream(stream);
    aclrtMemcpy(receive, 4, device, 4, ACL_MEMCPY_DEVICE_TO_HOST);
    std::printf("%s\n", receive);
  }
  myRank = 1;
  std::printf("%d\n", ascendify::broadcast(from, device, 2, HCCL_DATA_TYPE_RESERVED, 1, nullptr, stream) == HCCL_SUCCESS);
  // CHECK-NEXT: broadcast 2 3 from 1: old
  // CHECK-NEXT: 0
  // CHECK-NEXT: old
  // CHECK-NEXT: broadcast 2 3 from 1: new
  // CHECK-NEXT: 0
  // CHECK-NEXT: new
  // CHECK-NEXT: 0

  std::printf("%s %s %s\n", ascendify::errorName(0), ascendify::errorName(507908), ascendify::errorName(-1));
  // CHECK-NEXT: ACL_SUCCESS ACL_ERROR_SNAPSHOT_BACKUP_FAILED unknown AscendCL error
  std::printf("%s\n", ascendify::errorString(ACL_ERROR_RT_DEVICE_OOM));
  // CHECK-NEXT: ACL_ERROR_RT_DEVICE_OOM (207018){{.*}}
  std::printf("%d\n", ascendify::streamQuery(stream));
  // CHECK-NEXT: 0
  std::fflush(stdout);
}
