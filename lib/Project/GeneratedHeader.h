//===- GeneratedHeader.h - headers that a build would make -------*- C++ -*-===//
//
// A build makes `config.h` from `config.h.in`; here nothing is built. Where the header is
// missing, its template is read as if everything it asks about were off, but for what names CUDA:
// the build that is looked at is the one with CUDA. The trap: a hole (`@VERSION@`) is no C.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "llvm/ADT/StringRef.h"
#include <string>
#include <vector>

namespace ascendify {

/// What a template of a header becomes.
struct GeneratedHeader {
  std::string Text;            ///< as many lines as the template
  std::vector<std::string> On; ///< names that are defined because they name CUDA, as they come
  unsigned Off = 0;            ///< names that stay undefined, or are 0
  unsigned Holes = 0;          ///< values that are not known: 0, or nothing within quotes
};

/// Reads `#cmakedefine`, `#cmakedefine01`, `#mesondefine`, autoconf's `#undef`, `@NAME@` and `${NAME}` in
/// \p text; all else stays as it is.
GeneratedHeader generateHeader(llvm::StringRef text);

/// Path of the template that \p header would be made from.
inline std::string templateOf(llvm::StringRef header) { return header.str() + ".in"; }

} // namespace ascendify
