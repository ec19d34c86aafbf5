//===- ScoreTest.cpp - what a score may never do --------------------------===//
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
  m.Findings["twice"] = "unsupported";
  m.Performance["slow"] = 1;
  m.Categories["lib0"] = "first";
  m.OtherCategory = "other";
  return m;
}

/// A random audit for two profiles.
Audit audit(std::mt19937 &random, unsigned uses, unsigned findings) {
  auto pick = [&](unsigned n) { return unsigned(random() % n); };
  Audit a;
  a.Profiles = {"p0", "p1"};
  a.Styles = {"native", "portable"};
  a.Seen.Lines = 1000;
  for (unsigned i = 0; i < uses; ++i) {
    AuditUse use;
    use.Symbol = "s" + std::to_string(pick(6));
    use.Library = "lib" + std::to_string(pick(3));
    use.Place = {"f" + std::to_string(pick(4)), i, i + 1, 1};
    use.Function = "g" + std::to_string(pick(3));
    for (unsigned o = 0; o < 4; ++o)
      use.Outcomes.push_back({Disposition(pick(7)), ""});
    a.Uses.push_back(use);
  }
  for (unsigned i = 0; i < findings; ++i) {
    Finding f;
    f.Id = std::vector<std::string>{"slow", "wrong", "twice"}[pick(3)];
    f.Kind = pick(4) ? Axis::Hazard : Axis::Blocker;
    f.Sureness = Likelihood(pick(3));
    f.Place = {"f" + std::to_string(pick(4)), 5000 + i, 5000 + i, 1};
    f.Function = "g" + std::to_string(pick(3));
    f.Profile = pick(2) ? "p0" : "";
    a.Findings.push_back(f);
  }
  std::sort(a.Uses.begin(), a.Uses.end(), [](const AuditUse &x, const AuditUse &y) { return x.Place < y.Place; });
  return a;
}

double total(const std::vector<ScorePart> &parts) {
  double sum = 0;
  for (const ScorePart &part : parts)
    sum += part.Weight;
  return sum;
}

TEST(Score, NothingCostsNothing) {
  Audit a;
  a.Profiles = {"p0"};
  a.Styles = {"native"};
  Score s = scoreAudit(a, model()).front();
  EXPECT_EQ(s.Friction, 0);
  EXPECT_EQ(s.Hours.P90, 0);
  EXPECT_TRUE(s.Contributions.empty());
}

TEST(Score, ContributionsAddUp) {
  std::mt19937 random(1);
  for (unsigned round = 0; round < 50; ++round) {
    Audit a = audit(random, random() % 60, random() % 40);
    for (const Score &s : scoreAudit(a, model())) {
      double sum = 0;
      for (const Contribution &c : s.Contributions)
        sum += c.Weight;
      EXPECT_NEAR(sum, s.Weight, 1e-9);
      EXPECT_NEAR(s.Axes[0] + s.Axes[1] + s.Axes[2], s.Weight, 1e-9);
      EXPECT_NEAR(total(s.Files), s.Weight, 1e-9);
      EXPECT_NEAR(total(s.Libraries), s.Weight, 1e-9);
      EXPECT_NEAR(total(s.Categories), s.Weight, 1e-9);
      EXPECT_NEAR(s.Friction, 100 * (1 - std::exp(-s.Weight / 50)), 1e-9);
      EXPECT_LE(s.Hours.P10, s.Hours.P50);
      EXPECT_LE(s.Hours.P50, s.Hours.P90);
    }
  }
}

TEST(Score, AddingAFindingNeverLowersIt) {
  std::mt19937 random(2);
  for (unsigned round = 0; round < 200; ++round) {
    Audit a = audit(random, random() % 40, 1 + random() % 30);
    Audit less = a;
    less.Findings.pop_back();
    std::vector<Score> with = scoreAudit(a, model()), without = scoreAudit(less, model());
    for (size_t p = 0; p < with.size(); ++p) {
      EXPECT_GE(with[p].Friction, without[p].Friction - 1e-9);
      EXPECT_GE(with[p].PerformanceRisk, without[p].PerformanceRisk - 1e-9);
      EXPECT_GE(with[p].Hours.P50, without[p].Hours.P50 - 1e-9);
      EXPECT_GE(with[p].Hours.P90, without[p].Hours.P90 - 1e-9);
    }
  }
}

TEST(Score, AddingAUseThatIsNotAutomaticNeverLowersIt) {
  std::mt19937 random(3);
  for (unsigned round = 0; round < 100; ++round) {
    Audit a = audit(random, random() % 40, 0), more = a;
    AuditUse use = audit(random, 1, 0).Uses.front();
    use.Place = {"f9", 9999, 9999, 1};
    more.Uses.push_back(use);
    std::vector<Score> before = scoreAudit(a, model()), after = scoreAudit(more, model());
    for (size_t p = 0; p < before.size(); ++p)
      EXPECT_GE(after[p].Friction, before[p].Friction - 1e-9);
  }
}

TEST(Score, OrderChangesNothing) {
  std::mt19937 random(4);
  for (unsigned round = 0; round < 50; ++round) {
    Audit a = audit(random, 30, 30), b = a;
    std::shuffle(b.Uses.begin(), b.Uses.end(), random);
    std::shuffle(b.Findings.begin(), b.Findings.end(), random);
    std::vector<Score> one = scoreAudit(a, model()), two = scoreAudit(b, model());
    for (size_t p = 0; p < one.size(); ++p) {
      EXPECT_NEAR(one[p].Weight, two[p].Weight, 1e-9);
      ASSERT_EQ(one[p].Contributions.size(), two[p].Contributions.size());
      for (size_t i = 0; i < one[p].Contributions.size(); ++i) {
        EXPECT_EQ(one[p].Contributions[i].Item, two[p].Contributions[i].Item);
        EXPECT_EQ(one[p].Contributions[i].First.Line, two[p].Contributions[i].First.Line);
      }
    }
  }
}

TEST(Score, PlacesOfOneItemCostLessEachTime) {
  EffortModel m = model();
  EffortRange first{1, 2, 4};
  EXPECT_DOUBLE_EQ(hoursFor(m, first, 1).P50, 2);
  EXPECT_NEAR(hoursFor(m, first, 2).P50, 2 * std::pow(2, 0.68), 1e-9);
  EXPECT_DOUBLE_EQ(hoursFor(m, first, 0.5).P50, 1);
  EXPECT_EQ(hoursFor(m, first, 0).P90, 0);
}

TEST(Score, RangesOfManyItemsAreNarrowerThanTheirSum) {
  EffortModel m = model();
  std::vector<EffortRange> many(100, {1, 2, 6});
  EffortRange sum = sumOf(m, many);
  EXPECT_DOUBLE_EQ(sum.P50, 200);
  EXPECT_GT(sum.P10, 100);
  EXPECT_LT(sum.P90, 600);
  m.Correlation = 1;
  EXPECT_NEAR(sumOf(m, many).P90, 600, 1e-9);
  m.Correlation = 0;
  EXPECT_NEAR(sumOf(m, many).P90, 240, 1e-9);
}

TEST(Score, SilencedFindingsDoNotCount) {
  std::mt19937 random(5);
  Audit a = audit(random, 0, 1);
  a.Findings[0].Profile.clear();
  EXPECT_GT(scoreAudit(a, model())[0].Weight, 0);
  a.Findings[0].SuppressedBy = Silenced::InSource;
  EXPECT_EQ(scoreAudit(a, model())[0].Weight, 0);
}

TEST(Score, FunctionsAreCountedWhereOneDesignServesAll) {
  EffortModel m = model();
  Audit a;
  a.Profiles = {"p0"};
  a.Styles = {"native"};
  for (unsigned i = 0; i < 4; ++i) {
    AuditUse use;
    use.Symbol = "s";
    use.Place = {"f", i, i, 1};
    use.Function = i < 3 ? "one" : "two";
    use.Outcomes = {{Disposition::Unsupported, ""}};
    a.Uses.push_back(use);
  }
  Contribution c = scoreAudit(a, m)[0].Contributions.at(0);
  EXPECT_EQ(c.Count, 4u);
  EXPECT_DOUBLE_EQ(c.Places, 2);
}

} // namespace
