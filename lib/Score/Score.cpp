//===- Score.cpp - from an audit to numbers -------------------------------===//
#include "Score/Score.h"
#include "Score/Items.h"
#include "llvm/ADT/STLExtras.h"
#include <cmath>
#include <fmt/format.h>
#include <set>

namespace ascendify {
namespace {

using Parts = std::map<std::string, double>;

/// Which kernels a function belongs to, for the split by kernel.
class KernelOwners {
public:
  explicit KernelOwners(const Audit &audit) {
    std::map<std::string, std::set<std::string>> files;
    for (const Kernel &k : audit.Kernels)
      files[k.Name].insert(k.Place.File);
    for (const Kernel &k : audit.Kernels) {
      // Kernels of one name in several programs are told apart by their file.
      std::string name = files[k.Name].size() > 1 ? fmt::format("{} ({})", k.Name, k.Place.File) : k.Name;
      Own[{k.Place.File, k.Name}] = name;
      for (const std::string &callee : k.Callees)
        Callers[callee].insert(name);
      Callers[k.Name].insert(name);
    }
  }

  /// Adds \p weight, which stands in \p function of \p file, to the kernels that reach it.
  void add(Parts &to, const std::string &file, const std::string &function, double weight) const {
    if (auto own = Own.find({file, function}); own != Own.end()) {
      to[own->second] += weight;
    } else if (auto callers = Callers.find(function); callers != Callers.end()) {
      for (const std::string &kernel : callers->second)
        to[kernel] += weight / double(callers->second.size());
    } else {
      to["host code"] += weight;
    }
  }

private:
  std::map<std::pair<std::string, std::string>, std::string> Own; ///< file and name
  std::map<std::string, std::set<std::string>> Callers;           ///< by device function
};

void addParts(Parts &to, const Parts &places, double all, double weight) {
  for (const auto &[name, part] : places)
    to[name] += all > 0 ? weight * part / all : 0;
}

std::vector<ScorePart> sorted(const Parts &parts) {
  std::vector<ScorePart> out;
  for (const auto &[name, weight] : parts)
    if (weight > 0)
      out.push_back({name, weight});
  llvm::sort(out, [](const ScorePart &a, const ScorePart &b) {
    return std::tie(b.Weight, a.Name) < std::tie(a.Weight, b.Name);
  });
  return out;
}

/// The folder of a file; `.` for the root.
std::string folderOf(llvm::StringRef file) {
  size_t slash = file.rfind('/');
  return slash == llvm::StringRef::npos ? "." : file.take_front(slash).str();
}

Score scoreOf(const Audit &audit, const EffortModel &model, size_t profile, const KernelOwners &owners) {
  Score out;
  out.Profile = audit.Profiles[profile];
  out.Calibrated = model.Calibrated;
  Items items = itemsOf(audit, model, profile);
  Parts files, folders, kernels, libraries, categories;
  std::vector<EffortRange> ranges;
  for (auto &[key, item] : items.List) {
    Contribution &c = item.Out;
    c.Files = item.ByFile.size();
    c.Hours = hoursFor(model, model.classOf(c.Class).First, c.Places);
    c.Weight = weightOf(model, item, c.Places);
    out.Weight += c.Weight;
    out.Axes[size_t(c.Kind)] += c.Weight;
    ranges.push_back(c.Hours);
    addParts(files, item.ByFile, c.Places, c.Weight);
    addParts(libraries, item.ByLibrary, c.Places, c.Weight);
    for (const auto &[library, places] : item.ByLibrary) {
      auto category = model.Categories.find(library);
      categories[category == model.Categories.end() ? model.OtherCategory : category->second] +=
          c.Places > 0 ? c.Weight * places / c.Places : 0;
    }
    for (const auto &[where, places] : item.ByFunction)
      if (c.Places > 0)
        owners.add(kernels, where.first, where.second, c.Weight * places / c.Places);
    out.Contributions.push_back(std::move(c));
  }
  for (const auto &[file, weight] : files)
    folders[folderOf(file)] += weight;
  // The last bits of a sum depend on the order of its parts; the order of the items must not.
  auto key = [](const Contribution &c) {
    return std::tuple(-std::llround(c.Weight * 1e6), c.Kind, llvm::StringRef(c.Item));
  };
  llvm::sort(out.Contributions, [&](const Contribution &a, const Contribution &b) {
    return std::tuple(key(a), a.First) < std::tuple(key(b), b.First);
  });
  out.Files = sorted(files), out.Folders = sorted(folders), out.Kernels = sorted(kernels);
  out.Libraries = sorted(libraries), out.Categories = sorted(categories);
  out.Friction = 100 * -std::expm1(-out.Weight / model.FrictionScale);
  out.PerformanceRisk = 100 * -std::expm1(-items.Performance / model.PerformanceScale);
  out.Density = audit.Seen.Lines ? 1000 * out.Weight / double(audit.Seen.Lines) : 0;
  out.Hours = sumOf(model, ranges);
  out.Lines = linesWithUses(audit);
  return out;
}

} // namespace

std::vector<Score> scoreAudit(const Audit &audit, const EffortModel &model) {
  KernelOwners owners(audit);
  std::vector<Score> out;
  for (size_t p = 0; p < audit.Profiles.size(); ++p)
    out.push_back(scoreOf(audit, model, p, owners));
  return out;
}

} // namespace ascendify
