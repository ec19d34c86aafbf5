//===- QualifiedName.h - names without template arguments --------*- C++ -*-===//
#pragma once

#include "llvm/ADT/StringRef.h"
#include <string>

namespace ascendify {

/// \p name as tables list it: `cub::Tile<32, int>::sync` is `cub::Tile::sync`. Operators stay as they
/// are.
inline std::string withoutTemplateArguments(llvm::StringRef name) {
  if (!name.contains('<') || name.contains("operator"))
    return name.str();
  std::string out;
  unsigned depth = 0;
  for (char c : name) {
    if (c == '<')
      ++depth;
    else if (c == '>' && depth)
      --depth;
    else if (!depth)
      out += c;
  }
  return out;
}

} // namespace ascendify
