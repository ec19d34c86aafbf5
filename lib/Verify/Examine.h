//===- Examine.h - is a migrated tree right? ---------------------*- C++ -*-===//
//
// Residue and type errors of every source below a folder, against the declaration
// headers of its target; nothing of an SDK is needed.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "Verify/Cann.h"
#include "Verify/Residual.h"

namespace ascendify {

struct ExamineOptions {
  std::string Share;                  ///< the program's data folder
  std::vector<std::string> Arguments; ///< `-I…`, `-D…`
  const CannInstall *Cann = nullptr;  ///< whose headers to read instead of the declarations
};

struct ExaminedFile {
  std::string Path; ///< relative to the folder
  std::string Unread; ///< why it could not be read
  std::vector<Residue> Left;
  unsigned Errors = 0;               ///< of the type check
  std::vector<std::string> Messages; ///< the first of them
  bool NotChecked = false;           ///< a source, and there was no clang to check it
  std::string Missing; ///< a header of neither the tree nor the target that ended the check
};

/// The sources and headers below \p folder, sorted by path. The folder `ascendify` of helper
/// headers at its top is ours and left out. Of a tree that serves CUDA as well, the side of the target is looked at:
/// sources with a new one beside them are left out, and so are the regions for CUDA. An error is a folder that cannot be read.
llvm::Expected<std::vector<ExaminedFile>> examine(llvm::StringRef folder, const ExamineOptions &,
                                                  const Database &);

} // namespace ascendify
