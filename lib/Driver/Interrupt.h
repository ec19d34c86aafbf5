//===- Interrupt.h - Ctrl-C and broken pipes ---------------------*- C++ -*-===//
#pragma once

#include <atomic>

namespace ascendify {

/// The first SIGINT or SIGTERM asks the run to end with a partial report, the second ends the program
/// at once. SIGPIPE is ignored: writes fail instead, and say so.
void installSignalHandlers();

/// Set once an interrupt was asked for.
const std::atomic<bool> &interrupted();

} // namespace ascendify
