// The few names of c10 that the declarations of torch_npu need, for type-checking examples
// without PyTorch (facts: c10/core/Device.h, DeviceType.h, Stream.h of PyTorch 2).
#pragma once
#include <cstdint>
#include <optional>

namespace c10 {

using DeviceIndex = int8_t;
enum class DeviceType : int8_t { CPU = 0, CUDA = 1, PrivateUse1 = 20 };
constexpr DeviceType kPrivateUse1 = DeviceType::PrivateUse1;

struct Device final {
  Device(DeviceType type, DeviceIndex index = -1);
  DeviceIndex index() const;
  DeviceType type() const;
  bool is_privateuseone() const;
};

using StreamId = int64_t;
class Stream final {
public:
  Device device() const;
  DeviceIndex device_index() const;
};

template <typename T> using optional = std::optional<T>;

} // namespace c10
