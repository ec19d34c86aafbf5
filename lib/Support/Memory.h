//===- Memory.h - how much memory there is -----------------------*- C++ -*-===//
#pragma once

#include <cstdint>

namespace ascendify {

/// Bytes that this process and its children may still use: what the machine has free, or what the
/// control group (a container, a Slurm job) leaves if that is less. 0 when nobody says.
uint64_t availableMemory();

/// Gives memory that was freed back to the system, where the allocator keeps it for later. To be called when much
/// was freed and less will be needed.
void releaseFreeMemory();

} // namespace ascendify
