// Four streams with pinned memory, asynchronous copies and a kernel each.
//% prints: streams: PASS
#include <cstdio>
#include <cuda_runtime.h>

__global__ void scale(float *data, float by, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < n)
    data[i] *= by;
}

int main() {
  const int count = 4, n = 5000;
  cudaStream_t streams[count];
  float *host[count], *device[count];
  for (int s = 0; s < count; ++s) {
    cudaStreamCreate(&streams[s]);
    cudaMallocHost((void **)&host[s], n * sizeof(float));
    cudaMalloc((void **)&device[s], n * sizeof(float));
    for (int i = 0; i < n; ++i)
      host[s][i] = float(i % 100);
  }
  for (int s = 0; s < count; ++s) {
    cudaMemcpyAsync(device[s], host[s], n * sizeof(float), cudaMemcpyHostToDevice, streams[s]);
    scale<<<(n + 255) / 256, 256, 0, streams[s]>>>(device[s], float(s + 1), n);
    cudaMemcpyAsync(host[s], device[s], n * sizeof(float), cudaMemcpyDeviceToHost, streams[s]);
  }
  for (int s = 0; s < count; ++s)
    cudaStreamSynchronize(streams[s]);
  bool ok = true;
  for (int s = 0; s < count; ++s) {
    for (int i = 0; i < n; ++i)
      ok = ok && host[s][i] == float(i % 100) * float(s + 1);
    cudaFreeHost(host[s]);
    cudaFree(device[s]);
    cudaStreamDestroy(streams[s]);
  }
  printf("streams: %s\n", ok ? "PASS" : "FAIL");
  return ok ? 0 : 1;
}
