//===- LaneEvaluation.cpp - one activation, to its fixed point ------------===//
#include "Flow/LaneEvaluation.h"
#include "Flow/Variables.h"
#include "llvm/ADT/STLExtras.h"

namespace ascendify {
namespace {

constexpr int64_t Warp = 32;
/// Rounds over the blocks; heights are small, so more would be a fault of the analysis.
constexpr unsigned MostRounds = 32;

std::optional<int64_t> number(llvm::StringRef text) {
  int64_t value;
  if (text.empty() || text.getAsInteger(10, value))
    return std::nullopt;
  return value;
}

LaneValue constant(int64_t value) {
  LaneValue out;
  out.Constant = value;
  out.Multiple = value % Warp == 0;
  return out;
}

LaneValue differing(Differs lanes, Differs threads) {
  LaneValue out;
  out.Lanes = lanes;
  out.Threads = threads;
  return out;
}

bool isPointer(llvm::StringRef type) { return type.rtrim().ends_with("*"); }
bool isReference(llvm::StringRef type) { return type.ends_with("&"); }
bool isArray(llvm::StringRef type) { return type.contains('['); }

/// The operator of a compound assignment, or nothing.
llvm::StringRef compound(llvm::StringRef op) {
  if (op.size() < 2 || op.back() != '=' || op == "==" || op == "!=" || op == "<=" || op == ">=")
    return {};
  return op.drop_back();
}

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

//===--- expressions -----------------------------------------------------------------===//

LaneValue LaneEvaluation::all(const Expr &e) const {
  LaneValue out;
  bool any = false;
  for (uint32_t child : e.Children) {
    out = any ? combine(",", out, value(child), A.Shape) : combine(",", value(child), {}, A.Shape);
    any = true;
  }
  return out;
}

LaneValue LaneEvaluation::evaluate(uint32_t expr) {
  const Expr &e = B.Exprs[expr];
  LaneValue fixed;
  std::optional<int64_t> known = number(e.Value);
  if (known && e.Kind != ExprKind::Declaration && e.Kind != ExprKind::Call)
    fixed = constant(*known);
  switch (e.Kind) {
  case ExprKind::Literal:
    return fixed;
  case ExprKind::Variable: {
    if (known)
      return fixed;
    Roles does = All.Code.rolesOf(e.Text);
    if (does.any())
      return indexPart(does, "");
    if (std::optional<uint32_t> key = keyOf(expr)) {
      LaneValue out = read(Now, *key);
      // An array is the address of its elements.
      if (isArray(B.Variables[e.Local].Type) && !isReference(B.Variables[e.Local].Type)) {
        LaneValue address;
        address.InnerLanes = out.Lanes, address.InnerThreads = out.Threads;
        return address;
      }
      return out;
    }
    if (auto it = A.Captures.find(e.Usr.str()); it != A.Captures.end())
      return it->second;
    for (const Variable &outer : B.Outer)
      if (outer.Captured && e.Usr == outer.Usr)
        return differing(Differs::Unknown, Differs::Unknown);
    LaneValue out;
    // What a pattern names and nobody declares outside is a parameter of the template.
    out.Open = B.Template && llvm::none_of(B.Outer, [&](const Variable &outer) { return e.Usr == outer.Usr; });
    return out;
  }
  case ExprKind::Member:
    return known ? fixed : member(e, expr);
  case ExprKind::Subscript:
    return e.Children.size() == 2 ? subscript(e) : all(e);
  case ExprKind::List:
    return list(e);
  case ExprKind::Unary:
    return known && e.Text != "++" && e.Text != "--" ? fixed : unary(e);
  case ExprKind::Binary:
    return known ? fixed : binary(e);
  case ExprKind::Conditional: {
    if (known || e.Children.size() != 3)
      return known ? fixed : all(e);
    const LaneValue &by = value(e.Children[0]);
    if (by.Constant)
      return value(e.Children[*by.Constant ? 1 : 2]);
    return raise(join(value(e.Children[1]), value(e.Children[2])), by.Lanes, by.Threads);
  }
  case ExprKind::Cast:
    if (known)
      return fixed;
    return e.Children.size() == 1 ? value(e.Children[0]) : all(e);
  case ExprKind::Declaration: {
    if (e.Local == NoIndex || B.Variables[e.Local].Space == MemorySpace::Shared ||
        B.Variables[e.Local].Static)
      return {};
    if (e.Children.size() == 1 && isReference(e.Type))
      if (std::optional<uint32_t> meant = keyOf(e.Children[0])) {
        References[e.Local] = *meant;
        return {};
      }
    LaneValue initial = e.Children.empty() ? LaneValue() : value(e.Children[0]);
    write(intern(NoIndex, std::to_string(e.Local)), initial, false);
    return {};
  }
  case ExprKind::Call:
    return call(e);
  case ExprKind::Construct: {
    if (e.Children.empty())
      return {};
    LaneValue made = ownCall(e, All.Code.targets(e));
    LaneValue parts = all(e);
    return e.Children.size() == 1 ? join(made, parts) : blur(join(made, parts));
  }
  case ExprKind::This:
    return read(Now, intern(NoIndex, "this"));
  case ExprKind::Asm: {
    // Operands that are written and those that are read look alike.
    llvm::StringRef text = e.Text;
    LaneValue result = blur(all(e));
    if (text.contains("%laneid") || text.contains("%lanemask") || text.contains("%tid"))
      result = differing(Differs::Index, Differs::Index);
    else if (text.contains("%warpid"))
      result = differing(Differs::No, Differs::Index);
    else if (text.contains("%clock") || text.contains("%globaltimer"))
      result = differing(Differs::Data, Differs::Data);
    else
      result = raise(result, Differs::Unknown, Differs::Unknown);
    for (uint32_t operand : e.Children)
      if (keyOf(operand) && value(operand).Lanes <= result.Lanes)
        assign(operand, result);
    return {};
  }
  case ExprKind::Lambda:
    return {};
  default:
    return all(e);
  }
}

/// What a name of the platform for a place in block or grid is.
LaneValue LaneEvaluation::indexPart(Roles does, llvm::StringRef part) const {
  LaneValue out;
  const BlockShape &shape = A.Shape;
  bool whole = !shape.X || shape.X % Warp == 0 || shape.flat();
  if (does.has(Role::ThreadIndex)) {
    out = differing(Differs::Index, Differs::Index);
    uint32_t extent = part == "x" ? shape.X : part == "y" ? shape.Y : part == "z" ? shape.Z : 0;
    uint32_t most = part == "x" ? shape.MostX : part == "y" ? shape.MostY : part == "z" ? shape.MostZ : 0;
    if (extent == 1)
      return constant(0);
    if (part == "x") {
      out.Is = LaneValue::ThreadX;
      out.Ranked = whole;
      out.Below = most ? most : shape.Limits.Threads;
    } else if (part == "y" || part == "z") {
      out.Is = part == "y" ? LaneValue::ThreadY : LaneValue::ThreadZ;
      out.Below = most ? most : part == "y" ? shape.Limits.Threads : shape.Limits.Z;
      // Lanes run along x first; a plane is where z begins anew.
      uint32_t lanes = part == "y" ? shape.X : shape.X * shape.Y;
      out.Lanes = !lanes              ? Differs::Unknown
                  : lanes % Warp == 0 ? Differs::No
                  : lanes < Warp      ? Differs::Index
                                      : Differs::Unknown;
    }
  } else if (does.has(Role::ThreadRank)) {
    out = differing(Differs::Index, Differs::Index);
    out.Ranked = true;
    out.Below = shape.Limits.Threads;
  } else if (does.has(Role::GridRank)) {
    out = differing(Differs::Index, Differs::Index);
    out.Ranked = true;
  } else if (does.has(Role::BlockSize)) {
    uint32_t extent = part == "x" ? shape.X : part == "y" ? shape.Y : part == "z" ? shape.Z : 0;
    if (extent)
      out = constant(extent);
    else
      out.Multiple = part == "x" || part.empty();
    out.Is = part == "x" ? LaneValue::BlockX : part == "y" ? LaneValue::BlockY : part == "z" ? LaneValue::BlockZ : LaneValue::None;
  } else if (does.has(Role::WarpSize)) {
    out = constant(Warp);
  } else if (does.has(Role::ThreadVariant)) {
    out = differing(Differs::Data, Differs::Data);
  }
  return out;
}

LaneValue LaneEvaluation::member(const Expr &e, uint32_t expr) {
  if (e.Children.size() != 1)
    return all(e);
  const Expr &base = B.Exprs[e.Children[0]];
  if (base.Kind == ExprKind::Variable || base.Kind == ExprKind::Call)
    if (Roles does = All.Code.rolesOf(base.Text);
        does.has(Role::ThreadIndex, Role::BlockIndex, Role::BlockSize, Role::GridSize))
      return indexPart(does, e.Text);
  if (std::optional<uint32_t> key = keyOf(expr)) {
    LaneValue out = read(Now, *key);
    if (isArray(e.Type)) {
      LaneValue address;
      address.InnerLanes = out.Lanes, address.InnerThreads = out.Threads;
      return address;
    }
    return out;
  }
  if (isPointer(base.Type))
    return load(value(e.Children[0]));
  LaneValue out = value(e.Children[0]);
  out.Ranked = out.Multiple = false;
  return out;
}

/// An array in braces that holds one number throughout is that number, wherever it is read.
LaneValue LaneEvaluation::list(const Expr &e) const {
  LaneValue out = all(e);
  llvm::StringRef extent = e.Type.ref();
  uint64_t count = 0;
  extent = extent.substr(extent.find('[') + 1);
  if (e.Children.empty() || extent.consumeInteger(10, count) || extent != "]" || count != e.Children.size())
    return out;
  const std::optional<int64_t> &first = value(e.Children[0]).Constant;
  if (first && llvm::all_of(e.Children, [&](uint32_t child) { return value(child).Constant == first; }))
    return constant(*first);
  return out;
}

LaneValue LaneEvaluation::subscript(const Expr &e) {
  uint32_t base = e.Children[0];
  while (B.Exprs[base].Kind == ExprKind::Cast && B.Exprs[base].Implicit && B.Exprs[base].Children.size() == 1)
    base = B.Exprs[base].Children[0];
  if (isArray(B.Exprs[base].Type))
    if (std::optional<uint32_t> key = keyOf(base))
      if (LaneValue held = read(Now, *key); held.Constant)
        return held;
  return load(combine("+", value(e.Children[0]), value(e.Children[1]), A.Shape));
}

LaneValue LaneEvaluation::addressOf(uint32_t expr) {
  const Expr &e = B.Exprs[expr];
  LaneValue out;
  if (std::optional<uint32_t> key = keyOf(expr)) {
    LaneValue content = read(Now, *key);
    out.InnerLanes = content.Lanes, out.InnerThreads = content.Threads;
    return out;
  }
  if (e.Kind == ExprKind::Subscript && e.Children.size() == 2)
    return combine("+", value(e.Children[0]), value(e.Children[1]), A.Shape);
  if (e.Kind == ExprKind::Unary && e.Text == "*" && e.Children.size() == 1)
    return value(e.Children[0]);
  if (e.Kind == ExprKind::Member && e.Children.size() == 1)
    return isPointer(B.Exprs[e.Children[0]].Type) ? value(e.Children[0])
                                                  : addressOf(e.Children[0]);
  return out;
}

LaneValue LaneEvaluation::unary(const Expr &e) {
  if (e.Children.size() != 1)
    return all(e);
  const LaneValue &v = value(e.Children[0]);
  if (e.Text == "&")
    return addressOf(e.Children[0]);
  if (e.Text == "*")
    return load(v);
  if (e.Text == "++" || e.Text == "--") {
    LaneValue old = v, next = combine(e.Text == "++" ? "+" : "-", v, constant(1), A.Shape);
    next.Below = 0;
    assign(e.Children[0], next);
    return e.Postfix ? old : next;
  }
  if (v.Constant && (e.Text == "~" || e.Text == "-"))
    return constant(e.Text == "~" ? ~*v.Constant : -*v.Constant);
  LaneValue out = combine(",", v, {}, A.Shape);
  if (e.Text == "!") {
    out.Mask = MaskSource::None;
  } else {
    out.Multiple = v.Multiple && e.Text != "~";
    if (e.Text == "+")
      out = v;
  }
  return out;
}

LaneValue LaneEvaluation::binary(const Expr &e) {
  if (e.Children.size() != 2)
    return all(e);
  const LaneValue &a = value(e.Children[0]), &b = value(e.Children[1]);
  if (e.Text == "=") {
    LaneValue v = b;
    assign(e.Children[0], v);
    return v;
  }
  if (e.Text == ",")
    return b;
  if (llvm::StringRef op = compound(e.Text); !op.empty()) {
    LaneValue v = combine(op, a, b, A.Shape);
    if (op == "+" || op == "-")
      v.Below = 0;
    assign(e.Children[0], v);
    return v;
  }
  LaneValue out = combine(e.Text, a, b, A.Shape);
  if (e.Text == "+" || e.Text == "-")
    if (isPointer(e.Type)) {
      out.InnerLanes = std::max(a.InnerLanes, b.InnerLanes);
      out.InnerThreads = std::max(a.InnerThreads, b.InnerThreads);
    }
  return out;
}

//===--- calls -----------------------------------------------------------------------===//

LaneValue LaneEvaluation::call(const Expr &e) {
  if (std::optional<int64_t> known = number(e.Value))
    return constant(*known);
  Roles does = All.rolesOf(B, e);
  if (does.any())
    return platformCall(e, does);
  if (e.Text.ends_with("operator=") && e.Children.size() == 2) {
    assign(e.Children[0], value(e.Children[1]));
    return value(e.Children[1]);
  }
  if (llvm::ArrayRef<const Body *> targets = All.Code.targets(e); !targets.empty())
    return ownCall(e, targets);
  LaneValue out = all(e);
  if (e.Object != NoIndex)
    out = combine(",", out, value(e.Object), A.Shape);
  // Neither the platform's functions nor the standard library's look at who calls them.
  bool platform =
      !e.Text.empty() && (All.Code.isPlatform(e.Text) || e.Text.starts_with("std::"));
  // A pointer that is passed may be written through.
  LaneValue stored = platform ? out : blur(out);
  stored.Lanes = std::max(stored.Lanes, std::min(out.InnerLanes, Differs::Unknown));
  for (uint32_t argument : e.Children)
    if (B.Exprs[argument].Kind == ExprKind::Unary && B.Exprs[argument].Text == "&")
      storeThrough(argument, stored);
  if (platform) {
    out.Ranked = out.Multiple = false;
    out.Lanes = std::max(out.Lanes, std::min(out.InnerLanes, Differs::Unknown));
    out.InnerLanes = out.InnerThreads = Differs::No;
    return out;
  }
  // A function that nobody defines may look at the index of the thread itself.
  out = blur(out);
  return raise(out, Differs::Unknown, Differs::Unknown);
}

/// Threads in the group that \p e is called on; 0 when not known.
uint32_t LaneEvaluation::groupSize(const Expr &e, Roles does) const {
  uint32_t group = e.Object;
  if (std::optional<unsigned> at = does.position(Operand::Group); at && *at < e.Children.size())
    group = e.Children[*at];
  if (group == NoIndex)
    return 0;
  llvm::StringRef type = B.Exprs[group].Type;
  uint32_t size = 0;
  type = type.substr(type.find('<') + 1);
  return type.consumeInteger(10, size) ? 0 : size;
}

LaneValue LaneEvaluation::platformCall(const Expr &e, Roles does) {
  auto operand = [&](Operand which) -> const LaneValue * {
    std::optional<unsigned> at = does.position(which);
    return at && *at < e.Children.size() ? &value(e.Children[*at]) : nullptr;
  };
  LaneValue out = all(e);
  out.Ranked = out.Multiple = false;
  if (does.has(Role::BlockUniform))
    return {};
  if (does.has(Role::Atomic))
    return differing(Differs::Data, Differs::Data);
  if (does.has(Role::Load)) {
    const LaneValue *address = operand(Operand::Address);
    return load(address ? *address : out);
  }
  if (does.has(Role::ActiveMask)) {
    // The lanes that call it together see the same; a branch before says who that is.
    out = differing(Differs::No, Differs::Data);
    out.Mask = MaskSource::Active;
    return out;
  }
  if (does.has(Role::LaneIndex)) {
    out = differing(Differs::Index, Differs::Index);
    uint32_t size = groupSize(e, does);
    out.Ranked = size && size % Warp == 0;
    out.Below = size;
    return out;
  }
  if (does.has(Role::WarpIndex)) {
    uint32_t size = groupSize(e, does);
    return differing(size && size % Warp == 0 ? Differs::No : Differs::Index, Differs::Index);
  }
  if (does.has(Role::ThreadIndex, Role::ThreadRank, Role::GridRank, Role::BlockIndex,
               Role::BlockSize, Role::GridSize, Role::WarpSize, Role::ThreadVariant))
    return indexPart(does, "");
  if (does.has(Role::WarpCollective)) {
    const LaneValue *mask = operand(Operand::Mask), *width = operand(Operand::Width),
                    *lane = operand(Operand::Lane), *given = operand(Operand::Value);
    bool group = (e.Object != NoIndex || does.position(Operand::Group)) &&
                 groupSize(e, does) % Warp != 0;
    bool full = !width || width->Constant == Warp;
    out.Mask = MaskSource::None;
    if (given)
      out.Lanes = given->Lanes, out.Threads = given->Threads, out.Shuffled = given->Shuffled;
    if (const LaneValue *predicate = operand(Operand::Predicate);
        predicate && does.has(Role::WarpUniform)) {
      // A ballot of what holds for all is a full mask.
      if (predicate->Constant && *predicate->Constant && mask && mask->Constant)
        return *mask;
      out.Mask = MaskSource::Ballot;
    } else if (given && !lane && !width && !does.has(Role::WarpUniform)) {
      out.Mask = MaskSource::Match;
    }
    if (group)
      return blur(out);
    if (does.has(Role::WarpUniform) || (lane && lane->Lanes == Differs::No && full)) {
      out.Lanes = Differs::No;
      out.Shuffled = false;
      return out;
    }
    if (out.Lanes != Differs::No) {
      out.Lanes = Differs::Unknown;
      out.Shuffled = true;
    }
    return out;
  }
  return out;
}

/// What \p lambda, called here, sees of the variables around it; those that it changes are left out.
std::map<std::string, LaneValue> LaneEvaluation::capturesOf(const Body &lambda) const {
  std::map<std::string, LaneValue> out;
  if (lambda.Enclosing.empty())
    return out;
  std::set<std::string> changed;
  for (const Expr &e : lambda.Exprs) {
    bool changes = (e.Kind == ExprKind::Binary && isAssignment(e.Text)) ||
                   (e.Kind == ExprKind::Unary && (e.Text == "&" || e.Text == "++" || e.Text == "--")) ||
                   e.Text.ends_with("operator=");
    if (!changes || e.Children.empty())
      continue;
    uint32_t at = e.Children[0];
    while (lambda.Exprs[at].Kind != ExprKind::Variable && !lambda.Exprs[at].Children.empty())
      at = lambda.Exprs[at].Children[0];
    changed.insert(lambda.Exprs[at].Usr.str());
  }
  for (const Variable &outer : lambda.Outer) {
    if (!outer.Captured || changed.count(outer.Usr) || isArray(outer.Type) || isReference(outer.Type))
      continue;
    if (auto it = A.Captures.find(outer.Usr); it != A.Captures.end())
      out.insert(*it);
    for (uint32_t local = 0; local < B.Variables.size(); ++local) {
      if (B.Variables[local].Usr != outer.Usr)
        continue;
      auto key = Names.find(std::to_string(local));
      if (key != Names.end())
        out[outer.Usr] = read(Now, key->second);
    }
  }
  return out;
}

LaneValue LaneEvaluation::ownCall(const Expr &e, llvm::ArrayRef<const Body *> targets) {
  LaneValue out;
  bool any = false;
  for (const Body *target : targets) {
    if (target->Where == Side::Host || target->Blocks.empty() ||
        (target->Template && targets.size() > 1 && hasInstantiation(All.Code, *target)))
      continue;
    if (All.Open.count(target)) {
      // A circle: as if nobody defined it.
      LaneValue again = raise(blur(all(e)), Differs::Unknown, Differs::Unknown);
      out = any ? join(out, again) : again;
      any = true;
      continue;
    }
    std::vector<const Variable *> parameters;
    for (const Variable &v : target->Variables)
      if (v.Parameter)
        parameters.push_back(&v);
    // An operator of a class has its object among the arguments.
    size_t skip = e.Object == NoIndex && e.Children.size() == parameters.size() + 1 ? 1 : 0;
    std::vector<LaneValue> arguments(parameters.size() + 1);
    for (size_t i = 0; i < parameters.size() && i + skip < e.Children.size(); ++i) {
      uint32_t argument = e.Children[i + skip];
      arguments[i] = value(argument);
      // By reference to an array: what it holds.
      if (isReference(parameters[i]->Type))
        if (std::optional<uint32_t> key = keyOf(argument))
          arguments[i] = read(Now, *key);
      arguments[i].Is = LaneValue::None;
    }
    std::optional<uint32_t> object;
    if (e.Object != NoIndex)
      object = e.Object;
    else if (skip)
      object = e.Children[0];
    if (object)
      arguments.back() = combine(",", value(*object), {}, A.Shape);
    const Activation &made = All.activate(*target, std::move(arguments), A.Shape, capturesOf(*target));
    for (size_t i = 0; i < parameters.size() && i + skip < e.Children.size(); ++i)
      if (i < made.Stored.size() && made.Stored[i]) {
        uint32_t argument = e.Children[i + skip];
        if (!isReference(parameters[i]->Type))
          storeThrough(argument, *made.Stored[i]);
        else if (std::optional<uint32_t> key = keyOf(argument))
          write(*key, *made.Stored[i], true);
        else
          assign(argument, *made.Stored[i]);
      }
    if (object && made.Stored.back())
      if (std::optional<uint32_t> key = keyOf(*object); key && !isPointer(B.Exprs[*object].Type))
        write(*key, *made.Stored.back(), true);
    LaneValue result = e.Kind == ExprKind::Construct && made.Stored.back() ? *made.Stored.back()
                                                                          : made.Result;
    out = any ? join(out, result) : result;
    any = true;
  }
  return any ? out : all(e);
}

} // namespace ascendify
