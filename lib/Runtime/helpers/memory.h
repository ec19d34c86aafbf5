// Freeing as CUDA programs expect it: a null pointer is nothing to free.
//
// AscendCL answers a null pointer with an error. The waiting forms are used, since
// work that touches the memory may still be queued.
#ifndef ASCENDIFY_MEMORY_H
#define ASCENDIFY_MEMORY_H

#include "acl/acl.h"

namespace ascendify {

/// Frees device memory after the work that may use it; null is a success.
inline aclError freeDevice(void *pointer) {
  return pointer ? aclrtFreeWithDevSync(pointer) : ACL_SUCCESS;
}

/// Frees host memory from aclrtMallocHost after the work that may use it; null is a success.
inline aclError freeHost(void *pointer) {
  return pointer ? aclrtFreeHostWithDevSync(pointer) : ACL_SUCCESS;
}

} // namespace ascendify

#endif
