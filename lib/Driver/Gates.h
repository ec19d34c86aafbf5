//===- Gates.h - `--baseline` and `--fail-on` --------------------*- C++ -*-===//
#pragma once

#include "Driver/Subcommand.h"
#include "Score/Gate.h"

namespace ascendify {

/// The gates that the command line names, read before any work is done.
llvm::Expected<std::vector<Gate>> wantedGates(const llvm::opt::InputArgList &options);

/// Says on standard error which of \p gates fail and why. \returns ExitGateFailed or ExitDone.
llvm::Expected<int> applyGates(llvm::ArrayRef<Gate> gates, const AuditRecord *old, const AuditRecord &now,
                               const Comparison *since);

} // namespace ascendify
