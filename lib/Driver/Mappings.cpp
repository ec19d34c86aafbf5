//===- Mappings.cpp - `ascendify mappings` --------------------------------===//
#include "Driver/Subcommand.h"
#include "Mapping/Database.h"
#include "Model/Names.h"
#include "Report/Page.h"
#include "Support/Error.h"
#include "Support/Json.h"
#include "llvm/ADT/STLExtras.h"
#include <unistd.h>

namespace ascendify {
namespace {

Json listEntry(const Entry &entry) {
  Json targets = Json::object();
  for (const auto &[style, target] : entry.Targets) {
    Json one = {{"status", nameOf(target.Status).str()}};
    if (!target.Rewrite.empty())
      one["rewrite"] = target.Rewrite;
    targets[style] = std::move(one);
  }
  return {{"symbol", entry.Symbol},
          {"library", entry.Library},
          {"kind", nameOf(entry.Kind).str()},
          {"targets", std::move(targets)}};
}

llvm::Expected<int> list(const Invocation &in) {
  llvm::Expected<std::unique_ptr<Database>> data =
      Database::open(in.Share, in.Options.getAllArgValues(OPT_mappings));
  if (!data)
    return data.takeError();
  llvm::StringRef format = in.Options.getLastArgValue(OPT_format, "text");
  if (format != "text" && format != "json")
    return makeError("unknown --format '{}'; 'mappings list' knows text and json", format.str());
  Json out = Json::array();
  std::vector<std::vector<Cell>> rows;
  for (const std::string &symbol : (*data)->symbols())
    for (const Entry *entry : (*data)->entries(symbol)) {
      if (format == "json") {
        out.push_back(listEntry(*entry));
        continue;
      }
      std::string targets;
      for (const auto &[style, target] : entry->Targets)
        targets += (targets.empty() ? "" : ", ") + style + " " + nameOf(target.Status).str();
      rows.push_back({{entry->Symbol}, {entry->Library}, {nameOf(entry->Kind).str()}, {targets}});
    }
  if (format == "json") {
    llvm::outs() << dumpJson(out);
    return ExitDone;
  }
  Page page(terminalColumns(STDOUT_FILENO), showsColor(STDOUT_FILENO));
  page.table(rows, 0);
  llvm::outs() << page.take();
  return ExitDone;
}

} // namespace

llvm::Expected<int> runMappings(const Invocation &in) {
  static const std::vector<std::string> known = {"list", "check", "coverage", "test"};
  if (in.Inputs.empty())
    return makeError("'ascendify mappings' needs one of list, check, coverage, test");
  const std::string &verb = in.Inputs[0];
  if (verb == "list")
    return list(in);
  if (llvm::is_contained(known, verb))
    return makeError("'ascendify mappings {}' is not built yet in this version of ascendify", verb);
  return makeError("unknown 'mappings {}'{}; known: list, check, coverage, test", verb,
                   suggestion(verb, known));
}

} // namespace ascendify
