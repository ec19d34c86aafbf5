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

/// 32 on every device of both platforms.
constexpr int64_t WarpSize = 32;

inline LaneValue constantLane(int64_t value) {
  LaneValue out;
  out.Constant = value;
  out.Multiple = value % WarpSize == 0;
  return out;
}
inline LaneValue differing(Differs lanes, Differs threads) {
  LaneValue out;
  out.Lanes = lanes, out.Threads = threads;
  return out;
}
/// Of a type as bodies spell it.
inline bool isPointer(llvm::StringRef type) { return type.rtrim().ends_with("*"); }
inline bool isReference(llvm::StringRef type) { return type.ends_with("&"); }
inline bool isArray(llvm::StringRef type) { return type.contains('['); }
/// The integer that \p text is, if it is one.
inline std::optional<int64_t> numberIn(llvm::StringRef text) {
  int64_t value;
  return text.empty() || text.getAsInteger(10, value) ? std::nullopt : std::optional<int64_t>(value);
}

} // namespace ascendify
