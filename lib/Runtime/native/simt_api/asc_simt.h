// Ascend C SIMT device functions on the CPU engine.
//
// Overloads are those of the released headers, so that what is ambiguous there is
// ambiguous here. Functions at which lanes wait are macros over the function of
// namespace ascendify_cpu::device, which takes the place of the call first.
#ifndef ASCENDIFY_CPU_ASC_SIMT_H
#define ASCENDIFY_CPU_ASC_SIMT_H

#include "../ascendify_cpu.h"

#include <math.h>

namespace ascendify_cpu {
namespace device {

inline void asc_syncthreads(Site site) { barrier(site); }
inline void asc_threadfence_block(Site site) { fenceWarp(site); }

#define ASCENDIFY_CPU_SHUFFLES(T)                                                                  \
  inline T asc_shfl(Site s, T v, std::int32_t lane, std::int32_t width = warpSize) {               \
    return shuffle<T>(v, lane, width, s);                                                          \
  }                                                                                                \
  inline T asc_shfl_up(Site s, T v, std::uint32_t delta, std::int32_t width = warpSize) {          \
    return shuffleUp<T>(v, delta, width, s);                                                       \
  }                                                                                                \
  inline T asc_shfl_down(Site s, T v, std::uint32_t delta, std::int32_t width = warpSize) {        \
    return shuffleDown<T>(v, delta, width, s);                                                     \
  }                                                                                                \
  inline T asc_shfl_xor(Site s, T v, std::int32_t mask, std::int32_t width = warpSize) {           \
    return shuffleXor<T>(v, mask, width, s);                                                       \
  }
ASCENDIFY_CPU_SHUFFLES(std::int32_t)
ASCENDIFY_CPU_SHUFFLES(std::uint32_t)
ASCENDIFY_CPU_SHUFFLES(float)
ASCENDIFY_CPU_SHUFFLES(std::int64_t)
ASCENDIFY_CPU_SHUFFLES(std::uint64_t)
ASCENDIFY_CPU_SHUFFLES(half)
ASCENDIFY_CPU_SHUFFLES(half2)
ASCENDIFY_CPU_SHUFFLES(bfloat16_t)
ASCENDIFY_CPU_SHUFFLES(bfloat16x2_t)
#undef ASCENDIFY_CPU_SHUFFLES

inline std::int32_t asc_all(Site s, std::int32_t predicate) {
  Votes v = vote(predicate != 0, s);
  return v.set == v.lanes;
}
inline std::int32_t asc_any(Site s, std::int32_t predicate) {
  return vote(predicate != 0, s).set != 0;
}
inline std::uint32_t asc_ballot(Site s, std::int32_t predicate) {
  return vote(predicate != 0, s).set;
}
inline std::uint32_t asc_activemask(Site s) { return vote(true, s).lanes; }

#define ASCENDIFY_CPU_REDUCE(T)                                                                    \
  inline T asc_reduce_add(Site s, T v) { return reduce<Add>(v, s); }                               \
  inline T asc_reduce_min(Site s, T v) { return reduce<Min>(v, s); }                               \
  inline T asc_reduce_max(Site s, T v) { return reduce<Max>(v, s); }
ASCENDIFY_CPU_REDUCE(std::int32_t)
ASCENDIFY_CPU_REDUCE(std::uint32_t)
ASCENDIFY_CPU_REDUCE(float)
ASCENDIFY_CPU_REDUCE(half)
#undef ASCENDIFY_CPU_REDUCE

inline void trap(Site site) {
  report("error", "device-trap", "thread (%u,%u,%u) of block (%u,%u,%u) trapped (%s:%u)",
         threadIdx.x, threadIdx.y, threadIdx.z, blockIdx.x, blockIdx.y, blockIdx.z, site.file,
         site.line);
  runner("__trap").abandon();
}

} // namespace device
} // namespace ascendify_cpu

#define ASCENDIFY_CPU_HERE                                                                         \
  ::ascendify_cpu::Site { __FILE__, __LINE__ }
#define asc_syncthreads() (::ascendify_cpu::device::asc_syncthreads(ASCENDIFY_CPU_HERE))
#define asc_threadfence_block() (::ascendify_cpu::device::asc_threadfence_block(ASCENDIFY_CPU_HERE))
#define asc_shfl(...) (::ascendify_cpu::device::asc_shfl(ASCENDIFY_CPU_HERE, __VA_ARGS__))
#define asc_shfl_up(...) (::ascendify_cpu::device::asc_shfl_up(ASCENDIFY_CPU_HERE, __VA_ARGS__))
#define asc_shfl_down(...) (::ascendify_cpu::device::asc_shfl_down(ASCENDIFY_CPU_HERE, __VA_ARGS__))
#define asc_shfl_xor(...) (::ascendify_cpu::device::asc_shfl_xor(ASCENDIFY_CPU_HERE, __VA_ARGS__))
#define asc_all(...) (::ascendify_cpu::device::asc_all(ASCENDIFY_CPU_HERE, __VA_ARGS__))
#define asc_any(...) (::ascendify_cpu::device::asc_any(ASCENDIFY_CPU_HERE, __VA_ARGS__))
#define asc_ballot(...) (::ascendify_cpu::device::asc_ballot(ASCENDIFY_CPU_HERE, __VA_ARGS__))
#define asc_activemask() (::ascendify_cpu::device::asc_activemask(ASCENDIFY_CPU_HERE))
#define asc_reduce_add(...)                                                                        \
  (::ascendify_cpu::device::asc_reduce_add(ASCENDIFY_CPU_HERE, __VA_ARGS__))
#define asc_reduce_min(...)                                                                        \
  (::ascendify_cpu::device::asc_reduce_min(ASCENDIFY_CPU_HERE, __VA_ARGS__))
#define asc_reduce_max(...)                                                                        \
  (::ascendify_cpu::device::asc_reduce_max(ASCENDIFY_CPU_HERE, __VA_ARGS__))
#define __trap() (::ascendify_cpu::device::trap(ASCENDIFY_CPU_HERE))

inline void asc_threadfence() { __atomic_thread_fence(__ATOMIC_SEQ_CST); }
inline void asc_dcci_single(void *) {}
inline void asc_dcci_entire(void *) {}
inline void asc_nop() {}

inline std::int32_t laneid() { return std::int32_t(ascendify_cpu::runner("laneid").lane()); }
inline std::int32_t lanemask_eq() { return std::int32_t(1u << laneid()); }
inline std::int32_t lanemask_lt() { return std::int32_t((1u << laneid()) - 1); }
inline std::int32_t lanemask_le() { return lanemask_lt() | lanemask_eq(); }
inline std::int32_t lanemask_gt() { return ~lanemask_le(); }
inline std::int32_t lanemask_ge() { return ~lanemask_lt(); }

// --- atomics ----------------------------------------------------------------

#define ASCENDIFY_CPU_ATOMIC(name, function, T)                                                    \
  inline T name(T *address, T value) { return ::ascendify_cpu::function(address, value); }
#define ASCENDIFY_CPU_ATOMIC_INTEGER(name, function)                                               \
  ASCENDIFY_CPU_ATOMIC(name, function, std::int32_t)                                               \
  ASCENDIFY_CPU_ATOMIC(name, function, std::uint32_t)                                              \
  ASCENDIFY_CPU_ATOMIC(name, function, std::int64_t)                                               \
  ASCENDIFY_CPU_ATOMIC(name, function, std::uint64_t)
ASCENDIFY_CPU_ATOMIC_INTEGER(asc_atomic_add, atomicAdd)
ASCENDIFY_CPU_ATOMIC(asc_atomic_add, atomicAdd, float)
ASCENDIFY_CPU_ATOMIC(asc_atomic_add, atomicAdd, half)
ASCENDIFY_CPU_ATOMIC(asc_atomic_add, atomicAdd, half2)
ASCENDIFY_CPU_ATOMIC(asc_atomic_add, atomicAdd, bfloat16_t)
ASCENDIFY_CPU_ATOMIC(asc_atomic_add, atomicAdd, bfloat16x2_t)
ASCENDIFY_CPU_ATOMIC_INTEGER(asc_atomic_sub, atomicSub)
ASCENDIFY_CPU_ATOMIC(asc_atomic_sub, atomicSub, float)
ASCENDIFY_CPU_ATOMIC(asc_atomic_sub, atomicSub, half2)
ASCENDIFY_CPU_ATOMIC(asc_atomic_sub, atomicSub, bfloat16x2_t)
ASCENDIFY_CPU_ATOMIC_INTEGER(asc_atomic_min, atomicMin)
ASCENDIFY_CPU_ATOMIC(asc_atomic_min, atomicMin, float)
ASCENDIFY_CPU_ATOMIC(asc_atomic_min, atomicMin, half)
ASCENDIFY_CPU_ATOMIC(asc_atomic_min, atomicMin, half2)
ASCENDIFY_CPU_ATOMIC(asc_atomic_min, atomicMin, bfloat16_t)
ASCENDIFY_CPU_ATOMIC(asc_atomic_min, atomicMin, bfloat16x2_t)
ASCENDIFY_CPU_ATOMIC_INTEGER(asc_atomic_max, atomicMax)
ASCENDIFY_CPU_ATOMIC(asc_atomic_max, atomicMax, float)
ASCENDIFY_CPU_ATOMIC(asc_atomic_max, atomicMax, half)
ASCENDIFY_CPU_ATOMIC(asc_atomic_max, atomicMax, half2)
ASCENDIFY_CPU_ATOMIC(asc_atomic_max, atomicMax, bfloat16_t)
ASCENDIFY_CPU_ATOMIC(asc_atomic_max, atomicMax, bfloat16x2_t)
ASCENDIFY_CPU_ATOMIC_INTEGER(asc_atomic_and, atomicAnd)
ASCENDIFY_CPU_ATOMIC_INTEGER(asc_atomic_or, atomicOr)
ASCENDIFY_CPU_ATOMIC_INTEGER(asc_atomic_xor, atomicXor)
ASCENDIFY_CPU_ATOMIC_INTEGER(asc_atomic_exch, atomicExch)
ASCENDIFY_CPU_ATOMIC(asc_atomic_exch, atomicExch, float)
ASCENDIFY_CPU_ATOMIC(asc_atomic_exch, atomicExch, half2)
ASCENDIFY_CPU_ATOMIC(asc_atomic_exch, atomicExch, bfloat16x2_t)
ASCENDIFY_CPU_ATOMIC(asc_atomic_inc, atomicInc, std::uint32_t)
ASCENDIFY_CPU_ATOMIC(asc_atomic_inc, atomicInc, std::uint64_t)
ASCENDIFY_CPU_ATOMIC(asc_atomic_dec, atomicDec, std::uint32_t)
ASCENDIFY_CPU_ATOMIC(asc_atomic_dec, atomicDec, std::uint64_t)
#undef ASCENDIFY_CPU_ATOMIC_INTEGER
#undef ASCENDIFY_CPU_ATOMIC
#define ASCENDIFY_CPU_CAS(T)                                                                       \
  inline T asc_atomic_cas(T *address, T compare, T value) {                                        \
    return ::ascendify_cpu::atomicCas(address, compare, value);                                    \
  }
ASCENDIFY_CPU_CAS(std::int32_t)
ASCENDIFY_CPU_CAS(std::uint32_t)
ASCENDIFY_CPU_CAS(std::int64_t)
ASCENDIFY_CPU_CAS(std::uint64_t)
ASCENDIFY_CPU_CAS(float)
ASCENDIFY_CPU_CAS(half2)
ASCENDIFY_CPU_CAS(bfloat16x2_t)
#undef ASCENDIFY_CPU_CAS

// --- loads and stores with cache hints: plain ones; those that go past the first
// cache read anew every time, as somebody who waits for a flag needs it -----------

namespace ascendify_cpu {
namespace device {
template <class T> T readAnew(const T *address) {
  if constexpr (std::is_arithmetic_v<T>)
    return *static_cast<const volatile T *>(address);
  else
    return *address;
}
} // namespace device
} // namespace ascendify_cpu

#define ASCENDIFY_CPU_ACCESS(T)                                                                    \
  inline T asc_ldca(T *address) { return *address; }                                               \
  inline T asc_ldcg(T *address) { return ::ascendify_cpu::device::readAnew(address); }              \
  inline void asc_stcg(T *address, T value) { *address = value; }                                  \
  inline void asc_stwt(T *address, T value) { *address = value; }
ASCENDIFY_CPU_ACCESS(signed char)
ASCENDIFY_CPU_ACCESS(unsigned char)
ASCENDIFY_CPU_ACCESS(short)
ASCENDIFY_CPU_ACCESS(unsigned short)
ASCENDIFY_CPU_ACCESS(int)
ASCENDIFY_CPU_ACCESS(unsigned int)
ASCENDIFY_CPU_ACCESS(long)
ASCENDIFY_CPU_ACCESS(unsigned long)
ASCENDIFY_CPU_ACCESS(long long)
ASCENDIFY_CPU_ACCESS(unsigned long long)
ASCENDIFY_CPU_ACCESS(float)
ASCENDIFY_CPU_ACCESS(half)
ASCENDIFY_CPU_ACCESS(half2)
ASCENDIFY_CPU_ACCESS(bfloat16_t)
ASCENDIFY_CPU_ACCESS(bfloat16x2_t)
ASCENDIFY_CPU_ACCESS(int2)
ASCENDIFY_CPU_ACCESS(int4)
ASCENDIFY_CPU_ACCESS(uint2)
ASCENDIFY_CPU_ACCESS(uint4)
ASCENDIFY_CPU_ACCESS(float2)
ASCENDIFY_CPU_ACCESS(float4)
ASCENDIFY_CPU_ACCESS(char2)
ASCENDIFY_CPU_ACCESS(char4)
ASCENDIFY_CPU_ACCESS(uchar2)
ASCENDIFY_CPU_ACCESS(uchar4)
ASCENDIFY_CPU_ACCESS(short2)
ASCENDIFY_CPU_ACCESS(short4)
ASCENDIFY_CPU_ACCESS(ushort2)
ASCENDIFY_CPU_ACCESS(ushort4)
ASCENDIFY_CPU_ACCESS(long2)
ASCENDIFY_CPU_ACCESS(long4)
ASCENDIFY_CPU_ACCESS(ulong2)
ASCENDIFY_CPU_ACCESS(ulong4)
ASCENDIFY_CPU_ACCESS(longlong2)
ASCENDIFY_CPU_ACCESS(longlong4)
ASCENDIFY_CPU_ACCESS(ulonglong2)
ASCENDIFY_CPU_ACCESS(ulonglong4)
#undef ASCENDIFY_CPU_ACCESS

#include "asc_math.h"

#endif
