//===- KernelGuard.h - kernels that wait behind a macro ----------*- C++ -*-===//
#pragma once

#include "Model/Kernel.h"
#include "Rewrite/Plan.h"

namespace ascendify {

/// Where the device lacks what kernels of the style need, puts every kernel and device function as it is behind the style's
/// macro, with a finding `kernel-route` for each kernel. The edits of \p plan are settled
/// again. \returns what was put behind the macro, by file.
std::map<std::string, std::vector<SourceRange>>
guardKernels(const RewriteInput &, const RewriteOptions &, llvm::ArrayRef<Kernel> kernels, RewritePlan &plan);

} // namespace ascendify
