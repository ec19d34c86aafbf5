//===- MappingTest.cpp - loader, templates, index, resolution -------------===//
#include "Mapping/Check.h"
#include "Mapping/Database.h"
#include "Mapping/Index.h"
#include "Mapping/List.h"
#include "Mapping/Loader.h"
#include "Mapping/Overloads.h"
#include "Mapping/Style.h"
#include "Mapping/Template.h"
#include "Support/File.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include <gtest/gtest.h>

using namespace ascendify;

namespace {

Loader loader() {
  llvm::Expected<Loader> made = Loader::create(SCHEMAS);
  if (!made)
    ADD_FAILURE() << llvm::toString(made.takeError());
  return std::move(*made);
}

/// The messages for a table with \p entries, one per line.
std::string problems(const std::string &entries,
                     Loader::Strictness strictness = Loader::Strictness::Base) {
  std::string text = R"({"schema":"ascendify-mappings","version":1,"library":"cudart","entries":[)"
                     "\n" +
                     entries + "\n]}";
  MappingTables tables;
  std::vector<DataProblem> found;
  loader().readText(text, "t.json", strictness, tables, found);
  Loader::checkAliases(tables, nullptr, found);
  std::string out;
  for (const DataProblem &p : found)
    out += p.text() + "\n";
  return out;
}

TEST(Loader, GoodEntry) {
  EXPECT_EQ(problems(R"x({"symbol":"cudaFree","kind":"function","params":["p"],
    "targets":{"native":{"status":"template","rewrite":"aclrtFree(${p})"}}})x"),
            "");
}

TEST(Loader, SyntaxError) {
  EXPECT_EQ(problems(R"({"symbol":"a" "kind":"type"})").substr(0, 13), "t.json:2:15: ");
}

TEST(Loader, DuplicateKey) {
  EXPECT_EQ(problems(R"({"symbol":"a","kind":"type","symbol":"b"})"),
            "t.json:2:29: key \"symbol\" stands twice in one object\n");
}

TEST(Loader, UnknownKey) {
  std::string text = problems(R"({"symbol":"a","kind":"type","simbol":"b"})");
  EXPECT_EQ(text.substr(0, text.find("; allowed: symbol, also, library, ")),
            "t.json:2:29: unknown key \"simbol\" in the entry, did you mean \"symbol\"?");
}

TEST(Loader, WrongType) {
  EXPECT_EQ(problems(R"({"symbol":"a","kind":"function","params":"p"})"),
            "t.json:2:42: \"params\" is \"p\", expected an array\n");
}

TEST(Loader, UnknownStatus) {
  EXPECT_EQ(problems(R"({"symbol":"a","kind":"type","targets":{"native":{"status":"renam"}}})"),
            "t.json:2:59: \"status\" is \"renam\", did you mean \"rename\"?; allowed: \"direct\", "
            "\"rename\", \"template\", \"helper\", \"manual\", \"unsupported\"\n");
}

TEST(Loader, ReasonMissing) {
  EXPECT_EQ(problems(R"({"symbol":"a","kind":"type","targets":{"native":{"status":"manual"}}})"),
            "t.json:2:49: \"reason\" is missing: a manual or unsupported target says why\n");
}

TEST(Loader, UnknownParameter) {
  EXPECT_EQ(problems(R"x({"symbol":"f","kind":"function","params":["stream","count"],
 "targets":{"native":{"status":"template","rewrite":"g(${count}, ${steam})"}}})x"),
            "t.json:3:66: '${steam}': no parameter \"steam\", did you mean \"stream\"?; "
            "parameters: stream, count\n");
}

TEST(Loader, Roles) {
  EXPECT_EQ(problems(R"({"symbol":"f","kind":"function","params":["m"],"roles":["warp-barrier"],
    "operands":{"mask":"m"}})"),
            "");
  EXPECT_EQ(problems(R"({"symbol":"f","kind":"function","params":["m"],"roles":["warp-barrier"],
    "operands":{"mask":"n"}})"),
            "t.json:3:24: no parameter \"n\"; parameters: m\n");
  EXPECT_EQ(problems(R"({"symbol":"f","kind":"function","roles":["warp-barier"]})").substr(0, 21),
            "t.json:2:42: element ");
}

TEST(Loader, CaseWithoutParameter) {
  EXPECT_EQ(problems(R"({"symbol":"f","kind":"function","params":["a"],
 "targets":{"native":{"status":"rename","rewrite":"g","when":[{"arg":"b","is":"1","status":"manual","reason":"r"}]}}})"),
            "t.json:3:70: no parameter \"b\", did you mean \"a\"?; parameters: a\n");
}

TEST(Loader, DuplicateSymbolAndOverload) {
  EXPECT_EQ(
      problems(
          "{\"symbol\":\"f\",\"kind\":\"function\"},\n{\"symbol\":\"f\",\"kind\":\"function\"}"),
      "t.json:3:11: \"f\" has an entry already, at t.json:2\n");
  EXPECT_EQ(problems("{\"symbol\":\"f\",\"kind\":\"function\",\"paramTypes\":[\"int\"]},\n"
                     "{\"symbol\":\"f\",\"kind\":\"function\",\"paramTypes\":[\"long\"]}"),
            "");
}

TEST(Loader, SymbolsThatShareAnEntry) {
  const std::string targets = R"("targets":{"native":{"status":"manual","reason":"r"}})";
  EXPECT_EQ(problems(R"({"symbol":"a","kind":"type","also":["b","c"],)" + targets + "}"), "");
  // Sorted, behind the symbol, and each once in all tables.
  EXPECT_EQ(problems(R"({"symbol":"b","kind":"type","also":["a"],)" + targets + "}"),
            "t.json:2:37: \"a\" stands after \"b\": \"also\" is sorted and begins behind the symbol\n");
  EXPECT_EQ(problems(R"({"symbol":"a","kind":"type","also":["c"],)" + targets + "},\n" +
                     R"({"symbol":"c","kind":"type"})"),
            "t.json:3:11: \"c\" has an entry already, at t.json:2\n");
  // What is rewritten says so itself.
  EXPECT_EQ(problems(R"({"symbol":"a","kind":"function","also":["b"],
 "targets":{"native":{"status":"rename","rewrite":"x"}}})"),
            "t.json:2:33: \"also\" is for symbols that are not rewritten; this entry has status "
            "\"rename\" (native)\n");
  EXPECT_EQ(problems(R"({"symbol":"a","kind":"function","also":["b"],"family":"prefix"})"),
            "t.json:2:33: \"also\" is for symbols that are not rewritten; this entry has a family\n");
}

TEST(Loader, UnsortedIsAnErrorOfOurTablesOnly) {
  const char *text = "{\"symbol\":\"b\",\"kind\":\"type\"},\n{\"symbol\":\"a\",\"kind\":\"type\"}";
  EXPECT_EQ(problems(text), "t.json:3:11: \"a\" stands after \"b\": entries are sorted by symbol, "
                            "then by paramTypes\n");
  EXPECT_EQ(problems(text, Loader::Strictness::Overlay), "");
}

TEST(Loader, AliasesThatGoRoundOrNowhere) {
  EXPECT_EQ(problems("{\"symbol\":\"a\",\"kind\":\"type\",\"alias\":\"b\"},\n"
                     "{\"symbol\":\"b\",\"kind\":\"type\",\"alias\":\"a\"}"),
            "t.json:2:1: aliases go round in a circle: a -> b -> a\n"
            "t.json:3:1: aliases go round in a circle: b -> a -> b\n");
  EXPECT_EQ(problems(R"({"symbol":"aa","kind":"type","alias":"zzzzzz"})"),
            "t.json:2:1: \"aa\" is an alias of \"zzzzzz\", which has no entry\n");
}

TEST(Loader, AllErrorsOfAFile) {
  std::string text =
      problems("{\"symbol\":\"a\",\"kind\":\"tipe\"},\n{\"symbol\":1,\"kind\":\"type\"}");
  EXPECT_NE(text.find("t.json:2:22: "), std::string::npos) << text;
  EXPECT_NE(text.find("t.json:3:11: "), std::string::npos) << text;
}

/// The source `f(&x, *p, a + b)` as arguments.
std::vector<Argument> arguments() {
  std::vector<Argument> out(3);
  out[0].Range = {2, 4}, out[0].Text = "&x", out[0].Binding = Precedence::Unary;
  out[1].Range = {6, 8}, out[1].Text = "*p", out[1].Binding = Precedence::Unary;
  out[2].Range = {10, 15}, out[2].Text = "a + b", out[2].Binding = Precedence::Additive;
  return out;
}

std::string expanded(llvm::StringRef text) {
  const std::string source = "f(&x, *p, a + b)";
  std::vector<std::string> params = {"x", "p", "s", "d"};
  llvm::Expected<Template> parsed = Template::parse(text, params);
  if (!parsed)
    return llvm::toString(parsed.takeError());
  llvm::Expected<std::vector<Piece>> pieces = parsed->expand(arguments(), params);
  if (!pieces)
    return llvm::toString(pieces.takeError());
  std::string out;
  for (const Piece &piece : *pieces) {
    std::string kept = source.substr(piece.Kept.Begin, piece.Kept.size());
    out += piece.Kept.valid() ? (piece.Parenthesize ? "(" + kept + ")" : kept) : piece.Text;
  }
  return out;
}

TEST(Template, Forms) {
  EXPECT_EQ(expanded("g(${s}, ${x})"), "g(a + b, &x)");
  EXPECT_EQ(expanded("${(s)} * 2 $$"), "(a + b) * 2 $");
  EXPECT_EQ(expanded("(T)${(x)} + ${(p)}"), "(T)&x + *p");
  EXPECT_EQ(expanded("${(x)}->f(${(p)}.g, ${(p)}[1], ${(p)}(2))"), "(&x)->f((*p).g, (*p)[1], (*p)(2))");
  EXPECT_EQ(expanded("${*x} = g(${*p})"), "x = g(**p)");
  EXPECT_EQ(expanded("g(${&p}, ${&s})"), "g(p, &(a + b))");
  EXPECT_EQ(expanded("g(${p...})"), "g(*p, a + b)");
  EXPECT_EQ(expanded("g(${x}, ${d...})"), "g(&x)");
  EXPECT_EQ(expanded("g(${d|nullptr})"), "g(nullptr)");
  EXPECT_EQ(expanded("g(${d})"), "argument \"d\" is not written");
}

TEST(Template, ErrorsAndCounts) {
  std::vector<TemplateError> errors;
  Template t = Template::parse("${a}$ ${b} ${ +} ${a} ${", {"a"}, errors);
  ASSERT_EQ(errors.size(), 4u);
  EXPECT_EQ(errors[0].Offset, 4u);
  EXPECT_EQ(errors[1].Offset, 6u);
  EXPECT_EQ(errors[2].Offset, 11u);
  EXPECT_EQ(errors[3].Offset, 22u);
  EXPECT_EQ(t.countOf(0), 2u);
  EXPECT_EQ(t.used(), std::vector<unsigned>{0});
}

TEST(Releases, Order) {
  EXPECT_LT(compareReleases("8.1.RC1", "8.1"), 0);
  EXPECT_LT(compareReleases("8.1", "9.0"), 0);
  EXPECT_LT(compareReleases("9.2", "9.10"), 0);
  EXPECT_EQ(compareReleases("9.0", "9"), 0);
}

TEST(Types, SameUpToSpelling) {
  EXPECT_TRUE(sameType("const int *", "const int*"));
  EXPECT_TRUE(sameType("const float &", "float"));
  EXPECT_TRUE(sameType("int *const", "int *"));
  EXPECT_FALSE(sameType("const int *", "int *"));
  EXPECT_FALSE(sameType("unsigned int", "int"));
}

/// A share folder with two small tables, in a folder of its own.
class Share : public testing::Test {
protected:
  void SetUp() override {
    ASSERT_FALSE(llvm::sys::fs::createUniqueDirectory("mapping-test", Root));
    put("mappings/cuda/a.json",
        R"({"schema":"ascendify-mappings","version":1,"library":"cudart","entries":[
{"symbol":"cub::","library":"cub","kind":"function","family":"namespace","targets":{"native":{"status":"manual","reason":"r"}}},
{"symbol":"cub::G::sync","kind":"function","roles":["block-barrier"]},
{"symbol":"cuda","kind":"function","family":"prefix","next":"upper"},
{"symbol":"cudaA","kind":"function","params":["p","k"],"roles":["copy-async"],"operands":{"stream":"k"},"targets":{"native":{"status":"rename","rewrite":"aclA",
  "requires":["simt"],"since":"9.0","when":[{"arg":"k","is":"kDefault","status":"manual","reason":"why","finding":"f-x"}]}}},
{"symbol":"cudaB","kind":"function","alias":"cudaA"},
{"symbol":"g","kind":"function","params":["p"],"paramTypes":["int"],"targets":{"native":{"status":"rename","rewrite":"gi"}}},
{"symbol":"g","kind":"function","params":["p"],"paramTypes":["long"],"targets":{"native":{"status":"rename","rewrite":"gl"}}},
{"symbol":"ret","library":"ptx","kind":"builtin","family":"mnemonic","targets":{"native":{"status":"manual","reason":"r"}}}]})");
    put("mappings/surface/cuda/s.json",
        R"({"schema":"ascendify-surface","version":1,"platform":"cuda","library":"cudart",
"release":"13.0","source":"s","symbols":[{"name":"cudaZ","kind":"function","header":"h"},
{"name":"E","kind":"enum","header":"h","enumerators":[{"name":"eOne","value":1}]}]})");
    put("mappings/profiles/p.json",
        R"({"schema":"ascendify-profile","version":1,"name":"p","product":"P",
"limits":{},"capabilities":{"simt":{"present":true,"source":"s"}}})");
    put("mappings/styles/native.json", style("w()"));
    put("mappings/profiles/q.json",
        R"({"schema":"ascendify-profile","version":1,"name":"q","product":"Q",
"limits":{"warp":{"value":32,"source":"s"}},"capabilities":{}})");
    for (const char *schema : {"mapping.schema.json", "profile.schema.json", "style.schema.json", "source.schema.json"})
      put("mappings/schema/" + std::string(schema), *readFile(SCHEMAS "/" + std::string(schema)));
    MappingTables tables;
    tables.KeepRaw = true;
    std::vector<DataProblem> found;
    loader().readFolder(at("mappings"), "mappings", Loader::Strictness::Base, tables, found);
    ASSERT_TRUE(found.empty()) << found.front().text();
    Bytes = writeIndex(tables);
    put("mappings.idx", Bytes);
  }
  void TearDown() override { llvm::sys::fs::remove_directories(Root); }
  std::string at(const std::string &name) { return std::string(Root) + "/" + name; }
  static std::string style(llvm::StringRef wait) {
    return R"({"schema":"ascendify-style","version":1,"name":"native","suffixes":{"cuda":".asc"},
"handlers":{"memcpy-sync":{"wait":")" +
           wait.str() + R"("},"shared-declaration":{"alignment-macros":["a","b"]}}})";
  }
  void put(const std::string &name, llvm::StringRef text) {
    llvm::sys::fs::create_directories(llvm::sys::path::parent_path(at(name)));
    llvm::Error error = writeFile(at(name), text);
    ASSERT_FALSE(bool(error)) << llvm::toString(std::move(error));
  }
  std::unique_ptr<Database> open(std::vector<std::string> overlays = {}) {
    llvm::Expected<std::unique_ptr<Database>> made = Database::open(Root, overlays);
    if (made)
      return std::move(*made);
    Failure = llvm::toString(made.takeError());
    return nullptr;
  }
  llvm::SmallString<128> Root;
  std::string Bytes, Failure;
};

Resolved resolved(const Database &data, const char *symbol, const Variant *seen = nullptr,
                  const char *profile = "p", const char *cann = "9.0") {
  Fact use;
  use.Symbol = symbol;
  return data.resolve({&use, seen, data.profile(profile), "native", cann});
}

Variant call(const char *signature, const char *reference = "") {
  Variant v;
  v.Call.emplace();
  v.Call->Signature = signature;
  v.Call->Arguments.resize(2);
  v.Call->Arguments[1].Reference = reference;
  return v;
}

void expectContent(const Database &data) {
  EXPECT_EQ(data.find("cudaA")->Library, "cudart");
  EXPECT_EQ(data.find("eOne")->Kind, UseKind::Enumerator);
  EXPECT_FALSE(data.find("cudaNew").has_value());
  EXPECT_EQ(data.guess("cudaNew")->Library, "cudart");
  EXPECT_EQ(data.guess("cub::X")->Library, "cub");
  EXPECT_FALSE(data.guess("cudart").has_value());
  // An instruction is asked for with a dot: `ret` may be anybody's variable.
  EXPECT_FALSE(data.guess("ret").has_value());
  EXPECT_EQ(data.guess("ret.")->Library, "ptx");
  EXPECT_EQ(data.guess("ret.uni")->Library, "ptx");
  EXPECT_FALSE(data.guess("return.x").has_value());
  EXPECT_EQ(resolved(data, "ret").Status, Disposition::Manual);
  EXPECT_EQ(resolved(data, "cudaZ").Status, Disposition::Unknown);
  EXPECT_EQ(resolved(data, "cudaNew").Status, Disposition::Unknown);
  EXPECT_EQ(resolved(data, "cub::X").Status, Disposition::Manual);
  EXPECT_EQ(resolved(data, "cudaB").Rewrite, "aclA");
  EXPECT_EQ(data.profile("q")->limit("warp"), 32);
  const Style *native = data.style("native");
  ASSERT_TRUE(native);
  EXPECT_EQ(native->CudaSuffix + native->DeviceSuffix, ".asc");
  EXPECT_EQ(native->text("memcpy-sync", "wait"), "w()");
  EXPECT_EQ(native->text("memcpy-sync", "nothing"), "");
  EXPECT_EQ(native->texts("shared-declaration", "alignment-macros").size(), 2u);
  EXPECT_TRUE(native->has("memcpy-sync") && !native->has("program-init"));
  EXPECT_EQ(data.style("portable"), nullptr);
  EXPECT_EQ(listMappings(data).size(), 8u);
  for (const char *name : {"cudaA", "cudaB"}) {
    Roles does = data.find(name)->Does;
    EXPECT_TRUE(does.has(Role::CopyAsync)) << name;
    EXPECT_FALSE(does.has(Role::CopySync, Role::BlockBarrier)) << name;
    EXPECT_EQ(does.position(Operand::Stream), 1u) << name;
    EXPECT_FALSE(does.position(Operand::Mask)) << name;
  }
  EXPECT_FALSE(data.find("cudaZ")->Does.any());
  // Roles alone leave what becomes of the name to its family.
  EXPECT_TRUE(data.find("cub::G::sync")->Does.has(Role::BlockBarrier));
  EXPECT_EQ(resolved(data, "cub::G::sync").Status, Disposition::Manual);
}

TEST_F(Share, IndexAndJsonSayTheSame) {
  std::unique_ptr<Database> index = open();
  ASSERT_TRUE(index) << Failure;
  EXPECT_TRUE(index->notes().empty()) << index->notes().front();
  expectContent(*index);
  std::string version = index->version(), list = dumpJson(listMappings(*index));
  llvm::sys::fs::remove(at("mappings.idx"));
  std::unique_ptr<Database> json = open();
  ASSERT_TRUE(json) << Failure;
  EXPECT_EQ(json->notes().size(), 1u);
  expectContent(*json);
  EXPECT_EQ(json->version(), version);
  EXPECT_EQ(dumpJson(listMappings(*json)), list);
}

TEST_F(Share, DamagedIndexFallsBackAndSaysSo) {
  for (size_t at : {size_t(0), size_t(8), size_t(16), Bytes.size() / 2, Bytes.size() - 1}) {
    std::string damaged = Bytes;
    damaged[at] ^= 0x40;
    put("mappings.idx", damaged);
    std::unique_ptr<Database> data = open();
    ASSERT_TRUE(data) << Failure;
    EXPECT_EQ(data->notes().size(), 1u) << at;
    expectContent(*data);
  }
  for (size_t size : {size_t(0), size_t(20), Bytes.size() - 1}) {
    put("mappings.idx", llvm::StringRef(Bytes).take_front(size));
    std::unique_ptr<Database> data = open();
    ASSERT_TRUE(data) << Failure;
    EXPECT_EQ(data->notes().size(), 1u) << size;
  }
}

TEST_F(Share, CasesCapabilitiesReleasesOverloads) {
  std::unique_ptr<Database> data = open();
  ASSERT_TRUE(data) << Failure;
  EXPECT_EQ(resolved(*data, "cudaA").Status, Disposition::Rename);
  Variant seen = call("int (int, int)", "kDefault"), other = call("int (int, int)", "kOther");
  EXPECT_EQ(resolved(*data, "cudaA", &seen).Finding, "f-x");
  EXPECT_EQ(resolved(*data, "cudaA", &seen).Status, Disposition::Manual);
  EXPECT_EQ(resolved(*data, "cudaA", &other).Status, Disposition::Rename);
  seen.Call->Arguments[1].Defaulted = true;
  EXPECT_EQ(resolved(*data, "cudaA", &seen).Status, Disposition::Rename);
  EXPECT_EQ(resolved(*data, "cudaA", nullptr, "q").Reason, "needs 'simt', which q does not have");
  EXPECT_EQ(resolved(*data, "cudaA", nullptr, "p", "8.1.RC1").Status, Disposition::Unsupported);
  Variant l = call("long (long)"), d = call("double (double)");
  EXPECT_EQ(resolved(*data, "g", &l).Rewrite, "gl");
  EXPECT_EQ(resolved(*data, "g", &d).Status, Disposition::Unknown);
}

TEST_F(Share, OverlaysLaterWinsAndNothingHalfLoaded) {
  auto table = [](const char *name) {
    return std::string(R"({"schema":"ascendify-mappings","version":1,"library":"ours","entries":[
{"symbol":"cudaA","kind":"function","targets":{"native":{"status":"rename","rewrite":")") +
           name + R"("}}}]})";
  };
  put("one/t.json", table("one"));
  put("two/t.json", table("two"));
  std::unique_ptr<Database> data = open({at("one"), at("two")});
  ASSERT_TRUE(data) << Failure;
  EXPECT_EQ(resolved(*data, "cudaA").Rewrite, "two");
  EXPECT_EQ(resolved(*data, "cudaB").Rewrite, "two");
  EXPECT_EQ(data->find("cudaA")->Library, "ours");
  EXPECT_TRUE(data->find("cudaA")->Does.has(Role::CopyAsync)); // neither overlay says otherwise
  EXPECT_TRUE(data->find("cudaB")->Does.has(Role::CopyAsync));
  ASSERT_EQ(data->overrides().size(), 2u);
  EXPECT_EQ(data->overrides()[1].Symbol, "cudaA");
  EXPECT_EQ(data->overrides()[1].Overlay, at("two"));

  put("two/t.json", "{");
  EXPECT_FALSE(open({at("one"), at("two")}));
  EXPECT_EQ(Failure.find(at("two") + "/t.json:1:"), 0u) << Failure;
  EXPECT_FALSE(open({at("missing")}));
  EXPECT_EQ(Failure, at("missing") + ": no such folder");
}

TEST_F(Share, OverlayReplacesAStyle) {
  put("ours/native.json", style("our_wait()"));
  std::unique_ptr<Database> data = open({at("ours")});
  ASSERT_TRUE(data) << Failure;
  EXPECT_EQ(data->style("native")->text("memcpy-sync", "wait"), "our_wait()");
  ASSERT_EQ(data->overrides().size(), 1u);
  EXPECT_EQ(data->overrides()[0].Symbol, "style native");

  // Of another key, the place is said; the same style twice is one too many.
  std::string wrong = style("w()");
  wrong.replace(wrong.find("\"wait\""), 6, "\n\"waits\"");
  put("ours/native.json", wrong);
  EXPECT_FALSE(open({at("ours")}));
  EXPECT_NE(Failure.find("native.json:3:"), std::string::npos) << Failure;
  EXPECT_NE(Failure.find("waits"), std::string::npos) << Failure;
  put("ours/native.json", style("a()"));
  put("ours/native2.json", style("b()"));
  EXPECT_FALSE(open({at("ours")}));
  EXPECT_NE(Failure.find("style \"native\" is defined already"), std::string::npos) << Failure;
}

TEST_F(Share, CheckAgainstSurfaces) {
  put("mappings/cuda/a.json",
      R"x({"schema":"ascendify-mappings","version":1,"library":"cudart","entries":[
{"symbol":"cudaQ","kind":"function"},
{"symbol":"cudaU","library":"without-surface","kind":"function"},
{"symbol":"cudaZ","kind":"function","params":["a"],"targets":{
 "native":{"status":"template","rewrite":"aclNo(${a}, xpuOne(1, 2))","evidence":{"level":"header","source":"s"}},
 "portable":{"status":"template","rewrite":"xpuOne(${a}, f(1, 2)) + xpuTwo()","finding":"no-page"}}}]})x");
  put("mappings/surface/cuda/s.json",
      R"({"schema":"ascendify-surface","version":1,"platform":"cuda","library":"cudart",
"release":"13.0","source":"s","symbols":[{"name":"cudaZ","kind":"function","header":"h","params":[{"name":"a"},{"name":"b"}]}]})");
  put("mappings/surface/portable/x.json",
      R"({"schema":"ascendify-surface","version":1,"platform":"portable","library":"xpu",
"release":"0","source":"s","symbols":[{"name":"xpuOne","kind":"function","header":"h","params":[{"name":"a"},{"name":"b"},
{"name":"c"}]}]})");
  llvm::Expected<CheckResult> result = checkMappings({at("mappings"), at("findings"), ""});
  ASSERT_TRUE(bool(result)) << llvm::toString(result.takeError());
  std::string text;
  for (const DataProblem &p : result->Problems)
    text += std::to_string(p.Line) + ": " + p.Message + "\n";
  EXPECT_EQ(text, R"(2: "cudaQ": not in the CUDA surface
4: "cudaZ": finding "no-page" has no page no-page.md
4: "cudaZ": has 1 parameter here; the CUDA surface says 2
4: "cudaZ": native: "xpuOne" is of the portable API
4: "cudaZ": native: status template without an example
4: "cudaZ": portable: "xpuOne" with 2 arguments; the portable surface says 3
4: "cudaZ": portable: "xpuTwo" is not in the portable surface
4: "cudaZ": portable: evidence is missing
4: "cudaZ": portable: status template without an example
)");
  ASSERT_EQ(result->Notes.size(), 1u);
  EXPECT_NE(result->Notes[0].find("surface missing: "), std::string::npos);
}

TEST_F(Share, CheckArgumentsAndNamesThatBecomeOne) {
  put("mappings/surface/cuda/s.json",
      R"({"schema":"ascendify-surface","version":1,"platform":"cuda","library":"cudart","release":"13.0","source":"s","symbols":[
{"name":"cudaEvent","kind":"typedef","header":"h","type":"void *"},{"name":"cudaStream","kind":"typedef","header":"h","type":"void *"},
{"name":"K","kind":"enum","header":"h","enumerators":[{"name":"kA","value":1},{"name":"kB","value":1},{"name":"kC","value":2},{"name":"kD","value":3}]},
{"name":"cudaE","kind":"function","header":"h","params":[{"name":"e","type":"cudaEvent"}]},
{"name":"cudaF","kind":"function","header":"h","params":[{"name":"p","type":"const void *"},{"name":"s","type":"cudaStream"},{"name":"n","type":"int"}]},
{"name":"cudaS","kind":"function","header":"h","params":[{"name":"s","type":"cudaStream"}]},
{"name":"cudaT","kind":"function","header":"h","params":[{"name":"s","type":"cudaStream"}]}]})");
  put("mappings/surface/cann/9.x/c.json",
      R"({"schema":"ascendify-surface","version":1,"platform":"cann","library":"acl","release":"9.0","source":"s","symbols":[
{"name":"aclEvent","kind":"typedef","header":"h","type":"void *"},{"name":"aclStream","kind":"typedef","header":"h","type":"void *"},
{"name":"ACL_A","kind":"macro","header":"h"},{"name":"ACL_D","kind":"macro","header":"h"},
{"name":"aclE","kind":"function","header":"h","params":[{"name":"e","type":"aclEvent"}]},
{"name":"aclF","kind":"function","header":"h","params":[{"name":"n","type":"size_t"},{"name":"p","type":"void *"},{"name":"s","type":"aclStream"}]},
{"name":"aclS","kind":"function","header":"h","params":[{"name":"s","type":"aclStream"}]}]})");
  auto problems = [&](llvm::StringRef entries) {
    put("mappings/cuda/a.json", R"({"schema":"ascendify-mappings","version":1,"library":"cudart","entries":[)" + entries.str() + "]}");
    llvm::Expected<CheckResult> result = checkMappings({at("mappings"), "", ""});
    if (!result)
      return llvm::toString(result.takeError());
    std::string text;
    for (const DataProblem &p : result->Problems)
      text += p.Message + "\n";
    return text;
  };
  auto entry = [](const char *symbol, const char *kind, const char *params, const char *status, const char *rewrite,
                  const char *more = "") {
    return std::string(R"({"symbol":")") + symbol + R"(","kind":")" + kind + R"(")" + params + R"(,"targets":{"native":{"status":")" +
           status + R"(","rewrite":")" + rewrite + R"(","evidence":{"level":"header","source":"s"})" + more + R"(}},"examples":[{"in":"x;","native":"y;"}]})";
  };
  const std::string types = entry("cudaEvent", "type", "", "rename", "aclEvent") + ",";
  const std::string stream = "," + entry("cudaStream", "type", "", "rename", "aclStream");
  const char *one = R"(,"params":["s"])", *three = R"(,"params":["p","s","n"])";
  // All right: a size for a number, void * for a pointer.
  EXPECT_EQ(problems(types + entry("cudaF", "function", three, "template", "aclF(${n}, (void *)${p}, ${s})") + "," +
                     entry("cudaS", "function", one, "rename", "aclS") + stream),
            "");
  EXPECT_EQ(problems(types + entry("cudaF", "function", three, "template", "aclE(${s})") + "," +
                     entry("cudaS", "function", one, "rename", "aclE") + stream),
            "\"cudaF\": native: argument 1 of \"aclE\" is aclEvent, and \"s\" is handed to it, a cudaStream\n"
            "\"cudaS\": native: argument 1 of \"aclE\" is aclEvent, and \"s\" is handed to it, a cudaStream\n");
  EXPECT_EQ(problems(entry("cudaS", "function", one, "rename", "aclF")),
            "\"cudaS\": native: \"aclF\" takes 3 parameters, the function of CUDA 1\n");
  // Two that become one: synonyms may, those that say what is lost may.
  const char *lost = R"(,"differences":[{"id":"lost","text":"t"}])";
  EXPECT_EQ(problems(entry("cudaS", "function", one, "rename", "aclS") + "," + entry("cudaT", "function", one, "rename", "aclS", lost) +
                     "," + entry("kA", "enumerator", "", "rename", "ACL_A") + "," + entry("kB", "enumerator", "", "rename", "ACL_A") +
                     "," + entry("kC", "enumerator", "", "rename", "ACL_A") + "," + entry("kD", "enumerator", "", "rename", "ACL_D")),
            "\"kC\": native: \"ACL_A\" is what \"kA\" becomes, with the same differences; expected another name, an alias, or a "
            "difference that says what is lost\n");
}

} // namespace
