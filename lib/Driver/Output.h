//===- Output.h - which reports are written, and where -----------*- C++ -*-===//
#pragma once

#include "Driver/Pipeline.h"
#include "Report/Report.h"

namespace ascendify {

/// The formats that `--format` names; text when it is not given.
llvm::Expected<std::vector<const Format *>> wantedFormats(const Invocation &);

/// Where the reports go. Checked before the work starts: nobody wants to learn after minutes that
/// the folder does not exist.
struct Output {
  std::string Path; ///< empty: standard output
  bool Folder = false;
};


llvm::Expected<Output> wantedOutput(const Invocation &, size_t formatCount);

llvm::Error writeReports(const PipelineResult &, const std::vector<const Format *> &wanted,
                         const Output &, const Invocation &);

} // namespace ascendify
