//===- Database.h - compile_commands.json ------------------------*- C++ -*-===//
//
// Read here rather than with clang's reader, because a report needs what that hides: the
// position of a mistake, and whether the paths are of this machine at all.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "Project/Flags.h"
#include "Support/Json.h"

namespace ascendify {

/// One command.
struct DatabaseEntry {
  std::string File;      ///< absolute, after re-rooting
  std::string Directory; ///< absolute, after re-rooting
  std::vector<std::string> Arguments;
};

struct CompileDatabase {
  std::string Path;                             ///< of the file, absolute
  std::vector<DatabaseEntry> Entries;           ///< whose file exists, in the order of the file
  std::pair<std::string, std::string> Prefixes; ///< {made for, found at}; empty when it fits
  std::vector<std::string> Notes;
  bool Usable = false; ///< at least one entry names a file that is here
};

/// Reads `compile_commands.json` at \p path. \p files are the absolute paths of the files under the
/// \p root, sorted: what entries of other paths are matched with. An error when the file is no
/// database.
llvm::Expected<CompileDatabase> readDatabase(llvm::StringRef path, llvm::StringRef root,
                                      llvm::ArrayRef<std::string> files);

} // namespace ascendify
