//===- Serialize.h - the model as JSON ---------------------------*- C++ -*-===//
//
// Used by `--dump`, by the pipe between the driver and its workers, and by the
// cache. Default values are left out. Reading never aborts: a missing or
// mistyped member reads as its default.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "Model/Edit.h"
#include "Model/Finding.h"
#include "Model/Kernel.h"
#include "Model/Unit.h"
#include "Support/Json.h"
#include "llvm/ADT/STLFunctionalExtras.h"

namespace ascendify {

Json toJson(const Fact &);
Json toJson(const Variant &);
Json toJson(const Body &);
Json toJson(const Kernel &);
Json toJson(const Finding &);
Json toJson(const Edit &);
Json toJson(const UnitFacts &);

Fact factFromJson(const Json &);
Variant variantFromJson(const Json &);
Body bodyFromJson(const Json &);
UnitFacts unitFactsFromJson(const Json &);

/// Calls \p change for every range in the file of the fact or body, however deep it is.
void forEachRange(Fact &, llvm::function_ref<void(SourceRange &)> change);
void forEachRange(Body &, llvm::function_ref<void(SourceRange &)> change);
/// Calls \p change for every argument of the fact's variants.
void forEachArgument(Fact &, llvm::function_ref<void(Argument &)> change);

/// Compact binary form for pipes and the cache; equal values have equal bytes. Readable only by
/// the same build of the program.
std::string toBytes(const UnitFacts &);
std::string toBytes(const Variant &);
std::string toBytes(const Body &);

/// The value that toBytes wrote; false when \p bytes is damaged. Texts that \p texts has are taken from there.
bool fromBytes(llvm::StringRef bytes, UnitFacts &out, SharedTexts *texts = nullptr);

} // namespace ascendify
