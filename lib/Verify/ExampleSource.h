//===- ExampleSource.h - embedded examples as CUDA sources -------*- C++ -*-===//
//
// Many examples share one unit, each in a namespace of its own, between comments that survive a
// rewrite, so that its text can be found again in what comes out. What could disturb others (an open
// bracket, a macro) gets a unit of its own.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "Mapping/Check.h"
#include "Model/Location.h"
#include "llvm/ADT/ArrayRef.h"

namespace ascendify {

/// An example in the text of a unit.
struct PlacedExample {
  size_t Index = 0; ///< in the list given
  SourceRange Block; ///< everything of it, but for its include lines
  SourceRange In;    ///< the statements
};

struct ExampleUnit {
  std::string File; ///< relative to the root
  std::string Text;
  std::vector<PlacedExample> Examples; ///< in order
};

/// Whether \p example can share a unit with others.
bool canShareUnit(const Example &example);

/// Units for the \p chosen of \p examples: at most \p size in one. Only examples with the same
/// include lines share a unit. File names begin with \p prefix.
std::vector<ExampleUnit> makeExampleUnits(llvm::ArrayRef<EmbeddedExample> examples,
                                          llvm::ArrayRef<size_t> chosen, size_t size,
                                          llvm::StringRef prefix);

/// What \p rewritten, the rewritten text of a unit, says of example \p index.
struct RewrittenExample {
  std::string Preface; ///< what stands before the first example: the include lines
  std::string Block;   ///< everything of the example
  std::string In;      ///< the statements
};

/// None when the rewrite went over the example's comments.
std::optional<RewrittenExample> findRewritten(llvm::StringRef rewritten, size_t index);

} // namespace ascendify
