//===- Badge.cpp - the friction as a small picture ------------------------===//
//
// For a README: two fields of text, without fonts or pictures from elsewhere. The
// trap: nobody knows the font of who looks, so the width of a text is given and not measured.
//
//===----------------------------------------------------------------------===//
#include "Report/Report.h"
#include "Support/Text.h"
#include <algorithm>
#include <fmt/format.h>

namespace ascendify {

std::string renderBadge(const Audit &audit, const ReportOptions &) {
  double friction = 0;
  for (const Score &score : audit.Scores)
    friction = std::max(friction, score.Friction);
  // A number over code that was not seen would be a lie.
  const Coverage &seen = audit.Seen;
  bool known = !audit.Interrupted && !audit.Scores.empty() && seen.Unread.empty() && seen.Failures.empty();
  std::string value = !audit.anyCuda() ? "no CUDA"
                      : known          ? fmt::format("{:.0f} of 100", friction)
                                       : fmt::format("at least {:.0f}", friction);
  const char *color = !known              ? "#666666"
                      : friction < 25 ? "#2c7a2c"
                      : friction < 60 ? "#8a5a00"
                                      : "#b00020";
  const std::string name = "Ascend friction";
  unsigned left = columnsOf(name) * 7 + 10, right = columnsOf(value) * 7 + 10;
  auto text = [](unsigned from, unsigned width, const std::string &what) {
    return fmt::format("<text x=\"{}\" y=\"14\" textLength=\"{}\">{}</text>\n", from + 5, width - 10, what);
  };
  return fmt::format("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{0}\" height=\"20\" role=\"img\" aria-label=\"{1}: {2}\">\n"
                     "<title>{1}: {2}</title>\n"
                     "<rect width=\"{3}\" height=\"20\" fill=\"#444444\"/>\n"
                     "<rect x=\"{3}\" width=\"{4}\" height=\"20\" fill=\"{5}\"/>\n"
                     "<g fill=\"#ffffff\" font-family=\"Verdana,DejaVu Sans,sans-serif\" font-size=\"11\">\n",
                     left + right, name, value, left, right, color) +
         text(0, left, name) + text(left, right, value) + "</g>\n</svg>\n";
}

} // namespace ascendify
