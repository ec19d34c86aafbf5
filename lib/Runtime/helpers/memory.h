// Freeing as CUDA programs expect it: a null pointer is nothing to free. And memory with rows.
//
// AscendCL answers a null pointer with an error. The waiting forms are used, since
// work that touches the memory may still be queued.
#ifndef ASCENDIFY_MEMORY_H
#define ASCENDIFY_MEMORY_H

#include "acl/acl.h"
#include <stddef.h>

namespace ascendify {

/// Frees device memory after the work that may use it; null is a success.
inline aclError freeDevice(void *pointer) {
  return pointer ? aclrtFreeWithDevSync(pointer) : ACL_SUCCESS;
}

/// Frees host memory from aclrtMallocHost after the work that may use it; null is a success.
inline aclError freeHost(void *pointer) {
  return pointer ? aclrtFreeHostWithDevSync(pointer) : ACL_SUCCESS;
}

/// Device memory for \p height rows of \p width bytes. \p pitch is the distance of two rows: the width,
/// up to a multiple of 64 bytes, which is what AscendCL aligns the first row to.
inline aclError mallocPitch(void **pointer, size_t *pitch, size_t width, size_t height) {
  if (!pointer || !pitch)
    return ACL_ERROR_INVALID_PARAM;
  size_t distance = (width + 63) / 64 * 64;
  aclError error = aclrtMalloc(pointer, distance * height, ACL_MEM_MALLOC_HUGE_FIRST);
  if (error == ACL_SUCCESS)
    *pitch = distance;
  return error;
}

/// The same for elements of any type.
template <typename T> aclError mallocPitch(T **pointer, size_t *pitch, size_t width, size_t height) {
  return mallocPitch(reinterpret_cast<void **>(pointer), pitch, width, height);
}

} // namespace ascendify

#endif
