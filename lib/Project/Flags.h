//===- Flags.h - nvcc's and host compilers' flags for clang ------*- C++ -*-===//
#pragma once

#include "Project/Tables.h"

namespace ascendify {

/// A command of a database, translated.
struct TranslatedFlags {
  std::vector<std::string> Flags;   ///< flag and value are one string; paths absolute
  std::vector<std::string> Folders; ///< include folders among them, absolute, in order
  std::string Standard;             ///< `c++17`, `gnu++17` as `c++17`; empty when not given
  std::string Language;             ///< of `-x`: `cu`, `c++`; empty when not given
  std::string Architecture;         ///< the highest named, `sm_90`; empty when none
  bool Nvcc = false;                ///< the compiler is nvcc, or clang as a CUDA compiler
  std::vector<std::string> Notes;   ///< options files that could not be read
};

/// Translates \p arguments (with the compiler first), which were written for \p directory.
/// `prefixes` replaces the start of paths of a database that was made elsewhere: {from, to}.
TranslatedFlags translateFlags(llvm::ArrayRef<std::string> arguments, llvm::StringRef directory,
                               const Tables &tables,
                               const std::pair<std::string, std::string> &prefixes = {});

/// \p path with the prefix replaced, if it has it.
std::string withPrefix(llvm::StringRef path, const std::pair<std::string, std::string> &prefixes);

} // namespace ascendify
