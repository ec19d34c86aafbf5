//===- runtime.h - The runtime as nvcc's implicit include shows it ---------===//
#ifndef ASCENDIFY_CORE_RUNTIME_H
#define ASCENDIFY_CORE_RUNTIME_H

#include "ascendify/gen/cudart.h"
#include "ascendify/gen/device-intrinsics.h"
// Lets the 16-byte forms of atomicCAS and atomicExch drop out for smaller types.
template <bool B, typename T> struct __nv_atomic_enable_if {};
template <typename T> struct __nv_atomic_enable_if<true, T> { typedef T __type; };
template <typename T> struct __nv_atomic_triv_cp_helper { static const bool __val = true; };
#include "ascendify/gen/device-atomics.h"
#include "ascendify/gen/device-math.h"
#include "ascendify/core/texture.h"
#include "ascendify/core/removed.h"

// What clang looks up for k<<<grid, block, shared, stream>>>, under the new and the
// old convention; a kernel may launch another one.
extern "C" __host__ __device__ unsigned __cudaPushCallConfiguration(dim3 gridDim, dim3 blockDim,
                                                                    size_t sharedMem = 0,
                                                                    cudaStream_t stream = 0);
extern "C" __host__ __device__ unsigned cudaConfigureCall(dim3 gridDim, dim3 blockDim,
                                                          size_t sharedMem = 0,
                                                          cudaStream_t stream = 0);

#endif
