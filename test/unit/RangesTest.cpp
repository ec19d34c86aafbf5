//===- RangesTest.cpp - formulas over unknown integers --------------------===//
#include "Flow/Ranges.h"
#include "Flow/Variables.h"
#include "gtest/gtest.h"

using namespace ascendify;

namespace {

FormulaRef c(int64_t v) { return constantFormula(v); }
FormulaRef input(const char *name, IntRange range = {INT32_MIN, INT32_MAX}) {
  return inputFormula(name, name, InputKind::Named, range);
}
FormulaRef ceilDiv(FormulaRef n, FormulaRef by) {
  return combine(Formula::Divide, combine(Formula::Subtract, combine(Formula::Add, n, by), c(1)), by);
}

TEST(Formula, Folds) {
  EXPECT_EQ(rangeOf(ceilDiv(c(1000), c(256))), (IntRange{4, 4}));
  EXPECT_EQ(rangeOf(combine(Formula::ShiftLeft, c(1), c(20))), (IntRange{1 << 20, 1 << 20}));
  EXPECT_EQ(rangeOf(combine(Formula::And, c(100), c(-32))), (IntRange{96, 96}));
}

TEST(Formula, RangesOfInputs) {
  FormulaRef n = input("n", {0, 1000});
  EXPECT_EQ(rangeOf(combine(Formula::Multiply, n, c(-2))), (IntRange{-2000, 0}));
  EXPECT_EQ(rangeOf(combine(Formula::Min, n, c(7))), (IntRange{0, 7}));
  EXPECT_EQ(rangeOf(combine(Formula::Remainder, input("m"), c(10))).Hi, 9);
  EXPECT_EQ(rangeOf(combine(Formula::Divide, n, input("b"))), (IntRange{0, 1000}));
  EXPECT_EQ(rangeOf(combine(Formula::Either, c(3), c(9))), (IntRange{3, 9}));
}

TEST(Formula, NoBoundStaysNoBound) {
  FormulaRef any = input("any", {});
  EXPECT_EQ(rangeOf(combine(Formula::Add, any, c(1))), IntRange());
  EXPECT_EQ(rangeOf(combine(Formula::Subtract, any, any)), IntRange());
}

TEST(Formula, Threshold) {
  auto t = thresholdOf(ceilDiv(input("n"), c(256)), 65535, Assumed{1024, 1, 1});
  ASSERT_TRUE(t);
  EXPECT_EQ(t->Greatest, 16776960);
  EXPECT_EQ(t->Inputs, std::vector<std::string>{"n"});
  EXPECT_FALSE(thresholdOf(ceilDiv(input("n", {0, 1000000}), c(256)), 65535, Assumed{1024, 1, 1}));
}

TEST(Formula, ThresholdOfSeveral) {
  auto t = thresholdOf(combine(Formula::Multiply, ceilDiv(input("w"), c(16)), ceilDiv(input("h"), c(16))), 65535, Assumed{1024, 1, 1});
  ASSERT_TRUE(t);
  EXPECT_EQ(t->Greatest, 4080);
  auto d = thresholdOf(ceilDiv(input("n"), input("b")), 65535, Assumed{1024, 1, 1});
  ASSERT_TRUE(d);
  EXPECT_EQ(d->Greatest, 65535 * 1024);
  EXPECT_EQ(d->Given, (std::vector<std::pair<std::string, int64_t>>{{"b", 1024}}));
  // What multiplies as well is not great.
  auto m = thresholdOf(combine(Formula::Multiply, input("n"), combine(Formula::Divide, input("c"), input("n"))), 65535,
                       Assumed{1024, 1, 1});
  ASSERT_TRUE(m);
  EXPECT_EQ(m->Greatest, 65535);
  EXPECT_EQ(m->Given, (std::vector<std::pair<std::string, int64_t>>{{"n", 1}}));
  // Who cannot pass the limit is not named.
  auto o = thresholdOf(combine(Formula::Add, input("n"), input("isOdd", {0, 1})), 65535, Assumed{1024, 1, 1});
  ASSERT_TRUE(o);
  EXPECT_EQ(o->Inputs, std::vector<std::string>{"n"});
}

TEST(Formula, Text) {
  EXPECT_EQ(textOf(ceilDiv(input("n"), c(256))), "ceil(n / 256)");
  EXPECT_EQ(textOf(combine(Formula::Multiply, combine(Formula::Add, input("a"), input("b")), c(2))), "(a + b) * 2");
}

/// 0: if (x) -> 1 else -> 2; both -> 3 -> 4 (exit).
Body diamond() {
  Body body;
  for (std::vector<uint32_t> next : {std::vector<uint32_t>{1, 2}, {3}, {3}, {4}, {}}) {
    BasicBlock block;
    block.Successors.assign(next.begin(), next.end());
    body.Blocks.push_back(block);
  }
  return body;
}

TEST(Variables, DefinitionsOfBothWaysReach) {
  Body body = diamond();
  for (uint32_t block : {0u, 1u, 2u, 3u}) {
    Expr e;
    e.Block = block;
    body.Exprs.push_back(e);
  }
  EXPECT_EQ(reachingAt(body, {0, 1, 2}, 3).Found, (std::vector<uint32_t>{1, 2}));
  EXPECT_EQ(reachingAt(body, {0, 1}, 3).Found, (std::vector<uint32_t>{0, 1}));
  ReachingDefinitions some = reachingAt(body, {1}, 3);
  EXPECT_TRUE(some.Entry);
  EXPECT_EQ(some.Found, std::vector<uint32_t>{0});
}

TEST(Variables, WhatABranchDecided) {
  Body body = diamond();
  EXPECT_EQ(decided(body, 0, 0, 1, nullptr), true);
  EXPECT_EQ(decided(body, 0, 0, 2, nullptr), false);
  EXPECT_EQ(decided(body, 0, 0, 3, nullptr), std::nullopt);
  std::vector<bool> blocked{false, true, false, false, false};
  EXPECT_EQ(decided(body, 0, 0, 3, &blocked), false);
}

} // namespace
