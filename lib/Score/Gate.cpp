//===- Gate.cpp - conditions that fail a build ----------------------------===//
#include "Score/Gate.h"
#include "Model/Names.h"
#include "Support/Error.h"
#include "Support/JsonSchema.h"
#include "Support/Text.h"
#include "llvm/ADT/StringExtras.h"
#include <cmath>

namespace ascendify {
namespace {

constexpr llvm::StringRef Allowed =
    "new-blockers, new-findings, new-findings>=certain|likely|possible, friction>N, "
    "friction-delta>N, "
    "effort-delta>N, coverage<N";

/// Takes `<`, `<=`, `>` or `>=` off the front of \p rest; false when there is none.
bool takeOperator(llvm::StringRef &rest, Gate &out) {
  rest = rest.ltrim();
  if (rest.consume_front("<"))
    out.Below = true;
  else if (!rest.consume_front(">"))
    return false;
  out.Including = rest.consume_front("=");
  rest = rest.trim();
  return true;
}

std::string firstOf(const std::vector<const Finding *> &list, size_t count) {
  const Finding &f = *list.front();
  std::string out = fmt::format("{}:{}: {} [{}]", f.Place.File, f.Place.Line, f.Message, f.Id);
  if (count > 1)
    out += fmt::format(" and {} more", count - 1);
  return out;
}

} // namespace

llvm::Expected<Gate> parseGate(llvm::StringRef text) {
  Gate out;
  out.Text = text.str();
  llvm::StringRef rest = text.trim();
  llvm::StringRef name = rest.take_while([](char c) { return llvm::isAlnum(c) || c == '-'; });
  rest = rest.drop_front(name.size()).ltrim();
  auto wrong = [&](const std::string &why) {
    return makeError("--fail-on '{}': {}; allowed: {}", text.str(), why, Allowed.str());
  };
  if (name == "new-blockers") {
    if (!rest.empty())
      return wrong(fmt::format("'{}' behind 'new-blockers'", rest.str()));
    return out;
  }
  if (name == "new-findings") {
    out.What = Gate::Measure::NewFindings;
    if (rest.empty())
      return out;
    if (!takeOperator(rest, out) || out.Below || !out.Including)
      return wrong(fmt::format("expected '>=' behind 'new-findings', found '{}'", rest.str()));
    std::optional<Likelihood> least = parseName<Likelihood>(rest);
    if (!least)
      return wrong(fmt::format("'{}' is no confidence", rest.str()));
    out.Least = *least;
    return out;
  }
  if (name == "coverage") {
    out.What = Gate::Measure::Coverage;
    if (!takeOperator(rest, out) || !out.Below)
      return wrong("expected '<' and a number behind 'coverage'");
    if (!llvm::to_float(rest.rtrim('%'), out.Limit) || !(out.Limit >= 0 && out.Limit <= 100))
      return wrong(fmt::format("'{}' is no percentage", rest.str()));
    return out;
  }
  if (name == "friction" || name == "friction-delta" || name == "effort-delta") {
    out.What = name == "friction"         ? Gate::Measure::Friction
               : name == "friction-delta" ? Gate::Measure::FrictionDelta
                                          : Gate::Measure::EffortDelta;
    if (!takeOperator(rest, out) || out.Below)
      return wrong(fmt::format("expected '>' and a number behind '{}'", name.str()));
    if (!llvm::to_float(rest, out.Limit) || !std::isfinite(out.Limit))
      return wrong(fmt::format("'{}' is no number", rest.str()));
    return out;
  }
  std::vector<std::string> known = {"new-blockers",   "new-findings", "friction",
                                    "friction-delta", "effort-delta", "coverage"};
  std::string near = nearest(name, known);
  return wrong(name.empty()
                   ? "expected a name"
                   : fmt::format("unknown '{}'{}", name.str(),
                                 near.empty() ? "" : fmt::format(", did you mean '{}'?", near)));
}

llvm::Expected<std::optional<std::string>>
failure(const Gate &gate, const AuditRecord *old, const AuditRecord &now, const Comparison *since) {
  std::optional<std::string> holds;
  switch (gate.What) {
  case Gate::Measure::Coverage: {
    double seen = now.coverage();
    if (gate.Including ? seen <= gate.Limit : seen < gate.Limit)
      return fmt::format("{:.1f}% of the CUDA files have a syntax tree ({} of {})", seen,
                         grouped(now.CudaSeen), grouped(now.CudaFiles));
    return holds;
  }
  case Gate::Measure::Friction:
  case Gate::Measure::FrictionDelta:
  case Gate::Measure::EffortDelta: {
    for (const std::string &profile : now.Profiles) {
      bool effort = gate.What == Gate::Measure::EffortDelta,
           delta = gate.What != Gate::Measure::Friction;
      auto figure = [&](const AuditRecord &audit) -> llvm::Expected<double> {
        auto it = audit.Scores.find(profile);
        if (it == audit.Scores.end())
          return makeError(
              "--fail-on '{}': '{}' has no score for {}; audit it again with this program",
              gate.Text, audit.Name, profile);
        return effort ? it->second.Hours.P50 : it->second.Friction;
      };
      llvm::Expected<double> value = figure(now);
      if (!value)
        return value.takeError();
      double before = 0;
      if (delta) {
        assert(old && "a gate about a change needs a baseline");
        llvm::Expected<double> was = figure(*old);
        if (!was)
          return was.takeError();
        before = *was;
      }
      double change = *value - before;
      if (gate.Including ? change < gate.Limit : change <= gate.Limit)
        continue;
      if (!delta)
        return fmt::format("the friction on {} is {:.1f}", profile, *value);
      return fmt::format("{} on {} rose by {:.1f}, from {:.1f} to {:.1f}",
                         effort ? "the effort in hours" : "the friction", profile, change, before,
                         *value);
    }
    return holds;
  }
  case Gate::Measure::NewBlockers:
  case Gate::Measure::NewFindings:
    break;
  }
  assert(since && "a gate about new findings needs a comparison");
  std::vector<const Finding *> list;
  for (const Finding *f : since->New)
    if (gate.What == Gate::Measure::NewBlockers ? f->Kind == Axis::Blocker
                                                : f->Sureness <= gate.Least)
      list.push_back(f);
  if (list.empty())
    return holds;
  return fmt::format(
      "{}: {}",
      countOf(list.size(), gate.What == Gate::Measure::NewBlockers ? "new blocker" : "new finding"),
      firstOf(list, list.size()));
}

} // namespace ascendify
