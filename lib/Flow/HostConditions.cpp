//===- HostConditions.cpp - what a branch of the host tests ----------------===//
//
// Conditions that stay what they are until a local variable changes: `async`, `!async`, `mode == 2`, `p != nullptr`,
// `config.async`. The trap: what a function or a variable of others gives may be another value at the next test.
//
//===----------------------------------------------------------------------===//
#include "Flow/HostOrder.h"
#include "Flow/Lanes.h"
#include "Flow/Variables.h"

namespace ascendify {
namespace {

constexpr unsigned MaxNodes = 24;

/// Whether \p expr reads local variables and constants only; their names go to \p variables.
bool isLocal(const Body &body, uint32_t expr, std::set<std::string> &variables, unsigned &nodes) {
  const Expr &e = body.Exprs[expr];
  if (++nodes > MaxNodes)
    return false;
  switch (e.Kind) {
  case ExprKind::Literal:
    return true;
  case ExprKind::Variable:
    if (e.Local != NoIndex && !body.Variables[e.Local].Static)
      variables.insert(body.Usr + "#" + e.Usr.str());
    else if (e.Value.empty())
      return false;
    return true;
  case ExprKind::Member:
    if (e.Children.size() != 1 || body.Exprs[e.Children[0]].Type.ends_with("*"))
      return false;
    break;
  case ExprKind::Unary:
    if (e.Text != "!" && e.Text != "-" && e.Text != "+" && e.Text != "~")
      return false;
    break;
  case ExprKind::Binary:
    if (isAssignment(e.Text))
      return false;
    break;
  case ExprKind::Cast:
    break;
  default:
    return !e.Value.empty();
  }
  for (uint32_t child : e.Children)
    if (!isLocal(body, child, variables, nodes))
      return false;
  return true;
}

} // namespace

bool HostCondition::mentions(llvm::StringRef variable) const {
  return llvm::StringRef(Variables).contains("\n" + variable.str() + "\n");
}

bool HostCondition::excludes(const HostCondition &other) const {
  return Subject == other.Subject && !Equals.empty() && !other.Equals.empty() && Equals != other.Equals;
}

std::optional<HostCondition> hostLocal(const Body &body, uint32_t local) {
  const Variable &v = body.Variables[local];
  if (v.Static || llvm::StringRef(v.Type).ends_with("&"))
    return std::nullopt; // others may change it
  return HostCondition{v.Name, "", "\n" + body.Usr + "#" + v.Usr + "\n"};
}

std::optional<HostCondition> hostVariable(const Body &body, uint32_t expr) {
  std::set<std::string> variables;
  unsigned nodes = 0;
  bool plain = body.Exprs[expr].Kind == ExprKind::Variable || body.Exprs[expr].Kind == ExprKind::Member;
  if (!plain || !isLocal(body, expr, variables, nodes) || variables.size() != 1)
    return std::nullopt;
  return HostCondition{spell(body, expr), "", "\n" + *variables.begin() + "\n"};
}

std::optional<std::pair<HostCondition, bool>> hostCondition(const Body &body, uint32_t expr) {
  bool value = true;
  while (expr != NoIndex) {
    const Expr &e = body.Exprs[expr];
    bool denies = e.Kind == ExprKind::Unary && e.Text == "!";
    if (e.Children.size() != 1 || !(denies || e.Kind == ExprKind::Cast))
      break;
    value ^= denies;
    expr = e.Children[0];
  }
  if (expr == NoIndex)
    return std::nullopt;
  std::set<std::string> variables;
  unsigned nodes = 0;
  if (!isLocal(body, expr, variables, nodes) || variables.empty())
    return std::nullopt;
  HostCondition out;
  out.Variables = "\n";
  for (const std::string &name : variables)
    out.Variables += name + "\n";
  const Expr &e = body.Exprs[expr];
  out.Subject = spell(body, expr);
  if (e.Kind == ExprKind::Binary && e.Children.size() == 2 && isComparison(e.Text)) {
    std::string op = e.Text.str();
    // One form of a comparison and its opposite.
    if (op == "!=" || op == ">=" || op == ">") {
      value = !value;
      op = op == "!=" ? "==" : op == ">=" ? "<" : "<=";
    }
    std::string left = spell(body, e.Children[0]);
    if (const SharedText &constant = body.Exprs[e.Children[1]].Value; op == "==" && !constant.empty()) {
      out.Subject = left, out.Equals = constant.str();
      return std::pair(out, value);
    }
    out.Subject = left + " " + op + " " + spell(body, e.Children[1]);
  }
  return std::pair(out, value);
}

} // namespace ascendify
