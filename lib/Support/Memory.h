//===- Memory.h - how much memory there is -----------------------*- C++ -*-===//
#pragma once

#include <cstdint>

namespace ascendify {

/// Bytes that this process and its children may still use: what the machine has free, or what the
/// control group (a container, a Slurm job) leaves if that is less. 0 when nobody says.
uint64_t availableMemory();

} // namespace ascendify
