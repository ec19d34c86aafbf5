// Facts of Ascend/pytorch torch_npu/csrc/core/npu/NPUFunctions.h: names and signatures.
#pragma once
#include "ascendify/c10_part.h"
#include "torch_npu/csrc/core/npu/NPUException.h"

namespace c10_npu {

c10::DeviceIndex device_count() noexcept;
c10::DeviceIndex device_count_ensure_non_zero();
aclError GetDevice(int32_t *device);
aclError SetDevice(c10::DeviceIndex device);
c10::DeviceIndex current_device();
void set_device(c10::DeviceIndex device);
void device_synchronize();
int ExchangeDevice(int device);

} // namespace c10_npu
