//===- Units.cpp - which files are units, and with which flags ------------===//
//
// Flags and include folders of files that no command names, and the choice of units. The
// trap: a source that other units include is no unit of its own, unless something says so.
//
//===----------------------------------------------------------------------===//
#include "Project/Discovery.h"
#include "Project/GeneratedHeader.h"
#include "Support/Error.h"
#include "Support/File.h"
#include "Support/Path.h"
#include "Support/Text.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include <algorithm>
#include <set>

namespace fs = llvm::sys::fs;
namespace path = llvm::sys::path;

namespace ascendify {

bool Discovery::canBeUnit(size_t i) const {
  const SourceFile &file = Out.Files[i];
  if (!file.observed() || file.Template || NodeOf[i] < 0)
    return false;
  if (file.Named && file.Language == "header")
    return file.UsesCuda;
  return Table.UnitLanguages.contains(file.Language) && (file.Language == "cuda" || file.UsesCuda);
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
      WalkResult around = walkTree(top, {top}, Table, GitView(), Configuration(), Options.SizeLimit);
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
    unit.Bytes = file.Bytes;
    forEachPart(candidate, [&](size_t part) { unit.Bytes += Out.Files[part].Bytes; });
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

/// Says which templates stand for headers that a build would make.
void Discovery::noteGenerated() {
  std::set<std::string> templates;
  for (const Candidate &candidate : Candidates)
    for (uint32_t node : candidate.Includes.Reached)
      if (auto at = FileOf.find(node); at != FileOf.end() && Out.Files[at->second].Template)
        templates.insert(Out.Files[at->second].Path);
  for (const std::string &path : templates) {
    llvm::StringRef header = path;
    llvm::Expected<std::string> text = readFile(absolute(path));
    if (!header.consume_back(".in") || !text) {
      if (!text)
        llvm::consumeError(text.takeError());
      continue;
    }
    GeneratedHeader made = generateHeader(*text);
    Out.Notes.push_back(fmt::format(
        "{} is made by the build; parsed as {} says, with {} on, {} off and {} unknown", header.str(),
        path, made.On.empty() ? "nothing" : llvm::join(made.On, ", "),
        countOf(made.Off, "name"), countOf(made.Holes, "value")));
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

} // namespace ascendify
