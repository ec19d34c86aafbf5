// Where the threads of a block wait for each other: barriers and warp collectives,
// and what is said when they never meet. Part of engine.h.
#ifndef XPU_DETAIL_RENDEZVOUS_H
#define XPU_DETAIL_RENDEZVOUS_H

#include "engine.h"

namespace ascendify_cpu {

inline void BlockRunner::exitThread() {
  Warp &warp = warps_[thread_ >> 5];
  warp.alive &= ~(1u << (thread_ & 31u));
  --alive_;
  if (atBarrier_ && atBarrier_ == alive_)
    releaseBarrier();
  if (warp.arrived && warp.arrived == warp.alive)
    settle(thread_ >> 5, false);
}

inline bool BlockRunner::yield() {
  unsigned self = thread_;
  // The next one behind this thread, so that threads that all wait cannot starve the others.
  unsigned next = None, count = unsigned(warps_.size());
  for (unsigned i = 0; i <= count && next == None; ++i) {
    unsigned w = ((self >> 5) + i) % count;
    std::uint32_t lanes = warps_[w].ready;
    if (i == 0)
      lanes &= ~1u << (self & 31u);
    if (lanes)
      next = w * 32 + unsigned(__builtin_ctz(lanes));
  }
  if (next == None)
    return false;
  warps_[next >> 5].ready &= ~(1u << (next & 31u));
  warps_[self >> 5].ready |= 1u << (self & 31u);
  Fiber *own = fiber_;
  states_[self].fiber = own;
  switchTo(own, next);
  return true;
}

inline void BlockRunner::barrier(Site site) {
  states_[thread_].site = site;
  if (atBarrier_++ == 0) {
    barrierSite_ = site;
    barrierMixed_ = false;
  } else if (!(site == barrierSite_)) {
    barrierMixed_ = true;
  }
  warps_[thread_ >> 5].barrier |= 1u << (thread_ & 31u);
  if (atBarrier_ == alive_) {
    releaseBarrier();
    if (!random_) {
      // Go on with this thread; it need not queue behind the others.
      warps_[thread_ >> 5].ready &= ~(1u << (thread_ & 31u));
      return;
    }
  }
  suspend();
}

inline void BlockRunner::releaseBarrier() {
  if (barrierMixed_)
    deadlock();
  atBarrier_ = 0;
  if constexpr (check::enabled)
    ++check::state.blockEpoch;
  for (Warp &warp : warps_) {
    warp.ready |= warp.barrier;
    warp.barrier = 0;
  }
}

inline void BlockRunner::collective(const CollectiveOp &op, Site site) {
  unsigned w = thread_ >> 5;
  Warp &warp = warps_[w];
  Thread &self = states_[thread_];
  self.op = &op;
  self.site = site;
  if (warp.arrived) {
    const Thread &first = states_[w * 32 + unsigned(__builtin_ctz(warp.arrived))];
    warp.mixed |= first.op != &op || !(first.site == site);
  }
  warp.arrived |= 1u << (thread_ & 31u);
  if (warp.arrived == warp.alive) {
    settle(w, false);
    if (!random_ && warp.ready & (1u << (thread_ & 31u))) {
      warp.ready &= ~(1u << (thread_ & 31u));
      return;
    }
  }
  suspend();
}

/// Completes a collective of the warp. When its lanes are in different ones, or
/// some are missing for good (`stuck`), the program is wrong under the strict
/// rule. Otherwise the lanes at the first place in the source form the active
/// set: the others have gone ahead and wait for them further on.
inline void BlockRunner::settle(unsigned w, bool stuck) {
  Warp &warp = warps_[w];
  if (launch_.strict && (warp.mixed || stuck))
    deadlock();
  std::uint32_t group = warp.arrived;
  Thread *states = &states_[w * 32];
  if (warp.mixed) {
    unsigned best = unsigned(__builtin_ctz(group));
    for (std::uint32_t m = group; m; m &= m - 1) {
      unsigned l = unsigned(__builtin_ctz(m));
      if (states[l].site < states[best].site)
        best = l;
    }
    for (std::uint32_t m = warp.arrived; m; m &= m - 1) {
      unsigned l = unsigned(__builtin_ctz(m));
      if (states[l].op != states[best].op || !(states[l].site == states[best].site))
        group &= ~(1u << l);
    }
  }
  unsigned first = unsigned(__builtin_ctz(group));
  states[first].op->complete(&slots_[w * 32], group);
  if constexpr (check::enabled)
    ++check::state.warpEpoch[w & 63u];
  warp.arrived &= ~group;
  warp.ready |= group;
  warp.mixed = false;
  if (warp.arrived) {
    unsigned l0 = unsigned(__builtin_ctz(warp.arrived));
    for (std::uint32_t m = warp.arrived; m; m &= m - 1) {
      unsigned l = unsigned(__builtin_ctz(m));
      warp.mixed |= states[l].op != states[l0].op || !(states[l].site == states[l0].site);
    }
  }
}

/// Nothing can run although threads are left: lets an active set go on where
/// that is allowed, otherwise reports.
inline unsigned BlockRunner::unblock() {
  if (!launch_.strict)
    for (unsigned w = 0; w < warps_.size(); ++w)
      if (warps_[w].arrived) {
        unsigned first = w * 32 + unsigned(__builtin_ctz(warps_[w].arrived));
        if (!warnedPartial_ && !states_[first].op->partial) {
          warnedPartial_ = true;
          char who[256];
          describe(first, who, sizeof who);
          Report r("warning", "warp-collective-divergent");
          r.site = states_[first].site;
          r.say("%s without all lanes of its warp: only %d of %d take part", who,
                __builtin_popcount(warps_[w].arrived), __builtin_popcount(warps_[w].alive));
          r.send();
        }
        settle(w, true);
        return pick();
      }
  deadlock();
}

inline void BlockRunner::describe(unsigned t, char *buffer, std::size_t size) const {
  const Thread &s = states_[t];
  std::snprintf(buffer, size, "thread (%u,%u,%u) of block (%u,%u,%u) waits at %s (%s:%u)",
                index_[t].x, index_[t].y, index_[t].z, blockIdx.x, blockIdx.y, blockIdx.z,
                warps_[t >> 5].barrier >> (t & 31u) & 1u ? "a barrier" : s.op->name, s.site.file,
                s.site.line);
}

/// Reports what the threads wait for, and abandons the block.
inline void BlockRunner::deadlock() {
  unsigned atCollective = None, atBarrier = None, other = None;
  for (unsigned t = 0; t < threads_; ++t) {
    std::uint32_t bit = 1u << (t & 31u);
    unsigned *first = warps_[t >> 5].arrived & bit   ? &atCollective
                      : warps_[t >> 5].barrier & bit ? &atBarrier
                                                     : nullptr;
    if (!first)
      continue;
    if (*first == None)
      *first = t;
    else if (other == None && (!(states_[t].site == states_[*first].site) ||
                               (first == &atCollective && states_[t].op != states_[*first].op)))
      other = t;
  }
  unsigned first = atCollective != None ? atCollective : atBarrier;
  if (atCollective != None && atBarrier != None)
    other = atBarrier;
  char a[256] = "", b[256] = "";
  if (first != None)
    describe(first, a, sizeof a);
  if (other != None)
    describe(other, b, sizeof b);
  Report r("error", atCollective != None ? "warp-collective-divergent" : "barrier-divergent");
  if (first != None)
    r.site = states_[first].site;
  r.say("%s%s%s", a, *b ? ", but " : ", which not all threads reach", b);
  r.send();
  abandon();
}

} // namespace ascendify_cpu

#endif
