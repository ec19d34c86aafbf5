//===- Reported.cpp - what subcommands that end in a report share ---------===//
//
// Options are checked before the work, which may take minutes; then the work, its score, the gates
// and the reports.
//
//===----------------------------------------------------------------------===//
#include "Driver/Gates.h"
#include "Driver/Output.h"
#include "Score/Assume.h"
#include "Score/Items.h"
#include "Score/Plan.h"
#include "Score/Score.h"
#include "Support/Error.h"
#include "llvm/ADT/STLExtras.h"
#include <chrono>

namespace ascendify {
namespace {

void printTimes(const Timing &spent) {
  llvm::errs() << "time report (wall seconds)\n";
  for (const auto &[name, seconds] : spent.Phases)
    llvm::errs() << fmt::format("  {:<14}{:8.2f}\n", name, seconds);
  if (spent.CacheHits + spent.CacheMisses)
    llvm::errs() << fmt::format("  units from the cache: {}, parsed: {}\n", spent.CacheHits,
                                spent.CacheMisses);
  std::vector<std::pair<std::string, double>> units = spent.Units;
  llvm::sort(units, [](const auto &a, const auto &b) {
    return std::tie(b.second, a.first) < std::tie(a.second, b.first);
  });
  for (size_t i = 0; i < units.size() && i < 10 && units[i].second > 0; ++i)
    llvm::errs() << fmt::format("  {}{:8.2f}  {}\n", i ? "         " : "slowest: ", units[i].second,
                                units[i].first);
}

/// Names on stderr what was left out against the user's wish.
void warn(const char *what, const std::vector<LeftOut> &list) {
  for (size_t i = 0; i < list.size() && i < 5; ++i)
    llvm::errs() << "ascendify: warning: " << what << ": " << list[i].Path << ": " << list[i].Reason
                 << "\n";
  if (list.size() > 5)
    llvm::errs() << "ascendify: warning: and " << list.size() - 5 << " more " << what
                 << "; the report names them\n";
}

} // namespace

int exitCode(const Audit &audit) {
  int code = ExitDone;
  if (!audit.Seen.Unread.empty() || !audit.Seen.Failures.empty())
    code = worseExit(code, ExitIncomplete);
  if (audit.Interrupted)
    code = worseExit(code, ExitInterrupted);
  return code;
}

llvm::Expected<int> runReported(const Invocation &in,
                                llvm::function_ref<llvm::Expected<PipelineResult>()> work) {
  llvm::Expected<std::vector<const Format *>> wanted = wantedFormats(in);
  if (!wanted)
    return wanted.takeError();
  llvm::Expected<Output> output = wantedOutput(in, wanted->size());
  if (!output)
    return output.takeError();
  llvm::Expected<GateKeeper> gates = GateKeeper::create(in);
  if (!gates)
    return gates.takeError();
  std::vector<Assumption> assumptions;
  for (const std::string &text : in.Options.getAllArgValues(OPT_assume)) {
    llvm::Expected<Assumption> one = parseAssumption(text);
    if (!one)
      return one.takeError();
    assumptions.push_back(std::move(*one));
  }
  std::string parameters = in.Options.getLastArgValue(OPT_params, in.Share + "/mappings/effort.json").str();
  llvm::Expected<EffortModel> effort = readEffortModel(parameters, in.Share + "/mappings/schema");
  if (!effort)
    return effort.takeError();
  llvm::Expected<PipelineResult> result = work();
  if (!result)
    return result.takeError();
  Audit &audit = result->Found;
  addEffort(audit, *effort);
  audit.Scores = scoreAudit(audit, *effort);
  audit.Plans = planAudit(audit, *effort);
  audit.WhatIfs = whatIf(audit, assumptions, *effort);
  for (const WhatIf &one : audit.WhatIfs)
    if (!one.Matched)
      llvm::errs() << "ascendify: warning: nothing in this code is about '--assume " << one.Assumed << "'\n";
  llvm::Expected<int> gateCode = gates->judge(audit, result->Tree.Root);
  if (!gateCode)
    return gateCode.takeError();
  auto start = std::chrono::steady_clock::now();
  if (llvm::Error error = writeReports(*result, *wanted, *output, in))
    return error;
  result->Spent.Phases.push_back(
      {"report", std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count()});
  if (in.Options.hasArg(OPT_time_report))
    printTimes(result->Spent);
  if (audit.Interrupted)
    llvm::errs() << "ascendify: interrupted; the report is partial\n";
  warn("not read", audit.Seen.Unread);
  warn("not parsed", audit.Seen.Failures);
  return worseExit(*gateCode, exitCode(audit));
}

} // namespace ascendify
