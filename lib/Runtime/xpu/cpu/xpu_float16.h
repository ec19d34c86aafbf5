// xpu 16-bit floating-point types on the CPU.
#ifndef XPU_CPU_XPU_FLOAT16_H
#define XPU_CPU_XPU_FLOAT16_H

using xpuHalf = ::ascendify_cpu::Half;
using xpuHalf2 = ::ascendify_cpu::Half2;
using xpuBfloat16 = ::ascendify_cpu::Bfloat16;
using xpuBfloat162 = ::ascendify_cpu::Bfloat162;

inline xpuHalf xpuFloatToHalf(float x) { return xpuHalf(x); }
inline float xpuHalfToFloat(xpuHalf x) { return float(x); }
inline xpuBfloat16 xpuFloatToBfloat16(float x) { return xpuBfloat16(x); }
inline float xpuBfloat16ToFloat(xpuBfloat16 x) { return float(x); }
inline xpuHalf2 xpuMakeHalf2(xpuHalf x, xpuHalf y) { return {x, y}; }
inline xpuHalf2 xpuFloat2ToHalf2(float2 v) { return {xpuHalf(v.x), xpuHalf(v.y)}; }
inline float2 xpuHalf2ToFloat2(xpuHalf2 v) { return {float(v.x), float(v.y)}; }
inline xpuBfloat162 xpuMakeBfloat162(xpuBfloat16 x, xpuBfloat16 y) { return {x, y}; }
inline xpuBfloat162 xpuFloat2ToBfloat162(float2 v) {
  return {xpuBfloat16(v.x), xpuBfloat16(v.y)};
}
inline float2 xpuBfloat162ToFloat2(xpuBfloat162 v) { return {float(v.x), float(v.y)}; }

#define XPU_DETAIL_FLOAT16(T)                                                                      \
  inline T xpuHadd(T a, T b) { return a + b; }                                                     \
  inline T xpuHsub(T a, T b) { return a - b; }                                                     \
  inline T xpuHmul(T a, T b) { return a * b; }                                                     \
  inline T xpuHdiv(T a, T b) { return a / b; }                                                     \
  inline T xpuHfma(T a, T b, T c) { return T::fma(a, b, c); }                                      \
  inline T xpuHmin(T a, T b) { return T(fminf(float(a), float(b))); }                              \
  inline T xpuHmax(T a, T b) { return T(fmaxf(float(a), float(b))); }
XPU_DETAIL_FLOAT16(xpuHalf)
XPU_DETAIL_FLOAT16(xpuBfloat16)
#undef XPU_DETAIL_FLOAT16

inline xpuHalf2 xpuHadd2(xpuHalf2 a, xpuHalf2 b) { return a + b; }
inline xpuHalf2 xpuHsub2(xpuHalf2 a, xpuHalf2 b) { return a - b; }
inline xpuHalf2 xpuHmul2(xpuHalf2 a, xpuHalf2 b) { return a * b; }
inline xpuHalf2 xpuHfma2(xpuHalf2 a, xpuHalf2 b, xpuHalf2 c) {
  return {xpuHfma(a.x, b.x, c.x), xpuHfma(a.y, b.y, c.y)};
}
inline xpuBfloat162 xpuHadd2(xpuBfloat162 a, xpuBfloat162 b) { return a + b; }
inline xpuBfloat162 xpuHsub2(xpuBfloat162 a, xpuBfloat162 b) { return a - b; }
inline xpuBfloat162 xpuHmul2(xpuBfloat162 a, xpuBfloat162 b) { return a * b; }
inline xpuBfloat162 xpuHfma2(xpuBfloat162 a, xpuBfloat162 b, xpuBfloat162 c) {
  return {xpuHfma(a.x, b.x, c.x), xpuHfma(a.y, b.y, c.y)};
}

#endif
