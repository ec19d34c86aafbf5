//===- CsvReport.cpp - uses, findings and work items as tables -------------===//
//
// For spreadsheets and scripts: RFC 4180, one row per use and profile, per finding, and per step of
// the plan. The trap is a comma or a quote in a file name.
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

std::string renderFindingsCsv(const Audit &audit, const ReportOptions &) {
  std::string out = "id,axis,severity,confidence,file,line,column,symbol,function,profile,hours_p10,hours_p50,hours_p90,"
                    "message,advice,evidence,fingerprint,suppressed\r\n";
  for (const Finding &f : audit.Findings) {
    EffortRange effort = f.Effort.value_or(EffortRange());
    out += fmt::format("{},{},{},{},{},{},{},{},{},{},{:.2f},{:.2f},{:.2f},{},{},{},{},{}\r\n", field(f.Id), nameOf(f.Kind).str(),
                       nameOf(f.Level).str(), nameOf(f.Sureness).str(), field(f.Place.File), f.Place.Line, f.Place.Column,
                       field(f.Symbol), field(f.Function), field(f.Profile), effort.P10, effort.P50, effort.P90,
                       field(f.Message), field(f.Advice), field(f.Evidence), field(f.Fingerprint), field(f.Suppressed));
  }
  return out;
}

std::string renderWorkCsv(const Audit &audit, const ReportOptions &) {
  std::string out = "profile,step,item,class,axis,purpose,library,places,files,kernels_waiting,files_waiting,kernels_then,"
                    "files_then,hours_p10,hours_p50,hours_p90,first_file,first_line,route\r\n";
  for (const Plan &plan : audit.Plans)
    for (size_t i = 0; i < plan.Steps.size(); ++i) {
      const PlanStep &s = plan.Steps[i];
      out += fmt::format("{},{},{},{},{},{},{},{:.4g},{},{},{},{},{},{:.2f},{:.2f},{:.2f},{},{},{}\r\n", field(plan.Profile), i + 1,
                         field(s.Item), field(s.Class), nameOf(s.Kind).str(), nameOf(s.Purpose).str(), field(s.Library), s.Places,
                         s.Files, s.KernelsWaiting, s.FilesWaiting, s.KernelsThen, s.FilesThen, s.Hours.P10, s.Hours.P50,
                         s.Hours.P90, field(s.First.File), s.First.Line, field(s.Route));
    }
  return out;
}

} // namespace ascendify
