//===- Page.h - lines for a terminal -----------------------------*- C++ -*-===//
//
// Headings, tables and wrapped text within a width. The trap: a cell is measured
// in terminal columns, and colour codes take none.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "llvm/ADT/StringRef.h"
#include <string>
#include <vector>

namespace ascendify {

/// A colour with a meaning.
enum class Tone { Plain, Strong, Dim, Good, Warn, Bad };

struct Cell {
  std::string Text;
  Tone Look = Tone::Plain;
  bool Right = false; ///< aligned to the right
};

class Page {
public:
  Page(unsigned width, bool color) : Width(width < 40 ? 40 : width), Color(color) {}

  void heading(llvm::StringRef text);
  /// \p text wrapped; every line after \p indent blanks.
  void paragraph(llvm::StringRef text, unsigned indent = 2, Tone look = Tone::Plain);
  /// Rows with equal numbers of cells. The last column gives way when the width does not
  /// suffice; it is shortened in front when \p keepEnd (paths), else at its end.
  void table(const std::vector<std::vector<Cell>> &rows, unsigned indent = 2, bool keepEnd = false);
  /// One line as it is, whatever its width.
  void line(llvm::StringRef text, Tone look) { Out += toned(text, look) + "\n"; }
  void blank() { Out += '\n'; }
  std::string take() { return std::move(Out); }
  unsigned width() const { return Width; }

private:
  std::string toned(llvm::StringRef text, Tone look) const;

  std::string Out;
  unsigned Width;
  bool Color;
};

} // namespace ascendify
