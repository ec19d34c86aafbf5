//===- TextReport.cpp - the audit for a terminal --------------------------===//
//
// First what a busy person needs, on one or two screens: what this is, how well
// it was seen, what is automatic, what is in the way, what to do next. The trap: a clean page
// over an empty scan, so coverage stands above every judgement.
//
//===----------------------------------------------------------------------===//
#include "Model/Names.h"
#include "Report/Page.h"
#include "Report/Report.h"
#include "Report/TextPlan.h"
#include "Support/Text.h"
#include "llvm/ADT/STLExtras.h"
#include <fmt/format.h>

namespace ascendify {
namespace {

/// `37%`; neither 0% nor 100% unless it is exactly that.
std::string percent(uint64_t part, uint64_t whole) {
  if (!whole || !part)
    return "0%";
  if (part == whole)
    return "100%";
  double share = 100.0 * double(part) / double(whole);
  if (share < 1)
    return "<1%";
  if (share > 99)
    return ">99%";
  return fmt::format("{:.0f}%", share);
}

std::string at(const Location &l) { return fmt::format("{}:{}", l.File, l.Line); }

/// `a, b and 3 more`.
std::string enumerated(llvm::ArrayRef<std::string> items, size_t limit) {
  std::string out;
  for (size_t i = 0; i < items.size() && i < limit; ++i)
    out += (i ? ", " : "") + items[i];
  if (items.size() > limit)
    out += fmt::format(" and {} more", grouped(items.size() - limit));
  return out;
}

class TextReport {
public:
  TextReport(const Audit &audit, const ReportOptions &options)
      : A(audit), Options(options), P(options.Width, options.Color) {}

  std::string render() {
    title();
    coverage();
    sinceBaseline();
    if (A.anyCuda()) {
      score();
      addSideBySide(P, A);
      addWhatIf(P, A);
      dispositions();
      libraries();
      workItems("In the way: no counterpart", Disposition::Unsupported, 10);
      workItems("By hand", Disposition::Manual, 10);
      workItems("Unknown: CUDA names without a mapping", Disposition::Unknown, 6);
      hazards();
      suppressed();
      addPlan(P, A, limit(6));
      if (Options.Verbose)
        everything();
    } else {
      nothing();
    }
    notes();
    next();
    return P.take();
  }

private:
  const Audit &A;
  const ReportOptions &Options;
  Page P;

  size_t limit(size_t n) const { return Options.Verbose ? ~size_t(0) : n; }

  void title() {
    P.heading(fmt::format("{}: CUDA to Ascend audit", A.RootName));
    if (A.Interrupted)
      P.paragraph("INTERRUPTED: this report is partial; counts are lower bounds.", 2, Tone::Bad);
    std::vector<std::string> parts = {countOf(A.Seen.Files, "file"), countOf(A.Seen.Lines, "line"),
                                      countOf(A.Seen.CudaFiles, "CUDA file"),
                                      countOf(A.Kernels.size(), "kernel"),
                                      countOf(A.Launches, "launch", "launches")};
    P.paragraph(enumerated(parts, parts.size()));
    std::string settings = fmt::format(
        "target {}; CUDA {} ({}), {} ({})", enumerated(A.Profiles, 5), A.CudaVersion.Value,
        A.CudaVersion.Source, A.Architecture.Value, A.Architecture.Source);
    if (!A.Cann.empty())
      settings += "; CANN " + A.Cann;
    P.paragraph(settings, 2, Tone::Dim);
  }

  void coverage() {
    const Coverage &c = A.Seen;
    P.heading("Coverage: how well this was seen");
    std::vector<std::vector<Cell>> rows;
    auto row = [&](const char *name, uint64_t all, uint64_t cuda, Tone look, llvm::StringRef why) {
      if (!all)
        return;
      std::string share =
          c.CudaFiles ? fmt::format("{} of {} CUDA", grouped(cuda), grouped(c.CudaFiles)) : "";
      rows.push_back({{name, look},
                      {grouped(all), Tone::Plain, true},
                      {percent(all, c.Files + c.Unread.size()), Tone::Plain, true},
                      {share, Tone::Dim},
                      {why.str(), Tone::Dim}});
    };
    row("parsed", c.Parsed, c.CudaParsed, Tone::Good, "complete syntax tree");
    row("recovered", c.Recovered, c.CudaRecovered, Tone::Warn, "parsed past errors");
    row("lexed", c.Lexed, c.CudaLexed, Tone::Plain, "tokens only");
    row("unread", c.Unread.size(), 0, Tone::Bad, "");
    if (rows.empty())
      P.paragraph("nothing was read", 2, Tone::Bad);
    P.table(rows);
    for (size_t i = 0; i < c.Unread.size() && i < limit(3); ++i)
      P.paragraph(fmt::format("not read: {}: {}", c.Unread[i].Path, c.Unread[i].Reason), 4,
                  Tone::Bad);
    more(c.Unread.size(), 3, "not read");
    for (size_t i = 0; i < c.Failures.size() && i < limit(3); ++i)
      P.paragraph(fmt::format("not parsed: {}: {}", c.Failures[i].Path, c.Failures[i].Reason), 4,
                  Tone::Warn);
    more(c.Failures.size(), 3, "not parsed");
    if (!A.Missing.empty()) {
      std::vector<MissingHeader> missing = A.Missing;
      llvm::sort(missing, [](const MissingHeader &a, const MissingHeader &b) {
        return std::tie(b.Count, a.Name) < std::tie(a.Count, b.Name);
      });
      std::vector<std::string> names;
      for (const MissingHeader &m : missing)
        names.push_back(fmt::format("{} ({})", m.Name, m.Count));
      P.paragraph("headers not found: " + enumerated(names, limit(5)), 4, Tone::Warn);
    }
    if (!c.Excluded.empty()) {
      std::vector<std::string> names;
      for (const LeftOut &l : c.Excluded)
        names.push_back(fmt::format("{} ({})", l.Path, l.Reason));
      P.paragraph(fmt::format("left out on purpose: {}", enumerated(names, limit(3))), 4,
                  Tone::Dim);
    }
  }

  void more(size_t all, size_t shown, const char *what) {
    if (!Options.Verbose && all > shown)
      P.paragraph(
          fmt::format("… and {} more {} (--verbose lists them)", grouped(all - shown), what), 4,
          Tone::Dim);
  }

  /// The figures, and what they are made of: nobody believes a number that does not say why.
  void score() {
    if (A.Scores.empty())
      return;
    bool several = A.Scores.size() > 1;
    for (const Score &s : A.Scores) {
      P.heading(fmt::format("Friction {:.0f} of 100{}", s.Friction, several ? " on " + s.Profile : ""));
      P.paragraph(fmt::format("{} engineer-hours ({} to {}){}", hoursText(s.Hours.P50), hoursText(s.Hours.P10), hoursText(s.Hours.P90),
                              s.Calibrated ? "" : "; an estimate, not calibrated"));
      std::vector<std::vector<Cell>> rows;
      for (size_t i = 0; i < s.Contributions.size() && i < limit(5); ++i) {
        const Contribution &c = s.Contributions[i];
        rows.push_back({{fmt::format("{:.0f}%", s.Weight > 0 ? 100 * c.Weight / s.Weight : 0), Tone::Plain, true},
                        {c.Item, c.Kind == Axis::Blocker ? Tone::Bad : c.Kind == Axis::Hazard ? Tone::Warn : Tone::Plain},
                        {grouped(c.Count) + "×", Tone::Dim, true},
                        {hoursText(c.Hours.P50) + " h", Tone::Dim, true},
                        {at(c.First)}});
      }
      P.table(rows, 2, /*keepEnd=*/true);
      P.paragraph(fmt::format("{} in {} with CUDA", countOf(s.Contributions.size(), "work item"), countOf(s.Lines, "line")), 2, Tone::Dim);
      P.paragraph(fmt::format("volume {:.0f}%, blockers {:.0f}%, hazards {:.0f}% of the weight; performance risk {:.0f} of 100",
                              percentOf(s, Axis::Volume), percentOf(s, Axis::Blocker), percentOf(s, Axis::Hazard),
                              s.PerformanceRisk),
                  2, Tone::Dim);
    }
  }

  static double percentOf(const Score &s, Axis axis) { return s.Weight > 0 ? 100 * s.Axes[size_t(axis)] / s.Weight : 0; }

  void dispositions() {
    P.heading(fmt::format("{} of the CUDA platform", countOf(A.Total.Uses, "use")));
    std::vector<std::vector<Cell>> rows = {{{"style", Tone::Dim},
                                            {"automatic", Tone::Dim, true},
                                            {"", Tone::Dim, true},
                                            {"by hand", Tone::Dim, true},
                                            {"none", Tone::Dim, true},
                                            {"unknown", Tone::Dim, true}}};
    bool several = A.Profiles.size() > 1;
    for (size_t p = 0; p < A.Profiles.size(); ++p) {
      if (several)
        rows.push_back({{A.Profiles[p], Tone::Strong}});
      for (size_t s = 0; s < A.Styles.size(); ++s) {
        const Tally &t = A.ByOutcome[A.index(p, s)];
        rows.push_back({{(several ? "  " : "") + A.Styles[s]},
                        {grouped(t.Automatic), Tone::Good, true},
                        {percent(t.Automatic, t.Uses), Tone::Good, true},
                        {grouped(t.Manual), t.Manual ? Tone::Warn : Tone::Dim, true},
                        {grouped(t.Unsupported), t.Unsupported ? Tone::Bad : Tone::Dim, true},
                        {grouped(t.Unknown), t.Unknown ? Tone::Warn : Tone::Dim, true}});
      }
    }
    P.table(rows);
  }

  void libraries() {
    if (A.ByLibrary.empty())
      return;
    P.heading("Libraries");
    std::vector<std::pair<std::string, Tally>> list(A.ByLibrary.begin(), A.ByLibrary.end());
    llvm::sort(list, [](const auto &a, const auto &b) {
      return std::tie(b.second.Uses, a.first) < std::tie(a.second.Uses, b.first);
    });
    std::vector<std::vector<Cell>> rows;
    for (size_t i = 0; i < list.size() && i < limit(8); ++i) {
      const auto &[name, t] = list[i];
      rows.push_back({{name.empty() ? "(unknown)" : name},
                      {countOf(t.Uses, "use"), Tone::Plain, true},
                      {percent(t.Automatic, t.Uses) + " automatic",
                       t.Automatic == t.Uses ? Tone::Good : Tone::Plain, true}});
    }
    P.table(rows);
    more(list.size(), 8, "libraries");
  }

  /// Work items of one status, those with a common finding (`textures`) together.
  void workItems(llvm::StringRef heading, Disposition status, size_t shown) {
    struct Group {
      std::string Name;
      bool Themed = false;
      uint64_t Uses = 0;
      std::vector<const WorkItem *> Items; ///< most uses first
    };
    std::map<std::string, Group> groups;
    uint64_t uses = 0, symbols = 0;
    for (const WorkItem &w : A.Work)
      if (w.Status == status) {
        // Nothing is known of unknown names but the library they seem to be of.
        const std::string &theme = status == Disposition::Unknown ? w.Library : w.Finding;
        bool themed = !theme.empty();
        const std::string &name = themed ? theme : w.Symbol;
        Group &group = groups[(themed ? "1" : "2") + name];
        group.Name = name;
        group.Themed = themed;
        group.Uses += w.Uses;
        group.Items.push_back(&w);
        uses += w.Uses;
        ++symbols;
      }
    if (groups.empty())
      return;
    std::vector<const Group *> list;
    for (const auto &[key, group] : groups)
      list.push_back(&group);
    llvm::sort(list, [](const Group *a, const Group *b) {
      return std::tie(b->Uses, a->Name, a->Themed) < std::tie(a->Uses, b->Name, b->Themed);
    });
    P.heading(
        fmt::format("{} ({} of {})", heading, countOf(uses, "use"), countOf(symbols, "symbol")));
    std::vector<std::vector<Cell>> rows;
    Tone tone = status == Disposition::Unsupported ? Tone::Bad : Tone::Warn;
    for (size_t i = 0; i < list.size() && i < limit(shown); ++i) {
      const Group &group = *list[i];
      const Location *first = &group.Items[0]->First;
      for (const WorkItem *w : group.Items)
        if (w->First < *first)
          first = &w->First;
      std::string members;
      if (group.Themed) {
        members = group.Items[0]->Symbol;
        if (group.Items.size() > 1)
          members += fmt::format(" +{}", group.Items.size() - 1);
      }
      rows.push_back({{grouped(group.Uses) + "×", Tone::Plain, true},
                      {group.Name, tone},
                      {members, Tone::Dim},
                      {at(*first)}});
    }
    P.table(rows, 2, /*keepEnd=*/true);
    more(list.size(), shown, "groups");
  }

  /// With a baseline the findings are the new ones: what somebody has to decide about now.
  void sinceBaseline() {
    if (!A.Since && !A.Changed)
      return;
    if (A.Since) {
      P.heading(fmt::format("Since the baseline: {}, {} gone, {} unchanged", countOf(A.Since->New, "new finding"),
                            grouped(A.Since->Gone), grouped(A.Since->Same)));
      for (const std::string &note : A.Since->Notes)
        P.paragraph(note, 2, Tone::Warn);
    }
    if (A.Changed)
      P.heading(fmt::format("On {} of {} changed since {}: {}, {} elsewhere", countOf(A.Changed->Lines, "line"),
                            countOf(A.Changed->Files, "file"), A.Changed->Revision, countOf(A.Changed->Shown, "finding"),
                            grouped(A.Changed->Elsewhere)));
    std::vector<const Finding *> list;
    for (bool blocker : {true, false})
      for (const Finding &f : A.Findings)
        if ((f.Kind == Axis::Blocker) == blocker)
          list.push_back(&f);
    size_t shown = limit(10);
    for (size_t i = 0; i < list.size() && i < shown; ++i)
      P.paragraph(fmt::format("{}:{}: {} [{}]", at(list[i]->Place), list[i]->Place.Column, list[i]->Message, list[i]->Id), 2,
                  list[i]->Kind == Axis::Blocker ? Tone::Bad : Tone::Plain);
    more(list.size(), shown, A.Since ? "new findings" : "findings");
  }

  /// Findings beyond the ones that follow from a disposition, by id.
  void hazards() {
    struct Hazard {
      std::string Id;
      uint64_t Firm = 0, Possible = 0;
      const Finding *First = nullptr; ///< the first firm one, if there is one
    };
    std::map<std::string, Hazard> byId;
    for (const Finding &f : A.Findings) {
      if (f.SuppressedBy != Silenced::No || f.Kind != Axis::Hazard)
        continue;
      Hazard &hazard = byId[f.Id];
      hazard.Id = f.Id;
      bool firm = f.Sureness != Likelihood::Possible;
      if (!hazard.First || (firm && !hazard.Firm))
        hazard.First = &f;
      ++(firm ? hazard.Firm : hazard.Possible);
    }
    if (byId.empty())
      return;
    std::vector<Hazard> list;
    for (auto &[id, hazard] : byId)
      list.push_back(std::move(hazard));
    llvm::sort(list, [](const Hazard &a, const Hazard &b) {
      return std::tie(b.Firm, b.Possible, a.Id) < std::tie(a.Firm, a.Possible, b.Id);
    });
    P.heading("Look twice: rewritten, and still different on the target");
    std::vector<std::vector<Cell>> rows;
    for (size_t i = 0; i < list.size() && i < limit(8); ++i) {
      const Hazard &hazard = list[i];
      std::string possible = hazard.Possible ? grouped(hazard.Possible) + " possible" : "";
      rows.push_back({{hazard.Firm ? grouped(hazard.Firm) + "×" : "", Tone::Plain, true},
                      {hazard.Id, hazard.Firm ? Tone::Warn : Tone::Dim},
                      {hazard.Firm && hazard.Possible ? "+ " + possible : possible, Tone::Dim},
                      {at(hazard.First->Place)}});
    }
    P.table(rows, 2, /*keepEnd=*/true);
    more(list.size(), 8, "kinds");
  }

  void suppressed() {
    uint64_t source = 0, configuration = 0;
    for (const Finding &f : A.Findings) {
      source += f.SuppressedBy == Silenced::InSource;
      configuration += f.SuppressedBy == Silenced::ByConfiguration;
    }
    if (source + configuration)
      P.paragraph(fmt::format("{} suppressed: {} in the source, {} in .ascendify.yaml",
                              countOf(source + configuration, "finding"), grouped(source),
                              grouped(configuration)),
                  2, Tone::Dim);
  }

  /// With --verbose: every finding and every file that is less than parsed.
  void everything() {
    P.heading(countOf(A.Findings.size(), "finding"));
    for (const Finding &f : A.Findings) {
      std::string suffix =
          f.SuppressedBy == Silenced::No ? "" : fmt::format(" (suppressed: {})", f.Suppressed);
      P.paragraph(fmt::format("{}:{}: {}: {} [{}]{}{}", at(f.Place), f.Place.Column,
                              nameOf(f.Level).str(), f.Message, f.Id,
                              f.Profile.empty() ? "" : " on " + f.Profile, suffix),
                  2, f.Level == Severity::Error ? Tone::Bad : Tone::Plain);
      for (const RelatedPlace &r : f.Related)
        P.paragraph(fmt::format("{}:{}: {}", at(r.Place), r.Place.Column,
                                r.Note.empty() ? "belongs to it" : r.Note),
                    6, Tone::Dim);
    }
    std::vector<std::vector<Cell>> rows;
    for (const AuditedFile &f : A.Files)
      if (f.Seen != Tier::Parsed && (f.Language == "cuda" || f.Errors))
        rows.push_back({{nameOf(f.Seen).str()},
                        {f.Errors ? countOf(f.Errors, "error") : "", Tone::Plain, true},
                        {f.Path}});
    if (rows.empty())
      return;
    P.heading("Files that were not parsed cleanly");
    P.table(rows, 2, /*keepEnd=*/true);
  }

  void nothing() {
    P.heading("No CUDA found");
    P.paragraph(
        A.Seen.Files
            ? fmt::format("none of the {} read above includes a CUDA header, holds a kernel "
                          "or names a CUDA symbol.",
                          countOf(A.Seen.Files, "file"))
            : "no file was read, so this says nothing about the code.");
  }

  void notes() {
    if (A.Notes.empty() && A.Overridden.empty())
      return;
    P.heading("Notes");
    for (size_t i = 0; i < A.Notes.size() && i < limit(6); ++i)
      P.paragraph(A.Notes[i]);
    more(A.Notes.size(), 6, "notes");
    if (!A.Overridden.empty())
      P.paragraph("mappings replaced by --mappings: " + enumerated(A.Overridden, limit(6)));
  }

  void next() {
    if (!A.anyCuda())
      return;
    P.heading("Next");
    // Commands are never shortened: people copy them.
    auto command = [&](const std::string &text, llvm::StringRef what) {
      P.line("  " + text, Tone::Plain);
      P.paragraph(what, 6, Tone::Dim);
    };
    for (Disposition status : {Disposition::Unsupported, Disposition::Manual})
      if (auto w = llvm::find_if(A.Work, [&](const WorkItem &w) { return w.Status == status; });
          w != A.Work.end()) {
        command("ascendify explain " + w->Symbol, "why, what to do instead, and how that is known");
        break;
      }
    command(Options.Command + " --verbose", "every finding with its place");
    command(Options.Command + " --format json -o audit.json", "the same for machines");
  }
};

} // namespace

std::string renderText(const Audit &audit, const ReportOptions &options) {
  return TextReport(audit, options).render();
}

} // namespace ascendify
