//===- HostOrder.cpp - what the host has queued and not waited for --------===//
#include "Flow/HostOrder.h"
#include "Flow/Lanes.h"
#include "Flow/Ranges.h"
#include "Flow/Variables.h"
#include "llvm/ADT/STLExtras.h"

namespace ascendify {
namespace {

constexpr unsigned MaxSweeps = 12, MaxPending = 48, MaxDepth = 5;

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
    // A pointer class gives its pointer; what is taken out of a pool is an object of its own.
    if (e.Object != NoIndex && isPointer(e.Type))
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
static bool isPart(const Body &body, uint32_t expr, unsigned depth = 0) {
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
  Roles way = does;
  if (std::optional<uint32_t> at = operand(Operand::Direction)) {
    while (body.Exprs[*at].Kind == ExprKind::Cast && body.Exprs[*at].Children.size() == 1)
      at = body.Exprs[*at].Children[0];
    way = Code.rolesOf(body.Exprs[*at].Text);
  }
  bool toHost = way.has(Role::CopyToHost), toDevice = way.has(Role::CopyToDevice) || does.has(Role::SetSync);
  Objects source, destination;
  std::optional<uint32_t> from = operand(Operand::Source), to = operand(Operand::Destination);
  if (from)
    source = objects(body, *from);
  if (to)
    destination = objects(body, *to);
  if (from && !toDevice && source.meets(other.Writes))
    return Reliance::Reads;
  if (to && !toHost && (destination.meets(other.Reads) || destination.meets(other.Writes)))
    return isPart(body, *to) ? Reliance::Part : Reliance::Overwrites;
  if (!toHost)
    return Reliance::None;
  if (!from || !source.Complete || !other.Writes.Complete)
    return Reliance::Unknown;
  return source.meets(other.Reads) ? Reliance::None : Reliance::Elsewhere; // what is only read has its value
}

void HostOrder::visit(const Body &body, uint32_t i, State &now, Pass pass) {
  const Expr &e = body.Exprs[i];
  bool changes = (e.Kind == ExprKind::Binary && e.Text.ends_with("=")) ||
                 (e.Kind == ExprKind::Unary && (e.Text == "&" || e.Text == "++" || e.Text == "--"));
  if (changes && !e.Children.empty())
    if (std::optional<VariablePart> part = partOf(body, e.Children[0]))
      now.forget(body.Usr + "#" + body.Variables[part->Local].Usr);
  if (e.Kind == ExprKind::Call || e.Kind == ExprKind::Construct)
    for (size_t a = 0; a < e.Children.size(); ++a)
      if (changesArgument(e, a))
        if (std::optional<VariablePart> part = partOf(body, e.Children[a]))
          now.forget(body.Usr + "#" + body.Variables[part->Local].Usr);
  if (e.Kind == ExprKind::Declaration && e.Local != NoIndex)
    now.forget(body.Usr + "#" + body.Variables[e.Local].Usr);
  auto queue = [&](const Queued &work) {
    now.Only.erase(work); // whatever it was before
    if (now.Work.size() < MaxPending)
      now.Work.insert(work);
  };
  if (e.Kind == ExprKind::Launch) {
    now.Fresh.clear();
    queue({&body, i});
    return;
  }
  if (e.Kind != ExprKind::Call && e.Kind != ExprKind::Construct)
    return;
  Roles does = Code.rolesOf(e.Text);
  if (does.has(Role::SyncDevice, Role::SyncStream, Role::SyncEvent, Role::QueryStream, Role::QueryEvent)) {
    now.waited();
    return;
  }
  if (does.has(Role::Launch, Role::LaunchGraph, Role::CopyAsync, Role::SetAsync)) {
    now.Fresh.clear();
    queue({&body, i});
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
      if (Code.isStranger(body, *work.In))
        continue;
      Reliance how = reliance(body, i, does, work);
      // The copy of an asynchronous copy is waited for, but no kernel is at stake.
      if (work.In->Exprs[work.At].Kind == ExprKind::Call && !Code.rolesOf(work.In->Exprs[work.At].Text).has(Role::Launch, Role::LaunchGraph) &&
          how <= Reliance::Unknown)
        continue;
      if (how > worst.How || (how == worst.How && how != Reliance::None && worst.Work < work))
        worst.How = how, worst.Work = work;
    }
    if (worst.How != Reliance::None && pass == Pass::Report)
      Found.push_back(worst);
    // Who mends it puts a synchronisation here.
    if (worst.How >= Reliance::Unknown)
      now.waited();
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
    if (pass != Pass::Summary)
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
    now.Work.clear(), now.Only.clear();
  if (!joined.Work.empty())
    now.Fresh.clear();
  now.Waited |= joined.Waited;
  for (const Queued &work : joined.Work)
    queue(work);
}

const HostOrder::Graph &HostOrder::graph(const Body &body) {
  auto [it, isNew] = Graphs.try_emplace(&body);
  Graph &out = it->second;
  if (!isNew)
    return out;
  uint32_t count = uint32_t(body.Blocks.size());
  out.In.resize(count), out.Back.resize(count), out.Tests.resize(count);
  for (uint32_t b = 0; b < count; ++b) {
    const BasicBlock &from = body.Blocks[b];
    if (from.NoReturn)
      continue;
    if (from.Successors.size() == 2 && (from.Terminator == "if" || from.Terminator == "&&" || from.Terminator == "||"))
      out.Tests[b] = hostCondition(body, from.Condition);
    llvm::StringRef constant = from.Condition == NoIndex ? "" : body.Exprs[from.Condition].Value.ref();
    for (uint32_t way = 0; way < from.Successors.size(); ++way)
      // `while (0)` of a macro is no loop.
      if (from.Successors[way] < count && !(from.Successors.size() == 2 && from.Terminator != "switch" && !constant.empty() &&
                                            way == (constant == "0" ? 0u : 1u)))
        out.In[from.Successors[way]].push_back({b, way});
  }
  for (uint32_t b = 0; b < count; ++b) {
    const BasicBlock &head = body.Blocks[b];
    if ((head.Terminator != "for" && head.Terminator != "while") || head.Successors.size() != 2 || head.Successors[0] >= count)
      continue;
    std::vector<bool> &inside = out.Back[b];
    inside.resize(count);
    std::vector<uint32_t> open = {head.Successors[0]};
    while (!open.empty()) {
      uint32_t at = open.back();
      open.pop_back();
      if (at >= count || at == b || inside[at])
        continue;
      inside[at] = true;
      open.insert(open.end(), body.Blocks[at].Successors.begin(), body.Blocks[at].Successors.end());
    }
  }
  return out;
}

HostOrder::State HostOrder::run(const Body &body, const Pending &entry, Pass pass) {
  uint32_t count = uint32_t(body.Blocks.size());
  if (!count)
    return {};
  const Graph &graph = this->graph(body);
  const std::vector<std::vector<uint32_t>> &events = links(body).Events;
  std::vector<std::optional<State>> in(count), out(count), again(count); // again: out of a loop that ran
  auto after = [&](uint32_t b, State now, Pass how) {
    for (uint32_t i : events[b])
      visit(body, i, now, how);
    return now;
  };
  std::vector<bool> stale(count, true); // what comes before it changed
  for (unsigned sweep = 0; sweep < MaxSweeps; ++sweep) {
    bool changed = false;
    for (uint32_t b = 0; b < count; ++b) {
      if (!stale[b])
        continue;
      stale[b] = false;
      std::optional<State> all, back;
      if (b == 0)
        all = State{entry, false, {}, {}, {}};
      auto join = [](std::optional<State> &into, const State &from) {
        if (into)
          into->merge(from);
        else
          into = from;
      };
      for (auto [from, way] : graph.In[b]) {
        // A loop is taken to run once at least: what it waits for is waited for behind it.
        const std::optional<State> &leaves = way == 1 && !graph.Back[from].empty() && again[from] ? again[from] : out[from];
        if (!leaves)
          continue;
        State taken = *leaves;
        const std::optional<std::pair<HostCondition, bool>> &tested = graph.Tests[from];
        if (tested && !taken.assume(tested->first, tested->second == (way == 0)))
          continue;
        join(all, taken);
        if (!graph.Back[b].empty() && graph.Back[b][from])
          join(back, taken);
      }
      std::optional<State> next, round;
      if (all)
        next = after(b, *all, Pass::Summary);
      if (back)
        round = after(b, std::move(*back), Pass::Summary);
      if (next != out[b] || round != again[b]) {
        changed = true;
        for (uint32_t after : body.Blocks[b].Successors)
          if (after < count)
            stale[after] = true;
      }
      in[b] = std::move(all), out[b] = std::move(next), again[b] = std::move(round);
    }
    if (!changed)
      break;
  }
  if (pass != Pass::Summary)
    for (uint32_t b = 0; b < count; ++b)
      if (in[b])
        after(b, *in[b], pass);
  return in[count - 1] ? *in[count - 1] : State{{}, true, {}, {}, {}};
}

const HostOrder::Links &HostOrder::links(const Body &body) {
  auto [it, isNew] = Linked.try_emplace(&body);
  Links &out = it->second;
  if (!isNew)
    return out;
  out.Events.resize(body.Blocks.size());
  for (uint32_t b = 0; b < body.Blocks.size(); ++b)
    body.forEachIn(b, [&](uint32_t i) {
      const Expr &e = body.Exprs[i];
      bool calls = e.Kind == ExprKind::Call || e.Kind == ExprKind::Construct;
      if (!calls && e.Kind != ExprKind::Launch && e.Kind != ExprKind::Declaration && e.Kind != ExprKind::Binary &&
          e.Kind != ExprKind::Unary)
        return;
      if ((e.Kind == ExprKind::Binary || e.Kind == ExprKind::Unary) && !e.Text.ends_with("=") && e.Text != "&" &&
          e.Text != "++" && e.Text != "--")
        return;
      out.Events[b].push_back(i);
      if (!calls)
        return;
      out.Reports |= Code.rolesOf(e.Text).has(Role::CopySync, Role::SetSync, Role::Free, Role::FreeHost);
      for (const Body *target : Code.targets(e))
        if (target->Where != Side::Device && !hasInstantiation(Code, *target))
          out.Callees.push_back(target);
    });
  llvm::sort(out.Callees);
  out.Callees.erase(llvm::unique(out.Callees), out.Callees.end());
  return out;
}

bool HostOrder::isStale(const Body &body, const std::map<const Body *, unsigned> &changed,
                        const std::map<const Body *, unsigned> &ran) {
  auto last = ran.find(&body);
  if (last == ran.end())
    return true;
  auto newer = [&](const Body *other) {
    auto it = changed.find(other);
    return it != changed.end() && it->second > last->second;
  };
  return newer(&body) || llvm::any_of(links(body).Callees, newer);
}

/// Functions are run until nothing changes. A run reads what is known of the functions it calls, and in the
/// second pass what is queued when it starts; where none of that is newer than its last run, it is left out.
HostOrder::HostOrder(const Program &code) : Code(code) {
  std::vector<const Body *> host;
  for (const Body &body : Code.bodies())
    if (body.Where != Side::Device && !hasInstantiation(Code, body))
      host.push_back(&body);
  std::map<const Body *, unsigned> changed, ran;
  // What a function leaves queued and whether it waits; callees first would be fewer sweeps.
  for (unsigned sweep = 0; sweep < MaxSweeps; ++sweep) {
    bool any = false;
    for (const Body *body : llvm::reverse(host)) {
      if (!isStale(*body, changed, ran))
        continue;
      ran[body] = ++Tick;
      State now = run(*body, {}, Pass::Summary);
      now.Fresh.clear(), now.Known.clear(), now.Only.clear();
      State &known = Summary[body];
      if (!(now == known)) {
        known = std::move(now);
        changed[body] = ++Tick;
        any = true;
      }
    }
    if (!any)
      break;
  }
  // What is queued when a function starts. Running it adds to what its callees start with.
  changed.clear(), ran.clear();
  bool settled = false;
  for (unsigned sweep = 0; sweep < MaxSweeps && !settled; ++sweep) {
    bool any = false;
    for (const Body *body : host) {
      if (!isStale(*body, changed, ran))
        continue;
      ran[body] = ++Tick;
      Changed = false;
      const Pending entry = Entry[body];
      std::vector<std::pair<const Body *, size_t>> before;
      for (const Body *callee : links(*body).Callees)
        before.push_back({callee, Entry[callee].size()});
      bool waits = run(*body, entry, Pass::Entry).Waited;
      ++Tick;
      for (auto [callee, size] : before)
        if (Entry[callee].size() != size)
          changed[callee] = Tick;
      if (!entry.empty() && Waits[body] != waits) {
        Waits[body] = waits;
        Changed = true;
        changed[body] = Tick;
      }
      any |= Changed;
    }
    settled = !any;
  }
  for (const Body *body : host)
    if (links(*body).Reports || !settled)
      run(*body, Pending(Entry[body]), Pass::Report);
}

} // namespace ascendify
