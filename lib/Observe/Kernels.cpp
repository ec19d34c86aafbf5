//===- Kernels.cpp - the kernel model, from facts and bodies ---------------===//
//
// Joins what is known of each `__global__` function: its body, the device functions that
// it reaches, and every launch that names it. The trap: a template is one kernel
// with many bodies; sizes that differ between them are unknown, not the first one seen.
//
//===----------------------------------------------------------------------===//
#include "Model/QualifiedName.h"
#include "Observe/Observe.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringMap.h"
#include <map>
#include <set>

namespace ascendify {
namespace {

class Builder {
public:
  Builder(const Observation &observation, const SymbolTable &symbols)
      : Seen(observation), Symbols(symbols) {
    for (const Body &body : Seen.Bodies) {
      ByUsr[body.Usr].push_back(&body);
      ByName[body.Name].push_back(&body);
    }
  }

  std::vector<Kernel> run() {
    // All bodies of one written kernel: the pattern and what was made from it.
    std::map<Location, std::vector<const Body *>> groups;
    for (const Body &body : Seen.Bodies)
      if (body.Kernel)
        groups[body.Place].push_back(&body);
    std::vector<Kernel> kernels;
    for (auto &[place, bodies] : groups)
      kernels.push_back(build(bodies));
    addLaunches(kernels);
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
    kernel.LaunchBoundThreads = first->LaunchBoundThreads;
    kernel.LaunchBoundBlocks = first->LaunchBoundBlocks;
    for (const Variable &variable : first->Variables)
      if (variable.Parameter)
        kernel.Parameters.push_back({variable.Name, variable.Type});
    std::optional<uint64_t> bytes;
    for (const Body *body : bodies) {
      if (body->Template && bodies.size() > 1)
        continue; // sizes of a pattern are not known, its instantiations say them
      uint64_t own = 0;
      for (const Body *reached : reach(*body, kernel))
        for (const Variable &variable : reached->Variables)
          if (variable.Space == MemorySpace::Shared) {
            own += variable.Bytes;
            kernel.DynamicShared |= variable.UnsizedArray;
            kernel.StaticSharedKnown &= variable.UnsizedArray || variable.Bytes != 0;
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
    std::set<const Body *> seen{&body};
    for (size_t i = 0; i < found.size(); ++i) {
      inspect(*found[i], kernel);
      for (const Expr &e : found[i]->Exprs) {
        if (e.Kind != ExprKind::Call || e.Text.empty())
          continue;
        auto byUsr = ByUsr.find(e.Usr.ref());
        auto byName = ByName.find(e.Text.ref());
        const std::vector<const Body *> *targets = byUsr != ByUsr.end() && !e.Usr.empty()
                                                       ? &byUsr->second
                                                   : byName != ByName.end() ? &byName->second
                                                                            : nullptr;
        if (!targets)
          continue;
        for (const Body *target : *targets) {
          if (target->Where == Side::Host)
            continue;
          kernel.Callees.push_back(target->Name);
          if (target == found[i])
            kernel.Features.push_back("recursion");
          if (seen.insert(target).second)
            found.push_back(target);
        }
      }
    }
    return found;
  }

  void inspect(const Body &body, Kernel &kernel) {
    auto type = [&](llvm::StringRef t) {
      if (t == "double" || t.starts_with("double ") || t.contains("const double"))
        kernel.Precisions.push_back("double");
      else if (t.contains("__half"))
        kernel.Precisions.push_back("half");
      else if (t.contains("bfloat16"))
        kernel.Precisions.push_back("bfloat16");
      else if (t.contains("__nv_fp8"))
        kernel.Precisions.push_back("fp8");
    };
    for (const Variable &variable : body.Variables)
      type(variable.Type);
    for (const Expr &e : body.Exprs) {
      type(e.Type);
      if (e.Kind == ExprKind::Asm)
        kernel.Features.push_back("asm");
      else if (e.Kind == ExprKind::Launch)
        kernel.Features.push_back("device-launch");
      if (e.Kind != ExprKind::Call)
        continue;
      if (e.Text == "printf" || e.Text == "assert" || e.Text == "__assert_fail")
        kernel.Features.push_back(e.Text == "printf" ? "printf" : "assert");
      if (e.Text == "malloc" || e.Text == "free")
        kernel.Features.push_back("device-heap");
      if (e.Text.empty() && !body.Template)
        kernel.Features.push_back("indirect-call");
      Roles does = rolesOf(e.Text);
      bool warp = does.has(Role::WarpCollective, Role::WarpBarrier, Role::ActiveMask);
      bool atomic = does.has(Role::Atomic);
      if (!warp && !atomic && !does.has(Role::BlockBarrier))
        continue;
      KernelOperation op;
      op.Symbol = e.Text.str();
      op.Place = body.placeOf(uint32_t(&e - body.Exprs.data()));
      auto operand = [&](Operand which) -> const Expr * {
        std::optional<unsigned> at = does.position(which);
        return at && *at < e.Children.size() ? &body.Exprs[e.Children[*at]] : nullptr;
      };
      if (const Expr *mask = warp ? operand(Operand::Mask) : nullptr)
        op.Detail = mask->Text.str();
      if (const Expr *address = atomic ? operand(Operand::Address) : nullptr)
        op.Detail = address->Type.str();
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

  void addLaunches(std::vector<Kernel> &kernels) {
    std::map<std::string, Kernel *> byName;
    for (Kernel &kernel : kernels)
      byName[kernel.Name] = &kernel;
    for (const Fact &fact : Seen.Facts)
      for (const Variant &variant : fact.Variants) {
        if (!variant.Launch || variant.Launch->KernelName.empty())
          continue;
        auto it = byName.find(variant.Launch->KernelName);
        if (it == byName.end())
          continue;
        const LaunchFact &launch = *variant.Launch;
        LaunchSite site;
        site.Place = fact.Place;
        site.Function = fact.Function;
        auto take = [](const std::optional<Argument> &a, std::string &text,
                       std::optional<uint64_t> &value) {
          if (!a)
            return;
          text = a->Text;
          uint64_t number = 0;
          if (a->Value && !llvm::StringRef(*a->Value).getAsInteger(10, number))
            value = number;
        };
        std::optional<uint64_t> ignored;
        take(launch.Grid, site.Grid, site.GridSize);
        take(launch.Block, site.Block, site.BlockSize);
        take(launch.SharedBytes, site.SharedBytes, site.SharedSize);
        take(launch.Stream, site.Stream, ignored);
        std::vector<LaunchSite> &sites = it->second->Launches;
        // Instantiations launch from one place; a value that differs between them is unknown.
        if (!sites.empty() && sites.back().Place == site.Place) {
          LaunchSite &old = sites.back();
          if (old.GridSize != site.GridSize)
            old.GridSize.reset();
          if (old.BlockSize != site.BlockSize)
            old.BlockSize.reset();
          if (old.SharedSize != site.SharedSize)
            old.SharedSize.reset();
          continue;
        }
        sites.push_back(std::move(site));
      }
  }

  const Observation &Seen;
  const SymbolTable &Symbols;
  llvm::StringMap<Roles> Known;
  llvm::StringMap<std::vector<const Body *>> ByUsr, ByName;
};

} // namespace

std::vector<Kernel> buildKernels(const Observation &observation, const SymbolTable &symbols) {
  return Builder(observation, symbols).run();
}

} // namespace ascendify
