//===- Dependency.cpp - what a parse took from the file system ------------===//
#include "Observe/Dependency.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"

namespace ascendify {

namespace fs = llvm::sys::fs;

ContentDigest contentDigest(llvm::StringRef bytes) {
  return llvm::BLAKE3::hash<16>(llvm::arrayRefFromStringRef(bytes));
}

std::string hexText(const ContentDigest &digest) { return llvm::toHex(digest, /*LowerCase=*/true); }

Hasher &Hasher::add(llvm::StringRef bytes) {
  uint64_t size = bytes.size();
  State.update(llvm::ArrayRef(reinterpret_cast<const uint8_t *>(&size), sizeof size));
  State.update(bytes);
  return *this;
}

Hasher &Hasher::add(const ContentDigest &digest) {
  State.update(digest);
  return *this;
}

Hasher &Hasher::addAll(llvm::ArrayRef<std::string> list) {
  add(std::to_string(list.size()));
  for (const std::string &value : list)
    add(value);
  return *this;
}

ContentDigest Hasher::finish() { return State.final<16>(); }

std::string toBytes(llvm::ArrayRef<Dependency> list) {
  std::string out;
  for (const Dependency &d : list) {
    out.push_back(char(d.What));
    if (d.What == Dependency::Kind::Read)
      out.append(reinterpret_cast<const char *>(d.Content.data()), d.Content.size());
    uint32_t size = uint32_t(d.Path.size());
    out.append(reinterpret_cast<const char *>(&size), sizeof size);
    out += d.Path;
  }
  return out;
}

bool fromBytes(llvm::StringRef bytes, std::vector<Dependency> &out) {
  auto take = [&](void *to, size_t size) {
    if (bytes.size() < size)
      return false;
    memcpy(to, bytes.data(), size);
    bytes = bytes.drop_front(size);
    return true;
  };
  while (!bytes.empty()) {
    Dependency &d = out.emplace_back();
    uint8_t kind = 0;
    uint32_t size = 0;
    if (!take(&kind, 1) || kind > uint8_t(Dependency::Kind::Read))
      return false;
    d.What = Dependency::Kind(kind);
    if (d.What == Dependency::Kind::Read && !take(d.Content.data(), d.Content.size()))
      return false;
    if (!take(&size, sizeof size) || bytes.size() < size)
      return false;
    d.Path = bytes.take_front(size).str();
    bytes = bytes.drop_front(size);
  }
  return true;
}

FileStates::State FileStates::state(llvm::StringRef path, bool content) {
  {
    std::lock_guard lock(Guard);
    State &known = Known[path];
    if (known.Looked && (known.Read || !content))
      return known;
  }
  State now;
  now.Looked = true;
  fs::file_status status;
  now.There = !fs::status(path, status);
  if (now.There && content) {
    now.Read = true;
    // Read, not mapped: a mapped file that shrinks kills the process. Nor do we wait for a pipe.
    if (status.type() == fs::file_type::regular_file)
      if (auto text = llvm::MemoryBuffer::getFile(path, /*IsText=*/false, /*RequiresNullTerminator=*/false,
                                                  /*IsVolatile=*/true))
        now.Content = contentDigest((*text)->getBuffer());
  }
  std::lock_guard lock(Guard);
  State &known = Known[path];
  if (!known.Read)
    known = now;
  return known;
}

std::optional<ContentDigest> FileStates::content(llvm::StringRef path) {
  return state(path, /*content=*/true).Content;
}

bool FileStates::holds(const Dependency &d) {
  switch (d.What) {
  case Dependency::Kind::Missing:
    return !state(d.Path, /*content=*/false).There;
  case Dependency::Kind::Present:
    return state(d.Path, /*content=*/false).There;
  case Dependency::Kind::Read:
    return state(d.Path, /*content=*/true).Content == d.Content;
  }
  return false;
}

bool FileStates::hold(llvm::ArrayRef<Dependency> list) {
  return llvm::all_of(list, [&](const Dependency &d) { return holds(d); });
}

} // namespace ascendify
