//===- vector_types.h - Built-in vector types and variables --------------===//
//
// Layouts from the CUDA surface; dim3 by hand, because constant folding of a
// launch configuration needs its constructor's body.
//
//===----------------------------------------------------------------------===//
#ifndef ASCENDIFY_CORE_VECTOR_TYPES_H
#define ASCENDIFY_CORE_VECTOR_TYPES_H

#define __ASCENDIFY_VECTOR1(N, T) struct N##1 { T x; };
#define __ASCENDIFY_VECTOR2(N, T, A) struct __attribute__((aligned(A))) N##2 { T x, y; };
#define __ASCENDIFY_VECTOR3(N, T) struct N##3 { T x, y, z; };
#define __ASCENDIFY_VECTOR4(N, T, A) struct __attribute__((aligned(A))) N { T x, y, z, w; };
#define __ASCENDIFY_VECTOR(N, T, A2, A4)                                                           \
  __ASCENDIFY_VECTOR1(N, T)                                                                        \
  __ASCENDIFY_VECTOR2(N, T, A2)                                                                    \
  __ASCENDIFY_VECTOR3(N, T)                                                                        \
  __ASCENDIFY_VECTOR4(N##4, T, A4)

__ASCENDIFY_VECTOR(char, signed char, 2, 4)
__ASCENDIFY_VECTOR(uchar, unsigned char, 2, 4)
__ASCENDIFY_VECTOR(short, short, 4, 8)
__ASCENDIFY_VECTOR(ushort, unsigned short, 4, 8)
__ASCENDIFY_VECTOR(int, int, 8, 16)
__ASCENDIFY_VECTOR(uint, unsigned int, 8, 16)
__ASCENDIFY_VECTOR(long, long, 16, 16)
__ASCENDIFY_VECTOR(ulong, unsigned long, 16, 16)
__ASCENDIFY_VECTOR(longlong, long long, 16, 16)
__ASCENDIFY_VECTOR(ulonglong, unsigned long long, 16, 16)
__ASCENDIFY_VECTOR(float, float, 8, 16)
__ASCENDIFY_VECTOR(double, double, 16, 16)
// New in 13.0, but the half headers mention them.
__ASCENDIFY_VECTOR4(long4_16a, long, 16)
__ASCENDIFY_VECTOR4(long4_32a, long, 32)
__ASCENDIFY_VECTOR4(ulong4_16a, unsigned long, 16)
__ASCENDIFY_VECTOR4(ulong4_32a, unsigned long, 32)
__ASCENDIFY_VECTOR4(longlong4_16a, long long, 16)
__ASCENDIFY_VECTOR4(longlong4_32a, long long, 32)
__ASCENDIFY_VECTOR4(ulonglong4_16a, unsigned long long, 16)
__ASCENDIFY_VECTOR4(ulonglong4_32a, unsigned long long, 32)
__ASCENDIFY_VECTOR4(double4_16a, double, 16)
__ASCENDIFY_VECTOR4(double4_32a, double, 32)

#undef __ASCENDIFY_VECTOR
#undef __ASCENDIFY_VECTOR1
#undef __ASCENDIFY_VECTOR2
#undef __ASCENDIFY_VECTOR3
#undef __ASCENDIFY_VECTOR4

struct dim3 {
  unsigned int x, y, z;
#if __cplusplus >= 201103L
  constexpr
#endif
      __host__ __device__ dim3(unsigned int vx = 1, unsigned int vy = 1, unsigned int vz = 1)
      : x(vx), y(vy), z(vz) {}
#if __cplusplus >= 201103L
  constexpr __host__ __device__ dim3(uint3 v) : x(v.x), y(v.y), z(v.z) {}
  constexpr __host__ __device__ operator uint3() const { return uint3{x, y, z}; }
#else
  __host__ __device__ dim3(uint3 v) : x(v.x), y(v.y), z(v.z) {}
  __host__ __device__ operator uint3() const { uint3 t; t.x = x; t.y = y; t.z = z; return t; }
#endif
};

extern const __device__ uint3 threadIdx;
extern const __device__ uint3 blockIdx;
extern const __device__ dim3 blockDim;
extern const __device__ dim3 gridDim;
__device__ const int warpSize = 32;

#endif
