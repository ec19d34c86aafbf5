//===- Worker.h - the hidden `--worker` mode ---------------------*- C++ -*-===//
#pragma once

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"
#include <string>
#include <vector>

namespace ascendify {

/// The arguments with which a worker loads the same data as its parent.
std::vector<std::string> workerArguments(llvm::ArrayRef<std::string> overlays);

/// Serves units from stdin. \p arguments are those of workerArguments. \returns the exit code.
int runWorkerMode(llvm::ArrayRef<const char *> arguments, llvm::StringRef share);

} // namespace ascendify
