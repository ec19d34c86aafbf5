// The device calls of CUDA that AscendCL has in another shape.
//
// The trap: a "multiprocessor" is a vector core here, and one block runs on one of
// them at a time.
#ifndef ASCENDIFY_DEVICE_H
#define ASCENDIFY_DEVICE_H

#include "acl/acl.h"
#include <limits.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

namespace ascendify {

/// Frees everything this process has on the current device.
inline aclError deviceReset() {
  int32_t device = 0;
  aclError error = aclrtGetDevice(&device);
  return error == ACL_SUCCESS ? aclrtResetDeviceForce(device) : error;
}

/// An attribute as an int, INT_MAX when it does not fit.
inline aclError deviceAttribute(int *value, aclrtDevAttr attribute, int device) {
  int64_t wide = 0;
  aclError error = aclrtGetDeviceInfo(static_cast<uint32_t>(device), attribute, &wide);
  if (error == ACL_SUCCESS)
    *value = wide > INT_MAX ? INT_MAX : static_cast<int>(wide);
  return error;
}

/// What AscendCL can answer of cudaDeviceProp, under the same names. What it cannot (compute
/// capability, clocks, registers, textures) is no member: code that asks for it has to be changed.
struct DeviceProperties {
  char name[256];                    ///< of the processor, not of the card
  size_t totalGlobalMem;             ///< bytes
  size_t sharedMemPerBlock;          ///< bytes of a vector core's unified buffer, of which 8 KB are
                                     ///< reserved and at least 32 KB are data cache
  size_t sharedMemPerBlockOptin;     ///< the same
  size_t sharedMemPerMultiprocessor; ///< the same
  int warpSize;
  int maxThreadsPerBlock;
  int maxThreadsDim[3];
  int maxGridSize[3]; ///< each by itself; a grid has 65535 blocks at most
  int multiProcessorCount; ///< vector cores
  int maxThreadsPerMultiProcessor;
  int l2CacheSize; ///< bytes
};

/// Fills all of \p properties. What a device does not answer is 0, and no error to be asked for later; a
/// device that does not answer for its vector cores is an error.
inline aclError deviceProperties(DeviceProperties *properties, int device) {
  if (!properties)
    return ACL_ERROR_INVALID_PARAM;
  DeviceProperties all = {};
  aclError error = deviceAttribute(&all.multiProcessorCount, ACL_DEV_ATTR_VECTOR_CORE_NUM, device);
  if (error != ACL_SUCCESS)
    return error;
  const aclError before = aclrtPeekAtLastError(ACL_RT_THREAD_LEVEL);
  struct {
    int *value;
    aclrtDevAttr attribute;
  } const narrow[] = {
      {&all.warpSize, ACL_DEV_ATTR_WARP_SIZE},
      {&all.maxThreadsPerBlock, ACL_DEV_ATTR_MAX_THREADS_PER_BLOCK},
      {&all.maxThreadsDim[0], ACL_DEV_ATTR_MAX_BLOCK_DIM_X},
      {&all.maxThreadsDim[1], ACL_DEV_ATTR_MAX_BLOCK_DIM_Y},
      {&all.maxThreadsDim[2], ACL_DEV_ATTR_MAX_BLOCK_DIM_Z},
      {&all.maxGridSize[0], ACL_DEV_ATTR_MAX_GRID_DIM_X},
      {&all.maxGridSize[1], ACL_DEV_ATTR_MAX_GRID_DIM_Y},
      {&all.maxGridSize[2], ACL_DEV_ATTR_MAX_GRID_DIM_Z},
      {&all.maxThreadsPerMultiProcessor, ACL_DEV_ATTR_MAX_THREAD_PER_VECTOR_CORE},
      {&all.l2CacheSize, ACL_DEV_ATTR_L2_CACHE_SIZE},
  };
  for (const auto &one : narrow)
    deviceAttribute(one.value, one.attribute, device);
  int64_t bytes = 0;
  if (aclrtGetDeviceInfo(static_cast<uint32_t>(device), ACL_DEV_ATTR_TOTAL_GLOBAL_MEM_SIZE, &bytes) == ACL_SUCCESS)
    all.totalGlobalMem = static_cast<size_t>(bytes);
  bytes = 0;
  if (aclrtGetDeviceInfo(static_cast<uint32_t>(device), ACL_DEV_ATTR_UBUF_PER_VECTOR_CORE, &bytes) == ACL_SUCCESS)
    all.sharedMemPerBlock = all.sharedMemPerBlockOptin = all.sharedMemPerMultiprocessor =
        static_cast<size_t>(bytes);
  if (before == ACL_SUCCESS)
    aclrtGetLastError(ACL_RT_THREAD_LEVEL);
  const char *name = aclrtGetSocName();
  snprintf(all.name, sizeof(all.name), "%s", name ? name : "");
  *properties = all;
  return ACL_SUCCESS;
}

/// How many blocks of \p blockSize threads and \p dynamicShared bytes run on a vector core at the same
/// time: one, or none when the core has too few threads or too little memory for it. What the
/// kernel declares itself (registers, static memory) is not seen.
template <typename Kernel>
aclError activeBlocks(int *blocks, Kernel, int blockSize, size_t dynamicShared) {
  int32_t device = 0;
  aclError error = aclrtGetDevice(&device);
  if (error != ACL_SUCCESS)
    return error;
  int threads = 0, bytes = 0;
  error = deviceAttribute(&threads, ACL_DEV_ATTR_MAX_THREADS_PER_BLOCK, device);
  if (error == ACL_SUCCESS)
    error = deviceAttribute(&bytes, ACL_DEV_ATTR_UBUF_PER_VECTOR_CORE, device);
  if (error != ACL_SUCCESS)
    return error;
  if (!blocks || blockSize <= 0)
    return ACL_ERROR_INVALID_PARAM;
  *blocks = blockSize <= threads && dynamicShared <= static_cast<size_t>(bytes);
  return ACL_SUCCESS;
}

} // namespace ascendify

#endif
