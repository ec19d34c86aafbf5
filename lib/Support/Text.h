//===- Text.h - small text helpers -------------------------------*- C++ -*-===//
#pragma once

#include "llvm/ADT/StringRef.h"
#include <cstdint>
#include <string>
#include <vector>

namespace ascendify {

/// `1 file`, `2 files`; \p plural defaults to the singular with an s.
std::string countOf(uint64_t n, llvm::StringRef singular, llvm::StringRef plural = "");

/// 1234567 as `1,234,567`.
std::string grouped(uint64_t n);

/// Breaks \p text at blanks into lines of at most \p width columns; a longer
/// word stands alone. Columns are those of the terminal (UTF-8 aware).
std::vector<std::string> wrapped(llvm::StringRef text, unsigned width);

/// Terminal columns that \p text takes.
unsigned columnsOf(llvm::StringRef text);

/// UTF-16 code units that the UTF-8 text \p text takes.
uint32_t utf16Length(llvm::StringRef text);

/// 64-bit digest of \p text as 16 hexadecimal digits; stable across platforms
/// and releases (xxh3), not cryptographic.
std::string digest(llvm::StringRef text);

} // namespace ascendify
