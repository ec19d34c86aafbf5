//===- Pipeline.cpp - from paths to an audit ------------------------------===//
#include "Driver/Pipeline.h"
#include "Checks/Check.h"
#include "Classify/Classify.h"
#include "Classify/Suppress.h"
#include "Driver/Interrupt.h"
#include "Driver/Pages.h"
#include "Driver/Shard.h"
#include "Driver/Worker.h"
#include "Observe/FactCache.h"
#include "Support/Error.h"
#include "Support/File.h"
#include "Support/Memory.h"
#include "Support/Path.h"
#include "Support/Text.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/Support/Path.h"
#include <chrono>
#include <cstdlib>
#include <set>
#include <thread>
#include <unistd.h>

namespace ascendify {
namespace {

/// Measures the phases one after the other.
class Clock {
public:
  explicit Clock(Timing &timing) : Out(timing) {}
  void phase(const char *name) {
    auto now = std::chrono::steady_clock::now();
    Out.Phases.push_back({name, std::chrono::duration<double>(now - Last).count()});
    Last = now;
  }

private:
  Timing &Out;
  std::chrono::steady_clock::time_point Last = std::chrono::steady_clock::now();
};

/// One line on a terminal that is rewritten; nothing elsewhere.
class Progress {
public:
  Progress() : Shown(isTerminal(STDERR_FILENO)) {}
  ~Progress() { say(""); }
  void say(llvm::StringRef text) {
    if (Shown)
      llvm::errs() << "\r\033[K" << text;
  }

private:
  bool Shown;
};

llvm::Error checkVersion(llvm::StringRef option, llvm::StringRef value) {
  auto [major, minor] = value.split('.');
  unsigned number;
  if (value.empty() || major.getAsInteger(10, number) ||
      (!minor.empty() && minor.split('.').first.getAsInteger(10, number)))
    return makeError("{} '{}' is not a version; expected for example 12.9", option.str(), value.str());
  return llvm::Error::success();
}

llvm::Error unknownProfile(const std::string &where, const std::string &name, const Database &data) {
  std::vector<std::string> known;
  for (const Profile &profile : data.profiles())
    known.push_back(profile.Name);
  return makeError("{} '{}'{}; known: {}", where, name, suggestion(name, known), llvm::join(known, ", "));
}

/// What `.ascendify.yaml` says where the command line says nothing.
llvm::Error takeSettings(const Configuration &settings, const Database &data, Audit &audit) {
  auto at = [&](const ConfiguredValue &value, const char *what) {
    return fmt::format("{}:{}:{}: {}", settings.File, value.Line, value.Column, what);
  };
  for (const ConfiguredValue &target : settings.Targets)
    if (!data.profile(target.Text))
      return unknownProfile(at(target, "unknown target"), target.Text, data);
  if (!settings.Cann.Text.empty())
    if (llvm::Error error = checkVersion(at(settings.Cann, "cann"), settings.Cann.Text))
      return error;
  if (audit.Profiles.empty())
    for (const ConfiguredValue &target : settings.Targets)
      if (!llvm::is_contained(audit.Profiles, target.Text))
        audit.Profiles.push_back(target.Text);
  if (audit.Profiles.empty())
    audit.Profiles.push_back("ascend950pr");
  if (audit.Cann.empty())
    audit.Cann = settings.Cann.Text;
  return llvm::Error::success();
}

Coverage coverageOf(const Project &tree, const Observation &seen) {
  Coverage c;
  std::set<std::string> left;
  for (const SourceFile &f : tree.Files) {
    if (f.observed())
      continue;
    left.insert(f.Path);
    if (!f.Readable)
      c.Unread.push_back({f.Path, f.Reason});
    else if (f.Vendored || f.Ignored)
      c.Excluded.push_back({f.Path, f.Reason});
  }
  for (const AuditedFile &f : seen.Files) {
    if (left.count(f.Path))
      continue;
    if (f.Seen == Tier::Unread) {
      c.Unread.push_back({f.Path, f.Reason});
      continue;
    }
    bool cuda = f.Language == "cuda";
    ++c.Files;
    c.Lines += f.Lines;
    c.CudaFiles += cuda;
    uint64_t *all = &c.Lexed, *ofCuda = &c.CudaLexed;
    if (f.Seen == Tier::Parsed)
      all = &c.Parsed, ofCuda = &c.CudaParsed;
    else if (f.Seen == Tier::Recovered)
      all = &c.Recovered, ofCuda = &c.CudaRecovered;
    ++*all;
    *ofCuda += cuda;
  }
  for (const auto &[unit, reason] : seen.Failures)
    c.Failures.push_back({unit, reason});
  auto byPath = [](const LeftOut &a, const LeftOut &b) {
    return std::tie(a.Path, a.Reason) < std::tie(b.Path, b.Reason);
  };
  llvm::sort(c.Unread, byPath);
  llvm::sort(c.Excluded, byPath);
  c.OtherFiles = tree.OtherFiles;
  return c;
}

/// Gives a place that knows its offset only its column.
void complete(Location &place, FileTexts &texts) {
  if (place.Column || !place.Line)
    return;
  llvm::StringRef before = texts.text(place.File).take_front(place.Offset);
  place.Column = uint32_t(before.size() - (before.rfind('\n') + 1)) + 1;
}

void completePlaces(std::vector<Kernel> &kernels, FileTexts &texts) {
  for (Kernel &kernel : kernels) {
    for (LaunchSite &site : kernel.Launches)
      complete(site.Place, texts);
    for (auto *operations : {&kernel.Barriers, &kernel.WarpOperations, &kernel.Atomics})
      for (KernelOperation &operation : *operations)
        complete(operation.Place, texts);
  }
}

/// The includes of \p edges that stand between two of \p files. What was found is known by the path it
/// was opened with, which may be absolute or hold a `..`.
std::vector<IncludedFile> includesAmong(const std::vector<AuditedFile> &files, const std::vector<IncludeEdge> &edges,
                                        llvm::StringRef root) {
  llvm::StringSet<> known;
  for (const AuditedFile &file : files)
    known.insert(file.Path);
  std::vector<IncludedFile> out;
  for (const IncludeEdge &edge : edges) {
    if (edge.Resolved.empty() || !known.contains(edge.Place.File))
      continue;
    llvm::StringRef base = llvm::StringRef(edge.Resolved).starts_with("/") ? root : "/";
    std::string to = relativeTo(absolutePath(edge.Resolved, base), base);
    if (to != edge.Place.File && known.contains(to))
      out.push_back({edge.Place.File, std::move(to)});
  }
  llvm::sort(out);
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

/// Fills Audit::Utf16Columns.
void addUtf16Columns(Audit &audit, FileTexts &texts) {
  auto add = [&](const Location &place) {
    llvm::StringRef before = texts.text(place.File).take_front(place.Offset);
    before = before.drop_front(before.rfind('\n') + 1);
    uint32_t column = utf16Length(before) + 1;
    if (before.size() + 1 == place.Column && column != place.Column)
      audit.Utf16Columns[place] = column;
  };
  for (const Finding &f : audit.Findings) {
    add(f.Place);
    for (const RelatedPlace &r : f.Related)
      add(r.Place);
  }
}

} // namespace

llvm::StringRef FileTexts::text(llvm::StringRef file) {
  auto [it, added] = Texts.try_emplace(file);
  if (added && !Root.empty()) {
    llvm::Expected<std::string> text = readFile(absolutePath(file, Root));
    if (text)
      it->second = std::move(*text);
    else
      llvm::consumeError(text.takeError()); // fingerprints then go without the statement
  }
  return it->second;
}

/// `ascendify` below the user's cache folder; empty when there is none.
static std::string defaultCacheDirectory() {
  for (auto [variable, below] : {std::pair("XDG_CACHE_HOME", "/ascendify"), {"HOME", "/.cache/ascendify"}}) {
    const char *value = std::getenv(variable);
    if (value && llvm::sys::path::is_absolute(value))
      return std::string(value) + below;
  }
  return "";
}

llvm::Expected<PipelineOptions> pipelineOptions(const Invocation &in) {
  PipelineOptions out;
  const llvm::opt::InputArgList &options = in.Options;
  out.Paths = in.Inputs;
  if (out.Paths.empty())
    out.Paths.push_back(".");
  out.Profiles = splitValues(options, OPT_target);
  out.Overlays = options.getAllArgValues(OPT_mappings);
  for (std::string &overlay : out.Overlays)
    overlay = absolutePath(overlay);
  out.ExtraArguments = options.getAllArgValues(OPT_extra_arg);
  out.Share = in.Share;
  out.DatabaseDirectory = options.getLastArgValue(OPT_build_path).str();
  out.CudaVersion = options.getLastArgValue(OPT_cuda_version).str();
  out.Architecture = options.getLastArgValue(OPT_gpu_arch).str();
  out.CudaPath = options.getLastArgValue(OPT_cuda_path).str();
  out.Cann = options.getLastArgValue(OPT_cann).str();
  if (options.hasArg(OPT_cuda_version))
    if (llvm::Error error = checkVersion("--cuda-version", out.CudaVersion))
      return error;
  if (options.hasArg(OPT_cann))
    if (llvm::Error error = checkVersion("--cann", out.Cann))
      return error;
  llvm::StringRef arch = out.Architecture;
  if (options.hasArg(OPT_gpu_arch) && (!arch.consume_front("sm_") || arch.size() < 2 || !llvm::isDigit(arch[0])))
    return makeError("--gpu-arch '{}' is not an architecture; expected for example sm_80", out.Architecture);
  llvm::StringRef view = options.getLastArgValue(OPT_device_view, "never");
  if (view == "auto")
    out.Device = DeviceView::Auto;
  else if (view == "always")
    out.Device = DeviceView::Always;
  else if (view != "never")
    return makeError("--device-view '{}' is not one of never, auto, always", view.str());
  if (!options.hasArg(OPT_no_cache)) {
    bool named = options.hasArg(OPT_cache_dir);
    out.CacheDir = named ? options.getLastArgValue(OPT_cache_dir).str() : defaultCacheDirectory();
    if (named && out.CacheDir.empty())
      return makeError("--cache-dir needs the name of a folder");
    if (!out.CacheDir.empty()) {
      out.CacheDir = absolutePath(out.CacheDir);
      llvm::Expected<std::unique_ptr<FactCache>> usable = FactCache::open(out.CacheDir);
      if (!usable && named)
        return usable.takeError();
      // Nobody asked for the usual one; without it, everything is parsed.
      if (!usable) {
        llvm::consumeError(usable.takeError());
        out.CacheDir.clear();
      }
    }
  }
  if (options.hasArg(OPT_shard)) {
    llvm::StringRef given = options.getLastArgValue(OPT_shard);
    auto [index, count] = given.split('/');
    if (index.getAsInteger(10, out.Part.Index) || count.getAsInteger(10, out.Part.Count) ||
        !out.Part.Index || out.Part.Index > out.Part.Count || out.Part.Count > 65536)
      return makeError("--shard '{}' is not a part; expected K/N with K from 1 to N, for example 2/3",
                       given.str());
  }
  auto limit = [&](OptionId id, const char *name, const char *what, unsigned least, unsigned most,
                   std::optional<unsigned> &to) -> llvm::Error {
    if (!options.hasArg(id))
      return llvm::Error::success();
    llvm::StringRef given = options.getLastArgValue(id);
    unsigned value;
    if (given.getAsInteger(10, value) || (value && value < least) || value > most)
      return makeError("{} '{}' is not a number of {} from {} to {}, or 0 for no limit",
                       name, given.str(), what, least, most);
    to = value;
    return llvm::Error::success();
  };
  if (llvm::Error error = limit(OPT_unit_time, "--unit-time", "seconds", 1, 86400, out.UnitSeconds))
    return error;
  if (llvm::Error error = limit(OPT_unit_memory, "--unit-memory", "MiB", 64, 1u << 20, out.UnitMebibytes))
    return error;
  out.Jobs = std::max(1u, std::thread::hardware_concurrency());
  if (options.hasArg(OPT_jobs)) {
    llvm::StringRef jobs = options.getLastArgValue(OPT_jobs);
    if (jobs.getAsInteger(10, out.Jobs) || !out.Jobs || out.Jobs > 4096)
      return makeError("-j '{}' is not a number of jobs from 1 to 4096", jobs.str());
  }
  return out;
}

llvm::Expected<PipelineResult> runPipeline(const PipelineOptions &options, Stage last) {
  PipelineResult out;
  Clock clock(out.Spent);
  Progress progress;
  llvm::Expected<std::unique_ptr<Database>> data = Database::open(options.Share, options.Overlays);
  if (!data)
    return data.takeError();
  out.Data = std::move(*data);
  Audit &audit = out.Found;
  audit.Profiles = options.Profiles;
  for (const std::string &name : audit.Profiles)
    if (!out.Data->profile(name))
      return unknownProfile("unknown --target", name, *out.Data);
  clock.phase("mappings");

  progress.say("looking at the files");
  DiscoverOptions discovery;
  discovery.Paths = options.Paths;
  discovery.DatabaseDirectory = options.DatabaseDirectory;
  discovery.CudaVersion = options.CudaVersion;
  discovery.Architecture = options.Architecture;
  discovery.Tables = options.Share + "/mappings/build/discovery.json";
  discovery.Jobs = options.Jobs;
  discovery.IsCudaName = [&](llvm::StringRef name) { return out.Data->find(name).has_value(); };
  llvm::Expected<Project> tree = discover(discovery);
  if (!tree)
    return tree.takeError();
  out.Tree = std::move(*tree);
  audit.Cann = options.Cann;
  if (llvm::Error error = takeSettings(out.Tree.Settings, *out.Data, audit))
    return error;
  for (Unit &unit : out.Tree.Units)
    llvm::append_range(unit.Flags, options.ExtraArguments);
  clock.phase("discover");

  audit.Tool = programVersion().str();
  audit.Data = out.Data->version();
  audit.RootName = llvm::sys::path::filename(out.Tree.Root).str();
  audit.CudaVersion = {out.Tree.CudaVersion.Value, out.Tree.CudaVersion.Source};
  audit.Architecture = {out.Tree.Architecture.Value, out.Tree.Architecture.Source};
  for (const Override &o : out.Data->overrides())
    audit.Overridden.push_back(o.Symbol + " (" + llvm::sys::path::filename(o.Overlay).str() + ")");
  audit.Notes = out.Data->notes();
  llvm::append_range(audit.Notes, out.Tree.Notes);
  if (!out.Tree.Settings.File.empty())
    audit.Notes.push_back("settings of " + out.Tree.Settings.File + " at the root are used");
  for (const MissingInclude &m : out.Tree.Missing)
    audit.Missing.push_back({m.Spelling, m.Place, m.Count});
  if (last == Stage::Project)
    return out;

  // A shard looks at its part as if it were all there is.
  ObserveTape tape;
  Project whole;
  ObserveOptions how;
  if (options.Part.Index) {
    whole = out.Tree;
    out.Tree = partOf(whole, options.Part);
    how.Tape = &tape;
  }
  how.Share = options.Share;
  how.CudaPath = options.CudaPath;
  how.CudaVersion = out.Tree.CudaVersion.Value;
  how.Device = options.Device;
  if (!out.Tree.Architecture.Value.empty())
    how.Architecture = out.Tree.Architecture.Value;
  how.CacheDir = options.CacheDir;
  how.DataVersion = out.Data->version();
  how.TimeLimit = options.UnitSeconds.value_or(how.TimeLimit);
  if (options.UnitMebibytes)
    how.MemoryLimit = uint64_t(*options.UnitMebibytes) << 20;
  llvm::Expected<Observation> seen = observeProject(
      out.Tree, *out.Data, how, options.Jobs, workerArguments(options.Overlays),
      [&](unsigned done, unsigned all) {
        progress.say(fmt::format("parsing {}/{}", done, all));
      },
      interrupted());
  if (!seen)
    return seen.takeError();
  out.Seen = std::move(*seen);
  releaseFreeMemory();
  clock.phase("observe");
  out.Spent.Phases.push_back({"  lex", out.Seen.LexSeconds});
  out.Spent.Phases.push_back({"  cache", out.Seen.CacheSeconds});
  out.Spent.Phases.push_back({"  preamble", out.Seen.PreambleSeconds});
  out.Spent.Phases.push_back({"  parse", out.Seen.ParseSeconds});
  out.Spent.Phases.push_back({"  merge", out.Seen.MergeSeconds});
  out.Spent.Units = out.Seen.UnitSeconds;
  out.Spent.CacheHits = out.Seen.CacheHits;
  out.Spent.CacheMisses = out.Seen.CacheMisses;
  if (options.Part.Index)
    out.Observed = packShard(out.Tree, whole, options.Part, tape, audit.Notes);
  FileTexts texts(out.Tree.Root);
  judge(options, out, texts, last);
  return out;
}

void judge(const PipelineOptions &options, PipelineResult &out, FileTexts &texts, Stage last) {
  Clock clock(out.Spent);
  Progress progress;
  progress.say("classifying");
  Audit &audit = out.Found;
  audit.Interrupted = out.Seen.Interrupted;
  llvm::append_range(audit.Notes, out.Seen.Notes);
  audit.Files = out.Seen.Files;
  audit.Seen = coverageOf(out.Tree, out.Seen);
  audit.Includes = includesAmong(audit.Files, out.Seen.Includes, out.Tree.Root);
  audit.Kernels = buildKernels(out.Seen, *out.Data);
  completePlaces(audit.Kernels, texts);
  clock.phase("kernels");
  if (last == Stage::Facts)
    return;
  ClassifyInput input{&out.Seen.Facts, out.Data.get(), audit.Cann,
                      [&](llvm::StringRef file) { return texts.text(file); }, options.Style};
  // The checks only read what classifying reads too.
  std::vector<Finding> checked;
  auto check = [&] {
    checked = runChecks(out.Seen.Facts, out.Seen.Bodies, audit.Kernels, out.Seen.Includes, *out.Data, audit.Profiles,
                        options.Jobs > 1);
  };
  std::thread beside;
  if (options.Jobs > 1)
    beside = std::thread(check);
  classify(input, audit);
  clock.phase("classify");
  progress.say("checking");
  // What the tables say of a call with the id of a check steers rewriting; the check knows the code.
  llvm::erase_if(audit.Findings, [](const Finding &f) {
    return llvm::any_of(checks(), [&](const Check &check) { return check.Id == f.Id; });
  });
  if (beside.joinable())
    beside.join();
  else
    check();
  llvm::append_range(audit.Findings, std::move(checked));
  dropReplaced(audit.Findings);
  for (Finding &f : audit.Findings) {
    complete(f.Place, texts);
    for (RelatedPlace &related : f.Related)
      complete(related.Place, texts);
  }
  finishFindings(audit.Findings, input.TextOf);
  addRules(audit, options.Share);
  suppressFindings(audit, out.Tree.Settings, input.TextOf);
  addUtf16Columns(audit, texts);
  clock.phase("checks");
}

} // namespace ascendify
