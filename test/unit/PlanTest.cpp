//===- PlanTest.cpp - plans, assumptions, costs and calibration -----------===//
#include "Score/Assume.h"
#include "Score/Calibrate.h"
#include "Score/Cost.h"
#include "Score/Plan.h"
#include "Score/Score.h"
#include "gtest/gtest.h"
#include <algorithm>
#include <cmath>
#include <random>

using namespace ascendify;

namespace {

EffortModel model() {
  EffortModel m;
  m.Learning = 0.68, m.Correlation = 0.3, m.FrictionScale = 50, m.PerformanceScale = 10, m.Reach = 0.25;
  m.Sureness = {{Likelihood::Certain, 1}, {Likelihood::Likely, 0.7}, {Likelihood::Possible, 0.15}};
  for (const char *name : {"automatic", "manual", "unknown", "hazard", "kernel-simple", "kernel-cooperating", "kernel-hard"})
    m.Classes[name] = {{0.5, 1, 4}, 1, false};
  m.Classes["unsupported"] = {{2, 8, 40}, 1.5, true};
  m.OtherCategory = "other";
  return m;
}

/// An audit that is made file by file.
struct Made : Audit {
  uint32_t Next = 1;

  Made() {
    Profiles = {"p"};
    Styles = {"native"};
  }
  Location place(const std::string &file) {
    ++Next;
    return {file, Next, Next, 1};
  }
  void file(const std::string &path, std::vector<std::string> includes = {}) {
    AuditedFile f;
    f.Path = path, f.Lines = 10;
    Files.push_back(f);
    Seen.Lines += 10;
    for (const std::string &to : includes)
      Includes.push_back({path, to});
  }
  void use(const std::string &file, const std::string &symbol, Disposition status, const std::string &function = "f",
           const std::string &library = "lib") {
    AuditUse u;
    u.Symbol = symbol, u.Library = library, u.Place = place(file), u.Function = function;
    u.Outcomes = {{status, ""}};
    Uses.push_back(u);
  }
  void kernel(const std::string &file, const std::string &name, const std::string &launchedIn, std::vector<std::string> callees = {}) {
    Kernel k;
    k.Name = name, k.Place = place(file), k.Callees = callees;
    if (!launchedIn.empty()) {
      k.Launches.emplace_back();
      k.Launches.back().Place = place(launchedIn);
    }
    Kernels.push_back(k);
  }
};

std::vector<std::string> names(const std::vector<PlanStep> &steps, Phase purpose) {
  std::vector<std::string> out;
  for (const PlanStep &s : steps)
    if (s.Purpose == purpose)
      out.push_back(s.Item);
  return out;
}

/// Three kernels wait for `common`, one of them for `rare` too; `lonely` is in a file without kernels.
Made three() {
  Made a;
  a.file("common.h");
  for (const char *f : {"a.cu", "b.cu", "c.cu"})
    a.file(f, {"common.h"});
  a.file("z.cpp");
  a.use("common.h", "common", Disposition::Manual);
  a.use("c.cu", "rare", Disposition::Unsupported);
  a.use("z.cpp", "lonely", Disposition::Manual);
  a.use("a.cu", "easy", Disposition::Rename);
  a.kernel("a.cu", "ka", "a.cu");
  a.kernel("b.cu", "kb", "b.cu");
  a.kernel("c.cu", "kc", "c.cu");
  return a;
}

TEST(Plan, WhatMostWaitForComesFirst) {
  Plan plan = planAudit(three(), model()).front();
  EXPECT_EQ(names(plan.Steps, Phase::Build), (std::vector<std::string>{"common", "rare", "lonely"}));
  EXPECT_EQ(plan.Kernels, 3u);
  EXPECT_EQ(plan.KernelsNow, 0u);
  const PlanStep &first = plan.Steps[0];
  EXPECT_EQ(first.KernelsWaiting, 3u);
  EXPECT_EQ(first.KernelsThen, 2u);
  EXPECT_EQ(first.FilesThen, 3u); // a.cu, b.cu and the header
  EXPECT_EQ(plan.Steps[1].KernelsThen, 3u);
  EXPECT_EQ(plan.Steps[2].FilesThen, 5u);
  EXPECT_EQ(names(plan.Steps, Phase::Review), std::vector<std::string>{"lib"});
  EXPECT_EQ(names(plan.Steps, Phase::Test), std::vector<std::string>{"kernel-simple"});
}

TEST(Plan, AHardKernelHasToBeWrittenBeforeItsFileBuilds) {
  Made a;
  a.file("a.cu");
  a.kernel("a.cu", "k", "a.cu");
  a.Kernels[0].Features = {"asm"};
  Plan plan = planAudit(a, model()).front();
  EXPECT_EQ(names(plan.Steps, Phase::Build), std::vector<std::string>{"kernel-hard"});
  EXPECT_EQ(plan.KernelsNow, 0u);
}

TEST(Plan, HazardsStopNobodyFromBuilding) {
  Made a;
  a.file("a.cu");
  a.kernel("a.cu", "k", "a.cu");
  Finding f;
  f.Id = "barrier", f.Kind = Axis::Hazard, f.Place = a.place("a.cu");
  a.Findings.push_back(f);
  Plan plan = planAudit(a, model()).front();
  EXPECT_EQ(names(plan.Steps, Phase::Check), std::vector<std::string>{"barrier"});
  EXPECT_EQ(plan.KernelsNow, 1u);
  ASSERT_TRUE(plan.First);
  EXPECT_TRUE(names(plan.First->Steps, Phase::Check).empty());
}

TEST(Plan, AKernelWaitsForTheFileOfADeviceFunctionItCalls) {
  Made a;
  for (const char *f : {"a.cu", "device.cu"})
    a.file(f);
  a.use("device.cu", "odd", Disposition::Manual, "helper");
  a.kernel("a.cu", "k", "a.cu", {"helper"});
  Plan plan = planAudit(a, model()).front();
  EXPECT_EQ(plan.Steps[0].KernelsWaiting, 1u);
  EXPECT_EQ(plan.KernelsNow, 0u);
}

TEST(Plan, OfSeveralLaunchesTheCheapestCounts) {
  Made a;
  for (const char *f : {"a.cu", "hard.cu", "easy.cu"})
    a.file(f);
  a.use("hard.cu", "odd", Disposition::Unsupported);
  a.kernel("a.cu", "k", "hard.cu");
  a.Kernels[0].Launches.emplace_back();
  a.Kernels[0].Launches.back().Place = a.place("easy.cu");
  Plan plan = planAudit(a, model()).front();
  EXPECT_EQ(plan.KernelsNow, 1u);
  ASSERT_TRUE(plan.First && plan.First->Launch);
  EXPECT_EQ(plan.First->Launch->File, "easy.cu");
}

TEST(Plan, TheFirstMilestoneIsTheCheapestThatRuns) {
  Made a = three();
  a.use("a.cu", "costly", Disposition::Unsupported);
  Plan plan = planAudit(a, model()).front();
  ASSERT_TRUE(plan.First);
  EXPECT_EQ(plan.First->Kernel, "kb");
  EXPECT_EQ(plan.First->Files, (std::vector<std::string>{"b.cu", "common.h"}));
  EXPECT_EQ(names(plan.First->Steps, Phase::Build), std::vector<std::string>{"common"});
  EXPECT_EQ(names(plan.First->Steps, Phase::Test).size(), 1u);
  // No subset of the kernels costs less than that of the milestone.
  EXPECT_LE(plan.First->Hours.P50, 2.0 + 1e-9);
}

TEST(Plan, WithoutKernelsAFileIsBuilt) {
  Made a;
  a.file("a.cpp");
  a.file("b.cpp");
  a.use("a.cpp", "one", Disposition::Unsupported);
  a.use("b.cpp", "two", Disposition::Manual);
  Plan plan = planAudit(a, model()).front();
  ASSERT_TRUE(plan.First);
  EXPECT_EQ(plan.First->Kernel, "");
  EXPECT_EQ(plan.First->Place.File, "b.cpp");
}

TEST(Plan, NothingToDo) {
  Plan plan = planAudit(Made(), model()).front();
  EXPECT_TRUE(plan.Steps.empty());
  EXPECT_FALSE(plan.First);
}

TEST(Plan, OrderOfThePlacesChangesNothingAndEveryStepHelpsOrNobodyWaits) {
  std::mt19937 random(7);
  for (unsigned round = 0; round < 40; ++round) {
    Made a;
    auto pick = [&](unsigned n) { return unsigned(random() % n); };
    auto file = [&] { return "f" + std::to_string(pick(6)) + ".cu"; };
    for (unsigned f = 0; f < 6; ++f)
      a.file("f" + std::to_string(f) + ".cu", pick(2) ? std::vector<std::string>{file()} : std::vector<std::string>());
    for (unsigned u = pick(40); u; --u)
      a.use(file(), "s" + std::to_string(pick(7)), Disposition(pick(7)), "g" + std::to_string(pick(3)));
    for (unsigned k = pick(6); k; --k)
      a.kernel(file(), "k" + std::to_string(k), file());
    Made b = a;
    std::shuffle(b.Uses.begin(), b.Uses.end(), random);
    std::shuffle(b.Includes.begin(), b.Includes.end(), random);
    Plan one = planAudit(a, model()).front(), two = planAudit(b, model()).front();
    ASSERT_EQ(one.Steps.size(), two.Steps.size());
    uint64_t kernels = one.KernelsNow, files = one.FilesNow;
    for (size_t i = 0; i < one.Steps.size(); ++i) {
      EXPECT_EQ(one.Steps[i].Item, two.Steps[i].Item);
      EXPECT_EQ(one.Steps[i].KernelsThen, two.Steps[i].KernelsThen);
      EXPECT_GE(one.Steps[i].KernelsThen, kernels);
      EXPECT_GE(one.Steps[i].FilesThen, files);
      kernels = one.Steps[i].KernelsThen, files = one.Steps[i].FilesThen;
    }
    // At the end nothing waits.
    EXPECT_EQ(kernels, one.Kernels);
    EXPECT_EQ(files, one.Files);
    // The steps are the items of the score, each once.
    EXPECT_EQ(one.Steps.size(), scoreAudit(a, model()).front().Contributions.size());
  }
}

TEST(Assume, Grammar) {
  auto error = [](llvm::StringRef text) {
    llvm::Expected<Assumption> parsed = parseAssumption(text);
    return parsed ? "" : llvm::toString(parsed.takeError());
  };
  EXPECT_EQ(error("library=cudnn replaced"), "");
  EXPECT_EQ(error("  finding=inline-ptx   replaced "), "");
  EXPECT_EQ(error("folder=a folder/with blanks left-out"), "");
  EXPECT_NE(error("library cudnn replaced").find("there is no '='"), std::string::npos);
  EXPECT_NE(error("libary=x replaced").find("unknown 'libary', did you mean 'library'?"), std::string::npos);
  EXPECT_NE(error("library=cudnn gone").find("'gone' is no state of a library; expected 'replaced'"), std::string::npos);
  EXPECT_NE(error("library=replaced").find("expected a name between 'library=' and 'replaced'"), std::string::npos);
  EXPECT_NE(error("folder=x replaced").find("expected 'left-out'"), std::string::npos);
  EXPECT_NE(error("folder=. left-out").find("without the root"), std::string::npos);
  EXPECT_NE(error("folder=/etc left-out").find("below the root"), std::string::npos);
  EXPECT_NE(error("").find("allowed: 'library=NAME replaced'"), std::string::npos);
  llvm::Expected<Assumption> folder = parseAssumption("folder=./tests/ left-out");
  ASSERT_TRUE(bool(folder));
  EXPECT_EQ(folder->Name, "tests");
}

std::vector<WhatIf> assumed(const Audit &audit, const char *text) {
  llvm::Expected<Assumption> parsed = parseAssumption(text);
  return whatIf(audit, {*parsed}, model());
}

TEST(Assume, NeverCostsMore) {
  Made a = three();
  a.use("c.cu", "call", Disposition::Unsupported, "f", "cudnn");
  double before = scoreAudit(a, model()).front().Weight;
  for (const char *text : {"library=cudnn replaced", "symbol=rare replaced", "folder=c.cu left-out"}) {
    WhatIf what = assumed(a, text).front();
    EXPECT_GT(what.Matched, 0u) << text;
    EXPECT_LT(what.By.front().Weight, before) << text;
  }
  WhatIf nothing = assumed(a, "library=nccl replaced").front();
  EXPECT_EQ(nothing.Matched, 0u);
  EXPECT_NEAR(nothing.By.front().Weight, before, 1e-9);
}

TEST(Assume, AFolderIsNoPrefixOfAName) {
  Made a;
  for (const char *f : {"test/a.cu", "tests/a.cu"}) {
    a.file(f);
    a.kernel(f, "k", f);
  }
  WhatIf what = assumed(a, "folder=test left-out").front();
  EXPECT_EQ(what.By.front().Kernels, 1u);
}

TEST(Score, SplitsByFolderAndKernelAddUp) {
  Made a = three();
  a.use("a.cu", "intrinsic", Disposition::Manual, "ka");
  a.use("b.cu", "shared", Disposition::Manual, "helper");
  a.Kernels[0].Callees = {"helper"};
  a.Kernels[1].Callees = {"helper"};
  Score s = scoreAudit(a, model()).front();
  auto total = [](const std::vector<ScorePart> &parts) {
    double sum = 0;
    for (const ScorePart &p : parts)
      sum += p.Weight;
    return sum;
  };
  EXPECT_NEAR(total(s.Kernels), s.Weight, 1e-9);
  EXPECT_NEAR(total(s.Folders), s.Weight, 1e-9);
  auto of = [&](const std::string &name) {
    auto it = std::find_if(s.Kernels.begin(), s.Kernels.end(), [&](const ScorePart &p) { return p.Name == name; });
    return it == s.Kernels.end() ? 0 : it->Weight;
  };
  EXPECT_GT(of("ka"), of("kb"));
  EXPECT_GT(of("kb"), of("kc")); // half of what the shared function needs
  EXPECT_GT(of("host code"), 0);
}

TEST(Score, RepetitionChangesNothing) {
  Made a = three();
  Finding f;
  f.Id = "slow", f.Kind = Axis::Hazard, f.Place = a.place("a.cu");
  a.Findings.push_back(f);
  Audit twice = a;
  twice.Uses.insert(twice.Uses.end(), a.Uses.begin(), a.Uses.end());
  twice.Findings.insert(twice.Findings.end(), a.Findings.begin(), a.Findings.end());
  Score one = scoreAudit(a, model()).front(), two = scoreAudit(twice, model()).front();
  EXPECT_NEAR(one.Weight, two.Weight, 1e-9);
  EXPECT_NEAR(one.Hours.P90, two.Hours.P90, 1e-9);
  EXPECT_NEAR(one.PerformanceRisk, two.PerformanceRisk, 1e-9);
}

CostModel costs() {
  CostModel m;
  m.Currency = "EUR";
  m.Rate = {50, 100, 150};
  m.HoursPerWeek = 30, m.Coordination = 0.1, m.Correlation = 0.3;
  m.Activities = {{"tests", {1, 2, 4}, {1, 2, 4}, {}, {}}, {"joint", {}, {}, {}, {0.1, 0.2, 0.4}}};
  m.Scenarios = {{"one", 1, std::nullopt, {}}, {"three", 3, std::nullopt, {}}, {"free", 1, std::nullopt, {{"tests", 0}}}};
  return m;
}

AuditRecord record() {
  AuditRecord r;
  r.Name = "a.json";
  r.Profiles = {"p"};
  r.Scores["p"] = {50, 10, {5, 10, 30}, 4, false};
  r.WhatIfs = {{"library=x replaced", {{"p", {20, 0, {1, 2, 4}, 4, false}}}}};
  return r;
}

TEST(Cost, PartsAddUpAndScenariosDiffer) {
  llvm::Expected<std::vector<CostCase>> cases = costOf(record(), costs());
  ASSERT_TRUE(bool(cases));
  ASSERT_EQ(cases->size(), 6u); // three scenarios, as it is and under the assumption
  for (const CostCase &c : *cases) {
    double sum = 0;
    for (const CostCase::Part &part : c.Parts)
      sum += part.Hours.P50;
    EXPECT_NEAR(sum, c.Hours.P50, 1e-9);
    EXPECT_NEAR(c.Cost.P50, c.Hours.P50 * 100, 1e-9);
    EXPECT_LE(c.Cost.P10, c.Cost.P50);
    EXPECT_LE(c.Cost.P50, c.Cost.P90);
    for (const CostCase::Swing &swing : c.Sensitivity) {
      EXPECT_LE(swing.Low, c.Cost.P50 + 1e-9);
      EXPECT_GE(swing.High, c.Cost.P50 - 1e-9);
    }
  }
  const CostCase &one = (*cases)[0], &three = (*cases)[1], &free = (*cases)[2], &less = (*cases)[3];
  EXPECT_NEAR(one.Hours.P50, 10 + 2 + 2 * 4 + 0.2 * 10, 1e-9);
  EXPECT_NEAR(three.Hours.P50, one.Hours.P50 * 1.2, 1e-9);
  EXPECT_LT(three.Weeks.P50, one.Weeks.P50);
  EXPECT_LT(free.Cost.P50, one.Cost.P50);
  EXPECT_LT(less.Cost.P50, one.Cost.P50);
  EXPECT_EQ(less.Assumed, "library=x replaced");
  EXPECT_EQ(one.Sensitivity.front().Parameter, "hours of the code"); // 6 to 24 hours more, with what follows from them
}

TEST(Calibrate, RankCorrelation) {
  EXPECT_NEAR(*rankCorrelation({1, 2, 3, 4}, {10, 20, 30, 40}), 1, 1e-9);
  EXPECT_NEAR(*rankCorrelation({1, 2, 3, 4}, {4, 3, 2, 1}), -1, 1e-9);
  EXPECT_NEAR(*rankCorrelation({1, 1, 2}, {1, 2, 3}), std::sqrt(3) / 2, 1e-9);
  EXPECT_FALSE(rankCorrelation({1, 2}, {1, 2}));
  EXPECT_FALSE(rankCorrelation({1, 1, 1}, {1, 2, 3}));
}

/// Ports that cost exactly 3 hours a manual and half an hour an automatic item of one place.
std::vector<Port> ports(size_t count, bool hours) {
  std::mt19937 random(5);
  std::vector<Port> out;
  for (size_t i = 0; i < count; ++i) {
    Port p;
    p.Name = "p" + std::to_string(i);
    size_t manual = 1 + random() % 8, automatic = 1 + random() % 8;
    p.Items["manual"].assign(manual, 1);
    p.Items["automatic"].assign(automatic, 1);
    p.Volume = manual + automatic, p.Lines = random() % 1000;
    double real = 3 * double(manual) + 0.5 * double(automatic);
    p.Changed = uint64_t(100 * real);
    if (hours)
      p.Hours = real;
    out.push_back(p);
  }
  return out;
}

TEST(Calibrate, FindsWhatThePortsWereMadeFrom) {
  Calibration fit = calibrate(ports(30, true), model());
  ASSERT_TRUE(fit.Fitted && fit.InHours);
  ASSERT_EQ(fit.Classes.size(), 2u);
  EXPECT_NEAR(fit.Classes[0].After, 0.5, 0.1); // automatic
  EXPECT_NEAR(fit.Classes[1].After, 3, 0.2);   // manual
  EXPECT_GE(fit.CoverageAfter, 0.8);
  EXPECT_GT(*fit.ByFitted, 0.95);
}

TEST(Calibrate, LinesSayWhatIsMoreWorkButNotHowManyHours) {
  Calibration fit = calibrate(ports(30, false), model());
  ASSERT_TRUE(fit.Fitted);
  EXPECT_FALSE(fit.InHours);
  EXPECT_NEAR(fit.Classes[1].After / fit.Classes[0].After, 6, 1);
  double real = 0, before = 0;
  for (const Calibration::Prediction &p : fit.Predictions)
    real += p.Real, before += p.Before.P50;
  EXPECT_NEAR(real, before, 1e-6);
}

TEST(Calibrate, FewPortsAreNotFitted) {
  Calibration fit = calibrate(ports(Calibration::LeastPorts - 1, true), model());
  EXPECT_FALSE(fit.Fitted);
  EXPECT_TRUE(fit.ByVolume.has_value());
  llvm::Expected<std::string> file = calibratedFile("none.json", fit);
  ASSERT_FALSE(bool(file));
  EXPECT_NE(llvm::toString(file.takeError()).find("too few finished ports: 7, and a fit needs 8"), std::string::npos);
  EXPECT_FALSE(calibrate({}, model()).Fitted);
}

TEST(Calibrate, ARareClassKeepsItsHours) {
  std::vector<Port> list = ports(20, true);
  list[0].Items["hazard"] = {3};
  Calibration fit = calibrate(list, model());
  for (const Calibration::Class &one : fit.Classes)
    if (one.Name == "hazard") {
      EXPECT_EQ(one.Ports, 1u);
      EXPECT_NEAR(one.After, one.Before, 1e-9);
    }
}

} // namespace
