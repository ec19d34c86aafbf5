//===- Format.h - changed text in the repository's own format ----*- C++ -*-===//
#pragma once

#include "Model/Location.h"
#include <string>
#include <vector>

namespace ascendify {

/// \p text of \p file (absolute) with its \p changed ranges formatted as the nearest `.clang-format` at or above it says, but
/// not above \p top. Without such a file, or when it cannot be read, the text as it is; \p problem then says why.
std::string formatChanged(const std::string &file, const std::string &top, std::string text,
                          const std::vector<SourceRange> &changed, std::string &problem);

} // namespace ascendify
