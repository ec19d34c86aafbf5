//===- CacheTest.cpp - the size of the cache, and what holds an entry -----===//
#include "Observe/FactCache.h"
#include "Support/File.h"
#include "llvm/Support/FileSystem.h"
#include "gtest/gtest.h"
#include <fcntl.h>
#include <sys/stat.h>

using namespace ascendify;
namespace fs = llvm::sys::fs;

namespace {

class CacheTest : public testing::Test {
protected:
  void SetUp() override { ASSERT_FALSE(fs::createUniqueDirectory("cache-test", Folder)); }
  void TearDown() override { fs::remove_directories(Folder); }

  std::string path(const char *name) { return (Folder + "/" + name).str(); }
  void write(const char *name, llvm::StringRef text) {
    ASSERT_FALSE(bool(writeFile(path(name), text)));
  }
  std::unique_ptr<FactCache> open() {
    auto cache = FactCache::open(path("cache"));
    EXPECT_TRUE(bool(cache));
    return std::move(*cache);
  }
  llvm::SmallString<128> Folder;
};

ContentDigest key(const char *text) { return contentDigest(text); }

/// As if nobody had used the entries of \p folder for \p hours.
void age(const std::string &folder, int hours) {
  std::error_code error;
  for (fs::recursive_directory_iterator at(folder, error), end; at != end; at.increment(error)) {
    struct stat status;
    ASSERT_EQ(lstat(at->path().c_str(), &status), 0);
    timespec times[2] = {{status.st_mtim.tv_sec - hours * 3600, 0}, {status.st_mtim.tv_sec - hours * 3600, 0}};
    utimensat(AT_FDCWD, at->path().c_str(), times, 0);
  }
}

TEST_F(CacheTest, PrunesWhatWasNotUsedForLongest) {
  std::unique_ptr<FactCache> cache = open();
  std::string text;
  for (unsigned i = 0; text.size() < 100000; ++i)
    text += hexText(contentDigest(std::to_string(i)));
  cache->store(key("old"), {}, text);
  age(cache->directory(), 20);
  cache->store(key("newer"), {}, text);
  age(cache->directory(), 20);
  cache->store(key("young"), {}, text);
  FileStates files;
  cache->prune(1 << 20); // all fit
  EXPECT_TRUE(cache->find(key("old"), files)); // and is used again
  cache->prune(120000); // about two
  EXPECT_TRUE(cache->find(key("old"), files));
  EXPECT_FALSE(cache->find(key("newer"), files));
  EXPECT_TRUE(cache->find(key("young"), files));
  // What is in use stays, however little may be kept.
  cache->prune(1);
  EXPECT_TRUE(cache->find(key("young"), files));
}

TEST_F(CacheTest, AnEntryHoldsWhileItsFilesDo) {
  std::unique_ptr<FactCache> cache = open();
  write("read.h", "1");
  write("there.h", "");
  std::vector<Dependency> read = {{Dependency::Kind::Missing, path("missing.h"), {}},
                                  {Dependency::Kind::Present, path("there.h"), {}},
                                  {Dependency::Kind::Read, path("read.h"), contentDigest("1")}};
  cache->store(key("unit"), read, std::string("facts\0of", 8));
  auto find = [&] {
    FileStates now;
    return cache->find(key("unit"), now);
  };
  EXPECT_EQ(find(), std::string("facts\0of", 8));
  write("there.h", "changed, but nobody read it");
  EXPECT_TRUE(find());
  write("read.h", "2");
  EXPECT_FALSE(find());
  write("read.h", "1");
  EXPECT_TRUE(find());
  write("missing.h", "");
  EXPECT_FALSE(find());
  fs::remove(path("missing.h"));
  fs::remove(path("there.h"));
  EXPECT_FALSE(find());
  // A file that cannot be read is not the same as an empty one.
  write("there.h", "");
  fs::remove(path("read.h"));
  EXPECT_FALSE(find());
}

TEST_F(CacheTest, TakesNoFolderOfOthers) {
  ASSERT_FALSE(fs::create_directory(path("cache")));
  EXPECT_TRUE(open()); // empty
  EXPECT_TRUE(open()); // its own
  fs::remove(path("cache/CACHEDIR.TAG"));
  write("cache/other", "");
  llvm::Expected<std::unique_ptr<FactCache>> other = FactCache::open(path("cache"));
  EXPECT_FALSE(bool(other));
  llvm::consumeError(other.takeError());
}

} // namespace
