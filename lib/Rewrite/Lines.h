//===- Lines.h - where whole lines may be put into a text --------*- C++ -*-===//
//
// Markers, guards and kernels behind a guard stand on lines of their own. The traps: a line may begin inside a
// comment, a raw string, a macro definition or the parentheses of a call, where no line can be put.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "llvm/ADT/StringRef.h"
#include <cstdint>
#include <string>
#include <vector>

namespace ascendify {

/// How a text is written, as far as lines matter.
enum class LineLanguage { Cxx, CMake, Script };

/// The language of a file, by its name.
LineLanguage lineLanguage(llvm::StringRef file);

/// The lines of a text.
class LineMap {
public:
  LineMap(llvm::StringRef text, LineLanguage language);

  size_t count() const { return Starts.size(); }
  /// Offset of line \p i (0-based); of the end for count().
  uint32_t start(size_t i) const { return i < Starts.size() ? Starts[i] : uint32_t(Text.size()); }
  /// The line that holds \p offset.
  size_t lineOf(uint32_t offset) const;
  llvm::StringRef line(size_t i) const { return Text.slice(start(i), start(i + 1)); }

  /// Whether a line can be put before line \p i: it begins outside comments, strings, continued lines, and with
  /// \p parentheses outside parentheses too.
  bool open(size_t i, bool parentheses) const;
  /// What line \p i does to conditionals: 1 opens one, -1 closes one, 2 is a branch of one, 0 none of it.
  int block(size_t i) const { return i < Blocks.size() ? Blocks[i] : 0; }

private:
  void readCxx();
  void readCMake();
  void readScript();
  void close(uint32_t begin, uint32_t end, std::vector<bool> &flags);

  llvm::StringRef Text;
  std::vector<uint32_t> Starts;
  std::vector<bool> Inside, Nested; ///< of the start of each line
  std::vector<int> Blocks;
};

} // namespace ascendify
