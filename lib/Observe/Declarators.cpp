//===- Declarators.cpp - names in types, and qualifiers -------------------===//
//
// The platform's types with what they declare or construct, and its qualifiers.
//
//===----------------------------------------------------------------------===//
#include "Observe/TreeReader.h"

namespace ascendify {

using namespace clang;
using llvm::dyn_cast;
using llvm::isa;

//===--- types and declarators ---------------------------------------------===//

/// The type specifier of a declarator, below pointers, arrays and qualifiers.
static TypeLoc specifierOf(TypeLoc t) {
  for (;;) {
    if (auto q = t.getAs<QualifiedTypeLoc>())
      t = q.getUnqualifiedLoc();
    else if (auto p = t.getAs<PointerTypeLoc>())
      t = p.getPointeeLoc();
    else if (auto r = t.getAs<ReferenceTypeLoc>())
      t = r.getPointeeLoc();
    else if (auto a = t.getAs<ArrayTypeLoc>())
      t = a.getElementLoc();
    else if (auto f = t.getAs<FunctionTypeLoc>())
      t = f.getReturnLoc();
    else if (auto p = t.getAs<ParenTypeLoc>())
      t = p.getInnerLoc();
    else if (auto a = t.getAs<AttributedTypeLoc>())
      t = a.getModifiedLoc();
    else
      return t;
  }
}

DeclFact TreeReader::declaration(const Anchor &at, const DeclaratorDecl *d) {
  DeclFact out;
  out.Name = d->getNameAsString();
  out.Type = Read.canonical(d->getType());
  out.Range = C.P.rangeAt(at, d->getSourceRange());
  if (const TypeSourceInfo *info = d->getTypeSourceInfo()) {
    TypeLoc specifier = specifierOf(info->getTypeLoc());
    out.TypeSpecifier = C.P.rangeAt(at, specifier.getSourceRange());
  }
  if (!out.Name.empty())
    out.NameRange = C.P.rangeAt(at, clang::SourceRange(d->getLocation()));
  if (const auto *v = dyn_cast<VarDecl>(d)) {
    // The braces or parentheses of a constructor are its initializer.
    if (const clang::Expr *init = v->getInit(); init && !v->isCXXForRangeDecl()) {
      const clang::Expr *e = written(init);
      if (const auto *made = dyn_cast<CXXConstructExpr>(e);
          made && made->getParenOrBraceRange().isValid())
        out.Initializer = C.P.rangeAt(at, made->getParenOrBraceRange());
      else if (const auto *made = dyn_cast<CXXConstructExpr>(e);
               !made || (made->getNumArgs() && !isa<CXXDefaultArgExpr>(made->getArg(0))))
        out.Initializer = C.P.rangeAt(at, e->getSourceRange());
    }
    out.Parameter = isa<ParmVarDecl>(d);
  }
  out.Array = d->getType()->isArrayType();
  out.UnsizedArray = d->getType()->isIncompleteArrayType();
  out.Field = isa<FieldDecl>(d);
  out.Function = isa<FunctionDecl>(d);
  return out;
}

bool TreeReader::type(TypeLoc t, const NamedDecl *d, SourceLocation loc) {
  if (!d)
    return true;
  if (!ofPlatform(d)) {
    if (d->getIdentifier() && C.isCandidate(d->getName()))
      if (std::optional<Anchor> at = C.P.anchor(loc); at && at->Text == d->getName())
        C.foreign(*at);
    return true;
  }
  std::optional<Anchor> at = C.P.anchor(loc);
  if (!at || !d->getIdentifier())
    return true;
  std::string symbol = symbolOf(d);
  if (llvm::StringRef(symbol).contains("__ascendify"))
    return true;
  if (at->Text != d->getName()) {
    if (!at->Renamed)
      return true;
    symbol = at->Text.str();
  }
  Fact &f = C.fact(*at, symbol, UseKind::Type, Confidence::Parsed);
  place(f);
  Variant v;
  v.Where = Where;
  v.Dependent = Function && Function->isDependentContext();
  v.Type = Read.canonical(t.getType());
  bool declares =
      Declarator && Declarator->getTypeSourceInfo() &&
      specifierOf(Declarator->getTypeSourceInfo()->getTypeLoc()).getBeginLoc() == t.getBeginLoc();
  const clang::Expr *made = nullptr;
  if (declares) {
    v.Decl = declaration(*at, Declarator);
    if (const auto *variable = dyn_cast<VarDecl>(Declarator); variable && variable->getInit())
      made = written(variable->getInit());
  } else if (!Above.empty()) {
    made = dyn_cast<clang::Expr>(Above.back());
    if (made &&
        !isa<CXXTemporaryObjectExpr, CXXFunctionalCastExpr, CXXUnresolvedConstructExpr>(made))
      made = nullptr;
  }
  construction(*at, made, v, loc);
  C.addVariant(f, std::move(v));
  return true;
}

void TreeReader::construction(const Anchor &at, const clang::Expr *made, Variant &v,
                              SourceLocation name) {
  if (!made)
    return;
  llvm::SmallVector<const clang::Expr *, 4> list;
  const FunctionDecl *constructor = nullptr;
  clang::SourceRange range = made->getSourceRange();
  const clang::Expr *e = made;
  if (const auto *cast = dyn_cast<CXXFunctionalCastExpr>(made))
    e = written(cast->getSubExpr());
  if (const auto *c = dyn_cast<CXXConstructExpr>(e)) {
    if (e == made && !isa<CXXTemporaryObjectExpr>(c) && c->getParenOrBraceRange().isInvalid())
      return;
    list.append(c->arg_begin(), c->arg_end());
    constructor = c->getConstructor();
  } else if (const auto *u = dyn_cast<CXXUnresolvedConstructExpr>(made)) {
    list.append(u->arg_begin(), u->arg_end());
  } else if (const auto *parens = dyn_cast<ParenListExpr>(e)) {
    for (unsigned i = 0; i < parens->getNumExprs(); ++i)
      list.push_back(parens->getExpr(i));
  } else {
    return;
  }
  CallFact call;
  call.Range = C.P.rangeAt(at, range);
  call.Callee = C.P.rangeAt(at, clang::SourceRange(name));
  call.Arguments = Read.arguments(at, list);
  if (constructor && !constructor->getType()->isDependentType())
    call.Signature = Read.canonical(constructor->getType());
  v.Call = std::move(call);
}

//===--- qualifiers --------------------------------------------------------===//

void TreeReader::attributes(const Decl *d) {
  if (!d->hasAttrs())
    return;
  for (const Attr *a : d->attrs()) {
    if (a->isImplicit() || a->isInherited() ||
        !isa<CUDAGlobalAttr, CUDADeviceAttr, CUDAHostAttr, CUDASharedAttr, CUDAConstantAttr,
             CUDALaunchBoundsAttr, HIPManagedAttr, CUDAGridConstantAttr, CUDAClusterDimsAttr>(a))
      continue;
    std::optional<Anchor> at = C.P.anchor(a->getLocation());
    if (!at || !at->Renamed || !at->Text.starts_with("_"))
      continue;
    Fact &f = C.fact(*at, at->Text, UseKind::Qualifier, Confidence::Parsed);
    place(f);
    Variant v;
    v.Where = Where;
    v.Dependent = Function && Function->isDependentContext();
    if (const auto *declarator = dyn_cast<DeclaratorDecl>(d)) {
      v.Decl = declaration(*at, declarator);
      if (const auto *function = dyn_cast<FunctionDecl>(d))
        v.Where = sideOf(function);
    }
    C.addVariant(f, std::move(v));
  }
}

} // namespace ascendify
