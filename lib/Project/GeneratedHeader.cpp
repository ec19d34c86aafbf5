//===- GeneratedHeader.cpp - headers that a build would make --------------===//
#include "Project/GeneratedHeader.h"
#include "llvm/ADT/StringExtras.h"

namespace ascendify {
namespace {

bool isWordChar(char c) { return llvm::isAlnum(c) || c == '_'; }

/// Takes the word at the front of \p text and the blanks before it.
llvm::StringRef takeWord(llvm::StringRef &text) {
  text = text.ltrim(" \t");
  llvm::StringRef word = text.take_while(isWordChar);
  text = text.drop_front(word.size());
  return word;
}

/// Length of the hole (`@NAME@`, `${NAME}`) at the front of \p text; 0 when there is none.
size_t holeAt(llvm::StringRef text) {
  bool at = text.starts_with("@");
  if (!at && !text.starts_with("${"))
    return 0;
  size_t begin = at ? 1 : 2;
  size_t end = begin;
  while (end < text.size() && (isWordChar(text[end]) || text[end] == '-' || text[end] == '.'))
    ++end;
  return end > begin && end < text.size() && text[end] == (at ? '@' : '}') ? end + 1 : 0;
}

std::string withoutHoles(llvm::StringRef line, unsigned &holes) {
  std::string out;
  bool quoted = false;
  while (!line.empty()) {
    if (size_t length = holeAt(line)) {
      ++holes;
      if (!quoted)
        out += "0";
      line = line.drop_front(length);
      continue;
    }
    if (line.size() > 1 && line[0] == '\\') {
      out += line.take_front(2);
      line = line.drop_front(2);
      continue;
    }
    quoted ^= line[0] == '"';
    out += line[0];
    line = line.drop_front();
  }
  return out;
}

} // namespace

GeneratedHeader generateHeader(llvm::StringRef text) {
  GeneratedHeader out;
  while (!text.empty()) {
    size_t end = text.find('\n');
    llvm::StringRef line = text.take_front(end);
    llvm::StringRef lineEnd = end == llvm::StringRef::npos ? "" : "\n";
    text = text.drop_front(line.size() + lineEnd.size());
    llvm::StringRef rest = line.ltrim(" \t");
    bool directive = rest.consume_front("#");
    llvm::StringRef kind = directive ? takeWord(rest) : "";
    bool number = kind == "cmakedefine01";
    if (number || kind == "cmakedefine" || kind == "mesondefine" || kind == "undef") {
      std::string name = takeWord(rest).str();
      bool on = llvm::StringRef(name).contains("CUDA");
      if (on)
        out.On.push_back(name);
      else
        ++out.Off;
      if (number)
        out.Text += "#define " + name + (on ? " 1" : " 0");
      else if (on)
        out.Text += "#define " + name +
                    (kind == "cmakedefine" ? withoutHoles(rest, out.Holes) : std::string(" 1"));
    } else {
      out.Text += withoutHoles(line, out.Holes);
    }
    out.Text += lineEnd;
  }
  return out;
}

} // namespace ascendify
