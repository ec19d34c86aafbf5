//===- Includes.h - include folders by the includes really used --*- C++ -*-===//
//
// A tree says by its own file names where an include can be found: `#include "a/b.h"`
// and a file `x/a/b.h` make `x` an include folder. The traps: such a folder must never shadow
// a system header (hence -idirafter, and hence a list of names that are never guessed), and
// a name that several folders hold is decided by what stands nearest to the includer.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "Project/Scan.h"
#include "llvm/ADT/StringMap.h"
#include <optional>

namespace ascendify {

/// One file that includes or can be included; paths absolute.
struct IncludeNode {
  std::string Path;
  std::vector<IncludeLine> Includes;
};

/// What the includes of one unit resolve to.
struct UnitIncludes {
  std::vector<std::string> Folders; ///< to be added, absolute, in order of need
  std::vector<uint32_t> Reached;    ///< nodes that become part of the unit, itself not
  std::vector<std::pair<uint32_t, uint32_t>> Missing; ///< node, index of its include
};

/// Resolves includes over a fixed set of files. Building and changing it is for one thread;
/// `resolve` is const and safe from many.
class IncludeResolver {
public:
  explicit IncludeResolver(const Tables &tables) : Table(tables) {}

  /// Adds a scanned file; returns its number.
  uint32_t addNode(IncludeNode node);
  /// Adds a file that can be included but was not scanned (a data or template file).
  void addPlain(llvm::StringRef path);
  /// The header \p path can be included, made from the template \p node, unless a file is there.
  void addGenerated(std::string path, uint32_t node) { Generated.emplace_back(std::move(path), node); }
  /// Call after the last add.
  void finish();

  const IncludeNode &node(uint32_t index) const { return Nodes[index]; }
  std::optional<uint32_t> find(llvm::StringRef path) const;

  /// Folders and reached files of the unit \p node, of which \p given are folders already on the
  /// command line (absolute, in order). \p before: they are searched before the system's (-I), and
  /// may hold files that were not indexed.
  UnitIncludes resolve(uint32_t node, llvm::ArrayRef<std::string> given, bool before) const;

private:
  const Tables &Table;
  std::vector<IncludeNode> Nodes;
  llvm::StringMap<uint32_t> ByPath;                 ///< to a node, or NotScanned
  std::vector<std::pair<std::string, uint32_t>> Generated;
  llvm::StringMap<std::vector<std::string>> ByName; ///< file name to paths, sorted

  static constexpr uint32_t NotScanned = ~0u;
  bool exists(llvm::StringRef path) const { return ByPath.contains(path); }
  std::string bestFolder(llvm::StringRef includer, llvm::StringRef spelling) const;
};

} // namespace ascendify
