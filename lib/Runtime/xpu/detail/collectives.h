// Barriers and warp operations of device code on the engine.
//
// Every operation goes through one table per element type (CollectiveOp), so a
// lane that is in another operation than its warp is noticed by comparing
// pointers. A lane that a shuffle reads from but that does not take part gives
// the reader its own value back; on a device that value is undefined.
#ifndef XPU_DETAIL_COLLECTIVES_H
#define XPU_DETAIL_COLLECTIVES_H

#include "engine.h"

namespace ascendify_cpu {

/// The runner of the calling device code; ends the program when there is none.
inline BlockRunner &runner(const char *what) {
  BlockRunner *r = BlockRunner::current();
  if (!r) {
    report("error", "device-call", "%s is called outside a kernel", what);
    std::abort();
  }
  return *r;
}

#ifdef ASCENDIFY_DEFAULT_LAUNCH_BOUND
#define ASCENDIFY_CPU_DEFAULT_BOUND (ASCENDIFY_DEFAULT_LAUNCH_BOUND)
#else
#define ASCENDIFY_CPU_DEFAULT_BOUND 0xffffffffu
#endif

/// Ends the kernel when its block has more threads than its launch bounds allow. `ascendify run`
/// puts the call into kernels.
inline void launchBound(unsigned bound) {
  unsigned threads = blockDim.x * blockDim.y * blockDim.z;
  if (threads <= bound)
    return;
  check::EngineScope scope;
  report("error", "launch-grid-limit", "block of %u threads, the launch bounds of the kernel allow %u",
         threads, bound);
  runner("a kernel").abandon();
}

inline void barrier(Site site) {
  check::EngineScope scope;
  runner("a barrier").barrier(site);
}

template <class T> struct ShuffleOp {
  static_assert(sizeof(T) <= 16 && std::is_trivially_copyable_v<T>,
                "a shuffle moves plain values of at most 16 bytes");
  static void complete(LaneSlot *slots, std::uint32_t mask) {
    for (std::uint32_t m = mask; m; m &= m - 1) {
      unsigned lane = unsigned(__builtin_ctz(m));
      int source = slots[lane].source;
      bool there = source >= 0 && (mask >> source & 1u);
      std::memcpy(slots[lane].out, slots[there ? unsigned(source) : lane].in, sizeof(T));
    }
  }
  static constexpr CollectiveOp op{"a warp shuffle", &complete};
};

template <class T> T shuffleFrom(T value, int source, Site site) {
  check::EngineScope scope;
  BlockRunner &r = runner("a warp shuffle");
  LaneSlot &slot = r.slot();
  std::memcpy(slot.in, &value, sizeof(T));
  slot.source = source;
  r.collective(ShuffleOp<T>::op, site);
  T result;
  std::memcpy(&result, r.slot().out, sizeof(T));
  return result;
}

/// Lane to read from, -1 for the own value. `width` is a power of two up to 32.
inline int laneIndexed(unsigned lane, int source, int width) {
  return int((lane & ~unsigned(width - 1)) | (unsigned(source) & unsigned(width - 1)));
}
inline int laneUp(unsigned lane, unsigned delta, int width) {
  return (lane & unsigned(width - 1)) < delta ? -1 : int(lane - delta);
}
inline int laneDown(unsigned lane, unsigned delta, int width) {
  unsigned own = lane & unsigned(width - 1);
  return delta >= unsigned(width) || own + delta >= unsigned(width) ? -1 : int(lane + delta);
}
inline int laneXor(unsigned lane, int mask, int width) {
  unsigned target = lane ^ unsigned(mask);
  // As on the devices: a lane of a later group is not read, one of an earlier group is.
  return target >= (lane & ~unsigned(width - 1)) + unsigned(width) ? -1 : int(target);
}

template <class T> T shuffle(T value, int source, int width, Site site) {
  return shuffleFrom(value, laneIndexed(runner("a warp shuffle").lane(), source, width), site);
}
template <class T> T shuffleUp(T value, unsigned delta, int width, Site site) {
  return shuffleFrom(value, laneUp(runner("a warp shuffle").lane(), delta, width), site);
}
template <class T> T shuffleDown(T value, unsigned delta, int width, Site site) {
  return shuffleFrom(value, laneDown(runner("a warp shuffle").lane(), delta, width), site);
}
template <class T> T shuffleXor(T value, int mask, int width, Site site) {
  return shuffleFrom(value, laneXor(runner("a warp shuffle").lane(), mask, width), site);
}

/// Bit set of the lanes whose predicate holds, in the first four bytes of `out`;
/// the mask of the lanes that took part in the next four.
struct VoteOp {
  static void complete(LaneSlot *slots, std::uint32_t mask) {
    std::uint32_t votes[2] = {0, mask};
    for (std::uint32_t m = mask; m; m &= m - 1)
      if (slots[__builtin_ctz(m)].in[0])
        votes[0] |= m & (0u - m);
    for (std::uint32_t m = mask; m; m &= m - 1)
      std::memcpy(slots[__builtin_ctz(m)].out, votes, sizeof votes);
  }
  static constexpr CollectiveOp op{"a warp vote", &complete};
};

struct Votes {
  std::uint32_t set, lanes;
};
inline Votes vote(bool predicate, Site site) {
  check::EngineScope scope;
  BlockRunner &r = runner("a warp vote");
  r.slot().in[0] = predicate;
  r.collective(VoteOp::op, site);
  Votes result;
  std::memcpy(&result, r.slot().out, sizeof result);
  return result;
}

struct SyncOp {
  static void complete(LaneSlot *, std::uint32_t) {}
  static constexpr CollectiveOp op{"a warp barrier", &complete};
};
inline void syncWarp(Site site) {
  check::EngineScope scope;
  runner("a warp barrier").collective(SyncOp::op, site);
}

/// Where lanes of a warp run in step, a fence is where they have all come to: what
/// the others wrote before it can be read behind it.
struct FenceOp {
  static void complete(LaneSlot *, std::uint32_t) {}
  static constexpr CollectiveOp op{"a fence", &complete, true};
};
inline void fenceWarp(Site site) {
  check::EngineScope scope;
  runner("a fence").collective(FenceOp::op, site);
}

struct Add {
  template <class T> static T apply(T a, T b) { return a + b; }
};
struct Min {
  template <class T> static T apply(T a, T b) { return b < a ? b : a; }
};
struct Max {
  template <class T> static T apply(T a, T b) { return a < b ? b : a; }
};

/// Reduction over the lanes that take part, as a binary tree over lane numbers
/// (the order that Ascend C documents for floating point).
template <class T, class F> struct ReduceOp {
  static void complete(LaneSlot *slots, std::uint32_t mask) {
    T value[32];
    std::uint32_t has = mask;
    for (std::uint32_t m = mask; m; m &= m - 1)
      std::memcpy(&value[__builtin_ctz(m)], slots[__builtin_ctz(m)].in, sizeof(T));
    for (unsigned step = 1; step < 32; step *= 2)
      for (unsigned i = 0; i + step < 32; i += 2 * step) {
        bool a = has >> i & 1u, b = has >> (i + step) & 1u;
        if (b)
          value[i] = a ? F::apply(value[i], value[i + step]) : value[i + step];
        has |= std::uint32_t(b) << i;
      }
    for (std::uint32_t m = mask; m; m &= m - 1)
      std::memcpy(slots[__builtin_ctz(m)].out, &value[0], sizeof(T));
  }
  static constexpr CollectiveOp op{"a warp reduction", &complete};
};
template <class F, class T> T reduce(T value, Site site) {
  check::EngineScope scope;
  BlockRunner &r = runner("a warp reduction");
  std::memcpy(r.slot().in, &value, sizeof(T));
  r.collective(ReduceOp<T, F>::op, site);
  T result;
  std::memcpy(&result, r.slot().out, sizeof(T));
  return result;
}

} // namespace ascendify_cpu

#endif
