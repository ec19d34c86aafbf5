// Launches on the CPU: limits, distribution of the blocks over OS threads.
//
// Limits come from the profile as macros and are checked before anything runs:
//   ASCENDIFY_MAX_BLOCKS          product of the grid's extents
//   ASCENDIFY_MAX_THREADS         product of the block's extents
//   ASCENDIFY_MAX_SHARED_BYTES    shared memory of a block, static and dynamic
// A macro that is not defined means no limit of that kind.
//
// Environment: ASCENDIFY_CPU_THREADS is the number of OS threads, 0 for one per
// core. The default is 1: blocks then run in order, and floating-point atomics
// give the same bits in every run. ASCENDIFY_CPU_SEED=N, N not 0, shuffles the order
// of the blocks and, at every wait, of the threads; the same N gives the same order.
//
// Trap: a program that relies on an order that no device promises passes in the
// fixed order and fails for some seed. The block order is a stride that has no factor in
// common with the number of blocks, so every block still runs once.
#ifndef XPU_DETAIL_LAUNCH_H
#define XPU_DETAIL_LAUNCH_H

#include "fault.h"

#include <atomic>
#include <condition_variable>
#include <map>
#include <mutex>
#include <numeric>
#include <thread>
#include <tuple>
#include <type_traits>
#include <utility>

namespace ascendify_cpu {

/// What is wrong with a launch.
struct LaunchProblem {
  const char *id = nullptr; ///< null: nothing
  char text[256] = "";
};

/// Compares a launch with the limits of the profile.
inline LaunchProblem launchProblem(const dim3 &grid, const dim3 &block, std::size_t shared) {
  LaunchProblem out;
  auto problem = [&](const char *id, const char *format, auto... values) {
    out.id = id;
    std::snprintf(out.text, sizeof out.text, format, values...);
    return out;
  };
  std::uint64_t blocks = std::uint64_t(grid.x) * grid.y * grid.z;
  std::uint64_t threads = std::uint64_t(block.x) * block.y * block.z;
  if (blocks == 0 || threads == 0)
    return problem("launch-grid-limit", "empty launch: grid (%u,%u,%u), block (%u,%u,%u)", grid.x,
                   grid.y, grid.z, block.x, block.y, block.z);
#ifdef ASCENDIFY_MAX_BLOCKS
  if (blocks > std::uint64_t(ASCENDIFY_MAX_BLOCKS))
    return problem("launch-grid-limit", "grid of %llu blocks, the device takes at most %llu",
                   (unsigned long long)blocks, (unsigned long long)(ASCENDIFY_MAX_BLOCKS));
#endif
#ifdef ASCENDIFY_MAX_THREADS
  if (threads > std::uint64_t(ASCENDIFY_MAX_THREADS))
    return problem("launch-grid-limit", "block of %llu threads, the device takes at most %llu",
                   (unsigned long long)threads, (unsigned long long)(ASCENDIFY_MAX_THREADS));
#endif
#ifdef ASCENDIFY_MAX_SHARED_BYTES
  if (shared > std::size_t(ASCENDIFY_MAX_SHARED_BYTES))
    return problem("shared-memory-limit", "%zu bytes of shared memory, the device has %zu",
                   shared, std::size_t(ASCENDIFY_MAX_SHARED_BYTES));
#endif
  (void)shared;
  return out;
}

/// A setting of the environment as a number; `otherwise` when it is not set.
inline std::uint64_t setting(const char *name, std::uint64_t otherwise) {
  const char *text = std::getenv(name);
  return text && *text ? std::strtoull(text, nullptr, 0) : otherwise;
}

/// Bytes of the shared memory that a kernel declares itself, as `ascendify run` reads it from the
/// program (ASCENDIFY_STATIC_SHARED names a file of addresses and sizes); 0 when nobody knows.
inline std::size_t staticShared(const void *kernel) {
  static const std::map<std::uintptr_t, std::size_t> known = [] {
    std::map<std::uintptr_t, std::size_t> out;
    const char *name = std::getenv("ASCENDIFY_STATIC_SHARED");
    if (std::FILE *file = name ? std::fopen(name, "r") : nullptr) {
      unsigned long long address, bytes;
      while (std::fscanf(file, "%llx %llu", &address, &bytes) == 2)
        out[std::uintptr_t(address) + imageBase()] = std::size_t(bytes);
      std::fclose(file);
    }
    return out;
  }();
  auto it = known.find(reinterpret_cast<std::uintptr_t>(kernel));
  return it == known.end() ? 0 : it->second;
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
    job_.seed = seed_;
    blocks_ = std::uint64_t(launch.grid.x) * launch.grid.y * launch.grid.z;
    stride_ = 1;
    first_ = 0;
    if (seed_ && blocks_ > 1) {
      std::uint64_t mixed = (seed_ + ++shuffled_) * 0x9e3779b97f4a7c15u;
      first_ = (mixed >> 32) % blocks_;
      stride_ = (mixed & 0xffffffffu) % blocks_;
      while (std::gcd(stride_, blocks_) != 1)
        stride_ = (stride_ + 1) % blocks_;
    }
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
    unsigned count = unsigned(setting("ASCENDIFY_CPU_THREADS", 1));
    if (check::enabled)
      count = 1; // what has happened before is known for one order only
    seed_ = setting("ASCENDIFY_CPU_SEED", 0);
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
    watchFaults();
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
      // Below 2^64: both factors are below the number of blocks, which is below 2^32 for every profile.
      if (!runner.run((block * stride_ + first_) % blocks_))
        ok_ = false;
    }
  }

  Launch job_;
  std::uint64_t blocks_ = 0;
  std::uint64_t seed_ = 0, shuffled_ = 0; ///< 0: the order of the numbers; launches so far
  std::uint64_t stride_ = 1, first_ = 0;
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
    check::DeviceScope scope;
    std::apply(kernel, copy);
  }
  /// The function that runs, null when it is an object.
  const void *function() const {
    if constexpr (std::is_pointer_v<Kernel>)
      return reinterpret_cast<const void *>(kernel);
    return nullptr;
  }
};

/// The type of a parameter that takes no part in deduction, as kernels take it: so NULL and 0 stay null pointers.
template <class T> struct ParameterOf {
  using type = std::decay_t<T>;
};
template <class T> using Parameter = typename ParameterOf<T>::type;

template <class... P> auto bind(void (*kernel)(P...), Parameter<P>... arguments) {
  using Arguments = std::tuple<std::decay_t<P>...>;
  return BoundKernel<void (*)(P...), Arguments>{kernel, Arguments(std::move(arguments)...)};
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
  check::EngineScope scope;
  BlockRunner *runner = BlockRunner::current();
  return runner ? static_cast<T *>(runner->dynamicShared()) : nullptr;
}

} // namespace ascendify_cpu

#endif
