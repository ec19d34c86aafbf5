//===- ObserveProject.cpp - both tiers over a project ---------------------===//
//
// First units are looked for in the cache while files are lexed; then the preambles that are
// still needed are built, and the other units parsed as soon as theirs is there, the longest first. Every
// thread owns one worker process. Nothing here may depend on who finishes first: the merger is
// commutative. Nor on how many there are: a unit that found too little memory beside the others
// is tried again alone.
//
//===----------------------------------------------------------------------===//
#include "Model/Serialize.h"
#include "Observe/FactCache.h"
#include "Observe/Invocation.h"
#include "Observe/Preambles.h"
#include "Support/BuildId.h"
#include "Support/File.h"
#include "Support/Memory.h"
#include "Support/Path.h"
#include "llvm/ADT/ScopeExit.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include <chrono>
#include <condition_variable>
#include <csignal>
#include <mutex>
#include <set>
#include <utility>
#include <thread>

namespace ascendify {

namespace {

using Clock = std::chrono::steady_clock;

double secondsSince(Clock::time_point start) {
  return std::chrono::duration<double>(Clock::now() - start).count();
}

/// Runs \p tasks on \p jobs threads, in order of index; each thread has a number.
void inParallel(size_t tasks, unsigned jobs, const std::atomic<bool> &cancel,
                llvm::function_ref<void(size_t, unsigned)> run) {
  std::atomic<size_t> next{0};
  auto loop = [&](unsigned thread) {
    for (size_t i; !cancel && (i = next++) < tasks;)
      run(i, thread);
  };
  std::vector<std::thread> threads;
  for (unsigned t = 1; t < jobs && t < tasks; ++t)
    threads.emplace_back(loop, t);
  loop(0);
  for (std::thread &t : threads)
    t.join();
}

bool isText(llvm::StringRef language) { return language != "other" && !language.empty(); }

/// What a worker should have at least: most units take less than half of it.
constexpr uint64_t MemoryFloor = 768ull << 20;

/// How many workers, and how much memory for each.
struct Crew {
  unsigned Jobs;
  uint64_t Memory; ///< bytes; 0: no limit
};

/// As many of \p jobs workers as the machine has memory for, without pushing it to its end.
Crew crewFor(unsigned jobs, uint64_t limit) {
  uint64_t available = availableMemory() / 10 * 9;
  if (!available || !limit)
    return {jobs, limit};
  if (available / jobs >= limit)
    return {jobs, limit};
  if (available / jobs < MemoryFloor)
    jobs = unsigned(std::max<uint64_t>(1, available / MemoryFloor));
  return {jobs, std::clamp(available / jobs, MemoryFloor, std::max(limit, MemoryFloor))};
}

/// One unit on its way.
struct Job {
  const Unit *Work = nullptr;
  Preambles::Entry *Preamble = nullptr;
  ContentDigest Key{};
  std::optional<ContentDigest> Main; ///< of the unit's own file, when it was looked up
  double Expected = 0;               ///< seconds that a parse may take
};

/// Seconds of units by name, as an earlier run of the same root took them.
class Times {
public:
  Times(const FactCache *cache, const std::string &root) {
    if (!cache)
      return;
    Path = cache->directory() + "/times/" + hexText(contentDigest(root));
    std::string text = readChecked(Path).value_or("");
    for (llvm::StringRef rest = text; !rest.empty();) {
      auto [line, next] = rest.split('\n');
      rest = next;
      auto [seconds, unit] = line.split(' ');
      double value;
      if (!seconds.getAsDouble(value))
        Known[unit] = value;
    }
  }

  /// Fills Expected: what a unit took, else what its size says.
  void estimate(std::vector<Job> &jobs) const {
    double seconds = 0, bytes = 0;
    for (const Job &job : jobs)
      if (auto it = Known.find(job.Work->File); it != Known.end())
        seconds += it->second, bytes += double(job.Work->Bytes);
    double perByte = bytes > 0 && seconds > 0 ? seconds / bytes : 1e-6;
    for (Job &job : jobs) {
      auto it = Known.find(job.Work->File);
      job.Expected = it != Known.end() ? it->second : perByte * double(job.Work->Bytes);
    }
  }

  void keep(const std::vector<std::pair<std::string, double>> &seconds) {
    if (Path.empty())
      return;
    bool changed = false;
    for (const auto &[unit, value] : seconds)
      if (value > 0)
        Known[unit] = value, changed = true;
    if (!changed)
      return;
    std::string text;
    for (const auto &entry : Known)
      text += std::to_string(entry.second) + " " + entry.first().str() + "\n";
    writeChecked(Path, text);
  }

private:
  std::string Path;
  llvm::StringMap<double> Known;
};

/// Remembers what was asked: the files of a project name the same things. For one thread.
class RememberedSymbols : public SymbolTable {
public:
  explicit RememberedSymbols(const SymbolTable &symbols) : Symbols(symbols) {}
  std::optional<SymbolInfo> find(llvm::StringRef name) const override {
    auto [it, fresh] = Found.try_emplace(name);
    if (fresh)
      it->second = Symbols.find(name);
    return it->second;
  }
  std::optional<SymbolInfo> guess(llvm::StringRef name) const override {
    auto [it, fresh] = Guessed.try_emplace(name);
    if (fresh)
      it->second = Symbols.guess(name);
    return it->second;
  }

private:
  const SymbolTable &Symbols;
  mutable llvm::StringMap<std::optional<SymbolInfo>> Found, Guessed;
};

/// What is left for the workers: preambles first, then the units in their order, each when its preamble is there.
/// For many threads.
class WorkQueue {
public:
  WorkQueue(std::vector<Preambles::Entry *> preambles, std::vector<Job *> units)
      : Preamble(std::move(preambles)), Units(std::move(units)), Missing(Preamble.size()),
        Building(Preamble.begin(), Preamble.end()) {}

  /// One of the two; neither when nothing is left.
  struct Step {
    Preambles::Entry *Preamble = nullptr;
    Job *Unit = nullptr;
  };
  Step next(const std::atomic<bool> &cancel) {
    std::unique_lock lock(Guard);
    while (!cancel) {
      if (Begun < Preamble.size())
        return {Preamble[Begun++], nullptr};
      auto ready = llvm::find_if(Units, [&](const Job *job) { return !Building.count(job->Preamble); });
      if (ready != Units.end()) {
        Job *job = *ready;
        Units.erase(ready);
        return {nullptr, job};
      }
      if (Units.empty())
        break;
      Changed.wait_for(lock, std::chrono::milliseconds(50)); // nobody tells of a cancellation
    }
    return {};
  }
  void built(Preambles::Entry *preamble) {
    std::lock_guard lock(Guard);
    Building.erase(preamble);
    if (!--Missing)
      LastBuilt = Clock::now();
    Changed.notify_all();
  }
  /// When the last preamble was there.
  Clock::time_point lastBuilt() const { return LastBuilt; }

private:
  std::mutex Guard;
  std::condition_variable Changed;
  std::vector<Preambles::Entry *> Preamble;
  std::vector<Job *> Units;
  size_t Begun = 0, Missing;
  std::set<const Preambles::Entry *> Building; ///< or still to be built
  Clock::time_point LastBuilt = Clock::now();
};

class ProjectObserver {
public:
  ProjectObserver(const Project &project, const SymbolTable &symbols, const ObserveOptions &options,
                  unsigned jobs, llvm::ArrayRef<std::string> workerArguments,
                  ObserveProgress progress, const std::atomic<bool> &cancel)
      : Tree(project), Symbols(symbols), Options(options), Threads(std::max(1u, jobs)),
        Arguments(workerArguments), Progress(progress), Cancel(cancel) {}

  llvm::Expected<Observation> run();

private:
  const Project &Tree;
  const SymbolTable &Symbols;
  ObserveOptions Options;
  unsigned Threads;
  llvm::ArrayRef<std::string> Arguments;
  ObserveProgress Progress;
  const std::atomic<bool> &Cancel;

  FileStates Files;
  std::unique_ptr<FactCache> Cache;
  std::string Common; ///< what all keys of the cache have in common
  std::vector<Job> Jobs;
  std::vector<std::unique_ptr<Worker>> Workers;
  std::mutex Guard;
  SharedTexts Texts; ///< of all units
  Merger Joined;
  unsigned Done = 0;
  uint32_t Hits = 0;

  void lex(const SourceFile &source, const SymbolTable &symbols);
  bool lookUp(Job &job);
  void parse(Job &job, Worker &worker, bool last, std::vector<Job *> &again);
  void take(UnitFacts facts);
};

void ProjectObserver::take(UnitFacts facts) {
  std::string packed;
  if (Options.Tape) {
    double seconds = std::exchange(facts.Seconds, 0);
    packed = toBytes(facts);
    facts.Seconds = seconds;
  }
  std::lock_guard lock(Guard);
  if (Options.Tape)
    Options.Tape->Units.push_back(std::move(packed));
  Joined.addUnit(std::move(facts));
  ++Done;
  if (Progress)
    Progress(Done, unsigned(Tree.Units.size()));
}

void ProjectObserver::lex(const SourceFile &source, const SymbolTable &symbols) {
  AuditedFile file;
  file.Path = source.Path;
  file.Language = source.Language;
  file.Lines = source.Lines;
  file.Reason = source.Reason;
  UnitFacts facts;
  if (!source.observed()) {
    file.Seen = Tier::Unread;
  } else if (isText(source.Language)) {
    llvm::Expected<std::string> bytes = readFile(Tree.Root + "/" + source.Path);
    if (bytes) {
      facts = observeLexically(*bytes, source.Path, source.Language, symbols);
    } else {
      file.Seen = Tier::Unread;
      file.Reason = llvm::toString(bytes.takeError());
    }
  }
  std::string packed = Options.Tape ? toBytes(facts) : "";
  std::lock_guard lock(Guard);
  if (Options.Tape)
    Options.Tape->Lexed.emplace_back(file, std::move(packed));
  Joined.addLexed(std::move(file), std::move(facts));
}

/// Takes the unit's facts from the cache; false when they are not there.
bool ProjectObserver::lookUp(Job &job) {
  if (!Cache || (job.Preamble && !job.Preamble->Known))
    return false;
  if (!job.Main)
    job.Main = Files.content(absolutePath(job.Work->File, Tree.Root));
  if (!job.Main)
    return false;
  const Unit &unit = *job.Work;
  job.Key = Hasher()
                .add(Common)
                .add(unit.File)
                .add(unit.Directory)
                .addAll(unit.Flags)
                .add(unit.Standard)
                .add(unit.Cuda ? "cuda" : "")
                .add(job.Preamble ? job.Preamble->Id : ContentDigest{})
                .add(*job.Main)
                .finish();
  std::optional<std::string> bytes = Cache->find(job.Key, Files);
  UnitFacts facts;
  if (!bytes || !fromBytes(*bytes, facts, &Texts))
    return false;
  facts.Seconds = 0;
  take(std::move(facts));
  return true;
}

/// Parses the unit. One that failed while memory was shared goes to \p again, unless this is its
/// \p last chance.
void ProjectObserver::parse(Job &job, Worker &worker, bool last, std::vector<Job *> &again) {
  // The preamble it waits for may turn out to be one that the cache knows.
  if (job.Key == ContentDigest{} && lookUp(job)) {
    std::lock_guard lock(Guard);
    ++Hits;
    return;
  }
  Worker::Answer answer =
      worker.observe(Tree.Root, *job.Work, job.Preamble ? job.Preamble->File : "", Cancel);
  if (answer.Facts.Unit.empty())
    return; // cancelled
  if (!answer.Facts.Failure.empty() && answer.Packed.empty() && !last) {
    std::lock_guard lock(Guard);
    again.push_back(&job);
    return;
  }
  // A file that changed between the look at it and its parse has no place under this key.
  if (Cache && job.Main && answer.Facts.Failure.empty() &&
      llvm::any_of(answer.Read, [&](const Dependency &d) {
        return d.What == Dependency::Kind::Read && d.Content == *job.Main;
      }))
    Cache->store(job.Key, answer.Read, answer.Packed);
  take(std::move(answer.Facts));
}

llvm::Expected<Observation> ProjectObserver::run() {
  // A worker that dies must not end us with its pipe.
  signal(SIGPIPE, SIG_IGN);
  llvm::SmallString<128> temporary;
  std::string preambles;
  if (!Options.CacheDir.empty()) {
    llvm::Expected<std::unique_ptr<FactCache>> opened = FactCache::open(Options.CacheDir);
    if (!opened)
      return opened.takeError();
    Cache = std::move(*opened);
    preambles = Cache->directory() + "/preambles";
  } else if (Options.UsePreamble) {
    if (!llvm::sys::fs::createUniqueDirectory("ascendify", temporary))
      preambles = std::string(temporary);
    else
      Options.UsePreamble = false;
  }
  llvm::scope_exit clean([&] {
    if (!temporary.empty())
      llvm::sys::fs::remove_directories(temporary);
  });
  Preambles made(preambles, Tree.Root, Options, Files);
  if (Cache) {
    Hasher common;
    common.add(buildIdentity()).add(Options.DataVersion).add(Options.Share);
    common.add(Options.CudaPath).add(Options.CudaVersion).add(Tree.Root);
    common.add(std::to_string(unsigned(Options.Device)));
    common.add(Options.Device == DeviceView::Never ? "" : Options.Architecture);
    std::map<std::pair<bool, std::string>, const Unit *> kinds;
    for (const Unit &unit : Tree.Units)
      kinds.try_emplace({unit.Cuda, unit.Standard}, &unit);
    for (const auto &[kind, unit] : kinds)
      common.add(kind.second).add(driverText(*unit, Options));
    ContentDigest digest = common.finish();
    Common = hexText(digest);
  }
  for (const Unit &unit : Tree.Units) {
    Job &job = Jobs.emplace_back();
    job.Work = &unit;
    job.Preamble = made.of(unit);
  }
  Times times(Cache.get(), Tree.Root);
  times.estimate(Jobs);
  llvm::sort(Jobs, [](const Job &a, const Job &b) {
    return std::tie(b.Expected, a.Work->File) < std::tie(a.Expected, b.Work->File);
  });

  // What the cache has, and all files as tokens.
  Clock::time_point start = Clock::now();
  std::vector<char> found(Jobs.size());
  std::atomic<double> cacheSeconds{0};
  std::vector<RememberedSymbols> remembered(Threads, RememberedSymbols(Symbols));
  inParallel(Jobs.size() + Tree.Files.size(), Threads, Cancel, [&](size_t i, unsigned thread) {
    if (i >= Jobs.size())
      return lex(Tree.Files[i - Jobs.size()], remembered[thread]);
    Clock::time_point begin = Clock::now();
    found[i] = lookUp(Jobs[i]);
    cacheSeconds += secondsSince(begin);
  });
  double lexSeconds = secondsSince(start);
  std::vector<Job *> left;
  for (size_t i = 0; i < Jobs.size(); ++i)
    if (found[i])
      ++Hits;
    else
      left.push_back(&Jobs[i]);

  // Preambles, when any unit is left that takes one, and the units.
  start = Clock::now();
  Crew crew = crewFor(Threads, Options.MemoryLimit);
  uint64_t whole = Options.MemoryLimit;
  Options.MemoryLimit = crew.Memory;
  for (unsigned i = 0; i < crew.Jobs && i < left.size(); ++i)
    Workers.push_back(std::make_unique<Worker>(Arguments, Options, Texts));
  std::vector<Preambles::Entry *> wanted;
  for (Job *job : left)
    if (job->Preamble && job->Preamble->File.empty() && !llvm::is_contained(wanted, job->Preamble))
      wanted.push_back(job->Preamble);
  std::vector<Job *> again;
  bool shared = whole && crew.Memory < whole;
  WorkQueue queue(std::move(wanted), left);
  inParallel(Workers.size(), crew.Jobs, Cancel, [&](size_t, unsigned thread) {
    for (WorkQueue::Step step; step = queue.next(Cancel), step.Preamble || step.Unit;)
      if (step.Preamble) {
        made.build(*step.Preamble, *Workers[thread], Cancel);
        queue.built(step.Preamble);
      } else {
        parse(*step.Unit, *Workers[thread], /*last=*/!shared, again);
      }
  });
  double preambleSeconds = std::chrono::duration<double>(queue.lastBuilt() - start).count();
  start = queue.lastBuilt();
  Workers.clear();
  if (!again.empty()) {
    Options.MemoryLimit = std::min(whole, std::max(crew.Memory, availableMemory() / 10 * 9));
    Worker alone(Arguments, Options, Texts);
    for (Job *job : again)
      if (!Cancel)
        parse(*job, alone, /*last=*/true, again);
  }
  double parseSeconds = secondsSince(start);

  start = Clock::now();
  if (Options.Tape) {
    llvm::sort(Options.Tape->Units);
    llvm::sort(Options.Tape->Lexed,
               [](const auto &a, const auto &b) { return a.first.Path < b.first.Path; });
  }
  Observation out = Joined.finish();
  out.Interrupted = Cancel;
  out.LexSeconds = lexSeconds;
  out.CacheSeconds = cacheSeconds;
  out.PreambleSeconds = preambleSeconds;
  out.ParseSeconds = parseSeconds;
  out.MergeSeconds = secondsSince(start);
  if (Cache) {
    out.CacheHits = Hits;
    out.CacheMisses = uint32_t(Jobs.size()) - Hits;
    times.keep(out.UnitSeconds);
    if (out.CacheMisses)
      Cache->prune();
  }
  return out;
}

} // namespace

llvm::Expected<Observation> observeProject(const Project &project, const SymbolTable &symbols,
                                           const ObserveOptions &options, unsigned jobs,
                                           llvm::ArrayRef<std::string> workerArguments,
                                           ObserveProgress progress,
                                           const std::atomic<bool> &cancel) {
  return ProjectObserver(project, symbols, options, jobs, workerArguments, progress, cancel).run();
}

} // namespace ascendify
