//===- File.h - reading and writing files ------------------------*- C++ -*-===//
//
// The trap in writing: a report may go to a device or a pipe, which must not be
// replaced by a regular file; regular files are replaced whole or not at all.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"
#include <cstdint>
#include <string>

namespace ascendify {

/// The bytes of the regular file at \p path. Larger than \p limit bytes is an
/// error that names the size; a folder, a device or a pipe is one too.
llvm::Expected<std::string> readFile(llvm::StringRef path, uint64_t limit = 64u << 20);

/// Writes \p bytes to \p path: a regular file atomically (keeping its mode and,
/// through a symbolic link, at the link's target), a device or pipe directly.
/// `-` is stdout. Missing parent folders are an error.
llvm::Error writeFile(llvm::StringRef path, llvm::StringRef bytes);

/// Where the data shipped with the program lies: `ASCENDIFY_SHARE` if set, else
/// `../share/ascendify` seen from the executable. \p argv0 as main got it.
std::string shareDirectory(const char *argv0);

} // namespace ascendify
