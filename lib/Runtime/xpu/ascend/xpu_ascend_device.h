// xpu device functions on Ascend C SIMT.
//
// 64-bit overloads there take int64_t (long); long long is a type of its own, so
// values are cast and pointers reinterpreted: same size, same representation.
#ifndef XPU_ASCEND_XPU_ASCEND_DEVICE_H
#define XPU_ASCEND_XPU_ASCEND_DEVICE_H

#define XPU_DETAIL_DEVICE __aicore__ inline

using xpuHalf = half;
using xpuHalf2 = half2;
using xpuBfloat16 = bfloat16_t;
using xpuBfloat162 = bfloat16x2_t;

XPU_DETAIL_DEVICE void xpuSyncThreads() { asc_syncthreads(); }
// Lanes of a warp run in step; what is left to do is the order of memory.
XPU_DETAIL_DEVICE void xpuSyncWarp() { asc_threadfence_block(); }
XPU_DETAIL_DEVICE void xpuThreadFence() { asc_threadfence(); }
XPU_DETAIL_DEVICE void xpuThreadFenceBlock() { asc_threadfence_block(); }

#define XPU_DETAIL_SHUFFLES(T, As)                                                                 \
  XPU_DETAIL_DEVICE T xpuShfl(T value, int lane, int width = 32) {                                 \
    return static_cast<T>(asc_shfl(static_cast<As>(value), lane, width));                          \
  }                                                                                                \
  XPU_DETAIL_DEVICE T xpuShflUp(T value, unsigned delta, int width = 32) {                         \
    return static_cast<T>(asc_shfl_up(static_cast<As>(value), delta, width));                      \
  }                                                                                                \
  XPU_DETAIL_DEVICE T xpuShflDown(T value, unsigned delta, int width = 32) {                       \
    return static_cast<T>(asc_shfl_down(static_cast<As>(value), delta, width));                    \
  }                                                                                                \
  XPU_DETAIL_DEVICE T xpuShflXor(T value, int mask, int width = 32) {                              \
    return static_cast<T>(asc_shfl_xor(static_cast<As>(value), mask, width));                      \
  }
XPU_DETAIL_SHUFFLES(int, int32_t)
XPU_DETAIL_SHUFFLES(unsigned int, uint32_t)
XPU_DETAIL_SHUFFLES(long, int64_t)
XPU_DETAIL_SHUFFLES(unsigned long, uint64_t)
XPU_DETAIL_SHUFFLES(long long, int64_t)
XPU_DETAIL_SHUFFLES(unsigned long long, uint64_t)
XPU_DETAIL_SHUFFLES(float, float)
XPU_DETAIL_SHUFFLES(xpuHalf, half)
XPU_DETAIL_SHUFFLES(xpuBfloat16, bfloat16_t)
XPU_DETAIL_SHUFFLES(xpuHalf2, half2)
XPU_DETAIL_SHUFFLES(xpuBfloat162, bfloat16x2_t)
#undef XPU_DETAIL_SHUFFLES

XPU_DETAIL_DEVICE bool xpuAll(bool predicate) { return asc_all(predicate) != 0; }
XPU_DETAIL_DEVICE bool xpuAny(bool predicate) { return asc_any(predicate) != 0; }
XPU_DETAIL_DEVICE unsigned xpuBallot(bool predicate) { return asc_ballot(predicate); }
XPU_DETAIL_DEVICE int xpuLaneId() { return laneid(); }
XPU_DETAIL_DEVICE int xpuReduceAdd(int value) { return asc_reduce_add(value); }
XPU_DETAIL_DEVICE unsigned xpuReduceAdd(unsigned value) { return asc_reduce_add(value); }
XPU_DETAIL_DEVICE int xpuReduceMin(int value) { return asc_reduce_min(value); }
XPU_DETAIL_DEVICE unsigned xpuReduceMin(unsigned value) { return asc_reduce_min(value); }
XPU_DETAIL_DEVICE int xpuReduceMax(int value) { return asc_reduce_max(value); }
XPU_DETAIL_DEVICE unsigned xpuReduceMax(unsigned value) { return asc_reduce_max(value); }

#define XPU_DETAIL_ATOMIC(name, function, T, As)                                                   \
  XPU_DETAIL_DEVICE T name(T *address, T value) {                                                  \
    return static_cast<T>(function(reinterpret_cast<As *>(address), static_cast<As>(value)));      \
  }
#define XPU_DETAIL_ATOMIC_INTEGER(name, function)                                                  \
  XPU_DETAIL_ATOMIC(name, function, int, int32_t)                                                  \
  XPU_DETAIL_ATOMIC(name, function, unsigned int, uint32_t)                                        \
  XPU_DETAIL_ATOMIC(name, function, unsigned long long, uint64_t)
XPU_DETAIL_ATOMIC_INTEGER(xpuAtomicAdd, asc_atomic_add)
XPU_DETAIL_ATOMIC(xpuAtomicAdd, asc_atomic_add, float, float)
XPU_DETAIL_ATOMIC(xpuAtomicSub, asc_atomic_sub, int, int32_t)
XPU_DETAIL_ATOMIC(xpuAtomicSub, asc_atomic_sub, unsigned int, uint32_t)
XPU_DETAIL_ATOMIC_INTEGER(xpuAtomicMin, asc_atomic_min)
XPU_DETAIL_ATOMIC_INTEGER(xpuAtomicMax, asc_atomic_max)
XPU_DETAIL_ATOMIC_INTEGER(xpuAtomicAnd, asc_atomic_and)
XPU_DETAIL_ATOMIC_INTEGER(xpuAtomicOr, asc_atomic_or)
XPU_DETAIL_ATOMIC_INTEGER(xpuAtomicXor, asc_atomic_xor)
XPU_DETAIL_ATOMIC_INTEGER(xpuAtomicExch, asc_atomic_exch)
XPU_DETAIL_ATOMIC(xpuAtomicExch, asc_atomic_exch, float, float)
XPU_DETAIL_ATOMIC(xpuAtomicInc, asc_atomic_inc, unsigned int, uint32_t)
XPU_DETAIL_ATOMIC(xpuAtomicDec, asc_atomic_dec, unsigned int, uint32_t)
#undef XPU_DETAIL_ATOMIC_INTEGER
#undef XPU_DETAIL_ATOMIC
#define XPU_DETAIL_CAS(T, As)                                                                      \
  XPU_DETAIL_DEVICE T xpuAtomicCAS(T *address, T compare, T value) {                               \
    return static_cast<T>(asc_atomic_cas(reinterpret_cast<As *>(address),                          \
                                         static_cast<As>(compare), static_cast<As>(value)));       \
  }
XPU_DETAIL_CAS(int, int32_t)
XPU_DETAIL_CAS(unsigned int, uint32_t)
XPU_DETAIL_CAS(unsigned long long, uint64_t)
#undef XPU_DETAIL_CAS

template <class T> XPU_DETAIL_DEVICE T xpuLdg(const T *address) { return *address; }
XPU_DETAIL_DEVICE long long xpuClock() { return static_cast<long long>(clock()); }
XPU_DETAIL_DEVICE void xpuTrap() { __trap(); }

XPU_DETAIL_DEVICE float xpuFastExpf(float x) { return expf(x); }
XPU_DETAIL_DEVICE float xpuFastLogf(float x) { return logf(x); }
XPU_DETAIL_DEVICE float xpuFastSinf(float x) { return sinf(x); }
XPU_DETAIL_DEVICE float xpuFastCosf(float x) { return cosf(x); }
XPU_DETAIL_DEVICE float xpuFastPowf(float x, float y) { return powf(x, y); }
XPU_DETAIL_DEVICE float xpuFastDividef(float x, float y) { return __fdividef(x, y); }
XPU_DETAIL_DEVICE float xpuSaturatef(float x) { return __saturatef(x); }

#define XPU_DETAIL_MINMAX(T)                                                                       \
  XPU_DETAIL_DEVICE T xpuMin(T a, T b) { return b < a ? b : a; }                                   \
  XPU_DETAIL_DEVICE T xpuMax(T a, T b) { return a < b ? b : a; }
XPU_DETAIL_MINMAX(int)
XPU_DETAIL_MINMAX(unsigned int)
XPU_DETAIL_MINMAX(long long)
XPU_DETAIL_MINMAX(unsigned long long)
#undef XPU_DETAIL_MINMAX
XPU_DETAIL_DEVICE float xpuMin(float a, float b) { return fminf(a, b); }
XPU_DETAIL_DEVICE float xpuMax(float a, float b) { return fmaxf(a, b); }

XPU_DETAIL_DEVICE int xpuPopc(unsigned int x) { return __popc(x); }
XPU_DETAIL_DEVICE int xpuPopcll(unsigned long long x) { return __popc(x); }
XPU_DETAIL_DEVICE int xpuClz(int x) { return __clz(x); }
XPU_DETAIL_DEVICE int xpuClzll(long long x) { return __clz(x); }
XPU_DETAIL_DEVICE int xpuFfs(int x) { return __ffs(x); }
XPU_DETAIL_DEVICE int xpuFfsll(long long x) { return __ffs(x); }
XPU_DETAIL_DEVICE unsigned int xpuBrev(unsigned int x) { return __brev(x); }
XPU_DETAIL_DEVICE unsigned long long xpuBrevll(unsigned long long x) { return __brev(x); }
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
XPU_DETAIL_DEVICE xpuHalf2 xpuMakeHalf2(xpuHalf x, xpuHalf y) { return make_half2(x, y); }
XPU_DETAIL_DEVICE xpuHalf2 xpuFloat2ToHalf2(float2 v) { return __float22half2_rn(v); }
XPU_DETAIL_DEVICE float2 xpuHalf2ToFloat2(xpuHalf2 v) { return __half22float2(v); }
XPU_DETAIL_DEVICE xpuBfloat162 xpuMakeBfloat162(xpuBfloat16 x, xpuBfloat16 y) {
  return make_bfloat162(x, y);
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
  XPU_DETAIL_DEVICE T2 xpuHadd2(T2 a, T2 b) { return __haddx2(a, b); }                             \
  XPU_DETAIL_DEVICE T2 xpuHsub2(T2 a, T2 b) { return __hsubx2(a, b); }                             \
  XPU_DETAIL_DEVICE T2 xpuHmul2(T2 a, T2 b) { return __hmulx2(a, b); }                             \
  XPU_DETAIL_DEVICE T2 xpuHfma2(T2 a, T2 b, T2 c) { return __hfmax2(a, b, c); }
XPU_DETAIL_FLOAT16(xpuHalf, xpuHalf2)
XPU_DETAIL_FLOAT16(xpuBfloat16, xpuBfloat162)
#undef XPU_DETAIL_FLOAT16

#undef XPU_DETAIL_DEVICE

#endif
