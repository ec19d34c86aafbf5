//===- Shared.h - files that others outside the tree include -----*- C++ -*-===//
#pragma once

#include "llvm/ADT/StringRef.h"
#include <set>
#include <string>

namespace ascendify {

/// Which of \p files (relative to \p root) are included by a C, C++ or CUDA file that lies below \p top and not below one of
/// \p within (absolute folders or files). Judged by the text of the include lines: relative to the includer, or, where that names
/// nothing, as the end of a path. All folders are absolute.
std::set<std::string> includedFromOutside(const std::set<std::string> &files, llvm::StringRef root, llvm::StringRef top,
                                          const std::set<std::string> &within);

} // namespace ascendify
