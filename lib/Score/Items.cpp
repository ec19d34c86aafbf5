//===- Items.cpp - distinct work items and all their places ---------------===//
#include "Score/Items.h"
#include "llvm/ADT/STLExtras.h"
#include <cmath>
#include <fmt/format.h>
#include <set>
#include <utility>

namespace ascendify {
namespace {

class Gatherer {
public:
  Gatherer(const Audit &audit, const EffortModel &model, size_t profile)
      : A(audit), M(model), P(profile) {
    for (const WorkItem &w : A.Work) {
      if (!w.Finding.empty())
        Themes[w.Symbol] = w.Finding;
      if (!w.Advice.empty())
        Routes.try_emplace(w.Finding.empty() ? w.Symbol : w.Finding, w.Advice);
    }
  }

  Items run() {
    uses();
    findings();
    kernels();
    return std::move(Found);
  }

private:
  /// What becomes of the use on the profile, in the style that does most.
  Disposition statusOf(const AuditUse &use) const {
    Disposition best = Disposition::Unknown;
    for (size_t s = 0; s < A.Styles.size(); ++s)
      best = std::min(best, use.Outcomes[A.index(P, s)].Status);
    return best;
  }

  Item &add(const std::string &key, const std::string &name, const std::string &klass, Axis axis,
            const std::string &library, const Location &place, const std::string &function,
            double places) {
    Item &item = Found.List[key];
    Contribution &out = item.Out;
    if (!out.Count) {
      out.Item = name, out.Class = klass, out.Kind = axis, out.Library = library, out.First = place;
    } else if (place < out.First) {
      out.First = place;
      out.Library = library;
    }
    // A place that is told twice is still one place, as sure as its surest telling.
    auto [seen, isNew] = Seen[&item].try_emplace({place, function}, 0);
    if (isNew)
      ++out.Count;
    if (places <= seen->second)
      return item;
    double before = std::exchange(seen->second, places);
    double &known = item.ByFunction[{place.File, function}];
    // Of the places of one function the surest counts; code outside of functions counts by file.
    places = M.classOf(klass).ByFunction ? std::max(places - known, 0.0) : places - before;
    known += places;
    out.Places += places;
    item.ByFile[place.File] += places;
    item.ByLibrary[library] += places;
    return item;
  }

  void route(Item &item, const std::string &name, const Finding *of = nullptr) {
    if (auto known = Routes.find(name); known != Routes.end())
      item.Route = known->second;
    else if (of && of->Place == item.Out.First)
      item.Route = of->Advice;
  }

  void uses() {
    for (const AuditUse &use : A.Uses) {
      if (!isCounted(use.Kind))
        continue;
      Disposition status = statusOf(use);
      if (isAutomatic(status)) {
        // Nobody rewrites these; somebody reads the change, library by library.
        add("a/" + use.Library, use.Library, "automatic", Axis::Volume, use.Library, use.Place,
            use.Function, 1)
            .Automatic = true;
        continue;
      }
      auto theme = Themes.find(use.Symbol);
      std::string name = theme == Themes.end() ? use.Symbol : theme->second;
      bool blocker = status == Disposition::Unsupported;
      std::string klass = blocker                         ? "unsupported"
                          : status == Disposition::Manual ? "manual"
                                                          : "unknown";
      if (auto named = M.Findings.find(name);
          named != M.Findings.end() && status != Disposition::Unknown)
        klass = named->second;
      Covered.insert({use.Place.File, use.Place.Line});
      route(add((blocker ? "b/" : "m/") + klass + "/" + name, name, klass,
                blocker ? Axis::Blocker : Axis::Volume, use.Library, use.Place, use.Function, 1),
            name);
    }
  }

  void findings() {
    const std::string &profile = A.Profiles[P];
    for (const Finding &f : A.Findings) {
      if (f.SuppressedBy != Silenced::No || (!f.Profile.empty() && f.Profile != profile))
        continue;
      double places = M.Sureness.at(f.Sureness);
      if (auto risk = M.Performance.find(f.Id);
          risk != M.Performance.end() && Slow.insert({f.Place, f.Id}).second)
        Found.Performance += places * risk->second;
      // Blockers of the data are uses; a check's own stand where no use does.
      bool own = f.Kind == Axis::Blocker && !Covered.count({f.Place.File, f.Place.Line});
      if (f.Kind != Axis::Hazard && !own)
        continue;
      auto named = M.Findings.find(f.Id);
      route(add(fmt::format("h/{}/{}", int(f.Kind), f.Id), f.Id,
                named == M.Findings.end() ? (own ? "unsupported" : "hazard") : named->second,
                f.Kind, "", f.Place, f.Function, places),
            f.Id, &f);
    }
  }

  /// Every kernel has to be built, tested and tuned, whatever its text needs.
  void kernels() {
    for (const Kernel &k : A.Kernels) {
      bool hard = llvm::is_contained(k.Features, "asm") ||
                  llvm::is_contained(k.Features, "recursion") ||
                  llvm::is_contained(k.Features, "indirect-call");
      bool cooperates = !k.Barriers.empty() || !k.WarpOperations.empty() || !k.Atomics.empty() ||
                        k.DynamicShared || k.StaticSharedBytes;
      // Kernels of a kind teach each other, so they are one item.
      std::string klass = hard         ? "kernel-hard"
                          : cooperates ? "kernel-cooperating"
                                       : "kernel-simple";
      add("k/" + klass, klass, klass, Axis::Volume, "", k.Place, k.Name, 1).Kernels = true;
    }
  }

  const Audit &A;
  const EffortModel &M;
  size_t P;
  std::map<std::string, std::string> Themes; ///< symbol: finding of the data
  std::map<std::string, std::string> Routes; ///< symbol or finding: what to do instead
  std::map<const Item *, std::map<std::pair<Location, std::string>, double>> Seen;
  std::set<std::pair<Location, std::string>> Slow; ///< places of Performance
  std::set<std::pair<std::string, uint32_t>> Covered; ///< lines with a use that is not automatic
  Items Found;
};

} // namespace

Items itemsOf(const Audit &audit, const EffortModel &model, size_t profile) {
  return Gatherer(audit, model, profile).run();
}

void addEffort(Audit &audit, const EffortModel &model) {
  std::map<std::string, const WorkItem *> work;
  for (const WorkItem &w : audit.Work)
    work[w.Symbol] = &w;
  for (Finding &f : audit.Findings) {
    auto known = work.find(f.Symbol);
    const WorkItem *of = f.Kind != Axis::Hazard && known != work.end() ? known->second : nullptr;
    auto named = model.Findings.find(f.Id);
    if (named == model.Findings.end() && of)
      named = model.Findings.find(of->Finding);
    // What the tables say of a use is found twice: by what becomes of it, and by what it has in common with others.
    Disposition status = of                              ? of->Status
                         : f.Kind == Axis::Blocker ? Disposition::Unsupported
                                                         : Disposition::Manual;
    const char *usual = f.Kind == Axis::Hazard                  ? "hazard"
                        : status == Disposition::Unsupported ? "unsupported"
                        : status == Disposition::Unknown     ? "unknown"
                                                                : "manual";
    f.Effort = model.classOf(named == model.Findings.end() ? usual : named->second).First;
  }
}

uint64_t linesWithUses(const Audit &audit) {
  std::set<std::pair<std::string, uint32_t>> lines;
  for (const AuditUse &use : audit.Uses)
    if (isCounted(use.Kind))
      lines.insert({use.Place.File, use.Place.Line});
  return lines.size();
}

double weightOf(const EffortModel &model, const Item &item, double places) {
  const EffortModel::Class &klass = model.classOf(item.Out.Class);
  // What blocks does so in every file that depends on it.
  double reach = item.Out.Kind == Axis::Blocker
                     ? 1 + model.Reach * std::log2(double(item.ByFile.size()))
                     : 1;
  return hoursFor(model, klass.First, places).P50 * klass.Factor * reach;
}

} // namespace ascendify
