//===- SupportTest.cpp ----------------------------------------------------===//
#include "Support/Glob.h"
#include "Support/Error.h"
#include "Support/File.h"
#include "Support/Json.h"
#include "Support/Path.h"
#include "Support/Text.h"
#include "Support/Tokens.h"
#include "llvm/Support/FileSystem.h"
#include <gtest/gtest.h>

using namespace ascendify;

static std::string messageOf(llvm::Error error) { return llvm::toString(std::move(error)); }

TEST(Json, ParsesAndKeepsOrder) {
  auto json = parseJson(R"({"b": 1, "a": [true, null, "x"]})", "in");
  ASSERT_TRUE(bool(json));
  EXPECT_EQ(dumpJsonLine(*json), R"({"b":1,"a":[true,null,"x"]})");
}

TEST(Json, SyntaxErrorNamesLineAndColumn) {
  auto json = parseJson("{\n  \"a\": 1,\n  \"b\": ]\n}\n", "in.json");
  ASSERT_FALSE(bool(json));
  std::string message = messageOf(json.takeError());
  EXPECT_EQ(message.find("in.json:3:8: syntax error"), 0u) << message;
}

TEST(Json, DuplicateKeyIsAnError) {
  auto json = parseJson("{\n  \"a\": 1,\n  \"a\": 2\n}\n", "in.json");
  ASSERT_FALSE(bool(json));
  EXPECT_EQ(messageOf(json.takeError()), "in.json:3:3: duplicate key \"a\"");
}

TEST(Json, TruncatedInput) {
  auto json = parseJson("{\"a\": [1, 2", "in.json");
  ASSERT_FALSE(bool(json));
  EXPECT_EQ(messageOf(json.takeError()).find("in.json:1:"), 0u);
}

TEST(Json, LocatesPointers) {
  const char *text = "{\n  \"entries\": [\n    {\"symbol\": \"a\"},\n    {\n      \"symbol\": 5\n    }\n  ]\n}\n";
  EXPECT_EQ(locateJson(text, "/entries/0").first, 3u);
  EXPECT_EQ(locateJson(text, "/entries/1/symbol"), std::make_pair(5u, 7u));
  EXPECT_EQ(locateJson(text, "/nowhere"), std::make_pair(1u, 1u));
}

TEST(Json, CheckedGettersSurviveWrongTypes) {
  auto json = parseJson(R"({"s": 1, "n": "x", "list": [1, "a"]})", "in");
  ASSERT_TRUE(bool(json));
  EXPECT_EQ(getString(*json, "s", "none"), "none");
  EXPECT_EQ(getInt(*json, "n", 7), 7);
  EXPECT_EQ(getStrings(*json, "list"), std::vector<std::string>{"a"});
  EXPECT_EQ(getMember(Json::array(), "a"), nullptr);
}

TEST(Json, InvalidUtf8IsReplaced) { EXPECT_EQ(dumpJsonLine(Json("a\xff")), "\"a\xEF\xBF\xBD\""); }

TEST(Path, RelativeAndBelow) {
  EXPECT_EQ(relativeTo("/a/b/c.cu", "/a"), "b/c.cu");
  EXPECT_EQ(relativeTo("/ab/c.cu", "/a"), "/ab/c.cu");
  EXPECT_EQ(relativeTo("/a", "/a"), ".");
  EXPECT_TRUE(isBelow("/a/b", "/"));
  EXPECT_FALSE(isBelow("/ab", "/a"));
}

TEST(Path, CommonFolder) {
  EXPECT_EQ(commonFolder({"/a/b/c", "/a/b/d", "/a/bc"}), "/a");
  EXPECT_EQ(commonFolder({"/a", "/b"}), "/");
  EXPECT_EQ(commonFolder({"/a/b"}), "/a/b");
}

TEST(Path, AbsoluteIsTextual) {
  EXPECT_EQ(absolutePath("x/../y/.", "/base"), "/base/y");
  EXPECT_EQ(absolutePath("/a//b/"), "/a/b");
}

TEST(Text, Counts) {
  EXPECT_EQ(countOf(1, "file"), "1 file");
  EXPECT_EQ(countOf(1234, "entry", "entries"), "1,234 entries");
  EXPECT_EQ(grouped(1234567), "1,234,567");
}

TEST(Text, WrapsByColumns) {
  EXPECT_EQ(wrapped("aa bb cc", 5), (std::vector<std::string>{"aa bb", "cc"}));
  EXPECT_EQ(wrapped("longword b", 3), (std::vector<std::string>{"longword", "b"}));
  EXPECT_EQ(wrapped("", 3), (std::vector<std::string>{""}));
}

TEST(ExitCode, Precedence) {
  EXPECT_EQ(worseExit(ExitDone, ExitIncomplete), ExitIncomplete);
  EXPECT_EQ(worseExit(ExitGateFailed, ExitIncomplete), ExitGateFailed);
  EXPECT_EQ(worseExit(ExitUsage, ExitGateFailed), ExitUsage);
  EXPECT_EQ(worseExit(ExitInternal, ExitUsage), ExitInternal);
}

TEST(File, WriteReplacesThroughLinkAndReadsBack) {
  llvm::SmallString<128> folder;
  ASSERT_FALSE(llvm::sys::fs::createUniqueDirectory("ascendify", folder));
  std::string file = (folder + "/a").str(), link = (folder + "/l").str();
  ASSERT_FALSE(bool(writeFile(file, "one")));
  ASSERT_FALSE(llvm::sys::fs::create_link(file, link));
  ASSERT_FALSE(bool(writeFile(link, "two")));
  auto text = readFile(file);
  ASSERT_TRUE(bool(text));
  EXPECT_EQ(*text, "two");
  bool isLink = false;
  llvm::sys::fs::is_symlink_file(link, isLink);
  EXPECT_TRUE(isLink);
  EXPECT_FALSE(bool(writeFile("/dev/null", "x")));
  EXPECT_EQ(messageOf(writeFile(folder, "x")).find("cannot write"), 0u);
  auto large = readFile(file, 2);
  ASSERT_FALSE(bool(large));
  EXPECT_NE(messageOf(large.takeError()).find("more than the limit"), std::string::npos);
  auto device = readFile("/dev/null");
  ASSERT_FALSE(bool(device));
  EXPECT_NE(messageOf(device.takeError()).find("not a regular file"), std::string::npos);
  llvm::sys::fs::remove_directories(folder);
}
std::string words(llvm::StringRef text, uint32_t begin = 0) {
  std::string out;
  TokenReader reader(text, begin);
  for (SourceToken token; reader.next(token);)
    out += std::string(out.empty() ? "" : " ") +
           (token.Where == SourceToken::Code ? "" : token.Where == SourceToken::Define ? "d:" : "#:") +
           token.Text.str();
  return out;
}

TEST(Tokens, Reader) {
  EXPECT_EQ(words("a::b->c<<<1, 2>>>(x);"), "a :: b -> c < < < 1 , 2 > > > ( x ) ;");
  EXPECT_EQ(words("1'000.5e+3 .5f 0x1p-2 a.b"), "1'000.5e+3 .5f 0x1p-2 a . b");
  EXPECT_EQ(words("a // b \\\n c\nd /* e\n*/ f"), "a d f");
  EXPECT_EQ(words("u8R\"x( \" )\" y )x\" z"), "u8R\"x( \" )\" y )x\" z");
  EXPECT_EQ(words("s = \"a\\\" b\" c 'x' d"), "s = \"a\\\" b\" c 'x' d");
  EXPECT_EQ(words("#define F(x) g(x) \\\n h\nk"), "d:F d:( d:x d:) d:g d:( d:x d:) d:h k");
  EXPECT_EQ(words("/* c */ # include <a/b.h> // d\n#if X\n#error don't\ny"), "#:<a/b.h> #:X #:don #:'t y");
  EXPECT_EQ(words("x # y\n  #pragma once\nz"), "x # y #:once z");
  EXPECT_EQ(words("abc def", 4), "def");
  EXPECT_EQ(words("\xef\xbb\xbf#include \"a\""), "#:\"a\"");
}

TEST(Tokens, StandsAlone) {
  EXPECT_TRUE(standsAlone("f(a[1], {2}); // }\n\"(\";"));
  for (const char *text : {"f(", "}", "f(]", "#if 1\n#endif", "/* a", "\"a", "R\"(a", "x \\"})
    EXPECT_FALSE(standsAlone(text)) << text;
  EXPECT_TRUE(isUnterminated("a /* b"));
  EXPECT_TRUE(isUnterminated("\"a\nb"));
  EXPECT_FALSE(isUnterminated("#define Q \"a\"\n'b' /* c */"));
  TokenizedText text = tokenize("#include <a>\n#include \"b\"\n#if X\n#define Y 1\n#endif\nint z;");
  ASSERT_EQ(text.Includes.size(), 2u);
  EXPECT_TRUE(text.Includes[0].Angled);
  EXPECT_EQ(text.Includes[1].Name, "b");
  EXPECT_EQ(text.Tokens.size(), 5u);
}


TEST(PathGlob, AsInGitignore) {
  auto fits = [](llvm::StringRef pattern, llvm::StringRef path) {
    return llvm::cantFail(PathGlob::create(pattern)).matches(path);
  };
  // Without a slash at any depth, with one from the root.
  EXPECT_TRUE(fits("a.cu", "a.cu"));
  EXPECT_TRUE(fits("a.cu", "x/y/a.cu"));
  EXPECT_FALSE(fits("a.cu", "ba.cu"));
  EXPECT_FALSE(fits("a.cu", "a_cu"));
  EXPECT_TRUE(fits("/a.cu", "a.cu"));
  EXPECT_FALSE(fits("/a.cu", "x/a.cu"));
  EXPECT_FALSE(fits("x/a.cu", "y/x/a.cu"));
  // A folder takes all below it; with a slash at the end only a folder fits.
  EXPECT_TRUE(fits("old", "x/old/y/a.cu"));
  EXPECT_TRUE(fits("old/", "old/a.cu"));
  EXPECT_TRUE(fits("old/", "x/old/"));
  EXPECT_FALSE(fits("old/", "x/old"));
  // Stars stay within a folder, two do not.
  EXPECT_TRUE(fits("x/*.cu", "x/a.cu"));
  EXPECT_FALSE(fits("x/*.cu", "x/y/a.cu"));
  EXPECT_TRUE(fits("x/**/a.cu", "x/a.cu"));
  EXPECT_TRUE(fits("x/**/a.cu", "x/y/z/a.cu"));
  EXPECT_TRUE(fits("**/a.cu", "a.cu"));
  EXPECT_TRUE(fits("x/**", "x/y/a.cu"));
  EXPECT_TRUE(fits("?.cu", "a.cu"));
  EXPECT_FALSE(fits("?.cu", "ab.cu"));
  EXPECT_TRUE(fits("[ab].cu", "b.cu"));
  EXPECT_FALSE(fits("[!ab].cu", "b.cu"));
  EXPECT_TRUE(fits("a+(b).cu", "a+(b).cu"));
  EXPECT_TRUE(fits("\\*.cu", "*.cu"));
  EXPECT_FALSE(fits("\\*.cu", "a.cu"));
  for (const char *bad : {"", "/", "a[b", "a\\"}) {
    llvm::Expected<PathGlob> glob = PathGlob::create(bad);
    EXPECT_FALSE(bool(glob)) << bad;
    llvm::consumeError(glob.takeError());
  }
}
