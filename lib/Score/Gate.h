//===- Gate.h - conditions that fail a build ---------------------*- C++ -*-===//
//
//   new-blockers               a blocker that the baseline does not have
//   new-findings[>=LIKELIHOOD] any finding that it does not have, at least as sure
//   friction>N                 the friction of any profile is greater than N
//   friction-delta>N           it is greater than that of the baseline by more than N
//   effort-delta>N             the median engineer-hours are
//   coverage<N                 fewer than N percent of the CUDA files have a syntax tree
//
//===----------------------------------------------------------------------===//
#pragma once

#include "Score/Record.h"

namespace ascendify {

struct Gate {
  enum class Measure { NewBlockers, NewFindings, Friction, FrictionDelta, EffortDelta, Coverage };
  std::string Text; ///< as written
  Measure What = Measure::NewBlockers;
  Likelihood Least = Likelihood::Possible; ///< of NewFindings
  bool Below = false, Including = false;   ///< of a number: `<` or `>`, with `=`
  double Limit = 0;

  bool isOfFindings() const { return What == Measure::NewBlockers || What == Measure::NewFindings; }
  bool needsBaseline() const { return What != Measure::Coverage && What != Measure::Friction; }
};

/// An error says what was found, and what is allowed.
llvm::Expected<Gate> parseGate(llvm::StringRef text);

/// Why \p gate fails, in one line; none when it holds. \p old and \p since may be null for a gate
/// that needs no baseline. An error when an audit has no score that the gate asks for.
llvm::Expected<std::optional<std::string>> failure(const Gate &gate, const AuditRecord *old,
                                                   const AuditRecord &now, const Comparison *since);

} // namespace ascendify
