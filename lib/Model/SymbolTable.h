//===- SymbolTable.h - the names that matter ---------------------*- C++ -*-===//
#pragma once

#include "Model/Fact.h"
#include "Model/Role.h"
#include "llvm/ADT/StringRef.h"

namespace ascendify {

/// What a table knows of a name before anything is judged.
struct SymbolInfo {
  llvm::StringRef Library;
  UseKind Kind = UseKind::Function;
  Roles Does = {}; ///< what it does to a program; empty when no table says
};

/// The set of known platform names. Observers use it to tell what to look for;
/// the mapping database implements it. Must be safe to read from many threads.
class SymbolTable {
public:
  virtual ~SymbolTable();
  /// The entry of the qualified \p name (`cudaMalloc`, `cub::BlockReduce`), or none.
  virtual std::optional<SymbolInfo> find(llvm::StringRef name) const = 0;
  /// Whether an unlisted \p name looks like a platform's (`cudaFutureThing`), and of which library:
  /// prefixes and namespaces are data too. Such a name is reported as `unknown`.
  virtual std::optional<SymbolInfo> guess(llvm::StringRef name) const = 0;
};

} // namespace ascendify
