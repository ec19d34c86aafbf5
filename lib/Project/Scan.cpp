//===- Scan.cpp - what a quick look at a source says ----------------------===//
#include "Project/Scan.h"
#include "clang/Basic/LangOptions.h"
#include "clang/Lex/Lexer.h"
#include "llvm/Support/FileSystem.h"
#include <fmt/format.h>

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

/// Reads the header name that starts at or after \p at on the same line.
bool readHeaderName(llvm::StringRef rest, IncludeLine &out, size_t &skipped) {
  size_t start = rest.find_first_not_of(" \t");
  if (start == llvm::StringRef::npos || (rest[start] != '"' && rest[start] != '<'))
    return false;
  out.Angled = rest[start] == '<';
  llvm::StringRef name = rest.substr(start + 1);
  size_t end = name.find_first_of(out.Angled ? ">\n" : "\"\n");
  if (end == llvm::StringRef::npos || name[end] == '\n' || end == 0)
    return false;
  out.Spelling = name.take_front(end).str();
  skipped = start;
  return true;
}

} // namespace

FileScan scanSource(llvm::StringRef text, const Tables &tables,
                    const std::function<bool(llvm::StringRef)> &isCudaName) {
  FileScan out;
  out.Lines = uint32_t(text.count('\n')) + (!text.empty() && text.back() != '\n');

  clang::LangOptions options;
  options.CPlusPlus = options.CPlusPlus11 = options.CPlusPlus14 = options.CPlusPlus17 = true;
  options.CUDA = true;
  options.LineComment = true;
  options.RawStringLiterals = true;
  clang::Lexer lexer(clang::SourceLocation(), options, text.begin(), text.begin(), text.end());

  // Lines are counted as tokens pass, so that the text is looked at once more only.
  const char *counted = text.begin();
  uint32_t line = 1;
  auto lineAt = [&](const char *at) {
    line += uint32_t(llvm::StringRef(counted, at - counted).count('\n'));
    counted = at;
    return line;
  };

  enum { Plain, AfterHash } state = Plain;
  bool sawMain = false;
  clang::Token token;
  for (bool end = false; !end;) {
    end = lexer.LexFromRawLexer(token) || token.is(clang::tok::eof);
    if (token.is(clang::tok::eof))
      break;
    const char *after = lexer.getBufferLocation();
    if (sawMain && token.is(clang::tok::l_paren))
      out.DefinesMain = true;
    sawMain = false;
    if (token.is(clang::tok::hash)) {
      state = token.isAtStartOfLine() ? AfterHash : Plain;
      continue;
    }
    bool directive = state == AfterHash;
    state = Plain;
    if (token.is(clang::tok::lesslessless)) {
      // A conflict marker is `<<<<<<<`; the lexer gives the launch token in CUDA only.
      out.DeviceCode = true;
      continue;
    }
    if (!token.is(clang::tok::raw_identifier))
      continue;
    llvm::StringRef name = token.needsCleaning() ? llvm::StringRef() : token.getRawIdentifier();
    if (directive && !token.isAtStartOfLine()) {
      if (name == "include" || name == "include_next" || name == "import") {
        IncludeLine include;
        size_t skipped = 0;
        if (readHeaderName(llvm::StringRef(after, text.end() - after), include, skipped)) {
          include.Line = lineAt(after);
          llvm::StringRef before(text.begin(), after - text.begin());
          size_t start = before.rfind('\n');
          include.Column = uint32_t(before.size() - (start + 1) + skipped + 1);
          if (start == llvm::StringRef::npos)
            include.Column = uint32_t(before.size() + skipped + 1);
          if (tables.meansCuda(include.Spelling))
            out.CudaInclude = true;
          out.Includes.push_back(std::move(include));
        }
      }
      continue;
    }
    sawMain = name == "main";
    if (!out.DeviceCode && tables.DeviceTokens.contains(name))
      out.DeviceCode = true;
    else if (!out.CudaName && (tables.isCudaName(name) || (isCudaName && isCudaName(name))))
      out.CudaName = true;
  }
  return out;
}

} // namespace ascendify
