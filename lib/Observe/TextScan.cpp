//===- TextScan.cpp - names in Python and build files ---------------------===//
//
// A word scan: letters, digits, `_`, `::`, `.` and `-` make a word; comments from `#` to the
// end of the line are skipped outside quotes. A Python string that is device code (RawModule,
// SourceModule, load_inline) is read as such, with its own comments and launches.
//
//===----------------------------------------------------------------------===//
#include "Observe/TextScan.h"
#include "llvm/ADT/StringExtras.h"

namespace ascendify {
namespace {

class TextScanner {
public:
  TextScanner(llvm::StringRef bytes, llvm::StringRef file, llvm::StringRef language,
              const SymbolTable &symbols)
      : Bytes(bytes), File(file), Build(language != "python"), Symbols(symbols) {}

  UnitFacts run() {
    Out.Unit = File.str();
    char quote = 0;
    for (uint32_t i = 0; i < Bytes.size();) {
      char c = Bytes[i];
      if (c == '\n' && Build)
        quote = 0; // an apostrophe in a recipe
      if (c == '#' && !quote) {
        i = std::min(Bytes.find('\n', i), Bytes.size());
      } else if (!Build && (c == '"' || c == '\'')) {
        i = string(i);
      } else if (c == '"' || c == '\'') {
        quote = quote == c ? 0 : quote ? quote : c;
        ++i;
      } else if (beginsWord(c)) {
        i = word(i, Bytes.size());
      } else {
        ++i;
      }
    }
    return std::move(Out);
  }

private:
  static bool beginsWord(char c) { return llvm::isAlpha(c) || c == '_' || c == '-'; }

  Location place(uint32_t at) {
    for (; Counted < at; ++Counted)
      if (Bytes[Counted] == '\n')
        ++Line, LineStart = Counted + 1;
    return {File.str(), at, Line, at - LineStart + 1};
  }

  /// A string of Python, with one or three quotes. \returns where it ends.
  uint32_t string(uint32_t begin) {
    llvm::StringRef rest = Bytes.substr(begin);
    llvm::StringRef mark = rest.take_front(1);
    if (rest.starts_with("\"\"\"") || rest.starts_with("'''"))
      mark = rest.take_front(3);
    bool raw = begin && (Bytes[begin - 1] == 'r' || Bytes[begin - 1] == 'R');
    uint32_t first = begin + mark.size(), end = first;
    while (end < Bytes.size() && !Bytes.substr(end).starts_with(mark)) {
      if (mark.size() == 1 && Bytes[end] == '\n')
        break; // never closed
      end += Bytes[end] == '\\' && end + 1 < Bytes.size() ? 2 : 1;
    }
    llvm::StringRef content = Bytes.slice(first, end);
    if (isDeviceCode(content, Symbols)) {
      std::string code = raw ? content.str() : unescaped(content, mark.size() == 3);
      for (Fact &f : scanEmbedded(code, File, Symbols)) {
        f.Place = place(first + f.Range.Begin);
        f.Range = {first + f.Range.Begin, first + f.Range.End};
        Out.Facts.push_back(std::move(f));
      }
    } else {
      for (uint32_t i = first; i < end;)
        i = beginsWord(Bytes[i]) ? word(i, end) : i + 1;
    }
    return end + (Bytes.substr(end).starts_with(mark) ? mark.size() : 0);
  }

  /// \returns where the word at \p i ends.
  uint32_t word(uint32_t i, uint32_t stop) {
    uint32_t begin = i;
    auto isWord = [](char c) { return llvm::isAlnum(c) || c == '_' || c == '-'; };
    while (i < stop && (isWord(Bytes[i]) || ((Bytes[i] == ':' || Bytes[i] == '.') && i + 1 < stop &&
                                             (llvm::isAlnum(Bytes[i + 1]) || Bytes[i + 1] == ':'))))
      ++i;
    report(begin, i);
    return i;
  }

  /// Whether the word is a variable of the build files that only has the name of a symbol
  /// (`CUDA_VERSION` often is): one that is expanded, or set as Make does it.
  bool isVariable(uint32_t begin, uint32_t end) const {
    llvm::StringRef before = Bytes.take_front(begin);
    if (before.ends_with("$(") || before.ends_with("${") || before.ends_with("$ENV{"))
      return true;
    llvm::StringRef after = Bytes.substr(end).ltrim(" \t");
    after = after.drop_while([](char c) { return c == ':' || c == '?' || c == '+'; });
    return after.starts_with("=");
  }

  void report(uint32_t begin, uint32_t end) {
    llvm::StringRef word = Bytes.slice(begin, end);
    // Listed names only: a target called `cudaOpenMP` looks like CUDA and is nobody's API.
    std::optional<SymbolInfo> info = Symbols.find(word);
    if (!info || isPlainName(word))
      return; // `assert` and `max` are words of every language
    if (Build && (info->Kind == UseKind::Macro || isVariable(begin, end)))
      return;
    Fact &f = Out.Facts.emplace_back();
    f.Place = place(begin);
    f.Range = {begin, end};
    f.Symbol = word.str();
    f.Library = info->Library.str();
    f.Kind = Build && info->Kind == UseKind::Flag ? UseKind::Flag : UseKind::String;
    f.Sureness = Confidence::Lexed;
  }

  llvm::StringRef Bytes, File;
  bool Build;
  const SymbolTable &Symbols;
  UnitFacts Out;
  uint32_t Counted = 0, Line = 1, LineStart = 0;
};

} // namespace

bool isPlainName(llvm::StringRef name) {
  name.consume_front("std::");
  return llvm::all_of(name, [](char c) { return llvm::isLower(c) || llvm::isDigit(c); });
}

UnitFacts scanText(llvm::StringRef bytes, llvm::StringRef file, llvm::StringRef language,
                   const SymbolTable &symbols) {
  return TextScanner(bytes, file, language, symbols).run();
}

} // namespace ascendify
