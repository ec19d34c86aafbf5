//===- LaneValue.h - arithmetic on lane values -------------------*- C++ -*-===//
#pragma once

#include "Flow/Lanes.h"

namespace ascendify {

/// Either of two.
LaneValue join(const LaneValue &, const LaneValue &);
/// \p v where lanes and threads come from ways that differ so.
LaneValue raise(LaneValue v, Differs lanes, Differs threads);
/// Known to depend on its operands, not how.
LaneValue blur(LaneValue v);
/// What is read from \p address.
LaneValue load(const LaneValue &address);
/// \p a \p op \p b, for arithmetic, comparisons and logic.
LaneValue combine(llvm::StringRef op, const LaneValue &a, const LaneValue &b,
                  const BlockShape &shape);

} // namespace ascendify
