//===- Divergence.cpp - what the checks of divergence share ---------------===//
#include "Checks/Divergence.h"
#include "llvm/ADT/STLExtras.h"
#include <fmt/format.h>

namespace ascendify {

void SurestFindings::add(Finding f) {
  auto [it, isNew] = Best.try_emplace({f.Place, f.Symbol}, f);
  if (!isNew && std::tie(f.Sureness, f.Message) < std::tie(it->second.Sureness, it->second.Message))
    it->second = std::move(f);
}

void SurestFindings::give(FindingSink sink) const {
  for (const auto &[place, finding] : Best)
    sink(finding);
}

std::string placeText(const Location &place, const Location &from) {
  return place.File == from.File ? fmt::format("line {}", place.Line) : fmt::format("{}:{}", place.File, place.Line);
}

Likelihood likelihoodOf(Differs level) {
  return level == Differs::Index   ? Likelihood::Certain
         : level > Differs::Unknown ? Likelihood::Likely
                                    : Likelihood::Possible;
}

void forEachDivergentCall(const LaneAnalysis &lanes, const Program &code, Role role, bool ofWarp,
                          llvm::function_ref<void(const DivergentCall &)> visit) {
  for (const Activation *in : lanes.activations()) {
    const Body &body = *in->Code;
    for (uint32_t block : in->Flow.order()) {
      const Reached &reached = in->Blocks[block];
      Differs level = ofWarp ? reached.Lanes : reached.Threads;
      uint32_t branch = ofWarp ? reached.LaneBranch : reached.ThreadBranch;
      if (level == Differs::No)
        continue;
      body.forEachIn(block, [&](uint32_t i) {
        const Expr &e = body.Exprs[i];
        if (e.Kind != ExprKind::Call && e.Kind != ExprKind::Construct)
          return;
        if (lanes.rolesOf(body, e).has(role))
          return visit({in, i, {&body, i}, level, branch});
        for (const Body *target : code.targets(e)) {
          if (target->Where == Side::Host)
            continue;
          FirstCall first =
              ofWarp ? lanes.firstWarpCollective(*target) : lanes.firstBlockBarrier(*target);
          if (first.In)
            return visit({in, i, first, level, branch});
        }
      });
    }
  }
}

std::string reasonOf(const DivergentCall &call, llvm::StringRef who) {
  const Body &body = *call.In->Code;
  const ControlFlow &flow = call.In->Flow;
  const BasicBlock &branch = body.Blocks[call.Branch];
  std::string condition = spell(body, branch.Condition);
  uint32_t line = body.Exprs[branch.Condition].Line;
  uint32_t at = body.Exprs[call.Call].Block;
  llvm::SmallVector<bool, 2> ways = flow.ways(call.Branch, at);
  bool loops = flow.region(call.Branch).test(call.Branch);
  std::string how;
  if (branch.Terminator == "switch") {
    how = fmt::format("only {} for some values of '{}' (line {}) get here", who.str(), condition, line);
  } else if (ways.size() == 2 && ways[0] != ways[1]) {
    // The other way: straight out of the function, or around this place.
    uint32_t other = flow.successors(call.Branch)[ways[0] ? 1 : 0];
    bool left = other != flow.postDominator(call.Branch) &&
                llvm::any_of(body.Blocks[other].Statements, [&](uint32_t statement) {
                  return body.Exprs[statement].Kind == ExprKind::Return;
                });
    if (left)
      how = fmt::format("{} for which '{}' (line {}) is {} have returned before", who.str(), condition,
                        line, ways[0] ? "false" : "true");
    else if (loops)
      how = fmt::format("the loop runs while '{}' (line {}) is {}, for some {} longer than for others",
                        condition, line, ways[0] ? "true" : "false", who.str());
    else
      how = fmt::format("only {} for which '{}' (line {}) is {} get here", who.str(), condition, line,
                        ways[0] ? "true" : "false");
  } else {
    how = fmt::format("'{}' (line {}) decides how often {} get here", condition, line, who.str());
  }
  switch (call.Level) {
  case Differs::Index:
    return how + "; the condition depends on the index of the thread";
  case Differs::Bound:
    return how + "; the condition compares the index of the thread with a value that is known at run "
                 "time only";
  case Differs::Data:
    return how + "; the condition depends on data that every thread reads for itself";
  default:
    return how + "; the condition may differ, this was not followed to its end";
  }
}

Finding findingAt(const DivergentCall &call) {
  const Body &body = *call.In->Code;
  Finding f;
  f.Kind = Axis::Hazard;
  f.Sureness = likelihoodOf(call.Level);
  f.Level = f.Sureness == Likelihood::Possible ? Severity::Note : Severity::Warning;
  f.Place = body.placeOf(call.Call);
  f.Symbol = call.Meant.In->Exprs[call.Meant.Call].Text.str();
  f.Function = body.Name;
  f.Related.push_back({body.placeOf(body.Blocks[call.Branch].Condition), "the condition"});
  if (call.Meant.In != &body)
    f.Related.push_back({call.Meant.In->placeOf(call.Meant.Call), "reached through the call"});
  return f;
}

} // namespace ascendify
