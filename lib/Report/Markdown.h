//===- Markdown.h - text that Markdown shows as it is ------------*- C++ -*-===//
#pragma once

#include "llvm/ADT/StringRef.h"
#include <string>

namespace ascendify {

/// \p text in one line, with everything escaped that CommonMark or GitHub would read as markup, a
/// mention or an issue.
std::string escapeMarkdown(llvm::StringRef text);

/// \p text as code, whatever it holds.
std::string codeSpan(llvm::StringRef text);

} // namespace ascendify
