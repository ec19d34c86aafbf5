//===- Patch.h - launches that clang's parser does not take ------*- C++ -*-===//
//
// nvcc takes braces for a grid (`k<<<n, {a, b, 1}>>>`) and blanks within the chevrons
// (`<< <`, `>> >`); clang takes neither. Such a file is parsed as a changed copy, and
// places in the copy are brought back to the written text when the unit is done.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "Model/Unit.h"
#include "llvm/ADT/StringRef.h"
#include <map>

namespace ascendify {

/// A text that clang takes, and where its bytes are written.
struct PatchedText {
  std::string Text;    ///< what is parsed
  std::string Written; ///< what stands in the file

  /// Bytes of Text from Begin on stand at Written on; an inserted piece stands at one place.
  struct Piece {
    uint32_t Begin = 0, Written = 0;
    bool Inserted = false;
  };
  std::vector<Piece> Pieces; ///< sorted; the first begins at 0

  const Piece &pieceAt(uint32_t offset) const;
  uint32_t written(uint32_t offset) const;
  /// From the first through the last byte of \p range.
  SourceRange written(SourceRange range) const;
};

/// The text to parse in place of \p text; none when clang takes it as it is.
std::optional<PatchedText> patchLaunches(llvm::StringRef text);

/// Brings the places of \p facts in patched files (by path as facts name it) back to what is
/// written.
void restorePlaces(UnitFacts &facts, const std::map<std::string, PatchedText> &patched);

} // namespace ascendify
