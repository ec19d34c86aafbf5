//===- Writes.h - what a function changes behind its pointers ----*- C++ -*-===//
#pragma once

#include "Flow/Program.h"

namespace ascendify {

/// Whether \p body may write what its parameter number \p parameter, a pointer, leads to. False only when every use
/// of it was seen and reads. The trap: a pointer that is stored, or given to a function without a body, may be written
/// through by anybody.
bool writesThrough(const Program &, const Body &body, uint32_t parameter);

} // namespace ascendify
