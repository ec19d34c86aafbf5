//===- HostOrder.cpp - what the host has queued and not waited for --------===//
#include "Flow/HostOrder.h"
#include "Flow/Lanes.h"
#include "Flow/Ranges.h"
#include "Flow/Variables.h"
#include "llvm/ADT/STLExtras.h"

namespace ascendify {
namespace {

constexpr unsigned MaxSweeps = 12, MaxPending = 48, MaxDepth = 5;

/// The values of cudaMemcpyKind (driver_types.h).
enum Direction { HostToHost = 0, HostToDevice = 1, DeviceToHost = 2, DeviceToDevice = 3, Default = 4 };

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
    if (e.Object != NoIndex)
      take(objectsAt(body, e.Object, depth + 1));
    else
      unknown();
    break;
  case ExprKind::Literal:
    break;
  case ExprKind::Variable: {
    out.Keys.insert(e.Local == NoIndex ? e.Usr.str() : body.Usr + "#" + e.Usr.str());
    if (e.Local == NoIndex)
      break;
    const Variable &v = body.Variables[e.Local];
    if (v.Parameter && depth < MaxDepth) {
      llvm::ArrayRef<CallSite> callers = Code.callers(body);
      if (callers.size() > 16)
        unknown();
      else
        for (const CallSite &site : callers) {
          const Expr &call = site.Caller->Exprs[site.Call];
          if (e.Local < call.Children.size() && call.Kind == ExprKind::Call)
            take(objectsAt(*site.Caller, call.Children[e.Local], depth + 3));
        }
    }
    for (uint32_t i = 0; i < body.Exprs.size() && depth < MaxDepth; ++i) {
      const Expr &d = body.Exprs[i];
      uint32_t value = NoIndex;
      if (d.Kind == ExprKind::Declaration && d.Local == e.Local && !d.Children.empty())
        value = d.Children[0];
      else if (d.Kind == ExprKind::Binary && d.Text == "=" && d.Children.size() == 2 &&
               body.Exprs[d.Children[0]].Kind == ExprKind::Variable && body.Exprs[d.Children[0]].Local == e.Local)
        value = d.Children[1];
      if (value == NoIndex || value == expr)
        continue;
      Objects from = objectsAt(body, value, depth + 2);
      // What it was made by has no other name.
      out.Keys.insert(from.Keys.begin(), from.Keys.end());
    }
    break;
  }
  default:
    unknown();
  }
  return out;
}

const Objects &HostOrder::objects(const Body &body, uint32_t expr) {
  auto [it, isNew] = Pointers.try_emplace({&body, expr});
  if (isNew)
    it->second = objectsAt(body, expr, 0);
  return it->second;
}

/// The variable or member that \p expr names, or whose address it is; empty for anything else.
static std::string named(const Body &body, uint32_t expr) {
  const Expr *e = &body.Exprs[expr];
  while ((e->Kind == ExprKind::Cast || (e->Kind == ExprKind::Unary && e->Text == "&")) && e->Children.size() == 1)
    e = &body.Exprs[e->Children[0]];
  if (e->Kind == ExprKind::Variable)
    return e->Local == NoIndex ? e->Usr.str() : body.Usr + "#" + e->Usr.str();
  return e->Kind == ExprKind::Member ? e->Usr.str() : std::string();
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
      if (!isToConst(type))
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
    for (const Expr &call : at->Exprs)
      if (call.Kind == ExprKind::Call)
        for (const Body *next : Code.targets(call))
          if (seen.insert(next).second)
            open.push_back(next);
  }
  return out;
}

Reliance HostOrder::reliance(const Body &body, uint32_t expr, const Roles &does, const Queued &work) {
  const Expr &e = body.Exprs[expr];
  const Accesses &other = accesses(work);
  auto operand = [&](Operand which) -> std::optional<uint32_t> {
    std::optional<unsigned> at = does.position(which);
    return at && *at < e.Children.size() ? std::optional<uint32_t>(e.Children[*at]) : std::nullopt;
  };
  if (does.has(Role::Free, Role::FreeHost)) {
    std::optional<uint32_t> pointer = operand(Operand::Pointer);
    return pointer && objects(body, *pointer).meets(other.Reads) ? Reliance::Overwrites : Reliance::None;
  }
  int64_t direction = Default;
  if (std::optional<uint32_t> at = operand(Operand::Direction))
    body.Exprs[*at].Value.ref().getAsInteger(10, direction);
  if (does.has(Role::CopyToHost))
    direction = DeviceToHost;
  else if (does.has(Role::CopyToDevice) || does.has(Role::SetSync))
    direction = HostToDevice;
  if (direction == HostToHost)
    return Reliance::None;
  Objects source, destination;
  std::optional<uint32_t> from = operand(Operand::Source), to = operand(Operand::Destination);
  if (from)
    source = objects(body, *from);
  if (to)
    destination = objects(body, *to);
  if (from && direction != HostToDevice && source.meets(other.Writes))
    return Reliance::Reads;
  if (to && direction != DeviceToHost && (destination.meets(other.Reads) || destination.meets(other.Writes)))
    return Reliance::Overwrites;
  if (direction != DeviceToHost)
    return Reliance::None;
  return !from || !source.Complete || !other.Writes.Complete ? Reliance::Unknown : Reliance::Elsewhere;
}

void HostOrder::visit(const Body &body, uint32_t i, State &now, bool report) {
  const Expr &e = body.Exprs[i];
  if (e.Kind == ExprKind::Launch) {
    now.Fresh.clear();
    if (now.Work.size() < MaxPending)
      now.Work.insert({&body, i});
    return;
  }
  if (e.Kind != ExprKind::Call && e.Kind != ExprKind::Construct)
    return;
  Roles does = Code.rolesOf(e.Text);
  if (does.has(Role::SyncDevice, Role::SyncStream, Role::SyncEvent, Role::QueryStream, Role::QueryEvent)) {
    now = {{}, true, {}};
    return;
  }
  if (does.has(Role::Launch, Role::LaunchGraph, Role::CopyAsync, Role::SetAsync)) {
    now.Fresh.clear();
    if (now.Work.size() < MaxPending)
      now.Work.insert({&body, i});
    return;
  }
  if (does.has(Role::Alloc)) {
    std::optional<unsigned> at = does.position(Operand::Pointer);
    if (at && *at < e.Children.size())
      if (std::string name = named(body, e.Children[*at]); !name.empty())
        now.Fresh.insert(name);
    return;
  }
  if (does.has(Role::CopySync, Role::SetSync, Role::Free, Role::FreeHost)) {
    std::optional<unsigned> filled = does.position(Operand::Destination);
    if (filled && *filled < e.Children.size() && now.Fresh.count(named(body, e.Children[*filled])))
      return;
    UnorderedCall worst{&body, i, {}, Reliance::None};
    for (const Queued &work : now.Work) {
      Reliance how = reliance(body, i, does, work);
      // The copy of an asynchronous copy is waited for, but no kernel is at stake.
      if (work.In->Exprs[work.At].Kind == ExprKind::Call && !Code.rolesOf(work.In->Exprs[work.At].Text).has(Role::Launch, Role::LaunchGraph) &&
          how <= Reliance::Unknown)
        continue;
      if (how > worst.How || (how == worst.How && how != Reliance::None && worst.Work < work))
        worst.How = how, worst.Work = work;
    }
    if (worst.How != Reliance::None && report)
      Found.push_back(worst);
    // Who mends it puts a synchronisation here.
    if (worst.How >= Reliance::Unknown)
      now = {{}, true, {}};
    return;
  }
  llvm::ArrayRef<const Body *> targets = Code.targets(e);
  if (targets.empty())
    return;
  State joined;
  joined.Waited = true;
  bool any = false;
  for (const Body *target : targets) {
    if (target->Where == Side::Device || hasInstantiation(Code, *target))
      continue;
    any = true;
    Pending &entry = Entry[target];
    for (const Queued &work : now.Work)
      if (entry.size() < MaxPending && entry.insert(work).second)
        Changed = true;
    const State &effect = Summary[target];
    joined.Work.insert(effect.Work.begin(), effect.Work.end());
    auto waits = Waits.find(target);
    joined.Waited &= effect.Waited || (waits != Waits.end() && waits->second);
  }
  if (!any)
    return;
  if (joined.Waited)
    now.Work.clear();
  if (!joined.Work.empty())
    now.Fresh.clear();
  now.Waited |= joined.Waited;
  for (const Queued &work : joined.Work)
    if (now.Work.size() < MaxPending)
      now.Work.insert(work);
}

HostOrder::State HostOrder::run(const Body &body, const Pending &entry, bool report) {
  size_t count = body.Blocks.size();
  std::vector<std::optional<State>> in(count);
  if (!count)
    return {};
  in[0] = State{entry, false, {}};
  std::vector<State> out(count);
  auto block = [&](uint32_t b, bool tell) {
    State now = *in[b];
    body.forEachIn(b, [&](uint32_t i) { visit(body, i, now, tell); });
    return now;
  };
  for (unsigned sweep = 0; sweep < MaxSweeps; ++sweep) {
    bool changed = false;
    for (uint32_t b = 0; b < count; ++b) {
      if (!in[b])
        continue;
      State now = block(b, false);
      out[b] = now;
      if (body.Blocks[b].NoReturn)
        continue;
      const BasicBlock &from = body.Blocks[b];
      llvm::StringRef constant = from.Condition == NoIndex ? "" : body.Exprs[from.Condition].Value.ref();
      for (size_t way = 0; way < from.Successors.size(); ++way) {
        uint32_t next = from.Successors[way];
        // `while (0)` of a macro is no loop.
        if (next >= count || (from.Successors.size() == 2 && from.Terminator != "switch" && !constant.empty() &&
                              way == (constant == "0" ? 0u : 1u)))
          continue;
        if (!in[next]) {
          in[next] = now;
          changed = true;
          continue;
        }
        State merged = *in[next];
        merged.Work.insert(now.Work.begin(), now.Work.end());
        merged.Waited &= now.Waited;
        std::erase_if(merged.Fresh, [&](const std::string &name) { return !now.Fresh.count(name); });
        if (!(merged == *in[next])) {
          in[next] = std::move(merged);
          changed = true;
        }
      }
    }
    if (!changed)
      break;
  }
  if (report)
    for (uint32_t b = 0; b < count; ++b)
      if (in[b])
        block(b, true);
  return in[count - 1] ? *in[count - 1] : State{{}, true, {}};
}

HostOrder::HostOrder(const Program &code) : Code(code) {
  std::vector<const Body *> host;
  for (const Body &body : Code.bodies())
    if (body.Where != Side::Device && !hasInstantiation(Code, body))
      host.push_back(&body);
  // What a function leaves queued and whether it waits; callees first would be fewer sweeps.
  for (unsigned sweep = 0; sweep < MaxSweeps; ++sweep) {
    bool changed = false;
    for (const Body *body : llvm::reverse(host)) {
      State now = run(*body, {}, false);
      now.Fresh.clear();
      State &known = Summary[body];
      if (!(now == known)) {
        known = std::move(now);
        changed = true;
      }
    }
    if (!changed)
      break;
  }
  // What is queued when a function starts.
  for (unsigned sweep = 0; sweep < MaxSweeps; ++sweep) {
    Changed = false;
    for (const Body *body : host) {
      const Pending entry = Entry[body];
      bool waits = run(*body, entry, false).Waited;
      if (!entry.empty() && Waits[body] != waits) {
        Waits[body] = waits;
        Changed = true;
      }
    }
    if (!Changed)
      break;
  }
  for (const Body *body : host)
    run(*body, Pending(Entry[body]), true);
}

} // namespace ascendify
