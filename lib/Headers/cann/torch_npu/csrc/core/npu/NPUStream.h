// Facts of Ascend/pytorch torch_npu/csrc/core/npu/NPUStream.h: names and signatures.
#pragma once
#include "acl/acl.h"
#include "ascendify/c10_part.h"
#include "torch_npu/csrc/core/npu/NPUException.h"

namespace c10_npu {

class NPUStream {
public:
  enum Unchecked { UNCHECKED };
  explicit NPUStream(c10::Stream stream);
  explicit NPUStream(Unchecked, c10::Stream stream);
  bool operator==(const NPUStream &other) const noexcept;
  bool operator!=(const NPUStream &other) const noexcept;
  operator aclrtStream() const;
  operator c10::Stream() const;
  c10::DeviceType device_type() const;
  c10::DeviceIndex device_index() const;
  c10::Device device() const;
  c10::StreamId id() const;
  bool query() const;
  void synchronize() const;
  aclrtStream stream() const;
  aclrtStream stream(const bool need_empty) const;
  c10::Stream unwrap() const;
};

NPUStream getNPUStreamFromPool(c10::DeviceIndex device = -1);
NPUStream getDefaultNPUStream(c10::DeviceIndex device_index = -1);
NPUStream getCurrentNPUStream(c10::DeviceIndex device_index = -1);
void setCurrentNPUStream(NPUStream stream);

} // namespace c10_npu
