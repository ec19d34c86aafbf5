//===- Discovery.h - the steps of discovery, and what they share --*- C++ -*-===//
//
// Internal to discovery. Each step is a method; the files are split by what the steps are
// about: Discover.cpp looks at files, DatabaseUnits.cpp at commands, Units.cpp at units.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "Project/BuildFiles.h"
#include "Project/Database.h"
#include "Project/Includes.h"
#include "Project/Project.h"
#include "Project/Walk.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include <map>

namespace ascendify {

/// Calls \p work with 0 … n-1 on \p jobs threads.
void inParallel(size_t n, unsigned jobs, llvm::function_ref<void(size_t)> work);

/// Whether a file of \p language is scanned for includes.
bool isSource(llvm::StringRef language);

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
  void noteGenerated();
  void collectMissing();
};

} // namespace ascendify
