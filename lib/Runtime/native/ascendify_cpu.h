// Native output (AscendCL + Ascend C SIMT) on the CPU engine: entry points.
//
// For the step that lowers a native source before it is compiled:
//
//   kernel<<<g, b, sh, st>>>(args)  ->  ascendify_cpu::launch(kernel, g, b, sh, st, args)
//   k<<<...>>>(args), k a template whose arguments are deduced
//                                   ->  the kernel as a lambda:
//                                       [](auto... a) { k(a...); }
//   aclrtLaunchSIMTKernelWithArgsArray((void *)k, …)
//                                   ->  ascendify_cpu::launchArray(k, …)
//   extern __ubuf__ T name[];       ->  T *name = ascendify_cpu::dynamic_shared<T>();
//   __ubuf__ T x[N];  __ubuf__ T x; ->  ASCENDIFY_CPU_SHARED T x[N];
//   __ubuf__ T *p;                      stays: a pointer of each thread
//
// Build: this header first (-include ascendify_cpu.h) with this folder before the one
// of the generated declarations on the include path, once together with
// acl_runtime.cpp; -std=c++17 -lboost_context -pthread. Limits: see
// xpu/detail/launch.h; the same macros for all files.
//
// Arguments are converted to the kernel's parameter types and kept by value until
// the kernel runs, which is when the stream is waited for: a program that forgets
// to wait sees old data, in every run (xpu/detail/device.h).
#ifndef ASCENDIFY_CPU_H
#define ASCENDIFY_CPU_H

#ifndef ASCENDIFY_CPU
#define ASCENDIFY_CPU 1
#endif

#include "vector_types.h"

#include "../xpu/detail/atomics.h"
#include "../xpu/detail/collectives.h"
#include "../xpu/detail/device.h"
#include "../xpu/detail/float16.h"

#define ASCENDIFY_CPU_SHARED static thread_local

#define __global__
#define __aicore__
#define __host__
#define __gm__
#define __ubuf__
#define __simt_vf__
#define __simt_callee__
#define __callee__
#define __launch_bounds__(threads)
#define __maxnreg__(registers)
#ifndef __align__
#define __align__(bytes) alignas(bytes)
#endif
#ifndef __forceinline__
#define __forceinline__ inline __attribute__((always_inline))
#endif

using half = ::ascendify_cpu::Half;
using half2 = ::ascendify_cpu::Half2;
using bfloat16_t = ::ascendify_cpu::Bfloat16;
using bfloat16x2_t = ::ascendify_cpu::Bfloat162;

namespace ascendify_cpu {

/// Host state of the ACL calls, defined in acl_runtime.cpp.
/// False, with a message, when this thread may not use a device: `what` comes
/// before aclInit or before aclrtSetDevice.
bool aclReady(const char *what);
/// Remembers the outcome of a launch for aclrtGetLastError.
void aclLaunched(Status status);
/// The outcome of the last launch of this thread.
int aclLaunchResult();

/// kernel<<<grid, block, shared, stream>>>(arguments...). `kernel` is a function or
/// a callable object; a null stream is the default stream of the device.
template <class... P>
void launch(void (*kernel)(P...), dim3 grid, dim3 block, std::size_t shared, void *stream,
            Parameter<P>... arguments) {
  if (!aclReady("a kernel launch"))
    return;
  aclLaunched(Device::instance().launch(bind(kernel, std::move(arguments)...), grid, block, shared,
                                        static_cast<Stream *>(stream), false));
}
template <class Kernel, class... A,
          std::enable_if_t<std::is_class_v<std::decay_t<Kernel>>, int> = 0>
void launch(Kernel &&kernel, dim3 grid, dim3 block, std::size_t shared, void *stream,
            A &&...arguments) {
  if (!aclReady("a kernel launch"))
    return;
  aclLaunched(Device::instance().launch(
      bind(std::forward<Kernel>(kernel), std::forward<A>(arguments)...), grid, block, shared,
      static_cast<Stream *>(stream), false));
}

/// aclrtLaunchSIMTKernelWithArgsArray(kernel, …): the arguments are read through their pointers now.
template <class... P, std::size_t... I>
void launchArray(void (*kernel)(P...), dim3 grid, dim3 block, std::size_t shared, void *stream,
                 void **arguments, std::index_sequence<I...>) {
  launch(kernel, grid, block, shared, stream, *static_cast<std::decay_t<P> *>(arguments[I])...);
}
template <class... P>
int launchArray(void (*kernel)(P...), dim3 grid, dim3 block, std::size_t shared, void *stream,
                const void *, void **arguments) {
  if (!aclReady("a kernel launch"))
    return aclLaunchResult();
  launchArray(kernel, grid, block, shared, stream, arguments, std::index_sequence_for<P...>());
  return aclLaunchResult();
}
/// A kernel whose parameters nobody knows any more.
int launchArray(const void *kernel, dim3 grid, dim3 block, std::size_t shared, void *stream,
                const void *, void **arguments);

/// The dynamic unified-buffer memory of the running block.
template <class T> T *dynamic_shared() { return dynamicShared<T>(); }

} // namespace ascendify_cpu

#endif
