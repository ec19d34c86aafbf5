//===- Compare.cpp - `ascendify compare` ----------------------------------===//
#include "Driver/Gates.h"
#include "Report/ComparisonReport.h"
#include "Support/Error.h"
#include "Support/File.h"
#include "llvm/ADT/STLExtras.h"
#include <unistd.h>

namespace ascendify {

/// Without `--fail-on`, what nobody wants to merge unseen fails: a new blocker.
llvm::Expected<int> runCompare(const Invocation &in) {
  if (in.Inputs.size() != 2)
    return makeError("'ascendify compare' takes two audits, OLD.json and NEW.json; found {}",
                     in.Inputs.size());
  llvm::Expected<std::vector<Gate>> gates = wantedGates(in.Options);
  if (!gates)
    return gates.takeError();
  if (gates->empty())
    gates->push_back({"new-blockers"});
  std::string name = in.Options.getLastArgValue(OPT_format, "text").str();
  const ComparisonFormat *format = findComparisonFormat(name);
  if (!format)
    return makeError("unknown --format '{}'; 'ascendify compare' knows {}", name,
                     comparisonFormatNames());
  llvm::Expected<AuditRecord> old = readRecord(in.Inputs[0]);
  if (!old)
    return old.takeError();
  llvm::Expected<AuditRecord> now = readRecord(in.Inputs[1]);
  if (!now)
    return now.takeError();
  llvm::Expected<Comparison> changed = compareRecords(*old, *now);
  if (!changed)
    return changed.takeError();
  std::string path = in.Options.getLastArgValue(OPT_output).str();
  bool toStandardOutput = path.empty() || path == "-";
  ReportOptions options;
  options.Width = terminalColumns(STDOUT_FILENO);
  options.Color = toStandardOutput && showsColor(STDOUT_FILENO);
  options.Verbose = in.Options.hasArg(OPT_verbose);
  options.Command = in.Command;
  std::string text = format->Render(*old, *now, *changed, options);
  if (toStandardOutput)
    llvm::outs() << text;
  else if (llvm::Error error = writeFile(path, text))
    return std::move(error);
  return applyGates(*gates, &*old, *now, &*changed);
}

} // namespace ascendify
