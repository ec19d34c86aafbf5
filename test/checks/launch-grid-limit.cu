// Grids and blocks that pass the limits of the target, and launches that do not.
// RUN: %ascendify audit %s --format json | %python %S/Inputs/expected.py %s launch-grid-limit
// RUN: %ascendify audit %s --target ascend910b --format json | %filecheck %s --check-prefix=SIMD --implicit-check-not='"id": "launch-grid-limit"'
// SIMD: "findings"
#include <cuda_runtime.h>
#include <algorithm>

__global__ void k(float *p, int n) { p[blockIdx.x] = n; }
__global__ void __launch_bounds__(2048) wide(float *p) { p[0] = 1; }

void constant(float *p) {
  k<<<65536, 256>>>(p, 1); // certain: the grid has 65,536 blocks; a launch has at most 65,535
}
void product(float *p) {
  dim3 grid(512, 256);
  k<<<grid, 64>>>(p, 1); // certain: 131,072 blocks
}
void perElement(float *p, int n) {
  k<<<(n + 255) / 256, 256>>>(p, n); // likely: grid = ceil(n / 256): exceeds 65,535 blocks when n > 16,776,960
}
void throughLocal(float *p, int count) {
  const int threads = 128;
  int blocks = (count + threads - 1) / threads;
  k<<<blocks, threads>>>(p, count); // likely: exceeds 65,535 blocks when count > 8,388,480
}
static int ceilDiv(int a, int b) { return (a + b - 1) / b; }
void throughHelper(float *p, int n) {
  k<<<ceilDiv(n, 512), 512>>>(p, n); // likely: when n > 33,553,920
}
void image(float *p, int width, int height) {
  dim3 block(16, 16);
  dim3 grid((width + 15) / 16, (height + 15) / 16);
  k<<<grid, block>>>(p, width); // likely: height, width are all > 4,080
}
void members(float *p, int n) {
  dim3 grid;
  grid.x = n / 64;
  k<<<grid, 64>>>(p, n); // likely: when n > 4,194,303
}
void byArray(float *p, int n) {
  void *arguments[] = {&p, &n};
  cudaLaunchKernel((const void *)k, dim3((n + 255) / 256), dim3(256), arguments, 0, 0); // likely: n > 16,776,960
}
void rows(float *p, int rows) {
  k<<<rows, 256>>>(p, rows); // possible: when rows > 65,535
}
template <int Threads> void templated(float *p, int n) {
  k<<<(n + Threads - 1) / Threads, Threads>>>(p, n); // likely: when n > 4,194,240
}
void useTemplated(float *p, int n) { templated<64>(p, n); }
void twoInputs(float *p, int n, int threads) {
  k<<<(n + threads - 1) / threads, threads>>>(p, n); // likely: with threads = 1,024
}
void wideBlock(float *p) {
  k<<<1, 2048>>>(p, 1); // certain: more than 1,024 need __launch_bounds__
}

//===--- none of these -----------------------------------------------------------===//

void small(float *p) {
  int n = 1 << 20;
  k<<<(n + 255) / 256, 256>>>(p, n);
  k<<<65535, 256>>>(p, n);
  k<<<dim3(255, 257), 32>>>(p, n);
}
void clamped(float *p, int n) {
  k<<<std::min((n + 255) / 256, 65535), 256>>>(p, n);
  int blocks = (n + 255) / 256;
  if (blocks > 1024)
    blocks = 1024;
  k<<<blocks, 256>>>(p, n);
  int some = n < 4096 ? n : 4096;
  k<<<some, 256>>>(p, n);
}
void compared(float *p, int n) {
  if (n <= 65535)
    k<<<n, 1>>>(p, n);
  if (n > 100000)
    return;
  k<<<(n + 63) / 64, 64>>>(p, n);
}
void narrow(float *p, unsigned short n, unsigned char m) {
  k<<<n, 64>>>(p, n);
  k<<<m * 2, 64>>>(p, n);
}
void remainder(float *p, unsigned n) { k<<<n % 1000 + 1, 64>>>(p, n); }
void second(float *p, int n) { k<<<dim3(1, n), 64>>>(p, n); }
static void known(float *p, int n) { k<<<(n + 63) / 64, 64>>>(p, n); }
void callsKnown(float *p) {
  known(p, 1000);
  known(p, 4096);
}
void byDevice(float *p) {
  int processors = 0;
  cudaDeviceGetAttribute(&processors, cudaDevAttrMultiProcessorCount, 0);
  k<<<processors * 32, 256>>>(p, 1);
  cudaDeviceProp properties;
  cudaGetDeviceProperties(&properties, 0);
  k<<<properties.multiProcessorCount * 4, 256>>>(p, 1);
}
int processorCount;
void readDevice() {
  cudaDeviceProp properties;
  cudaGetDeviceProperties(&properties, 0);
  processorCount = properties.multiProcessorCount;
}
void byGlobal(float *p) { k<<<processorCount * (1024 / 256), 256>>>(p, 1); }
void asManyAsThreads(float *p, int threads) { k<<<threads / 32, threads>>>(p, 1); }
int fromElsewhere(int n);
void notFollowed(float *p, int n) { k<<<fromElsewhere(n), 256>>>(p, n); }
void bounded(float *p) { wide<<<1, 2048>>>(p); }
void denied(float *p, int rows) {
  if (!(rows > 4096))
    k<<<rows, 256>>>(p, rows);
}
void given(float *p, dim3 grid) { k<<<grid, 256>>>(p, 1); } // possible: grid.x * grid.y * grid.z

//===--- choices, remainders, bounds ------------------------------------------------===//

inline int roundUp(int a, int b) { return (a % b != 0) ? (a / b + 1) : (a / b); }
void roundsUp(float *p, int w, int h) {
  k<<<dim3(roundUp(w, 8), roundUp(h, 8)), 64>>>(p, 1); // likely: grid = ceil(w / 8) * ceil(h / 8): exceeds 65,535 blocks when h, w are all > 2,040
}
void smaller(float *p, int n, int batch) {
  int z = batch > 32 ? 32 : batch;
  k<<<dim3(n / 16, 1, z), 16>>>(p, 1); // likely: when n > 32,767 (with batch = 32)
}
#define LARGER(a, b) ((a) > (b) ? (a) : (b))
void larger(float *p, int n) {
  k<<<LARGER(n / 256, 1), 256>>>(p, 1); // likely: when n > 16,777,215
}
void withoutRest(float *p, int n, int stride) {
  k<<<(n - n % (2 * stride)) / 256, 256>>>(p, 1); // likely: when n > 16,777,21
}
void oneIsBounded(float *p, unsigned batch, unsigned length) {
  if (length <= 1024)
    k<<<batch * length / 1024, 512>>>(p, 1); // likely: when batch > 65,535 (with length = 1,024)
}
void floating(float *p, float width, float scale, int n) {
  k<<<dim3((unsigned)(width * 2.0f / scale) / 32, n < 32 ? n : 32), 32>>>(p, 1); // possible
}
