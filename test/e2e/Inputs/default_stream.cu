// The default stream and one that waits for it without being told: CUDA orders them, AscendCL does not, and nothing is put in yet.
//% prints: default stream: PASS
//% native wrong: default stream: FAIL
#include <cstdio>
#include <cuda_runtime.h>

__global__ void fill(int *p) { p[threadIdx.x] = threadIdx.x; }

int main() {
  int *host, *device;
  cudaMallocHost((void **)&host, 64 * sizeof(int));
  cudaMalloc((void **)&device, 64 * sizeof(int));
  cudaStream_t stream;
  cudaStreamCreate(&stream);
  fill<<<1, 64>>>(device);
  cudaMemcpyAsync(host, device, 64 * sizeof(int), cudaMemcpyDeviceToHost, stream);
  cudaStreamSynchronize(stream);
  bool ok = true;
  for (int i = 0; i < 64; ++i)
    ok = ok && host[i] == i;
  cudaStreamDestroy(stream);
  cudaFreeHost(host);
  cudaFree(device);
  printf("default stream: %s\n", ok ? "PASS" : "FAIL");
  return ok ? 0 : 1;
}
