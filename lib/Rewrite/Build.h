//===- Build.h - build files that move with the sources ----------*- C++ -*-===//
//
// CMake files and setuptools scripts are edited word by word, by the entries of mappings/build and
// mappings/python; Makefiles are only reported on. The trap: a build file is a program. What no entry
// takes is left as it is and named by a finding, never guessed.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "Mapping/BuildRules.h"
#include "Rewrite/Plan.h"

namespace ascendify {

struct BuildInput {
  const BuildRules &Rules;
  std::map<std::string, std::string> Files;        ///< build files: path -> `cmake`, `make`, `python`
  const std::map<std::string, std::string> &Names; ///< files of the tree that get a new path
  const std::set<std::string> &Tree;               ///< all files of the tree
  std::function<const std::string *(llvm::StringRef file)> TextOf; ///< null: not to be edited
};

/// Adds edits and findings (`build-manual`, `build-unknown`, `build-flag`) to \p plan, whose edits are settled again.
void planBuildFiles(const BuildInput &, const RewriteOptions &, RewritePlan &plan);

} // namespace ascendify
