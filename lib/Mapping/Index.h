//===- Index.h - all tables as one file that is mapped in --------*- C++ -*-===//
//
// Made at build time by ascendify-mapindex. A hash table of names leads to the
// entries in MessagePack, decoded one by one when asked for, so opening costs
// one pass of the content hash. Of a family, what tells whether a name belongs to it stands in
// the meta part; its entry is decoded like all others. Little-endian; the build that made it reads it.
//
//   header | slots (uint64: hash tag, record + 1) | records | bytes | meta
//
//===----------------------------------------------------------------------===//
#pragma once

#include "Mapping/Loader.h"
#include "Model/SymbolTable.h"
#include "llvm/Support/MemoryBuffer.h"

namespace ascendify {

/// The bytes of an index of \p tables, read with KeepRaw.
std::string writeIndex(const MappingTables &tables);

/// What is known of a family without its entry.
struct FamilyHead {
  std::string Symbol; ///< what its names begin with
  FamilyKind Family = FamilyKind::None;
  NextChar Next = NextChar::Any;
  bool HasTargets = false;
  SymbolInfo Info; ///< its text belongs to who holds the head
};

/// A mapped index. Reading is safe from many threads.
class IndexFile {
public:
  /// Opens and checks; the error says what is wrong with the file.
  static llvm::Expected<std::unique_ptr<IndexFile>> open(llvm::StringRef path);

  /// The record of \p name, or none.
  std::optional<uint32_t> find(llvm::StringRef name) const;
  uint32_t size() const { return Head->Records; }
  llvm::StringRef name(uint32_t record) const;
  SymbolInfo info(uint32_t record) const;
  bool hasEntries(uint32_t record) const { return Records[record].BlobSize != 0; }
  /// Decodes the entries of the record; empty when it only has a name.
  std::vector<Entry> entries(uint32_t record) const;

  const std::string &digest() const { return Digest; }
  const std::vector<Profile> &profiles() const { return Profiles; }
  const std::vector<Style> &styles() const { return Styles; }
  const std::vector<Profile> &sources() const { return Sources; }
  const std::vector<FamilyHead> &families() const { return Families; }
  /// Decodes the entry of a family by its place in families(); an empty one when the file is damaged.
  Entry familyEntry(size_t family) const;

  struct Header {
    char Magic[8];
    uint32_t Version, Slots, Records, Reserved;
    uint64_t Size, Hash, Bytes, Meta;
  };
  struct Record {
    uint32_t Name, NameSize, Blob, BlobSize;
    uint16_t Library;
    uint8_t Kind, Roles; ///< Roles: index into the list of them; 0: none
  };

private:
  std::unique_ptr<llvm::MemoryBuffer> Buffer;
  const Header *Head = nullptr;
  const uint64_t *Slots = nullptr;
  const Record *Records = nullptr;
  llvm::StringRef Bytes;
  std::vector<std::string> Libraries;
  std::vector<Roles> RoleSets;
  std::vector<Profile> Profiles;
  std::vector<Style> Styles;
  std::vector<Profile> Sources;
  std::vector<FamilyHead> Families;
  std::vector<std::pair<uint32_t, uint32_t>> FamilyBlobs; ///< place and size in Bytes
  std::string Digest;
};

} // namespace ascendify
