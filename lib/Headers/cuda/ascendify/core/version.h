//===- version.h - The compiler and the release we claim to be ------------===//
#ifndef ASCENDIFY_CORE_VERSION_H
#define ASCENDIFY_CORE_VERSION_H

#ifndef ASCENDIFY_CUDA_VERSION
#define ASCENDIFY_CUDA_VERSION 12090
#endif

// Code compares these in #if and prints them; nobody pastes tokens with them.
#define CUDA_VERSION ASCENDIFY_CUDA_VERSION
#define CUDART_VERSION ASCENDIFY_CUDA_VERSION
#define __CUDART_API_VERSION ASCENDIFY_CUDA_VERSION
#define __CUDA_API_VER_MAJOR__ (ASCENDIFY_CUDA_VERSION / 1000)
#define __CUDA_API_VER_MINOR__ (ASCENDIFY_CUDA_VERSION % 1000 / 10)

// A host source that includes the runtime's header is not compiled by nvcc.
#ifdef __CUDA__
#define __CUDACC_VER_MAJOR__ (ASCENDIFY_CUDA_VERSION / 1000)
#define __CUDACC_VER_MINOR__ (ASCENDIFY_CUDA_VERSION % 1000 / 10)
#define __CUDACC_VER_BUILD__ 0
#define __NVCC__ 1
// Clang defines it empty in its own wrapper; code written for nvcc tests it as a number.
#undef __CUDACC__
#define __CUDACC__ 1
#define __CUDACC_EXTENDED_LAMBDA__ 1
#define __CUDACC_RELAXED_CONSTEXPR__ 1
#define __NVCC_DIAG_PRAGMA_SUPPORT__ 1
#ifndef __CUDA_ARCH_LIST__
#define __CUDA_ARCH_LIST__ 800
#endif
#endif

#endif
