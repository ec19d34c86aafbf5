//===- Ast.cpp - facts from the syntax tree -------------------------------===//
//
// Visits what is written under the root, templates and their instantiations. A
// name that resolves to a declaration of the platform is a use; one that resolves
// to something else is noted as foreign, so that the lexical tier does not report it.
//
//===----------------------------------------------------------------------===//
#include "Observe/Lower.h"
#include "Observe/TreeReader.h"

namespace ascendify {

using namespace clang;
using llvm::dyn_cast;
using llvm::isa;

namespace {

class TreeObserver : public TreeReader, public RecursiveASTVisitor<TreeObserver> {
  using Base = RecursiveASTVisitor<TreeObserver>;

public:
  TreeObserver(Collector &collector, ASTContext &context)
      : TreeReader(collector, context), Bodies(collector, context) {}

  /// After everything was visited.
  void finish() { Bodies.finish(); }

  /// `assert` is the platform's inside functions for the device.
  void settleLibraryMacros() {
    for (const Collector::LibraryMacro &m : C.LibraryMacros) {
      bool device = llvm::any_of(DeviceCode, [&](clang::SourceRange range) {
        const SourceManager &sm = C.P.manager();
        return sm.getFileID(m.Expansion) == sm.getFileID(range.getBegin()) &&
               sm.getFileOffset(m.Expansion) >= sm.getFileOffset(range.getBegin()) &&
               sm.getFileOffset(m.Expansion) <= sm.getFileOffset(range.getEnd());
      });
      if (device)
        C.fact(m.At, m.At.Text, UseKind::Macro, Confidence::Parsed);
      else
        C.foreign(m.At);
    }
  }

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
      if (const auto *f = dyn_cast<FunctionDecl>(d); f->doesThisDeclarationHaveABody()) {
        Bodies.add(*f);
        if (Where != Side::Host)
          DeviceCode.push_back(C.P.manager().getExpansionRange(f->getSourceRange()).getAsRange());
      }
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

  bool VisitGCCAsmStmt(GCCAsmStmt *s) {
    assembly(s);
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
  std::vector<clang::SourceRange> DeviceCode; ///< functions for the device, where they are written

  BodyCollector Bodies;
};

} // namespace

void observeTree(Collector &collector, ASTContext &context, llvm::ArrayRef<Decl *> declarations) {
  TreeObserver observer(collector, context);
  for (Decl *d : declarations)
    observer.TraverseDecl(d);
  observer.finish();
  observer.settleLibraryMacros();
}

} // namespace ascendify
