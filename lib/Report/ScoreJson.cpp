//===- ScoreJson.cpp - scores, plans and what-ifs as JSON -----------------===//
#include "Report/ScoreJson.h"
#include "Model/Names.h"
#include <cmath>

namespace ascendify {
namespace {

/// Rounded so that the last bits of a sum never show.
double rounded(double value) { return std::round(value * 10000) / 10000; }

} // namespace

Json scoreJson(const Audit &audit) {
  Json out = Json::object();
  for (const Score &s : audit.Scores) {
    auto parts = [](const std::vector<ScorePart> &list) {
      Json all = Json::array();
      for (const ScorePart &part : list)
        all.push_back({{"name", part.Name}, {"weight", rounded(part.Weight)}});
      return all;
    };
    Json items = Json::array();
    for (const Contribution &c : s.Contributions) {
      Json one = {{"item", c.Item},
                  {"class", c.Class},
                  {"axis", nameOf(c.Kind).str()},
                  {"count", c.Count},
                  {"files", c.Files},
                  {"weight", rounded(c.Weight)},
                  {"share", s.Weight > 0 ? rounded(c.Weight / s.Weight) : 0},
                  {"effort_hours", rangeJson(c.Hours)},
                  {"first", placeJson(c.First)}};
      if (!c.Library.empty())
        one["library"] = c.Library;
      items.push_back(std::move(one));
    }
    Json axes = Json::object();
    for (Axis axis : {Axis::Volume, Axis::Blocker, Axis::Hazard})
      axes[axis == Axis::Volume ? "volume" : axis == Axis::Blocker ? "blockers" : "hazards"] = rounded(s.Axes[size_t(axis)]);
    out[s.Profile] = {{"friction", rounded(s.Friction)},
                      {"weight", rounded(s.Weight)},
                      {"density", rounded(s.Density)},
                      {"lines", s.Lines},
                      {"axes", std::move(axes)},
                      {"performance_risk", rounded(s.PerformanceRisk)},
                      {"effort_hours", rangeJson(s.Hours)},
                      {"calibrated", s.Calibrated},
                      {"contributions", std::move(items)},
                      {"by_file", parts(s.Files)},
                      {"by_folder", parts(s.Folders)},
                      {"by_kernel", parts(s.Kernels)},
                      {"by_library", parts(s.Libraries)},
                      {"by_category", parts(s.Categories)}};
  }
  return out;
}

Json placeJson(const Location &l) {
  return {{"file", l.File}, {"line", l.Line}, {"column", l.Column}};
}

Json rangeJson(const EffortRange &r) {
  auto rounded = [](double hours) { return std::round(hours * 100) / 100; };
  return {{"p10", rounded(r.P10)}, {"p50", rounded(r.P50)}, {"p90", rounded(r.P90)}};
}

static Json stepJson(const PlanStep &s) {
  Json out = {{"item", s.Item},
              {"class", s.Class},
              {"axis", nameOf(s.Kind).str()},
              {"purpose", nameOf(s.Purpose).str()},
              {"places", rounded(s.Places)},
              {"files", s.Files},
              {"kernels_waiting", s.KernelsWaiting},
              {"files_waiting", s.FilesWaiting},
              {"kernels_then", s.KernelsThen},
              {"files_then", s.FilesThen},
              {"effort_hours", rangeJson(s.Hours)},
              {"first", placeJson(s.First)}};
  if (!s.Library.empty())
    out["library"] = s.Library;
  if (!s.Route.empty())
    out["route"] = s.Route;
  return out;
}

Json planJson(const Audit &audit) {
  Json out = Json::object();
  for (const Plan &plan : audit.Plans) {
    Json one = {{"kernels", plan.Kernels},
                {"files", plan.Files},
                {"kernels_now", plan.KernelsNow},
                {"files_now", plan.FilesNow}};
    if (plan.First) {
      const Milestone &m = *plan.First;
      Json first = {{"kernel", m.Kernel}, {"place", placeJson(m.Place)}, {"files", m.Files}, {"effort_hours", rangeJson(m.Hours)}};
      if (m.Launch)
        first["launch"] = placeJson(*m.Launch);
      first["steps"] = Json::array();
      for (const PlanStep &step : m.Steps)
        // What waits for an item is said of the whole code, not of a part of it.
        first["steps"].push_back({{"item", step.Item},
                                  {"class", step.Class},
                                  {"purpose", nameOf(step.Purpose).str()},
                                  {"places", rounded(step.Places)},
                                  {"files", step.Files},
                                  {"effort_hours", rangeJson(step.Hours)}});
      one["first_milestone"] = std::move(first);
    }
    one["steps"] = Json::array();
    for (const PlanStep &step : plan.Steps)
      one["steps"].push_back(stepJson(step));
    out[plan.Profile] = std::move(one);
  }
  return out;
}

Json whatIfJson(const Audit &audit) {
  Json out = Json::array();
  for (const WhatIf &what : audit.WhatIfs) {
    Json profiles = Json::object();
    for (const WhatIf::Figures &f : what.By)
      profiles[f.Profile] = {{"friction", rounded(f.Friction)},
                             {"weight", rounded(f.Weight)},
                             {"effort_hours", rangeJson(f.Hours)},
                             {"kernels", f.Kernels},
                             {"kernels_now", f.KernelsNow}};
    out.push_back({{"assumed", what.Assumed}, {"matched", what.Matched}, {"profiles", std::move(profiles)}});
  }
  return out;
}

} // namespace ascendify
