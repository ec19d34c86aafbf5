//===- Tokens.cpp - C++ tokens without a compiler -------------------------===//
#include "Support/Tokens.h"
#include "llvm/ADT/StringExtras.h"
#include <utility>

namespace ascendify {
namespace {

bool startsWord(char c) { return llvm::isAlpha(c) || c == '_' || c == '$' || (c & 0x80); }
bool inWord(char c) { return startsWord(c) || llvm::isDigit(c); }

bool isRawPrefix(llvm::StringRef word) {
  return word == "R" || word == "u8R" || word == "uR" || word == "UR" || word == "LR";
}

} // namespace

TokenReader::TokenReader(llvm::StringRef text, uint32_t begin, uint32_t end)
    : Text(text.take_front(end)), At(begin) {
  LineStart = begin == 0 || (begin <= text.size() && text[begin - 1] == '\n');
  if (begin == 0 && Text.starts_with("\xef\xbb\xbf")) // a byte order mark
    At = 3;
}

/// The length of a backslash and line end at \p at, or 0.
size_t TokenReader::splice(size_t at) const {
  llvm::StringRef rest = Text.substr(at);
  return rest.starts_with("\\\n") ? 2 : rest.starts_with("\\\r\n") ? 3 : 0;
}

/// Skips a comment at the current place, if there is one.
bool TokenReader::comment() {
  if (Text[At] != '/' || At + 1 == Text.size())
    return false;
  if (Text[At + 1] == '/') {
    while (At < Text.size() && Text[At] != '\n')
      At += std::max<size_t>(1, splice(At));
    return true;
  }
  if (Text[At + 1] != '*')
    return false;
  size_t end = Text.find("*/", At + 2);
  Open |= end == llvm::StringRef::npos;
  At = end == llvm::StringRef::npos ? Text.size() : end + 2;
  return true;
}

/// To the next token of the logical line, or to its end.
void TokenReader::skipBlanks() {
  while (At < Text.size() && Text[At] != '\n') {
    if (size_t length = splice(At))
      At += length;
    else if (llvm::isSpace(Text[At]))
      ++At;
    else if (!comment())
      return;
  }
}

void TokenReader::skipWord() {
  while (At < Text.size() && inWord(Text[At]))
    ++At;
}

void TokenReader::skipQuoted(char quote) {
  for (++At; At < Text.size() && Text[At] != '\n'; ++At) {
    if (size_t length = splice(At)) {
      At += length - 1;
    } else if (Text[At] == '\\' && At + 1 < Text.size()) {
      ++At;
    } else if (Text[At] == quote) {
      ++At;
      return;
    }
  }
  Open = true;
}

/// Reads the name of a directive, standing behind its `#`; \returns whether a header name follows,
/// which is then in \p out.
bool TokenReader::directive(SourceToken &out) {
  skipBlanks();
  size_t begin = At;
  skipWord();
  llvm::StringRef name = Text.slice(begin, At);
  Where = name == "define" ? SourceToken::Define : SourceToken::Directive;
  if (name != "include" && name != "include_next" && name != "import")
    return false;
  skipBlanks();
  char open = At < Text.size() ? Text[At] : '\0';
  if (open != '"' && open != '<')
    return false;
  size_t end = Text.find_first_of(open == '<' ? ">\n" : "\"\n", At + 1);
  if (end == llvm::StringRef::npos || Text[end] == '\n' || end == At + 1)
    return false;
  out = {SourceToken::Header, Where, uint32_t(At), uint32_t(end + 1), Text.slice(At, end + 1)};
  At = end + 1;
  return true;
}

bool TokenReader::next(SourceToken &out) {
  while (At < Text.size()) {
    char c = Text[At];
    if (c == '\n') {
      LineStart = true;
      Where = SourceToken::Code;
      ++At;
    } else if (llvm::isSpace(c)) {
      ++At;
    } else if (size_t length = splice(At)) {
      At += length;
    } else if (comment()) {
      // A comment before a directive is none of the line's tokens.
    } else if (bool first = std::exchange(LineStart, false); first && c == '#') {
      ++At;
      if (directive(out))
        return true;
    } else {
      token(out);
      return true;
    }
  }
  return false;
}

void TokenReader::token(SourceToken &out) {
  size_t begin = At;
  char c = Text[At];
  out.Is = SourceToken::Punctuation;
  out.Where = Where;
  if (startsWord(c)) {
    out.Is = SourceToken::Word;
    skipWord();
    size_t open = At < Text.size() && Text[At] == '"' && isRawPrefix(Text.slice(begin, At))
                      ? Text.find_first_of("(\n", At)
                      : llvm::StringRef::npos;
    if (open != llvm::StringRef::npos && Text[open] == '(' && open - At <= 17) {
      std::string close = (")" + Text.slice(At + 1, open) + "\"").str();
      size_t end = Text.find(close, open);
      Open |= end == llvm::StringRef::npos;
      At = end == llvm::StringRef::npos ? Text.size() : end + close.size();
      out.Is = SourceToken::Literal;
    }
  } else if (llvm::isDigit(c) || (c == '.' && At + 1 < Text.size() && llvm::isDigit(Text[At + 1]))) {
    // A preprocessing number: digit separators and signed exponents belong to it.
    out.Is = SourceToken::Number;
    for (++At; At < Text.size(); ++At) {
      char d = Text[At], before = llvm::toLower(Text[At - 1]);
      bool sign = (d == '+' || d == '-') && (before == 'e' || before == 'p');
      bool separator = d == '\'' && At + 1 < Text.size() && inWord(Text[At + 1]);
      if (!inWord(d) && d != '.' && !sign && !separator)
        break;
    }
  } else if (c == '"' || c == '\'') {
    out.Is = SourceToken::Literal;
    skipQuoted(c);
  } else {
    llvm::StringRef rest = Text.substr(At);
    At += rest.starts_with("::") || rest.starts_with("->") ? 2 : 1;
  }
  out.Begin = uint32_t(begin);
  out.End = uint32_t(At);
  out.Text = Text.slice(begin, At);
}

TokenizedText tokenize(llvm::StringRef text) {
  TokenizedText out;
  TokenReader reader(text);
  for (SourceToken token; reader.next(token);) {
    if (token.Is == SourceToken::Header)
      out.Includes.push_back({token.Begin, token.Text[0] == '<', token.Text.drop_front().drop_back()});
    else if (token.Where != SourceToken::Directive)
      out.Tokens.push_back(token);
  }
  return out;
}

bool standsAlone(llvm::StringRef text) {
  TokenReader reader(text);
  std::string open;
  for (SourceToken token; reader.next(token);) {
    if (token.Where != SourceToken::Code)
      return false;
    if (token.Is != SourceToken::Punctuation)
      continue;
    char c = token.Text[0];
    if (c == '(' || c == '[' || c == '{') {
      open.push_back(c == '(' ? ')' : c == '[' ? ']' : '}');
    } else if (c == ')' || c == ']' || c == '}') {
      if (open.empty() || open.back() != c)
        return false;
      open.pop_back();
    } else if (c == '#' || c == '\\') {
      return false; // the begin of a directive without words, or a stray character
    }
  }
  return open.empty() && !reader.unterminated();
}

bool isUnterminated(llvm::StringRef text) {
  TokenReader reader(text);
  for (SourceToken token; reader.next(token);)
    ;
  return reader.unterminated();
}

uint32_t lineOf(llvm::StringRef text, uint32_t offset) {
  return uint32_t(text.take_front(offset).count('\n')) + 1;
}

} // namespace ascendify
