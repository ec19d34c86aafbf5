//===- Configuration.h - what a code base says about itself ------*- C++ -*-===//
#pragma once

#include "Support/Glob.h"
#include <string>
#include <vector>

namespace ascendify {

/// A value of `.ascendify.yaml`, with the line it stands on.
struct ConfiguredValue {
  std::string Text;
  unsigned Line = 0, Column = 0; ///< 1-based
};

/// A pattern of paths, as written.
struct ConfiguredPaths {
  ConfiguredValue Pattern;
  PathGlob Fits;
};

/// Findings that do not count, by path and id.
struct SuppressionRule {
  std::vector<ConfiguredPaths> Paths;
  std::vector<ConfiguredValue> Ids; ///< `*` is every id
  std::string Reason;
};

/// `.ascendify.yaml` at the root (docs/configuration.md).
struct Configuration {
  std::string File; ///< relative to the root; empty: there is none
  std::vector<SuppressionRule> Suppressions;
  std::vector<ConfiguredPaths> Exclude; ///< not part of the work
  std::vector<ConfiguredValue> Targets; ///< profiles, when the command line names none
  ConfiguredValue Cann;                 ///< release, when the command line names none; may be empty
};

} // namespace ascendify
