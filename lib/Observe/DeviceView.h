//===- DeviceView.h - a unit seen as device code too -------------*- C++ -*-===//
//
// The host's view of a unit does not take the branches of `#ifdef __CUDA_ARCH__`. A
// second parse as device code adds what only it saw; the host's facts stay what they are, so
// that a call on the host has no second variant.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "Model/Unit.h"
#include "llvm/ADT/StringRef.h"

namespace ascendify {

/// Whether \p text, the bytes of a branch that was not taken, holds anything but comments and
/// directives that only steer (`#if`, `#error`, `#pragma`). A `#define` may let other code in.
bool holdsCode(llvm::StringRef text);

/// Adds to \p host what \p device, the same unit parsed as device code, saw beyond it. Bodies of device
/// functions are the device's; errors of the second parse are not counted.
void addDeviceView(UnitFacts &host, UnitFacts device);

} // namespace ascendify
