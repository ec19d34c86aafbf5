//===- Scan.cpp - what a quick look at a source says ----------------------===//
//
// One pass of the token reader, since only clang's tooling is open to this layer. Words of all
// directives count too, so that a macro's body or a branch makes a file a CUDA file.
//
//===----------------------------------------------------------------------===//
#include "Project/Scan.h"
#include "Support/Tokens.h"
#include "llvm/Support/FileSystem.h"
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

FileScan scanSource(llvm::StringRef text, const Tables &tables,
                    const std::function<bool(llvm::StringRef)> &isCudaName) {
  FileScan out;
  out.Lines = uint32_t(text.count('\n')) + (!text.empty() && text.back() != '\n');
  TokenReader reader(text);
  bool sawMain = false;
  unsigned chevrons = 0;
  uint32_t behind = 0, line = 1, counted = 0;
  for (SourceToken token; reader.next(token); behind = token.End) {
    // Three are a launch; seven are the mark of a merge conflict.
    bool chevron = token.is("<");
    if (!chevron || token.Begin != behind) {
      out.DeviceCode |= chevrons == 3;
      chevrons = 0;
    }
    chevrons += chevron;
    bool wasMain = std::exchange(sawMain, false);
    if (token.Is == SourceToken::Word) {
      sawMain = token.is("main");
      if (!out.DeviceCode && tables.DeviceTokens.contains(token.Text))
        out.DeviceCode = true;
      else if (!out.CudaName &&
               (tables.isCudaName(token.Text) || (isCudaName && isCudaName(token.Text))))
        out.CudaName = true;
    } else if (token.Is == SourceToken::Header) {
      IncludeLine include;
      include.Angled = token.Text[0] == '<';
      include.Spelling = token.Text.drop_front().drop_back().str();
      // Lines are counted from one include to the next, so that the text is passed once more only.
      line += uint32_t(text.slice(counted, token.Begin).count('\n'));
      counted = token.Begin;
      include.Line = line;
      // npos wraps: the first line
      include.Column = uint32_t(token.Begin - text.take_front(token.Begin).rfind('\n'));
      out.CudaInclude |= tables.meansCuda(include.Spelling);
      out.Includes.push_back(std::move(include));
    } else if (wasMain && token.is("(")) {
      out.DefinesMain = true;
    }
  }
  out.DeviceCode |= chevrons == 3;
  return out;
}

} // namespace ascendify
