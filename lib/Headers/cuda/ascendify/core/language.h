//===- language.h - Qualifiers and built-in variables ---------------------===//
//
// Trap: clang knows no __grid_constant__ on the host view of older standards and
// no __maxnreg__ or __block_size__ there; they carry no meaning for a parse and
// are left to the preprocessor observer, which sees the macro's expansion.
//
//===----------------------------------------------------------------------===//
#ifndef ASCENDIFY_CORE_LANGUAGE_H
#define ASCENDIFY_CORE_LANGUAGE_H

#define __location__(a) __attribute__((a))
#define __host__ __attribute__((host))
#define __device__ __attribute__((device))
#define __global__ __attribute__((global))
#define __shared__ __attribute__((shared))
#define __constant__ __attribute__((constant))
#define __managed__ __attribute__((managed))
#define __grid_constant__ __attribute__((grid_constant))
#define __launch_bounds__(...) __attribute__((launch_bounds(__VA_ARGS__)))
#define __maxnreg__(...)
#define __cluster_dims__(...) __attribute__((cluster_dims(__VA_ARGS__)))
#define __block_size__(...)
#define __tile_global__
#define __nv_pure__ __attribute__((pure))
// Attributes must also work as __attribute__((__noinline__)), so these words stay
// usable inside an attribute.
#define __noinline__ __attribute__((noinline))
#define __forceinline__ __inline__ __attribute__((always_inline))
#define __inline_hint__
#define __align__(n) __attribute__((aligned(n)))
#define __builtin_align__(n) __attribute__((aligned(n)))
#define __device_builtin__
#define __device_builtin_texture_type__
#define __device_builtin_surface_type__
#define __cudart_builtin__
// A template that is used with a lambda's type needs a definition, or clang says
// that nobody else can give one.
#define __ASCENDIFY_BODY { __builtin_unreachable(); }
#define CUDARTAPI
#define CUDART_CB
#define CUDAAPI
#define CUDA_CB
#ifndef __CUDA_DEVICE_RUNTIME_API_H__
#define __CUDA_DEVICE_RUNTIME_API_H__
#endif

#endif
