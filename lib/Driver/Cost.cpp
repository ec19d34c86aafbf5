//===- Cost.cpp - `ascendify cost` ----------------------------------------===//
#include "Driver/Subcommand.h"
#include "Report/CostReport.h"
#include "Support/Error.h"
#include "Support/File.h"
#include <unistd.h>

namespace ascendify {

llvm::Expected<int> runCost(const Invocation &in) {
  if (in.Inputs.size() != 1)
    return makeError("'ascendify cost' takes one audit, AUDIT.json (written by 'ascendify audit --format json'); found {}",
                     in.Inputs.size());
  std::string name = in.Options.getLastArgValue(OPT_format, "text").str();
  const CostFormat *format = findCostFormat(name);
  if (!format)
    return makeError("unknown --format '{}'; 'ascendify cost' knows {}", name, costFormatNames());
  std::string parameters = in.Options.getLastArgValue(OPT_params, in.Share + "/mappings/cost.json").str();
  llvm::Expected<CostModel> model = readCostModel(parameters, in.Share + "/mappings/schema");
  if (!model)
    return model.takeError();
  llvm::Expected<AuditRecord> audit = readRecord(in.Inputs.front());
  if (!audit)
    return audit.takeError();
  llvm::Expected<std::vector<CostCase>> cases = costOf(*audit, *model);
  if (!cases)
    return cases.takeError();
  std::string path = in.Options.getLastArgValue(OPT_output).str();
  bool toStandardOutput = path.empty() || path == "-";
  ReportOptions options;
  options.Width = terminalColumns(STDOUT_FILENO);
  options.Color = toStandardOutput && showsColor(STDOUT_FILENO);
  options.Verbose = in.Options.hasArg(OPT_verbose);
  std::string text = format->Render(*audit, *model, *cases, options);
  if (toStandardOutput)
    llvm::outs() << text;
  else if (llvm::Error error = writeFile(path, text))
    return std::move(error);
  if (audit->Interrupted)
    llvm::errs() << "ascendify: '" << audit->Name << "' is the partial result of a run that was interrupted: the cost is a lower bound\n";
  return ExitDone;
}

} // namespace ascendify
