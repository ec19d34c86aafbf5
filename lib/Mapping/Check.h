//===- Check.h - `mappings check`: tables against surfaces -------*- C++ -*-===//
//
// What the loader cannot know from one table: that symbols exist with that many
// parameters on both sides, that finding ids have a page, that what is rewritten
// has an example and evidence.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "Mapping/Loader.h"

namespace ascendify {

struct CheckInput {
  std::string Mappings; ///< folder with schema/, surface/ and the tables
  std::string Findings; ///< folder of <id>.md; empty: not checked
  std::string Overlay;  ///< check only this folder, against Mappings; empty: Mappings itself
};

struct CheckResult {
  std::vector<DataProblem> Problems; ///< sorted
  std::vector<std::string> Notes;    ///< what could not be checked
  size_t Entries = 0;

  /// One line per problem and note, then a summary.
  std::string text() const;
};

/// Fails only when schemas or surfaces themselves cannot be read.
llvm::Expected<CheckResult> checkMappings(const CheckInput &);

/// An embedded example with the entry it stands in, for `mappings test`.
struct EmbeddedExample {
  const Entry *Owner;
  const Example *Text;
};

/// All examples of \p tables, in order.
std::vector<EmbeddedExample> examplesOf(const MappingTables &tables);

} // namespace ascendify
