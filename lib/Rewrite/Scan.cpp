//===- Scan.cpp - tokens of a text, for placing edits ---------------------===//
#include "Rewrite/Scan.h"
#include "llvm/ADT/STLExtras.h"
#include "Rewrite/Handler.h"
#include "Support/Tokens.h"
#include <algorithm>

namespace ascendify {

std::vector<Token> scan(llvm::StringRef text, SourceRange range) {
  std::vector<Token> tokens;
  TokenReader reader(text, range.Begin, range.End);
  for (SourceToken token; reader.next(token);)
    if (token.Where == SourceToken::Code)
      tokens.push_back({{token.Begin, token.End}, token.Text});
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

bool inLambda(llvm::ArrayRef<Token> tokens, llvm::ArrayRef<BraceRange> blocks, SourceRange range) {
  // A lambda's braces follow `)` or `]` of its introducer, never a statement keyword's head.
  for (size_t i = 1; i < tokens.size(); ++i) {
    if (tokens[i].Text != "{")
      continue;
    auto block = llvm::find_if(blocks, [&](const BraceRange &b) { return b.Range.Begin == tokens[i].Range.Begin; });
    if (block == blocks.end() || !block->Range.contains(range))
      continue;
    size_t before = i - 1;
    if (tokens[before].Text == ")") {
      int depth = 0;
      while (before > 0) {
        depth += tokens[before].Text == ")" ? 1 : tokens[before].Text == "(" ? -1 : 0;
        if (depth == 0)
          break;
        --before;
      }
      before -= before > 0;
    }
    if (tokens[before].Text == "]")
      return true;
  }
  return false;
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
  TokenReader reader(text, from);
  for (SourceToken token; reader.next(token);) {
    if (token.Where != SourceToken::Code)
      continue;
    if (depth == 0 && token.Text != "(")
      return out;
    if (token.Text == "(" || token.Text == "{" || token.Text == "[") {
      if (depth++ == 0)
        opening = token.Begin, start = token.End;
    } else if (token.Text == ")" || token.Text == "}" || token.Text == "]") {
      if (--depth == 0) {
        closing = token.Begin;
        SourceRange last = trimmed(text, {start, token.Begin});
        if (last.valid())
          out.push_back(last);
        return out;
      }
    } else if (token.Text == "," && depth == 1) {
      out.push_back(trimmed(text, {start, token.Begin}));
      start = token.End;
    }
  }
  return {};
}

} // namespace ascendify
