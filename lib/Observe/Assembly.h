//===- Assembly.h - instructions of PTX in inline assembly -------*- C++ -*-===//
//
// An `asm` statement holds a text of PTX, put together from string literals that may stand in
// several macros. The text is read once, without clang, for both tiers: which instructions stand
// in it, and where. The traps: a name may begin in one literal and end in the next; part of the
// text may be out of sight (a macro that the lexer does not know), and what begins there has no
// name; braces, labels and predicates stand before an instruction, and braces within its operands.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "Model/SymbolTable.h"
#include "llvm/ADT/StringRef.h"
#include <cstdint>
#include <string>
#include <vector>

namespace ascendify {

/// The library that tables list instructions under.
inline constexpr llvm::StringRef AssemblyLibrary = "ptx";

/// The text of an assembler statement, byte for byte with the place that it is written at.
struct AssemblyText {
  /// One literal after the other.
  void append(llvm::StringRef content, uint32_t source, uint32_t offset);
  /// Something that is not known stands here.
  void gap();

  std::string Text;
  struct Origin {
    uint32_t Source = 0; ///< as the caller numbers the literals
    uint32_t Offset = 0;
    friend bool operator==(const Origin &, const Origin &) = default;
  };
  std::vector<Origin> Places; ///< as many as Text has bytes
};

/// An instruction: bytes Begin to End of the text.
struct Instruction {
  uint32_t Begin = 0, End = 0;
  std::string Name;  ///< with its modifiers, `ld.global.nc.v4.u32`
  bool Ended = false; ///< by a `;`
};

/// The instructions of \p text, which is free of escapes. Directives, labels, predicates and comments
/// are not among them; neither is what begins in a gap. A name that runs into a gap or an operand
/// (`mma.sync.%0`) ends before it.
std::vector<Instruction> instructionsOf(llvm::StringRef text);

/// What \p symbols knows of an instruction. One without modifiers is asked for with a dot behind it:
/// outside of assembler `ret` and `min` are names of other things.
std::optional<SymbolInfo> findInstruction(const SymbolTable &symbols, llvm::StringRef name);

} // namespace ascendify
