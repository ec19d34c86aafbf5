//===- Effort.h - the parameters of score and effort -------------*- C++ -*-===//
//
// All of them are data with a reason each: mappings/effort.json, or a file of the user.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "Model/Score.h"
#include "llvm/Support/Error.h"
#include <map>

namespace ascendify {

struct EffortModel {
  /// Hours for the first place of a work item of the class.
  struct Class {
    EffortRange First;
    double Factor = 1;       ///< of the weight: what is not only long but may fail
    bool ByFunction = false; ///< functions with such a place are counted, not the places
  };
  bool Calibrated = false;
  double Learning = 1;    ///< n places cost n to this power times the first
  double Correlation = 0; ///< of the errors of two items' estimates
  double FrictionScale = 1, PerformanceScale = 1, Reach = 0;
  std::map<Likelihood, double> Sureness;
  std::map<std::string, Class> Classes;          ///< by class
  std::map<std::string, std::string> Findings;   ///< finding id: class
  std::map<std::string, double> Performance;     ///< finding id: weight of a place
  std::map<std::string, std::string> Categories; ///< library: category
  std::string OtherCategory;

  const Class &classOf(const std::string &name) const;
};

/// Reads and checks a file by effort.schema.json below \p schemas. Errors name file, line and
/// column.
llvm::Expected<EffortModel> readEffortModel(llvm::StringRef path, llvm::StringRef schemas);

/// Hours for \p places of an item whose first place costs \p first.
EffortRange hoursFor(const EffortModel &, const EffortRange &first, double places);

/// The range of a sum of estimates that are wrong together as far as the model says.
EffortRange sumOf(const EffortModel &, const std::vector<EffortRange> &);

} // namespace ascendify
