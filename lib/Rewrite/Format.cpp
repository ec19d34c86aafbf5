//===- Format.cpp - changed text in the repository's own format -----------===//
#include "Rewrite/Format.h"
#include "Support/Error.h"
#include "Support/File.h"
#include "Support/Path.h"
#include "clang/Format/Format.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

namespace ascendify {

namespace fs = llvm::sys::fs;
namespace path = llvm::sys::path;

std::string formatChanged(const std::string &file, const std::string &top, std::string text,
                          const std::vector<SourceRange> &changed, std::string &problem) {
  std::string config;
  for (std::string folder = path::parent_path(file).str(); isBelow(folder, top);
       folder = path::parent_path(folder).str()) {
    for (const char *name : {"/.clang-format", "/_clang-format"})
      if (config.empty() && fs::is_regular_file(folder + name))
        config = folder + name;
    if (!config.empty() || folder == "/")
      break;
  }
  if (config.empty() || changed.empty())
    return text;
  llvm::Expected<std::string> wanted = readFile(config);
  if (!wanted) {
    problem = llvm::toString(wanted.takeError());
    return text;
  }
  clang::format::FormatStyle style = clang::format::getLLVMStyle(clang::format::FormatStyle::LK_Cpp);
  auto ignore = [](const llvm::SMDiagnostic &, void *) {};
  if (std::error_code error = clang::format::parseConfiguration(
          llvm::MemoryBufferRef(*wanted, config), &style, /*AllowUnknownOptions=*/true, ignore)) {
    problem = fmt::format("'{}' cannot be read as settings of clang-format: {}", config, error.message());
    return text;
  }
  if (style.DisableFormat)
    return text;
  // A marker stays one line, and includes stay where they are.
  style.ReflowComments = clang::format::FormatStyle::RCS_Never;
  style.SortIncludes.Enabled = false;
  std::vector<clang::tooling::Range> ranges;
  for (SourceRange range : changed)
    ranges.push_back({range.Begin, range.size()});
  clang::tooling::Replacements edits = clang::format::reformat(style, text, ranges, file);
  llvm::Expected<std::string> out = clang::tooling::applyAllReplacements(text, edits);
  if (out)
    return std::move(*out);
  problem = llvm::toString(out.takeError());
  return text;
}

} // namespace ascendify
