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

/// What an audit is held against: its gates, an earlier audit, a git revision.
class GateKeeper {
public:
  /// Reads the options and the baseline, and looks for the revision. An error when a gate needs
  /// something to compare with and there is none.
  static llvm::Expected<GateKeeper> create(const Invocation &);

  /// Leaves of the findings of \p audit, of the folder \p root, those that are new and on changed
  /// lines, and applies the gates. \returns ExitGateFailed or ExitDone.
  llvm::Expected<int> judge(Audit &audit, llvm::StringRef root) const;

private:
  std::vector<Gate> Gates;
  std::optional<AuditRecord> Before;
  std::string Revision, Commit; ///< of `--changed-since`; the commit HEAD parted at
};

} // namespace ascendify
