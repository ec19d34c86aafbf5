//===- CostReport.cpp - what a migration costs, in every format -----------===//
//
// Scenarios beside each other first, then what the first of them is made of and what moves it: a
// single number would only hide how little is known.
//
//===----------------------------------------------------------------------===//
#include "Report/CostReport.h"
#include "Report/Markdown.h"
#include "Report/Page.h"
#include "Report/ScoreJson.h"
#include "Report/TextPlan.h"
#include "Support/Text.h"
#include "llvm/ADT/STLExtras.h"
#include <cmath>
#include <fmt/format.h>

namespace ascendify {
namespace {

/// Two figures that count: `123,456` would claim to know more.
std::string money(double value) {
  if (value < 100)
    return fmt::format("{:.0f}", value);
  double unit = std::pow(10, std::floor(std::log10(value)) - 1);
  return grouped(uint64_t(std::llround(value / unit) * std::llround(unit)));
}

bool isCalibrated(const AuditRecord &audit) {
  return !audit.Scores.empty() && llvm::all_of(audit.Scores, [](const auto &s) { return s.second.Calibrated; });
}

std::string basisLine(const AuditRecord &audit, const CostModel &model) {
  return fmt::format("hours of the code: {}; the rest: {}", isCalibrated(audit) ? "calibrated" : "an estimate that is not calibrated",
                     model.Basis);
}

std::string caseName(const CostCase &c, bool withProfile) {
  std::string out = c.Scenario;
  if (!c.Assumed.empty())
    out += ", " + c.Assumed;
  return withProfile ? c.Profile + ": " + out : out;
}

constexpr size_t ShownSwings = 6;

std::string renderText(const AuditRecord &audit, const CostModel &model, const std::vector<CostCase> &cases,
                       const ReportOptions &options) {
  Page page(options.Width, options.Color);
  bool several = audit.Profiles.size() > 1;
  page.heading(fmt::format("Cost in {}: 10%, 50% and 90% of the cases cost no more", model.Currency));
  // The last column gives way when the line is full, so it is the one with names.
  std::vector<std::vector<Cell>> rows = {{{"p10", Tone::Dim, true},
                                          {"p50", Tone::Dim, true},
                                          {"p90", Tone::Dim, true},
                                          {"hours", Tone::Dim, true},
                                          {"weeks", Tone::Dim, true},
                                          {"scenario", Tone::Dim}}};
  for (const CostCase &c : cases)
    rows.push_back({{money(c.Cost.P10), Tone::Plain, true},
                    {money(c.Cost.P50), Tone::Strong, true},
                    {money(c.Cost.P90), Tone::Plain, true},
                    {hoursText(c.Hours.P50), Tone::Plain, true},
                    {fmt::format("{:.1f} to {:.1f}", c.Weeks.P10, c.Weeks.P90), Tone::Plain, true},
                    {caseName(c, several)}});
  page.table(rows);
  for (size_t i = 0; i < cases.size() && (options.Verbose || i == 0); ++i) {
    const CostCase &c = cases[i];
    page.heading("What it is made of: " + caseName(c, several));
    rows.clear();
    for (const CostCase::Part &part : c.Parts)
      rows.push_back({{part.Name},
                      {hoursText(part.Hours.P50) + " h", Tone::Plain, true},
                      {fmt::format("({} to {})", hoursText(part.Hours.P10), hoursText(part.Hours.P90)), Tone::Dim}});
    page.table(rows);
    page.heading("What moves it most");
    rows.clear();
    for (size_t k = 0; k < c.Sensitivity.size() && (options.Verbose || k < ShownSwings); ++k)
      rows.push_back({{c.Sensitivity[k].Parameter},
                      {money(c.Sensitivity[k].Low), Tone::Plain, true},
                      {"to"},
                      {money(c.Sensitivity[k].High)}});
    page.table(rows);
  }
  if (!options.Verbose && cases.size() > 1)
    page.paragraph("--verbose says the same of the other scenarios", 2, Tone::Dim);
  page.paragraph(basisLine(audit, model), 2, Tone::Dim);
  return page.take();
}

std::string renderJson(const AuditRecord &audit, const CostModel &model, const std::vector<CostCase> &cases, const ReportOptions &) {
  auto rounded = [](double value) { return std::round(value * 100) / 100; };
  Json list = Json::array();
  for (const CostCase &c : cases) {
    Json parts = Json::array(), swings = Json::array();
    for (const CostCase::Part &part : c.Parts)
      parts.push_back({{"name", part.Name}, {"hours", rangeJson(part.Hours)}});
    for (const CostCase::Swing &swing : c.Sensitivity)
      swings.push_back({{"parameter", swing.Parameter}, {"low", rounded(swing.Low)}, {"high", rounded(swing.High)}});
    list.push_back({{"scenario", c.Scenario},
                    {"profile", c.Profile},
                    {"assumed", c.Assumed},
                    {"engineers", c.Engineers},
                    {"hours", rangeJson(c.Hours)},
                    {"cost", rangeJson(c.Cost)},
                    {"weeks", rangeJson(c.Weeks)},
                    {"parts", std::move(parts)},
                    {"sensitivity", std::move(swings)}});
  }
  return dumpJson(Json{{"schema", "ascendify-cost-report"},
                       {"version", 1},
                       {"audit", audit.Name},
                       {"currency", model.Currency},
                       {"basis", model.Basis},
                       {"calibrated", isCalibrated(audit)},
                       {"cases", std::move(list)}});
}

std::string renderMarkdown(const AuditRecord &audit, const CostModel &model, const std::vector<CostCase> &cases,
                           const ReportOptions &) {
  std::string out = fmt::format("## Cost in {}\n\n| profile | scenario | p10 | p50 | p90 | hours | weeks |\n|---|---|---:|---:|---:|---:|---:|\n",
                                escapeMarkdown(model.Currency));
  for (const CostCase &c : cases)
    out += fmt::format("| {} | {} | {} | {} | {} | {} | {:.1f} to {:.1f} |\n", c.Profile, escapeMarkdown(caseName(c, false)),
                       money(c.Cost.P10), money(c.Cost.P50), money(c.Cost.P90), hoursText(c.Hours.P50), c.Weeks.P10, c.Weeks.P90);
  const CostCase &first = cases.front();
  out += fmt::format("\n### {}\n\n| part | hours | |\n|---|---:|---|\n", escapeMarkdown(caseName(first, false)));
  for (const CostCase::Part &part : first.Parts)
    out += fmt::format("| {} | {} | {} to {} |\n", escapeMarkdown(part.Name), hoursText(part.Hours.P50), hoursText(part.Hours.P10),
                       hoursText(part.Hours.P90));
  out += "\n| what moves it most | from | to |\n|---|---:|---:|\n";
  for (size_t k = 0; k < first.Sensitivity.size() && k < ShownSwings; ++k)
    out += fmt::format("| {} | {} | {} |\n", escapeMarkdown(first.Sensitivity[k].Parameter), money(first.Sensitivity[k].Low),
                       money(first.Sensitivity[k].High));
  return out + "\n" + escapeMarkdown(basisLine(audit, model)) + "\n";
}

const CostFormat Formats[] = {{"text", renderText}, {"json", renderJson}, {"markdown", renderMarkdown}};

} // namespace

const CostFormat *findCostFormat(llvm::StringRef name) {
  const CostFormat *found = llvm::find_if(Formats, [&](const CostFormat &f) { return f.Name == name; });
  return found == std::end(Formats) ? nullptr : found;
}

std::string costFormatNames() {
  std::string out;
  for (const CostFormat &f : Formats)
    out += (out.empty() ? "" : ", ") + f.Name.str();
  return out;
}

} // namespace ascendify
