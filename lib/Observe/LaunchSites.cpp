//===- LaunchSites.cpp - which launch runs which kernel --------------------===//
//
// A launch names its kernel, may run one of several, or launches what its function was given: then
// the calls of that function say which. A function that nothing is known of may launch the kernel
// it is handed (`cutlass::launch_kernel_on_cluster(…, kernel, …)`). The trap: one written place
// is seen by many instantiations; a size that differs between them is unknown.
//
//===----------------------------------------------------------------------===//
#include "Model/QualifiedName.h"
#include "Observe/KernelModel.h"
#include "llvm/ADT/STLExtras.h"

namespace ascendify {
namespace {

/// How many functions a kernel is handed through.
constexpr unsigned MaxHands = 5;

class Joiner {
public:
  Joiner(const Observation &seen, const SymbolTable &symbols, const BodyIndex &index,
         std::vector<Kernel> &kernels)
      : Seen(seen), Symbols(symbols), Index(index), Kernels(kernels) {
    for (size_t i = 0; i < kernels.size(); ++i) {
      if (!kernels[i].Usr.empty())
        ByUsr[kernels[i].Usr].push_back(i);
      ByName[kernels[i].Name].push_back(i);
      llvm::StringRef last = llvm::StringRef(kernels[i].Name).rsplit("::").second;
      ByLast[last.empty() ? llvm::StringRef(kernels[i].Name) : last].push_back(i);
    }
    for (const Body &body : Seen.Bodies)
      for (uint32_t i = 0; i < body.Exprs.size(); ++i)
        if (body.Exprs[i].Kind == ExprKind::Call && !body.Exprs[i].Usr.empty())
          Calls[body.Exprs[i].Usr].push_back({&body, i});
  }

  void run() {
    for (const Fact &fact : Seen.Facts)
      for (const Variant &variant : fact.Variants)
        if (variant.Launch)
          join(fact, *variant.Launch);
    for (const Body &body : Seen.Bodies)
      if (body.Where != Side::Device)
        handed(body);
    for (Kernel &kernel : Kernels)
      merge(kernel.Launches);
  }

private:
  using Targets = std::vector<size_t>;

  static const Targets *in(const llvm::StringMap<Targets> &map, llvm::StringRef key) {
    auto it = map.find(key);
    return it == map.end() || key.empty() ? nullptr : &it->second;
  }

  /// \p name as a launch has it; a name that a module is asked for has no namespace.
  const Targets *named(llvm::StringRef name) const {
    if (const Targets *found = in(ByName, name))
      return found;
    return name.contains("::") ? nullptr : in(ByLast, name);
  }

  static LaunchSite siteOf(const Fact &fact, const LaunchFact &launch) {
    LaunchSite site;
    site.Place = launch.Use.valid() ? launch.Use : fact.Place;
    site.Macro = launch.Use.valid() ? fact.MacroName : "";
    site.How = launch.How;
    site.Function = fact.Function;
    auto text = [](const std::optional<Argument> &a) { return a ? a->Text : std::string(); };
    site.Grid = text(launch.Grid);
    site.Block = text(launch.Block);
    site.SharedBytes = text(launch.SharedBytes);
    site.Stream = text(launch.Stream);
    site.GridDim = launch.GridSize;
    site.BlockDim = launch.BlockSize;
    if (launch.SharedSize && *launch.SharedSize >= 0)
      site.SharedSize = uint64_t(*launch.SharedSize);
    return site;
  }

  void add(const Targets *targets, const LaunchSite &site) {
    if (targets)
      for (size_t i : *targets)
        Kernels[i].Launches.push_back(site);
  }

  void join(const Fact &fact, const LaunchFact &launch) {
    LaunchSite site = siteOf(fact, launch);
    if (const Targets *exact = in(ByUsr, launch.KernelUsr))
      return add(exact, site);
    if (!launch.KernelName.empty())
      return add(named(launch.KernelName), site);
    if (!launch.Candidates.empty()) {
      site.Possible = true;
      for (const std::string &name : launch.Candidates)
        add(named(name), site);
    }
    if (!launch.Wrapper.empty())
      through(launch.Wrapper, launch.WrapperParameter, site, MaxHands);
    else if (launch.Candidates.empty())
      add(written(launch.KernelText), site);
  }

  /// A name that no parse resolved, as it is written: `ns::kernel<T>`.
  const Targets *written(llvm::StringRef text) const {
    llvm::StringRef name = text.ltrim("&( ").take_while(
        [](char c) { return llvm::isAlnum(c) || c == '_' || c == ':'; });
    name.consume_front("::");
    if (const Targets *found = named(name))
      return found;
    return in(ByLast, name.rsplit("::").second);
  }

  /// The launch of what \p function is given as its parameter number \p parameter: one more launch
  /// at each of its calls.
  void through(llvm::StringRef function, uint32_t parameter, const LaunchSite &launch,
               unsigned hands) {
    auto it = Calls.find(function);
    if (it == Calls.end() || !hands)
      return;
    for (auto [body, index] : it->second) {
      const Expr &call = body->Exprs[index];
      if (parameter >= call.Children.size())
        continue;
      LaunchSite site = launch;
      site.Place = body->placeOf(index);
      site.Function = body->Name;
      site.Macro.clear();
      site.Through = call.Text.str();
      follow(*body, call.Children[parameter], site, hands - 1);
    }
  }

  /// Adds \p site to the kernels that expression \p index of \p body can be.
  void follow(const Body &body, uint32_t index, const LaunchSite &site, unsigned hands) {
    for (const Expr *e = &body.Exprs[index];;) {
      if (e->Kind == ExprKind::Conditional) {
        LaunchSite one = site;
        one.Possible = true;
        follow(body, e->Children[1], one, hands);
        return follow(body, e->Children[2], one, hands);
      }
      if ((e->Kind == ExprKind::Cast || e->Kind == ExprKind::Unary) && !e->Children.empty()) {
        e = &body.Exprs[e->Children.front()];
        continue;
      }
      if (e->Kind != ExprKind::Variable)
        return;
      if (const Targets *found = in(ByUsr, e->Usr))
        return add(found, site);
      if (e->Local == NoIndex)
        return;
      if (body.Variables[e->Local].Parameter)
        return through(body.Usr, e->Local, site, hands);
      // A variable: what it is declared as.
      const Expr *declared = nullptr;
      for (const Expr &other : body.Exprs)
        if (other.Kind == ExprKind::Declaration && other.Local == e->Local)
          declared = &other;
      if (!declared || declared->Children.empty())
        return;
      e = &body.Exprs[declared->Children.front()];
    }
  }

  /// Calls that hand a kernel to a function without a body here.
  void handed(const Body &body) {
    for (uint32_t i = 0; i < body.Exprs.size(); ++i) {
      const Expr &call = body.Exprs[i];
      if (call.Kind != ExprKind::Call || call.Text.empty() || !Index.byUsr(call.Usr).empty() ||
          Symbols.find(withoutTemplateArguments(call.Text)))
        continue;
      LaunchSite site;
      site.Place = body.placeOf(i);
      site.Function = body.Name;
      site.How = LaunchFact::Form::Other;
      site.Through = call.Text.str();
      site.Possible = true;
      for (uint32_t argument : call.Children)
        follow(body, argument, site, 0);
    }
  }

  /// All that the merging of sizes keeps of the first of equal sites.
  static auto order(const LaunchSite &s) {
    return std::tie(s.Place, s.Through, s.Grid, s.Block, s.SharedBytes, s.Stream, s.Macro,
                    s.Function, s.How);
  }

  /// One site for one place. Instantiations may differ in what they know.
  static void merge(std::vector<LaunchSite> &sites) {
    llvm::sort(sites, [](const LaunchSite &a, const LaunchSite &b) { return order(a) < order(b); });
    std::vector<LaunchSite> out;
    for (LaunchSite &site : sites) {
      if (out.empty() || !(out.back().Place == site.Place) || out.back().Through != site.Through) {
        out.push_back(std::move(site));
        continue;
      }
      LaunchSite &old = out.back();
      meet(old.GridDim, site.GridDim);
      meet(old.BlockDim, site.BlockDim);
      if (old.SharedSize != site.SharedSize)
        old.SharedSize.reset();
      old.Possible &= site.Possible;
    }
    sites = std::move(out);
  }

  static void meet(std::optional<Dimensions> &a, const std::optional<Dimensions> &b) {
    if (!a || !b)
      return a.reset();
    if (a->X != b->X)
      a->X.reset();
    if (a->Y != b->Y)
      a->Y.reset();
    if (a->Z != b->Z)
      a->Z.reset();
    if (!a->X && !a->Y && !a->Z)
      a.reset();
  }

  const Observation &Seen;
  const SymbolTable &Symbols;
  const BodyIndex &Index;
  std::vector<Kernel> &Kernels;
  llvm::StringMap<Targets> ByUsr, ByName, ByLast;
  llvm::StringMap<std::vector<std::pair<const Body *, uint32_t>>> Calls;
};

} // namespace

void addLaunches(const Observation &seen, const SymbolTable &symbols, const BodyIndex &index,
                 std::vector<Kernel> &kernels) {
  Joiner(seen, symbols, index, kernels).run();
}

} // namespace ascendify
