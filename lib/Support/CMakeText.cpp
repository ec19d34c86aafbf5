//===- CMakeText.cpp - the commands of a CMake file, with their places ----===//
#include "Support/CMakeText.h"
#include "llvm/ADT/StringExtras.h"

namespace ascendify {
namespace {

class Reader {
public:
  explicit Reader(llvm::StringRef text) : Text(text) {}

  std::vector<CMakeCommand> read() {
    while (At < Text.size()) {
      char c = Text[At];
      if (c == '#') {
        comment();
      } else if (llvm::isAlpha(c) || c == '_') {
        command();
      } else {
        step();
      }
    }
    return std::move(Out);
  }

private:
  void step() { Line += Text[At++] == '\n'; }
  void skipTo(size_t end) {
    while (At < std::min<size_t>(end, Text.size()))
      step();
  }

  /// The end of the bracket text that opens at \p at (`[==[`), or npos when none does.
  size_t bracketEnd(size_t at, size_t &open) const {
    size_t i = at + 1;
    while (i < Text.size() && Text[i] == '=')
      ++i;
    if (at >= Text.size() || Text[at] != '[' || i >= Text.size() || Text[i] != '[')
      return llvm::StringRef::npos;
    std::string close = "]" + std::string(i - at - 1, '=') + "]";
    open = i + 1;
    size_t end = Text.find(close, open);
    return end == llvm::StringRef::npos ? Text.size() : end + close.size();
  }

  void comment() {
    size_t open = 0, end = bracketEnd(At + 1, open);
    skipTo(end != llvm::StringRef::npos ? end : Text.find('\n', At));
  }

  void command() {
    CMakeCommand command;
    command.Begin = uint32_t(At);
    command.Line = Line;
    while (At < Text.size() && (llvm::isAlnum(Text[At]) || Text[At] == '_'))
      ++At;
    command.Name = Text.slice(command.Begin, At);
    while (At < Text.size() && (Text[At] == ' ' || Text[At] == '\t'))
      ++At;
    if (At == Text.size() || Text[At] != '(')
      return;
    command.Open = uint32_t(++At);
    for (unsigned depth = 1; At < Text.size() && depth;) {
      char c = Text[At];
      if (c == '#')
        comment();
      else if (c == '(' || c == ')')
        depth += c == '(' ? 1 : -1, ++At;
      else if (llvm::isSpace(c))
        step();
      else
        command.Words.push_back(word());
    }
    command.End = uint32_t(At);
    Out.push_back(std::move(command));
  }

  CMakeWord word() {
    CMakeWord word;
    word.Begin = uint32_t(At);
    word.Line = Line;
    size_t open = 0, end = bracketEnd(At, open);
    if (end != llvm::StringRef::npos) {
      word.Bracket = true;
      skipTo(end);
      word.Text = Text.slice(open, At - std::min(At - open, open - word.Begin));
    } else if (Text[At] == '"') {
      word.Quoted = true;
      ++At;
      while (At < Text.size() && Text[At] != '"')
        skipTo(At + (Text[At] == '\\' ? 2 : 1));
      word.Text = Text.slice(word.Begin + 1, At);
      At = std::min(At + 1, Text.size());
    } else {
      // A quote inside an unquoted argument (`-Da="b c"`) takes its blanks along.
      for (bool quoted = false; At < Text.size();) {
        char c = Text[At];
        if (!quoted && (llvm::isSpace(c) || llvm::StringRef("()#").contains(c)))
          break;
        quoted ^= c == '"';
        skipTo(At + (c == '\\' ? 2 : 1));
      }
      word.Text = Text.slice(word.Begin, At);
    }
    word.End = uint32_t(At);
    return word;
  }

  llvm::StringRef Text;
  size_t At = 0;
  uint32_t Line = 1;
  std::vector<CMakeCommand> Out;
};

} // namespace

std::vector<CMakeCommand> readCMakeCommands(llvm::StringRef text) { return Reader(text).read(); }

} // namespace ascendify
