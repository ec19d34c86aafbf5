//===- LaneValue.cpp - arithmetic on lane values --------------------------===//
#include "Flow/LaneValue.h"
#include <numeric>

namespace ascendify {
namespace {

bool isPower(int64_t v) { return v > 0 && (v & (v - 1)) == 0; }

/// The plain dependence of \p a and \p b together.
LaneValue both(const LaneValue &a, const LaneValue &b) {
  LaneValue out;
  out.Lanes = std::max(a.Lanes, b.Lanes);
  out.Threads = std::max(a.Threads, b.Threads);
  out.InnerLanes = std::max(a.InnerLanes, b.InnerLanes);
  out.InnerThreads = std::max(a.InnerThreads, b.InnerThreads);
  out.Shuffled = a.Shuffled || b.Shuffled;
  if (out.Shuffled)
    out.Lanes = std::min(out.Lanes, Differs::Unknown);
  out.Mask = std::max(a.Mask, b.Mask);
  if (out.Mask == MaskSource::Constant)
    out.Mask = MaskSource::None; // numbers that something is computed from need not be masks
  out.Open = a.Open || b.Open;
  return out;
}

/// Sets what \p base is counted by, if that leaves the threads apart.
void stride(LaneValue &out, uint32_t base, uint32_t by) {
  if (base && by && base <= by)
    out.Base = base, out.Stride = by;
}

uint32_t baseOf(const LaneValue &v) { return v.Base ? v.Base : v.Below; }

/// A row of the block may end inside a warp; its number still counts lanes.
bool sharedByWarp(const LaneValue &v) { return v.Lanes <= Differs::Unknown && v.Multiple; }

LaneValue add(const LaneValue &a, const LaneValue &b, const BlockShape &shape) {
  LaneValue out = both(a, b);
  if (b.Constant && *b.Constant > 0 && *b.Constant <= UINT32_MAX)
    stride(out, baseOf(a), std::gcd(a.Stride, uint32_t(*b.Constant)));
  out.Multiple = a.Multiple && b.Multiple;
  if (a.Is == LaneValue::Row && b.Is == LaneValue::ThreadX) {
    out.Ranked = true;
    out.Below = shape.Limits.Threads;
  } else if (a.Ranked && sharedByWarp(b)) {
    out.Ranked = true;
  }
  if (a.Is == LaneValue::PlaneZ && b.Is == LaneValue::ThreadY)
    out.Is = LaneValue::PlaneYZ;
  return out;
}

LaneValue multiply(const LaneValue &a, const LaneValue &b, const BlockShape &shape) {
  LaneValue out = both(a, b);
  out.Multiple = a.Multiple || b.Multiple;
  bool byX = b.Is == LaneValue::BlockX || (shape.X && b.Constant == shape.X);
  bool byY = b.Is == LaneValue::BlockY || (shape.Y && b.Constant == shape.Y);
  if ((a.Is == LaneValue::ThreadY || a.Is == LaneValue::PlaneYZ) && byX)
    out.Is = LaneValue::Row;
  else if (a.Is == LaneValue::ThreadZ && byY)
    out.Is = LaneValue::PlaneZ;
  return out;
}

/// \p a / \p divisor.
LaneValue divide(const LaneValue &a, int64_t divisor) {
  LaneValue out = both(a, {});
  if (divisor <= 0)
    return out;
  if (a.Below)
    out.Below = uint32_t((a.Below + divisor - 1) / divisor);
  if (a.Ranked && divisor % WarpSize == 0)
    out.Lanes = Differs::No;
  if (out.Below == 1)
    out = {};
  return out;
}

LaneValue modulo(const LaneValue &a, const LaneValue &b) {
  LaneValue out = both(a, b);
  bool whole = b.Multiple && b.Lanes == Differs::No;
  out.Ranked = a.Ranked && whole;
  out.Multiple = a.Multiple && whole;
  if (b.Constant && *b.Constant > 0 && a.Lanes == Differs::Index)
    out.Below = uint32_t(std::min<int64_t>(*b.Constant, a.Below ? a.Below : *b.Constant));
  if (b.Constant && a.Multiple && *b.Constant > 0 && WarpSize % *b.Constant == 0)
    out = {};
  return out;
}

LaneValue bitAnd(const LaneValue &a, int64_t mask) {
  LaneValue out = both(a, {});
  if (isPower(mask + 1)) {
    LaneValue size;
    size.Constant = mask + 1;
    size.Multiple = (mask + 1) % WarpSize == 0;
    LaneValue low = modulo(a, size);
    low.Mask = a.Mask;
    return low;
  }
  if (a.Ranked && (mask & (WarpSize - 1)) == 0) {
    out.Lanes = Differs::No;
    out.Multiple = true;
  }
  return out;
}

/// A comparison of \p a with \p b, where \p b is the same for all that \p a is compared for.
LaneValue compare(llvm::StringRef op, const LaneValue &a, const LaneValue &b) {
  LaneValue out = both(a, b);
  out.Mask = MaskSource::None;
  out.InnerLanes = out.InnerThreads = Differs::No;
  bool order = op == "<" || op == ">=", behind = op == ">" || op == "<=";
  if (b.Constant && a.Below) {
    // Beyond all values: the answer is the same for every thread.
    int64_t least = order ? a.Below : behind ? int64_t(a.Below) - 1 : a.Below;
    if (*b.Constant >= least || *b.Constant < 0 || (order && *b.Constant == 0))
      return {};
  }
  // Every thread counts to it in the same number of steps.
  if (b.Constant && a.Stride && (order || behind) && (*b.Constant + behind) % a.Stride == 0)
    return {};
  if (a.Ranked && b.Lanes == Differs::No) {
    bool edge = order ? b.Multiple
                      : behind && b.Constant && (*b.Constant + 1) % WarpSize == 0;
    if (edge)
      out.Lanes = Differs::No;
  }
  // Against what is only known at run time, or for a number of the whole grid, all may agree.
  bool sure = b.Constant && a.Below;
  // A loop in steps to an extent of the block: the launch decides, and none was seen that does.
  bool launch = a.Stride && (b.Is == LaneValue::BlockX || b.Is == LaneValue::BlockY || b.Is == LaneValue::BlockZ);
  for (Differs *level : {&out.Lanes, &out.Threads})
    if (*level == Differs::Index && !sure)
      *level = b.Open || launch ? Differs::Unknown : Differs::Bound;
  return out;
}

} // namespace

LaneValue join(const LaneValue &a, const LaneValue &b) {
  if (a == b)
    return a;
  LaneValue out = both(a, b);
  out.Ranked = a.Ranked && b.Ranked;
  out.Multiple = a.Multiple && b.Multiple;
  if (a.Is == b.Is)
    out.Is = a.Is;
  if (a.Below == b.Below)
    out.Below = a.Below;
  if (baseOf(a) == baseOf(b))
    stride(out, baseOf(a), std::gcd(a.Stride, b.Stride));
  for (const LaneValue *one : {&a, &b})
    if ((one->Constant && uint32_t(*one->Constant) != 0xffffffffu) || one->Mask == MaskSource::Constant)
      out.Mask = MaskSource::Constant;
  return out;
}

LaneValue raise(LaneValue v, Differs lanes, Differs threads) {
  if (lanes == Differs::No && threads == Differs::No)
    return v;
  LaneValue out = both(v, {});
  if (lanes != Differs::No) {
    out.Shuffled = false;
    out.Lanes = std::max(out.Lanes, lanes);
  } else {
    out.Ranked = v.Ranked, out.Multiple = v.Multiple;
  }
  out.Threads = std::max(out.Threads, threads);
  return out;
}

LaneValue blur(LaneValue v) {
  LaneValue out = both(v, {});
  out.Lanes = std::min(std::max(v.Lanes, v.InnerLanes), Differs::Unknown);
  out.Threads = std::min(std::max(v.Threads, v.InnerThreads), Differs::Unknown);
  out.InnerLanes = out.InnerThreads = Differs::No;
  return out;
}

LaneValue load(const LaneValue &address) {
  LaneValue out;
  out.Lanes = std::max(std::min(address.Lanes, Differs::Data), address.InnerLanes);
  out.Threads = std::max(std::min(address.Threads, Differs::Data), address.InnerThreads);
  return out;
}

LaneValue combine(llvm::StringRef op, const LaneValue &a, const LaneValue &b,
                  const BlockShape &shape) {
  if (op == "+") {
    LaneValue out = add(a, b, shape), turned = add(b, a, shape);
    out.Ranked |= turned.Ranked;
    out.Below = std::max(out.Below, turned.Below);
    if (turned.Is != LaneValue::None)
      out.Is = turned.Is;
    return out;
  }
  if (op == "*") {
    LaneValue out = multiply(a, b, shape);
    if (LaneValue turned = multiply(b, a, shape); turned.Is != LaneValue::None)
      out.Is = turned.Is;
    return out;
  }
  LaneValue out = both(a, b);
  if (op == "-") {
    out.Multiple = a.Multiple && b.Multiple;
    out.Ranked = a.Ranked && sharedByWarp(b);
  } else if (op == "/" && b.Constant) {
    return divide(a, *b.Constant);
  } else if (op == ">>" && b.Constant && *b.Constant >= 0 && *b.Constant < 31) {
    return divide(a, int64_t(1) << *b.Constant);
  } else if (op == "%") {
    return modulo(a, b);
  } else if (op == "&" && (b.Constant || a.Constant)) {
    return b.Constant ? bitAnd(a, *b.Constant) : bitAnd(b, *a.Constant);
  } else if (op == "<<" && b.Constant) {
    out.Multiple = a.Multiple || *b.Constant >= 5;
  } else if (op == "|" || op == "^") {
    out.Multiple = a.Multiple && b.Multiple;
    out.Ranked = (a.Ranked && sharedByWarp(b)) || (b.Ranked && sharedByWarp(a));
  } else if (op == "<" || op == ">" || op == "<=" || op == ">=" || op == "==" || op == "!=") {
    // A value that may be equal again says nothing of what it is compared with.
    if (a.Shuffled != b.Shuffled && (a.Shuffled ? b : a).Lanes > Differs::Unknown) {
      const LaneValue &plain = a.Shuffled ? b : a;
      out.Lanes = std::min(plain.Lanes, Differs::Bound);
      out.Threads = std::max(out.Lanes, std::min(out.Threads, Differs::Bound));
      out.Shuffled = false;
      out.Mask = MaskSource::None;
      return out;
    }
    if (a.Threads != Differs::No && b.Threads == Differs::No)
      return compare(op, a, b);
    llvm::StringRef turned = op == "<"    ? ">"
                             : op == ">"  ? "<"
                             : op == "<=" ? ">="
                             : op == ">=" ? "<="
                                          : op;
    if (b.Threads != Differs::No && a.Threads == Differs::No)
      return compare(turned, b, a);
    // Both differ: the side that is the same for the warp is what the other is compared with.
    return a.Lanes != Differs::No ? compare(op, a, b) : compare(turned, b, a);
  }
  return out;
}

} // namespace ascendify
