//===- Cost.cpp - what a migration costs beyond its code ------------------===//
#include "Score/Cost.h"
#include "Score/Effort.h"
#include "Support/DataFile.h"
#include "Support/Error.h"
#include "llvm/ADT/STLExtras.h"
#include <cmath>

namespace ascendify {
namespace {

EffortRange readRange(const Json &object, llvm::StringRef key) {
  const Json *list = getMember(object, key);
  if (!list)
    return {};
  return {(*list)[0].get<double>(), (*list)[1].get<double>(), (*list)[2].get<double>()};
}

bool rises(const EffortRange &r) { return r.P10 <= r.P50 && r.P50 <= r.P90; }

EffortRange scaled(const EffortRange &r, double by) { return {r.P10 * by, r.P50 * by, r.P90 * by}; }

/// What the model multiplies, each with its range: one of them is moved at a time.
struct Inputs {
  EffortRange Code, Rate;
  double Kernels = 0, Risk = 0;
};

class Reckoner {
public:
  Reckoner(const CostModel &model, const CostModel::Scenario &scenario, const Inputs &in)
      : M(model), S(scenario), In(in) {}

  CostCase run() const {
    CostCase out;
    out.Scenario = S.Name;
    out.Engineers = S.Engineers;
    EffortModel sum;
    sum.Correlation = M.Correlation;
    std::vector<EffortRange> ranges;
    auto add = [&](const std::string &name, const EffortRange &hours) {
      out.Parts.push_back({name, hours});
      ranges.push_back(hours);
    };
    add("code", code());
    for (const CostModel::Activity &activity : M.Activities)
      add(activity.Name, hoursOf(activity));
    EffortRange all = sumOf(sum, ranges);
    if (double more = coordination(); more > 0)
      out.Parts.push_back({"coordination", scaled(all, more)});
    out.Hours = scaled(all, 1 + coordination());
    // Hours and rate err independently.
    auto far = [](double a, double b) { return std::sqrt(a * a + b * b); };
    const EffortRange &h = out.Hours, &r = In.Rate;
    double middle = h.P50 * r.P50;
    out.Cost = {std::max(0.0, middle - far((h.P50 - h.P10) * r.P50, h.P50 * (r.P50 - r.P10))), middle,
                middle + far((h.P90 - h.P50) * r.P50, h.P50 * (r.P90 - r.P50))};
    out.Weeks = scaled(out.Hours, 1 / (M.HoursPerWeek * S.Engineers));
    sensitivity(out);
    return out;
  }

private:
  double scale(const std::string &name) const {
    auto it = S.Scale.find(name);
    return it == S.Scale.end() ? 1 : it->second;
  }
  double coordination() const { return M.Coordination * (S.Engineers - 1); }
  EffortRange code() const { return scaled(In.Code, scale("code")); }

  /// The parts of an activity, as ranges of their own.
  std::vector<std::pair<const char *, EffortRange>> partsOf(const CostModel::Activity &a) const {
    double by = scale(a.Name);
    // How far the hours of the code may be off is counted once, at the code.
    return {{"fixed", scaled(a.Fixed, by)},
            {"per kernel", scaled(a.PerKernel, by * In.Kernels)},
            {"per risk point", scaled(a.PerRiskPoint, by * In.Risk)},
            {"share", scaled(a.Share, by * code().P50)}};
  }

  EffortRange hoursOf(const CostModel::Activity &a) const {
    EffortModel sum;
    sum.Correlation = M.Correlation;
    std::vector<EffortRange> ranges;
    for (const auto &[name, hours] : partsOf(a))
      ranges.push_back(hours);
    return sumOf(sum, ranges);
  }

  void sensitivity(CostCase &out) const {
    double more = 1 + coordination();
    auto add = [&](std::string parameter, double low, double high) {
      if (low != high)
        out.Sensitivity.push_back({std::move(parameter), low, high});
    };
    double hours = out.Hours.P50;
    add("rate", hours * In.Rate.P10, hours * In.Rate.P90);
    // What follows from the code by a share moves with it.
    double follows = 1;
    for (const CostModel::Activity &a : M.Activities)
      follows += a.Share.P50 * scale(a.Name);
    auto moved = [&](double by) { return (hours + more * by) * In.Rate.P50; };
    add("hours of the code", moved(follows * (code().P10 - code().P50)), moved(follows * (code().P90 - code().P50)));
    for (const CostModel::Activity &a : M.Activities)
      for (const auto &[name, part] : partsOf(a))
        add(fmt::format("{}, {}", a.Name, name), moved(part.P10 - part.P50), moved(part.P90 - part.P50));
    llvm::sort(out.Sensitivity, [](const CostCase::Swing &a, const CostCase::Swing &b) {
      auto key = [](const CostCase::Swing &s) { return std::tuple(-std::llround((s.High - s.Low) * 1e4), s.Parameter); };
      return key(a) < key(b);
    });
  }

  const CostModel &M;
  const CostModel::Scenario &S;
  Inputs In;
};

} // namespace

llvm::Expected<CostModel> readCostModel(llvm::StringRef path, llvm::StringRef schemas) {
  llvm::Expected<DataFile> read = DataFile::read(path, schemas, "cost.schema.json");
  if (!read)
    return read.takeError();
  const Json &file = read->value();
  CostModel out;
  out.Basis = getString(file, "basis");
  out.Currency = getString(file, "currency");
  auto value = [&](llvm::StringRef key) { return getNumber(*getMember(file, key), "value"); };
  out.Rate = readRange(*getMember(file, "rate"), "value");
  if (!rises(out.Rate))
    return read->wrong("/rate/value", "a range is [p10, p50, p90] and does not fall");
  out.HoursPerWeek = value("hours_per_week");
  out.Coordination = value("coordination");
  out.Correlation = value("correlation");
  std::vector<std::string> known = {"code"};
  const Json &activities = *getMember(file, "activities");
  for (size_t i = 0; i < activities.size(); ++i) {
    const Json &one = activities[i];
    CostModel::Activity made{getString(one, "name"), readRange(one, "fixed"), readRange(one, "per_kernel"),
                             readRange(one, "per_risk_point"), readRange(one, "share")};
    for (auto [key, range] : {std::pair("fixed", &made.Fixed), {"per_kernel", &made.PerKernel},
                              {"per_risk_point", &made.PerRiskPoint}, {"share", &made.Share}})
      if (!rises(*range))
        return read->wrong(fmt::format("/activities/{}/{}", i, key), "a range is [p10, p50, p90] and does not fall");
    if (llvm::is_contained(known, made.Name))
      return read->wrong(fmt::format("/activities/{}/name", i), fmt::format("'{}' is there already", made.Name));
    known.push_back(made.Name);
    out.Activities.push_back(std::move(made));
  }
  const Json &scenarios = *getMember(file, "scenarios");
  for (size_t i = 0; i < scenarios.size(); ++i) {
    const Json &one = scenarios[i];
    CostModel::Scenario made;
    made.Name = getString(one, "name");
    made.Engineers = unsigned(getInt(one, "engineers"));
    if (getMember(one, "rate")) {
      made.Rate = readRange(one, "rate");
      if (!rises(*made.Rate))
        return read->wrong(fmt::format("/scenarios/{}/rate", i), "a range is [p10, p50, p90] and does not fall");
    }
    if (const Json *scale = getMember(one, "scale"))
      for (const auto &[name, factor] : scale->items()) {
        if (!llvm::is_contained(known, name)) {
          std::string near = nearest(name, known);
          return read->wrong(fmt::format("/scenarios/{}/scale", i),
                             fmt::format("no activity '{}'{}", name, near.empty() ? "" : fmt::format(", did you mean '{}'?", near)));
        }
        made.Scale[name] = factor.get<double>();
      }
    out.Scenarios.push_back(std::move(made));
  }
  return out;
}

llvm::Expected<std::vector<CostCase>> costOf(const AuditRecord &audit, const CostModel &model) {
  std::vector<CostCase> out;
  for (const std::string &profile : audit.Profiles) {
    auto score = audit.Scores.find(profile);
    if (score == audit.Scores.end())
      return makeError("'{}' has no score for {}; audit it again with this program", audit.Name, profile);
    std::vector<std::pair<std::string, AuditRecord::Figures>> states = {{"", score->second}};
    for (const auto &[assumed, figures] : audit.WhatIfs)
      if (auto it = figures.find(profile); it != figures.end())
        states.push_back({assumed, it->second});
    for (const auto &[assumed, figures] : states)
      for (const CostModel::Scenario &scenario : model.Scenarios) {
        Inputs in{figures.Hours, scenario.Rate.value_or(model.Rate), double(figures.Kernels), score->second.PerformanceRisk};
        CostCase one = Reckoner(model, scenario, in).run();
        one.Profile = profile;
        one.Assumed = assumed;
        out.push_back(std::move(one));
      }
  }
  return out;
}

} // namespace ascendify
