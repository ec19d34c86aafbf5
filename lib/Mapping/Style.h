//===- Style.h - how output of one style is written --------------*- C++ -*-===//
//
// What no single mapping can say: the texts that the rewrite handlers put in, and the suffixes of
// files. A table like any other (`mappings/styles/<name>.json`; style.schema.json explains every key):
// an overlay that names a style replaces it as a whole.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "llvm/ADT/StringRef.h"
#include <map>
#include <string>
#include <vector>

namespace ascendify {

struct Style {
  std::string Name;         ///< `native` or `portable`
  std::string CudaSuffix;   ///< of what was a `.cu` file; empty: it keeps its own
  std::string DeviceSuffix; ///< of any other source with device code; likewise
  std::string BuildInclude; ///< output that includes this header needs something of whoever builds it;
  std::string BuildNote;    ///< what, in a sentence
  std::string BesideSuffix; ///< of a new source beside a `.cu` file that stays
  std::string GuardMacro;   ///< chooses the target in files that serve CUDA as well
  std::string KernelNeeds;  ///< without this capability kernels are kept as they are, behind
  std::string KernelMacro;  ///< this macro
  std::map<std::string, std::string> KernelRoutes; ///< how such a kernel is written, by what it does
  /// Handler -> parameter -> texts.
  std::map<std::string, std::map<std::string, std::vector<std::string>, std::less<>>, std::less<>> Handlers;

  /// Whether \p handler is described at all.
  bool has(llvm::StringRef handler) const { return Handlers.find(handler) != Handlers.end(); }
  /// The texts of \p parameter of \p handler; empty when not given.
  const std::vector<std::string> &texts(llvm::StringRef handler, llvm::StringRef parameter) const;
  /// The one text of it; empty when not given.
  llvm::StringRef text(llvm::StringRef handler, llvm::StringRef parameter) const;
};

} // namespace ascendify
