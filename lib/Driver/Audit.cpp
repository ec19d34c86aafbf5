//===- Audit.cpp - `ascendify audit` --------------------------------------===//
#include "Driver/Pipeline.h"
#include "Model/Names.h"
#include "Model/Serialize.h"
#include "Support/Error.h"
#include "Support/Memory.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

namespace ascendify {
namespace {

const llvm::StringRef Dumps[] = {"project", "facts", "classified", "findings", "edits"};

template <typename T> Json arrayOf(const std::vector<T> &values) {
  Json out = Json::array();
  for (const T &value : values)
    out.push_back(toJson(value));
  return out;
}

Json classified(const Audit &audit) {
  Json out = Json::array();
  for (const AuditUse &use : audit.Uses) {
    Json one = {{"symbol", use.Symbol}, {"file", use.Place.File}, {"line", use.Place.Line},
                {"column", use.Place.Column}, {"outcomes", Json::array()}};
    for (size_t p = 0; p < audit.Profiles.size(); ++p)
      for (size_t s = 0; s < audit.Styles.size(); ++s) {
        const Outcome &o = use.Outcomes[audit.index(p, s)];
        one["outcomes"].push_back({{"profile", audit.Profiles[p]},
                                   {"style", audit.Styles[s]},
                                   {"disposition", nameOf(o.Status).str()},
                                   {"replacement", o.Replacement}});
      }
    out.push_back(std::move(one));
  }
  return out;
}

/// What the parses complained about: the reason why a file is `recovered`.
Json errorsOf(const Observation &seen) {
  Json out = Json::array();
  for (const ParseError &e : seen.Errors)
    out.push_back({{"file", e.Place.File},
                   {"line", e.Place.Line},
                   {"column", e.Place.Column},
                   {"message", e.Message}});
  return out;
}

llvm::Expected<int> dump(llvm::StringRef stage, const PipelineOptions &options) {
  if (!llvm::is_contained(Dumps, stage)) {
    std::vector<std::string> known(std::begin(Dumps), std::end(Dumps));
    return makeError("unknown --dump '{}'{}; known: {}", stage.str(), suggestion(stage, known),
                     llvm::join(known, ", "));
  }
  if (stage == "edits")
    return makeError("'--dump=edits' belongs to 'ascendify migrate'");
  Stage last = stage == "project" ? Stage::Project : stage == "facts" ? Stage::Facts : Stage::Classified;
  llvm::Expected<PipelineResult> result = runPipeline(options, last);
  if (!result)
    return result.takeError();
  Json out;
  if (stage == "project")
    out = toJson(result->Tree);
  else if (stage == "facts")
    out = {{"facts", arrayOf(result->Seen.Facts)},
           {"bodies", arrayOf(result->Seen.Bodies)},
           {"kernels", arrayOf(result->Found.Kernels)},
           {"errors", errorsOf(result->Seen)}};
  else if (stage == "classified")
    out = classified(result->Found);
  else
    out = arrayOf(result->Found.Findings);
  llvm::outs() << dumpJson(out);
  return exitCode(result->Found);
}

} // namespace

llvm::Expected<int> runAudit(const Invocation &in) {
  llvm::Expected<PipelineOptions> options = pipelineOptions(in);
  if (!options)
    return options.takeError();
  bool shard = options->Part.Index;
  if (in.Options.hasArg(OPT_dump_stage)) {
    if (shard)
      return makeError("--dump and --shard do not go together");
    return dump(in.Options.getLastArgValue(OPT_dump_stage), *options);
  }
  if (shard && (in.Options.hasArg(OPT_baseline) || in.Options.hasArg(OPT_fail_on)))
    return makeError("--shard goes with neither --baseline nor --fail-on: give them to 'ascendify merge'");
  if (shard && in.Options.hasArg(OPT_changed_since))
    return makeError("--shard and --changed-since do not go together");
  if (shard && !llvm::is_contained(splitValues(in.Options, OPT_format), "json"))
    return makeError("--shard needs '--format json': that is what 'ascendify merge' reads");
  return runReported(in, [&]() -> llvm::Expected<PipelineResult> {
    llvm::Expected<PipelineResult> result = runPipeline(*options, Stage::Classified);
    if (!result)
      return result.takeError();
    // Reports are made from the audit alone.
    result->Seen = Observation();
    releaseFreeMemory();
    // An empty scan is most likely a wrong path: saying "nothing found" would be a lie.
    const Audit &audit = result->Found;
    if (!shard && !audit.Interrupted && audit.Seen.Files == 0 && audit.Seen.Unread.empty() &&
        audit.Seen.Excluded.empty())
      return makeError("nothing to audit in '{}': no C, C++, CUDA, Python or build file below it",
                       llvm::join(options->Paths, "', '"));
    return result;
  });
}

} // namespace ascendify
