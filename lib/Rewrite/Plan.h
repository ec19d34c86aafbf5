//===- Plan.h - from facts and mappings to edits -----------------*- C++ -*-===//
//
// Decides, for every written place, which edit the mappings ask for. A place is
// edited when everything that sees it (units, instantiations) agrees on the edit;
// otherwise it stays as it is and a finding says why.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "Mapping/Database.h"
#include "Mapping/Style.h"
#include "Model/Body.h"
#include "Model/Finding.h"
#include "Model/Kernel.h"
#include "Rewrite/EditSet.h"
#include <functional>
#include <set>

namespace ascendify {

/// What is migrated to what.
struct RewriteOptions {
  std::string Style = "native"; ///< or `portable`
  const Profile *Device = nullptr;
  std::string Cann;
  const ascendify::Style *Rules = nullptr; ///< of the style; outlives the call
};

/// What is observed of the code base. Everything outlives the call.
struct RewriteInput {
  llvm::ArrayRef<Fact> Facts; ///< sorted
  llvm::ArrayRef<Body> Bodies;
  const Database &Mappings;
  /// Text of a file as the observers read it; null when it is not to be edited.
  std::function<const std::string *(llvm::StringRef file)> TextOf;
  llvm::ArrayRef<Kernel> Kernels = {};
  llvm::ArrayRef<Finding> Findings = {}; ///< of the checks; what a rewrite mends is decided by them
};

/// What the rewritten text of a file needs.
struct FileNeeds {
  std::set<std::string> Includes, Helpers, Libraries;
};

struct RewritePlan {
  EditSet Edits; ///< settled
  std::map<std::string, FileNeeds> Needs;
  std::vector<Finding> Findings;
  /// Findings that no longer hold: file, offset, symbol, and `id/aspect` (empty: all of the symbol but hazards).
  std::set<std::tuple<std::string, uint32_t, std::string, std::string>> Mended;
  unsigned Rewritten = 0; ///< places that are right on the target now, edited or not
  unsigned Left = 0;      ///< places that are not
};

/// Whether the rewrite did what \p finding of the classification or of a check asks for.
bool isMended(const RewritePlan &, const Finding &finding);

RewritePlan planRewrite(const RewriteInput &, const RewriteOptions &);

} // namespace ascendify
