//===- Plan.h - in which order to do the work --------------------*- C++ -*-===//
//
// Files and kernels wait for work items. A file can be built when the items of it and of all files it
// includes are done; a kernel when that holds for its file, for those of the device functions it
// calls and for one that launches it. The next step is always the item that most
// files and kernels wait for, where one that waits for n items counts 1/n for each of them.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "Model/Audit.h"
#include "Score/Effort.h"

namespace ascendify {

/// One plan for each profile of \p audit, in their order.
std::vector<Plan> planAudit(const Audit &audit, const EffortModel &model);

} // namespace ascendify
