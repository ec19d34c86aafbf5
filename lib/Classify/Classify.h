//===- Classify.h - facts and data make judgements ---------------*- C++ -*-===//
//
// Every fact is asked of the mapping database once per profile and style. The
// trap: a fact has variants, and they may disagree; the least automatic one decides,
// because an edit is made only where all agree.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "Mapping/Database.h"
#include "Model/Audit.h"
#include <functional>

namespace ascendify {

/// What is judged and against what.
struct ClassifyInput {
  const std::vector<Fact> *Facts = nullptr; ///< sorted
  const Database *Data = nullptr;
  std::string Cann; ///< target release; empty: the newest known
  /// The text of a file of the facts, for fingerprints and suppressions; empty when it is gone. The text
  /// must live as long as the call of classify.
  std::function<llvm::StringRef(llvm::StringRef)> TextOf;
  std::string Style; ///< the only style to judge for; empty: all
};

/// The styles a use is judged for, in the order of AuditUse::Outcomes.
std::vector<std::string> styles();

/// Level and axis of most findings with the id \p id.
std::pair<Severity, Axis> usualJudgement(llvm::StringRef id);

/// Fills the uses, findings, work items and tallies of \p audit, whose Profiles name profiles of
/// the database. The findings still have to go through finishFindings, together with those of checks.
void classify(const ClassifyInput &, Audit &audit);

/// Gives every finding its fingerprint and the length of its name, and sorts them. To be called once, when all findings are there.
void finishFindings(std::vector<Finding> &findings,
                    const std::function<llvm::StringRef(llvm::StringRef)> &textOf);

} // namespace ascendify
