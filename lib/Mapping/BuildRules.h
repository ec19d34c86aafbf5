//===- BuildRules.h - what becomes of CUDA in build files --------*- C++ -*-===//
//
// Tables of mappings/build and mappings/python (build-rules.schema.json explains every key). They stay
// out of the index: only a migration reads them.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"
#include <map>
#include <string>
#include <vector>

namespace ascendify {

/// What one entry says for one style.
struct BuildTarget {
  enum Action { Direct, Rename, Template, Drop, Manual } Status = Manual;
  std::string Rewrite; ///< of Rename and Template
  std::string Text;    ///< why it goes, or what a person does
  std::string Value;   ///< see the schema
  std::string Module;  ///< of an import
  struct Line {
    std::string Text, Requires;
  };
  std::vector<Line> Before; ///< what the file needs above the command, once
};

struct BuildEntry {
  std::string Kind, Symbol;
  std::string From; ///< module of an import
  bool Joined = false, Separate = false, Equals = false; ///< how the value of a flag follows
  std::map<std::string, BuildTarget, std::less<>> Targets; ///< by style

  const BuildTarget &target(llvm::StringRef style) const { return Targets.find(style)->second; }
};

/// All tables together.
class BuildRules {
public:
  /// Reads the tables below \p mappings (`build`, `python`), then those of the \p overlays, whose entries replace
  /// those of the same language, kind and symbol. An error names file and place.
  static llvm::Expected<BuildRules> load(llvm::StringRef mappings, llvm::ArrayRef<std::string> overlays);

  /// The entry of \p kind for \p symbol, or null.
  const BuildEntry *find(llvm::StringRef language, llvm::StringRef kind, llvm::StringRef symbol) const;
  /// All entries of \p language of \p kind.
  std::vector<const BuildEntry *> all(llvm::StringRef language, llvm::StringRef kind) const;

  /// A flag with its value, in a list of words.
  struct Flag {
    const BuildEntry *Entry = nullptr; ///< null: no entry knows the word
    llvm::StringRef Value;             ///< empty when it has none
    unsigned Words = 1;                ///< 2 when the value is the next word
  };
  /// What \p words begin with. The longest name decides.
  Flag flag(llvm::ArrayRef<llvm::StringRef> words) const;

  /// Whether \p word as a whole is CUDA by the marks of \p language.
  bool marked(llvm::StringRef language, llvm::StringRef word) const;
  /// What is said of a device source in a build of \p language that compiles none; may be empty.
  llvm::StringRef deviceSource(llvm::StringRef language) const;

private:
  llvm::Error readFolder(llvm::StringRef folder, const class JsonSchema &schema);
  struct Language {
    std::vector<std::string> Marks;
    std::string DeviceSource;
    std::map<std::pair<std::string, std::string>, BuildEntry> Entries; ///< by kind and symbol
  };
  std::map<std::string, Language, std::less<>> Languages;
};

} // namespace ascendify
