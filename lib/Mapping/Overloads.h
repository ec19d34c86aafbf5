//===- Overloads.h - which entry is meant by a call --------------*- C++ -*-===//
#pragma once

#include "Mapping/Entry.h"
#include "llvm/ADT/StringRef.h"

namespace ascendify {

/// How well \p entry fits what was seen: negative when it is for another
/// overload, higher is better. Without a call everything fits.
int overloadRank(const Entry &entry, const Variant *seen);

/// Types compare without blanks that carry no meaning and without top-level
/// `const`, `volatile` and references.
bool sameType(llvm::StringRef a, llvm::StringRef b);

} // namespace ascendify
