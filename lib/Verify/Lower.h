//===- Lower.h - native sources as plain C++ for the CPU ---------*- C++ -*-===//
//
// An Ascend C source has three things that a C++ compiler cannot read: launches
// with chevrons, memory of the block, and its dynamic part. They are rewritten to
// calls of the CPU execution (lib/Runtime/native/ascendify_cpu.h has the contract);
// every other byte and every line number stays. Kernels, portable ones too, get a first
// statement that holds them to their launch bounds.
//
// The trap: `__ubuf__ T x;` is one object of the block, `__ubuf__ T *p;` a pointer of each
// thread, and a `__ubuf__` inside parentheses qualifies a parameter.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "Support/Tokens.h"
#include <map>
#include <string>
#include <vector>

namespace ascendify {

/// Kernel templates by unqualified name: how many template arguments a launch must write so that
/// nothing is deduced. A pack counts as more than anybody writes.
using KernelTemplates = std::map<std::string, unsigned>;

/// Adds the kernel templates that \p text declares.
void findKernelTemplates(const TokenizedText &text, KernelTemplates &);

/// What cannot be lowered, with its place.
struct LowerProblem {
  uint32_t Line = 0;
  std::string Message;
};

struct LoweredText {
  std::string Text;
  unsigned Launches = 0, Shared = 0, Kernels = 0; ///< what was rewritten
  std::vector<LowerProblem> Problems; ///< in order
};

/// Lowers \p text, of which \p tokens are the tokens.
LoweredText lowerNative(llvm::StringRef text, const TokenizedText &tokens,
                        const KernelTemplates &templates);

} // namespace ascendify
