//===- Effort.cpp - the parameters of score and effort --------------------===//
#include "Score/Effort.h"
#include "Support/DataFile.h"
#include "Support/Error.h"
#include <cassert>
#include <cmath>

namespace ascendify {
namespace {

double number(const Json &object, llvm::StringRef key) {
  const Json *member = getMember(object, key);
  return member && member->is_number() ? member->get<double>() : 0;
}

double valueOf(const Json &file, llvm::StringRef key) {
  return number(*getMember(file, key), "value");
}

} // namespace

const EffortModel::Class &EffortModel::classOf(const std::string &name) const {
  auto it = Classes.find(name);
  assert(it != Classes.end() && "the schema asks for every class that scoring uses");
  return it->second;
}

llvm::Expected<EffortModel> readEffortModel(llvm::StringRef path, llvm::StringRef schemas) {
  llvm::Expected<DataFile> read = DataFile::read(path, schemas, "effort.schema.json");
  if (!read)
    return read.takeError();
  const Json *file = &read->value();
  EffortModel out;
  out.Calibrated = getBool(*file, "calibrated");
  out.Learning = valueOf(*file, "learning");
  out.Correlation = valueOf(*file, "correlation");
  out.FrictionScale = valueOf(*file, "friction_scale");
  out.PerformanceScale = valueOf(*file, "performance_scale");
  out.Reach = valueOf(*file, "reach");
  const Json &sureness = *getMember(*file, "sureness");
  out.Sureness = {{Likelihood::Certain, number(sureness, "certain")},
                  {Likelihood::Likely, number(sureness, "likely")},
                  {Likelihood::Possible, number(sureness, "possible")}};
  for (const auto &[name, one] : getMember(*file, "classes")->items()) {
    const Json &hours = *getMember(one, "hours");
    EffortModel::Class &made = out.Classes[name];
    made.First = {hours[0].get<double>(), hours[1].get<double>(), hours[2].get<double>()};
    made.ByFunction = getString(one, "unit") == "function";
    made.Factor = getMember(one, "factor") ? number(one, "factor") : 1;
    if (!(made.First.P10 <= made.First.P50 && made.First.P50 <= made.First.P90))
      return read->wrong("/classes/" + name + "/hours", "hours are [p10, p50, p90] and do not fall");
  }
  for (const auto &[id, one] : getMember(*file, "findings")->items()) {
    out.Findings[id] = getString(one, "class");
    if (!out.Classes.count(out.Findings[id]))
      return read->wrong("/findings/" + id + "/class", fmt::format("no class '{}'", out.Findings[id]));
  }
  for (const auto &[id, weight] : getMember(*getMember(*file, "performance"), "findings")->items())
    out.Performance[id] = weight.get<double>();
  const Json &categories = *getMember(*file, "categories");
  for (const auto &[name, libraries] : getMember(categories, "libraries")->items())
    for (const Json &library : libraries)
      out.Categories[library.get<std::string>()] = name;
  out.OtherCategory = getString(categories, "other");
  return out;
}

EffortRange hoursFor(const EffortModel &model, const EffortRange &first, double places) {
  if (places <= 0)
    return {};
  // A fraction of a place costs that fraction; from one on practice helps.
  double times = places < 1 ? places : std::pow(places, model.Learning);
  return {first.P10 * times, first.P50 * times, first.P90 * times};
}

EffortRange sumOf(const EffortModel &model, const std::vector<EffortRange> &parts) {
  // Distances from the median add up where errors go together, and as the root of their squares
  // where they do not; the correlation mixes the variances of the two.
  double middle = 0, low = 0, high = 0, lowSquares = 0, highSquares = 0;
  for (const EffortRange &part : parts) {
    double down = part.P50 - part.P10, up = part.P90 - part.P50;
    middle += part.P50;
    low += down, lowSquares += down * down;
    high += up, highSquares += up * up;
  }
  auto mixed = [&](double sum, double squares) {
    return std::sqrt(model.Correlation * sum * sum + (1 - model.Correlation) * squares);
  };
  return {std::max(0.0, middle - mixed(low, lowSquares)), middle,
          middle + mixed(high, highSquares)};
}

} // namespace ascendify
