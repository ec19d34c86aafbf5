//===- math.h - Device overloads beside the C and C++ library --------------===//
//
// Idea: kernels that call sqrt(float), std::sqrt or pow(float, float) resolve to
// a declaration in this folder, as nvcc resolves them to its own; host code keeps
// the C library's. Functions that only CUDA has come from the surface.
// Trap: must stand before <cmath>; see ascendify_cuda.h.
//
//===----------------------------------------------------------------------===//
#ifndef ASCENDIFY_CORE_MATH_H
#define ASCENDIFY_CORE_MATH_H

// Clang lets a constexpr function of the library stand beside a device overload
// only if the overload is a system header's.
#pragma GCC system_header

#pragma push_macro("__D")
#define __D __device__

#define __ASCENDIFY_MATH1(F) __D double F(double); __D float F(float); __D float F##f(float);
#define __ASCENDIFY_MATH2(F)                                                                       \
  __D double F(double, double); __D float F(float, float); __D float F##f(float, float);
#define __ASCENDIFY_MATH_TO(R, F) __D R F(double); __D R F(float); __D R F##f(float);

__ASCENDIFY_MATH1(acos) __ASCENDIFY_MATH1(acosh) __ASCENDIFY_MATH1(asin) __ASCENDIFY_MATH1(asinh)
__ASCENDIFY_MATH1(atan) __ASCENDIFY_MATH1(atanh) __ASCENDIFY_MATH1(cbrt) __ASCENDIFY_MATH1(ceil)
__ASCENDIFY_MATH1(cos) __ASCENDIFY_MATH1(cosh) __ASCENDIFY_MATH1(erf) __ASCENDIFY_MATH1(erfc)
__ASCENDIFY_MATH1(exp) __ASCENDIFY_MATH1(exp2) __ASCENDIFY_MATH1(expm1) __ASCENDIFY_MATH1(fabs)
__ASCENDIFY_MATH1(floor) __ASCENDIFY_MATH1(lgamma) __ASCENDIFY_MATH1(log) __ASCENDIFY_MATH1(log10)
__ASCENDIFY_MATH1(log1p) __ASCENDIFY_MATH1(log2) __ASCENDIFY_MATH1(logb)
__ASCENDIFY_MATH1(nearbyint) __ASCENDIFY_MATH1(rint) __ASCENDIFY_MATH1(round)
__ASCENDIFY_MATH1(sin) __ASCENDIFY_MATH1(sinh) __ASCENDIFY_MATH1(sqrt) __ASCENDIFY_MATH1(tan)
__ASCENDIFY_MATH1(tanh) __ASCENDIFY_MATH1(tgamma) __ASCENDIFY_MATH1(trunc)
__ASCENDIFY_MATH2(atan2) __ASCENDIFY_MATH2(copysign) __ASCENDIFY_MATH2(fdim)
__ASCENDIFY_MATH2(fmax) __ASCENDIFY_MATH2(fmin) __ASCENDIFY_MATH2(fmod) __ASCENDIFY_MATH2(hypot)
__ASCENDIFY_MATH2(nextafter) __ASCENDIFY_MATH2(pow) __ASCENDIFY_MATH2(remainder)
__ASCENDIFY_MATH_TO(int, ilogb) __ASCENDIFY_MATH_TO(long, lrint) __ASCENDIFY_MATH_TO(long, lround)
__ASCENDIFY_MATH_TO(long long, llrint) __ASCENDIFY_MATH_TO(long long, llround)

__D double fma(double, double, double); __D float fma(float, float, float);
__D float fmaf(float, float, float);
__D double frexp(double, int *); __D float frexp(float, int *); __D float frexpf(float, int *);
__D double ldexp(double, int); __D float ldexp(float, int); __D float ldexpf(float, int);
__D double modf(double, double *); __D float modf(float, float *); __D float modff(float, float *);
__D double remquo(double, double, int *); __D float remquo(float, float, int *);
__D float remquof(float, float, int *);
__D double scalbn(double, int); __D float scalbn(float, int); __D float scalbnf(float, int);
__D double scalbln(double, long); __D float scalbln(float, long); __D float scalblnf(float, long);
__D double nan(const char *); __D float nanf(const char *);
__D double pow(double, int); __D float pow(float, int);
__D double abs(double); __D float abs(float);
__D int abs(int); __D long abs(long); __D long long abs(long long);
__D long labs(long); __D long long llabs(long long);
__D bool isfinite(double); __D bool isfinite(float);
__D bool isinf(double); __D bool isinf(float);
__D bool isnan(double); __D bool isnan(float);
__D bool signbit(double); __D bool signbit(float);
__D double j0(double); __D float j0f(float); __D double j1(double); __D float j1f(float);
__D double jn(int, double); __D float jnf(int, float);
__D double y0(double); __D float y0f(float); __D double y1(double); __D float y1f(float);
__D double yn(int, double); __D float ynf(int, float);
__D double exp10(double); __D float exp10(float); __D float exp10f(float);
__D void sincos(double, double *, double *); __D void sincos(float, float *, float *);
__D void sincosf(float, float *, float *);

#undef __ASCENDIFY_MATH1
#undef __ASCENDIFY_MATH2
#undef __ASCENDIFY_MATH_TO

namespace std {
using ::acos; using ::acosh; using ::asin; using ::asinh; using ::atan; using ::atan2; using ::atanh;
using ::cbrt; using ::ceil; using ::copysign; using ::cos; using ::cosh; using ::erf; using ::erfc;
using ::exp; using ::exp2; using ::expm1; using ::fabs; using ::fdim; using ::floor; using ::fma;
using ::fmax; using ::fmin; using ::fmod; using ::frexp; using ::hypot; using ::ilogb;
using ::isfinite; using ::isinf; using ::isnan; using ::ldexp; using ::lgamma; using ::llrint;
using ::llround; using ::log; using ::log10; using ::log1p; using ::log2; using ::logb; using ::lrint;
using ::lround; using ::modf; using ::nan; using ::nanf; using ::nearbyint; using ::nextafter;
using ::pow; using ::remainder; using ::remquo; using ::rint; using ::round; using ::scalbln;
using ::scalbn; using ::signbit; using ::sin; using ::sinh; using ::sqrt; using ::tan; using ::tanh;
using ::tgamma; using ::trunc; using ::abs; using ::labs; using ::llabs;
} // namespace std

// The mixed forms CUDA adds for both sides. int/int, long/long and so on exist for
// host code too: nvcc accepts min(int, int) without a std::.
#pragma push_macro("__HD")
#define __HD __host__ __device__
#define __ASCENDIFY_MINMAX(R, A, B) __HD R min(A, B); __HD R max(A, B);
__ASCENDIFY_MINMAX(int, int, int)
__ASCENDIFY_MINMAX(unsigned int, unsigned int, unsigned int)
__ASCENDIFY_MINMAX(unsigned int, int, unsigned int)
__ASCENDIFY_MINMAX(unsigned int, unsigned int, int)
__ASCENDIFY_MINMAX(long, long, long)
__ASCENDIFY_MINMAX(unsigned long, unsigned long, unsigned long)
__ASCENDIFY_MINMAX(unsigned long, long, unsigned long)
__ASCENDIFY_MINMAX(unsigned long, unsigned long, long)
__ASCENDIFY_MINMAX(long long, long long, long long)
__ASCENDIFY_MINMAX(unsigned long long, unsigned long long, unsigned long long)
__ASCENDIFY_MINMAX(unsigned long long, long long, unsigned long long)
__ASCENDIFY_MINMAX(unsigned long long, unsigned long long, long long)
__ASCENDIFY_MINMAX(float, float, float)
__ASCENDIFY_MINMAX(double, double, double)
__ASCENDIFY_MINMAX(double, float, double)
__ASCENDIFY_MINMAX(double, double, float)
#undef __ASCENDIFY_MINMAX
#pragma pop_macro("__HD")

// What device code may call of the C library.
extern "C" {
__D int printf(const char *, ...);
__D void *malloc(__SIZE_TYPE__) __attribute__((malloc));
__D void free(void *);
__D void *memcpy(void *, const void *, __SIZE_TYPE__);
__D void *memset(void *, int, __SIZE_TYPE__);
__D void *memmove(void *, const void *, __SIZE_TYPE__);
__D int memcmp(const void *, const void *, __SIZE_TYPE__);
__D void __assert_fail(const char *, const char *, unsigned, const char *);
__D void __assertfail(const char *, const char *, unsigned, const char *, __SIZE_TYPE__);
__D long clock();
}
__D long long clock64();
#pragma pop_macro("__D")

#endif
