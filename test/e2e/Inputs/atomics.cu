// Every usual atomic in global and shared memory; a lock-free maximum of floats by compare-and-swap.
//% prints: atomics: PASS
#include <cstdio>
#include <cuda_runtime.h>

__device__ float atomicMaxFloat(float *address, float value) {
  int *as_int = (int *)address;
  int old = *as_int, assumed;
  do {
    assumed = old;
    if (__int_as_float(assumed) >= value)
      break;
    old = atomicCAS(as_int, assumed, __float_as_int(value));
  } while (assumed != old);
  return __int_as_float(old);
}

__global__ void operate(int *v, unsigned *u, float *f) {
  __shared__ int count;
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (threadIdx.x == 0)
    count = 0;
  __syncthreads();
  atomicAdd(&count, 1);
  __syncthreads();
  if (threadIdx.x == 0)
    atomicAdd(&v[0], count);
  atomicSub(&v[1], 1);
  atomicMax(&v[2], i);
  atomicMin(&v[3], -i);
  atomicAnd(&v[4], ~(1 << (i % 8)));
  atomicOr(&v[5], 1 << (i % 16));
  atomicXor(&v[6], 1);
  atomicInc(&u[0], 99);
  if (i == 7)
    atomicExch(&u[1], 1234u);
  atomicAdd(&f[0], 0.5f);
  atomicMaxFloat(&f[1], float(i % 50));
}

int main() {
  int v[7] = {0, 0, 0, 0, 255, 0, 0}, *dv;
  unsigned u[2] = {0, 0}, *du;
  float f[2] = {0, -1}, *df;
  cudaMalloc(&dv, sizeof(v));
  cudaMalloc(&du, sizeof(u));
  cudaMalloc(&df, sizeof(f));
  cudaMemcpy(dv, v, sizeof(v), cudaMemcpyHostToDevice);
  cudaMemcpy(du, u, sizeof(u), cudaMemcpyHostToDevice);
  cudaMemcpy(df, f, sizeof(f), cudaMemcpyHostToDevice);
  operate<<<4, 64>>>(dv, du, df);
  cudaMemcpy(v, dv, sizeof(v), cudaMemcpyDeviceToHost);
  cudaMemcpy(u, du, sizeof(u), cudaMemcpyDeviceToHost);
  cudaMemcpy(f, df, sizeof(f), cudaMemcpyDeviceToHost);
  cudaFree(dv);
  cudaFree(du);
  cudaFree(df);
  bool ok = v[0] == 256 && v[1] == -256 && v[2] == 255 && v[3] == -255 && v[4] == 0 && v[5] == 0xffff &&
            v[6] == 0 && u[0] == 256 % 100 && u[1] == 1234 && f[0] == 128.0f && f[1] == 49.0f;
  printf("atomics: %s\n", ok ? "PASS" : "FAIL");
  return ok ? 0 : 1;
}
