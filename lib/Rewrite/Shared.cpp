//===- Shared.cpp - files that others outside the tree include ------------===//
#include "Rewrite/Shared.h"
#include "Rewrite/Includes.h"
#include "Rewrite/Tree.h"
#include "Support/File.h"
#include "Support/Path.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringSwitch.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

namespace ascendify {

namespace path = llvm::sys::path;

std::set<std::string> includedFromOutside(const std::set<std::string> &files, llvm::StringRef root, llvm::StringRef top,
                                          const std::set<std::string> &within) {
  std::set<std::string> out;
  if (files.empty() || !isBelow(root, top))
    return out;
  std::map<std::string, std::vector<std::string>> byName;
  for (const std::string &file : files)
    byName[path::filename(file).str()].push_back(absolutePath(file, root));
  llvm::Expected<std::vector<std::string>> all = listTree(top, top, [&](llvm::StringRef name) {
    return within.count(absolutePath(name.trim('/'), top)) != 0;
  });
  if (!all) {
    llvm::consumeError(all.takeError());
    return out;
  }
  for (const std::string &file : *all) {
    bool source = llvm::StringSwitch<bool>(path::extension(file).lower())
                      .Cases({".cu", ".cuh", ".c", ".cc", ".cpp", ".cxx"}, true)
                      .Cases({".h", ".hh", ".hpp", ".hxx", ".inl", ".inc"}, true)
                      .Default(false);
    std::string whole = absolutePath(file, top);
    if (!source || llvm::sys::fs::is_symlink_file(whole))
      continue;
    llvm::Expected<std::string> text = readFile(whole);
    if (!text) {
      llvm::consumeError(text.takeError());
      continue;
    }
    for (const WrittenInclude &include : includeLayout(*text).Includes) {
      auto it = byName.find(path::filename(include.Header).str());
      if (it == byName.end())
        continue;
      std::string beside = absolutePath(include.Header, path::parent_path(whole));
      bool found = llvm::sys::fs::exists(beside);
      for (const std::string &candidate : it->second)
        if (found ? candidate == beside : llvm::StringRef(candidate).ends_with("/" + include.Header))
          out.insert(relativeTo(candidate, root));
    }
  }
  return out;
}

} // namespace ascendify
