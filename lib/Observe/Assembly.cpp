//===- Assembly.cpp - instructions of PTX in inline assembly --------------===//
#include "Observe/Assembly.h"
#include "llvm/ADT/StringExtras.h"

namespace ascendify {

namespace {

constexpr char Gap = '\1';

/// Reads statement by statement; a statement ends with `;`.
class Reader {
public:
  explicit Reader(llvm::StringRef text) : Text(text) {}

  std::vector<Instruction> run() {
    while (skipBlanks(), At < Text.size())
      statement();
    return std::move(Out);
  }

private:
  char here() const { return At < Text.size() ? Text[At] : '\0'; }
  llvm::StringRef rest() const { return Text.substr(At); }

  void skipBlanks() {
    for (;;) {
      if (llvm::isSpace(here()))
        ++At;
      else if (rest().starts_with("//"))
        At = std::min(Text.find('\n', At), Text.size());
      else if (rest().starts_with("/*"))
        At = std::min(Text.find("*/", At + 2), Text.size() - 2) + 2;
      else
        return;
    }
  }

  static bool isWordChar(char c) { return llvm::isAlnum(c) || c == '_' || c == '$' || c == '%'; }

  void statement() {
    char c = here();
    if (c == '{' || c == '}' || c == ';') {
      ++At;
      return;
    }
    if (c == '@') { // a predicate: `@p`, `@!%p1`, `@%0`
      ++At;
      skipBlanks();
      if (here() == '!')
        ++At;
      skipBlanks();
      while (isWordChar(here()))
        ++At;
      return;
    }
    uint32_t begin = At;
    bool dotted = false;
    // `%=` is a number of its own for every statement: `LOOP_%=:`.
    while (isWordChar(here()) || (here() == '=' && At > begin && Text[At - 1] == '%') ||
           (here() == '.' && isWordChar(peek(1))) || (rest().starts_with("::") && llvm::isAlnum(peek(2)))) {
      dotted |= here() == '.';
      At += here() == ':' ? 2 : 1;
    }
    llvm::StringRef word = Text.slice(begin, At);
    uint32_t end = At;
    skipBlanks();
    if (!word.empty() && !dotted && here() == ':') { // a label
      ++At;
      return;
    }
    // What follows is operands; a lone dot belongs to a name that goes on out of sight.
    while (At < Text.size() && here() != ';') {
      if (rest().starts_with("//") || rest().starts_with("/*"))
        skipBlanks();
      else
        ++At;
    }
    bool ended = here() == ';';
    // An operand in place of a modifier ends what is known of the name.
    if (size_t operand = word.find_first_of("%$"); operand != llvm::StringRef::npos) {
      word = word.take_front(operand).rtrim(".:");
      end = begin + word.size();
    }
    if (!word.empty() && llvm::isLower(word.front()))
      Out.push_back({begin, end, word.str(), ended});
    if (At == begin) // something that is no text of PTX
      ++At;
  }

  char peek(size_t n) const { return At + n < Text.size() ? Text[At + n] : '\0'; }

  llvm::StringRef Text;
  uint32_t At = 0;
  std::vector<Instruction> Out;
};

} // namespace

void AssemblyText::append(llvm::StringRef content, uint32_t source, uint32_t offset) {
  Text += content;
  for (uint32_t i = 0; i < content.size(); ++i)
    Places.push_back({source, offset + i});
}

void AssemblyText::gap() {
  Text += Gap;
  Places.push_back({~0u, ~0u});
}

std::vector<Instruction> instructionsOf(llvm::StringRef text) { return Reader(text).run(); }

std::optional<SymbolInfo> findInstruction(const SymbolTable &symbols, llvm::StringRef name) {
  return symbols.guess(name.contains('.') ? name.str() : name.str() + ".");
}

} // namespace ascendify
