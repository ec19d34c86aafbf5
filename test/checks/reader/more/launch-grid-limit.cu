// Harder cases, from docs/findings/launch-grid-limit.md and from what real code does.
// RUN: %ascendify audit %s --format json -o %t.json
// RUN: %python %S/../Inputs/expect.py %s launch-grid-limit %t.json
#include <algorithm>
#include <cmath>
#include <cuda_runtime.h>
#include <stdint.h>
#include <stdlib.h>
#include <vector>

#define N_CELLS 1000000
#define MAX_BLOCKS 65536
#define LAUNCH(kernel, n, ...) kernel<<<((n) + 255) / 256, 256>>>(__VA_ARGS__)

__global__ void k(float *p) { p[blockIdx.x] = 0; }
__global__ void k2(float *p, int n) { p[blockIdx.x] = n; }

//===- Positives ------------------------------------------------------------===//

void in_macro(float *p, int count) { LAUNCH(k, count, p); } // expect: launch-grid-limit likely: count > 16,776,960

void plus_one(float *p, int n) {
  int grid = n / 256;
  if (n % 256)
    grid++;
  k<<<grid, 256>>>(p); // expect: launch-grid-limit likely
}

void two_axes(float *p, int w, int h) {
  const dim3 t(32, 8);
  const dim3 g((w + t.x - 1) / t.x, (h + t.y - 1) / t.y);
  k<<<g, t>>>(p); // expect: launch-grid-limit likely
}

void by_float(float *p, int n, int threads) {
  unsigned blocks = (unsigned)ceilf((float)n / threads);
  k<<<blocks, threads>>>(p); // expect: launch-grid-limit likely
}

void one_too_many(float *p, int n) {
  k<<<std::min((n + 255) / 256, MAX_BLOCKS), 256>>>(p); // expect: launch-grid-limit likely: n > 16,776,960
}

void large_constants(float *p) {
  const int n = 1 << 26;
  k<<<n / 256, 256>>>(p); // expect: launch-grid-limit certain
  k<<<N_CELLS, 1>>>(p);   // expect: launch-grid-limit certain
}

void of_vector(float *p, const std::vector<float> &v) {
  k<<<(v.size() + 255) / 256, 256>>>(p); // expect: launch-grid-limit likely: > 16,776,960
}

int main(int argc, char **argv) {
  int n = argc > 1 ? atoi(argv[1]) : 1 << 20;
  float *p;
  cudaMalloc(&p, n * sizeof(float));
  int threads = 512;
  int blocks = (n + threads - 1) / threads;
  k<<<blocks, threads>>>(p); // expect: launch-grid-limit likely
  return 0;
}

template <typename Kernel, typename... Args> void launch(Kernel kernel, int n, Args... args) {
  kernel<<<(n + 127) / 128, 128>>>(args...); // expect: launch-grid-limit likely: n > 8,388,480
}
void calls_launch(float *p, int elements) { launch(k2, elements, p, elements); }

void block_of_three(float *p) {
  k<<<1, dim3(16, 16, 8)>>>(p); // expect: launch-grid-limit certain
}

void sweep(float *p) {
  for (int size = 1 << 10; size <= 1 << 26; size <<= 1)
    k<<<size / 256, 256>>>(p); // expect: launch-grid-limit possible|likely
}

void compared_with_wrong_value(float *p, int64_t n) {
  if (n > INT32_MAX)
    return;
  k<<<(n + 1023) / 1024, 1024>>>(p); // expect: launch-grid-limit likely: n > 67,107,840
}

void heads(float *p, int batch, int tokens) {
  dim3 grid(tokens, batch, 12);
  k<<<grid, 64>>>(p); // expect: launch-grid-limit likely
}

void default_argument(float *p, int n, int per_block = 64) {
  const int items = per_block * 4;
  k<<<(n + items - 1) / items, per_block>>>(p); // expect: launch-grid-limit likely
}

void checks_one_only(float *p, int rows, int columns) {
  if (rows > 1024)
    return;
  k<<<dim3(rows, (columns + 31) / 32), 32>>>(p); // expect: launch-grid-limit likely
}

struct Plan {
  int elements = 0, threads = 256;
  int blocks() const { return (elements + threads - 1) / threads; }
  void run(float *p) const {
    k<<<blocks(), threads>>>(p); // expect: launch-grid-limit likely
  }
};

//===- Negatives ------------------------------------------------------------===//

void guarded(float *p, int n) {
  int blocks = (n + 255) / 256;
  if (blocks <= 65535)
    k<<<blocks, 256>>>(p); // expect: none
}

void chosen(float *p, int n) {
  const int most = 4096;
  int blocks = (n + 255) / 256;
  blocks = blocks > most ? most : blocks;
  k<<<blocks, 256>>>(p); // expect: none
}

void at_most(float *p, size_t n) {
  auto blocks = static_cast<unsigned>(std::min<size_t>((n + 511) / 512, 2048));
  k<<<blocks, 512>>>(p); // expect: none
}

static int grid_for(int n) {
  int blocks = (n + 255) / 256;
  if (blocks > 1024)
    return 1024;
  return blocks;
}
void by_function(float *p, int n) {
  k<<<grid_for(n), 256>>>(p); // expect: none
}

void loops_within(float *p) {
  for (int g = 1; g <= 1024; g *= 2)
    k<<<g, 64>>>(p); // expect: none
  for (int i = 0; i < 16; ++i)
    k<<<i + 1, 64>>>(p); // expect: none
}

// Its body is elsewhere; what it does is in its name.
namespace vendor {
int64_t ceil_div(int64_t a, int64_t b);
}
void by_vendor(float *p, int64_t n) {
  k<<<vendor::ceil_div(n, 256), 256>>>(p); // expect: launch-grid-limit likely: n > 16,776,960
}

void persistent(float *p, int n) {
  static int sms = [] {
    int v;
    cudaDeviceGetAttribute(&v, cudaDevAttrMultiProcessorCount, 0);
    return v;
  }();
  k<<<sms, 128>>>(p); // expect: none
  cudaDeviceProp prop{};
  cudaGetDeviceProperties(&prop, 0);
  const dim3 grid(prop.multiProcessorCount * 2);
  k<<<grid, 128>>>(p); // expect: none
}

void occupancy(float *p, int n) {
  int per_sm = 0, sms = 0;
  cudaDeviceGetAttribute(&sms, cudaDevAttrMultiProcessorCount, 0);
  cudaOccupancyMaxActiveBlocksPerMultiprocessor(&per_sm, k, 256, 0);
  k<<<std::min(sms * per_sm, (n + 255) / 256), 256>>>(p); // expect: none
}

enum { Width = 1920, Height = 1080 };
void image(float *p) {
  dim3 block(16, 16), grid((Width + block.x - 1) / block.x, (Height + block.y - 1) / block.y);
  k<<<grid, block>>>(p); // expect: none
}

template <int N> void power(float *p) {
  k<<<(1 << N) / 256, 256>>>(p); // expect: none
}
template void power<20>(float *);

void nested_guards(float *p, int rows, int columns) {
  if (rows < 256 && columns < 256)
    k<<<dim3(rows, columns), 32>>>(p); // expect: none
  if (!(rows > 4096))
    k<<<rows, 32>>>(p); // expect: none
}

void narrow_product(float *p, uint8_t a, uint8_t b) {
  int cells = a * b;
  k<<<cells, 32>>>(p); // expect: none
}

void thrown(float *p, int rows) {
  if (rows > 60000)
    throw rows;
  if (rows == 0)
    abort();
  k<<<rows, 32>>>(p); // expect: none
}

void bits(float *p, unsigned mask) {
  k<<<__builtin_popcount(mask), 32>>>(p); // expect: none
}

void one_thread(float *p, int threads) {
  k<<<1, threads>>>(p);              // expect: none
  k<<<1, std::min(threads, 256)>>>(p); // expect: none
}

//===- Third round ----------------------------------------------------------===//

void power_of_two(float *p, int n) {
  int blocks = 1;
  while (blocks * 256 < n)
    blocks *= 2;
  k<<<blocks, 256>>>(p); // expect: launch-grid-limit possible|likely
}

void bytes(float *p, size_t bytes) {
  size_t n = bytes / sizeof(float);
  k<<<n / 1024 + 1, 1024>>>(p); // expect: launch-grid-limit likely
}

struct Shape {
  int n, c, h, w;
  int count() const { return n * c * h * w; }
};
void of_shape(float *p, const Shape &s) {
  k<<<(s.count() + 255) / 256, 256>>>(p); // expect: launch-grid-limit likely
  k<<<dim3(s.n, s.c), 256>>>(p);          // expect: launch-grid-limit likely
  k<<<s.n, 256>>>(p);                     // expect: launch-grid-limit possible
}

constexpr int kThreads = 256;
constexpr int blocks_of(long n) { return static_cast<int>((n + kThreads - 1) / kThreads); }
void constexpr_function(float *p, long n) {
  k<<<blocks_of(n), kThreads>>>(p);       // expect: launch-grid-limit likely: n > 16,776,960
  k<<<blocks_of(1 << 25), kThreads>>>(p); // expect: launch-grid-limit certain
  k<<<blocks_of(1 << 23), kThreads>>>(p); // expect: none
}

void halves(float *p, int n) {
  n = std::min(n, 1 << 24);
  k<<<(n + 511) / 512, 512>>>(p); // expect: none
  k<<<(n + 127) / 128, 128>>>(p); // expect: launch-grid-limit likely: n > 8,388,480
}

void retried(float *p, int n) {
  int blocks = (n + 255) / 256;
  while (blocks > 65535)
    blocks /= 2;
  k<<<blocks, 256>>>(p); // expect: none
}

void two_dimensional(float *p, int n) {
  int blocks = (n + 255) / 256;
  dim3 grid(std::min(blocks, 1024), 1);
  if (blocks > 1024)
    grid.y = std::min((blocks + 1023) / 1024, 63);
  k<<<grid, 256>>>(p); // expect: none
}

void signs(float *p, short rows, bool wide) {
  k<<<rows, 64>>>(p);            // expect: none
  k<<<wide ? 128 : 32, 64>>>(p); // expect: none
}
