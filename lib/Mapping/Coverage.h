//===- Coverage.h - what the tables cover ------------------------*- C++ -*-===//
//
// Every name of the CUDA surface and of the tables, and every used name that a family
// stands for, is asked for as if nothing were known of the place: cases that depend on
// arguments do not hold.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "Mapping/Database.h"
#include "Support/Json.h"
#include "llvm/ADT/StringMap.h"

namespace ascendify {

/// How many names of one library and kind end how, in one style.
struct CoverageCount {
  uint64_t Total = 0, Direct = 0, Rewritten = 0; ///< Rewritten: rename, template, helper
  uint64_t Review = 0;                           ///< of Direct and Rewritten: with a finding
  uint64_t Manual = 0, Unsupported = 0, Unknown = 0;
  uint64_t Uses = 0, AutomaticUses = 0; ///< weighted by how often the names are used
  uint64_t UnsupportedUses = 0;         ///< of Uses: those of names without a counterpart

  uint64_t automatic() const { return Direct + Rewritten; }
  CoverageCount &operator+=(const CoverageCount &);
};

struct CoverageRow {
  std::string Library;
  UseKind Kind;
  std::map<std::string, CoverageCount> Styles;
};

struct MappingCoverage {
  std::string Profile, Cann;     ///< Cann empty: the newest known release
  std::vector<CoverageRow> Rows; ///< by library, then kind
};

/// How often names are used, from `usage.json`.
using UsageCounts = llvm::StringMap<uint64_t>;

/// Reads `mappings/usage.json` below \p share.
llvm::Expected<UsageCounts> readUsage(llvm::StringRef share);

MappingCoverage coverageOf(const Database &, const UsageCounts &, const Profile &,
                           llvm::StringRef cann);

/// One table per style, a line per library (\p byKind: and kind), with a sum.
std::string coverageText(const MappingCoverage &, bool byKind);

/// mappings-coverage.schema.json
Json coverageJson(const MappingCoverage &);

} // namespace ascendify
