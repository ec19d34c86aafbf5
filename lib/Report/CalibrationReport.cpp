//===- CalibrationReport.cpp - how well the effort model fits -------------===//
#include "Report/CalibrationReport.h"
#include "Report/Page.h"
#include "Report/ScoreJson.h"
#include "Report/TextPlan.h"
#include "Support/Text.h"
#include <cmath>
#include <fmt/format.h>

namespace ascendify {
namespace {

std::string correlation(const std::optional<double> &value) { return value ? fmt::format("{:.2f}", *value) : "none"; }

double rounded(double value) { return std::round(value * 1000) / 1000; }

Json orNull(const std::optional<double> &value) { return value ? Json(rounded(*value)) : Json(nullptr); }

} // namespace

std::string calibrationText(const Calibration &c, const ReportOptions &options) {
  Page page(options.Width, options.Color);
  page.heading(fmt::format("{} by their {}", countOf(c.Ports, "finished port"), c.InHours ? "engineer-hours" : "changed lines"));
  if (!c.Fitted)
    page.paragraph(fmt::format("Too few to fit: {} are needed. What follows is the model as it is.", Calibration::LeastPorts), 2, Tone::Warn);
  page.paragraph(fmt::format("rank correlation (Spearman): volume (lines with CUDA) {}, lines of code {}, hours as they are {}{}", correlation(c.ByVolume),
                             correlation(c.ByLines), correlation(c.ByHours),
                             c.Fitted ? fmt::format(", fitted {} (each port from the others)", correlation(c.ByFitted)) : ""));
  page.paragraph(fmt::format("between p10 and p90: {:.0f}% of the ports before{}", 100 * c.CoverageBefore,
                             c.Fitted ? fmt::format(", {:.0f}% after (each from the others)", 100 * c.CoverageAfter) : ""));
  if (c.Fitted) {
    page.paragraph(fmt::format("learning {:.2f}, pull {:.2f}, ranges {:.2f} times as wide", c.Learning, c.Pull, c.Widening), 2, Tone::Dim);
    page.heading("Median hours of the first place");
    std::vector<std::vector<Cell>> rows = {
        {{"class", Tone::Dim}, {"before", Tone::Dim, true}, {"after", Tone::Dim, true}, {"ports with it", Tone::Dim}}};
    for (const Calibration::Class &one : c.Classes)
      rows.push_back({{one.Name},
                      {fmt::format("{:.3g}", one.Before), Tone::Plain, true},
                      {fmt::format("{:.3g}", one.After), Tone::Strong, true},
                      {one.Ports < Calibration::LeastOfClass ? fmt::format("{} (too few)", one.Ports) : fmt::format("{}", one.Ports), Tone::Dim}});
    page.table(rows);
  }
  page.heading("Ports");
  std::vector<std::vector<Cell>> rows = {{{"port", Tone::Dim},
                                          {c.InHours ? "hours" : "lines as hours", Tone::Dim, true},
                                          {"before", Tone::Dim},
                                          {c.Fitted ? "from the others" : "", Tone::Dim}}};
  auto range = [](const EffortRange &r) { return fmt::format("{} ({} to {})", hoursText(r.P50), hoursText(r.P10), hoursText(r.P90)); };
  size_t shown = options.Verbose ? c.Predictions.size() : std::min<size_t>(c.Predictions.size(), 10);
  for (size_t i = 0; i < shown; ++i) {
    const Calibration::Prediction &p = c.Predictions[i];
    rows.push_back({{p.Port}, {hoursText(p.Real), Tone::Strong, true}, {range(p.Before)}, {c.Fitted ? range(p.After) : ""}});
  }
  page.table(rows);
  if (shown < c.Predictions.size())
    page.paragraph(fmt::format("… and {} more (--verbose lists them)", c.Predictions.size() - shown), 4, Tone::Dim);
  return page.take();
}

std::string calibrationJson(const Calibration &c) {
  Json ports = Json::array(), classes = Json::array();
  for (const Calibration::Prediction &p : c.Predictions)
    ports.push_back({{"name", p.Port}, {"real", rounded(p.Real)}, {"volume", p.Volume}, {"lines", p.Lines}, {"changed", p.Changed}, {"before", rangeJson(p.Before)}, {"after", rangeJson(p.After)}});
  for (const Calibration::Class &one : c.Classes)
    classes.push_back({{"name", one.Name}, {"before", rounded(one.Before)}, {"after", rounded(one.After)}, {"ports", one.Ports}});
  return dumpJson(Json{{"schema", "ascendify-calibration"},
                       {"version", 1},
                       {"fitted", c.Fitted},
                       {"measured", c.InHours ? "hours" : "changed lines"},
                       {"ports", std::move(ports)},
                       {"rank_correlation",
                        {{"volume", orNull(c.ByVolume)}, {"lines", orNull(c.ByLines)}, {"hours", orNull(c.ByHours)}, {"fitted", orNull(c.ByFitted)}}},
                       {"coverage", {{"before", rounded(c.CoverageBefore)}, {"after", rounded(c.CoverageAfter)}}},
                       {"learning", rounded(c.Learning)},
                       {"pull", rounded(c.Pull)},
                       {"widening", rounded(c.Widening)},
                       {"classes", std::move(classes)}});
}

} // namespace ascendify
