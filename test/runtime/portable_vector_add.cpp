// The vectorAdd program with error checks, in plain portable style.
// RUN: %cxx %cpu_flags %s -o %t %cpu_libs && %t | %filecheck %s
// CHECK: vectorAdd: PASS
#include "xpu/xpu.h"
#include <cstdio>
#include <cstdlib>
#include <vector>

#define CHECK_XPU(call)                                                                            \
  do {                                                                                             \
    xpuError_t err = (call);                                                                       \
    if (err != xpuSuccess) {                                                                       \
      std::fprintf(stderr, "%s:%d: %s\n", __FILE__, __LINE__, xpuGetErrorString(err));             \
      std::exit(1);                                                                                \
    }                                                                                              \
  } while (0)

XPU_GLOBAL void vectorAdd(const float *XPU_RESTRICT a, const float *XPU_RESTRICT b, float *c,
                          int n) {
  int i = int(blockIdx.x * blockDim.x + threadIdx.x);
  if (i < n)
    c[i] = a[i] + b[i];
}

int main() {
  const int n = 50000;
  std::vector<float> a(n), b(n), c(n);
  for (int i = 0; i < n; ++i) {
    a[i] = 0.5f * float(i);
    b[i] = 1.0f + float(i % 7);
  }
  float *da = nullptr, *db = nullptr, *dc = nullptr;
  CHECK_XPU(xpuMalloc(&da, n * sizeof(float)));
  CHECK_XPU(xpuMalloc(&db, n * sizeof(float)));
  CHECK_XPU(xpuMalloc((void **)&dc, n * sizeof(float)));
  CHECK_XPU(xpuMemcpy(da, a.data(), n * sizeof(float), xpuMemcpyHostToDevice));
  CHECK_XPU(xpuMemcpy(db, b.data(), n * sizeof(float), xpuMemcpyHostToDevice));
  xpuLaunch(vectorAdd, (n + 255) / 256, 256, 0, 0, da, db, dc, n);
  CHECK_XPU(xpuGetLastError());
  CHECK_XPU(xpuMemcpy(c.data(), dc, n * sizeof(float), xpuMemcpyDeviceToHost));
  for (int i = 0; i < n; ++i)
    if (c[i] != a[i] + b[i]) {
      std::printf("vectorAdd: FAIL at %d\n", i);
      return 1;
    }
  CHECK_XPU(xpuFree(da));
  CHECK_XPU(xpuFree(db));
  CHECK_XPU(xpuFree(dc));
  std::printf("vectorAdd: PASS\n");
  return 0;
}
