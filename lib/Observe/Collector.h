//===- Collector.h - the facts of one unit while it is parsed ----*- C++ -*-===//
//
// The preprocessor and the syntax tree see the same place many times (macro
// expansions, instantiations); here they become one fact with variants.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "Observe/Places.h"
#include "llvm/ADT/StringMap.h"
#include <map>
#include <set>

namespace ascendify {

class Collector {
public:
  Collector(Places &places, const SymbolTable &symbols) : P(places), Symbols(symbols) {}

  Places &P;
  const SymbolTable &Symbols;
  UnitFacts Out;
  /// A branch that depends on `__CUDA_ARCH__` holds code that this parse did not see.
  bool HidesDeviceCode = false;

  struct Known {
    std::optional<SymbolInfo> Listed;  ///< the table has it
    std::optional<SymbolInfo> Guessed; ///< or it looks like one
  };
  /// What the table says of \p name, remembered.
  const Known &known(llvm::StringRef name);
  /// Whether a token spelled so would be a lexical fact.
  bool isCandidate(llvm::StringRef name) {
    const Known &k = known(name);
    return k.Listed || k.Guessed;
  }

  /// The fact of \p symbol at \p at, made when new.
  Fact &fact(const Anchor &at, llvm::StringRef symbol, UseKind fallback, Confidence sureness);
  /// Adds a variant unless the fact has it or has very many.
  void addVariant(Fact &fact, Variant variant);
  /// A macro of the C library that device code has too (`assert`): which it is shows when the tree
  /// has told where device code stands.
  struct LibraryMacro {
    Anchor At;
    clang::SourceLocation Expansion;
  };
  std::vector<LibraryMacro> LibraryMacros;
  /// The token means something else than the platform's symbol of its name.
  void foreign(const Anchor &at);
  /// Moves everything into Out, sorted.
  UnitFacts take();

private:
  using Key = std::tuple<std::string, uint32_t, std::string, UseKind>;
  struct Slot {
    Fact F;
    std::set<std::string> Seen;
  };
  std::map<Key, Slot> Facts;
  llvm::DenseMap<const Fact *, Slot *> Slots;
  llvm::StringMap<Known> Names;
  std::set<FileRange> Foreign;
};

/// The preprocessor's part: macros, includes, skipped regions.
std::unique_ptr<clang::PPCallbacks> makePreprocessObserver(Collector &);

/// The syntax tree's part, over \p declarations (top-level ones of the unit).
void observeTree(Collector &, clang::ASTContext &, llvm::ArrayRef<clang::Decl *> declarations);

} // namespace ascendify
