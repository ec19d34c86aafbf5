//===- ScoreJson.h - scores, plans and what-ifs as JSON ----------*- C++ -*-===//
#pragma once

#include "Model/Audit.h"
#include "Support/Json.h"

namespace ascendify {

Json placeJson(const Location &);
/// `p10`, `p50` and `p90`, rounded to hundredths of an hour.
Json rangeJson(const EffortRange &);

/// Members `score`, `plan` and `what_if` of audit.schema.json.
Json scoreJson(const Audit &);
Json planJson(const Audit &);
Json whatIfJson(const Audit &);

} // namespace ascendify
