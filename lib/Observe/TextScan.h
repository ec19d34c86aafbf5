//===- TextScan.h - names in Python and build files --------------*- C++ -*-===//
#pragma once

#include "Observe/Observe.h"

namespace ascendify {

/// Known names and flags in a file that is not C: words of Python code and strings are
/// `string`, words of build files that the table knows as flags `flag`, else `string`.
UnitFacts scanText(llvm::StringRef bytes, llvm::StringRef file, llvm::StringRef language,
                   const SymbolTable &);

} // namespace ascendify
