//===- Tokens.h - C++ tokens without a compiler ------------------*- C++ -*-===//
//
// Just enough lexing to find words, launches, includes and brackets in source text: comments (with
// spliced lines), strings (raw ones too) and directives are told from code, every other token has
// its place. Never to decide what code means. The traps: `<` and `>` are always single tokens, since
// in front of `<<<` and behind `>>>` their grouping depends on what they mean; and an apostrophe in
// the text of an `#error` must not swallow what follows, so quotes end at the end of a line.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "llvm/ADT/StringRef.h"
#include <cstdint>
#include <vector>

namespace ascendify {

struct SourceToken {
  enum Kind {
    Word,
    Number,
    Literal,     ///< with its quotes, without its prefix or suffix (raw strings: with the prefix)
    Header,      ///< of an include line, with its quotes or brackets
    Punctuation, ///< one character, or `::`, or `->`
  } Is = Punctuation;
  enum Place {
    Code,
    Define,    ///< in a macro definition, name and parameters included
    Directive, ///< in another directive, behind its name
  } Where = Code;
  uint32_t Begin = 0, End = 0; ///< bytes in the text
  llvm::StringRef Text;        ///< a part of the text given
  bool is(llvm::StringRef text) const { return Text == text; }
};

/// Reads one token after the other.
class TokenReader {
public:
  /// Reads the bytes [\p begin, \p end) of \p text, which must outlive the reader and its tokens.
  explicit TokenReader(llvm::StringRef text, uint32_t begin = 0, uint32_t end = UINT32_MAX);

  /// Reads the next token into \p out; false at the end.
  bool next(SourceToken &out);

  /// A string or comment was open at the end of the text, or a quote at the end of its line.
  bool unterminated() const { return Open; }

private:
  bool comment();
  size_t splice(size_t at) const;
  void skipBlanks();
  void skipWord();
  void skipQuoted(char quote);
  bool directive(SourceToken &out);
  void token(SourceToken &out);

  llvm::StringRef Text; ///< up to the end that was given
  size_t At;
  bool LineStart;
  bool Open = false;
  SourceToken::Place Where = SourceToken::Code;
};

/// An `#include "…"` or `<…>` as written.
struct IncludeToken {
  uint32_t Begin = 0;
  bool Angled = false;
  llvm::StringRef Name;
};

struct TokenizedText {
  std::vector<SourceToken> Tokens;    ///< in order; of directives those of macro definitions only
  std::vector<IncludeToken> Includes; ///< in order, of all branches
};

/// The tokens of \p text, which must outlive the result.
TokenizedText tokenize(llvm::StringRef text);

/// Whether \p text can stand between other code: its brackets are balanced, no string or comment is
/// left open, and it holds no directive.
bool standsAlone(llvm::StringRef text);

/// Whether a string or a comment is open where \p text ends (a string: where its line ends).
bool isUnterminated(llvm::StringRef text);

/// 1-based line of the byte \p offset.
uint32_t lineOf(llvm::StringRef text, uint32_t offset);

} // namespace ascendify
