// Launches by cudaLaunchKernel, through a function pointer and from a table of kernels.
//% prints: launches: PASS
//% native not run: through a pointer without its type
#include <cstdio>
#include <cuda_runtime.h>

__global__ void add(int *p, int v) { p[blockIdx.x * blockDim.x + threadIdx.x] += v; }
__global__ void multiply(int *p, int v) { p[blockIdx.x * blockDim.x + threadIdx.x] *= v; }

typedef void (*Operation)(int *, int);

static void apply(Operation op, int *p, int v) { op<<<2, 32>>>(p, v); }

int main() {
  int host[64], *device;
  cudaMalloc(&device, sizeof(host));
  cudaMemset(device, 0, sizeof(host));

  int five = 5;
  void *arguments[] = {&device, &five};
  cudaLaunchKernel((const void *)add, dim3(2), dim3(32), arguments, 0, 0);
  apply(multiply, device, 3);
  Operation table[] = {add, multiply};
  for (Operation op : table)
    op<<<2, 32>>>(device, 2);

  cudaMemcpy(host, device, sizeof(host), cudaMemcpyDeviceToHost);
  cudaFree(device);
  bool ok = true;
  for (int v : host)
    ok = ok && v == (5 * 3 + 2) * 2;
  printf("launches: %s\n", ok ? "PASS" : "FAIL");
  return ok ? 0 : 1;
}
