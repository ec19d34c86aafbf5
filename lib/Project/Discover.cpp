//===- Discover.cpp - from paths to units ---------------------------------===//
//
// The order: walk, scan all texts in parallel, read build files, take the compile
// database, resolve includes per unit in parallel, then choose the units. Results are put by
// index, so that neither the number of threads nor the order of a folder shows.
//
//===----------------------------------------------------------------------===//
#include "Project/BuildFiles.h"
#include "Project/Database.h"
#include "Project/Includes.h"
#include "Project/Walk.h"
#include "Support/Error.h"
#include "Support/Path.h"
#include "Support/Text.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/ThreadPool.h"
#include <algorithm>
#include <atomic>
#include <map>

namespace fs = llvm::sys::fs;
namespace path = llvm::sys::path;

namespace ascendify {
namespace {

/// Calls \p work with 0 … n-1 on \p jobs threads.
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

class Discovery {
public:
  Discovery(const DiscoverOptions &options, Tables tables)
      : Options(options), Table(std::move(tables)), Resolver(Table) {}

  llvm::Expected<Project> run();

private:
  const DiscoverOptions &Options;
  Tables Table;
  IncludeResolver Resolver;
  Project Out;
  GitView Git;
  std::vector<std::string> Others;
  std::vector<FileScan> Scans;       ///< beside Out.Files
  std::vector<BuildFile> Builds;     ///< outermost first
  std::vector<int64_t> NodeOf;       ///< of Out.Files; -1 when there is none
  std::map<uint32_t, size_t> FileOf; ///< node to file

  struct Candidate {
    size_t File;
    TranslatedFlags Given;
    std::string Directory;
    bool FromDatabase = false;
    UnitIncludes Includes;
  };
  std::vector<Candidate> Candidates;

  std::string absolute(llvm::StringRef relative) const { return Out.Root + "/" + relative.str(); }
  llvm::Expected<std::vector<std::string>> namedPaths();
  void scanFiles();
  llvm::Error takeDatabase();
  std::string findDatabase() const;
  void chooseVersions();
  bool canBeUnit(size_t file) const;
  void addDatabaseUnits(const CompileDatabase &database);
  void resolveIncludes();
  bool searchAbove();
  void inferFlags(Candidate &candidate);
  bool namedByBuild(llvm::StringRef file) const;
  void chooseUnits();
  void collectMissing();
};

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

bool Discovery::canBeUnit(size_t i) const {
  const SourceFile &file = Out.Files[i];
  if (!file.observed() || file.Template || NodeOf[i] < 0)
    return false;
  if (file.Named && file.Language == "header")
    return file.UsesCuda;
  return Table.UnitLanguages.contains(file.Language) && (file.Language == "cuda" || file.UsesCuda);
}

std::string Discovery::findDatabase() const {
  constexpr const char *Name = "/compile_commands.json";
  if (fs::exists(Out.Root + Name))
    return Out.Root + Name;
  for (llvm::StringRef pattern : Table.DatabaseFolders) {
    auto [first, second] = pattern.split('/');
    std::vector<std::string> found;
    auto list = [&](const std::string &folder, llvm::StringRef match) {
      std::vector<std::string> names;
      std::error_code error;
      for (fs::directory_iterator at(folder, error, false), end; at != end && !error;
           at.increment(error))
        if (matchesPattern(path::filename(at->path()), match))
          names.push_back(at->path());
      llvm::sort(names);
      return names;
    };
    for (const std::string &folder : list(Out.Root, first)) {
      if (second.empty())
        found.push_back(folder);
      else
        llvm::append_range(found, list(folder, second));
    }
    for (const std::string &folder : found)
      if (fs::exists(folder + Name))
        return folder + Name;
  }
  return "";
}

void Discovery::addDatabaseUnits(const CompileDatabase &database) {
  std::map<std::string, size_t> byPath;
  for (size_t i = 0; i < Out.Files.size(); ++i)
    byPath[absolute(Out.Files[i].Path)] = i;
  std::vector<bool> taken(Out.Files.size());
  size_t repeated = 0;
  auto take = [&](size_t file, const TranslatedFlags &flags, const DatabaseEntry &entry) {
    bool cuda = flags.Nvcc && Out.Files[file].Language != "header";
    if (!canBeUnit(file) && !(cuda && Out.Files[file].observed() && NodeOf[file] >= 0))
      return;
    if (taken[file]) {
      ++repeated;
      return;
    }
    taken[file] = true;
    Candidates.push_back({file, flags, entry.Directory, true, {}});
  };
  for (const DatabaseEntry &entry : database.Entries) {
    TranslatedFlags flags =
        translateFlags(entry.Arguments, entry.Directory, Table, database.Prefixes);
    llvm::append_range(Out.Notes, flags.Notes);
    if (Out.Architecture.Value.empty() && !flags.Architecture.empty())
      Out.Architecture = {flags.Architecture, Out.Database};
    for (llvm::StringRef word : entry.Arguments) {
      size_t at = word.find("/cuda-");
      if (!Out.CudaVersion.Value.empty() || at == llvm::StringRef::npos)
        continue;
      llvm::StringRef version = word.substr(at + 6).split('/').first;
      if (version.contains('.') &&
          version.find_first_not_of("0123456789.") == llvm::StringRef::npos)
        Out.CudaVersion = {version.str(), Out.Database};
    }
    auto found = byPath.find(entry.File);
    if (found != byPath.end() && Out.Files[found->second].observed()) {
      take(found->second, flags, entry);
      continue;
    }
    // A unity file of the build folder: its includes are the units.
    std::string reason;
    if (auto text = openText(entry.File, Options.SizeLimit, reason)) {
      FileScan scan = scanSource(text->getBuffer(), Table, Options.IsCudaName);
      for (const IncludeLine &include : scan.Includes) {
        std::string at = withPrefix(absolutePath(include.Spelling, path::parent_path(entry.File)),
                                    database.Prefixes);
        if (auto part = byPath.find(at);
            part != byPath.end() && Table.UnitLanguages.contains(Out.Files[part->second].Language))
          take(part->second, flags, entry);
      }
    }
  }
  if (repeated)
    Out.Notes.push_back(fmt::format("{}: {} for a file that has one already; the first is used",
                                    Out.Database, countOf(repeated, "more command")));
}

llvm::Error Discovery::takeDatabase() {
  std::string at;
  if (!Options.DatabaseDirectory.empty()) {
    at = absolutePath(Options.DatabaseDirectory, Options.WorkingDirectory);
    if (fs::is_directory(at))
      at += "/compile_commands.json";
    if (!fs::exists(at))
      return makeError("no compile_commands.json in '{}'", Options.DatabaseDirectory);
  } else if (at = findDatabase(); at.empty()) {
    return llvm::Error::success();
  }
  std::vector<std::string> files;
  for (const SourceFile &file : Out.Files)
    files.push_back(absolute(file.Path));
  llvm::Expected<CompileDatabase> database = readDatabase(at, Out.Root, files);
  if (!database) {
    if (!Options.DatabaseDirectory.empty())
      return database.takeError();
    Out.Notes.push_back(llvm::toString(database.takeError()) + "; flags are inferred");
    return llvm::Error::success();
  }
  llvm::append_range(Out.Notes, database->Notes);
  if (database->Usable) {
    Out.Database = relativeTo(database->Path, Out.Root);
    addDatabaseUnits(*database);
  }
  return llvm::Error::success();
}

/// Flags of a file without a command: standard, macros and folders of the build files above it.
void Discovery::inferFlags(Candidate &candidate) {
  const SourceFile &file = Out.Files[candidate.File];
  bool cuda = file.Language == "cuda" || file.Language == "header";
  std::map<std::string, std::string> macros;
  for (const BuildFile &build : Builds) { // outermost first: the nearest wins
    if (!build.Folder.empty() && !isBelow(file.Path, build.Folder))
      continue;
    const Provenance &own = cuda ? build.CudaStandard : build.CxxStandard;
    const Provenance &other = cuda ? build.CxxStandard : build.CudaStandard;
    if (const Provenance &standard = own.Value.empty() ? other : own; !standard.Value.empty())
      candidate.Given.Standard = standard.Value;
    for (const std::string &macro : build.Macros)
      macros[llvm::StringRef(macro).split('=').first.str()] = macro;
    for (const std::string &folder : build.Includes)
      if (fs::is_directory(folder) && !llvm::is_contained(candidate.Given.Folders, folder))
        candidate.Given.Folders.push_back(folder);
  }
  if (file.Language == "c")
    candidate.Given.Standard = "c17";
  for (const auto &[name, macro] : macros)
    candidate.Given.Flags.push_back("-D" + macro);
  for (const std::string &folder : candidate.Given.Folders)
    candidate.Given.Flags.push_back("-idirafter" + folder);
  candidate.Directory = Out.Root;
}

void Discovery::resolveIncludes() {
  inParallel(Candidates.size(), Options.Jobs, [&](size_t i) {
    Candidate &candidate = Candidates[i];
    candidate.Includes = Resolver.resolve(uint32_t(NodeOf[candidate.File]), candidate.Given.Folders,
                                          candidate.FromDatabase);
  });
}

/// Looks for missing headers in the repository around the root. Returns whether any was added.
bool Discovery::searchAbove() {
  std::string top = gitTopLevel(Out.Root);
  if (top.empty() || top == Out.Root || Git.RootIgnored)
    return false;
  std::multimap<std::string, std::string> byName;
  bool any = false, more = true;
  for (unsigned round = 0; more && round < 16; ++round) {
    std::map<std::string, bool> wanted;
    for (const Candidate &candidate : Candidates)
      for (auto [node, include] : candidate.Includes.Missing)
        wanted[Resolver.node(node).Includes[include].Spelling] = true;
    if (wanted.empty())
      break;
    if (round == 0) {
      WalkResult around = walkTree(top, {top}, Table, GitView(), Options.SizeLimit);
      for (const SourceFile &file : around.Files)
        if (file.Readable && file.Path.back() != '/' && isSource(file.Language))
          byName.emplace(path::filename(file.Path).str(), top + "/" + file.Path);
    }
    more = false;
    for (const auto &[spelling, unused] : wanted) {
      auto [at, end] = byName.equal_range(path::filename(spelling).str());
      for (; at != end; ++at) {
        std::string reason;
        if (Resolver.find(at->second) || isBelow(at->second, Out.Root))
          continue;
        if (auto text = openText(at->second, Options.SizeLimit, reason)) {
          FileScan scan = scanSource(text->getBuffer(), Table, Options.IsCudaName);
          Resolver.addNode({at->second, std::move(scan.Includes)});
          more = any = true;
        }
      }
    }
    if (more) {
      Resolver.finish();
      resolveIncludes();
    }
  }
  return any;
}

/// Whether a build file above \p file lists a source of its name.
bool Discovery::namedByBuild(llvm::StringRef file) const {
  return llvm::any_of(Builds, [&](const BuildFile &build) {
    return (build.Folder.empty() || isBelow(file, build.Folder)) &&
           std::binary_search(build.Sources.begin(), build.Sources.end(),
                              path::filename(file).str());
  });
}

/// Leaves out what is only part of other units. A ring of files that include each other keeps
/// its first one.
void Discovery::chooseUnits() {
  llvm::sort(Candidates, [&](const Candidate &a, const Candidate &b) {
    return Out.Files[a.File].Path < Out.Files[b.File].Path;
  });
  std::vector<bool> included(Out.Files.size()), covered(Out.Files.size()), keep(Candidates.size());
  auto forEachPart = [&](const Candidate &candidate, auto &&action) {
    for (uint32_t node : candidate.Includes.Reached)
      if (auto at = FileOf.find(node); at != FileOf.end() && at->second != candidate.File)
        action(at->second);
  };
  for (const Candidate &candidate : Candidates)
    forEachPart(candidate, [&](size_t part) { included[part] = true; });
  auto keepUnit = [&](size_t i) {
    keep[i] = true;
    forEachPart(Candidates[i], [&](size_t part) {
      covered[part] = true;
      if (Out.Files[part].IncludedBy.empty() && Out.Files[part].Language != "header")
        Out.Files[part].IncludedBy = Out.Files[Candidates[i].File].Path;
    });
  };
  for (size_t i = 0; i < Candidates.size(); ++i) {
    size_t at = Candidates[i].File;
    if (Candidates[i].FromDatabase || !included[at] || Out.Files[at].Named ||
        Scans[at].DefinesMain || namedByBuild(Out.Files[at].Path))
      keepUnit(i);
  }
  for (size_t i = 0; i < Candidates.size(); ++i)
    if (!keep[i] && !covered[Candidates[i].File])
      keepUnit(i);
  std::vector<Candidate> kept;
  for (size_t i = 0; i < Candidates.size(); ++i) {
    SourceFile &file = Out.Files[Candidates[i].File];
    if (!keep[i]) {
      file.Reason = "part of " + file.IncludedBy + ", not a unit of its own";
      continue;
    }
    file.IncludedBy.clear();
    kept.push_back(std::move(Candidates[i]));
  }
  Candidates = std::move(kept);
  for (const Candidate &candidate : Candidates) {
    const SourceFile &file = Out.Files[candidate.File];
    Unit &unit = Out.Units.emplace_back();
    unit.File = file.Path;
    unit.Directory = candidate.Directory;
    unit.FromDatabase = candidate.FromDatabase;
    unit.Cuda = candidate.Given.Nvcc || file.Language == "cuda" || file.Language == "header";
    unit.Standard = candidate.Given.Standard.empty()
                        ? (file.Language == "c" && !unit.Cuda ? "c17" : Table.DefaultStandard)
                        : candidate.Given.Standard;
    unit.Flags.push_back("-std=" + unit.Standard);
    llvm::append_range(unit.Flags, candidate.Given.Flags);
    for (const std::string &folder : candidate.Includes.Folders)
      unit.Flags.push_back("-idirafter" + folder);
  }
}

void Discovery::collectMissing() {
  std::map<std::string, std::map<std::pair<std::string, uint32_t>, uint32_t>> places;
  for (const Candidate &candidate : Candidates)
    for (auto [node, index] : candidate.Includes.Missing) {
      const IncludeLine &include = Resolver.node(node).Includes[index];
      places[include.Spelling][{relativeTo(Resolver.node(node).Path, Out.Root), include.Line}] =
          include.Column;
    }
  for (const auto &[spelling, at] : places) {
    MissingInclude &missing = Out.Missing.emplace_back();
    missing.Spelling = spelling;
    missing.Place.File = at.begin()->first.first;
    missing.Place.Line = at.begin()->first.second;
    missing.Place.Column = at.begin()->second;
    missing.Count = uint32_t(at.size());
  }
}

llvm::Expected<Project> Discovery::run() {
  llvm::Expected<std::vector<std::string>> named = namedPaths();
  if (!named)
    return named.takeError();
  Git = viewGit(Out.Root);
  WalkResult walk = walkTree(Out.Root, *named, Table, Git, Options.SizeLimit);
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
  collectMissing();
  return std::move(Out);
}

} // namespace

llvm::Expected<Project> discover(const DiscoverOptions &options) {
  llvm::Expected<Tables> tables = loadTables(options.Tables);
  if (!tables)
    return tables.takeError();
  return Discovery(options, std::move(*tables)).run();
}

} // namespace ascendify
