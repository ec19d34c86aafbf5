//===- cute.h - CuTe, as far as names and shapes go -------------------------===//
//
// Idea: static integers, tuples and the shape of a layout are computed, because
// code sizes its shared memory with them; every other algebra gives a value that
// converts to anything and has every member that tensors, atoms and tiled
// operations have.
// Trap: a static number that depends on strides or on an atom is not known here;
// code that asserts such a number does not parse without an error.
//
//===----------------------------------------------------------------------===//
#ifndef ASCENDIFY_CUTE_H
#define ASCENDIFY_CUTE_H

#include <cuda_bf16.h>
#include <cuda_fp16.h>
#include <cuda_fp8.h>
#include <cassert>
#include <cstddef>
#include <cstdint>
#include <tuple>
#include <type_traits>
#include <utility>

#define CUTE_HOST_DEVICE __forceinline__ __host__ __device__
#define CUTE_DEVICE __forceinline__ __device__
#define CUTE_HOST __forceinline__ __host__
#define CUTE_UNROLL _Pragma("unroll")
#define CUTE_NO_UNROLL _Pragma("unroll 1")
#define CUTE_INLINE_CONSTANT static constexpr
#define CUTE_STATIC_ASSERT static_assert
#define CUTE_STATIC_V(x) decltype(x)::value
#define CUTE_STATIC_ASSERT_V(x, ...)
#define CUTE_ALIGNAS(n) alignas(n)
#define CUTE_GCC_UNREACHABLE
#define CUTE_RUNTIME_ASSERT(x) assert(0 && x)
#define CUTE_INVALID_CONTROL_PATH(x) assert(0 && x)
#define CUTE_LOG(...)

namespace cutlass {
// Reduced precision, on both sides through float.
#define __ASCENDIFY_NUMBER(N, R)                                                                   \
  struct alignas(sizeof(R)) N {                                                                    \
    R storage;                                                                                     \
    N() = default;                                                                                 \
    template <typename T, typename = typename ::std::enable_if<::std::is_arithmetic<T>::value>::type> \
    CUTE_HOST_DEVICE constexpr explicit N(T) : storage() {}                                        \
    CUTE_HOST_DEVICE explicit N(__half); CUTE_HOST_DEVICE explicit N(__nv_bfloat16);               \
    CUTE_HOST_DEVICE operator float() const; CUTE_HOST_DEVICE static N bitcast(R); CUTE_HOST_DEVICE R &raw(); CUTE_HOST_DEVICE R raw() const; \
    CUTE_HOST_DEVICE N &operator+=(N const &); CUTE_HOST_DEVICE N &operator*=(N const &); CUTE_HOST_DEVICE __half to_half() const; \
  };                                                                                               \
  CUTE_HOST_DEVICE N operator+(N const &, N const &); CUTE_HOST_DEVICE N operator-(N const &, N const &); \
  CUTE_HOST_DEVICE N operator*(N const &, N const &); CUTE_HOST_DEVICE N operator/(N const &, N const &); CUTE_HOST_DEVICE N operator-(N const &);
__ASCENDIFY_NUMBER(half_t, uint16_t) __ASCENDIFY_NUMBER(bfloat16_t, uint16_t) __ASCENDIFY_NUMBER(tfloat32_t, uint32_t)
__ASCENDIFY_NUMBER(float_e4m3_t, uint8_t) __ASCENDIFY_NUMBER(float_e5m2_t, uint8_t) __ASCENDIFY_NUMBER(float_ue8m0_t, uint8_t)
__ASCENDIFY_NUMBER(float_ue4m3_t, uint8_t) __ASCENDIFY_NUMBER(float_e2m1_t, uint8_t) __ASCENDIFY_NUMBER(uint4b_t, uint8_t) __ASCENDIFY_NUMBER(int4b_t, uint8_t)
#undef __ASCENDIFY_NUMBER
template <typename T> struct sizeof_bits { static constexpr int value = int(sizeof(T) * 8); };
template <> struct sizeof_bits<uint4b_t> { static constexpr int value = 4; };
template <> struct sizeof_bits<int4b_t> { static constexpr int value = 4; };
template <> struct sizeof_bits<float_e2m1_t> { static constexpr int value = 4; };
template <> struct sizeof_bits<bool> { static constexpr int value = 1; };
template <typename T> static constexpr int sizeof_bits_v = sizeof_bits<T>::value;
} // namespace cutlass

namespace cute {

using ::cutlass::half_t; using ::cutlass::bfloat16_t; using ::cutlass::tfloat32_t; using ::cutlass::float_e4m3_t; using ::cutlass::float_e5m2_t;
using ::cutlass::sizeof_bits; using ::cutlass::sizeof_bits_v; using ::cutlass::uint4b_t; using ::cutlass::int4b_t;
using ::std::int8_t; using ::std::int16_t; using ::std::int32_t; using ::std::int64_t; using ::std::uint8_t; using ::std::uint16_t; using ::std::uint32_t; using ::std::uint64_t;
struct alignas(16) uint128_t { uint64_t lo, hi; };
template <int N> struct uint_bit; template <> struct uint_bit<8> { typedef uint8_t type; };

// Static integers ------------------------------------------------------------
template <auto v> struct C {
  static constexpr auto value = v;
  typedef C<v> type; typedef decltype(v) value_type;
  CUTE_HOST_DEVICE constexpr operator value_type() const noexcept { return value; }
  CUTE_HOST_DEVICE constexpr value_type operator()() const noexcept { return value; }
};
template <typename T, T v> using constant = C<v>;
template <typename T, T v> using integral_constant = C<v>;
template <int v> using Int = C<v>;
template <bool v> using bool_constant = C<v>;
typedef bool_constant<true> true_type; typedef bool_constant<false> false_type;
typedef Int<0> _0; typedef Int<1> _1; typedef Int<2> _2; typedef Int<3> _3; typedef Int<4> _4; typedef Int<5> _5; typedef Int<6> _6; typedef Int<7> _7; typedef Int<8> _8; typedef Int<9> _9; typedef Int<10> _10; typedef Int<12> _12; typedef Int<16> _16; typedef Int<20> _20; typedef Int<24> _24; typedef Int<32> _32; typedef Int<40> _40; typedef Int<48> _48; typedef Int<64> _64; typedef Int<72> _72; typedef Int<80> _80; typedef Int<96> _96; typedef Int<112> _112; typedef Int<128> _128; typedef Int<144> _144; typedef Int<160> _160; typedef Int<192> _192; typedef Int<224> _224; typedef Int<256> _256; typedef Int<288> _288; typedef Int<384> _384; typedef Int<512> _512; typedef Int<576> _576; typedef Int<768> _768; typedef Int<1024> _1024; typedef Int<2048> _2048; typedef Int<4096> _4096; typedef Int<8192> _8192;
typedef Int<-1> _m1;
template <auto a, auto b> CUTE_HOST_DEVICE constexpr C<(a + b)> operator+(C<a>, C<b>) { return {}; }
template <auto a, auto b> CUTE_HOST_DEVICE constexpr C<(a - b)> operator-(C<a>, C<b>) { return {}; }
template <auto a, auto b> CUTE_HOST_DEVICE constexpr C<(a * b)> operator*(C<a>, C<b>) { return {}; }
template <auto a, auto b> CUTE_HOST_DEVICE constexpr C<(a / b)> operator/(C<a>, C<b>) { return {}; }
template <auto a, auto b> CUTE_HOST_DEVICE constexpr C<(a % b)> operator%(C<a>, C<b>) { return {}; }
template <auto a, auto b> CUTE_HOST_DEVICE constexpr C<(a & b)> operator&(C<a>, C<b>) { return {}; }
template <auto a, auto b> CUTE_HOST_DEVICE constexpr C<(a | b)> operator|(C<a>, C<b>) { return {}; }
template <auto a, auto b> CUTE_HOST_DEVICE constexpr C<(a << b)> operator<<(C<a>, C<b>) { return {}; }
template <auto a, auto b> CUTE_HOST_DEVICE constexpr C<(a >> b)> operator>>(C<a>, C<b>) { return {}; }
template <auto a, auto b> CUTE_HOST_DEVICE constexpr C<(a && b)> operator&&(C<a>, C<b>) { return {}; }
template <auto a, auto b> CUTE_HOST_DEVICE constexpr C<(a || b)> operator||(C<a>, C<b>) { return {}; }
template <auto a, auto b> CUTE_HOST_DEVICE constexpr C<(a == b)> operator==(C<a>, C<b>) { return {}; }
template <auto a, auto b> CUTE_HOST_DEVICE constexpr C<(a != b)> operator!=(C<a>, C<b>) { return {}; }
template <auto a, auto b> CUTE_HOST_DEVICE constexpr C<(a < b)> operator<(C<a>, C<b>) { return {}; }
template <auto a, auto b> CUTE_HOST_DEVICE constexpr C<(a > b)> operator>(C<a>, C<b>) { return {}; }
template <auto a, auto b> CUTE_HOST_DEVICE constexpr C<(a <= b)> operator<=(C<a>, C<b>) { return {}; }
template <auto a, auto b> CUTE_HOST_DEVICE constexpr C<(a >= b)> operator>=(C<a>, C<b>) { return {}; }
template <auto a> CUTE_HOST_DEVICE constexpr C<(-a)> operator-(C<a>) { return {}; }
template <auto a> CUTE_HOST_DEVICE constexpr C<(!a)> operator!(C<a>) { return {}; }
template <typename T> struct is_static : ::std::integral_constant<bool, ::std::is_empty<T>::value> {};
template <typename T> static constexpr bool is_static_v = is_static<T>::value;
template <typename T> struct is_integral : ::std::is_integral<T> {}; template <auto v> struct is_integral<C<v>> : ::std::true_type {};
template <typename T> struct is_constant : ::std::false_type {};
struct Underscore : Int<0> {}; static constexpr Underscore _ = {}; typedef Underscore X;
template <typename T> struct __ascendify_slices : ::std::is_same<T, Underscore> {};
template <typename T, typename U> using is_same = ::std::is_same<T, U>; template <typename T, typename U> static constexpr bool is_same_v = ::std::is_same<T, U>::value;
template <typename T> using remove_cvref_t = typename ::std::remove_cv<typename ::std::remove_reference<T>::type>::type;
template <typename T> using remove_cv_t = typename ::std::remove_cv<T>::type; template <bool B, typename T, typename F> using conditional_t = typename ::std::conditional<B, T, F>::type;
template <bool B, typename T = void> using enable_if_t = typename ::std::enable_if<B, T>::type; template <typename... T> using void_t = void;
using ::std::conditional; using ::std::decay_t; using ::std::enable_if; using ::std::is_base_of; using ::std::is_void; using ::std::remove_const_t; using ::std::remove_pointer_t; using ::std::remove_reference_t;
using ::std::declval; using ::std::forward; using ::std::index_sequence; using ::std::integer_sequence; using ::std::make_index_sequence; using ::std::move; using ::std::make_integer_sequence;
template <int N> using make_seq = ::std::make_integer_sequence<int, N>; template <int... I> using seq = ::std::integer_sequence<int, I...>;
template <typename T> struct type_list {}; template <typename T> using remove_pointer = ::std::remove_pointer<T>; template <typename T> struct is_tuple : ::std::false_type {};

// A value of which only the name is known -------------------------------------
struct __ascendify_any {
  typedef __ascendify_any type; typedef int value_type; typedef __ascendify_any Shape_MNK, AtomShape_MNK, LayoutA_TV, LayoutB_TV, LayoutC_TV, TiledShape_MN, Tiler_MN, Params, Arguments, SharedStorage, layout_type, engine_type, iterator, SmemLayoutAtom;
  static constexpr int value = 1;
  template <typename T, typename = typename ::std::enable_if<!::std::is_reference<T>::value && !::std::is_same<T, __ascendify_any>::value>::type> CUTE_HOST_DEVICE constexpr operator T() const { return T(); }
  template <typename... A> CUTE_HOST_DEVICE constexpr __ascendify_any operator()(A &&...) const { return {}; }
  template <typename A> CUTE_HOST_DEVICE constexpr __ascendify_any operator[](A &&) const { return {}; }
  template <typename A> CUTE_HOST_DEVICE constexpr __ascendify_any const &operator=(A &&) const { return *this; }
  CUTE_HOST_DEVICE constexpr __ascendify_any operator*() const { return {}; }
  template <typename... A> CUTE_HOST_DEVICE constexpr __ascendify_any data(A &&...) const { return {}; }
  template <typename... A> CUTE_HOST_DEVICE constexpr __ascendify_any layout(A &&...) const { return {}; }
  template <typename... A> CUTE_HOST_DEVICE constexpr __ascendify_any shape(A &&...) const { return {}; }
  template <typename... A> CUTE_HOST_DEVICE constexpr __ascendify_any stride(A &&...) const { return {}; }
  template <typename... A> CUTE_HOST_DEVICE constexpr __ascendify_any size(A &&...) const { return {}; }
  template <typename... A> CUTE_HOST_DEVICE constexpr __ascendify_any rank(A &&...) const { return {}; }
  template <typename... A> CUTE_HOST_DEVICE constexpr __ascendify_any begin(A &&...) const { return {}; }
  template <typename... A> CUTE_HOST_DEVICE constexpr __ascendify_any end(A &&...) const { return {}; }
  template <typename... A> CUTE_HOST_DEVICE constexpr __ascendify_any get_slice(A &&...) const { return {}; }
  template <typename... A> CUTE_HOST_DEVICE constexpr __ascendify_any get_thread_slice(A &&...) const { return {}; }
  template <typename... A> CUTE_HOST_DEVICE constexpr __ascendify_any partition_A(A &&...) const { return {}; }
  template <typename... A> CUTE_HOST_DEVICE constexpr __ascendify_any partition_B(A &&...) const { return {}; }
  template <typename... A> CUTE_HOST_DEVICE constexpr __ascendify_any partition_C(A &&...) const { return {}; }
  template <typename... A> CUTE_HOST_DEVICE constexpr __ascendify_any partition_S(A &&...) const { return {}; }
  template <typename... A> CUTE_HOST_DEVICE constexpr __ascendify_any partition_D(A &&...) const { return {}; }
  template <typename... A> CUTE_HOST_DEVICE constexpr __ascendify_any partition_fragment_A(A &&...) const { return {}; }
  template <typename... A> CUTE_HOST_DEVICE constexpr __ascendify_any partition_fragment_B(A &&...) const { return {}; }
  template <typename... A> CUTE_HOST_DEVICE constexpr __ascendify_any partition_fragment_C(A &&...) const { return {}; }
  template <typename... A> CUTE_HOST_DEVICE constexpr __ascendify_any make_fragment_A(A &&...) const { return {}; }
  template <typename... A> CUTE_HOST_DEVICE constexpr __ascendify_any make_fragment_B(A &&...) const { return {}; }
  template <typename... A> CUTE_HOST_DEVICE constexpr __ascendify_any make_fragment_C(A &&...) const { return {}; }
  template <typename... A> CUTE_HOST_DEVICE constexpr __ascendify_any retile_S(A &&...) const { return {}; }
  template <typename... A> CUTE_HOST_DEVICE constexpr __ascendify_any retile_D(A &&...) const { return {}; }
  template <typename... A> CUTE_HOST_DEVICE constexpr __ascendify_any get_layoutA_TV(A &&...) const { return {}; }
  template <typename... A> CUTE_HOST_DEVICE constexpr __ascendify_any get_layoutB_TV(A &&...) const { return {}; }
  template <typename... A> CUTE_HOST_DEVICE constexpr __ascendify_any get_layoutC_TV(A &&...) const { return {}; }
  template <typename... A> CUTE_HOST_DEVICE constexpr __ascendify_any get_tma_tensor(A &&...) const { return {}; }
  template <typename... A> CUTE_HOST_DEVICE constexpr __ascendify_any get_tma_descriptor(A &&...) const { return {}; }
  template <typename... A> CUTE_HOST_DEVICE constexpr __ascendify_any tile_size_mnk(A &&...) const { return {}; }
  template <typename... A> CUTE_HOST_DEVICE constexpr __ascendify_any thrfrg_A(A &&...) const { return {}; }
  template <typename... A> CUTE_HOST_DEVICE constexpr __ascendify_any thrfrg_B(A &&...) const { return {}; }
  template <typename... A> CUTE_HOST_DEVICE constexpr __ascendify_any thrfrg_C(A &&...) const { return {}; }
  template <typename... A> CUTE_HOST_DEVICE constexpr __ascendify_any tile_mnk(A &&...) const { return {}; }
  template <typename... A> CUTE_HOST_DEVICE constexpr __ascendify_any get_layoutS_TV(A &&...) const { return {}; }
  template <typename... A> CUTE_HOST_DEVICE constexpr __ascendify_any get_layoutD_TV(A &&...) const { return {}; }
  template <typename... A> CUTE_HOST_DEVICE constexpr __ascendify_any with(A &&...) const { return {}; }
  template <typename... A> CUTE_HOST_DEVICE constexpr __ascendify_any compose(A &&...) const { return {}; }
  template <typename... A> CUTE_HOST_DEVICE constexpr __ascendify_any tensor(A &&...) const { return {}; }
  template <typename... A> CUTE_HOST_DEVICE constexpr __ascendify_any get(A &&...) const { return {}; }
};
template <typename T> CUTE_HOST_DEVICE constexpr __ascendify_any operator+(__ascendify_any, T const &) { return {}; }
template <typename T> CUTE_HOST_DEVICE constexpr __ascendify_any operator+(T const &, __ascendify_any) { return {}; }
CUTE_HOST_DEVICE constexpr __ascendify_any operator+(__ascendify_any, __ascendify_any) { return {}; }
template <typename T> CUTE_HOST_DEVICE constexpr __ascendify_any operator-(__ascendify_any, T const &) { return {}; }
template <typename T> CUTE_HOST_DEVICE constexpr __ascendify_any operator-(T const &, __ascendify_any) { return {}; }
CUTE_HOST_DEVICE constexpr __ascendify_any operator-(__ascendify_any, __ascendify_any) { return {}; }
template <typename T> CUTE_HOST_DEVICE constexpr __ascendify_any operator*(__ascendify_any, T const &) { return {}; }
template <typename T> CUTE_HOST_DEVICE constexpr __ascendify_any operator*(T const &, __ascendify_any) { return {}; }
CUTE_HOST_DEVICE constexpr __ascendify_any operator*(__ascendify_any, __ascendify_any) { return {}; }
template <typename T> CUTE_HOST_DEVICE constexpr __ascendify_any operator/(__ascendify_any, T const &) { return {}; }
template <typename T> CUTE_HOST_DEVICE constexpr __ascendify_any operator/(T const &, __ascendify_any) { return {}; }
CUTE_HOST_DEVICE constexpr __ascendify_any operator/(__ascendify_any, __ascendify_any) { return {}; }
template <typename T> CUTE_HOST_DEVICE constexpr __ascendify_any operator%(__ascendify_any, T const &) { return {}; }
template <typename T> CUTE_HOST_DEVICE constexpr __ascendify_any operator%(T const &, __ascendify_any) { return {}; }
CUTE_HOST_DEVICE constexpr __ascendify_any operator%(__ascendify_any, __ascendify_any) { return {}; }
template <typename T> CUTE_HOST_DEVICE constexpr __ascendify_any operator&(__ascendify_any, T const &) { return {}; }
template <typename T> CUTE_HOST_DEVICE constexpr __ascendify_any operator&(T const &, __ascendify_any) { return {}; }
CUTE_HOST_DEVICE constexpr __ascendify_any operator&(__ascendify_any, __ascendify_any) { return {}; }
template <typename T> CUTE_HOST_DEVICE constexpr __ascendify_any operator|(__ascendify_any, T const &) { return {}; }
template <typename T> CUTE_HOST_DEVICE constexpr __ascendify_any operator|(T const &, __ascendify_any) { return {}; }
CUTE_HOST_DEVICE constexpr __ascendify_any operator|(__ascendify_any, __ascendify_any) { return {}; }
template <typename T> CUTE_HOST_DEVICE constexpr __ascendify_any operator<<(__ascendify_any, T const &) { return {}; }
template <typename T> CUTE_HOST_DEVICE constexpr __ascendify_any operator<<(T const &, __ascendify_any) { return {}; }
CUTE_HOST_DEVICE constexpr __ascendify_any operator<<(__ascendify_any, __ascendify_any) { return {}; }
template <typename T> CUTE_HOST_DEVICE constexpr __ascendify_any operator>>(__ascendify_any, T const &) { return {}; }
template <typename T> CUTE_HOST_DEVICE constexpr __ascendify_any operator>>(T const &, __ascendify_any) { return {}; }
CUTE_HOST_DEVICE constexpr __ascendify_any operator>>(__ascendify_any, __ascendify_any) { return {}; }
template <typename T> CUTE_HOST_DEVICE constexpr __ascendify_any operator==(__ascendify_any, T const &) { return {}; }
template <typename T> CUTE_HOST_DEVICE constexpr __ascendify_any operator==(T const &, __ascendify_any) { return {}; }
CUTE_HOST_DEVICE constexpr __ascendify_any operator==(__ascendify_any, __ascendify_any) { return {}; }
template <typename T> CUTE_HOST_DEVICE constexpr __ascendify_any operator!=(__ascendify_any, T const &) { return {}; }
template <typename T> CUTE_HOST_DEVICE constexpr __ascendify_any operator!=(T const &, __ascendify_any) { return {}; }
CUTE_HOST_DEVICE constexpr __ascendify_any operator!=(__ascendify_any, __ascendify_any) { return {}; }
template <typename T> CUTE_HOST_DEVICE constexpr __ascendify_any operator<(__ascendify_any, T const &) { return {}; }
template <typename T> CUTE_HOST_DEVICE constexpr __ascendify_any operator<(T const &, __ascendify_any) { return {}; }
CUTE_HOST_DEVICE constexpr __ascendify_any operator<(__ascendify_any, __ascendify_any) { return {}; }
template <typename T> CUTE_HOST_DEVICE constexpr __ascendify_any operator>(__ascendify_any, T const &) { return {}; }
template <typename T> CUTE_HOST_DEVICE constexpr __ascendify_any operator>(T const &, __ascendify_any) { return {}; }
CUTE_HOST_DEVICE constexpr __ascendify_any operator>(__ascendify_any, __ascendify_any) { return {}; }
template <typename T> CUTE_HOST_DEVICE constexpr __ascendify_any operator<=(__ascendify_any, T const &) { return {}; }
template <typename T> CUTE_HOST_DEVICE constexpr __ascendify_any operator<=(T const &, __ascendify_any) { return {}; }
CUTE_HOST_DEVICE constexpr __ascendify_any operator<=(__ascendify_any, __ascendify_any) { return {}; }
template <typename T> CUTE_HOST_DEVICE constexpr __ascendify_any operator>=(__ascendify_any, T const &) { return {}; }
template <typename T> CUTE_HOST_DEVICE constexpr __ascendify_any operator>=(T const &, __ascendify_any) { return {}; }
CUTE_HOST_DEVICE constexpr __ascendify_any operator>=(__ascendify_any, __ascendify_any) { return {}; }
template <typename T> CUTE_HOST_DEVICE constexpr __ascendify_any operator+=(__ascendify_any, T const &) { return {}; }
template <typename T> CUTE_HOST_DEVICE constexpr __ascendify_any operator-=(__ascendify_any, T const &) { return {}; }
template <typename T> CUTE_HOST_DEVICE constexpr __ascendify_any operator*=(__ascendify_any, T const &) { return {}; }

// Tuples and shapes ------------------------------------------------------------
template <typename... T> struct tuple : ::std::tuple<T...> { using ::std::tuple<T...>::tuple; constexpr tuple() = default; };
template <typename... T> struct is_tuple<tuple<T...>> : ::std::true_type {};
template <typename... T> struct __ascendify_slices<tuple<T...>> : ::std::integral_constant<bool, (__ascendify_slices<T>::value || ...)> {};
template <size_t I, typename T> using tuple_element = ::std::tuple_element<I, T>; template <size_t I, typename T> using tuple_element_t = typename ::std::tuple_element<I, T>::type;
template <typename T> using tuple_size = ::std::tuple_size<T>; template <typename T> static constexpr size_t tuple_size_v = ::std::tuple_size<T>::value;
template <typename... T> using Shape = tuple<T...>; template <typename... T> using Stride = tuple<T...>; template <typename... T> using Step = tuple<T...>;
template <typename... T> using Coord = tuple<T...>; template <typename... T> using Tile = tuple<T...>;
template <typename... T> CUTE_HOST_DEVICE constexpr tuple<::std::decay_t<T>...> make_shape(T &&...t) { return tuple<::std::decay_t<T>...>(static_cast<T &&>(t)...); }
template <typename... T> CUTE_HOST_DEVICE constexpr tuple<::std::decay_t<T>...> make_stride(T &&...t) { return tuple<::std::decay_t<T>...>(static_cast<T &&>(t)...); }
template <typename... T> CUTE_HOST_DEVICE constexpr tuple<::std::decay_t<T>...> make_step(T &&...t) { return tuple<::std::decay_t<T>...>(static_cast<T &&>(t)...); }
template <typename... T> CUTE_HOST_DEVICE constexpr tuple<::std::decay_t<T>...> make_coord(T &&...t) { return tuple<::std::decay_t<T>...>(static_cast<T &&>(t)...); }
template <typename... T> CUTE_HOST_DEVICE constexpr tuple<::std::decay_t<T>...> make_tile(T &&...t) { return tuple<::std::decay_t<T>...>(static_cast<T &&>(t)...); }
template <typename... T> CUTE_HOST_DEVICE constexpr tuple<::std::decay_t<T>...> make_tuple(T &&...t) { return tuple<::std::decay_t<T>...>(static_cast<T &&>(t)...); }

template <typename S, typename D = __ascendify_any> struct Layout : __ascendify_any {
  CUTE_HOST_DEVICE constexpr Layout(S const & = {}, D const & = {}) {}
  CUTE_HOST_DEVICE constexpr S shape() const { return S(); } CUTE_HOST_DEVICE constexpr D stride() const { return D(); }
  template <int... I> CUTE_HOST_DEVICE constexpr auto shape() const { return get<I...>(S()); }
};
template <typename... A> struct ComposedLayout : __ascendify_any {}; template <int B, int M, int S = B> struct Swizzle : __ascendify_any {};
template <typename A, typename B, typename S, typename D> struct ComposedLayout<A, B, Layout<S, D>> : Layout<S, D> {};
template <typename T> struct __ascendify_shape { typedef T type; };
template <typename S, typename D> struct __ascendify_shape<Layout<S, D>> { typedef S type; };
template <typename... A> struct __ascendify_shape<ComposedLayout<A...>> { typedef __ascendify_any type; };
template <typename A, typename B, typename S, typename D> struct __ascendify_shape<ComposedLayout<A, B, Layout<S, D>>> { typedef S type; };
template <typename E, typename L> struct Tensor : __ascendify_any {
  typedef typename ::std::remove_pointer<E>::type value_type; typedef E engine_type; typedef L layout_type; typedef value_type element_type;
  constexpr Tensor() = default; CUTE_HOST_DEVICE constexpr Tensor(__ascendify_any) {}
  template <typename... A> CUTE_HOST_DEVICE typename ::std::conditional<(__ascendify_slices<A>::value || ...), Tensor<E, __ascendify_any>, value_type &>::type operator()(A const &...) const; template <typename A> CUTE_HOST_DEVICE value_type &operator[](A &&) const;
  CUTE_HOST_DEVICE value_type *data() const;
};
Tensor(__ascendify_any) -> Tensor<int *, __ascendify_any>;
template <typename... A> struct ArrayEngine {}; template <typename... A> struct ViewEngine {};
template <int... I, typename T> CUTE_HOST_DEVICE constexpr __ascendify_any get(T const &, typename ::std::enable_if<!is_tuple<T>::value>::type * = nullptr) { return {}; }
template <int I, typename... T> CUTE_HOST_DEVICE constexpr auto get(tuple<T...> const &t) { return ::std::get<I>(static_cast<::std::tuple<T...> const &>(t)); }
template <int I, int J, int... K, typename... T> CUTE_HOST_DEVICE constexpr auto get(tuple<T...> const &t) { return get<J, K...>(get<I>(t)); }
template <int... I, typename... T> CUTE_HOST_DEVICE constexpr auto select(tuple<T...> const &t) { return cute::make_tuple(get<I>(t)...); }
template <int... I, typename T> CUTE_HOST_DEVICE constexpr __ascendify_any select(T const &) { return {}; }
CUTE_HOST_DEVICE constexpr int __ascendify_size(int n) { return n; }
template <auto v> CUTE_HOST_DEVICE constexpr C<v> __ascendify_size(C<v>) { return {}; }
CUTE_HOST_DEVICE constexpr __ascendify_any __ascendify_size(__ascendify_any) { return {}; }
template <typename... T> CUTE_HOST_DEVICE constexpr auto __ascendify_size(tuple<T...> const &);
template <typename S, typename D> CUTE_HOST_DEVICE constexpr auto __ascendify_size(Layout<S, D> const &) { return __ascendify_size(S()); }
template <typename A, typename B, typename S, typename D> CUTE_HOST_DEVICE constexpr auto __ascendify_size(ComposedLayout<A, B, Layout<S, D>> const &) { return __ascendify_size(S()); }
template <typename T> CUTE_HOST_DEVICE constexpr auto __ascendify_product(T const &t) { return __ascendify_size(t); }
template <typename T, typename U, typename... V> CUTE_HOST_DEVICE constexpr auto __ascendify_product(T const &t, U const &u, V const &...v) { return __ascendify_size(t) * __ascendify_product(u, v...); }
template <typename... T> CUTE_HOST_DEVICE constexpr auto __ascendify_size(tuple<T...> const &) { return __ascendify_product(T()...); }
template <typename T> CUTE_HOST_DEVICE constexpr auto size(T const &t) { return __ascendify_size(t); }
template <int I, int... J, typename... T> CUTE_HOST_DEVICE constexpr auto size(tuple<T...> const &t) { return __ascendify_size(get<I, J...>(t)); }
template <int I, int... J, typename S, typename D> CUTE_HOST_DEVICE constexpr auto size(Layout<S, D> const &) { return __ascendify_size(get<I, J...>(S())); }
template <int I, int... J, typename A, typename B, typename S, typename D> CUTE_HOST_DEVICE constexpr auto size(ComposedLayout<A, B, Layout<S, D>> const &) { return __ascendify_size(get<I, J...>(S())); }
template <int I, int... J> CUTE_HOST_DEVICE constexpr __ascendify_any size(__ascendify_any const &) { return {}; }
template <int... I, typename T> CUTE_HOST_DEVICE constexpr auto cosize(T const &t) { return __ascendify_size(t); }
template <typename T> static constexpr int cosize_v = int(decltype(__ascendify_size(T()))());
template <typename T> static constexpr int size_v = int(decltype(__ascendify_size(T()))());
template <typename... T> CUTE_HOST_DEVICE constexpr Int<int(sizeof...(T))> rank(tuple<T...> const &) { return {}; }
template <int... I, typename T> CUTE_HOST_DEVICE constexpr __ascendify_any rank(T const &) { return {}; }
template <typename T> static constexpr int rank_v = 1;
template <typename S, typename... D> CUTE_HOST_DEVICE constexpr Layout<S> make_layout(S const &, D const &...) { return {}; }
template <typename A, typename S, typename... R> CUTE_HOST_DEVICE constexpr Layout<S> tile_to_shape(A const &, S const &, R const &...) { return {}; }
template <int B, int M, int N, typename O, typename L> CUTE_HOST_DEVICE constexpr L composition(Swizzle<B, M, N> const &, O const &, L const &) { return {}; }
template <int B, int M, int N, typename L> CUTE_HOST_DEVICE constexpr L composition(Swizzle<B, M, N> const &, L const &) { return {}; }
template <typename L, typename R> CUTE_HOST_DEVICE constexpr typename ::std::enable_if<!is_tuple<R>::value, Layout<typename __ascendify_shape<R>::type>>::type composition(L const &, R const &) { return {}; }
template <typename L, typename R> CUTE_HOST_DEVICE constexpr typename ::std::enable_if<is_tuple<R>::value, __ascendify_any>::type composition(L const &, R const &) { return {}; }
template <typename T> CUTE_HOST_DEVICE constexpr T const &as_position_independent_swizzle_layout(T const &t) { return t; }
template <typename T, typename U> CUTE_HOST_DEVICE constexpr auto ceil_div(T const &a, U const &b) { return (a + b - Int<1>()) / b; }
template <typename T, typename U> CUTE_HOST_DEVICE constexpr auto round_up(T const &a, U const &b) { return ((a + b - Int<1>()) / b) * b; }
template <typename T, typename U> CUTE_HOST_DEVICE constexpr auto max(T const &a, U const &b) { return a < b ? b : a; } template <typename T, typename U> CUTE_HOST_DEVICE constexpr auto min(T const &a, U const &b) { return a < b ? a : b; }
template <auto a, auto b> CUTE_HOST_DEVICE constexpr C<(a < b ? b : a)> max(C<a>, C<b>) { return {}; } template <auto a, auto b> CUTE_HOST_DEVICE constexpr C<(a < b ? a : b)> min(C<a>, C<b>) { return {}; }
template <bool B, typename T, typename F> CUTE_HOST_DEVICE constexpr conditional_t<B, T, F> const &conditional_return(T const &t, F const &f) { if constexpr (B) return t; else return f; }
template <typename T, typename F> CUTE_HOST_DEVICE constexpr auto conditional_return(bool c, T const &t, F const &f) { return c ? t : f; }
template <typename T, typename F> CUTE_HOST_DEVICE constexpr T const &conditional_return(true_type, T const &t, F const &) { return t; } template <typename T, typename F> CUTE_HOST_DEVICE constexpr F const &conditional_return(false_type, T const &, F const &f) { return f; }
template <typename T> CUTE_HOST_DEVICE T *make_gmem_ptr(T *p); template <typename T> CUTE_HOST_DEVICE T *make_smem_ptr(T *p); template <typename T> CUTE_HOST_DEVICE T *make_rmem_ptr(T *p); template <typename T> CUTE_HOST_DEVICE T *make_tmem_ptr(uint32_t = 0);
template <typename T> CUTE_HOST_DEVICE T *make_gmem_ptr(void *p); template <typename T> CUTE_HOST_DEVICE T *make_gmem_ptr(void const *p);
template <typename T, typename... A> CUTE_HOST_DEVICE constexpr Tensor<T *, __ascendify_any> make_tensor(T *, A const &...) { return {}; }
template <typename T, typename... A> CUTE_HOST_DEVICE constexpr Tensor<T *, __ascendify_any> make_tensor(A const &...) { return {}; }
template <typename... A> CUTE_HOST_DEVICE constexpr Tensor<int *, __ascendify_any> make_tensor(__ascendify_any, A const &...) { return {}; }
template <typename T> CUTE_HOST_DEVICE constexpr Tensor<remove_cvref_t<typename T::value_type> *, __ascendify_any> make_tensor_like(T const &) { return {}; }
template <typename U, typename T> CUTE_HOST_DEVICE constexpr Tensor<U *, __ascendify_any> make_tensor_like(T const &) { return {}; }
template <typename T> CUTE_HOST_DEVICE constexpr Tensor<remove_cvref_t<typename T::value_type> *, __ascendify_any> make_fragment_like(T const &) { return {}; }
template <typename U, typename T> CUTE_HOST_DEVICE constexpr Tensor<U *, __ascendify_any> make_fragment_like(T const &) { return {}; }
template <typename U, typename E, typename L> CUTE_HOST_DEVICE constexpr Tensor<U *, L> recast(Tensor<E, L> const &) { return {}; } template <typename U, typename T> CUTE_HOST_DEVICE constexpr Tensor<U *, __ascendify_any> recast(T const &) { return {}; }
template <typename U, typename T> CUTE_HOST_DEVICE U *recast_ptr(T *);
template <typename E, typename L, typename... A> CUTE_HOST_DEVICE constexpr Tensor<E, __ascendify_any> local_tile(Tensor<E, L> const &, A const &...) { return {}; }
template <typename E, typename L, typename... A> CUTE_HOST_DEVICE constexpr Tensor<E, __ascendify_any> local_partition(Tensor<E, L> const &, A const &...) { return {}; }
template <typename E, typename L> CUTE_HOST_DEVICE constexpr Tensor<E, L> as_position_independent_swizzle_tensor(Tensor<E, L> const &t) { return t; }
template <typename... A> CUTE_HOST_DEVICE constexpr __ascendify_any local_tile(__ascendify_any const &, A const &...) { return {}; }
template <typename... A> CUTE_HOST_DEVICE constexpr __ascendify_any local_partition(__ascendify_any const &, A const &...) { return {}; }
template <typename C0, typename E, typename L> CUTE_HOST_DEVICE constexpr Tensor<E, L> domain_offset(C0 const &, Tensor<E, L> const &t) { return t; }
template <typename T, int N> struct array { typedef T value_type; T __ascendify_elements[N > 0 ? N : 1]; CUTE_HOST_DEVICE T &operator[](int); CUTE_HOST_DEVICE T const &operator[](int) const; CUTE_HOST_DEVICE T *data(); CUTE_HOST_DEVICE T const *data() const; CUTE_HOST_DEVICE T *begin(); CUTE_HOST_DEVICE T *end(); CUTE_HOST_DEVICE static constexpr int size() { return N; } };
template <typename T, int N, size_t A = 16> struct alignas(A) array_aligned : array<T, N> {}; template <typename T, int N> using array_subbyte = array<T, N>; template <typename T, int N, size_t A = 16> using smem_ptr_array = array_aligned<T, N, A>;
template <size_t A, typename... T> struct alignas(A) aligned_struct {}; template <typename T> using ArrayEngineOf = array<T, 1>;
template <typename... A> struct Copy_Atom : __ascendify_any {}; template <typename... A> struct Copy_Traits : __ascendify_any {}; template <typename... A> struct MMA_Atom : __ascendify_any {}; template <typename... A> struct MMA_Traits : __ascendify_any {};
template <typename... A> struct TiledMMA : __ascendify_any { CUTE_HOST_DEVICE constexpr TiledMMA() {} }; template <typename... A> struct TiledCopy : __ascendify_any {}; template <typename... A> struct ThrMMA : __ascendify_any {}; template <typename... A> struct ThrCopy : __ascendify_any {};
template <typename T> struct is_gmem : ::std::true_type {}; template <typename T> struct is_smem : ::std::true_type {}; template <typename T> struct is_rmem : ::std::true_type {}; template <typename T> struct is_tmem : ::std::true_type {}; template <typename T> static constexpr bool is_tmem_v = true; template <typename T> static constexpr bool is_rmem_v = true; template <typename T> static constexpr bool is_smem_v = true; template <typename T> static constexpr bool is_gmem_v = true;
typedef Layout<Shape<_1, _1, _1>> __ascendify_layout; struct GenRowMajor {}; struct GenColMajor {}; typedef GenRowMajor LayoutRight; typedef GenColMajor LayoutLeft; struct TmaDescriptor { uint64_t opaque[16]; }; struct AutoVectorizingCopy {}; struct DefaultCopy {}; template <int N = 128> struct AutoVectorizingCopyWithAssumedAlignment {}; typedef AutoVectorizingCopy DefaultCopyAtom;
template <typename T, typename U = T> struct UniversalCopy {}; template <typename... T> struct UniversalFMA {}; struct im2col {};
template <typename... A> CUTE_HOST_DEVICE void copy(A &&...);
template <typename... A> CUTE_HOST_DEVICE void copy_if(A &&...);
template <typename... A> CUTE_HOST_DEVICE void copy_aligned(A &&...);
template <typename... A> CUTE_HOST_DEVICE void gemm(A &&...);
template <typename... A> CUTE_HOST_DEVICE void clear(A &&...);
template <typename... A> CUTE_HOST_DEVICE void fill(A &&...);
template <typename... A> CUTE_HOST_DEVICE void axpby(A &&...);
template <typename... A> CUTE_HOST_DEVICE void transform(A &&...);
template <typename... A> CUTE_HOST_DEVICE void prefetch(A &&...);
template <typename... A> CUTE_HOST_DEVICE void print(A &&...);
template <typename... A> CUTE_HOST_DEVICE void print_tensor(A &&...);
template <typename... A> CUTE_HOST_DEVICE void print_layout(A &&...);
template <typename... A> CUTE_HOST_DEVICE void print_latex(A &&...);
template <typename... A> CUTE_HOST_DEVICE void cooperative_copy(A &&...);
template <typename... A> CUTE_HOST_DEVICE void cooperative_gemm(A &&...);
template <typename... A> CUTE_HOST_DEVICE void prefetch_tma_descriptor(A &&...);
template <typename... A> CUTE_HOST_DEVICE void for_each(A &&...);
template <typename... A> CUTE_HOST_DEVICE void cp_async_fence(A &&...);
template <typename... A> CUTE_HOST_DEVICE void tma_store_arrive(A &&...);
template <typename... A> CUTE_HOST_DEVICE void tma_store_fence(A &&...);
template <typename... A> CUTE_HOST_DEVICE void tma_desc_commit_group(A &&...);
template <typename... A> CUTE_HOST_DEVICE void cluster_arrive(A &&...);
template <typename... A> CUTE_HOST_DEVICE void cluster_wait(A &&...);
template <typename... A> CUTE_HOST_DEVICE void cluster_sync(A &&...);
template <typename... A> CUTE_HOST_DEVICE void cluster_arrive_relaxed(A &&...);
template <typename... A> CUTE_HOST_DEVICE void warpgroup_arrive(A &&...);
template <typename... A> CUTE_HOST_DEVICE void warpgroup_commit_batch(A &&...);
template <typename... A> CUTE_HOST_DEVICE void warpgroup_fence_operand(A &&...);
template <typename... A> CUTE_HOST_DEVICE void tma_descriptor_fence_release(A &&...);
template <typename... A> CUTE_HOST_DEVICE void tma_descriptor_fence_acquire(A &&...);
template <typename... A> CUTE_HOST_DEVICE void initialize_barrier(A &&...);
template <typename... A> CUTE_HOST_DEVICE void set_barrier_transaction_bytes(A &&...);
template <typename... A> CUTE_HOST_DEVICE void wait_barrier(A &&...);
template <typename... A> CUTE_HOST_DEVICE void arrive_barrier(A &&...);
template <typename... A> CUTE_HOST_DEVICE void tma_descriptor_cp_fence_release(A &&...);
template <int N> CUTE_HOST_DEVICE void cp_async_wait(); template <int N> CUTE_HOST_DEVICE void warpgroup_wait(); template <int N> CUTE_HOST_DEVICE void tma_store_wait(); CUTE_HOST_DEVICE bool thread0(); CUTE_HOST_DEVICE bool thread(int, int = 0); CUTE_HOST_DEVICE bool block0(); CUTE_HOST_DEVICE uint32_t elect_one_sync(); CUTE_HOST_DEVICE bool elect_one(); CUTE_HOST_DEVICE dim3 block_id_in_cluster(); CUTE_HOST_DEVICE uint32_t block_rank_in_cluster(); CUTE_HOST_DEVICE dim3 cluster_shape(); CUTE_HOST_DEVICE uint32_t set_block_rank(uint32_t, uint32_t); CUTE_HOST_DEVICE dim3 cluster_id_in_grid(); CUTE_HOST_DEVICE dim3 cluster_grid_dims(); CUTE_HOST_DEVICE uint32_t cast_smem_ptr_to_uint(void const *const);
template <int... I, typename... A> CUTE_HOST_DEVICE constexpr __ascendify_any shape(A &&...) { return {}; }
template <int... I, typename... A> CUTE_HOST_DEVICE constexpr __ascendify_any stride(A &&...) { return {}; }
template <int... I, typename... A> CUTE_HOST_DEVICE constexpr __ascendify_any layout(A &&...) { return {}; }
template <int... I, typename... A> CUTE_HOST_DEVICE constexpr __ascendify_any depth(A &&...) { return {}; }
template <int... I, typename... A> CUTE_HOST_DEVICE constexpr __ascendify_any coalesce(A &&...) { return {}; }
template <int... I, typename... A> CUTE_HOST_DEVICE constexpr __ascendify_any complement(A &&...) { return {}; }
template <int... I, typename... A> CUTE_HOST_DEVICE constexpr __ascendify_any composition_of(A &&...) { return {}; }
template <int... I, typename... A> CUTE_HOST_DEVICE constexpr __ascendify_any logical_divide(A &&...) { return {}; }
template <int... I, typename... A> CUTE_HOST_DEVICE constexpr __ascendify_any zipped_divide(A &&...) { return {}; }
template <int... I, typename... A> CUTE_HOST_DEVICE constexpr __ascendify_any tiled_divide(A &&...) { return {}; }
template <int... I, typename... A> CUTE_HOST_DEVICE constexpr __ascendify_any flat_divide(A &&...) { return {}; }
template <int... I, typename... A> CUTE_HOST_DEVICE constexpr __ascendify_any logical_product(A &&...) { return {}; }
template <int... I, typename... A> CUTE_HOST_DEVICE constexpr __ascendify_any blocked_product(A &&...) { return {}; }
template <int... I, typename... A> CUTE_HOST_DEVICE constexpr __ascendify_any raked_product(A &&...) { return {}; }
template <int... I, typename... A> CUTE_HOST_DEVICE constexpr __ascendify_any zipped_product(A &&...) { return {}; }
template <int... I, typename... A> CUTE_HOST_DEVICE constexpr __ascendify_any tiled_product(A &&...) { return {}; }
template <int... I, typename... A> CUTE_HOST_DEVICE constexpr __ascendify_any filter(A &&...) { return {}; }
template <int... I, typename... A> CUTE_HOST_DEVICE constexpr __ascendify_any filter_zeros(A &&...) { return {}; }
template <int... I, typename... A> CUTE_HOST_DEVICE constexpr __ascendify_any flatten(A &&...) { return {}; }
template <int... I, typename... A> CUTE_HOST_DEVICE constexpr __ascendify_any group_modes(A &&...) { return {}; }
template <int... I, typename... A> CUTE_HOST_DEVICE constexpr __ascendify_any group(A &&...) { return {}; }
template <int... I, typename... A> CUTE_HOST_DEVICE constexpr __ascendify_any take(A &&...) { return {}; }
template <int... I, typename... A> CUTE_HOST_DEVICE constexpr __ascendify_any append(A &&...) { return {}; }
template <int... I, typename... A> CUTE_HOST_DEVICE constexpr __ascendify_any prepend(A &&...) { return {}; }
template <int... I, typename... A> CUTE_HOST_DEVICE constexpr __ascendify_any replace(A &&...) { return {}; }
template <int... I, typename... A> CUTE_HOST_DEVICE constexpr __ascendify_any insert(A &&...) { return {}; }
template <int... I, typename... A> CUTE_HOST_DEVICE constexpr __ascendify_any remove(A &&...) { return {}; }
template <int... I, typename... A> CUTE_HOST_DEVICE constexpr __ascendify_any left_inverse(A &&...) { return {}; }
template <int... I, typename... A> CUTE_HOST_DEVICE constexpr __ascendify_any right_inverse(A &&...) { return {}; }
template <int... I, typename... A> CUTE_HOST_DEVICE constexpr __ascendify_any with_shape(A &&...) { return {}; }
template <int... I, typename... A> CUTE_HOST_DEVICE constexpr __ascendify_any idx2crd(A &&...) { return {}; }
template <int... I, typename... A> CUTE_HOST_DEVICE constexpr __ascendify_any crd2idx(A &&...) { return {}; }
template <int... I, typename... A> CUTE_HOST_DEVICE constexpr __ascendify_any crd2crd(A &&...) { return {}; }
template <int... I, typename... A> CUTE_HOST_DEVICE constexpr __ascendify_any make_identity_tensor(A &&...) { return {}; }
template <int... I, typename... A> CUTE_HOST_DEVICE constexpr __ascendify_any make_identity_layout(A &&...) { return {}; }
template <int... I, typename... A> CUTE_HOST_DEVICE constexpr __ascendify_any make_counting_tensor(A &&...) { return {}; }
template <int... I, typename... A> CUTE_HOST_DEVICE constexpr __ascendify_any make_ordered_layout(A &&...) { return {}; }
template <int... I, typename... A> CUTE_HOST_DEVICE constexpr __ascendify_any make_layout_like(A &&...) { return {}; }
template <int... I, typename... A> CUTE_HOST_DEVICE constexpr __ascendify_any make_tiled_mma(A &&...) { return {}; }
template <int... I, typename... A> CUTE_HOST_DEVICE constexpr __ascendify_any make_tiled_copy(A &&...) { return {}; }
template <int... I, typename... A> CUTE_HOST_DEVICE constexpr __ascendify_any make_tiled_copy_A(A &&...) { return {}; }
template <int... I, typename... A> CUTE_HOST_DEVICE constexpr __ascendify_any make_tiled_copy_B(A &&...) { return {}; }
template <int... I, typename... A> CUTE_HOST_DEVICE constexpr __ascendify_any make_tiled_copy_C(A &&...) { return {}; }
template <int... I, typename... A> CUTE_HOST_DEVICE constexpr __ascendify_any make_tiled_copy_C_atom(A &&...) { return {}; }
template <int... I, typename... A> CUTE_HOST_DEVICE constexpr __ascendify_any make_tiled_copy_S(A &&...) { return {}; }
template <int... I, typename... A> CUTE_HOST_DEVICE constexpr __ascendify_any make_tiled_copy_D(A &&...) { return {}; }
template <int... I, typename... A> CUTE_HOST_DEVICE constexpr __ascendify_any make_tma_copy(A &&...) { return {}; }
template <int... I, typename... A> CUTE_HOST_DEVICE constexpr __ascendify_any make_tma_copy_A_sm90(A &&...) { return {}; }
template <int... I, typename... A> CUTE_HOST_DEVICE constexpr __ascendify_any make_tma_copy_B_sm90(A &&...) { return {}; }
template <int... I, typename... A> CUTE_HOST_DEVICE constexpr __ascendify_any make_tma_atom(A &&...) { return {}; }
template <int... I, typename... A> CUTE_HOST_DEVICE constexpr __ascendify_any make_tma_atom_A_sm100(A &&...) { return {}; }
template <int... I, typename... A> CUTE_HOST_DEVICE constexpr __ascendify_any make_tma_atom_B_sm100(A &&...) { return {}; }
template <int... I, typename... A> CUTE_HOST_DEVICE constexpr __ascendify_any make_tma_copy_tiled(A &&...) { return {}; }
template <int... I, typename... A> CUTE_HOST_DEVICE constexpr __ascendify_any partition_fragment_A(A &&...) { return {}; }
template <int... I, typename... A> CUTE_HOST_DEVICE constexpr __ascendify_any partition_fragment_B(A &&...) { return {}; }
template <int... I, typename... A> CUTE_HOST_DEVICE constexpr __ascendify_any partition_fragment_C(A &&...) { return {}; }
template <int... I, typename... A> CUTE_HOST_DEVICE constexpr __ascendify_any partition_shape_A(A &&...) { return {}; }
template <int... I, typename... A> CUTE_HOST_DEVICE constexpr __ascendify_any partition_shape_B(A &&...) { return {}; }
template <int... I, typename... A> CUTE_HOST_DEVICE constexpr __ascendify_any partition_shape_C(A &&...) { return {}; }
template <int... I, typename... A> CUTE_HOST_DEVICE constexpr __ascendify_any tma_partition(A &&...) { return {}; }
template <int... I, typename... A> CUTE_HOST_DEVICE constexpr __ascendify_any get_slice(A &&...) { return {}; }
template <int... I, typename... A> CUTE_HOST_DEVICE constexpr __ascendify_any upcast(A &&...) { return {}; }
template <int... I, typename... A> CUTE_HOST_DEVICE constexpr __ascendify_any downcast(A &&...) { return {}; }
template <int... I, typename... A> CUTE_HOST_DEVICE constexpr __ascendify_any recast_layout(A &&...) { return {}; }
template <int... I, typename... A> CUTE_HOST_DEVICE constexpr __ascendify_any tile_unzip(A &&...) { return {}; }
template <int... I, typename... A> CUTE_HOST_DEVICE constexpr __ascendify_any unwrap(A &&...) { return {}; }
template <int... I, typename... A> CUTE_HOST_DEVICE constexpr __ascendify_any wrap(A &&...) { return {}; }
template <int... I, typename... A> CUTE_HOST_DEVICE constexpr __ascendify_any elem_less(A &&...) { return {}; }
template <int... I, typename... A> CUTE_HOST_DEVICE constexpr __ascendify_any elem_leq(A &&...) { return {}; }
template <int... I, typename... A> CUTE_HOST_DEVICE constexpr __ascendify_any elem_geq(A &&...) { return {}; }
template <int... I, typename... A> CUTE_HOST_DEVICE constexpr __ascendify_any elem_scale(A &&...) { return {}; }
template <int... I, typename... A> CUTE_HOST_DEVICE constexpr __ascendify_any repeat(A &&...) { return {}; }
template <int... I, typename... A> CUTE_HOST_DEVICE constexpr __ascendify_any repeat_like(A &&...) { return {}; }
template <int... I, typename... A> CUTE_HOST_DEVICE constexpr __ascendify_any make_arithmetic_tuple(A &&...) { return {}; }
template <int... I, typename... A> CUTE_HOST_DEVICE constexpr __ascendify_any make_tmem_copy(A &&...) { return {}; }
template <int... I, typename... A> CUTE_HOST_DEVICE constexpr __ascendify_any make_tmem_warp_partitioner(A &&...) { return {}; }
template <int... I, typename... A> CUTE_HOST_DEVICE constexpr __ascendify_any make_cotiled_copy(A &&...) { return {}; }
template <int... I, typename... A> CUTE_HOST_DEVICE constexpr __ascendify_any make_coord_tensor(A &&...) { return {}; }
template <int... I, typename... A> CUTE_HOST_DEVICE constexpr __ascendify_any nullspace(A &&...) { return {}; }
template <int... I, typename... A> CUTE_HOST_DEVICE constexpr __ascendify_any max_common_vector(A &&...) { return {}; }
template <int... I, typename... A> CUTE_HOST_DEVICE constexpr __ascendify_any max_common_layout(A &&...) { return {}; }
template <int... I, typename... A> CUTE_HOST_DEVICE constexpr __ascendify_any congruent(A &&...) { return {}; }
template <int... I, typename... A> CUTE_HOST_DEVICE constexpr __ascendify_any compatible(A &&...) { return {}; }
template <int... I, typename... A> CUTE_HOST_DEVICE constexpr __ascendify_any weakly_compatible(A &&...) { return {}; }
template <int... I, typename... A> CUTE_HOST_DEVICE constexpr __ascendify_any evenly_divides(A &&...) { return {}; }
template <int... I, typename... A> CUTE_HOST_DEVICE constexpr __ascendify_any product(A &&...) { return {}; }
template <int... I, typename... A> CUTE_HOST_DEVICE constexpr __ascendify_any product_each(A &&...) { return {}; }
template <int... I, typename... A> CUTE_HOST_DEVICE constexpr __ascendify_any shape_div(A &&...) { return {}; }
template <int... I, typename... A> CUTE_HOST_DEVICE constexpr __ascendify_any shape_min(A &&...) { return {}; }
template <int... I, typename... A> CUTE_HOST_DEVICE constexpr __ascendify_any ceil_div_shape(A &&...) { return {}; }
template <int... I, typename... A> CUTE_HOST_DEVICE constexpr __ascendify_any inner_product(A &&...) { return {}; }
template <int... I, typename... A> CUTE_HOST_DEVICE constexpr __ascendify_any transform_apply(A &&...) { return {}; }
template <int... I, typename... A> CUTE_HOST_DEVICE constexpr __ascendify_any fold(A &&...) { return {}; }
template <int... I, typename... A> CUTE_HOST_DEVICE constexpr __ascendify_any fold_first(A &&...) { return {}; }
template <int... I, typename... A> CUTE_HOST_DEVICE constexpr __ascendify_any transform_leaf(A &&...) { return {}; }
template <int... I, typename... A> CUTE_HOST_DEVICE constexpr __ascendify_any size_in_bytes(A &&...) { return {}; }
template <int... I, typename... A> CUTE_HOST_DEVICE constexpr __ascendify_any as_arithmetic_tuple(A &&...) { return {}; }
template <int... I, typename... A> CUTE_HOST_DEVICE constexpr __ascendify_any basis_get(A &&...) { return {}; }
template <int... I, typename... A> CUTE_HOST_DEVICE constexpr __ascendify_any basis_value(A &&...) { return {}; }
template <int... I, typename... A> CUTE_HOST_DEVICE constexpr __ascendify_any gcd(A &&...) { return {}; }
template <int... I, typename... A> CUTE_HOST_DEVICE constexpr __ascendify_any lcm(A &&...) { return {}; }
template <int... I, typename... A> CUTE_HOST_DEVICE constexpr __ascendify_any add(A &&...) { return {}; }
template <int... I, typename... A> CUTE_HOST_DEVICE constexpr __ascendify_any mul(A &&...) { return {}; }
template <int... I, typename... A> CUTE_HOST_DEVICE constexpr __ascendify_any fma(A &&...) { return {}; }
template <int... I, typename... A> CUTE_HOST_DEVICE constexpr __ascendify_any sub(A &&...) { return {}; }
template <int... I, typename... A> CUTE_HOST_DEVICE constexpr __ascendify_any crd2idx_(A &&...) { return {}; }
template <int... I, typename... A> CUTE_HOST_DEVICE constexpr __ascendify_any get_nonswizzle_portion(A &&...) { return {}; }
template <int... I, typename... A> CUTE_HOST_DEVICE constexpr __ascendify_any get_swizzle_portion(A &&...) { return {}; }
template <int... I, typename... A> CUTE_HOST_DEVICE constexpr __ascendify_any unsafe_iter(A &&...) { return {}; }
template <int... I, typename... A> CUTE_HOST_DEVICE constexpr __ascendify_any recast_tensor(A &&...) { return {}; }
template <int... I, typename... A> CUTE_HOST_DEVICE constexpr __ascendify_any create_tma_multicast_mask(A &&...) { return {}; }
template <int... I, typename... A> CUTE_HOST_DEVICE constexpr __ascendify_any make_utccp_copy(A &&...) { return {}; }
template <int... I, typename... A> CUTE_HOST_DEVICE constexpr __ascendify_any make_s2t_copy(A &&...) { return {}; }
template <int... I, typename... A> CUTE_HOST_DEVICE constexpr __ascendify_any find_tmem_tensor_col_offset(A &&...) { return {}; }
template <int... I, typename... A> CUTE_HOST_DEVICE constexpr __ascendify_any tmem_slice(A &&...) { return {}; }
template <int... I, typename... A> CUTE_HOST_DEVICE constexpr __ascendify_any reverse(A &&...) { return {}; }
template <int... I, typename... A> CUTE_HOST_DEVICE constexpr __ascendify_any zip(A &&...) { return {}; }
template <int... I, typename... A> CUTE_HOST_DEVICE constexpr __ascendify_any zip2_by(A &&...) { return {}; }
template <int... I, typename... A> CUTE_HOST_DEVICE constexpr __ascendify_any unzip(A &&...) { return {}; }
template <int... I, typename... A> CUTE_HOST_DEVICE constexpr __ascendify_any iscan(A &&...) { return {}; }
template <int... I, typename... A> CUTE_HOST_DEVICE constexpr __ascendify_any escan(A &&...) { return {}; }
template <int... I, typename... A> CUTE_HOST_DEVICE constexpr __ascendify_any slice(A &&...) { return {}; }
template <int... I, typename... A> CUTE_HOST_DEVICE constexpr __ascendify_any dice(A &&...) { return {}; }
template <int... I, typename... A> CUTE_HOST_DEVICE constexpr __ascendify_any flatten_to_tuple(A &&...) { return {}; }
template <int... I, typename... A> CUTE_HOST_DEVICE constexpr __ascendify_any make_inttuple_iter(A &&...) { return {}; }
template <int... I, typename... A> CUTE_HOST_DEVICE constexpr __ascendify_any make_fragment_like_(A &&...) { return {}; }
template <int... I, typename... A> CUTE_HOST_DEVICE constexpr __ascendify_any append_to(A &&...) { return {}; }
template <int... I, typename... A> CUTE_HOST_DEVICE constexpr __ascendify_any make_r2s_tiled_copy(A &&...) { return {}; }
template <int... I, typename... A> CUTE_HOST_DEVICE constexpr __ascendify_any select_mode(A &&...) { return {}; }
template <int... I, typename... A> CUTE_HOST_DEVICE constexpr __ascendify_any evenly(A &&...) { return {}; }

// Instructions: as tags and as calls --------------------------------------------
#define __ASCENDIFY_TAG(N) struct N { struct PREFETCH { template <typename... A> CUTE_HOST_DEVICE static void copy(A &&...); }; template <typename... A> CUTE_HOST_DEVICE static void copy(A &&...); template <typename... A> CUTE_HOST_DEVICE static void fma(A &&...); };
__ASCENDIFY_TAG(SM75_U16x2_LDSM_T)
__ASCENDIFY_TAG(SM75_U16x4_LDSM_T)
__ASCENDIFY_TAG(SM75_U16x8_LDSM_T)
__ASCENDIFY_TAG(SM75_U32x1_LDSM_N)
__ASCENDIFY_TAG(SM75_U32x2_LDSM_N)
__ASCENDIFY_TAG(SM75_U32x4_LDSM_N)
__ASCENDIFY_TAG(SM75_16x8x8_F32F16F16F32_TN)
__ASCENDIFY_TAG(SM75_8x8x16_S32S8S8S32_TN)
__ASCENDIFY_TAG(SM70_8x8x4_F32F16F16F32_TN)
__ASCENDIFY_TAG(SM70_8x8x4_F16F16F16F16_TN)
__ASCENDIFY_TAG(SM80_16x8x16_F32BF16BF16F32_TN)
__ASCENDIFY_TAG(SM80_16x8x16_F32F16F16F32_TN)
__ASCENDIFY_TAG(SM80_16x8x16_F16F16F16F16_TN)
__ASCENDIFY_TAG(SM80_16x8x8_F32F16F16F32_TN)
__ASCENDIFY_TAG(SM80_16x8x8_F32BF16BF16F32_TN)
__ASCENDIFY_TAG(SM80_16x8x8_F32TF32TF32F32_TN)
__ASCENDIFY_TAG(SM80_16x8x32_S32S8S8S32_TN)
__ASCENDIFY_TAG(SM80_8x8x4_F64F64F64F64_TN)
__ASCENDIFY_TAG(SM89_16x8x32_F32E4M3E4M3F32_TN)
__ASCENDIFY_TAG(SM120_16x8x32_TN_F8)
__ASCENDIFY_TAG(SM90_TMA_LOAD)
__ASCENDIFY_TAG(SM90_TMA_LOAD_1D)
__ASCENDIFY_TAG(SM90_TMA_LOAD_2D)
__ASCENDIFY_TAG(SM90_TMA_LOAD_3D)
__ASCENDIFY_TAG(SM90_TMA_LOAD_4D)
__ASCENDIFY_TAG(SM90_TMA_LOAD_5D)
__ASCENDIFY_TAG(SM90_TMA_LOAD_MULTICAST)
__ASCENDIFY_TAG(SM90_TMA_LOAD_MULTICAST_2D)
__ASCENDIFY_TAG(SM90_TMA_LOAD_MULTICAST_3D)
__ASCENDIFY_TAG(SM90_TMA_LOAD_IM2COL)
__ASCENDIFY_TAG(SM90_TMA_STORE)
__ASCENDIFY_TAG(SM90_TMA_STORE_1D)
__ASCENDIFY_TAG(SM90_TMA_STORE_2D)
__ASCENDIFY_TAG(SM90_TMA_STORE_3D)
__ASCENDIFY_TAG(SM90_TMA_STORE_4D)
__ASCENDIFY_TAG(SM90_TMA_STORE_5D)
__ASCENDIFY_TAG(SM90_TMA_REDUCE_ADD)
__ASCENDIFY_TAG(SM90_TMA_REDUCE_ADD_2D)
__ASCENDIFY_TAG(SM90_BULK_COPY_AUTO)
__ASCENDIFY_TAG(SM90_BULK_COPY_G2S)
__ASCENDIFY_TAG(SM90_BULK_COPY_S2G)
__ASCENDIFY_TAG(SM90_U32x1_STSM_N)
__ASCENDIFY_TAG(SM90_U32x2_STSM_N)
__ASCENDIFY_TAG(SM90_U32x4_STSM_N)
__ASCENDIFY_TAG(SM90_U16x2_STSM_T)
__ASCENDIFY_TAG(SM90_U16x4_STSM_T)
__ASCENDIFY_TAG(SM90_U16x8_STSM_T)
__ASCENDIFY_TAG(SM100_TMA_2SM_LOAD)
__ASCENDIFY_TAG(SM100_TMA_2SM_LOAD_MULTICAST)
__ASCENDIFY_TAG(SM100_UTCCP_128dp256bit_1cta)
__ASCENDIFY_TAG(SM100_UTCCP_128dp256bit_2cta)
__ASCENDIFY_TAG(SM100_UTCCP_4x32dp128bit_1cta)
__ASCENDIFY_TAG(SM100_UTCCP_4x32dp128bit_2cta)
__ASCENDIFY_TAG(SM100_UTCCP_2x64dp128bitlw0213_1cta)
__ASCENDIFY_TAG(SM100_UTCCP_2x64dp128bitlw0213_2cta)
__ASCENDIFY_TAG(SM100_U8x8_LDSM_T)
__ASCENDIFY_TAG(SM100_U8x16_LDSM_T)
__ASCENDIFY_TAG(SM100_U8x16_STSM_T)
__ASCENDIFY_TAG(SM100_SU4_DU8x16_x4_LDSM_N)
__ASCENDIFY_TAG(SM100_TMEM_LOAD_32dp32b1x)
__ASCENDIFY_TAG(SM100_TMEM_LOAD_32dp32b1x_16b)
__ASCENDIFY_TAG(SM100_TMEM_LOAD_32dp32b2x)
__ASCENDIFY_TAG(SM100_TMEM_LOAD_32dp32b2x_16b)
__ASCENDIFY_TAG(SM100_TMEM_LOAD_32dp32b4x)
__ASCENDIFY_TAG(SM100_TMEM_LOAD_32dp32b4x_16b)
__ASCENDIFY_TAG(SM100_TMEM_LOAD_32dp32b8x)
__ASCENDIFY_TAG(SM100_TMEM_LOAD_32dp32b8x_16b)
__ASCENDIFY_TAG(SM100_TMEM_LOAD_32dp32b16x)
__ASCENDIFY_TAG(SM100_TMEM_LOAD_32dp32b16x_16b)
__ASCENDIFY_TAG(SM100_TMEM_LOAD_32dp32b32x)
__ASCENDIFY_TAG(SM100_TMEM_LOAD_32dp32b32x_16b)
__ASCENDIFY_TAG(SM100_TMEM_LOAD_32dp32b64x)
__ASCENDIFY_TAG(SM100_TMEM_LOAD_32dp32b64x_16b)
__ASCENDIFY_TAG(SM100_TMEM_LOAD_32dp32b128x)
__ASCENDIFY_TAG(SM100_TMEM_LOAD_32dp32b128x_16b)
__ASCENDIFY_TAG(SM100_TMEM_LOAD_16dp256b1x)
__ASCENDIFY_TAG(SM100_TMEM_LOAD_16dp256b1x_16b)
__ASCENDIFY_TAG(SM100_TMEM_LOAD_16dp256b2x)
__ASCENDIFY_TAG(SM100_TMEM_LOAD_16dp256b2x_16b)
__ASCENDIFY_TAG(SM100_TMEM_LOAD_16dp256b4x)
__ASCENDIFY_TAG(SM100_TMEM_LOAD_16dp256b4x_16b)
__ASCENDIFY_TAG(SM100_TMEM_LOAD_16dp256b8x)
__ASCENDIFY_TAG(SM100_TMEM_LOAD_16dp256b8x_16b)
__ASCENDIFY_TAG(SM100_TMEM_LOAD_16dp256b16x)
__ASCENDIFY_TAG(SM100_TMEM_LOAD_16dp256b16x_16b)
__ASCENDIFY_TAG(SM100_TMEM_LOAD_16dp256b32x)
__ASCENDIFY_TAG(SM100_TMEM_LOAD_16dp256b32x_16b)
__ASCENDIFY_TAG(SM100_TMEM_LOAD_16dp256b64x)
__ASCENDIFY_TAG(SM100_TMEM_LOAD_16dp256b64x_16b)
__ASCENDIFY_TAG(SM100_TMEM_LOAD_16dp256b128x)
__ASCENDIFY_TAG(SM100_TMEM_LOAD_16dp256b128x_16b)
__ASCENDIFY_TAG(SM100_TMEM_LOAD_16dp128b1x)
__ASCENDIFY_TAG(SM100_TMEM_LOAD_16dp128b1x_16b)
__ASCENDIFY_TAG(SM100_TMEM_LOAD_16dp128b2x)
__ASCENDIFY_TAG(SM100_TMEM_LOAD_16dp128b2x_16b)
__ASCENDIFY_TAG(SM100_TMEM_LOAD_16dp128b4x)
__ASCENDIFY_TAG(SM100_TMEM_LOAD_16dp128b4x_16b)
__ASCENDIFY_TAG(SM100_TMEM_LOAD_16dp128b8x)
__ASCENDIFY_TAG(SM100_TMEM_LOAD_16dp128b8x_16b)
__ASCENDIFY_TAG(SM100_TMEM_LOAD_16dp128b16x)
__ASCENDIFY_TAG(SM100_TMEM_LOAD_16dp128b16x_16b)
__ASCENDIFY_TAG(SM100_TMEM_LOAD_16dp128b32x)
__ASCENDIFY_TAG(SM100_TMEM_LOAD_16dp128b32x_16b)
__ASCENDIFY_TAG(SM100_TMEM_LOAD_16dp128b64x)
__ASCENDIFY_TAG(SM100_TMEM_LOAD_16dp128b64x_16b)
__ASCENDIFY_TAG(SM100_TMEM_LOAD_16dp128b128x)
__ASCENDIFY_TAG(SM100_TMEM_LOAD_16dp128b128x_16b)
__ASCENDIFY_TAG(SM100_TMEM_LOAD_16dp64b1x)
__ASCENDIFY_TAG(SM100_TMEM_LOAD_16dp64b1x_16b)
__ASCENDIFY_TAG(SM100_TMEM_LOAD_16dp64b2x)
__ASCENDIFY_TAG(SM100_TMEM_LOAD_16dp64b2x_16b)
__ASCENDIFY_TAG(SM100_TMEM_LOAD_16dp64b4x)
__ASCENDIFY_TAG(SM100_TMEM_LOAD_16dp64b4x_16b)
__ASCENDIFY_TAG(SM100_TMEM_LOAD_16dp64b8x)
__ASCENDIFY_TAG(SM100_TMEM_LOAD_16dp64b8x_16b)
__ASCENDIFY_TAG(SM100_TMEM_LOAD_16dp64b16x)
__ASCENDIFY_TAG(SM100_TMEM_LOAD_16dp64b16x_16b)
__ASCENDIFY_TAG(SM100_TMEM_LOAD_16dp64b32x)
__ASCENDIFY_TAG(SM100_TMEM_LOAD_16dp64b32x_16b)
__ASCENDIFY_TAG(SM100_TMEM_LOAD_16dp64b64x)
__ASCENDIFY_TAG(SM100_TMEM_LOAD_16dp64b64x_16b)
__ASCENDIFY_TAG(SM100_TMEM_LOAD_16dp64b128x)
__ASCENDIFY_TAG(SM100_TMEM_LOAD_16dp64b128x_16b)
__ASCENDIFY_TAG(SM100_TMEM_LOAD_16dp32b1x)
__ASCENDIFY_TAG(SM100_TMEM_LOAD_16dp32b1x_16b)
__ASCENDIFY_TAG(SM100_TMEM_LOAD_16dp32b2x)
__ASCENDIFY_TAG(SM100_TMEM_LOAD_16dp32b2x_16b)
__ASCENDIFY_TAG(SM100_TMEM_LOAD_16dp32b4x)
__ASCENDIFY_TAG(SM100_TMEM_LOAD_16dp32b4x_16b)
__ASCENDIFY_TAG(SM100_TMEM_LOAD_16dp32b8x)
__ASCENDIFY_TAG(SM100_TMEM_LOAD_16dp32b8x_16b)
__ASCENDIFY_TAG(SM100_TMEM_LOAD_16dp32b16x)
__ASCENDIFY_TAG(SM100_TMEM_LOAD_16dp32b16x_16b)
__ASCENDIFY_TAG(SM100_TMEM_LOAD_16dp32b32x)
__ASCENDIFY_TAG(SM100_TMEM_LOAD_16dp32b32x_16b)
__ASCENDIFY_TAG(SM100_TMEM_LOAD_16dp32b64x)
__ASCENDIFY_TAG(SM100_TMEM_LOAD_16dp32b64x_16b)
__ASCENDIFY_TAG(SM100_TMEM_LOAD_16dp32b128x)
__ASCENDIFY_TAG(SM100_TMEM_LOAD_16dp32b128x_16b)
__ASCENDIFY_TAG(SM100_TMEM_STORE_32dp32b1x)
__ASCENDIFY_TAG(SM100_TMEM_STORE_32dp32b1x_16b)
__ASCENDIFY_TAG(SM100_TMEM_STORE_32dp32b2x)
__ASCENDIFY_TAG(SM100_TMEM_STORE_32dp32b2x_16b)
__ASCENDIFY_TAG(SM100_TMEM_STORE_32dp32b4x)
__ASCENDIFY_TAG(SM100_TMEM_STORE_32dp32b4x_16b)
__ASCENDIFY_TAG(SM100_TMEM_STORE_32dp32b8x)
__ASCENDIFY_TAG(SM100_TMEM_STORE_32dp32b8x_16b)
__ASCENDIFY_TAG(SM100_TMEM_STORE_32dp32b16x)
__ASCENDIFY_TAG(SM100_TMEM_STORE_32dp32b16x_16b)
__ASCENDIFY_TAG(SM100_TMEM_STORE_32dp32b32x)
__ASCENDIFY_TAG(SM100_TMEM_STORE_32dp32b32x_16b)
__ASCENDIFY_TAG(SM100_TMEM_STORE_32dp32b64x)
__ASCENDIFY_TAG(SM100_TMEM_STORE_32dp32b64x_16b)
__ASCENDIFY_TAG(SM100_TMEM_STORE_32dp32b128x)
__ASCENDIFY_TAG(SM100_TMEM_STORE_32dp32b128x_16b)
__ASCENDIFY_TAG(SM100_TMEM_STORE_16dp256b1x)
__ASCENDIFY_TAG(SM100_TMEM_STORE_16dp256b1x_16b)
__ASCENDIFY_TAG(SM100_TMEM_STORE_16dp256b2x)
__ASCENDIFY_TAG(SM100_TMEM_STORE_16dp256b2x_16b)
__ASCENDIFY_TAG(SM100_TMEM_STORE_16dp256b4x)
__ASCENDIFY_TAG(SM100_TMEM_STORE_16dp256b4x_16b)
__ASCENDIFY_TAG(SM100_TMEM_STORE_16dp256b8x)
__ASCENDIFY_TAG(SM100_TMEM_STORE_16dp256b8x_16b)
__ASCENDIFY_TAG(SM100_TMEM_STORE_16dp256b16x)
__ASCENDIFY_TAG(SM100_TMEM_STORE_16dp256b16x_16b)
__ASCENDIFY_TAG(SM100_TMEM_STORE_16dp256b32x)
__ASCENDIFY_TAG(SM100_TMEM_STORE_16dp256b32x_16b)
__ASCENDIFY_TAG(SM100_TMEM_STORE_16dp256b64x)
__ASCENDIFY_TAG(SM100_TMEM_STORE_16dp256b64x_16b)
__ASCENDIFY_TAG(SM100_TMEM_STORE_16dp256b128x)
__ASCENDIFY_TAG(SM100_TMEM_STORE_16dp256b128x_16b)
__ASCENDIFY_TAG(SM100_TMEM_STORE_16dp128b1x)
__ASCENDIFY_TAG(SM100_TMEM_STORE_16dp128b1x_16b)
__ASCENDIFY_TAG(SM100_TMEM_STORE_16dp128b2x)
__ASCENDIFY_TAG(SM100_TMEM_STORE_16dp128b2x_16b)
__ASCENDIFY_TAG(SM100_TMEM_STORE_16dp128b4x)
__ASCENDIFY_TAG(SM100_TMEM_STORE_16dp128b4x_16b)
__ASCENDIFY_TAG(SM100_TMEM_STORE_16dp128b8x)
__ASCENDIFY_TAG(SM100_TMEM_STORE_16dp128b8x_16b)
__ASCENDIFY_TAG(SM100_TMEM_STORE_16dp128b16x)
__ASCENDIFY_TAG(SM100_TMEM_STORE_16dp128b16x_16b)
__ASCENDIFY_TAG(SM100_TMEM_STORE_16dp128b32x)
__ASCENDIFY_TAG(SM100_TMEM_STORE_16dp128b32x_16b)
__ASCENDIFY_TAG(SM100_TMEM_STORE_16dp128b64x)
__ASCENDIFY_TAG(SM100_TMEM_STORE_16dp128b64x_16b)
__ASCENDIFY_TAG(SM100_TMEM_STORE_16dp128b128x)
__ASCENDIFY_TAG(SM100_TMEM_STORE_16dp128b128x_16b)
__ASCENDIFY_TAG(SM100_TMEM_STORE_16dp64b1x)
__ASCENDIFY_TAG(SM100_TMEM_STORE_16dp64b1x_16b)
__ASCENDIFY_TAG(SM100_TMEM_STORE_16dp64b2x)
__ASCENDIFY_TAG(SM100_TMEM_STORE_16dp64b2x_16b)
__ASCENDIFY_TAG(SM100_TMEM_STORE_16dp64b4x)
__ASCENDIFY_TAG(SM100_TMEM_STORE_16dp64b4x_16b)
__ASCENDIFY_TAG(SM100_TMEM_STORE_16dp64b8x)
__ASCENDIFY_TAG(SM100_TMEM_STORE_16dp64b8x_16b)
__ASCENDIFY_TAG(SM100_TMEM_STORE_16dp64b16x)
__ASCENDIFY_TAG(SM100_TMEM_STORE_16dp64b16x_16b)
__ASCENDIFY_TAG(SM100_TMEM_STORE_16dp64b32x)
__ASCENDIFY_TAG(SM100_TMEM_STORE_16dp64b32x_16b)
__ASCENDIFY_TAG(SM100_TMEM_STORE_16dp64b64x)
__ASCENDIFY_TAG(SM100_TMEM_STORE_16dp64b64x_16b)
__ASCENDIFY_TAG(SM100_TMEM_STORE_16dp64b128x)
__ASCENDIFY_TAG(SM100_TMEM_STORE_16dp64b128x_16b)
__ASCENDIFY_TAG(SM100_TMEM_STORE_16dp32b1x)
__ASCENDIFY_TAG(SM100_TMEM_STORE_16dp32b1x_16b)
__ASCENDIFY_TAG(SM100_TMEM_STORE_16dp32b2x)
__ASCENDIFY_TAG(SM100_TMEM_STORE_16dp32b2x_16b)
__ASCENDIFY_TAG(SM100_TMEM_STORE_16dp32b4x)
__ASCENDIFY_TAG(SM100_TMEM_STORE_16dp32b4x_16b)
__ASCENDIFY_TAG(SM100_TMEM_STORE_16dp32b8x)
__ASCENDIFY_TAG(SM100_TMEM_STORE_16dp32b8x_16b)
__ASCENDIFY_TAG(SM100_TMEM_STORE_16dp32b16x)
__ASCENDIFY_TAG(SM100_TMEM_STORE_16dp32b16x_16b)
__ASCENDIFY_TAG(SM100_TMEM_STORE_16dp32b32x)
__ASCENDIFY_TAG(SM100_TMEM_STORE_16dp32b32x_16b)
__ASCENDIFY_TAG(SM100_TMEM_STORE_16dp32b64x)
__ASCENDIFY_TAG(SM100_TMEM_STORE_16dp32b64x_16b)
__ASCENDIFY_TAG(SM100_TMEM_STORE_16dp32b128x)
__ASCENDIFY_TAG(SM100_TMEM_STORE_16dp32b128x_16b)
template <typename T, typename U = T> __ASCENDIFY_TAG(SM80_CP_ASYNC_CACHEALWAYS)
template <typename T, typename U = T> __ASCENDIFY_TAG(SM80_CP_ASYNC_CACHEGLOBAL)
template <typename T, typename U = T> __ASCENDIFY_TAG(SM80_CP_ASYNC_CACHEALWAYS_ZFILL)
template <typename T, typename U = T> __ASCENDIFY_TAG(SM80_CP_ASYNC_CACHEGLOBAL_ZFILL)
template <typename TA, typename TB, typename TC, int M, int N, auto... R> __ASCENDIFY_TAG(SM100_MMA_F16BF16_SS)
template <typename TA, typename TB, typename TC, int M, int N, auto... R> __ASCENDIFY_TAG(SM100_MMA_F16BF16_TS)
template <typename TA, typename TB, typename TC, int M, int N, auto... R> __ASCENDIFY_TAG(SM100_MMA_F16BF16_2x1SM_SS)
template <typename TA, typename TB, typename TC, int M, int N, auto... R> __ASCENDIFY_TAG(SM100_MMA_F16BF16_2x1SM_TS)
template <typename TA, typename TB, typename TC, int M, int N, auto... R> __ASCENDIFY_TAG(SM100_MMA_TF32_SS)
template <typename TA, typename TB, typename TC, int M, int N, auto... R> __ASCENDIFY_TAG(SM100_MMA_TF32_TS)
template <typename TA, typename TB, typename TC, int M, int N, auto... R> __ASCENDIFY_TAG(SM100_MMA_TF32_2x1SM_SS)
template <typename TA, typename TB, typename TC, int M, int N, auto... R> __ASCENDIFY_TAG(SM100_MMA_S8_SS)
template <typename TA, typename TB, typename TC, int M, int N, auto... R> __ASCENDIFY_TAG(SM100_MMA_S8_2x1SM_SS)
struct SM100_MMA_F8F6F4_SS { template <typename... A> CUTE_HOST_DEVICE static void fma(A &&...); }; struct SM100_MMA_F8F6F4_TS { template <typename... A> CUTE_HOST_DEVICE static void fma(A &&...); }; struct SM100_MMA_F8F6F4_2x1SM_SS { template <typename... A> CUTE_HOST_DEVICE static void fma(A &&...); };
template <typename... A> struct SM90_BULK_REDUCE_ADD { template <typename... B> CUTE_HOST_DEVICE static void copy(B &&...); };
#undef __ASCENDIFY_TAG
namespace GMMA {
enum class Major { K, MN }; enum class ScaleOut { Zero, One }; enum class ScaleIn { Neg = -1, One = 1 };
typedef Layout<Shape<_8, _8>> __ascendify_atom;
template <typename T> using Layout_K_SW128_Atom = Layout<Shape<_8, Int<1024 / ::cutlass::sizeof_bits<T>::value>>>; template <typename T> using Layout_K_SW64_Atom = Layout<Shape<_8, Int<512 / ::cutlass::sizeof_bits<T>::value>>>; template <typename T> using Layout_K_SW32_Atom = Layout<Shape<_8, Int<256 / ::cutlass::sizeof_bits<T>::value>>>; template <typename T> using Layout_K_INTER_Atom = Layout<Shape<_8, Int<128 / ::cutlass::sizeof_bits<T>::value>>>;
template <typename T> using Layout_MN_SW128_Atom = Layout<Shape<Int<1024 / ::cutlass::sizeof_bits<T>::value>, _8>>; template <typename T> using Layout_MN_SW64_Atom = Layout<Shape<Int<512 / ::cutlass::sizeof_bits<T>::value>, _8>>; template <typename T> using Layout_MN_SW32_Atom = Layout<Shape<Int<256 / ::cutlass::sizeof_bits<T>::value>, _8>>; template <typename T> using Layout_MN_INTER_Atom = Layout<Shape<Int<128 / ::cutlass::sizeof_bits<T>::value>, _8>>;
template <typename A, typename B, typename D, typename T, auto... R> CUTE_HOST_DEVICE constexpr MMA_Atom<A, B, D, T> ss_op_selector() { return {}; } template <typename A, typename B, typename D, typename T, auto... R> CUTE_HOST_DEVICE constexpr MMA_Atom<A, B, D, T> rs_op_selector() { return {}; }
struct DescriptorIterator : __ascendify_any {}; template <auto M> struct smem_desc : DescriptorIterator {};
} // namespace GMMA
typedef GMMA::Major __ascendify_major; union GmmaDescriptor { uint64_t desc_; uint32_t reg32_[2]; };
using GMMA::smem_desc;
namespace SM90 { namespace GMMA { using namespace ::cute::GMMA; } }
namespace UMMA {
enum class Major { K, MN }; enum class ScaleOut { Zero, One }; enum class ScaleIn { Neg = -1, One = 1 }; enum class Saturate { False, True };
template <typename T> using Layout_K_SW128_Atom = GMMA::Layout_K_SW128_Atom<T>; template <typename T> using Layout_K_SW64_Atom = GMMA::Layout_K_SW64_Atom<T>; template <typename T> using Layout_K_SW32_Atom = GMMA::Layout_K_SW32_Atom<T>; template <typename T> using Layout_K_INTER_Atom = GMMA::Layout_K_INTER_Atom<T>; template <typename T> using Layout_MN_SW128_Atom = GMMA::Layout_MN_SW128_Atom<T>; template <typename T> using Layout_MN_SW64_Atom = GMMA::Layout_MN_SW64_Atom<T>; template <typename T> using Layout_MN_SW32_Atom = GMMA::Layout_MN_SW32_Atom<T>; template <typename T> using Layout_MN_INTER_Atom = GMMA::Layout_MN_INTER_Atom<T>;
struct DescriptorIterator : __ascendify_any {}; union SmemDescriptor { uint64_t desc_; uint32_t lo, hi; }; union InstrDescriptor { uint32_t desc_; }; struct tmem_frg_base : __ascendify_any {}; template <typename... A> struct tmem_frg : __ascendify_any {}; enum class TmemAllocMode { Interleaved, NonInterleaved, Duplicated, ScaleFactor, ScaleFactorDuplicated4by1, ScaleFactorDuplicated2by2 }; template <auto M> struct smem_desc : DescriptorIterator {}; template <typename T, typename S = T, auto... R> struct tmem_frg_1sm : __ascendify_any {}; template <typename T, typename S = T, auto... R> struct tmem_frg_2sm : __ascendify_any {}; template <typename T, typename S = T, auto... R> struct tmem_frg_ws_1sm : __ascendify_any {}; template <typename T, typename S = T, auto... R> struct tmem_frg_ws_2sm : __ascendify_any {};
template <auto... R> CUTE_HOST_DEVICE constexpr __ascendify_any make_instr_desc(); template <typename... A> CUTE_HOST_DEVICE constexpr uint64_t make_runtime_instr_desc(A &&...);
} // namespace UMMA
static constexpr uint32_t Sm100MmaPeerBitMask = 0xFEFFFFFF; static constexpr uint64_t Sm100MemDescDefault = 0x1000000000000000;
namespace TMA { enum class CacheHintSm90 : uint64_t { EVICT_NORMAL = 0x1000000000000000, EVICT_FIRST = 0x12F0000000000000, EVICT_LAST = 0x14F0000000000000 }; enum class CacheHintSm100 : uint64_t { EVICT_NORMAL = 0x1000000000000000, EVICT_FIRST = 0x12F0000000000000, EVICT_LAST = 0x14F0000000000000 }; }
namespace TMEM { struct Allocator1Sm { CUTE_DEVICE void allocate(int, uint32_t *); CUTE_DEVICE void free(uint32_t, int); CUTE_DEVICE void release_allocation_lock(); static constexpr int Sm100TmemCapacityColumns = 512; }; typedef Allocator1Sm Allocator2Sm; static constexpr int MAX_CAPACITY_BITS = 128 * 512 * 32; }
namespace detail { using namespace ::cute; }
namespace lazy { template <typename F, typename T> CUTE_HOST_DEVICE __ascendify_any transform(T &&, F &&); }

} // namespace cute

namespace std {
template <typename... T> struct tuple_size<cute::tuple<T...>> : tuple_size<tuple<T...>> {};
template <size_t I, typename... T> struct tuple_element<I, cute::tuple<T...>> : tuple_element<I, tuple<T...>> {};
} // namespace std

#endif
