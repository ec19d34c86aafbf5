//===- Lanes.h - what differs between the threads of a block -----*- C++ -*-===//
//
// For every expression of device code: does its value differ between the lanes of a warp, between
// the threads of a block, and how is that known? And for every basic block: do all of them run it?
//
// The analysis follows values through assignments, branches and calls. A function is looked at once
// per kind of arguments (an activation), so a helper that is called with a uniform and with a
// divergent argument is judged for both. A value that is assigned under a divergent branch is
// divergent where the ways meet; a value from a loop is so behind the loop when the lanes leave it
// at different times, not inside.
//
// The trap: `threadIdx.x / 32` and `threadIdx.x < 64` are the same for all lanes of a warp. So
// numbers that count lanes (Ranked) and multiples of the warp size are followed as such. That rows
// of a block are whole warps is assumed unless a launch shows otherwise.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "Flow/ControlFlow.h"
#include "Flow/Program.h"
#include <map>
#include <memory>
#include <set>

namespace ascendify {

/// Whether values differ, the surer the greater.
enum class Differs : uint8_t {
  No,
  Unknown, ///< may differ: through a function, a pointer or a shuffle that is not followed
  Data,    ///< read from addresses that differ, or the result of an atomic
  Bound,   ///< the thread's index against a value known at run time only
  Index,   ///< the thread's index against a constant
};

/// What a mask of lanes is made of.
enum class MaskSource : uint8_t { None, Active, Ballot, Match, Constant };

struct LaneValue {
  Differs Lanes = Differs::No;   ///< between the lanes of a warp
  Differs Threads = Differs::No; ///< between the threads of a block; never less than Lanes
  /// The same for what a pointer to a local variable points to.
  Differs InnerLanes = Differs::No, InnerThreads = Differs::No;
  bool Ranked = false;   ///< lane plus a multiple of 32 that the warp shares
  bool Multiple = false; ///< of 32
  bool Open = false;     ///< made of a template argument that is not known: decided when it is compiled
  /// In [0, Base) plus a multiple of Stride that all threads share; 0: not known. A loop over threads by the
  /// block's size counts so.
  uint32_t Base = 0, Stride = 0;
  bool Shuffled = false; ///< combined from several lanes: may be equal again
  MaskSource Mask = MaskSource::None;
  /// Steps towards the thread's number in its block.
  enum Part : uint8_t { None, ThreadX, ThreadY, ThreadZ, BlockX, BlockY, BlockZ, PlaneZ, PlaneYZ, Row } Is = None;
  uint32_t Below = 0; ///< takes every value of [0, Below) when the block is large enough; 0: unknown
  std::optional<int64_t> Constant;
  friend bool operator==(const LaneValue &, const LaneValue &) = default;
};

/// Threads that a block of the platform may have; 0: not known.
struct BlockLimits {
  uint32_t Threads = 0; ///< in all, and along x and y
  uint32_t Z = 0;
  friend auto operator<=>(const BlockLimits &, const BlockLimits &) = default;
};

/// Extents of the block as launches show them; 0: not known.
struct BlockShape {
  uint32_t X = 0, Y = 0, Z = 0;
  uint32_t MostX = 0, MostY = 0, MostZ = 0; ///< the greatest of all launches, where they differ
  BlockLimits Limits;
  bool flat() const { return X && Y == 1 && Z == 1; }
  friend auto operator<=>(const BlockShape &, const BlockShape &) = default;
};

/// Who runs a basic block, seen from the start of the function.
struct Reached {
  Differs Lanes = Differs::No, Threads = Differs::No;
  uint32_t LaneBranch = NoIndex, ThreadBranch = NoIndex; ///< the block that decides it
};

/// A function with one kind of arguments.
struct Activation {
  Activation(const Body &body, ControlFlow flow) : Code(&body), Flow(std::move(flow)) {}
  const Body *Code;
  ControlFlow Flow;
  BlockShape Shape;
  std::vector<LaneValue> Arguments; ///< of the parameters, then of `this`
  std::map<std::string, LaneValue> Captures; ///< of a lambda: variables around it by USR, where they are known
  std::vector<LaneValue> Values;    ///< by expression
  std::vector<Reached> Blocks;
  LaneValue Result;
  std::vector<std::optional<LaneValue>> Stored; ///< what it leaves behind references and pointers
};

/// The first call of a kind that a function reaches, itself or through what it calls.
struct FirstCall {
  const Body *In = nullptr; ///< null: none
  uint32_t Call = 0;
};

class LaneAnalysis {
public:
  LaneAnalysis(const Program &, BlockLimits);
  ~LaneAnalysis();

  /// All activations of device functions, in the order of the bodies.
  std::vector<const Activation *> activations() const;
  /// The first call with one of the roles that \p body reaches. A barrier of a group counts as what
  /// the group is.
  FirstCall firstWarpCollective(const Body &body) const;
  FirstCall firstBlockBarrier(const Body &body) const;
  /// What \p call itself does, barriers of groups resolved.
  Roles rolesOf(const Body &, const Expr &call) const;

private:
  friend class LaneEvaluation;
  const Activation &activate(const Body &, std::vector<LaneValue> arguments, BlockShape,
                             std::map<std::string, LaneValue> captures = {});
  FirstCall first(const Body &, Role role, std::map<const Body *, FirstCall> &known,
                  std::set<const Body *> &open) const;

  const Program &Code;
  BlockLimits Limits;
  std::map<const Body *, std::vector<std::unique_ptr<Activation>>> Made;
  std::set<const Body *> Open;
  mutable std::map<const Body *, FirstCall> Collectives, Barriers;
};

/// Whether there is a better body than the pattern \p body to look at.
bool hasInstantiation(const Program &, const Body &body);

/// \p expr as text, for messages: close to what is written.
std::string spell(const Body &, uint32_t expr);

} // namespace ascendify
