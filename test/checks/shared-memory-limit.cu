// Shared memory beyond what a block of the target has, and what stays below.
// RUN: %ascendify audit %s --format json | %python %S/Inputs/expected.py %s shared-memory-limit
#include <cuda_runtime.h>

__global__ void dynamic(float *p) { extern __shared__ float s[]; p[0] = s[0]; }
__global__ void raised(float *p) { extern __shared__ float s[]; p[0] = s[0]; }
__global__ void raisedToo(float *p) { extern __shared__ float s[]; p[0] = s[0]; }
__global__ void large(float *p) { // certain: 'large' has 262,144 bytes of static shared memory; a block has at most 221,184
  __shared__ float s[65536];
  p[0] = s[threadIdx.x];
}
__global__ void both(float *p) {
  __shared__ float own[1024];
  extern __shared__ float s[];
  p[0] = s[0] + own[0];
}

void constants(float *p) {
  dynamic<<<1, 32, 221185>>>(p); // certain: needs 221,185 bytes of shared memory; a block has at most 221,184
  dynamic<<<1, 32, 57600 * sizeof(float)>>>(p); // certain: needs 230,400 bytes
  both<<<1, 32, 220000>>>(p); // certain: needs 224,096 bytes of shared memory (4,096 static)
}
void local(float *p) {
  const int rows = 256;
  size_t bytes = rows * 256 * sizeof(float);
  dynamic<<<1, 32, bytes>>>(p); // certain: needs 262,144 bytes
}
void choice(float *p, bool big) {
  int bytes = big ? 232448 : 1024;
  raised<<<1, 32, bytes>>>(p); // likely: needs up to 232,448 bytes
}
void raise(int bytes) {
  cudaFuncSetAttribute(raised, cudaFuncAttributeMaxDynamicSharedMemorySize, 232448); // likely: is allowed 232,448 bytes
  cudaFuncSetAttribute(raisedToo, cudaFuncAttributeMaxDynamicSharedMemorySize, bytes);
}
void input(float *p, int n) {
  raisedToo<<<1, 32, n * sizeof(float)>>>(p); // possible: exceeds 221,184 bytes when n > 55,296
}

//===--- none of these -----------------------------------------------------------===//

__global__ void middle(float *p) {
  __shared__ float s[12288];
  p[0] = s[threadIdx.x];
}
void few(float *p, int n) {
  dynamic<<<1, 32>>>(p);
  dynamic<<<1, 32, 0>>>(p);
  dynamic<<<1, 32, 49152>>>(p);
  dynamic<<<1, 32, 221184>>>(p);
  both<<<1, 32, 217088>>>(p);
  middle<<<1, 32>>>(p);
}
void unknownButSmall(float *p, int n) {
  dynamic<<<1, 32, n * sizeof(float)>>>(p); // CUDA gives it 48 KB at most
}
void smallInput(float *p, unsigned char n) { raisedToo<<<1, 32, n * 16>>>(p); }
void byThreads(float *p, int threads) { raisedToo<<<1, threads, threads / 32 * 768 * sizeof(float)>>>(p); }
void checked(float *p, int n) {
  if (n <= 1000)
    raisedToo<<<1, 32, n * sizeof(float)>>>(p);
}
void raiseLittle() { cudaFuncSetAttribute(dynamic, cudaFuncAttributeMaxDynamicSharedMemorySize, 65536 - 4096); }
