// Atomic operations of device code: sequentially consistent operations of the
// host on the same address, so that blocks on several OS threads agree.
#ifndef XPU_DETAIL_ATOMICS_H
#define XPU_DETAIL_ATOMICS_H

#include <cstdint>
#include <cstring>
#include <type_traits>

namespace ascendify_cpu {

template <std::size_t Size> struct AtomicWord;
template <> struct AtomicWord<2> {
  using type = std::uint16_t;
};
template <> struct AtomicWord<4> {
  using type = std::uint32_t;
};
template <> struct AtomicWord<8> {
  using type = std::uint64_t;
};

template <class To, class From> To bits(From from) {
  static_assert(sizeof(To) == sizeof(From), "same size");
  To to;
  std::memcpy(&to, &from, sizeof to);
  return to;
}

/// Replaces *address by f(*address) in one step; returns the old value.
template <class T, class F> T atomicApply(T *address, F f) {
  using Word = typename AtomicWord<sizeof(T)>::type;
  Word *word = reinterpret_cast<Word *>(address);
  Word old;
  __atomic_load(word, &old, __ATOMIC_SEQ_CST);
  for (;;) {
    T before = bits<T>(old);
    Word wanted = bits<Word>(T(f(before)));
    if (__atomic_compare_exchange(word, &old, &wanted, false, __ATOMIC_SEQ_CST, __ATOMIC_SEQ_CST))
      return before;
  }
}

template <class T> T atomicAdd(T *address, T value) {
  if constexpr (std::is_integral_v<T>)
    return __atomic_fetch_add(address, value, __ATOMIC_SEQ_CST);
  else
    return atomicApply(address, [value](T old) { return old + value; });
}
template <class T> T atomicSub(T *address, T value) {
  if constexpr (std::is_integral_v<T>)
    return __atomic_fetch_sub(address, value, __ATOMIC_SEQ_CST);
  else
    return atomicApply(address, [value](T old) { return old - value; });
}
/// Whether a value consists of two that are compared one by one.
template <class T, class = void> inline constexpr bool isPair = false;
template <class T> inline constexpr bool isPair<T, std::void_t<decltype(T().x), decltype(T().y)>> = true;
template <class T> T smaller(T a, T b) {
  if constexpr (isPair<T>)
    return {smaller(a.x, b.x), smaller(a.y, b.y)};
  else
    return b < a ? b : a;
}
template <class T> T greater(T a, T b) {
  if constexpr (isPair<T>)
    return {greater(a.x, b.x), greater(a.y, b.y)};
  else
    return a < b ? b : a;
}
template <class T> T atomicMin(T *address, T value) {
  return atomicApply(address, [value](T old) { return smaller(old, value); });
}
template <class T> T atomicMax(T *address, T value) {
  return atomicApply(address, [value](T old) { return greater(old, value); });
}
template <class T> T atomicAnd(T *address, T value) {
  return __atomic_fetch_and(address, value, __ATOMIC_SEQ_CST);
}
template <class T> T atomicOr(T *address, T value) {
  return __atomic_fetch_or(address, value, __ATOMIC_SEQ_CST);
}
template <class T> T atomicXor(T *address, T value) {
  return __atomic_fetch_xor(address, value, __ATOMIC_SEQ_CST);
}
template <class T> T atomicExch(T *address, T value) {
  return atomicApply(address, [value](T) { return value; });
}
/// Stores `value` when *address equals `compare` (bit by bit); returns the old value.
template <class T> T atomicCas(T *address, T compare, T value) {
  using Word = typename AtomicWord<sizeof(T)>::type;
  Word expected = bits<Word>(compare), wanted = bits<Word>(value);
  __atomic_compare_exchange(reinterpret_cast<Word *>(address), &expected, &wanted, false,
                            __ATOMIC_SEQ_CST, __ATOMIC_SEQ_CST);
  return bits<T>(expected);
}
/// old >= limit ? 0 : old + 1
template <class T> T atomicInc(T *address, T limit) {
  return atomicApply(address, [limit](T old) { return old >= limit ? T(0) : T(old + 1); });
}
/// old == 0 or old > limit ? limit : old - 1
template <class T> T atomicDec(T *address, T limit) {
  return atomicApply(address,
                     [limit](T old) { return old == 0 || old > limit ? limit : T(old - 1); });
}

} // namespace ascendify_cpu

#endif
