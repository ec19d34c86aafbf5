//===- Ranges.h - which values integers may have -----------------*- C++ -*-===//
//
// What is known of the value of an integer expression: a formula over inputs that are not known, and
// the range of every input. A check asks for the range, or for the greatest input with which the value
// stays below a limit.
//
// Values are followed through assignments that reach the place, through calls (the results of small
// functions are inlined, parameters are joined over the calls that were seen) and through comparisons
// that every way to the place passes. The members of a variable (`grid.x`) are followed one by one.
//
// The trap: a loop gives a variable a value that depends on itself. Such a value is an input of its own,
// known by its type only. Arithmetic is that of integers: wrapping is not modelled.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "Flow/Program.h"
#include <array>
#include <functional>
#include <map>
#include <memory>
#include <set>

namespace ascendify {

/// Bounds, both inclusive; the least and the greatest 64-bit number stand for "no bound".
struct IntRange {
  int64_t Lo = INT64_MIN, Hi = INT64_MAX;
  bool single() const { return Lo == Hi; }
  friend bool operator==(const IntRange &, const IntRange &) = default;
};

/// Where an input comes from.
enum class InputKind : uint8_t {
  Named,   ///< a variable, parameter or member that the program sets
  Looping, ///< a variable whose value depends on itself
  Device,  ///< a property of the device: what the platform wrote
  Opaque,  ///< the result of what is not followed
};

/// A formula. Immutable and shared.
struct Formula {
  enum Operator : uint8_t {
    Constant, Input, Add, Subtract, Multiply, Divide, Remainder, ShiftLeft, ShiftRight, And,
    Min, Max,
    Either, ///< one of the two, not known which
    Within, ///< A, known to lie in Bounds
  };
  Operator Op = Constant;
  InputKind From = InputKind::Named;
  IntRange Bounds;  ///< of a constant, an input, Within
  std::string Name; ///< of an input: as written
  std::string Key;  ///< equal for equal formulas
  unsigned Size = 1;
  std::shared_ptr<const Formula> A, B;
};
using FormulaRef = std::shared_ptr<const Formula>;

/// Makes formulas; folds constants.
FormulaRef constantFormula(int64_t);
FormulaRef inputFormula(std::string name, std::string key, InputKind, IntRange);
FormulaRef combine(Formula::Operator, FormulaRef, FormulaRef);
FormulaRef within(FormulaRef, IntRange);

/// Range of the formula; inputs named in \p bounds (by key) lie in the range given there.
IntRange rangeOf(const FormulaRef &, const std::map<std::string, IntRange> *bounds = nullptr);
/// Its inputs by key.
std::map<std::string, const Formula *> inputsOf(const FormulaRef &);
/// Keys of the inputs that only divide.
std::set<std::string> divisorsOf(const FormulaRef &);
/// The formula as text for a message.
std::string textOf(const FormulaRef &);

/// Where the formula passes a limit.
struct Threshold {
  std::vector<std::string> Inputs;   ///< names; with several, all have the value Greatest
  int64_t Greatest = 0;              ///< the largest value with which the limit is kept
  /// Names of inputs that divide, or that have a bound of their own below that, and what they are taken for.
  std::vector<std::pair<std::string, int64_t>> Given;
};
/// What inputs that are not asked for are taken to be.
struct Assumed {
  int64_t Divisor = 1;  ///< what only divides, such as the extent of a block
  int64_t Device = 1;   ///< a property of the device that counts, such as its multiprocessors
  int64_t PerDevice = 1; ///< each further one: the blocks that a multiprocessor holds
};
/// The greatest input with which \p formula is at most \p limit; none when it is never passed, or
/// when the value does not grow with the inputs.
std::optional<Threshold> thresholdOf(const FormulaRef &formula, int64_t limit, const Assumed &);

/// Values of expressions of a program.
class RangeAnalysis {
public:
  explicit RangeAnalysis(const Program &code);
  ~RangeAnalysis();

  /// The integer that \p expr has where it is evaluated. Never null.
  FormulaRef value(const Body &, uint32_t expr) const;
  /// The three extents of a `dim3`, or of a number that stands for one.
  std::array<FormulaRef, 3> extents(const Body &, uint32_t expr) const;
  /// A member of the object that \p expr is: \p path as in `gridDim.x`.
  FormulaRef member(const Body &, uint32_t expr, llvm::StringRef path) const;

private:
  struct Definition;
  struct Query;
  FormulaRef evaluate(Query &, uint32_t expr) const;
  FormulaRef evaluateNew(Query &, uint32_t expr) const;
  FormulaRef choice(Query &, uint32_t condition, FormulaRef yes, FormulaRef no) const;
  FormulaRef path(Query &, uint32_t expr, const std::string &path) const;
  FormulaRef variable(Query &, uint32_t use, uint32_t local, const std::string &path) const;
  bool holdsDevice(const std::string &global) const;
  FormulaRef parameter(Query &, uint32_t local, const std::string &path) const;
  FormulaRef call(Query &, uint32_t expr, const std::string &path) const;
  FormulaRef component(Query &, llvm::ArrayRef<uint32_t> values, const std::string &path,
                       uint32_t expr) const;
  FormulaRef constrained(Query &, FormulaRef, uint32_t block,
                         const std::vector<bool> *blocked = nullptr, uint32_t from = 0) const;
  FormulaRef unknown(const Body &, uint32_t expr, const std::string &path, InputKind) const;
  const std::vector<Definition> &definitions(const Body &, uint32_t local, const std::string &path) const;
  std::vector<Definition> findDefinitions(const Body &, uint32_t local, const std::string &path) const;

  const Program &Code;
  /// What was asked before; one analysis is used by one thread.
  mutable std::map<std::tuple<const Body *, uint32_t, std::string>, std::vector<Definition>> Definitions;
  mutable std::map<std::pair<const Body *, uint32_t>, std::vector<std::pair<uint32_t, bool>>> Decided;
  mutable std::map<std::string, bool> Globals;
  /// Values that are assigned to a variable declared outside of functions.
  std::map<std::string, std::vector<std::pair<const Body *, uint32_t>>> Assigned;
};

/// The range of a type as bodies spell it.
IntRange rangeOfType(llvm::StringRef type);

} // namespace ascendify
