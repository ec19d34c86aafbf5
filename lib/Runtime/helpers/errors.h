// Names and texts for error codes, which AscendCL has no function for.
//
// errorString writes to a buffer of the calling thread: the text is good until the
// next call in that thread. aclGetRecentErrMsg forgets its text when it is asked.
#ifndef ASCENDIFY_ERRORS_H
#define ASCENDIFY_ERRORS_H

#include "acl/acl.h"
#include <stdio.h>

namespace ascendify {

/// The name of a code of acl/acl_base.h or acl/error_codes/rt_error_codes.h that programs meet.
inline const char *errorName(aclError error) {
  switch (error) {
#define ASCENDIFY_ERROR_NAME(name)                                                                 \
  case name:                                                                                       \
    return #name;
    ASCENDIFY_ERROR_NAME(ACL_SUCCESS)
    ASCENDIFY_ERROR_NAME(ACL_ERROR_INVALID_PARAM)
    ASCENDIFY_ERROR_NAME(ACL_ERROR_FEATURE_UNSUPPORTED)
    ASCENDIFY_ERROR_NAME(ACL_ERROR_RT_PARAM_INVALID)
    ASCENDIFY_ERROR_NAME(ACL_ERROR_RT_INVALID_DEVICEID)
    ASCENDIFY_ERROR_NAME(ACL_ERROR_RT_CONTEXT_NULL)
    ASCENDIFY_ERROR_NAME(ACL_ERROR_RT_STREAM_CONTEXT)
    ASCENDIFY_ERROR_NAME(ACL_ERROR_RT_INVALID_MEMORY_TYPE)
    ASCENDIFY_ERROR_NAME(ACL_ERROR_RT_FEATURE_NOT_SUPPORT)
    ASCENDIFY_ERROR_NAME(ACL_ERROR_RT_MEMORY_ALLOCATION)
    ASCENDIFY_ERROR_NAME(ACL_ERROR_RT_MEMORY_FREE)
    ASCENDIFY_ERROR_NAME(ACL_ERROR_RT_NO_DEVICE)
    ASCENDIFY_ERROR_NAME(ACL_ERROR_RT_NO_EVENT_RESOURCE)
    ASCENDIFY_ERROR_NAME(ACL_ERROR_RT_STREAM_NOT_COMPLETE)
    ASCENDIFY_ERROR_NAME(ACL_ERROR_RT_EVENT_NOT_COMPLETE)
#undef ASCENDIFY_ERROR_NAME
  default:
    return "unknown AscendCL error";
  }
}

/// Name and number of a code, with the runtime's latest message of this thread when there is one;
/// never null.
inline const char *errorString(aclError error) {
  static thread_local char text[1024];
  const char *message = error == ACL_SUCCESS ? nullptr : aclGetRecentErrMsg();
  if (message && *message)
    snprintf(text, sizeof(text), "%s (%d): %s", errorName(error), static_cast<int>(error), message);
  else
    snprintf(text, sizeof(text), "%s (%d)", errorName(error), static_cast<int>(error));
  return text;
}

} // namespace ascendify

#endif
