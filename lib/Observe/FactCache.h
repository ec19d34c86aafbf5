//===- FactCache.h - facts kept between runs ---------------------*- C++ -*-===//
//
// An entry holds what one parse yielded and everything it took from the file system; it is used
// again only while all of that is as it was. The traps: entries are written by runs that end early,
// on disks that fill, by several runs at once, and by other builds of the program, whose
// entries have other names. So every entry is checked as a whole, replaced as a whole, and whatever is
// wrong with it just means that it is not there.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "Observe/Dependency.h"
#include "llvm/Support/Error.h"
#include <memory>
#include <optional>

namespace ascendify {

class FactCache {
public:
  /// Uses the folder \p directory, made when needed. An error when it cannot be written, or holds
  /// something else: old entries are removed one day, and nothing of others may be.
  static llvm::Expected<std::unique_ptr<FactCache>> open(llvm::StringRef directory);

  /// The bytes kept for \p key, if everything they depend on is unchanged.
  std::optional<std::string> find(const ContentDigest &key, FileStates &files) const;
  /// Keeps \p packed; a failure is silent, the next run parses again.
  void store(const ContentDigest &key, llvm::ArrayRef<Dependency> read,
             llvm::StringRef packed) const;
  /// Removes what was not used for longest until the folder is small again. Young files stay: another
  /// run may be using them.
  void prune(uint64_t limit = DefaultLimit) const;

  const std::string &directory() const { return Directory; }

  static constexpr uint64_t DefaultLimit = 1ull << 30; ///< bytes

private:
  explicit FactCache(std::string directory) : Directory(std::move(directory)) {}
  std::string path(const ContentDigest &key) const;

  std::string Directory;
};

/// Reads a file that writeChecked wrote; none when it is missing or damaged.
std::optional<std::string> readChecked(const std::string &path);
/// Writes \p bytes with their digest, through a temporary file. False when that failed.
bool writeChecked(const std::string &path, llvm::StringRef bytes);

} // namespace ascendify
