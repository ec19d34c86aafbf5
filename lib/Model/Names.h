//===- Names.h - words of the model in reports -------------------*- C++ -*-===//
#pragma once

#include "Model/Body.h"
#include "Model/Finding.h"
#include "Model/Plan.h"
#include "Model/Role.h"
#include "Model/Unit.h"
#include "llvm/ADT/StringRef.h"

namespace ascendify {

llvm::StringRef nameOf(UseKind);
llvm::StringRef nameOf(Confidence);
llvm::StringRef nameOf(MacroOrigin);
llvm::StringRef nameOf(Precedence);
llvm::StringRef nameOf(ResultUse);
llvm::StringRef nameOf(Side);
llvm::StringRef nameOf(LaunchFact::Form);
llvm::StringRef nameOf(Disposition);
llvm::StringRef nameOf(Severity);
llvm::StringRef nameOf(Axis);
llvm::StringRef nameOf(Likelihood);
llvm::StringRef nameOf(Silenced);
llvm::StringRef nameOf(Phase);
llvm::StringRef nameOf(Tier);
llvm::StringRef nameOf(MemorySpace);
llvm::StringRef nameOf(ExprKind);
llvm::StringRef nameOf(Callee);

/// The value that \p name names, or none. Instantiated for the enumerations above.
template <typename Enum> std::optional<Enum> parseName(llvm::StringRef name);

} // namespace ascendify
