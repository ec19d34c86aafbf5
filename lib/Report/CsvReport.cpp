//===- CsvReport.cpp - every use as a line of a table -----------------------===//
//
// For spreadsheets and scripts: RFC 4180, one row per use and profile. The trap is a
// comma or a quote in a file name.
//
//===----------------------------------------------------------------------===//
#include "Model/Names.h"
#include "Report/Report.h"
#include <fmt/format.h>

namespace ascendify {
namespace {

std::string field(llvm::StringRef text) {
  if (text.find_first_of(",\"\r\n") == llvm::StringRef::npos)
    return text.str();
  std::string out = "\"";
  for (char c : text)
    out += c == '"' ? "\"\"" : std::string(1, c);
  return out + "\"";
}

} // namespace

std::string renderCsv(const Audit &audit, const ReportOptions &) {
  std::string out = "file,line,column,symbol,library,kind,confidence,inactive,function,profile";
  for (const std::string &style : audit.Styles)
    out += "," + style;
  out += "\r\n";
  for (const AuditUse &use : audit.Uses)
    for (size_t p = 0; p < audit.Profiles.size(); ++p) {
      out += fmt::format("{},{},{},{},{},{},{},{},{},{}", field(use.Place.File), use.Place.Line,
                         use.Place.Column, field(use.Symbol), field(use.Library),
                         nameOf(use.Kind).str(), nameOf(use.Sureness).str(),
                         use.Inactive ? "yes" : "no", field(use.Function), field(audit.Profiles[p]));
      for (size_t s = 0; s < audit.Styles.size(); ++s)
        out += "," + nameOf(use.Outcomes[audit.index(p, s)].Status).str();
      out += "\r\n";
    }
  return out;
}

} // namespace ascendify
