//===- Kernels.cpp - the kernel model, from facts and bodies ---------------===//
//
// Joins what is known of each `__global__` function: its body and the device functions that it
// reaches. The trap: a template is one kernel with many bodies; sizes that differ between them are
// unknown, not the first one seen. Launches are joined in LaunchSites.cpp.
//
//===----------------------------------------------------------------------===//
#include "Model/QualifiedName.h"
#include "Observe/KernelModel.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/STLExtras.h"

namespace ascendify {

BodyIndex::BodyIndex(llvm::ArrayRef<Body> bodies) {
  for (const Body &body : bodies) {
    ByUsr[body.Usr].push_back(&body);
    ByName[body.Name].push_back(&body);
    if (!body.Instance.empty())
      ByInstance[body.Instance].push_back(&body);
    for (const std::string &overridden : body.Overrides)
      Overriders[overridden].push_back(&body);
  }
}

static llvm::ArrayRef<const Body *> in(const llvm::StringMap<std::vector<const Body *>> &map,
                                       llvm::StringRef key) {
  auto it = map.find(key);
  if (it == map.end() || key.empty())
    return {};
  return it->second;
}

std::vector<const Body *> BodyIndex::callees(const Expr &call) const {
  llvm::ArrayRef<const Body *> found = in(ByInstance, call.Instance);
  if (found.empty())
    found = in(ByUsr, call.Usr);
  if (found.empty())
    found = in(ByName, call.Text);
  std::vector<const Body *> out(found);
  if (call.Target == Callee::Virtual) {
    std::vector<llvm::StringRef> above{call.Usr};
    llvm::DenseSet<llvm::StringRef> seen;
    while (!above.empty()) {
      llvm::StringRef usr = above.back();
      above.pop_back();
      if (!seen.insert(usr).second)
        continue;
      for (const Body *body : in(Overriders, usr)) {
        out.push_back(body);
        above.push_back(body->Usr);
      }
    }
  }
  return out;
}

llvm::ArrayRef<const Body *> BodyIndex::byUsr(llvm::StringRef usr) const { return in(ByUsr, usr); }

namespace {

class Builder {
public:
  Builder(const Observation &observation, const SymbolTable &symbols)
      : Seen(observation), Symbols(symbols), Index(observation.Bodies) {}

  std::vector<Kernel> run() {
    // All bodies of one written kernel: the pattern and what was made from it.
    std::map<Location, std::vector<const Body *>> groups;
    for (const Body &body : Seen.Bodies)
      if (body.Kernel)
        groups[body.Place].push_back(&body);
    std::vector<Kernel> kernels;
    for (auto &[place, bodies] : groups)
      kernels.push_back(build(bodies));
    addLaunches(Seen, Symbols, Index, kernels);
    return kernels;
  }

private:
  Kernel build(llvm::ArrayRef<const Body *> bodies) {
    Kernel kernel;
    const Body *first = bodies.front();
    for (const Body *body : bodies)
      if (body->Template)
        first = body;
    kernel.Name = first->Name;
    kernel.Usr = first->Usr;
    kernel.Place = first->Place;
    kernel.Template = first->Template || first->Instantiation;
    for (const Variable &variable : first->Variables)
      if (variable.Parameter)
        kernel.Parameters.push_back({variable.Name, variable.Type});
    std::optional<uint64_t> bytes;
    bool bounded = false;
    for (const Body *body : bodies) {
      // What a pattern does is said by its instantiations.
      if (body->Template && bodies.size() > 1)
        continue;
      if (!bounded) {
        kernel.LaunchBoundThreads = body->LaunchBoundThreads;
        kernel.LaunchBoundBlocks = body->LaunchBoundBlocks;
      } else {
        if (kernel.LaunchBoundThreads != body->LaunchBoundThreads)
          kernel.LaunchBoundThreads.reset();
        if (kernel.LaunchBoundBlocks != body->LaunchBoundBlocks)
          kernel.LaunchBoundBlocks.reset();
      }
      bounded = true;
      std::map<llvm::StringRef, const Variable *> shared;
      for (const Body *reached : reach(*body, kernel))
        for (const auto *variables : {&reached->Variables, &reached->Outer})
          for (const Variable &variable : *variables)
            if (variable.Space == MemorySpace::Shared)
              shared.try_emplace(variable.Usr, &variable);
      uint64_t own = 0;
      for (auto &[usr, variable] : shared) {
        own += variable->Bytes;
        kernel.DynamicShared |= variable->UnsizedArray;
        kernel.StaticSharedKnown &= variable->UnsizedArray || variable->Bytes != 0;
      }
      kernel.StaticSharedKnown &= !bytes || *bytes == own;
      bytes = std::max(bytes.value_or(0), own);
    }
    kernel.StaticSharedBytes = bytes.value_or(0);
    finish(kernel.Barriers), finish(kernel.WarpOperations), finish(kernel.Atomics);
    finish(kernel.Callees), finish(kernel.Precisions), finish(kernel.Features);
    return kernel;
  }

  static bool before(const KernelOperation &a, const KernelOperation &b) {
    return std::tie(a.Place, a.Symbol, a.Detail) < std::tie(b.Place, b.Symbol, b.Detail);
  }
  static void finish(std::vector<KernelOperation> &list) {
    llvm::sort(list, before);
    list.erase(
        std::unique(list.begin(), list.end(),
                    [](const auto &a, const auto &b) { return !before(a, b) && !before(b, a); }),
        list.end());
  }
  static void finish(std::vector<std::string> &list) {
    llvm::sort(list);
    list.erase(std::unique(list.begin(), list.end()), list.end());
  }

  /// \p body and the device functions it reaches; what they do is added to \p kernel.
  std::vector<const Body *> reach(const Body &body, Kernel &kernel) {
    std::vector<const Body *> found{&body};
    llvm::DenseMap<const Body *, std::vector<const Body *>> edges;
    llvm::DenseSet<const Body *> seen{&body};
    for (size_t i = 0; i < found.size(); ++i) {
      const Body &from = *found[i];
      inspect(from, kernel);
      for (const Expr &e : from.Exprs) {
        if (e.Kind != ExprKind::Call && e.Kind != ExprKind::Construct)
          continue;
        if (e.Text.empty())
          continue;
        for (const Body *target : Index.callees(e)) {
          // A pattern that was called by name stands for its instantiations only without any.
          if (target->Where == Side::Host || (target->Template && !from.Template))
            continue;
          kernel.Callees.push_back(target->Name);
          edges[&from].push_back(target);
          if (seen.insert(target).second)
            found.push_back(target);
        }
      }
    }
    if (cyclic(found, edges))
      kernel.Features.push_back("recursion");
    return found;
  }

  /// Whether a function can call itself, through others too: what cannot be taken away from the
  /// graph by taking away leaves is on a cycle or leads to one.
  static bool cyclic(llvm::ArrayRef<const Body *> nodes,
                     llvm::DenseMap<const Body *, std::vector<const Body *>> &edges) {
    llvm::DenseMap<const Body *, unsigned> open;
    llvm::DenseMap<const Body *, std::vector<const Body *>> callers;
    std::vector<const Body *> leaves;
    for (const Body *node : nodes) {
      open[node] = unsigned(edges[node].size());
      if (edges[node].empty())
        leaves.push_back(node);
      for (const Body *to : edges[node])
        callers[to].push_back(node);
    }
    size_t left = nodes.size();
    while (!leaves.empty()) {
      const Body *leaf = leaves.back();
      leaves.pop_back();
      --left;
      for (const Body *caller : callers[leaf])
        if (--open[caller] == 0)
          leaves.push_back(caller);
    }
    return left != 0;
  }

  void precision(llvm::StringRef t, Kernel &kernel) {
    if (t == "double" || t.starts_with("double ") || t.contains("const double"))
      kernel.Precisions.push_back("double");
    else if (t.contains("__half"))
      kernel.Precisions.push_back("half");
    else if (t.contains("bfloat16"))
      kernel.Precisions.push_back("bfloat16");
    else if (t.contains("__nv_fp8"))
      kernel.Precisions.push_back("fp8");
  }

  /// Where the memory lies that \p index (an address) points to.
  MemorySpace pointee(const Body &body, uint32_t index, unsigned steps = 32) const {
    const Expr &e = body.Exprs[index];
    if (!steps)
      return MemorySpace::Unknown;
    switch (e.Kind) {
    case ExprKind::Variable:
      if (e.Type.contains("[") && e.Space != MemorySpace::Private)
        return e.Space;
      // The host can only hand over what the device can reach: global memory.
      if (body.Kernel && e.Local != NoIndex && body.Variables[e.Local].Parameter)
        return MemorySpace::Global;
      return MemorySpace::Unknown;
    case ExprKind::Unary:
      return e.Text == "&" ? object(body, e.Children.front(), steps - 1) : MemorySpace::Unknown;
    case ExprKind::Binary:
      for (uint32_t child : e.Children)
        if (MemorySpace space = pointee(body, child, steps - 1); space != MemorySpace::Unknown)
          return space;
      return MemorySpace::Unknown;
    case ExprKind::Cast:
      return pointee(body, e.Children.front(), steps - 1);
    case ExprKind::Subscript:
    case ExprKind::Member:
      return e.Type.contains("[") ? object(body, index, steps - 1) : MemorySpace::Unknown;
    default:
      return MemorySpace::Unknown;
    }
  }
  /// Where the object \p index lies.
  MemorySpace object(const Body &body, uint32_t index, unsigned steps) const {
    const Expr &e = body.Exprs[index];
    if (!steps)
      return MemorySpace::Unknown;
    if (e.Kind == ExprKind::Variable)
      return e.Space;
    if (e.Kind == ExprKind::Unary && e.Text == "*")
      return pointee(body, e.Children.front(), steps - 1);
    if (e.Kind == ExprKind::Subscript || (e.Kind == ExprKind::Member && !e.Children.empty())) {
      const Expr &base = body.Exprs[e.Children.front()];
      bool pointer = base.Type.contains("*") && !base.Type.contains("[");
      return pointer ? pointee(body, e.Children.front(), steps - 1)
                     : object(body, e.Children.front(), steps - 1);
    }
    return MemorySpace::Unknown;
  }

  /// A mask as text: its value when it has one, its name, else the operator.
  static std::string valueText(const Expr &e) {
    return e.Value.empty() ? e.Text.str() : e.Value.str();
  }

  void inspect(const Body &body, Kernel &kernel) {
    for (const Variable &variable : body.Variables)
      precision(variable.Type, kernel);
    for (const Expr &e : body.Exprs) {
      precision(e.Type, kernel);
      if (e.Kind == ExprKind::Asm)
        kernel.Features.push_back("asm");
      else if (e.Kind == ExprKind::Launch)
        kernel.Features.push_back("device-launch");
      else if (e.Kind == ExprKind::Other && (e.Text == "CXXNewExpr" || e.Text == "CXXDeleteExpr"))
        kernel.Features.push_back("device-heap");
      if (e.Kind != ExprKind::Call)
        continue;
      if (e.Text == "printf" || e.Text == "assert" || e.Text == "__assert_fail")
        kernel.Features.push_back(e.Text == "printf" ? "printf" : "assert");
      if (e.Text == "malloc" || e.Text == "free")
        kernel.Features.push_back("device-heap");
      if (e.Target == Callee::Pointer && e.Usr.empty())
        kernel.Features.push_back("indirect-call");
      if (e.Target == Callee::Virtual)
        kernel.Features.push_back("virtual-call");
      Roles does = rolesOf(e.Text);
      bool warp = does.has(Role::WarpCollective, Role::WarpBarrier, Role::ActiveMask);
      bool atomic = does.has(Role::Atomic);
      if (!warp && !atomic && !does.has(Role::BlockBarrier))
        continue;
      KernelOperation op;
      op.Symbol = e.Text.str();
      op.Place = body.placeOf(uint32_t(&e - body.Exprs.data()));
      auto operand = [&](Operand which) -> std::optional<uint32_t> {
        std::optional<unsigned> at = does.position(which);
        return at && *at < e.Children.size() ? std::optional(e.Children[*at]) : std::nullopt;
      };
      if (std::optional<uint32_t> mask = warp ? operand(Operand::Mask) : std::nullopt)
        op.Detail = valueText(body.Exprs[*mask]);
      if (std::optional<uint32_t> address = atomic ? operand(Operand::Address) : std::nullopt) {
        op.Detail = body.Exprs[*address].Type.str();
        MemorySpace space = pointee(body, *address);
        if (space != MemorySpace::Unknown)
          op.Detail += (op.Detail.empty() ? "" : " ") + nameOf(space).str();
      }
      (atomic ? kernel.Atomics : warp ? kernel.WarpOperations : kernel.Barriers)
          .push_back(std::move(op));
    }
  }

  /// What the platform's \p name does; nothing for a name that is not the platform's.
  Roles rolesOf(llvm::StringRef name) {
    auto [it, isNew] = Known.try_emplace(name);
    if (isNew && !name.empty())
      if (std::optional<SymbolInfo> info = Symbols.find(withoutTemplateArguments(name)))
        it->second = info->Does;
    return it->second;
  }

  const Observation &Seen;
  const SymbolTable &Symbols;
  BodyIndex Index;
  llvm::StringMap<Roles> Known;
};

} // namespace

std::vector<Kernel> buildKernels(const Observation &observation, const SymbolTable &symbols) {
  return Builder(observation, symbols).run();
}

} // namespace ascendify
