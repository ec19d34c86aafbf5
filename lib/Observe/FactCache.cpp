//===- FactCache.cpp - facts kept between runs ----------------------------===//
#include "Observe/FactCache.h"
#include "Support/Error.h"
#include "Support/File.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Chrono.h"
#include "llvm/Support/Compression.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/raw_ostream.h"
#include <cerrno>
#include <chrono>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <thread>
#include <unistd.h>

namespace ascendify {

namespace fs = llvm::sys::fs;
namespace path = llvm::sys::path;

namespace {

/// In front of every file: changes when the layout around the packed values does. What is
/// packed is bound to the build by the key.
constexpr llvm::StringLiteral Magic = "ascendify-cache-1\n";

/// The mark by which backup programs know a cache, and we know ours.
constexpr llvm::StringLiteral Tag = "Signature: 8a477f597d28d172789f06886806bc55\n"
                                    "# Facts that ascendify keeps between runs; may be deleted at any time.\n";

/// Says that the file is of use, for prune.
void touch(const std::string &path) { utimensat(AT_FDCWD, path.c_str(), nullptr, 0); }

std::string number(uint64_t n) {
  return std::string(reinterpret_cast<const char *>(&n), sizeof n);
}

bool takeNumber(llvm::StringRef &bytes, uint64_t &out) {
  if (bytes.size() < sizeof out)
    return false;
  memcpy(&out, bytes.data(), sizeof out);
  bytes = bytes.drop_front(sizeof out);
  return true;
}

/// The file as it was written, and in \p bytes what was given to writeChecked; none when it is damaged.
std::unique_ptr<llvm::MemoryBuffer> openChecked(const std::string &path, llvm::StringRef &bytes) {
  auto file = llvm::MemoryBuffer::getFile(path, /*IsText=*/false, /*RequiresNullTerminator=*/false,
                                          /*IsVolatile=*/true);
  if (!file)
    return nullptr;
  bytes = (*file)->getBuffer();
  ContentDigest expected;
  if (!bytes.consume_front(Magic) || bytes.size() < expected.size())
    return nullptr;
  memcpy(expected.data(), bytes.data(), expected.size());
  bytes = bytes.drop_front(expected.size());
  if (contentDigest(bytes) != expected)
    return nullptr;
  return std::move(*file);
}

} // namespace

std::optional<std::string> readChecked(const std::string &path) {
  llvm::StringRef bytes;
  if (auto file = openChecked(path, bytes))
    return bytes.str();
  return std::nullopt;
}

bool writeChecked(const std::string &path, llvm::StringRef bytes) {
  llvm::SmallString<256> temporary;
  int fd = -1;
  if (fs::create_directories(path::parent_path(path)) ||
      fs::createUniqueFile(path::parent_path(path) + "/%%%%%%%%.tmp", fd, temporary))
    return false;
  bool good;
  {
    ContentDigest digest = contentDigest(bytes);
    llvm::raw_fd_ostream out(fd, /*shouldClose=*/true);
    out << Magic << llvm::toStringRef(digest) << bytes;
    out.close();
    good = !out.has_error();
    out.clear_error();
  }
  if (good && !fs::rename(temporary, path))
    return true;
  fs::remove(temporary);
  return false;
}

llvm::Expected<std::unique_ptr<FactCache>> FactCache::open(llvm::StringRef directory) {
  std::string folder = directory.str();
  if (std::error_code error = fs::create_directories(folder))
    return makeError("cannot make the cache folder '{}': {}", folder, error.message());
  if (access(folder.c_str(), R_OK | W_OK | X_OK) != 0)
    return makeError("cannot use the cache folder '{}': {}", folder, std::strerror(errno));
  std::string tag = folder + "/CACHEDIR.TAG";
  auto tagged = [&] {
    auto text = llvm::MemoryBuffer::getFile(tag);
    return text && (*text)->getBuffer() == Tag;
  };
  // Runs that begin together may make one cache: the tag comes before anything else, so what another run
  // has put there is told from a stranger's by reading the tag once more behind the list.
  for (unsigned attempt = 0; !tagged(); ++attempt) {
    std::error_code error;
    bool empty = true, stranger = false;
    for (fs::directory_iterator it(folder, error, /*follow=*/false), end; it != end && !error; it.increment(error)) {
      empty = false;
      stranger |= !path::filename(it->path()).starts_with("CACHEDIR.TAG");
    }
    if (tagged())
      break;
    if (error || stranger || (!empty && attempt == 100))
      return makeError("the folder '{}' is no cache of ascendify and not empty; name another one",
                       folder);
    if (!empty) { // another run is writing its tag
      std::this_thread::sleep_for(std::chrono::milliseconds(10));
      continue;
    }
    if (llvm::Error failed = writeFile(tag, Tag))
      return std::move(failed);
    break;
  }
  return std::unique_ptr<FactCache>(new FactCache(std::move(folder)));
}

std::string FactCache::path(const ContentDigest &key) const {
  std::string name = hexText(key);
  return Directory + "/facts/" + name.substr(0, 2) + "/" + name.substr(2);
}

std::optional<std::string> FactCache::find(const ContentDigest &key, FileStates &files) const {
  std::string at = path(key);
  llvm::StringRef rest;
  auto file = openChecked(at, rest);
  if (!file)
    return std::nullopt;
  uint64_t full = 0, listed = 0;
  if (!takeNumber(rest, full) || !takeNumber(rest, listed))
    return std::nullopt;
  std::string text;
  if (full) {
    if (!llvm::compression::zstd::isAvailable())
      return std::nullopt;
    text.resize(full);
    size_t size = full;
    if (llvm::Error error = llvm::compression::zstd::decompress(
            llvm::arrayRefFromStringRef(rest), reinterpret_cast<uint8_t *>(text.data()), size)) {
      llvm::consumeError(std::move(error));
      return std::nullopt;
    }
    text.resize(size);
  } else {
    text = rest.str();
  }
  std::vector<Dependency> read;
  if (text.size() < listed || !fromBytes(llvm::StringRef(text).take_front(listed), read) || !files.hold(read))
    return std::nullopt;
  touch(at);
  text.erase(0, listed);
  return text;
}

void FactCache::store(const ContentDigest &key, llvm::ArrayRef<Dependency> read,
                      llvm::StringRef packed) const {
  std::string list = toBytes(read);
  uint64_t listed = list.size();
  std::string text = std::move(list) + packed.str();
  if (!llvm::compression::zstd::isAvailable()) {
    writeChecked(path(key), number(0) + number(listed) + text);
    return;
  }
  llvm::SmallVector<uint8_t, 0> small;
  llvm::compression::zstd::compress(llvm::arrayRefFromStringRef(text), small,
                                    /*Level=*/1);
  writeChecked(path(key), number(text.size()) + number(listed) + llvm::toStringRef(small).str());
}

void FactCache::prune(uint64_t limit) const {
  struct File {
    llvm::sys::TimePoint<> Used;
    uint64_t Bytes;
    std::string Path;
  };
  std::vector<File> files;
  uint64_t all = 0;
  std::error_code error;
  for (fs::recursive_directory_iterator at(Directory, error, /*follow=*/false), end;
       at != end && !error; at.increment(error)) {
    if (path::parent_path(at->path()) == Directory)
      continue; // the mark that it is ours
    struct stat status;
    if (lstat(at->path().c_str(), &status) != 0 || !S_ISREG(status.st_mode))
      continue;
    files.push_back({llvm::sys::toTimePoint(status.st_mtim.tv_sec, uint32_t(status.st_mtim.tv_nsec)),
                     uint64_t(status.st_blocks) * 512, at->path()});
    all += files.back().Bytes;
  }
  if (all <= limit)
    return;
  llvm::sort(files, [](const File &a, const File &b) {
    return std::tie(a.Used, a.Path) < std::tie(b.Used, b.Path);
  });
  auto young = std::chrono::system_clock::now() - std::chrono::hours(1);
  for (const File &file : files) {
    if (all <= limit / 4 * 3 || file.Used > young)
      break;
    if (!fs::remove(file.Path))
      all -= file.Bytes;
  }
}

} // namespace ascendify
