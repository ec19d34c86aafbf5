//===- Score.h - from an audit to numbers ------------------------*- C++ -*-===//
//
// Distinct work items, not places, are what costs: one class of fix over n places is one item,
// and n places of it cost less than n times the first. The friction is 100 (1 - exp(-W / k)) with
// W the sum of the items' weights, so it never falls when a problem is added.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "Model/Audit.h"
#include "Score/Effort.h"

namespace ascendify {

/// One score for each profile of \p audit, in their order. Silenced findings do not count.
std::vector<Score> scoreAudit(const Audit &audit, const EffortModel &model);

} // namespace ascendify
