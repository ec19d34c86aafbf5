//===- Tables.h - what discovery knows about trees, as data ------*- C++ -*-===//
//
// Folder names, extensions, header names and compiler flags live in
// mappings/build/discovery.json. This is that file, read and checked.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "llvm/ADT/StringMap.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/Support/Error.h"
#include <string>
#include <vector>

namespace ascendify {

/// What becomes of a compiler flag of a database.
enum class FlagAction {
  Drop,         ///< means nothing to a parse
  Keep,         ///< passed on under the name `As`
  Path,         ///< the same, and its value is a path
  Standard,     ///< language standard
  Language,     ///< `-x`
  Architecture, ///< `-arch`, `-gencode`
  Host,         ///< its value is flags for the host compiler, separated by commas
  Options,      ///< its value is a file of flags
};

struct FlagRule {
  std::string Name;
  FlagAction Action = FlagAction::Drop;
  bool None = false, Joined = false, Separate = false, Equals = false; ///< forms of the value
  std::string As;     ///< spelling for clang; the name itself when empty
  bool Split = false; ///< a value may be a list with commas (`-I a,b` of nvcc)
};

/// A folder that is recognised by a file in it.
struct MarkerRule {
  std::string File, Reason;
};

struct Tables {
  llvm::StringMap<std::string> Extensions;      ///< `.cu` to language, lower case
  llvm::StringMap<std::string> FileNames;       ///< whole names to language
  std::vector<std::string> TemplateSuffixes;    ///< `.in`
  llvm::StringSet<> UnitLanguages;              ///< languages whose files can be units
  llvm::StringSet<> SkippedFolders;             ///< version control: not entered, not listed
  llvm::StringMap<std::string> VendoredFolders; ///< lower-case name to reason
  std::vector<MarkerRule> VendoredMarkers, GeneratedMarkers;
  llvm::StringSet<> StandardHeaders;
  std::vector<std::string> ToolkitHeaders; ///< patterns, `*` matches anything
  std::vector<std::string> CudaHeaders;  ///< patterns of headers outside the toolkit that mean CUDA
  std::vector<std::string> BuildNames;   ///< files of other languages read as build files
  llvm::StringSet<> DeviceTokens;        ///< identifiers that only device code has
  llvm::StringSet<> CudaNames;           ///< other identifiers that mean CUDA
  std::vector<std::string> CudaPrefixes; ///< followed by a capital letter or '_'
  std::vector<FlagRule> Flags;           ///< longest name first
  std::string DefaultStandard, DefaultCuda, DefaultArchitecture;
  std::vector<std::string> DatabaseFolders; ///< where a database is looked for, `build*`

  bool isStandardHeader(llvm::StringRef spelling) const {
    return StandardHeaders.contains(spelling);
  }
  bool isToolkitHeader(llvm::StringRef spelling) const;
  /// Whether including \p spelling means that CUDA is used.
  bool meansCuda(llvm::StringRef spelling) const;
  bool isCudaName(llvm::StringRef name) const;
};

/// Reads the file at \p path.
llvm::Expected<Tables> loadTables(llvm::StringRef path);

/// Whether \p text matches \p pattern, in which `*` stands for any text.
bool matchesPattern(llvm::StringRef text, llvm::StringRef pattern);

} // namespace ascendify
