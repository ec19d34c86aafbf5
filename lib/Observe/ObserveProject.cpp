//===- ObserveProject.cpp - both tiers over a project ---------------------===//
//
// First the preambles are built while the other threads lex; then units are
// parsed, the longest first. Every thread owns one worker process. Nothing here may
// depend on who finishes first: the merger is commutative.
//
//===----------------------------------------------------------------------===//
#include "Observe/Observe.h"
#include "Observe/Worker.h"
#include "Support/File.h"
#include "llvm/ADT/ScopeExit.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include <chrono>
#include <csignal>
#include <mutex>
#include <thread>

namespace ascendify {

/// In Invocation.h, which needs clang.
std::string preambleName(const std::string &root, const Unit &unit, const ObserveOptions &);

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

} // namespace

llvm::Expected<Observation> observeProject(const Project &project, const SymbolTable &symbols,
                                           const ObserveOptions &given, unsigned jobs,
                                           llvm::ArrayRef<std::string> workerArguments,
                                           ObserveProgress progress,
                                           const std::atomic<bool> &cancel) {
  // A worker that dies must not end us with its pipe.
  signal(SIGPIPE, SIG_IGN);
  jobs = std::max(1u, jobs);
  ObserveOptions options = given;
  llvm::SmallString<128> temporary;
  if (options.UsePreamble && options.Preamble.empty()) {
    if (!options.CacheDir.empty() && !llvm::sys::fs::create_directories(options.CacheDir))
      options.Preamble = options.CacheDir;
    else if (!llvm::sys::fs::createUniqueDirectory("ascendify", temporary))
      options.Preamble = std::string(temporary);
    else
      options.UsePreamble = false;
  }
  llvm::scope_exit clean([&] {
    if (!temporary.empty())
      llvm::sys::fs::remove_directories(temporary);
  });

  llvm::StringMap<uint64_t> sizes;
  for (const SourceFile &f : project.Files)
    sizes[f.Path] = f.Bytes;
  std::vector<const Unit *> units;
  for (const Unit &u : project.Units)
    units.push_back(&u);
  llvm::sort(units, [&](const Unit *a, const Unit *b) {
    return sizes.lookup(a->File) > sizes.lookup(b->File);
  });
  // One unit stands for all that share its preamble.
  std::vector<const Unit *> preambles;
  llvm::StringMap<bool> known;
  for (const Unit *u : units)
    if (std::string name = preambleName(project.Root, *u, options); !name.empty())
      if (known.try_emplace(name, true).second)
        preambles.push_back(u);

  std::vector<std::unique_ptr<Worker>> workers;
  for (unsigned i = 0; i < jobs; ++i)
    workers.push_back(std::make_unique<Worker>(workerArguments, options));

  Merger merger;
  std::mutex guard;
  Clock::time_point start = Clock::now();
  double preambleSeconds = 0;
  inParallel(preambles.size() + project.Files.size(), jobs, cancel, [&](size_t i, unsigned thread) {
    if (i < preambles.size()) {
      Clock::time_point begin = Clock::now();
      workers[thread]->preamble(project.Root, *preambles[i], cancel);
      std::lock_guard lock(guard);
      preambleSeconds += secondsSince(begin);
      return;
    }
    const SourceFile &source = project.Files[i - preambles.size()];
    AuditedFile file;
    file.Path = source.Path;
    file.Language = source.Language;
    file.Lines = source.Lines;
    file.Reason = source.Reason;
    UnitFacts facts;
    if (!source.observed()) {
      file.Seen = Tier::Unread;
    } else if (isText(source.Language)) {
      llvm::Expected<std::string> bytes = readFile(project.Root + "/" + source.Path);
      if (bytes) {
        facts = observeLexically(*bytes, source.Path, source.Language, symbols);
      } else {
        file.Seen = Tier::Unread;
        file.Reason = llvm::toString(bytes.takeError());
      }
    }
    std::lock_guard lock(guard);
    merger.addLexed(std::move(file), std::move(facts));
  });
  double lexSeconds = secondsSince(start);

  start = Clock::now();
  unsigned done = 0;
  inParallel(units.size(), jobs, cancel, [&](size_t i, unsigned thread) {
    UnitFacts facts = workers[thread]->observe(project.Root, *units[i], cancel);
    std::lock_guard lock(guard);
    if (facts.Unit.empty())
      return;
    merger.addUnit(std::move(facts));
    ++done;
    if (progress)
      progress(done, units.size());
  });
  double parseSeconds = secondsSince(start);

  start = Clock::now();
  Observation out = merger.finish();
  out.Interrupted = cancel;
  out.LexSeconds = lexSeconds;
  out.PreambleSeconds = preambleSeconds;
  out.ParseSeconds = parseSeconds;
  out.MergeSeconds = secondsSince(start);
  return out;
}

} // namespace ascendify
