// The two-file program with a shared header and a stream, in plain portable style.
// RUN: split-file %s %t
// RUN: %cxx %cpu_flags %t/main.cpp %t/scale.cpp -o %t/out %cpu_libs && %t/out | %filecheck %s
// CHECK: two files: PASS

//--- scale.h
#pragma once
#include "xpu/xpu.h"
struct Scale {
  float factor, offset;
  XPU_HOST_DEVICE float operator()(float v) const { return v * factor + offset; }
};
void scaleOnDevice(float *data, int n, Scale scale, xpuStream_t stream);

//--- scale.cpp
#include "scale.h"
template <class F> XPU_GLOBAL void apply(float *data, int n, F f) {
  int stride = int(gridDim.x * blockDim.x);
  for (int i = int(blockIdx.x * blockDim.x + threadIdx.x); i < n; i += stride)
    data[i] = f(data[i]);
}
void scaleOnDevice(float *data, int n, Scale scale, xpuStream_t stream) {
  xpuLaunch(apply<Scale>, 4, 64, 0, stream, data, n, scale);
}

//--- main.cpp
#include "scale.h"
#include <cstdio>
int main() {
  const int n = 1000;
  float *host, *device;
  xpuStream_t stream;
  xpuEvent_t start, stop;
  xpuStreamCreate(&stream);
  xpuEventCreate(&start);
  xpuEventCreate(&stop);
  xpuMallocHost(&host, n * sizeof(float));
  xpuMalloc(&device, n * sizeof(float));
  for (int i = 0; i < n; ++i)
    host[i] = float(i);
  xpuEventRecord(start, stream);
  xpuMemcpyAsync(device, host, n * sizeof(float), xpuMemcpyHostToDevice, stream);
  scaleOnDevice(device, n, Scale{2.0f, 1.0f}, stream);
  xpuMemcpyAsync(host, device, n * sizeof(float), xpuMemcpyDeviceToHost, stream);
  xpuEventRecord(stop, stream);
  xpuStreamSynchronize(stream);
  float ms = -1;
  bool ok = xpuEventElapsedTime(&ms, start, stop) == xpuSuccess && ms >= 0;
  for (int i = 0; i < n; ++i)
    ok &= host[i] == 2.0f * float(i) + 1.0f;
  xpuEventDestroy(start);
  xpuEventDestroy(stop);
  xpuStreamDestroy(stream);
  xpuFree(device);
  xpuFreeHost(host);
  std::printf("two files: %s\n", ok ? "PASS" : "FAIL");
  return !ok;
}
