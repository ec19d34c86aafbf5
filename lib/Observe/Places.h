//===- Places.h - from clang's locations to written places -------*- C++ -*-===//
//
// One token can be seen at many locations: where a macro is expanded, where its
// body is defined, where an argument was written. A fact has one place: where a
// person typed the name, in a file under the root. The trap: the rest of the
// expression must be expressed at the same level (same file text or same macro
// body), or not at all.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "Observe/Clang.h"
#include "Observe/Patch.h"

namespace ascendify {

/// Whose text a file is.
enum class Origin { Root, Platform, System };

/// The written place of a token.
struct Anchor {
  clang::SourceLocation Loc; ///< at its level: a file location or one in a macro's body
  clang::FileID Level;       ///< the file, or the expansion of the macro body
  clang::FileID File;        ///< where it is spelled
  uint32_t Offset = 0, Length = 0;
  MacroOrigin Macro = MacroOrigin::None;
  std::string MacroName;
  bool Renamed = false; ///< reached through a macro of the platform: the text is its name
  llvm::StringRef Text; ///< the token
};

class Places {
public:
  /// \p root and \p platform are absolute and clean.
  Places(std::string root, std::vector<std::string> platform)
      : Root(std::move(root)), Platform(std::move(platform)) {}

  void attach(clang::SourceManager &manager, const clang::LangOptions &options) {
    SM = &manager;
    LO = &options;
  }

  /// Whose file \p file is.
  Origin originOf(clang::FileID file);
  /// Whose file \p path is.
  Origin originOf(llvm::StringRef path) const;
  /// Whose file holds the expansion of \p loc.
  Origin originOf(clang::SourceLocation loc);
  /// Path of \p file as facts name it.
  const std::string &pathOf(clang::FileID file);

  /// Where the token at \p loc was written; none when that is outside the root.
  std::optional<Anchor> anchor(clang::SourceLocation loc);
  /// \p range as bytes at the level of \p at; invalid when it does not stand there.
  SourceRange rangeAt(const Anchor &at, clang::SourceRange range);
  /// The bytes of \p range at the level of \p at.
  llvm::StringRef textOf(const Anchor &at, SourceRange range);
  /// \p range with the `;` that follows it.
  SourceRange withSemicolon(const Anchor &at, SourceRange range);
  Location location(const Anchor &at);

  /// Lets clang read a text it can parse in place of \p file, which is about to be entered.
  void patch(clang::FileEntryRef file);
  /// The same for the main file, before there is a source manager.
  std::unique_ptr<llvm::MemoryBuffer> patchMain(const std::string &path);
  /// The files that are parsed otherwise than they are written, by path as facts name it.
  const std::map<std::string, PatchedText> &patched() const { return Patched; }

  clang::SourceManager &manager() { return *SM; }
  const clang::LangOptions &options() { return *LO; }

private:
  clang::SourceLocation atLevel(clang::SourceLocation loc, clang::FileID level, bool end,
                                unsigned depth);
  struct File {
    Origin From = Origin::System;
    std::string Path;
  };
  const File &file(clang::FileID id);

  std::string Root;
  std::vector<std::string> Platform;
  std::map<std::string, PatchedText> Patched;
  llvm::StringMap<bool> Looked; ///< files that patch has seen
  clang::SourceManager *SM = nullptr;
  const clang::LangOptions *LO = nullptr;
  llvm::DenseMap<clang::FileID, std::unique_ptr<File>> Files;
};

} // namespace ascendify
