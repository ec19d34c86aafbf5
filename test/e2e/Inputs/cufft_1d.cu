// A batch of complex transforms forwards and back.
//% prints: fft: PASS
//% native left: cufftExecC2C
//% portable left: CUFFT_C2C CUFFT_FORWARD CUFFT_INVERSE cufft.h cufftComplex cufftDestroy cufftExecC2C cufftHandle cufftPlan1d
#include <cmath>
#include <cstdio>
#include <cuda_runtime.h>
#include <cufft.h>

int main() {
  const int n = 64, batch = 3;
  static cufftComplex in[n * batch], out[n * batch];
  for (int i = 0; i < n * batch; ++i) {
    in[i].x = float(i % 7);
    in[i].y = float(i % 5) - 2;
  }
  cufftComplex *data;
  cudaMalloc((void **)&data, sizeof(in));
  cudaMemcpy(data, in, sizeof(in), cudaMemcpyHostToDevice);
  cufftHandle plan;
  cufftPlan1d(&plan, n, CUFFT_C2C, batch);
  cufftExecC2C(plan, data, data, CUFFT_FORWARD);
  cufftExecC2C(plan, data, data, CUFFT_INVERSE);
  cudaDeviceSynchronize();
  cufftDestroy(plan);
  cudaMemcpy(out, data, sizeof(out), cudaMemcpyDeviceToHost);
  cudaFree(data);
  bool ok = true;
  for (int i = 0; i < n * batch; ++i)
    ok = ok && std::fabs(out[i].x / n - in[i].x) < 1e-4f && std::fabs(out[i].y / n - in[i].y) < 1e-4f;
  printf("fft: %s\n", ok ? "PASS" : "FAIL");
  return ok ? 0 : 1;
}
