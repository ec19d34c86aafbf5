// Communicators of all devices of a process, as NCCL programs make them.
#ifndef ASCENDIFY_COLLECTIVE_H
#define ASCENDIFY_COLLECTIVE_H

#include "hccl/hccl_comm.h"
#include <vector>

namespace ascendify {

/// HcclCommInitAll for the devices 0 to \p count - 1.
inline HcclResult commInitAll(uint32_t count, HcclComm *communicators) {
  std::vector<int32_t> devices(count);
  for (uint32_t i = 0; i < count; ++i)
    devices[i] = static_cast<int32_t>(i);
  return HcclCommInitAll(count, devices.data(), communicators);
}

} // namespace ascendify

#endif
