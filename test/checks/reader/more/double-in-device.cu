// Harder cases, from docs/findings/double-in-device.md and from what real code does.
// RUN: %ascendify audit %s --format json -o %t.json
// RUN: %python %S/../Inputs/expect.py %s double-in-device %t.json
#include <cmath>
#include <cuda_runtime.h>
#include <stdint.h>
#include <stdio.h>
#include <type_traits>

#define SCALE(x) ((x) * 0.5)
#define SQ(x) ((x) * (x))

//===- Positives ------------------------------------------------------------===//

__global__ void arithmetic(float *p, int n) {
  float x = p[threadIdx.x];
  x = x * (1.0 / 3);          // expect: double-in-device certain
  float inv = 1.0 / n;        // expect: double-in-device certain
  int half = 0.5 * n;         // expect: double-in-device certain
  if (n > 0.5)                // expect: double-in-device certain
    x -= .1;                  // expect: double-in-device certain
  x = 1.0 - x;                // expect: double-in-device certain
  x = 2 * 3.14159265 * x / n; // expect: double-in-device certain
  x = max(x, 0.0);            // expect: double-in-device certain
  x = fmin(1.0, x);           // expect: double-in-device certain
  x = SCALE(x);               // expect: double-in-device certain
  x = SQ(x + 1.0);            // expect: double-in-device certain
  p[threadIdx.x] = x + inv + half;
  for (float t = 0; t < 1.0; t += 0.25f) // expect: double-in-device certain
    p[threadIdx.x] += t;
  while (x < 1e3 && n--) // expect: double-in-device certain
    x = x + x;
  p[n] = x > 0 ? 1.0 : x; // expect: double-in-device certain
}

__global__ void as_argument(float *p) {
  p[0] = expf(p[1] * -0.5);            // expect: double-in-device certain
  p[1] = sqrtf(1.0 - p[2] * p[2]);     // expect: double-in-device certain
  p[2] = __fdividef(p[3], p[4] + 1e-8); // expect: double-in-device certain
  atomicAdd(p + 5, p[6] * 0.1);        // expect: double-in-device certain
  printf("%d %f\n", threadIdx.x, p[7] / 2.0); // expect: double-in-device certain
}

__global__ void reinterpreted(char *raw, float *out) {
  double *d = reinterpret_cast<double *>(raw); // expect: double-in-device certain
  out[0] = (float)d[0];
}

__constant__ double coefficients[4]; // expect: none
__device__ float polynomial(float x) {
  static const double c3 = 0.125;                     // expect: double-in-device certain
  return coefficients[0] + x * coefficients[1] + c3;  // expect: double-in-device certain
}
__global__ void polynomials(float *p) { p[0] = polynomial(p[1]); }

template <typename T> struct AccumulateType {
  using type = double;
};
template <> struct AccumulateType<int> {
  using type = int64_t;
};
template <typename T> __global__ void mean(const T *p, T *out, int n) {
  typename AccumulateType<T>::type sum = 0; // expect: double-in-device certain
  for (int i = 0; i < n; ++i)
    sum += p[i]; // expect: double-in-device certain
  *out = sum / n; // expect: double-in-device certain
}
template __global__ void mean<float>(const float *, float *, int);

template <typename T> __device__ T zero();
template <> __device__ double zero<double>() { return 0; } // expect: double-in-device likely
template <> __device__ float zero<float>() { return 0; }
__global__ void zeros(float *p) { p[0] = zero<float>(); }

struct Interval {
  float lo, hi;
  __host__ __device__ Interval(double a, double b) : lo(a), hi(b) {} // expect: double-in-device certain
  __host__ __device__ float middle() const { return 0.5 * (lo + hi); } // expect: double-in-device certain
  __host__ double width() const { return hi - lo; } // expect: none
};
__global__ void intervals(float *p) {
  Interval i(p[2], p[3]); // expect: double-in-device certain
  p[0] = i.middle();
}

struct Particle {
  double pos[3];
  double mass;
};
__global__ void move(Particle *particles, float dt) {
  Particle &q = particles[threadIdx.x];
  for (int k = 0; k < 3; ++k)
    q.pos[k] += dt; // expect: double-in-device certain
  q.mass *= 2;      // expect: double-in-device certain
}

template <typename F> __global__ void apply(float *p, F f) { p[threadIdx.x] = f(p[threadIdx.x]); }
void run_apply(float *p) {
  apply<<<1, 32>>>(p, [] __device__(float x) -> float { return x * 0.1; }); // expect: double-in-device certain
}

__device__ double2 rotate(double2 v) { return make_double2(-v.y, v.x); } // expect: double-in-device likely

template <int N> __device__ float power(float x) {
  if constexpr (N == 0)
    return 1.0; // expect: none
  else
    return x * power<N - 1>(x) * 1.0; // expect: double-in-device certain
}
__global__ void powers(float *p) { p[0] = power<3>(p[1]); }

//===- Negatives ------------------------------------------------------------===//

__global__ void constants(float *p) {
  float x = -0.5;                       // expect: none
  const float k = 1.0 / (2.0 * 3.14);   // expect: none
  x = fminf(x, 1.0);                    // expect: none
  x = powf(x, 0.5) + powf(2.0, k);      // expect: none
  x = fabs(x) + fmaxf(0.0, x);          // expect: none
  x = x * float(1.0 / 3);               // expect: none
  x = x * static_cast<float>(M_PI);     // expect: none
  x = x * (float)0.25;                  // expect: none
  float2 v = {0.0, 1.0};                // expect: none
  x += v.y;                             // expect: none
  p[1] = -1.0;                          // expect: none
  p[2] = 1e-3;                          // expect: none
  int n = 3.0;                          // expect: none
  p[3] = n / 2;                         // expect: none
  p[0] = x;                             // expect: none
}

template <typename T> __global__ void generic(T *p) {
  const T eps = 1e-5;                       // expect: none
  T x = p[threadIdx.x];                     // expect: none
  x = x * T(0.5) + static_cast<T>(1.0);     // expect: none
  x += eps;                                 // expect: none
  p[threadIdx.x] = std::is_same<T, double>::value ? x : x + x; // expect: none
}
template __global__ void generic<float>(float *);

float host_mean(const float *p, int n) {
  double sum = 0.0; // expect: none
  for (int i = 0; i < n; ++i)
    sum += p[i]; // expect: none
  auto scale = [](double v) { return v * 0.5; }; // expect: none
  return scale(sum) / n; // expect: none
}
void run_generic(float *p, float v) {
  generic<float><<<1, 32>>>(p); // expect: none
  double ms = v * 1e-3;         // expect: none
  printf("%g\n", ms);           // expect: none
}

template <typename T> __host__ __device__ T lerp(T a, T b, T t) { return a + t * (b - a); } // expect: none
double host_lerp(double t) { return lerp<double>(0.0, 1.0, t); } // expect: none
__global__ void lerps(float *p) { p[0] = lerp(p[1], p[2], 0.5f); } // expect: none

__global__ void integers(int *p, uint64_t *q) {
  p[0] = p[1] / 3 + (p[2] << 4); // expect: none
  q[0] = q[1] * 3u; // expect: none
}

//===- Third round ----------------------------------------------------------===//

__global__ void mandelbrot(int *out, float x0, float y0, float step) {
  float cx = x0 + step * blockIdx.x, cy = y0 + step * threadIdx.x;
  float x = 0.0, y = 0.0; // expect: none
  int n = 0;
  while (x * x + y * y < 4.0 && n < 256) { // expect: double-in-device certain
    float t = x * x - y * y + cx;
    y = 2.0 * x * y + cy; // expect: double-in-device certain
    x = t;
    ++n;
  }
  out[blockIdx.x * blockDim.x + threadIdx.x] = n;
}

__device__ inline float sigmoid(float x) { return 1.0 / (1.0 + expf(-x)); } // expect: double-in-device certain
__device__ inline float sigmoid_f(float x) { return 1.0f / (1.0f + expf(-x)); } // expect: none
__global__ void sigmoids(float *p) { p[0] = sigmoid(p[1]) + sigmoid_f(p[2]); }

template <typename T> struct Limits;
template <> struct Limits<float> {
  static constexpr double lowest = -3.4e38; // expect: none
  static __device__ float eps() { return 1e-7; } // expect: none
};
template <typename T> __global__ void clamp_rows(T *p) {
  T v = p[threadIdx.x];
  if (v < Limits<T>::lowest)         // expect: double-in-device certain
    v = T(Limits<T>::lowest);        // expect: none
  p[threadIdx.x] = v + Limits<T>::eps();
}
template __global__ void clamp_rows<float>(float *);

__global__ void out_parameters(float *p, double *stats) { // expect: double-in-device certain
  if (threadIdx.x == 0)
    stats[0] += p[0]; // expect: double-in-device certain
  int n = 7;
  p[1] = n * 0.25;         // expect: double-in-device certain
  p[2] = (n > 3) * 0.25f;  // expect: none
  p[3] = 1 / 3.f;          // expect: none
  p[4] = tanhf(0.7978845608 * p[5]); // expect: double-in-device certain
  p[6] = __expf(1.0);      // expect: none
  p[7] = round(p[8]) + ceilf(1.5); // expect: none
}
