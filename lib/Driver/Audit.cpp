//===- Audit.cpp - `ascendify audit` --------------------------------------===//
#include "Driver/Gates.h"
#include "Driver/Pipeline.h"
#include "Driver/Shard.h"
#include "Model/Names.h"
#include "Model/Serialize.h"
#include "Report/Report.h"
#include "Score/Score.h"
#include "Support/Error.h"
#include "Support/File.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include <cerrno>
#include <chrono>
#include <cstring>
#include <unistd.h>

namespace ascendify {
namespace {

const llvm::StringRef LaterFormats[] = {"html"};
const llvm::StringRef Dumps[] = {"project", "facts", "classified", "findings", "edits"};

llvm::Expected<std::vector<const Format *>> wantedFormats(const Invocation &in) {
  std::vector<std::string> names = splitValues(in.Options, OPT_format);
  if (in.Options.hasArg(OPT_format) && names.empty())
    return makeError("--format needs the name of a format");
  if (names.empty())
    names.push_back("text");
  std::vector<std::string> known;
  for (const Format &format : formats())
    known.push_back(format.Name.str());
  std::vector<const Format *> out;
  for (const std::string &name : names) {
    if (const Format *format = findFormat(name))
      out.push_back(format);
    else if (llvm::is_contained(LaterFormats, name))
      return makeError("'--format {}' is not built yet in this version of ascendify; built: {}",
                       name, llvm::join(known, ", "));
    else
      return makeError("unknown --format '{}'{}; known: {}", name, suggestion(name, known),
                       llvm::join(known, ", "));
  }
  return out;
}

/// Where the reports go. Checked before the work starts: nobody wants to learn after minutes that
/// the folder does not exist.
struct Output {
  std::string Path; ///< empty: standard output
  bool Folder = false;
};

llvm::Expected<Output> wantedOutput(const Invocation &in, size_t formatCount) {
  Output out{in.Options.getLastArgValue(OPT_output).str(), false};
  if (!in.Options.hasArg(OPT_output) || out.Path == "-") {
    out.Path.clear();
    if (formatCount > 1)
      return makeError("{} formats need '-o DIR'", formatCount);
    return out;
  }
  if (out.Path.empty())
    return makeError("-o needs the name of a file or a folder");
  bool exists = llvm::sys::fs::exists(out.Path);
  out.Folder = llvm::sys::fs::is_directory(out.Path) || out.Path.back() == '/' ||
               (formatCount > 1 && !exists);
  if (formatCount > 1 && !out.Folder)
    return makeError("{} formats need a folder, and '{}' is a file", formatCount, out.Path);
  if (out.Folder) {
    if (std::error_code error = llvm::sys::fs::create_directories(out.Path))
      return makeError("cannot make the folder '{}': {}", out.Path, error.message());
    if (access(out.Path.c_str(), W_OK) != 0)
      return makeError("cannot write into '{}': {}", out.Path, std::strerror(errno));
    return out;
  }
  if (!exists) {
    llvm::StringRef parent = llvm::sys::path::parent_path(out.Path);
    if (!parent.empty() && !llvm::sys::fs::is_directory(parent))
      return makeError("cannot write '{}': the folder '{}' does not exist", out.Path, parent.str());
    if (access(parent.empty() ? "." : parent.str().c_str(), W_OK) != 0)
      return makeError("cannot write '{}': {}", out.Path, std::strerror(errno));
  } else if (access(out.Path.c_str(), W_OK) != 0) {
    return makeError("cannot write '{}': {}", out.Path, std::strerror(errno));
  }
  return out;
}

llvm::Error writeReports(const PipelineResult &result, const std::vector<const Format *> &wanted,
                         const Output &output, const Invocation &in) {
  const Audit &audit = result.Found;
  ReportOptions options;
  options.Verbose = in.Options.hasArg(OPT_verbose);
  options.Width = terminalColumns(STDOUT_FILENO);
  options.Color = output.Path.empty() && showsColor(STDOUT_FILENO);
  options.Command = in.Command;
  for (const std::string &path : in.Inputs)
    options.Command += " " + path;
  for (const Format *format : wanted) {
    std::string text = format->Render(audit, options);
    if (result.Observed && format->Name == "json")
      text = withShard(std::move(text), *result.Observed);
    if (output.Path.empty()) {
      llvm::outs() << text;
      continue;
    }
    std::string path = output.Path;
    if (output.Folder) {
      llvm::SmallString<256> file(output.Path);
      llvm::sys::path::append(file, "audit." + format->Extension);
      path = std::string(file);
    }
    if (llvm::Error error = writeFile(path, text))
      return error;
  }
  return llvm::Error::success();
}

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

/// Names on stderr what was left out against the user's wish.
void warn(const char *what, const std::vector<LeftOut> &list) {
  for (size_t i = 0; i < list.size() && i < 5; ++i)
    llvm::errs() << "ascendify: warning: " << what << ": " << list[i].Path << ": " << list[i].Reason
                 << "\n";
  if (list.size() > 5)
    llvm::errs() << "ascendify: warning: and " << list.size() - 5 << " more " << what
                 << "; the report names them\n";
}

/// 3 when part of the work was not read, 130 when the run was ended.
int exitCode(const Audit &audit) {
  int code = ExitDone;
  if (!audit.Seen.Unread.empty() || !audit.Seen.Failures.empty())
    code = worseExit(code, ExitIncomplete);
  if (audit.Interrupted)
    code = worseExit(code, ExitInterrupted);
  return code;
}

/// Leaves the findings that the baseline does not have; silenced ones were in neither.
void keepNew(Audit &audit, const Comparison &changed) {
  std::vector<Finding> fresh;
  for (const Finding *f : changed.New)
    fresh.push_back(*f);
  llvm::sort(fresh);
  audit.Findings = std::move(fresh);
  audit.Since = SinceBaseline{changed.New.size(), changed.Same, changed.Gone.size(), changed.Notes};
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
  if (shard && !llvm::is_contained(splitValues(in.Options, OPT_format), "json"))
    return makeError("--shard needs '--format json': that is what 'ascendify merge' reads");
  return runReported(in, [&]() -> llvm::Expected<PipelineResult> {
    llvm::Expected<PipelineResult> result = runPipeline(*options, Stage::Classified);
    if (!result)
      return result.takeError();
    // Reports are made from the audit alone.
    result->Seen = Observation();
    // An empty scan is most likely a wrong path: saying "nothing found" would be a lie.
    const Audit &audit = result->Found;
    if (!shard && !audit.Interrupted && audit.Seen.Files == 0 && audit.Seen.Unread.empty() &&
        audit.Seen.Excluded.empty())
      return makeError("nothing to audit in '{}': no C, C++, CUDA, Python or build file below it",
                       llvm::join(options->Paths, "', '"));
    return result;
  });
}

llvm::Expected<int> runReported(const Invocation &in,
                                llvm::function_ref<llvm::Expected<PipelineResult>()> work) {
  llvm::Expected<std::vector<const Format *>> wanted = wantedFormats(in);
  if (!wanted)
    return wanted.takeError();
  llvm::Expected<Output> output = wantedOutput(in, wanted->size());
  if (!output)
    return output.takeError();
  llvm::Expected<std::vector<Gate>> gates = wantedGates(in.Options);
  if (!gates)
    return gates.takeError();
  std::string parameters = in.Options.getLastArgValue(OPT_params, in.Share + "/mappings/effort.json").str();
  llvm::Expected<EffortModel> effort = readEffortModel(parameters, in.Share + "/mappings/schema");
  if (!effort)
    return effort.takeError();
  std::optional<AuditRecord> before;
  if (in.Options.hasArg(OPT_baseline)) {
    llvm::Expected<AuditRecord> record = readRecord(in.Options.getLastArgValue(OPT_baseline));
    if (!record)
      return record.takeError();
    before = std::move(*record);
  }
  for (const Gate &gate : *gates)
    if (gate.needsBaseline() && !before)
      return makeError("--fail-on '{}' asks what is new; name an earlier audit with '--baseline'", gate.Text);
  llvm::Expected<PipelineResult> result = work();
  if (!result)
    return result.takeError();
  Audit &audit = result->Found;
  audit.Scores = scoreAudit(audit, *effort);
  int gateCode = ExitDone;
  if (before || !gates->empty()) {
    AuditRecord now = recordOf(audit);
    std::optional<Comparison> changed;
    if (before) {
      llvm::Expected<Comparison> compared = compareRecords(*before, now);
      if (!compared)
        return compared.takeError();
      changed = std::move(*compared);
    }
    llvm::Expected<int> code = applyGates(*gates, before ? &*before : nullptr, now, changed ? &*changed : nullptr);
    if (!code)
      return code.takeError();
    gateCode = *code;
    if (changed)
      keepNew(audit, *changed);
  }
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
  return worseExit(gateCode, exitCode(audit));
}

} // namespace ascendify
