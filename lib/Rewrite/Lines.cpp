//===- Lines.cpp - where whole lines may be put into a text ---------------===//
#include "Rewrite/Lines.h"
#include "Support/CMakeText.h"
#include "Support/Tokens.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Path.h"
#include <algorithm>

namespace ascendify {

LineLanguage lineLanguage(llvm::StringRef file) {
  llvm::StringRef name = llvm::sys::path::filename(file), suffix = llvm::sys::path::extension(file);
  if (name == "CMakeLists.txt" || suffix == ".cmake")
    return LineLanguage::CMake;
  if (suffix == ".py" || suffix == ".mk" || suffix == ".mak" || name.ends_with_insensitive("makefile"))
    return LineLanguage::Script;
  return LineLanguage::Cxx;
}

LineMap::LineMap(llvm::StringRef text, LineLanguage language) : Text(text) {
  for (size_t at = 0; at < text.size();) {
    Starts.push_back(uint32_t(at));
    size_t end = text.find('\n', at);
    at = end == llvm::StringRef::npos ? text.size() : end + 1;
  }
  Inside.assign(Starts.size(), false);
  Nested.assign(Starts.size(), false);
  Blocks.assign(Starts.size(), 0);
  for (size_t i = 1; i < Starts.size(); ++i)
    Inside[i] = line(i - 1).rtrim("\r\n").ends_with("\\");
  if (language == LineLanguage::Cxx)
    readCxx();
  else if (language == LineLanguage::CMake)
    readCMake();
  else
    readScript();
}

size_t LineMap::lineOf(uint32_t offset) const {
  auto it = llvm::upper_bound(Starts, offset);
  return it == Starts.begin() ? 0 : size_t(it - Starts.begin()) - 1;
}

bool LineMap::open(size_t i, bool parentheses) const {
  return i >= Starts.size() || (!Inside[i] && !(parentheses && Nested[i]));
}

/// Marks the lines that begin in (\p begin, \p end).
void LineMap::close(uint32_t begin, uint32_t end, std::vector<bool> &flags) {
  for (size_t i = lineOf(begin) + 1; i < Starts.size() && Starts[i] < end; ++i)
    flags[i] = true;
}

void LineMap::readCxx() {
  int depth = 0;
  uint32_t at = 0, opened = 0;
  // Block comments stand between tokens.
  auto gap = [&](uint32_t end) {
    while (at < end) {
      llvm::StringRef rest = Text.slice(at, end);
      if (rest.starts_with("//")) {
        size_t stop = rest.find('\n');
        at = stop == llvm::StringRef::npos ? end : uint32_t(at + stop);
      } else if (rest.starts_with("/*")) {
        size_t stop = rest.find("*/", 2);
        uint32_t to = stop == llvm::StringRef::npos ? end : uint32_t(at + stop + 2);
        close(at, to, Inside);
        at = to;
      } else {
        ++at;
      }
    }
  };
  TokenReader reader(Text);
  for (SourceToken token; reader.next(token);) {
    gap(token.Begin);
    close(token.Begin, token.End, Inside);
    at = std::max(at, token.End);
    if (token.Where != SourceToken::Code)
      continue;
    if (token.is("(") || token.is("[")) {
      if (depth++ == 0)
        opened = token.Begin;
    } else if (token.is(")") || token.is("]")) {
      if (depth > 0 && --depth == 0)
        close(opened, token.Begin + 1, Nested);
    }
  }
  gap(uint32_t(Text.size()));
  if (depth > 0)
    close(opened, uint32_t(Text.size()), Nested);
  for (size_t i = 0; i < Starts.size(); ++i) {
    llvm::StringRef text = line(i).ltrim(" \t");
    if (Inside[i] || !text.consume_front("#"))
      continue;
    llvm::StringRef word = text.ltrim(" \t").take_while([](char c) { return llvm::isAlpha(c); });
    Blocks[i] = llvm::is_contained({"if", "ifdef", "ifndef"}, word)                    ? 1
                : word == "endif"                                                      ? -1
                : llvm::is_contained({"else", "elif", "elifdef", "elifndef"}, word) ? 2
                                                                                       : 0;
  }
}

void LineMap::readCMake() {
  for (const CMakeCommand &command : readCMakeCommands(Text)) {
    close(command.Begin, command.End, Nested);
    for (const CMakeWord &word : command.Words)
      if (word.Quoted || word.Bracket)
        close(word.Begin, word.End, Inside);
    std::string name = command.Name.lower();
    size_t i = lineOf(command.Begin);
    if (llvm::is_contained({"if", "foreach", "while", "function", "macro", "block"}, name))
      Blocks[i] = 1;
    else if (llvm::is_contained({"endif", "endforeach", "endwhile", "endfunction", "endmacro", "endblock"}, name))
      Blocks[i] = -1;
    else if (name == "else" || name == "elseif")
      Blocks[i] = 2;
  }
}

/// Triple-quoted strings of Python; a Makefile has none.
void LineMap::readScript() {
  for (size_t at = 0; at < Text.size();) {
    char c = Text[at];
    llvm::StringRef three = Text.substr(at, 3);
    if (c == '#') {
      at = std::min(Text.find('\n', at), Text.size());
    } else if (three == "\"\"\"" || three == "'''") {
      size_t end = Text.find(three, at + 3);
      end = end == llvm::StringRef::npos ? Text.size() : end + 3;
      close(uint32_t(at), uint32_t(end), Inside);
      at = end;
    } else if (c == '"' || c == '\'') {
      size_t end = at + 1;
      while (end < Text.size() && Text[end] != c && Text[end] != '\n')
        end += Text[end] == '\\' ? 2 : 1;
      at = end + 1;
    } else {
      ++at;
    }
  }
}

} // namespace ascendify
