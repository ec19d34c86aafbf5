//===- Scan.h - tokens of a text, for placing edits --------------*- C++ -*-===//
//
// A forward scan that knows comments, strings and preprocessor lines. Enough to find where
// a statement begins or which braces surround a place; never to decide what code means.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "Model/Location.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"
#include <vector>

namespace ascendify {

/// A token: an identifier, number, literal, or one punctuation character.
struct Token {
  SourceRange Range;
  llvm::StringRef Text;
};

/// The tokens of \p range of \p text, without comments and preprocessor lines.
std::vector<Token> scan(llvm::StringRef text, SourceRange range);

/// Braces in a token list and what they are.
struct BraceRange {
  SourceRange Range; ///< from the `{`, or the first token of an unbraced loop body, to its end
  bool Loop = false; ///< body of for, while or do
};

/// Every braced range and every loop body in \p tokens, outer before inner.
std::vector<BraceRange> braceRanges(llvm::ArrayRef<Token> tokens);

/// Whether braces of a lambda in \p tokens, whose ranges are \p blocks, hold \p range.
bool inLambda(llvm::ArrayRef<Token> tokens, llvm::ArrayRef<BraceRange> blocks, SourceRange range);

/// Blanks at the start of the line of \p offset.
llvm::StringRef indentationAt(llvm::StringRef text, uint32_t offset);

/// The line end used around \p offset: "\r\n" or "\n".
llvm::StringRef lineEndAt(llvm::StringRef text, uint32_t offset);

/// The arguments in the parentheses that open at or after \p from, split at top-level
/// commas; \p closing gets the offset of the `)`. Empty when there are none.
std::vector<SourceRange> argumentsAfter(llvm::StringRef text, uint32_t from, uint32_t &opening,
                                        uint32_t &closing);

} // namespace ascendify
