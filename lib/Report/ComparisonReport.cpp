//===- ComparisonReport.cpp - what changed, in every format ---------------===//
//
// Text for a terminal, JSON for machines (compare.schema.json), Markdown for the comment of a
// pull request. All list what is new first: that is what somebody has to decide about.
//
//===----------------------------------------------------------------------===//
#include "Report/ComparisonReport.h"
#include "Model/Names.h"
#include "Report/Markdown.h"
#include "Report/Page.h"
#include "Report/ScoreJson.h"
#include "Support/Json.h"
#include "Support/Text.h"
#include "llvm/ADT/STLExtras.h"
#include <fmt/format.h>

namespace ascendify {
namespace {

/// Blockers before hazards before the rest, each by place.
std::vector<const Finding *> byWeight(const std::vector<const Finding *> &list) {
  std::vector<const Finding *> out;
  for (Axis axis : {Axis::Blocker, Axis::Hazard, Axis::Volume})
    for (const Finding *f : list)
      if (f->Kind == axis)
        out.push_back(f);
  return out;
}

uint64_t blockers(const std::vector<const Finding *> &list) {
  return uint64_t(llvm::count_if(list, [](const Finding *f) { return f->Kind == Axis::Blocker; }));
}

std::string headline(const Comparison &c) {
  std::string out = countOf(c.New.size(), "new finding");
  if (uint64_t n = blockers(c.New))
    out += fmt::format(" ({})", countOf(n, "blocker"));
  return out + fmt::format(", {} gone, {} unchanged", grouped(c.Gone.size()), grouped(c.Same));
}

std::string coverageLine(const AuditRecord &old, const AuditRecord &now) {
  return fmt::format("CUDA files with a syntax tree: {:.1f}% before, {:.1f}% now", old.coverage(),
                     now.coverage());
}

/// `8.0 hours (2.0 to 40.0); instead: …`, as far as known.
std::string effortAndRoute(const Finding &f) {
  std::string out;
  if (f.Effort)
    out = fmt::format("{:.1f} engineer-hours ({:.1f} to {:.1f})", f.Effort->P50, f.Effort->P10, f.Effort->P90);
  if (!f.Advice.empty())
    out += (out.empty() ? "instead: " : "; instead: ") + f.Advice;
  return out;
}

std::string renderText(const AuditRecord &old, const AuditRecord &now, const Comparison &c,
                       const ReportOptions &options) {
  Page page(options.Width, options.Color);
  page.heading(headline(c));
  page.paragraph(coverageLine(old, now), 2, Tone::Dim);
  for (const std::string &note : c.Notes)
    page.paragraph(note, 2, Tone::Warn);
  auto list = [&](const char *title, const std::vector<const Finding *> &findings) {
    if (findings.empty())
      return;
    page.heading(title);
    size_t shown = options.Verbose ? findings.size() : std::min<size_t>(findings.size(), 20);
    for (size_t i = 0; i < shown; ++i) {
      const Finding &f = *findings[i];
      page.paragraph(fmt::format("{}:{}:{}: {}: {} [{}]", f.Place.File, f.Place.Line,
                                 f.Place.Column, nameOf(f.Kind).str(), f.Message, f.Id),
                     2, f.Kind == Axis::Blocker ? Tone::Bad : Tone::Plain);
      if (std::string how = effortAndRoute(f); !how.empty())
        page.paragraph(how, 6, Tone::Dim);
    }
    if (shown < findings.size())
      page.paragraph(
          fmt::format("… and {} more (--verbose lists them)", grouped(findings.size() - shown)), 2,
          Tone::Dim);
  };
  list("New", byWeight(c.New));
  list("Gone", byWeight(c.Gone));
  return page.take();
}

Json jsonOf(const Finding &f) {
  Json out = {{"id", f.Id},
              {"axis", nameOf(f.Kind).str()},
              {"confidence", nameOf(f.Sureness).str()},
              {"file", f.Place.File},
              {"line", f.Place.Line},
              {"column", f.Place.Column},
              {"symbol", f.Symbol},
              {"message", f.Message},
              {"fingerprint", f.Fingerprint}};
  if (!f.Advice.empty())
    out["advice"] = f.Advice;
  if (f.Effort)
    out["effort"] = rangeJson(*f.Effort);
  if (!f.Profile.empty())
    out["profile"] = f.Profile;
  return out;
}

std::string renderJson(const AuditRecord &old, const AuditRecord &now, const Comparison &c,
                       const ReportOptions &) {
  auto list = [](const std::vector<const Finding *> &findings) {
    Json out = Json::array();
    for (const Finding *f : findings)
      out.push_back(jsonOf(*f));
    return out;
  };
  return dumpJson(Json{{"schema", "ascendify-comparison"},
                       {"version", 1},
                       {"profiles", now.Profiles},
                       {"summary",
                        {{"new", c.New.size()},
                         {"new_blockers", blockers(c.New)},
                         {"gone", c.Gone.size()},
                         {"same", c.Same},
                         {"coverage", {{"old", old.coverage()}, {"new", now.coverage()}}}}},
                       {"notes", c.Notes},
                       {"new", list(c.New)},
                       {"gone", list(c.Gone)}});
}

std::string renderMarkdown(const AuditRecord &old, const AuditRecord &now, const Comparison &c,
                           const ReportOptions &) {
  std::string out = fmt::format("### CUDA to Ascend: {}\n\n", headline(c));
  auto list = [&](const std::vector<const Finding *> &findings) {
    constexpr size_t Most = 50; // a comment has a limit of its own
    for (size_t i = 0; i < findings.size() && i < Most; ++i) {
      const Finding &f = *findings[i];
      out += fmt::format("- **{}** {} {}: {}", nameOf(f.Kind).str(), codeSpan(f.Id),
                         codeSpan(fmt::format("{}:{}", f.Place.File, f.Place.Line)),
                         escapeMarkdown(f.Message));
      if (f.Effort)
        out += fmt::format(". Effort: {:.1f} engineer-hours ({:.1f} to {:.1f})", f.Effort->P50, f.Effort->P10, f.Effort->P90);
      if (!f.Advice.empty())
        out += ". Instead: " + escapeMarkdown(f.Advice);
      out += "\n";
    }
    if (findings.size() > Most)
      out += fmt::format("- and {} more\n", grouped(findings.size() - Most));
  };
  if (!c.New.empty()) {
    list(byWeight(c.New));
    out += "\n";
  }
  if (!c.Gone.empty()) {
    out += fmt::format("<details><summary>{} gone</summary>\n\n", grouped(c.Gone.size()));
    list(byWeight(c.Gone));
    out += "\n</details>\n\n";
  }
  out += coverageLine(old, now) + "\n";
  for (const std::string &note : c.Notes)
    out += "\n> " + escapeMarkdown(note) + "\n";
  return out;
}

const ComparisonFormat Formats[] = {
    {"text", renderText}, {"json", renderJson}, {"markdown", renderMarkdown}};

} // namespace

const ComparisonFormat *findComparisonFormat(llvm::StringRef name) {
  const ComparisonFormat *found =
      llvm::find_if(Formats, [&](const ComparisonFormat &f) { return f.Name == name; });
  return found == std::end(Formats) ? nullptr : found;
}

std::string comparisonFormatNames() {
  std::string out;
  for (const ComparisonFormat &f : Formats)
    out += (out.empty() ? "" : ", ") + f.Name.str();
  return out;
}

} // namespace ascendify
