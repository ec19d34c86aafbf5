//===- Units.cpp - which files are compiled together ----------------------===//
#include "Flow/Units.h"
#include "llvm/ADT/STLExtras.h"

namespace ascendify {

UnitGraph::UnitGraph(llvm::ArrayRef<IncludeEdge> includes) {
  llvm::StringMap<unsigned> numbers;
  std::vector<std::vector<unsigned>> includers;
  auto number = [&](llvm::StringRef file) {
    auto [it, isNew] = numbers.try_emplace(file, unsigned(includers.size()));
    if (isNew)
      includers.emplace_back();
    return it->second;
  };
  for (const IncludeEdge &edge : includes)
    if (!edge.Resolved.empty() && edge.Resolved != edge.Place.File) {
      unsigned from = number(edge.Place.File), to = number(edge.Resolved);
      includers[to].push_back(from);
    }
  for (const auto &entry : numbers) {
    std::set<unsigned> &seen = Roots[entry.first()];
    std::vector<unsigned> open{entry.second};
    while (!open.empty()) {
      unsigned at = open.back();
      open.pop_back();
      if (seen.insert(at).second)
        llvm::append_range(open, includers[at]);
    }
  }
}

const std::set<unsigned> &UnitGraph::roots(llvm::StringRef file) const {
  static const std::set<unsigned> none;
  auto it = Roots.find(file);
  return it == Roots.end() ? none : it->second;
}

bool UnitGraph::together(llvm::StringRef file, llvm::StringRef other) const {
  if (file == other)
    return true;
  const std::set<unsigned> &a = roots(file), &b = roots(other);
  const std::set<unsigned> &small = a.size() < b.size() ? a : b, &large = a.size() < b.size() ? b : a;
  return llvm::any_of(small, [&](unsigned one) { return large.count(one); });
}

size_t nearness(llvm::StringRef file, llvm::StringRef other) {
  if (file == other)
    return SIZE_MAX;
  size_t shared = 0;
  for (size_t i = 0, n = std::min(file.size(), other.size()); i < n && file[i] == other[i]; ++i)
    shared += file[i] == '/';
  return shared;
}

} // namespace ascendify
