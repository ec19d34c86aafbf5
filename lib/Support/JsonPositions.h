//===- JsonPositions.h - where things stand in a JSON text -------*- C++ -*-===//
//
// The parsed value does not keep positions, and most files have no error. So
// positions are looked up in the text when a message needs them, by skipping
// over what comes before. The text must be valid JSON (parse it first).
//
//===----------------------------------------------------------------------===//
#pragma once

#include "llvm/ADT/StringRef.h"
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace ascendify {

class JsonPositions {
public:
  /// \p text must outlive the object.
  explicit JsonPositions(llvm::StringRef text);

  /// Offset of the value that the JSON pointer \p pointer names, looked for
  /// inside the value that starts at \p from; none when it names nothing.
  std::optional<size_t> value(llvm::StringRef pointer, size_t from = 0) const;
  /// Offset of the key of that value; of the value itself for an array element.
  std::optional<size_t> key(llvm::StringRef pointer, size_t from = 0) const;
  /// Offsets of the elements of the array (or values of the object) \p pointer names.
  std::vector<size_t> elements(llvm::StringRef pointer) const;

  struct Duplicate {
    size_t Offset; ///< of the repeated key
    std::string Key;
  };
  /// Keys that occur twice in one object, in the order of the text.
  std::vector<Duplicate> duplicateKeys() const;

  /// 1-based line and column (in bytes) of \p offset.
  std::pair<unsigned, unsigned> at(size_t offset) const;

private:
  size_t skipBlank(size_t i) const;
  size_t skipString(size_t i) const;
  size_t skipValue(size_t i) const;
  /// Steps to the child \p name; sets \p key to where its key (or itself) starts.
  std::optional<size_t> child(size_t i, llvm::StringRef name, size_t &key) const;
  std::optional<size_t> find(llvm::StringRef pointer, size_t from, size_t &key) const;

  llvm::StringRef Text;
  mutable std::vector<size_t> Lines; ///< offsets of line starts, made when first asked for
};

} // namespace ascendify
