//===- Extract.cpp - One parse, public declarations and macros ------------===//
//
// Idea: a synthetic main file includes the headers; everything declared in a
// header that the options keep becomes a symbol.
// Trap: bodies are skipped, so a header needs no more than its declarations;
// include guards are macros too and are not symbols.
//
//===----------------------------------------------------------------------===//

#include "Lower.h"
#include "clang/Frontend/CompilerInstance.h"
#include "clang/Frontend/FrontendActions.h"
#include "clang/Lex/MacroArgs.h"
#include "clang/Lex/Preprocessor.h"
#include "clang/Tooling/Tooling.h"
#include "llvm/Support/GlobPattern.h"
#include "llvm/Support/Path.h"
#include <map>
#include <set>

using namespace clang;
using namespace ascendify::surface;

namespace {

/// Decides which files count and how they are called in a surface.
class HeaderFilter {
public:
  HeaderFilter(const SourceManager &SM, const Options &O) : SM(SM), O(O) {}

  /// The name below a root although the options may not keep the file, or empty.
  std::string nameBelowRoot(llvm::StringRef Path) const { return compute(Path, /*All=*/true); }

  /// Empty when the file is not kept. The name is relative to the first root that holds it.
  std::string name(SourceLocation Location) const {
    Location = SM.getExpansionLoc(Location);
    OptionalFileEntryRef File = SM.getFileEntryRefForID(SM.getFileID(Location));
    if (!File)
      return {};
    auto [It, New] = Cache.try_emplace(File->getUID());
    if (New)
      It->second = compute(File->getName());
    return It->second;
  }

private:
  std::string compute(llvm::StringRef Path, bool All = false) const {
    llvm::SmallString<256> Clean(Path);
    llvm::sys::path::remove_dots(Clean, /*remove_dot_dot=*/true);
    llvm::StringRef Best;
    for (const std::string &Root : O.Roots) {
      llvm::SmallString<256> R(Root);
      llvm::sys::path::remove_dots(R, true);
      llvm::StringRef Rest = Clean;
      if (Rest.consume_front(R) && Rest.consume_front("/") &&
          Best.empty())
        Best = Rest;
    }
    if (Best.empty())
      return {};
    if (All || O.Only.empty())
      return Best.str();
    for (const std::string &Pattern : O.Only)
      if (auto Glob = llvm::GlobPattern::create(Pattern)) {
        if (Glob->match(Best))
          return Best.str();
      } else {
        llvm::consumeError(Glob.takeError());
      }
    return {};
  }

  const SourceManager &SM;
  const Options &O;
  mutable std::map<unsigned, std::string> Cache;
};

/// The definitions of macros, in the order of the files; the last one wins.
class MacroCollector : public PPCallbacks {
public:
  MacroCollector(Preprocessor &PP, const HeaderFilter &Filter,
                 std::map<std::string, Object> &Macros,
                 std::map<std::string, std::vector<std::string>> &Headers)
      : PP(PP), Filter(Filter), Macros(Macros), Headers(Headers) {}

  /// Which header includes which: an umbrella header has nothing else.
  void InclusionDirective(SourceLocation Hash, const Token &, llvm::StringRef Name, bool Angled,
                          CharSourceRange, OptionalFileEntryRef File, llvm::StringRef,
                          llvm::StringRef, const Module *, bool,
                          SrcMgr::CharacteristicKind) override {
    std::string From = Filter.name(Hash);
    if (From.empty())
      return;
    std::string To = File ? Filter.nameBelowRoot(File->getName()) : std::string();
    if (To.empty())
      To = Angled ? "<" + Name.str() + ">" : Name.str();
    std::vector<std::string> &List = Headers[From];
    if (To != From && std::find(List.begin(), List.end(), To) == List.end())
      List.push_back(To);
  }

  void MacroDefined(const Token &Name, const MacroDirective *MD) override {
    const MacroInfo *Info = MD->getMacroInfo();
    std::string Header = Filter.name(Info->getDefinitionLoc());
    if (Header.empty())
      return;
    Object Out = {{"name", Name.getIdentifierInfo()->getName().str()},
                  {"kind", "macro"}, {"header", Header}};
    if (Info->isFunctionLike()) {
      Object Params = Object::array();
      for (const IdentifierInfo *P : Info->params())
        Params.push_back({{"name", P->getName().str()}});
      if (Info->isC99Varargs())
        Params.back()["name"] = "...";
      Out["params"] = std::move(Params);
    }
    std::string Value;
    for (const Token &T : Info->tokens()) {
      if (!Value.empty() && T.hasLeadingSpace())
        Value += ' ';
      Value += PP.getSpelling(T);
    }
    // What a function-like macro expands to is text of the header, not a fact about its use.
    if (Info->isObjectLike())
      Out["value"] = Value;
    Last[Name.getIdentifierInfo()->getName().str()] = Info;
    Macros[Name.getIdentifierInfo()->getName().str()] = std::move(Out);
  }

  void MacroUndefined(const Token &Name, const MacroDefinition &, const MacroDirective *) override {
    Macros.erase(Name.getIdentifierInfo()->getName().str());
  }

  void EndOfMainFile() override {
    for (auto &[Name, Info] : Last)
      if (Info->isUsedForHeaderGuard())
        Macros.erase(Name);
  }

private:
  Preprocessor &PP;
  const HeaderFilter &Filter;
  std::map<std::string, Object> &Macros;
  std::map<std::string, std::vector<std::string>> &Headers;
  std::map<std::string, const MacroInfo *> Last;
};

class Consumer : public ASTConsumer {
public:
  Consumer(const HeaderFilter &Filter, const Options &O, Result &R) : Filter(Filter), O(O), R(R) {}

  void HandleTranslationUnit(ASTContext &Context) override {
    Lowering L(Context);
    walk(Context.getTranslationUnitDecl(), L);
  }

private:
  void walk(const DeclContext *DC, Lowering &L) {
    for (const Decl *D : DC->decls()) {
      if (isa<LinkageSpecDecl>(D) || isa<ExportDecl>(D)) {
        walk(cast<DeclContext>(D), L);
        continue;
      }
      if (const auto *N = dyn_cast<NamespaceDecl>(D)) {
        walk(N, L);
        continue;
      }
      const auto *N = dyn_cast<NamedDecl>(D);
      if (!N || D->isImplicit())
        continue;
      std::string Header = Filter.name(D->getLocation());
      if (Header.empty())
        continue;
      // Only the definition of a record that has one; one declaration of a function.
      if (const auto *Tag = dyn_cast<TagDecl>(D)) {
        if (Tag->getDefinition() && Tag->getDefinition() != Tag)
          continue;
        if (!Tag->getDefinition() && Tag != Tag->getCanonicalDecl())
          continue;
        if (Tag->getDeclName().isEmpty() && !Tag->getTypedefNameForAnonDecl() &&
            !isa<EnumDecl>(Tag))
          continue;
      }
      if (const auto *T = dyn_cast<ClassTemplateDecl>(D)) {
        const CXXRecordDecl *Pattern = T->getTemplatedDecl();
        if (Pattern->getDefinition() ? Pattern->getDefinition() != Pattern
                                     : T != T->getCanonicalDecl())
          continue;
      }
      if (const auto *S = dyn_cast<ClassTemplateSpecializationDecl>(D))
        if (!S->isExplicitSpecialization() && !isa<ClassTemplatePartialSpecializationDecl>(S))
          continue;
      if (isMemberOutOfLine(D) || isRedeclaration(D))
        continue;
      Object Symbol = L.lower(N);
      if (Symbol.is_null())
        continue;
      Object Out = {{"name", Symbol["name"]}, {"kind", Symbol["kind"]}, {"header", Header}};
      if (!O.Reserved && llvm::StringRef(N->getName()).starts_with("__"))
        continue;
      for (auto &[Key, Value] : Symbol.items())
        Out[Key] = Value;
      R.Symbols.push_back(std::move(Out));
    }
  }

  static bool isMemberOutOfLine(const Decl *D) {
    if (const auto *T = dyn_cast<FunctionTemplateDecl>(D))
      D = T->getTemplatedDecl();
    if (isa<CXXMethodDecl>(D))
      return true;
    const auto *V = dyn_cast<VarDecl>(D);
    return V && V->isStaticDataMember();
  }

  /// A kept header declared it before, outside of a class: a friend is no declaration of its own.
  bool isRedeclaration(const Decl *D) const {
    if (isa<TagDecl, ClassTemplateDecl>(D))
      return false;
    for (const Decl *P = D->getPreviousDecl(); P; P = P->getPreviousDecl())
      if (!P->getLexicalDeclContext()->isRecord() && !Filter.name(P->getLocation()).empty())
        return true;
    return false;
  }

  const HeaderFilter &Filter;
  const Options &O;
  Result &R;
};

class Action : public ASTFrontendAction {
public:
  Action(const Options &O, Result &R) : O(O), R(R) {}

  bool BeginInvocation(CompilerInstance &CI) override {
    CI.getFrontendOpts().SkipFunctionBodies = true;
    return true;
  }

  std::unique_ptr<ASTConsumer> CreateASTConsumer(CompilerInstance &CI, llvm::StringRef) override {
    Filter = std::make_unique<HeaderFilter>(CI.getSourceManager(), O);
    CI.getPreprocessor().addPPCallbacks(
        std::make_unique<MacroCollector>(CI.getPreprocessor(), *Filter, Macros, Headers));
    return std::make_unique<Consumer>(*Filter, O, R);
  }

  void EndSourceFileAction() override {
    for (auto &[Name, Includes] : Headers)
      R.Headers.push_back({{"name", Name}, {"includes", Includes}});
    for (auto &[Name, Symbol] : Macros)
      R.Symbols.push_back(Symbol);
    R.Errors = getCompilerInstance().getDiagnostics().getClient()->getNumErrors();
  }

private:
  const Options &O;
  Result &R;
  std::unique_ptr<HeaderFilter> Filter;
  std::map<std::string, Object> Macros;
  std::map<std::string, std::vector<std::string>> Headers;
};

} // namespace

Result ascendify::surface::extract(const Options &O) {
  std::string Code;
  for (const std::string &Header : O.Headers)
    Code += "#include \"" + Header + "\"\n";
  std::vector<std::string> Args = {"-x", O.Language, "-fsyntax-only", "-w",
                                   "-ferror-limit=0"};
  if (O.Language != "c")
    Args.push_back("-std=c++17");
  if (O.Language == "cuda")
    Args.insert(Args.end(), {"--cuda-host-only", "-nocudainc", "-nocudalib"});
  for (const std::string &Include : O.Includes)
    Args.insert(Args.end(), {"-include", Include});
  Args.insert(Args.end(), O.Arguments.begin(), O.Arguments.end());
  Result R;
  std::string Name = O.Language == "c" ? "surface-input.c" : "surface-input.cpp";
  if (!tooling::runToolOnCodeWithArgs(std::make_unique<Action>(O, R), Code, Args, Name,
                                      "ascendify-surface") &&
      !R.Errors)
    R.Errors = 1;
  return R;
}
