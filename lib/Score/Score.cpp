//===- Score.cpp - from an audit to numbers -------------------------------===//
//
// The trap: an item is found by many ways (a use and the findings it yields). Uses make volume
// and blockers; of findings only hazards count, and blockers that no use explains.
//
//===----------------------------------------------------------------------===//
#include "Score/Score.h"
#include "llvm/ADT/STLExtras.h"
#include <cmath>
#include <fmt/format.h>
#include <set>

namespace ascendify {
namespace {

/// An item while its places are gathered.
struct Item {
  Contribution Out;
  std::map<std::string, double> ByFile, ByLibrary;                  ///< places, weighed
  std::map<std::pair<std::string, std::string>, double> ByFunction; ///< file and function
};

class Scorer {
public:
  Scorer(const Audit &audit, const EffortModel &model, size_t profile)
      : A(audit), M(model), P(profile) {
    for (const WorkItem &w : A.Work)
      if (!w.Finding.empty())
        Themes[w.Symbol] = w.Finding;
  }

  Score run() {
    uses();
    findings();
    kernels();
    return sum();
  }

private:
  /// What becomes of the use on the profile, in the style that does most.
  Disposition statusOf(const AuditUse &use) const {
    Disposition best = Disposition::Unknown;
    for (size_t s = 0; s < A.Styles.size(); ++s)
      best = std::min(best, use.Outcomes[A.index(P, s)].Status);
    return best;
  }

  void add(const std::string &key, const std::string &name, const std::string &klass, Axis axis,
           const std::string &library, const Location &place, const std::string &function,
           double places) {
    Item &item = Items[key];
    Contribution &out = item.Out;
    if (!out.Count) {
      out.Item = name, out.Class = klass, out.Kind = axis, out.Library = library, out.First = place;
    } else if (place < out.First) {
      out.First = place;
      out.Library = library;
    }
    ++out.Count;
    if (M.classOf(klass).ByFunction) {
      // Of the places of one function the surest counts; code outside of functions counts by file.
      double &known = item.ByFunction[{place.File, function}];
      double more = std::max(places - known, 0.0);
      known += more;
      places = more;
    }
    out.Places += places;
    item.ByFile[place.File] += places;
    item.ByLibrary[library] += places;
  }

  void uses() {
    for (const AuditUse &use : A.Uses) {
      if (!isCounted(use.Kind))
        continue;
      Disposition status = statusOf(use);
      if (isAutomatic(status)) {
        // Nobody rewrites these; somebody reads the change, library by library.
        add("a/" + use.Library, use.Library, "automatic", Axis::Volume, use.Library, use.Place,
            use.Function, 1);
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
      add((blocker ? "b/" : "m/") + klass + "/" + name, name, klass,
          blocker ? Axis::Blocker : Axis::Volume, use.Library, use.Place, use.Function, 1);
    }
  }

  void findings() {
    const std::string &profile = A.Profiles[P];
    for (const Finding &f : A.Findings) {
      if (f.SuppressedBy != Silenced::No || (!f.Profile.empty() && f.Profile != profile))
        continue;
      double places = M.Sureness.at(f.Sureness);
      if (auto risk = M.Performance.find(f.Id); risk != M.Performance.end())
        Performance += places * risk->second;
      // Blockers of the data are uses; a check's own stand where no use does.
      bool own = f.Kind == Axis::Blocker && !Covered.count({f.Place.File, f.Place.Line});
      if (f.Kind != Axis::Hazard && !own)
        continue;
      auto named = M.Findings.find(f.Id);
      add(fmt::format("h/{}/{}", int(f.Kind), f.Id), f.Id,
          named == M.Findings.end() ? (own ? "unsupported" : "hazard") : named->second, f.Kind, "",
          f.Place, f.Function, places);
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
      add("k/" + klass, klass, klass, Axis::Volume, "", k.Place, k.Name, 1);
    }
  }

  static void addParts(std::map<std::string, double> &to,
                       const std::map<std::string, double> &places, double all, double weight) {
    for (const auto &[name, part] : places)
      to[name] += all > 0 ? weight * part / all : 0;
  }

  static std::vector<ScorePart> sorted(const std::map<std::string, double> &parts) {
    std::vector<ScorePart> out;
    for (const auto &[name, weight] : parts)
      if (weight > 0)
        out.push_back({name, weight});
    llvm::sort(out, [](const ScorePart &a, const ScorePart &b) {
      return std::tie(b.Weight, a.Name) < std::tie(a.Weight, b.Name);
    });
    return out;
  }

  Score sum() {
    Score out;
    out.Profile = A.Profiles[P];
    out.Calibrated = M.Calibrated;
    std::map<std::string, double> files, libraries, categories;
    std::vector<EffortRange> ranges;
    for (auto &[key, item] : Items) {
      Contribution &c = item.Out;
      c.Files = item.ByFile.size();
      const EffortModel::Class &klass = M.classOf(c.Class);
      c.Hours = hoursFor(M, klass.First, c.Places);
      // What blocks does so in every file that depends on it.
      double reach = c.Kind == Axis::Blocker ? 1 + M.Reach * std::log2(double(c.Files)) : 1;
      c.Weight = c.Hours.P50 * klass.Factor * reach;
      out.Weight += c.Weight;
      out.Axes[size_t(c.Kind)] += c.Weight;
      ranges.push_back(c.Hours);
      addParts(files, item.ByFile, c.Places, c.Weight);
      addParts(libraries, item.ByLibrary, c.Places, c.Weight);
      for (const auto &[library, places] : item.ByLibrary) {
        auto category = M.Categories.find(library);
        categories[category == M.Categories.end() ? M.OtherCategory : category->second] +=
            c.Places > 0 ? c.Weight * places / c.Places : 0;
      }
      out.Contributions.push_back(std::move(c));
    }
    // The last bits of a sum depend on the order of its parts; the order of the items must not.
    auto key = [](const Contribution &c) {
      return std::tuple(-std::llround(c.Weight * 1e6), c.Kind, llvm::StringRef(c.Item));
    };
    llvm::sort(out.Contributions, [&](const Contribution &a, const Contribution &b) {
      return std::tuple(key(a), a.First) < std::tuple(key(b), b.First);
    });
    out.Files = sorted(files), out.Libraries = sorted(libraries),
    out.Categories = sorted(categories);
    out.Friction = 100 * -std::expm1(-out.Weight / M.FrictionScale);
    out.PerformanceRisk = 100 * -std::expm1(-Performance / M.PerformanceScale);
    out.Density = A.Seen.Lines ? 1000 * out.Weight / double(A.Seen.Lines) : 0;
    out.Hours = sumOf(M, ranges);
    return out;
  }

  const Audit &A;
  const EffortModel &M;
  size_t P;
  std::map<std::string, std::string> Themes; ///< symbol: finding of the data
  std::map<std::string, Item> Items;         ///< sorted, so that sums do not depend on the order
  std::set<std::pair<std::string, uint32_t>> Covered; ///< lines with a use that is not automatic
  double Performance = 0;
};

} // namespace

std::vector<Score> scoreAudit(const Audit &audit, const EffortModel &model) {
  std::vector<Score> out;
  for (size_t p = 0; p < audit.Profiles.size(); ++p)
    out.push_back(Scorer(audit, model, p).run());
  return out;
}

} // namespace ascendify
