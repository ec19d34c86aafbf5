//===- Edit.h - a change to a file, as a value -------------------*- C++ -*-===//
//
// An edit replaces a byte range by pieces: new text, or ranges of the same file
// that are kept. Edits inside a kept range still apply there, so that a call
// and the calls in its arguments are rewritten independently of each other.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "Model/Location.h"
#include <vector>

namespace ascendify {

struct Piece {
  std::string Text;  ///< new text, when Kept is invalid
  SourceRange Kept;  ///< else: this range of the original, with its own edits applied
  bool Parenthesize = false; ///< put the kept range in parentheses
};

struct Edit {
  std::string File;
  SourceRange Range; ///< what is replaced; empty at Begin for an insertion
  std::vector<Piece> Pieces;
  std::string Rule;   ///< what made it: mapping symbol and style, or a handler's name
  uint32_t Line = 0;  ///< of Range, for messages
};

} // namespace ascendify
