//===- Invocation.h - how clang is asked to parse a unit ---------*- C++ -*-===//
#pragma once

#include "Observe/Clang.h"

namespace ascendify {

/// The invocation for \p unit (paths below \p root), with the preamble ObserveOptions::Preamble
/// unless that is empty.
llvm::Expected<std::shared_ptr<clang::CompilerInvocation>>
makeInvocation(const Unit &unit, const std::string &root, const ObserveOptions &);

/// Folders whose declarations are the platform's, absolute.
std::vector<std::string> platformFolders(const ObserveOptions &);

/// File name of the preamble that fits \p unit; empty when it takes none.
std::string preambleName(const std::string &root, const Unit &unit, const ObserveOptions &);

/// What that preamble is made of: its text.
std::string preambleText(const std::string &name, const ObserveOptions &);

/// Everything that clang's driver finds out about this machine for units like \p unit: folders of
/// the standard library, target, environment. Part of what makes a cached result valid.
std::string driverText(const Unit &unit, const ObserveOptions &);

} // namespace ascendify
