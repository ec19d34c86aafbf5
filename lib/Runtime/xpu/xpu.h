// xpu: one source for CUDA, Ascend C (SIMT) and a plain C++17 compiler.
//
// The backend follows from the compiler; a name means the same on all of them or
// does not exist. The list of names is the contract: version 0, frozen.
//
//   nvcc, clang -x cuda     the CUDA runtime; every name is an alias or an inline call
//   bisheng                 AscendCL and the simt_api headers
//   anything else           a SIMT engine on the CPU; link -lboost_context -pthread
#ifndef XPU_XPU_H
#define XPU_XPU_H

#define XPU_VERSION 0

#if defined(__CUDACC__)
#define XPU_BACKEND_CUDA 1
#include "cuda/xpu_cuda.h"
#elif defined(__NPU_ARCH__) || defined(__BISHENG_CCEC__) || defined(XPU_FORCE_ASCEND)
#define XPU_BACKEND_ASCEND 1
#include "ascend/xpu_ascend.h"
#else
#define XPU_BACKEND_CPU 1
#include "cpu/xpu_cpu.h"
#endif

#include "detail/fold.h"
#include "detail/launch_array.h"

#endif
