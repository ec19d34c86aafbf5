//===- Fingerprint.cpp - what a finding is called over time ---------------===//
//
// A fingerprint survives moved files and shifted lines: it hashes the id, the
// symbol, the enclosing function, the statement without its layout, and an ordinal
// among equals. The trap: the statement is cut from the text and not taken from the syntax
// tree, so that a finding keeps its name when a unit parses today and did not yesterday.
//
//===----------------------------------------------------------------------===//
#include "Classify/Classify.h"
#include "Support/Text.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include <map>

namespace ascendify {
namespace {

/// The statement around \p offset, as far as `;`, `{` and `}` tell; at most 2000 bytes each way.
llvm::StringRef statementAt(llvm::StringRef text, uint32_t offset) {
  if (offset >= text.size())
    return {};
  size_t low = offset > 2000 ? offset - 2000 : 0;
  size_t begin = offset;
  while (begin > low && !llvm::is_contained({';', '{', '}'}, text[begin - 1]))
    --begin;
  size_t high = std::min(text.size(), size_t(offset) + 2000);
  size_t end = offset;
  while (end < high && !llvm::is_contained({';', '{', '}'}, text[end]))
    ++end;
  return text.slice(begin, end);
}

bool isWord(char c) { return llvm::isAlnum(c) || c == '_'; }

/// Without comments, and without blanks but between two words.
std::string normalised(llvm::StringRef text) {
  std::string out;
  bool blank = false;
  while (!text.empty()) {
    if (text.starts_with("//")) {
      text = text.drop_front(std::min(text.find('\n'), text.size()));
      blank = true;
    } else if (text.starts_with("/*")) {
      size_t end = text.find("*/", 2);
      text = end == llvm::StringRef::npos ? llvm::StringRef() : text.drop_front(end + 2);
      blank = true;
    } else if (llvm::isSpace(text.front())) {
      text = text.drop_front();
      blank = true;
    } else {
      if (blank && !out.empty() && isWord(out.back()) && isWord(text.front()))
        out += ' ';
      out += text.front();
      text = text.drop_front();
      blank = false;
    }
  }
  return out;
}

} // namespace

void finishFindings(std::vector<Finding> &findings,
                    const std::function<llvm::StringRef(llvm::StringRef)> &textOf) {
  llvm::sort(findings);
  // The ordinal counts per profile, so that asking for another profile changes no name.
  std::map<std::string, unsigned> seen;
  for (Finding &f : findings) {
    llvm::StringRef text = textOf ? textOf(f.Place.File) : llvm::StringRef();
    std::string key = f.Id + '\0' + f.Symbol + '\0' + f.Function + '\0' +
                      normalised(statementAt(text, f.Place.Offset));
    unsigned ordinal = seen[key + '\0' + f.Profile]++;
    f.Fingerprint = digest(key + '\0' + std::to_string(ordinal));
    f.Length = uint32_t(
        text.drop_front(std::min<size_t>(f.Place.Offset, text.size())).take_while(isWord).size());
  }
}

} // namespace ascendify
