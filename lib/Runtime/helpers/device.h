// The device calls of CUDA that AscendCL has in another shape.
#ifndef ASCENDIFY_DEVICE_H
#define ASCENDIFY_DEVICE_H

#include "acl/acl.h"
#include <limits.h>
#include <stdint.h>

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

} // namespace ascendify

#endif
