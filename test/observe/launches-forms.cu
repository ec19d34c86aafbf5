#include <cuda.h> // Every form of a launch: arrays of arguments, configurations, the driver, macros, lambdas, templates.
__global__ void one(float *p) {}
template <typename T> __global__ void shaped(T *p) {}
extern "C" __global__ void by_name(float *p) {}
#define LAUNCH(k, n, ...) k<<<(n), 256>>>(__VA_ARGS__)
#define BOOL_SWITCH(c, NAME, ...) [&] { if (c) { constexpr bool NAME = true; return __VA_ARGS__(); } \
  constexpr bool NAME = false; return __VA_ARGS__(); }()
template <bool Even> __global__ void parity(float *p) {}
void forms(float *p, cudaStream_t s) {
  void *args[] = {&p};
  cudaLaunchKernel((const void *)one, dim3(2, 3), dim3(32), args, 128, s);
  cudaLaunchCooperativeKernel((void *)shaped<float>, 4, 64, args, 0, s);
  cudaLaunchConfig_t config = {};
  config.gridDim = dim3(5, 2);
  config.blockDim = 128;
  config.dynamicSmemBytes = 4 * 256;
  config.stream = s;
  cudaLaunchKernelEx(&config, one, p);
  cudaLaunchConfig_t listed = {dim3(6), dim3(7), 8, s};
  cudaLaunchKernelExC(&listed, (const void *)one, args);
}
void driver(CUmodule module, void **args, int n) {
  CUfunction f;
  cuModuleGetFunction(&f, module, "by_name");
  cuLaunchKernel(f, 9, 1, 1, 10, n, 1, 0, nullptr, args, nullptr);
}
void macros(float *p, bool even) {
  LAUNCH(one, 11, p);
  LAUNCH(shaped<float>, 12, p);
  BOOL_SWITCH(even, Even, [&] { parity<Even><<<13, 14>>>(p); });
}
void sometimes(float *p, bool big) {
  cudaLaunchConfig_t config = {};
  config.gridDim = 17;
  config.blockDim = 18;
  if (big)
    config.blockDim = 19;
  cudaLaunchKernelEx(&config, one, p);
}
template <typename T> void never_made(T *p) { shaped<T><<<15, 16>>>(p); }

// RUN: %ascendify audit %s --dump=facts | %python %S/Inputs/kernels.py --launches | %filecheck %s --match-full-lines --strict-whitespace --implicit-check-not={{.+}}
//      CHECK:kernel 2 one(float *)
// CHECK-NEXT:  launch 11:3 launch-kernel @forms grid [dim3(2, 3)] 2x3x1 block [dim3(32)] 32x1x1 shared [128] 128 stream [s]
// CHECK-NEXT:  launch 18:3 launch-kernel @forms grid [dim3(5, 2)] 5x2x1 block [128] 128x1x1 shared [4 * 256] 1024 stream [s]
// CHECK-NEXT:  launch 20:3 launch-kernel @forms grid [dim3(6)] 6x1x1 block [dim3(7)] 7x1x1 shared [8] 8 stream [s]
// CHECK-NEXT:  launch 28:3 chevron @macros grid [(n)] 11x1x1 block [256] 256x1x1 macro LAUNCH
// CHECK-NEXT:  launch 38:3 launch-kernel @sometimes grid [17] 17x1x1 block [19] ?
// CHECK-NEXT:kernel 3 shaped() template
// CHECK-NEXT:  launch 12:3 launch-kernel @forms grid [4] 4x1x1 block [64] 64x1x1 shared [0] 0 stream [s]
// CHECK-NEXT:  launch 29:3 chevron @macros grid [(n)] 12x1x1 block [256] 256x1x1 macro LAUNCH
// CHECK-NEXT:  launch 40:56 chevron @never_made grid [15] 15x1x1 block [16] 16x1x1
// CHECK-NEXT:kernel 4 by_name(float *)
// CHECK-NEXT:  launch 25:3 driver @driver grid [9] 9x1x1 block [10] 10x?x1 shared [0] 0 stream [nullptr]
// CHECK-NEXT:kernel 8 parity(float *) template
// CHECK-NEXT:  launch 30:45 chevron @macros grid [13] 13x1x1 block [14] 14x1x1
