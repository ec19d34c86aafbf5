//===- Mappings.cpp - `ascendify mappings` --------------------------------===//
#include "Driver/MappingsTest.h"
#include "Mapping/Check.h"
#include "Mapping/Coverage.h"
#include "Mapping/List.h"
#include "Support/Error.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

namespace ascendify {
namespace {

llvm::Expected<int> list(const Invocation &in) {
  llvm::Expected<std::unique_ptr<Database>> data =
      Database::open(in.Share, in.Options.getAllArgValues(OPT_mappings));
  if (!data)
    return data.takeError();
  llvm::StringRef format = in.Options.getLastArgValue(OPT_format, "text");
  if (format == "json")
    llvm::outs() << dumpJson(listMappings(**data));
  else if (format == "text")
    llvm::outs() << listMappingsText(**data);
  else
    return makeError("unknown --format '{}'; 'mappings list' knows text and json", format.str());
  return ExitDone;
}

/// Checks the built-in tables, or each folder of --mappings against them.
llvm::Expected<int> check(const Invocation &in) {
  std::vector<std::string> overlays = in.Options.getAllArgValues(OPT_mappings);
  if (overlays.empty())
    overlays.push_back("");
  int code = ExitDone;
  for (const std::string &overlay : overlays) {
    llvm::Expected<CheckResult> result =
        checkMappings({in.Share + "/mappings", in.Share + "/docs/findings", overlay});
    if (!result)
      return result.takeError();
    llvm::outs() << result->text();
    if (!result->Problems.empty())
      code = ExitUsage;
  }
  return code;
}

llvm::Expected<int> coverage(const Invocation &in) {
  llvm::Expected<std::unique_ptr<Database>> data =
      Database::open(in.Share, in.Options.getAllArgValues(OPT_mappings));
  if (!data)
    return data.takeError();
  std::vector<std::string> known;
  for (const Profile &profile : (*data)->profiles())
    known.push_back(profile.Name);
  std::string target = in.Options.getLastArgValue(OPT_target, "ascend950pr").str();
  const Profile *profile = (*data)->profile(target);
  if (!profile)
    return makeError("unknown --target '{}'{}; known: {}", target, suggestion(target, known),
                     llvm::join(known, ", "));
  llvm::Expected<UsageCounts> usage = readUsage(in.Share);
  if (!usage)
    return usage.takeError();
  MappingCoverage found = coverageOf(**data, *usage, *profile, in.Options.getLastArgValue(OPT_cann));
  llvm::StringRef format = in.Options.getLastArgValue(OPT_format, "text");
  if (format == "json")
    llvm::outs() << dumpJson(coverageJson(found));
  else if (format == "text")
    llvm::outs() << coverageText(found, in.Options.hasArg(OPT_verbose));
  else
    return makeError("unknown --format '{}'; 'mappings coverage' knows text and json", format.str());
  return ExitDone;
}

} // namespace

llvm::Expected<int> runMappings(const Invocation &in) {
  static const std::vector<std::string> known = {"list", "check", "coverage", "test"};
  if (in.Inputs.empty())
    return makeError("'ascendify mappings' needs one of list, check, coverage, test");
  const std::string &verb = in.Inputs[0];
  if (llvm::is_contained({"list", "check", "coverage"}, verb) && in.Inputs.size() > 1)
    return makeError("'ascendify mappings {}' takes no '{}'; tables of your own are named with --mappings",
                     verb, in.Inputs[1]);
  if (verb == "list")
    return list(in);
  if (verb == "check")
    return check(in);
  if (verb == "coverage")
    return coverage(in);
  if (verb == "test")
    return testMappings(in);
  return makeError("unknown 'mappings {}'{}; known: list, check, coverage, test", verb,
                   suggestion(verb, known));
}

} // namespace ascendify
