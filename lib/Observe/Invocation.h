//===- Invocation.h - how clang is asked to parse a unit ---------*- C++ -*-===//
#pragma once

#include "Observe/Clang.h"

namespace ascendify {

/// The invocation for \p unit (paths below \p root). With \p preamble the one under
/// ObserveOptions::Preamble is used when it fits and exists.
llvm::Expected<std::shared_ptr<clang::CompilerInvocation>>
makeInvocation(const Unit &unit, const std::string &root, const ObserveOptions &, bool preamble);

/// Folders whose declarations are the platform's, absolute.
std::vector<std::string> platformFolders(const ObserveOptions &);

/// File name of the preamble that fits \p unit; empty when it takes none.
std::string preambleName(const std::string &root, const Unit &unit, const ObserveOptions &);

} // namespace ascendify
