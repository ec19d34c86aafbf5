//===- Plan.h - in which order to do the work --------------------*- C++ -*-===//
//
// Plain values; how they are found is in lib/Score/Plan.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "Model/Score.h"
#include <optional>

namespace ascendify {

/// What a step is for.
enum class Phase {
  Build,  ///< before it the code does not build for the target
  Check,  ///< it builds, and may be wrong or slow: somebody looks
  Test,   ///< a kernel is run against the old results
  Review, ///< what the program rewrote is read
};

/// One work item in the order of the plan.
struct PlanStep {
  std::string Item, Class, Library; ///< as in Contribution
  Axis Kind = Axis::Volume;
  Phase Purpose = Phase::Build;
  double Places = 0;  ///< as in Contribution
  uint64_t Files = 0; ///< files with a place
  /// Kernels and files that cannot be built before this is done.
  uint64_t KernelsWaiting = 0, FilesWaiting = 0;
  /// Kernels and files that can be built once this and all steps before it are done.
  uint64_t KernelsThen = 0, FilesThen = 0;
  EffortRange Hours;
  Location First;
  std::string Route; ///< what to do instead; may be empty
};

/// The least work after which something runs on the target.
struct Milestone {
  std::string Kernel; ///< empty: there is none, and the file of Place is what is built
  Location Place;     ///< of the kernel, or of the first use in the file
  std::optional<Location> Launch;
  std::vector<std::string> Files; ///< that have to build for it; sorted
  std::vector<PlanStep> Steps;    ///< of those files only; most hours first
  EffortRange Hours;              ///< of Steps
};

struct Plan {
  std::string Profile;
  uint64_t Kernels = 0, Files = 0; ///< kernels; files that use the platform
  /// Of them, those that nothing but a machine's changes stands in the way of.
  uint64_t KernelsNow = 0, FilesNow = 0;
  std::vector<PlanStep> Steps; ///< in the order to do them
  std::optional<Milestone> First; ///< none when nothing uses the platform
};

/// What would be left to do if something were otherwise.
struct WhatIf {
  std::string Assumed;  ///< as written
  uint64_t Matched = 0; ///< uses, findings and kernels it is about
  struct Figures {
    std::string Profile;
    double Friction = 0, Weight = 0;
    EffortRange Hours;
    uint64_t Kernels = 0, KernelsNow = 0; ///< as in Plan
  };
  std::vector<Figures> By; ///< in the order of the audit's profiles
};

} // namespace ascendify
