//===- Lanes.cpp - activations, and who reaches what ----------------------===//
#include "Flow/Lanes.h"
#include "Flow/LaneEvaluation.h"
#include "llvm/ADT/STLExtras.h"

namespace ascendify {
namespace {

/// Kinds of arguments that one function is looked at for, before constants are left out, and before
/// all further ones are taken together.
constexpr size_t MostExact = 12, MostActivations = 40;

/// The constant extents of a launch's block argument.
std::optional<BlockShape> shapeOf(const Body &body, uint32_t expr, unsigned depth = 0) {
  const Expr &e = body.Exprs[expr];
  auto number = [&](uint32_t child) -> uint32_t {
    uint32_t value = 0;
    return llvm::StringRef(body.Exprs[child].Value).getAsInteger(10, value) ? 0 : value;
  };
  auto shape = [](uint32_t x, uint32_t y, uint32_t z) {
    BlockShape out;
    out.X = x, out.Y = y, out.Z = z;
    return out;
  };
  if (!e.Value.empty())
    return shape(number(expr), 1, 1);
  if (e.Kind == ExprKind::Construct && e.Children.size() == 3) {
    return shape(number(e.Children[0]), number(e.Children[1]), number(e.Children[2]));
  }
  if ((e.Kind == ExprKind::Cast || e.Kind == ExprKind::Construct) && e.Children.size() == 1)
    return shapeOf(body, e.Children[0], depth);
  if (e.Kind != ExprKind::Variable || e.Local == NoIndex || depth > 4)
    return std::nullopt;
  // A local that is set where it is declared, and nowhere else.
  std::optional<uint32_t> initial;
  for (const Expr &other : body.Exprs) {
    if (other.Kind == ExprKind::Declaration && other.Local == e.Local && other.Children.size() == 1)
      initial = other.Children[0];
    bool changes = (other.Kind == ExprKind::Binary && other.Text.ends_with("=") &&
                    other.Text != "==" && other.Text != "!=" && other.Text != "<=" &&
                    other.Text != ">=") ||
                   (other.Kind == ExprKind::Call && other.Text.ends_with("operator=")) ||
                   (other.Kind == ExprKind::Unary &&
                    (other.Text == "&" || other.Text == "++" || other.Text == "--"));
    if (!changes || other.Children.empty())
      continue;
    uint32_t changed = other.Children[0];
    while (body.Exprs[changed].Kind == ExprKind::Member && !body.Exprs[changed].Children.empty())
      changed = body.Exprs[changed].Children[0];
    if (body.Exprs[changed].Local == e.Local && body.Exprs[changed].Kind == ExprKind::Variable)
      return std::nullopt;
  }
  return initial ? shapeOf(body, *initial, depth + 1) : std::nullopt;
}

/// What all launches of \p kernel agree on, and the greatest extents.
BlockShape launchShape(const Program &code, const Body &kernel) {
  std::optional<BlockShape> agreed;
  BlockShape greatest;
  for (const CallSite &site : code.callers(kernel)) {
    const Expr &launch = site.Caller->Exprs[site.Call];
    if (launch.Kind != ExprKind::Launch || launch.Children.size() < 2 || site.Caller->Template)
      continue;
    BlockShape shape = shapeOf(*site.Caller, launch.Children[1]).value_or(BlockShape());
    if (!agreed)
      agreed = greatest = shape;
    for (uint32_t BlockShape::*extent : {&BlockShape::X, &BlockShape::Y, &BlockShape::Z})
      if ((*agreed).*extent != shape.*extent)
        (*agreed).*extent = 0;
    auto most = [&](uint32_t &known, uint32_t extent) {
      known = extent && known ? std::max(known, extent) : 0;
    };
    most(greatest.X, shape.X), most(greatest.Y, shape.Y), most(greatest.Z, shape.Z);
  }
  if (!agreed)
    return {};
  agreed->MostX = greatest.X, agreed->MostY = greatest.Y, agreed->MostZ = greatest.Z;
  return *agreed;
}

bool calledFromDevice(const Program &code, const Body &body) {
  for (const CallSite &site : code.callers(body))
    if (site.Caller->Where != Side::Host && site.Caller != &body &&
        site.Caller->Exprs[site.Call].Kind == ExprKind::Call)
      return true;
  return false;
}

} // namespace

bool hasInstantiation(const Program &code, const Body &body) {
  if (!body.Template)
    return false;
  for (const Body *other : code.definitions(body.Usr))
    if (!other->Template && other->Place == body.Place)
      return true;
  return false;
}

LaneAnalysis::LaneAnalysis(const Program &code, BlockLimits limits) : Code(code), Limits(limits) {
  auto isSeen = [&](const Body &body) {
    return body.Where != Side::Host && !body.Blocks.empty() && !hasInstantiation(code, body);
  };
  auto start = [&](const Body &body) {
    activate(body, std::vector<LaneValue>(), body.Kernel ? launchShape(code, body) : BlockShape());
  };
  for (const Body &body : code.bodies())
    if (isSeen(body) && (body.Kernel || !calledFromDevice(code, body)))
      start(body);
  // What only functions of a circle call.
  for (const Body &body : code.bodies())
    if (isSeen(body) && !Made.count(&body))
      start(body);
}

LaneAnalysis::~LaneAnalysis() = default;

std::vector<const Activation *> LaneAnalysis::activations() const {
  std::vector<const Activation *> out;
  for (const Body &body : Code.bodies())
    if (auto it = Made.find(&body); it != Made.end())
      for (const auto &one : it->second)
        out.push_back(one.get());
  return out;
}

const Activation &LaneAnalysis::activate(const Body &body, std::vector<LaneValue> arguments,
                                         BlockShape shape, std::map<std::string, LaneValue> captures) {
  size_t parameters = 0;
  for (const Variable &v : body.Variables)
    parameters += v.Parameter;
  arguments.resize(parameters + 1);
  std::vector<std::unique_ptr<Activation>> &made = Made[&body];
  if (made.size() >= MostExact)
    for (LaneValue &a : arguments)
      a.Constant.reset(), a.Below = 0;
  if (made.size() >= MostActivations) {
    for (LaneValue &a : arguments)
      a = blur(raise(a, Differs::Unknown, Differs::Unknown));
    shape = {};
    captures.clear();
  }
  shape.Limits = Limits;
  for (const auto &one : made)
    if (one->Shape == shape && one->Arguments == arguments && one->Captures == captures)
      return *one;
  auto fresh = std::make_unique<Activation>(body, ControlFlow(body, [&](uint32_t block) {
    return LaneEvaluation::ends(*this, body, block);
  }));
  fresh->Shape = shape;
  fresh->Arguments = std::move(arguments);
  fresh->Captures = std::move(captures);
  Open.insert(&body);
  LaneEvaluation(*this, *fresh).run();
  Open.erase(&body);
  made.push_back(std::move(fresh));
  return *made.back();
}

Roles LaneAnalysis::rolesOf(const Body &body, const Expr &call) const {
  Roles does = Code.rolesOf(call.Text);
  if (!does.has(Role::GroupBarrier))
    return does;
  uint32_t group = call.Object;
  if (std::optional<unsigned> at = does.position(Operand::Group); at && *at < call.Children.size())
    group = call.Children[*at];
  Roles kind = group == NoIndex ? Roles() : Code.rolesOfType(body.Exprs[group].Type);
  if (kind.has(Role::BlockGroup))
    does.add(Role::BlockBarrier);
  if (kind.has(Role::WarpGroup))
    does.add(Role::WarpBarrier);
  if (kind.has(Role::GridGroup))
    does.add(Role::GridBarrier);
  return does;
}

FirstCall LaneAnalysis::first(const Body &body, Role role,
                              std::map<const Body *, FirstCall> &known,
                              std::set<const Body *> &open) const {
  if (auto it = known.find(&body); it != known.end())
    return it->second;
  if (!open.insert(&body).second)
    return {};
  FirstCall found;
  for (uint32_t i = 0; i < body.Exprs.size() && !found.In; ++i) {
    const Expr &e = body.Exprs[i];
    if (e.Kind != ExprKind::Call && e.Kind != ExprKind::Construct)
      continue;
    if (rolesOf(body, e).has(role))
      found = {&body, i};
    else
      for (const Body *target : Code.targets(e))
        if (!found.In && target->Where != Side::Host)
          found = first(*target, role, known, open);
  }
  open.erase(&body);
  known[&body] = found;
  return found;
}

FirstCall LaneAnalysis::firstWarpCollective(const Body &body) const {
  std::set<const Body *> open;
  return first(body, Role::WarpCollective, Collectives, open);
}

FirstCall LaneAnalysis::firstBlockBarrier(const Body &body) const {
  std::set<const Body *> open;
  return first(body, Role::BlockBarrier, Barriers, open);
}

std::string spell(const Body &body, uint32_t expr) {
  const Expr &e = body.Exprs[expr];
  auto child = [&](size_t i) { return i < e.Children.size() ? spell(body, e.Children[i]) : "…"; };
  auto operand = [&](size_t i) {
    std::string text = child(i);
    ExprKind kind = i < e.Children.size() ? body.Exprs[e.Children[i]].Kind : ExprKind::Other;
    return kind == ExprKind::Binary || kind == ExprKind::Conditional ? "(" + text + ")" : text;
  };
  switch (e.Kind) {
  case ExprKind::Literal:
    return (e.Spelling.empty() ? e.Text : e.Spelling).str();
  case ExprKind::Variable:
    return e.Text.ref().substr(e.Text.ref().rfind(':') + 1).str();
  case ExprKind::Unary:
    return e.Postfix ? operand(0) + e.Text.str() : e.Text.str() + operand(0);
  case ExprKind::Binary: {
    // Equal operators need no parentheses on the left.
    std::string left = !e.Children.empty() && body.Exprs[e.Children[0]].Text == e.Text.ref()
                           ? child(0)
                           : operand(0);
    return left + " " + e.Text.str() + " " + operand(1);
  }
  case ExprKind::Conditional:
    return operand(0) + " ? " + child(1) + " : " + child(2);
  case ExprKind::Member: {
    if (e.Children.empty() || body.Exprs[e.Children[0]].Kind == ExprKind::This)
      return e.Text.str();
    bool pointer = body.Exprs[e.Children[0]].Type.ends_with("*");
    return child(0) + (pointer ? "->" : ".") + e.Text.str();
  }
  case ExprKind::Subscript:
    return operand(0) + "[" + child(1) + "]";
  case ExprKind::Cast:
    return e.Implicit || e.Children.empty() ? child(0) : "(" + e.Type.str() + ")" + operand(0);
  case ExprKind::Declaration:
    return e.Text.str();
  case ExprKind::Call: {
    std::string out = e.Text.ref().substr(e.Text.ref().rfind(':') + 1).str() + "(";
    if (e.Object != NoIndex)
      out = spell(body, e.Object) + "." + out;
    bool any = false;
    for (uint32_t argument : e.Children) {
      if (body.Exprs[argument].Implicit && body.Exprs[argument].Kind == ExprKind::Literal)
        continue;
      out += (any ? ", " : "") + spell(body, argument);
      any = true;
    }
    return out + ")";
  }
  default:
    return e.Children.size() == 1 ? child(0) : "…";
  }
}

} // namespace ascendify
