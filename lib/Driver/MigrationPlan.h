//===- MigrationPlan.h - MIGRATION.md: what was done, what is left -*- C++ -*-===//
#pragma once

#include "Model/Finding.h"
#include "llvm/ADT/StringRef.h"
#include <functional>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace ascendify {

/// What a migration comes to.
struct MigrationRecord {
  std::string Style, Profile;
  struct File {
    std::string From, To; ///< From is empty for a new one
    size_t Edits = 0;
  };
  std::vector<File> Files;       ///< changed ones, sorted
  std::vector<Finding> Findings; ///< of this style and profile, not silenced, sorted
  std::set<std::string> CudaFiles; ///< files that used CUDA, by their names in the input
  size_t Rewritten = 0, Left = 0, Tokens = 0; ///< places
  size_t Kernels = 0, KernelsDone = 0;
  std::vector<std::string> Notes;
  std::function<Location(const Location &)> Now; ///< where a place of the input is in the output

  /// CUDA files in which nothing is left to do.
  size_t filesDone() const;
};

/// Whether something remains to be done at its place; else it is something to check.
bool isLeft(const Finding &);

/// The plan as Markdown: done, left in the order that unblocks most, to check.
std::string migrationPlan(const MigrationRecord &);

/// The first line of every plan.
extern const char MigrationPlanMark[];

/// The files that \p plan, a text of migrationPlan, lists under what is left.
std::set<std::string> filesLeft(llvm::StringRef plan);

} // namespace ascendify
