//===- CostReport.h - what a migration costs, in every format ----*- C++ -*-===//
#pragma once

#include "Report/Report.h"
#include "Score/Cost.h"

namespace ascendify {

struct CostFormat {
  llvm::StringRef Name; ///< as `--format` names it
  std::string (*Render)(const AuditRecord &, const CostModel &, const std::vector<CostCase> &, const ReportOptions &);
};

/// The format \p name of `ascendify cost`, or null.
const CostFormat *findCostFormat(llvm::StringRef name);
/// Their names, for messages.
std::string costFormatNames();

} // namespace ascendify
