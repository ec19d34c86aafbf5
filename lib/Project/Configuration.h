//===- Configuration.h - reading .ascendify.yaml -----------------*- C++ -*-===//
#pragma once

#include "Model/Configuration.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"

namespace ascendify {

/// Reads `.ascendify.yaml` in the folder \p root; a default one when there is none. Errors read
/// `.ascendify.yaml:LINE:COLUMN: …`.
llvm::Expected<Configuration> loadConfiguration(llvm::StringRef root);

/// The same from \p text, for which messages use the name \p file.
llvm::Expected<Configuration> parseConfiguration(llvm::StringRef text, llvm::StringRef file);

} // namespace ascendify
