//===- Calibrate.h - fitting the effort model to finished ports --*- C++ -*-===//
//
// The form: a port costs  sum over classes of  h_c * x_c,  x_c the sum over the items of the class of
// places^learning. The first hours h_c and the learning are fitted by least squares of the relative
// errors, with a pull towards the hours that were there:
//
//   minimise  sum over ports ((predicted - real) / real)^2  +  pull * sum over classes (h_c / before_c - 1)^2
//
// Learning and pull are those of a grid with the least squared logarithmic error when each
// port is predicted from the others. The traps: with few ports every fit looks good, so nothing is
// judged by the ports it was fitted to; and lines are no hours.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "Model/Audit.h"
#include "Score/Effort.h"

namespace ascendify {

/// A finished port.
struct Port {
  std::string Name;
  /// Places of every item, by class.
  std::map<std::string, std::vector<double>> Items;
  uint64_t Volume = 0;         ///< lines with a use of the platform
  uint64_t Lines = 0;          ///< lines of the files with such places
  uint64_t Changed = 0;        ///< lines that the port changed
  std::optional<double> Hours; ///< engineer-hours, when known
};

/// What calibrating needs of an audit of the tree before the port, on its first profile.
Port portOf(std::string name, const Audit &before, const EffortModel &model);

struct Calibration {
  static constexpr size_t LeastPorts = 8; ///< fewer are not fitted
  static constexpr size_t LeastOfClass = 3; ///< a class in fewer ports keeps its hours

  size_t Ports = 0;
  bool InHours = false; ///< the ports' hours were fitted; else their changed lines, and the sum of all hours stays
  bool Fitted = false;
  /// Rank correlation (Spearman) with what the ports really took; none with fewer than three ports
  /// or without any difference. Hours: the model as it is; Fitted: each port predicted from the others.
  std::optional<double> ByVolume, ByLines, ByHours, ByFitted;
  /// Share of the ports between p10 and p90, by the model as it is; after, each from the others.
  double CoverageBefore = 0, CoverageAfter = 0;
  double Learning = 1, Pull = 0, Widening = 1;
  struct Class {
    std::string Name;
    double Before = 0, After = 0; ///< median hours of the first place
    size_t Ports = 0;             ///< that have such an item
  };
  std::vector<Class> Classes; ///< by name
  struct Prediction {
    std::string Port;
    double Real = 0;        ///< hours, or changed lines as hours
    uint64_t Volume = 0, Lines = 0, Changed = 0; ///< as in Port
    EffortRange Before, After; ///< After: from the other ports
  };
  std::vector<Prediction> Predictions; ///< in the order of the ports
};

/// Fits when there are enough ports. Ports without hours are left out when most have them.
Calibration calibrate(const std::vector<Port> &ports, const EffortModel &model);

/// The file \p path with the fitted parameters in their places.
llvm::Expected<std::string> calibratedFile(llvm::StringRef path, const Calibration &fit);

/// Spearman's rank correlation, equal values sharing their mean rank; none with fewer than three values
/// or without any difference.
std::optional<double> rankCorrelation(const std::vector<double> &a, const std::vector<double> &b);

} // namespace ascendify
