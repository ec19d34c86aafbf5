// Conversions of Ascend C with a rounding mode in their name.
//
//   rn nearest, ties to even    rna nearest, ties away from zero    rz towards zero
//   rd downwards                ru upwards                          ro to odd
//   _sat: what is too large becomes the largest finite value instead of infinity
//
// One function rounds a double to any of the targets. Integers of 64 bits do not fit
// a double: their low bits are folded into one sticky bit first, which every mode
// sees as "not exact" and none as anything else.
// A conversion from a floating-point type to itself rounds to a whole number, the
// only thing a mode can mean there; the headers declare it without saying so.
#ifndef ASCENDIFY_CPU_ASC_CONVERT_H
#define ASCENDIFY_CPU_ASC_CONVERT_H

#include <climits>
#include <cmath>
#include <type_traits>

namespace ascendify_cpu {
namespace convert {

enum Mode { rn, rna, rd, ru, rz, ro };

/// `value` as a whole number.
inline double whole(double value, Mode mode) {
  switch (mode) {
  case rn:
    return std::nearbyint(value); // the host's mode is to nearest, ties to even
  case rna:
    return std::round(value);
  case rd:
    return std::floor(value);
  case ru:
    return std::ceil(value);
  case rz:
    return std::trunc(value);
  case ro: {
    double t = std::trunc(value);
    return t == value || std::fmod(t, 2) != 0 ? t : t + (value < 0 ? -1 : 1);
  }
  }
  return value;
}

template <class I> double exact(I value) {
  if constexpr (sizeof(I) == 8) {
    std::uint64_t size = value < 0 ? 0 - std::uint64_t(value) : std::uint64_t(value);
    unsigned drop = size >> 53 ? 11 : 0;
    std::uint64_t low = size & ((std::uint64_t(1) << drop) - 1);
    // 53 bits and a sticky one in the place of the last: enough for targets of at most 51 bits.
    size = size >> drop << drop;
    double d = double(size);
    if (low)
      d = double(size | (std::uint64_t(1) << drop));
    return value < 0 ? -d : d;
  } else {
    return double(value);
  }
}

/// `value` rounded to a format with `Fraction` fraction bits and exponents from `Least` to `Most`.
template <int Fraction, int Least, int Most> double toFormat(double value, Mode mode, bool saturate) {
  if (value != value || value == 0)
    return value;
  const double largest = std::ldexp(2 - std::ldexp(1.0, -Fraction), Most);
  if (std::isinf(value))
    return saturate ? std::copysign(largest, value) : value;
  int exponent = std::ilogb(value);
  int step = (exponent < Least ? Least : exponent) - Fraction; // weight of the last bit
  double rounded = std::ldexp(whole(std::ldexp(value, -step), mode), step);
  if (std::fabs(rounded) <= largest)
    return rounded == 0 ? std::copysign(0.0, value) : rounded;
  bool stays = saturate || mode == rz || mode == ro || (mode == rd && value > 0) || (mode == ru && value < 0);
  return std::copysign(stays ? largest : HUGE_VAL, value);
}

template <class To> To round(double value, Mode mode, bool saturate = false) {
  if constexpr (std::is_same_v<To, half>) {
    return half(float(toFormat<10, -14, 15>(value, mode, saturate)));
  } else if constexpr (std::is_same_v<To, bfloat16_t>) {
    return bfloat16_t(float(toFormat<7, -126, 127>(value, mode, saturate)));
  } else if constexpr (std::is_same_v<To, float>) {
    return float(toFormat<23, -126, 127>(value, mode, saturate));
  } else {
    // To an integer: what does not fit becomes the nearest that does, a NaN zero.
    if (value != value)
      return 0;
    double w = whole(value, mode);
    constexpr double low = double(std::numeric_limits<To>::min());
    constexpr double high = double(std::numeric_limits<To>::max());
    return w <= low ? std::numeric_limits<To>::min()
           : w >= high ? std::numeric_limits<To>::max()
                       : To(w);
  }
}

} // namespace convert
} // namespace ascendify_cpu

#define ASCENDIFY_CPU_MODES(M, ...) M(rn, __VA_ARGS__) M(rna, __VA_ARGS__) M(rd, __VA_ARGS__) M(ru, __VA_ARGS__) M(rz, __VA_ARGS__)

#define ASCENDIFY_CPU_FROM_FLOAT(mode, name, From, To)                                             \
  inline To __##name##_##mode(From x) {                                                            \
    return ::ascendify_cpu::convert::round<To>(double(float(x)), ::ascendify_cpu::convert::mode);  \
  }
#define ASCENDIFY_CPU_FROM_INTEGER(mode, name, From, To)                                           \
  inline To __##name##_##mode(From x) {                                                            \
    return ::ascendify_cpu::convert::round<To>(::ascendify_cpu::convert::exact(x),                 \
                                               ::ascendify_cpu::convert::mode);                    \
  }
#define ASCENDIFY_CPU_WHOLE(mode, name, T)                                                         \
  inline T __##name##_##mode(T x) {                                                                \
    return T(float(::ascendify_cpu::convert::whole(double(float(x)), ::ascendify_cpu::convert::mode))); \
  }
#define ASCENDIFY_CPU_SATURATE(mode, name, From, To)                                               \
  inline To __##name##_##mode##_sat(From x) {                                                      \
    return ::ascendify_cpu::convert::round<To>(double(float(x)), ::ascendify_cpu::convert::mode, true); \
  }
#define ASCENDIFY_CPU_SATURATE_INTEGER(mode, name, From, To)                                       \
  inline To __##name##_##mode##_sat(From x) {                                                      \
    return ::ascendify_cpu::convert::round<To>(double(x), ::ascendify_cpu::convert::mode, true);   \
  }
#define ASCENDIFY_CPU_PAIR(mode, name, single, To)                                                 \
  inline To __##name##_##mode(float2 v) { return {__##single##_##mode(v.x), __##single##_##mode(v.y)}; }
#define ASCENDIFY_CPU_PAIR_SATURATE(mode, name, single, To)                                        \
  inline To __##name##_##mode##_sat(float2 v) {                                                    \
    return {__##single##_##mode##_sat(v.x), __##single##_##mode##_sat(v.y)};                       \
  }

ASCENDIFY_CPU_MODES(ASCENDIFY_CPU_WHOLE, float2float, float)
ASCENDIFY_CPU_MODES(ASCENDIFY_CPU_WHOLE, half2half, half)
ASCENDIFY_CPU_MODES(ASCENDIFY_CPU_WHOLE, bfloat162bfloat16, bfloat16_t)
ASCENDIFY_CPU_MODES(ASCENDIFY_CPU_FROM_FLOAT, float2half, float, half)
ASCENDIFY_CPU_MODES(ASCENDIFY_CPU_FROM_FLOAT, float2bfloat16, float, bfloat16_t)
ASCENDIFY_CPU_MODES(ASCENDIFY_CPU_FROM_FLOAT, half2bfloat16, half, bfloat16_t)
ASCENDIFY_CPU_MODES(ASCENDIFY_CPU_FROM_FLOAT, bfloat162half, bfloat16_t, half)
ASCENDIFY_CPU_MODES(ASCENDIFY_CPU_SATURATE, float2half, float, half)
ASCENDIFY_CPU_MODES(ASCENDIFY_CPU_SATURATE, float2bfloat16, float, bfloat16_t)
ASCENDIFY_CPU_MODES(ASCENDIFY_CPU_SATURATE, bfloat162half, bfloat16_t, half)
ASCENDIFY_CPU_MODES(ASCENDIFY_CPU_SATURATE_INTEGER, int2half, int, half)
ASCENDIFY_CPU_MODES(ASCENDIFY_CPU_SATURATE_INTEGER, uint2half, unsigned int, half)
ASCENDIFY_CPU_FROM_FLOAT(ro, float2half, float, half)
ASCENDIFY_CPU_SATURATE(ro, float2half, float, half)

#define ASCENDIFY_CPU_INTEGER(name, I)                                                             \
  ASCENDIFY_CPU_MODES(ASCENDIFY_CPU_FROM_FLOAT, float2##name, float, I)                            \
  ASCENDIFY_CPU_MODES(ASCENDIFY_CPU_FROM_FLOAT, half2##name, half, I)                              \
  ASCENDIFY_CPU_MODES(ASCENDIFY_CPU_FROM_FLOAT, bfloat162##name, bfloat16_t, I)                    \
  ASCENDIFY_CPU_MODES(ASCENDIFY_CPU_FROM_INTEGER, name##2float, I, float)                          \
  ASCENDIFY_CPU_MODES(ASCENDIFY_CPU_FROM_INTEGER, name##2half, I, half)                            \
  ASCENDIFY_CPU_MODES(ASCENDIFY_CPU_FROM_INTEGER, name##2bfloat16, I, bfloat16_t)
ASCENDIFY_CPU_INTEGER(int, int)
ASCENDIFY_CPU_INTEGER(uint, unsigned int)
ASCENDIFY_CPU_INTEGER(ll, long long)
ASCENDIFY_CPU_INTEGER(ull, unsigned long long)
#undef ASCENDIFY_CPU_INTEGER

ASCENDIFY_CPU_MODES(ASCENDIFY_CPU_PAIR, float22half2, float2half, half2)
ASCENDIFY_CPU_PAIR(ro, float22half2, float2half, half2)
ASCENDIFY_CPU_MODES(ASCENDIFY_CPU_PAIR_SATURATE, float22half2, float2half, half2)
ASCENDIFY_CPU_PAIR_SATURATE(ro, float22half2, float2half, half2)
ASCENDIFY_CPU_MODES(ASCENDIFY_CPU_PAIR, float22bfloat162, float2bfloat16, bfloat16x2_t)
ASCENDIFY_CPU_MODES(ASCENDIFY_CPU_PAIR_SATURATE, float22bfloat162, float2bfloat16, bfloat16x2_t)

#undef ASCENDIFY_CPU_FROM_FLOAT
#undef ASCENDIFY_CPU_FROM_INTEGER
#undef ASCENDIFY_CPU_WHOLE
#undef ASCENDIFY_CPU_SATURATE
#undef ASCENDIFY_CPU_SATURATE_INTEGER
#undef ASCENDIFY_CPU_PAIR
#undef ASCENDIFY_CPU_PAIR_SATURATE
#undef ASCENDIFY_CPU_MODES

#endif
