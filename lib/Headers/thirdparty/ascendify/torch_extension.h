//===- torch_extension.h - torch:: as extensions see it --------------------===//
#ifndef ASCENDIFY_TORCH_EXTENSION_H
#define ASCENDIFY_TORCH_EXTENSION_H

#include "ascendify/torch_core.h"
#include "ascendify/pybind11.h"

namespace at { namespace indexing { typedef ::at::indexing::Slice __ascendify_slice; } }
namespace torch {
using namespace ::at;
using ::at::Tensor; using ::c10::Device; using ::c10::ScalarType; using ::c10::IntArrayRef; using ::c10::TensorOptions;
typedef ::c10::ScalarType Dtype; typedef ::c10::Stream Stream; typedef ::c10::Event Event;
namespace indexing { using namespace ::at::indexing; }
namespace nn {
namespace functional {
struct PadFuncOptions { PadFuncOptions(::std::vector<int64_t>); template <typename T> PadFuncOptions &mode(T); PadFuncOptions &value(double); };
template <typename... A> Tensor pad(const Tensor &, const PadFuncOptions &, A &&...); template <typename... A> Tensor relu(A &&...); template <typename... A> Tensor softmax(A &&...);
} // namespace functional
struct Module { Module(); template <typename... A> Tensor register_parameter(A &&...); template <typename... A> Tensor register_buffer(A &&...); };
} // namespace nn
namespace jit { typedef ::c10::IValue IValue; }
namespace autograd {
typedef Tensor Variable; typedef ::std::vector<Variable> variable_list; typedef variable_list tensor_list;
struct AutogradContext {
  ::std::unordered_map<::std::string, struct __ascendify_value> saved_data; void save_for_backward(variable_list); variable_list get_saved_variables() const;
  void mark_dirty(const variable_list &); void mark_non_differentiable(const variable_list &); void set_materialize_grads(bool); bool needs_input_grad(size_t) const;
};
struct __ascendify_value {
  template <typename T> __ascendify_value &operator=(const T &); int64_t toInt() const; double toDouble() const; bool toBool() const; Tensor toTensor() const; ::std::vector<int64_t> toIntVector() const; ::std::vector<int64_t> toIntList() const; ::std::vector<double> toDoubleList() const; ::std::vector<Tensor> toTensorList() const; bool isInt() const; bool isTensor() const;
  ::std::vector<double> toDoubleVector() const; template <typename T> T to() const; template <typename T> ::c10::optional<T> toOptional() const; bool isNone() const; ::std::string toStringRef() const; ::std::vector<Tensor> toTensorVector() const;
};
template <typename T> struct Function { template <typename X = T, typename... A> static auto apply(A &&...a) -> decltype(X::forward(::std::declval<AutogradContext *>(), ::std::forward<A>(a)...)); };
} // namespace autograd
using ::torch::autograd::AutogradContext;
struct RegisterOperators { RegisterOperators(); template <typename... A> RegisterOperators(A &&...); template <typename... A> RegisterOperators &op(A &&...); };
class Library { public: template <typename... A> Library &def(A &&...); template <typename... A> Library &impl(A &&...); template <typename F> Library &fallback(F &&); template <typename T> ::pybind11::class_<T> class_(const char *); };
struct CustomClassHolder {}; template <typename F> F &&dispatch(::c10::DispatchKey, F &&); template <typename F> F &&schema(F &&);
namespace cuda { DeviceIndex device_count(); bool is_available(); void synchronize(int64_t = -1); }
namespace python { namespace detail { Dtype py_object_to_dtype(::pybind11::object); Device py_object_to_device(::pybind11::object); } }
namespace headeronly { using ::c10::ScalarType; using ::c10::Half; using ::c10::BFloat16; }
namespace stable {
using ::at::Tensor;
template <typename... A> Tensor empty_like(const Tensor &, A &&...); template <typename... A> Tensor new_empty(const Tensor &, IntArrayRef, A &&...); template <typename... A> Tensor new_zeros(const Tensor &, IntArrayRef, A &&...);
template <typename... A> Tensor zero_(A &&...); template <typename... A> Tensor fill_(A &&...); template <typename... A> Tensor narrow(A &&...); template <typename... A> Tensor transpose(A &&...); template <typename... A> Tensor pad(const Tensor &, A &&...); template <typename... A> Tensor pad(const Tensor &, IntArrayRef, A &&...);
template <typename... A> Tensor copy_(A &&...); template <typename... A> Tensor clone(A &&...); template <typename... A> Tensor contiguous(A &&...); template <typename... A> Tensor amax(A &&...);
namespace accelerator { struct DeviceGuard { explicit DeviceGuard(DeviceIndex); void set_index(DeviceIndex); }; struct Stream { StreamId id() const; }; Stream getCurrentStream(DeviceIndex); DeviceIndex getCurrentDeviceIndex(); }
} // namespace stable
} // namespace torch

#define TORCH_LIBRARY(ns, m) [[maybe_unused]] static void TORCH_LIBRARY_init_##ns(::torch::Library &m)
#define TORCH_LIBRARY_FRAGMENT(ns, m) [[maybe_unused]] static void C10_CONCATENATE(TORCH_LIBRARY_FRAGMENT_init_##ns##_, __COUNTER__)(::torch::Library &m)
#define TORCH_LIBRARY_IMPL(ns, k, m) [[maybe_unused]] static void C10_CONCATENATE(TORCH_LIBRARY_IMPL_init_##ns##_##k##_, __COUNTER__)(::torch::Library &m)
#define STABLE_TORCH_LIBRARY(ns, m) TORCH_LIBRARY(ns, m)
#define STABLE_TORCH_LIBRARY_FRAGMENT(ns, m) TORCH_LIBRARY_FRAGMENT(ns, m)
#define STABLE_TORCH_LIBRARY_IMPL(ns, k, m) TORCH_LIBRARY_IMPL(ns, k, m)
#define TORCH_BOX(f) (f)
#define TORCH_FN(f) (f)
#define TORCH_ERROR_CODE_CHECK(e) (void)(e)
namespace py = ::pybind11;
#ifndef ASCENDIFY_TORCH_PYTHON
#endif

#endif
