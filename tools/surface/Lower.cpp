//===- Lower.cpp - From clang declarations to surface symbols -------------===//

#include "Lower.h"
#include "clang/AST/Attr.h"
#include "clang/AST/DeclFriend.h"
#include "clang/AST/RecordLayout.h"
#include "clang/Lex/Lexer.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/raw_ostream.h"

using namespace clang;
using namespace ascendify::surface;

Lowering::Lowering(ASTContext &Context) : Context(Context), Policy(Context.getLangOpts()) {
  Policy.SuppressUnwrittenScope = true;
  Policy.Bool = true;
  Policy.FullyQualifiedName = false;
}

std::string Lowering::type(QualType T) const {
  std::string S = T.getAsString(Policy);
  // A record without a name prints its place in the source; say only what it is.
  for (const char *Word : {"(unnamed", "(anonymous"})
    for (size_t At; (At = S.find(Word)) != std::string::npos;) {
      size_t End = S.find(')', At);
      S.erase(At ? At - 1 : 0, End - At + 2);
    }
  return S;
}

std::string Lowering::text(SourceRange Range) const {
  const SourceManager &SM = Context.getSourceManager();
  CharSourceRange Chars = Lexer::makeFileCharRange(CharSourceRange::getTokenRange(Range), SM,
                                                   Context.getLangOpts());
  std::string Out;
  for (char C : Lexer::getSourceText(Chars, SM, Context.getLangOpts()))
    if (!isspace(static_cast<unsigned char>(C)))
      Out += C;
    else if (!Out.empty() && Out.back() != ' ')
      Out += ' ';
  return Out;
}

static std::string exprText(const Expr *E, const PrintingPolicy &Policy) {
  std::string Out;
  llvm::raw_string_ostream OS(Out);
  E->printPretty(OS, nullptr, Policy);
  return Out;
}

/// The name with its namespaces and classes, without inline or unnamed ones.
static std::string qualified(const NamedDecl *D, const PrintingPolicy &Policy) {
  std::string Out;
  llvm::raw_string_ostream OS(Out);
  if (isa<CXXDeductionGuideDecl>(D))
    return D->getNameAsString();
  D->printQualifiedName(OS, Policy);
  if (D->getDeclName().isEmpty()) {
    size_t At = Out.find('(');
    Out.resize(At == std::string::npos ? 0 : At);
    if (llvm::StringRef(Out).ends_with("::"))
      Out.resize(Out.size() - 2);
  }
  return Out;
}

void Lowering::attributes(const Decl *D, Object &Out) {
  bool Host = D->hasAttr<CUDAHostAttr>(), Device = D->hasAttr<CUDADeviceAttr>();
  Object Space = Object::array(), Others = Object::array();
  if (Host && Device)
    Space.push_back("host");
  if (Device)
    Space.push_back("device");
  if (D->hasAttr<CUDAGlobalAttr>())
    Space.push_back("global");
  if (D->hasAttr<CUDASharedAttr>())
    Space.push_back("shared");
  if (D->hasAttr<CUDAConstantAttr>())
    Space.push_back("constant");
  if (!Space.empty())
    Out["space"] = Space;
  if (auto *A = D->getAttr<DeprecatedAttr>())
    Out["deprecated"] = A->getMessage().empty() ? Object(true) : Object(A->getMessage().str());
  if (D->hasAttr<WarnUnusedResultAttr>())
    Others.push_back("nodiscard");
  if (D->hasAttr<PackedAttr>())
    Others.push_back("packed");
  if (D->hasAttr<WeakAttr>())
    Others.push_back("weak");
  if (D->hasAttr<PureAttr>())
    Others.push_back("pure");
  if (D->hasAttr<ConstAttr>())
    Others.push_back("const");
  if (D->specific_attr_begin<AlignedAttr>() != D->specific_attr_end<AlignedAttr>() &&
      !D->isTemplated())
    Others.push_back("aligned(" + std::to_string(D->getMaxAlignment() / 8) + ")");
  if (!Others.empty())
    Out["attributes"] = Others;
}

std::string Lowering::templateHead(const TemplateParameterList *Parameters) {
  std::string Out;
  llvm::raw_string_ostream OS(Out);
  Parameters->print(OS, Context, Policy);
  llvm::StringRef Text = llvm::StringRef(Out).trim();
  Text.consume_front("template");
  Text = Text.trim();
  Text.consume_front("<");
  Text.consume_back(">");
  return Text.trim().str();
}

Object Lowering::function(const FunctionDecl *F) {
  Object Out = {{"name", qualified(F, Policy)}, {"kind", "function"}};
  if (isa<CXXMethodDecl>(F))
    Out["name"] = F->getNameAsString();
  const bool Structor = isa<CXXConstructorDecl>(F) || isa<CXXDestructorDecl>(F);
  if (isa<CXXConstructorDecl>(F) || isa<CXXDeductionGuideDecl>(F)) {
    std::string Name = Out["name"];
    Out["name"] = Name.substr(0, Name.find('<')); // "T<P>" is how clang prints it in a template
    if (isa<CXXConstructorDecl>(F))
      Out["name"] = cast<CXXMethodDecl>(F)->getParent()->getNameAsString();
  }
  if (isa<CXXConversionDecl>(F))
    Out["name"] = "operator " + type(F->getReturnType());
  if (F->isExternC())
    Out["language"] = "c";
  if (auto *T = F->getDescribedFunctionTemplate())
    Out["template"] = templateHead(T->getTemplateParameters());
  else if (F->isFunctionTemplateSpecialization()) {
    Out["template"] = "";
    if (auto *Written = F->getTemplateSpecializationArgsAsWritten()) {
      std::string Text;
      llvm::raw_string_ostream OS(Text);
      printTemplateArgumentList(OS, Written->arguments(), Policy);
      Out["specialization"] = Text;
    }
  }
  if (!Structor && !isa<CXXConversionDecl>(F)) {
    auto *P = F->getType()->castAs<FunctionProtoType>();
    Out["returns"] = type(F->getDeclaredReturnType());
    if (P->hasTrailingReturn())
      Out["trailing"] = true;
  }
  Object Params = Object::array();
  for (const ParmVarDecl *P : F->parameters()) {
    Object Param = {{"name", P->getNameAsString()}, {"type", type(P->getOriginalType())}};
    if (P->hasUninstantiatedDefaultArg())
      Param["default"] = exprText(P->getUninstantiatedDefaultArg(), Policy);
    else if (P->hasUnparsedDefaultArg())
      Param["default"] = "";
    else if (P->hasDefaultArg()) {
      std::string Written = text(P->getDefaultArgRange());
      Param["default"] = Written.empty() ? exprText(P->getDefaultArg(), Policy) : Written;
    }
    Params.push_back(std::move(Param));
  }
  Out["params"] = std::move(Params);
  if (F->isVariadic())
    Out["variadic"] = true;
  if (F->isConstexprSpecified())
    Out["constexpr"] = true;
  if (F->isInlineSpecified() || F->isConstexprSpecified())
    Out["inline"] = true;
  // "static" of a free function is a matter of the header; of a member it is the contract.
  if (auto *M = dyn_cast<CXXMethodDecl>(F)) {
    if (M->isStatic())
      Out["static"] = true;
    if (M->isConst())
      Out["const"] = true;
    if (M->isVolatile())
      Out["volatile"] = true;
    if (M->isVirtual() && M->isVirtualAsWritten())
      Out["virtual"] = true;
    if (M->getRefQualifier() != RQ_None)
      Out["ref"] = M->getRefQualifier() == RQ_LValue ? "&" : "&&";
  } else if (F->getStorageClass() == SC_Static) {
    Out["static"] = true;
  }
  ExplicitSpecifier Explicit = ExplicitSpecifier::getFromDecl(F);
  if (Explicit.isExplicit())
    Out["explicit"] = true;
  if (auto *P = F->getType()->getAs<FunctionProtoType>())
    if (isUnresolvedExceptionSpec(P->getExceptionSpecType())
            ? false
            : P->getExceptionSpecType() == EST_BasicNoexcept ||
                  P->getExceptionSpecType() == EST_NoexceptTrue ||
                  P->getExceptionSpecType() == EST_DynamicNone)
      Out["noexcept"] = true;
  if (F->isExplicitlyDefaulted())
    Out["body"] = "default";
  if (F->isDeletedAsWritten())
    Out["body"] = "delete";
  attributes(F, Out);
  return Out;
}

Object Lowering::enumeration(const EnumDecl *E) {
  Object Out = {{"name", qualified(E, Policy)}, {"kind", "enum"}};
  if (E->getDeclName().isEmpty()) {
    if (const TypedefNameDecl *T = E->getTypedefNameForAnonDecl()) {
      Out["name"] = qualified(T, Policy);
      Out["typedef"] = true;
    }
  }
  if (E->isScoped())
    Out["scoped"] = true;
  if (E->isFixed())
    Out["type"] = type(E->getIntegerType());
  attributes(E, Out);
  Object List = Object::array();
  for (const EnumConstantDecl *C : E->enumerators()) {
    Object Item = {{"name", C->getNameAsString()}};
    const llvm::APSInt &V = C->getInitVal();
    if (V.isSigned() || V.isNegative())
      Item["value"] = V.getExtValue();
    else
      Item["value"] = V.getZExtValue();
    attributes(C, Item);
    List.push_back(std::move(Item));
  }
  Out["enumerators"] = std::move(List);
  return Out;
}

static const char *accessName(AccessSpecifier A) {
  return A == AS_private ? "private" : A == AS_protected ? "protected" : nullptr;
}

void Lowering::fields(const RecordDecl *R, Object &Out) {
  const bool Layout = R->isCompleteDefinition() && !R->isDependentContext() && !R->isInvalidDecl();
  const ASTRecordLayout *L = Layout ? &Context.getASTRecordLayout(R) : nullptr;
  if (L) {
    Out["size"] = L->getSize().getQuantity();
    Out["align"] = L->getAlignment().getQuantity();
  }
  Object List = Object::array();
  for (const FieldDecl *F : R->fields()) {
    Object Field = {{"name", F->getNameAsString()}, {"type", type(F->getType())}};
    if (L) {
      uint64_t Bits = L->getFieldOffset(F->getFieldIndex());
      Field["offset"] = Bits / 8;
      if (F->isBitField() && Bits % 8)
        Field["bit"] = Bits % 8;
    }
    if (F->isBitField() && !F->getBitWidth()->isValueDependent())
      Field["width"] = F->getBitWidthValue();
    // A record without a name has no entry of its own: its fields stand here.
    QualType Element = Context.getBaseElementType(F->getType());
    if (const auto *Inner = Element->getAsRecordDecl();
        Inner && Inner->getDeclName().isEmpty() && !Inner->getTypedefNameForAnonDecl()) {
      // Such a type has no spelling: its kind and the extents of the array say it.
      Field["type"] = Inner->getKindName().str() +
                      llvm::StringRef(type(F->getType())).substr(type(Element).size()).str();
      Field["record"] = record(Inner, /*Nested=*/true);
    }
    if (const auto *Inner = Element->getAsTagDecl();
        Inner && isa<EnumDecl>(Inner) && Inner->getDeclName().isEmpty() &&
        !Inner->getTypedefNameForAnonDecl())
      Field["enum"] = enumeration(cast<EnumDecl>(Inner));
    if (const Expr *Init = F->getInClassInitializer())
      Field["default"] = text(Init->getSourceRange());
    if (const char *Access = accessName(F->getAccess()))
      Field["access"] = Access;
    attributes(F, Field);
    List.push_back(std::move(Field));
  }
  if (!List.empty())
    Out["fields"] = std::move(List);
}

void Lowering::members(const CXXRecordDecl *R, Object &Out) {
  if (R->hasDefinition() && R->getNumBases()) {
    Object Bases = Object::array();
    for (const CXXBaseSpecifier &B : R->bases())
      Bases.push_back(std::string(accessName(B.getAccessSpecifier())
                                      ? accessName(B.getAccessSpecifier())
                                      : "public") +
                      (B.isVirtual() ? " virtual " : " ") + type(B.getType()));
    Out["bases"] = std::move(Bases);
  }
  Object List = Object::array();
  for (const Decl *D : R->decls()) {
    if (D->isImplicit() || (isa<CXXRecordDecl>(D) && cast<CXXRecordDecl>(D)->isInjectedClassName()))
      continue;
    if (const auto *Friend = dyn_cast<FriendDecl>(D)) {
      const NamedDecl *N = Friend->getFriendDecl();
      if (!N || !isa<FunctionDecl, FunctionTemplateDecl>(N))
        continue;
      Object Item = lower(N);
      if (!Item.is_null()) {
        Item["friend"] = true;
        List.push_back(std::move(Item));
      }
      continue;
    }
    const auto *N = dyn_cast<NamedDecl>(D);
    if (!N || isa<FieldDecl, IndirectFieldDecl>(N))
      continue;
    if (const auto *Tag = dyn_cast<TagDecl>(N);
        Tag && Tag->getDeclName().isEmpty() && !isa<EnumDecl>(Tag))
      continue;
    Object Item = lower(N);
    if (Item.is_null())
      continue;
    // Within its class a member goes by its own name.
    std::string Name = Item["name"], Prefix = qualified(R, Policy) + "::";
    if (llvm::StringRef(Name).starts_with(Prefix))
      Item["name"] = Name.substr(Prefix.size());
    if (const char *Access = accessName(N->getAccess()))
      Item["access"] = Access;
    List.push_back(std::move(Item));
  }
  if (!List.empty())
    Out["members"] = std::move(List);
}

Object Lowering::record(const RecordDecl *R, bool Nested) {
  Object Out = {{"name", qualified(R, Policy)}, {"kind", R->getKindName().str()}};
  if (R->getDeclName().isEmpty()) {
    if (const TypedefNameDecl *T = R->getTypedefNameForAnonDecl()) {
      Out["name"] = qualified(T, Policy);
      Out["typedef"] = true;
    } else {
      Out.erase("name");
    }
  }
  const auto *C = dyn_cast<CXXRecordDecl>(R);
  if (C) {
    if (auto *P = dyn_cast<ClassTemplatePartialSpecializationDecl>(C))
      Out["template"] = templateHead(P->getTemplateParameters());
    else if (isa<ClassTemplateSpecializationDecl>(C))
      Out["template"] = "";
    else if (auto *T = C->getDescribedClassTemplate())
      Out["template"] = templateHead(T->getTemplateParameters());
    if (auto *S = dyn_cast<ClassTemplateSpecializationDecl>(C)) {
      std::string Text;
      llvm::raw_string_ostream OS(Text);
      if (auto *Written = S->getTemplateArgsAsWritten())
        printTemplateArgumentList(OS, Written->arguments(), Policy);
      else
        printTemplateArgumentList(OS, S->getTemplateArgs().asArray(), Policy);
      Out["specialization"] = Text;
      Out["name"] = qualified(S->getSpecializedTemplate(), Policy);
    }
  }
  attributes(R, Out);
  if (!R->isThisDeclarationADefinition()) {
    Out["incomplete"] = true;
    return Out;
  }
  if (C)
    for (const Attr *A : C->attrs())
      if (isa<FinalAttr>(A))
        Out["final"] = true;
  fields(R, Out);
  if (C)
    members(C, Out);
  return Out;
}

Object Lowering::lower(const NamedDecl *D) {
  if (const auto *T = dyn_cast<FunctionTemplateDecl>(D))
    return function(T->getTemplatedDecl());
  if (const auto *F = dyn_cast<FunctionDecl>(D))
    return F->isImplicit() ? Object() : function(F);
  if (const auto *T = dyn_cast<ClassTemplateDecl>(D))
    return record(T->getTemplatedDecl(), false);
  if (const auto *E = dyn_cast<EnumDecl>(D))
    return enumeration(E);
  if (const auto *R = dyn_cast<RecordDecl>(D))
    return record(R, false);
  if (const auto *A = dyn_cast<TypeAliasTemplateDecl>(D)) {
    Object Out = lower(A->getTemplatedDecl());
    Out["template"] = templateHead(A->getTemplateParameters());
    return Out;
  }
  if (const auto *T = dyn_cast<TypedefNameDecl>(D)) {
    if (const auto *Tag = T->getUnderlyingType()->getAsTagDecl())
      if (Tag->getTypedefNameForAnonDecl() == T && !Tag->getIdentifier())
        return Object(); // the record or the enumeration carries this name
    Object Out = {{"name", qualified(T, Policy)}, {"kind", "typedef"},
                  {"type", type(T->getUnderlyingType())}};
    attributes(T, Out);
    return Out;
  }
  if (const auto *T = dyn_cast<VarTemplateDecl>(D)) {
    Object Out = lower(T->getTemplatedDecl());
    Out["template"] = templateHead(T->getTemplateParameters());
    return Out;
  }
  if (const auto *V = dyn_cast<VarDecl>(D)) {
    Object Out = {{"name", qualified(V, Policy)}, {"kind", "variable"}, {"type", type(V->getType())}};
    if (V->isStaticDataMember() || V->getStorageClass() == SC_Static)
      Out["static"] = true;
    if (V->hasExternalStorage())
      Out["extern"] = true;
    if (V->isConstexpr())
      Out["constexpr"] = true;
    if (const Expr *Init = V->getInit())
      if (V->getType().isConstQualified() || V->isConstexpr())
        Out["value"] = text(Init->getSourceRange());
    attributes(V, Out);
    return Out;
  }
  if (const auto *N = dyn_cast<NamespaceAliasDecl>(D))
    return {{"name", qualified(N, Policy)},
            {"kind", "namespace-alias"},
            {"type", N->getNamespace()->getQualifiedNameAsString()}};
  return Object();
}
