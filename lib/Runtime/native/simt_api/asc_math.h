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
ASCENDIFY_CPU_MINMAX(char)
ASCENDIFY_CPU_MINMAX(unsigned char)
ASCENDIFY_CPU_MINMAX(short)
ASCENDIFY_CPU_MINMAX(unsigned short)
ASCENDIFY_CPU_MINMAX(int)
ASCENDIFY_CPU_MINMAX(unsigned int)
ASCENDIFY_CPU_MINMAX(long)
ASCENDIFY_CPU_MINMAX(unsigned long)
ASCENDIFY_CPU_MINMAX(long long)
ASCENDIFY_CPU_MINMAX(unsigned long long)
#undef ASCENDIFY_CPU_MINMAX

inline unsigned int umin(unsigned int x, unsigned int y) { return min(x, y); }
inline unsigned int umax(unsigned int x, unsigned int y) { return max(x, y); }
inline long long llmin(long long x, long long y) { return min(x, y); }
inline long long llmax(long long x, long long y) { return max(x, y); }
inline unsigned long long ullmin(unsigned long long x, unsigned long long y) { return min(x, y); }
inline unsigned long long ullmax(unsigned long long x, unsigned long long y) { return max(x, y); }

inline int __mul24(int x, int y) {
  // The lowest 24 bits of both, with their sign; the lowest 32 of the product.
  long long a = int(unsigned(x) << 8) >> 8, b = int(unsigned(y) << 8) >> 8;
  return int(a * b);
}
inline unsigned int __umul24(unsigned int x, unsigned int y) {
  return (x & 0xffffffu) * (y & 0xffffffu);
}
inline long long __mul64hi(long long x, long long y) { return (long long)((__int128)x * y >> 64); }
inline unsigned long long __umul64hi(unsigned long long x, unsigned long long y) {
  return (unsigned long long)((unsigned __int128)x * y >> 64);
}
inline long long __mul_i32toi64(int x, int y) { return (long long)x * y; }
inline unsigned long long __mul_i32toi64(unsigned int x, unsigned int y) {
  return (unsigned long long)x * y;
}
inline int __hadd(int x, int y) { return int(((long long)x + y) >> 1); }
inline int __rhadd(int x, int y) { return int(((long long)x + y + 1) >> 1); }
inline unsigned int __uhadd(unsigned int x, unsigned int y) {
  return (unsigned int)(((unsigned long long)x + y) >> 1);
}
inline unsigned int __urhadd(unsigned int x, unsigned int y) {
  return (unsigned int)(((unsigned long long)x + y + 1) >> 1);
}
inline unsigned int __sad(int x, int y, unsigned int z) {
  return (x < y ? unsigned(y) - unsigned(x) : unsigned(x) - unsigned(y)) + z;
}
inline unsigned int __usad(unsigned int x, unsigned int y, unsigned int z) {
  return (x < y ? y - x : x - y) + z;
}

// --- where an address lies ---------------------------------------------------------
// One space of addresses here: numbers of all spaces are those of pointers.

inline size_t __cvta_generic_to_global(const void *p) { return size_t(p); }
inline size_t __cvta_generic_to_local(const void *p) { return size_t(p); }
inline size_t __cvta_generic_to_ubuf(const void *p) { return size_t(p); }
inline void *__cvta_global_to_generic(size_t p) { return reinterpret_cast<void *>(p); }
inline void *__cvta_local_to_generic(size_t p) { return reinterpret_cast<void *>(p); }
inline void *__cvta_ubuf_to_generic(size_t p) { return reinterpret_cast<void *>(p); }
inline unsigned int __isUbuf(const void *p) {
  return ::ascendify_cpu::runner("__isUbuf").isShared(p);
}
inline unsigned int __isLocal(const void *p) {
  return ::ascendify_cpu::runner("__isLocal").isLocal(p);
}
inline unsigned int __isGlobal(const void *p) { return !__isUbuf(p) && !__isLocal(p); }

// --- mathematics that the C library lacks -------------------------------------------
// In double, rounded once, where that helps.

inline float sinpif(float x) {
  double r = remainder(double(x), 2.0);
  return float(r == 0 || r == 1 || r == -1 ? copysign(0.0, double(x)) : sin(M_PI * r));
}
inline float cospif(float x) {
  double r = fabs(remainder(double(x), 2.0));
  return float(r == 0.5 ? 0.0 : cos(M_PI * r));
}
inline float tanpif(float x) { return float(double(sinpif(x)) / double(cospif(x))); }
inline void sincospif(float x, float *s, float *c) {
  *s = sinpif(x);
  *c = cospif(x);
}
inline float normf(int n, float *a) {
  double sum = 0;
  for (int i = 0; i < n; ++i)
    sum += double(a[i]) * double(a[i]);
  return float(sqrt(sum));
}
inline float norm3df(float x, float y, float z) {
  float a[3] = {x, y, z};
  return normf(3, a);
}
inline float norm4df(float x, float y, float z, float w) {
  float a[4] = {x, y, z, w};
  return normf(4, a);
}
inline float rnormf(int n, float *a) { return 1.0f / normf(n, a); }
inline float rnorm3df(float x, float y, float z) { return 1.0f / norm3df(x, y, z); }
inline float rnorm4df(float x, float y, float z, float w) { return 1.0f / norm4df(x, y, z, w); }
inline float rhypotf(float x, float y) { return float(1.0 / hypot(double(x), double(y))); }
inline float normcdff(float x) { return float(0.5 * erfc(-double(x) * M_SQRT1_2)); }
/// exp(x * x) * erfc(x); beyond 20 the first terms of its asymptotic series are exact in float.
inline float erfcxf(float x) {
  double v = x;
  if (v < 20)
    return float(exp(v * v) * erfc(v));
  double t = 1 / (2 * v * v);
  return float(1 / (v * sqrt(M_PI)) * (1 - t * (1 - 3 * t * (1 - 5 * t))));
}
/// The x of erf(x) = y: a starting value from the logarithm, then Newton's steps.
inline float erfinvf(float y) {
  if (!(y > -1.0f && y < 1.0f))
    return y == 1.0f || y == -1.0f ? copysignf(HUGE_VALF, y) : NAN;
  if (y == 0)
    return y;
  double v = y, l = log(1 - v * v), a = 2 / (M_PI * 0.147) + l / 2;
  double x = copysign(sqrt(sqrt(a * a - l / 0.147) - a), v);
  for (int i = 0; i < 4; ++i)
    x -= (erf(x) - v) / (M_2_SQRTPI * exp(-x * x));
  return float(x);
}
/// The x of erfc(x) = y, small y through erfc itself.
inline float erfcinvf(float y) {
  if (!(y > 0.0f && y < 2.0f))
    return y == 0.0f ? HUGE_VALF : y == 2.0f ? -HUGE_VALF : NAN;
  double v = y, m = v < 1 ? v : 2 - v, l = log(m * (2 - m)), a = 2 / (M_PI * 0.147) + l / 2;
  double x = sqrt(sqrt(a * a - l / 0.147) - a);
  for (int i = 0; i < 6; ++i)
    x += (erfc(x) - m) / (M_2_SQRTPI * exp(-x * x));
  return float(v < 1 ? x : -x);
}
inline float normcdfinvf(float y) { return float(-M_SQRT2 * double(erfcinvf(2.0f * y))); }
/// Modified Bessel functions of the first kind: their series, all terms positive.
inline double ascendify_cpu_bessel(double x, int order) {
  double q = x * x / 4, term = order ? x / 2 : 1, sum = term;
  for (int k = 1; k < 500 && term > sum * 1e-17; ++k)
    sum += term *= q / (double(k) * (k + order));
  return sum;
}
inline float cyl_bessel_i0f(float x) { return float(ascendify_cpu_bessel(fabs(double(x)), 0)); }
inline float cyl_bessel_i1f(float x) {
  return copysignf(float(ascendify_cpu_bessel(fabs(double(x)), 1)), x);
}

#include "asc_half.h"

#endif
