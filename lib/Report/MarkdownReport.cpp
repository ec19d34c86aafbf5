//===- MarkdownReport.cpp - the audit for a page or a job summary ---------===//
//
// The same order as the text report: what this is, how well it was seen, what is automatic, what
// stands in the way. Lists are cut where a reader would stop; the JSON has everything.
//
//===----------------------------------------------------------------------===//
#include "Model/Names.h"
#include "Report/Markdown.h"
#include "Report/Report.h"
#include "Support/Text.h"
#include "llvm/ADT/STLExtras.h"
#include <fmt/format.h>
#include <map>

namespace ascendify {
namespace {

class MarkdownReport {
public:
  MarkdownReport(const Audit &audit, const ReportOptions &options)
      : A(audit), Most(options.Verbose ? 100000 : 10) {}

  std::string render() {
    Out = fmt::format("# {}: CUDA to Ascend\n\n", escapeMarkdown(A.RootName));
    if (A.Interrupted)
      Out += "**Interrupted: this report is partial; counts are lower bounds.**\n\n";
    const Coverage &c = A.Seen;
    Out +=
        fmt::format("{}, {}, {}, {}, {}. CUDA {}, {}; target {}.\n\n", countOf(c.Files, "file"),
                    countOf(c.Lines, "line"), countOf(c.CudaFiles, "CUDA file"),
                    countOf(A.Kernels.size(), "kernel"), countOf(A.Launches, "launch", "launches"),
                    escapeMarkdown(A.CudaVersion.Value), codeSpan(A.Architecture.Value),
                    escapeMarkdown(join(A.Profiles)));
    if (A.Changed)
      changed();
    coverage();
    if (!A.anyCuda()) {
      Out += "No CUDA found.\n";
      return std::move(Out);
    }
    score();
    plan();
    whatIf();
    dispositions();
    findings("Blockers", [](const Finding &f) { return f.Kind == Axis::Blocker; });
    findings("Look twice", [](const Finding &f) {
      return f.Kind == Axis::Hazard && f.Sureness != Likelihood::Possible;
    });
    work("By hand", Disposition::Manual);
    work("Unknown", Disposition::Unknown);
    for (const std::string &note : A.Notes)
      Out += "> " + escapeMarkdown(note) + "\n>\n";
    return std::move(Out);
  }

private:
  static std::string join(const std::vector<std::string> &list) {
    std::string out;
    for (const std::string &one : list)
      out += (out.empty() ? "" : ", ") + one;
    return out;
  }

  /// For the comment of a pull request: what it adds, with effort and route.
  void changed() {
    Out += fmt::format("**{} on {} of {} changed since {}**, {} elsewhere.\n\n", countOf(A.Changed->Shown, "finding"),
                       countOf(A.Changed->Lines, "line"), countOf(A.Changed->Files, "file"), codeSpan(A.Changed->Revision),
                       grouped(A.Changed->Elsewhere));
    size_t left = A.Changed->Shown, shown = 0;
    for (Axis axis : {Axis::Blocker, Axis::Hazard, Axis::Volume})
      for (const Finding &f : A.Findings) {
        if (f.Kind != axis || f.SuppressedBy != Silenced::No || shown == 5 * Most)
          continue;
        ++shown, --left;
        Out += fmt::format("- **{}** {} {}: {}", nameOf(f.Kind).str(), codeSpan(f.Id), at(f.Place), escapeMarkdown(f.Message));
        if (f.Effort)
          Out += fmt::format(". Effort: {:.1f} engineer-hours ({:.1f} to {:.1f})", f.Effort->P50, f.Effort->P10, f.Effort->P90);
        if (!f.Advice.empty())
          Out += ". Instead: " + escapeMarkdown(f.Advice);
        Out += "\n";
      }
    if (left)
      Out += fmt::format("- and {} more\n", grouped(left));
    Out += "\n";
  }

  void coverage() {
    const Coverage &c = A.Seen;
    Out += "## Coverage\n\n| seen | files | of them CUDA |\n|---|---:|---:|\n";
    Out += fmt::format(
        "| parsed: complete syntax tree | {} | {} |\n| recovered: parsed past errors | {} | {} |\n"
        "| lexed: tokens only | {} | {} |\n\n",
        grouped(c.Parsed), grouped(c.CudaParsed), grouped(c.Recovered), grouped(c.CudaRecovered),
        grouped(c.Lexed), grouped(c.CudaLexed));
    for (const auto &[list, what] : {std::pair(&c.Unread, "not read"), {&c.Failures, "not parsed"}})
      for (const LeftOut &one : *list)
        Out += fmt::format("- {}: {}: {}\n", what, codeSpan(one.Path), escapeMarkdown(one.Reason));
    if (!c.Unread.empty() || !c.Failures.empty())
      Out += "\n";
  }

  void score() {
    for (const Score &s : A.Scores) {
      Out += fmt::format(
          "## Friction {:.0f} of 100 on {}\n\n{:.1f} engineer-hours ({:.1f} to {:.1f}){}; "
          "performance risk {:.0f} of "
          "100.\n\n| share | item | axis | places | hours |\n|---:|---|---|---:|---:|\n",
          s.Friction, s.Profile, s.Hours.P50, s.Hours.P10, s.Hours.P90,
          s.Calibrated ? "" : ", an estimate that is not calibrated", s.PerformanceRisk);
      for (size_t i = 0; i < s.Contributions.size() && i < Most; ++i) {
        const Contribution &c = s.Contributions[i];
        Out += fmt::format("| {:.0f}% | {} | {} | {} | {:.1f} |\n",
                           s.Weight > 0 ? 100 * c.Weight / s.Weight : 0, codeSpan(c.Item),
                           nameOf(c.Kind).str(), grouped(c.Count), c.Hours.P50);
      }
      Out += "\n";
    }
  }

  static std::string at(const Location &l) { return codeSpan(fmt::format("{}:{}", l.File, l.Line)); }

  void plan() {
    for (const Plan &plan : A.Plans) {
      if (plan.Steps.empty())
        continue;
      Out += fmt::format("## Work plan on {}\n\n{} of {} and {} of {} build after the automatic changes alone.\n\n",
                         plan.Profile, grouped(plan.KernelsNow), countOf(plan.Kernels, "kernel"), grouped(plan.FilesNow),
                         countOf(plan.Files, "file"));
      if (plan.First) {
        const Milestone &m = *plan.First;
        Out += m.Kernel.empty() ? fmt::format("First running milestone: {} builds", codeSpan(m.Place.File))
                                : fmt::format("First running milestone: kernel {} ({})", codeSpan(m.Kernel), at(m.Place));
        if (m.Launch)
          Out += ", launched at " + at(*m.Launch);
        Out += fmt::format(", {:.1f} engineer-hours ({:.1f} to {:.1f}) in {}:\n\n", m.Hours.P50, m.Hours.P10, m.Hours.P90,
                           countOf(m.Files.size(), "file"));
        for (size_t i = 0; i < m.Steps.size() && i < Most; ++i)
          Out += fmt::format("- {}: {}, {:.1f} h{}\n", nameOf(m.Steps[i].Purpose).str(), codeSpan(m.Steps[i].Item), m.Steps[i].Hours.P50,
                             m.Steps[i].Route.empty() ? "" : ": " + escapeMarkdown(m.Steps[i].Route));
        if (m.Steps.size() > Most)
          Out += fmt::format("- and {} more\n", grouped(m.Steps.size() - Most));
        Out += "\n";
      }
      Out += "| step | item | for | hours | kernels waiting | kernels then | files then | first | route |\n"
             "|---:|---|---|---:|---:|---:|---:|---|---|\n";
      for (size_t i = 0; i < plan.Steps.size() && i < Most; ++i) {
        const PlanStep &s = plan.Steps[i];
        Out += fmt::format("| {} | {} | {} | {:.1f} | {} | {} | {} | {} | {} |\n", i + 1, codeSpan(s.Item),
                           nameOf(s.Purpose).str(), s.Hours.P50, grouped(s.KernelsWaiting), grouped(s.KernelsThen),
                           grouped(s.FilesThen), at(s.First), escapeMarkdown(s.Route));
      }
      if (plan.Steps.size() > Most)
        Out += fmt::format("\n… and {} more.\n", grouped(plan.Steps.size() - Most));
      Out += "\n";
    }
  }

  void whatIf() {
    if (A.WhatIfs.empty())
      return;
    Out += "## What if\n\n| | profile | friction | hours | instead of |\n|---|---|---:|---:|---:|\n";
    for (size_t p = 0; p < A.Scores.size(); ++p)
      for (const WhatIf &what : A.WhatIfs)
        Out += fmt::format("| {}{} | {} | {:.0f} | {:.1f} | {:.1f} |\n", escapeMarkdown(what.Assumed),
                           what.Matched ? "" : " (matches nothing)", A.Scores[p].Profile, what.By[p].Friction,
                           what.By[p].Hours.P50, A.Scores[p].Hours.P50);
    Out += "\n";
  }

  void dispositions() {
    Out += fmt::format(
        "## {} of the CUDA platform\n\n| profile | style | automatic | by hand | none | unknown |\n"
        "|---|---|---:|---:|---:|---:|\n",
        countOf(A.Total.Uses, "use"));
    for (size_t p = 0; p < A.Profiles.size(); ++p)
      for (size_t s = 0; s < A.Styles.size(); ++s) {
        const Tally &t = A.ByOutcome[A.index(p, s)];
        Out += fmt::format("| {} | {} | {} | {} | {} | {} |\n", A.Profiles[p], A.Styles[s],
                           grouped(t.Automatic), grouped(t.Manual), grouped(t.Unsupported),
                           grouped(t.Unknown));
      }
    Out += "\n";
  }

  template <typename Wanted> void findings(const char *title, Wanted wanted) {
    struct Group {
      uint64_t Count = 0;
      const Finding *First = nullptr;
    };
    std::map<std::pair<std::string, std::string>, Group> groups; // id and symbol
    for (const Finding &f : A.Findings)
      if (f.SuppressedBy == Silenced::No && wanted(f)) {
        Group &group = groups[{f.Id, f.Symbol}];
        ++group.Count;
        if (!group.First)
          group.First = &f;
      }
    std::vector<const Group *> list;
    for (const auto &[key, group] : groups)
      list.push_back(&group);
    llvm::sort(list, [](const Group *a, const Group *b) {
      return std::tie(b->Count, a->First->Id, a->First->Symbol) <
             std::tie(a->Count, b->First->Id, b->First->Symbol);
    });
    rows(title, list.size(), [&](size_t i) {
      const Finding &f = *list[i]->First;
      return fmt::format("| {} | {} | {} | {} |\n", grouped(list[i]->Count), codeSpan(f.Id),
                         codeSpan(fmt::format("{}:{}", f.Place.File, f.Place.Line)),
                         escapeMarkdown(f.Message));
    });
  }

  void work(const char *title, Disposition status) {
    std::vector<const WorkItem *> list;
    for (const WorkItem &w : A.Work) // most uses first
      if (w.Status == status)
        list.push_back(&w);
    rows(title, list.size(), [&](size_t i) {
      const WorkItem &w = *list[i];
      return fmt::format(
          "| {} | {} | {} | {} |\n", grouped(w.Uses), codeSpan(w.Symbol),
          codeSpan(fmt::format("{}:{}", w.First.File, w.First.Line)),
          escapeMarkdown(w.Reason + (w.Advice.empty() ? "" : ". Instead: " + w.Advice)));
    });
  }

  template <typename Row> void rows(const char *title, size_t count, Row row) {
    if (!count)
      return;
    Out += fmt::format("## {}\n\n| count | what | first | |\n|---:|---|---|---|\n", title);
    for (size_t i = 0; i < count && i < Most; ++i)
      Out += row(i);
    if (count > Most)
      Out += fmt::format("\n… and {} more.\n", grouped(count - Most));
    Out += "\n";
  }

  const Audit &A;
  size_t Most;
  std::string Out;
};

} // namespace

std::string renderMarkdown(const Audit &audit, const ReportOptions &options) {
  return MarkdownReport(audit, options).render();
}

} // namespace ascendify
