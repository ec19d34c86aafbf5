// Collectives of NCCL that HCCL has in another shape.
#ifndef ASCENDIFY_COLLECTIVES_H
#define ASCENDIFY_COLLECTIVES_H

#include "acl/acl.h"
#include "hccl/hccl.h"
#include "hccl/hccl_comm.h"
#include <stddef.h>
#include <stdint.h>

namespace ascendify {

/// Bytes of an element; 0 for a type that is not a plain number.
inline size_t elementBytes(HcclDataType type) {
  switch (static_cast<int>(type)) {
  case HCCL_DATA_TYPE_INT8:
  case HCCL_DATA_TYPE_UINT8:
  case HCCL_DATA_TYPE_HIF8:
  case HCCL_DATA_TYPE_FP8E4M3:
  case HCCL_DATA_TYPE_FP8E5M2:
  case HCCL_DATA_TYPE_FP8E8M0:
    return 1;
  case HCCL_DATA_TYPE_INT16:
  case HCCL_DATA_TYPE_UINT16:
  case HCCL_DATA_TYPE_FP16:
  case HCCL_DATA_TYPE_BFP16:
    return 2;
  case HCCL_DATA_TYPE_INT32:
  case HCCL_DATA_TYPE_UINT32:
  case HCCL_DATA_TYPE_FP32:
    return 4;
  case HCCL_DATA_TYPE_INT64:
  case HCCL_DATA_TYPE_UINT64:
  case HCCL_DATA_TYPE_FP64:
    return 8;
  default:
    return 0;
  }
}

/// What \p send holds on the rank \p root arrives in \p receive on every rank, the root too. HCCL
/// broadcasts in one buffer, so the root copies first, in the same stream.
inline HcclResult broadcast(const void *send, void *receive, uint64_t count, HcclDataType type, uint32_t root,
                            HcclComm comm, aclrtStream stream) {
  if (send != receive) {
    uint32_t rank = 0;
    HcclResult result = HcclGetRankId(comm, &rank);
    if (result != HCCL_SUCCESS)
      return result;
    size_t bytes = elementBytes(type) * count;
    if (rank == root && count) {
      if (!bytes)
        return HCCL_E_NOT_SUPPORT;
      if (aclrtMemcpyAsync(receive, bytes, send, bytes, ACL_MEMCPY_DEVICE_TO_DEVICE, stream) != ACL_SUCCESS)
        return HCCL_E_RUNTIME;
    }
  }
  return HcclBroadcast(receive, count, type, root, comm, stream);
}

} // namespace ascendify

#endif
