//===- Program.h - edits that concern a whole program ------------*- C++ -*-===//
#pragma once

#include "Rewrite/Plan.h"

namespace ascendify {

/// The handler `program-init` of docs/handlers.md: initialisation and finalisation in `main`.
/// Adds to \p plan, which is
/// not settled yet.
void addInitialisation(RewritePlan &plan, const RewriteInput &, const RewriteOptions &);

/// Part of the handler `launch-bounds`: a kernel without bounds whose launches all have blocks of one constant size gets
/// it as its bound. Adds to \p plan, which is not settled yet.
void addLaunchBounds(RewritePlan &plan, const RewriteInput &, const RewriteOptions &);

} // namespace ascendify
