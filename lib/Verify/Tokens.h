//===- Tokens.h - C++ tokens without a compiler ------------------*- C++ -*-===//
//
// Just enough lexing to find launches and declarations in source text: comments,
// strings (raw ones too) and directives are told from code, every other token has
// its place. `<` and `>` are always single tokens: in front of `<<<` and behind
// `>>>` their grouping depends on what they mean.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "llvm/ADT/StringRef.h"
#include <cstdint>
#include <vector>

namespace ascendify {

struct SourceToken {
  enum Kind { Word, Number, Literal, Punctuation } Is = Punctuation;
  uint32_t Begin = 0, End = 0; ///< bytes in the text
  bool InDefine = false;       ///< in the body of a macro definition
  llvm::StringRef Text;        ///< a part of the text given to tokenize
  bool is(llvm::StringRef text) const { return Text == text; }
};

/// An `#include "…"` or `<…>` as written.
struct IncludeToken {
  uint32_t Begin = 0;
  bool Angled = false;
  llvm::StringRef Name;
};

struct TokenizedText {
  std::vector<SourceToken> Tokens;    ///< in order; directives only as far as bodies of macros go
  std::vector<IncludeToken> Includes; ///< in order, of all branches
};

/// The tokens of \p text, which must outlive the result.
TokenizedText tokenize(llvm::StringRef text);

/// 1-based line of the byte \p offset.
uint32_t lineOf(llvm::StringRef text, uint32_t offset);

} // namespace ascendify
