//===- ComparisonReport.h - what changed, in every format --------*- C++ -*-===//
#pragma once

#include "Report/Report.h"
#include "Score/Record.h"

namespace ascendify {

struct ComparisonFormat {
  llvm::StringRef Name; ///< as `--format` names it
  std::string (*Render)(const AuditRecord &old, const AuditRecord &now, const Comparison &,
                        const ReportOptions &);
};

/// The format \p name of `ascendify compare`, or null.
const ComparisonFormat *findComparisonFormat(llvm::StringRef name);
/// Their names, for messages.
std::string comparisonFormatNames();

} // namespace ascendify
