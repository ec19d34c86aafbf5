// xpu device functions on the CPU engine: barriers, warp operations, atomics.
//
// The trailing Site is the place of the call, for messages; never pass it.
#ifndef XPU_CPU_XPU_DEVICE_H
#define XPU_CPU_XPU_DEVICE_H

// --- barriers and fences ----------------------------------------------------

inline void xpuSyncThreads(::ascendify_cpu::Site site = ::ascendify_cpu::Site::here()) {
  ascendify_cpu::barrier(site);
}
inline void xpuSyncWarp(::ascendify_cpu::Site site = ::ascendify_cpu::Site::here()) {
  ascendify_cpu::syncWarp(site);
}
inline void xpuThreadFence() { __atomic_thread_fence(__ATOMIC_SEQ_CST); }
inline void xpuThreadFenceBlock() { __atomic_signal_fence(__ATOMIC_SEQ_CST); }

// --- warp -------------------------------------------------------------------

#define XPU_DETAIL_SHUFFLES(T)                                                                     \
  inline T xpuShfl(T value, int lane, int width = 32,                                              \
                   ::ascendify_cpu::Site site = ::ascendify_cpu::Site::here()) {                   \
    return ascendify_cpu::shuffle<T>(value, lane, width, site);                                    \
  }                                                                                                \
  inline T xpuShflUp(T value, unsigned delta, int width = 32,                                      \
                     ::ascendify_cpu::Site site = ::ascendify_cpu::Site::here()) {                 \
    return ascendify_cpu::shuffleUp<T>(value, delta, width, site);                                 \
  }                                                                                                \
  inline T xpuShflDown(T value, unsigned delta, int width = 32,                                    \
                       ::ascendify_cpu::Site site = ::ascendify_cpu::Site::here()) {               \
    return ascendify_cpu::shuffleDown<T>(value, delta, width, site);                               \
  }                                                                                                \
  inline T xpuShflXor(T value, int mask, int width = 32,                                           \
                      ::ascendify_cpu::Site site = ::ascendify_cpu::Site::here()) {                \
    return ascendify_cpu::shuffleXor<T>(value, mask, width, site);                                 \
  }
XPU_DETAIL_SHUFFLES(int)
XPU_DETAIL_SHUFFLES(unsigned int)
XPU_DETAIL_SHUFFLES(long)
XPU_DETAIL_SHUFFLES(unsigned long)
XPU_DETAIL_SHUFFLES(long long)
XPU_DETAIL_SHUFFLES(unsigned long long)
XPU_DETAIL_SHUFFLES(float)
XPU_DETAIL_SHUFFLES(::ascendify_cpu::Half)
XPU_DETAIL_SHUFFLES(::ascendify_cpu::Bfloat16)
XPU_DETAIL_SHUFFLES(::ascendify_cpu::Half2)
XPU_DETAIL_SHUFFLES(::ascendify_cpu::Bfloat162)
#undef XPU_DETAIL_SHUFFLES

inline bool xpuAll(bool predicate, ::ascendify_cpu::Site site = ::ascendify_cpu::Site::here()) {
  ascendify_cpu::Votes v = ascendify_cpu::vote(predicate, site);
  return v.set == v.lanes;
}
inline bool xpuAny(bool predicate, ::ascendify_cpu::Site site = ::ascendify_cpu::Site::here()) {
  return ascendify_cpu::vote(predicate, site).set != 0;
}
inline unsigned xpuBallot(bool predicate,
                          ::ascendify_cpu::Site site = ::ascendify_cpu::Site::here()) {
  return ascendify_cpu::vote(predicate, site).set;
}
inline int xpuLaneId() { return int(ascendify_cpu::runner("xpuLaneId").lane()); }

#define XPU_DETAIL_REDUCE(T)                                                                       \
  inline T xpuReduceAdd(T value, ::ascendify_cpu::Site site = ::ascendify_cpu::Site::here()) {     \
    return ascendify_cpu::reduce<ascendify_cpu::Add>(value, site);                                 \
  }                                                                                                \
  inline T xpuReduceMin(T value, ::ascendify_cpu::Site site = ::ascendify_cpu::Site::here()) {     \
    return ascendify_cpu::reduce<ascendify_cpu::Min>(value, site);                                 \
  }                                                                                                \
  inline T xpuReduceMax(T value, ::ascendify_cpu::Site site = ::ascendify_cpu::Site::here()) {     \
    return ascendify_cpu::reduce<ascendify_cpu::Max>(value, site);                                 \
  }
XPU_DETAIL_REDUCE(int)
XPU_DETAIL_REDUCE(unsigned int)
#undef XPU_DETAIL_REDUCE

// --- atomics ----------------------------------------------------------------

#define XPU_DETAIL_ATOMIC(name, function, T)                                                       \
  inline T name(T *address, T value) { return ascendify_cpu::function(address, value); }
#define XPU_DETAIL_ATOMIC_INTEGER(name, function)                                                  \
  XPU_DETAIL_ATOMIC(name, function, int)                                                           \
  XPU_DETAIL_ATOMIC(name, function, unsigned int)                                                  \
  XPU_DETAIL_ATOMIC(name, function, unsigned long long)
XPU_DETAIL_ATOMIC_INTEGER(xpuAtomicAdd, atomicAdd)
XPU_DETAIL_ATOMIC(xpuAtomicAdd, atomicAdd, float)
XPU_DETAIL_ATOMIC(xpuAtomicSub, atomicSub, int)
XPU_DETAIL_ATOMIC(xpuAtomicSub, atomicSub, unsigned int)
XPU_DETAIL_ATOMIC_INTEGER(xpuAtomicMin, atomicMin)
XPU_DETAIL_ATOMIC_INTEGER(xpuAtomicMax, atomicMax)
XPU_DETAIL_ATOMIC_INTEGER(xpuAtomicAnd, atomicAnd)
XPU_DETAIL_ATOMIC_INTEGER(xpuAtomicOr, atomicOr)
XPU_DETAIL_ATOMIC_INTEGER(xpuAtomicXor, atomicXor)
XPU_DETAIL_ATOMIC_INTEGER(xpuAtomicExch, atomicExch)
XPU_DETAIL_ATOMIC(xpuAtomicExch, atomicExch, float)
XPU_DETAIL_ATOMIC(xpuAtomicInc, atomicInc, unsigned int)
XPU_DETAIL_ATOMIC(xpuAtomicDec, atomicDec, unsigned int)
#undef XPU_DETAIL_ATOMIC_INTEGER
#undef XPU_DETAIL_ATOMIC
inline int xpuAtomicCAS(int *address, int compare, int value) {
  return ascendify_cpu::atomicCas(address, compare, value);
}
inline unsigned int xpuAtomicCAS(unsigned int *address, unsigned int compare, unsigned int value) {
  return ascendify_cpu::atomicCas(address, compare, value);
}
inline unsigned long long xpuAtomicCAS(unsigned long long *address, unsigned long long compare,
                                       unsigned long long value) {
  return ascendify_cpu::atomicCas(address, compare, value);
}

// --- other ------------------------------------------------------------------

/// A load that may use a cache for read-only data.
template <class T> T xpuLdg(const T *address) { return *address; }

/// A counter that grows with time; the unit is that of the device.
inline long long xpuClock() {
  return std::chrono::duration_cast<std::chrono::nanoseconds>(
             std::chrono::steady_clock::now().time_since_epoch())
      .count();
}
/// Ends the kernel with an error.
inline void xpuTrap(::ascendify_cpu::Site site = ::ascendify_cpu::Site::here()) {
  ascendify_cpu::report("error", "device-trap",
                        "thread (%u,%u,%u) of block (%u,%u,%u) trapped (%s:%u)", threadIdx.x,
                        threadIdx.y, threadIdx.z, blockIdx.x, blockIdx.y, blockIdx.z, site.file,
                        site.line);
  ascendify_cpu::runner("xpuTrap").abandon();
}

#endif
