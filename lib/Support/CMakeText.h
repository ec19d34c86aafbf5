//===- CMakeText.h - the commands of a CMake file, with their places -*- C++ -*-===//
//
// CMake's own lexical rules and nothing of its meaning: commands, quoted and bracket arguments, comments.
// The trap: a quoted argument runs over lines and may hold parentheses and `#`.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "llvm/ADT/StringRef.h"
#include <cstdint>
#include <vector>

namespace ascendify {

/// One argument. Offsets are bytes of the text, half open.
struct CMakeWord {
  uint32_t Begin = 0, End = 0; ///< with its quotes or brackets
  llvm::StringRef Text;        ///< without them, escapes as written
  uint32_t Line = 0;           ///< of Begin, 1-based
  bool Quoted = false;         ///< in quotes
  bool Bracket = false;        ///< `[[…]]`: nothing in it is evaluated

  /// Offset of the first byte of Text.
  uint32_t textBegin() const { return uint32_t(Begin + (Quoted ? 1 : 0)); }
};

/// `name(words…)`. Nested parentheses are no words.
struct CMakeCommand {
  llvm::StringRef Name; ///< as written
  uint32_t Begin = 0;   ///< of the name
  uint32_t Open = 0;    ///< after the `(`
  uint32_t End = 0;     ///< after the `)`, or the end of the text
  uint32_t Line = 0;    ///< of Begin, 1-based
  std::vector<CMakeWord> Words;
};

/// The commands of \p text in order. What is no command is passed over.
std::vector<CMakeCommand> readCMakeCommands(llvm::StringRef text);

} // namespace ascendify
