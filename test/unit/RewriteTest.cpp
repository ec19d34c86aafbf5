//===- RewriteTest.cpp ----------------------------------------------------===//
#include "Rewrite/EditSet.h"
#include <gtest/gtest.h>

using namespace ascendify;

namespace {

Piece text(std::string t) { return {std::move(t), {}, false}; }
Piece kept(uint32_t b, uint32_t e, bool paren = false) { return {"", {b, e}, paren}; }
Edit edit(uint32_t b, uint32_t e, std::vector<Piece> pieces, std::string rule = "r") {
  return {"f", {b, e}, std::move(pieces), std::move(rule), 1};
}

std::string applyAll(llvm::StringRef source, std::vector<Edit> edits, size_t conflicts = 0) {
  EditSet set;
  for (Edit &e : edits)
    set.add(std::move(e));
  EXPECT_EQ(set.settle().size(), conflicts);
  return set.apply("f", source);
}

} // namespace

TEST(EditSet, ReplacesAndKeepsTheRest) {
  EXPECT_EQ(applyAll("a foo(b) c", {edit(2, 5, {text("bar")})}), "a bar(b) c");
  EXPECT_EQ(applyAll("abc", {}), "abc");
}

TEST(EditSet, KeptRangesCarryInnerEdits) {
  //         0123456789
  // f(g(x), y) -> F(y, g(x)) with g -> G inside.
  EXPECT_EQ(applyAll("f(g(x), y)", {edit(0, 10, {text("F("), kept(8, 9), text(", "), kept(2, 6), text(")")}),
                                    edit(2, 3, {text("G")})}),
            "F(y, G(x))");
}

TEST(EditSet, AKeptRangeUsedTwiceIsWrittenTwice) {
  EXPECT_EQ(applyAll("f(n)", {edit(0, 4, {text("F("), kept(2, 3), text(","), kept(2, 3, true), text(")")}),
                              edit(2, 3, {text("m")})}),
            "F(m,(m))");
}

TEST(EditSet, InnerEditOfReplacedTextIsDropped) {
  EXPECT_EQ(applyAll("f(E, s)", {edit(0, 7, {text("F("), kept(5, 6), text(")")}), edit(2, 3, {text("X")})}),
            "F(s)");
}

TEST(EditSet, EqualEditsAreOne) {
  EXPECT_EQ(applyAll("abc", {edit(1, 2, {text("X")}), edit(1, 2, {text("X")})}), "aXc");
}

TEST(EditSet, DifferentEditsOfOneRangeConflict) {
  EXPECT_EQ(applyAll("abc", {edit(1, 2, {text("X")}), edit(1, 2, {text("Y")})}, 1), "abc");
}

TEST(EditSet, PartialOverlapConflictsAndTheRestGoesOn) {
  EXPECT_EQ(applyAll("abcdef", {edit(0, 3, {text("X")}), edit(2, 4, {text("Y")}), edit(5, 6, {text("Z")})}, 1),
            "abcdeZ");
}

TEST(EditSet, InsertionsComeInAStableOrder) {
  EXPECT_EQ(applyAll("ab", {edit(1, 1, {text("2")}, "b"), edit(1, 1, {text("1")}, "a"),
                            edit(1, 2, {text("B")})}),
            "a12B");
  EXPECT_EQ(applyAll("ab", {edit(2, 2, {text("end")}), edit(0, 0, {text("start")})}), "startabend");
}

TEST(EditSet, OrderOfAddingDoesNotMatter) {
  std::vector<Edit> edits = {edit(0, 10, {text("F("), kept(8, 9), text(", "), kept(2, 6), text(")")}),
                             edit(2, 3, {text("G")}), edit(4, 5, {text("z")}), edit(8, 9, {text("w")})};
  std::string forwards = applyAll("f(g(x), y)", edits);
  std::reverse(edits.begin(), edits.end());
  EXPECT_EQ(applyAll("f(g(x), y)", edits), forwards);
  EXPECT_EQ(forwards, "F(w, G(z))");
}

TEST(EditSet, CountsWhatWasMade) {
  EditSet set;
  set.add(edit(0, 7, {text("F("), kept(5, 6), text(")")}));
  set.add(edit(2, 3, {text("X")}));
  set.add(edit(5, 6, {text("t")}));
  EXPECT_TRUE(set.settle().empty());
  EXPECT_EQ(set.applied("f"), 2u);
  EXPECT_EQ(set.files(), std::vector<std::string>{"f"});

  // Written twice, made once (found by fuzzing).
  EditSet twice;
  twice.add(edit(0, 4, {text("F("), kept(2, 3), text(","), kept(2, 3), text(")")}));
  twice.add(edit(2, 3, {text("m")}));
  EXPECT_TRUE(twice.settle().empty());
  EXPECT_EQ(twice.applied("f"), 2u);
}
