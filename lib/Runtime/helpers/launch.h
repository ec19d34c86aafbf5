// A launch described by a structure, as cudaLaunchKernelEx takes it.
//
// AscendCL's launches have no list of attributes, so the structure has none: code
// that sets some has to be changed. A kernel starts when the one before it in its
// stream is done; nothing else is lost where an early start was allowed.
#ifndef ASCENDIFY_LAUNCH_H
#define ASCENDIFY_LAUNCH_H

#include "acl/acl.h"
#include <stddef.h>
#include <utility>

namespace ascendify {

/// The members of cudaLaunchConfig_t that a launch has here.
struct LaunchConfig {
  dim3 gridDim = dim3(1, 1, 1);
  dim3 blockDim = dim3(1, 1, 1);
  size_t dynamicSmemBytes = 0;
  aclrtStream stream = nullptr; ///< null: the default stream of the current context
};

/// Launches \p kernel, whose arguments are converted to its parameters first.
template <typename... Expected, typename... Actual>
aclError launchKernel(const LaunchConfig *config, void (*kernel)(Expected...), Actual &&...actual) {
  static_assert(sizeof...(Expected) == sizeof...(Actual), "a kernel has no default arguments in a launch");
#ifdef ASCENDIFY_CPU_H
  ascendify_cpu::launch(kernel, config->gridDim, config->blockDim, config->dynamicSmemBytes, config->stream,
                        static_cast<Expected>(std::forward<Actual>(actual))...);
  return aclrtPeekAtLastError(ACL_RT_THREAD_LEVEL);
#else
  auto launch = [&](Expected... values) {
    // One more, for an array of no elements does not exist.
    void *arguments[] = {const_cast<void *>(static_cast<const volatile void *>(&values))..., nullptr};
    return aclrtLaunchSIMTKernelWithArgsArray(reinterpret_cast<void *>(kernel), config->gridDim, config->blockDim,
                                              config->dynamicSmemBytes, config->stream, nullptr, arguments);
  };
  return launch(std::forward<Actual>(actual)...);
#endif
}

/// The same with an array of pointers to the arguments, as cudaLaunchKernelExC takes it.
inline aclError launchKernelArray(const LaunchConfig *config, const void *kernel, void **arguments) {
#ifdef ASCENDIFY_CPU_H
  (void)config, (void)kernel, (void)arguments;
  return ACL_ERROR_RT_FEATURE_NOT_SUPPORT; // the engine has to know the types of the arguments
#else
  return aclrtLaunchSIMTKernelWithArgsArray(const_cast<void *>(kernel), config->gridDim, config->blockDim,
                                            config->dynamicSmemBytes, config->stream, nullptr, arguments);
#endif
}

} // namespace ascendify

#endif
