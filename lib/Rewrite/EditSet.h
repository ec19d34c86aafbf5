//===- EditSet.h - all edits of a migration, without conflicts ---*- C++ -*-===//
//
// Gathers edits from everything that proposes some and turns them into new text.
// An edit inside a kept piece of another one applies there; inside text that the
// other replaces it is dropped, because the other decided about that text. Two
// edits that want the same bytes and do not nest are a conflict: neither is made.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "Model/Edit.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"
#include <map>
#include <string>
#include <vector>

namespace ascendify {

/// The rule of edits whose text is not to be formatted: it is the file's own.
inline constexpr char VerbatimRule[] = "kernel-guard";

/// Edits that cannot both be made; none of them was.
struct EditConflict {
  Edit First, Second;
};

class EditSet {
public:
  /// Proposes an edit. Proposing an equal one again (another unit saw the same
  /// place) changes nothing.
  void add(Edit);

  /// Resolves conflicts; call once, after the last add and before the rest.
  std::vector<EditConflict> settle();

  /// Files with at least one edit, sorted.
  std::vector<std::string> files() const;

  /// The edits of \p file, sorted by range, outer before inner.
  llvm::ArrayRef<Edit> edits(llvm::StringRef file) const;

  /// \p text with the edits of \p file. The untouched bytes stay as they are.
  /// \p changed gets the ranges of the result that edits made, but those of VerbatimRule.
  std::string apply(llvm::StringRef file, llvm::StringRef text, std::vector<SourceRange> *changed = nullptr) const;

  /// The same of a part of the text, which no edit crosses. Of an empty range: what is inserted there.
  std::string apply(llvm::StringRef file, llvm::StringRef text, SourceRange part) const;

  /// How many lines the edits of \p file put in front of \p offset of its text, less those they take away.
  int64_t linesBefore(llvm::StringRef file, llvm::StringRef text, uint32_t offset) const;

  /// How many edits of \p file were really made (not inside replaced text).
  size_t applied(llvm::StringRef file) const;

private:
  std::map<std::string, std::vector<Edit>, std::less<>> Files;
};

/// Equal effect; the rule that proposed an edit does not count.
bool operator==(const Edit &, const Edit &);

} // namespace ascendify
