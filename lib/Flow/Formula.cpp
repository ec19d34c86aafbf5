//===- Formula.cpp - formulas over unknown integers -----------------------===//
#include "Flow/Ranges.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/MathExtras.h"
#include <functional>

namespace ascendify {
namespace {

constexpr int64_t Least = INT64_MIN, Most = INT64_MAX;
/// Formulas beyond this are an input of their own.
constexpr unsigned MaxSize = 400;

using Wide = __int128;
int64_t narrow(Wide v) { return v <= Wide(Least) ? Least : v >= Wide(Most) ? Most : int64_t(v); }
bool open(int64_t v) { return v == Least || v == Most; }

int64_t add(int64_t a, int64_t b) { return open(a) ? a : open(b) ? b : narrow(Wide(a) + b); }
int64_t multiply(int64_t a, int64_t b) { return narrow(Wide(a) * b); }
int64_t divide(int64_t a, int64_t b) {
  if (open(b))
    return 0;
  if (open(a))
    return (a > 0) == (b > 0) ? Most : Least;
  return narrow(Wide(a) / b);
}

IntRange hull(std::initializer_list<int64_t> values) {
  return {std::min(values), std::max(values)};
}

IntRange apply(Formula::Operator op, IntRange a, IntRange b) {
  switch (op) {
  case Formula::Add:
    return {a.Lo == Least || b.Lo == Least ? Least : add(a.Lo, b.Lo),
            a.Hi == Most || b.Hi == Most ? Most : add(a.Hi, b.Hi)};
  case Formula::Subtract:
    return {a.Lo == Least || b.Hi == Most ? Least : narrow(Wide(a.Lo) - b.Hi),
            a.Hi == Most || b.Lo == Least ? Most : narrow(Wide(a.Hi) - b.Lo)};
  case Formula::Multiply:
    return hull({multiply(a.Lo, b.Lo), multiply(a.Lo, b.Hi), multiply(a.Hi, b.Lo),
                 multiply(a.Hi, b.Hi)});
  case Formula::Divide: {
    // Nobody divides by nothing; a divisor that may be negative is a count all the same.
    int64_t lo = std::max<int64_t>(b.Lo, 1), hi = std::max<int64_t>(b.Hi, 1);
    if (b.Hi < 0)
      lo = b.Lo, hi = b.Hi;
    return hull({divide(a.Lo, lo), divide(a.Lo, hi), divide(a.Hi, lo), divide(a.Hi, hi)});
  }
  case Formula::Remainder:
    if (a.single() && b.single() && b.Lo && !open(a.Lo))
      return {a.Lo % b.Lo, a.Lo % b.Lo};
    return {a.Lo < 0 ? Least : 0, b.Hi == Most ? a.Hi : std::min(a.Hi, std::max<int64_t>(b.Hi - 1, 0))};
  case Formula::ShiftLeft:
    if (b.Lo < 0 || b.Hi > 62)
      return {a.Lo >= 0 ? 0 : Least, Most};
    return hull({multiply(a.Lo, int64_t(1) << b.Lo), multiply(a.Lo, int64_t(1) << b.Hi),
                 multiply(a.Hi, int64_t(1) << b.Lo), multiply(a.Hi, int64_t(1) << b.Hi)});
  case Formula::ShiftRight:
    if (b.Lo < 0 || b.Hi > 62)
      return {std::min<int64_t>(a.Lo, 0), std::max<int64_t>(a.Hi, 0)};
    return hull({open(a.Lo) ? a.Lo : a.Lo >> b.Lo, open(a.Lo) ? a.Lo : a.Lo >> b.Hi,
                 open(a.Hi) ? a.Hi : a.Hi >> b.Lo, open(a.Hi) ? a.Hi : a.Hi >> b.Hi});
  case Formula::And:
    if (a.single() && b.single())
      return {a.Lo & b.Lo, a.Lo & b.Lo};
    // A mask bounds; one that clears low bits (`& ~31`) is negative and does not.
    if (b.Lo >= 0)
      return {0, a.Lo >= 0 ? std::min(a.Hi, b.Hi) : b.Hi};
    return {a.Lo >= 0 ? 0 : Least, a.Hi};
  case Formula::Min:
    return {std::min(a.Lo, b.Lo), std::min(a.Hi, b.Hi)};
  case Formula::Max:
    return {std::max(a.Lo, b.Lo), std::max(a.Hi, b.Hi)};
  case Formula::Either:
    return {std::min(a.Lo, b.Lo), std::max(a.Hi, b.Hi)};
  default:
    return {};
  }
}

IntRange meet(IntRange a, IntRange b) {
  IntRange out{std::max(a.Lo, b.Lo), std::min(a.Hi, b.Hi)};
  // What cannot be is not entered; any bound is right then.
  return out.Lo > out.Hi ? b : out;
}

const char *spelling(Formula::Operator op) {
  switch (op) {
  case Formula::Add: return "+";
  case Formula::Subtract: return "-";
  case Formula::Multiply: return "*";
  case Formula::Divide: return "/";
  case Formula::Remainder: return "%";
  case Formula::ShiftLeft: return "<<";
  case Formula::ShiftRight: return ">>";
  case Formula::And: return "&";
  default: return "?";
  }
}

} // namespace

FormulaRef constantFormula(int64_t value) {
  auto out = std::make_shared<Formula>();
  out->Bounds = {value, value};
  out->Key = std::to_string(value);
  return out;
}

FormulaRef inputFormula(std::string name, std::string key, InputKind from, IntRange bounds) {
  auto out = std::make_shared<Formula>();
  out->Op = Formula::Input;
  out->From = from;
  out->Bounds = bounds;
  out->Name = std::move(name);
  out->Key = "$" + key;
  return out;
}

FormulaRef combine(Formula::Operator op, FormulaRef a, FormulaRef b) {
  if (a->Op == Formula::Constant && b->Op == Formula::Constant && op != Formula::Either) {
    bool safe = (op != Formula::Divide && op != Formula::Remainder) || b->Bounds.Lo != 0;
    IntRange folded = safe ? apply(op, a->Bounds, b->Bounds) : IntRange();
    if (safe && folded.single())
      return constantFormula(folded.Lo);
  }
  if ((op == Formula::Either || op == Formula::Min || op == Formula::Max) && a->Key == b->Key)
    return a;
  // `a % b ? a / b + 1 : a / b` rounds up.
  if (op == Formula::Either)
    for (auto [more, less] : {std::pair(&a, &b), std::pair(&b, &a)})
      if ((*less)->Op == Formula::Divide && (*more)->Op == Formula::Add && (*more)->A->Key == (*less)->Key &&
          (*more)->B->Op == Formula::Constant && (*more)->B->Bounds.Lo == 1)
        return combine(Formula::Divide, combine(Formula::Subtract, combine(Formula::Add, (*less)->A, (*less)->B), constantFormula(1)),
                       (*less)->B);
  if (op == Formula::Multiply) {
    if (a->Op == Formula::Constant && a->Bounds.Lo == 1)
      return b;
    if (b->Op == Formula::Constant && b->Bounds.Lo == 1)
      return a;
  }
  if (op == Formula::Divide && b->Op == Formula::Constant && b->Bounds.Lo == 1)
    return a;
  auto out = std::make_shared<Formula>();
  out->Op = op;
  out->Size = a->Size + b->Size + 1;
  if (out->Size > MaxSize) {
    IntRange bounds = apply(op, rangeOf(a), rangeOf(b));
    return inputFormula("a long expression", "long(" + a->Key.substr(0, 60) + ")", InputKind::Opaque, bounds);
  }
  out->Key = "(" + a->Key + " " + std::to_string(op) + " " + b->Key + ")";
  out->A = std::move(a), out->B = std::move(b);
  return out;
}

FormulaRef within(FormulaRef a, IntRange bounds) {
  if (bounds == IntRange() || a->Op == Formula::Constant)
    return a;
  auto out = std::make_shared<Formula>();
  out->Op = Formula::Within;
  out->Size = a->Size + 1;
  out->Bounds = bounds;
  out->Key = "[" + std::to_string(bounds.Lo) + ":" + a->Key + ":" + std::to_string(bounds.Hi) + "]";
  out->A = std::move(a);
  return out;
}

IntRange rangeOf(const FormulaRef &f, const std::map<std::string, IntRange> *bounds) {
  switch (f->Op) {
  case Formula::Constant:
    return f->Bounds;
  case Formula::Input:
    if (bounds)
      if (auto it = bounds->find(f->Key); it != bounds->end())
        return it->second;
    return f->Bounds;
  case Formula::Within: {
    IntRange inner = rangeOf(f->A, bounds);
    if (bounds && inner.single())
      return {std::clamp(inner.Lo, f->Bounds.Lo, f->Bounds.Hi), std::clamp(inner.Lo, f->Bounds.Lo, f->Bounds.Hi)};
    return meet(inner, f->Bounds);
  }
  default:
    return apply(f->Op, rangeOf(f->A, bounds), rangeOf(f->B, bounds));
  }
}

std::map<std::string, const Formula *> inputsOf(const FormulaRef &f) {
  std::map<std::string, const Formula *> out;
  std::function<void(const Formula &)> visit = [&](const Formula &at) {
    if (at.Op == Formula::Input)
      out.emplace(at.Key, &at);
    if (at.A)
      visit(*at.A);
    if (at.B)
      visit(*at.B);
  };
  visit(*f);
  return out;
}

std::set<std::string> divisorsOf(const FormulaRef &f) {
  // `(n + b - 1) / b`: the b above the line is small beside n.
  std::set<std::string> out;
  std::function<void(const Formula &)> visit = [&](const Formula &at) {
    if (at.Op == Formula::Divide) {
      for (const auto &[key, input] : inputsOf(at.B))
        out.insert(key);
    }
    if (at.A)
      visit(*at.A);
    if (at.B)
      visit(*at.B);
  };
  visit(*f);
  return out;
}

/// Keys of inputs that only say by what something is taken modulo.
static std::set<std::string> moduliOf(const FormulaRef &f) {
  std::set<std::string> within, outside;
  std::function<void(const Formula &, bool)> visit = [&](const Formula &at, bool modulus) {
    if (at.Op == Formula::Input)
      (modulus ? within : outside).insert(at.Key);
    if (at.A)
      visit(*at.A, modulus);
    if (at.B)
      visit(*at.B, modulus || at.Op == Formula::Remainder);
  };
  visit(*f, false);
  for (const std::string &key : outside)
    within.erase(key);
  return within;
}

/// The greatest value that counts of every input: what comparisons and `min` with a constant leave of it, everywhere it stands.
static std::map<std::string, int64_t> ownBounds(const FormulaRef &f) {
  std::map<std::string, int64_t> out;
  std::function<void(const Formula &, int64_t)> visit = [&](const Formula &at, int64_t most) {
    if (at.Op == Formula::Within)
      return visit(*at.A, std::min(most, at.Bounds.Hi));
    if (at.Op == Formula::Min && (at.A->Op == Formula::Constant || at.B->Op == Formula::Constant)) {
      const Formula &constant = at.A->Op == Formula::Constant ? *at.A : *at.B;
      return visit(at.A->Op == Formula::Constant ? *at.B : *at.A, std::min(most, constant.Bounds.Hi));
    }
    if (at.Op == Formula::Input) {
      auto [it, isNew] = out.try_emplace(at.Key, most);
      it->second = std::max(it->second, most);
    }
    for (const FormulaRef &child : {at.A, at.B})
      if (child)
        visit(*child, Most);
  };
  visit(*f, Most);
  return out;
}

/// Keys of the inputs that multiply the value as they are: `n` in `n * (c / n)`.
static std::set<std::string> factorsOf(const FormulaRef &f) {
  std::set<std::string> out;
  std::function<void(const Formula &, bool)> visit = [&](const Formula &at, bool factor) {
    if (at.Op == Formula::Input && factor)
      out.insert(at.Key);
    bool product = at.Op == Formula::Multiply;
    bool stays = factor && (at.Op == Formula::Within || at.Op == Formula::Either);
    if (at.A)
      visit(*at.A, product || stays);
    if (at.B)
      visit(*at.B, product || stays);
  };
  visit(*f, false);
  return out;
}

std::string textOf(const FormulaRef &f) {
  switch (f->Op) {
  case Formula::Constant:
    return std::to_string(f->Bounds.Lo);
  case Formula::Input:
    return f->Name;
  case Formula::Within:
    return textOf(f->A);
  case Formula::Min:
  case Formula::Max:
    return (f->Op == Formula::Min ? "min(" : "max(") + textOf(f->A) + ", " + textOf(f->B) + ")";
  case Formula::Either:
    return "(" + textOf(f->A) + " or " + textOf(f->B) + ")";
  default:
    break;
  }
  // `(n + b - 1) / b` and `(n - 1) / b + 1` in the words of a reader.
  if (f->Op == Formula::Divide) {
    auto ceiling = [&](const FormulaRef &a, const FormulaRef &b) -> FormulaRef {
      if (b->Op == Formula::Constant && a->Op == Formula::Add && a->B->Op == Formula::Constant &&
          a->B->Bounds.Lo == b->Bounds.Lo - 1)
        return a->A;
      if (a->Op == Formula::Subtract && a->B->Op == Formula::Constant && a->B->Bounds.Lo == 1 &&
          a->A->Op == Formula::Add) {
        if (a->A->B->Key == b->Key)
          return a->A->A;
        if (a->A->A->Key == b->Key)
          return a->A->B;
      }
      return nullptr;
    };
    if (FormulaRef n = ceiling(f->A, f->B))
      return "ceil(" + textOf(n) + " / " + textOf(f->B) + ")";
  }
  auto operand = [&](const FormulaRef &o, bool right) {
    const Formula *shown = o.get();
    while (shown->Op == Formula::Within)
      shown = shown->A.get();
    bool plain = shown->Op == Formula::Constant || shown->Op == Formula::Input || shown->Op == Formula::Min ||
                 shown->Op == Formula::Max || shown->Op == Formula::Either ||
                 (shown->Op == Formula::Divide && textOf(o).starts_with("ceil(")) ||
                 (shown->Op == f->Op && !right && f->Op == Formula::Multiply);
    return plain ? textOf(o) : "(" + textOf(o) + ")";
  };
  return operand(f->A, false) + " " + spelling(f->Op) + " " + operand(f->B, true);
}

std::optional<Threshold> thresholdOf(const FormulaRef &f, int64_t limit, const Assumed &assumed) {
  std::map<std::string, const Formula *> inputs = inputsOf(f);
  std::set<std::string> divisors = divisorsOf(f), factors = factorsOf(f), moduli = moduliOf(f);
  std::map<std::string, IntRange> at;
  std::vector<const Formula *> grows;
  unsigned devices = 0;
  Threshold out;
  int64_t top = 0;
  auto name = [](std::vector<std::string> &into, const std::string &text) {
    if (!llvm::is_contained(into, text))
      into.push_back(text);
  };
  for (const auto &[key, input] : inputs) {
    if (moduli.count(key)) {
      int64_t value = std::clamp<int64_t>(1, std::max<int64_t>(input->Bounds.Lo, 1), std::max<int64_t>(input->Bounds.Hi, 1));
      at[key] = {value, value}; // what is left over is small
    } else if (divisors.count(key)) {
      // What multiplies as well is no divisor that makes the value small.
      int64_t value = std::clamp(factors.count(key) ? 1 : assumed.Divisor, std::max<int64_t>(input->Bounds.Lo, 1),
                                 std::max<int64_t>(input->Bounds.Hi, 1));
      at[key] = {value, value};
      std::pair<std::string, int64_t> named(input->Name, value);
      if (!llvm::is_contained(out.Given, named))
        out.Given.push_back(std::move(named));
    } else if (input->From == InputKind::Device) {
      int64_t value = std::min<int64_t>(input->Bounds.Hi, devices++ ? assumed.PerDevice : assumed.Device);
      at[key] = {value, value};
    } else {
      grows.push_back(input);
      name(out.Inputs, input->Name);
      top = std::max(top, input->Bounds.Hi);
    }
  }
  if (grows.empty())
    return std::nullopt;
  auto value = [&](int64_t t) {
    for (const Formula *input : grows) {
      int64_t v = std::clamp(t, input->Bounds.Lo, input->Bounds.Hi);
      at[input->Key] = {v, v};
    }
    return rangeOf(f, &at).Hi;
  };
  if (value(top) <= limit || value(0) > limit)
    return std::nullopt;
  // Growing is asked for at powers of two; what falls again has no one threshold.
  for (int64_t t = 1, last = value(0); t > 0 && t < top / 2; t *= 2) {
    int64_t now = value(t);
    if (now < last)
      return std::nullopt;
    last = now;
  }
  int64_t low = 0, high = top;
  while (high - low > 1) {
    int64_t middle = low + (high - low) / 2;
    (value(middle) <= limit ? low : high) = middle;
  }
  out.Greatest = low;
  // Who cannot pass it, such as the answer of a comparison, is not to blame; a bound of its own is said.
  out.Inputs.clear();
  std::map<std::string, int64_t> bounds = ownBounds(f);
  for (const Formula *input : grows) {
    int64_t most = std::min(bounds[input->Key], input->Bounds.Hi);
    if (most > low)
      name(out.Inputs, input->Name);
    else if (most > 1)
      out.Given.push_back({input->Name, most});
  }
  if (out.Inputs.empty())
    return std::nullopt;
  llvm::sort(out.Inputs), llvm::sort(out.Given);
  return out;
}

} // namespace ascendify
