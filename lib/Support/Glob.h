//===- Glob.h - patterns of paths --------------------------------*- C++ -*-===//
//
// What people know from .gitignore: `*` and `?` stay within a folder, `**` does not, a
// pattern without a slash fits at any depth, and what fits a folder fits everything below it.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "llvm/Support/Error.h"
#include "llvm/Support/Regex.h"
#include <memory>
#include <string>

namespace ascendify {

class PathGlob {
public:
  /// An error says what is wrong with \p pattern.
  static llvm::Expected<PathGlob> create(llvm::StringRef pattern);

  /// Whether \p path (relative, with '/'; a folder may end in '/') or a folder above it fits.
  bool matches(llvm::StringRef path) const;

private:
  // llvm::Regex::match is not const.
  std::shared_ptr<llvm::Regex> Compiled;
};

} // namespace ascendify
