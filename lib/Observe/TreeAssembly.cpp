//===- TreeAssembly.cpp - inline assembly in the syntax tree --------------===//
//
// In a function for the device an `asm` statement is PTX; elsewhere it is assembler of the host,
// and what the lexer took for PTX there is not. The literals of the text may stand in macros, each at
// its own place; what a macro made out of tokens (`#op`) was written nowhere.
//
//===----------------------------------------------------------------------===//
#include "Observe/Assembly.h"
#include "Observe/TextScan.h"
#include "Observe/TreeReader.h"

namespace ascendify {

using namespace clang;

namespace {

/// What stands between the quotes of \p token, and from which byte on.
std::pair<llvm::StringRef, uint32_t> contentOf(llvm::StringRef token) {
  size_t open = token.find('"');
  if (open == llvm::StringRef::npos)
    return {};
  if (open && token[open - 1] == 'R') {
    size_t paren = token.find('(', open);
    if (paren == llvm::StringRef::npos)
      return {};
    size_t closing = paren - open + 1; // )delimiter"
    return {token.slice(paren + 1, std::max(token.size(), closing) - closing), uint32_t(paren + 1)};
  }
  return {token.drop_front(open + 1).drop_back(token.ends_with("\"")), uint32_t(open + 1)};
}

} // namespace

void TreeReader::assembly(const GCCAsmStmt *statement) {
  const auto *literal = llvm::dyn_cast<clang::StringLiteral>(statement->getAsmStringExpr());
  if (!literal)
    return;
  constexpr uint32_t nowhere = ~0u;
  AssemblyText code;
  std::vector<Anchor> written;
  for (unsigned i = 0; i < literal->getNumConcatenated(); ++i) {
    SourceLocation loc = literal->getStrTokenLoc(i);
    std::optional<Anchor> at = C.P.anchor(loc);
    std::string made;
    llvm::StringRef token;
    if (at && !at->Renamed && at->Text.contains('"')) {
      token = at->Text;
    } else {
      at.reset();
      llvm::SmallVector<char, 64> buffer;
      made = Lexer::getSpelling(C.P.manager().getSpellingLoc(loc), buffer, C.P.manager(), C.P.options()).str();
      token = made;
    }
    auto [content, skip] = contentOf(token);
    bool raw = content.data() && content.data() > token.data() && content.data()[-1] == '(';
    std::string text = raw ? content.str() : unescaped(content);
    if (at) {
      code.append(text, uint32_t(written.size()), at->Offset + skip);
      written.push_back(std::move(*at));
    } else {
      code.append(text, nowhere, 0);
    }
  }
  for (const Instruction &instruction : instructionsOf(code.Text)) {
    // Where it begins, as far as that is written somewhere.
    std::optional<Anchor> at;
    for (uint32_t i = instruction.Begin; i < instruction.End; ++i) {
      const AssemblyText::Origin &begin = code.Places[i];
      if (begin.Source == nowhere)
        continue;
      at = written[begin.Source];
      const AssemblyText::Origin &end = code.Places[instruction.End - 1];
      bool together = end.Source != nowhere && written[end.Source].Level == at->Level;
      at->Offset = begin.Offset;
      at->Length = together ? end.Offset + 1 - begin.Offset : 1;
      break;
    }
    if (!at)
      at = C.P.anchor(statement->getAsmLoc());
    if (!at)
      continue;
    if (Where == Side::Host) {
      C.foreign(*at);
      continue;
    }
    std::optional<SymbolInfo> info = findInstruction(C.Symbols, instruction.Name);
    Fact &f = C.fact(*at, instruction.Name, info ? info->Kind : UseKind::Builtin, Confidence::Parsed);
    f.Library = info ? info->Library.str() : AssemblyLibrary.str();
    place(f);
    Variant v;
    v.Where = Where;
    v.Dependent = Function && Function->isDependentContext();
    C.addVariant(f, std::move(v));
  }
}

} // namespace ascendify
