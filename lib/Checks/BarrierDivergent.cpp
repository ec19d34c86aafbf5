//===- BarrierDivergent.cpp - a block barrier that not all threads reach --===//
#include "Checks/Divergence.h"
#include <fmt/format.h>

namespace ascendify {

void barrierDivergent(const CheckInput &in, FindingSink sink) {
  if (!in.Device->has("simt"))
    return;
  SurestFindings found;
  forEachDivergentCall(*in.Lanes, *in.Code, Role::BlockBarrier, false,
                       [&](const DivergentCall &call) {
    Finding f = findingAt(call);
    std::string inside =
        call.Meant.In == call.In->Code ? "" : fmt::format(" in '{}'", call.Meant.In->Name);
    f.Message = fmt::format("'{}'{} is not reached by all threads of the block: {}", f.Symbol, inside,
                            reasonOf(call, "threads"));
    f.Advice = "let all threads reach the barrier and put the condition around the work only";
    f.Evidence = "include/simt_api/device_sync_functions.h";
    found.add(std::move(f));
  });
  found.give(sink);
}

} // namespace ascendify
