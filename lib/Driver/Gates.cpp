//===- Gates.cpp - `--baseline` and `--fail-on` ---------------------------===//
#include "Driver/Gates.h"
#include "Project/Changes.h"
#include "Support/Error.h"
#include "Support/Path.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

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

/// Leaves the findings on changed lines. Silenced ones go without being counted.
static void keepChanged(Audit &audit, const ChangedLines &lines, ChangedOnly &counts) {
  counts.Files = lines.Ranges.size();
  counts.Lines = lines.lines();
  llvm::erase_if(audit.Findings, [&](const Finding &f) {
    bool kept = lines.contains(f.Place.File, f.Place.Line);
    if (f.SuppressedBy == Silenced::No)
      ++(kept ? counts.Shown : counts.Elsewhere);
    return !kept;
  });
}

llvm::Expected<GateKeeper> GateKeeper::create(const Invocation &in) {
  GateKeeper out;
  const llvm::opt::InputArgList &options = in.Options;
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
  if (options.hasArg(OPT_changed_since)) {
    out.Revision = options.getLastArgValue(OPT_changed_since).str();
    std::string path = absolutePath(in.Inputs.empty() ? "." : in.Inputs.front());
    if (!llvm::sys::fs::is_directory(path))
      path = llvm::sys::path::parent_path(path).str();
    llvm::Expected<std::string> base = mergeBase(path, out.Revision);
    if (!base)
      return base.takeError();
    out.Commit = std::move(*base);
  }
  for (const Gate &gate : out.Gates)
    if (gate.needsBaseline() && !out.Before && !(gate.isOfFindings() && !out.Commit.empty()))
      return makeError("--fail-on '{}' asks what is new; name an earlier audit with '--baseline'{}", gate.Text,
                       gate.isOfFindings() ? ", or a git revision with '--changed-since'" : "");
  return out;
}

llvm::Expected<int> GateKeeper::judge(Audit &audit, llvm::StringRef root) const {
  if (!Before && Commit.empty() && Gates.empty())
    return ExitDone;
  AuditRecord now = recordOf(audit);
  std::optional<Comparison> changed;
  if (Before) {
    llvm::Expected<Comparison> compared = compareRecords(*Before, now);
    if (!compared)
      return compared.takeError();
    changed = std::move(*compared);
    keepNew(audit, *changed);
  }
  if (!Commit.empty()) {
    llvm::Expected<ChangedLines> lines = changedLines(root, Commit);
    if (!lines)
      return lines.takeError();
    audit.Changed = ChangedOnly{Revision, Commit, 0, 0, 0, 0};
    keepChanged(audit, *lines, *audit.Changed);
    if (lines->Ranges.empty())
      llvm::errs() << "ascendify: nothing below '" << root << "' differs from where HEAD parted from '" << Revision
                   << "': no finding is reported\n";
    if (!changed)
      changed.emplace();
    changed->New.clear();
    for (const Finding &f : audit.Findings)
      if (f.SuppressedBy == Silenced::No)
        changed->New.push_back(&f);
  }
  return applyGates(Gates, Before ? &*Before : nullptr, now, changed ? &*changed : nullptr);
}

} // namespace ascendify
