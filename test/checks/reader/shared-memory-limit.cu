// Written from docs/findings/shared-memory-limit.md alone, by someone who did not write the check.
// RUN: %ascendify audit %s --format json -o %t.json
// RUN: %python %S/Inputs/expect.py %s shared-memory-limit %t.json
#include <algorithm>
#include <cuda_runtime.h>
#include <stdint.h>
#include <stdio.h>

#define CHECK(call)                                                                                                    \
  if (cudaError_t e = (call); e != cudaSuccess)                                                                        \
  printf("%s\n", cudaGetErrorString(e))
#define SMEM_BYTES (227 * 1024)

//===- Positives ------------------------------------------------------------===//

__global__ void static_array(float *p) { // expect: shared-memory-limit certain
  __shared__ float s[60000];
  s[threadIdx.x] = p[threadIdx.x];
  __syncthreads();
  p[threadIdx.x] = s[0];
}

__global__ void several_arrays(double *p) { // expect: shared-memory-limit certain
  __shared__ double a[160][100];
  __shared__ float b[96][256];
  __shared__ int flags[32];
  a[0][threadIdx.x] = p[threadIdx.x];
  b[0][threadIdx.x] = flags[0] = 0;
}

template <int N> __global__ void sized(float *p) { // expect: shared-memory-limit likely
  __shared__ float s[N];
  s[threadIdx.x] = p[threadIdx.x];
}
template __global__ void sized<1024>(float *);
template __global__ void sized<65536>(float *);

__global__ void dynamic(float *p) {
  extern __shared__ float s[];
  s[threadIdx.x] = p[threadIdx.x];
}
void hopper(float *p, cudaStream_t stream) {
  CHECK(cudaFuncSetAttribute(dynamic, cudaFuncAttributeMaxDynamicSharedMemorySize, SMEM_BYTES)); // expect: shared-memory-limit likely
  dynamic<<<132, 256, SMEM_BYTES, stream>>>(p); // expect: shared-memory-limit certain
}

__global__ void both(float *p) {
  __shared__ float fixed[12288];
  extern __shared__ float rest[];
  fixed[threadIdx.x] = rest[threadIdx.x] = p[threadIdx.x];
}
void together(float *p) {
  const size_t bytes = 180000;
  both<<<1, 256, bytes>>>(p); // expect: shared-memory-limit certain
}

struct alignas(128) Storage {
  float a[2][128][128];
  float b[2][128][96];
};
__global__ void with_storage(float *p) {
  extern __shared__ char raw[];
  Storage &s = *reinterpret_cast<Storage *>(raw);
  s.a[0][0][threadIdx.x] = p[threadIdx.x];
}
void run_storage(float *p) {
  constexpr int smem = sizeof(Storage) + 1024;
  with_storage<<<1, 128, smem>>>(p); // expect: shared-memory-limit certain
}

__global__ void chosen(float *p) {
  extern __shared__ float s[];
  p[0] = s[0];
}
void choose(float *p, bool large) {
  int smem = large ? 229376 : 98304;
  cudaFuncSetAttribute(chosen, cudaFuncAttributeMaxDynamicSharedMemorySize, smem); // expect: shared-memory-limit likely
  chosen<<<1, 64, smem>>>(p); // expect: shared-memory-limit likely
}

__global__ void by_input(float *p, int n) {
  extern __shared__ float s[];
  s[n - 1] = p[0];
}
void run_by_input(float *p, int n) {
  size_t bytes = n * sizeof(float);
  cudaFuncSetAttribute(by_input, cudaFuncAttributeMaxDynamicSharedMemorySize, bytes); // expect: none
  by_input<<<1, 256, bytes>>>(p, n); // expect: shared-memory-limit possible: n > 55,296
}

__global__ void raised(float *p) {
  extern __shared__ float s[];
  p[0] = s[0];
}
void run_raised(float *p, int columns) {
  cudaFuncSetAttribute((const void *)raised, cudaFuncAttributeMaxDynamicSharedMemorySize, 232448); // expect: shared-memory-limit likely
  raised<<<1, 256, columns * 2 * sizeof(float)>>>(p); // expect: shared-memory-limit possible: columns > 27,648
}

__global__ void by_api(float *p) {
  extern __shared__ float s[];
  p[0] = s[0];
}
void run_by_api(float *p) {
  void *args[] = {&p};
  CHECK(cudaLaunchKernel((const void *)by_api, dim3(1), dim3(128), args, 230000, nullptr)); // expect: shared-memory-limit certain
}

template <int Tile, int Stages> __global__ void gemm(const float *a, float *c) {
  extern __shared__ float s[];
  c[threadIdx.x] = s[threadIdx.x] + a[0];
}
template <int Tile, int Stages> void run_gemm(const float *a, float *c) {
  constexpr size_t smem = Stages * Tile * Tile * sizeof(float);
  auto kernel = gemm<Tile, Stages>;
  cudaFuncSetAttribute(kernel, cudaFuncAttributeMaxDynamicSharedMemorySize, smem); // expect: shared-memory-limit likely
  kernel<<<1, 256, smem>>>(a, c); // expect: shared-memory-limit certain
}
template void run_gemm<128, 4>(const float *, float *);

template <typename T> __global__ void direct(T *p) {
  extern __shared__ unsigned char bytes[];
  p[threadIdx.x] = bytes[threadIdx.x];
}
void run_direct(float *p) {
  cudaFuncSetAttribute(direct<float>, cudaFuncAttributeMaxDynamicSharedMemorySize, 228 * 1024); // expect: shared-memory-limit likely
  direct<float><<<1, 64, 228 * 1024>>>(p); // expect: shared-memory-limit certain
}

__global__ void wrapped(float *p) {
  extern __shared__ float s[];
  p[0] = s[0];
}
static void launch_wrapped(float *p, size_t smem) {
  wrapped<<<1, 32, smem>>>(p); // expect: shared-memory-limit certain
}
void calls_wrapped(float *p) { launch_wrapped(p, 225 * 1024); }

__device__ void scratch(float *p) {
  __shared__ float t[48000];
  t[threadIdx.x] = p[threadIdx.x];
}
__global__ void calls_scratch(float *p) { // expect: shared-memory-limit certain
  __shared__ float s[8192];
  s[threadIdx.x] = p[threadIdx.x];
  scratch(p);
}

constexpr int kStages = 3;
constexpr int stage_bytes(int m, int n, int k) { return (m * k + k * n) * 2; }
__global__ void pipelined(uint16_t *p) {
  extern __shared__ uint16_t stage[];
  p[0] = stage[0];
}
void run_pipelined(uint16_t *p) {
  int smem = kStages * stage_bytes(256, 128, 128);
  pipelined<<<1, 384, smem>>>(p); // expect: shared-memory-limit certain
}

//===- Negatives ------------------------------------------------------------===//

__global__ void fits_exactly(float *p) { // expect: none
  __shared__ float s[55296];
  s[threadIdx.x] = p[threadIdx.x];
}

__global__ void ordinary(float *p) { // expect: none
  __shared__ float s[32][33];
  extern __shared__ float more[];
  s[0][threadIdx.x] = more[threadIdx.x] = p[threadIdx.x];
}
void run_ordinary(float *p, int n) {
  ordinary<<<1, 32>>>(p);                       // expect: none
  ordinary<<<1, 32, 48 * 1024>>>(p);            // expect: none
  ordinary<<<1, 32, n * sizeof(float)>>>(p);    // expect: none
  ordinary<<<1, 32, 2 * n * n * sizeof(float)>>>(p); // expect: none
}

__global__ void ampere(float *p) { // expect: none
  extern __shared__ float s[];
  p[0] = s[0];
}
void run_ampere(float *p, int n) {
  cudaFuncSetAttribute(ampere, cudaFuncAttributeMaxDynamicSharedMemorySize, 160 * 1024); // expect: none
  ampere<<<1, 256, 160 * 1024>>>(p);        // expect: none
  ampere<<<1, 256, n * sizeof(float)>>>(p); // expect: none
}

__global__ void carveout(float *p) { // expect: none
  extern __shared__ float s[];
  p[0] = s[0];
}
void run_carveout(float *p, int n) {
  cudaFuncSetAttribute(carveout, cudaFuncAttributePreferredSharedMemoryCarveout, 100); // expect: none
  carveout<<<1, 64, n>>>(p); // expect: none
}

__global__ void clamped(float *p) {
  extern __shared__ float s[];
  p[0] = s[0];
}
void run_clamped(float *p, int n) {
  size_t smem = std::min<size_t>(n * sizeof(float), 200 * 1024);
  cudaFuncSetAttribute(clamped, cudaFuncAttributeMaxDynamicSharedMemorySize, (int)smem); // expect: none
  clamped<<<1, 256, smem>>>(p); // expect: none
}

__global__ void checked(float *p) {
  extern __shared__ float s[];
  p[0] = s[0];
}
bool run_checked(float *p, int n) {
  int smem = n * 4;
  if (smem > 99 * 1024)
    return false;
  cudaFuncSetAttribute(checked, cudaFuncAttributeMaxDynamicSharedMemorySize, smem); // expect: none
  checked<<<1, 256, smem>>>(p); // expect: none
  return true;
}

__global__ void device_max(float *p) {
  extern __shared__ float s[];
  p[0] = s[0];
}
void run_device_max(float *p) {
  int bytes = 0;
  cudaDeviceGetAttribute(&bytes, cudaDevAttrMaxSharedMemoryPerBlockOptin, 0);
  cudaFuncSetAttribute(device_max, cudaFuncAttributeMaxDynamicSharedMemorySize, bytes); // expect: none
}

union Phase {
  float load[40000];
  int store[50000];
};
__global__ void with_union(float *p) { // expect: none
  __shared__ Phase s;
  s.load[threadIdx.x] = p[threadIdx.x];
}

template <int N> __global__ void small_template(float *p) { // expect: none
  __shared__ float s[N * N];
  s[threadIdx.x] = p[threadIdx.x];
}
void run_small(float *p) {
  small_template<32><<<1, 32>>>(p);  // expect: none
  small_template<64><<<1, 64>>>(p);  // expect: none
}

// Large, and each for itself below the limit.
__global__ void first_half(float *p) { // expect: none
  __shared__ float s[50000];
  s[threadIdx.x] = p[threadIdx.x];
}
__global__ void second_half(float *p) { // expect: none
  __shared__ float s[50000];
  s[threadIdx.x] = p[threadIdx.x];
}
void run_halves(float *p) {
  first_half<<<1, 32>>>(p);            // expect: none
  second_half<<<1, 32, 16 * 1024>>>(p); // expect: none
}

__global__ void narrow(float *p) {
  extern __shared__ float s[];
  p[0] = s[0];
}
void run_narrow(float *p, unsigned short words) {
  cudaFuncSetAttribute(narrow, cudaFuncAttributeMaxDynamicSharedMemorySize, words * 2); // expect: none
  narrow<<<1, 32, words * 2>>>(p); // expect: none
}

// Local memory is not shared.
__global__ void local(float *p) { // expect: none
  float a[70000];
  a[threadIdx.x] = p[0];
  p[1] = a[p[2] > 0];
}
__device__ float table[100000];
