//===- HtmlReport.cpp - the audit as one page for a browser ---------------===//
//
// One file without scripts and without anything from elsewhere, so that it can be mailed and opened
// anywhere. Every item of the score leads to its places on the same page. The trap: names of files
// and text of the code are never markup.
//
//===----------------------------------------------------------------------===//
#include "Model/Names.h"
#include "Report/Report.h"
#include "Report/TextPlan.h"
#include "Support/Text.h"
#include "llvm/ADT/STLExtras.h"
#include <fmt/format.h>
#include <map>
#include <set>

namespace ascendify {
namespace {

constexpr llvm::StringRef Style = R"(
body{font:15px/1.5 system-ui,sans-serif;margin:2em auto;max-width:72em;padding:0 1em;color:#222;background:#fff}
h1{font-size:1.6em}h2{font-size:1.2em;margin-top:2em;border-bottom:1px solid #ccc}
table{border-collapse:collapse;width:100%;margin:.5em 0}td,th{padding:.2em .6em;text-align:left;vertical-align:top;border-bottom:1px solid #eee}
th{font-weight:600}td.n,th.n{text-align:right;font-variant-numeric:tabular-nums}
code{font:13px/1.4 ui-monospace,monospace;overflow-wrap:anywhere}
.blocker{color:#b00020}.hazard{color:#8a5a00}.dim{color:#666}.warn{background:#fff4d6;padding:.5em 1em}
.bar{display:flex;height:.8em;max-width:30em;background:#eee}.bar i{display:block;height:100%}
.bar .v{background:#4a78b5}.bar .b{background:#b00020}.bar .h{background:#d79a21}
details{margin:.3em 0}summary{cursor:pointer}
@media(prefers-color-scheme:dark){body{color:#ddd;background:#161616}td,th{border-color:#333}h2{border-color:#444}
.blocker{color:#ff7a8a}.hazard{color:#e8b04c}.dim{color:#999}.warn{background:#3a3010}a{color:#8ab8ff}.bar{background:#333}}
)";

std::string escaped(llvm::StringRef text) {
  std::string out;
  for (char c : text)
    switch (c) {
    case '&': out += "&amp;"; break;
    case '<': out += "&lt;"; break;
    case '>': out += "&gt;"; break;
    case '"': out += "&quot;"; break;
    case '\'': out += "&#39;"; break;
    default:
      // Control characters have no place in HTML.
      out += static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\t' ? ' ' : c;
    }
  return out;
}

std::string code(llvm::StringRef text) { return "<code>" + escaped(text) + "</code>"; }
std::string at(const Location &l) { return code(fmt::format("{}:{}", l.File, l.Line)); }

/// A name that may stand in an id.
std::string anchor(char kind, llvm::StringRef name) { return fmt::format("{}-{}", kind, digest(name)); }

class HtmlReport {
public:
  explicit HtmlReport(const Audit &audit) : A(audit) {
    for (const Finding &f : A.Findings)
      ById[f.Id].push_back(&f);
    for (const AuditUse &use : A.Uses)
      if (isCounted(use.Kind))
        BySymbol[use.Symbol].push_back(&use);
    for (const WorkItem &w : A.Work)
      if (!w.Finding.empty())
        Themes[w.Finding].insert(w.Symbol);
  }

  std::string render() {
    std::string title = escaped(A.RootName) + ": CUDA to Ascend";
    Out = fmt::format("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
                      "<meta name=\"viewport\" content=\"width=device-width\">\n"
                      "<title>{0}</title>\n<style>{1}</style>\n</head>\n<body>\n<h1>{0}</h1>\n",
                      title, Style.str());
    head();
    if (A.anyCuda()) {
      scores();
      sideBySide();
      whatIf();
      dispositions();
      plans();
      parts();
      work();
      findings();
      symbols();
    } else {
      Out += "<p>No CUDA found.</p>\n";
    }
    notes();
    return std::move(Out += "</body>\n</html>\n");
  }

private:
  void section(llvm::StringRef title) { Out += "<h2>" + title.str() + "</h2>\n"; }

  /// Column titles; one that begins with `#` is of numbers.
  void table(llvm::ArrayRef<llvm::StringRef> titles) {
    Numbers.clear();
    Out += "<table>\n<tr>";
    for (llvm::StringRef title : titles) {
      Numbers.push_back(title.consume_front("#"));
      Out += fmt::format("<th{}>{}</th>", Numbers.back() ? " class=\"n\"" : "", title.str());
    }
    Out += "</tr>\n";
  }
  void row(llvm::ArrayRef<std::string> cells) {
    Out += "<tr>";
    for (size_t i = 0; i < cells.size(); ++i)
      Out += fmt::format("<td{}>{}</td>", Numbers[i] ? " class=\"n\"" : "", cells[i]);
    Out += "</tr>\n";
  }
  void endTable() { Out += "</table>\n"; }

  void head() {
    const Coverage &c = A.Seen;
    if (A.Interrupted)
      Out += "<p class=\"warn\">Interrupted: this report is partial; counts are lower bounds.</p>\n";
    std::string profiles;
    for (const std::string &profile : A.Profiles)
      profiles += (profiles.empty() ? "" : ", ") + profile;
    Out += fmt::format("<p>{}, {}, {}, {}, {}. CUDA {}, {}; target {}.</p>\n", countOf(c.Files, "file"), countOf(c.Lines, "line"),
                       countOf(c.CudaFiles, "CUDA file"), countOf(A.Kernels.size(), "kernel"),
                       countOf(A.Launches, "launch", "launches"), escaped(A.CudaVersion.Value), escaped(A.Architecture.Value),
                       escaped(profiles));
    section("Coverage");
    table({"seen", "#files", "#of them CUDA"});
    row({"parsed: complete syntax tree", grouped(c.Parsed), grouped(c.CudaParsed)});
    row({"recovered: parsed past errors", grouped(c.Recovered), grouped(c.CudaRecovered)});
    row({"lexed: tokens only", grouped(c.Lexed), grouped(c.CudaLexed)});
    endTable();
    for (const auto &[list, what] : {std::pair(&c.Unread, "not read"), {&c.Failures, "not parsed"}})
      for (const LeftOut &one : *list)
        Out += fmt::format("<p class=\"warn\">{}: {}: {}</p>\n", what, code(one.Path), escaped(one.Reason));
  }

  /// The item with a link to its places, where they are on the page.
  std::string link(llvm::StringRef item) const {
    if (ById.count(item.str()))
      return fmt::format("<a href=\"#{}\">{}</a>", anchor('f', item), code(item));
    if (BySymbol.count(item.str()) || Themes.count(item.str()))
      return fmt::format("<a href=\"#{}\">{}</a>", anchor('s', item), code(item));
    return code(item);
  }

  static std::string colored(Axis axis, const std::string &text) {
    return axis == Axis::Volume ? text : fmt::format("<span class=\"{}\">{}</span>", nameOf(axis).str(), text);
  }

  void scores() {
    for (const Score &s : A.Scores) {
      section(fmt::format("Friction {:.0f} of 100 on {}", s.Friction, escaped(s.Profile)));
      auto share = [&](Axis axis) { return s.Weight > 0 ? 100 * s.Axes[size_t(axis)] / s.Weight : 0; };
      Out += fmt::format("<p>{} engineer-hours ({} to {}){}; performance risk {:.0f} of 100.</p>\n", hoursText(s.Hours.P50),
                         hoursText(s.Hours.P10), hoursText(s.Hours.P90), s.Calibrated ? "" : ", an estimate that is not calibrated",
                         s.PerformanceRisk);
      Out += fmt::format("<div class=\"bar\"><i class=\"v\" style=\"width:{:.1f}%\"></i><i class=\"b\" style=\"width:{:.1f}%\"></i>"
                         "<i class=\"h\" style=\"width:{:.1f}%\"></i></div>\n<p class=\"dim\">volume {:.0f}%, blockers {:.0f}%, hazards "
                         "{:.0f}% of the weight {:.1f}</p>\n",
                         share(Axis::Volume), share(Axis::Blocker), share(Axis::Hazard), share(Axis::Volume), share(Axis::Blocker),
                         share(Axis::Hazard), s.Weight);
      table({"#share", "item", "class", "axis", "#places", "#files", "#hours", "first"});
      for (const Contribution &c : s.Contributions)
        row({fmt::format("{:.1f}%", s.Weight > 0 ? 100 * c.Weight / s.Weight : 0), colored(c.Kind, link(c.Item)), escaped(c.Class),
             nameOf(c.Kind).str(), grouped(c.Count), grouped(c.Files), hoursText(c.Hours.P50), at(c.First)});
      endTable();
    }
  }

  void sideBySide() {
    if (A.Scores.size() < 2)
      return;
    section("Side by side");
    table({"profile", "#friction", "#hours", "#p10", "#p90", "#performance risk", "#kernels that build now"});
    for (size_t p = 0; p < A.Scores.size(); ++p) {
      const Score &s = A.Scores[p];
      row({escaped(s.Profile), fmt::format("{:.1f}", s.Friction), hoursText(s.Hours.P50), hoursText(s.Hours.P10),
           hoursText(s.Hours.P90), fmt::format("{:.0f}", s.PerformanceRisk),
           p < A.Plans.size() ? fmt::format("{} of {}", A.Plans[p].KernelsNow, A.Plans[p].Kernels) : ""});
    }
    endTable();
  }

  void whatIf() {
    if (A.WhatIfs.empty())
      return;
    section("What if");
    table({"assumed", "profile", "#friction", "#hours", "#instead of"});
    for (size_t p = 0; p < A.Scores.size(); ++p)
      for (const WhatIf &what : A.WhatIfs)
        row({escaped(what.Assumed) + (what.Matched ? "" : " (matches nothing)"), escaped(A.Scores[p].Profile),
             fmt::format("{:.1f}", what.By[p].Friction), hoursText(what.By[p].Hours.P50), hoursText(A.Scores[p].Hours.P50)});
    endTable();
  }

  void dispositions() {
    section(countOf(A.Total.Uses, "use") + " of the CUDA platform");
    table({"profile", "style", "#automatic", "#by hand", "#none", "#unknown"});
    for (size_t p = 0; p < A.Profiles.size(); ++p)
      for (size_t s = 0; s < A.Styles.size(); ++s) {
        const Tally &t = A.ByOutcome[A.index(p, s)];
        row({escaped(A.Profiles[p]), escaped(A.Styles[s]), grouped(t.Automatic), grouped(t.Manual), grouped(t.Unsupported),
             grouped(t.Unknown)});
      }
    endTable();
  }

  void plans() {
    for (const Plan &plan : A.Plans) {
      if (plan.Steps.empty())
        continue;
      section("Work plan on " + escaped(plan.Profile));
      Out += fmt::format("<p>{} of {} and {} of {} build after the automatic changes alone.</p>\n", grouped(plan.KernelsNow),
                         countOf(plan.Kernels, "kernel"), grouped(plan.FilesNow), countOf(plan.Files, "file"));
      if (plan.First) {
        const Milestone &m = *plan.First;
        Out += fmt::format("<p>First running milestone: {}{}, {} engineer-hours ({} to {}), in {}:</p>\n<ul>\n",
                           m.Kernel.empty() ? code(m.Place.File) + " builds" : "kernel " + code(m.Kernel) + " (" + at(m.Place) + ")",
                           m.Launch ? ", launched at " + at(*m.Launch) : "", hoursText(m.Hours.P50), hoursText(m.Hours.P10),
                           hoursText(m.Hours.P90), countOf(m.Files.size(), "file"));
        for (const PlanStep &s : m.Steps)
          Out += fmt::format("<li>{}: {}, {} h{}</li>\n", nameOf(s.Purpose).str(), link(s.Item), hoursText(s.Hours.P50),
                             s.Route.empty() ? "" : ": " + escaped(s.Route));
        Out += "</ul>\n";
      }
      table({"#step", "item", "for", "#hours", "#kernels waiting", "#kernels then", "#files then", "first", "route"});
      for (size_t i = 0; i < plan.Steps.size(); ++i) {
        const PlanStep &s = plan.Steps[i];
        row({fmt::format("{}", i + 1), colored(s.Kind, link(s.Item)), nameOf(s.Purpose).str(), hoursText(s.Hours.P50),
             grouped(s.KernelsWaiting), grouped(s.KernelsThen), grouped(s.FilesThen), at(s.First), escaped(s.Route)});
      }
      endTable();
    }
  }

  void parts() {
    for (const Score &s : A.Scores) {
      section("Where the weight stands on " + escaped(s.Profile));
      for (const auto &[list, what] : {std::pair(&s.Categories, "category"), {&s.Libraries, "library"}, {&s.Folders, "folder"},
                                       {&s.Files, "file"}, {&s.Kernels, "kernel"}}) {
        Out += fmt::format("<details><summary>by {} ({})</summary>\n", what, grouped(list->size()));
        table({"#share", "#weight", what});
        for (const ScorePart &part : *list)
          row({fmt::format("{:.1f}%", s.Weight > 0 ? 100 * part.Weight / s.Weight : 0), fmt::format("{:.2f}", part.Weight),
               code(part.Name.empty() ? "(none)" : part.Name)});
        endTable();
        Out += "</details>\n";
      }
    }
  }

  void work() {
    section("Symbols that need a person");
    table({"#uses", "symbol", "library", "status", "first", "why", "instead"});
    for (const WorkItem &w : A.Work)
      if (!isAutomatic(w.Status))
        row({grouped(w.Uses), link(w.Symbol), escaped(w.Library), nameOf(w.Status).str(), at(w.First), escaped(w.Reason), escaped(w.Advice)});
    endTable();
  }

  void findings() {
    section(countOf(A.Findings.size(), "finding"));
    for (const auto &[id, list] : ById) {
      Out += fmt::format("<details id=\"{}\"><summary>{} ({})</summary>\n", anchor('f', id), colored(list.front()->Kind, code(id)),
                         grouped(list.size()));
      for (const Rule &rule : A.Rules)
        if (rule.Id == id && !rule.Summary.empty())
          Out += fmt::format("<p>{}{}</p>\n", escaped(rule.Summary),
                             rule.Link.empty() ? "" : fmt::format(" <a href=\"{}\">more</a>", escaped(rule.Link)));
      table({"place", "confidence", "message", "instead", "evidence", "profile"});
      for (const Finding *f : list)
        row({at(f->Place), nameOf(f->Sureness).str() + (f->SuppressedBy == Silenced::No ? "" : ", silenced"), escaped(f->Message),
             escaped(f->Advice), escaped(f->Evidence), escaped(f->Profile)});
      endTable();
      Out += "</details>\n";
    }
  }

  /// Places of what the score names by symbol, or by what symbols have in common.
  void symbols() {
    std::map<std::string, std::set<std::string>> wanted = Themes;
    for (const Score &s : A.Scores)
      for (const Contribution &c : s.Contributions)
        if (BySymbol.count(c.Item))
          wanted[c.Item].insert(c.Item);
    for (const WorkItem &w : A.Work)
      if (!isAutomatic(w.Status) && BySymbol.count(w.Symbol))
        wanted[w.Symbol].insert(w.Symbol);
    section("Places by symbol");
    for (const auto &[name, symbols] : wanted) {
      Out += fmt::format("<details id=\"{}\"><summary>{}</summary>\n", anchor('s', name), code(name));
      table({"place", "symbol", "function", "seen"});
      for (const std::string &symbol : symbols)
        if (auto it = BySymbol.find(symbol); it != BySymbol.end())
          for (const AuditUse *use : it->second)
            row({at(use->Place), code(use->Symbol), code(use->Function), nameOf(use->Sureness).str()});
      endTable();
      Out += "</details>\n";
    }
  }

  void notes() {
    if (A.Notes.empty())
      return;
    section("Notes");
    for (const std::string &note : A.Notes)
      Out += "<p>" + escaped(note) + "</p>\n";
  }

  const Audit &A;
  std::map<std::string, std::vector<const Finding *>> ById;
  std::map<std::string, std::vector<const AuditUse *>> BySymbol;
  std::map<std::string, std::set<std::string>> Themes; ///< finding of the data: its symbols
  std::vector<bool> Numbers; ///< of the table that is being written: columns of numbers
  std::string Out;
};

} // namespace

std::string renderHtml(const Audit &audit, const ReportOptions &) { return HtmlReport(audit).render(); }

} // namespace ascendify
