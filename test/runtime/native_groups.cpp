// Cooperative groups: blocks, tiles, coalesced groups and their partitions.
// RUN: %cxx %native_flags %s %native_runtime -o %t %cpu_libs && %t 2>&1 | %filecheck %s --implicit-check-not=error: --implicit-check-not=warning:
#include "acl/acl.h"
#include "simt_api/cooperative_groups.h"
#include <cstdio>
namespace cg = cooperative_groups;

__global__ void tiles(int *out) {
  cg::thread_block block = cg::this_thread_block();
  cg::thread_block_tile<8> tile = cg::tiled_partition<8>(block);
  int v = int(block.thread_rank());
  for (int o = 4; o; o /= 2)
    v += tile.shfl_down(v, unsigned(o));
  block.sync();
  out[block.thread_rank()] = tile.shfl(v, 0);
  int odd = int(tile.ballot(tile.thread_rank() % 2));
  if (block.thread_rank() == 13)
    out[0] = odd + 1000 * int(tile.meta_group_rank()) + 10000 * int(tile.meta_group_size());
}
__global__ void coalesced(int *out) {
  if (threadIdx.x % 3 == 0) {
    cg::coalesced_group g = cg::coalesced_threads();
    int last = g.shfl(int(threadIdx.x), int(g.size()) - 1);
    cg::coalesced_group half = cg::binary_partition(g, threadIdx.x < 15);
    cg::coalesced_group pairs = cg::tiled_partition(g, 2);
    if (threadIdx.x == 18)
      out[0] = last + 100 * int(g.thread_rank()) + 10000 * int(half.size()) + 1000000 * int(pairs.meta_group_rank());
    if (g.thread_rank() == 0)
      out[1] = int(g.size());
  }
}
// The group of a whole block, of a tile that is known at run time only.
__global__ void runTime(int *out) {
  cg::thread_group g = cg::tiled_partition(cg::this_thread_block(), 4);
  g.sync();
  out[threadIdx.x] = int(g.thread_rank()) + 10 * int(g.size());
}

int main() {
  int *p = nullptr, host[64] = {};
  aclInit(nullptr);
  aclrtSetDevice(0);
  aclrtMalloc((void **)&p, sizeof host, ACL_MEM_MALLOC_HUGE_FIRST);
  auto show = [&](const char *what, int a, int b) {
    aclrtSynchronizeDevice();
    aclrtMemcpy(host, sizeof host, p, sizeof host, ACL_MEMCPY_DEVICE_TO_HOST);
    std::printf("%s %d %d\n", what, host[a], host[b]);
  };
  ascendify_cpu::launch(tiles, 1, 64, 0, nullptr, p);
  show("tiles", 0, 63); // CHECK: tiles 81170 476
  ascendify_cpu::launch(coalesced, 1, 32, 0, nullptr, p);
  show("coalesced", 0, 1); // CHECK: coalesced 3060630 11
  ascendify_cpu::launch(runTime, 1, 64, 0, nullptr, p);
  show("run time", 5, 63); // CHECK: run time 41 43
}
