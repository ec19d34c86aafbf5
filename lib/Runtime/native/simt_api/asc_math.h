// Integer intrinsics and mathematics of Ascend C that the C library lacks.
#ifndef ASCENDIFY_CPU_ASC_MATH_H
#define ASCENDIFY_CPU_ASC_MATH_H

inline int __popc(unsigned int x) { return __builtin_popcount(x); }
inline int __popc(unsigned long x) { return __builtin_popcountl(x); }
inline int __popc(unsigned long long x) { return __builtin_popcountll(x); }
inline int __clz(int x) { return x ? __builtin_clz(unsigned(x)) : 32; }
inline int __clz(long x) { return x ? __builtin_clzl((unsigned long)x) : 64; }
inline int __clz(long long x) { return x ? __builtin_clzll((unsigned long long)x) : 64; }
inline int __ffs(int x) { return __builtin_ffs(x); }
inline int __ffs(long x) { return __builtin_ffsl(x); }
inline int __ffs(long long x) { return __builtin_ffsll(x); }
inline unsigned int __brev(unsigned int x) {
  x = (x >> 1 & 0x55555555u) | (x & 0x55555555u) << 1;
  x = (x >> 2 & 0x33333333u) | (x & 0x33333333u) << 2;
  x = (x >> 4 & 0x0f0f0f0fu) | (x & 0x0f0f0f0fu) << 4;
  return __builtin_bswap32(x);
}
inline unsigned long long __brev(unsigned long long x) {
  return (unsigned long long)__brev((unsigned int)x) << 32 | __brev((unsigned int)(x >> 32));
}
inline unsigned long __brev(unsigned long x) {
  return (unsigned long)__brev((unsigned long long)x);
}
inline unsigned int __byte_perm(unsigned int x, unsigned int y, unsigned int selector) {
  unsigned long long bytes = (unsigned long long)y << 32 | x;
  unsigned int result = 0;
  for (int i = 0; i < 4; ++i)
    result |= ((unsigned int)(bytes >> (8 * (selector >> (4 * i) & 7u))) & 0xffu) << (8 * i);
  return result;
}
inline int __mulhi(int x, int y) { return int((long long)x * y >> 32); }
inline unsigned int __umulhi(unsigned int x, unsigned int y) {
  return (unsigned int)((unsigned long long)x * y >> 32);
}
inline float __fdividef(float x, float y) { return x / y; }
inline float __saturatef(float x) { return x > 0.0f ? (x < 1.0f ? x : 1.0f) : 0.0f; }
inline int __float_as_int(float x) { return ::ascendify_cpu::bits<int>(x); }
inline unsigned int __float_as_uint(float x) { return ::ascendify_cpu::bits<unsigned int>(x); }
inline float __int_as_float(int x) { return ::ascendify_cpu::bits<float>(x); }
inline float __uint_as_float(unsigned int x) { return ::ascendify_cpu::bits<float>(x); }

#if !(defined(__GLIBC_PREREQ) && __GLIBC_PREREQ(2, 42))
inline float rsqrtf(float x) { return 1.0f / sqrtf(x); }
#endif
inline float rcbrtf(float x) { return 1.0f / cbrtf(x); }
inline float fdividef(float x, float y) { return x / y; }

#define ASCENDIFY_CPU_MINMAX(T)                                                                    \
  inline T min(T x, T y) { return y < x ? y : x; }                                                 \
  inline T max(T x, T y) { return x < y ? y : x; }
ASCENDIFY_CPU_MINMAX(int)
ASCENDIFY_CPU_MINMAX(unsigned int)
ASCENDIFY_CPU_MINMAX(long)
ASCENDIFY_CPU_MINMAX(unsigned long)
ASCENDIFY_CPU_MINMAX(long long)
ASCENDIFY_CPU_MINMAX(unsigned long long)
#undef ASCENDIFY_CPU_MINMAX

// --- half and bfloat16 --------------------------------------------------------

inline half __float2half(float x) { return half(x); }
inline half __float2half_rn(float x) { return half(x); }
inline float __half2float(half x) { return float(x); }
inline half2 __halves2half2(half x, half y) { return {x, y}; }
inline half2 make_half2(half x, half y) { return {x, y}; }
inline half __low2half(half2 v) { return v.x; }
inline half __high2half(half2 v) { return v.y; }
inline float __low2float(half2 v) { return float(v.x); }
inline float __high2float(half2 v) { return float(v.y); }
inline half2 __float22half2_rn(float2 v) { return {half(v.x), half(v.y)}; }
inline float2 __half22float2(half2 v) { return {float(v.x), float(v.y)}; }
inline bfloat16_t __float2bfloat16(float x) { return bfloat16_t(x); }
inline bfloat16_t __float2bfloat16_rn(float x) { return bfloat16_t(x); }
inline float __bfloat162float(bfloat16_t x) { return float(x); }
inline bfloat16x2_t make_bfloat162(bfloat16_t x, bfloat16_t y) { return {x, y}; }
inline bfloat16x2_t __float22bfloat162_rn(float2 v) {
  return {bfloat16_t(v.x), bfloat16_t(v.y)};
}
inline float2 __bfloat1622float2(bfloat16x2_t v) { return {float(v.x), float(v.y)}; }
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
  inline bool __heq(T x, T y) { return x == y; }                                                   \
  inline bool __hne(T x, T y) { return x < y || x > y; }                                           \
  inline bool __hlt(T x, T y) { return x < y; }                                                    \
  inline bool __hle(T x, T y) { return x <= y; }                                                   \
  inline bool __hgt(T x, T y) { return x > y; }                                                    \
  inline bool __hge(T x, T y) { return x >= y; }                                                   \
  inline T2 __haddx2(T2 x, T2 y) { return x + y; }                                                 \
  inline T2 __hsubx2(T2 x, T2 y) { return x - y; }                                                 \
  inline T2 __hmulx2(T2 x, T2 y) { return x * y; }                                                 \
  inline T2 __hfmax2(T2 x, T2 y, T2 z) { return {T::fma(x.x, y.x, z.x), T::fma(x.y, y.y, z.y)}; }
ASCENDIFY_CPU_FLOAT16(half, half2)
ASCENDIFY_CPU_FLOAT16(bfloat16_t, bfloat16x2_t)
#undef ASCENDIFY_CPU_FLOAT16

#endif
