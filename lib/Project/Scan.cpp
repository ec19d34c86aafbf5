//===- Scan.cpp - what a quick look at a source says ----------------------===//
//
// A small scanner of its own, since only clang's tooling is open to this layer. What it has to
// get right: comments (with spliced lines), raw strings, digit separators, and an apostrophe in the
// text of an `#error`, which must not swallow what follows; so quotes end at the end of a line.
//
//===----------------------------------------------------------------------===//
#include "Project/Scan.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include <algorithm>
#include <fmt/format.h>
#include <utility>

namespace fs = llvm::sys::fs;

namespace ascendify {

std::unique_ptr<llvm::MemoryBuffer> openText(llvm::StringRef path, uint64_t limit,
                                             std::string &reason) {
  fs::file_status status;
  if (std::error_code error = fs::status(path, status)) {
    reason = error.message();
    return nullptr;
  }
  // Looked at again, since the file may have been replaced: a pipe would block.
  if (status.type() != fs::file_type::regular_file) {
    reason = "not a regular file";
    return nullptr;
  }
  if (status.getSize() > limit) {
    reason = fmt::format("{} bytes, more than the limit of {}", status.getSize(), limit);
    return nullptr;
  }
  auto buffer = llvm::MemoryBuffer::getFile(path, /*IsText=*/false,
                                            /*RequiresNullTerminator=*/true, /*IsVolatile=*/true);
  if (!buffer) {
    reason = buffer.getError().message();
    return nullptr;
  }
  llvm::StringRef text = (*buffer)->getBuffer();
  if (text.starts_with("\xff\xfe") || text.starts_with("\xfe\xff"))
    reason = "UTF-16 text; convert it to UTF-8";
  else if (text.take_front(8192).contains('\0'))
    reason = "binary";
  else if (text.starts_with("version https://git-lfs.github.com/"))
    reason = "a Git LFS pointer; the content is not here (git lfs pull)";
  if (!reason.empty())
    return nullptr;
  return std::move(*buffer);
}

namespace {

class Scanner {
public:
  Scanner(llvm::StringRef text, const Tables &tables,
          const std::function<bool(llvm::StringRef)> &isCudaName)
      : Text(text), Table(tables), IsCudaName(isCudaName) {}

  FileScan run();

private:
  llvm::StringRef Text;
  const Tables &Table;
  const std::function<bool(llvm::StringRef)> &IsCudaName;
  FileScan Out;
  size_t At = 0, Counted = 0;
  uint32_t Line = 1;

  char peek(size_t ahead = 0) const { return At + ahead < Text.size() ? Text[At + ahead] : '\0'; }
  static bool isWord(char c) { return llvm::isAlnum(c) || c == '_' || c == '$'; }

  /// The length of a backslash and line end at \p at, or 0.
  size_t splice(size_t at) const {
    if (at >= Text.size() || Text[at] != '\\')
      return 0;
    if (at + 1 < Text.size() && Text[at + 1] == '\n')
      return 2;
    return Text.substr(at + 1).starts_with("\r\n") ? 3 : 0;
  }

  void skipLineComment() {
    while (At < Text.size() && Text[At] != '\n')
      At += std::max<size_t>(1, splice(At));
  }
  void skipBlockComment() {
    size_t end = Text.find("*/", At + 2);
    At = end == llvm::StringRef::npos ? Text.size() : end + 2;
  }
  void skipQuoted(char quote) {
    for (++At; At < Text.size() && Text[At] != '\n'; ++At) {
      if (size_t length = splice(At))
        At += length - 1;
      else if (Text[At] == '\\')
        ++At;
      else if (Text[At] == quote) {
        ++At;
        return;
      }
    }
  }
  /// Standing at the quote of `R"x(…)x"`.
  void skipRawString() {
    size_t open = Text.find_first_of("(\n", At);
    if (open == llvm::StringRef::npos || Text[open] == '\n')
      return skipQuoted('"');
    std::string close = ")" + Text.slice(At + 1, open).str() + "\"";
    size_t end = Text.find(close, open);
    At = end == llvm::StringRef::npos ? Text.size() : end + close.size();
  }
  void skipBlanks() {
    while (At < Text.size()) {
      if (Text[At] == ' ' || Text[At] == '\t')
        ++At;
      else if (size_t length = splice(At))
        At += length;
      else if (peek() == '/' && peek(1) == '*')
        skipBlockComment();
      else
        return;
    }
  }
  llvm::StringRef takeWord() {
    size_t start = At;
    while (At < Text.size() && isWord(Text[At]))
      ++At;
    return Text.slice(start, At);
  }

  void directive();
  void word(bool &sawMain);
};

/// Standing behind the `#` of a line.
void Scanner::directive() {
  skipBlanks();
  llvm::StringRef name = takeWord();
  if (name != "include" && name != "include_next" && name != "import")
    return;
  skipBlanks();
  char open = peek();
  if (open != '"' && open != '<')
    return;
  size_t end = Text.find_first_of(open == '<' ? ">\n" : "\"\n", At + 1);
  if (end == llvm::StringRef::npos || Text[end] == '\n' || end == At + 1)
    return;
  IncludeLine include;
  include.Angled = open == '<';
  include.Spelling = Text.slice(At + 1, end).str();
  // Lines are counted from one include to the next, so that the text is passed once more only.
  Line += uint32_t(Text.slice(Counted, At).count('\n'));
  Counted = At;
  include.Line = Line;
  include.Column = uint32_t(At - Text.take_front(At).rfind('\n')); // npos wraps: the first line
  Out.CudaInclude |= Table.meansCuda(include.Spelling);
  Out.Includes.push_back(std::move(include));
  At = end + 1;
}

void Scanner::word(bool &sawMain) {
  llvm::StringRef name = takeWord();
  if (llvm::isDigit(name[0])) {
    while (peek() == '\'' && llvm::isAlnum(peek(1))) { // 1'000'000
      ++At;
      takeWord();
    }
    return;
  }
  if (peek() == '"' &&
      (name == "R" || name == "LR" || name == "uR" || name == "UR" || name == "u8R"))
    return skipRawString();
  sawMain = name == "main";
  if (!Out.DeviceCode && Table.DeviceTokens.contains(name))
    Out.DeviceCode = true;
  else if (!Out.CudaName && (Table.isCudaName(name) || (IsCudaName && IsCudaName(name))))
    Out.CudaName = true;
}

FileScan Scanner::run() {
  Out.Lines = uint32_t(Text.count('\n')) + (!Text.empty() && Text.back() != '\n');
  if (Text.starts_with("\xef\xbb\xbf")) // a byte order mark
    At = 3;
  bool lineStart = true, sawMain = false;
  while (At < Text.size()) {
    char c = Text[At];
    if (c == '\n') {
      lineStart = true;
      ++At;
      continue;
    }
    if (llvm::isSpace(c)) {
      ++At;
      continue;
    }
    if (c == '/' && peek(1) == '/') {
      skipLineComment();
      continue;
    }
    if (c == '/' && peek(1) == '*') {
      skipBlockComment();
      continue;
    }
    bool first = std::exchange(lineStart, false);
    if (isWord(c)) {
      sawMain = false;
      word(sawMain);
      continue;
    }
    if (std::exchange(sawMain, false) && c == '(')
      Out.DefinesMain = true;
    if (c == '"' || c == '\'') {
      skipQuoted(c);
    } else if (c == '#' && first) {
      ++At;
      directive();
    } else if (c == '<') {
      // Three are a launch; seven are the mark of a merge conflict.
      size_t run = Text.substr(At).take_while([](char d) { return d == '<'; }).size();
      Out.DeviceCode |= run == 3;
      At += run;
    } else {
      ++At;
    }
  }
  return std::move(Out);
}

} // namespace

FileScan scanSource(llvm::StringRef text, const Tables &tables,
                    const std::function<bool(llvm::StringRef)> &isCudaName) {
  return Scanner(text, tables, isCudaName).run();
}

} // namespace ascendify
