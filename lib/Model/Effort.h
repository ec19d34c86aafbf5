//===- Effort.h - engineer-hours as a range ----------------------*- C++ -*-===//
#pragma once

namespace ascendify {

/// Engineer-hours that are not exceeded with 10%, 50% and 90% probability.
struct EffortRange {
  double P10 = 0, P50 = 0, P90 = 0;
};

} // namespace ascendify
