// The host side of the CPU device: memory, streams and events.
//
// Idea: work given to a stream is kept and runs only when somebody waits for it
// (or asks for it). That is a schedule every asynchronous device may choose, it
// is the same in every run, and it is the one that shows a missing
// synchronisation: a copy that does not wait really does see the old data.
//
// Traps:
// - Order between streams: with legacyNullStream (CUDA, portable API) work on the
//   null stream waits for all earlier work of the blocking streams and the other
//   way round. Without it (ACL) the null stream is a stream like any other.
// - A copy from ordinary (pageable) host memory reads its source at the call, and a
//   copy to ordinary host memory is complete when the call returns. Only memory
//   from the pinned allocator is read or written later.
// - One lock around everything: kernels of different streams do not overlap.
#ifndef XPU_DETAIL_DEVICE_H
#define XPU_DETAIL_DEVICE_H

#include "launch.h"

#include <chrono>
#include <deque>
#include <functional>
#include <map>
#include <set>

namespace ascendify_cpu {

/// What a host call came to. Each API translates it into its own codes.
enum class Status {
  Success,
  InvalidValue,
  OutOfMemory,
  InvalidConfiguration,
  InvalidHandle,
  InvalidDevice,
  NotReady,
  LaunchFailure,
};

struct EventState {
  std::uint64_t recorded = 0;  ///< how often it was given to a stream
  std::uint64_t completed = 0; ///< number of the last record that was reached
  std::chrono::steady_clock::time_point when;
  struct Stream *stream = nullptr;
};
struct Event {
  std::shared_ptr<EventState> state = std::make_shared<EventState>();
};

struct Stream {
  struct Operation {
    std::uint64_t sequence;
    std::function<void()> run;
  };
  std::deque<Operation> operations;
  bool blocking = true; ///< ordered with the null stream where that is legacy
  bool capturing = false; ///< work is kept in `captured` instead
  std::vector<std::function<void()>> captured;
};

enum class Space { Device, Pinned };

class Device {
public:
  static Device &instance() {
    static Device *device = new Device(); // never destroyed: statics of the program may free late
    return *device;
  }

  bool legacyNullStream = true;

  // --- memory -------------------------------------------------------------
  /// `size` > 0. Aligned to 256 bytes; the contents are not defined.
  Status allocate(void **pointer, std::size_t size, Space space) {
    std::lock_guard<std::recursive_mutex> lock(mutex_);
    *pointer = nullptr;
#ifdef ASCENDIFY_DEVICE_MEMORY_BYTES
    constexpr std::size_t most = ASCENDIFY_DEVICE_MEMORY_BYTES;
    if (space == Space::Device && (used_ > most || size > most - used_)) {
      report("error", "device-memory", "%zu bytes of device memory, the device has %zu and %zu are used",
             size, most, used_);
      return Status::OutOfMemory;
    }
#endif
    if (size > SIZE_MAX - 512)
      return Status::OutOfMemory;
#ifdef ASCENDIFY_CHECK
    void *p = check::allocate(size, space == Space::Pinned);
#else
    void *p = std::aligned_alloc(256, (size + 255) / 256 * 256);
#endif
    if (!p)
      return Status::OutOfMemory;
    regions_[reinterpret_cast<std::uintptr_t>(p)] = Region{size, space};
    if (space == Space::Device)
      used_ += size;
    *pointer = p;
    return Status::Success;
  }

  /// InvalidValue when the pointer is not the start of such a region.
  Status release(void *pointer, Space space) {
    std::lock_guard<std::recursive_mutex> lock(mutex_);
    auto it = regions_.find(reinterpret_cast<std::uintptr_t>(pointer));
    if (it == regions_.end() || it->second.space != space) {
      check::badRelease(pointer);
      return Status::InvalidValue;
    }
    if (space == Space::Device)
      used_ -= it->second.size;
    regions_.erase(it);
#ifdef ASCENDIFY_CHECK
    check::release(pointer);
#else
    std::free(pointer);
#endif
    return Status::Success;
  }

  std::size_t used() const { return used_; }

  /// Whether [pointer, pointer + size) may be touched as far as is known: inside
  /// one region, or outside all of them.
  bool inBounds(const void *pointer, std::size_t size, const char *what) {
    std::lock_guard<std::recursive_mutex> lock(mutex_);
    if (!check::validRange(pointer, size, what))
      return false;
    auto at = reinterpret_cast<std::uintptr_t>(pointer);
    auto it = regions_.upper_bound(at);
    if (it == regions_.begin())
      return true;
    --it;
    if (at >= it->first + it->second.size || at + size <= it->first + it->second.size)
      return true;
    report("error", "out-of-bounds", "%s of %zu bytes at offset %zu of an allocation of %zu bytes",
           what, size, std::size_t(at - it->first), it->second.size);
    return false;
  }

  /// Start and size of the device memory that the address lies in.
  bool range(const void *pointer, void **base, std::size_t *size) {
    std::lock_guard<std::recursive_mutex> lock(mutex_);
    auto at = reinterpret_cast<std::uintptr_t>(pointer);
    auto it = regions_.upper_bound(at);
    if (it == regions_.begin() || at - (--it)->first >= it->second.size)
      return false;
    if (base)
      *base = reinterpret_cast<void *>(it->first);
    if (size)
      *size = it->second.size;
    return true;
  }

  /// Whether the pointer lies in a region of this space.
  bool isIn(const void *pointer, Space space) {
    std::lock_guard<std::recursive_mutex> lock(mutex_);
    auto at = reinterpret_cast<std::uintptr_t>(pointer);
    auto it = regions_.upper_bound(at);
    if (it == regions_.begin())
      return false;
    --it;
    return at < it->first + it->second.size && it->second.space == space;
  }

  // --- streams ------------------------------------------------------------
  Stream *createStream(bool blocking) {
    std::lock_guard<std::recursive_mutex> lock(mutex_);
    Stream *s = new Stream();
    s->blocking = blocking;
    streams_.push_back(s);
    check::created(s, "stream");
    return s;
  }
  Status destroyStream(Stream *stream) {
    std::lock_guard<std::recursive_mutex> lock(mutex_);
    for (std::size_t i = 0; i < streams_.size(); ++i)
      if (streams_[i] == stream && stream) {
        drain(*stream, ~std::uint64_t(0));
        streams_.erase(streams_.begin() + std::ptrdiff_t(i));
        // Events recorded on it have been reached and no longer name it.
        check::destroyed(stream);
        delete stream;
        return failure_;
      }
    return Status::InvalidHandle;
  }
  /// Null is the null stream.
  bool valid(const Stream *stream) {
    std::lock_guard<std::recursive_mutex> lock(mutex_);
    if (!stream)
      return true;
    for (Stream *s : streams_)
      if (s == stream)
        return true;
    return false;
  }

  Status enqueue(Stream *stream, std::function<void()> run) {
    std::lock_guard<std::recursive_mutex> lock(mutex_);
    if (!valid(stream))
      return Status::InvalidHandle;
    Stream &s = stream ? *stream : null_;
    if (s.capturing) {
      s.captured.push_back(std::move(run));
      return Status::Success;
    }
    s.operations.push_back({++sequence_, std::move(run)});
    if (s.operations.size() > 1024) // a device's queue is finite as well
      drain(s, sequence_);
    return Status::Success;
  }

  /// Waits for all work of the stream.
  Status synchronize(Stream *stream) {
    std::lock_guard<std::recursive_mutex> lock(mutex_);
    if (!valid(stream))
      return Status::InvalidHandle;
    drain(stream ? *stream : null_, ~std::uint64_t(0));
    if (!stream && legacyNullStream)
      for (Stream *s : streams_)
        if (s->blocking)
          drain(*s, ~std::uint64_t(0));
    return failure_;
  }
  Status synchronize() {
    std::lock_guard<std::recursive_mutex> lock(mutex_);
    drain(null_, ~std::uint64_t(0));
    for (std::size_t i = 0; i < streams_.size(); ++i)
      drain(*streams_[i], ~std::uint64_t(0));
    return failure_;
  }
  /// Runs one piece of work; NotReady while more is left.
  Status query(Stream *stream) {
    std::lock_guard<std::recursive_mutex> lock(mutex_);
    if (!valid(stream))
      return Status::InvalidHandle;
    Stream &s = stream ? *stream : null_;
    if (s.operations.empty())
      return failure_;
    drain(s, s.operations.front().sequence);
    return s.operations.empty() ? failure_ : Status::NotReady;
  }

  // --- events -------------------------------------------------------------
  Status record(Event &event, Stream *stream) {
    std::lock_guard<std::recursive_mutex> lock(mutex_);
    if (!valid(stream))
      return Status::InvalidHandle;
    std::shared_ptr<EventState> state = event.state;
    std::uint64_t number = ++state->recorded;
    state->stream = stream ? stream : &null_;
    return enqueue(stream, [state, number] {
      state->completed = number;
      state->when = std::chrono::steady_clock::now();
    });
  }
  Status wait(Stream *stream, Event &event) {
    std::shared_ptr<EventState> state = event.state;
    std::uint64_t number = state->recorded;
    return enqueue(stream, [this, state, number] { reach(*state, number); });
  }
  Status synchronize(Event &event) {
    std::lock_guard<std::recursive_mutex> lock(mutex_);
    reach(*event.state, event.state->recorded);
    return failure_;
  }
  Status query(Event &event) {
    std::lock_guard<std::recursive_mutex> lock(mutex_);
    EventState &e = *event.state;
    if (e.completed == e.recorded)
      return failure_;
    Stream &s = *e.stream;
    if (!s.operations.empty())
      drain(s, s.operations.front().sequence);
    return e.completed == e.recorded ? failure_ : Status::NotReady;
  }
  /// Milliseconds between two reached events.
  Status elapsed(float *milliseconds, Event &start, Event &stop) {
    std::lock_guard<std::recursive_mutex> lock(mutex_);
    EventState &a = *start.state, &b = *stop.state;
    if (!a.recorded || !b.recorded)
      return Status::InvalidHandle;
    if (a.completed != a.recorded || b.completed != b.recorded)
      return Status::NotReady;
    *milliseconds = std::chrono::duration<float, std::milli>(b.when - a.when).count();
    return Status::Success;
  }

  // --- copies -------------------------------------------------------------
  Status copyAsync(void *to, const void *from, std::size_t size, Stream *stream) {
    return copyAsync2D(to, size, from, size, size, 1, stream);
  }
  Status copyAsync2D(void *to, std::size_t toPitch, const void *from, std::size_t fromPitch,
                     std::size_t width, std::size_t height, Stream *stream) {
    if (!width || !height)
      return Status::Success;
    if (!to || !from)
      return Status::InvalidValue;
    std::lock_guard<std::recursive_mutex> lock(mutex_);
    std::size_t toSize = toPitch * (height - 1) + width, fromSize = fromPitch * (height - 1) + width;
    if (!inBounds(from, fromSize, "copy from") || !inBounds(to, toSize, "copy to"))
      return Status::InvalidValue;
    bool toKnown = isIn(to, Space::Device) || isIn(to, Space::Pinned);
    bool fromKnown = isIn(from, Space::Device) || isIn(from, Space::Pinned);
    Status status;
    check::copyPending(to, toSize, true, sequence_ + 1);
    if (fromKnown) {
      check::copyPending(from, fromSize, false, sequence_ + 1);
      status = enqueue(stream, [=] {
        check::deviceTouches(from, fromSize, false);
        check::deviceTouches(to, toSize, true);
        copyRows(to, toPitch, from, fromPitch, width, height);
      });
    } else {
      auto staged = std::make_shared<std::vector<char>>(width * height);
      copyRows(staged->data(), width, from, fromPitch, width, height);
      status = enqueue(stream, [=] {
        check::deviceTouches(to, toSize, true);
        copyRows(to, toPitch, staged->data(), width, width, height);
      });
    }
    if (status == Status::Success && !toKnown && !(stream && stream->capturing))
      status = synchronize(stream);
    return status;
  }
  Status fillAsync(void *to, int value, std::size_t size, Stream *stream, const char *what) {
    if (!to || !inBounds(to, size, what))
      return Status::InvalidValue;
    return enqueue(stream, [=] {
      check::deviceTouches(to, size, true);
      std::memset(to, value, size);
    });
  }

  /// Copies and fills at once, whatever streams have still to do (AscendCL).
  Status copyNow(void *to, std::size_t toPitch, const void *from, std::size_t fromPitch,
                 std::size_t width, std::size_t height) {
    std::size_t toSize = toPitch * (height - 1) + width, fromSize = fromPitch * (height - 1) + width;
    if (!inBounds(from, fromSize, "copy from") || !inBounds(to, toSize, "copy to"))
      return Status::InvalidValue;
    check::hostCopies(from, fromSize, false, sequence_);
    check::hostCopies(to, toSize, true, sequence_);
    check::OpenDevice open;
    copyRows(to, toPitch, from, fromPitch, width, height);
    return Status::Success;
  }
  Status fillNow(void *to, int value, std::size_t size, const char *what) {
    if (!to || !inBounds(to, size, what))
      return Status::InvalidValue;
    check::hostCopies(to, size, true, sequence_);
    check::OpenDevice open;
    std::memset(to, value, size);
    return Status::Success;
  }
  static void copyRows(void *to, std::size_t toPitch, const void *from, std::size_t fromPitch,
                       std::size_t width, std::size_t height) {
    for (std::size_t row = 0; row < height; ++row)
      std::memmove(static_cast<char *>(to) + row * toPitch,
                   static_cast<const char *>(from) + row * fromPitch, width);
  }

  // --- launches -----------------------------------------------------------
  /// Checks the limits at once; the kernel runs when the stream is waited for.
  template <class Bound>
  Status launch(Bound bound, dim3 grid, dim3 block, std::size_t shared, Stream *stream,
                bool strict) {
    watchFaults();
    runningKernel = bound.function(); // a report about the launch names it
    LaunchProblem problem = launchProblem(grid, block, shared + staticShared(bound.function()));
    if (problem.id)
      report("error", problem.id, "%s", problem.text);
    runningKernel = nullptr;
    if (problem.id)
      return Status::InvalidConfiguration;
    if (failure_ != Status::Success)
      return failure_;
    return enqueue(stream, [this, bound, grid, block, shared, strict] {
      if (failure_ != Status::Success)
        return;
      Launch l;
      l.grid = grid;
      l.block = block;
      l.shared = shared;
      l.kernel = bound.function();
      l.body = &Bound::body;
      l.argument = &bound;
      l.strict = strict;
      check::kernelBegins(l.kernel, shared);
      if (!GridExecutor::instance().run(l))
        failure_ = Status::LaunchFailure;
      check::kernelEnds();
    });
  }

  /// An abandoned kernel is remembered until the device is reset.
  Status failure() const { return failure_; }
  void reset() {
    std::lock_guard<std::recursive_mutex> lock(mutex_);
    synchronize();
    check::resetMemory();
    failure_ = Status::Success;
  }

private:
  struct Region {
    std::size_t size;
    Space space;
  };

  /// Runs the stream's work up to and including the one with this number, after
  /// everything it has to wait for.
  void drain(Stream &stream, std::uint64_t last) {
    while (!stream.operations.empty() && stream.operations.front().sequence <= last) {
      std::uint64_t now = stream.operations.front().sequence;
      if (legacyNullStream) {
        if (&stream == &null_) {
          for (Stream *s : streams_)
            if (s->blocking)
              drain(*s, now);
        } else if (stream.blocking) {
          drain(null_, now);
        }
        // The work may have been done on the way.
        if (stream.operations.empty() || stream.operations.front().sequence != now)
          continue;
      }
      Stream::Operation operation = std::move(stream.operations.front());
      stream.operations.pop_front();
      check::OperationScope scope(now);
      operation.run();
    }
  }
  void reach(EventState &event, std::uint64_t number) {
    while (event.completed < number && !event.stream->operations.empty())
      drain(*event.stream, event.stream->operations.front().sequence);
  }

  std::recursive_mutex mutex_;
  std::map<std::uintptr_t, Region> regions_;
  std::vector<Stream *> streams_;
  Stream null_;
  std::uint64_t sequence_ = 0;
  std::size_t used_ = 0;
  Status failure_ = Status::Success;
};

} // namespace ascendify_cpu

#endif
