// Names of the C library are the platform's in device code only, under std:: as well.
#include <cassert>
#include <cmath>
#include <cstdio>
template <typename T> bool near(T a, T b) { return std::fabs(a - b) < 1e-3 && sqrt(a) > fabs(b); }
bool host(float *a, int n) {
  assert(n > 0);
  printf("%f", std::sqrt(a[0]));
  return fabsf(a[1]) > std::fabs(a[0]) && near(a[0], 1.f) && std::isnan(*a);
}
__host__ __device__ float both(float x) { return std::fabs(x); }
__global__ void device(float *p) {
  assert(*p > 0);
  *p = std::fabs(*p) + sqrtf(*p);
}
#ifdef NOBODY
__device__ float inactive(float x) { return std::sqrt(x); }
float inactiveHost(float x) { return std::sqrt(x); }
#endif

// RUN: %ascendify audit %s --dump=facts | %python %S/Inputs/facts.py %s | %filecheck %s --match-full-lines --implicit-check-not={{.+}}
//      CHECK: library-names.cu:11:1 __host__ qualifier parsed @both
// CHECK-NEXT: library-names.cu:11:10 __device__ qualifier parsed @both
// CHECK-NEXT: library-names.cu:11:55 fabs function parsed @both
// CHECK-NEXT: library-names.cu:12:1 __global__ qualifier parsed @device
// CHECK-NEXT: library-names.cu:13:3 assert builtin parsed @device
// CHECK-NEXT: library-names.cu:14:13 fabs function parsed @device
// CHECK-NEXT: library-names.cu:14:24 sqrtf function parsed @device
// CHECK-NEXT: library-names.cu:17:1 __device__ qualifier lexed inactive<#ifdef NOBODY>
// CHECK-NEXT: library-names.cu:17:45 sqrt function lexed inactive<#ifdef NOBODY>
