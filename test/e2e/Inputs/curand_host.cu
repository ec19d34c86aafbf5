// Random numbers from the host API.
//% prints: random: PASS
//% native left: CURAND_RNG_PSEUDO_PHILOX4_32_10 curand.h curandCreateGenerator curandDestroyGenerator curandGenerateUniform curandGenerator_t curandSetPseudoRandomGeneratorSeed
//% portable left: CURAND_RNG_PSEUDO_PHILOX4_32_10 curand.h curandCreateGenerator curandDestroyGenerator curandGenerateUniform curandGenerator_t curandSetPseudoRandomGeneratorSeed
#include <cstdio>
#include <cuda_runtime.h>
#include <curand.h>
#include <vector>

int main() {
  const size_t n = 10000;
  float *data;
  cudaMalloc((void **)&data, n * sizeof(float));
  curandGenerator_t generator;
  curandCreateGenerator(&generator, CURAND_RNG_PSEUDO_PHILOX4_32_10);
  curandSetPseudoRandomGeneratorSeed(generator, 1234ULL);
  curandGenerateUniform(generator, data, n);
  curandDestroyGenerator(generator);
  std::vector<float> host(n);
  cudaMemcpy(host.data(), data, n * sizeof(float), cudaMemcpyDeviceToHost);
  cudaFree(data);
  double sum = 0;
  bool ok = true;
  for (float v : host) {
    sum += v;
    ok = ok && v >= 0 && v <= 1;
  }
  ok = ok && sum > 0.45 * n && sum < 0.55 * n;
  printf("random: %s\n", ok ? "PASS" : "FAIL");
  return ok ? 0 : 1;
}
