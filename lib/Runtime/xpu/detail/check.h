// What the engine tells the sanitiser (`ascendify run --check`), and asks it.
//
// Idea: with ASCENDIFY_CHECK the program is compiled with -fsanitize=thread, which
// puts a call before every load and store, and linked with lib/Runtime/check
// instead of the compiler's own runtime. These calls need to know who runs: the
// engine keeps that in `state`, and everything else it has to say are the functions
// below. Without ASCENDIFY_CHECK all of it is empty.
//
// The trap: the engine is compiled with the program and is instrumented as well.
// `state.device` is therefore true only while code of the kernel itself runs, and
// every entry of the engine that a kernel calls holds an EngineScope.
#ifndef XPU_DETAIL_CHECK_H
#define XPU_DETAIL_CHECK_H

#include "report.h"

#include <cstddef>
#include <cstdint>

namespace ascendify_cpu {
namespace check {

#ifdef ASCENDIFY_CHECK
inline constexpr bool enabled = true;
#else
inline constexpr bool enabled = false;
#endif

/// Who runs on this OS thread. Written by the engine.
struct State {
  bool device = false;          ///< code of a kernel
  bool busy = false;            ///< inside the sanitiser
  unsigned thread = 0;          ///< number in its block
  std::uint32_t blockEpoch = 0; ///< grows with every block and every barrier
  std::uint32_t warpEpoch[64] = {}; ///< grows when lanes of the warp have met
  std::uintptr_t stack = 0, stackBytes = 0;   ///< of the running fiber
  std::uintptr_t shared = 0, sharedBytes = 0; ///< dynamic shared memory of the block
  std::uint64_t operation = 0; ///< number of the work of a stream that runs
};
inline thread_local State state;

#ifdef ASCENDIFY_CHECK

/// Bytes on both sides of dynamic shared memory that belong to nobody.
inline constexpr std::size_t Margin = 4096;

/// Code of a kernel begins, or goes on after the engine.
struct DeviceScope {
  bool before = state.device;
  DeviceScope() { state.device = true; }
  ~DeviceScope() { state.device = before; }
};
struct EngineScope {
  bool before = state.device;
  EngineScope() { state.device = false; }
  ~EngineScope() { state.device = before; }
};

// Defined in lib/Runtime/check.

/// Memory of a device (or pinned memory), null when there is none.
void *allocate(std::size_t size, bool pinned);
void release(void *pointer);
/// Says what is wrong with freeing this pointer.
void badRelease(const void *pointer);
/// The memory of the device goes away: what is not freed is no leak.
void resetMemory();
/// Whether the range lies in living memory, or nowhere the sanitiser knows; reports it otherwise.
/// A call of the host names it.
bool validRange(const void *pointer, std::size_t size, const char *what);
/// The device works: functions of the host may touch its memory.
void openDevice();
void closeDevice();
/// The host itself copies now, while work up to number `last` has been given to streams and not all
/// of it has run. Work that touches the range afterwards is reported.
void hostCopies(const void *pointer, std::size_t size, bool writes, std::uint64_t last);
/// The running work of a stream copies or sets this range.
void deviceTouches(const void *pointer, std::size_t size, bool writes);
/// Work `number` of a stream, not yet run, will touch this range if it is pinned memory.
void copyPending(const void *pointer, std::size_t size, bool writes, std::uint64_t number);
/// Work `number` of a stream has run.
void operationDone(std::uint64_t number);
void kernelBegins(const void *kernel, std::size_t dynamicShared);
void kernelEnds();
/// An object of the program lives from here to there.
void created(const void *object, const char *what);
void destroyed(const void *object);

struct OpenDevice {
  OpenDevice() { openDevice(); }
  ~OpenDevice() { closeDevice(); }
};
/// Work of a stream runs.
struct OperationScope {
  std::uint64_t before = state.operation, now;
  OpenDevice open;
  explicit OperationScope(std::uint64_t number) : now(number) { state.operation = number; }
  ~OperationScope() {
    operationDone(now);
    state.operation = before;
  }
};

#else

struct DeviceScope {
  DeviceScope() {}
};
struct EngineScope {
  EngineScope() {}
};
struct OpenDevice {
  OpenDevice() {}
};
struct OperationScope {
  explicit OperationScope(std::uint64_t) {}
};
inline void badRelease(const void *) {}
inline void resetMemory() {}
inline bool validRange(const void *, std::size_t, const char *) { return true; }
inline void hostCopies(const void *, std::size_t, bool, std::uint64_t) {}
inline void deviceTouches(const void *, std::size_t, bool) {}
inline void copyPending(const void *, std::size_t, bool, std::uint64_t) {}
inline void kernelBegins(const void *, std::size_t) {}
inline void kernelEnds() {}
inline void created(const void *, const char *) {}
inline void destroyed(const void *) {}

#endif

} // namespace check
} // namespace ascendify_cpu

#endif
