//===- Location.h - places in source files -----------------------*- C++ -*-===//
#pragma once

#include <cstdint>
#include <string>
#include <tuple>

namespace ascendify {

/// A half-open byte range [Begin, End) of one file. {0,0} means "no range".
struct SourceRange {
  uint32_t Begin = 0;
  uint32_t End = 0;

  bool valid() const { return End > Begin; }
  uint32_t size() const { return End - Begin; }
  bool contains(SourceRange o) const { return Begin <= o.Begin && o.End <= End; }
  friend bool operator==(const SourceRange &, const SourceRange &) = default;
  friend auto operator<=>(const SourceRange &, const SourceRange &) = default;
};

/// One place. Line and column are 1-based, columns count bytes; Offset is the
/// same place in bytes from the start of the file.
struct Location {
  std::string File; ///< relative to the root with '/', absolute when outside it
  uint32_t Offset = 0;
  uint32_t Line = 0;
  uint32_t Column = 0;

  bool valid() const { return Line != 0; }
  friend bool operator==(const Location &a, const Location &b) {
    return a.Offset == b.Offset && a.File == b.File;
  }
  friend bool operator<(const Location &a, const Location &b) {
    return std::tie(a.File, a.Offset) < std::tie(b.File, b.Offset);
  }
};

} // namespace ascendify
