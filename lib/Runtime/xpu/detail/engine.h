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

#include "check.h"

#include <memory>
#include <new>
#include <vector>

#include <boost/context/detail/fcontext.hpp>
#include <sys/mman.h>

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
  /// Lanes that are elsewhere are no mistake (a fence).
  bool partial = false;
};

/// A launch, ready to run: extents, dynamic shared bytes and the body of one thread.
struct Launch {
  dim3 grid, block;
  std::size_t shared = 0;
  const void *kernel = nullptr; ///< its function, null when it has none (a lambda)
  void (*body)(const void *) = nullptr;
  const void *argument = nullptr;
  /// All lanes that have not returned must take part in a collective (portable
  /// API). Otherwise (Ascend C) the lanes that are there form the active set.
  bool strict = true;
  /// Not 0: the order of threads is drawn from this seed.
  std::uint64_t seed = 0;
};

/// Runs blocks on the calling OS thread. Reused from block to block.
class BlockRunner {
public:
  BlockRunner() = default;
  BlockRunner(const BlockRunner &) = delete;
  BlockRunner &operator=(const BlockRunner &) = delete;
  ~BlockRunner() {
    for (auto &f : fibers_)
      munmap(f->memory, f->bytes);
    std::free(sharedMemory_);
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

  /// Lets the other threads of the block run that can. False when there are none.
  bool yield();

  /// Abandons the block because of an error of the program (a trap).
  [[noreturn]] void abandon() {
    check::state.device = false;
    failed_ = true;
    boost::context::detail::jump_fcontext(root_, nullptr);
    std::abort();
  }

  LaneSlot &slot() { return slots_[thread_]; }
  unsigned lane() const { return thread_ & 31u; }
  unsigned thread() const { return thread_; }
  /// Whether the address lies on the stack of a thread, in dynamic or static memory of the block.
  bool isLocal(const void *p) const {
    for (const auto &f : fibers_)
      if (reinterpret_cast<std::uintptr_t>(p) - reinterpret_cast<std::uintptr_t>(f->memory) < f->bytes)
        return true;
    return false;
  }
  bool isShared(const void *p) const {
    auto a = reinterpret_cast<std::uintptr_t>(p);
    return a - reinterpret_cast<std::uintptr_t>(shared_) < launch_.shared || threadLocalMemory().has(a);
  }
  /// Whether the address lies in the page that ends the stack of the running thread.
  bool isStackEnd(std::uintptr_t address) const {
    return fiber_ && address - reinterpret_cast<std::uintptr_t>(fiber_->memory) < StackEnd;
  }
  /// Lanes of the current warp that have not returned.
  std::uint32_t alive() const { return warps_[thread_ >> 5].alive; }
  void *dynamicShared() const { return shared_; }
  std::size_t dynamicSharedBytes() const { return launch_.shared; }

private:
  static constexpr unsigned None = ~0u;
  static constexpr std::size_t StackEnd = 4096; ///< bytes below a stack that fault
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
  unsigned draw(unsigned below);
  void select(unsigned thread) {
    thread_ = thread;
    threadIdx = index_[thread];
    if constexpr (check::enabled)
      check::state.thread = thread;
  }
  void suspend();
  void jump(Fiber *self, Fiber *to);
  void switchTo(Fiber *own, unsigned next);
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
  void *shared_ = nullptr;       ///< dynamic shared memory, within sharedMemory_
  void *sharedMemory_ = nullptr;
  std::size_t sharedBytes_ = 0;
  std::uint64_t random_ = 0; ///< state of the generator, 0: the fixed order
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
#ifdef ASCENDIFY_CHECK
  constexpr std::size_t margin = check::Margin;
#else
  constexpr std::size_t margin = 0;
#endif
  if (launch.shared + 2 * margin > sharedBytes_) {
    std::free(sharedMemory_);
    sharedBytes_ = (launch.shared + 127) / 128 * 128 + 2 * margin;
    sharedMemory_ = std::aligned_alloc(128, sharedBytes_);
    if (!sharedMemory_) {
      report("error", "out-of-memory", "no memory for %zu bytes of shared memory", sharedBytes_);
      std::abort();
    }
  }
  shared_ = static_cast<char *>(sharedMemory_) + margin;
  if constexpr (check::enabled) {
    check::state.shared = reinterpret_cast<std::uintptr_t>(shared_);
    check::state.sharedBytes = launch.shared;
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
  runningKernel = launch_.kernel;
  random_ = launch_.seed ? launch_.seed * 0x9e3779b97f4a7c15u + block + 1 : 0;
  if constexpr (check::enabled)
    ++check::state.blockEpoch;
  thread_ = 0;
  select(pick());
  fiber_ = takeFiber();
  boost::context::detail::transfer_t back =
      boost::context::detail::jump_fcontext(fiber_->context, fiber_);
  if (back.data)
    static_cast<Fiber *>(back.data)->context = back.fctx;
  current() = outer;
  runningKernel = nullptr;
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
  constexpr std::size_t page = StackEnd;
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
  if constexpr (check::enabled) {
    check::state.stack = reinterpret_cast<std::uintptr_t>(self->memory);
    check::state.stackBytes = self->bytes;
  }
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

/// A number below `below`, drawn from the seed (xorshift).
inline unsigned BlockRunner::draw(unsigned below) {
  random_ ^= random_ << 13;
  random_ ^= random_ >> 7;
  random_ ^= random_ << 17;
  return unsigned(random_ >> 32) % below;
}

/// Takes the next thread that may run; None when none may.
inline unsigned BlockRunner::pick() {
  unsigned w = thread_ >> 5;
  if (random_)
    w = draw(unsigned(warps_.size()));
  if (!warps_[w].ready) {
    unsigned count = unsigned(warps_.size()), tried = 0;
    do {
      if (++w == count)
        w = 0;
      if (++tried > count)
        return None;
    } while (!warps_[w].ready);
  }
  std::uint32_t ready = warps_[w].ready;
  if (random_)
    for (unsigned skip = draw(unsigned(__builtin_popcount(ready))); skip; --skip)
      ready &= ready - 1;
  unsigned lane = unsigned(__builtin_ctz(ready));
  warps_[w].ready &= ~(1u << lane);
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
  switchTo(own, next);
}

/// Goes on with thread `next`, whose fiber may still be missing.
inline void BlockRunner::switchTo(Fiber *own, unsigned next) {
  select(next);
  Fiber *to = states_[next].fiber;
  states_[next].fiber = nullptr;
  if (!to)
    to = takeFiber();
  jump(own, to);
}

} // namespace ascendify_cpu

#include "rendezvous.h"

#endif
