//===- Finding.h - something a person should know ----------------*- C++ -*-===//
#pragma once

#include "Model/Effort.h"
#include "Model/Fact.h"

namespace ascendify {

/// What becomes of a fact on a target.
enum class Disposition {
  Direct,      ///< stays as it is
  Rename,      ///< another name, same call
  Template,    ///< rewritten by a template
  Helper,      ///< rewritten to a shipped helper
  Manual,      ///< a person has to do it; the way is known
  Unsupported, ///< the target has nothing like it
  Unknown,     ///< no table knows the symbol
};

/// Whether a machine can do it.
inline bool isAutomatic(Disposition d) { return d <= Disposition::Helper; }

enum class Severity { Note, Warning, Error };

/// The three axes of the score.
enum class Axis { Volume, Blocker, Hazard };

/// How sure a judgement is (other than the confidence of a fact).
enum class Likelihood { Certain, Likely, Possible };

/// Whether a finding was silenced, and where.
enum class Silenced {
  No,
  InSource,        ///< by a `NOLINT` comment
  ByConfiguration, ///< by `.ascendify.yaml`
};

/// Another place that belongs to a finding.
struct RelatedPlace {
  Location Place;
  std::string Note; ///< what it is (`launched here`); may be empty

  RelatedPlace() = default;
  RelatedPlace(Location place, std::string note = "") : Place(std::move(place)), Note(std::move(note)) {}
};

struct Finding {
  std::string Id; ///< kebab-case, stable
  Axis Kind = Axis::Volume;
  Severity Level = Severity::Warning;
  Likelihood Sureness = Likelihood::Certain;
  Location Place;
  std::string Symbol;
  std::string Message;
  std::string Advice;      ///< what to do instead; may be empty
  std::string Evidence;    ///< source of the fact behind it; may be empty
  std::string Profile;     ///< the profile it holds for; empty for all
  std::string Function;    ///< enclosing function
  std::string Fingerprint; ///< stable over moved and shifted lines
  std::string Aspect;      ///< which of several things it is about (`grid`, `block`); not reported; may be empty
  std::string Suppressed;  ///< reason; empty when it counts
  Silenced SuppressedBy = Silenced::No; ///< where the reason stands
  std::optional<EffortRange> Effort; ///< if it were the only one of its kind; none until scored
  uint32_t Length = 0;     ///< bytes of the name at Place; 0: not known
  std::vector<RelatedPlace> Related;
};

bool operator<(const Finding &a, const Finding &b);

} // namespace ascendify
