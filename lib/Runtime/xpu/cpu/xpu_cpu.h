// The xpu API on the CPU engine.
#ifndef XPU_CPU_XPU_CPU_H
#define XPU_CPU_XPU_CPU_H

#include "../detail/vector_types.h"

#include "../detail/atomics.h"
#include "../detail/collectives.h"
#include "../detail/device.h"
#include "../detail/float16.h"

#define XPU_GLOBAL
#define XPU_DEVICE
#define XPU_HOST
#define XPU_HOST_DEVICE
#define XPU_DEVICE_VARIABLE
#define XPU_CONSTANT
#define XPU_FORCEINLINE inline __attribute__((always_inline))
#define XPU_NOINLINE __attribute__((noinline))
#define XPU_RESTRICT __restrict__
#define XPU_ALIGN(bytes) __attribute__((aligned(bytes)))
#define XPU_LAUNCH_BOUNDS(threads)
/// A block stays on one OS thread, so thread-local is block-local.
#define XPU_SHARED static thread_local
#define XPU_DYNAMIC_SHARED(type, name) type *const name = ::ascendify_cpu::dynamicShared<type>()

#include "xpu_device.h"
#include "xpu_float16.h"
#include "xpu_host.h"
#include "xpu_math.h"

#endif
