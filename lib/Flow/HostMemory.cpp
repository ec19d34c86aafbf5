//===- HostMemory.cpp - which memory work of the host uses -----------------===//
//
// Memory goes by the names of the variables and members that hold its pointer. The trap: one memory has several names; those that
// a function got it under count, those of what it was made by do not.
//
//===----------------------------------------------------------------------===//
#include "Flow/HostOrder.h"
#include "Flow/Ranges.h"
#include "Flow/Writes.h"
#include "llvm/ADT/STLExtras.h"

namespace ascendify {
namespace {

constexpr unsigned MaxDepth = 5;

bool isPointer(llvm::StringRef type) { return type.trim(" ").ends_with("*") || type.contains("*const"); }
bool isToConst(llvm::StringRef type) { return type.starts_with("const ") || type.contains(" const *"); }
bool isArithmetic(llvm::StringRef type) {
  type.consume_front("const ");
  return rangeOfType(type) != IntRange() || type == "float" || type == "double" || type == "long" ||
         type == "long long" || type == "unsigned long" || type == "unsigned long long" || type == "__half";
}

} // namespace

bool Objects::meets(const Objects &other) const {
  return llvm::any_of(Keys, [&](const std::string &key) { return other.Keys.count(key); });
}

/// What the pointer \p expr may lead to.
Objects HostOrder::objectsAt(const Body &body, uint32_t expr, unsigned depth) const {
  Objects out;
  auto take = [&](Objects from) {
    out.Keys.insert(from.Keys.begin(), from.Keys.end());
    out.Complete &= from.Complete;
  };
  auto unknown = [&] { out.Complete = false; };
  const Expr &e = body.Exprs[expr];
  if (depth > MaxDepth * 3) {
    unknown();
    return out;
  }
  switch (e.Kind) {
  case ExprKind::Cast:
  case ExprKind::Unary:
  case ExprKind::Construct:
  case ExprKind::List:
    if (e.Children.size() == 1)
      take(objectsAt(body, e.Children[0], depth + 1));
    else
      unknown();
    break;
  case ExprKind::Binary: {
    for (uint32_t child : e.Children)
      if (isPointer(body.Exprs[child].Type) || body.Exprs[child].Type.contains("["))
        take(objectsAt(body, child, depth + 1));
    if (out.Keys.empty())
      unknown();
    break;
  }
  case ExprKind::Subscript:
    take(objectsAt(body, e.Children.front(), depth + 1));
    break;
  case ExprKind::Conditional:
    if (e.Children.size() == 3) {
      take(objectsAt(body, e.Children[1], depth + 1));
      take(objectsAt(body, e.Children[2], depth + 1));
    }
    break;
  case ExprKind::Member:
    if (!e.Usr.empty())
      out.Keys.insert(e.Usr.str());
    else
      unknown();
    break;
  case ExprKind::Call:
    // Classes that stand for pointers add and subtract as those do.
    if ((e.Text.ends_with("operator+") || e.Text.ends_with("operator-")) && !e.Children.empty() && !isArithmetic(e.Type))
      take(objectsAt(body, e.Object != NoIndex ? e.Object : e.Children[0], depth + 1));
    // A pointer class gives its pointer; what is taken out of a pool is an object of its own.
    else if (e.Object != NoIndex && isPointer(e.Type))
      take(objectsAt(body, e.Object, depth + 1));
    else
      unknown();
    break;
  case ExprKind::Literal:
    break;
  case ExprKind::Variable:
    if (e.Local != NoIndex)
      take(variableObjects(body, e.Local, expr, depth));
    else if (auto [owner, local] = Code.capturedFrom(body, e.Usr); owner)
      take(variableObjects(*owner, local, NoIndex, depth + 1));
    else
      out.Keys.insert(e.Usr.str());
    break;
  default:
    unknown();
  }
  return out;
}

/// What the pointer in a local variable of \p body may lead to. \p use: where that is asked.
Objects HostOrder::variableObjects(const Body &body, uint32_t local, uint32_t use, unsigned depth) const {
  const Variable &v = body.Variables[local];
  Objects out;
  out.Keys.insert(body.Usr + "#" + v.Usr);
  if (v.Parameter && depth < MaxDepth) {
    llvm::ArrayRef<CallSite> callers = Code.callers(body);
    if (callers.size() > 16)
      out.Complete = false;
    else
      for (const CallSite &site : callers) {
        const Expr &call = site.Caller->Exprs[site.Call];
        if (local >= call.Children.size() || call.Kind != ExprKind::Call)
          continue;
        Objects from = objectsAt(*site.Caller, call.Children[local], depth + 3);
        out.Keys.insert(from.Keys.begin(), from.Keys.end());
        out.Complete &= from.Complete;
      }
  }
  for (uint32_t i = 0; i < body.Exprs.size() && depth < MaxDepth; ++i) {
    const Expr &d = body.Exprs[i];
    uint32_t value = NoIndex;
    if (d.Kind == ExprKind::Declaration && d.Local == local && !d.Children.empty())
      value = d.Children[0];
    else if (d.Kind == ExprKind::Binary && d.Text == "=" && d.Children.size() == 2 &&
             body.Exprs[d.Children[0]].Kind == ExprKind::Variable && body.Exprs[d.Children[0]].Local == local)
      value = d.Children[1];
    if (value == NoIndex || value == use)
      continue;
    Objects from = objectsAt(body, value, depth + 2);
    // What it was made by has no other name.
    out.Keys.insert(from.Keys.begin(), from.Keys.end());
  }
  return out;
}

const Objects &HostOrder::objects(const Body &body, uint32_t expr) {
  auto [it, isNew] = Pointers.try_emplace({&body, expr});
  if (isNew)
    it->second = objectsAt(body, expr, 0);
  return it->second;
}

/// Whether the pointer \p expr leads behind the start of what it is made of: to a part that others need not touch.
bool isPart(const Body &body, uint32_t expr, unsigned depth) {
  const Expr &e = body.Exprs[expr];
  if (depth > MaxDepth)
    return false;
  if ((e.Kind == ExprKind::Binary && (e.Text == "+" || e.Text == "-")) || e.Kind == ExprKind::Subscript)
    return true;
  if ((e.Kind == ExprKind::Cast || e.Kind == ExprKind::Unary) && e.Children.size() == 1)
    return isPart(body, e.Children[0], depth + 1);
  if (e.Kind != ExprKind::Variable || e.Local == NoIndex)
    return false;
  return llvm::any_of(body.Exprs, [&](const Expr &d) {
    return d.Kind == ExprKind::Declaration && d.Local == e.Local && !d.Children.empty() &&
           isPointer(body.Exprs[d.Children[0]].Type) && isPart(body, d.Children[0], depth + 1);
  });
}

const HostOrder::Accesses &HostOrder::accesses(const Queued &work) {
  auto [it, isNew] = Known.try_emplace(work);
  Accesses &out = it->second;
  if (!isNew)
    return out;
  const Body &body = *work.In;
  const Expr &e = body.Exprs[work.At];
  auto take = [](Objects &into, const Objects &from) {
    into.Keys.insert(from.Keys.begin(), from.Keys.end());
    into.Complete &= from.Complete;
  };
  if (e.Kind != ExprKind::Launch) {
    Roles does = Code.rolesOf(e.Text);
    auto at = [&](Operand which, Objects &into) {
      std::optional<unsigned> position = does.position(which);
      if (position && *position < e.Children.size())
        take(into, objects(body, e.Children[*position]));
      else
        into.Complete = false;
    };
    if (does.has(Role::CopyAsync)) {
      at(Operand::Source, out.Reads), at(Operand::Destination, out.Writes);
    } else if (does.has(Role::SetAsync)) {
      at(Operand::Destination, out.Writes);
    } else {
      out.Reads.Complete = out.Writes.Complete = false;
    }
    return out;
  }
  llvm::ArrayRef<const Body *> kernels = Code.targets(e);
  for (size_t i = 4; i < e.Children.size(); ++i) {
    const Expr &argument = body.Exprs[e.Children[i]];
    std::string type = argument.Type.str();
    if (!kernels.empty() && i - 4 < kernels.front()->Variables.size() && !kernels.front()->Template)
      type = kernels.front()->Variables[i - 4].Type;
    if (isPointer(type)) {
      Objects meant = objects(body, e.Children[i]);
      take(out.Reads, meant);
      bool writes = !isToConst(type) && (kernels.empty() || llvm::any_of(kernels, [&](const Body *kernel) {
                      return writesThrough(Code, *kernel, uint32_t(i - 4));
                    }));
      if (writes)
        take(out.Writes, meant);
    } else if (!isArithmetic(type) && argument.Value.empty()) {
      // A structure may hold pointers.
      Objects meant = objects(body, e.Children[i]);
      meant.Complete = false;
      take(out.Reads, meant), take(out.Writes, meant);
    }
  }
  // Variables of the device, by the kernel and what it calls.
  std::set<const Body *> seen(kernels.begin(), kernels.end());
  std::vector<const Body *> open(kernels.begin(), kernels.end());
  if (kernels.empty())
    out.Writes.Complete = false;
  while (!open.empty()) {
    const Body *at = open.back();
    open.pop_back();
    for (const Variable &v : at->Outer)
      if (v.Space == MemorySpace::Global)
        out.Reads.Keys.insert(v.Usr), out.Writes.Keys.insert(v.Usr);
      else if (v.Space == MemorySpace::Constant)
        out.Reads.Keys.insert(v.Usr);
    for (const Expr &call : at->Exprs)
      if (call.Kind == ExprKind::Call)
        for (const Body *next : Code.targets(call))
          if (seen.insert(next).second)
            open.push_back(next);
  }
  return out;
}

} // namespace ascendify
