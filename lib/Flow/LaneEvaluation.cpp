//===- LaneEvaluation.cpp - one activation, to its fixed point ------------===//
#include "Flow/LaneEvaluation.h"
#include "Flow/Variables.h"
#include "llvm/ADT/STLExtras.h"

namespace ascendify {
namespace {

/// Rounds over the blocks; heights are small, so more would be a fault of the analysis.
constexpr unsigned MostRounds = 32;

} // namespace

LaneEvaluation::LaneEvaluation(LaneAnalysis &all, Activation &activation)
    : All(all), A(activation), B(*activation.Code) {
  A.Values.resize(B.Exprs.size());
  A.Blocks.resize(B.Blocks.size());
  After.resize(B.Blocks.size());
  Done.resize(B.Blocks.size());
  Assigned.resize(B.Blocks.size());
  for (uint32_t i = 0; i < B.Variables.size(); ++i)
    if (B.Variables[i].Parameter)
      Parameters.push_back(i);
  A.Stored.resize(Parameters.size() + 1);
}

bool LaneEvaluation::ends(const LaneAnalysis &all, const Body &body, uint32_t block) {
  bool out = body.Blocks[block].NoReturn;
  if (!out)
    body.forEachIn(block, [&](uint32_t expr) {
      const Expr &e = body.Exprs[expr];
      out |= e.Kind == ExprKind::Call && all.Code.rolesOf(e.Text).has(Role::NoReturn);
    });
  return out;
}

//===--- blocks --------------------------------------------------------------------===//

void LaneEvaluation::run() {
  bool changed = true;
  for (unsigned round = 0; changed && round < MostRounds; ++round) {
    changed = false;
    for (uint32_t block : A.Flow.order())
      changed |= evaluateBlock(block);
    control();
  }
  // What references and pointers leave behind.
  const State &last = After[A.Flow.exit()];
  for (uint32_t i = 0; i <= Parameters.size(); ++i) {
    bool self = i == Parameters.size();
    if (!self && !isReference(B.Variables[Parameters[i]].Type))
      continue;
    uint32_t key = intern(NoIndex, self ? "this" : std::to_string(Parameters[i]));
    bool touched = false;
    for (const std::set<uint32_t> &keys : Assigned)
      for (uint32_t k : keys)
        for (uint32_t up = k; up != NoIndex; up = Keys[up].Parent)
          touched |= up == key;
    if (touched)
      A.Stored[i] = read(last, key);
  }
  // Which `return` is taken decides the result.
  bool any = false;
  for (uint32_t block : A.Flow.order())
    for (uint32_t root : B.Blocks[block].Statements) {
      const Expr &e = B.Exprs[root];
      if (e.Kind != ExprKind::Return || e.Children.empty())
        continue;
      LaneValue one = raise(value(e.Children[0]), A.Blocks[block].Lanes, A.Blocks[block].Threads);
      A.Result = any ? join(A.Result, one) : one;
      any = true;
    }
}

LaneEvaluation::State LaneEvaluation::entry() {
  State out;
  for (uint32_t i = 0; i <= Parameters.size(); ++i) {
    uint32_t key =
        intern(NoIndex, i == Parameters.size() ? "this" : std::to_string(Parameters[i]));
    if (out.size() <= key)
      out.resize(key + 1);
    out[key] = A.Arguments[i];
  }
  return out;
}

LaneEvaluation::State LaneEvaluation::before(uint32_t block) {
  State out;
  bool any = false;
  if (block == 0) {
    out = entry();
    any = true;
  }
  for (uint32_t from : A.Flow.predecessors(block))
    if (Done[from]) {
      out = any ? joined(out, After[from]) : After[from];
      any = true;
    }
  // Where ways meet that the threads took differently, what was assigned on them differs.
  for (uint32_t branch : A.Flow.order()) {
    const llvm::BitVector &joins = A.Flow.joins(branch);
    if (joins.empty() || !joins.test(block) || B.Blocks[branch].Condition == NoIndex)
      continue;
    const LaneValue &by = value(B.Blocks[branch].Condition);
    if (by.Threads == Differs::No && by.Lanes == Differs::No)
      continue;
    for (unsigned inside : A.Flow.region(branch).set_bits())
      for (uint32_t key : Assigned[inside])
        if (key < out.size() && out[key])
          out[key] = raise(*out[key], by.Lanes, by.Threads);
  }
  return out;
}

bool LaneEvaluation::evaluateBlock(uint32_t block) {
  At = block;
  Now = before(block);
  B.forEachIn(block, [&](uint32_t expr) { A.Values[expr] = evaluate(expr); });
  bool changed = !Done[block] || Now != After[block];
  After[block] = Now;
  Done[block] = true;
  return changed;
}

/// Who runs which block.
void LaneEvaluation::control() {
  for (Reached &r : A.Blocks)
    r = {};
  for (uint32_t branch : A.Flow.order()) {
    uint32_t condition = B.Blocks[branch].Condition;
    if (condition == NoIndex || A.Flow.region(branch).empty())
      continue;
    const LaneValue &by = value(condition);
    for (unsigned block : A.Flow.region(branch).set_bits()) {
      Reached &r = A.Blocks[block];
      // Of equally sure branches the nearest says most.
      if (by.Lanes != Differs::No && by.Lanes >= r.Lanes)
        r.Lanes = by.Lanes, r.LaneBranch = branch;
      if (by.Threads != Differs::No && by.Threads >= r.Threads)
        r.Threads = by.Threads, r.ThreadBranch = branch;
    }
  }
}

//===--- variables -------------------------------------------------------------------===//

uint32_t LaneEvaluation::intern(uint32_t parent, llvm::StringRef name) {
  std::string full = (parent == NoIndex ? std::string() : std::to_string(parent) + ".") + name.str();
  auto [it, isNew] = Names.try_emplace(full, Keys.size());
  if (isNew) {
    Keys.push_back({parent, {}});
    if (parent != NoIndex)
      Keys[parent].Children.push_back(it->second);
  }
  return it->second;
}

/// The key of a local variable or of a member of one; none for anything else.
std::optional<uint32_t> LaneEvaluation::keyOf(uint32_t expr) {
  const Expr &e = B.Exprs[expr];
  if (e.Kind == ExprKind::This)
    return intern(NoIndex, "this");
  if (e.Kind == ExprKind::Variable && e.Local != NoIndex) {
    MemorySpace space = B.Variables[e.Local].Space;
    if (space == MemorySpace::Shared || space == MemorySpace::Global ||
        space == MemorySpace::Constant || B.Variables[e.Local].Static)
      return std::nullopt;
    if (auto it = References.find(e.Local); it != References.end())
      return it->second;
    return intern(NoIndex, std::to_string(e.Local));
  }
  if (e.Kind == ExprKind::Member && e.Children.size() == 1) {
    const Expr &base = B.Exprs[e.Children[0]];
    if (base.Kind != ExprKind::This && isPointer(base.Type))
      return std::nullopt;
    if (std::optional<uint32_t> parent = keyOf(e.Children[0]))
      return intern(*parent, e.Text);
  }
  if (e.Kind == ExprKind::Cast && e.Children.size() == 1 && isReference(e.Type))
    return keyOf(e.Children[0]);
  return std::nullopt;
}

const LaneValue *LaneEvaluation::nearest(const State &state, uint32_t key) const {
  for (; key != NoIndex; key = Keys[key].Parent)
    if (key < state.size() && state[key])
      return &*state[key];
  return nullptr;
}

LaneValue LaneEvaluation::read(const State &state, uint32_t key) const {
  const LaneValue *own = nearest(state, key);
  LaneValue out = own ? *own : LaneValue();
  for (uint32_t child : Keys[key].Children)
    if (child < state.size() && state[child])
      out = join(out, read(state, child));
  return out;
}

void LaneEvaluation::write(uint32_t key, LaneValue value, bool weak) {
  if (Now.size() < Keys.size())
    Now.resize(Keys.size());
  Assigned[At].insert(key);
  if (weak) {
    Now[key] = join(read(Now, key), value);
    return;
  }
  Now[key] = value;
  std::vector<uint32_t> work = Keys[key].Children;
  while (!work.empty()) {
    uint32_t child = work.back();
    work.pop_back();
    Now[child].reset();
    llvm::append_range(work, Keys[child].Children);
  }
}

LaneEvaluation::State LaneEvaluation::joined(const State &a, const State &b) const {
  State out(std::max(a.size(), b.size()));
  for (uint32_t key = 0; key < out.size(); ++key) {
    bool inA = key < a.size() && a[key], inB = key < b.size() && b[key];
    if (!inA && !inB)
      continue;
    const LaneValue *left = nearest(a, key), *right = nearest(b, key);
    out[key] = left && right ? join(*left, *right) : left ? *left : *right;
  }
  return out;
}

/// Assigns to what \p target names. An element of an array is one of many.
void LaneEvaluation::assign(uint32_t target, LaneValue v) {
  if (std::optional<uint32_t> key = keyOf(target))
    return write(*key, v, false);
  const Expr &e = B.Exprs[target];
  uint32_t base = NoIndex;
  if (e.Kind == ExprKind::Subscript && !e.Children.empty())
    base = e.Children[0];
  else if (e.Kind == ExprKind::Unary && e.Text == "*" && !e.Children.empty())
    base = e.Children[0];
  else if ((e.Kind == ExprKind::Member || e.Kind == ExprKind::Cast) && e.Children.size() == 1)
    return e.Kind == ExprKind::Member && isPointer(B.Exprs[e.Children[0]].Type)
               ? storeThrough(e.Children[0], v)
               : assign(e.Children[0], join(value(e.Children[0]), v));
  else if (e.Kind == ExprKind::Conditional && e.Children.size() == 3)
    return assign(e.Children[1], v), assign(e.Children[2], v);
  if (base == NoIndex)
    return;
  // The element that is written depends on the index, too.
  if (e.Kind == ExprKind::Subscript && e.Children.size() == 2)
    v = raise(v, std::min(value(e.Children[1]).Lanes, Differs::Data),
              std::min(value(e.Children[1]).Threads, Differs::Data));
  storeThrough(base, v);
}

/// Stores \p v to what \p pointer, an argument or an operand of `*` or `[]`, points to.
void LaneEvaluation::storeThrough(uint32_t pointer, const LaneValue &v) {
  const Expr &e = B.Exprs[pointer];
  if (e.Kind == ExprKind::Unary && e.Text == "&" && e.Children.size() == 1) {
    if (std::optional<uint32_t> key = keyOf(e.Children[0]))
      return write(*key, v, true);
    return assign(e.Children[0], v);
  }
  if ((e.Kind == ExprKind::Cast || e.Kind == ExprKind::Subscript ||
       (e.Kind == ExprKind::Binary && (e.Text == "+" || e.Text == "-"))) &&
      !e.Children.empty())
    return storeThrough(e.Children[0], v);
  if (std::optional<uint32_t> key = keyOf(pointer)) {
    if (!isPointer(e.Type))
      return write(*key, v, true);
    // Through a parameter: the caller sees it.
    if (e.Kind == ExprKind::Variable && e.Local != NoIndex)
      if (auto it = llvm::find(Parameters, e.Local); it != Parameters.end()) {
        LaneValue seen = raise(v, A.Blocks[At].Lanes, A.Blocks[At].Threads);
        std::optional<LaneValue> &stored = A.Stored[it - Parameters.begin()];
        stored = stored ? join(*stored, seen) : seen;
      }
  }
}

} // namespace ascendify
