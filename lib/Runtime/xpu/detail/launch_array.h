// Launches whose arguments stand in an array of pointers, as cudaLaunchKernel takes them.
#ifndef XPU_DETAIL_LAUNCH_ARRAY_H
#define XPU_DETAIL_LAUNCH_ARRAY_H

#include <cstddef>
#include <type_traits>
#include <utility>

namespace xpu_detail {
template <class... P, std::size_t... I>
xpuError_t launchArray(void (*kernel)(P...), dim3 grid, dim3 block, void **arguments, std::size_t shared,
                       xpuStream_t stream, std::index_sequence<I...>) {
  return xpuLaunch(kernel, grid, block, shared, stream, *static_cast<std::remove_reference_t<P> *>(arguments[I])...);
}
} // namespace xpu_detail

/// xpuLaunch with the addresses of the arguments, each of the kernel's parameter type.
template <class... P>
xpuError_t xpuLaunchArray(void (*kernel)(P...), dim3 grid, dim3 block, void **arguments, std::size_t shared = 0,
                          xpuStream_t stream = nullptr) {
  return xpu_detail::launchArray(kernel, grid, block, arguments, shared, stream, std::index_sequence_for<P...>());
}

#endif
