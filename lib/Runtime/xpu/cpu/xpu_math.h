// xpu mathematics on the CPU. The single-precision names of <math.h> are part of
// the API and come from the C library; here is what it lacks.
#ifndef XPU_CPU_XPU_MATH_H
#define XPU_CPU_XPU_MATH_H

#include <math.h>

#if !(defined(__GLIBC_PREREQ) && __GLIBC_PREREQ(2, 42))
inline float rsqrtf(float x) { return 1.0f / sqrtf(x); }
#endif

inline float xpuFastExpf(float x) { return expf(x); }
inline float xpuFastLogf(float x) { return logf(x); }
inline float xpuFastSinf(float x) { return sinf(x); }
inline float xpuFastCosf(float x) { return cosf(x); }
inline float xpuFastPowf(float x, float y) { return powf(x, y); }
inline float xpuFastDividef(float x, float y) { return x / y; }
inline float xpuSaturatef(float x) { return x > 0.0f ? (x < 1.0f ? x : 1.0f) : 0.0f; }

inline int xpuMin(int a, int b) { return b < a ? b : a; }
inline unsigned int xpuMin(unsigned int a, unsigned int b) { return b < a ? b : a; }
inline long long xpuMin(long long a, long long b) { return b < a ? b : a; }
inline unsigned long long xpuMin(unsigned long long a, unsigned long long b) {
  return b < a ? b : a;
}
inline float xpuMin(float a, float b) { return fminf(a, b); }
inline int xpuMax(int a, int b) { return a < b ? b : a; }
inline unsigned int xpuMax(unsigned int a, unsigned int b) { return a < b ? b : a; }
inline long long xpuMax(long long a, long long b) { return a < b ? b : a; }
inline unsigned long long xpuMax(unsigned long long a, unsigned long long b) {
  return a < b ? b : a;
}
inline float xpuMax(float a, float b) { return fmaxf(a, b); }

inline int xpuPopc(unsigned int x) { return __builtin_popcount(x); }
inline int xpuPopcll(unsigned long long x) { return __builtin_popcountll(x); }
inline int xpuClz(int x) { return x ? __builtin_clz(unsigned(x)) : 32; }
inline int xpuClzll(long long x) { return x ? __builtin_clzll((unsigned long long)x) : 64; }
inline int xpuFfs(int x) { return __builtin_ffs(x); }
inline int xpuFfsll(long long x) { return __builtin_ffsll(x); }
inline unsigned int xpuBrev(unsigned int x) {
  x = (x >> 1 & 0x55555555u) | (x & 0x55555555u) << 1;
  x = (x >> 2 & 0x33333333u) | (x & 0x33333333u) << 2;
  x = (x >> 4 & 0x0f0f0f0fu) | (x & 0x0f0f0f0fu) << 4;
  return __builtin_bswap32(x);
}
inline unsigned long long xpuBrevll(unsigned long long x) {
  return (unsigned long long)xpuBrev((unsigned int)x) << 32 | xpuBrev((unsigned int)(x >> 32));
}
inline unsigned int xpuBytePerm(unsigned int x, unsigned int y, unsigned int selector) {
  unsigned long long bytes = (unsigned long long)y << 32 | x;
  unsigned int result = 0;
  for (int i = 0; i < 4; ++i) {
    unsigned int s = selector >> (4 * i);
    unsigned int byte = (unsigned int)(bytes >> (8 * (s & 7u))) & 0xffu;
    if (s & 8u) // replicate the sign
      byte = byte & 0x80u ? 0xffu : 0u;
    result |= byte << (8 * i);
  }
  return result;
}
inline int xpuMulhi(int x, int y) { return int((long long)x * y >> 32); }
inline unsigned int xpuUmulhi(unsigned int x, unsigned int y) {
  return (unsigned int)((unsigned long long)x * y >> 32);
}
inline int xpuFloatAsInt(float x) { return ascendify_cpu::bits<int>(x); }
inline unsigned int xpuFloatAsUint(float x) { return ascendify_cpu::bits<unsigned int>(x); }
inline float xpuIntAsFloat(int x) { return ascendify_cpu::bits<float>(x); }
inline float xpuUintAsFloat(unsigned int x) { return ascendify_cpu::bits<float>(x); }

#endif
