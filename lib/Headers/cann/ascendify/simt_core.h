//===- simt_core.h - What bisheng gives a pure SIMT source by itself ------===//
//
// Idea: qualifiers, built-in variables and built-in types of Ascend C SIMT, said
// in terms of clang's CUDA mode, so that <<<>>> and kernel bodies are checked:
//   clang++ -x cuda --cuda-host-only -nocudainc -nocudalib -std=c++17
//           -include ascendify/simt_core.h -I<share>/decl/cann
// Without clang's CUDA mode the qualifiers mean nothing, and with ASCENDIFY_CPU
// the CPU execution engine brings its own qualifiers and variables instead.
// Trap: __ubuf__ becomes a shared variable, so "__ubuf__ T *p", which is a
// per-thread pointer on Ascend, is one pointer per block here.
//
// Sources: the guide's page on SIMT built-in keywords (asc-devkit, CANN 9.x).
//
//===----------------------------------------------------------------------===//
#ifndef ASCENDIFY_SIMT_CORE_H
#define ASCENDIFY_SIMT_CORE_H

#ifdef __cplusplus
// A libc function must be known before a device function of its name is.
#include <math.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#ifndef ASCENDIFY_CPU
#ifndef __NPU_ARCH__
#define __NPU_ARCH__ 3510
#endif
#define __NPU_COMPILER_INTERNAL_PURE_SIMT__ 1
#define __align__(n) __attribute__((aligned(n)))
// In no document; public code for bisheng uses it (evidence level: inferred).
#define __forceinline__ __inline__ __attribute__((always_inline))
#ifdef __CUDA__
// Clang knows this name by itself as a builtin; Ascend C does not.
#pragma GCC poison __syncthreads
#define __global__ __attribute__((global))
#define __aicore__ __attribute__((device))
#define __host__ __attribute__((host))
#define __ubuf__ __attribute__((shared))
#define __gm__
#define __launch_bounds__(n) __attribute__((launch_bounds(n)))
#define __maxnreg__(n)
#else
#define __global__
#define __aicore__
#define __host__
#define __ubuf__ static
#define __gm__
#define __launch_bounds__(n)
#define __maxnreg__(n)
#endif
#endif // ASCENDIFY_CPU

#ifndef ASCENDIFY_HAVE_DIM3
#define ASCENDIFY_HAVE_DIM3
/// As the guide states it: x has no default, so "dim3 g;" is not covered.
struct dim3 {
  unsigned int x, y, z;
#ifdef __CUDA__
  __attribute__((host)) __attribute__((device))
#endif
  constexpr dim3(unsigned int x, unsigned int y = 1, unsigned int z = 1) : x(x), y(y), z(z) {}
};
#endif

/// Short vectors have Ascend's sizes: three elements take the room of four.
#define ASCENDIFY_VECTOR(Name, Element, Bytes2, Bytes4)                                            \
  struct __attribute__((aligned(Bytes2))) Name##2 {                                                \
    Element x, y;                                                                                  \
  };                                                                                               \
  struct __attribute__((aligned(Bytes4))) Name##3 {                                                \
    Element x, y, z;                                                                               \
  };                                                                                               \
  struct __attribute__((aligned(Bytes4))) Name##4 {                                                \
    Element x, y, z, w;                                                                            \
  };
ASCENDIFY_VECTOR(char, signed char, 2, 4)
ASCENDIFY_VECTOR(uchar, unsigned char, 2, 4)
ASCENDIFY_VECTOR(short, short, 4, 8)
ASCENDIFY_VECTOR(ushort, unsigned short, 4, 8)
ASCENDIFY_VECTOR(int, int, 8, 16)
ASCENDIFY_VECTOR(uint, unsigned int, 8, 16)
ASCENDIFY_VECTOR(long, long, 16, 32)
ASCENDIFY_VECTOR(ulong, unsigned long, 16, 32)
ASCENDIFY_VECTOR(longlong, long long, 16, 32)
ASCENDIFY_VECTOR(ulonglong, unsigned long long, 16, 32)
ASCENDIFY_VECTOR(float, float, 8, 16)
#undef ASCENDIFY_VECTOR

#ifndef ASCENDIFY_HAVE_HALF
#define ASCENDIFY_HAVE_HALF
// Built-in arithmetic types on both sides: conversions and operators rank alike.
typedef _Float16 half;
typedef __bf16 bfloat16_t;
#endif

#ifdef __CUDA__
#define ASCENDIFY_OPERATOR __attribute__((host)) __attribute__((device)) inline
#else
#define ASCENDIFY_OPERATOR inline
#endif
/// Pairs have + - * / ++ -- and unary minus; comparisons are functions (__heqx2 ...).
#define ASCENDIFY_PAIR(Name, Element)                                                              \
  struct __attribute__((aligned(4))) Name {                                                        \
    Element x, y;                                                                                  \
  };                                                                                               \
  ASCENDIFY_OPERATOR Name operator+(Name a, Name b) {                                              \
    return {Element(a.x + b.x), Element(a.y + b.y)};                                               \
  }                                                                                                \
  ASCENDIFY_OPERATOR Name operator-(Name a, Name b) {                                              \
    return {Element(a.x - b.x), Element(a.y - b.y)};                                               \
  }                                                                                                \
  ASCENDIFY_OPERATOR Name operator*(Name a, Name b) {                                              \
    return {Element(a.x * b.x), Element(a.y * b.y)};                                               \
  }                                                                                                \
  ASCENDIFY_OPERATOR Name operator/(Name a, Name b) {                                              \
    return {Element(a.x / b.x), Element(a.y / b.y)};                                               \
  }                                                                                                \
  ASCENDIFY_OPERATOR Name operator-(Name a) { return {Element(-a.x), Element(-a.y)}; }             \
  ASCENDIFY_OPERATOR Name &operator++(Name &a) { return a = {Element(a.x + 1), Element(a.y + 1)}; } \
  ASCENDIFY_OPERATOR Name &operator--(Name &a) { return a = {Element(a.x - 1), Element(a.y - 1)}; }
ASCENDIFY_PAIR(half2, half)
ASCENDIFY_PAIR(bfloat16x2_t, bfloat16_t)
#undef ASCENDIFY_PAIR
#undef ASCENDIFY_OPERATOR

// Storage only: no operators are documented for these.
struct float8_e4m3_t { uint8_t bits; };
struct float8_e5m2_t { uint8_t bits; };
struct hifloat8_t { uint8_t bits; };
struct __attribute__((aligned(2))) float8_e4m3x2_t { float8_e4m3_t x, y; };
struct __attribute__((aligned(2))) float8_e5m2x2_t { float8_e5m2_t x, y; };
struct __attribute__((aligned(2))) hifloat8x2_t { hifloat8_t x, y; };
struct float4_e2m1x2_t { uint8_t bits; };
struct float4_e1m2x2_t { uint8_t bits; };

#ifndef ASCENDIFY_CPU
#ifdef __CUDA__
#define ASCENDIFY_DEVICE_VARIABLE extern const __attribute__((device))
#else
#define ASCENDIFY_DEVICE_VARIABLE extern const
#endif
ASCENDIFY_DEVICE_VARIABLE dim3 gridDim;
ASCENDIFY_DEVICE_VARIABLE dim3 blockDim;
ASCENDIFY_DEVICE_VARIABLE dim3 blockIdx;
ASCENDIFY_DEVICE_VARIABLE dim3 threadIdx;
#undef ASCENDIFY_DEVICE_VARIABLE
constexpr int32_t warpSize = 32;
/// Bytes of unified buffer that 950 leaves to a program by default: 256 KB less 8 KB of reserves.
constexpr uint64_t ASC_UB_SIZE = 248 * 1024;

// Documented with asc_fp16.h, but declared in no header: expected from the compiler.
__aicore__ float2 __half22float2(const half2 x);
__aicore__ half2 __float22half2_rz(const float2 x);

#ifdef __CUDA__
// What clang's launch syntax calls.
extern "C" unsigned __cudaPushCallConfiguration(dim3 grid, dim3 block, size_t shared = 0,
                                                void *stream = nullptr);
extern "C" int cudaConfigureCall(dim3 grid, dim3 block, size_t shared = 0, void *stream = nullptr);
#endif
#endif // ASCENDIFY_CPU

namespace __asc_simt_vf {}
using namespace __asc_simt_vf;
#endif // __cplusplus
#endif
