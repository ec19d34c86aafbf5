//===- LaneExprs.cpp - what expressions give the lanes --------------------===//
#include "Flow/LaneEvaluation.h"
#include "llvm/ADT/STLExtras.h"

namespace ascendify {

/// The operator of a compound assignment, or nothing.
static llvm::StringRef compound(llvm::StringRef op) {
  if (op.size() < 2 || op.back() != '=' || op == "==" || op == "!=" || op == "<=" || op == ">=")
    return {};
  return op.drop_back();
}

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
  std::optional<int64_t> known = numberIn(e.Value);
  if (known && e.Kind != ExprKind::Declaration && e.Kind != ExprKind::Call)
    fixed = constantLane(*known);
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
  bool whole = !shape.X || shape.X % WarpSize == 0 || shape.flat();
  if (does.has(Role::ThreadIndex)) {
    out = differing(Differs::Index, Differs::Index);
    uint32_t extent = part == "x" ? shape.X : part == "y" ? shape.Y : part == "z" ? shape.Z : 0;
    uint32_t most = part == "x" ? shape.MostX : part == "y" ? shape.MostY : part == "z" ? shape.MostZ : 0;
    if (extent == 1)
      return constantLane(0);
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
                  : lanes % WarpSize == 0 ? Differs::No
                  : lanes < WarpSize      ? Differs::Index
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
      out = constantLane(extent);
    else
      out.Multiple = part == "x" || part.empty();
    out.Is = part == "x" ? LaneValue::BlockX : part == "y" ? LaneValue::BlockY : part == "z" ? LaneValue::BlockZ : LaneValue::None;
  } else if (does.has(Role::WarpSize)) {
    out = constantLane(WarpSize);
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
    return constantLane(*first);
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
    LaneValue old = v, next = combine(e.Text == "++" ? "+" : "-", v, constantLane(1), A.Shape);
    next.Below = 0;
    assign(e.Children[0], next);
    return e.Postfix ? old : next;
  }
  if (v.Constant && (e.Text == "~" || e.Text == "-"))
    return constantLane(e.Text == "~" ? ~*v.Constant : -*v.Constant);
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

} // namespace ascendify
