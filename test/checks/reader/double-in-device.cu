// Written from docs/findings/double-in-device.md alone, by someone who did not write the check.
// RUN: %ascendify audit %s --format json -o %t.json
// RUN: %python %S/Inputs/expect.py %s double-in-device %t.json
#include <cmath>
#include <cuda_fp16.h>
#include <cuda_runtime.h>
#include <limits>
#include <stdio.h>
#include <type_traits>

#define EPS 1e-5
#define PI_F 3.14159265f

//===- Positives ------------------------------------------------------------===//

__global__ void accumulates(const float *in, float *out, int n) {
  double sum = 0; // expect: double-in-device certain
  for (int i = 0; i < n; ++i)
    sum += in[i]; // expect: double-in-device certain
  out[0] = sum;
}

__global__ void axpy(double a, // expect: double-in-device certain
                     const double *x, // expect: double-in-device certain
                     float *y) {
  y[threadIdx.x] = a * x[threadIdx.x]; // expect: double-in-device certain
}

__global__ void literals(float *p, int n) {
  float x = p[threadIdx.x];
  x = x * 2.0;        // expect: double-in-device certain
  x += 0.5;           // expect: double-in-device certain
  x = 1.0 / x;        // expect: double-in-device certain
  x = x - 1.;         // expect: double-in-device certain
  if (x > 1e-5)       // expect: double-in-device certain
    x = n > 3 ? x : 0.0; // expect: double-in-device certain
  x = x / (n + 1e-6); // expect: double-in-device certain
  p[threadIdx.x] = x;
}

__global__ void macro_literal(float *p, float variance) {
  p[threadIdx.x] = rsqrtf(variance + EPS); // expect: double-in-device certain
}

__global__ void functions(float *p, int n) {
  float x = p[threadIdx.x];
  x = fmax(x, 0.5);      // expect: double-in-device certain
  x = floor(n / 3.0);    // expect: double-in-device certain
  x = sqrt(n);           // expect: double-in-device certain
  x = pow(x, 2.0);       // expect: double-in-device certain
  x = fma(x, x, 1.0);    // expect: double-in-device certain
  p[threadIdx.x] = x;
}

__global__ void casts(float *p, long long n) {
  p[0] = (float)((double)p[1] / n);              // expect: double-in-device certain
  p[2] = static_cast<float>(static_cast<double>(p[3]) + 1); // expect: double-in-device certain
  p[4] = float(double(n) / 3);                   // expect: double-in-device certain
}

__device__ float as_double(double d) { // expect: double-in-device certain
  return d > 3;                        // expect: double-in-device certain
}
__global__ void promotes(float *p) {
  p[0] = as_double(p[1]); // expect: double-in-device certain
}

__global__ void operations(const float *in, float *out, double *p, const double *q) { // expect: double-in-device certain
  p[threadIdx.x] = p[threadIdx.x] + q[threadIdx.x]; // expect: double-in-device certain
  atomicAdd(p, q[1]);                               // expect: double-in-device certain
  out[0] = in[0];
}

template <typename T> __global__ void scale(T *data, T factor, int n) { // expect: double-in-device certain
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < n) {
    T v = data[i];        // expect: double-in-device certain
    data[i] = v * factor; // expect: double-in-device certain
  }
}
template __global__ void scale<float>(float *, float, int);
template __global__ void scale<double>(double *, double, int);

template <typename T> __device__ T half_of(T v) {
  return v * 0.5; // expect: double-in-device certain
}
__global__ void halves(float *p) { p[0] = half_of(p[1]); }

__device__ float nobody_calls(float x) {
  return x * 0.7978845608; // expect: double-in-device likely
}

__host__ __device__ inline float both_sides(float x) {
  return 0.5 * x * (1.0 + x); // expect: double-in-device certain
}
__global__ void calls_both(float *p) { p[0] = both_sides(p[1]); }

__global__ void vectors(const double2 *in, float2 *out) { // expect: double-in-device certain
  double2 v = in[threadIdx.x];                            // expect: double-in-device certain
  out[threadIdx.x] = make_float2((float)v.x, (float)v.y);
}

__global__ void shared_doubles(const float *in, float *out) {
  __shared__ double s[64];           // expect: double-in-device certain
  s[threadIdx.x] = in[threadIdx.x];  // expect: double-in-device certain
  __syncthreads();
  out[threadIdx.x] = s[0] + s[1];    // expect: double-in-device certain
}

using real = double;
__global__ void by_alias(float *p) {
  real t = 0; // expect: double-in-device certain
  p[0] = t;
}

__global__ void by_auto(float *p) {
  auto half = 0.5;      // expect: double-in-device certain
  p[0] = p[1] * half;   // expect: double-in-device certain
}

struct Body {
  double mass; // expect: none
  float x;
  __device__ double energy(float v) const { // expect: double-in-device certain
    return mass * v * v;                    // expect: double-in-device certain
  }
};
__global__ void bodies(const Body *b, float *out) {
  auto m = b[threadIdx.x].mass;      // expect: double-in-device certain
  out[threadIdx.x] = m > b[0].energy(1.0f); // expect: double-in-device certain
}

constexpr double kScale = 0.125;
__global__ void global_constant(float *p) {
  p[0] = p[1] * kScale; // expect: double-in-device certain
}

__global__ void conversions(const __half *h, float *p) {
  p[0] = __half2float(h[0]) * 0.5;  // expect: double-in-device certain
  p[1] = exp(-2 * (int)threadIdx.x); // expect: double-in-device certain
  p[2] = p[3] == 0.0;               // expect: double-in-device certain
}

struct Gelu {
  template <typename T> __device__ T operator()(T x) const {
    return 0.5 * x * (1 + erff(x * 0.70710678f)); // expect: double-in-device certain
  }
};
template <typename T, typename Op> __global__ void map(T *p, Op op) { p[threadIdx.x] = op(p[threadIdx.x]); }
template __global__ void map<float, Gelu>(float *, Gelu);

__global__ void in_lambda(float *p) {
  auto twice = [](float x) { return x * 2.0; }; // expect: double-in-device certain
  p[0] = twice(p[1]);
}

//===- Negatives ------------------------------------------------------------===//

double host_sum(const double *p, int n) { // expect: none
  double s = 0;                           // expect: none
  for (int i = 0; i < n; ++i)
    s += p[i] * 0.5; // expect: none
  return s / n;      // expect: none
}

__device__ float takes_float(float x, float eps = 1e-5) { return x + eps; } // expect: none

__global__ void converted_at_once(float *p) {
  float x = 0.5;                        // expect: none
  const float pi = 3.14159265358979;    // expect: none
  float third = 1.0 / 3.0;              // expect: none
  float weights[3] = {0.25, 0.5, 0.25}; // expect: none
  x = 1.0;                              // expect: none
  p[0] = takes_float(1.0, 2.5e-3);      // expect: none
  p[1] = takes_float(x);                // expect: none
  p[2] = 0.0;                           // expect: none
  float4 v = make_float4(0.0, 0.0, 0.0, 1.0); // expect: none
  p[3] = v.w + third + pi + weights[1]; // expect: none
  constexpr float c = 2.0 * 3.14159;    // expect: none
  p[4] = c * static_cast<float>(0.5);   // expect: none
}

__device__ float returns_literal(bool b) {
  if (b)
    return 1.0; // expect: none
  return 0.0;   // expect: none
}
__global__ void calls_returns(float *p) { p[0] = returns_literal(p[1] > 0); } // expect: none

__global__ void floats(float *p, int n) {
  float x = p[0] * 2.0f + 1.0f;       // expect: none
  x = sqrt(x) + sin(x) + exp(x);      // expect: none
  x = fmaxf(x, 0.5f) + PI_F;          // expect: none
  x = std::abs(x) + std::max(1, n);   // expect: none
  x /= 2;                             // expect: none
  long long big = n * 1000000ll;      // expect: none
  p[0] = x + big;                     // expect: none
  printf("%f\n", x);                  // expect: none
}

template <typename T> __global__ void float_only(T *p, T f) { // expect: none
  T v = p[threadIdx.x];                                       // expect: none
  if constexpr (std::is_same_v<T, double>)
    v = v * 2.0; // expect: none
  else
    v = v * T(2); // expect: none
  p[threadIdx.x] = v * f; // expect: none
}
void launches(float *p, double f) {
  float_only<float><<<1, 32>>>(p, f * 0.5); // expect: none
}

// A pattern without instantiation for double.
template <typename T> __device__ T pattern(T x) { return x + x; } // expect: none
__global__ void calls_pattern(float *p) { p[0] = pattern(p[1]); }

__host__ __device__ inline double host_only(double x) { return x * 0.5; } // expect: none
double calls_host_only(double x) { return host_only(x); }                   // expect: none

struct Options {
  double tolerance = 1e-6; // expect: none
  Options scaled(double f) const { // expect: none
    Options o = *this;
    o.tolerance *= f; // expect: none
    return o;
  }
};

__global__ void halves_only(__half *h) {
  h[0] = __hmul(h[1], __float2half(0.5f)); // expect: none
  h[2] = __float2half(0.25);               // expect: none
}

#ifdef USE_DOUBLE
__global__ void inactive(double *p) { p[0] *= 2.0; } // expect: none
#endif

__global__ void limits(float *p, int *q) {
  p[0] = std::numeric_limits<float>::max(); // expect: none
  p[1] = -INFINITY;                         // expect: none
  q[0] = q[1] / 2 + 1;                      // expect: none
  unsigned long long t = clock64();         // expect: none
  q[2] = (int)t;                            // expect: none
}
