//===- Calibrate.cpp - fitting the effort model to finished ports ---------===//
#include "Score/Calibrate.h"
#include "Score/Items.h"
#include "Support/Error.h"
#include "Support/Json.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include <Eigen/Dense>
#include <cassert>
#include <cmath>
#include <numeric>
#include <set>

namespace ascendify {
namespace {

/// A class never becomes cheaper than this share of what it was: a port in which it cost nothing by
/// chance is no proof.
constexpr double Floor = 0.1;
constexpr double WantedCoverage = 0.8;

std::vector<double> ranks(const std::vector<double> &values) {
  std::vector<size_t> order(values.size());
  std::iota(order.begin(), order.end(), size_t(0));
  llvm::sort(order, [&](size_t a, size_t b) { return std::tie(values[a], a) < std::tie(values[b], b); });
  std::vector<double> out(values.size());
  for (size_t i = 0; i < order.size();) {
    size_t end = i;
    while (end < order.size() && values[order[end]] == values[order[i]])
      ++end;
    for (size_t k = i; k < end; ++k)
      out[order[k]] = double(i + end - 1) / 2;
    i = end;
  }
  return out;
}

/// Ports, classes and what was real, as the fit wants them.
class Fitter {
public:
  Fitter(const std::vector<const Port *> &ports, const EffortModel &model, const std::vector<double> &real)
      : Ports(ports), M(model), Real(real) {
    std::set<std::string> names;
    for (const Port *port : ports)
      for (const auto &[name, places] : port->Items)
        names.insert(name);
    Classes.assign(names.begin(), names.end());
  }

  /// The sums of places^learning: a row for each port, a column for each class.
  Eigen::MatrixXd matrix(double learning) const {
    Eigen::MatrixXd out = Eigen::MatrixXd::Zero(Eigen::Index(Ports.size()), Eigen::Index(Classes.size()));
    for (size_t p = 0; p < Ports.size(); ++p)
      for (size_t c = 0; c < Classes.size(); ++c)
        if (auto it = Ports[p]->Items.find(Classes[c]); it != Ports[p]->Items.end())
          for (double places : it->second)
            out(Eigen::Index(p), Eigen::Index(c)) += places < 1 ? places : std::pow(places, learning);
    return out;
  }

  Eigen::VectorXd before() const {
    Eigen::VectorXd out(Eigen::Index(Classes.size()));
    for (size_t c = 0; c < Classes.size(); ++c)
      out(Eigen::Index(c)) = std::max(1e-6, M.classOf(Classes[c]).First.P50);
    return out;
  }

  /// Factors of the hours of the classes, from all ports but number \p without.
  Eigen::VectorXd factors(const Eigen::MatrixXd &sums, double pull, size_t without) const {
    Eigen::Index n = sums.cols();
    Eigen::MatrixXd scaled = sums * before().asDiagonal();
    Eigen::MatrixXd normal = Eigen::MatrixXd::Identity(n, n) * pull;
    Eigen::VectorXd right = Eigen::VectorXd::Constant(n, pull);
    for (Eigen::Index p = 0; p < sums.rows(); ++p) {
      if (size_t(p) == without)
        continue;
      Eigen::VectorXd row = scaled.row(p).transpose() / Real[size_t(p)];
      normal += row * row.transpose();
      right += row;
    }
    // Those that would fall below the floor stay there, and the rest is solved again.
    std::vector<Eigen::Index> open(static_cast<size_t>(n));
    std::iota(open.begin(), open.end(), Eigen::Index(0));
    Eigen::VectorXd out = Eigen::VectorXd::Constant(n, Floor);
    while (!open.empty()) {
      Eigen::Index m = Eigen::Index(open.size());
      Eigen::MatrixXd part(m, m);
      Eigen::VectorXd aim(m);
      for (Eigen::Index i = 0; i < m; ++i) {
        aim(i) = right(open[size_t(i)]);
        for (Eigen::Index k = 0; k < n; ++k)
          if (!llvm::is_contained(open, k))
            aim(i) -= normal(open[size_t(i)], k) * Floor;
        for (Eigen::Index k = 0; k < m; ++k)
          part(i, k) = normal(open[size_t(i)], open[size_t(k)]);
      }
      Eigen::VectorXd solved = part.ldlt().solve(aim);
      std::vector<Eigen::Index> still;
      for (Eigen::Index i = 0; i < m; ++i)
        if (solved(i) >= Floor)
          still.push_back(open[size_t(i)]);
      if (still.size() == open.size()) {
        for (Eigen::Index i = 0; i < m; ++i)
          out(open[size_t(i)]) = solved(i);
        break;
      }
      open = std::move(still);
    }
    return out;
  }

  /// Median hours of port \p p.
  double predict(const Eigen::MatrixXd &sums, const Eigen::VectorXd &factor, size_t p) const {
    return (sums.row(Eigen::Index(p)) * before().asDiagonal()).dot(factor);
  }

  /// The range of port \p p with the classes' hours multiplied.
  EffortRange range(double learning, const Eigen::VectorXd &factor, double widening, size_t p) const {
    EffortModel model = M;
    model.Learning = learning;
    std::vector<EffortRange> parts;
    for (size_t c = 0; c < Classes.size(); ++c)
      if (auto it = Ports[p]->Items.find(Classes[c]); it != Ports[p]->Items.end())
        for (double places : it->second)
          parts.push_back(hoursFor(model, widened(M.classOf(Classes[c]).First, factor(Eigen::Index(c)), widening), places));
    return sumOf(model, parts);
  }

  static EffortRange widened(const EffortRange &r, double factor, double by) {
    double middle = r.P50 * factor;
    return {std::max(0.0, middle - (r.P50 - r.P10) * factor * by), middle, middle + (r.P90 - r.P50) * factor * by};
  }

  std::vector<std::string> Classes;

private:
  const std::vector<const Port *> &Ports;
  const EffortModel &M;
  const std::vector<double> &Real;
};

bool covers(const EffortRange &range, double real) { return range.P10 <= real && real <= range.P90; }

/// A number in a file: three figures are more than anybody knows.
double short3(double value) {
  if (value <= 0)
    return 0;
  double unit = std::pow(10, std::floor(std::log10(value)) - 2);
  double out = value;
  llvm::to_float(fmt::format("{:.6g}", std::round(value / unit) * unit), out);
  return out;
}

} // namespace

std::optional<double> rankCorrelation(const std::vector<double> &a, const std::vector<double> &b) {
  assert(a.size() == b.size() && "one value of each kind for every port");
  if (a.size() < 3)
    return std::nullopt;
  std::vector<double> x = ranks(a), y = ranks(b);
  double mean = double(a.size() - 1) / 2, both = 0, xx = 0, yy = 0;
  for (size_t i = 0; i < a.size(); ++i) {
    both += (x[i] - mean) * (y[i] - mean);
    xx += (x[i] - mean) * (x[i] - mean);
    yy += (y[i] - mean) * (y[i] - mean);
  }
  if (xx == 0 || yy == 0)
    return std::nullopt;
  return both / std::sqrt(xx * yy);
}

Port portOf(std::string name, const Audit &before, const EffortModel &model) {
  Port out;
  out.Name = std::move(name);
  std::set<std::string> files;
  for (const auto &[key, item] : itemsOf(before, model, 0).List) {
    out.Items[item.Out.Class].push_back(item.Out.Places);
    for (const auto &[file, places] : item.ByFile)
      files.insert(file);
  }
  out.Volume = linesWithUses(before);
  for (const AuditedFile &file : before.Files)
    if (files.count(file.Path))
      out.Lines += file.Lines;
  return out;
}

Calibration calibrate(const std::vector<Port> &all, const EffortModel &model) {
  Calibration out;
  size_t timed = size_t(llvm::count_if(all, [](const Port &p) { return p.Hours.has_value(); }));
  out.InHours = 2 * timed > all.size();
  std::vector<const Port *> ports;
  for (const Port &port : all)
    if (!port.Items.empty() && (out.InHours ? port.Hours.value_or(0) > 0 : port.Changed > 0))
      ports.push_back(&port);
  out.Ports = ports.size();
  if (ports.empty())
    return out;
  std::vector<double> real, volume, lines, hours;
  for (const Port *port : ports) {
    real.push_back(out.InHours ? *port->Hours : double(port->Changed));
    volume.push_back(double(port->Volume));
    lines.push_back(double(port->Lines));
  }
  out.ByVolume = rankCorrelation(volume, real);
  out.ByLines = rankCorrelation(lines, real);

  Fitter fitter(ports, model, real);
  Eigen::VectorXd same = Eigen::VectorXd::Ones(Eigen::Index(fitter.Classes.size()));
  Eigen::MatrixXd sums = fitter.matrix(model.Learning);
  for (size_t p = 0; p < ports.size(); ++p)
    hours.push_back(fitter.predict(sums, same, p));
  out.ByHours = rankCorrelation(hours, real);
  if (!out.InHours) {
    // Lines become hours such that the hours of all ports together stay what they were.
    double changed = std::accumulate(real.begin(), real.end(), 0.0), all = std::accumulate(hours.begin(), hours.end(), 0.0);
    for (double &value : real)
      value *= all / changed;
  }
  for (size_t p = 0; p < ports.size(); ++p) {
    EffortRange before = fitter.range(model.Learning, same, 1, p);
    out.CoverageBefore += covers(before, real[p]);
    out.Predictions.push_back({ports[p]->Name, real[p], ports[p]->Volume, ports[p]->Lines, ports[p]->Changed, before, before});
  }
  out.CoverageBefore /= double(ports.size());
  out.CoverageAfter = out.CoverageBefore;
  out.Learning = model.Learning;
  for (const std::string &name : fitter.Classes) {
    size_t count = size_t(llvm::count_if(ports, [&](const Port *p) { return p->Items.count(name) != 0; }));
    double hours = model.classOf(name).First.P50;
    out.Classes.push_back({name, hours, hours, count});
  }
  if (ports.size() < Calibration::LeastPorts)
    return out;

  double best = -1;
  for (double learning = 0.5; learning < 1.01; learning += 0.05)
    for (double pull : {0.03, 0.1, 0.3, 1.0, 3.0, 10.0}) {
      Eigen::MatrixXd tried = fitter.matrix(learning);
      double error = 0;
      for (size_t p = 0; p < ports.size(); ++p) {
        double far = std::log(std::max(1e-6, fitter.predict(tried, fitter.factors(tried, pull, p), p)) / real[p]);
        error += far * far;
      }
      if (best < 0 || error < best - 1e-9)
        best = error, out.Learning = learning, out.Pull = pull;
    }
  sums = fitter.matrix(out.Learning);
  auto keepRare = [&](Eigen::VectorXd factor) {
    for (size_t c = 0; c < out.Classes.size(); ++c)
      if (out.Classes[c].Ports < Calibration::LeastOfClass)
        factor(Eigen::Index(c)) = 1;
    return factor;
  };
  std::vector<Eigen::VectorXd> others;
  std::vector<double> fitted;
  for (size_t p = 0; p < ports.size(); ++p) {
    others.push_back(keepRare(fitter.factors(sums, out.Pull, p)));
    fitted.push_back(fitter.predict(sums, others.back(), p));
  }
  out.ByFitted = rankCorrelation(fitted, real);
  auto coverage = [&](double widening) {
    size_t inside = 0;
    for (size_t p = 0; p < ports.size(); ++p)
      inside += covers(fitter.range(out.Learning, others[p], widening, p), real[p]);
    return double(inside) / double(ports.size());
  };
  // The narrowest ranges that hold what they promise.
  out.Widening = 0.25;
  while (out.Widening < 16 && coverage(out.Widening) < WantedCoverage)
    out.Widening *= 1.1;
  out.CoverageAfter = coverage(out.Widening);
  for (size_t p = 0; p < ports.size(); ++p)
    out.Predictions[p].After = fitter.range(out.Learning, others[p], out.Widening, p);
  Eigen::VectorXd factor = keepRare(fitter.factors(sums, out.Pull, ports.size()));
  for (size_t c = 0; c < out.Classes.size(); ++c)
    out.Classes[c].After = out.Classes[c].Before * factor(Eigen::Index(c));
  out.Fitted = true;
  return out;
}

llvm::Expected<std::string> calibratedFile(llvm::StringRef path, const Calibration &fit) {
  if (!fit.Fitted)
    return makeError("too few finished ports: {}, and a fit needs {}", fit.Ports, Calibration::LeastPorts);
  llvm::Expected<Json> read = readJsonFile(path);
  if (!read)
    return read.takeError();
  Json file = std::move(*read);
  file["calibrated"] = fit.InHours;
  file["basis"] = fmt::format(
      "fitted by 'ascendify calibrate' to {} finished ports: {}. Of the ports, {:.0f}% lay between p10 and p90 when each was "
      "predicted from the others. What occurs in fewer than {} of them kept its hours.",
      fit.Ports,
      fit.InHours ? "their engineer-hours"
                  : "the lines they changed, which say what is more work than what; the hours of all together are those estimated before",
      100 * fit.CoverageAfter, Calibration::LeastOfClass);
  file["learning"] = {{"value", short3(fit.Learning)},
                      {"reason", fmt::format("of a grid, the one that predicts each of {} ports best from the others", fit.Ports)}};
  for (const Calibration::Class &one : fit.Classes) {
    Json &klass = file["classes"][one.Name];
    const Json &hours = klass["hours"];
    double factor = one.Before > 0 ? one.After / one.Before : 1;
    EffortRange was{hours[0].get<double>(), hours[1].get<double>(), hours[2].get<double>()};
    EffortRange now = Fitter::widened(was, factor, fit.Widening);
    klass["hours"] = {short3(now.P10), short3(now.P50), short3(now.P90)};
    klass["reason"] = one.Ports < Calibration::LeastOfClass
                          ? fmt::format("{}; in {} of {} ports, which is too few to fit", getString(klass, "reason"), one.Ports, fit.Ports)
                          : fmt::format("fitted to {} ports that have such work; was {:.3g} hours", one.Ports, one.Before);
  }
  return dumpJson(file);
}

} // namespace ascendify
