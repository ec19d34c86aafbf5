//===- DatabaseUnits.cpp - units from a compile database ------------------===//
//
// Which database is taken, and which units its commands make. The trap: an entry may
// name a unity file of the build folder; what it includes are the units then.
//
//===----------------------------------------------------------------------===//
#include "Project/Discovery.h"
#include "Support/Error.h"
#include "Support/Path.h"
#include "Support/Text.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include <algorithm>

namespace fs = llvm::sys::fs;
namespace path = llvm::sys::path;

namespace ascendify {

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

} // namespace ascendify
