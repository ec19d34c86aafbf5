// xpu device functions on CUDA.
#ifndef XPU_CUDA_XPU_CUDA_DEVICE_H
#define XPU_CUDA_XPU_CUDA_DEVICE_H

XPU_DETAIL_DEVICE void xpuSyncThreads() { __syncthreads(); }
XPU_DETAIL_DEVICE void xpuSyncWarp() { __syncwarp(); }
XPU_DETAIL_DEVICE void xpuThreadFence() { __threadfence(); }
XPU_DETAIL_DEVICE void xpuThreadFenceBlock() { __threadfence_block(); }

using xpuHalf = __half;
using xpuHalf2 = __half2;
using xpuBfloat16 = __nv_bfloat16;
using xpuBfloat162 = __nv_bfloat162;

#define XPU_DETAIL_SHUFFLES(T)                                                                     \
  XPU_DETAIL_DEVICE T xpuShfl(T value, int lane, int width = 32) {                                 \
    return __shfl_sync(0xffffffffu, value, lane, width);                                           \
  }                                                                                                \
  XPU_DETAIL_DEVICE T xpuShflUp(T value, unsigned delta, int width = 32) {                         \
    return __shfl_up_sync(0xffffffffu, value, delta, width);                                       \
  }                                                                                                \
  XPU_DETAIL_DEVICE T xpuShflDown(T value, unsigned delta, int width = 32) {                       \
    return __shfl_down_sync(0xffffffffu, value, delta, width);                                     \
  }                                                                                                \
  XPU_DETAIL_DEVICE T xpuShflXor(T value, int mask, int width = 32) {                              \
    return __shfl_xor_sync(0xffffffffu, value, mask, width);                                       \
  }
XPU_DETAIL_SHUFFLES(int)
XPU_DETAIL_SHUFFLES(unsigned int)
XPU_DETAIL_SHUFFLES(long)
XPU_DETAIL_SHUFFLES(unsigned long)
XPU_DETAIL_SHUFFLES(long long)
XPU_DETAIL_SHUFFLES(unsigned long long)
XPU_DETAIL_SHUFFLES(float)
XPU_DETAIL_SHUFFLES(xpuHalf)
XPU_DETAIL_SHUFFLES(xpuBfloat16)
XPU_DETAIL_SHUFFLES(xpuHalf2)
XPU_DETAIL_SHUFFLES(xpuBfloat162)
#undef XPU_DETAIL_SHUFFLES

XPU_DETAIL_DEVICE bool xpuAll(bool predicate) { return __all_sync(0xffffffffu, predicate); }
XPU_DETAIL_DEVICE bool xpuAny(bool predicate) { return __any_sync(0xffffffffu, predicate); }
XPU_DETAIL_DEVICE unsigned xpuBallot(bool predicate) {
  return __ballot_sync(0xffffffffu, predicate);
}
XPU_DETAIL_DEVICE int xpuLaneId() {
  int lane;
  asm("mov.u32 %0, %%laneid;" : "=r"(lane));
  return lane;
}

// One instruction since sm_80, a butterfly before.
#if defined(__CUDA_ARCH__) && __CUDA_ARCH__ >= 800
#define XPU_DETAIL_REDUCE(T, name, intrinsic, combine)                                             \
  XPU_DETAIL_DEVICE T name(T value) { return intrinsic(0xffffffffu, value); }
#else
#define XPU_DETAIL_REDUCE(T, name, intrinsic, combine)                                             \
  XPU_DETAIL_DEVICE T name(T value) {                                                              \
    for (int mask = 16; mask > 0; mask /= 2) {                                                     \
      T other = __shfl_xor_sync(0xffffffffu, value, mask);                                         \
      value = combine;                                                                             \
    }                                                                                              \
    return value;                                                                                  \
  }
#endif
XPU_DETAIL_REDUCE(int, xpuReduceAdd, __reduce_add_sync, value + other)
XPU_DETAIL_REDUCE(unsigned int, xpuReduceAdd, __reduce_add_sync, value + other)
XPU_DETAIL_REDUCE(int, xpuReduceMin, __reduce_min_sync, other < value ? other : value)
XPU_DETAIL_REDUCE(unsigned int, xpuReduceMin, __reduce_min_sync, other < value ? other : value)
XPU_DETAIL_REDUCE(int, xpuReduceMax, __reduce_max_sync, value < other ? other : value)
XPU_DETAIL_REDUCE(unsigned int, xpuReduceMax, __reduce_max_sync, value < other ? other : value)
#undef XPU_DETAIL_REDUCE

#define XPU_DETAIL_ATOMIC(name, function, T)                                                       \
  XPU_DETAIL_DEVICE T name(T *address, T value) { return function(address, value); }
#define XPU_DETAIL_ATOMIC_INTEGER(name, function)                                                  \
  XPU_DETAIL_ATOMIC(name, function, int)                                                           \
  XPU_DETAIL_ATOMIC(name, function, unsigned int)                                                  \
  XPU_DETAIL_ATOMIC(name, function, unsigned long long)
XPU_DETAIL_ATOMIC_INTEGER(xpuAtomicAdd, atomicAdd)
XPU_DETAIL_ATOMIC(xpuAtomicAdd, atomicAdd, float)
XPU_DETAIL_ATOMIC(xpuAtomicSub, atomicSub, int)
XPU_DETAIL_ATOMIC(xpuAtomicSub, atomicSub, unsigned int)
XPU_DETAIL_ATOMIC_INTEGER(xpuAtomicMin, atomicMin)
XPU_DETAIL_ATOMIC_INTEGER(xpuAtomicMax, atomicMax)
XPU_DETAIL_ATOMIC_INTEGER(xpuAtomicAnd, atomicAnd)
XPU_DETAIL_ATOMIC_INTEGER(xpuAtomicOr, atomicOr)
XPU_DETAIL_ATOMIC_INTEGER(xpuAtomicXor, atomicXor)
XPU_DETAIL_ATOMIC_INTEGER(xpuAtomicExch, atomicExch)
XPU_DETAIL_ATOMIC(xpuAtomicExch, atomicExch, float)
XPU_DETAIL_ATOMIC(xpuAtomicInc, atomicInc, unsigned int)
XPU_DETAIL_ATOMIC(xpuAtomicDec, atomicDec, unsigned int)
#undef XPU_DETAIL_ATOMIC_INTEGER
#undef XPU_DETAIL_ATOMIC
#define XPU_DETAIL_CAS(T)                                                                          \
  XPU_DETAIL_DEVICE T xpuAtomicCAS(T *address, T compare, T value) {                               \
    return atomicCAS(address, compare, value);                                                     \
  }
XPU_DETAIL_CAS(int)
XPU_DETAIL_CAS(unsigned int)
XPU_DETAIL_CAS(unsigned long long)
#undef XPU_DETAIL_CAS

template <class T> XPU_DETAIL_DEVICE T xpuLdg(const T *address) { return __ldg(address); }
XPU_DETAIL_DEVICE long long xpuClock() { return clock64(); }
XPU_DETAIL_DEVICE void xpuTrap() { __trap(); }

XPU_DETAIL_DEVICE float xpuFastExpf(float x) { return __expf(x); }
XPU_DETAIL_DEVICE float xpuFastLogf(float x) { return __logf(x); }
XPU_DETAIL_DEVICE float xpuFastSinf(float x) { return __sinf(x); }
XPU_DETAIL_DEVICE float xpuFastCosf(float x) { return __cosf(x); }
XPU_DETAIL_DEVICE float xpuFastPowf(float x, float y) { return __powf(x, y); }
XPU_DETAIL_DEVICE float xpuFastDividef(float x, float y) { return __fdividef(x, y); }
XPU_DETAIL_DEVICE float xpuSaturatef(float x) { return __saturatef(x); }

#define XPU_DETAIL_MINMAX(T)                                                                       \
  XPU_DETAIL_DEVICE T xpuMin(T a, T b) { return min(a, b); }                                       \
  XPU_DETAIL_DEVICE T xpuMax(T a, T b) { return max(a, b); }
XPU_DETAIL_MINMAX(int)
XPU_DETAIL_MINMAX(unsigned int)
XPU_DETAIL_MINMAX(long long)
XPU_DETAIL_MINMAX(unsigned long long)
XPU_DETAIL_MINMAX(float)
#undef XPU_DETAIL_MINMAX

XPU_DETAIL_DEVICE int xpuPopc(unsigned int x) { return __popc(x); }
XPU_DETAIL_DEVICE int xpuPopcll(unsigned long long x) { return __popcll(x); }
XPU_DETAIL_DEVICE int xpuClz(int x) { return __clz(x); }
XPU_DETAIL_DEVICE int xpuClzll(long long x) { return __clzll(x); }
XPU_DETAIL_DEVICE int xpuFfs(int x) { return __ffs(x); }
XPU_DETAIL_DEVICE int xpuFfsll(long long x) { return __ffsll(x); }
XPU_DETAIL_DEVICE unsigned int xpuBrev(unsigned int x) { return __brev(x); }
XPU_DETAIL_DEVICE unsigned long long xpuBrevll(unsigned long long x) { return __brevll(x); }
XPU_DETAIL_DEVICE unsigned int xpuBytePerm(unsigned int x, unsigned int y, unsigned int selector) {
  return __byte_perm(x, y, selector);
}
XPU_DETAIL_DEVICE int xpuMulhi(int x, int y) { return __mulhi(x, y); }
XPU_DETAIL_DEVICE unsigned int xpuUmulhi(unsigned int x, unsigned int y) { return __umulhi(x, y); }
XPU_DETAIL_DEVICE int xpuFloatAsInt(float x) { return __float_as_int(x); }
XPU_DETAIL_DEVICE unsigned int xpuFloatAsUint(float x) { return __float_as_uint(x); }
XPU_DETAIL_DEVICE float xpuIntAsFloat(int x) { return __int_as_float(x); }
XPU_DETAIL_DEVICE float xpuUintAsFloat(unsigned int x) { return __uint_as_float(x); }

XPU_DETAIL_DEVICE xpuHalf xpuFloatToHalf(float x) { return __float2half(x); }
XPU_DETAIL_DEVICE float xpuHalfToFloat(xpuHalf x) { return __half2float(x); }
XPU_DETAIL_DEVICE xpuBfloat16 xpuFloatToBfloat16(float x) { return __float2bfloat16(x); }
XPU_DETAIL_DEVICE float xpuBfloat16ToFloat(xpuBfloat16 x) { return __bfloat162float(x); }
XPU_DETAIL_DEVICE xpuHalf2 xpuMakeHalf2(xpuHalf x, xpuHalf y) { return __halves2half2(x, y); }
XPU_DETAIL_DEVICE xpuHalf2 xpuFloat2ToHalf2(float2 v) { return __float22half2_rn(v); }
XPU_DETAIL_DEVICE float2 xpuHalf2ToFloat2(xpuHalf2 v) { return __half22float2(v); }
XPU_DETAIL_DEVICE xpuBfloat162 xpuMakeBfloat162(xpuBfloat16 x, xpuBfloat16 y) {
  return __halves2bfloat162(x, y);
}
XPU_DETAIL_DEVICE xpuBfloat162 xpuFloat2ToBfloat162(float2 v) { return __float22bfloat162_rn(v); }
XPU_DETAIL_DEVICE float2 xpuBfloat162ToFloat2(xpuBfloat162 v) { return __bfloat1622float2(v); }

#define XPU_DETAIL_FLOAT16(T, T2)                                                                  \
  XPU_DETAIL_DEVICE T xpuHadd(T a, T b) { return __hadd(a, b); }                                   \
  XPU_DETAIL_DEVICE T xpuHsub(T a, T b) { return __hsub(a, b); }                                   \
  XPU_DETAIL_DEVICE T xpuHmul(T a, T b) { return __hmul(a, b); }                                   \
  XPU_DETAIL_DEVICE T xpuHdiv(T a, T b) { return __hdiv(a, b); }                                   \
  XPU_DETAIL_DEVICE T xpuHfma(T a, T b, T c) { return __hfma(a, b, c); }                           \
  XPU_DETAIL_DEVICE T xpuHmin(T a, T b) { return __hmin(a, b); }                                   \
  XPU_DETAIL_DEVICE T xpuHmax(T a, T b) { return __hmax(a, b); }                                   \
  XPU_DETAIL_DEVICE T2 xpuHadd2(T2 a, T2 b) { return __hadd2(a, b); }                              \
  XPU_DETAIL_DEVICE T2 xpuHsub2(T2 a, T2 b) { return __hsub2(a, b); }                              \
  XPU_DETAIL_DEVICE T2 xpuHmul2(T2 a, T2 b) { return __hmul2(a, b); }                              \
  XPU_DETAIL_DEVICE T2 xpuHfma2(T2 a, T2 b, T2 c) { return __hfma2(a, b, c); }
XPU_DETAIL_FLOAT16(xpuHalf, xpuHalf2)
XPU_DETAIL_FLOAT16(xpuBfloat16, xpuBfloat162)
#undef XPU_DETAIL_FLOAT16

#endif
