//===- Loader.h - table files into values, with every error ------*- C++ -*-===//
//
// Reads one table after the other and collects all problems of all of them; the
// caller uses the tables only when there is none, so nothing is half-loaded.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "Mapping/Entry.h"
#include "Mapping/Profile.h"
#include "Mapping/Style.h"
#include "Support/DataFile.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"
#include <functional>

namespace ascendify {

/// A name of a surface.
struct SurfaceName {
  std::string Name, Library;
  UseKind Kind = UseKind::Function;
};

/// What table files hold together.
struct MappingTables {
  std::vector<Entry> Entries; ///< in the order read
  std::vector<Json> Raw;      ///< the same entries as written, when KeepRaw is set
  std::vector<Profile> Profiles;
  std::vector<Json> RawProfiles;
  std::vector<Style> Styles;
  std::vector<Json> RawStyles;
  std::vector<Profile> Sources; ///< limits of the platform that is migrated from
  std::vector<Json> RawSources;
  std::vector<SurfaceName> Surface; ///< of the CUDA platform
  std::vector<std::string> Notes;   ///< files that are no tables, and the like
  std::string Digest;               ///< of all texts read, in order
  unsigned Files = 0;               ///< table files read
  bool KeepRaw = false;
  llvm::StringMap<size_t> Seen; ///< symbol, kind and overload -> index into Entries
};

class Loader {
public:
  enum class Strictness {
    Overlay, ///< a user's folder: order does not matter
    Base,    ///< our own tables: sorted, names in one file only
  };

  /// \p schemas is the folder of the schema files.
  static llvm::Expected<Loader> create(llvm::StringRef schemas);

  /// Reads the table \p text, which messages call \p name. Files of other
  /// schemas of ours are passed over.
  void readText(llvm::StringRef text, llvm::StringRef name, Strictness, MappingTables &to,
                std::vector<DataProblem> &problems) const;

  /// Reads every `*.json` below \p folder in the order of their paths (or the
  /// one file \p folder names), except its `schema` folder. \p shownAs replaces
  /// the folder in messages when not empty.
  void readFolder(llvm::StringRef folder, llvm::StringRef shownAs, Strictness, MappingTables &to,
                  std::vector<DataProblem> &problems) const;

  /// Aliases of \p tables that name nothing or go round in circles. \p known
  /// tells which names exist elsewhere, and what they are an alias of.
  using AliasOf = std::function<std::optional<std::string>(llvm::StringRef)>;
  static void checkAliases(const MappingTables &tables, const AliasOf &known,
                           std::vector<DataProblem> &problems);

  /// Keys and enumerated values are the schema's; this is it.
  const JsonSchema &mappingSchema() const { return Mapping; }

private:
  Loader(JsonSchema mapping, JsonSchema profile, JsonSchema style, JsonSchema source)
      : Mapping(std::move(mapping)), Device(std::move(profile)), Output(std::move(style)), From(std::move(source)) {}
  JsonSchema Mapping, Device, Output, From;
};

/// Compares releases such as `8.1.RC1` and `9.0`: negative, zero, positive.
int compareReleases(llvm::StringRef a, llvm::StringRef b);

} // namespace ascendify
