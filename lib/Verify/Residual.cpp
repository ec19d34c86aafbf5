//===- Residual.cpp -------------------------------------------------------===//
#include "Verify/Residual.h"
#include "Observe/Observe.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

namespace ascendify {

std::vector<Residue> findResidue(llvm::StringRef text, llvm::StringRef file,
                                 llvm::StringRef style, const Database &data) {
  std::vector<Residue> out;
  UnitFacts facts = observeLexically(text, file, "c++", data);
  for (const Fact &fact : facts.Facts) {
    if (fact.Kind == UseKind::String || fact.Kind == UseKind::Flag ||
        fact.Kind == UseKind::Launch)
      continue;
    // All small letters and digits: a name of C, or the program's own.
    if (fact.Kind != UseKind::Include &&
        llvm::all_of(fact.Symbol, [](char c) { return llvm::isLower(c) || llvm::isDigit(c); }))
      continue;
    // The name is right on the target as it stands.
    bool same = llvm::any_of(data.entries(fact.Symbol), [&](const Entry *entry) {
      auto it = entry->Targets.find(style.str());
      if (it == entry->Targets.end())
        return false;
      const Target &target = it->second;
      return target.Status == Disposition::Direct ||
             llvm::StringRef(target.Rewrite).starts_with(fact.Symbol) ||
             llvm::any_of(target.When, [](const Case &c) {
               return c.Status && *c.Status == Disposition::Direct;
             });
    });
    if (!same)
      out.push_back({fact.Place, fact.Symbol, fact.Library});
  }
  return out;
}

} // namespace ascendify
