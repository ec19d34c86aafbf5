//===- Cann.h - the headers of an installed CANN -----------------*- C++ -*-===//
//
// What clang is told so that it reads CANN's own headers instead of our declarations: a stronger check of host code,
// a partial one of device code, whose private headers need bisheng's builtins and are skipped. The names are data
// (mappings/build/cann.json).
//
//===----------------------------------------------------------------------===//
#pragma once

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"
#include <optional>
#include <string>
#include <vector>

namespace ascendify {

struct CannInstall {
  std::string Home;
  std::vector<std::string> Host, Device; ///< arguments for sources of either kind
};

/// The installation that the environment names, none when it names none. An error: the variable names no folder, or the data of
/// the program in \p share is damaged.
llvm::Expected<std::optional<CannInstall>> findCann(const std::string &share);

} // namespace ascendify
