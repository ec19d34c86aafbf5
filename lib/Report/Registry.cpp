//===- Registry.cpp - all report formats ----------------------------------===//
//
// A format is a file beside this one and a line here.
//
//===----------------------------------------------------------------------===//
#include "Report/Report.h"

/// Name, file extension, and the function of the format's file.
#define ASCENDIFY_FORMATS(FORMAT)                                                                  \
  FORMAT("text", "txt", renderText)                                                                \
  FORMAT("json", "json", renderJson)                                                               \
  FORMAT("sarif", "sarif", renderSarif)                                                            \
  FORMAT("html", "html", renderHtml)                                                               \
  FORMAT("csv", "csv", renderCsv)                                                                  \
  FORMAT("csv-findings", "findings.csv", renderFindingsCsv)                                        \
  FORMAT("csv-work", "work.csv", renderWorkCsv)                                                    \
  FORMAT("markdown", "md", renderMarkdown)                                                         \
  FORMAT("gitlab", "gitlab.json", renderGitLab)                                                    \
  FORMAT("badge", "svg", renderBadge)

namespace ascendify {

#define DECLARE(name, extension, function)                                                         \
  std::string function(const Audit &, const ReportOptions &);
ASCENDIFY_FORMATS(DECLARE)
#undef DECLARE

llvm::ArrayRef<Format> formats() {
#define ENTRY(name, extension, function) {name, extension, function},
  static constexpr Format all[] = {ASCENDIFY_FORMATS(ENTRY)};
#undef ENTRY
  return all;
}

const Format *findFormat(llvm::StringRef name) {
  for (const Format &format : formats())
    if (format.Name == name)
      return &format;
  return nullptr;
}

} // namespace ascendify
