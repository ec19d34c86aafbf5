//===- Database.cpp - compile_commands.json -------------------------------===//
#include "Project/Database.h"
#include "Support/Error.h"
#include "Support/File.h"
#include "Support/Path.h"
#include "Support/Text.h"
#include "llvm/Support/Allocator.h"
#include "llvm/Support/CommandLine.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/StringSaver.h"
#include <algorithm>
#include <map>

namespace fs = llvm::sys::fs;

namespace ascendify {

/// {prefix of \p from, prefix of \p to} before their longest common suffix of whole components.
static std::pair<std::string, std::string> splitSuffix(llvm::StringRef from, llvm::StringRef to) {
  size_t common = 0;
  size_t limit = std::min(from.size(), to.size());
  for (size_t n = 1; n <= limit && from[from.size() - n] == to[to.size() - n]; ++n)
    if (from[from.size() - n] == '/')
      common = n;
  return {from.drop_back(common).str(), to.drop_back(common).str()};
}

/// How a database of other paths maps to this tree: the pair of prefixes that most entries agree
/// on; ties go to the longer common suffix, then to the smaller text.
static std::pair<std::string, std::string> findPrefixes(llvm::ArrayRef<DatabaseEntry> entries,
                                                        llvm::StringRef root,
                                                        llvm::ArrayRef<std::string> files) {
  std::multimap<llvm::StringRef, llvm::StringRef> byName;
  for (const std::string &file : files)
    byName.emplace(llvm::sys::path::filename(file), file);
  std::map<std::pair<std::string, std::string>, unsigned> votes;
  for (const DatabaseEntry &entry : entries) {
    auto [at, end] = byName.equal_range(llvm::sys::path::filename(entry.File));
    for (; at != end; ++at)
      ++votes[splitSuffix(entry.File, at->second)];
  }
  std::pair<std::string, std::string> best;
  unsigned most = 0;
  for (const auto &[prefixes, count] : votes)
    if (count > most || (count == most && prefixes.first.size() < best.first.size())) {
      best = prefixes;
      most = count;
    }
  return best;
}

llvm::Expected<CompileDatabase> readDatabase(llvm::StringRef path, llvm::StringRef root,
                                      llvm::ArrayRef<std::string> files) {
  llvm::Expected<std::string> text = readFile(path, 1u << 30);
  if (!text)
    return text.takeError();
  llvm::Expected<Json> json = parseJson(*text, path);
  if (!json)
    return json.takeError();
  if (!json->is_array())
    return makeError("{}: expected an array of commands", path.str());
  CompileDatabase out;
  out.Path = path.str();
  llvm::StringRef here = llvm::sys::path::parent_path(path);
  llvm::BumpPtrAllocator allocator;
  llvm::StringSaver saver(allocator);
  std::vector<DatabaseEntry> all;
  for (size_t i = 0; i < json->size(); ++i) {
    const Json &from = (*json)[i];
    DatabaseEntry entry;
    entry.Directory = from.is_object() ? absolutePath(getString(from, "directory", "."), here) : "";
    std::string file = from.is_object() ? getString(from, "file") : "";
    if (file.empty()) {
      auto [line, column] = locateJson(*text, "/" + std::to_string(i));
      return makeError("{}:{}:{}: expected a command with \"directory\", \"file\" and \"command\" "
                       "or \"arguments\"",
                       path.str(), line, column);
    }
    entry.File = absolutePath(file, entry.Directory);
    entry.Arguments = getStrings(from, "arguments");
    if (entry.Arguments.empty()) {
      llvm::SmallVector<const char *> words;
      llvm::cl::TokenizeGNUCommandLine(getString(from, "command"), saver, words);
      entry.Arguments.assign(words.begin(), words.end());
    }
    all.push_back(std::move(entry));
  }
  std::string firstBad;
  size_t bad = 0;
  auto sift = [&] {
    firstBad.clear();
    bad = 0;
    out.Entries.clear();
    for (const DatabaseEntry &entry : all) {
      DatabaseEntry moved = entry;
      moved.File = withPrefix(entry.File, out.Prefixes);
      moved.Directory = withPrefix(entry.Directory, out.Prefixes);
      if (fs::exists(moved.File)) {
        out.Entries.push_back(std::move(moved));
      } else {
        if (firstBad.empty())
          firstBad = entry.File;
        ++bad;
      }
    }
  };
  sift();
  std::string name = relativeTo(path, root);
  if (out.Entries.empty() && !all.empty()) {
    out.Prefixes = findPrefixes(all, root, files);
    if (!out.Prefixes.second.empty()) {
      sift();
      out.Notes.push_back(fmt::format("{} was made for '{}'; its paths are read as '{}'", name,
                                      out.Prefixes.first, out.Prefixes.second));
    }
  }
  out.Usable = !out.Entries.empty();
  if (!out.Usable) {
    out.Notes.clear();
    out.Notes.push_back(
        all.empty() ? fmt::format("{} holds no command; flags are inferred", name)
                    : fmt::format("{} is not for this tree: '{}' does not exist, and no file here "
                                  "matches; flags are inferred",
                                  name, firstBad));
  } else if (bad) {
    out.Notes.push_back(fmt::format("{}: {} of {} not here, the first is '{}'", name,
                                    bad == 1 ? "1" : std::to_string(bad),
                                    countOf(all.size(), "command"), firstBad));
  }
  return out;
}

} // namespace ascendify
