// Attributes that only CUDA devices have, and include guards of its headers as tests.
//% prints: attributes: PASS
//% prints: guard: PASS
#include <cstdio>
#include <cuda_runtime.h>

int main() {
  int mode = -1, major = -1, clock = -1, warp = 0;
  cudaDeviceGetAttribute(&mode, cudaDevAttrComputeMode, 0);
  cudaDeviceGetAttribute(&major, cudaDevAttrComputeCapabilityMajor, 0);
  cudaDeviceGetAttribute(&clock, cudaDevAttrClockRate, 0);
  cudaDeviceGetAttribute(&warp, cudaDevAttrWarpSize, 0);
  bool ok = mode != cudaComputeModeProhibited && major >= 0 && clock >= 0 && warp == 32;
  printf("attributes: %s\n", ok ? "PASS" : "FAIL");
#ifdef __DRIVER_TYPES_H__
  printf("guard: PASS\n");
#endif
  return ok ? 0 : 1;
}
