// Groups of a block and of a warp: ranks, barriers, shuffles through tiles.
//% prints: groups: PASS
#include <cooperative_groups.h>
#include <cstdio>
#include <cuda_runtime.h>

namespace cg = cooperative_groups;

__device__ int sumOfTile(cg::thread_block_tile<32> tile, int value) {
  for (int d = tile.size() / 2; d > 0; d /= 2)
    value += tile.shfl_down(value, d);
  return value;
}

__global__ void sum(const int *in, int *out) {
  __shared__ int parts[32];
  cg::thread_block block = cg::this_thread_block();
  cg::thread_block_tile<32> tile = cg::tiled_partition<32>(block);
  int part = sumOfTile(tile, in[block.thread_rank()]);
  if (tile.thread_rank() == 0)
    parts[block.thread_rank() / 32] = part;
  block.sync();
  if (block.thread_rank() == 0) {
    int total = 0;
    for (unsigned w = 0; w < block.size() / 32; ++w)
      total += parts[w];
    *out = total;
  }
}

int main() {
  int host[256], expected = 0, result = 0, *in, *out;
  for (int i = 0; i < 256; ++i)
    expected += host[i] = i % 23;
  cudaMalloc(&in, sizeof(host));
  cudaMalloc(&out, sizeof(int));
  cudaMemcpy(in, host, sizeof(host), cudaMemcpyHostToDevice);
  sum<<<1, 256>>>(in, out);
  cudaMemcpy(&result, out, sizeof(int), cudaMemcpyDeviceToHost);
  cudaFree(in);
  cudaFree(out);
  printf("groups: %s\n", result == expected ? "PASS" : "FAIL");
  return result == expected ? 0 : 1;
}
