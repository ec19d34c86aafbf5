//===- FlowTest.cpp - control flow and lane values by hand ----------------===//
#include "Flow/ControlFlow.h"
#include "Flow/LaneValue.h"
#include "gtest/gtest.h"

using namespace ascendify;

namespace {

Body blocks(std::vector<std::vector<uint32_t>> successors) {
  Body out;
  for (auto &next : successors) {
    BasicBlock block;
    block.Successors.assign(next.begin(), next.end());
    out.Blocks.push_back(block);
  }
  return out;
}

std::vector<unsigned> listed(const llvm::BitVector &bits) {
  return {bits.set_bits().begin(), bits.set_bits().end()};
}

bool never(uint32_t) { return false; }

TEST(ControlFlow, IfElse) {
  // 0 -> 1 | 2, both -> 3 -> 4 (exit)
  Body body = blocks({{1, 2}, {3}, {3}, {4}, {}});
  ControlFlow flow(body, never);
  EXPECT_EQ(flow.postDominator(0), 3u);
  EXPECT_EQ(listed(flow.region(0)), (std::vector<unsigned>{1, 2}));
  EXPECT_EQ(listed(flow.joins(0)), std::vector<unsigned>{3});
  EXPECT_TRUE(flow.region(1).empty());
  EXPECT_EQ(flow.ways(0, 1), (llvm::SmallVector<bool, 2>{true, false}));
}

TEST(ControlFlow, EarlyReturnDecidesTheRest) {
  // 0 -> 4 (returns) | 1 -> 2 -> 3 -> 4
  Body body = blocks({{4, 1}, {2}, {3}, {4}, {}});
  ControlFlow flow(body, never);
  EXPECT_EQ(flow.postDominator(0), 4u);
  EXPECT_EQ(listed(flow.region(0)), (std::vector<unsigned>{1, 2, 3}));
}

TEST(ControlFlow, LoopDecidesItself) {
  // 0 -> 1 (head) -> 2 (body) -> 1; 1 -> 3 -> 4
  Body body = blocks({{1}, {2, 3}, {1}, {4}, {}});
  ControlFlow flow(body, never);
  EXPECT_EQ(flow.postDominator(1), 3u);
  EXPECT_EQ(listed(flow.region(1)), (std::vector<unsigned>{1, 2}));
  EXPECT_EQ(listed(flow.joins(1)), std::vector<unsigned>{3});
}

TEST(ControlFlow, WaysThatEndDoNotCount) {
  // 1 traps: what follows is not decided by 0.
  Body body = blocks({{1, 2}, {3}, {3}, {}});
  ControlFlow flow(body, [](uint32_t block) { return block == 1; });
  EXPECT_EQ(flow.postDominator(0), 2u);
  EXPECT_EQ(listed(flow.region(0)), std::vector<unsigned>{1});
}

TEST(ControlFlow, EndlessLoopAndUnreachable) {
  Body body = blocks({{1}, {1}, {3}, {}});
  ControlFlow flow(body, never);
  EXPECT_FALSE(flow.reached(2));
  EXPECT_FALSE(flow.reached(3));
  EXPECT_EQ(flow.postDominator(1), NoIndex);
}

TEST(ControlFlow, ConstantConditionLeavesOneWay) {
  Body body = blocks({{1, 2}, {2}, {3}, {}});
  Expr zero;
  zero.Kind = ExprKind::Literal;
  zero.Value = "0";
  body.Exprs.push_back(zero);
  body.Blocks[0].Condition = 0;
  ControlFlow flow(body, never);
  EXPECT_FALSE(flow.reached(1));
}

LaneValue index() {
  LaneValue v;
  v.Lanes = v.Threads = Differs::Index;
  v.Ranked = true;
  v.Below = 1024;
  v.Is = LaneValue::ThreadX;
  return v;
}
LaneValue number(int64_t n) {
  LaneValue v;
  v.Constant = n;
  v.Multiple = n % 32 == 0;
  return v;
}
LaneValue size() {
  LaneValue v;
  v.Multiple = true;
  v.Is = LaneValue::BlockX;
  return v;
}
LaneValue op(llvm::StringRef o, const LaneValue &a, const LaneValue &b) {
  BlockShape shape;
  shape.Limits.Threads = 1024;
  return combine(o, a, b, shape);
}

TEST(LaneValue, WarpNumberIsSharedByTheWarp) {
  for (const LaneValue &v : {op("/", index(), number(32)), op(">>", index(), number(5)),
                             op("/", op("+", op("*", LaneValue(), size()), index()), number(64)),
                             op("&", index(), number(0xffe0))}) {
    EXPECT_EQ(v.Lanes, Differs::No);
    EXPECT_NE(v.Threads, Differs::No);
  }
  EXPECT_NE(op("/", index(), number(16)).Lanes, Differs::No);
  EXPECT_NE(op("/", op("+", index(), number(1)), number(32)).Lanes, Differs::No);
}

TEST(LaneValue, ComparisonsAtTheEdgeOfAWarp) {
  EXPECT_EQ(op("<", index(), number(64)).Lanes, Differs::No);
  EXPECT_EQ(op("<", index(), number(64)).Threads, Differs::Index);
  EXPECT_EQ(op(">", index(), number(31)).Lanes, Differs::No);
  EXPECT_EQ(op("<=", number(32), index()).Lanes, Differs::No);
  EXPECT_EQ(op("<", index(), number(48)).Lanes, Differs::Index);
  EXPECT_EQ(op("==", index(), number(32)).Lanes, Differs::Index);
  EXPECT_EQ(op("<", index(), LaneValue()).Lanes, Differs::Bound);
  EXPECT_EQ(op("<", index(), number(1024)).Threads, Differs::No);
  EXPECT_EQ(op(">=", index(), number(0)).Threads, Differs::No);
}

TEST(LaneValue, LaneAndRow) {
  LaneValue lane = op("%", index(), number(32));
  EXPECT_EQ(lane.Below, 32u);
  EXPECT_TRUE(lane.Ranked);
  EXPECT_EQ(op("<", lane, number(32)).Lanes, Differs::No);
  EXPECT_EQ(op("<", lane, number(8)).Lanes, Differs::Index);
  LaneValue y;
  y.Lanes = Differs::Unknown, y.Threads = Differs::Index;
  y.Is = LaneValue::ThreadY;
  LaneValue rank = op("+", op("*", y, size()), index());
  EXPECT_TRUE(rank.Ranked);
  EXPECT_EQ(rank.Below, 1024u);
}

TEST(LaneValue, JoinsAndShuffles) {
  LaneValue uniform, data;
  data.Lanes = data.Threads = Differs::Data;
  EXPECT_EQ(join(uniform, data).Lanes, Differs::Data);
  EXPECT_EQ(raise(number(32), Differs::Index, Differs::Index).Constant, std::nullopt);
  LaneValue shuffled = data;
  shuffled.Shuffled = true;
  EXPECT_EQ(op("+", data, shuffled).Lanes, Differs::Unknown);
  EXPECT_EQ(load(index()).Lanes, Differs::Data);
  EXPECT_EQ(load(uniform).Threads, Differs::No);
}

} // namespace
