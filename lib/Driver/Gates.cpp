//===- Gates.cpp - `--baseline` and `--fail-on` ---------------------------===//
#include "Driver/Gates.h"
#include "Support/Error.h"
#include "llvm/ADT/STLExtras.h"

namespace ascendify {

llvm::Expected<std::vector<Gate>> wantedGates(const llvm::opt::InputArgList &options) {
  std::vector<Gate> out;
  for (const std::string &text : options.getAllArgValues(OPT_fail_on)) {
    llvm::Expected<Gate> gate = parseGate(text);
    if (!gate)
      return gate.takeError();
    out.push_back(std::move(*gate));
  }
  return out;
}

llvm::Expected<int> applyGates(llvm::ArrayRef<Gate> gates, const AuditRecord *old, const AuditRecord &now,
                               const Comparison *since) {
  int code = ExitDone;
  for (const Gate &gate : gates) {
    llvm::Expected<std::optional<std::string>> why = failure(gate, old, now, since);
    if (!why)
      return why.takeError();
    if (*why) {
      llvm::errs() << "ascendify: gate '" << gate.Text << "' failed: " << **why << "\n";
      code = ExitGateFailed;
    }
  }
  return code;
}

/// Leaves the findings that the baseline does not have; silenced ones were in neither.
static void keepNew(Audit &audit, const Comparison &changed) {
  std::vector<Finding> fresh;
  for (const Finding *f : changed.New)
    fresh.push_back(*f);
  llvm::sort(fresh);
  audit.Findings = std::move(fresh);
  audit.Since = SinceBaseline{changed.New.size(), changed.Same, changed.Gone.size(), changed.Notes};
}

llvm::Expected<GateKeeper> GateKeeper::create(const llvm::opt::InputArgList &options) {
  GateKeeper out;
  llvm::Expected<std::vector<Gate>> gates = wantedGates(options);
  if (!gates)
    return gates.takeError();
  out.Gates = std::move(*gates);
  if (options.hasArg(OPT_baseline)) {
    llvm::Expected<AuditRecord> record = readRecord(options.getLastArgValue(OPT_baseline));
    if (!record)
      return record.takeError();
    out.Before = std::move(*record);
  }
  for (const Gate &gate : out.Gates)
    if (gate.needsBaseline() && !out.Before)
      return makeError("--fail-on '{}' asks what is new; name an earlier audit with '--baseline'", gate.Text);
  return out;
}

llvm::Expected<int> GateKeeper::judge(Audit &audit) const {
  if (!Before && Gates.empty())
    return ExitDone;
  AuditRecord now = recordOf(audit);
  std::optional<Comparison> changed;
  if (Before) {
    llvm::Expected<Comparison> compared = compareRecords(*Before, now);
    if (!compared)
      return compared.takeError();
    changed = std::move(*compared);
  }
  llvm::Expected<int> code = applyGates(Gates, Before ? &*Before : nullptr, now, changed ? &*changed : nullptr);
  if (code && changed)
    keepNew(audit, *changed);
  return code;
}

} // namespace ascendify
