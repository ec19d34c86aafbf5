// half and bfloat16 of Ascend C: conversions without a mode, arithmetic, comparisons,
// mathematics, one by one and in pairs (names with x2, h2…).
//
// Comparisons with u in their name hold when an operand is a NaN. Mathematics is that
// of float, rounded once; the device may differ in the last place.
#ifndef ASCENDIFY_CPU_ASC_HALF_H
#define ASCENDIFY_CPU_ASC_HALF_H

#include "asc_convert.h"

inline half __float2half(float x) { return half(x); }
inline float __half2float(half x) { return float(x); }
inline half2 __halves2half2(half x, half y) { return {x, y}; }
inline half2 make_half2(half x, half y) { return {x, y}; }
inline half2 __floats2half2_rn(float x, float y) { return {half(x), half(y)}; }
inline half __low2half(half2 v) { return v.x; }
inline half __high2half(half2 v) { return v.y; }
inline half2 __low2half2(half2 v) { return {v.x, v.x}; }
inline half2 __high2half2(half2 v) { return {v.y, v.y}; }
inline half2 __lows2half2(half2 x, half2 y) { return {x.x, y.x}; }
inline half2 __highs2half2(half2 x, half2 y) { return {x.y, y.y}; }
inline float __low2float(half2 v) { return float(v.x); }
inline float __high2float(half2 v) { return float(v.y); }
inline float2 __half22float2(half2 v) { return {float(v.x), float(v.y)}; }
inline half __ushort_as_half(unsigned short x) { return half::fromBits(x); }

inline bfloat16_t __float2bfloat16(float x) { return bfloat16_t(x); }
inline float __bfloat162float(bfloat16_t x) { return float(x); }
inline bfloat16x2_t __float2bfloat162_rn(float x) { return {bfloat16_t(x), bfloat16_t(x)}; }
inline bfloat16x2_t __floats2bfloat162_rn(float x, float y) { return {bfloat16_t(x), bfloat16_t(y)}; }
inline bfloat16x2_t __bfloat162bfloat162(bfloat16_t x) { return {x, x}; }
inline bfloat16x2_t __halves2bfloat162(bfloat16_t x, bfloat16_t y) { return {x, y}; }
inline bfloat16x2_t make_bfloat162(bfloat16_t x, bfloat16_t y) { return {x, y}; }
inline bfloat16_t __low2bfloat16(bfloat16x2_t v) { return v.x; }
inline bfloat16_t __high2bfloat16(bfloat16x2_t v) { return v.y; }
inline bfloat16x2_t __low2bfloat162(bfloat16x2_t v) { return {v.x, v.x}; }
inline bfloat16x2_t __high2bfloat162(bfloat16x2_t v) { return {v.y, v.y}; }
inline bfloat16x2_t __lows2bfloat162(bfloat16x2_t x, bfloat16x2_t y) { return {x.x, y.x}; }
inline bfloat16x2_t __highs2bfloat162(bfloat16x2_t x, bfloat16x2_t y) { return {x.y, y.y}; }
inline float __low2float(bfloat16x2_t v) { return float(v.x); }
inline float __high2float(bfloat16x2_t v) { return float(v.y); }
inline float2 __bfloat1622float2(bfloat16x2_t v) { return {float(v.x), float(v.y)}; }
inline bfloat16_t __ushort_as_bfloat16(unsigned short x) { return bfloat16_t::fromBits(x); }

#define ASCENDIFY_CPU_FLOAT16(T, T2)                                                               \
  inline T __hadd(T x, T y) { return x + y; }                                                      \
  inline T __hsub(T x, T y) { return x - y; }                                                      \
  inline T __hmul(T x, T y) { return x * y; }                                                      \
  inline T __hdiv(T x, T y) { return x / y; }                                                      \
  inline T __hfma(T x, T y, T z) { return T::fma(x, y, z); }                                       \
  inline T __hneg(T x) { return -x; }                                                              \
  inline T __habs(T x) { return T::fromBits(std::uint16_t(x.bits & 0x7fffu)); }                    \
  inline T __hmin(T x, T y) { return T(fminf(float(x), float(y))); }                               \
  inline T __hmax(T x, T y) { return T(fmaxf(float(x), float(y))); }                               \
  inline bool __hisnan(T x) { return float(x) != float(x); }                                       \
  inline bool __hisinf(T x) { return std::isinf(float(x)); }                                       \
  inline T __hmin_nan(T x, T y) { return __hisnan(x) || __hisnan(y) ? T::fromBits(0x7fff) : __hmin(x, y); } \
  inline T __hmax_nan(T x, T y) { return __hisnan(x) || __hisnan(y) ? T::fromBits(0x7fff) : __hmax(x, y); } \
  inline T __hfma_relu(T x, T y, T z) {                                                            \
    T r = T::fma(x, y, z);                                                                         \
    return float(r) < 0 ? T(0.0f) : r;                                                             \
  }                                                                                                \
  inline T2 __haddx2(T2 x, T2 y) { return x + y; }                                                 \
  inline T2 __hsubx2(T2 x, T2 y) { return x - y; }                                                 \
  inline T2 __hmulx2(T2 x, T2 y) { return x * y; }                                                 \
  inline T2 __hdivx2(T2 x, T2 y) { return x / y; }                                                 \
  inline T2 __hfmax2(T2 x, T2 y, T2 z) { return {T::fma(x.x, y.x, z.x), T::fma(x.y, y.y, z.y)}; }  \
  inline T2 __hfmax2_relu(T2 x, T2 y, T2 z) {                                                      \
    return {__hfma_relu(x.x, y.x, z.x), __hfma_relu(x.y, y.y, z.y)};                               \
  }                                                                                                \
  inline T2 __hnegx2(T2 x) { return -x; }                                                          \
  inline T2 __habsx2(T2 x) { return {__habs(x.x), __habs(x.y)}; }                                  \
  inline T2 __hminx2(T2 x, T2 y) { return {__hmin(x.x, y.x), __hmin(x.y, y.y)}; }                  \
  inline T2 __hmaxx2(T2 x, T2 y) { return {__hmax(x.x, y.x), __hmax(x.y, y.y)}; }                  \
  inline T2 __hminx2_nan(T2 x, T2 y) { return {__hmin_nan(x.x, y.x), __hmin_nan(x.y, y.y)}; }      \
  inline T2 __hmaxx2_nan(T2 x, T2 y) { return {__hmax_nan(x.x, y.x), __hmax_nan(x.y, y.y)}; }      \
  inline T2 __isnanx2(T2 x) {                                                                      \
    return {T(__hisnan(x.x) ? 1.0f : 0.0f), T(__hisnan(x.y) ? 1.0f : 0.0f)};                       \
  }                                                                                                \
  inline T2 __lowhigh2highlow(T2 x) { return {x.y, x.x}; }                                         \
  /* (x.x + i x.y) (y.x + i y.y) + z, each part as two fused operations */                         \
  inline T2 __hcmadd(T2 x, T2 y, T2 z) {                                                           \
    T re = T::fma(x.x, y.x, z.x), im = T::fma(x.x, y.y, z.y);                                      \
    return {T::fma(-x.y, y.y, re), T::fma(x.y, y.x, im)};                                          \
  }
#define ASCENDIFY_CPU_COMPARE(T, T2, name, expression)                                             \
  inline bool __h##name(T x, T y) {                                                                \
    float a = float(x), b = float(y);                                                              \
    return expression;                                                                             \
  }                                                                                                \
  inline T2 __h##name##x2(T2 x, T2 y) {                                                            \
    return {T(__h##name(x.x, y.x) ? 1.0f : 0.0f), T(__h##name(x.y, y.y) ? 1.0f : 0.0f)};           \
  }                                                                                                \
  inline unsigned int __h##name##x2_mask(T2 x, T2 y) {                                             \
    return (__h##name(x.x, y.x) ? 0xffffu : 0u) | (__h##name(x.y, y.y) ? 0xffff0000u : 0u);        \
  }                                                                                                \
  inline bool __hb##name##x2(T2 x, T2 y) { return __h##name(x.x, y.x) && __h##name(x.y, y.y); }
#define ASCENDIFY_CPU_COMPARES(T, T2)                                                              \
  ASCENDIFY_CPU_COMPARE(T, T2, eq, a == b)                                                         \
  ASCENDIFY_CPU_COMPARE(T, T2, ne, a < b || a > b)                                                 \
  ASCENDIFY_CPU_COMPARE(T, T2, lt, a < b)                                                          \
  ASCENDIFY_CPU_COMPARE(T, T2, le, a <= b)                                                         \
  ASCENDIFY_CPU_COMPARE(T, T2, gt, a > b)                                                          \
  ASCENDIFY_CPU_COMPARE(T, T2, ge, a >= b)                                                         \
  ASCENDIFY_CPU_COMPARE(T, T2, equ, !(a < b || a > b))                                             \
  ASCENDIFY_CPU_COMPARE(T, T2, neu, !(a == b))                                                     \
  ASCENDIFY_CPU_COMPARE(T, T2, ltu, !(a >= b))                                                     \
  ASCENDIFY_CPU_COMPARE(T, T2, leu, !(a > b))                                                      \
  ASCENDIFY_CPU_COMPARE(T, T2, gtu, !(a <= b))                                                     \
  ASCENDIFY_CPU_COMPARE(T, T2, geu, !(a < b))
#define ASCENDIFY_CPU_FUNCTION(T, T2, name, expression)                                            \
  inline T h##name(T v) {                                                                          \
    float x = float(v);                                                                            \
    return T(float(expression));                                                                   \
  }                                                                                                \
  inline T2 h2##name(T2 v) { return {h##name(v.x), h##name(v.y)}; }
#define ASCENDIFY_CPU_FUNCTIONS(T, T2)                                                             \
  ASCENDIFY_CPU_FUNCTION(T, T2, ceil, ceilf(x))                                                    \
  ASCENDIFY_CPU_FUNCTION(T, T2, floor, floorf(x))                                                  \
  ASCENDIFY_CPU_FUNCTION(T, T2, rint, nearbyintf(x))                                               \
  ASCENDIFY_CPU_FUNCTION(T, T2, trunc, truncf(x))                                                  \
  ASCENDIFY_CPU_FUNCTION(T, T2, cos, cosf(x))                                                      \
  ASCENDIFY_CPU_FUNCTION(T, T2, sin, sinf(x))                                                      \
  ASCENDIFY_CPU_FUNCTION(T, T2, tanh, tanhf(x))                                                    \
  ASCENDIFY_CPU_FUNCTION(T, T2, exp, expf(x))                                                      \
  ASCENDIFY_CPU_FUNCTION(T, T2, exp2, exp2f(x))                                                    \
  ASCENDIFY_CPU_FUNCTION(T, T2, exp10, powf(10.0f, x))                                             \
  ASCENDIFY_CPU_FUNCTION(T, T2, log, logf(x))                                                      \
  ASCENDIFY_CPU_FUNCTION(T, T2, log2, log2f(x))                                                    \
  ASCENDIFY_CPU_FUNCTION(T, T2, log10, log10f(x))                                                  \
  ASCENDIFY_CPU_FUNCTION(T, T2, rcp, 1.0f / x)                                                     \
  ASCENDIFY_CPU_FUNCTION(T, T2, sqrt, sqrtf(x))                                                    \
  ASCENDIFY_CPU_FUNCTION(T, T2, rsqrt, 1.0f / sqrtf(x))
ASCENDIFY_CPU_FLOAT16(half, half2)
ASCENDIFY_CPU_FLOAT16(bfloat16_t, bfloat16x2_t)
ASCENDIFY_CPU_COMPARES(half, half2)
ASCENDIFY_CPU_COMPARES(bfloat16_t, bfloat16x2_t)
ASCENDIFY_CPU_FUNCTIONS(half, half2)
ASCENDIFY_CPU_FUNCTIONS(bfloat16_t, bfloat16x2_t)
#undef ASCENDIFY_CPU_FLOAT16
#undef ASCENDIFY_CPU_COMPARE
#undef ASCENDIFY_CPU_COMPARES
#undef ASCENDIFY_CPU_FUNCTION
#undef ASCENDIFY_CPU_FUNCTIONS

#endif
