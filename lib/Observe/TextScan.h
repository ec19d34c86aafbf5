//===- TextScan.h - names in Python and build files --------------*- C++ -*-===//
#pragma once

#include "Observe/Observe.h"

namespace ascendify {

/// Known names and flags in a file that is not C: words of Python code and strings are
/// `string`, words of build files that the table knows as flags `flag`, else `string`.
UnitFacts scanText(llvm::StringRef bytes, llvm::StringRef file, llvm::StringRef language,
                   const SymbolTable &);

/// A plain C name, all small letters and digits, also in `std`: means the platform only in
/// device code.
bool isPlainName(llvm::StringRef name);

/// Whether a text in a string is device code: it has a qualifier of the language.
bool isDeviceCode(llvm::StringRef text, const SymbolTable &);

/// Facts of kind `string` in device code that stands in a string. \p code has as many bytes as what is
/// written, with blanks for quotes and escapes; Offset and Range are within it, lines are not set.
std::vector<Fact> scanEmbedded(llvm::StringRef code, llvm::StringRef file, const SymbolTable &);

/// Blanks for the escapes of a string's \p content, but for line ends and quotes; also for line
/// ends as such unless \p multiline.
std::string unescaped(llvm::StringRef content, bool multiline = false);

} // namespace ascendify
