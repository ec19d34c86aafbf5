// Twenty-two kernels, in CUDA and in portable style. Those at the end are written once, over names that stand for both.
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

#ifdef PORTABLE
#define SHARED XPU_SHARED
#define SYNC() xpuSyncThreads()
#define SYNC_WARP() xpuSyncWarp()
#define SHFL(v, l) xpuShfl(v, l)
#define SHFL_UP(v, d) xpuShflUp(v, d)
#define SHFL_XOR(v, m) xpuShflXor(v, m)
#define BALLOT(p) xpuBallot(p)
#define ANY(p) xpuAny(p)
#define ALL(p) xpuAll(p)
#define REDUCE_ADD(v) xpuReduceAdd(v)
#define ATOMIC_ADD(p, v) xpuAtomicAdd(p, v)
#define ATOMIC_MAX(p, v) xpuAtomicMax(p, v)
#define ATOMIC_CAS(p, c, v) xpuAtomicCAS(p, c, v)
#define ATOMIC_EXCH(p, v) xpuAtomicExch(p, v)
#define ATOMIC_INC(p, v) xpuAtomicInc(p, v)
#define FENCE() xpuThreadFence()
#define POPC(x) xpuPopc(x)
#define CLZ(x) xpuClz(x)
#define FFS(x) xpuFfs(x)
#define BREV(x) xpuBrev(x)
#define MULHI(a, b) xpuUmulhi(a, b)
#define AS_INT(x) xpuFloatAsInt(x)
#define AS_FLOAT(x) xpuIntAsFloat(x)
#define LDG(p) xpuLdg(p)
#define FAST_EXP(x) xpuFastExpf(x)
#define FAST_LOG(x) xpuFastLogf(x)
#define SATURATE(x) xpuSaturatef(x)
#define MIN(a, b) xpuMin(a, b)
#define MAX(a, b) xpuMax(a, b)
#define RESTRICT XPU_RESTRICT
#define BOUNDS(n) XPU_LAUNCH_BOUNDS(n)
#define CONSTANT XPU_CONSTANT
#define DEVICE XPU_DEVICE
#define INLINE XPU_FORCEINLINE
#define HALF xpuHalf
#define TO_FLOAT(h) xpuHalfToFloat(h)
#define TO_HALF(f) xpuFloatToHalf(f)
#define HFMA(a, b, c) xpuHfma(a, b, c)
#else
#include <cuda_fp16.h>
#define SHARED __shared__
#define SYNC() __syncthreads()
#define SYNC_WARP() __syncwarp()
#define SHFL(v, l) __shfl_sync(0xffffffffu, v, l)
#define SHFL_UP(v, d) __shfl_up_sync(0xffffffffu, v, d)
#define SHFL_XOR(v, m) __shfl_xor_sync(0xffffffffu, v, m)
#define BALLOT(p) __ballot_sync(0xffffffffu, p)
#define ANY(p) __any_sync(0xffffffffu, p)
#define ALL(p) __all_sync(0xffffffffu, p)
#define REDUCE_ADD(v) __reduce_add_sync(0xffffffffu, v)
#define ATOMIC_ADD(p, v) atomicAdd(p, v)
#define ATOMIC_MAX(p, v) atomicMax(p, v)
#define ATOMIC_CAS(p, c, v) atomicCAS(p, c, v)
#define ATOMIC_EXCH(p, v) atomicExch(p, v)
#define ATOMIC_INC(p, v) atomicInc(p, v)
#define FENCE() __threadfence()
#define POPC(x) __popc(x)
#define CLZ(x) __clz(x)
#define FFS(x) __ffs(x)
#define BREV(x) __brev(x)
#define MULHI(a, b) __umulhi(a, b)
#define AS_INT(x) __float_as_int(x)
#define AS_FLOAT(x) __int_as_float(x)
#define LDG(p) __ldg(p)
#define FAST_EXP(x) __expf(x)
#define FAST_LOG(x) __logf(x)
#define SATURATE(x) __saturatef(x)
#define MIN(a, b) min(a, b)
#define MAX(a, b) max(a, b)
#define RESTRICT __restrict__
#define BOUNDS(n) __launch_bounds__(n)
#define CONSTANT __constant__
#define DEVICE __device__
#define INLINE __forceinline__
#define HALF __half
#define TO_FLOAT(h) __half2float(h)
#define TO_HALF(f) __float2half(f)
#define HFMA(a, b, c) __hfma(a, b, c)
#endif
#define INDEX int(blockIdx.x * blockDim.x + threadIdx.x)

CONSTANT float weights[9];

DEVICE INLINE float warpMax(float v) {
  for (int m = 16; m; m /= 2)
    v = fmaxf(v, SHFL_XOR(v, m));
  return v;
}
EXTERN_C void saxpy(float a, const float *RESTRICT x, float *RESTRICT y, int n) {
  for (int i = INDEX; i < n; i += int(gridDim.x * blockDim.x))
    y[i] = fmaf(a, x[i], y[i]);
}
EXTERN_C BOUNDS(256) void matmul(const float *a, const float *b, float *c, int n) {
  SHARED float as[16][16], bs[16][16];
  int row = int(blockIdx.y * 16 + threadIdx.y), column = int(blockIdx.x * 16 + threadIdx.x);
  float sum = 0;
  for (int t = 0; t < n; t += 16) {
    as[threadIdx.y][threadIdx.x] = a[row * n + t + int(threadIdx.x)];
    bs[threadIdx.y][threadIdx.x] = b[(t + int(threadIdx.y)) * n + column];
    SYNC();
    for (int k = 0; k < 16; ++k)
      sum += as[threadIdx.y][k] * bs[k][threadIdx.x];
    SYNC();
  }
  c[row * n + column] = sum;
}
EXTERN_C void histogram(const unsigned int *in, unsigned int *out, int n) {
  SHARED unsigned int bins[256];
  bins[threadIdx.x] = 0;
  SYNC();
  for (int i = INDEX; i < n; i += int(gridDim.x * blockDim.x))
    ATOMIC_ADD(&bins[in[i] & 255u], 1u);
  SYNC();
  ATOMIC_ADD(&out[threadIdx.x], bins[threadIdx.x]);
}
EXTERN_C void scanWarp(int *p) {
  int v = p[INDEX], lane = int(threadIdx.x & 31u);
  for (unsigned d = 1; d < 32; d *= 2) {
    int u = SHFL_UP(v, d);
    if (lane >= int(d))
      v += u;
  }
  p[INDEX] = v;
}
EXTERN_C void softmaxRow(float *p, int n) {
  float m = -1e30f, s = 0;
  for (int i = int(threadIdx.x); i < n; i += 32)
    m = fmaxf(m, p[i]);
  m = warpMax(m);
  for (int i = int(threadIdx.x); i < n; i += 32)
    s += p[i] = FAST_EXP(p[i] - m);
  for (int o = 16; o; o /= 2)
    s += SHFL_XOR(s, o);
  for (int i = int(threadIdx.x); i < n; i += 32)
    p[i] /= s;
}
EXTERN_C void compact(const int *in, int *out, int *count, int n) {
  int i = INDEX;
  bool keep = i < n && in[i] > 0;
  unsigned set = BALLOT(keep);
  int lane = int(threadIdx.x & 31u), base = 0;
  if (lane == 0)
    base = ATOMIC_ADD(count, POPC(set));
  base = SHFL(base, 0);
  if (keep)
    out[base + POPC(set & ((1u << lane) - 1))] = in[i];
}
EXTERN_C void votes(const int *in, int *out) {
  int v = in[INDEX];
  out[INDEX] = (ANY(v == 0) ? 1 : 0) + (ALL(v > 0) ? 2 : 0);
}
EXTERN_C void sumWarp(const int *in, int *out) {
  int v = REDUCE_ADD(in[INDEX]);
  if ((threadIdx.x & 31u) == 0)
    out[INDEX / 32] = v;
}
EXTERN_C void maxFloat(const float *in, int *out) { ATOMIC_MAX(out, AS_INT(in[INDEX])); }
EXTERN_C void lastBlock(const float *in, float *partial, unsigned int *ticket, float *out) {
  SHARED bool last;
  if (threadIdx.x == 0) {
    partial[blockIdx.x] = in[blockIdx.x];
    FENCE();
    last = ATOMIC_INC(ticket, gridDim.x) == gridDim.x - 1;
  }
  SYNC();
  if (last && threadIdx.x == 0) {
    float s = 0;
    for (unsigned i = 0; i < gridDim.x; ++i)
      s += partial[i];
    *out = s;
  }
}
EXTERN_C void addSlowly(float *p, const float *v) {
  int *word = (int *)p;
  int old = *word, seen;
  do {
    seen = old;
    old = ATOMIC_CAS(word, seen, AS_INT(AS_FLOAT(seen) + v[threadIdx.x]));
  } while (old != seen);
}
EXTERN_C void swap(int *p, const int *v) { ATOMIC_EXCH(p, v[threadIdx.x]); }
EXTERN_C void bits(const unsigned int *in, int *out) {
  unsigned int x = in[INDEX];
  out[INDEX] = POPC(x) + CLZ(int(x)) + FFS(int(x)) + int(BREV(x)) + int(MULHI(x, 0x9e3779b9u));
}
EXTERN_C void convolve(const float *in, float *out, int width) {
  int x = INDEX, y = int(blockIdx.y);
  float s = 0;
  for (int j = 0; j < 3; ++j)
    for (int i = 0; i < 3; ++i)
      s += LDG(&in[(y + j) * width + x + i]) * weights[3 * j + i];
  out[y * width + x] = SATURATE(s);
}
EXTERN_C void clampAll(float *p, int n) {
  int i = INDEX;
  if (i < n)
    p[i] = MIN(MAX(p[i], -1.0f), 1.0f) + FAST_LOG(p[i]);
}
EXTERN_C void vectorCopy(const float4 *in, float4 *out, int n) {
  int i = INDEX;
  if (i < n) {
    float4 v = in[i];
    out[i] = make_float4(v.w, v.z, v.y, v.x);
  }
}
EXTERN_C void halves(const HALF *a, HALF *b, float f) {
  b[INDEX] = HFMA(a[INDEX], TO_HALF(f), TO_HALF(TO_FLOAT(b[INDEX]) + f));
}
EXTERN_C void warpTurn(int *p) {
  SHARED int s[32];
  s[threadIdx.x & 31u] = p[INDEX];
  SYNC_WARP();
  p[INDEX] = s[31u - (threadIdx.x & 31u)];
}
