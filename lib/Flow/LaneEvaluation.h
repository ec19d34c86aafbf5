//===- LaneEvaluation.h - one activation, to its fixed point -----*- C++ -*-===//
//
// Keeps what is known of every local variable at every block, per member where the code names
// members. Memory behind pointers is not followed: what is read from one address is the same for
// all who read it there.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "Flow/LaneValue.h"

namespace ascendify {

class LaneEvaluation {
public:
  LaneEvaluation(LaneAnalysis &, Activation &);
  void run();

  /// Whether \p block of \p body calls what does not return.
  static bool ends(const LaneAnalysis &, const Body &body, uint32_t block);

private:
  using State = std::vector<std::optional<LaneValue>>; ///< by key

  // Variables and their members.
  std::optional<uint32_t> keyOf(uint32_t expr);
  uint32_t intern(uint32_t parent, llvm::StringRef name);
  LaneValue read(const State &, uint32_t key) const;
  const LaneValue *nearest(const State &, uint32_t key) const;
  void write(uint32_t key, LaneValue value, bool weak);
  State joined(const State &, const State &) const;

  // Blocks.
  State entry();
  State before(uint32_t block);
  bool evaluateBlock(uint32_t block);
  void control();

  // Expressions.
  const LaneValue &value(uint32_t expr) const { return A.Values[expr]; }
  LaneValue evaluate(uint32_t expr);
  LaneValue member(const Expr &, uint32_t expr);
  LaneValue list(const Expr &) const;
  LaneValue subscript(const Expr &);
  LaneValue indexPart(Roles, llvm::StringRef part) const;
  LaneValue unary(const Expr &);
  LaneValue binary(const Expr &);
  LaneValue call(const Expr &);
  LaneValue platformCall(const Expr &, Roles);
  LaneValue ownCall(const Expr &, llvm::ArrayRef<const Body *>);
  std::map<std::string, LaneValue> capturesOf(const Body &lambda) const;
  LaneValue all(const Expr &) const;
  LaneValue addressOf(uint32_t expr);
  void assign(uint32_t target, LaneValue value);
  void storeThrough(uint32_t argument, const LaneValue &value);
  uint32_t groupSize(const Expr &, Roles) const;

  LaneAnalysis &All;
  Activation &A;
  const Body &B;
  uint32_t At = 0;
  State Now;
  std::vector<State> After;
  std::vector<bool> Done;
  struct Key {
    uint32_t Parent;
    std::vector<uint32_t> Children;
  };
  std::vector<Key> Keys;
  llvm::StringMap<uint32_t> Names;
  std::vector<std::set<uint32_t>> Assigned; ///< keys by block
  std::map<uint32_t, uint32_t> References;  ///< local reference -> key of what it is bound to
  std::vector<uint32_t> Parameters;         ///< indices in Body::Variables
};

} // namespace ascendify
