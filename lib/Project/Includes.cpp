//===- Includes.cpp - include folders by the includes really used ---------===//
#include "Project/Includes.h"
#include "Support/Path.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include <algorithm>

namespace path = llvm::sys::path;

namespace ascendify {

uint32_t IncludeResolver::addNode(IncludeNode node) {
  uint32_t index = uint32_t(Nodes.size());
  ByPath[node.Path] = index;
  Nodes.push_back(std::move(node));
  return index;
}

void IncludeResolver::addPlain(llvm::StringRef at) { ByPath.try_emplace(at, NotScanned); }

void IncludeResolver::finish() {
  for (const auto &[at, node] : Generated)
    ByPath.try_emplace(at, node);
  Generated.clear();
  ByName.clear();
  for (const auto &entry : ByPath)
    ByName[path::filename(entry.getKey())].push_back(entry.getKey().str());
  for (auto &entry : ByName)
    llvm::sort(entry.second);
}

std::optional<uint32_t> IncludeResolver::find(llvm::StringRef at) const {
  auto found = ByPath.find(at);
  if (found == ByPath.end() || found->second == NotScanned)
    return std::nullopt;
  return found->second;
}

/// Leading path components that two folders share.
static unsigned sharedDepth(llvm::StringRef a, llvm::StringRef b) {
  unsigned depth = 0;
  auto i = path::begin(a), j = path::begin(b);
  for (; i != path::end(a) && j != path::end(b) && *i == *j; ++i, ++j)
    ++depth;
  return depth;
}

std::string IncludeResolver::bestFolder(llvm::StringRef includer, llvm::StringRef spelling) const {
  // `../x/y.h` holds for any folder beside x; the path behind the dots decides.
  llvm::StringRef suffix = spelling;
  unsigned up = 0;
  while (suffix.consume_front("./"))
    ;
  while (suffix.consume_front("../"))
    ++up;
  auto found = ByName.find(path::filename(suffix));
  if (suffix.empty() || path::is_absolute(spelling) || found == ByName.end())
    return "";
  llvm::StringRef own = path::parent_path(includer);
  std::string best;
  std::tuple<int, size_t> bestKey;
  for (const std::string &candidate : found->second) {
    llvm::StringRef folder = candidate;
    if (candidate == includer || !folder.consume_back(suffix) || !folder.consume_back("/") ||
        folder.empty())
      continue;
    std::string start = folder.str();
    if (up) {
      // Some folder `up` levels below it: one on the way to the includer is known to exist.
      if (!isBelow(own, folder) || own == folder)
        continue;
      llvm::StringRef rest = own.substr(folder.size() + 1);
      for (unsigned i = 0; i < up && !rest.empty(); ++i) {
        auto [head, tail] = rest.split('/');
        start += "/" + head.str();
        rest = tail;
      }
      if (absolutePath((start + "/" + spelling).str()) != candidate)
        continue;
    }
    std::tuple<int, size_t> key{-int(sharedDepth(own, folder)), folder.size()};
    if (best.empty() || key < bestKey) {
      best = std::move(start);
      bestKey = key;
    }
  }
  return best;
}

UnitIncludes IncludeResolver::resolve(uint32_t unit, llvm::ArrayRef<std::string> given,
                                      bool before) const {
  UnitIncludes out;
  std::vector<bool> seen(Nodes.size());
  std::vector<uint32_t> queue = {unit};
  seen[unit] = true;
  llvm::StringSet<> missing;
  auto reach = [&](const std::string &at) {
    std::optional<uint32_t> node = find(at);
    if (node && !seen[*node]) {
      seen[*node] = true;
      out.Reached.push_back(*node);
      queue.push_back(*node);
    }
  };
  for (size_t next = 0; next < queue.size(); ++next) {
    const IncludeNode &node = Nodes[queue[next]];
    llvm::StringRef own = path::parent_path(node.Path);
    for (const auto &[index, include] : llvm::enumerate(node.Includes)) {
      llvm::StringRef spelling = include.Spelling;
      if (!include.Angled) {
        std::string beside = absolutePath(spelling, own);
        if (exists(beside)) {
          reach(beside);
          continue;
        }
      }
      bool found = false;
      // What -idirafter adds comes after the system, which has its own standard headers.
      bool standard = Table.isStandardHeader(spelling);
      bool known = standard || Table.isToolkitHeader(spelling);
      if (!before && known && (include.Angled || standard))
        continue;
      for (const std::string &folder : given) {
        std::string at = absolutePath(spelling, folder);
        if (exists(at) || (before && llvm::sys::fs::exists(at))) {
          reach(at);
          found = true;
          break;
        }
      }
      if (found || (known && (include.Angled || standard)))
        continue;
      for (const std::string &folder : out.Folders) {
        std::string at = absolutePath(spelling, folder);
        if (exists(at)) {
          reach(at);
          found = true;
          break;
        }
      }
      if (found)
        continue;
      std::string folder = bestFolder(node.Path, spelling);
      if (!folder.empty()) {
        std::string at = absolutePath(spelling, folder);
        out.Folders.push_back(std::move(folder));
        reach(at);
      } else if (!known && missing.insert(spelling).second) {
        out.Missing.emplace_back(queue[next], uint32_t(index));
      }
    }
  }
  return out;
}

} // namespace ascendify
