//===- ModelTest.cpp ------------------------------------------------------===//
#include "Model/Names.h"
#include "Model/Serialize.h"
#include <gtest/gtest.h>

using namespace ascendify;

namespace {

/// A value whose every member differs from its default.
UnitFacts everything() {
  Argument argument;
  argument.Range = {20, 25};
  argument.Text = "n + 1";
  argument.Type = "unsigned long";
  argument.WrittenType = "size_t";
  argument.Value = "4";
  argument.Reference = "N";
  argument.PointeeOf = "float *";
  argument.Binding = Precedence::Additive;
  argument.Macro = MacroOrigin::Argument;
  argument.SideEffects = true;
  argument.Defaulted = true;

  Variant variant;
  variant.Call = CallFact{{10, 30}, {10, 19}, {argument}, {"float"}, "int (void)", "dim3",
                          ResultUse::Tested, {10, 31}, true};
  variant.Decl = DeclFact{"s", "float[]", {1, 9}, {1, 5}, {6, 7}, {8, 9}, true, true, true, true, true};
  LaunchFact launch;
  launch.How = LaunchFact::Form::LaunchKernel;
  launch.Range = {40, 60};
  launch.KernelName = "k";
  launch.Grid = argument;
  launch.Arguments = {argument, argument};
  launch.GridSize = Dimensions{3, std::nullopt, 1};
  launch.BlockSize = Dimensions{32, 4, 2};
  launch.SharedSize = 48;
  launch.Candidates = {"a", "b"};
  launch.Wrapper = "c:@F@launcher";
  launch.WrapperParameter = 2;
  launch.Use = {"a/b.cu", 90, 8, 7};
  variant.Launch = launch;
  variant.Type = "int";
  variant.Where = Side::Device;

  Fact fact;
  fact.Symbol = "cudaMalloc";
  fact.Library = "runtime";
  fact.Kind = UseKind::Enumerator;
  fact.Place = {"a/b.cu", 10, 2, 3};
  fact.Range = {10, 20};
  fact.Sureness = Confidence::Recovered;
  fact.Inactive = true;
  fact.Macro = MacroOrigin::Body;
  fact.MacroName = "CHECK";
  fact.Function = "main";
  fact.Condition = "#if 0";
  fact.Variants = {variant};

  Body body;
  body.Usr = "c:@F@k";
  body.Kernel = true;
  body.LaunchBoundThreads = 256;
  body.Variables = {
      {"x", "u", "int", MemorySpace::Shared, true, true, true, 4, {1, 2}, 3, {1}, "7", true}};
  body.Outer = body.Variables;
  Expr expr;
  expr.Kind = ExprKind::Call;
  expr.Text = "f";
  expr.Type = "int";
  expr.Usr = "u";
  expr.Space = MemorySpace::Global;
  expr.Range = {3, 4};
  expr.Line = 5;
  expr.Children = {6, 7};
  expr.Value = "8";
  expr.Spelling = "8u";
  expr.Signature = "int (int)";
  expr.Instance = "u<int>";
  expr.Local = expr.Object = expr.Block = 9;
  expr.Macro = MacroOrigin::Body;
  expr.Target = Callee::Virtual;
  expr.Implicit = expr.Postfix = true;
  body.Exprs = {expr};
  body.Blocks = {{{0}, 0, "if", {1, NoIndex}, true, "case", "1", "2"}};
  body.Instance = "c:@F@k<#I>";
  body.Written = {{0, {"a/b.h", 1, 2, 3}}};
  body.Macro = MacroOrigin::Argument;
  body.Enclosing = "c:@F@main";
  body.Overrides = {"c:@F@base"};
  body.Virtual = true;

  UnitFacts unit;
  unit.Unit = "a/b.cu";
  unit.Facts = {fact};
  unit.Bodies = {body};
  unit.Files = {{"a/b.cu", Tier::Recovered, 3}};
  unit.Includes = {{{"a/b.cu", 0, 1, 1}, "x.h", true, "inc/x.h"}};
  unit.Errors = {{{"a/b.cu", 0, 1, 1}, "no"}};
  unit.ErrorCount = 3;
  unit.Failure = "crashed";
  unit.Seconds = 0.5;
  return unit;
}

} // namespace

TEST(Serialize, RoundTripKeepsEverything) {
  Json json = toJson(everything());
  EXPECT_EQ(dumpJson(json), dumpJson(toJson(unitFactsFromJson(json))));
  // Nothing was dropped on the way out either.
  for (const char *word : {"sideEffects", "pointeeOf", "launch-kernel", "mayInsertBefore", "unsizedArray",
                           "condition", "launchBoundThreads", "4294967295", "recovered", "seconds",
                           "extents", "captured", "spelling", "signature", "instance", "local", "object",
                           "virtual", "implicit", "postfix", "caseValue", "outer", "written",
                           "enclosing", "overrides", "gridSize", "blockSize", "sharedSize",
                           "candidates", "wrapperParameter", "c:@F@launcher", "use"})
    EXPECT_NE(dumpJson(json).find(word), std::string::npos) << word;
}

TEST(Serialize, BytesRoundTripAndShareTexts) {
  UnitFacts in = everything();
  for (int i = 0; i < 100; ++i)
    in.Bodies[0].Exprs.push_back(in.Bodies[0].Exprs[0]);
  std::string bytes = toBytes(in);
  UnitFacts out;
  ASSERT_TRUE(fromBytes(bytes, out));
  EXPECT_EQ(dumpJson(toJson(in)), dumpJson(toJson(out)));
  EXPECT_EQ(toBytes(out), bytes);
  // One text, however many nodes have it.
  EXPECT_EQ(llvm::StringRef(bytes).count("int (int)"), 1u);
  EXPECT_EQ(out.Bodies[0].Exprs[0].Type.ref().data(), out.Bodies[0].Exprs[100].Type.ref().data());
  for (size_t cut : {bytes.size() / 2, bytes.size() - 1})
    EXPECT_FALSE(fromBytes(llvm::StringRef(bytes).take_front(cut), out));
}

TEST(Body, PlacesAndWalks) {
  Body body;
  body.Place = {"a.cu", 5, 1, 6};
  Expr leaf;
  leaf.Block = 0;
  leaf.Range = {20, 21};
  leaf.Line = 2;
  Expr elsewhere = leaf;
  elsewhere.Block = 1;
  Expr root = leaf;
  root.Range = {};
  root.Children = {0, 1};
  body.Exprs = {leaf, elsewhere, root};
  body.Blocks = {{{2}, NoIndex, "", {}, false, "", "", ""}};
  body.Written = {{1, {"m.h", 7, 3, 4}}};
  std::vector<uint32_t> visited;
  body.forEachIn(0, [&](uint32_t i) { visited.push_back(i); });
  EXPECT_EQ(visited, (std::vector<uint32_t>{0, 2}));
  EXPECT_EQ(body.placeOf(0).Offset, 20u);
  EXPECT_EQ(body.placeOf(1).File, "m.h");
  EXPECT_EQ(body.placeOf(2).Offset, 5u); // nowhere of its own: the function
}

TEST(Serialize, DefaultsOtherThanZeroAreKept) {
  // The first enumerator and index 0 are values like others here.
  Variant variant;
  variant.Call.emplace().Result = ResultUse::Discarded;
  EXPECT_EQ(variantFromJson(toJson(variant)).Call->Result, ResultUse::Discarded);
  Body body;
  body.Blocks.emplace_back().Condition = 0;
  EXPECT_EQ(bodyFromJson(toJson(body)).Blocks[0].Condition, 0u);
}

TEST(Serialize, SurvivesCbor) {
  Json json = toJson(everything());
  std::vector<uint8_t> bytes = Json::to_cbor(json);
  EXPECT_EQ(dumpJson(Json::from_cbor(bytes)), dumpJson(json));
}

TEST(Serialize, DefaultsAreLeftOutAndWrongTypesIgnored) {
  EXPECT_EQ(dumpJsonLine(toJson(Fact{})), R"({"place":{}})");
  auto json = parseJson(R"({"symbol": 3, "kind": "nonsense", "variants": {}, "range": [1]})", "in");
  ASSERT_TRUE(bool(json));
  Fact fact = factFromJson(*json);
  EXPECT_EQ(fact.Symbol, "");
  EXPECT_EQ(fact.Kind, UseKind::Function);
}

TEST(Names, RoundTrip) {
  EXPECT_EQ(parseName<Disposition>(nameOf(Disposition::Helper)), Disposition::Helper);
  EXPECT_EQ(parseName<Disposition>("nothing"), std::nullopt);
  EXPECT_EQ(nameOf(ExprKind::Other), "other");
  EXPECT_EQ(nameOf(Precedence::Comma), "comma");
  EXPECT_EQ(nameOf(UseKind::String), "string");
}
