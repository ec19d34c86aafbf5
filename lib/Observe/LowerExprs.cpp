//===- LowerExprs.cpp - expressions as values ------------------------------===//
//
// One node per expression that means something: what clang adds without changing the value
// (loads, temporaries, trivial copies) is left out, conversions between types stay. A node is made
// once, in the block that evaluates it, and is then shared by index. The exception are default
// arguments, which every call evaluates anew.
//
//===----------------------------------------------------------------------===//
#include "Observe/Lower.h"
#include "clang/AST/StmtCXX.h"

namespace ascendify {

using namespace clang;
using llvm::dyn_cast;
using llvm::isa;

/// Tables of constants can be long; checks do not need all of one.
constexpr unsigned MaxListed = 1024;

std::optional<std::string> constantOf(const clang::Expr &expr, ASTContext &context) {
  if (expr.isValueDependent() || expr.isTypeDependent() || expr.containsErrors())
    return std::nullopt;
  QualType type = expr.getType();
  if (type.isNull())
    return std::nullopt;
  clang::Expr::EvalResult value;
  if (type->isIntegralOrEnumerationType()) {
    if (expr.EvaluateAsInt(value, context))
      return llvm::toString(value.Val.getInt(), 10);
  } else if (type->isRealFloatingType()) {
    llvm::APFloat number(0.0);
    if (expr.EvaluateAsFloat(number, context)) {
      llvm::SmallString<32> text;
      number.toString(text);
      return std::string(text);
    }
  } else if (type->isNullPtrType()) {
    return "nullptr";
  }
  return std::nullopt;
}

//===--- nodes -----------------------------------------------------------------------===//

/// \p expr below what does not change its value.
const clang::Expr *Lowering::peel(const clang::Expr *expr) {
  for (;;) {
    const clang::Expr *inner = nullptr;
    if (const auto *parens = dyn_cast<ParenExpr>(expr)) {
      inner = parens->getSubExpr();
    } else if (const auto *cast = dyn_cast<CastExpr>(expr)) {
      switch (cast->getCastKind()) {
      case CK_ConstructorConversion:
      case CK_UserDefinedConversion:
        inner = cast->getSubExpr(); // the constructor or operator says it
        break;
      case CK_LValueToRValue:
      case CK_NoOp:
      case CK_FunctionToPointerDecay:
      case CK_BuiltinFnToFnPtr:
      case CK_ArrayToPointerDecay:
      case CK_DerivedToBase:
      case CK_UncheckedDerivedToBase:
        if (isa<ImplicitCastExpr>(cast))
          inner = cast->getSubExpr();
        break;
      default:
        break;
      }
    } else if (const auto *full = dyn_cast<FullExpr>(expr)) {
      inner = full->getSubExpr();
    } else if (const auto *temporary = dyn_cast<MaterializeTemporaryExpr>(expr)) {
      inner = temporary->getSubExpr();
    } else if (const auto *bound = dyn_cast<CXXBindTemporaryExpr>(expr)) {
      inner = bound->getSubExpr();
    } else if (const auto *list = dyn_cast<CXXStdInitializerListExpr>(expr)) {
      inner = list->getSubExpr();
    } else if (const auto *opaque = dyn_cast<OpaqueValueExpr>(expr)) {
      inner = opaque->getSourceExpr();
    } else if (const auto *choice = dyn_cast<GenericSelectionExpr>(expr)) {
      inner = choice->isResultDependent() ? nullptr : choice->getResultExpr();
    } else if (const auto *rewritten = dyn_cast<CXXRewrittenBinaryOperator>(expr)) {
      inner = rewritten->getSemanticForm();
    } else if (const auto *pseudo = dyn_cast<PseudoObjectExpr>(expr)) {
      inner = pseudo->getSyntacticForm();
    } else if (const auto *extension = dyn_cast<UnaryOperator>(expr)) {
      if (extension->getOpcode() == UO_Extension)
        inner = extension->getSubExpr();
    } else if (const auto *made = dyn_cast<CXXConstructExpr>(expr)) {
      const CXXConstructorDecl *constructor = made->getConstructor();
      if (made->getNumArgs() == 1 && constructor->isCopyOrMoveConstructor() &&
          (made->isElidable() || constructor->isTrivial()))
        inner = made->getArg(0);
    }
    if (!inner)
      return expr;
    expr = inner;
  }
}

Expr Lowering::start(ExprKind kind, const Stmt &stmt) {
  Expr e;
  e.Kind = kind;
  SourceLocation own = stmt.getBeginLoc();
  if (const auto *expr = dyn_cast<clang::Expr>(&stmt)) {
    e.Type = Texts.type(expr->getType());
    own = expr->getExprLoc();
  }
  // Text of other files and of macro bodies has no place in this body.
  e.Range = Where.rangeAt(*At, stmt.getSourceRange());
  // An argument of a macro may stand lines behind the macro's name.
  if (e.Range.valid())
    e.Line = Where.manager().getLineNumber(At->File, e.Range.Begin);
  else if (stmt.getBeginLoc().isValid())
    e.Line = Where.manager().getExpansionLineNumber(stmt.getBeginLoc());
  if (own.isMacroID() && Where.manager().getFileID(own) != At->Level) {
    std::optional<Anchor> at = Where.anchor(own);
    e.Macro = at ? at->Macro : MacroOrigin::Body;
  }
  e.Block = Current;
  return e;
}

uint32_t Lowering::add(Expr e, const Stmt &stmt) {
  uint32_t index = uint32_t(Out.Exprs.size());
  if (e.Macro == MacroOrigin::Body && !e.Implicit &&
      (e.Kind == ExprKind::Call || e.Kind == ExprKind::Launch || e.Kind == ExprKind::Literal ||
       e.Kind == ExprKind::Construct || e.Kind == ExprKind::Declaration ||
       e.Kind == ExprKind::Asm)) {
    SourceLocation own = stmt.getBeginLoc();
    if (const auto *expr = dyn_cast<clang::Expr>(&stmt))
      own = expr->getExprLoc();
    if (std::optional<Anchor> at = Where.anchor(own))
      Out.Written.push_back({index, Where.location(*at)});
  }
  Out.Exprs.push_back(std::move(e));
  return index;
}

void Lowering::children(Expr &e, const Stmt &stmt) {
  for (const Stmt *child : stmt.children())
    if (child)
      e.Children.push_back(lower(child));
}

uint32_t Lowering::simple(ExprKind kind, const Stmt &stmt, llvm::StringRef text) {
  Expr e = start(kind, stmt);
  e.Text = Texts.share(text);
  children(e, stmt);
  if (const auto *expr = dyn_cast<clang::Expr>(&stmt))
    evaluate(e, *expr);
  return add(std::move(e), stmt);
}

/// Gives \p e its constant value. Trying everything would cost; something over an operand that
/// is not constant rarely is.
void Lowering::evaluate(Expr &e, const clang::Expr &expr) {
  if (expr.isTypeDependent() || expr.isValueDependent())
    return;
  QualType type = expr.getType();
  // A list in parentheses that initialises a member of a template has none.
  if (type.isNull())
    return;
  if (!type->isIntegralOrEnumerationType() && !type->isRealFloatingType())
    return;
  auto known = [&](uint32_t child) { return !Out.Exprs[child].Value.empty(); };
  bool promising = llvm::all_of(e.Children, known);
  if (e.Kind == ExprKind::Conditional ||
      (e.Kind == ExprKind::Binary && (e.Text == "&&" || e.Text == "||")))
    promising = known(e.Children.front());
  else if (e.Kind == ExprKind::Subscript)
    promising = known(e.Children.back());
  else if (e.Kind == ExprKind::Member)
    promising = true;
  if (promising)
    if (std::optional<std::string> value = constantOf(expr, Context))
      e.Value = Texts.share(*value);
}

uint32_t Lowering::lower(const Stmt *stmt) {
  if (const auto *expr = dyn_cast<clang::Expr>(stmt))
    stmt = peel(expr);
  if (Fresh)
    return lowerNew(*stmt);
  if (auto it = Made.find(stmt); it != Made.end())
    return it->second;
  uint32_t index = lowerNew(*stmt);
  Made[stmt] = index;
  return index;
}

uint32_t Lowering::lowerNew(const Stmt &stmt) {
  if (const auto *expr = dyn_cast<clang::Expr>(&stmt))
    return lowerExpr(*expr);
  if (const auto *decls = dyn_cast<DeclStmt>(&stmt)) {
    std::vector<uint32_t> made;
    for (const Decl *decl : decls->decls())
      if (const auto *variableDecl = dyn_cast<VarDecl>(decl))
        made.push_back(lowerDeclaration(*variableDecl, stmt));
    if (made.size() == 1)
      return made.front();
    Expr e = start(ExprKind::Other, stmt);
    e.Text = Texts.share("DeclStmt");
    e.Children.append(made.begin(), made.end());
    return add(std::move(e), stmt);
  }
  if (isa<ReturnStmt>(stmt))
    return simple(ExprKind::Return, stmt, "");
  if (const auto *assembly = dyn_cast<GCCAsmStmt>(&stmt))
    return simple(ExprKind::Asm, stmt, assembly->getAsmString());
  return simple(ExprKind::Other, stmt, stmt.getStmtClassName());
}

uint32_t Lowering::lowerDeclaration(const VarDecl &decl, const Stmt &stmt) {
  Expr e = start(ExprKind::Declaration, stmt);
  e.Local = variable(decl);
  e.Text = Texts.share(decl.getName());
  e.Usr = Texts.usr(&decl);
  e.Type = Texts.type(decl.getType());
  e.Space = spaceOf(decl);
  if (const clang::Expr *init = decl.getInit())
    e.Children.push_back(lower(init));
  return add(std::move(e), stmt);
}

uint32_t Lowering::lowerDefault(const clang::Expr &inner, const Stmt &user) {
  uint32_t first = uint32_t(Out.Exprs.size());
  ++Fresh;
  uint32_t made = lower(&inner);
  --Fresh;
  for (uint32_t i = first; i < Out.Exprs.size(); ++i) {
    Expr &e = Out.Exprs[i];
    e.Implicit = true;
    e.Range = {};
    e.Line = Where.manager().getExpansionLineNumber(user.getBeginLoc());
    e.Macro = MacroOrigin::None;
  }
  while (!Out.Written.empty() && Out.Written.back().Expr >= first)
    Out.Written.pop_back();
  return made;
}

//===--- kinds of expressions ----------------------------------------------------------===//

std::optional<uint32_t> Lowering::lowerLiteral(const clang::Expr &expr) {
  Expr e = start(ExprKind::Literal, expr);
  std::string text;
  if (const auto *integer = dyn_cast<IntegerLiteral>(&expr)) {
    text = llvm::toString(integer->getValue(), 10, integer->getType()->isSignedIntegerType());
  } else if (const auto *number = dyn_cast<FloatingLiteral>(&expr)) {
    llvm::SmallString<32> digits;
    number->getValue().toString(digits);
    text = std::string(digits);
  } else if (const auto *boolean = dyn_cast<CXXBoolLiteralExpr>(&expr)) {
    text = boolean->getValue() ? "1" : "0";
  } else if (const auto *character = dyn_cast<CharacterLiteral>(&expr)) {
    text = std::to_string(character->getValue());
  } else if (isa<CXXNullPtrLiteralExpr, GNUNullExpr>(expr)) {
    text = "nullptr";
  } else if (const auto *argument = dyn_cast<SubstNonTypeTemplateParmExpr>(&expr)) {
    // What stands in the text is the parameter; here it is its value.
    std::optional<std::string> value = constantOf(*argument->getReplacement(), Context);
    if (!value)
      return lower(argument->getReplacement());
    text = std::move(*value);
    if (const NonTypeTemplateParmDecl *parameter = argument->getParameter())
      e.Spelling = Texts.share(parameter->getName());
  } else if (isa<ImplicitValueInitExpr, CXXScalarValueInitExpr>(expr) &&
             expr.getType()->isScalarType()) {
    text = expr.getType()->isPointerType() ? "nullptr" : "0";
    e.Implicit = isa<ImplicitValueInitExpr>(expr);
  } else {
    return std::nullopt;
  }
  if (isa<IntegerLiteral, FloatingLiteral, CharacterLiteral>(expr)) {
    SourceManager &sm = Where.manager();
    SourceLocation at = sm.getSpellingLoc(expr.getBeginLoc());
    if (at.isValid())
      e.Spelling = Texts.share(
          llvm::StringRef(sm.getCharacterData(at),
                          Lexer::MeasureTokenLength(at, sm, Where.options())));
  }
  e.Text = Texts.share(text);
  e.Value = e.Text;
  return add(std::move(e), expr);
}

void Lowering::setCallee(Expr &e, const FunctionDecl &callee) {
  e.Text = Texts.name(&callee);
  e.Usr = Texts.usr(&callee);
  e.Instance = Texts.instance(&callee);
  e.Signature = Texts.type(callee.getType());
}

bool Lowering::setUnresolved(Expr &e, const clang::Expr &callee) {
  const clang::Expr *plain = callee.IgnoreParenImpCasts();
  e.Target = Callee::Unresolved;
  if (const auto *overload = dyn_cast<OverloadExpr>(plain)) {
    if (overload->getNumDecls()) {
      const NamedDecl *first = (*overload->decls_begin())->getUnderlyingDecl();
      e.Text = Texts.name(first);
    } else {
      e.Text = Texts.share(overload->getName().getAsString());
    }
    if (const auto *member = dyn_cast<UnresolvedMemberExpr>(plain);
        member && !member->isImplicitAccess())
      e.Object = lower(member->getBase());
  } else if (const auto *scoped = dyn_cast<DependentScopeDeclRefExpr>(plain)) {
    e.Text = Texts.share(scoped->getDeclName().getAsString());
  } else if (const auto *dependent = dyn_cast<CXXDependentScopeMemberExpr>(plain)) {
    e.Text = Texts.share(dependent->getMember().getAsString());
    if (!dependent->isImplicitAccess())
      e.Object = lower(dependent->getBase());
  } else {
    return false;
  }
  return true;
}

uint32_t Lowering::lowerCall(const CallExpr &call) {
  Expr e = start(ExprKind::Call, call);
  if (const FunctionDecl *callee = call.getDirectCallee()) {
    setCallee(e, *callee);
    if (const auto *method = dyn_cast<CXXMemberCallExpr>(&call)) {
      const auto *member = dyn_cast<MemberExpr>(call.getCallee()->IgnoreParenImpCasts());
      if (method->getMethodDecl() && method->getMethodDecl()->isVirtual() &&
          !(member && member->hasQualifier()))
        e.Target = Callee::Virtual;
      if (const clang::Expr *object = method->getImplicitObjectArgument())
        e.Object = lower(object);
    }
  } else if (!setUnresolved(e, *call.getCallee())) {
    bool dependent = call.getCallee()->isTypeDependent();
    e.Target = dependent ? Callee::Unresolved : Callee::Pointer;
    if (const FunctionDecl *only = Texts.Read.onlyFunction(call.getCallee()))
      setCallee(e, *only);
    else if (const auto *pointer = call.getCallee()->getType()->getAs<clang::PointerType>())
      e.Signature = Texts.type(pointer->getPointeeType());
    e.Object = lower(call.getCallee());
  }
  for (const clang::Expr *argument : call.arguments())
    e.Children.push_back(lower(argument));
  evaluate(e, call);
  return add(std::move(e), call);
}

uint32_t Lowering::lowerConstruct(const CXXConstructExpr &made) {
  Expr e = start(ExprKind::Construct, made);
  const CXXConstructorDecl *constructor = made.getConstructor();
  setCallee(e, *constructor);
  e.Text = Texts.name(constructor->getParent());
  for (const clang::Expr *argument : made.arguments())
    e.Children.push_back(lower(argument));
  return add(std::move(e), made);
}

uint32_t Lowering::lowerLaunch(const CUDAKernelCallExpr &launch) {
  Expr e = start(ExprKind::Launch, launch);
  if (const FunctionDecl *kernel = launch.getDirectCallee()) {
    setCallee(e, *kernel);
    e.Signature = {};
  } else if (!setUnresolved(e, *launch.getCallee())) {
    e.Target = launch.getCallee()->isTypeDependent() ? Callee::Unresolved : Callee::Pointer;
    if (const FunctionDecl *only = Texts.Read.onlyFunction(launch.getCallee()))
      setCallee(e, *only);
    e.Signature = {};
    e.Object = lower(launch.getCallee());
  }
  if (launch.getConfig())
    for (const clang::Expr *argument : launch.getConfig()->arguments())
      e.Children.push_back(lower(argument));
  // In a pattern the defaults are not filled in.
  while (e.Children.size() < 4) {
    Expr none = start(ExprKind::Literal, launch);
    none.Type = {};
    none.Range = {};
    none.Implicit = true;
    none.Text = none.Value = Texts.share("0");
    e.Children.push_back(add(std::move(none), launch));
  }
  for (const clang::Expr *argument : launch.arguments())
    e.Children.push_back(lower(argument));
  return add(std::move(e), launch);
}

uint32_t Lowering::lowerReference(const DeclRefExpr &ref) {
  const ValueDecl *decl = ref.getDecl();
  if (const auto *binding = dyn_cast<BindingDecl>(decl))
    if (const clang::Expr *meant = binding->getBinding()) {
      ++Fresh;
      uint32_t made = lower(meant);
      --Fresh;
      return made;
    }
  Expr e = start(ExprKind::Variable, ref);
  e.Text = Texts.name(decl);
  e.Usr = Texts.usr(decl);
  if (isa<FunctionDecl>(decl))
    e.Instance = Texts.instance(llvm::cast<FunctionDecl>(decl));
  if (const auto *var = dyn_cast<VarDecl>(decl)) {
    e.Space = spaceOf(*var);
    if (var->getParentFunctionOrMethod() == &Function && !var->isInitCapture()) {
      e.Local = variable(*var);
    } else if (Where.originOf(var->getLocation()) == Origin::Root &&
               Outer.insert(var->getCanonicalDecl()).second) {
      Out.Outer.push_back(describe(*var));
      Out.Outer.back().Captured = var->hasLocalStorage();
    }
    if (var->isConstexpr() || var->getType().isConstQualified())
      evaluate(e, ref);
  } else if (isa<EnumConstantDecl>(decl)) {
    evaluate(e, ref);
  }
  return add(std::move(e), ref);
}

/// After an error: a call that clang could not resolve is still a call of that name.
uint32_t Lowering::lowerRecovery(const RecoveryExpr &broken) {
  llvm::ArrayRef<const clang::Expr *> parts = broken.subExpressions();
  if (!parts.empty()) {
    Expr e = start(ExprKind::Call, broken);
    const auto *ref = dyn_cast<DeclRefExpr>(parts.front()->IgnoreParenImpCasts());
    const auto *function = ref ? dyn_cast<FunctionDecl>(ref->getDecl()) : nullptr;
    if (function)
      e.Text = Texts.name(function), e.Target = Callee::Unresolved;
    if (function || setUnresolved(e, *parts.front())) {
      e.Type = {};
      for (const clang::Expr *argument : parts.drop_front())
        e.Children.push_back(lower(argument));
      return add(std::move(e), broken);
    }
  }
  return simple(ExprKind::Other, broken, broken.getStmtClassName());
}

uint32_t Lowering::lowerExpr(const clang::Expr &expr) {
  if (std::optional<uint32_t> literal = lowerLiteral(expr))
    return *literal;
  if (const auto *launch = dyn_cast<CUDAKernelCallExpr>(&expr))
    return lowerLaunch(*launch);
  if (const auto *call = dyn_cast<CallExpr>(&expr))
    return lowerCall(*call);
  if (const auto *made = dyn_cast<CXXConstructExpr>(&expr))
    return lowerConstruct(*made);
  if (const auto *ref = dyn_cast<DeclRefExpr>(&expr))
    return lowerReference(*ref);
  if (const auto *op = dyn_cast<UnaryOperator>(&expr)) {
    uint32_t made = simple(ExprKind::Unary, expr, UnaryOperator::getOpcodeStr(op->getOpcode()));
    Out.Exprs[made].Postfix = op->isPostfix();
    return made;
  }
  if (const auto *op = dyn_cast<BinaryOperator>(&expr))
    return simple(ExprKind::Binary, expr, op->getOpcodeStr());
  if (const auto *choice = dyn_cast<AbstractConditionalOperator>(&expr)) {
    // `a ?: b` tests and gives `a`.
    Expr e = start(ExprKind::Conditional, expr);
    e.Text = Texts.share("?");
    e.Children = {lower(choice->getCond()), lower(choice->getTrueExpr()),
                  lower(choice->getFalseExpr())};
    evaluate(e, expr);
    return add(std::move(e), expr);
  }
  if (const auto *member = dyn_cast<MemberExpr>(&expr)) {
    uint32_t made = simple(ExprKind::Member, expr, member->getMemberDecl()->getName());
    Out.Exprs[made].Usr = Texts.usr(member->getMemberDecl());
    return made;
  }
  if (const auto *member = dyn_cast<CXXDependentScopeMemberExpr>(&expr)) {
    Expr e = start(ExprKind::Member, expr);
    e.Text = Texts.share(member->getMember().getAsString());
    if (!member->isImplicitAccess())
      e.Children.push_back(lower(member->getBase()));
    return add(std::move(e), expr);
  }
  if (const auto *property = dyn_cast<MSPropertyRefExpr>(&expr)) {
    // How clang's own headers declare `threadIdx.x`.
    Expr e = start(ExprKind::Member, expr);
    e.Text = Texts.share(property->getPropertyDecl()->getName());
    e.Usr = Texts.usr(property->getPropertyDecl());
    e.Children.push_back(lower(property->getBaseExpr()));
    return add(std::move(e), expr);
  }
  if (isa<ArraySubscriptExpr>(expr))
    return simple(ExprKind::Subscript, expr, "[]");
  if (const auto *cast = dyn_cast<CastExpr>(&expr)) {
    uint32_t made = simple(ExprKind::Cast, expr, "");
    Out.Exprs[made].Implicit = isa<ImplicitCastExpr>(cast);
    return made;
  }
  if (const auto *fallback = dyn_cast<CXXDefaultArgExpr>(&expr))
    return lowerDefault(*fallback->getExpr(), expr);
  if (const auto *fallback = dyn_cast<CXXDefaultInitExpr>(&expr))
    if (fallback->getExpr())
      return lowerDefault(*fallback->getExpr(), expr);
  if (const auto *self = dyn_cast<CXXThisExpr>(&expr)) {
    uint32_t made = simple(ExprKind::This, expr, "");
    Out.Exprs[made].Implicit = self->isImplicit();
    return made;
  }
  if (const auto *list = dyn_cast<InitListExpr>(&expr)) {
    Expr e = start(ExprKind::List, expr);
    for (const clang::Expr *element : list->inits().take_front(MaxListed))
      e.Children.push_back(lower(element));
    return add(std::move(e), expr);
  }
  if (isa<ParenListExpr, CXXParenListInitExpr>(expr))
    return simple(ExprKind::List, expr, "");
  if (const auto *lambda = dyn_cast<LambdaExpr>(&expr)) {
    Expr e = start(ExprKind::Lambda, expr);
    e.Usr = Texts.usr(lambda->getCallOperator());
    for (const clang::Expr *capture : lambda->capture_inits())
      if (capture)
        e.Children.push_back(lower(capture));
    return add(std::move(e), expr);
  }
  if (const auto *made = dyn_cast<CXXUnresolvedConstructExpr>(&expr)) {
    Expr e = start(ExprKind::Construct, expr);
    e.Text = Texts.share(made->getTypeAsWritten().getAsString(Texts.Read.policy()));
    e.Target = Callee::Unresolved;
    children(e, expr);
    return add(std::move(e), expr);
  }
  if (const auto *broken = dyn_cast<RecoveryExpr>(&expr))
    return lowerRecovery(*broken);
  // The operand of `sizeof` and the like is not evaluated.
  if (isa<UnaryExprOrTypeTraitExpr, CXXNoexceptExpr, TypeTraitExpr, SizeOfPackExpr, OffsetOfExpr,
          CXXTypeidExpr, RequiresExpr, ConceptSpecializationExpr, ExpressionTraitExpr>(expr)) {
    Expr e = start(ExprKind::Other, expr);
    e.Text = Texts.share(expr.getStmtClassName());
    evaluate(e, expr);
    return add(std::move(e), expr);
  }
  if (const auto *text = dyn_cast<clang::StringLiteral>(&expr)) {
    Expr e = start(ExprKind::Other, expr);
    e.Text = Texts.share(expr.getStmtClassName());
    // A format says what is printed; the whole of a long text is never needed.
    if (text->getCharByteWidth() == 1 && text->getLength() <= 200 &&
        llvm::all_of(text->getBytes(), [](char c) { return (c & 0x80) == 0; }))
      e.Spelling = Texts.share(text->getBytes());
    return add(std::move(e), expr);
  }
  if (const auto *block = dyn_cast<StmtExpr>(&expr)) {
    // Its statements are those of the blocks around; its value is the last one's.
    Expr e = start(ExprKind::Other, expr);
    e.Text = Texts.share(expr.getStmtClassName());
    if (const CompoundStmt *body = block->getSubStmt(); body && !body->body_empty())
      if (const auto *last = dyn_cast<clang::Expr>(body->body_back()))
        e.Children.push_back(lower(last));
    return add(std::move(e), expr);
  }
  return simple(ExprKind::Other, expr, expr.getStmtClassName());
}

} // namespace ascendify
