//===- Discover.cpp - from paths to units ---------------------------------===//
//
// The order: walk, scan all texts in parallel, read build files, take the compile
// database, resolve includes per unit in parallel, then choose the units. Results are put by
// index, so that neither the number of threads nor the order of a folder shows.
//
//===----------------------------------------------------------------------===//
#include "Project/Configuration.h"
#include "Project/Discovery.h"
#include "Support/Error.h"
#include "Support/Path.h"
#include "Support/Text.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/ThreadPool.h"
#include <atomic>

namespace fs = llvm::sys::fs;
namespace path = llvm::sys::path;

namespace ascendify {

void inParallel(size_t n, unsigned jobs, llvm::function_ref<void(size_t)> work) {
  llvm::DefaultThreadPool pool(llvm::hardware_concurrency(jobs));
  std::atomic<size_t> next = 0;
  for (unsigned i = 0; i < pool.getMaxConcurrency(); ++i)
    pool.async([&] {
      for (size_t at; (at = next++) < n;)
        work(at);
    });
  pool.wait();
}

bool isSource(llvm::StringRef language) {
  return language == "cuda" || language == "c++" || language == "c" || language == "header";
}

llvm::Expected<std::vector<std::string>> Discovery::namedPaths() {
  if (Options.Paths.empty())
    return makeError("no PATH given: name a file or a folder");
  std::vector<std::string> named, folders;
  for (const std::string &given : Options.Paths) {
    if (given.empty())
      return makeError("a PATH is empty: name a file or a folder");
    std::string at = absolutePath(given, Options.WorkingDirectory);
    fs::file_status status;
    std::error_code error = fs::status(at, status);
    fs::file_status link;
    // A dangling link is there, and is named as unread later.
    if (error && fs::status(at, link, /*follow=*/false))
      return makeError("cannot read '{}': {}", given, error.message());
    bool folder = !error && status.type() == fs::file_type::directory_file;
    folders.push_back(folder ? at : path::parent_path(at).str());
    named.push_back(std::move(at));
  }
  Out.Root = commonFolder(folders);
  llvm::sort(named);
  named.erase(llvm::unique(named), named.end());
  return named;
}

void Discovery::scanFiles() {
  Scans.resize(Out.Files.size());
  std::vector<std::optional<BuildFile>> builds(Out.Files.size());
  inParallel(Out.Files.size(), Options.Jobs, [&](size_t i) {
    SourceFile &file = Out.Files[i];
    if (!file.Readable || file.Path.back() == '/')
      return;
    std::string reason;
    std::unique_ptr<llvm::MemoryBuffer> text =
        openText(absolute(file.Path), Options.SizeLimit, reason);
    if (!text) {
      file.Readable = false;
      file.Reason = reason;
      return;
    }
    bool code = isSource(file.Language) || file.Language == "other";
    if (code) {
      Scans[i] = scanSource(text->getBuffer(), Table, Options.IsCudaName);
      file.UsesCuda = Scans[i].CudaInclude || Scans[i].CudaName || Scans[i].DeviceCode;
      if (Scans[i].DeviceCode && (file.Language == "c++" || file.Language == "other"))
        file.Language = "cuda";
    } else {
      Scans[i].Lines = uint32_t(text->getBuffer().count('\n'));
      if (file.observed() && (file.Language == "cmake" || file.Language == "make" ||
                              llvm::is_contained(Table.BuildNames, path::filename(file.Path))))
        builds[i] = readBuildFile(Out.Root, file.Path, file.Language, text->getBuffer());
    }
    file.Lines = Scans[i].Lines;
  });
  for (std::optional<BuildFile> &build : builds)
    if (build)
      Builds.push_back(std::move(*build));
  llvm::sort(Builds, [](const BuildFile &a, const BuildFile &b) {
    auto depth = [](const BuildFile &file) { return llvm::StringRef(file.Path).count('/'); };
    return std::make_pair(depth(a), a.Path) < std::make_pair(depth(b), b.Path);
  });
  NodeOf.assign(Out.Files.size(), -1);
  for (size_t i = 0; i < Out.Files.size(); ++i) {
    const SourceFile &file = Out.Files[i];
    if (!file.Readable || file.Ignored || file.Path.back() == '/')
      continue;
    if (!isSource(file.Language)) {
      Resolver.addPlain(absolute(file.Path));
      continue;
    }
    NodeOf[i] = Resolver.addNode({absolute(file.Path), Scans[i].Includes});
    FileOf[uint32_t(NodeOf[i])] = i;
    if (llvm::StringRef header = file.Path;
        file.Template && file.Language == "header" && header.consume_back(".in"))
      Resolver.addGenerated(absolute(header), uint32_t(NodeOf[i]));
  }
  for (const std::string &other : Others)
    Resolver.addPlain(absolute(other));
  Resolver.finish();
}

void Discovery::chooseVersions() {
  auto choose = [&](Provenance &into, const std::string &option, const char *name,
                    Provenance BuildFile::*member, const std::string &otherwise) {
    if (!option.empty()) {
      into = {option, name};
      return;
    }
    if (!into.Value.empty())
      return; // the database said it
    for (const BuildFile &build : Builds)
      if (!(build.*member).Value.empty()) {
        into = build.*member;
        return;
      }
    into = {otherwise, "default"};
  };
  choose(Out.CudaVersion, Options.CudaVersion, "--cuda-version", &BuildFile::CudaVersion,
         Table.DefaultCuda);
  choose(Out.Architecture, Options.Architecture, "--gpu-arch", &BuildFile::Architecture,
         Table.DefaultArchitecture);
}

llvm::Expected<Project> Discovery::run() {
  llvm::Expected<std::vector<std::string>> named = namedPaths();
  if (!named)
    return named.takeError();
  llvm::Expected<Configuration> settings = loadConfiguration(Out.Root);
  if (!settings)
    return settings.takeError();
  Out.Settings = std::move(*settings);
  Git = viewGit(Out.Root);
  WalkResult walk = walkTree(Out.Root, *named, Table, Git, Out.Settings, Options.SizeLimit);
  Out.Files = std::move(walk.Files);
  Others = std::move(walk.Others);
  Out.OtherFiles = Others.size();
  if (!Git.Note.empty())
    Out.Notes.push_back(Git.Note);
  llvm::append_range(Out.Notes, walk.Notes);
  scanFiles();
  if (llvm::Error error = takeDatabase())
    return std::move(error);
  chooseVersions();
  std::vector<bool> taken(Out.Files.size());
  for (const Candidate &candidate : Candidates)
    taken[candidate.File] = true;
  size_t without = 0;
  for (size_t i = 0; i < Out.Files.size(); ++i)
    if (!taken[i] && canBeUnit(i)) {
      Candidate candidate{i, {}, "", false, {}};
      inferFlags(candidate);
      Candidates.push_back(std::move(candidate));
      ++without;
    }
  if (!Out.Database.empty() && without)
    Out.Notes.push_back(fmt::format("{} has no command for {}; flags are inferred there",
                                    Out.Database, countOf(without, "file")));
  resolveIncludes();
  if (searchAbove())
    Out.Notes.push_back("headers above the root are used: " + gitTopLevel(Out.Root));
  chooseUnits();
  noteGenerated();
  collectMissing();
  return std::move(Out);
}

llvm::Expected<Project> discover(const DiscoverOptions &options) {
  llvm::Expected<Tables> tables = loadTables(options.Tables);
  if (!tables)
    return tables.takeError();
  return Discovery(options, std::move(*tables)).run();
}

} // namespace ascendify
