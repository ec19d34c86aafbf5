//===- MigrateTest.cpp - include lines and output trees -------------------===//
#include "Rewrite/Includes.h"
#include "Rewrite/Tree.h"
#include "Support/File.h"
#include "llvm/Support/FileSystem.h"
#include <gtest/gtest.h>

using namespace ascendify;

namespace {

struct Wanted {
  std::vector<std::pair<std::string, std::string>> Replaced, Renamed; ///< a part of the line, the new text
  std::set<std::string> Needed, Helpers;
  std::string File = "a.cu";
};

std::string migrated(std::string text, const Wanted &w) {
  IncludeRequest r;
  r.File = w.File;
  r.Text = text;
  for (const auto &[part, header] : w.Replaced)
    r.Replaced.push_back({uint32_t(text.find(part)), header});
  for (const auto &[part, name] : w.Renamed)
    r.Renamed.push_back({uint32_t(text.find(part)), name});
  r.Needed = w.Needed;
  r.Helpers = w.Helpers;
  EditSet set;
  for (Edit &e : includeEdits(r))
    set.add(std::move(e));
  EXPECT_TRUE(set.settle().empty());
  return set.apply(w.File, text);
}

const std::pair<std::string, std::string> Runtime = {"cuda_runtime.h", "acl/acl.h"};

/// A folder of its own for a test.
class Folder {
public:
  Folder() { llvm::sys::fs::createUniqueDirectory("ascendify-test", Path); }
  ~Folder() { llvm::sys::fs::remove_directories(Path); }
  std::string operator()(const std::string &name) const { return std::string(Path) + "/" + name; }
  void put(const std::string &name, const std::string &text) const {
    std::string path = (*this)(name);
    llvm::sys::fs::create_directories(llvm::StringRef(path).rsplit('/').first);
    EXPECT_FALSE(bool(writeFile(path, text)));
  }
  std::string get(const std::string &name) const {
    llvm::Expected<std::string> text = readFile((*this)(name));
    return text ? *text : (llvm::consumeError(text.takeError()), "(none)");
  }

private:
  llvm::SmallString<128> Path;
};

std::string message(llvm::Error error) { return error ? llvm::toString(std::move(error)) : ""; }

} // namespace

TEST(Includes, TheFirstIsRenamedAndTheRestFollowsIt) {
  EXPECT_EQ(migrated("#include <cuda_runtime.h> // why\n#include <cstdio>\n",
                     {{Runtime}, {}, {"acl/acl.h", "simt_api/asc_simt.h", "algorithm"}, {"memory.h"}}),
            "#include \"acl/acl.h\" // why\n#include \"simt_api/asc_simt.h\"\n"
            "#include \"ascendify/memory.h\"\n#include <algorithm>\n#include <cstdio>\n");
}

TEST(Includes, ASecondOneOfTheSameHeaderGoesWithItsLine) {
  EXPECT_EQ(migrated("#include <cuda_runtime.h>\n#include <cuda_runtime_api.h>\nint a;\n",
                     {{Runtime, {"cuda_runtime_api.h", "acl/acl.h"}}, {}, {"acl/acl.h"}, {}}),
            "#include \"acl/acl.h\"\nint a;\n");
}

TEST(Includes, NothingIsIncludedTwice) {
  std::string text = "#include \"acl/acl.h\"\n#include <algorithm>\nint a;\n";
  EXPECT_EQ(migrated(text, {{}, {}, {"acl/acl.h", "algorithm"}, {}}), text);
  EXPECT_EQ(migrated("#include \"acl/acl.h\"\n#include <cuda_runtime.h>\n", {{Runtime}, {}, {}, {}}),
            "#include \"acl/acl.h\"\n");
}

TEST(Includes, WithoutACudaHeaderTheyComeAfterTheIncludes) {
  EXPECT_EQ(migrated("// text\n#include \"own.h\"\n#include <cstdio>\n\nint a;\n#include \"late.inc\"\n",
                     {{}, {}, {"acl/acl.h"}, {}}),
            "// text\n#include \"own.h\"\n#include <cstdio>\n#include \"acl/acl.h\"\n\nint a;\n#include \"late.inc\"\n");
}

TEST(Includes, WithoutAnyIncludeTheyComeAfterGuardPragmaOrComment) {
  Wanted w{{}, {}, {"acl/acl.h"}, {}};
  EXPECT_EQ(migrated("int a;\n", w), "#include \"acl/acl.h\"\n\nint a;\n");
  EXPECT_EQ(migrated("#pragma once\n\nint a;\n", w), "#pragma once\n\n#include \"acl/acl.h\"\n\nint a;\n");
  EXPECT_EQ(migrated("// L\n#ifndef A_H\n#define A_H\nint a;\n#endif\n", w),
            "// L\n#ifndef A_H\n#define A_H\n\n#include \"acl/acl.h\"\n\nint a;\n#endif\n");
  EXPECT_EQ(migrated("/* L\n   M */\n\nint a;\n", w), "/* L\n   M */\n\n#include \"acl/acl.h\"\n\nint a;\n");
  EXPECT_EQ(migrated("// about a\nint a;\n", w), "#include \"acl/acl.h\"\n\n// about a\nint a;\n");
}

TEST(Includes, LineEndsAndByteOrderMarksStay) {
  EXPECT_EQ(migrated("\xef\xbb\xbf#include <cuda_runtime.h>\r\nint a;\r\n",
                     {{Runtime}, {}, {"acl/acl.h", "simt_api/asc_simt.h"}, {}}),
            "\xef\xbb\xbf#include \"acl/acl.h\"\r\n#include \"simt_api/asc_simt.h\"\r\nint a;\r\n");
  EXPECT_EQ(migrated("\xef\xbb\xbfint a;\r\n", {{}, {}, {"acl/acl.h"}, {}}),
            "\xef\xbb\xbf#include \"acl/acl.h\"\r\n\r\nint a;\r\n");
  EXPECT_EQ(migrated("#include <cuda_runtime.h>", {{Runtime}, {}, {"x/y.h"}, {}}),
            "#include \"acl/acl.h\"\n#include \"x/y.h\"");
}

TEST(Includes, ABranchKeepsItsIncludeAndDoesNotServeTheFile) {
  EXPECT_EQ(migrated("#include <cstdio>\n#ifdef GPU\n#include <cuda_runtime.h>\n#endif\nint a;\n",
                     {{Runtime}, {}, {"acl/acl.h"}, {}}),
            "#include <cstdio>\n#include \"acl/acl.h\"\n#ifdef GPU\n#include \"acl/acl.h\"\n#endif\nint a;\n");
}

TEST(Includes, WhatIsNoIncludeIsNotRead) {
  IncludeLayout layout = includeLayout("/*\n#include <a.h>\n*/\n#include HEADER\n#define X \\\n#include <b.h>\n"
                                       "# include /**/ <c.h>\n#include <d.h>\n");
  ASSERT_EQ(layout.Includes.size(), 1u);
  EXPECT_EQ(layout.Includes[0].Header, "d.h");
}

TEST(Includes, RenamedFilesAndHelpersAreRelative) {
  EXPECT_EQ(migrated("#include \"../k/kernel.cu\"\nint a;\n",
                     {{}, {{"kernel.cu", "../k/kernel.asc"}}, {}, {"memory.h"}, "src/host/a.cu"}),
            "#include \"../k/kernel.asc\"\n#include \"../../ascendify/memory.h\"\nint a;\n");
}

TEST(Tree, NamesFollowTheStyle) {
  std::vector<std::string> notes, files{"a.cu", "b.cpp", "c.cpp", "d.cuh", "e.h"};
  std::set<std::string> existing(files.begin(), files.end());
  using Names = std::map<std::string, std::string>;
  Style native, portable;
  native.Name = "native", native.CudaSuffix = ".asc", native.DeviceSuffix = ".asc";
  portable.Name = "portable", portable.CudaSuffix = ".cpp";
  EXPECT_EQ(newNames(files, {"b.cpp", "d.cuh"}, existing, native, notes),
            (Names{{"a.cu", "a.asc"}, {"b.cpp", "b.asc"}}));
  EXPECT_EQ(newNames(files, {"b.cpp"}, existing, portable, notes), (Names{{"a.cu", "a.cpp"}}));
  EXPECT_TRUE(notes.empty());
  EXPECT_EQ(newNames({"b.cu"}, {}, existing, portable, notes), (Names{{"b.cu", "b.cu.cpp"}}));
  ASSERT_EQ(notes.size(), 1u);
  EXPECT_NE(notes[0].find("'b.cu.cpp'"), std::string::npos);
}

TEST(Tree, OutputFolderMayNotTouchTheInput) {
  Folder f;
  f.put("in/a.cu", "");
  f.put("file", "");
  std::vector<std::string> in{f("in")};
  EXPECT_EQ(message(checkOutRoot(f("out/deep"), f("in"), in)), "");
  EXPECT_EQ(message(checkOutRoot(f("in2"), f("in"), in)), "");
  EXPECT_NE(message(checkOutRoot(f("in/out"), f("in"), in)).find("lies inside"), std::string::npos);
  EXPECT_NE(message(checkOutRoot(f("in"), f("in"), in)).find("the input itself"), std::string::npos);
  EXPECT_NE(message(checkOutRoot(f(""), f("in"), in)).find("holds the input"), std::string::npos);
  EXPECT_NE(message(checkOutRoot(f("file/x"), f("in"), in)).find("is not a folder"), std::string::npos);
  // For a single file its own folder may hold the output, but not be it.
  EXPECT_EQ(message(checkOutRoot(f("in/out"), f("in"), {})), "");
  EXPECT_NE(message(checkOutRoot(f("in"), f("in"), {})), "");
}

TEST(Tree, OutRootCopiesAndKeepsWhatPeopleWrote) {
  Folder f;
  f.put("in/a.cu", "old");
  f.put("in/data/x.bin", std::string("\0\xff", 2));
  std::vector<ChangedFile> changed{{"a.cu", "a.asc", "old", "new"}, {"", "ascendify/memory.h", "", "h"}};
  auto run = [&](bool force) { return writeOutRoot(f("in"), f("out"), changed, {"data/x.bin"}, force); };
  llvm::Expected<TreeResult> first = run(false);
  ASSERT_TRUE(bool(first));
  EXPECT_EQ(first->Written, (std::vector<std::string>{"a.asc", "ascendify/memory.h", "data/x.bin"}));
  EXPECT_EQ(f.get("out/a.asc"), "new");
  EXPECT_EQ(f.get("out/data/x.bin"), std::string("\0\xff", 2));
  llvm::Expected<TreeResult> second = run(false);
  ASSERT_TRUE(bool(second));
  EXPECT_TRUE(second->Written.empty());
  f.put("out/a.asc", "by hand");
  llvm::Expected<TreeResult> third = run(false);
  ASSERT_FALSE(bool(third));
  EXPECT_NE(message(third.takeError()).find("'a.asc' first; nothing was written"), std::string::npos);
  EXPECT_EQ(f.get("out/a.asc"), "by hand");
  ASSERT_TRUE(bool(run(true)));
  EXPECT_EQ(f.get("out/a.asc"), "new");
}

TEST(Tree, InPlaceLeavesWhatChangedMeanwhile) {
  Folder f;
  f.put("a.cu", "old");
  f.put("b.h", "edited by someone");
  TreeResult result = writeInPlace(f("."), {{"a.cu", "a.asc", "old", "new"}, {"b.h", "b.h", "b", "c"}});
  EXPECT_EQ(result.Written, std::vector<std::string>{"a.asc"});
  ASSERT_EQ(result.Failures.size(), 1u);
  EXPECT_NE(result.Failures[0].find("'b.h' changed"), std::string::npos);
  EXPECT_EQ(f.get("a.cu"), "(none)");
  EXPECT_EQ(f.get("a.asc"), "new");
  EXPECT_EQ(f.get("b.h"), "edited by someone");
}

TEST(Tree, ThePatchNamesRenamesAsGitDoes) {
  std::string before, after;
  for (int i = 0; i < 20; ++i)
    before += "line " + std::to_string(i) + "\r\n";
  after = before + "\xff more\r\n";
  llvm::Expected<std::string> patch = makePatch({{"d/a.cu", "d/a.asc", before, after}, {"", "n.h", "", "x\n"}});
  ASSERT_TRUE(bool(patch));
  EXPECT_NE(patch->find("rename from d/a.cu\nrename to d/a.asc\n"), std::string::npos) << *patch;
  EXPECT_NE(patch->find("+\xff more\r\n"), std::string::npos);
  EXPECT_NE(patch->find("--- /dev/null\n+++ b/n.h\n"), std::string::npos);
  llvm::Expected<std::string> none = makePatch({});
  ASSERT_TRUE(bool(none));
  EXPECT_EQ(*none, "");
}
