//===- Cost.h - what a migration costs beyond its code -----------*- C++ -*-===//
//
// The hours of the code come from an audit; tests, tuning, joint testing and launch from a parameter
// file (mappings/cost.json, cost.schema.json), with scenarios to compare.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "Score/Record.h"

namespace ascendify {

struct CostModel {
  struct Activity {
    std::string Name;
    EffortRange Fixed, PerKernel, PerRiskPoint, Share;
  };
  struct Scenario {
    std::string Name;
    unsigned Engineers = 1;
    std::optional<EffortRange> Rate;
    std::map<std::string, double> Scale; ///< by activity, or `code`
  };
  std::string Basis, Currency;
  EffortRange Rate; ///< cost of an engineer-hour
  double HoursPerWeek = 1, Coordination = 0, Correlation = 0;
  std::vector<Activity> Activities;
  std::vector<Scenario> Scenarios;
};

/// Reads and checks a file by cost.schema.json below \p schemas. Errors name file, line and column.
llvm::Expected<CostModel> readCostModel(llvm::StringRef path, llvm::StringRef schemas);

/// One scenario on one profile, for the code as it is or under an assumption of the audit.
struct CostCase {
  std::string Scenario, Profile, Assumed; ///< Assumed: empty for the code as it is
  unsigned Engineers = 1;
  EffortRange Hours, Cost, Weeks;
  struct Part {
    std::string Name;
    EffortRange Hours;
  };
  std::vector<Part> Parts; ///< code, activities, coordination; medians add up to that of Hours
  /// Median cost when one parameter is at its p10 and at its p90, and all others at their median.
  struct Swing {
    std::string Parameter;
    double Low = 0, High = 0;
  };
  std::vector<Swing> Sensitivity; ///< widest first
};

/// All cases of \p audit, by profile, then assumption, then scenario. An error when the audit has no
/// score.
llvm::Expected<std::vector<CostCase>> costOf(const AuditRecord &audit, const CostModel &model);

} // namespace ascendify
