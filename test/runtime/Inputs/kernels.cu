// Four kernels, in CUDA and in portable style.
#ifdef PORTABLE
#include "xpu/xpu.h"
#define EXTERN_C extern "C" XPU_GLOBAL
#else
#define EXTERN_C extern "C" __global__
#endif

EXTERN_C void vectorAdd(const float *a, const float *b, float *c, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < n)
    c[i] = a[i] + b[i];
}

EXTERN_C void transpose(float *out, const float *in, int width, int height) {
#ifdef PORTABLE
  XPU_SHARED float tile[32][33];
#else
  __shared__ float tile[32][33];
#endif
  int x = blockIdx.x * 32 + threadIdx.x, y = blockIdx.y * 32 + threadIdx.y;
  for (int j = 0; j < 32; j += 8)
    if (x < width && y + j < height)
      tile[threadIdx.y + j][threadIdx.x] = in[(y + j) * width + x];
#ifdef PORTABLE
  xpuSyncThreads();
#else
  __syncthreads();
#endif
  x = blockIdx.y * 32 + threadIdx.x;
  y = blockIdx.x * 32 + threadIdx.y;
  for (int j = 0; j < 32; j += 8)
    if (x < height && y + j < width)
      out[(y + j) * height + x] = tile[threadIdx.x][threadIdx.y + j];
}

EXTERN_C void reduce(const float *in, float *total, int n) {
#ifdef PORTABLE
  XPU_DYNAMIC_SHARED(float, partial);
#else
  extern __shared__ float partial[];
#endif
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  float v = i < n ? in[i] : 0.0f;
#ifdef OTHER
  v *= 2.0f;
#endif
  for (int o = 16; o > 0; o /= 2)
#ifdef PORTABLE
    v += xpuShflDown(v, o);
#else
    v += __shfl_down_sync(0xffffffffu, v, o);
#endif
  if (threadIdx.x % 32 == 0)
    partial[threadIdx.x / 32] = v;
#ifdef PORTABLE
  xpuSyncThreads();
#else
  __syncthreads();
#endif
  if (threadIdx.x < 32) {
    v = threadIdx.x < blockDim.x / 32 ? partial[threadIdx.x] : 0.0f;
    for (int o = 16; o > 0; o /= 2)
#ifdef PORTABLE
      v += xpuShflDown(v, o);
#else
      v += __shfl_down_sync(0xffffffffu, v, o);
#endif
    if (threadIdx.x == 0)
#ifdef PORTABLE
      xpuAtomicAdd(total, v);
#else
      atomicAdd(total, v);
#endif
  }
}

EXTERN_C void gelu(float *x, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < n) {
    float v = x[i];
#ifdef PORTABLE
    x[i] = xpuFastDividef(v, 1.0f + xpuFastExpf(-1.702f * xpuMin(v, 30.0f)));
#else
    x[i] = __fdividef(v, 1.0f + __expf(-1.702f * min(v, 30.0f)));
#endif
  }
}
