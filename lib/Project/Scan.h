//===- Scan.h - what a quick look at a source says ---------------*- C++ -*-===//
//
// One pass over the text: includes, whether CUDA is used, whether there is
// device code. Comments do not count. It sees all branches of `#if`.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "Project/Tables.h"
#include "llvm/Support/MemoryBuffer.h"
#include <functional>
#include <memory>

namespace ascendify {

/// An `#include` as written.
struct IncludeLine {
  std::string Spelling;
  bool Angled = false;
  uint32_t Line = 0, Column = 0;
};

struct FileScan {
  std::vector<IncludeLine> Includes;
  uint32_t Lines = 0;
  bool CudaInclude = false; ///< includes a header of the toolkit
  bool CudaName = false;    ///< holds a name of the platform
  bool DeviceCode = false;  ///< holds a qualifier, a built-in variable or a launch
  bool DefinesMain = false;
};

/// Reads the file at \p path for scanning. On failure none is returned and \p reason says why in
/// a few words. Files are read, not mapped: a mapped file that shrinks kills the process.
std::unique_ptr<llvm::MemoryBuffer> openText(llvm::StringRef path, uint64_t limit,
                                             std::string &reason);

/// Scans \p text.
FileScan scanSource(llvm::StringRef text, const Tables &tables,
                    const std::function<bool(llvm::StringRef)> &isCudaName);

} // namespace ascendify
