//===- Decode.h - tables as JSON into typed values ---------------*- C++ -*-===//
//
// Reads what the schema has accepted: nothing is checked here. Index and loader
// share it, so an entry from the index equals one from the table.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "Mapping/Entry.h"
#include "Mapping/Profile.h"
#include "Mapping/Style.h"
#include "Support/Json.h"

namespace ascendify {

/// \p entry is an element of `entries`; \p library is that of its file.
Entry decodeEntry(const Json &entry, llvm::StringRef library);

/// \p profile is a whole profile file.
Profile decodeProfile(const Json &profile);
Style decodeStyle(const Json &style);

/// Names of the enumerations as the schema spells them.
llvm::StringRef nameOf(FamilyKind);
llvm::StringRef nameOf(NextChar);
llvm::StringRef nameOf(EvidenceLevel);

} // namespace ascendify
