// A class and functions for both sides, constexpr, operators; the same code checks the device.
//% prints: host device: PASS
//% long
#include <cmath>
#include <cstdio>
#include <cuda_runtime.h>

struct Complex {
  float re, im;
  __host__ __device__ Complex() : re(0), im(0) {}
  __host__ __device__ Complex(float r, float i) : re(r), im(i) {}
  __host__ __device__ float norm() const { return re * re + im * im; }
};

__host__ __device__ inline Complex operator*(const Complex &a, const Complex &b) {
  return Complex(a.re * b.re - a.im * b.im, a.re * b.im + a.im * b.re);
}
__device__ __host__ inline Complex operator+(const Complex &a, const Complex &b) {
  return Complex(a.re + b.re, a.im + b.im);
}

__host__ __device__ constexpr int rounds() { return 100; }

__host__ __device__ int julia(Complex z) {
  const Complex c(-0.8f, 0.156f);
  for (int i = 0; i < rounds(); ++i) {
    z = z * z + c;
    if (z.norm() > 1000.0f)
      return i;
  }
  return rounds();
}

__global__ void draw(int *out, int size) {
  int x = blockIdx.x * blockDim.x + threadIdx.x, y = blockIdx.y;
  if (x < size)
    out[y * size + x] = julia(Complex(1.5f * (x - size / 2) / size, 1.5f * (y - size / 2) / size));
}

int main() {
  const int size = 48;
  static int host[size * size];
  int *p, wrong = 0;
  cudaMalloc(&p, sizeof(host));
  draw<<<dim3(1, size), 64>>>(p, size);
  cudaMemcpy(host, p, sizeof(host), cudaMemcpyDeviceToHost);
  cudaFree(p);
  for (int y = 0; y < size; ++y)
    for (int x = 0; x < size; ++x)
      wrong += host[y * size + x] != julia(Complex(1.5f * (x - size / 2) / size, 1.5f * (y - size / 2) / size));
  printf("host device: %s\n", wrong <= size ? "PASS" : "FAIL"); // contraction may differ
  return wrong <= size ? 0 : 1;
}
