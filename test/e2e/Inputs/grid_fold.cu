// Twelve kernels whose grid may pass the limit: barriers, early returns, shared memory, several dimensions. Each prints a
// checksum; it must not depend on how many blocks really run (grid_fold.test).
//% prints: guarded e3f406ee
//% prints: reversed 12cfa2d1
//% prints: block sums 701da8d6
//% prints: every third 88ae3a11
//% prints: search 727984d0
//% prints: countdown 42c5dc36
//% prints: transposed 0dface27
//% prints: corners 9d095305
//% prints: neighbours 0544ab96
//% prints: strided 170d9c35
//% prints: choice 40edb449
//% prints: sums b3ee4fb2
#include <cstdio>
#include <cstdlib>
#include <cuda_runtime.h>

#define BLOCK 64

// 1: the usual guard.
__global__ void guarded(int *out, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i >= n)
    return;
  out[i] = i * 3 + gridDim.x;
}

// 2: shared memory is used again by the next block.
__global__ void reversed(int *out, const int *in, int n) {
  __shared__ int tile[BLOCK];
  int base = blockIdx.x * BLOCK, t = threadIdx.x;
  tile[t] = base + t < n ? in[base + t] : 0;
  __syncthreads();
  if (base + t < n)
    out[base + t] = tile[BLOCK - 1 - t];
}

// 3: threads behind the end leave before the barriers of the others.
__global__ void blockSums(int *out, const int *in, int n) {
  __shared__ int sums[BLOCK];
  int i = blockIdx.x * BLOCK + threadIdx.x;
  sums[threadIdx.x] = 0;
  if (i >= n || i % 7 == 3)
    return;
  sums[threadIdx.x] = in[i];
  __syncthreads();
  int total = 0;
  for (int k = 0; k < BLOCK; ++k)
    total += sums[k];
  __syncthreads();
  out[i] = total;
}

// 4: whole blocks leave.
__global__ void everyThird(int *out, const int *in, int n) {
  __shared__ int first;
  if (blockIdx.x % 3)
    return;
  if (threadIdx.x == 0)
    first = in[blockIdx.x * BLOCK];
  __syncthreads();
  int i = blockIdx.x * BLOCK + threadIdx.x;
  if (i < n)
    out[i] = first + threadIdx.x;
}

// 5: a return in an inner loop, with variables behind it.
__global__ void search(int *out, const int *in, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i >= n) return;
  for (int k = 0; k < 50; ++k) {
    for (int j = 0; j < 2; ++j)
      if ((in[i] + k + j) % 13 == 0) {
        out[i] = k;
        return;
      }
  }
  int none = -1;
  out[i] = none;
}

// 6: barriers in a loop that threads leave at different times.
__global__ void countdown(int *out, const int *in, int n) {
  __shared__ int alive;
  int i = blockIdx.x * BLOCK + threadIdx.x;
  if (threadIdx.x == 0)
    alive = 0;
  __syncthreads();
  atomicAdd(&alive, 1);
  __syncthreads();
  for (int left = i < n ? in[i] % 5 : 0;; --left) {
    if (left <= 0) {
      atomicSub(&alive, 1);
      if (i < n)
        out[i] = in[i] % 5;
      return;
    }
    __syncthreads();
  }
}

// 7: two dimensions.
__global__ void transposed(int *out, const int *in, int width, int height) {
  __shared__ int tile[8][9];
  int x = blockIdx.x * 8 + threadIdx.x, y = blockIdx.y * 8 + threadIdx.y;
  if (x < width && y < height)
    tile[threadIdx.y][threadIdx.x] = in[y * width + x];
  __syncthreads();
  int tx = blockIdx.y * 8 + threadIdx.x, ty = blockIdx.x * 8 + threadIdx.y;
  if (tx < height && ty < width)
    out[ty * height + tx] = tile[threadIdx.x][threadIdx.y] + int(gridDim.x * gridDim.y);
}

// 8: three dimensions, no shared memory.
__global__ void corners(int *out, int x, int y, int z) {
  int b = (blockIdx.z * gridDim.y + blockIdx.y) * gridDim.x + blockIdx.x;
  if (blockIdx.x < x && blockIdx.y < y && blockIdx.z < z)
    out[b] = blockIdx.x + 10 * blockIdx.y + 100 * blockIdx.z;
}

// 9: a template with dynamic shared memory, declared before its definition.
template <typename T> __global__ void neighbours(T *out, const T *in, int n);

template <typename T> __global__ void __launch_bounds__(BLOCK) neighbours(T *out, const T *in, int n) {
  extern __shared__ int window[];
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  window[threadIdx.x] = i < n ? in[i] : T(0);
  __syncthreads();
  if (i >= n)
    return;
  out[i] = window[threadIdx.x] - window[(threadIdx.x + 1) % blockDim.x];
}

// 10: a loop over the grid, which is right however many blocks there are.
__global__ void strided(int *out, int n) {
  for (int i = blockIdx.x * blockDim.x + threadIdx.x; i < n; i += blockDim.x * gridDim.x)
    atomicAdd(&out[i % 100], i);
}

// 11: on one line, and a return in a switch.
__global__ void tiny(int *out) { out[blockIdx.x * blockDim.x + threadIdx.x] = threadIdx.x; }
__global__ void choice(int *out, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  switch (i % 3) {
  case 0:
    out[i] = 7;
    return;
  case 1:
    if (i >= n)
      return;
    break;
  default:
    return;
  }
  out[i] += 9;
}

// 12: the barriers are in a function, the memory as well.
__device__ int sumOfBlock(int value) {
  __shared__ int all[BLOCK];
  all[threadIdx.x] = value;
  __syncthreads();
  for (int half = BLOCK / 2; half > 0; half /= 2) {
    if (threadIdx.x < half)
      all[threadIdx.x] += all[threadIdx.x + half];
    __syncthreads();
  }
  return all[0];
}

__global__ void sums(int *out, const int *in, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  int sum = sumOfBlock(i < n ? in[i] : 0);
  if (threadIdx.x == 0)
    out[blockIdx.x] = sum;
}

static int *in, *out;
static int host[1 << 16];

static void report(const char *name) {
  cudaDeviceSynchronize();
  cudaMemcpy(host, out, sizeof(host), cudaMemcpyDeviceToHost);
  unsigned sum = 17;
  for (int v : host)
    sum = sum * 31 + unsigned(v);
  printf("%s %08x\n", name, sum);
  cudaMemset(out, 0, sizeof(host));
}

int main(int argc, char **argv) {
  int n = argc > 1 ? atoi(argv[1]) : 3001, width = n / 40, height = n / 60;
  cudaMalloc(&in, sizeof(host));
  cudaMalloc(&out, sizeof(host));
  cudaMemset(out, 0, sizeof(host));
  for (int i = 0; i < (1 << 16); ++i)
    host[i] = (i * 7919) % 1009;
  cudaMemcpy(in, host, sizeof(host), cudaMemcpyHostToDevice);
  int blocks = (n + BLOCK - 1) / BLOCK;

  guarded<<<blocks, BLOCK>>>(out, n);
  report("guarded");
  reversed<<<blocks, BLOCK>>>(out, in, n);
  report("reversed");
  blockSums<<<blocks, BLOCK>>>(out, in, n);
  report("block sums");
  everyThird<<<blocks, BLOCK>>>(out, in, n);
  report("every third");
  search<<<blocks, BLOCK>>>(out, in, n);
  report("search");
  countdown<<<blocks, BLOCK>>>(out, in, n);
  report("countdown");
  dim3 tiles((width + 7) / 8, (height + 7) / 8), tile(8, 8);
  transposed<<<tiles, tile>>>(out, in, width, height);
  report("transposed");
  corners<<<dim3(width, height / 4, 3), 1>>>(out, width, height / 4, 3);
  report("corners");
  neighbours<int><<<blocks, BLOCK, BLOCK * sizeof(int)>>>(out, in, n);
  report("neighbours");
  strided<<<blocks, BLOCK>>>(out, n);
  report("strided");
  tiny<<<blocks, BLOCK>>>(out);
  choice<<<blocks, BLOCK>>>(out, n);
  report("choice");
  sums<<<blocks, BLOCK>>>(out, in, n);
  report("sums");
  cudaFree(in);
  cudaFree(out);
  return 0;
}
