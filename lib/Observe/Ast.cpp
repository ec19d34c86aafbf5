//===- Ast.cpp - facts from the syntax tree -------------------------------===//
//
// Visits what is written under the root, templates and their instantiations. A
// name that resolves to a declaration of the platform is a use; one that resolves
// to something else is noted as foreign, so that the lexical tier does not report it.
//
//===----------------------------------------------------------------------===//
#include "Observe/Lower.h"

namespace ascendify {

using namespace clang;
using llvm::dyn_cast;
using llvm::isa;

namespace {

class TreeObserver : public RecursiveASTVisitor<TreeObserver> {
  using Base = RecursiveASTVisitor<TreeObserver>;

public:
  TreeObserver(Collector &collector, ASTContext &context)
      : C(collector), Read(collector, context), Bodies(collector, context) {}

  /// After everything was visited.
  void finish() { Bodies.finish(); }

  bool shouldVisitTemplateInstantiations() const { return true; }

  //===--- context ---------------------------------------------------------===//

  bool TraverseStmt(Stmt *s) {
    if (!s)
      return true;
    Above.push_back(s);
    bool more = Base::TraverseStmt(s);
    Above.pop_back();
    return more;
  }

  bool TraverseDecl(Decl *d) {
    if (!d)
      return true;
    const DeclaratorDecl *outerDeclarator = Declarator;
    const FunctionDecl *outerFunction = Function;
    Side outerSide = Where;
    std::vector<const Stmt *> outerAbove;
    Declarator = dyn_cast<DeclaratorDecl>(d);
    if (const auto *f = dyn_cast<FunctionDecl>(d)) {
      Function = f;
      Where = sideOf(f);
      outerAbove.swap(Above);
    }
    bool more = Base::TraverseDecl(d);
    if (isa<FunctionDecl>(d)) {
      if (const auto *f = dyn_cast<FunctionDecl>(d); f->doesThisDeclarationHaveABody())
        Bodies.add(*f);
      outerAbove.swap(Above);
    }
    Declarator = outerDeclarator;
    Function = outerFunction;
    Where = outerSide;
    return more;
  }

  bool TraverseLambdaExpr(LambdaExpr *lambda) {
    Side outer = Where;
    const CXXMethodDecl *call = lambda->getCallOperator();
    // Clang makes every lambda host and device; what is written decides.
    auto written = [&](const auto *a) { return a && !a->isImplicit(); };
    if (written(call->getAttr<CUDADeviceAttr>()) || written(call->getAttr<CUDAHostAttr>())) {
      Where = sideOf(call);
      attributes(call);
    }
    bool more = Base::TraverseLambdaExpr(lambda);
    Bodies.addLambda(*lambda);
    Where = outer;
    return more;
  }

  //===--- expressions -----------------------------------------------------===//

  bool VisitDeclRefExpr(DeclRefExpr *e) {
    reference(e, meant(e->getFoundDecl(), e->getDecl()), e->getLocation(),
              e->getQualifierLoc().getBeginLoc());
    return true;
  }

  bool VisitMemberExpr(MemberExpr *e) {
    reference(e, e->getMemberDecl(), e->getMemberLoc(), e->getBeginLoc());
    return true;
  }

  bool VisitOverloadExpr(OverloadExpr *e) {
    const NamedDecl *platform = nullptr;
    bool other = false;
    for (const NamedDecl *d : e->decls())
      if (const NamedDecl *under = meant(d, d->getUnderlyingDecl()); ofPlatform(under))
        platform = under;
      else
        other = true;
    // `free` in a host template means the one of the C library, which device code has too.
    if (platform && !(other && Where == Side::Host)) {
      emitReference(e, platform, e->getNameLoc(), e->getQualifierLoc().getBeginLoc(),
                    other ? Confidence::Recovered : Confidence::Parsed, nullptr);
      return true;
    }
    byName(e, e->getName(), e->getNameLoc(), other);
    return true;
  }

  bool VisitDependentScopeDeclRefExpr(DependentScopeDeclRefExpr *e) {
    byName(e, e->getDeclName(), e->getLocation(), true);
    return true;
  }
  bool VisitCXXDependentScopeMemberExpr(CXXDependentScopeMemberExpr *e) {
    byName(e, e->getMember(), e->getMemberLoc(), true);
    return true;
  }

  bool VisitCUDAKernelCallExpr(CUDAKernelCallExpr *e) {
    const CallExpr *config = e->getConfig();
    if (!config)
      return true;
    std::optional<Anchor> at = C.P.anchor(config->getBeginLoc());
    if (!at || !at->Text.starts_with("<<"))
      return true;
    // A split chevron (`<< <`) is still one launch.
    Fact &f = C.fact(*at, "<<<", UseKind::Launch, sureness(e));
    f.Range.End = f.Range.Begin + std::max<uint32_t>(at->Length, 3);
    place(f);
    Variant v;
    v.Where = Where;
    v.Dependent = Function && Function->isDependentContext();
    v.Launch = Read.chevron(*at, Above, e);
    C.addVariant(f, std::move(v));
    return true;
  }

  //===--- types -----------------------------------------------------------===//

  bool VisitTypedefTypeLoc(TypedefTypeLoc t) { return type(t, t.getDecl(), t.getNameLoc()); }
  bool VisitUsingTypeLoc(UsingTypeLoc t) {
    return type(t, meant(t.getDecl(), t.getDecl()->getTargetDecl()), t.getNameLoc());
  }
  bool VisitTagTypeLoc(TagTypeLoc t) {
    if (t.isDefinition())
      return true;
    return type(t, t.getDecl(), t.getNameLoc());
  }
  bool VisitTemplateSpecializationTypeLoc(TemplateSpecializationTypeLoc t) {
    return type(t, meant(t.getTypePtr()->getTemplateName()), t.getTemplateNameLoc());
  }
  bool VisitDeducedTemplateSpecializationTypeLoc(DeducedTemplateSpecializationTypeLoc t) {
    return type(t, meant(t.getTypePtr()->getTemplateName()), t.getTemplateNameLoc());
  }

  //===--- declarations ----------------------------------------------------===//

  bool VisitDecl(Decl *d) {
    if (!isa<CXXMethodDecl>(d) || !llvm::cast<CXXMethodDecl>(d)->getParent()->isLambda())
      attributes(d);
    if (const auto *named = dyn_cast<NamedDecl>(d);
        named && named->getIdentifier() && C.isCandidate(named->getName()) && !named->isImplicit())
      if (std::optional<Anchor> at = C.P.anchor(named->getLocation());
          at && at->Text == named->getName())
        C.foreign(*at);
    return true;
  }

private:
  //===--- what is the platform's --------------------------------------------===//

  static Side sideOf(const FunctionDecl *f) {
    if (f->hasAttr<CUDAGlobalAttr>())
      return Side::Device;
    bool device = f->hasAttr<CUDADeviceAttr>(), host = f->hasAttr<CUDAHostAttr>();
    return device ? (host ? Side::Both : Side::Device) : Side::Host;
  }

  static bool isPlain(llvm::StringRef name) {
    name.consume_front("std::");
    return llvm::all_of(name, [](char c) { return llvm::isLower(c) || llvm::isDigit(c); });
  }

  /// The platform may lend names of others (`thrust::tuple` is `std::tuple`): then the name
  /// \p found is meant, not the declaration \p target behind it.
  const NamedDecl *meant(const NamedDecl *found, const NamedDecl *target) {
    if (!found || !isa<UsingShadowDecl>(found) || !target ||
        C.P.originOf(target->getLocation()) != Origin::System ||
        C.P.originOf(found->getLocation()) != Origin::Platform)
      return target;
    return found;
  }
  const NamedDecl *meant(TemplateName name) {
    return meant(name.getAsUsingShadowDecl(), name.getAsTemplateDecl());
  }

  /// Whether \p d is declared by the platform, here and now: the C library's `sqrt` is the
  /// platform's inside device code.
  bool ofPlatform(const NamedDecl *d) {
    if (!d)
      return false;
    auto [it, fresh] = Origins.try_emplace(d->getCanonicalDecl(), Kind::Other);
    if (fresh)
      it->second = originOf(d);
    return it->second == Kind::Platform || (it->second == Kind::Library && Where != Side::Host);
  }

  enum class Kind { Other, Platform, Library };

  Kind originOf(const NamedDecl *d) {
    // What the compiler itself knows (`__syncthreads`, `printf`) is declared where it is first
    // used.
    if (d->getLocation().isInvalid() || (d->isImplicit() && isa<FunctionDecl>(d))) {
      if (!isa<FunctionDecl>(d) || !d->getIdentifier() || !C.known(d->getName()).Listed)
        return Kind::Other;
      return isPlain(d->getName()) ? Kind::Library : Kind::Platform;
    }
    Origin from = C.P.originOf(d->getLocation());
    if (from == Origin::Root)
      return Kind::Other;
    if (from == Origin::Platform)
      return Kind::Platform;
    std::string name = symbolOf(d);
    const Collector::Known &k = C.known(name);
    // A namespace that the tables claim (`c10::cuda::`) is listed as a whole.
    if (!k.Listed && !(k.Guessed && llvm::StringRef(name).contains("::")))
      return Kind::Other;
    return isPlain(name) ? Kind::Library : Kind::Platform;
  }

  const std::string &symbolOf(const NamedDecl *d) {
    std::string &name = Symbols[d->getCanonicalDecl()];
    if (name.empty()) {
      name = Read.nameOf(d);
      // std::sqrt in device code is CUDA's sqrt.
      llvm::StringRef rest = name;
      if (rest.consume_front("std::") && !rest.contains(':') && !C.known(name).Listed &&
          C.known(rest).Listed)
        name = rest.str();
    }
    return name;
  }

  Confidence sureness(const clang::Expr *e) const {
    return e && e->containsErrors() ? Confidence::Recovered : Confidence::Parsed;
  }

  void place(Fact &f) {
    if (!Function)
      return;
    std::string name = Read.nameOf(Function);
    if (f.Function.empty() || name < f.Function)
      f.Function = std::move(name);
  }

  //===--- references --------------------------------------------------------===//

  void reference(const clang::Expr *e, const NamedDecl *d, SourceLocation loc,
                 SourceLocation qualifier) {
    if (ofPlatform(d))
      return emitReference(e, d, loc, qualifier, Confidence::Parsed, dyn_cast<FunctionDecl>(d));
    if (d->getIdentifier() && C.isCandidate(d->getName()))
      if (std::optional<Anchor> at = C.P.anchor(loc); at && at->Text == d->getName())
        C.foreign(*at);
  }

  /// A name that only an instantiation can resolve.
  void byName(const clang::Expr *e, DeclarationName name, SourceLocation loc, bool other) {
    const IdentifierInfo *id = name.getAsIdentifierInfo();
    if (!id)
      return;
    const Collector::Known &k = C.known(id->getName());
    if (!k.Listed && !k.Guessed)
      return;
    std::optional<Anchor> at = C.P.anchor(loc);
    if (!at || at->Text != id->getName())
      return;
    if (other)
      return C.foreign(*at);
    emitAt(*at, e, id->getName(), UseKind::Function, Confidence::Recovered, loc, loc, nullptr);
  }

  void emitReference(const clang::Expr *e, const NamedDecl *d, SourceLocation loc,
                     SourceLocation qualifier, Confidence sure, const FunctionDecl *function) {
    UseKind kind = UseKind::Function;
    if (isa<EnumConstantDecl>(d))
      kind = UseKind::Enumerator;
    else if (isa<FieldDecl>(d) || isa<CXXMethodDecl>(d)) {
      // Members are listed where they matter; operators and constructors are part of the type.
      const Collector::Known &k = C.known(symbolOf(d));
      if (!k.Listed && (isa<FieldDecl>(d) || !d->getIdentifier()))
        return;
      kind = isa<FieldDecl>(d) ? UseKind::Type : UseKind::Function;
    } else if (isa<VarDecl>(d))
      kind = UseKind::Builtin;
    else if (!isa<FunctionDecl, FunctionTemplateDecl, UsingShadowDecl>(d))
      return;
    std::optional<Anchor> at = C.P.anchor(loc);
    if (!at || !d->getIdentifier())
      return;
    std::string symbol = symbolOf(d);
    if (llvm::StringRef(symbol).contains("__ascendify"))
      return;
    if (at->Text != d->getName()) {
      if (!at->Renamed || at->Text.empty() || !(llvm::isAlpha(at->Text[0]) || at->Text[0] == '_'))
        return;
      symbol = at->Text.str(); // the platform's macro renames
    }
    emitAt(*at, e, symbol, kind, sure, loc, qualifier, function);
    if (kind == UseKind::Enumerator || kind == UseKind::Builtin)
      return;
  }

  void emitAt(const Anchor &at, const clang::Expr *e, llvm::StringRef symbol, UseKind kind,
              Confidence sure, SourceLocation loc, SourceLocation qualifier,
              const FunctionDecl *function) {
    // The call this is the callee of: through parentheses and implicit casts.
    size_t top = Above.size();
    const Stmt *callee = e;
    const clang::Expr *call = nullptr;
    llvm::SmallVector<const clang::Expr *, 8> list;
    for (size_t i = Above.size(); i-- > 0;) {
      const Stmt *s = Above[i];
      if (s == e || isa<ImplicitCastExpr, ParenExpr>(s)) {
        callee = s;
        continue;
      }
      if (const auto *c = dyn_cast<CallExpr>(s);
          c && c->getCallee() == callee && !isa<CUDAKernelCallExpr>(c)) {
        call = c;
        list.append(c->arg_begin(), c->arg_end());
      } else if (const auto *r = dyn_cast<RecoveryExpr>(s);
                 r && !r->subExpressions().empty() && r->subExpressions()[0] == callee) {
        call = r;
        for (const clang::Expr *a : r->subExpressions().drop_front())
          list.push_back(a);
        sure = Confidence::Recovered;
      }
      if (call)
        top = i + 1;
      break;
    }
    sure = std::max(sure, sureness(call ? call : e));
    Fact &f = C.fact(at, symbol, kind, sure);
    place(f);
    Variant v;
    v.Where = Where;
    v.Dependent = Function && Function->isDependentContext();
    v.Type = Read.canonical(e->getType());
    if (call) {
      CallReader::Ancestors above(Above.data(), top);
      v.Call =
          Read.call(at, above, call, clang::SourceRange(qualifier.isValid() ? qualifier : loc, loc),
                    list, function, e);
      v.Type.clear();
      v.Launch = Read.launchCall(at, above, symbol, call, list);
    }
    C.addVariant(f, std::move(v));
  }

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

  DeclFact declaration(const Anchor &at, const DeclaratorDecl *d) {
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

  bool type(TypeLoc t, const NamedDecl *d, SourceLocation loc) {
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

  /// `dim3 g(1, 2)`, `dim3(1, 2)`, `float4{…}`: the arguments, as of a call.
  void construction(const Anchor &at, const clang::Expr *made, Variant &v, SourceLocation name) {
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

  void attributes(const Decl *d) {
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

  Collector &C;
  CallReader Read;
  BodyCollector Bodies;
  std::vector<const Stmt *> Above;
  const DeclaratorDecl *Declarator = nullptr;
  const FunctionDecl *Function = nullptr;
  Side Where = Side::Host;
  llvm::DenseMap<const Decl *, Kind> Origins;
  llvm::DenseMap<const Decl *, std::string> Symbols;
};

} // namespace

void observeTree(Collector &collector, ASTContext &context, llvm::ArrayRef<Decl *> declarations) {
  TreeObserver observer(collector, context);
  for (Decl *d : declarations)
    observer.TraverseDecl(d);
  observer.finish();
}

} // namespace ascendify
