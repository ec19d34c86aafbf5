// Parts of the sanitiser among themselves. What it is and how it is told about the
// program: xpu/detail/check.h.
//
//   hooks.cpp    the calls that the compiler puts before loads and stores
//   memory.cpp   memory of the device: bounds, lifetime, who may touch it, leaks
//   shared.cpp   races on memory of a block, waits that do not end
//
// All of it is compiled without instrumentation. It runs on one OS thread that
// executes blocks (GridExecutor sees to that); threads of the host may call it too.
#ifndef ASCENDIFY_CHECK_INTERNAL_H
#define ASCENDIFY_CHECK_INTERNAL_H

#include "../xpu/detail/vector_types.h"

#include "../xpu/detail/fault.h"

namespace ascendify_cpu {
namespace check {

/// One load or store of the program.
struct Access {
  std::uintptr_t address;
  std::size_t size;
  bool write, atomic;
  std::uintptr_t frame; ///< of the hook: its return address is the place

  /// The place and its callers.
  Stack stack() const {
    Stack s;
    addCallers(s, frame);
    return s;
  }
  /// The place as an address of the program's file.
  std::uint32_t place() const {
    return std::uint32_t(reinterpret_cast<const std::uintptr_t *>(frame)[1] - imageBase());
  }
};

/// Addresses given to memory of the device, and to pinned memory of the host.
extern Range deviceRange, pinnedRange;

/// Ends the running kernel, or the program when it is the host's own mistake.
[[noreturn]] void stop();

// memory.cpp
void deviceAccess(const Access &access);  ///< of a kernel to one of these ranges
void strangeAccess(const Access &access); ///< of a kernel to an address that is none of the device's
void hostAccess(const Access &access);    ///< of the host to one of these ranges

// shared.cpp
/// Of a kernel: `offset` into the static (thread-local) or the dynamic memory of the block.
void sharedAccess(const Access &access, bool dynamic, std::uintptr_t offset);
/// Reports a race that could not be decided before the store was done.
void settleRace();
/// The thread read or tried to change a place, or changed it (anywhere but on its stack).
void noteRead(const Access &access);
void noteChange(const Access &access);

} // namespace check
} // namespace ascendify_cpu

#endif
