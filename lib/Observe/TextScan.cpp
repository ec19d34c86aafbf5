//===- TextScan.cpp - names in Python and build files ---------------------===//
//
// A word scan: letters, digits, `_`, `::`, `.` and `-` make a word; comments from `#` to the
// end of the line are skipped outside quotes.
//
//===----------------------------------------------------------------------===//
#include "Observe/TextScan.h"
#include "llvm/ADT/StringExtras.h"

namespace ascendify {

UnitFacts scanText(llvm::StringRef bytes, llvm::StringRef file, llvm::StringRef language,
                   const SymbolTable &symbols) {
  UnitFacts out;
  out.Unit = file.str();
  uint32_t line = 1, lineStart = 0;
  char quote = 0;
  bool build = language != "python";
  auto report = [&](uint32_t begin, uint32_t end) {
    llvm::StringRef word = bytes.slice(begin, end);
    // Listed names only: a target called `cudaOpenMP` looks like CUDA and is nobody's API.
    std::optional<SymbolInfo> info = symbols.find(word);
    if (!info || (info->Kind == UseKind::Function &&
                  llvm::all_of(word, [](char c) { return llvm::isLower(c) || llvm::isDigit(c); })))
      return;
    Fact &f = out.Facts.emplace_back();
    f.Place = {file.str(), begin, line, begin - lineStart + 1};
    f.Range = {begin, end};
    f.Symbol = word.str();
    f.Library = info->Library.str();
    f.Kind = build && info->Kind == UseKind::Flag ? UseKind::Flag : UseKind::String;
    f.Sureness = Confidence::Lexed;
  };
  for (uint32_t i = 0; i < bytes.size();) {
    char c = bytes[i];
    if (c == '\n') {
      ++line, lineStart = ++i;
      if (build)
        quote = 0;
      continue;
    }
    if (c == '#' && !quote) {
      i = std::min(bytes.find('\n', i), bytes.size());
      continue;
    }
    if (c == '"' || c == '\'') {
      // Python's triple quotes behave as three quotes in a row.
      quote = quote == c ? 0 : quote ? quote : c;
      ++i;
      continue;
    }
    if (!llvm::isAlpha(c) && c != '_' && c != '-') {
      ++i;
      continue;
    }
    uint32_t begin = i;
    while (i < bytes.size() && (llvm::isAlnum(bytes[i]) || bytes[i] == '_' || bytes[i] == '-' ||
                                ((bytes[i] == ':' || bytes[i] == '.') && i + 1 < bytes.size() &&
                                 (llvm::isAlnum(bytes[i + 1]) || bytes[i + 1] == ':'))))
      ++i;
    report(begin, i);
    // `CUDA::cudart`, `torch.cuda`: the parts when the whole is unknown are not names of ours.
  }
  return out;
}

} // namespace ascendify
