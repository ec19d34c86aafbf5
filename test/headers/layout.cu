// The bundled layouts and overload choices are the toolkit's own.
// REQUIRES: cuda-toolkit
// RUN: %clangxx -x cuda --cuda-host-only --cuda-path=%cuda_root -fsyntax-only -Wno-everything \
// RUN:   -std=c++17 %s
// RUN: %clang_cuda -std=c++17 -DASCENDIFY_CUDA_VERSION=13000 %s
#include <cuComplex.h>
#include <cuda_bf16.h>
#include <cuda_fp16.h>
#include <cuda_runtime.h>
#include <cstddef>
#define L(T, S, A) static_assert(sizeof(T) == S && alignof(T) == A, #T)
#define O(T, F, N) static_assert(offsetof(T, F) == N, #T "::" #F)
L(dim3, 12, 4); L(uint3, 12, 4); L(float2, 8, 8); L(float3, 12, 4); L(float4, 16, 16);
L(char4, 4, 4); L(uchar3, 3, 1); L(short2, 4, 4); L(int2, 8, 8); L(double2, 16, 16);
L(longlong2, 16, 16); L(long4, 32, 16); L(double4, 32, 16); L(cuComplex, 8, 8);
L(__half, 2, 2); L(__half2, 4, 4); L(__nv_bfloat16, 2, 2); L(__nv_bfloat162, 4, 4);
L(cudaDeviceProp, 1008, 8); O(cudaDeviceProp, major, 360); O(cudaDeviceProp, warpSize, 308);
L(cudaPointerAttributes, 88, 8); O(cudaPointerAttributes, devicePointer, 8);
L(cudaFuncAttributes, 144, 8); O(cudaFuncAttributes, numRegs, 28);
L(cudaMemcpy3DParms, 160, 8); L(cudaResourceDesc, 144, 8); L(cudaTextureDesc, 72, 4);
L(cudaLaunchConfig_t, 56, 8); L(cudaLaunchAttribute, 72, 8); L(cudaIpcMemHandle_t, 64, 1);
