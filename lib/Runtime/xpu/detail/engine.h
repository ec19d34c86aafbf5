// SIMT engine: executes the blocks of a kernel on the CPU.
//
// Idea: the threads of a block run one after the other on one fiber, as a plain
// loop, until one of them has to wait (barrier or warp collective). Only then is
// a second fiber taken from the pool, which goes on with the next thread. So a
// kernel without barriers never switches, and a kernel with barriers pays one
// switch per wait.
//
// Traps:
// - A block stays on the OS thread that started it. Shared memory, threadIdx and
//   friends are thread_local and rely on it.
// - A thread that failed is never resumed: its stack is reused without unwinding.
// - Everything is cooperative: nothing here is locked, and between two waits no
//   other thread of the block runs.
//
// The order is fixed (lane by lane, the current warp first, then the next one),
// so a run with one OS thread gives the same bits every time.
//
// Boost.Context provides the switch (its fcontext primitives; stable since 1.61).
#ifndef XPU_DETAIL_ENGINE_H
#define XPU_DETAIL_ENGINE_H

#include <cstdarg>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <new>
#include <vector>

#include <boost/context/detail/fcontext.hpp>
#include <sys/mman.h>
#include <unistd.h>

#ifndef ASCENDIFY_CPU_STACK_BYTES
#define ASCENDIFY_CPU_STACK_BYTES (128 * 1024)
#endif

/// Built-in variables of device code. Only the engine writes them.
inline thread_local dim3 threadIdx{0, 0, 0};
inline thread_local dim3 blockIdx{0, 0, 0};
inline thread_local dim3 blockDim{1, 1, 1};
inline thread_local dim3 gridDim{1, 1, 1};
inline constexpr int warpSize = 32;

namespace ascendify_cpu {

/// Place in the source of the program, for messages and to tell apart the
/// waits of diverged lanes.
struct Site {
  const char *file;
  unsigned line;
  static constexpr Site here(const char *f = __builtin_FILE(), unsigned l = __builtin_LINE()) {
    return Site{f, l};
  }
  bool operator==(const Site &o) const {
    return line == o.line && (file == o.file || std::strcmp(file, o.file) == 0);
  }
  bool operator<(const Site &o) const {
    return line != o.line ? line < o.line : std::strcmp(file, o.file) < 0;
  }
};

/// What a lane brings to a collective and takes from it.
struct LaneSlot {
  alignas(16) unsigned char in[16];
  alignas(16) unsigned char out[16];
  int source; ///< shuffles: lane read from, -1 for the own one
};

/// One kind of warp collective. `complete` computes every `out` of the lanes in
/// `mask` from their `in`.
struct CollectiveOp {
  const char *name;
  void (*complete)(LaneSlot *slots, std::uint32_t mask);
};

/// A launch, ready to run: extents, dynamic shared bytes and the body of one thread.
struct Launch {
  dim3 grid, block;
  std::size_t shared = 0;
  void (*body)(const void *) = nullptr;
  const void *argument = nullptr;
  /// All lanes that have not returned must take part in a collective (portable
  /// API). Otherwise (Ascend C) the lanes that are there form the active set.
  bool strict = true;
};

/// Writes one diagnostic: "ascendify: SEVERITY: [ID] TEXT".
[[gnu::format(printf, 3, 4)]] inline void report(const char *severity, const char *id,
                                                 const char *format, ...) {
  char text[1024];
  std::va_list args;
  va_start(args, format);
  std::vsnprintf(text, sizeof text, format, args);
  va_end(args);
  std::fflush(stdout);
  std::fprintf(stderr, "ascendify: %s: [%s] %s\n", severity, id, text);
}

/// Runs blocks on the calling OS thread. Reused from block to block.
class BlockRunner {
public:
  BlockRunner() = default;
  BlockRunner(const BlockRunner &) = delete;
  BlockRunner &operator=(const BlockRunner &) = delete;
  ~BlockRunner() {
    for (auto &f : fibers_)
      munmap(f->memory, f->bytes);
    std::free(shared_);
  }

  /// The runner whose block this OS thread executes, null on the host.
  static BlockRunner *&current() {
    static thread_local BlockRunner *runner = nullptr;
    return runner;
  }

  /// Takes over the extents of a launch. To be called before its first block.
  void prepare(const Launch &launch);

  /// Runs one block. Returns false when it was abandoned because of an error,
  /// which has been reported.
  bool run(std::uint64_t block);

  /// __syncthreads: waits for all threads of the block that have not returned.
  void barrier(Site site);

  /// Takes part in a warp collective; the caller's slot holds the operand.
  void collective(const CollectiveOp &op, Site site);

  /// Abandons the block because of an error of the program (a trap).
  [[noreturn]] void abandon() {
    failed_ = true;
    boost::context::detail::jump_fcontext(root_, nullptr);
    std::abort();
  }

  LaneSlot &slot() { return slots_[thread_]; }
  unsigned lane() const { return thread_ & 31u; }
  unsigned thread() const { return thread_; }
  /// Lanes of the current warp that have not returned.
  std::uint32_t alive() const { return warps_[thread_ >> 5].alive; }
  void *dynamicShared() const { return shared_; }
  std::size_t dynamicSharedBytes() const { return launch_.shared; }

private:
  static constexpr unsigned None = ~0u;
  struct Fiber {
    boost::context::detail::fcontext_t context;
    BlockRunner *runner;
    void *memory;
    std::size_t bytes;
  };
  struct Thread {
    Fiber *fiber = nullptr; ///< null until the thread has to wait
    const CollectiveOp *op = nullptr;
    Site site{"", 0};
  };
  struct Warp {
    std::uint32_t ready = 0;   ///< may run: not started, or released
    std::uint32_t alive = 0;   ///< has not returned
    std::uint32_t arrived = 0; ///< waits in a collective
    std::uint32_t barrier = 0; ///< waits at the barrier
    bool mixed = false;        ///< the arrived lanes are not all in the same one
  };

  static void enter(boost::context::detail::transfer_t from);
  void loop(Fiber *self);
  void resetContext(Fiber &fiber);
  void resumed(Fiber *self, boost::context::detail::transfer_t from);
  Fiber *takeFiber();
  unsigned pick();
  void select(unsigned thread) {
    thread_ = thread;
    threadIdx = index_[thread];
  }
  void suspend();
  void jump(Fiber *self, Fiber *to);
  void exitThread();
  void releaseBarrier();
  void settle(unsigned warp, bool stuck);
  unsigned unblock();
  [[noreturn]] void deadlock();
  void describe(unsigned thread, char *buffer, std::size_t size) const;

  Launch launch_;
  unsigned threads_ = 0;
  unsigned alive_ = 0;
  unsigned thread_ = 0;
  unsigned atBarrier_ = 0;
  bool barrierMixed_ = false;
  Site barrierSite_{"", 0};
  bool failed_ = false;
  bool warnedPartial_ = false;
  Fiber *fiber_ = nullptr; ///< the one that runs
  boost::context::detail::fcontext_t root_ = nullptr;
  std::vector<Thread> states_;
  std::vector<Warp> warps_;
  std::vector<LaneSlot> slots_;
  std::vector<dim3> index_;
  dim3 indexed_{0, 0, 0};
  std::vector<std::unique_ptr<Fiber>> fibers_;
  std::vector<Fiber *> free_;
  void *shared_ = nullptr;
  std::size_t sharedBytes_ = 0;
};

inline void BlockRunner::prepare(const Launch &launch) {
  launch_ = launch;
  threads_ = launch.block.x * launch.block.y * launch.block.z;
  if (indexed_.x != launch.block.x || indexed_.y != launch.block.y || indexed_.z != launch.block.z) {
    indexed_ = launch.block;
    index_.clear();
    for (unsigned z = 0; z < launch.block.z; ++z)
      for (unsigned y = 0; y < launch.block.y; ++y)
        for (unsigned x = 0; x < launch.block.x; ++x)
          index_.push_back(dim3(x, y, z));
    states_.assign(threads_, Thread());
    slots_.resize(threads_);
    warps_.resize((threads_ + 31) / 32);
  }
  if (launch.shared > sharedBytes_) {
    std::free(shared_);
    sharedBytes_ = (launch.shared + 127) / 128 * 128;
    shared_ = std::aligned_alloc(128, sharedBytes_);
    if (!shared_) {
      report("error", "out-of-memory", "no memory for %zu bytes of shared memory", sharedBytes_);
      std::abort();
    }
  }
}

inline bool BlockRunner::run(std::uint64_t block) {
  for (unsigned w = 0; w < warps_.size(); ++w) {
    unsigned lanes = threads_ - w * 32;
    Warp fresh;
    fresh.alive = fresh.ready = lanes >= 32 ? ~0u : (1u << lanes) - 1;
    warps_[w] = fresh;
  }
  alive_ = threads_;
  atBarrier_ = 0;
  failed_ = false;
  blockDim = launch_.block;
  gridDim = launch_.grid;
  blockIdx = dim3(unsigned(block % launch_.grid.x), unsigned(block / launch_.grid.x % launch_.grid.y),
                  unsigned(block / launch_.grid.x / launch_.grid.y));
  BlockRunner *outer = current();
  current() = this;
  warps_[0].ready &= ~1u;
  select(0);
  fiber_ = takeFiber();
  boost::context::detail::transfer_t back =
      boost::context::detail::jump_fcontext(fiber_->context, fiber_);
  if (back.data)
    static_cast<Fiber *>(back.data)->context = back.fctx;
  current() = outer;
  if (failed_) {
    states_.assign(threads_, Thread());
    free_.clear();
    for (auto &f : fibers_) {
      resetContext(*f);
      free_.push_back(f.get());
    }
  }
  return !failed_;
}

inline void BlockRunner::resetContext(Fiber &fiber) {
  fiber.context = boost::context::detail::make_fcontext(
      static_cast<char *>(fiber.memory) + fiber.bytes, ASCENDIFY_CPU_STACK_BYTES, &enter);
}

inline BlockRunner::Fiber *BlockRunner::takeFiber() {
  if (!free_.empty()) {
    Fiber *f = free_.back();
    free_.pop_back();
    return f;
  }
  // The lowest page stays inaccessible, so that an overflow faults at once.
  std::size_t page = static_cast<std::size_t>(sysconf(_SC_PAGESIZE));
  std::unique_ptr<Fiber> f(new Fiber());
  f->bytes = (std::size_t(ASCENDIFY_CPU_STACK_BYTES) + page - 1) / page * page + page;
  f->memory = mmap(nullptr, f->bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (f->memory == MAP_FAILED) {
    report("error", "out-of-memory", "no memory for the stack of a thread (%zu bytes)", f->bytes);
    std::abort();
  }
  mprotect(f->memory, page, PROT_NONE);
  f->runner = this;
  resetContext(*f);
  fibers_.push_back(std::move(f));
  return fibers_.back().get();
}

/// First function on a new stack.
inline void BlockRunner::enter(boost::context::detail::transfer_t from) {
  Fiber *self = static_cast<Fiber *>(from.data);
  self->runner->resumed(self, from);
  self->runner->loop(self);
}

/// Keeps the context of whoever switched to `self`: fiber_ still names it, and
/// names `self` when it was the root (which sets it beforehand).
inline void BlockRunner::resumed(Fiber *self, boost::context::detail::transfer_t from) {
  (fiber_ == self ? root_ : fiber_->context) = from.fctx;
  fiber_ = self;
}

/// Switches from the running fiber to another one; returns when resumed.
inline void BlockRunner::jump(Fiber *self, Fiber *to) {
  resumed(self, boost::context::detail::jump_fcontext(to->context, to));
}

inline void BlockRunner::loop(Fiber *self) {
  for (;;) {
    launch_.body(launch_.argument);
    exitThread();
    unsigned next = alive_ ? pick() : None;
    if (next == None && alive_)
      next = unblock();
    if (next != None && !states_[next].fiber) {
      select(next);
      continue;
    }
    free_.push_back(self);
    if (next != None) {
      select(next);
      Fiber *to = states_[next].fiber;
      states_[next].fiber = nullptr;
      jump(self, to);
    } else {
      resumed(self, boost::context::detail::jump_fcontext(root_, self));
    }
  }
}

inline unsigned BlockRunner::pick() {
  unsigned w = thread_ >> 5;
  if (!warps_[w].ready) {
    unsigned count = unsigned(warps_.size()), tried = 0;
    do {
      if (++w == count)
        w = 0;
      if (++tried > count)
        return None;
    } while (!warps_[w].ready);
  }
  unsigned lane = unsigned(__builtin_ctz(warps_[w].ready));
  warps_[w].ready &= warps_[w].ready - 1;
  return w * 32 + lane;
}

/// The running thread waits: lets others run until it is released.
inline void BlockRunner::suspend() {
  unsigned self = thread_;
  unsigned next = pick();
  if (next == None)
    next = unblock();
  if (next == self)
    return;
  Fiber *own = fiber_;
  states_[self].fiber = own;
  select(next);
  Fiber *to = states_[next].fiber;
  states_[next].fiber = nullptr;
  if (!to)
    to = takeFiber();
  jump(own, to);
}

inline void BlockRunner::exitThread() {
  Warp &warp = warps_[thread_ >> 5];
  warp.alive &= ~(1u << (thread_ & 31u));
  --alive_;
  if (atBarrier_ && atBarrier_ == alive_)
    releaseBarrier();
  if (warp.arrived && warp.arrived == warp.alive)
    settle(thread_ >> 5, false);
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
    // Go on with this thread; it need not queue behind the others.
    warps_[thread_ >> 5].ready &= ~(1u << (thread_ & 31u));
    return;
  }
  suspend();
}

inline void BlockRunner::releaseBarrier() {
  if (barrierMixed_)
    deadlock();
  atBarrier_ = 0;
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
    if (warp.ready & (1u << (thread_ & 31u))) {
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
        if (!warnedPartial_) {
          warnedPartial_ = true;
          char who[256];
          describe(w * 32 + unsigned(__builtin_ctz(warps_[w].arrived)), who, sizeof who);
          report("warning", "collective-missing-lanes",
                 "%s without all lanes of its warp: only %d of %d take part", who,
                 __builtin_popcount(warps_[w].arrived), __builtin_popcount(warps_[w].alive));
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
  report("error", atCollective != None ? "collective-missing-lanes" : "divergent-barrier",
         "%s%s%s", a, *b ? ", but " : ", which not all threads reach", b);
  abandon();
}

} // namespace ascendify_cpu

#endif
