//===- Profile.h - one device family as data ---------------------*- C++ -*-===//
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace ascendify {

/// A limit with where it comes from.
struct Limit {
  int64_t Value = 0;
  std::string Unit, Source, Note;
};

/// A capability that mappings may require.
struct Capability {
  bool Present = false;
  std::string Source, Note;
};

/// One `mappings/profiles/<name>.json`.
struct Profile {
  std::string Name, Product;
  std::map<std::string, Limit> Limits;
  std::map<std::string, Capability> Capabilities;

  bool has(const std::string &capability) const {
    auto it = Capabilities.find(capability);
    return it != Capabilities.end() && it->second.Present;
  }
  std::optional<int64_t> limit(const std::string &name) const {
    auto it = Limits.find(name);
    if (it == Limits.end())
      return std::nullopt;
    return it->second.Value;
  }
};

} // namespace ascendify
