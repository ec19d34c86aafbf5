//===- GitLab.cpp - findings as a GitLab code quality report --------------===//
//
// A list of what GitLab shows in a merge request: description, check_name, fingerprint,
// severity and place (docs.gitlab.com, "Code Quality", report format). Silenced findings are left
// out: GitLab has no word for them.
//
//===----------------------------------------------------------------------===//
#include "Model/Names.h"
#include "Report/Report.h"
#include "Support/Json.h"

namespace ascendify {
namespace {

/// GitLab knows info, minor, major, critical and blocker.
const char *severityOf(const Finding &f) {
  switch (f.Kind) {
  case Axis::Blocker:
    return "blocker";
  case Axis::Hazard:
    return f.Sureness == Likelihood::Certain  ? "critical"
           : f.Sureness == Likelihood::Likely ? "major"
                                              : "minor";
  case Axis::Volume:
    return "info";
  }
  return "info";
}

} // namespace

std::string renderGitLab(const Audit &audit, const ReportOptions &) {
  Json out = Json::array();
  for (const Finding &f : audit.Findings) {
    if (f.SuppressedBy != Silenced::No)
      continue;
    out.push_back(
        {{"description", f.Message + (f.Advice.empty() ? "" : ". Instead: " + f.Advice)},
         {"check_name", "ascendify-" + f.Id},
         // The fingerprint does not depend on the profile; two entries must differ.
         {"fingerprint", f.Fingerprint + (f.Profile.empty() ? "" : "/" + f.Profile)},
         {"severity", severityOf(f)},
         {"location",
          {{"path", f.Place.File}, {"lines", {{"begin", std::max(1u, unsigned(f.Place.Line))}}}}}});
  }
  return dumpJson(out);
}

} // namespace ascendify
