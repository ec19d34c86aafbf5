//===- Ranges.cpp - values through assignments, calls and comparisons ------===//
//
// Works backwards from the place that is asked for: which definitions of the variable reach it, and
// what was compared on every way there. A question has a budget; what it does not cover is an input.
//
//===----------------------------------------------------------------------===//
#include "Flow/Ranges.h"
#include "Flow/Lanes.h"
#include "Flow/Variables.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringSwitch.h"

namespace ascendify {

/// Where a variable, or a part of it, gets a value.
struct RangeAnalysis::Definition {
  enum Kind : uint8_t { Initial, Assigned, Updated, Stepped, Written } Is = Assigned;
  uint32_t At = 0;         ///< the expression that does it
  uint32_t Value = NoIndex;
  std::string Rest;        ///< the part of Value that is meant
  bool ByPlatform = false; ///< Written: a function of the platform fills it in
};

struct RangeAnalysis::Query {
  const Body *Code;
  Query *Caller = nullptr;           ///< the call that is looked into; null at the top
  std::vector<uint32_t> Arguments;   ///< of it, in the caller's body
  unsigned *Budget;
  std::set<const Body *> *Open;      ///< functions whose parameters or results are asked for
  std::set<std::tuple<const Body *, uint32_t, std::string>> *Defining;
  bool Constrain = true;
};

namespace {

constexpr unsigned MaxCallers = 24, MaxDepth = 6, MaxAlternatives = 12, MaxBlocks = 1500;

bool isInteger(llvm::StringRef type) {
  type.consume_front("const ");
  type = type.trim(" &");
  return rangeOfType(type) != IntRange() || type == "long" || type == "long long";
}

bool isFloating(llvm::StringRef type) {
  type.consume_front("const ");
  return type == "float" || type == "double" || type == "long double";
}

/// \p f without what comparisons say of it.
FormulaRef bare(FormulaRef f) {
  while (f->Op == Formula::Within)
    f = f->A;
  return f;
}

/// What a branch tests, without conversions.
/// With \p turned: it is tested for being false when that is set behind the call.
uint32_t condition(const Body &body, const BasicBlock &branch, bool *turned = nullptr) {
  uint32_t at = branch.Condition;
  auto denies = [&] { return turned && body.Exprs[at].Kind == ExprKind::Unary && body.Exprs[at].Text == "!"; };
  while ((body.Exprs[at].Kind == ExprKind::Cast || denies()) && body.Exprs[at].Children.size() == 1) {
    if (denies())
      *turned = !*turned;
    at = body.Exprs[at].Children[0];
  }
  return at;
}

llvm::StringRef plainName(llvm::StringRef name) { return name.substr(name.rfind(':') + 1); }

} // namespace

IntRange rangeOfType(llvm::StringRef type) {
  type.consume_front("const ");
  type = type.trim(" &");
  return llvm::StringSwitch<IntRange>(type)
      .Case("bool", {0, 1})
      .Cases({"char", "signed char"}, {-128, 127})
      .Case("unsigned char", {0, 255})
      .Case("short", {-32768, 32767})
      .Case("unsigned short", {0, 65535})
      .Case("int", {INT32_MIN, INT32_MAX})
      .Case("unsigned int", {0, UINT32_MAX})
      .Cases({"unsigned long", "unsigned long long"}, {0, INT64_MAX})
      .Default({});
}

FormulaRef RangeAnalysis::unknown(const Body &body, uint32_t expr, const std::string &path,
                                  InputKind from) const {
  std::string text = spell(body, expr);
  bool isDim = path == "x" || path == "y" || path == "z";
  IntRange range = isDim ? IntRange{0, UINT32_MAX} : path.empty() ? rangeOfType(body.Exprs[expr].Type) : IntRange();
  if (!path.empty())
    text += "." + path;
  return inputFormula(text, body.Usr + "#" + text, from, range);
}

RangeAnalysis::RangeAnalysis(const Program &code) : Code(code) {
  for (const Body &body : code.bodies())
    for (const Expr &e : body.Exprs)
      if (e.Kind == ExprKind::Binary && e.Text == "=" && e.Children.size() == 2)
        if (const Expr &target = body.Exprs[e.Children[0]];
            target.Kind == ExprKind::Variable && target.Local == NoIndex && !target.Usr.empty())
          Assigned[target.Usr.str()].push_back({&body, e.Children[1]});
}
RangeAnalysis::~RangeAnalysis() = default;

const std::vector<RangeAnalysis::Definition> &
RangeAnalysis::definitions(const Body &body, uint32_t local, const std::string &path) const {
  auto [it, isNew] = Definitions.try_emplace({&body, local, path});
  if (isNew)
    it->second = findDefinitions(body, local, path);
  return it->second;
}

/// All places that give \p local, or the part \p path of it, a value.
std::vector<RangeAnalysis::Definition>
RangeAnalysis::findDefinitions(const Body &body, uint32_t local, const std::string &path) const {
  std::vector<Definition> out;
  auto matches = [&](uint32_t target, std::string &rest) {
    std::optional<VariablePart> part = partOf(body, target);
    if (!part || part->Local != local)
      return 0;
    if (part->Path == path)
      return 1;
    if (part->Path.empty()) {
      rest = path;
      return 1;
    }
    if (llvm::StringRef(path).starts_with(part->Path + ".")) {
      rest = path.substr(part->Path.size() + 1);
      return 1;
    }
    return path.empty() || llvm::StringRef(part->Path).starts_with(path + ".") ? 2 : 0;
  };
  for (uint32_t i = 0; i < body.Exprs.size(); ++i) {
    const Expr &e = body.Exprs[i];
    Definition d;
    d.At = i;
    switch (e.Kind) {
    case ExprKind::Declaration:
      if (e.Local != local)
        continue;
      d.Is = Definition::Initial;
      d.Value = e.Children.empty() ? NoIndex : e.Children[0];
      d.Rest = path;
      out.push_back(d);
      continue;
    case ExprKind::Binary: {
      if (!isAssignment(e.Text) || e.Children.size() != 2)
        continue;
      int how = matches(e.Children[0], d.Rest);
      if (!how)
        continue;
      d.Is = how == 2 ? Definition::Written : e.Text == "=" ? Definition::Assigned : Definition::Updated;
      d.Value = e.Children[1];
      out.push_back(d);
      continue;
    }
    case ExprKind::Unary: {
      bool steps = e.Text == "++" || e.Text == "--";
      if ((!steps && e.Text != "&") || e.Children.empty())
        continue;
      int how = matches(e.Children[0], d.Rest);
      if (!how || (!steps && isReadOnlyUse(body, i)))
        continue;
      d.Is = steps && how == 1 ? Definition::Stepped : Definition::Written;
      d.Value = e.Children[0];
      if (!steps)
        d.ByPlatform = llvm::any_of(body.Exprs, [&](const Expr &call) {
          return call.Kind == ExprKind::Call && Code.targets(call).empty() &&
                 Code.isPlatform(call.Text) && llvm::any_of(call.Children, [&](uint32_t c) {
                   return c == i || (body.Exprs[c].Kind == ExprKind::Cast &&
                                     llvm::is_contained(body.Exprs[c].Children, i));
                 });
        });
      out.push_back(d);
      continue;
    }
    case ExprKind::Call:
      if (plainName(e.Text).starts_with("operator=") && e.Children.size() == 2) {
        if (int how = matches(e.Children[0], d.Rest)) {
          d.Is = how == 2 ? Definition::Written : Definition::Assigned;
          d.Value = e.Children[1];
          out.push_back(d);
        }
        continue;
      }
      [[fallthrough]];
    case ExprKind::Construct:
      for (size_t a = 0; a < e.Children.size(); ++a)
        if (changesArgument(e, a) && matches(e.Children[a], d.Rest)) {
          d.Is = Definition::Written;
          d.Value = e.Children[a];
          d.ByPlatform = Code.targets(e).empty() && Code.isPlatform(e.Text);
          out.push_back(d);
          break;
        }
      continue;
    default:
      continue;
    }
  }
  return out;
}

FormulaRef RangeAnalysis::value(const Body &body, uint32_t expr) const {
  unsigned budget = 3000;
  std::set<const Body *> open;
  std::set<std::tuple<const Body *, uint32_t, std::string>> defining;
  Query q{&body, nullptr, {}, &budget, &open, &defining, true};
  return evaluate(q, expr);
}

FormulaRef RangeAnalysis::member(const Body &body, uint32_t expr, llvm::StringRef name) const {
  unsigned budget = 3000;
  std::set<const Body *> open;
  std::set<std::tuple<const Body *, uint32_t, std::string>> defining;
  Query q{&body, nullptr, {}, &budget, &open, &defining, true};
  return path(q, expr, name.str());
}

std::array<FormulaRef, 3> RangeAnalysis::extents(const Body &body, uint32_t expr) const {
  if (rangeOfType(body.Exprs[expr].Type) != IntRange())
    return {value(body, expr), constantFormula(1), constantFormula(1)};
  return {member(body, expr, "x"), member(body, expr, "y"), member(body, expr, "z")};
}

FormulaRef RangeAnalysis::evaluate(Query &q, uint32_t expr) const {
  const Expr &e = q.Code->Exprs[expr];
  int64_t number = 0;
  if (!e.Value.empty() && !e.Value.ref().getAsInteger(10, number))
    return constantFormula(number);
  if (!*q.Budget)
    return unknown(*q.Code, expr, "", InputKind::Opaque);
  --*q.Budget;
  return evaluateNew(q, expr);
}

FormulaRef RangeAnalysis::evaluateNew(Query &q, uint32_t expr) const {
  const Body &body = *q.Code;
  const Expr &e = body.Exprs[expr];
  auto child = [&](size_t i) { return evaluate(q, e.Children[i]); };
  switch (e.Kind) {
  case ExprKind::Literal: {
    int64_t number = 0;
    if (!e.Text.ref().getAsInteger(10, number))
      return constantFormula(number);
    return unknown(body, expr, "", InputKind::Opaque);
  }
  case ExprKind::Variable:
    if (e.Local != NoIndex)
      return variable(q, expr, e.Local, "");
    {
      Roles does = Code.rolesOf(e.Text);
      InputKind from = does.any() || holdsDevice(e.Usr.str()) ? InputKind::Device : InputKind::Named;
      FormulaRef out = inputFormula(spell(body, expr), e.Usr.str(), from, rangeOfType(e.Type));
      return constrained(q, out, e.Block);
    }
  case ExprKind::Cast: {
    if (e.Children.empty())
      break;
    FormulaRef inner = child(0);
    IntRange type = rangeOfType(e.Type), now = rangeOf(inner);
    return now.Lo < type.Lo || now.Hi > type.Hi ? within(inner, type) : inner;
  }
  case ExprKind::Unary:
    if (e.Children.empty())
      break;
    if (e.Text == "-")
      return combine(Formula::Subtract, constantFormula(0), child(0));
    if (e.Text == "+")
      return child(0);
    if (e.Text == "++" || e.Text == "--") {
      FormulaRef old = child(0);
      return e.Postfix ? old
                       : combine(e.Text == "++" ? Formula::Add : Formula::Subtract, old, constantFormula(1));
    }
    break;
  case ExprKind::Binary: {
    if (e.Children.size() != 2)
      break;
    if (e.Text == "=" || e.Text == ",")
      return child(1);
    if (isFloating(e.Type)) // arithmetic is that of integers
      break;
    auto op = llvm::StringSwitch<std::optional<Formula::Operator>>(e.Text.ref())
                  .Case("+", Formula::Add).Case("-", Formula::Subtract).Case("*", Formula::Multiply)
                  .Case("/", Formula::Divide).Case("%", Formula::Remainder)
                  .Case("<<", Formula::ShiftLeft).Case(">>", Formula::ShiftRight)
                  .Case("&", Formula::And).Default(std::nullopt);
    if (op)
      return constrained(q, combine(*op, child(0), child(1)), e.Block);
    if (isComparison(e.Text))
      return inputFormula("(" + spell(body, expr) + ")", body.Usr + "#" + std::to_string(expr), InputKind::Opaque, {0, 1});
    break;
  }
  case ExprKind::Conditional:
    if (e.Children.size() == 3)
      return choice(q, e.Children[0], child(1), child(2));
    break;
  case ExprKind::Member:
  case ExprKind::Subscript:
    return path(q, expr, "");
  case ExprKind::Call:
    return call(q, expr, "");
  case ExprKind::Construct:
  case ExprKind::List:
    if (e.Children.size() == 1)
      return child(0);
    break;
  default:
    break;
  }
  return unknown(body, expr, "", InputKind::Opaque);
}

/// \p yes where \p condition holds, else \p no: `a < b ? a : b` is the smaller.
FormulaRef RangeAnalysis::choice(Query &q, uint32_t condition, FormulaRef yes, FormulaRef no) const {
  const Expr *test = &q.Code->Exprs[condition];
  while (test->Kind == ExprKind::Cast && test->Children.size() == 1)
    test = &q.Code->Exprs[test->Children[0]];
  bool less = test->Text == "<" || test->Text == "<=", more = test->Text == ">" || test->Text == ">=";
  if (test->Kind == ExprKind::Binary && test->Children.size() == 2 && (less || more) &&
      isInteger(q.Code->Exprs[test->Children[0]].Type)) {
    Query plain = q;
    plain.Constrain = false;
    FormulaRef a = bare(evaluate(plain, test->Children[0])), b = bare(evaluate(plain, test->Children[1])), y = bare(yes), n = bare(no);
    if (y->Key == a->Key && n->Key == b->Key)
      return combine(less ? Formula::Min : Formula::Max, y, n);
    if (y->Key == b->Key && n->Key == a->Key)
      return combine(less ? Formula::Max : Formula::Min, y, n);
  }
  return combine(Formula::Either, yes, no);
}

/// Part \p name of the object \p expr; the value itself when \p name is empty.
FormulaRef RangeAnalysis::path(Query &q, uint32_t expr, const std::string &name) const {
  const Body &body = *q.Code;
  const Expr &e = body.Exprs[expr];
  if (name.empty() && ((e.Kind != ExprKind::Member && e.Kind != ExprKind::Subscript) || !e.Value.empty()))
    return evaluate(q, expr);
  if (!*q.Budget)
    return unknown(body, expr, name, InputKind::Opaque);
  --*q.Budget;
  if (e.Kind == ExprKind::Member || e.Kind == ExprKind::Variable) {
    if (std::optional<VariablePart> part = partOf(body, expr)) {
      std::string whole = part->Path.empty() || name.empty() ? part->Path + name : part->Path + "." + name;
      return variable(q, expr, part->Local, whole);
    }
    const Expr *base = &e;
    while (base->Kind == ExprKind::Member && !base->Children.empty())
      base = &body.Exprs[base->Children[0]];
    bool device = Code.isPlatformType(base->Type) && !base->Type.contains("dim3") && !base->Type.contains("uint3");
    return constrained(q, unknown(body, expr, name, device || Code.rolesOf(base->Text).any() ? InputKind::Device : InputKind::Named),
                       e.Block);
  }
  switch (e.Kind) {
  case ExprKind::Construct:
  case ExprKind::List:
    return component(q, e.Children, name, expr);
  case ExprKind::Cast:
    if (e.Children.size() == 1)
      return path(q, e.Children[0], name);
    break;
  case ExprKind::Conditional:
    if (e.Children.size() == 3)
      return combine(Formula::Either, path(q, e.Children[1], name), path(q, e.Children[2], name));
    break;
  case ExprKind::Call:
    return call(q, expr, name);
  default:
    break;
  }
  // A number that stands for a dim3.
  if (rangeOfType(e.Type) != IntRange() && !name.empty())
    return name == "x" ? evaluate(q, expr) : constantFormula(1);
  return unknown(body, expr, name, InputKind::Opaque);
}

/// A part of what is made from \p values: `dim3(a, b)`, `{a, b, c}`.
FormulaRef RangeAnalysis::component(Query &q, llvm::ArrayRef<uint32_t> values, const std::string &name,
                                    uint32_t expr) const {
  const Body &body = *q.Code;
  bool isDim = body.Exprs[expr].Type.contains("dim3") || body.Exprs[expr].Text == "dim3";
  size_t at = llvm::StringSwitch<size_t>(name).Case("x", 0).Case("y", 1).Case("z", 2).Default(99);
  // A copy, or a class around one value.
  if (values.size() == 1 && rangeOfType(body.Exprs[values[0]].Type) == IntRange() &&
      body.Exprs[values[0]].Type.contains("dim3"))
    return path(q, values[0], name);
  if (at < values.size() && !name.empty())
    return evaluate(q, values[at]);
  if (isDim && at < 3)
    return constantFormula(1);
  return unknown(body, expr, name, InputKind::Opaque);
}

FormulaRef RangeAnalysis::variable(Query &q, uint32_t use, uint32_t local, const std::string &name) const {
  const Body &body = *q.Code;
  const Variable &v = body.Variables[local];
  std::string shown = name.empty() ? v.Name : v.Name + "." + name;
  std::string key = body.Usr + "#" + v.Usr + "." + name;
  bool isDim = name == "x" || name == "y" || name == "z" || llvm::StringRef(name).ends_with(".x") ||
               llvm::StringRef(name).ends_with(".y") || llvm::StringRef(name).ends_with(".z");
  IntRange type = isDim ? IntRange{0, UINT32_MAX}
                  : name.empty() ? rangeOfType(v.Type) : rangeOfType(body.Exprs[use].Type);
  int64_t number = 0;
  if (name.empty() && !v.Value.empty() && !llvm::StringRef(v.Value).getAsInteger(10, number))
    return constantFormula(number);

  const std::vector<Definition> &all = definitions(body, local, name);
  ReachingDefinitions reaching = [&] {
    std::vector<uint32_t> at;
    for (const Definition &d : all)
      at.push_back(d.At);
    return reachingAt(body, at, use);
  }();
  FormulaRef out;
  bool truncated = reaching.Found.size() > MaxAlternatives;
  auto join = [&](FormulaRef f) { out = out ? combine(Formula::Either, out, f) : f; };
  if (reaching.Entry)
    join(constrained(q, v.Parameter ? parameter(q, local, name) : inputFormula(shown, key, InputKind::Opaque, type),
                     body.Exprs[use].Block, &reaching.Blocked));
  for (uint32_t index : reaching.Found) {
    if (truncated)
      break;
    const Definition &d = all[index];
    if (d.Is == Definition::Written) {
      join(inputFormula(shown, key + "@" + std::to_string(d.At), d.ByPlatform ? InputKind::Device : InputKind::Opaque, type));
      continue;
    }
    auto mark = std::make_tuple(&body, d.At, name);
    if (!q.Defining->insert(mark).second) {
      join(inputFormula(shown, key, InputKind::Looping, type));
      continue;
    }
    FormulaRef f;
    if (d.Is == Definition::Stepped) {
      FormulaRef before = variable(q, d.At, local, name);
      f = combine(body.Exprs[d.At].Text == "++" ? Formula::Add : Formula::Subtract, before, constantFormula(1));
    } else if (d.Is == Definition::Updated) {
      FormulaRef before = variable(q, d.At, local, name), by = evaluate(q, d.Value);
      auto op = llvm::StringSwitch<std::optional<Formula::Operator>>(body.Exprs[d.At].Text.ref().drop_back())
                    .Case("+", Formula::Add).Case("-", Formula::Subtract).Case("*", Formula::Multiply)
                    .Case("/", Formula::Divide).Case("%", Formula::Remainder)
                    .Case("<<", Formula::ShiftLeft).Case(">>", Formula::ShiftRight)
                    .Case("&", Formula::And).Default(std::nullopt);
      f = op ? combine(*op, before, by) : inputFormula(shown, key, InputKind::Opaque, type);
    } else if (d.Value == NoIndex) {
      f = inputFormula(shown, key, InputKind::Opaque, type);
    } else {
      f = path(q, d.Value, d.Rest);
    }
    q.Defining->erase(mark);
    // A result that is not followed is known by the variable that holds it.
    bool opaque = f->Op == Formula::Input && f->From == InputKind::Opaque;
    bool loops = llvm::any_of(inputsOf(f), [&](const auto &in) {
      return in.second->From == InputKind::Looping && in.first == "$" + key;
    });
    if (opaque || loops) {
      IntRange r = rangeOf(f);
      IntRange bounds{std::max(r.Lo, type.Lo), std::min(r.Hi, type.Hi)};
      f = inputFormula(shown, key, loops ? InputKind::Looping : InputKind::Opaque, loops ? type : bounds);
    }
    std::vector<bool> others = reaching.Blocked;
    join(constrained(q, f, body.Exprs[use].Block, &others, body.Exprs[d.At].Block));
  }
  if (!out || truncated)
    out = inputFormula(shown, key, InputKind::Opaque, type);
  return constrained(q, out, body.Exprs[use].Block);
}

/// Whether all that is assigned to the variable \p global is made of properties of the device.
bool RangeAnalysis::holdsDevice(const std::string &global) const {
  auto assigned = Assigned.find(global);
  if (assigned == Assigned.end() || assigned->second.size() > MaxCallers)
    return false;
  auto [it, isNew] = Globals.try_emplace(global, false); // a circle ends here
  if (!isNew)
    return it->second;
  bool out = true;
  for (auto [body, value] : assigned->second) {
    unsigned budget = 300;
    std::set<const Body *> open;
    std::set<std::tuple<const Body *, uint32_t, std::string>> defining;
    Query own{body, nullptr, {}, &budget, &open, &defining, false};
    std::map<std::string, const Formula *> inputs;
    FormulaRef f = evaluate(own, value);
    inputs = inputsOf(f);
    out &= !inputs.empty() && llvm::all_of(inputs, [](const auto &in) { return in.second->From == InputKind::Device; });
  }
  return Globals[global] = out;
}

/// Between how many constants \p f is a choice; a lot when it is anything else.
static unsigned constantsOf(const FormulaRef &f) {
  return f->Op == Formula::Constant ? 1 : f->Op == Formula::Either ? constantsOf(f->A) + constantsOf(f->B) : 1000;
}

FormulaRef RangeAnalysis::parameter(Query &q, uint32_t local, const std::string &name) const {
  const Body &body = *q.Code;
  const Variable &v = body.Variables[local];
  std::string shown = name.empty() ? v.Name : v.Name + "." + name;
  bool isDim = v.Type.find("dim3") != std::string::npos;
  IntRange type = isDim ? IntRange{0, UINT32_MAX} : rangeOfType(v.Type);
  FormulaRef own = inputFormula(shown, body.Usr + "#" + v.Usr + "." + name, InputKind::Named, type);
  auto argument = [&](Query &caller, const Expr &callExpr, llvm::ArrayRef<uint32_t> arguments) -> FormulaRef {
    (void)callExpr;
    if (local >= arguments.size())
      return nullptr;
    return name.empty() ? evaluate(caller, arguments[local]) : path(caller, arguments[local], name);
  };
  if (q.Caller)
    if (FormulaRef f = argument(*q.Caller, Expr(), q.Arguments))
      return f;
  if (body.Kernel || q.Open->size() >= MaxDepth || !q.Open->insert(&body).second)
    return own;
  FormulaRef out;
  llvm::ArrayRef<CallSite> callers = Code.callers(body);
  bool all = !callers.empty() && callers.size() <= MaxCallers;
  for (const CallSite &site : callers) {
    const Expr &e = site.Caller->Exprs[site.Call];
    if (!all || e.Target == Callee::Unresolved || e.Kind != ExprKind::Call || e.Children.size() <= local) {
      all = false;
      break;
    }
    if (hasInstantiation(Code, *site.Caller))
      continue;
    Query caller{site.Caller, nullptr, {}, q.Budget, q.Open, q.Defining, q.Constrain};
    FormulaRef f = argument(caller, e, e.Children);
    if (!f) {
      all = false;
      break;
    }
    out = out ? combine(Formula::Either, out, f) : f;
  }
  q.Open->erase(&body);
  if (!all || !out)
    return own;
  // In the words of this function, with the range that the calls leave.
  IntRange r = rangeOf(out);
  if (r.single())
    return constantFormula(r.Lo);
  bool device = llvm::all_of(inputsOf(out), [](const auto &in) { return in.second->From == InputKind::Device; });
  if ((device && !inputsOf(out).empty()) || (inputsOf(out).empty() && constantsOf(out) <= 3))
    return out;
  IntRange bounds{std::max(r.Lo, type.Lo), std::min(r.Hi, type.Hi)};
  if (bounds.Lo > bounds.Hi)
    bounds = type;
  return inputFormula(shown, body.Usr + "#" + v.Usr + "." + name, InputKind::Named, bounds);
}

FormulaRef RangeAnalysis::call(Query &q, uint32_t expr, const std::string &name) const {
  const Body &body = *q.Code;
  const Expr &e = body.Exprs[expr];
  llvm::StringRef plain = plainName(e.Text);
  auto argument = [&](size_t i) { return evaluate(q, e.Children[i]); };
  llvm::ArrayRef<const Body *> targets = Code.targets(e);
  const Body *target = nullptr;
  for (const Body *one : targets)
    if (!hasInstantiation(Code, *one)) {
      target = target ? nullptr : one;
      if (!target)
        break;
    }
  // Functions of the C++ library, and those that every code base has under the same name.
  if (!target && name.empty()) {
    if (e.Children.size() == 2 && (plain == "min" || plain == "max"))
      return combine(plain == "min" ? Formula::Min : Formula::Max, argument(0), argument(1));
    if (e.Children.size() == 3 && plain == "clamp")
      return combine(Formula::Min, combine(Formula::Max, argument(0), argument(1)), argument(2));
    if (e.Children.size() == 2 && plain == "ceil_div") {
      FormulaRef by = argument(1);
      return combine(Formula::Divide,
                     combine(Formula::Subtract, combine(Formula::Add, argument(0), by), constantFormula(1)), by);
    }
    if (e.Children.size() == 1 && (plain == "ceil" || plain == "ceilf")) {
      const Expr *inner = &body.Exprs[e.Children[0]];
      while (inner->Kind == ExprKind::Cast && inner->Children.size() == 1)
        inner = &body.Exprs[inner->Children[0]];
      if (inner->Kind == ExprKind::Binary && inner->Text == "/") {
        FormulaRef n = evaluate(q, inner->Children[0]), by = evaluate(q, inner->Children[1]);
        return combine(Formula::Divide, combine(Formula::Subtract, combine(Formula::Add, n, by), constantFormula(1)), by);
      }
      return argument(0);
    }
  }
  if (target && !target->Blocks.empty() && q.Open->size() < MaxDepth && q.Open->insert(target).second) {
    Query inner{target, &q, {}, q.Budget, q.Open, q.Defining, q.Constrain};
    inner.Arguments.assign(e.Children.begin(), e.Children.end());
    FormulaRef out;
    for (uint32_t i = 0; i < target->Exprs.size(); ++i) {
      const Expr &leaves = target->Exprs[i];
      if (leaves.Kind != ExprKind::Return || leaves.Children.empty())
        continue;
      FormulaRef f = name.empty() ? evaluate(inner, leaves.Children[0]) : path(inner, leaves.Children[0], name);
      out = out ? combine(Formula::Either, out, f) : f;
    }
    q.Open->erase(target);
    if (out)
      return out;
  }
  bool device = targets.empty() && Code.isPlatform(e.Text);
  return unknown(body, expr, name, device ? InputKind::Device : InputKind::Opaque);
}

/// \p f with what every way to \p block compared it with. With \p blocked: on the ways from \p from
/// that avoid those blocks.
FormulaRef RangeAnalysis::constrained(Query &q, FormulaRef f, uint32_t block, const std::vector<bool> *blocked,
                                      uint32_t from) const {
  const Body &body = *q.Code;
  if (!q.Constrain || f->Op == Formula::Constant || block == NoIndex || body.Blocks.size() > MaxBlocks)
    return f;
  // Comparisons of numbers that every way passes, and how they went.
  auto passed = [&] {
    std::vector<std::pair<uint32_t, bool>> out;
    for (uint32_t c = 0; c < body.Blocks.size(); ++c) {
      const BasicBlock &branch = body.Blocks[c];
      if (branch.Condition == NoIndex || branch.Successors.size() != 2 || branch.Terminator == "switch")
        continue;
      bool turned = false;
      const Expr &test = body.Exprs[condition(body, branch, &turned)];
      if (test.Kind != ExprKind::Binary || !isComparison(test.Text) || test.Children.size() != 2 ||
          !isInteger(body.Exprs[test.Children[0]].Type))
        continue;
      if (std::optional<bool> holds = decided(body, from, c, block, blocked))
        out.push_back({c, *holds != turned});
    }
    return out;
  };
  std::vector<std::pair<uint32_t, bool>> own;
  const std::vector<std::pair<uint32_t, bool>> *branches = &own;
  if (blocked) {
    own = passed();
  } else {
    auto [it, isNew] = Decided.try_emplace({&body, block});
    if (isNew)
      it->second = passed();
    branches = &it->second;
  }
  std::map<std::string, IntRange> known;
  for (auto [c, holds] : *branches) {
    if (!*q.Budget)
      break;
    bool turned = false;
    const Expr *test = &body.Exprs[condition(body, body.Blocks[c], &turned)];
    --*q.Budget;
    Query plain = q;
    plain.Constrain = false;
    FormulaRef a = evaluate(plain, test->Children[0]), b = evaluate(plain, test->Children[1]);
    std::string op = test->Text.str();
    if (!holds)
      op = op == "<" ? ">=" : op == "<=" ? ">" : op == ">" ? "<=" : op == ">=" ? "<" : op == "==" ? "!=" : "==";
    auto note = [&](const FormulaRef &what, const std::string &how, IntRange bound) {
      if (what->Op == Formula::Constant)
        return;
      IntRange &r = known[what->Key];
      if ((how == "<" || how == "<=" || how == "==") && bound.Hi != INT64_MAX)
        r.Hi = std::min(r.Hi, bound.Hi - (how == "<"));
      if ((how == ">" || how == ">=" || how == "==") && bound.Lo != INT64_MIN)
        r.Lo = std::max(r.Lo, bound.Lo + (how == ">"));
    };
    note(a, op, rangeOf(b));
    note(b, op == "<" ? ">" : op == "<=" ? ">=" : op == ">" ? "<" : op == ">=" ? "<=" : op, rangeOf(a));
  }
  if (known.empty())
    return f;
  std::function<FormulaRef(const FormulaRef &)> apply = [&](const FormulaRef &at) -> FormulaRef {
    FormulaRef out = at;
    if (at->Op == Formula::Within) {
      FormulaRef inner = apply(at->A);
      out = inner == at->A ? at : within(inner, at->Bounds);
    } else if (at->A && at->B) {
      FormulaRef a = apply(at->A), b = apply(at->B);
      out = a == at->A && b == at->B ? at : combine(at->Op, a, b);
    }
    auto it = known.find(at->Key);
    return it != known.end() && it->second.Lo <= it->second.Hi ? within(out, it->second) : out;
  };
  return apply(f);
}

} // namespace ascendify
