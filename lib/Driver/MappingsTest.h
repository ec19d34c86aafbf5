//===- MappingsTest.h - `ascendify mappings test` ----------------*- C++ -*-===//
#pragma once

#include "Driver/Subcommand.h"

namespace ascendify {

/// Tests the examples of the tables in the inputs behind `test`.
llvm::Expected<int> testMappings(const Invocation &);

} // namespace ascendify
