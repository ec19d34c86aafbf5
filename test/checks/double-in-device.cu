// Double precision in device code, and what is none.
// RUN: %ascendify audit %s --format json | %python %S/Inputs/expected.py %s double-in-device
#include <cuda_runtime.h>
#include <stdio.h>

__global__ void literal(float *p) {
  p[0] = p[1] * 2.0; // certain: the literal '2.0' without suffix
  p[2] += 0.5; // certain: the literal '0.5' without suffix
  if (p[3] > 1e-5) // certain: the literal '1e-5'
    p[4] = 0;
}
__global__ void variable(float *p) {
  double sum = 0; // certain: variable 'sum' has type 'double'
  for (int i = 0; i < 4; ++i)
    sum += p[i]; // certain: is computed in 'double'
  p[0] = (float)sum;
}
__global__ void parameter(const double *in, // certain: parameter 'in' has type 'const double *'
                          float *out) {
  out[0] = (float)in[0];
}
__global__ void explicitly(float *p) {
  p[0] = (float)((double)p[1] / p[2]); // certain
}
__device__ float helper(float x) {
  return x * 3.14159; // certain: the literal '3.14159'
}
__global__ void callsHelper(float *p) { p[0] = helper(p[1]); }
__global__ void overload(float *p, int n) {
  p[0] = (float)fmax(p[1], 0.5); // certain: 'fmax' is the function on double here
  p[1] = (float)floor(n / 3.0); // certain
}
template <typename T>
__global__ void templated(T *p) { // certain
  T value = p[0]; // certain: variable 'value' has type 'double' in an instantiation of the template
  p[1] = value;
}
void makes(float *f, double *d) {
  templated<float><<<1, 1>>>(f);
  templated<double><<<1, 1>>>(d);
}
__host__ __device__ float shared(float x) {
  return x / 2.0; // certain
}
__global__ void callsShared(float *p) { p[0] = shared(p[0]); }

//===--- none of these -----------------------------------------------------------===//

double host(double x) { return x * 2.0 + sin(x); }
__host__ __device__ double hostOnly(double x) { return x * 2.0; }
double callsHostOnly(double x) { return hostOnly(x); }
__global__ void suffixed(float *p) {
  p[0] = p[1] * 2.0f;
  p[2] = sqrtf(p[3]) + 1.0f / 3.0f;
}
__global__ void converted(float *p) {
  float half = 0.5;
  const float third = 1.0 / 3.0;
  p[0] = 1.0;
  p[1] = p[2] * (float)2.5 + half + third;
  p[3] = -1.0;
}
__global__ void printed(float *p) { printf("%f %f\n", p[0], 1.0); }
__global__ void floats(float *p, int n) {
  p[0] = p[1] * n;
  p[2] = fmaxf(p[0], 0);
}
__device__ float identity(float x) { return x; }
__global__ void passes(float *p) { p[0] = identity(1.0); }
