//===- Path.h - paths as reports show them -----------------------*- C++ -*-===//
//
// Reports are relative to the root with '/', whatever was typed. The trap:
// a path is cleaned as text (`a/../b`), never through the file system, because a
// symbolic link would leave the root.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"
#include <string>

namespace ascendify {

/// \p path made absolute against \p base (the working folder when empty), dots removed.
std::string absolutePath(llvm::StringRef path, llvm::StringRef base = "");

/// \p path relative to \p root when it lies below it, else unchanged.
std::string relativeTo(llvm::StringRef path, llvm::StringRef root);

/// Whether \p path is \p root or lies below it; both absolute and clean.
bool isBelow(llvm::StringRef path, llvm::StringRef root);

/// The deepest folder common to \p folders (absolute, clean); "/" when none.
std::string commonFolder(llvm::ArrayRef<std::string> folders);

} // namespace ascendify
