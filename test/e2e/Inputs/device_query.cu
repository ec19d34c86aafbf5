// Devices: count, current one, properties and attributes.
//% prints: devices: PASS
//% prints: properties: PASS
//% prints: attributes: PASS
#include <cstdio>
#include <cstring>
#include <cuda_runtime.h>

int main() {
  int count = 0, current = -1;
  cudaGetDeviceCount(&count);
  cudaSetDevice(0);
  cudaGetDevice(&current);
  bool devices = count >= 1 && current == 0;
  printf("devices: %s\n", devices ? "PASS" : "FAIL");

  cudaDeviceProp prop;
  bool properties = cudaGetDeviceProperties(&prop, 0) == cudaSuccess && strlen(prop.name) > 0 &&
                    prop.multiProcessorCount > 0 && prop.warpSize == 32 && prop.totalGlobalMem > 0 &&
                    prop.maxThreadsPerBlock >= 1024;
  printf("properties: %s\n", properties ? "PASS" : "FAIL");

  int processors = 0, warp = 0, threads = 0;
  cudaDeviceGetAttribute(&processors, cudaDevAttrMultiProcessorCount, 0);
  cudaDeviceGetAttribute(&warp, cudaDevAttrWarpSize, 0);
  cudaDeviceGetAttribute(&threads, cudaDevAttrMaxThreadsPerBlock, 0);
  bool attributes = processors == prop.multiProcessorCount && warp == 32 && threads == prop.maxThreadsPerBlock;
  printf("attributes: %s\n", attributes ? "PASS" : "FAIL");
  return devices && properties && attributes ? 0 : 1;
}
