//===- Score.h - how hard a migration is, in numbers -------------*- C++ -*-===//
//
// Plain values; what they are made of is in lib/Score. Every number is the sum of its
// contributions, and every contribution names what it counts and where the first of it stands.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "Model/Finding.h"
#include <array>

namespace ascendify {

/// One distinct work item: a class of fix over all its places, or all kernels of a kind.
struct Contribution {
  std::string Item;  ///< finding id, symbol, library (automatic uses), or kind of kernel
  std::string Class; ///< member of `classes` of the effort model it was reckoned by
  Axis Kind = Axis::Volume;
  std::string Library; ///< of its first place; empty for hazards and kernels
  uint64_t Count = 0;  ///< places
  uint64_t Files = 0;  ///< files with such a place
  double Places =
      0; ///< what the hours are reckoned for: places or functions, weighed by how sure they are
  double Weight = 0; ///< its part of the sum that the friction is made of
  EffortRange Hours;
  Location First;
};

/// Weight by file, folder, kernel, library or category; the entries of a list add up to the whole weight.
struct ScorePart {
  std::string Name;
  double Weight = 0;
};

struct Score {
  std::string Profile;
  double Friction = 0;             ///< 0 to 100
  uint64_t Lines = 0;              ///< with a use of the platform: how much there is to touch
  double Weight = 0, Density = 0;  ///< sum of the contributions; per thousand lines
  std::array<double, 3> Axes = {}; ///< weight by axis; adds up to Weight
  double PerformanceRisk = 0;      ///< 0 to 100
  EffortRange Hours;
  bool Calibrated = false;
  std::vector<Contribution> Contributions;             ///< heaviest first
  /// Heaviest first. What stands outside of kernels and what they call is under `host code`.
  std::vector<ScorePart> Files, Folders, Kernels, Libraries, Categories;
};

} // namespace ascendify
