//===- WarpPartialMask.cpp - a warp function with a mask that is not full -===//
#include "Checks/Divergence.h"
#include <fmt/format.h>

namespace ascendify {

void warpPartialMask(const CheckInput &in, FindingSink sink) {
  if (!in.Device->has("simt"))
    return;
  SurestFindings found;
  for (const Activation *activation : in.Lanes->activations()) {
    const Body &body = *activation->Code;
    for (uint32_t block : activation->Flow.order())
      body.forEachIn(block, [&](uint32_t i) {
        const Expr &e = body.Exprs[i];
        if (e.Kind != ExprKind::Call)
          return;
        Roles does = in.Code->rolesOf(e.Text);
        std::optional<unsigned> at = does.position(Operand::Mask);
        if (!does.has(Role::WarpCollective, Role::WarpBarrier) || !at || *at >= e.Children.size())
          return;
        uint32_t mask = e.Children[*at];
        const LaneValue &value = activation->Values[mask];
        if (value.Constant && uint32_t(*value.Constant) == 0xffffffffu)
          return;
        Finding f;
        std::string what;
        if (value.Constant) {
          what = fmt::format("is {:#x}, not all 32 lanes", uint32_t(*value.Constant));
        } else if (value.Mask == MaskSource::Constant) {
          what = "is a constant that leaves out lanes, on one of the ways here";
        } else if (value.Mask == MaskSource::Ballot) {
          what = "comes from a ballot, so it leaves out lanes";
        } else if (value.Mask == MaskSource::Match) {
          what = "comes from a match, so it names the lanes with one value";
        } else if (value.Mask == MaskSource::Active) {
          what = "is the lanes that were active at another call";
          f.Sureness = Likelihood::Likely;
        } else {
          what = "is known at run time only, and may leave out lanes";
          f.Sureness = Likelihood::Possible;
        }
        f.Kind = Axis::Hazard;
        f.Level = f.Sureness == Likelihood::Possible ? Severity::Note : Severity::Warning;
        f.Place = body.placeOf(i);
        f.Symbol = e.Text.str();
        f.Function = body.Name;
        f.Message = fmt::format("the mask '{}' of '{}' {}; the target's warp functions have no mask and "
                                "act on the lanes that are active at the call",
                                spell(body, mask), f.Symbol, what);
        f.Advice = "call it where all 32 lanes are active and choose the result afterwards";
        f.Evidence = "include/simt_api/device_warp_functions.h";
        found.add(std::move(f));
      });
  }
  found.give(sink);
}

} // namespace ascendify
