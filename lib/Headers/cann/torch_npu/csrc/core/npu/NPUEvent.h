// Facts of Ascend/pytorch torch_npu/csrc/core/npu/NPUEvent.h: names and signatures.
#pragma once
#include "torch_npu/csrc/core/npu/NPUGuard.h"

namespace c10_npu {

struct NPUEvent {
  NPUEvent();
  NPUEvent(unsigned int flags);
  NPUEvent(const NPUEvent &) = delete;
  NPUEvent &operator=(const NPUEvent &) = delete;
  NPUEvent(NPUEvent &&other);
  NPUEvent &operator=(NPUEvent &&other);
  operator aclrtEvent() const;
  c10::optional<c10::Device> device() const;
  bool isCreated() const;
  c10::DeviceIndex device_index() const;
  aclrtEvent event() const;
  bool query() const;
  void record();
  void recordOnce(const NPUStream &stream);
  void record(const NPUStream &stream);
  void block(const NPUStream &stream);
  float elapsed_time(const NPUEvent &other) const;
  void synchronize() const;
};

} // namespace c10_npu
