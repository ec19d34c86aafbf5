// Host functions in stream order.
//% prints: callbacks: PASS
//% portable left: cudaLaunchHostFunc
#include <cstdio>
#include <cuda_runtime.h>

struct Step {
  int *values;
  int count;
};

static void CUDART_CB collect(void *data) {
  Step *step = static_cast<Step *>(data);
  int sum = 0;
  for (int i = 0; i < 32; ++i)
    sum += step->values[i];
  step->values[0] = sum;
  ++step->count;
}

__global__ void iota(int *p) { p[threadIdx.x] = threadIdx.x; }

int main() {
  int *host, *device;
  cudaMallocHost((void **)&host, 32 * sizeof(int));
  cudaMalloc((void **)&device, 32 * sizeof(int));
  cudaStream_t stream;
  cudaStreamCreate(&stream);
  Step step = {host, 0};
  iota<<<1, 32, 0, stream>>>(device);
  cudaMemcpyAsync(host, device, 32 * sizeof(int), cudaMemcpyDeviceToHost, stream);
  cudaLaunchHostFunc(stream, collect, &step);
  cudaStreamSynchronize(stream);
  bool ok = host[0] == 31 * 32 / 2 && step.count == 1;
  cudaStreamDestroy(stream);
  cudaFreeHost(host);
  cudaFree(device);
  printf("callbacks: %s\n", ok ? "PASS" : "FAIL");
  return ok ? 0 : 1;
}
