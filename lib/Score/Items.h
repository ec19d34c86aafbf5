//===- Items.h - distinct work items and all their places --------*- C++ -*-===//
//
// What score and plan are both made of. The trap: an item is found by many ways (a use and the
// findings it yields). Uses make volume and blockers; of findings only hazards count, and blockers
// that no use explains.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "Model/Audit.h"
#include "Score/Effort.h"

namespace ascendify {

/// One class of fix, or all kernels of a kind.
struct Item {
  Contribution Out; ///< without weight and hours, which depend on all places
  std::string Route; ///< what to do instead; may be empty
  bool Automatic = false; ///< rewritten by the program: somebody reads the change
  bool Kernels = false;   ///< its places are kernels
  std::map<std::string, double> ByFile, ByLibrary;                ///< places, weighed
  std::map<std::pair<std::string, std::string>, double> ByFunction; ///< file and function; the same
};

struct Items {
  std::map<std::string, Item> List; ///< sorted, so that sums do not depend on the order of places
  double Performance = 0;           ///< sum of the weights of what works and is slow
};

/// The items of \p audit on its profile number \p profile. Silenced findings do not count.
Items itemsOf(const Audit &audit, const EffortModel &model, size_t profile);

/// Fills Finding::Effort: what each would cost if it were the only one of its kind.
void addEffort(Audit &audit, const EffortModel &model);

/// Lines of code with a use of the platform.
uint64_t linesWithUses(const Audit &audit);

/// What \p places of \p item weigh: its hours, more for what may fail and for what reaches far.
double weightOf(const EffortModel &, const Item &item, double places);

} // namespace ascendify
