//===- Registry.cpp - all checks ------------------------------------------===//
//
// A check is a file beside this one and a line here.
//
//===----------------------------------------------------------------------===//
#include "Checks/Check.h"
#include "llvm/ADT/STLExtras.h"
#include <map>
#include <optional>
#include <set>
#include <thread>

/// Id and the function of the check's file.
#define ASCENDIFY_CHECKS(CHECK)                                                                    \
  CHECK("barrier-divergent", barrierDivergent)                                                     \
  CHECK("copy-implicit-sync", copyImplicitSync)                                                    \
  CHECK("double-in-device", doubleInDevice, "double-precision")                                               \
  CHECK("launch-grid-limit", launchGridLimit)                                                      \
  CHECK("shared-memory-limit", sharedMemoryLimit)                                                  \
  CHECK("warp-collective-divergent", warpCollectiveDivergent)                                      \
  CHECK("warp-partial-mask", warpPartialMask)

namespace ascendify {

#define DECLARE(id, function, ...) void function(const CheckInput &, FindingSink);
ASCENDIFY_CHECKS(DECLARE)
#undef DECLARE

llvm::ArrayRef<Check> checks() {
#define ENTRY(id, ...) Check{id, __VA_ARGS__},
  static const std::vector<Check> all = {ASCENDIFY_CHECKS(ENTRY)};
#undef ENTRY
  return all;
}

void dropReplaced(std::vector<Finding> &findings) {
  std::set<std::tuple<llvm::StringRef, std::string, uint32_t>> again;
  for (const Finding &f : findings)
    for (const Check &check : checks())
      if (f.Id == check.Id && !check.Replaces.empty())
        again.insert({check.Replaces, f.Place.File, f.Place.Line});
  llvm::erase_if(findings, [&](const Finding &f) { return again.count({f.Id, f.Place.File, f.Place.Line}); });
}

std::vector<Finding> runChecks(llvm::ArrayRef<Fact> facts, llvm::ArrayRef<Body> bodies,
                               llvm::ArrayRef<Kernel> kernels, llvm::ArrayRef<IncludeEdge> includes,
                               const Database &data, llvm::ArrayRef<std::string> profiles, bool parallel) {
  Program code(bodies, data, includes);
  const Profile &source = data.source();
  // The analyses only read the program, and none of them another one.
  std::optional<LaneAnalysis> lanes;
  std::optional<HostOrder> order;
  std::thread beside;
  if (parallel)
    beside = std::thread([&] { order.emplace(code); });
  lanes.emplace(code, BlockLimits{uint32_t(source.limit("block-threads").value_or(0)), uint32_t(source.limit("block-threads-z").value_or(0))});
  RangeAnalysis ranges(code);
  std::vector<Launch> launches = launchesOf(code, ranges);
  if (parallel)
    beside.join();
  else
    order.emplace(code);
  // What makes two findings the same; the value says for which profiles it was given.
  std::map<std::tuple<Location, std::string, std::string, std::string, Severity, Likelihood>,
           std::pair<Finding, std::vector<std::string>>>
      found;
  for (const std::string &name : profiles) {
    CheckInput input{facts, kernels, &code, &*lanes, &ranges, &*order, launches, &data, &source, data.profile(name)};
    for (const Check &check : checks())
      check.Run(input, [&](Finding f) {
        f.Id = check.Id.str();
        auto &[finding, of] = found[{f.Place, f.Id, f.Symbol, f.Message, f.Level, f.Sureness}];
        if (of.empty())
          finding = std::move(f);
        if (of.empty() || of.back() != name)
          of.push_back(name);
      });
  }
  std::vector<Finding> out;
  for (auto &[key, value] : found) {
    auto &[finding, of] = value;
    if (of.size() == profiles.size()) {
      out.push_back(std::move(finding));
      continue;
    }
    for (const std::string &name : of) {
      out.push_back(finding);
      out.back().Profile = name;
    }
  }
  llvm::sort(out);
  return out;
}

} // namespace ascendify
