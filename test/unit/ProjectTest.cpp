//===- ProjectTest.cpp - discovery over temporary trees -------------------===//
#include "Project/Project.h"
#include "Project/Flags.h"
#include "Project/Scan.h"
#include "Support/Path.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/raw_ostream.h"
#include "gtest/gtest.h"
#include <sys/stat.h>
#include <unistd.h>

using namespace ascendify;
namespace fs = llvm::sys::fs;

namespace {

class ProjectTest : public testing::Test {
protected:
  std::string Top, Root;

  void SetUp() override {
    llvm::SmallString<128> made, real;
    ASSERT_FALSE(fs::createUniqueDirectory("ascendify-project", made));
    ASSERT_FALSE(fs::real_path(made, real));
    ::chmod(real.c_str(), 0755);
    Top = std::string(real);
    Root = Top + "/r";
    ASSERT_FALSE(fs::create_directories(Root));
  }
  void TearDown() override { fs::remove_directories(Top); }

  void write(llvm::StringRef path, llvm::StringRef text) {
    std::string at = absolutePath(path, Root);
    ASSERT_FALSE(fs::create_directories(llvm::sys::path::parent_path(at)));
    std::error_code error;
    llvm::raw_fd_ostream out(at, error);
    ASSERT_FALSE(error);
    out << text;
  }

  DiscoverOptions options(std::vector<std::string> paths = {}) {
    DiscoverOptions options;
    options.Paths = paths.empty() ? std::vector<std::string>{Root} : paths;
    options.WorkingDirectory = Root;
    options.Tables = ASCENDIFY_TABLES;
    return options;
  }
  Project look(std::vector<std::string> paths = {}) { return look(options(paths)); }
  Project look(const DiscoverOptions &options) {
    llvm::Expected<Project> project = discover(options);
    if (!project) {
      ADD_FAILURE() << llvm::toString(project.takeError());
      return {};
    }
    return std::move(*project);
  }
  std::string errorOf(const DiscoverOptions &options) {
    llvm::Expected<Project> project = discover(options);
    return project ? "no error" : llvm::toString(project.takeError());
  }
};

const SourceFile *file(const Project &project, llvm::StringRef path) {
  for (const SourceFile &file : project.Files)
    if (file.Path == path)
      return &file;
  return nullptr;
}
const Unit *unit(const Project &project, llvm::StringRef path) {
  for (const Unit &unit : project.Units)
    if (unit.File == path)
      return &unit;
  return nullptr;
}
bool hasFlag(const Unit *unit, const std::string &flag) {
  return unit && std::find(unit->Flags.begin(), unit->Flags.end(), flag) != unit->Flags.end();
}
bool noted(const Project &project, llvm::StringRef text) {
  for (const std::string &note : project.Notes)
    if (llvm::StringRef(note).contains(text))
      return true;
  return false;
}

TEST_F(ProjectTest, Roots) {
  write("a/x.cu", "__global__ void k();\n");
  write("a/b/y.cu", "__global__ void k();\n");
  EXPECT_EQ(look().Root, Root);
  EXPECT_EQ(look({"a/x.cu"}).Root, Root + "/a");
  Project two = look({"a/b/y.cu", "a/x.cu"});
  EXPECT_EQ(two.Root, Root + "/a");
  EXPECT_EQ(two.Units.size(), 2u);
  EXPECT_EQ(look({"a", "a/b"}).Files.size(), 2u);
  EXPECT_EQ(look({"a/b"}).Files.size(), 1u);
  EXPECT_NE(errorOf(options({"nowhere"})).find("cannot read 'nowhere'"), std::string::npos);
  EXPECT_NE(errorOf(options({""})).find("a PATH is empty"), std::string::npos);
  DiscoverOptions none = options();
  none.Paths.clear();
  EXPECT_NE(errorOf(none).find("no PATH"), std::string::npos);
}

TEST_F(ProjectTest, Languages) {
  write("k.cu", "");
  write("k.cuh", "__device__ int f();\n");
  write("plain.h", "int f(); // cudaMalloc in a comment\n");
  write("host.cpp", "#include <cuda_runtime.h>\nvoid f() { cudaFree(0); }\n");
  write("device.cpp", "void f() { k<<<1, 1>>>(); }\n");
  write("none.cpp", "int cudaless; int cuda; const char *s = \"__global__\"; int x = 1 << 2;\n");
  write("gen.cu.in", "__global__ void @NAME@() {}\n");
  write("setup.py", "");
  write("CMakeLists.txt", "");
  write("a.png", "");
  Project project = look();
  EXPECT_EQ(file(project, "k.cuh")->Language, "header");
  EXPECT_TRUE(file(project, "k.cuh")->UsesCuda);
  EXPECT_FALSE(file(project, "plain.h")->UsesCuda);
  EXPECT_EQ(file(project, "host.cpp")->Language, "c++");
  EXPECT_EQ(file(project, "device.cpp")->Language, "cuda");
  EXPECT_EQ(file(project, "setup.py")->Language, "python");
  EXPECT_EQ(file(project, "CMakeLists.txt")->Language, "cmake");
  EXPECT_TRUE(file(project, "gen.cu.in")->Template);
  EXPECT_EQ(file(project, "a.png"), nullptr);
  EXPECT_EQ(project.OtherFiles, 1u);
  ASSERT_EQ(project.Units.size(), 3u);
  EXPECT_TRUE(unit(project, "k.cu")->Cuda);
  EXPECT_TRUE(unit(project, "device.cpp")->Cuda);
  EXPECT_FALSE(unit(project, "host.cpp")->Cuda);
  // A header is a unit only when it is what the user named.
  EXPECT_NE(unit(look({"k.cuh"}), "k.cuh"), nullptr);
}

TEST_F(ProjectTest, BadFilesAreNamedAndDoNotStop) {
  write("ok.cu", "int a;\n");
  write("binary.cu", llvm::StringRef("a\0b", 3));
  write("wide.cu", llvm::StringRef("\xff\xfe"
                                   "a\0",
                                   4));
  write("lfs.cu", "version https://git-lfs.github.com/spec/v1\n");
  write("huge.cu", std::string(5000, ' '));
  write("latin.cu", "// \xe9\n");
  ASSERT_EQ(mkfifo((Root + "/pipe.cu").c_str(), 0600), 0);
  ASSERT_EQ(symlink("loop2.cu", (Root + "/loop1.cu").c_str()), 0);
  ASSERT_EQ(symlink("loop1.cu", (Root + "/loop2.cu").c_str()), 0);
  ASSERT_EQ(symlink("gone.cu", (Root + "/dangling.cu").c_str()), 0);
  ASSERT_EQ(symlink(".", (Root + "/self").c_str()), 0);
  ASSERT_EQ(symlink("ok.cu", (Root + "/same.cu").c_str()), 0);
  ASSERT_EQ(symlink("/usr", (Root + "/away").c_str()), 0);
  DiscoverOptions small = options();
  small.SizeLimit = 4096;
  Project project = look(small);
  auto reason = [&](llvm::StringRef path) {
    const SourceFile *found = file(project, path);
    return found ? found->Reason : "not listed";
  };
  EXPECT_EQ(reason("binary.cu"), "binary");
  EXPECT_NE(reason("wide.cu").find("UTF-16"), std::string::npos);
  EXPECT_NE(reason("lfs.cu").find("LFS"), std::string::npos);
  EXPECT_EQ(reason("huge.cu"), "5000 bytes, more than the limit of 4096");
  EXPECT_NE(reason("pipe.cu").find("a pipe"), std::string::npos);
  EXPECT_NE(reason("loop1.cu").find("symbolic link"), std::string::npos);
  EXPECT_NE(reason("dangling.cu").find("symbolic link"), std::string::npos);
  EXPECT_NE(reason("self/").find("under the root"), std::string::npos);
  EXPECT_NE(reason("away/").find("outside the root"), std::string::npos);
  EXPECT_EQ(file(project, "same.cu")->LinkTo, "ok.cu");
  EXPECT_FALSE(file(project, "same.cu")->observed());
  EXPECT_TRUE(file(project, "latin.cu")->observed());
  for (const char *bad : {"binary.cu", "wide.cu", "lfs.cu", "huge.cu", "pipe.cu", "loop1.cu",
                          "loop2.cu", "dangling.cu"})
    EXPECT_FALSE(file(project, bad)->Readable) << bad;
  EXPECT_EQ(project.Units.size(), 2u); // ok.cu, latin.cu
}

TEST_F(ProjectTest, UnreadableFileAndFolder) {
  write("ok.cu", "int a;\n");
  write("locked.cu", "int a;\n");
  write("closed/in.cu", "int a;\n");
  ::chmod((Root + "/locked.cu").c_str(), 0);
  ::chmod((Root + "/closed").c_str(), 0);
  bool root = geteuid() == 0;
  if (root)
    ASSERT_EQ(seteuid(65534), 0);
  if (!llvm::sys::fs::is_directory(Root)) {
    ASSERT_EQ(seteuid(0), 0);
    GTEST_SKIP() << "root reads everything, and another user cannot enter this folder for temporaries";
  }
  Project project = look();
  if (root)
    ASSERT_EQ(seteuid(0), 0);
  ::chmod((Root + "/closed").c_str(), 0755);
  ASSERT_NE(file(project, "closed/"), nullptr);
  EXPECT_NE(file(project, "closed/")->Reason.find("cannot be listed"), std::string::npos);
  EXPECT_FALSE(file(project, "locked.cu")->Readable);
  EXPECT_EQ(project.Units.size(), 1u);
}

TEST_F(ProjectTest, VendoredAndGenerated) {
  write("src/a.cu", "int a;\n");
  write("third_party/t.cu", "int a;\n");
  write("kernels/cutlass-3/include/cutlass/cutlass.h", "");
  write("kernels/cutlass-3/tools/t.cu", "int a;\n");
  write("sub/s.cu", "int a;\n");
  write(".gitmodules", "[submodule \"sub\"]\n\tpath = sub\n\turl = x\n");
  write("b/CMakeCache.txt", "");
  write("b/g.cu", "int a;\n");
  write("externals_of_ours/e.cu", "int a;\n");
  Project project = look();
  EXPECT_TRUE(file(project, "third_party/t.cu")->Vendored);
  EXPECT_EQ(file(project, "kernels/cutlass-3/tools/t.cu")->Reason, "a copy of CUTLASS");
  EXPECT_EQ(file(project, "sub/s.cu")->Reason, "git submodule");
  EXPECT_TRUE(file(project, "b/")->Ignored);
  EXPECT_EQ(file(project, "b/g.cu"), nullptr);
  ASSERT_EQ(project.Units.size(), 2u);
  EXPECT_NE(unit(project, "externals_of_ours/e.cu"), nullptr);
  // What is named is taken.
  EXPECT_EQ(look({"third_party"}).Units.size(), 1u);
  EXPECT_EQ(look({"third_party/t.cu"}).Units.size(), 1u);
  EXPECT_NE(unit(look({".", "third_party"}), "third_party/t.cu"), nullptr);
}

TEST_F(ProjectTest, GitIgnored) {
  write("a.cu", "int a;\n");
  write("gen.cu", "int a;\n");
  write("out/o.cu", "int a;\n");
  write(".gitignore", "gen.cu\n/out/\n");
  EXPECT_EQ(look().Units.size(), 3u);
  EXPECT_TRUE(noted(look(), "not a git work tree"));
  ASSERT_EQ(system(("git init -q " + Root).c_str()), 0);
  Project project = look();
  EXPECT_EQ(project.Units.size(), 1u);
  EXPECT_TRUE(project.Notes.empty());
  EXPECT_EQ(file(project, "gen.cu")->Reason, "git-ignored");
  EXPECT_EQ(file(project, "out/")->Reason, "git-ignored folder, not entered");
  EXPECT_EQ(look({"gen.cu"}).Units.size(), 1u);
  EXPECT_EQ(look({"out"}).Units.size(), 1u);
  // Tracked is not ignored, whatever the pattern says.
  ASSERT_EQ(system(("git -C " + Root + " add -f gen.cu").c_str()), 0);
  EXPECT_EQ(look().Units.size(), 2u);
}

TEST_F(ProjectTest, IncludeFoldersByUse) {
  write("app/main.cu", "#include \"util/u.h\"\n#include <deep/d.h>\n#include <gone.h>\n");
  write("app/inc/util/u.h", "#include \"v.h\"\n");
  write("app/inc/util/v.h", "");
  write("other/far/util/u.h", "");
  write("lib/include/deep/d.h", "");
  write("lib/unused/deep/x.h", "");
  Project project = look();
  const Unit *main = unit(project, "app/main.cu");
  EXPECT_TRUE(hasFlag(main, "-idirafter" + Root + "/app/inc"));
  EXPECT_TRUE(hasFlag(main, "-idirafter" + Root + "/lib/include"));
  EXPECT_EQ(main->Flags.size(), 3u) << "nothing but what is used";
  ASSERT_EQ(project.Missing.size(), 1u);
  EXPECT_EQ(project.Missing[0].Spelling, "gone.h");
  EXPECT_EQ(project.Missing[0].Place.Line, 3u);
  EXPECT_EQ(project.Missing[0].Place.Column, 10u);
}

TEST_F(ProjectTest, InferredFoldersDoNotShadow) {
  write("a.cu", "#include <vector>\n#include <string.h>\n#include \"math.h\"\n"
                "#include <cuda_runtime.h>\n#include \"mine.h\"\n#include \"cuda_fp16.h\"\n");
  write("compat/vector", "");
  write("compat/string.h", "");
  write("compat/math.h", "");
  write("compat/cuda_runtime.h", "");
  write("inc/mine.h", "");
  write("inc/string.h", "");
  write("fp/cuda_fp16.h", "");
  Project project = look();
  const Unit *a = unit(project, "a.cu");
  ASSERT_NE(a, nullptr);
  EXPECT_EQ(a->Flags, (std::vector<std::string>{"-std=c++17", "-idirafter" + Root + "/inc",
                                                "-idirafter" + Root + "/fp"}));
  EXPECT_TRUE(project.Missing.empty());
}

TEST_F(ProjectTest, IncludedSourcesAreNoUnits) {
  write("a.cu", "#include \"part.cu\"\n");
  write("part.cu", "__global__ void k() {}\n");
  write("test.cu", "#include \"program.cu\"\n");
  write("program.cu", "int main() {}\n");
  write("user.cu", "#include \"listed.cu\"\n");
  write("listed.cu", "int a;\n");
  write("CMakeLists.txt", "add_executable(x listed.cu)\n");
  write("ring1.cu", "#include \"ring2.cu\"\n");
  write("ring2.cu", "#include \"ring1.cu\"\n");
  Project project = look();
  EXPECT_EQ(unit(project, "part.cu"), nullptr);
  EXPECT_EQ(file(project, "part.cu")->IncludedBy, "a.cu");
  EXPECT_EQ(file(project, "part.cu")->Reason, "part of a.cu, not a unit of its own");
  EXPECT_NE(unit(project, "program.cu"), nullptr);
  EXPECT_NE(unit(project, "listed.cu"), nullptr);
  EXPECT_NE(unit(project, "ring1.cu"), nullptr);
  EXPECT_EQ(unit(project, "ring2.cu"), nullptr);
  EXPECT_NE(unit(look({"part.cu"}), "part.cu"), nullptr);
}

TEST_F(ProjectTest, BuildFiles) {
  write("CMakeLists.txt", "find_package(CUDAToolkit 12.4 REQUIRED) # 11.0\n"
                          "set(CMAKE_CUDA_ARCHITECTURES \"80;90a-real\")\n"
                          "set(CMAKE_CXX_STANDARD 14)\n"
                          "add_definitions(-DONE -DTWO=2 -DBAD=${x})\n"
                          "if(X)\n  add_definitions(-DCOND)\nendif()\n");
  write("sub/CMakeLists.txt", "set(CMAKE_CUDA_STANDARD 20)\n"
                              "target_compile_definitions(t PRIVATE TWO=3)\n");
  write("a.cu", "int a;\n");
  write("sub/b.cu", "int b;\n");
  Project project = look();
  EXPECT_EQ(project.CudaVersion.Value, "12.4");
  EXPECT_EQ(project.CudaVersion.Source, "CMakeLists.txt:1");
  EXPECT_EQ(project.Architecture.Value, "sm_90a");
  EXPECT_EQ(project.Architecture.Source, "CMakeLists.txt:2");
  EXPECT_EQ(unit(project, "a.cu")->Flags,
            (std::vector<std::string>{"-std=c++14", "-DONE", "-DTWO=2"}));
  EXPECT_EQ(unit(project, "sub/b.cu")->Flags,
            (std::vector<std::string>{"-std=c++20", "-DONE", "-DTWO=3"}));
  DiscoverOptions given = options();
  given.CudaVersion = "11.8";
  given.Architecture = "sm_70";
  EXPECT_EQ(look(given).CudaVersion.Source, "--cuda-version");
  EXPECT_EQ(look(given).Architecture.Value, "sm_70");
}

TEST_F(ProjectTest, Makefile) {
  write("Makefile", "NVCCFLAGS = -std=c++14 -DPLAIN -gencode arch=compute_70,code=sm_70\n"
                    "ifdef X\nNVCCFLAGS += -DCOND\nendif\n");
  write("a.cu", "int a;\n");
  Project project = look();
  EXPECT_EQ(unit(project, "a.cu")->Flags, (std::vector<std::string>{"-std=c++14", "-DPLAIN"}));
  EXPECT_EQ(project.Architecture.Value, "sm_70");
  EXPECT_EQ(project.Architecture.Source, "Makefile:1");
  EXPECT_EQ(project.CudaVersion.Value, "12.9");
  EXPECT_EQ(project.CudaVersion.Source, "default");
}

TEST_F(ProjectTest, Database) {
  write("src/a.cu", "#include <gen.h>\n");
  write("src/b.cu", "int b;\n");
  write("build/CMakeCache.txt", "");
  write("build/gen.h", "");
  write("build/flags.rsp", "-DRSP -I../rsp");
  write("build/unity_0.cu", "#include \"" + Root + "/src/u.cu\"\n");
  write("src/u.cu", "int u;\n");
  write(
      "build/compile_commands.json",
      "[{\"directory\": \"" + Root +
          "/build\", \"file\": \"../src/a.cu\", \"command\": "
          "\"/usr/local/cuda-12.2/bin/nvcc -ccbin g++ -I. -DX=\\\"a b\\\" -std c++20 "
          "-gencode arch=compute_80,code=[compute_80,sm_80] -Xcompiler=-fPIC,-DHOST "
          "--expt-relaxed-constexpr -isystem=/opt/i -rdc=true @flags.rsp -o a.o -c ../src/a.cu\"},"
          "{\"directory\": \"" +
          Root +
          "/build\", \"file\": \"unity_0.cu\", \"arguments\": "
          "[\"nvcc\", \"-DUNITY\", \"-c\", \"unity_0.cu\"]}]");
  Project project = look();
  EXPECT_EQ(project.Database, "build/compile_commands.json");
  const Unit *a = unit(project, "src/a.cu");
  ASSERT_NE(a, nullptr);
  EXPECT_TRUE(a->FromDatabase);
  EXPECT_EQ(a->Directory, Root + "/build");
  EXPECT_EQ(a->Flags,
            (std::vector<std::string>{"-std=c++20", "-I" + Root + "/build", "-DX=a b", "-DHOST",
                                      "-isystem/opt/i", "-DRSP", "-I" + Root + "/rsp"}));
  EXPECT_TRUE(hasFlag(unit(project, "src/u.cu"), "-DUNITY"));
  EXPECT_EQ(project.CudaVersion.Value, "12.2");
  EXPECT_EQ(project.Architecture.Value, "sm_80");
  EXPECT_FALSE(unit(project, "src/b.cu")->FromDatabase);
  EXPECT_TRUE(noted(project, "no command for 1 file"));
}

// Found by fuzzing: a flag without its value took the next flag for it.
TEST_F(ProjectTest, FlagsWithoutSense) {
  write("a.cu", "int a;\n");
  write("compile_commands.json",
        "[{\"directory\": \"" + Root +
            "\", \"file\": \"a.cu\", \"arguments\": [\"nvcc\", \"-D\", \"\", \"-std=f2008\", \"-I\", \"\", "
            "\"-DX\", \"-c\", \"a.cu\"]}]");
  Project project = look();
  const Unit *a = unit(project, "a.cu");
  ASSERT_NE(a, nullptr);
  EXPECT_EQ(a->Standard, unit(look({"a.cu"}), "a.cu")->Standard);
  for (const std::string &flag : a->Flags)
    EXPECT_TRUE(flag == "-DX" || llvm::StringRef(flag).starts_with("-std=c++")) << flag;
}

TEST_F(ProjectTest, DatabaseMadeElsewhere) {
  write("src/x/a.cu", "int a;\n");
  write("src/y/a.cu", "int a;\n");
  write("compile_commands.json",
        "[{\"directory\": \"/ci/job/b\", \"file\": \"/ci/job/src/x/a.cu\", \"arguments\": "
        "[\"nvcc\", \"-I/ci/job/inc\", \"-I/opt/i\"]},"
        "{\"directory\": \"/ci/job/b\", \"file\": \"/ci/job/src/y/a.cu\", \"arguments\": "
        "[\"nvcc\"]}]");
  Project project = look();
  EXPECT_TRUE(noted(project, "was made for '/ci/job'"));
  EXPECT_EQ(unit(project, "src/x/a.cu")->Flags,
            (std::vector<std::string>{"-std=c++17", "-I" + Root + "/inc", "-I/opt/i"}));
  EXPECT_EQ(unit(project, "src/x/a.cu")->Directory, Root + "/b");
}

TEST_F(ProjectTest, BadDatabases) {
  write("a.cu", "int a;\n");
  write("db/compile_commands.json",
        "[{\"directory\": \"/ci\", \"file\": \"/ci/zzz.cu\", \"command\": \"nvcc\"}]");
  write("broken/compile_commands.json", "[{]");
  write("odd/compile_commands.json", "[\n  7\n]");
  DiscoverOptions given = options();
  given.DatabaseDirectory = "db";
  Project project = look(given);
  EXPECT_TRUE(noted(project, "db/compile_commands.json is not for this tree: '/ci/zzz.cu'"));
  EXPECT_EQ(project.Units.size(), 1u);
  EXPECT_TRUE(project.Database.empty());
  given.DatabaseDirectory = "nowhere";
  EXPECT_NE(errorOf(given).find("no compile_commands.json in 'nowhere'"), std::string::npos);
  given.DatabaseDirectory = "broken";
  EXPECT_NE(errorOf(given).find("compile_commands.json:1:"), std::string::npos);
  given.DatabaseDirectory = "odd";
  EXPECT_NE(errorOf(given).find("compile_commands.json:2:3: expected a command"),
            std::string::npos);
  // One that was only found does not stop the run.
  write("compile_commands.json", "[{]");
  EXPECT_TRUE(noted(look(), "flags are inferred"));
}

TEST_F(ProjectTest, HeadersAboveTheRoot) {
  ASSERT_EQ(system(("git init -q " + Root).c_str()), 0);
  write("common/h.h", "#include \"i.h\"\n");
  write("common2/i.h", "");
  write("s/one/a.cu", "#include <h.h>\n");
  Project project = look({"s/one"});
  EXPECT_EQ(project.Files.size(), 1u);
  EXPECT_TRUE(hasFlag(unit(project, "a.cu"), "-idirafter" + Root + "/common"));
  EXPECT_TRUE(hasFlag(unit(project, "a.cu"), "-idirafter" + Root + "/common2"));
  EXPECT_TRUE(project.Missing.empty());
}

TEST_F(ProjectTest, SameForAnyThreadsAndOrderOfMaking) {
  auto fill = [&](bool backward) {
    for (int i = 0; i < 40; ++i) {
      std::string n = std::to_string(backward ? 39 - i : i);
      write("d" + n + "/k.cu", "#include \"h" + n + ".h\"\n#include <common/c.h>\n");
      write("i" + n + "/h" + n + ".h", "");
      write("j" + n + "/h" + n + ".h", "");
      write("x" + n + "/common/c.h", "");
    }
  };
  fill(false);
  DiscoverOptions one = options();
  one.Jobs = 1;
  std::string first = dumpJson(toJson(look(one)));
  EXPECT_EQ(dumpJson(toJson(look())), first);
  fs::remove_directories(Root);
  fill(true);
  EXPECT_EQ(dumpJson(toJson(look())), first);
  std::vector<std::string> paths;
  for (int i = 39; i >= 0; --i)
    for (const char *kind : {"d", "i", "j", "x"})
      paths.push_back(kind + std::to_string(i));
  EXPECT_EQ(dumpJson(toJson(look(paths))), first);
}

TEST_F(ProjectTest, Scan) {
  llvm::Expected<Tables> tables = loadTables(ASCENDIFY_TABLES);
  ASSERT_TRUE(bool(tables));
  auto scan = [&](const char *text) { return scanSource(text, *tables, {}); };
  FileScan includes = scan("/* \n */ # include \"a.h\" // x\n#include MACRO\n"
                           "  #  include<b/c.h>\nauto s = R\"(\n#include \"no.h\"\n)\";\n"
                           "// \\\n#include \"no2.h\"\n#ifdef X\n#include \"d.h\"\n#endif\n");
  ASSERT_EQ(includes.Includes.size(), 3u);
  EXPECT_EQ(includes.Includes[0].Spelling, "a.h");
  EXPECT_EQ(includes.Includes[0].Line, 2u);
  EXPECT_EQ(includes.Includes[1].Spelling, "b/c.h");
  EXPECT_TRUE(includes.Includes[1].Angled);
  EXPECT_EQ(includes.Includes[1].Line, 4u);
  EXPECT_EQ(includes.Includes[2].Line, 11u);
  EXPECT_TRUE(scan("int main ()").DefinesMain);
  EXPECT_FALSE(scan("int domain(); // main()").DefinesMain);
  EXPECT_FALSE(scan("a << b; \"__global__\" cudas();").DeviceCode);
  EXPECT_TRUE(scan("cublasCreate_v2(&h);").CudaName);
  EXPECT_FALSE(scan("cudas(); curand; custom(); cube(); cuRow();").CudaName);
  EXPECT_TRUE(scan("#include <nvtx3/nvToolsExt.h>\n").CudaInclude);
  EXPECT_TRUE(scan("int x = 1'000; k<<<1'0, 2>>>();").DeviceCode);
  EXPECT_FALSE(scan("<<<<<<< HEAD\n").DeviceCode);
  EXPECT_TRUE(scan("#error don't\n__global__ void k();").DeviceCode);
  EXPECT_FALSE(scan("auto s = u8R\"x( \" )\" __global__ )x\";").DeviceCode);
  EXPECT_FALSE(scan("auto s = \"a\\\" \\\n__global__\";").DeviceCode);
  EXPECT_FALSE(scan("/* unterminated __global__").DeviceCode);
  EXPECT_EQ(scan("\xef\xbb\xbf#include <a.h>").Includes.size(), 1u);
  EXPECT_EQ(scan("#include \"x//y.h\"\n").Includes.size(), 1u);
  EXPECT_EQ(scan("#include <a.h>").Includes[0].Column, 10u);
  EXPECT_EQ(scan("x # include <a.h>").Includes.size(), 0u);
  EXPECT_EQ(scan("").Lines, 0u);
  EXPECT_EQ(scan("a\nb").Lines, 2u);
}

} // namespace
