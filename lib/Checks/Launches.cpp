//===- Launches.cpp - launches with what is known of their configuration --===//
#include "Checks/Launches.h"
#include "Flow/Lanes.h"
#include <fmt/format.h>
#include <fmt/ranges.h>

namespace ascendify {

std::vector<Launch> launchesOf(const Program &code, const RangeAnalysis &ranges) {
  std::vector<Launch> all;
  for (const Body &body : code.bodies()) {
    if (hasInstantiation(code, body))
      continue;
    for (uint32_t i = 0; i < body.Exprs.size(); ++i) {
      const Expr &e = body.Exprs[i];
      Launch out;
      out.In = &body, out.At = i;
      if (e.Kind == ExprKind::Launch) {
        if (e.Children.size() < 4)
          continue;
        out.Kernel = e.Text.str();
        out.KernelUsr = e.Usr.str();
        out.Grid = ranges.extents(body, e.Children[0]);
        out.Block = ranges.extents(body, e.Children[1]);
        out.Shared = ranges.value(body, e.Children[2]);
        all.push_back(std::move(out));
        continue;
      }
      Roles does = e.Kind == ExprKind::Call ? code.rolesOf(e.Text) : Roles();
      if (!does.has(Role::Launch))
        continue;
      auto operand = [&](Operand which) -> std::optional<uint32_t> {
        std::optional<unsigned> at = does.position(which);
        return at && *at < e.Children.size() ? std::optional<uint32_t>(e.Children[*at]) : std::nullopt;
      };
      if (std::optional<uint32_t> function = operand(Operand::Function)) {
        uint32_t at = *function;
        while (body.Exprs[at].Kind != ExprKind::Variable && !body.Exprs[at].Children.empty())
          at = body.Exprs[at].Children[0];
        out.Kernel = body.Exprs[at].Text.str();
        out.KernelUsr = body.Exprs[at].Usr.str();
      }
      if (std::optional<uint32_t> grid = operand(Operand::Grid))
        out.Grid = ranges.extents(body, *grid);
      if (std::optional<uint32_t> block = operand(Operand::Block))
        out.Block = ranges.extents(body, *block);
      if (std::optional<uint32_t> shared = operand(Operand::SharedBytes))
        out.Shared = ranges.value(body, *shared);
      all.push_back(std::move(out));
    }
  }
  return all;
}

int64_t greatest(const FormulaRef &f, const Launch &launch, int64_t threads) {
  std::map<std::string, IntRange> bounds;
  for (const FormulaRef &extent : launch.Block)
    if (extent && extent->Op == Formula::Input)
      bounds[extent->Key] = {std::max<int64_t>(extent->Bounds.Lo, 1), std::min(extent->Bounds.Hi, threads)};
    else if (extent && extent->Op == Formula::Within && extent->A->Op == Formula::Input)
      bounds[extent->A->Key] = {std::max<int64_t>(extent->A->Bounds.Lo, 1), std::min(extent->A->Bounds.Hi, threads)};
  return rangeOf(f, &bounds).Hi;
}

std::string grouped(int64_t number) {
  std::string digits = std::to_string(number);
  for (int at = int(digits.size()) - 3, first = digits[0] == '-'; at > first; at -= 3)
    digits.insert(size_t(at), ",");
  return digits;
}

Assumed assumedOf(const Profile &source) {
  Assumed out;
  out.Divisor = source.limit("block-threads").value_or(1);
  out.Device = source.limit("multiprocessors").value_or(1);
  out.PerDevice = source.limit("blocks-per-multiprocessor").value_or(1);
  return out;
}

std::string describe(const Threshold &t) {
  std::string out = "when ";
  if (t.Inputs.size() == 1) {
    out += fmt::format("{} > {}", t.Inputs[0], grouped(t.Greatest));
  } else {
    out += fmt::format("{} are all > {}", fmt::join(t.Inputs, ", "), grouped(t.Greatest));
  }
  std::string given;
  for (const auto &[name, value] : t.Given)
    given += fmt::format("{}{} = {}", given.empty() ? "" : ", ", name, grouped(value));
  if (!given.empty())
    out += fmt::format(" (with {})", given);
  return out;
}

} // namespace ascendify
