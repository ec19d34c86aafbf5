//===- Plan.cpp - in which order to do the work ---------------------------===//
#include "Score/Plan.h"
#include "Score/Items.h"
#include "llvm/ADT/STLExtras.h"
#include <cmath>
#include <set>

namespace ascendify {
namespace {

using Index = uint32_t;
using Indices = std::vector<Index>; ///< sorted, distinct

void makeSet(Indices &list) {
  llvm::sort(list);
  list.erase(std::unique(list.begin(), list.end()), list.end());
}

void addAll(Indices &to, const Indices &more) {
  to.insert(to.end(), more.begin(), more.end());
  makeSet(to);
}

/// The files of an audit, and what each needs to be built.
class FileGraph {
public:
  explicit FileGraph(const Audit &audit) {
    for (const AuditedFile &file : audit.Files)
      of(file.Path);
    for (const IncludedFile &edge : audit.Includes)
      addEdge(of(edge.From), of(edge.To));
  }

  Index of(const std::string &path) {
    auto [it, isNew] = Known.try_emplace(path, Index(Names.size()));
    if (isNew) {
      Names.push_back(path);
      Edges.emplace_back();
    }
    return it->second;
  }
  const std::string &name(Index file) const { return Names[file]; }
  size_t size() const { return Names.size(); }

  /// \p file and all that it includes.
  const Indices &closure(Index file) {
    auto [it, isNew] = Closures.try_emplace(file);
    if (!isNew)
      return it->second;
    Indices out, open = {file};
    std::set<Index> seen = {file};
    while (!open.empty()) {
      Index next = open.back();
      open.pop_back();
      out.push_back(next);
      for (Index to : Edges[next])
        if (seen.insert(to).second)
          open.push_back(to);
    }
    makeSet(out);
    return Closures[file] = std::move(out);
  }

private:
  void addEdge(Index from, Index to) { Edges[from].push_back(to); }

  std::map<std::string, Index> Known;
  std::vector<std::string> Names;
  std::vector<Indices> Edges;
  std::map<Index, Indices> Closures;
};

class Planner {
public:
  Planner(const Audit &audit, const EffortModel &model, size_t profile)
      : A(audit), M(model), Files(audit) {
    Out.Profile = audit.Profiles[profile];
    Items items = itemsOf(audit, model, profile);
    for (auto &[key, item] : items.List)
      List.push_back(std::move(item));
  }

  Plan run() {
    placesByFile();
    kernelFiles();
    nodes();
    order();
    rest();
    milestone();
    return std::move(Out);
  }

private:
  static Phase phaseOf(const Item &item) {
    if (item.Automatic)
      return Phase::Review;
    // What the compiler does not take has to be written before the file builds.
    if (item.Kernels)
      return item.Out.Class == "kernel-hard" ? Phase::Build : Phase::Test;
    return item.Out.Kind == Axis::Hazard ? Phase::Check : Phase::Build;
  }

  void placesByFile() {
    for (Index i = 0; i < List.size(); ++i)
      for (const auto &[path, places] : List[i].ByFile)
        Files.of(path);
    InFile.resize(Files.size());
    for (Index i = 0; i < List.size(); ++i)
      for (const auto &[path, places] : List[i].ByFile)
        InFile[Files.of(path)].push_back({i, places});
  }

  /// The items that stand in the way of building \p files.
  Indices needs(const Indices &files) const {
    Indices out;
    for (Index file : files)
      if (file < InFile.size())
        for (const auto &[item, places] : InFile[file])
          if (phaseOf(List[item]) == Phase::Build)
            out.push_back(item);
    makeSet(out);
    return out;
  }

  double hoursOf(const Indices &files) const {
    std::map<Index, double> places;
    for (Index file : files)
      if (file < InFile.size())
        for (const auto &[item, count] : InFile[file])
          places[item] += count;
    double sum = 0;
    for (auto [item, count] : places)
      if (phaseOf(List[item]) == Phase::Build)
        sum += hoursFor(M, first(item), count).P50;
    return sum;
  }

  const EffortRange &first(Index item) const { return M.classOf(List[item].Out.Class).First; }

  /// A kernel, the files that must build for it to run, and the launch they are for.
  struct KernelNode {
    const Kernel *K;
    const LaunchSite *Launch = nullptr;
    Indices Needed;
    double Hours = 0;
  };

  void kernelFiles() {
    // Device functions are known by name; the files they stand in, by what stands in them.
    std::map<std::string, std::set<std::string>> functions;
    for (const AuditUse &use : A.Uses)
      if (!use.Function.empty())
        functions[use.Function].insert(use.Place.File);
    std::map<Indices, double> known;
    auto hours = [&](const Indices &files) {
      auto [it, isNew] = known.try_emplace(files);
      if (isNew)
        it->second = hoursOf(files);
      return it->second;
    };
    for (const Kernel &k : A.Kernels) {
      KernelNode node{&k, nullptr, {}, 0};
      Indices own = Files.closure(Files.of(k.Place.File));
      for (const std::string &callee : k.Callees)
        // A name that several files have says nothing.
        if (auto it = functions.find(callee); it != functions.end() && it->second.size() == 1)
          addAll(own, Files.closure(Files.of(*it->second.begin())));
      node.Needed = own;
      node.Hours = hours(own);
      for (const LaunchSite &launch : k.Launches) {
        Indices both = own;
        addAll(both, Files.closure(Files.of(launch.Place.File)));
        double cost = hours(both);
        if (!node.Launch || cost < node.Hours) {
          node.Launch = &launch;
          node.Needed = std::move(both);
          node.Hours = cost;
        }
      }
      Kernels.push_back(std::move(node));
    }
  }

  void nodes() {
    std::set<std::string> used;
    for (const Item &item : List)
      for (const auto &[path, places] : item.ByFile)
        used.insert(path);
    for (const std::string &path : used) {
      Needs.push_back(needs(Files.closure(Files.of(path))));
      UsedFiles.push_back(path);
    }
    Out.Files = UsedFiles.size();
    for (const KernelNode &node : Kernels)
      Needs.push_back(needs(node.Needed));
    Out.Kernels = Kernels.size();
    Waiting.resize(List.size());
    for (Index n = 0; n < Needs.size(); ++n) {
      for (Index item : Needs[n])
        Waiting[item].push_back(n);
      if (Needs[n].empty())
        ++(isKernel(n) ? Out.KernelsNow : Out.FilesNow);
    }
  }

  bool isKernel(Index node) const { return node >= Out.Files; }

  PlanStep step(Index i) const {
    const Item &item = List[i];
    PlanStep out;
    out.Item = item.Out.Item, out.Class = item.Out.Class, out.Library = item.Out.Library;
    out.Kind = item.Out.Kind;
    out.Purpose = phaseOf(item);
    out.Places = item.Out.Places;
    out.Files = item.ByFile.size();
    out.Hours = hoursFor(M, first(i), item.Out.Places);
    out.First = item.Out.First;
    out.Route = item.Route;
    for (Index node : Waiting[i])
      ++(isKernel(node) ? out.KernelsWaiting : out.FilesWaiting);
    return out;
  }

  /// Which of two equals comes first: the cheaper, then by name.
  bool before(Index a, Index b) const {
    auto key = [&](Index i) {
      const Contribution &c = List[i].Out;
      return std::tuple(std::llround(hoursFor(M, first(i), c.Places).P50 * 1e6), c.Item, c.Class, c.Kind);
    };
    return key(a) < key(b);
  }

  void order() {
    // Shares are whole numbers, so that no rounding decides the order.
    constexpr uint64_t Whole = uint64_t(1) << 32;
    std::vector<size_t> left(Needs.size());
    std::vector<uint64_t> credit(List.size());
    for (Index n = 0; n < Needs.size(); ++n) {
      left[n] = Needs[n].size();
      for (Index item : Needs[n])
        credit[item] += Whole / left[n];
    }
    Indices open;
    for (Index i = 0; i < List.size(); ++i)
      if (phaseOf(List[i]) == Phase::Build)
        open.push_back(i);
    llvm::sort(open, [&](Index a, Index b) { return before(a, b); });
    uint64_t kernels = Out.KernelsNow, files = Out.FilesNow;
    while (!open.empty()) {
      // The first of the greatest: `open` is in the order of equals.
      auto best = std::max_element(open.begin(), open.end(), [&](Index a, Index b) { return credit[a] < credit[b]; });
      Index next = *best;
      open.erase(best);
      for (Index node : Waiting[next]) {
        uint64_t share = Whole / left[node]--;
        for (Index item : Needs[node]) {
          credit[item] -= std::min(credit[item], share);
          if (left[node])
            credit[item] += Whole / left[node];
        }
        if (!left[node])
          ++(isKernel(node) ? kernels : files);
      }
      PlanStep one = step(next);
      one.KernelsThen = kernels, one.FilesThen = files;
      Out.Steps.push_back(std::move(one));
    }
  }

  /// What nothing waits for: by purpose, then most hours first.
  void rest() {
    Indices list;
    for (Index i = 0; i < List.size(); ++i)
      if (phaseOf(List[i]) != Phase::Build)
        list.push_back(i);
    llvm::sort(list, [&](Index a, Index b) {
      Phase x = phaseOf(List[a]), y = phaseOf(List[b]);
      return x != y ? x < y : before(b, a);
    });
    uint64_t kernels = Out.Steps.empty() ? Out.KernelsNow : Out.Steps.back().KernelsThen;
    uint64_t files = Out.Steps.empty() ? Out.FilesNow : Out.Steps.back().FilesThen;
    for (Index i : list) {
      PlanStep one = step(i);
      one.KernelsThen = kernels, one.FilesThen = files;
      Out.Steps.push_back(std::move(one));
    }
  }

  /// The steps that \p files need, with the places that stand there.
  std::vector<PlanStep> stepsIn(const Indices &files, const Kernel *kernel) const {
    std::map<Index, double> places;
    for (Index file : files)
      if (file < InFile.size())
        for (const auto &[item, count] : InFile[file])
          places[item] += count;
    std::vector<PlanStep> out;
    for (auto [i, count] : places) {
      PlanStep one = step(i);
      if (one.Purpose == Phase::Check)
        continue; // it runs without
      if (one.Purpose == Phase::Test) {
        // One kernel is enough to be first.
        bool own = kernel && List[i].ByFunction.count({kernel->Place.File, kernel->Name});
        if (!own)
          continue;
        count = 1;
        one.First = kernel->Place;
      }
      one.Places = count;
      one.Hours = hoursFor(M, first(i), count);
      one.Files = uint64_t(llvm::count_if(files, [&](Index f) { return List[i].ByFile.count(Files.name(f)) != 0; }));
      out.push_back(std::move(one));
    }
    llvm::sort(out, [](const PlanStep &a, const PlanStep &b) {
      auto key = [](const PlanStep &s) { return std::tuple(s.Purpose, -std::llround(s.Hours.P50 * 1e6), s.Item, s.Class); };
      return key(a) < key(b);
    });
    return out;
  }

  EffortRange sum(const std::vector<PlanStep> &steps) const {
    std::vector<EffortRange> ranges;
    for (const PlanStep &one : steps)
      ranges.push_back(one.Hours);
    return sumOf(M, ranges);
  }

  void milestone() {
    std::optional<Milestone> best;
    auto offer = [&](Milestone candidate) {
      candidate.Hours = sum(candidate.Steps);
      if (!best || candidate.Hours.P50 < best->Hours.P50 - 1e-9)
        best = std::move(candidate);
    };
    // A kernel that is launched; else any kernel; else a source file that calls a library.
    bool launched = llvm::any_of(Kernels, [](const KernelNode &n) { return n.Launch; });
    std::set<std::tuple<Indices, std::string>> tried;
    for (const KernelNode &node : Kernels) {
      if (launched && !node.Launch)
        continue;
      if (!tried.insert({node.Needed, classOfKernel(*node.K)}).second)
        continue; // costs as much as one before it
      Milestone one;
      one.Kernel = node.K->Name;
      one.Place = node.K->Place;
      if (node.Launch)
        one.Launch = node.Launch->Place;
      one.Steps = stepsIn(node.Needed, node.K);
      names(one, node.Needed);
      offer(std::move(one));
    }
    if (Kernels.empty())
      for (const std::string &path : UsedFiles) {
        const Indices &needed = Files.closure(Files.of(path));
        Milestone one;
        auto use = llvm::find_if(A.Uses, [&](const AuditUse &u) { return u.Place.File == path && isCounted(u.Kind); });
        if (use == A.Uses.end())
          continue;
        one.Place = use->Place;
        one.Steps = stepsIn(needed, nullptr);
        names(one, needed);
        offer(std::move(one));
      }
    Out.First = std::move(best);
  }

  std::string classOfKernel(const Kernel &k) const {
    for (const Item &item : List)
      if (item.Kernels && item.ByFunction.count({k.Place.File, k.Name}))
        return item.Out.Class;
    return "";
  }

  /// Of the files, those with anything to do; the rest builds as it is.
  void names(Milestone &to, const Indices &files) const {
    for (Index file : files)
      if (file < InFile.size() && !InFile[file].empty())
        to.Files.push_back(Files.name(file));
    llvm::sort(to.Files);
  }

  const Audit &A;
  const EffortModel &M;
  FileGraph Files;
  std::vector<Item> List;
  std::vector<std::vector<std::pair<Index, double>>> InFile; ///< items and places
  std::vector<KernelNode> Kernels;
  std::vector<std::string> UsedFiles;
  std::vector<Indices> Needs;   ///< items by node: files first, then kernels
  std::vector<Indices> Waiting; ///< nodes by item
  Plan Out;
};

} // namespace

std::vector<Plan> planAudit(const Audit &audit, const EffortModel &model) {
  std::vector<Plan> out;
  for (size_t p = 0; p < audit.Profiles.size(); ++p)
    out.push_back(Planner(audit, model, p).run());
  return out;
}

} // namespace ascendify
