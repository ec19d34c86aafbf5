//===- HostOrder.cpp - what the host has queued and not waited for --------===//
#include "Flow/HostOrder.h"
#include "Flow/Lanes.h"
#include "Flow/Variables.h"
#include "llvm/ADT/STLExtras.h"

namespace ascendify {
namespace {

constexpr unsigned MaxRounds = 4, MaxSweeps = 12, MaxPending = 48;

} // namespace

/// The variable or member that \p expr names, or whose address it is; empty for anything else.
static std::string named(const Body &body, uint32_t expr) {
  const Expr *e = &body.Exprs[expr];
  while ((e->Kind == ExprKind::Cast || (e->Kind == ExprKind::Unary && e->Text == "&")) && e->Children.size() == 1)
    e = &body.Exprs[e->Children[0]];
  if (e->Kind == ExprKind::Variable)
    return e->Local == NoIndex ? e->Usr.str() : body.Usr + "#" + e->Usr.str();
  return e->Kind == ExprKind::Member ? e->Usr.str() : std::string();
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
    return pointer && (objects(body, *pointer).meets(other.Reads) || objects(body, *pointer).meets(other.Writes)) ? Reliance::Overwrites : Reliance::None;
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
  bool changes = (e.Kind == ExprKind::Binary && isAssignment(e.Text)) ||
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
  // What was assigned is as good as tested.
  bool assigns = e.Kind == ExprKind::Binary && e.Text == "=" && e.Children.size() == 2;
  if ((assigns || (e.Kind == ExprKind::Declaration && !e.Children.empty())) && (assigns || e.Local != NoIndex)) {
    const Expr &value = body.Exprs[e.Children.back()];
    if (std::optional<HostCondition> test = assigns ? hostVariable(body, e.Children[0]) : hostLocal(body, e.Local);
        test && !value.Value.empty() && !value.Type.ends_with("*")) {
      now.Known[*test] = value.Value != "0";
      test->Equals = value.Value.str();
      now.Known[*test] = true;
    }
  }
  auto queue = [&](const Queued &work) {
    if (now.Capture == State::Captures)
      return;
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
    bool relies = worst.How >= Reliance::Unknown;
    if (relies && Relying)
      Relying->insert(i);
    if (Waiting ? Waiting->count(i) != 0 : relies)
      now.waited();
    return;
  }
  llvm::ArrayRef<const Body *> targets = Code.targets(e);
  if (targets.empty())
    return;
  State joined;
  joined.Waited = true;
  bool any = false, first = true;
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
    if (first || joined.Capture == effect.Capture)
      joined.Capture = effect.Capture;
    else
      joined.Capture = State::Runs;
    first = false;
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
  if (joined.Capture != State::Unchanged)
    now.Capture = joined.Capture;
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

/// What calls wait for depends on what they are found to rely on, and in a loop that on itself. So the blocks are solved
/// until the calls that wait are those that rely on it.
HostOrder::State HostOrder::run(const Body &body, const Pending &entry, Pass pass) {
  uint32_t count = uint32_t(body.Blocks.size());
  if (!count)
    return {};
  const Graph &graph = this->graph(body);
  const std::vector<std::vector<uint32_t>> &events = links(body).Events;
  std::vector<std::optional<State>> in, out, again; // again: out of a loop that ran
  auto after = [&](uint32_t b, State now, Pass how) {
    for (uint32_t i : events[b])
      visit(body, i, now, how);
    return now;
  };
  auto solve = [&] {
    in.assign(count, std::nullopt), out.assign(count, std::nullopt), again.assign(count, std::nullopt);
    std::vector<bool> stale(count, true); // what comes before it changed
    for (unsigned sweep = 0; sweep < MaxSweeps; ++sweep) {
      bool changed = false;
      for (uint32_t b = 0; b < count; ++b) {
        if (!stale[b])
          continue;
        stale[b] = false;
        std::optional<State> all, back;
        if (b == 0)
          all = State{entry, false, State::Unchanged, {}, {}, {}};
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
          // `if (kind == A) …; else if (kind == B) …;` is meant to name all that there is.
          if (tested && graph.In[b].size() > 1 && tested->second != (way == 0) && taken.denied(tested->first) > 1)
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
  };
  std::set<uint32_t> waiting, relying;
  bool loops = llvm::any_of(graph.Back, [](const std::vector<bool> &inside) { return !inside.empty(); });
  for (unsigned round = 0; round < MaxRounds; ++round) {
    Waiting = round ? &waiting : nullptr;
    solve();
    if (!loops)
      break;
    relying.clear();
    Relying = &relying;
    for (uint32_t b = 0; b < count; ++b)
      if (in[b])
        after(b, *in[b], Pass::Summary);
    Relying = nullptr;
    if (relying.empty() || (round && relying == waiting))
      break;
    waiting = relying;
  }
  if (pass != Pass::Summary)
    for (uint32_t b = 0; b < count; ++b)
      if (in[b])
        after(b, *in[b], pass);
  Waiting = nullptr;
  return in[count - 1] ? *in[count - 1] : State{{}, true, State::Unchanged, {}, {}, {}};
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
