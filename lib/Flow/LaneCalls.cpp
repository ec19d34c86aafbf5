//===- LaneCalls.cpp - what calls give the lanes --------------------------===//
//
// Of the platform by what its tables say, of the code itself by an activation for these arguments.
//
//===----------------------------------------------------------------------===//
#include "Flow/LaneEvaluation.h"
#include "Flow/Variables.h"
#include "llvm/ADT/STLExtras.h"

namespace ascendify {

LaneValue LaneEvaluation::call(const Expr &e) {
  if (std::optional<int64_t> known = numberIn(e.Value))
    return constantLane(*known);
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
    out.Ranked = size && size % WarpSize == 0;
    out.Below = size;
    return out;
  }
  if (does.has(Role::WarpIndex)) {
    uint32_t size = groupSize(e, does);
    return differing(size && size % WarpSize == 0 ? Differs::No : Differs::Index, Differs::Index);
  }
  if (does.has(Role::ThreadIndex, Role::ThreadRank, Role::GridRank, Role::BlockIndex,
               Role::BlockSize, Role::GridSize, Role::WarpSize, Role::ThreadVariant))
    return indexPart(does, "");
  if (does.has(Role::WarpCollective)) {
    const LaneValue *mask = operand(Operand::Mask), *width = operand(Operand::Width),
                    *lane = operand(Operand::Lane), *given = operand(Operand::Value);
    bool group = (e.Object != NoIndex || does.position(Operand::Group)) &&
                 groupSize(e, does) % WarpSize != 0;
    bool full = !width || width->Constant == WarpSize;
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
