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

} // namespace ascendify
