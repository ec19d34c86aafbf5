//===- Dependency.h - what a parse took from the file system -----*- C++ -*-===//
//
// A parse depends on the files it read, and just as much on the files it looked for and did
// not find: when one appears, the include search ends earlier. Contents are compared by digest and
// never by time, so that neither a checkout nor a clock can make a stale result look fresh.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/BLAKE3.h"
#include <array>
#include <cstdint>
#include <mutex>
#include <string>
#include <vector>

namespace ascendify {

/// 128 bits of BLAKE3.
using ContentDigest = std::array<uint8_t, 16>;

ContentDigest contentDigest(llvm::StringRef bytes);
/// 32 hexadecimal digits.
std::string hexText(const ContentDigest &);

/// Joins values into one digest; each is kept apart from the next.
class Hasher {
public:
  Hasher &add(llvm::StringRef bytes);
  Hasher &add(const ContentDigest &digest);
  Hasher &addAll(llvm::ArrayRef<std::string> list);
  ContentDigest finish();

private:
  llvm::BLAKE3 State;
};

/// What a parse saw at one path.
struct Dependency {
  enum class Kind : uint8_t {
    Missing, ///< looked for, not there
    Present, ///< there, not read
    Read,
  };
  Kind What = Kind::Missing;
  std::string Path;        ///< absolute, as asked for
  ContentDigest Content{}; ///< of what was read
};

std::string toBytes(llvm::ArrayRef<Dependency> list);
/// False when \p bytes is damaged.
bool fromBytes(llvm::StringRef bytes, std::vector<Dependency> &out);

/// The file system as one run sees it: every path is looked at once. Safe from many threads.
class FileStates {
public:
  /// Whether everything in \p list is still so.
  bool hold(llvm::ArrayRef<Dependency> list);
  /// Digest of the file at \p path (absolute); none when it cannot be read.
  std::optional<ContentDigest> content(llvm::StringRef path);

private:
  struct State {
    bool Looked = false, There = false, Read = false;
    std::optional<ContentDigest> Content;
  };
  bool holds(const Dependency &);
  State state(llvm::StringRef path, bool content);

  std::mutex Guard;
  llvm::StringMap<State> Known;
};

} // namespace ascendify
