// Queries that answer by their result, as those of CUDA do.
//
// AscendCL returns success and writes the answer to a parameter. Here "not yet" is
// the code ACL_ERROR_RT_STREAM_NOT_COMPLETE; it is not remembered as an error.
#ifndef ASCENDIFY_QUERIES_H
#define ASCENDIFY_QUERIES_H

#include "acl/acl.h"

namespace ascendify {

/// Success when all work of the stream is done, ACL_ERROR_RT_STREAM_NOT_COMPLETE while it is
/// not, else the error of the query.
inline aclError streamQuery(aclrtStream stream) {
  aclrtStreamStatus status = ACL_STREAM_STATUS_NOT_READY;
  aclError error = aclrtStreamQuery(stream, &status);
  if (error != ACL_SUCCESS)
    return error;
  return status == ACL_STREAM_STATUS_COMPLETE ? ACL_SUCCESS : ACL_ERROR_RT_STREAM_NOT_COMPLETE;
}

/// Success when the event was reached, ACL_ERROR_RT_STREAM_NOT_COMPLETE while it was not, else
/// the error of the query.
inline aclError eventQuery(aclrtEvent event) {
  aclrtEventRecordedStatus status = ACL_EVENT_RECORDED_STATUS_NOT_READY;
  aclError error = aclrtQueryEventStatus(event, &status);
  if (error != ACL_SUCCESS)
    return error;
  return status == ACL_EVENT_RECORDED_STATUS_COMPLETE ? ACL_SUCCESS
                                                      : ACL_ERROR_RT_STREAM_NOT_COMPLETE;
}

} // namespace ascendify

#endif
