//===- Markers.h - comments above what needs a person ------------*- C++ -*-===//
#pragma once

#include "Model/Finding.h"
#include "Rewrite/EditSet.h"
#include <functional>

namespace ascendify {

/// Adds `// ASCENDIFY(<id>): message` lines (`#` in build files) above the lines of \p findings to \p edits, one for
/// each id and line, where the line above does not say so already. \p textOf gives null for files that are not edited.
void addMarkers(llvm::ArrayRef<Finding> findings, const std::function<const std::string *(llvm::StringRef)> &textOf,
                EditSet &edits);

} // namespace ascendify
