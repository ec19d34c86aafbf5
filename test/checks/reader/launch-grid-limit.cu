// Written from docs/findings/launch-grid-limit.md alone, by someone who did not write the check.
// RUN: %ascendify audit %s --format json -o %t.json
// RUN: %python %S/Inputs/expect.py %s launch-grid-limit %t.json
#include <algorithm>
#include <cmath>
#include <cuda.h>
#include <cuda_runtime.h>
#include <stdexcept>
#include <vector>

#define DIV_UP(a, b) (((a) + (b) - 1) / (b))
#define CUDA_CHECK(e)                                                                                                  \
  do {                                                                                                                 \
    cudaError_t status_ = (e);                                                                                         \
    if (status_ != cudaSuccess)                                                                                        \
      throw std::runtime_error(cudaGetErrorString(status_));                                                           \
  } while (0)

__global__ void k(float *p) { p[blockIdx.x] = 0; }
template <typename T> __global__ void fill(T *p, T v, size_t n) {
  size_t i = blockIdx.x * size_t(blockDim.x) + threadIdx.x;
  if (i < n)
    p[i] = v;
}

//===- Positives ------------------------------------------------------------===//

void elements(float *p, int n) {
  k<<<(n + 255) / 256, 256>>>(p); // expect: launch-grid-limit likely: n > 16,776,960
}

void variables(float *p, size_t count, cudaStream_t s) {
  const int threads = 128;
  const int blocks = (count + threads - 1) / threads;
  fill<float><<<blocks, threads, 0, s>>>(p, 1.0f, count); // expect: launch-grid-limit likely: count > 8,388,480
}

void constant(float *p) {
  k<<<100000, 32>>>(p); // expect: launch-grid-limit certain
  k<<<dim3(1024, 1024), 1>>>(p); // expect: launch-grid-limit certain
  dim3 grid(65535, 2);
  k<<<grid, 64>>>(p); // expect: launch-grid-limit certain
}

static inline int ceil_div(int a, int b) { return (a + b - 1) / b; }
void image(float *p, int width, int height) {
  dim3 block(16, 16);
  dim3 grid(ceil_div(width, block.x), ceil_div(height, block.y));
  k<<<grid, block>>>(p); // expect: launch-grid-limit likely: > 4,080
}

void rows_as_they_are(float *p, int rows) {
  k<<<rows, 256>>>(p); // expect: launch-grid-limit possible
}

void attention(float *p, int batch, int heads) {
  int rows = batch * heads;
  k<<<rows, 128>>>(p); // expect: launch-grid-limit likely: > 255
}

void by_members(float *p, int n, int channels) {
  dim3 grid;
  grid.x = (n + 127) / 128;
  grid.y = channels;
  k<<<grid, 128>>>(p); // expect: launch-grid-limit likely
}

void through_api(float *p, int n) {
  void *args[] = {&p};
  CUDA_CHECK(cudaLaunchKernel((const void *)k, dim3(DIV_UP(n, 512)), dim3(512), args, 0, nullptr)); // expect: launch-grid-limit likely: n > 33,553,920
}

void cooperative(float *p) {
  void *args[] = {&p};
  cudaLaunchCooperativeKernel((void *)k, dim3(70000), dim3(128), args, 0, 0); // expect: launch-grid-limit certain
}

void wide_block(float *p) {
  k<<<1, 4096>>>(p); // expect: launch-grid-limit certain
  dim3 block(32, 64);
  k<<<16, block>>>(p); // expect: launch-grid-limit certain
}

static int blocks_for(int n, int threads = 256) { return n == 0 ? 1 : 1 + (n - 1) / threads; }
void by_function(float *p, int n) {
  k<<<blocks_for(n), 256>>>(p); // expect: launch-grid-limit likely: n > 16,776,960
}

template <int Threads> void by_template(float *p, int n) {
  k<<<(n + Threads - 1) / Threads, Threads>>>(p); // expect: launch-grid-limit likely: n > 4,194,240
}
template void by_template<64>(float *, int);

void min_too_high(float *p, int n) {
  int blocks = std::min((n + 255) / 256, 1 << 20);
  k<<<blocks, 256>>>(p); // expect: launch-grid-limit likely: n > 16,776,960
}

void one_of_several(float *p, bool large) {
  int blocks = large ? 70000 : 1024;
  k<<<blocks, 256>>>(p); // expect: launch-grid-limit likely
}

void doubling(float *p, int n) {
  for (int g = 1; g <= n; g *= 2)
    k<<<g, 64>>>(p); // expect: launch-grid-limit possible
}

void at_least_one(float *p, int n) {
  k<<<std::max(1, (n + 255) / 256), 256>>>(p); // expect: launch-grid-limit likely: n > 16,776,960
}

void unknown_block(float *p, int n, int block) {
  k<<<(n + block - 1) / block, block>>>(p); // expect: launch-grid-limit likely: 1,024
}

void by_ceil(float *p, int n) {
  int blocks = (int)ceil(n / 256.0);
  k<<<blocks, 256>>>(p); // expect: launch-grid-limit likely
}

void bound_too_high(float *p, int rows) {
  if (rows > 100000)
    return;
  k<<<rows, 64>>>(p); // expect: launch-grid-limit possible
}

struct Tensor {
  float *data;
  int n;
};
void of_member(const Tensor &t) {
  k<<<DIV_UP(t.n, 256), 256>>>(t.data); // expect: launch-grid-limit likely: t.n > 16,776,960
}

class Solver {
  float *x = nullptr;
  int cells = 0;
  static constexpr int kThreads = 256;

public:
  void step() {
    const dim3 grid((cells + kThreads - 1) / kThreads);
    k<<<grid, kThreads>>>(x); // expect: launch-grid-limit likely: cells > 16,776,960
  }
};

// The wrapper's block count over all calls: one passes.
static void launch(float *p, int blocks) {
  k<<<blocks, 64>>>(p); // expect: launch-grid-limit likely|certain
}
void calls_launch(float *p) {
  launch(p, 512);
  launch(p, 80000);
}

void shifted(float *p, unsigned n) {
  k<<<(n + 255) >> 8, 256>>>(p); // expect: launch-grid-limit likely: n > 16,776,960
}

void two_inputs(float *p, int rows, int cols) {
  int n = rows * cols;
  int blocks = n / 256 + (n % 256 != 0);
  k<<<blocks, 256>>>(p); // expect: launch-grid-limit likely
}

void reassigned(float *p, int n, bool half) {
  int blocks = (n + 255) / 256;
  if (half)
    blocks = (n / 2 + 255) / 256;
  k<<<blocks, 256>>>(p); // expect: launch-grid-limit likely
}

void in_lambda(float *p, int n) {
  auto go = [&](int blocks) {
    k<<<blocks, 256>>>(p); // expect: launch-grid-limit likely|possible
  };
  go((n + 255) / 256);
}

//===- Negatives ------------------------------------------------------------===//

void small(float *p) {
  k<<<65535, 256>>>(p);            // expect: none
  k<<<dim3(255, 256), 256>>>(p);   // expect: none
  k<<<dim3(16, 16, 16), 1024>>>(p); // expect: none
  constexpr int n = 1 << 20;
  k<<<(n + 255) / 256, 256>>>(p);  // expect: none
}

void clamped(float *p, int n) {
  k<<<std::min((n + 255) / 256, 65535), 256>>>(p); // expect: none
  int blocks = (n + 127) / 128;
  if (blocks > 4096)
    blocks = 4096;
  k<<<blocks, 128>>>(p); // expect: none
  int c = std::clamp(n / 32, 1, 1024);
  k<<<c, 32>>>(p); // expect: none
  const int few = n < 1000 ? n : 1000;
  k<<<few, 32>>>(p); // expect: none
}

void compared(float *p, int n, int rows) {
  if (n > 1 << 20)
    return;
  k<<<(n + 255) / 256, 256>>>(p); // expect: none
  if (rows <= 0 || rows > 65535)
    throw std::invalid_argument("rows");
  k<<<rows, 256>>>(p); // expect: none
}

void narrow(float *p, unsigned short rows, unsigned char planes) {
  k<<<rows, 32>>>(p);          // expect: none
  k<<<dim3(planes, planes), 32>>>(p); // expect: none
}

void other_axes(float *p, int n) {
  k<<<dim3(1, n), 32>>>(p);     // expect: none
  k<<<dim3(1, 1, n), 32>>>(p);  // expect: none
}

void of_device(float *p, int n) {
  cudaDeviceProp prop;
  cudaGetDeviceProperties(&prop, 0);
  k<<<prop.multiProcessorCount * 4, 256>>>(p); // expect: none
  int sms = 0;
  cudaDeviceGetAttribute(&sms, cudaDevAttrMultiProcessorCount, 0);
  k<<<2 * sms, 256>>>(p); // expect: none
  k<<<std::min(32 * sms, (n + 255) / 256), 256>>>(p); // expect: none
}

int grid_size(int n);
void not_followed(float *p, int n, const std::vector<int> &grids, const int *table) {
  k<<<grid_size(n), 256>>>(p); // expect: none
  k<<<grids[2], 256>>>(p);     // expect: none
  k<<<table[n], 256>>>(p);     // expect: none
}

void occupancy(float *p) {
  int blocks = 0, threads = 0;
  cudaOccupancyMaxPotentialBlockSize(&blocks, &threads, k, 0, 0);
  k<<<blocks, threads>>>(p); // expect: none
}

void driver(CUfunction f, void **args, int n) {
  cuLaunchKernel(f, (n + 255) / 256, 1, 1, 256, 1, 1, 0, 0, args, nullptr); // expect: none
}

void extended(float *p) {
  cudaLaunchConfig_t config = {};
  config.gridDim = dim3(100000);
  config.blockDim = dim3(64);
  cudaLaunchKernelEx(&config, k, p); // expect: none
}

void masked(float *p, unsigned n) {
  k<<<(n & 0xffff) ? (n & 0xffff) : 1, 32>>>(p); // expect: none
  k<<<n % 1024 + 1, 32>>>(p);                    // expect: none
}

void chunked(float *p, int n) {
  const int chunk = 1 << 20;
  for (int offset = 0; offset < n; offset += chunk) {
    int m = std::min(chunk, n - offset);
    k<<<(m + 255) / 256, 256>>>(p + offset); // expect: none
  }
}

__global__ void __launch_bounds__(1024) bounded(float *p) { p[threadIdx.x] = 0; }
void block_sizes(float *p, int threads) {
  bounded<<<1, 1024>>>(p);        // expect: none
  bounded<<<1, dim3(32, 32)>>>(p); // expect: none
  k<<<1, threads>>>(p);           // expect: none
}

static void launch_small(float *p, int blocks) {
  k<<<blocks, 64>>>(p); // expect: none
}
void calls_small(float *p) {
  launch_small(p, 80);
  for (int i = 0; i < 3; ++i)
    launch_small(p + i, 1024 >> i);
}

enum class Size { Small, Large };
void by_switch(float *p, Size size) {
  int blocks;
  switch (size) {
  case Size::Small:
    blocks = 64;
    break;
  default:
    blocks = 8192;
  }
  k<<<blocks, 256>>>(p); // expect: none
}

template <int Rows, int Cols> void tiles(float *p) {
  constexpr dim3 grid(Rows / 16, Cols / 16);
  k<<<grid, dim3(16, 16)>>>(p); // expect: none
}
template void tiles<1024, 2048>(float *);
