//===- Coexist.h - a file that serves CUDA and the target --------*- C++ -*-===//
//
// Where a file must go on serving the CUDA build, its edits become regions of whole lines, old and new, of which a
// macro (or a variable of CMake) chooses one. With the macro undefined the file is, token for token, what it was. The trap
// is a second run: what stands in such a region is done, in both of its branches.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "Rewrite/EditSet.h"
#include "Rewrite/Lines.h"

namespace ascendify {

/// \p text of \p file with every edit of \p edits in a region that \p macro chooses. \p head is put above the first
/// region, when there is any. Edits inside regions of an earlier run are not made.
std::string guardEdits(llvm::StringRef file, llvm::StringRef text, const EditSet &edits, llvm::StringRef macro,
                       llvm::StringRef head = "");

} // namespace ascendify
