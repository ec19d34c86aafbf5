// Launches on the CPU: limits, distribution of the blocks over OS threads.
//
// Limits come from the profile as macros and are checked before anything runs:
//   ASCENDIFY_MAX_BLOCKS          product of the grid's extents
//   ASCENDIFY_MAX_THREADS         product of the block's extents
//   ASCENDIFY_MAX_SHARED_BYTES    dynamic shared memory of a block
// A macro that is not defined means no limit of that kind.
//
// Environment: ASCENDIFY_CPU_THREADS is the number of OS threads, 0 for one per
// core. The default is 1: blocks then run in order, and floating-point atomics
// give the same bits in every run.
#ifndef XPU_DETAIL_LAUNCH_H
#define XPU_DETAIL_LAUNCH_H

#include "engine.h"

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <thread>
#include <tuple>
#include <type_traits>
#include <utility>

namespace ascendify_cpu {

/// Says what is wrong with a launch, or returns null.
inline const char *launchProblem(const dim3 &grid, const dim3 &block, std::size_t shared,
                                 char *buffer, std::size_t size) {
  std::uint64_t blocks = std::uint64_t(grid.x) * grid.y * grid.z;
  std::uint64_t threads = std::uint64_t(block.x) * block.y * block.z;
  if (blocks == 0 || threads == 0) {
    std::snprintf(buffer, size, "empty launch: grid (%u,%u,%u), block (%u,%u,%u)", grid.x, grid.y,
                  grid.z, block.x, block.y, block.z);
    return buffer;
  }
#ifdef ASCENDIFY_MAX_BLOCKS
  if (blocks > std::uint64_t(ASCENDIFY_MAX_BLOCKS)) {
    std::snprintf(buffer, size, "grid of %llu blocks, the device takes at most %llu",
                  (unsigned long long)blocks, (unsigned long long)(ASCENDIFY_MAX_BLOCKS));
    return buffer;
  }
#endif
#ifdef ASCENDIFY_MAX_THREADS
  if (threads > std::uint64_t(ASCENDIFY_MAX_THREADS)) {
    std::snprintf(buffer, size, "block of %llu threads, the device takes at most %llu",
                  (unsigned long long)threads, (unsigned long long)(ASCENDIFY_MAX_THREADS));
    return buffer;
  }
#endif
#ifdef ASCENDIFY_MAX_SHARED_BYTES
  if (shared > std::size_t(ASCENDIFY_MAX_SHARED_BYTES)) {
    std::snprintf(buffer, size, "%zu bytes of dynamic shared memory, the device has %zu", shared,
                  std::size_t(ASCENDIFY_MAX_SHARED_BYTES));
    return buffer;
  }
#endif
  (void)shared;
  return nullptr;
}

/// OS threads that execute the blocks of one grid at a time, in the order of
/// the block numbers.
class GridExecutor {
public:
  static GridExecutor &instance() {
    static GridExecutor executor;
    return executor;
  }

  /// Runs all blocks. Returns false when one was abandoned; the rest is skipped.
  bool run(const Launch &launch) {
    job_ = launch;
    blocks_ = std::uint64_t(launch.grid.x) * launch.grid.y * launch.grid.z;
    next_ = 0;
    ok_ = true;
    bool shared = workers_.size() && blocks_ > 1;
    if (shared) {
      std::lock_guard<std::mutex> lock(mutex_);
      busy_ = unsigned(workers_.size());
      ++generation_;
      wake_.notify_all();
    }
    work();
    if (shared) {
      std::unique_lock<std::mutex> lock(mutex_);
      done_.wait(lock, [this] { return busy_ == 0; });
    }
    return ok_;
  }

private:
  GridExecutor() {
    const char *text = std::getenv("ASCENDIFY_CPU_THREADS");
    unsigned count = text ? unsigned(std::strtoul(text, nullptr, 10)) : 1;
    if (count == 0)
      count = std::thread::hardware_concurrency();
    for (unsigned i = 1; i < count; ++i)
      workers_.emplace_back([this] { serve(); });
  }
  ~GridExecutor() {
    {
      std::lock_guard<std::mutex> lock(mutex_);
      stop_ = true;
      wake_.notify_all();
    }
    for (std::thread &t : workers_)
      t.join();
  }

  void serve() {
    std::uint64_t seen = 0;
    std::unique_lock<std::mutex> lock(mutex_);
    for (;;) {
      wake_.wait(lock, [&] { return stop_ || generation_ != seen; });
      if (stop_)
        return;
      seen = generation_;
      lock.unlock();
      work();
      lock.lock();
      if (--busy_ == 0)
        done_.notify_one();
    }
  }

  void work() {
    static thread_local BlockRunner runner;
    runner.prepare(job_);
    for (;;) {
      std::uint64_t block = next_.fetch_add(1, std::memory_order_relaxed);
      if (block >= blocks_ || !ok_.load(std::memory_order_relaxed))
        return;
      if (!runner.run(block))
        ok_ = false;
    }
  }

  Launch job_;
  std::uint64_t blocks_ = 0;
  std::atomic<std::uint64_t> next_{0};
  std::atomic<bool> ok_{true};
  std::vector<std::thread> workers_;
  std::mutex mutex_;
  std::condition_variable wake_, done_;
  unsigned busy_ = 0;
  std::uint64_t generation_ = 0;
  bool stop_ = false;
};

/// A kernel with its arguments by value, as a launch keeps them until it runs.
template <class Kernel, class Arguments> struct BoundKernel {
  Kernel kernel;
  Arguments arguments;
  static void body(const void *self) {
    const BoundKernel &b = *static_cast<const BoundKernel *>(self);
    // Every thread gets its own copy of the arguments, as on a device.
    Arguments copy = b.arguments;
    Kernel kernel = b.kernel;
    std::apply(kernel, copy);
  }
};

template <class... P, class... A>
auto bind(void (*kernel)(P...), A &&...arguments) {
  static_assert(sizeof...(P) == sizeof...(A), "launch with the wrong number of arguments");
  using Arguments = std::tuple<std::decay_t<P>...>;
  return BoundKernel<void (*)(P...), Arguments>{
      kernel, Arguments(static_cast<std::decay_t<P>>(std::forward<A>(arguments))...)};
}

template <class Kernel, class... A,
          std::enable_if_t<std::is_class_v<std::decay_t<Kernel>>, int> = 0>
auto bind(Kernel &&kernel, A &&...arguments) {
  using Arguments = std::tuple<std::decay_t<A>...>;
  return BoundKernel<std::decay_t<Kernel>, Arguments>{std::forward<Kernel>(kernel),
                                                      Arguments(std::forward<A>(arguments)...)};
}

/// The dynamic shared memory of the running block.
template <class T> T *dynamicShared() {
  BlockRunner *runner = BlockRunner::current();
  return runner ? static_cast<T *>(runner->dynamicShared()) : nullptr;
}

} // namespace ascendify_cpu

#endif
