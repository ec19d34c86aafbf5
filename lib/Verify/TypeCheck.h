//===- TypeCheck.h - a migrated source against the declarations --*- C++ -*-===//
//
// Asks clang for the errors of one source, with the declaration headers of its style as the only
// knowledge of the target. Native sources with device code are read in clang's CUDA mode, host view,
// which also tells host functions from device functions.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "Verify/Build.h"
#include "Verify/Cann.h"

namespace ascendify {

/// An error of the compiler.
struct TypeError {
  unsigned Line = 0;   ///< in the source itself; when it is in a header, of the first note that leads back; 0: none
  std::string Message; ///< `path:line:column: error: …`
};

struct TypeCheckOptions {
  std::string Share;                  ///< the program's data folder
  std::vector<std::string> Arguments; ///< `-I…`, `-D…`
  const CannInstall *Cann = nullptr;  ///< whose headers to read instead of the declarations
};

/// A clang that knows the declarations' mode; empty when there is none.
std::string findClang();

/// The errors in \p file (an absolute path), in the compiler's order. An error of ours: no
/// temporary file can be made.
llvm::Expected<std::vector<TypeError>> typeCheck(const std::string &clang, const std::string &file,
                                                 SourceStyle style, const TypeCheckOptions &);

} // namespace ascendify
