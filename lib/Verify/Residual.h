//===- Residual.h - CUDA that is left in migrated sources --------*- C++ -*-===//
//
// Names of CUDA in a file that should have none. Judged by tokens, since what is left may not
// compile. The trap: many names are right on both platforms (`dim3`, `threadIdx`), and a
// plain C name (`max`) means CUDA only where a compiler says so; both are no residue.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "Mapping/Database.h"

namespace ascendify {

/// One name that is left.
struct Residue {
  Location Place;
  std::string Symbol, Library;
};

/// What is left of CUDA in \p text for \p style (`native`, `portable`), in order of place. \p file is
/// how places name it.
std::vector<Residue> findResidue(llvm::StringRef text, llvm::StringRef file,
                                 llvm::StringRef style, const Database &);

} // namespace ascendify
