//===- Assume.h - what would be left to do if … ------------------*- C++ -*-===//
//
//   ASSUMPTION := SUBJECT '=' NAME BLANKS STATE
//   library=NAME  replaced     every use of the library has a replacement somebody else wrote
//   finding=ID    replaced     what the finding is about is solved: its uses, and the finding
//   symbol=NAME   replaced     every use of the symbol has one
//   folder=PATH   left-out     what stands in the folder or file is not migrated
//
// NAME may hold blanks; STATE is the last word.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "Model/Audit.h"
#include "Score/Effort.h"

namespace ascendify {

struct Assumption {
  enum class Subject { Library, Finding, Symbol, Folder };
  std::string Text; ///< as written
  Subject About = Subject::Library;
  std::string Name; ///< a folder without `./` and without a slash at its end
};

/// An error says what was found, and what is allowed.
llvm::Expected<Assumption> parseAssumption(llvm::StringRef text);

/// What scores and plans need of \p audit, as if all \p assumptions held. \p matched becomes the
/// number of uses, findings and kernels that they are about.
Audit assumed(const Audit &audit, llvm::ArrayRef<Assumption> assumptions, uint64_t &matched);

/// The figures under each of \p assumptions, and under all together when there are several.
std::vector<WhatIf> whatIf(const Audit &audit, llvm::ArrayRef<Assumption> assumptions, const EffortModel &model);

} // namespace ascendify
