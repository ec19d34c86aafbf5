//===- Check.h - what finds code that would go wrong -------------*- C++ -*-===//
//
// A check reads facts, kernels and bodies and says what would be wrong or slow on one device
// family. It never sees clang, and it knows no chip by name: limits and capabilities come from the
// profile, names of the platform from the mapping data.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "Checks/Launches.h"
#include "Flow/HostOrder.h"
#include "Flow/Lanes.h"
#include "Flow/Program.h"
#include "Mapping/Database.h"
#include "Model/Finding.h"
#include "Model/Kernel.h"
#include "llvm/ADT/STLFunctionalExtras.h"

namespace ascendify {

/// What a check looks at. Everything is sorted and outlives the check.
struct CheckInput {
  llvm::ArrayRef<Fact> Facts;
  llvm::ArrayRef<Kernel> Kernels;
  const Program *Code = nullptr;
  const LaneAnalysis *Lanes = nullptr;
  const RangeAnalysis *Ranges = nullptr;
  const HostOrder *Order = nullptr;
  llvm::ArrayRef<Launch> Launches;
  const Database *Data = nullptr;
  const Profile *Source = nullptr; ///< what the platform that is migrated from allows
  const Profile *Device = nullptr; ///< the family judged for
};

/// Takes a finding. Id and Profile are filled in by the caller of the check.
using FindingSink = llvm::function_ref<void(Finding)>;

/// A check: one file of this folder and one line of Registry.cpp.
struct Check {
  llvm::StringLiteral Id; ///< of its findings; docs/findings/<id>.md is its page
  void (*Run)(const CheckInput &, FindingSink);
  /// Id of what the tables say of a symbol; given up on a line where the check found more.
  llvm::StringLiteral Replaces = "";
};

/// All checks, by id.
llvm::ArrayRef<Check> checks();

/// Takes away findings of the tables that a check found again on the same line (Check::Replaces).
void dropReplaced(std::vector<Finding> &);

/// Runs all checks for every one of \p profiles over what was seen. A finding that holds for
/// all of them alike is given once, without a profile. Sorted. With \p parallel on two threads; the result is the same.
std::vector<Finding> runChecks(llvm::ArrayRef<Fact> facts, llvm::ArrayRef<Body> bodies,
                               llvm::ArrayRef<Kernel> kernels, llvm::ArrayRef<IncludeEdge> includes,
                               const Database &, llvm::ArrayRef<std::string> profiles, bool parallel = false);

} // namespace ascendify
