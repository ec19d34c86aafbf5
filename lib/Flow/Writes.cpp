//===- Writes.cpp - what a function changes behind its pointers -----------===//
#include "Flow/Writes.h"
#include "Flow/Lanes.h"
#include "Flow/Variables.h"
#include "llvm/ADT/STLExtras.h"

namespace ascendify {
namespace {

constexpr unsigned MaxDepth = 6;

class PointerUses {
public:
  PointerUses(const Program &code, const Body &body, uint32_t parameter, unsigned depth)
      : Code(code), B(body), Depth(depth) {
    Aliases.insert(parameter);
  }

  bool writes() {
    // Who never names it may do so in code that the parse did not see, for `__CUDA_ARCH__`.
    if (llvm::none_of(B.Exprs, [&](const Expr &e) { return e.Kind == ExprKind::Variable && e.Local != NoIndex && Aliases.count(e.Local); }))
      return true;
    // Locals that take the pointer over, until there are no more.
    for (size_t before = 0; before != Aliases.size();) {
      before = Aliases.size();
      for (uint32_t i = 0; i < B.Exprs.size(); ++i) {
        const Expr &e = B.Exprs[i];
        if (e.Kind == ExprKind::Declaration && e.Local != NoIndex && !e.Children.empty() && leads(e.Children[0]) &&
            carries(B.Variables[e.Local].Type))
          Aliases.insert(e.Local);
        if (e.Kind == ExprKind::Binary && e.Text == "=" && e.Children.size() == 2 && leads(e.Children[1]) &&
            carries(B.Exprs[e.Children[1]].Type)) {
          const Expr &target = B.Exprs[e.Children[0]];
          if (target.Kind != ExprKind::Variable || target.Local == NoIndex)
            return true; // kept where others find it
          Aliases.insert(target.Local);
        }
      }
    }
    for (uint32_t i = 0; i < B.Exprs.size(); ++i)
      if (writesAt(B.Exprs[i]))
        return true;
    return false;
  }

private:
  /// Whether a value of \p type may hold the pointer on.
  static bool carries(llvm::StringRef type) {
    type = type.trim();
    return type.empty() || type.ends_with("*") || type.ends_with("&") || type.contains("*const") || type.contains('[') ||
           rangeless(type);
  }
  /// A class, or what is not known: anything but a number.
  static bool rangeless(llvm::StringRef type) {
    type.consume_front("const ");
    static constexpr llvm::StringLiteral numbers[] = {"bool", "char", "signed char", "unsigned char", "short", "unsigned short",
                                                      "int", "unsigned int", "long", "unsigned long", "long long",
                                                      "unsigned long long", "float", "double", "void"};
    return !llvm::is_contained(numbers, type);
  }

  /// Whether \p expr is made of the pointer: itself, an offset from it, what it leads to.
  bool leads(uint32_t expr) const {
    const Expr &e = B.Exprs[expr];
    switch (e.Kind) {
    case ExprKind::Variable:
      return e.Local != NoIndex && Aliases.count(e.Local);
    case ExprKind::Cast:
    case ExprKind::Member:
    case ExprKind::Construct:
    case ExprKind::List:
    case ExprKind::Other:
      return llvm::any_of(e.Children, [&](uint32_t child) { return leads(child); });
    case ExprKind::Unary:
      return !e.Children.empty() && leads(e.Children[0]);
    case ExprKind::Subscript:
      return !e.Children.empty() && leads(e.Children[0]);
    case ExprKind::Binary:
      return llvm::any_of(e.Children, [&](uint32_t child) { return carries(B.Exprs[child].Type) && leads(child); });
    case ExprKind::Conditional:
      return e.Children.size() == 3 && (leads(e.Children[1]) || leads(e.Children[2]));
    case ExprKind::Call:
      // An operator of a class that stands for it, or its pointer again.
      return carries(e.Type) && ((e.Object != NoIndex && leads(e.Object)) ||
                                 llvm::any_of(e.Children, [&](uint32_t child) { return leads(child); }));
    default:
      return false;
    }
  }

  /// Whether assigning to \p expr changes what the pointer leads to, and not a variable of this function.
  bool isBehind(uint32_t expr) const {
    const Expr &e = B.Exprs[expr];
    if (e.Kind == ExprKind::Variable)
      return e.Local != NoIndex && Aliases.count(e.Local) && llvm::StringRef(B.Variables[e.Local].Type).ends_with("&");
    if (e.Kind == ExprKind::Cast && !e.Children.empty())
      return isBehind(e.Children[0]);
    return leads(expr);
  }

  bool writesAt(const Expr &e) const {
    switch (e.Kind) {
    case ExprKind::Binary:
      return isAssignment(e.Text) && !e.Children.empty() && isBehind(e.Children[0]);
    case ExprKind::Unary:
      return (e.Text == "++" || e.Text == "--") && !e.Children.empty() && isBehind(e.Children[0]);
    case ExprKind::Return:
    case ExprKind::Lambda:
    case ExprKind::Asm:
      return llvm::any_of(e.Children, [&](uint32_t child) { return carries(B.Exprs[child].Type) && leads(child); });
    case ExprKind::Construct:
    case ExprKind::List:
      return llvm::any_of(e.Children, [&](uint32_t child) { return B.Exprs[child].Type.ends_with("*") && leads(child); });
    case ExprKind::Call:
    case ExprKind::Launch:
      return givenAway(e);
    default:
      return false;
    }
  }

  bool givenAway(const Expr &call) const {
    if (call.Object != NoIndex && leads(call.Object))
      return true; // a method may do anything
    Roles does = Code.rolesOf(call.Text);
    for (size_t a = call.Kind == ExprKind::Launch ? 4 : 0; a < call.Children.size(); ++a) {
      uint32_t argument = call.Children[a];
      if (!leads(argument))
        continue;
      llvm::StringRef type = B.Exprs[argument].Type;
      bool pointer = type.ends_with("*") || type.contains("*const") || type.contains('[');
      if (!pointer && !changesArgument(call, a) && !rangeless(type))
        continue; // a number that was read
      if (type.starts_with("const ") || does.has(Role::Load))
        continue;
      llvm::ArrayRef<const Body *> targets = Code.targets(call);
      if (targets.empty() || Depth >= MaxDepth)
        return true;
      for (const Body *target : targets)
        if (uint32_t parameter = uint32_t(a - (call.Kind == ExprKind::Launch ? 4 : 0));
            !hasInstantiation(Code, *target) && target != &B &&
            (parameter >= target->Variables.size() || PointerUses(Code, *target, parameter, Depth + 1).writes()))
          return true;
    }
    return false;
  }

  const Program &Code;
  const Body &B;
  unsigned Depth;
  std::set<uint32_t> Aliases; ///< indices of Body::Variables
};

} // namespace

bool writesThrough(const Program &code, const Body &body, uint32_t parameter) {
  if (body.Blocks.empty() || body.Template || parameter >= body.Variables.size() || !body.Variables[parameter].Parameter)
    return true;
  return PointerUses(code, body, parameter, 0).writes();
}

} // namespace ascendify
