// Events: times, an order between two streams, queries.
//% prints: events: PASS
//% long
#include <cstdio>
#include <cuda_runtime.h>

__global__ void fill(int *data, int value, int n) {
  for (int i = blockIdx.x * blockDim.x + threadIdx.x; i < n; i += gridDim.x * blockDim.x)
    data[i] = value;
}

__global__ void increment(int *data, int n) {
  for (int i = blockIdx.x * blockDim.x + threadIdx.x; i < n; i += gridDim.x * blockDim.x)
    data[i] += 1;
}

int main() {
  const int n = 4096;
  int *data;
  cudaMalloc(&data, n * sizeof(int));
  cudaStream_t first, second;
  cudaStreamCreateWithFlags(&first, cudaStreamNonBlocking);
  cudaStreamCreateWithFlags(&second, cudaStreamNonBlocking);
  cudaEvent_t start, stop, filled;
  cudaEventCreate(&start);
  cudaEventCreate(&stop);
  cudaEventCreateWithFlags(&filled, cudaEventDisableTiming);

  cudaEventRecord(start, first);
  fill<<<8, 128, 0, first>>>(data, 41, n);
  cudaEventRecord(filled, first);
  cudaStreamWaitEvent(second, filled, 0);
  increment<<<8, 128, 0, second>>>(data, n);
  cudaStreamSynchronize(second);
  cudaEventRecord(stop, first);
  cudaEventSynchronize(stop);

  float milliseconds = -1;
  cudaEventElapsedTime(&milliseconds, start, stop);
  bool ok = milliseconds >= 0 && cudaEventQuery(stop) == cudaSuccess && cudaStreamQuery(first) == cudaSuccess;
  int host[n];
  cudaMemcpy(host, data, sizeof(host), cudaMemcpyDeviceToHost);
  for (int value : host)
    ok = ok && value == 42;
  cudaEventDestroy(start);
  cudaEventDestroy(stop);
  cudaEventDestroy(filled);
  cudaStreamDestroy(first);
  cudaStreamDestroy(second);
  cudaFree(data);
  printf("events: %s\n", ok ? "PASS" : "FAIL");
  return ok ? 0 : 1;
}
