//===- TextPlan.cpp - plan and comparisons of figures for a terminal ------===//
#include "Report/TextPlan.h"
#include "Model/Names.h"
#include "Support/Text.h"
#include "llvm/ADT/STLExtras.h"
#include <fmt/format.h>

namespace ascendify {
namespace {

std::string at(const Location &l) { return fmt::format("{}:{}", l.File, l.Line); }

Cell number(std::string text, Tone look = Tone::Plain) { return {std::move(text), look, true}; }

Tone toneOf(Axis axis) {
  return axis == Axis::Blocker ? Tone::Bad : axis == Axis::Hazard ? Tone::Warn : Tone::Plain;
}

std::string rangeText(const EffortRange &r) {
  return fmt::format("{} h ({} to {})", hoursText(r.P50), hoursText(r.P10), hoursText(r.P90));
}

void addMilestone(Page &page, const Milestone &m, size_t most) {
  std::string what = m.Kernel.empty()
                         ? fmt::format("First running milestone: {} builds", m.Place.File)
                         : fmt::format("First running milestone: kernel {} ({})", m.Kernel, at(m.Place));
  if (m.Launch)
    what += ", launched at " + at(*m.Launch);
  page.paragraph(fmt::format("{}; {} in {}", what, rangeText(m.Hours), countOf(m.Files.size(), "file")));
  std::vector<std::vector<Cell>> rows;
  for (size_t i = 0; i < m.Steps.size() && i < most; ++i) {
    const PlanStep &s = m.Steps[i];
    rows.push_back({{nameOf(s.Purpose).str(), Tone::Dim},
                    {s.Item, toneOf(s.Kind)},
                    number(fmt::format("{:.4g}×", s.Places), Tone::Dim),
                    number(hoursText(s.Hours.P50) + " h"),
                    {s.Route, Tone::Dim}});
  }
  page.table(rows, 4);
  if (m.Steps.size() > most)
    page.paragraph(fmt::format("… and {} more", grouped(m.Steps.size() - most)), 4, Tone::Dim);
}

} // namespace

std::string hoursText(double hours) {
  return hours < 10 ? fmt::format("{:.1f}", hours) : grouped(uint64_t(hours + 0.5));
}

void addSideBySide(Page &page, const Audit &audit) {
  if (audit.Scores.size() < 2)
    return;
  page.heading("Side by side");
  std::vector<std::vector<Cell>> rows = {{{"profile", Tone::Dim},
                                          number("friction", Tone::Dim),
                                          number("hours", Tone::Dim),
                                          number("blockers", Tone::Dim),
                                          number("hazards", Tone::Dim),
                                          number("risk", Tone::Dim),
                                          {"kernels that build now", Tone::Dim}}};
  for (size_t p = 0; p < audit.Scores.size(); ++p) {
    const Score &s = audit.Scores[p];
    auto items = [&](Axis axis) {
      return grouped(uint64_t(llvm::count_if(s.Contributions, [&](const Contribution &c) { return c.Kind == axis; })));
    };
    std::string kernels = p < audit.Plans.size() ? fmt::format("{} of {}", grouped(audit.Plans[p].KernelsNow),
                                                               grouped(audit.Plans[p].Kernels))
                                                 : "";
    rows.push_back({{s.Profile},
                    number(fmt::format("{:.0f}", s.Friction)),
                    number(hoursText(s.Hours.P50)),
                    number(items(Axis::Blocker)),
                    number(items(Axis::Hazard)),
                    number(fmt::format("{:.0f}", s.PerformanceRisk)),
                    {kernels}});
  }
  page.table(rows);
}

void addPlan(Page &page, const Audit &audit, size_t most) {
  for (const Plan &plan : audit.Plans) {
    if (plan.Steps.empty())
      continue;
    page.heading(audit.Plans.size() > 1 ? "Work plan for " + plan.Profile : "Work plan");
    page.paragraph(fmt::format("{} of {} and {} of {} build after the automatic changes alone",
                               grouped(plan.KernelsNow), countOf(plan.Kernels, "kernel"), grouped(plan.FilesNow),
                               countOf(plan.Files, "file")),
                   2, Tone::Dim);
    if (plan.First)
      addMilestone(page, *plan.First, most);
    std::vector<std::vector<Cell>> rows;
    size_t shown = 0;
    for (const PlanStep &s : plan.Steps) {
      if (s.Purpose != Phase::Build || shown == most)
        break;
      if (rows.empty())
        rows.push_back({{""},
                        {"then, what most wait for", Tone::Dim},
                        number("hours", Tone::Dim),
                        number("waiting", Tone::Dim),
                        number("kernels", Tone::Dim),
                        number("files", Tone::Dim),
                        {"first", Tone::Dim}});
      rows.push_back({number(fmt::format("{}", ++shown), Tone::Dim),
                      {s.Item, toneOf(s.Kind)},
                      number(hoursText(s.Hours.P50)),
                      number(grouped(s.KernelsWaiting + s.FilesWaiting)),
                      number(grouped(s.KernelsThen), Tone::Good),
                      number(grouped(s.FilesThen), Tone::Good),
                      {at(s.First), Tone::Dim}});
    }
    page.table(rows, 2, /*keepEnd=*/true);
    double left[4] = {};
    size_t items[4] = {};
    for (const PlanStep &s : plan.Steps)
      left[size_t(s.Purpose)] += s.Hours.P50, ++items[size_t(s.Purpose)];
    if (items[0] > shown)
      page.paragraph(fmt::format("… and {} more steps (--verbose lists them)", grouped(items[0] - shown)), 4, Tone::Dim);
    std::string rest;
    for (auto [phase, what] : {std::pair(Phase::Check, "look at hazards"), {Phase::Test, "test kernels"}, {Phase::Review, "read what was rewritten"}})
      if (items[size_t(phase)])
        rest += fmt::format("{}{} ({} h)", rest.empty() ? "after that: " : ", ", what, hoursText(left[size_t(phase)]));
    if (!rest.empty())
      page.paragraph(rest, 2, Tone::Dim);
  }
}

void addWhatIf(Page &page, const Audit &audit) {
  if (audit.WhatIfs.empty())
    return;
  page.heading("What if");
  std::vector<std::vector<Cell>> rows = {{{"", Tone::Dim},
                                          number("friction", Tone::Dim),
                                          number("hours", Tone::Dim),
                                          number("saves", Tone::Dim),
                                          {audit.Scores.size() > 1 ? "profile" : "", Tone::Dim}}};
  for (size_t p = 0; p < audit.Scores.size(); ++p) {
    const Score &now = audit.Scores[p];
    std::string profile = audit.Scores.size() > 1 ? now.Profile : "";
    rows.push_back({{"as it is"}, number(fmt::format("{:.0f}", now.Friction)), number(hoursText(now.Hours.P50)), {""}, {profile}});
    for (const WhatIf &what : audit.WhatIfs) {
      const WhatIf::Figures &f = what.By[p];
      rows.push_back({{what.Assumed, what.Matched ? Tone::Plain : Tone::Warn},
                      number(fmt::format("{:.0f}", f.Friction)),
                      number(hoursText(f.Hours.P50)),
                      number(what.Matched ? hoursText(now.Hours.P50 - f.Hours.P50) : "matches nothing", Tone::Good),
                      {profile}});
    }
  }
  page.table(rows);
}

} // namespace ascendify
