// Attributes of a device that CUDA programs ask for and Ascend devices do not have.
//
// Each has the value that means nothing special in CUDA: compute mode 0 (default), compute capability 0.0, clock rate 0
// (not known), not integrated.
#ifndef ASCENDIFY_ATTRIBUTES_H
#define ASCENDIFY_ATTRIBUTES_H

#include "acl/acl.h"

namespace ascendify {

enum class AbsentAttribute { ComputeMode, ComputeCapabilityMajor, ComputeCapabilityMinor, ClockRate, Integrated };

/// Compute modes as CUDA numbers them; a device is always in the default one.
constexpr int ComputeModeDefault = 0;
constexpr int ComputeModeProhibited = 2;

inline aclError deviceAttribute(int *value, AbsentAttribute, int) {
  if (!value)
    return ACL_ERROR_INVALID_PARAM;
  *value = 0;
  return ACL_SUCCESS;
}

} // namespace ascendify

#endif
