//===- Variables.h - where variables of a body change ------------*- C++ -*-===//
#pragma once

#include "Model/Body.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"
#include <optional>
#include <string>
#include <vector>

namespace ascendify {

/// A local variable or a member of one: `grid.x`.
struct VariablePart {
  uint32_t Local;
  std::string Path; ///< `x`, `gridDim.x`; empty for the whole
};
/// What \p expr names, when it is that; through a pointer it is not.
std::optional<VariablePart> partOf(const Body &, uint32_t expr);

bool isAssignment(llvm::StringRef op);
bool isComparison(llvm::StringRef op);
/// Whether \p call may change its argument \p index, which it takes by reference.
bool changesArgument(const Expr &call, size_t index);
/// Whether the address `&x` at \p expr is only used where it is not written through: as a pointer to const.
bool isReadOnlyUse(const Body &, uint32_t expr);

/// The definitions that reach a use.
struct ReachingDefinitions {
  std::vector<uint32_t> Found; ///< indices into what was given
  bool Entry = false;          ///< so does the value at the start of the function
  std::vector<bool> Blocked;   ///< blocks with a definition, that of the use left out when it is reached from above
};
/// Which of \p definitions (expressions, sorted) reach the expression \p use.
ReachingDefinitions reachingAt(const Body &, llvm::ArrayRef<uint32_t> definitions, uint32_t use);

/// Whether the branch at the end of \p branch must have gone one way when \p block is reached from
/// \p from: true or false; none when both are possible. \p blocked are not passed.
std::optional<bool> decided(const Body &, uint32_t from, uint32_t branch, uint32_t block,
                            const std::vector<bool> *blocked);

} // namespace ascendify
