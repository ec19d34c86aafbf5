//===- ObserveTest.cpp - what is awkward to reach from the command line ---===//
//
// Limits of workers, order of merging, and the lexical tier on odd bytes. The program
// is its own worker: `--worker` is handled before the tests.
//
//===----------------------------------------------------------------------===//
#include "Model/Serialize.h"
#include "Observe/Observe.h"
#include "Support/Error.h"
#include "llvm/ADT/StringSwitch.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/raw_ostream.h"
#include <gtest/gtest.h>

using namespace ascendify;

namespace {

class Table : public SymbolTable {
public:
  std::optional<SymbolInfo> find(llvm::StringRef name) const override {
    auto kind = llvm::StringSwitch<std::optional<UseKind>>(name)
                    .Cases({"cudaFree", "atomicAdd", "sqrt", "cooperative_groups::sync"}, UseKind::Function)
                    .Case("dim3", UseKind::Type)
                    .Case("cuda_runtime.h", UseKind::Include)
                    .Cases({"__global__", "__device__"}, UseKind::Qualifier)
                    .Default(std::nullopt);
    if (!kind)
      return std::nullopt;
    return SymbolInfo{"test", *kind};
  }
  std::optional<SymbolInfo> guess(llvm::StringRef name) const override {
    if (name.starts_with("cuda") && name.size() > 4 && name[4] >= 'A' && name[4] <= 'Z')
      return SymbolInfo{"", UseKind::Function};
    return std::nullopt;
  }
};

std::string lexed(llvm::StringRef text, llvm::StringRef language = "cuda") {
  std::string out;
  for (const Fact &f : observeLexically(text, "f", language, Table()).Facts)
    out += f.Symbol + "@" + std::to_string(f.Place.Line) + ":" + std::to_string(f.Place.Column) + " ";
  return out;
}

TEST(Lexical, NamesAreTokens) {
  EXPECT_EQ(lexed("cudaFree(p); // cudaFree\nconst char *s = \"cudaFree\"; cudaNew();"),
            "cudaFree@1:1 cudaNew@2:29 ");
  EXPECT_EQ(lexed("/* cudaFree */ x.cudaFree(); y->cudaFree(); ::cudaFree(0); other::cudaFree(0);"),
            "cudaFree@1:47 ");
  EXPECT_EQ(lexed("namespace cg = cooperative_groups;\ncg::sync(g);"), "cooperative_groups::sync@2:1 ");
}

TEST(Lexical, PlainNamesNeedDeviceCode) {
  EXPECT_EQ(lexed("float h(float x) { return sqrt(x); }\n"
                  "__device__ float d(float x) { if (x) { } return sqrt(x); }\n"
                  "float i(float x) { return sqrt(x); }"),
            "__device__@2:1 sqrt@2:49 ");
}

TEST(Lexical, ConditionsAndMacros) {
  UnitFacts facts = observeLexically("#if A\ncudaFree(0);\n#elif B\ncudaFree(1);\n#else\ncudaFree(2);\n"
                                     "#endif\n#define F cudaFree\n",
                                     "f", "c++", Table());
  ASSERT_EQ(facts.Facts.size(), 4u);
  EXPECT_EQ(facts.Facts[0].Condition, "#if A");
  EXPECT_EQ(facts.Facts[1].Condition, "#elif B");
  EXPECT_EQ(facts.Facts[2].Condition, "#else of #elif B");
  EXPECT_EQ(facts.Facts[3].Condition, "");
  EXPECT_EQ(facts.Facts[3].MacroName, "F");
}

TEST(Lexical, AssemblyThatNeverEnds) {
  // In device code every instruction counts, known or not.
  EXPECT_EQ(lexed("__device__ void f() { asm(\"add.u32 %0;\"); }"), "__device__@1:1 add.u32@1:28 ");
  EXPECT_EQ(lexed("void f() { asm(\"add.u32 %0;\"); }"), "");
  for (const char *text : {"asm", "asm(", "asm(\"", "asm(\"@", "asm(\"@!\"", "asm(\"/*\"", "asm(\"//\"", "asm(\"{\" : ",
                           "asm(((\"ret;\"", "asm volatile goto", "asm(R\"(ret\"", "asm(\"%=\")", "asm(\"::.;:.\")", "asm(\"\\"})
    EXPECT_EQ(lexed("__device__ void f() { " + std::string(text)), "__device__@1:1 ") << text;
  // What follows is read as before, and the function still ends where it ends.
  EXPECT_EQ(lexed("__device__ int f(int a) { asm(\"\" : \"=r\"(a) : \"r\"(sqrt(a))); if (a) {} return sqrt(a); } int g = sqrt(2);"),
            "__device__@1:1 sqrt@1:50 sqrt@1:78 ");
}

TEST(Lexical, OddBytes) {
  EXPECT_EQ(lexed(""), "");
  EXPECT_EQ(lexed("\"never closed cudaFree"), "");
  EXPECT_EQ(lexed("#include"), "");
  EXPECT_EQ(lexed("#include <cuda_runtime.h"), "");
  EXPECT_EQ(lexed("#define"), "");
  EXPECT_EQ(lexed("cudaFree::"), "cudaFree@1:1 ");
  EXPECT_EQ(lexed(llvm::StringRef("\0\xff cudaFree", 11)), "cudaFree@1:4 ");
}

UnitFacts unitFacts(llvm::StringRef name, llvm::StringRef type, SourceRange skipped) {
  UnitFacts u;
  u.Unit = name.str();
  u.Files = {{"h", Tier::Parsed, 0}};
  u.Skipped = {{"h", skipped}};
  Fact f;
  f.Place = {"h", 1, 1, 2};
  f.Range = {1, 9};
  f.Symbol = "cudaFree";
  Variant v;
  v.Type = type.str();
  f.Variants.push_back(v);
  u.Facts.push_back(f);
  return u;
}

std::string merged(std::vector<unsigned> order) {
  std::vector<UnitFacts> units = {unitFacts("a", "int", {10, 30}), unitFacts("b", "char", {20, 40}),
                                  unitFacts("c", "int", {15, 25})};
  Merger merger;
  for (unsigned i : order)
    merger.addUnit(units[i]);
  AuditedFile file;
  file.Path = "h";
  Fact skipped;
  skipped.Place = {"h", 22, 3, 1};
  skipped.Range = {22, 30};
  skipped.Symbol = "dim3";
  skipped.Sureness = Confidence::Lexed;
  UnitFacts tokens;
  tokens.Facts.push_back(skipped);
  merger.addLexed(file, tokens);
  Observation seen = merger.finish();
  std::string out;
  for (const Fact &f : seen.Facts)
    out += dumpJsonLine(toJson(f)) + "\n";
  return out;
}

TEST(Merge, OrderDoesNotMatter) {
  std::string first = merged({0, 1, 2});
  EXPECT_EQ(first, merged({2, 1, 0}));
  EXPECT_EQ(first, merged({1, 2, 0}));
  // Two variants, and what all three skip is inactive.
  EXPECT_NE(first.find("\"type\":\"char\""), std::string::npos);
  EXPECT_NE(first.find("\"type\":\"int\""), std::string::npos);
  EXPECT_NE(first.find("\"inactive\":true"), std::string::npos);
}

TEST(Merge, InstantiationsAreBounded) {
  auto unit = [](unsigned first, unsigned last) {
    UnitFacts out;
    out.Unit = fmt::format("{}.cu", first);
    for (unsigned i = first; i < last; ++i) {
      Body &body = out.Bodies.emplace_back();
      body.Usr = "c:@FT@k";
      body.Name = "k";
      body.Place = {"k.h", 10, 3, 1};
      body.Instantiation = i != 0;
      body.Instance = i ? fmt::format("c:@F@k<#{:03}>", i) : "";
      body.Exprs.emplace_back().Text = body.Instance;
    }
    return out;
  };
  auto joined = [](std::vector<UnitFacts> units) {
    Merger merger;
    for (UnitFacts &one : units)
      merger.addUnit(std::move(one));
    return merger.finish();
  };
  Observation forth = joined({unit(0, 50), unit(30, 101)}), back = joined({unit(30, 101), unit(0, 50)});
  // The pattern and the first of the instantiations, however they come.
  for (const Observation *seen : {&forth, &back}) {
    ASSERT_EQ(seen->Bodies.size(), 65u);
    EXPECT_EQ(seen->Bodies.front().Instance, "");
    EXPECT_EQ(seen->Bodies.back().Instance, "c:@F@k<#064>");
    EXPECT_EQ(seen->Bodies.back().Exprs[0].Text, "c:@F@k<#064>");
    ASSERT_EQ(seen->Notes.size(), 1u);
    EXPECT_EQ(seen->Notes[0], "of 1 function with more than 64 instantiations, checks look at 64 each; "
                              "most has k (k.h:3): 100");
  }
  Observation few = joined({unit(0, 65)});
  EXPECT_EQ(few.Bodies.size(), 65u);
  EXPECT_TRUE(few.Notes.empty());
}

/// Observes one file of the given text; \returns the failure of its unit.
std::string failureOf(llvm::StringRef text, ObserveOptions options) {
  llvm::SmallString<128> folder;
  EXPECT_FALSE(llvm::sys::fs::createUniqueDirectory("observe-test", folder));
  std::string path = std::string(folder) + "/a.cpp";
  {
    std::error_code error;
    llvm::raw_fd_ostream out(path, error);
    out << text;
  }
  Project project;
  project.Root = std::string(folder);
  SourceFile &file = project.Files.emplace_back();
  file.Path = "a.cpp";
  file.Language = "c++";
  Unit &unit = project.Units.emplace_back();
  unit.File = "a.cpp";
  unit.Cuda = false;
  options.UsePreamble = false;
  std::atomic<bool> cancel{false};
  llvm::Expected<Observation> seen =
      observeProject(project, Table(), options, 1, {}, [](unsigned, unsigned) {}, cancel);
  llvm::sys::fs::remove_directories(folder);
  if (!seen) {
    ADD_FAILURE() << llvm::toString(seen.takeError());
    return "";
  }
  // Whatever happens to the parse, the tokens stay.
  EXPECT_EQ(seen->Facts.size(), 1u);
  return seen->Failures.empty() ? "" : seen->Failures[0].second;
}

TEST(Worker, ParsesAndFails) {
  EXPECT_EQ(failureOf("void f() { cudaFree(0); }", {}), "");
  EXPECT_EQ(failureOf("void f() { cudaFree(0); }\n#pragma clang __debug crash\n", {})
                .substr(0, 18),
            "the parser crashed");
}

// Between looking at the tree and reading a file somebody may take it away.
TEST(Worker, FilesDisappear) {
  Project project;
  project.Root = "/nowhere";
  SourceFile &file = project.Files.emplace_back();
  file.Path = "gone.cpp";
  file.Language = "c++";
  Unit &unit = project.Units.emplace_back();
  unit.File = "gone.cpp";
  unit.Cuda = false;
  ObserveOptions options;
  options.UsePreamble = false;
  std::atomic<bool> cancel{false};
  llvm::Expected<Observation> seen =
      observeProject(project, Table(), options, 1, {}, [](unsigned, unsigned) {}, cancel);
  ASSERT_TRUE(bool(seen));
  ASSERT_EQ(seen->Files.size(), 1u);
  EXPECT_EQ(seen->Files[0].Seen, Tier::Unread);
  EXPECT_NE(seen->Files[0].Reason.find("No such file"), std::string::npos);
  EXPECT_TRUE(seen->Facts.empty());
}

TEST(Worker, TimeLimit) {
  ObserveOptions options;
  options.TimeLimit = 1;
  EXPECT_EQ(failureOf("void f() { cudaFree(0); }\n"
                      "template <int N, int M> struct A { static const int v = A<N - 1, 2 * M>::v + "
                      "A<N - 1, 2 * M + 1>::v; };\n"
                      "template <int M> struct A<0, M> { static const int v = 1; };\n"
                      "int x = A<26, 0>::v;\n",
                      options),
            "parsing took more than 1 seconds");
}

#if !__has_feature(address_sanitizer) && !__has_feature(thread_sanitizer)
TEST(Worker, MemoryLimit) {
  ObserveOptions options;
  options.MemoryLimit = 400u << 20;
  std::string failure =
      failureOf("void f() { cudaFree(0); }\n"
                "template <int N, int M> struct A { static const int v = A<N - 1, 2 * M>::v + "
                "A<N - 1, 2 * M + 1>::v; };\n"
                "template <int M> struct A<0, M> { static const int v = 1; };\n"
                "int x = A<24, 0>::v;\n",
                options);
  EXPECT_EQ(failure.substr(0, 18), "the parser crashed");
}
#endif

} // namespace

int main(int argc, char **argv) {
  if (argc > 1 && llvm::StringRef(argv[1]) == "--worker")
    return runWorker(Table());
  testing::InitGoogleTest(&argc, argv);
  return RUN_ALL_TESTS();
}
