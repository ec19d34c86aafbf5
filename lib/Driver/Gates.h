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

/// What an audit is held against: its gates, and an earlier audit.
class GateKeeper {
public:
  /// Reads the options and the baseline. An error when a gate needs a baseline and there is none.
  static llvm::Expected<GateKeeper> create(const llvm::opt::InputArgList &options);

  /// Applies the gates to \p audit, and leaves of its findings those that the baseline does not
  /// have. \returns ExitGateFailed or ExitDone.
  llvm::Expected<int> judge(Audit &audit) const;

private:
  std::vector<Gate> Gates;
  std::optional<AuditRecord> Before;
};

} // namespace ascendify
