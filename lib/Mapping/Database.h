//===- Database.h - all mappings, profiles and finding texts -----*- C++ -*-===//
//
// Reads the build-time index by mapping it into memory; an entry is decoded when
// it is asked for. Overlays are parsed as JSON on top; the later wins.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "Mapping/Entry.h"
#include "Mapping/Profile.h"
#include "Mapping/Style.h"
#include "Model/SymbolTable.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/Support/Error.h"
#include <memory>

namespace ascendify {

/// What an overlay replaced, for the report.
struct Override {
  std::string Symbol, Overlay;
};

/// What is asked of a mapping, with what is known of the place.
struct Query {
  const Fact *Use = nullptr;
  const Variant *Seen = nullptr; ///< null for lexed facts
  const Profile *Device = nullptr;
  std::string Style; ///< `native` or `portable`
  std::string Cann;  ///< target release, e.g. `9.0`
};

class Database : public SymbolTable {
public:
  ~Database() override;

  /// Opens the index under \p share and the \p overlays (folders). Errors name
  /// file, line, what was found and what is allowed; nothing is half-loaded.
  static llvm::Expected<std::unique_ptr<Database>> open(llvm::StringRef share,
                                                        llvm::ArrayRef<std::string> overlays);

  std::optional<SymbolInfo> find(llvm::StringRef name) const override;
  std::optional<SymbolInfo> guess(llvm::StringRef name) const override;

  /// All entries of \p symbol (overloads), best match for \p seen first; empty when unknown.
  /// A name without an entry of its own, or whose entry has no targets, yields its family's entry,
  /// if that has targets.
  /// The pointers live as long as the database.
  std::vector<const Entry *> entries(llvm::StringRef symbol, const Variant *seen = nullptr) const;

  /// The entries written for exactly \p symbol: aliases not followed, families by
  /// their common beginning. For lists and checks.
  std::vector<const Entry *> own(llvm::StringRef symbol) const;

  /// What becomes of the use: overload by argument types, then cases, then
  /// capabilities and releases. Unknown when no entry fits.
  Resolved resolve(const Query &) const;

  const std::vector<Profile> &profiles() const;
  const Profile *profile(llvm::StringRef name) const;
  /// How output of the style \p name is written; null when no table says it.
  const Style *style(llvm::StringRef name) const;
  /// Limits of the platform that is migrated from: code that runs there keeps them. Without a table of it, none.
  const Profile &source() const;
  const std::vector<Override> &overrides() const;
  /// What a user should be told about opening, e.g. that the index was damaged
  /// and the JSON tables were read instead. Usually empty.
  const std::vector<std::string> &notes() const;
  /// Names of all symbols that have an entry, sorted; families by their common beginning.
  std::vector<std::string> symbols() const;
  /// Every name that is known, with or without an entry, sorted: those of the surface and of the tables.
  /// Names that only a family stands for are not among them.
  std::vector<std::string> names() const;
  /// Digest of all data behind this database, for caches and reports.
  std::string version() const;

private:
  Database();
  struct Impl;
  std::unique_ptr<Impl> I;
};

} // namespace ascendify
