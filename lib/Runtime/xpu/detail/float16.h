// binary16 and bfloat16 in software, rounding to nearest, ties to even.
//
// One operation on float rounded once more is exact for + - * / (24 bits are more
// than twice the target's plus two). A fused multiply-add is not: its sum is
// rounded to odd in double first, so that the second rounding cannot err.
// A NaN becomes the canonical 0x7fff, as CUDA documents for its conversions.
#ifndef XPU_DETAIL_FLOAT16_H
#define XPU_DETAIL_FLOAT16_H

#include <cmath>
#include <cstdint>
#include <cstring>

namespace ascendify_cpu {

/// Bits of `value` rounded to a format with `Fraction` fraction bits and a 5- or
/// 8-bit exponent.
template <int Fraction, int Exponent> std::uint16_t roundDouble(double value) {
  constexpr int bias = (1 << (Exponent - 1)) - 1;
  std::uint64_t b;
  std::memcpy(&b, &value, sizeof b);
  std::uint16_t sign = std::uint16_t(b >> 63 << 15);
  if (value != value)
    return 0x7fff;
  int exponent = int(b >> 52 & 0x7ff) - 1023;
  std::uint64_t fraction = b & ((std::uint64_t(1) << 52) - 1);
  if (exponent == -1023) // zero, or a double subnormal: far below half the smallest value
    return sign;
  constexpr std::uint16_t infinity = std::uint16_t(((1 << Exponent) - 1) << Fraction);
  if (exponent > bias)
    return std::uint16_t(sign | infinity);
  std::uint64_t full = fraction | std::uint64_t(1) << 52;
  // `drop` low bits of `full` do not fit; more of them for subnormal results.
  int drop = 52 - Fraction;
  bool subnormal = exponent < 1 - bias;
  if (subnormal)
    drop += 1 - bias - exponent;
  if (drop > 54)
    return sign;
  std::uint64_t kept = drop > 63 ? 0 : full >> drop;
  std::uint64_t rest = full & ((std::uint64_t(1) << drop) - 1);
  std::uint64_t half = std::uint64_t(1) << (drop - 1);
  kept += rest > half || (rest == half && (kept & 1));
  // Adding instead of or-ing lets a carry run into the exponent, up to infinity.
  if (!subnormal)
    kept += std::uint64_t(exponent + bias - 1) << Fraction;
  return std::uint16_t(sign | kept);
}

/// a * b + c with one rounding to odd; the product of two short floats is exact.
inline double fusedToOdd(double a, double b, double c) {
  double product = a * b;
  double sum = product + c;
  double t = sum - product;
  double error = (product - (sum - t)) + (c - t);
  if (error != 0 && std::isfinite(sum)) {
    std::uint64_t bitsOfSum;
    std::memcpy(&bitsOfSum, &sum, sizeof sum);
    if ((bitsOfSum & 1) == 0) {
      bool away = (error > 0) == (sum > 0);
      bitsOfSum += away ? 1 : std::uint64_t(0) - 1;
      std::memcpy(&sum, &bitsOfSum, sizeof sum);
    }
  }
  return sum;
}

template <int Fraction, int Exponent> struct Float16 {
  std::uint16_t bits;

  Float16() = default;
  Float16(float value) : bits(fromFloat(value)) {}
  explicit Float16(double value) : bits(roundDouble<Fraction, Exponent>(value)) {}
  explicit Float16(int value) : bits(roundDouble<Fraction, Exponent>(value)) {}
  static Float16 fromBits(std::uint16_t b) {
    Float16 r;
    r.bits = b;
    return r;
  }

  static std::uint16_t fromFloat(float value) {
    std::uint32_t b;
    std::memcpy(&b, &value, sizeof b);
    if constexpr (Exponent == 8) {
      if ((b & 0x7fffffffu) > 0x7f800000u)
        return 0x7fff;
      return std::uint16_t((b + 0x7fffu + (b >> 16 & 1u)) >> 16);
    }
    return roundDouble<Fraction, Exponent>(double(value));
  }

  operator float() const {
    std::uint32_t b;
    if constexpr (Exponent == 8) {
      b = std::uint32_t(bits) << 16;
    } else {
      std::uint32_t sign = std::uint32_t(bits & 0x8000u) << 16;
      std::uint32_t exponent = bits >> 10 & 0x1fu, fraction = bits & 0x3ffu;
      if (exponent == 0x1f) {
        b = sign | 0x7f800000u | fraction << 13;
      } else if (exponent) {
        b = sign | (exponent + 112) << 23 | fraction << 13;
      } else {
        float small = float(fraction) * 0x1p-24f;
        std::memcpy(&b, &small, sizeof b);
        b |= sign;
      }
    }
    float value;
    std::memcpy(&value, &b, sizeof value);
    return value;
  }

  friend Float16 operator+(Float16 a, Float16 b) { return Float16(float(a) + float(b)); }
  friend Float16 operator-(Float16 a, Float16 b) { return Float16(float(a) - float(b)); }
  friend Float16 operator*(Float16 a, Float16 b) { return Float16(float(a) * float(b)); }
  friend Float16 operator/(Float16 a, Float16 b) { return Float16(float(a) / float(b)); }
  friend Float16 operator-(Float16 a) { return fromBits(std::uint16_t(a.bits ^ 0x8000u)); }
  friend bool operator==(Float16 a, Float16 b) { return float(a) == float(b); }
  friend bool operator!=(Float16 a, Float16 b) { return float(a) != float(b); }
  friend bool operator<(Float16 a, Float16 b) { return float(a) < float(b); }
  friend bool operator>(Float16 a, Float16 b) { return float(a) > float(b); }
  friend bool operator<=(Float16 a, Float16 b) { return float(a) <= float(b); }
  friend bool operator>=(Float16 a, Float16 b) { return float(a) >= float(b); }
  Float16 &operator+=(Float16 b) { return *this = *this + b; }
  Float16 &operator-=(Float16 b) { return *this = *this - b; }
  Float16 &operator*=(Float16 b) { return *this = *this * b; }
  Float16 &operator/=(Float16 b) { return *this = *this / b; }

  static Float16 fma(Float16 a, Float16 b, Float16 c) {
    return Float16(fusedToOdd(double(float(a)), double(float(b)), double(float(c))));
  }
};

using Half = Float16<10, 5>;
using Bfloat16 = Float16<7, 8>;

template <class T> struct alignas(4) Pair16 {
  T x, y;
  friend Pair16 operator+(Pair16 a, Pair16 b) { return {a.x + b.x, a.y + b.y}; }
  friend Pair16 operator-(Pair16 a, Pair16 b) { return {a.x - b.x, a.y - b.y}; }
  friend Pair16 operator*(Pair16 a, Pair16 b) { return {a.x * b.x, a.y * b.y}; }
  friend Pair16 operator/(Pair16 a, Pair16 b) { return {a.x / b.x, a.y / b.y}; }
  friend Pair16 operator-(Pair16 a) { return {-a.x, -a.y}; }
};
using Half2 = Pair16<Half>;
using Bfloat162 = Pair16<Bfloat16>;

} // namespace ascendify_cpu

#endif
