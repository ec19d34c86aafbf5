//===- List.h - the tables as lists ------------------------------*- C++ -*-===//
#pragma once

#include "Mapping/Database.h"
#include "Support/Json.h"

namespace ascendify {

/// Array of {symbol, library, kind, targets}, sorted by symbol; `targets` is
/// style -> {status, …}. An overloaded symbol has one element per overload, with
/// `paramTypes`; a family has `family`, an alias `alias`.
Json listMappings(const Database &);

/// The same as lines of text: symbol, library, kind, and status by style.
std::string listMappingsText(const Database &);

} // namespace ascendify
