// The xpu API on CUDA: aliases of types and enumerators, forced-inline calls. nvcc
// emits for a kernel written with it what it emits for the same kernel in CUDA.
//
// Warp operations name all 32 lanes, as the API says.
#ifndef XPU_CUDA_XPU_CUDA_H
#define XPU_CUDA_XPU_CUDA_H

#include <cuda_bf16.h>
#include <cuda_fp16.h>
#include <cuda_runtime.h>

#include <cstddef>
#include <type_traits>
#include <utility>

#define XPU_GLOBAL __global__
#define XPU_DEVICE __device__
#define XPU_HOST __host__
#define XPU_HOST_DEVICE __host__ __device__
#define XPU_DEVICE_VARIABLE __device__
#define XPU_CONSTANT __constant__
#define XPU_FORCEINLINE __forceinline__
#define XPU_NOINLINE __noinline__
#define XPU_RESTRICT __restrict__
#define XPU_ALIGN(bytes) __align__(bytes)
#define XPU_LAUNCH_BOUNDS(threads) __launch_bounds__(threads)
#define XPU_SHARED __shared__

/// One array for all names and types: CUDA refuses two extern arrays of one name and
/// different types, which template kernels would give.
extern __shared__ __align__(16) unsigned char xpuDetailDynamicShared[];
#define XPU_DYNAMIC_SHARED(type, name)                                                             \
  type *const name = reinterpret_cast<type *>(xpuDetailDynamicShared)

#define XPU_DETAIL_DEVICE static __device__ __forceinline__

// --- host types and enumerators ----------------------------------------------

using xpuError_t = cudaError_t;
using xpuMemcpyKind = cudaMemcpyKind;
using xpuDeviceAttr = cudaDeviceAttr;
using xpuStream_t = cudaStream_t;
using xpuEvent_t = cudaEvent_t;
using xpuDeviceProp = cudaDeviceProp;

constexpr xpuError_t xpuSuccess = cudaSuccess;
constexpr xpuError_t xpuErrorInvalidValue = cudaErrorInvalidValue;
constexpr xpuError_t xpuErrorMemoryAllocation = cudaErrorMemoryAllocation;
constexpr xpuError_t xpuErrorInvalidConfiguration = cudaErrorInvalidConfiguration;
constexpr xpuError_t xpuErrorInvalidResourceHandle = cudaErrorInvalidResourceHandle;
constexpr xpuError_t xpuErrorInvalidDevice = cudaErrorInvalidDevice;
constexpr xpuError_t xpuErrorNotReady = cudaErrorNotReady;
constexpr xpuError_t xpuErrorLaunchFailure = cudaErrorLaunchFailure;
constexpr xpuError_t xpuErrorNotSupported = cudaErrorNotSupported;
constexpr xpuError_t xpuErrorUnknown = cudaErrorUnknown;
constexpr xpuMemcpyKind xpuMemcpyHostToHost = cudaMemcpyHostToHost;
constexpr xpuMemcpyKind xpuMemcpyHostToDevice = cudaMemcpyHostToDevice;
constexpr xpuMemcpyKind xpuMemcpyDeviceToHost = cudaMemcpyDeviceToHost;
constexpr xpuMemcpyKind xpuMemcpyDeviceToDevice = cudaMemcpyDeviceToDevice;
constexpr xpuMemcpyKind xpuMemcpyDefault = cudaMemcpyDefault;
constexpr xpuDeviceAttr xpuDevAttrWarpSize = cudaDevAttrWarpSize;
constexpr xpuDeviceAttr xpuDevAttrMaxThreadsPerBlock = cudaDevAttrMaxThreadsPerBlock;
constexpr xpuDeviceAttr xpuDevAttrMaxSharedMemoryPerBlock = cudaDevAttrMaxSharedMemoryPerBlock;
constexpr xpuDeviceAttr xpuDevAttrMultiProcessorCount = cudaDevAttrMultiProcessorCount;
constexpr xpuDeviceAttr xpuDevAttrComputeMode = cudaDevAttrComputeMode;
constexpr xpuDeviceAttr xpuDevAttrComputeCapabilityMajor = cudaDevAttrComputeCapabilityMajor;
constexpr xpuDeviceAttr xpuDevAttrComputeCapabilityMinor = cudaDevAttrComputeCapabilityMinor;
constexpr xpuDeviceAttr xpuDevAttrClockRate = cudaDevAttrClockRate;
constexpr xpuDeviceAttr xpuDevAttrIntegrated = cudaDevAttrIntegrated;
constexpr int xpuComputeModeDefault = cudaComputeModeDefault;
constexpr int xpuComputeModeProhibited = cudaComputeModeProhibited;
constexpr unsigned xpuStreamDefault = cudaStreamDefault;
constexpr unsigned xpuStreamNonBlocking = cudaStreamNonBlocking;
constexpr unsigned xpuEventDefault = cudaEventDefault;
constexpr unsigned xpuEventDisableTiming = cudaEventDisableTiming;

#include "xpu_cuda_device.h"
#include "xpu_cuda_host.h"

#undef XPU_DETAIL_DEVICE

#endif
