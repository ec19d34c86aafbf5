//===- torch_core.h - Tensors, types and checks of PyTorch, for a parse -----===//
//
// Idea: types and the handful of members whose result a parse depends on are
// real (sizes are integers, data_ptr<T>() is a T *, options chain); every other
// operation of a tensor is one variadic template that gives a tensor.
// Trap: braced sizes deduce nothing, so each operation has a form that begins
// with an IntArrayRef.
//
//===----------------------------------------------------------------------===//
#ifndef ASCENDIFY_TORCH_CORE_H
#define ASCENDIFY_TORCH_CORE_H

#include <array>
#include <cmath>
#include <complex>
#include <cstdint>
#include <functional>
#include <initializer_list>
#include <limits>
#include <map>
#include <memory>
#include <mutex>
#include <ostream>
#include <sstream>
#include <stdexcept>
#include <string>
#include <tuple>
#include <type_traits>
#include <unordered_map>
#include <utility>
#include <vector>
#if __cplusplus >= 201703L
#include <optional>
#include <string_view>
#endif

#ifdef __CUDACC__
#include <cuda_bf16.h>
#include <cuda_fp16.h>
#include <cuda_fp8.h>
#define C10_HOST_DEVICE __host__ __device__
#define C10_DEVICE __device__
#define C10_HOST __host__
#else
#define C10_HOST_DEVICE
#define C10_DEVICE
#define C10_HOST
#endif
#define C10_ALWAYS_INLINE inline
#define C10_NOINLINE
#define C10_UNUSED
#define C10_EXPORT
#define C10_API
#define TORCH_API
#define TORCH_CUDA_CPP_API
#define TORCH_CUDA_CU_API
#define C10_LIKELY(e) (e)
#define C10_UNLIKELY(e) (e)
#define C10_CONCATENATE_IMPL(a, b) a##b
#define C10_CONCATENATE(a, b) C10_CONCATENATE_IMPL(a, b)
#define C10_STRINGIZE_IMPL(x) #x
#define C10_STRINGIZE(x) C10_STRINGIZE_IMPL(x)
#define TORCH_VERSION_MAJOR 2
#define TORCH_VERSION_MINOR 6
#define TORCH_VERSION_PATCH 0
#define TORCH_VERSION "2.6.0"
#ifndef TORCH_EXTENSION_NAME
#define TORCH_EXTENSION_NAME extension
#endif

namespace c10 {

[[noreturn]] void __ascendify_fail();
template <typename... A> int __ascendify_note(const A &...);

#if __cplusplus >= 201703L
using ::std::make_optional;
using ::std::nullopt;
using ::std::nullopt_t;
using ::std::optional;
using ::std::string_view;
#else
struct nullopt_t {};
static const nullopt_t nullopt = nullopt_t();
template <typename T> class optional {
public:
  optional(); optional(nullopt_t); template <typename U> optional(U &&);
  bool has_value() const; explicit operator bool() const;
  T &value(); const T &value() const; T &operator*(); const T &operator*() const;
  T *operator->(); const T *operator->() const;
  template <typename U> T value_or(U &&) const;
};
#endif

struct Error : ::std::runtime_error { using ::std::runtime_error::runtime_error; const char *what_without_backtrace() const; };
template <typename T> using intrusive_ptr = ::std::shared_ptr<T>;

template <typename T> class ArrayRef {
public:
  typedef const T *iterator; typedef const T *const_iterator; typedef T value_type; typedef size_t size_type;
  ArrayRef(); ArrayRef(const T &); ArrayRef(const T *, size_t);
  template <typename A> ArrayRef(const ::std::vector<T, A> &);
  template <size_t N> ArrayRef(const ::std::array<T, N> &);
  template <size_t N> ArrayRef(const T (&)[N]);
  ArrayRef(const ::std::initializer_list<T> &);
  const T *begin() const; const T *end() const; const T *data() const; size_t size() const; bool empty() const;
  const T &operator[](size_t) const; const T &at(size_t) const; const T &front() const; const T &back() const;
  ArrayRef slice(size_t) const; ArrayRef slice(size_t, size_t) const; ::std::vector<T> vec() const;
  bool equals(ArrayRef) const;
};
template <typename T> bool operator==(ArrayRef<T>, ArrayRef<T>);
template <typename T> bool operator!=(ArrayRef<T>, ArrayRef<T>);
template <typename T> ::std::ostream &operator<<(::std::ostream &, ArrayRef<T>);
typedef ArrayRef<int64_t> IntArrayRef;
template <typename T, unsigned N = 4> using SmallVector = ::std::vector<T>;
template <typename T> using List = ::std::vector<T>;
template <typename K, typename V> using Dict = ::std::map<K, V>;

// Reduced precision: arithmetic goes through float, on both sides.
#ifdef __CUDACC__
// To float by itself, to the toolkit's type when asked: with both, comparisons would be ambiguous.
#define __ASCENDIFY_TOOLKIT(N, T) C10_HOST_DEVICE N(const T &); C10_HOST_DEVICE explicit operator T() const;
#else
#define __ASCENDIFY_TOOLKIT(N, T)
#endif
#define __ASCENDIFY_SMALL(N, R, T)                                                                    \
  struct alignas(sizeof(R)) N {                                                                    \
    R x;                                                                                           \
    struct from_bits_t {};                                                                         \
    static constexpr C10_HOST_DEVICE from_bits_t from_bits() { return from_bits_t(); }             \
    N() = default;                                                                                 \
    constexpr C10_HOST_DEVICE N(R bits, from_bits_t) : x(bits) {}                                  \
    C10_HOST_DEVICE N(float); __ASCENDIFY_TOOLKIT(N, T)                                                                     \
    C10_HOST_DEVICE operator float() const;                                                        \
    C10_HOST_DEVICE N &operator+=(const N &); C10_HOST_DEVICE N &operator-=(const N &);            \
    C10_HOST_DEVICE N &operator*=(const N &); C10_HOST_DEVICE N &operator/=(const N &);            \
  };                                                                                               \
  C10_HOST_DEVICE N operator+(const N &, const N &); C10_HOST_DEVICE N operator-(const N &, const N &); \
  C10_HOST_DEVICE N operator*(const N &, const N &); C10_HOST_DEVICE N operator/(const N &, const N &); \
  C10_HOST_DEVICE N operator-(const N &);                                                          \
  C10_HOST_DEVICE float operator+(N, float); C10_HOST_DEVICE float operator-(N, float);            \
  C10_HOST_DEVICE float operator*(N, float); C10_HOST_DEVICE float operator/(N, float);            \
  C10_HOST_DEVICE float operator+(float, N); C10_HOST_DEVICE float operator-(float, N);            \
  C10_HOST_DEVICE float operator*(float, N); C10_HOST_DEVICE float operator/(float, N);            \
  C10_HOST_DEVICE double operator+(N, double); C10_HOST_DEVICE double operator*(N, double);        \
  C10_HOST_DEVICE double operator+(double, N); C10_HOST_DEVICE double operator*(double, N);        \
  C10_HOST_DEVICE N operator+(N, int); C10_HOST_DEVICE N operator-(N, int);                        \
  C10_HOST_DEVICE N operator*(N, int); C10_HOST_DEVICE N operator/(N, int);                        \
  C10_HOST_DEVICE N operator+(int, N); C10_HOST_DEVICE N operator*(int, N); C10_HOST_DEVICE N operator/(int, N);
__ASCENDIFY_SMALL(Half, unsigned short, __half)
__ASCENDIFY_SMALL(BFloat16, unsigned short, __nv_bfloat16)
__ASCENDIFY_SMALL(Float8_e4m3fn, unsigned char, __nv_fp8_e4m3)
__ASCENDIFY_SMALL(Float8_e5m2, unsigned char, __nv_fp8_e5m2)
__ASCENDIFY_SMALL(Float8_e4m3fnuz, unsigned char, __nv_fp8_e4m3)
__ASCENDIFY_SMALL(Float8_e5m2fnuz, unsigned char, __nv_fp8_e5m2)
#undef __ASCENDIFY_SMALL
#undef __ASCENDIFY_TOOLKIT

template <typename T> struct alignas(sizeof(T) * 2) complex {
  typedef T value_type;
  T real_, imag_;
  constexpr C10_HOST_DEVICE complex() : real_(), imag_() {}
  constexpr C10_HOST_DEVICE complex(const T &re, const T &im = T()) : real_(re), imag_(im) {}
  template <typename U> explicit constexpr C10_HOST_DEVICE complex(const complex<U> &o) : real_(o.real_), imag_(o.imag_) {}
  constexpr C10_HOST_DEVICE T real() const { return real_; }
  constexpr C10_HOST_DEVICE T imag() const { return imag_; }
  C10_HOST_DEVICE complex &operator+=(const complex &); C10_HOST_DEVICE complex &operator-=(const complex &);
  C10_HOST_DEVICE complex &operator*=(const complex &); C10_HOST_DEVICE complex &operator/=(const complex &);
  C10_HOST_DEVICE complex &operator*=(T); C10_HOST_DEVICE complex &operator/=(T); C10_HOST_DEVICE complex &operator+=(T);
};
#define __ASCENDIFY_COMPLEX(O)                                                                     \
  template <typename T> C10_HOST_DEVICE complex<T> operator O(const complex<T> &, const complex<T> &); \
  template <typename T> C10_HOST_DEVICE complex<T> operator O(const complex<T> &, const T &);      \
  template <typename T> C10_HOST_DEVICE complex<T> operator O(const T &, const complex<T> &);
__ASCENDIFY_COMPLEX(+) __ASCENDIFY_COMPLEX(-) __ASCENDIFY_COMPLEX(*) __ASCENDIFY_COMPLEX(/)
#undef __ASCENDIFY_COMPLEX
template <typename T> C10_HOST_DEVICE complex<T> operator-(const complex<T> &);
template <typename T> C10_HOST_DEVICE bool operator==(const complex<T> &, const complex<T> &);
template <typename T> C10_HOST_DEVICE bool operator!=(const complex<T> &, const complex<T> &);

enum class ScalarType : int8_t {
  Byte, Char, Short, Int, Long, Half, Float, Double, ComplexHalf, ComplexFloat, ComplexDouble, Bool,
  QInt8, QUInt8, QInt32, BFloat16, QUInt4x2, QUInt2x4, Bits1x8, Bits2x4, Bits4x2, Bits8, Bits16,
  Float8_e5m2, Float8_e4m3fn, Float8_e5m2fnuz, Float8_e4m3fnuz, UInt16, UInt32, UInt64, Undefined, NumOptions
};
#define __ASCENDIFY_KINDS(X)                                                                       \
  X(uint8_t, Byte) X(int8_t, Char) X(int16_t, Short) X(int, Int) X(int64_t, Long) X(Half, Half)    \
  X(float, Float) X(double, Double) X(complex<float>, ComplexFloat)                                \
  X(complex<double>, ComplexDouble) X(bool, Bool) X(BFloat16, BFloat16)                            \
  X(Float8_e5m2, Float8_e5m2) X(Float8_e4m3fn, Float8_e4m3fn) X(uint16_t, UInt16)                  \
  X(uint32_t, UInt32) X(uint64_t, UInt64)
#define __ASCENDIFY_KIND(T, N) constexpr ScalarType k##N = ScalarType::N;
__ASCENDIFY_KINDS(__ASCENDIFY_KIND)
#undef __ASCENDIFY_KIND
constexpr ScalarType kUInt8 = kByte, kInt8 = kChar, kInt16 = kShort, kInt32 = kInt, kInt64 = kLong,
                     kFloat16 = kHalf, kFloat32 = kFloat, kFloat64 = kDouble;
template <typename T> struct CppTypeToScalarType;
template <ScalarType S> struct __ascendify_cpp;
#define __ASCENDIFY_KIND(T, N)                                                                     \
  template <> struct CppTypeToScalarType<T> : ::std::integral_constant<ScalarType, ScalarType::N> {}; \
  template <> struct __ascendify_cpp<ScalarType::N> { typedef T type; };
__ASCENDIFY_KINDS(__ASCENDIFY_KIND)
#undef __ASCENDIFY_KIND
#undef __ASCENDIFY_KINDS
namespace impl { template <ScalarType S> using ScalarTypeToCPPTypeT = typename __ascendify_cpp<S>::type; }
const char *toString(ScalarType); size_t elementSize(ScalarType);
bool isFloatingType(ScalarType); bool isIntegralType(ScalarType, bool = false); bool isComplexType(ScalarType);
bool isReducedFloatingType(ScalarType); ScalarType promoteTypes(ScalarType, ScalarType);
::std::ostream &operator<<(::std::ostream &, ScalarType);
} // namespace c10

namespace caffe2 {
class TypeMeta {
public:
  TypeMeta(); TypeMeta(c10::ScalarType); template <typename T> static TypeMeta Make();
  size_t itemsize() const; c10::ScalarType toScalarType() const; operator c10::ScalarType() const;
  const char *name() const; template <typename T> bool Match() const;
};
bool operator==(const TypeMeta &, const TypeMeta &); bool operator!=(const TypeMeta &, const TypeMeta &);
bool operator==(const TypeMeta &, c10::ScalarType); bool operator!=(const TypeMeta &, c10::ScalarType);
bool operator==(c10::ScalarType, const TypeMeta &); bool operator!=(c10::ScalarType, const TypeMeta &);
::std::ostream &operator<<(::std::ostream &, const TypeMeta &);
} // namespace caffe2

namespace c10 {
using ::caffe2::TypeMeta;
inline ScalarType typeMetaToScalarType(TypeMeta m) { return m.toScalarType(); }

typedef int8_t DeviceIndex;
typedef uint64_t StreamId;
enum class DeviceType : int8_t { CPU, CUDA, MKLDNN, OPENGL, OPENCL, IDEEP, HIP, FPGA, MAIA, XLA, Vulkan, Metal, XPU, MPS, Meta, HPU, VE, Lazy, IPU, MTIA, PrivateUse1 };
constexpr DeviceType kCPU = DeviceType::CPU, kCUDA = DeviceType::CUDA, kHIP = DeviceType::HIP, kMeta = DeviceType::Meta, kPrivateUse1 = DeviceType::PrivateUse1;
::std::ostream &operator<<(::std::ostream &, DeviceType);
class Device {
public:
  Device(DeviceType, DeviceIndex = -1); Device(const ::std::string &);
  DeviceType type() const; DeviceIndex index() const; bool is_cuda() const; bool is_cpu() const; bool has_index() const;
  ::std::string str() const;
  bool operator==(const Device &) const; bool operator!=(const Device &) const;
};
::std::ostream &operator<<(::std::ostream &, const Device &);
enum class Layout : int8_t { Strided, Sparse, SparseCsr, Mkldnn };
constexpr Layout kStrided = Layout::Strided, kSparse = Layout::Sparse;
enum class MemoryFormat : int8_t { Contiguous, Preserve, ChannelsLast, ChannelsLast3d };

class Scalar {
public:
  Scalar(); template <typename T, typename = typename ::std::enable_if<::std::is_arithmetic<T>::value>::type> Scalar(T);
  Scalar(Half); Scalar(BFloat16);
  template <typename T> T to() const; double toDouble() const; float toFloat() const; int64_t toLong() const; int toInt() const;
  bool toBool() const; bool isFloatingPoint() const; bool isIntegral(bool = false) const; ScalarType type() const;
};
class SymInt { public: SymInt(int64_t); operator int64_t() const; };
typedef ArrayRef<SymInt> SymIntArrayRef;

class TensorOptions {
public:
  TensorOptions(); TensorOptions(ScalarType); TensorOptions(TypeMeta); TensorOptions(Device); TensorOptions(DeviceType); TensorOptions(Layout);
  TensorOptions dtype(ScalarType) const; TensorOptions dtype(TypeMeta) const; TensorOptions dtype(optional<ScalarType>) const; TypeMeta dtype() const;
  TensorOptions device(Device) const; TensorOptions device(DeviceType, DeviceIndex = -1) const; Device device() const;
  TensorOptions device(optional<Device>) const;
  TensorOptions device_index(DeviceIndex) const; TensorOptions layout(Layout) const; TensorOptions requires_grad(bool = true) const;
  TensorOptions pinned_memory(bool) const; TensorOptions memory_format(MemoryFormat) const;
};
TensorOptions dtype(ScalarType); TensorOptions dtype(TypeMeta); TensorOptions device(Device); TensorOptions device(DeviceType);
TensorOptions layout(Layout); TensorOptions requires_grad(bool = true);

class Storage { public: void *data() const; size_t nbytes() const; const void *mutable_data() const; template <typename T> T *data() const; };
class DataPtr { public: void *get() const; };
struct Allocator { DataPtr allocate(size_t) const; };
class InferenceMode { public: InferenceMode(bool = true); };
class Stream { public: enum Default { DEFAULT }; Device device() const; StreamId id() const; DeviceIndex device_index() const; };
class Event { public: Event(DeviceType); void record(const Stream &); void block(const Stream &) const; bool query() const; void synchronize() const; };
struct DispatchKeySet {};
enum class DispatchKey { CPU, CUDA, Meta, Autograd, AutogradCUDA, AutogradCPU, CompositeExplicitAutograd, CompositeImplicitAutograd, PrivateUse1 };
class IValue { public: template <typename T> IValue(const T &); IValue(); };
struct OptionalDeviceGuard { OptionalDeviceGuard(); OptionalDeviceGuard(optional<Device>); void reset_device(Device); };
struct DeviceGuard { DeviceGuard(Device); void set_index(DeviceIndex); };
template <typename... A> ::std::string str(const A &...);
} // namespace c10

// Every operation that gives a tensor: a form that begins with braced sizes, and a free one.
#define __ASCENDIFY_OPERATIONS(X)                                                                  \
  X(abs) X(add) X(addcdiv) X(addcmul) X(addmm) X(all) X(amax) X(amin) X(any) X(arange) X(argmax)   \
  X(argsort) X(as_strided) X(as_strided_) X(baddbmm) X(bitwise_and) X(bmm) X(broadcast_to) X(cat)  \
  X(ceil) X(clamp) X(clamp_) X(clamp_min) X(clone) X(concat) X(constant_pad_nd) X(contiguous) X(copy_) \
  X(cos) X(cumsum) X(detach) X(diff) X(div) X(div_) X(empty) X(empty_like) X(empty_strided) X(eq)  \
  X(exp) X(expand) X(expand_as) X(eye) X(fill_) X(flatten) X(flip) X(floor) X(from_blob) X(full)   \
  X(full_like) X(gather) X(ge) X(gt) X(index) X(index_add) X(index_add_) X(index_copy_) X(index_fill_) \
  X(index_put_) X(index_select) X(isnan) X(le) X(linspace) X(log) X(log1p) X(logical_and) X(logical_not) \
  X(lt) X(masked_fill) X(masked_fill_) X(masked_select) X(matmul) X(mean) X(minimum) X(maximum) X(mm) X(mul) X(mul_) \
  X(narrow) X(ne) X(neg) X(new_empty) X(new_full) X(new_ones) X(new_zeros) X(nonzero) X(norm) X(ones) X(ones_like) \
  X(pad) X(permute) X(pow) X(prod) X(rand) X(rand_like) X(randint) X(randn) X(randn_like) X(randperm) \
  X(reciprocal) X(relu) X(repeat) X(repeat_interleave) X(reshape) X(reshape_as) X(resize_) X(resize_as_) X(roll) X(round) X(rsqrt) \
  X(scalar_tensor) X(scatter) X(scatter_) X(scatter_add_) X(searchsorted) X(select) X(set_) X(sigmoid) X(sin) X(slice) X(softmax) X(sqrt) X(square) \
  X(squeeze) X(squeeze_) X(stack) X(std) X(sub) X(sub_) X(sum) X(sum_out) X(t) X(tanh) X(tensor) X(tile) X(to) X(transpose) X(transpose_) X(tril) X(triu) \
  X(unflatten) X(unfold) X(unsqueeze) X(unsqueeze_) X(view) X(view_as) X(var) X(where) X(zero_) X(zeros) X(zeros_like) X(bincount) X(max_values) X(min_values) \
  X(add_) X(alias) X(true_divide) X(true_divide_) X(floor_divide) X(remainder) X(fmod) X(pow_) X(sqrt_) X(exp_) X(abs_) X(round_) X(neg_) X(sigmoid_) X(relu_) X(tanh_) X(lerp) X(cross) X(inverse) X(trace) X(diagonal) X(count_nonzero) X(nan_to_num) X(scatter_reduce) X(scatter_add) X(put_) X(take) X(swapaxes) X(movedim) X(cumprod) X(type_as) X(linear) X(conv1d) X(conv2d) X(layer_norm) X(dropout) X(silu) X(gelu) X(log_softmax) X(logsumexp) \
  X(bernoulli_) X(normal_) X(uniform_) X(random_) X(set_data) X(copy) X(bitwise_or) X(einsum) X(dot) X(outer) X(mv)

namespace at {
using namespace ::c10;
using ::c10::ArrayRef; using ::c10::Device; using ::c10::IntArrayRef; using ::c10::ScalarType; using ::c10::BFloat16; using ::c10::Half;
class Tensor;
typedef ArrayRef<Tensor> TensorList;
class TensorBase {
public:
  int64_t dim() const; int64_t ndimension() const; int64_t numel() const; int64_t size(int64_t) const; int64_t stride(int64_t) const;
  IntArrayRef sizes() const; IntArrayRef strides() const; SymInt sym_size(int64_t) const; SymInt sym_numel() const; SymIntArrayRef sym_sizes() const;
  int64_t element_size() const; int64_t itemsize() const; size_t nbytes() const; int64_t storage_offset() const;
  ScalarType scalar_type() const; TypeMeta dtype() const; TensorOptions options() const; Device device() const; DeviceIndex get_device() const;
  Layout layout() const; MemoryFormat suggest_memory_format() const;
  bool is_cuda() const; bool is_cpu() const; bool is_contiguous(MemoryFormat = MemoryFormat::Contiguous) const; bool is_sparse() const;
  bool defined() const; bool has_storage() const; bool is_same(const TensorBase &) const; bool is_floating_point() const; bool is_complex() const;
  bool requires_grad() const; bool is_non_overlapping_and_dense() const; bool is_meta() const; bool is_pinned() const;
  void *data_ptr() const; const void *const_data_ptr() const; void *mutable_data_ptr() const;
  template <typename T> T *data_ptr() const; template <typename T> T *data() const;
  template <typename T> const T *const_data_ptr() const; template <typename T> T *mutable_data_ptr() const;
  const Storage &storage() const; void reset(); ::std::string toString() const;
};
template <typename T, size_t N, template <typename> class P = ::std::add_pointer, typename I = int64_t> class TensorAccessor {
public:
  C10_HOST_DEVICE TensorAccessor<T, N - 1, P, I> operator[](I) const; C10_HOST_DEVICE I size(I) const; C10_HOST_DEVICE I stride(I) const; C10_HOST_DEVICE T *data() const;
};
template <typename T, template <typename> class P, typename I> class TensorAccessor<T, 1, P, I> {
public:
  C10_HOST_DEVICE T &operator[](I) const; C10_HOST_DEVICE I size(I) const; C10_HOST_DEVICE I stride(I) const; C10_HOST_DEVICE T *data() const;
};
template <typename T> struct RestrictPtrTraits { typedef T *__restrict__ PtrType; };
template <typename T> struct DefaultPtrTraits { typedef T *PtrType; };
template <typename T, size_t N, template <typename> class P = DefaultPtrTraits, typename I = int64_t> class GenericPackedTensorAccessor {
public:
  C10_HOST_DEVICE TensorAccessor<T, N - 1> operator[](I) const; C10_HOST_DEVICE I size(I) const; C10_HOST_DEVICE I stride(I) const; C10_HOST_DEVICE T *data() const;
};
template <typename T, template <typename> class P, typename I> class GenericPackedTensorAccessor<T, 1, P, I> {
public:
  C10_HOST_DEVICE T &operator[](I) const; C10_HOST_DEVICE I size(I) const; C10_HOST_DEVICE I stride(I) const; C10_HOST_DEVICE T *data() const;
};
template <typename T, size_t N, template <typename> class P = DefaultPtrTraits> using PackedTensorAccessor32 = GenericPackedTensorAccessor<T, N, P, int32_t>;
template <typename T, size_t N, template <typename> class P = DefaultPtrTraits> using PackedTensorAccessor64 = GenericPackedTensorAccessor<T, N, P, int64_t>;

class Tensor : public TensorBase {
public:
  Tensor(); Tensor(const Tensor &); Tensor(const TensorBase &);
  Tensor &operator=(const Tensor &); Tensor &operator=(const Scalar &);
#define __ASCENDIFY_OPERATION(N)                                                                   \
  template <typename... A> Tensor N(A &&...) const;                                                \
  template <typename... A> Tensor N(IntArrayRef, A &&...) const;
  __ASCENDIFY_OPERATIONS(__ASCENDIFY_OPERATION)
#undef __ASCENDIFY_OPERATION
  Tensor operator[](int64_t) const; Tensor operator[](const Tensor &) const; Tensor operator-() const; Tensor operator~() const;
  template <typename T> Tensor &operator+=(const T &); template <typename T> Tensor &operator-=(const T &);
  template <typename T> Tensor &operator*=(const T &); template <typename T> Tensor &operator/=(const T &);
  Tensor cpu() const; Tensor cuda() const; Tensor set_requires_grad(bool) const; Tensor requires_grad_(bool = true) const; Tensor grad() const; Tensor &mutable_grad() const;
  template <typename... A> Tensor max(A &&...) const; template <typename... A> Tensor min(A &&...) const;
  template <typename T> T item() const; Scalar item() const; void backward() const;
  template <typename... A> ::std::tuple<Tensor, Tensor> sort(A &&...) const; template <typename... A> ::std::tuple<Tensor, Tensor> topk(A &&...) const;
  template <typename... A> ::std::vector<Tensor> split(A &&...) const; template <typename... A> ::std::vector<Tensor> chunk(A &&...) const;
  template <typename... A> ::std::vector<Tensor> unbind(A &&...) const;
  bool equal(const Tensor &) const; void record_stream(Stream) const; template <typename S> void record_stream(const S &) const;
  template <typename T, size_t N> TensorAccessor<T, N> accessor() const;
  template <typename T, size_t N, template <typename> class P = DefaultPtrTraits> PackedTensorAccessor32<T, N, P> packed_accessor32() const;
  template <typename T, size_t N, template <typename> class P = DefaultPtrTraits> PackedTensorAccessor64<T, N, P> packed_accessor64() const;
  template <typename T, size_t N, template <typename> class P = DefaultPtrTraits, typename I = int64_t> GenericPackedTensorAccessor<T, N, P, I> packed_accessor() const;
  Tensor toType(ScalarType) const; Tensor variable_data() const; Tensor tensor_data() const; int64_t _version() const; TensorBase *unsafeGetTensorImpl() const;
};
#define __ASCENDIFY_OPERATOR(O)                                                                    \
  Tensor operator O(const Tensor &, const Tensor &); Tensor operator O(const Tensor &, const Scalar &); Tensor operator O(const Scalar &, const Tensor &);
__ASCENDIFY_OPERATOR(+) __ASCENDIFY_OPERATOR(-) __ASCENDIFY_OPERATOR(*) __ASCENDIFY_OPERATOR(/) __ASCENDIFY_OPERATOR(<) __ASCENDIFY_OPERATOR(>)
__ASCENDIFY_OPERATOR(<=) __ASCENDIFY_OPERATOR(>=) __ASCENDIFY_OPERATOR(==) __ASCENDIFY_OPERATOR(!=) __ASCENDIFY_OPERATOR(&) __ASCENDIFY_OPERATOR(|)
#undef __ASCENDIFY_OPERATOR
::std::ostream &operator<<(::std::ostream &, const Tensor &);

#define __ASCENDIFY_OPERATION(N)                                                                   \
  template <typename... A> Tensor N(A &&...);                                                      \
  template <typename... A> Tensor N(IntArrayRef, A &&...);
__ASCENDIFY_OPERATIONS(__ASCENDIFY_OPERATION)
#undef __ASCENDIFY_OPERATION
template <typename... A> Tensor max(const Tensor &, A &&...); template <typename... A> Tensor min(const Tensor &, A &&...);
template <typename... A> ::std::tuple<Tensor, Tensor> sort(const Tensor &, A &&...); template <typename... A> ::std::tuple<Tensor, Tensor> topk(const Tensor &, A &&...);
template <typename... A> ::std::vector<Tensor> split(const Tensor &, A &&...); template <typename... A> ::std::vector<Tensor> chunk(const Tensor &, A &&...);
template <typename... A> ::std::tuple<Tensor, Tensor, Tensor> unique_consecutive(const Tensor &, A &&...); template <typename... A> ::std::tuple<Tensor, Tensor> _unique(const Tensor &, A &&...);
::std::vector<Tensor> meshgrid(TensorList); ::std::vector<Tensor> broadcast_tensors(TensorList); ::std::vector<int64_t> infer_size(IntArrayRef, IntArrayRef);
typedef Tensor &TensorRef; typedef optional<ArrayRef<int64_t>> OptionalIntArrayRef;
template <typename T> struct OpMathType { typedef T type; };
template <> struct OpMathType<Half> { typedef float type; };
template <> struct OpMathType<BFloat16> { typedef float type; };
template <typename T> using opmath_type = typename OpMathType<T>::type;
template <typename T, bool is_cuda> struct AccumulateType { typedef typename OpMathType<T>::type type; };
template <typename T, bool is_cuda = true> using acc_type = typename AccumulateType<T, is_cuda>::type;
struct Generator {
  Generator(); template <typename T> T *get() const; ::std::mutex &mutex() const; bool defined() const; uint64_t seed(); void set_current_seed(uint64_t);
};
struct PhiloxCudaState {
  PhiloxCudaState(); PhiloxCudaState(uint64_t, uint64_t); PhiloxCudaState(int64_t *, int64_t *, uint32_t);
  union Payload { uint64_t val; int64_t *ptr; };
  Payload seed_, offset_; uint32_t offset_intragraph_; bool captured_;
};
struct CUDAGeneratorImpl { ::std::mutex mutex_; PhiloxCudaState philox_cuda_state(uint64_t); ::std::pair<uint64_t, uint64_t> philox_engine_inputs(uint64_t); void set_current_seed(uint64_t); uint64_t current_seed() const; };
template <typename T> T *get_generator_or_default(const optional<Generator> &, const Generator &);
template <typename T> T *check_generator(optional<Generator>);
struct NoGradGuard { NoGradGuard(); };
struct AutoDispatchBelowADInplaceOrView { AutoDispatchBelowADInplaceOrView(); };
struct AutoNonVariableTypeMode { AutoNonVariableTypeMode(bool = true); };
struct AutoDispatchBelowAutograd { AutoDispatchBelowAutograd(); };
int get_num_threads(); void set_num_threads(int);
template <typename F> void parallel_for(int64_t, int64_t, int64_t, const F &);
namespace internal { constexpr int64_t GRAIN_SIZE = 32768; }
template <typename T> C10_HOST_DEVICE T ceil_div(T a, T b) { return (a + b - 1) / b; }
template <typename T, typename U> C10_HOST_DEVICE auto ceil_div(T a, U b) -> decltype(a + b) { return (a + b - 1) / b; }
struct TensorArg { TensorArg(const Tensor &, const char *, int); }; typedef const char *CheckedFrom;
template <typename... A> void checkAllSameGPU(A &&...); template <typename... A> void checkAllContiguous(A &&...); template <typename... A> void checkAllSameType(A &&...);
namespace native { using namespace ::at; }
namespace indexing { using ::c10::nullopt; struct Slice { template <typename... A> Slice(A &&...); }; enum class TensorIndexType { None, Ellipsis, Integer, Boolean, Slice, Tensor }; static const TensorIndexType None = TensorIndexType::None, Ellipsis = TensorIndexType::Ellipsis; }
#undef __ASCENDIFY_OPERATIONS

} // namespace at
namespace c10 { using ::at::Tensor; }

#ifdef __CUDACC__
__device__ c10::Half __ldg(const c10::Half *); __device__ c10::BFloat16 __ldg(const c10::BFloat16 *);
#endif

// The message's parts are evaluated only on failure; for a parse they are uses like any others.
#define TORCH_CHECK(c, ...) do { if (!(c)) { ::c10::__ascendify_note(__VA_ARGS__); ::c10::__ascendify_fail(); } } while (0)
#define TORCH_CHECK_WITH(E, c, ...) TORCH_CHECK(c, ##__VA_ARGS__)
#define TORCH_CHECK_EQ(a, b) TORCH_CHECK((a) == (b))
#define TORCH_CHECK_NE(a, b) TORCH_CHECK((a) != (b))
#define TORCH_CHECK_LT(a, b) TORCH_CHECK((a) < (b))
#define TORCH_CHECK_LE(a, b) TORCH_CHECK((a) <= (b))
#define TORCH_CHECK_GT(a, b) TORCH_CHECK((a) > (b))
#define TORCH_CHECK_GE(a, b) TORCH_CHECK((a) >= (b))
#define TORCH_CHECK_VALUE(c, ...) TORCH_CHECK(c, ##__VA_ARGS__)
#define TORCH_CHECK_TYPE(c, ...) TORCH_CHECK(c, ##__VA_ARGS__)
#define TORCH_CHECK_INDEX(c, ...) TORCH_CHECK(c, ##__VA_ARGS__)
#define TORCH_CHECK_NOT_IMPLEMENTED(c, ...) TORCH_CHECK(c, ##__VA_ARGS__)
#define TORCH_INTERNAL_ASSERT(c, ...) TORCH_CHECK(c, ##__VA_ARGS__)
#define TORCH_INTERNAL_ASSERT_DEBUG_ONLY(c, ...) TORCH_CHECK(c, ##__VA_ARGS__)
#define STD_TORCH_CHECK(c, ...) TORCH_CHECK(c, ##__VA_ARGS__)
#define AT_ASSERT(c, ...) TORCH_CHECK(c, ##__VA_ARGS__)
#define AT_ASSERTM(c, ...) TORCH_CHECK(c, ##__VA_ARGS__)
#define AT_ERROR(...) do { ::c10::__ascendify_note(__VA_ARGS__); ::c10::__ascendify_fail(); } while (0)
#define TORCH_WARN(...) ::c10::__ascendify_note(__VA_ARGS__)
#define TORCH_WARN_ONCE(...) ::c10::__ascendify_note(__VA_ARGS__)

#include "ascendify/torch_dispatch.h"

#endif
