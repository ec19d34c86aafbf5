//===- TextRanges.h - sets of bytes of a file --------------------*- C++ -*-===//
//
// What several looks at one file did not see is what none of them saw: ranges are
// normalized (sorted, apart) and intersected.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "Model/Location.h"
#include "llvm/ADT/STLExtras.h"
#include <vector>

namespace ascendify {

using TextRanges = std::vector<SourceRange>;

inline TextRanges normalized(TextRanges r) {
  llvm::sort(r);
  TextRanges out;
  for (SourceRange x : r)
    if (!out.empty() && x.Begin <= out.back().End)
      out.back().End = std::max(out.back().End, x.End);
    else
      out.push_back(x);
  return out;
}

/// Of two normalized sets.
inline TextRanges intersection(const TextRanges &a, const TextRanges &b) {
  TextRanges out;
  for (size_t i = 0, j = 0; i < a.size() && j < b.size();) {
    SourceRange r{std::max(a[i].Begin, b[j].Begin), std::min(a[i].End, b[j].End)};
    if (r.valid())
      out.push_back(r);
    (a[i].End < b[j].End ? i : j)++;
  }
  return out;
}

/// Whether \p offset is in the normalized \p ranges.
inline bool inside(const TextRanges &ranges, uint32_t offset) {
  auto it = llvm::upper_bound(ranges, offset, [](uint32_t o, SourceRange r) { return o < r.End; });
  return it != ranges.end() && it->Begin <= offset;
}

} // namespace ascendify
