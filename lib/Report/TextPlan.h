//===- TextPlan.h - plan and comparisons of figures for a terminal -*- C++ -*-===//
#pragma once

#include "Model/Audit.h"
#include "Report/Page.h"

namespace ascendify {

/// Hours as people say them: `2.5`, `130`.
std::string hoursText(double hours);

/// The figures of all profiles in one table; nothing with a single one.
void addSideBySide(Page &, const Audit &);
/// The first milestone and the order of the steps, for each profile; the top \p most of each list.
void addPlan(Page &, const Audit &, size_t most);
void addWhatIf(Page &, const Audit &);

} // namespace ascendify
