//===- WarpCollectiveDivergent.cpp - a shuffle that not all lanes reach ---===//
//
// A call whose mask is not full says itself that lanes are missing: that is for
// warp-partial-mask, and here only possible.
//
//===----------------------------------------------------------------------===//
#include "Checks/Divergence.h"
#include <fmt/format.h>

namespace ascendify {
namespace {

/// Whether all 32 lanes take part in \p e of \p in as it is written.
bool isWholeWarp(const Activation &in, const Expr &e, Roles does) {
  std::optional<unsigned> mask = does.position(Operand::Mask);
  if (!mask || *mask >= e.Children.size())
    return true;
  const std::optional<int64_t> &value = in.Values[e.Children[*mask]].Constant;
  return value && uint32_t(*value) == 0xffffffffu;
}

/// Whether the function around the collective \p meant is called with a mask that is not full.
bool isPartCalled(const DivergentCall &call, const Expr &meant, Roles does) {
  const Body &around = *call.Meant.In;
  std::optional<unsigned> mask = does.position(Operand::Mask);
  if (!mask || *mask >= meant.Children.size())
    return false;
  const Expr &passed = around.Exprs[meant.Children[*mask]];
  uint32_t parameter = 0;
  for (uint32_t i = 0; i < around.Variables.size() && i < passed.Local; ++i)
    parameter += around.Variables[i].Parameter;
  const Expr &outer = call.In->Code->Exprs[call.Call];
  if (passed.Kind != ExprKind::Variable || passed.Local >= around.Variables.size() ||
      !around.Variables[passed.Local].Parameter || parameter >= outer.Children.size() ||
      (outer.Usr != around.Usr))
    return false;
  const std::optional<int64_t> &value = call.In->Values[outer.Children[parameter]].Constant;
  return !value || uint32_t(*value) != 0xffffffffu;
}

/// A group that is a part of a warp has its own idea of who takes part.
bool isPartGroup(const Body &body, const Expr &e, Roles does) {
  uint32_t group = e.Object;
  if (std::optional<unsigned> at = does.position(Operand::Group); at && *at < e.Children.size())
    group = e.Children[*at];
  if (group == NoIndex)
    return false;
  llvm::StringRef type = body.Exprs[group].Type;
  uint32_t size = 0;
  type = type.substr(type.find('<') + 1);
  return type.consumeInteger(10, size) || size % 32 != 0;
}

} // namespace

void warpCollectiveDivergent(const CheckInput &in, FindingSink sink) {
  if (!in.Device->has("simt"))
    return;
  SurestFindings found;
  forEachDivergentCall(*in.Lanes, *in.Code, Role::WarpCollective, true,
                       [&](const DivergentCall &call) {
    const Body &meant = *call.Meant.In;
    const Expr &e = meant.Exprs[call.Meant.Call];
    Roles does = in.Lanes->rolesOf(meant, e);
    if (isPartGroup(meant, e, does))
      return;
    Finding f = findingAt(call);
    bool direct = &meant == call.In->Code;
    std::string inside = direct ? "" : fmt::format(" in '{}'", meant.Name);
    f.Message = fmt::format("'{}'{} is not reached by all lanes of the warp: {}", f.Symbol, inside,
                            reasonOf(call, "lanes"));
    if (direct ? !isWholeWarp(*call.In, e, does) : isPartCalled(call, e, does)) {
      f.Sureness = Likelihood::Possible;
      f.Level = Severity::Note;
      f.Message += "; its mask is not full and may name just these lanes";
    }
    f.Advice = "call it where all 32 lanes are active and choose the result afterwards";
    f.Evidence = "include/simt_api/device_warp_functions.h";
    found.add(std::move(f));
  });
  found.give(sink);
}

} // namespace ascendify
