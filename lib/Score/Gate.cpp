//===- Gate.cpp - conditions that fail a build ----------------------------===//
#include "Score/Gate.h"
#include "Model/Names.h"
#include "Support/Error.h"
#include "Support/JsonSchema.h"
#include "Support/Text.h"
#include "llvm/ADT/StringExtras.h"

namespace ascendify {
namespace {

constexpr llvm::StringRef Allowed =
    "new-blockers, new-findings, new-findings>=certain|likely|possible, coverage<N";

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
  std::vector<std::string> known = {"new-blockers", "new-findings", "coverage"};
  std::string near = nearest(name, known);
  return wrong(name.empty()
                   ? "expected a name"
                   : fmt::format("unknown '{}'{}", name.str(),
                                 near.empty() ? "" : fmt::format(", did you mean '{}'?", near)));
}

std::optional<std::string> failure(const Gate &gate, const AuditRecord &now,
                                   const Comparison *since) {
  if (gate.What == Gate::Measure::Coverage) {
    double seen = now.coverage();
    bool fails = gate.Including ? seen <= gate.Limit : seen < gate.Limit;
    if (!fails)
      return std::nullopt;
    return fmt::format("{:.1f}% of the CUDA files have a syntax tree ({} of {})", seen,
                       grouped(now.CudaSeen), grouped(now.CudaFiles));
  }
  assert(since && "a gate about new findings needs a comparison");
  std::vector<const Finding *> list;
  for (const Finding *f : since->New)
    if (gate.What == Gate::Measure::NewBlockers ? f->Kind == Axis::Blocker
                                                : f->Sureness <= gate.Least)
      list.push_back(f);
  if (list.empty())
    return std::nullopt;
  return fmt::format(
      "{}: {}",
      countOf(list.size(), gate.What == Gate::Measure::NewBlockers ? "new blocker" : "new finding"),
      firstOf(list, list.size()));
}

} // namespace ascendify
