//===- Scan.cpp - tokens of a text, for placing edits ---------------------===//
#include "Rewrite/Scan.h"
#include "Rewrite/Handler.h"
#include "llvm/ADT/StringExtras.h"

namespace ascendify {
namespace {

bool isWord(char c) { return llvm::isAlnum(c) || c == '_' || static_cast<unsigned char>(c) >= 0x80; }

/// End of the raw string literal whose quote is at \p at, or npos.
size_t rawStringEnd(llvm::StringRef text, size_t at) {
  size_t open = text.find('(', at);
  if (open == llvm::StringRef::npos || open - at > 17)
    return llvm::StringRef::npos;
  std::string close = ")" + text.slice(at + 1, open).str() + "\"";
  size_t end = text.find(close, open);
  return end == llvm::StringRef::npos ? end : end + close.size();
}

/// End of the quoted literal that opens at \p at.
size_t quotedEnd(llvm::StringRef text, size_t at) {
  char quote = text[at];
  for (++at; at < text.size() && text[at] != quote && text[at] != '\n'; ++at)
    if (text[at] == '\\')
      ++at;
  return std::min(at + 1, text.size());
}

/// End of a preprocessor line, continuation lines included.
size_t directiveEnd(llvm::StringRef text, size_t at) {
  while (true) {
    size_t end = text.find('\n', at);
    if (end == llvm::StringRef::npos)
      return text.size();
    llvm::StringRef line = text.slice(at, end).rtrim('\r');
    if (!line.ends_with("\\"))
      return end;
    at = end + 1;
  }
}

} // namespace

std::vector<Token> scan(llvm::StringRef text, SourceRange range) {
  std::vector<Token> tokens;
  text = text.take_front(range.End);
  size_t at = range.Begin;
  bool lineStart = range.Begin == 0 || text[range.Begin - 1] == '\n';
  auto token = [&](size_t end) {
    tokens.push_back({{uint32_t(at), uint32_t(end)}, text.slice(at, end)});
    at = end;
    lineStart = false;
  };
  while (at < text.size()) {
    char c = text[at];
    if (c == '\n') {
      lineStart = true;
      ++at;
    } else if (isspace(static_cast<unsigned char>(c))) {
      ++at;
    } else if (c == '#' && lineStart) {
      at = directiveEnd(text, at);
    } else if (text.substr(at).starts_with("//")) {
      at = directiveEnd(text, at);
    } else if (text.substr(at).starts_with("/*")) {
      size_t end = text.find("*/", at + 2);
      at = end == llvm::StringRef::npos ? text.size() : end + 2;
    } else if (c == '"' || c == '\'') {
      token(quotedEnd(text, at));
    } else if (isWord(c)) {
      size_t end = at;
      while (end < text.size() && (isWord(text[end]) || (llvm::isDigit(c) && (text[end] == '.' || text[end] == '\''))))
        ++end;
      bool raw = end < text.size() && text[end] == '"' && text.slice(at, end).ends_with("R");
      size_t rawEnd = raw ? rawStringEnd(text, end) : llvm::StringRef::npos;
      token(rawEnd != llvm::StringRef::npos ? rawEnd : end);
    } else {
      token(at + 1);
    }
  }
  return tokens;
}

std::vector<BraceRange> braceRanges(llvm::ArrayRef<Token> tokens) {
  std::vector<BraceRange> out;
  // Index of the token after the balanced parentheses that open at i.
  auto afterParens = [&](size_t i) {
    int depth = 0;
    for (; i < tokens.size(); ++i) {
      depth += tokens[i].Text == "(" ? 1 : tokens[i].Text == ")" ? -1 : 0;
      if (depth == 0)
        return i + 1;
    }
    return tokens.size();
  };
  auto closing = [&](size_t i) {
    int depth = 0;
    for (; i < tokens.size(); ++i) {
      depth += tokens[i].Text == "{" ? 1 : tokens[i].Text == "}" ? -1 : 0;
      if (depth == 0)
        return i;
    }
    return tokens.size() - 1;
  };
  std::vector<bool> loopBrace(tokens.size());
  for (size_t i = 0; i < tokens.size(); ++i) {
    llvm::StringRef word = tokens[i].Text;
    if (word != "for" && word != "while" && word != "do")
      continue;
    size_t body = word == "do" ? i + 1 : i + 1 < tokens.size() ? afterParens(i + 1) : tokens.size();
    if (body >= tokens.size() || tokens[body].Text == ";")
      continue;
    if (tokens[body].Text == "{") {
      // The head counts as part of the loop: it runs again too.
      out.push_back({{tokens[i].Range.Begin, tokens[closing(body)].Range.End}, true});
      loopBrace[body] = true;
      continue;
    }
    size_t end = body;
    int depth = 0;
    for (; end + 1 < tokens.size(); ++end) {
      llvm::StringRef t = tokens[end].Text;
      depth += t == "(" || t == "{" ? 1 : t == ")" || t == "}" ? -1 : 0;
      if (depth == 0 && (t == ";" || t == "}"))
        break;
    }
    out.push_back({{tokens[i].Range.Begin, tokens[end].Range.End}, true});
  }
  for (size_t i = 0; i < tokens.size(); ++i)
    if (tokens[i].Text == "{" && !loopBrace[i])
      out.push_back({{tokens[i].Range.Begin, tokens[closing(i)].Range.End}, false});
  std::sort(out.begin(), out.end(), [](const BraceRange &a, const BraceRange &b) {
    return a.Range.Begin != b.Range.Begin ? a.Range.Begin < b.Range.Begin : a.Range.End > b.Range.End;
  });
  return out;
}

llvm::StringRef indentationAt(llvm::StringRef text, uint32_t offset) {
  size_t start = offset ? text.rfind('\n', offset - 1) : llvm::StringRef::npos;
  start = start == llvm::StringRef::npos || offset == 0 ? 0 : start + 1;
  size_t end = text.find_first_not_of(" \t", start);
  return text.slice(start, end == llvm::StringRef::npos ? text.size() : end);
}

llvm::StringRef lineEndAt(llvm::StringRef text, uint32_t offset) {
  size_t end = text.find('\n', offset);
  if (end == llvm::StringRef::npos)
    end = text.find('\n');
  return end != llvm::StringRef::npos && end > 0 && text[end - 1] == '\r' ? "\r\n" : "\n";
}

std::vector<SourceRange> argumentsAfter(llvm::StringRef text, uint32_t from, uint32_t &opening,
                                        uint32_t &closing) {
  std::vector<SourceRange> out;
  opening = closing = 0;
  int depth = 0;
  uint32_t start = 0;
  for (const Token &token : scan(text, {from, uint32_t(text.size())})) {
    if (depth == 0 && token.Text != "(")
      return out;
    if (token.Text == "(" || token.Text == "{" || token.Text == "[") {
      if (depth++ == 0)
        opening = token.Range.Begin, start = token.Range.End;
    } else if (token.Text == ")" || token.Text == "}" || token.Text == "]") {
      if (--depth == 0) {
        closing = token.Range.Begin;
        SourceRange last = trimmed(text, {start, token.Range.Begin});
        if (last.valid())
          out.push_back(last);
        return out;
      }
    } else if (token.Text == "," && depth == 1) {
      out.push_back(trimmed(text, {start, token.Range.Begin}));
      start = token.Range.End;
    }
  }
  return {};
}

} // namespace ascendify
