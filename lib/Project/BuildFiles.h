//===- BuildFiles.h - what build files say, without running them -*- C++ -*-===//
//
// Versions, standards, macros and sources that stand plainly in CMake files, Makefiles and
// setup.py. The trap: what depends on a condition or a variable is not known here and is left out,
// rather than guessed.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "Project/Project.h"

namespace ascendify {

/// What one build file says. Sources are `path:line`.
struct BuildFile {
  std::string Path, Folder;        ///< relative to the root; Folder of the root is empty
  Provenance CudaVersion;          ///< `12.4`
  Provenance Architecture;         ///< `sm_90`, the highest that is named
  Provenance CudaStandard;         ///< `c++17`
  Provenance CxxStandard;          ///< `c++17`
  std::vector<std::string> Macros; ///< `NAME` or `NAME=value`, sorted; contradicting ones left out
  std::vector<std::string> Includes; ///< folders named as plain text, absolute
  std::vector<std::string> Sources;  ///< names of sources as written, sorted, without repeats
};

/// Reads \p text of the build file at \p path (relative to \p root).
BuildFile readBuildFile(llvm::StringRef root, llvm::StringRef path, llvm::StringRef language,
                        llvm::StringRef text);

/// `90`, `90a-real`, `sm_90`, `compute_90a` as `sm_90` or `sm_90a`; empty when it is none of that.
std::string normalArchitecture(llvm::StringRef text);

/// The higher of two architectures in normal form.
std::string higherArchitecture(llvm::StringRef a, llvm::StringRef b);

} // namespace ascendify
