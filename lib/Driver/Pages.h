//===- Pages.h - the pages of findings ---------------------------*- C++ -*-===//
#pragma once

#include "Model/Audit.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"

namespace ascendify {

/// The ids that have a page under \p share, sorted.
std::vector<std::string> findingIds(const std::string &share);

/// The page of \p id as it was written (Markdown).
llvm::Expected<std::string> findingPage(const std::string &share, const std::string &id);

/// Fills Audit::Rules from the pages under \p share and the ids of the findings. Pages are linked
/// when `ASCENDIFY_PAGES_URL` (in the environment, else of the build) says where they are
/// published.
void addRules(Audit &, const std::string &share);

} // namespace ascendify
