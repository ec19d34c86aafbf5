// Facts of Ascend/pytorch torch_npu/csrc/core/npu/NPUGuard.h: names and signatures.
#pragma once
#include "torch_npu/csrc/core/npu/NPUStream.h"

namespace c10_npu {

struct NPUGuard {
  explicit NPUGuard() = delete;
  explicit NPUGuard(c10::DeviceIndex device_index);
  explicit NPUGuard(c10::Device device);
  NPUGuard(const NPUGuard &) = delete;
  NPUGuard &operator=(const NPUGuard &) = delete;
  void set_device(c10::Device device);
  void reset_device(c10::Device device);
  void set_index(c10::DeviceIndex device_index);
  c10::Device original_device() const;
  c10::Device current_device() const;
};

struct OptionalNPUGuard {
  explicit OptionalNPUGuard();
  explicit OptionalNPUGuard(c10::optional<c10::Device> device_opt);
  explicit OptionalNPUGuard(c10::optional<c10::DeviceIndex> device_index_opt);
  OptionalNPUGuard(const OptionalNPUGuard &) = delete;
  OptionalNPUGuard &operator=(const OptionalNPUGuard &) = delete;
  void set_device(c10::Device device);
  void reset_device(c10::Device device);
  void set_index(c10::DeviceIndex device_index);
  c10::optional<c10::Device> original_device() const;
  c10::optional<c10::Device> current_device() const;
  void reset();
};

struct NPUStreamGuard {
  explicit NPUStreamGuard() = delete;
  explicit NPUStreamGuard(c10::Stream stream);
  NPUStreamGuard(const NPUStreamGuard &) = delete;
  NPUStreamGuard &operator=(const NPUStreamGuard &) = delete;
  void reset_stream(c10::Stream stream);
  NPUStream original_stream() const;
  NPUStream current_stream() const;
  c10::Device current_device() const;
  c10::Device original_device() const;
};

struct OptionalNPUStreamGuard {
  explicit OptionalNPUStreamGuard();
  explicit OptionalNPUStreamGuard(c10::Stream stream);
  explicit OptionalNPUStreamGuard(c10::optional<c10::Stream> stream_opt);
  OptionalNPUStreamGuard(const OptionalNPUStreamGuard &) = delete;
  OptionalNPUStreamGuard &operator=(const OptionalNPUStreamGuard &) = delete;
  void reset_stream(c10::Stream stream);
  c10::optional<NPUStream> original_stream() const;
  c10::optional<NPUStream> current_stream() const;
  void reset();
};

} // namespace c10_npu
