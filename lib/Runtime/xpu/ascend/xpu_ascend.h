// The xpu API on AscendCL and the Ascend C SIMT headers.
//
// What ACL does not do and the API promises is added here: initialisation at the
// first call of a thread, and the order between the null stream and the blocking
// streams (by waiting on the host, since ACL's streams are never ordered).
//
// Nothing here was compiled by bisheng yet; it is checked against the declared
// names and runs in the tests on the CPU bodies of the same calls.
#ifndef XPU_ASCEND_XPU_ASCEND_H
#define XPU_ASCEND_XPU_ASCEND_H

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstring>
#include <mutex>
#include <set>
#include <type_traits>
#include <utility>

#include "acl/acl.h"
#include "simt_api/asc_bf16.h"
#include "simt_api/asc_fp16.h"
#include "simt_api/asc_simt.h"
#include "utils/debug/asc_assert.h"

#define XPU_GLOBAL __global__
#define XPU_DEVICE __aicore__
#define XPU_HOST __host__
#define XPU_HOST_DEVICE __host__ __aicore__
#define XPU_DEVICE_VARIABLE __gm__
#define XPU_CONSTANT __gm__
#define XPU_FORCEINLINE inline __attribute__((always_inline))
#define XPU_NOINLINE __attribute__((noinline))
#define XPU_RESTRICT __restrict__
#define XPU_ALIGN(bytes) __align__(bytes)
#define XPU_LAUNCH_BOUNDS(threads) __launch_bounds__(threads)
#ifdef ASCENDIFY_CPU
#define XPU_SHARED ASCENDIFY_CPU_SHARED
#define XPU_DYNAMIC_SHARED(type, name) type *const name = ::ascendify_cpu::dynamic_shared<type>()
#else
#define XPU_SHARED __ubuf__
#define XPU_DYNAMIC_SHARED(type, name)                                                             \
  extern __ubuf__ unsigned char xpuDetailDynamicShared[];                                          \
  type *const name = reinterpret_cast<type *>(xpuDetailDynamicShared)
#endif

#include "xpu_ascend_device.h"
#include "xpu_ascend_host.h"

#endif
