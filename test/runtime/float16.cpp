// half and bf16 against an independent computation: nearest candidate by distance in double, ties
// to the even one. Exhaustive over all 16-bit values and the midpoints between them.
// RUN: %cxx %cpu_flags %s -o %t %cpu_libs && %t | %filecheck %s
// CHECK: half: 0 wrong
// CHECK: bf16: 0 wrong
// CHECK: fma: 0 wrong
#include "xpu/xpu.h"
#include <cmath>
#include <cstdio>
#include <limits>

// Value of a finite or infinite encoding, from the definition of the format.
static double value(unsigned bits, int fraction, int exponent) {
  int e = int(bits >> fraction) & ((1 << exponent) - 1);
  double f = double(bits & ((1u << fraction) - 1)) / double(1u << fraction);
  int bias = (1 << (exponent - 1)) - 1;
  double v = e == 0 ? std::ldexp(f, 1 - bias) : std::ldexp(1 + f, e - bias);
  return bits & 0x8000u ? -v : v;
}

template <class T> static int check(int fraction, int exponent) {
  int wrong = 0;
  unsigned infinity = ((1u << exponent) - 1) << fraction;
  for (unsigned b = 0; b < infinity; ++b) {
    double low = value(b, fraction, exponent), high = value(b + 1, fraction, exponent);
    double middle = (low + high) / 2; // high of the largest value is where infinity would be
    float inputs[] = {float(low), float(middle), std::nextafterf(float(middle), 0.0f),
                      std::nextafterf(float(middle), INFINITY)};
    unsigned even = b & 1 ? b + 1 : b;
    unsigned expected[] = {b, even, b, b + 1};
    for (int i = 0; i < 4; ++i) {
      if (double(float(middle)) != middle)
        continue;
      wrong += T(inputs[i]).bits != expected[i];
      wrong += T(-inputs[i]).bits != (expected[i] | 0x8000u);
    }
    wrong += double(float(T::fromBits(std::uint16_t(b)))) != low;
  }
  wrong += T(std::numeric_limits<float>::infinity()).bits != infinity;
  wrong += T(std::nanf("")).bits != 0x7fff;
  wrong += !(float(T::fromBits(0x7fff)) != float(T::fromBits(0x7fff)));
  wrong += T(-0.0f).bits != 0x8000;
  return wrong;
}

// x87 long double holds a*b + c of these halves exactly (at most 64 bits wide), so one rounding to
// half by distance is the reference.
static int checkFma() {
  int wrong = 0;
  unsigned state = 1;
  auto next = [&] { return state = state * 1664525u + 1013904223u, (state >> 12) & 0xffffu; };
  for (int i = 0; i < 400000; ++i) {
    xpuHalf a = xpuHalf::fromBits(std::uint16_t(next())), b = xpuHalf::fromBits(std::uint16_t(next())),
            c = xpuHalf::fromBits(std::uint16_t(next()));
    long double exact = (long double)float(a) * float(b) + (long double)float(c);
    xpuHalf got = xpuHfma(a, b, c);
    if (!(std::fabs(float(a)) < 1e6f && std::fabs(float(b)) < 1e6f && std::fabs(float(c)) < 1e6f))
      continue;
    long double m = exact < 0 ? -exact : exact;
    unsigned low = 0, high = 0x7c00; // value(0x7c00) is where infinity would be
    while (high - low > 1) {
      unsigned middle = (low + high) / 2;
      (value(middle, 10, 5) <= (double)m ? low : high) = middle;
    }
    long double down = m - (long double)value(low, 10, 5), up = (long double)value(high, 10, 5) - m;
    unsigned expected = down < up || (down == up && low % 2 == 0) ? low : high;
    if (m >= 65536.0L)
      expected = 0x7c00;
    wrong += (got.bits & 0x7fffu) != expected || (exact != 0 && (got.bits >> 15) != (exact < 0));
  }
  return wrong;
}

int main() {
  std::printf("half: %d wrong\n", check<xpuHalf>(10, 5));
  std::printf("bf16: %d wrong\n", check<xpuBfloat16>(7, 8));
  std::printf("fma: %d wrong\n", checkFma());
}
