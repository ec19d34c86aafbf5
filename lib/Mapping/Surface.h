//===- Surface.h - the names and arities of a platform -----------*- C++ -*-===//
//
// What checks need of mappings/surface/…: which names exist, and with how many
// arguments they can be called. An overload set is a list of ranges.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "Support/Json.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/ADT/StringSet.h"

namespace ascendify {

class Surface {
public:
  /// Adds every `*.json` below \p folder; a missing folder adds nothing.
  llvm::Error add(llvm::StringRef folder);

  bool empty() const { return Names.empty(); }
  bool has(llvm::StringRef name) const { return Names.contains(name); }
  /// Whether there is a list of the names of \p library at all.
  bool lists(llvm::StringRef library) const { return Libraries.contains(library); }
  /// Whether \p name may be called with \p arguments; true for what is no function.
  bool takes(llvm::StringRef name, unsigned arguments) const;
  /// The arities of \p name as a message shows them: `4`, `2 or 3`.
  std::string arities(llvm::StringRef name) const;
  /// Enumeration and value of an enumerator, `ncclDataType_t 6`; empty for any other name. Two with the same
  /// are one thing with two names.
  std::string valueOf(llvm::StringRef name) const { return Values.lookup(name); }
  /// Parameter types of the overloads of \p name, as they are written; without those that take any number.
  llvm::ArrayRef<std::vector<std::string>> signatures(llvm::StringRef name) const {
    auto it = Signatures.find(name);
    if (it == Signatures.end())
      return {};
    return it->second;
  }
  /// The largest number of parameters; none for what is no function.
  std::optional<unsigned> mostParameters(llvm::StringRef name) const;

private:
  void addSymbol(const Json &symbol);

  struct Arity {
    unsigned Least, Most; ///< Most is ~0u for a variadic function
  };
  llvm::StringMap<std::vector<Arity>> Names;
  llvm::StringSet<> Libraries;
  llvm::StringMap<std::string> Values;
  llvm::StringMap<std::vector<std::vector<std::string>>> Signatures;
};

} // namespace ascendify
