//===- DataFile.h - a JSON file that follows a schema ------------*- C++ -*-===//
//
// What all data files of ours have in common: parsed, no key twice, checked against the
// published schema, and every problem with the line and column it stands at. The trap: the parsed
// value has no positions, so they are looked up in the text, which must live as long.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "Support/JsonPositions.h"
#include "Support/JsonSchema.h"
#include <memory>

namespace ascendify {

/// Something wrong with a data file.
struct DataProblem {
  std::string File;
  unsigned Line = 0, Column = 0; ///< 1-based; 0: the file as a whole
  std::string Message;

  /// `file:line:column: message`.
  std::string text() const;
  friend auto operator<=>(const DataProblem &, const DataProblem &) = default;
};

/// One line per problem, as an error.
llvm::Error errorOf(const std::vector<DataProblem> &problems);

/// The schema \p file in the folder \p folder.
llvm::Expected<JsonSchema> readSchema(llvm::StringRef folder, llvm::StringRef file);

/// One text while it is read; problems are added to a list, so that a user sees all at once.
class DataText {
public:
  /// \p text and \p problems must outlive the object; \p name is what messages call it.
  DataText(llvm::StringRef text, llvm::StringRef name, std::vector<DataProblem> &problems)
      : Places(text), Text(text), Name(name.str()), Problems(problems) {}

  /// The value; none when the text is no JSON or has a key twice in one object.
  std::optional<Json> parse();
  /// Whether \p value, which parse() gave, follows \p schema.
  bool fits(const JsonSchema &schema, const Json &value);

  void problemAt(size_t offset, std::string message);
  /// A problem at the value that the JSON pointer names, or at its key.
  void problem(llvm::StringRef pointer, std::string message, bool atKey = false);

  const JsonPositions Places;

protected:
  llvm::StringRef Text;
  std::string Name;
  std::vector<DataProblem> &Problems;
};

/// A whole file that follows its schema.
class DataFile {
public:
  /// Reads \p path and checks it by \p schema in the folder \p schemas. The error has all
  /// problems.
  static llvm::Expected<DataFile> read(llvm::StringRef path, llvm::StringRef schemas,
                                       llvm::StringRef schema);

  const Json &value() const { return Value; }
  /// What a schema cannot say is wrong with the value that \p pointer names.
  llvm::Error wrong(llvm::StringRef pointer, std::string message) const;

private:
  std::string Name, Text;
  Json Value;
};

} // namespace ascendify
