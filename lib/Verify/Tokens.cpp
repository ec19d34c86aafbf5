//===- Tokens.cpp ---------------------------------------------------------===//
#include "Verify/Tokens.h"
#include "llvm/ADT/StringExtras.h"

namespace ascendify {
namespace {

bool startsWord(char c) { return llvm::isAlpha(c) || c == '_' || (c & 0x80); }
bool inWord(char c) { return startsWord(c) || llvm::isDigit(c); }

class Reader {
public:
  explicit Reader(llvm::StringRef text) : Text(text) {}

  TokenizedText run() {
    bool lineStart = true;
    while (At < Text.size()) {
      char c = Text[At];
      if (c == '\n') {
        lineStart = true;
        ++At;
      } else if (llvm::isSpace(c)) {
        ++At;
      } else if (!comment()) {
        if (c == '#' && lineStart)
          directive();
        else
          token(false);
        lineStart = false;
      }
    }
    return std::move(Out);
  }

private:
  /// Skips a comment at the current place, if there is one.
  bool comment() {
    if (Text.substr(At).starts_with("//")) {
      skipLine();
      return true;
    }
    if (!Text.substr(At).starts_with("/*"))
      return false;
    size_t end = Text.find("*/", At + 2);
    At = end == llvm::StringRef::npos ? Text.size() : end + 2;
    return true;
  }

  bool continuation() const {
    return Text.substr(At).starts_with("\\\n") || Text.substr(At).starts_with("\\\r\n");
  }

  /// To the newline that ends the logical line.
  void skipLine() {
    for (; At < Text.size() && Text[At] != '\n'; ++At)
      if (continuation())
        At = Text.find('\n', At);
  }

  void directive() {
    ++At;
    while (At < Text.size() && (Text[At] == ' ' || Text[At] == '\t'))
      ++At;
    size_t begin = At;
    while (At < Text.size() && inWord(Text[At]))
      ++At;
    llvm::StringRef name = Text.slice(begin, At);
    bool define = name == "define";
    if (name == "include" || name == "include_next" || name == "import") {
      while (At < Text.size() && (Text[At] == ' ' || Text[At] == '\t'))
        ++At;
      char open = At < Text.size() ? Text[At] : '\0';
      if (open == '"' || open == '<') {
        llvm::StringRef rest = Text.substr(At + 1).split('\n').first;
        size_t end = rest.find(open == '"' ? '"' : '>');
        if (end != llvm::StringRef::npos)
          Out.Includes.push_back({uint32_t(At), open == '<', rest.take_front(end)});
      }
    }
    if (!define)
      return skipLine();
    while (At < Text.size() && Text[At] != '\n') {
      if (continuation())
        At = Text.find('\n', At) + 1;
      else if (llvm::isSpace(Text[At]))
        ++At;
      else if (!comment())
        token(true);
    }
  }

  void emit(SourceToken::Kind kind, size_t begin, bool define) {
    Out.Tokens.push_back(
        {kind, uint32_t(begin), uint32_t(At), define, Text.slice(begin, At)});
  }

  void quoted(char quote) {
    for (++At; At < Text.size() && Text[At] != quote && Text[At] != '\n'; ++At)
      if (Text[At] == '\\' && At + 1 < Text.size())
        ++At;
    At = std::min(At + 1, Text.size());
  }

  void token(bool define) {
    size_t begin = At;
    char c = Text[At];
    if (startsWord(c)) {
      while (At < Text.size() && inWord(Text[At]))
        ++At;
      llvm::StringRef word = Text.slice(begin, At);
      bool raw = word == "R" || word == "u8R" || word == "uR" || word == "UR" || word == "LR";
      if (raw && At < Text.size() && Text[At] == '"') {
        size_t open = Text.find('(', At);
        if (open != llvm::StringRef::npos && open - At <= 17) {
          std::string close = (")" + Text.slice(At + 1, open) + "\"").str();
          size_t end = Text.find(close, open);
          At = end == llvm::StringRef::npos ? Text.size() : end + close.size();
          return emit(SourceToken::Literal, begin, define);
        }
      }
      return emit(SourceToken::Word, begin, define);
    }
    if (llvm::isDigit(c) || (c == '.' && At + 1 < Text.size() && llvm::isDigit(Text[At + 1]))) {
      // A preprocessing number: digit separators and signed exponents belong to it.
      for (++At; At < Text.size(); ++At) {
        char d = Text[At], before = llvm::toLower(Text[At - 1]);
        bool sign = (d == '+' || d == '-') && (before == 'e' || before == 'p');
        bool separator = d == '\'' && At + 1 < Text.size() && inWord(Text[At + 1]);
        if (!inWord(d) && d != '.' && !sign && !separator)
          break;
      }
      return emit(SourceToken::Number, begin, define);
    }
    if (c == '"' || c == '\'') {
      quoted(c);
      return emit(SourceToken::Literal, begin, define);
    }
    At += Text.substr(At).starts_with("::") || Text.substr(At).starts_with("->") ? 2 : 1;
    emit(SourceToken::Punctuation, begin, define);
  }

  llvm::StringRef Text;
  size_t At = 0;
  TokenizedText Out;
};

} // namespace

TokenizedText tokenize(llvm::StringRef text) { return Reader(text).run(); }

uint32_t lineOf(llvm::StringRef text, uint32_t offset) {
  return uint32_t(text.take_front(offset).count('\n')) + 1;
}

} // namespace ascendify
