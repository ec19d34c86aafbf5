//===- Calls.cpp - details of calls and their arguments --------------------===//
#include "Observe/Calls.h"

namespace ascendify {

using namespace clang;
using llvm::dyn_cast;
using llvm::isa;

CallReader::CallReader(Collector &collector, ASTContext &context)
    : C(collector), Context(context), Policy(context.getPrintingPolicy()) {
  Policy.SuppressInlineNamespace =
      llvm::to_underlying(PrintingPolicy::SuppressInlineNamespaceMode::All);
  Policy.SuppressTagKeyword = true;
  Policy.Bool = true;
  Policy.AnonymousTagLocations = false;
}

const clang::Expr *written(const clang::Expr *expr) { return expr->IgnoreImplicit(); }

std::string CallReader::canonical(QualType type) const {
  if (type.isNull() || type->isDependentType() || type->containsErrors() ||
      type->isPlaceholderType())
    return "";
  return type.getCanonicalType().getAsString(Policy);
}

std::string CallReader::nameOf(const NamedDecl *decl) const {
  std::string out;
  llvm::raw_string_ostream stream(out);
  decl->printQualifiedName(stream, Policy);
  return out;
}

std::string CallReader::usr(const Decl *decl) {
  // An instantiation is known by the template it comes from.
  if (const auto *f = dyn_cast<FunctionDecl>(decl))
    if (const FunctionDecl *pattern = f->getTemplateInstantiationPattern())
      decl = pattern;
  llvm::SmallString<128> buffer;
  if (index::generateUSRForDecl(decl, buffer))
    return "";
  return std::string(buffer);
}

std::vector<std::string> CallReader::templateArguments(const clang::Expr *callee,
                                                       const FunctionDecl *function) const {
  std::vector<std::string> out;
  auto print = [&](const TemplateArgument &a) {
    std::string text;
    llvm::raw_string_ostream stream(text);
    if (a.getKind() == TemplateArgument::Type)
      a.getAsType().getCanonicalType().print(stream, Policy);
    else
      a.print(Policy, stream, /*IncludeType=*/false);
    out.push_back(std::move(text));
  };
  auto add = [&](const TemplateArgument &a) {
    if (a.getKind() == TemplateArgument::Pack)
      for (const TemplateArgument &element : a.pack_elements())
        print(element);
    else
      print(a);
  };
  if (function)
    if (const TemplateArgumentList *list = function->getTemplateSpecializationArgs()) {
      for (const TemplateArgument &a : list->asArray())
        add(a);
      return out;
    }
  llvm::ArrayRef<TemplateArgumentLoc> explicitArguments;
  if (callee) {
    const clang::Expr *e = callee->IgnoreParenImpCasts();
    if (const auto *ref = dyn_cast<DeclRefExpr>(e))
      explicitArguments = ref->template_arguments();
    else if (const auto *overload = dyn_cast<OverloadExpr>(e))
      explicitArguments = overload->template_arguments();
    else if (const auto *member = dyn_cast<MemberExpr>(e))
      explicitArguments = member->template_arguments();
  }
  for (const TemplateArgumentLoc &a : explicitArguments)
    add(a.getArgument());
  return out;
}

static Precedence precedenceOf(const clang::Expr *e) {
  if (const auto *b = dyn_cast<BinaryOperator>(e)) {
    switch (b->getOpcode()) {
    case BO_PtrMemD:
    case BO_PtrMemI:
    case BO_Mul:
    case BO_Div:
    case BO_Rem:
      return Precedence::Multiplicative;
    case BO_Add:
    case BO_Sub:
      return Precedence::Additive;
    case BO_Shl:
    case BO_Shr:
      return Precedence::Shift;
    case BO_LT:
    case BO_GT:
    case BO_LE:
    case BO_GE:
    case BO_Cmp:
      return Precedence::Relational;
    case BO_EQ:
    case BO_NE:
      return Precedence::Equality;
    case BO_And:
      return Precedence::BitAnd;
    case BO_Xor:
      return Precedence::BitXor;
    case BO_Or:
      return Precedence::BitOr;
    case BO_LAnd:
      return Precedence::LogicalAnd;
    case BO_LOr:
      return Precedence::LogicalOr;
    case BO_Comma:
      return Precedence::Comma;
    default:
      return Precedence::Assignment;
    }
  }
  if (const auto *o = dyn_cast<CXXOperatorCallExpr>(e)) {
    if (o->getOperator() == OO_Call || o->getOperator() == OO_Subscript ||
        o->getOperator() == OO_Arrow)
      return Precedence::Postfix;
    if (o->getNumArgs() == 1)
      return Precedence::Unary;
    switch (o->getOperator()) {
    case OO_Star:
    case OO_Slash:
    case OO_Percent:
      return Precedence::Multiplicative;
    case OO_Plus:
    case OO_Minus:
      return Precedence::Additive;
    case OO_LessLess:
    case OO_GreaterGreater:
      return Precedence::Shift;
    case OO_Less:
    case OO_Greater:
    case OO_LessEqual:
    case OO_GreaterEqual:
    case OO_Spaceship:
      return Precedence::Relational;
    case OO_EqualEqual:
    case OO_ExclaimEqual:
      return Precedence::Equality;
    case OO_Amp:
      return Precedence::BitAnd;
    case OO_Caret:
      return Precedence::BitXor;
    case OO_Pipe:
      return Precedence::BitOr;
    case OO_AmpAmp:
      return Precedence::LogicalAnd;
    case OO_PipePipe:
      return Precedence::LogicalOr;
    case OO_Comma:
      return Precedence::Comma;
    default:
      return Precedence::Assignment;
    }
  }
  if (isa<AbstractConditionalOperator>(e))
    return Precedence::Conditional;
  if (isa<CXXThrowExpr>(e))
    return Precedence::Assignment;
  if (const auto *u = dyn_cast<UnaryOperator>(e))
    return u->isPostfix() ? Precedence::Postfix : Precedence::Unary;
  if (isa<CStyleCastExpr, UnaryExprOrTypeTraitExpr, CXXNewExpr, CXXDeleteExpr>(e))
    return Precedence::Unary;
  if (isa<CallExpr, ArraySubscriptExpr, MemberExpr, CXXNamedCastExpr, CXXFunctionalCastExpr,
          CXXUnresolvedConstructExpr, CXXDependentScopeMemberExpr, CXXTemporaryObjectExpr>(e))
    return Precedence::Postfix;
  return Precedence::Primary;
}

namespace {
/// `v.size()`, `p.get()`: a const member function of the standard library, which only reads. Not those of one that draws or takes
/// something (no const member does).
bool isStandardReader(const clang::Expr *e) {
  const auto *call = dyn_cast<CXXMemberCallExpr>(e);
  const CXXMethodDecl *method = call ? call->getMethodDecl() : nullptr;
  return method && method->isConst() && method->getParent()->isInStdNamespace();
}

/// Whether \p e has an effect besides what such members read.
bool hasOtherEffects(const clang::Expr *e, const ASTContext &context) {
  if (!e->HasSideEffects(context))
    return false;
  if (isStandardReader(e)) {
    const auto *call = cast<CXXMemberCallExpr>(e);
    return hasOtherEffects(call->getImplicitObjectArgument(), context) ||
           llvm::any_of(call->arguments(), [&](const clang::Expr *a) { return hasOtherEffects(a, context); });
  }
  // Only where nothing but the operands can have the effect.
  if (const auto *cast = dyn_cast<CastExpr>(e);
      cast && cast->getCastKind() != CK_UserDefinedConversion && cast->getCastKind() != CK_ConstructorConversion)
    return hasOtherEffects(cast->getSubExpr(), context);
  if (const auto *parens = dyn_cast<ParenExpr>(e))
    return hasOtherEffects(parens->getSubExpr(), context);
  if (const auto *cleanups = dyn_cast<FullExpr>(e))
    return hasOtherEffects(cleanups->getSubExpr(), context);
  if (const auto *op = dyn_cast<BinaryOperator>(e); op && !op->isAssignmentOp())
    return hasOtherEffects(op->getLHS(), context) || hasOtherEffects(op->getRHS(), context);
  if (const auto *op = dyn_cast<UnaryOperator>(e); op && !op->isIncrementDecrementOp())
    return hasOtherEffects(op->getSubExpr(), context);
  if (const auto *choice = dyn_cast<ConditionalOperator>(e))
    return hasOtherEffects(choice->getCond(), context) || hasOtherEffects(choice->getTrueExpr(), context) ||
           hasOtherEffects(choice->getFalseExpr(), context);
  if (const auto *member = dyn_cast<MemberExpr>(e))
    return hasOtherEffects(member->getBase(), context);
  return true;
}
} // namespace

/// Whether evaluating \p e twice differs from once. Making a value of the platform's types
/// (`dim3(n)`) has no effect of its own.
bool CallReader::hasEffects(const clang::Expr *e) {
  e = written(e);
  if (const auto *cast = dyn_cast<CXXFunctionalCastExpr>(e))
    e = written(cast->getSubExpr());
  if (const auto *made = dyn_cast<CXXConstructExpr>(e);
      made && C.P.originOf(made->getConstructor()->getLocation()) == Origin::Platform)
    return llvm::any_of(made->arguments(), [&](const clang::Expr *a) {
      return !isa<CXXDefaultArgExpr>(a) && hasEffects(a);
    });
  return hasOtherEffects(e, Context);
}

Argument CallReader::argument(const Anchor &at, const clang::Expr *expr) {
  Argument out;
  if (isa<CXXDefaultArgExpr>(expr)) {
    out.Defaulted = true;
    if (const auto *d = dyn_cast<CXXDefaultArgExpr>(expr)) {
      clang::Expr::EvalResult value;
      const clang::Expr *e = d->getExpr();
      if (!e->isValueDependent() && e->getType()->isIntegralOrEnumerationType() &&
          e->EvaluateAsInt(value, Context))
        out.Value = llvm::toString(value.Val.getInt(), 10);
    }
    return out;
  }
  const clang::Expr *e = written(expr);
  // `dim3(4)` that a converting constructor makes of `4`.
  if (const auto *made = dyn_cast<CXXConstructExpr>(e);
      made && !isa<CXXTemporaryObjectExpr>(made) && made->getNumArgs() >= 1 &&
      made->getParenOrBraceRange().isInvalid() && !made->isListInitialization())
    e = written(made->getArg(0));
  out.Range = C.P.rangeAt(at, e->getSourceRange());
  out.Text = C.P.textOf(at, out.Range).str();
  if (std::optional<Anchor> own = C.P.anchor(e->getBeginLoc()); own && own->Level != at.Level)
    out.Macro = own->Macro;
  else if (own)
    out.Macro = at.Macro == MacroOrigin::Body ? MacroOrigin::Body : own->Macro;
  out.Binding = precedenceOf(e);
  const clang::Expr *bare = e->IgnoreParenCasts();
  if (e->containsErrors())
    return out;
  if (!e->isTypeDependent()) {
    out.Type = canonical(e->getType());
    if (!out.Type.empty())
      out.WrittenType = e->getType().getAsString(Policy);
  }
  if (!e->isInstantiationDependent()) {
    out.SideEffects = hasEffects(e);
    clang::Expr::EvalResult value;
    if (isa<CXXNullPtrLiteralExpr, GNUNullExpr>(bare))
      out.Value = "nullptr";
    else if (e->isPRValue() || e->isGLValue()) {
      QualType type = e->getType();
      if (type->isIntegralOrEnumerationType()) {
        if (e->EvaluateAsInt(value, Context))
          out.Value = llvm::toString(value.Val.getInt(), 10);
      } else if (type->isRealFloatingType()) {
        llvm::APFloat number(0.0);
        if (e->EvaluateAsFloat(number, Context)) {
          llvm::SmallString<32> text;
          number.toString(text);
          out.Value = std::string(text);
        }
      } else if (type->isPointerType() && !e->HasSideEffects(Context) &&
                 e->isNullPointerConstant(Context, clang::Expr::NPC_ValueDependentIsNotNull)) {
        out.Value = "nullptr";
      }
    }
  } else {
    // Unknown calls may have effects; names and literals have none.
    out.SideEffects = e->HasSideEffects(Context);
  }
  if (const auto *ref = dyn_cast<DeclRefExpr>(e->IgnoreParenImpCasts()))
    out.Reference = nameOf(ref->getDecl());
  if (const auto *u = dyn_cast<UnaryOperator>(bare);
      u && u->getOpcode() == UO_AddrOf && !u->isTypeDependent())
    out.PointeeOf = u->getSubExpr()->getType().getAsString(Policy);
  return out;
}

std::vector<Argument> CallReader::arguments(const Anchor &at,
                                            llvm::ArrayRef<const clang::Expr *> list) {
  std::vector<Argument> out;
  for (const clang::Expr *e : list)
    out.push_back(argument(at, e));
  return out;
}

CallFact CallReader::call(const Anchor &at, Ancestors above, const clang::Expr *call,
                          clang::SourceRange callee, llvm::ArrayRef<const clang::Expr *> list,
                          const FunctionDecl *function, const clang::Expr *calleeExpr) {
  CallFact out;
  out.Range = C.P.rangeAt(at, call->getSourceRange());
  out.Callee = C.P.rangeAt(at, callee);
  out.Arguments = arguments(at, list);
  out.TemplateArguments = templateArguments(calleeExpr, function);
  if (function && !function->getType()->isDependentType())
    out.Signature = canonical(function->getType());
  if (calleeExpr)
    if (const auto *member = dyn_cast<MemberExpr>(calleeExpr->IgnoreParenImpCasts()))
      out.ObjectType = canonical(member->getBase()->getType());
  if (isa<RecoveryExpr>(call))
    completeArguments(at, out);
  out.Result = use(at, above);
  statement(at, above, out.Statement, out.MayInsertBefore);
  return out;
}

/// Clang drops arguments that it does not understand. The text still has them all, in order.
void CallReader::completeArguments(const Anchor &at, CallFact &call) {
  std::vector<Argument> known = std::move(call.Arguments);
  call.Arguments.clear();
  llvm::StringRef data = C.P.manager().getBufferData(at.File);
  if (!call.Range.valid() || !call.Callee.valid())
    return;
  Lexer lexer(SourceLocation(), C.P.options(), data.begin(), data.begin() + call.Callee.End,
              data.end());
  Token token;
  int depth = 0;
  SourceRange range;
  auto flush = [&] {
    if (!range.valid())
      return;
    for (Argument &a : known)
      if (a.Range == range) {
        call.Arguments.push_back(std::move(a));
        range = {};
        return;
      }
    Argument a;
    a.Range = range;
    a.Text = data.slice(range.Begin, range.End).str();
    a.Binding = Precedence::Comma; // unknown: to be kept in parentheses
    a.SideEffects = true;
    a.Macro = at.Macro;
    call.Arguments.push_back(std::move(a));
    range = {};
  };
  while (!lexer.LexFromRawLexer(token) || token.isNot(tok::eof)) {
    uint32_t end = lexer.getCurrentBufferOffset(), begin = end - token.getLength();
    if (token.is(tok::eof) || begin >= call.Range.End)
      break;
    bool closes = token.isOneOf(tok::r_paren, tok::r_brace, tok::r_square);
    depth -= closes;
    if (depth == 0 && closes)
      break;
    if (depth == 1 && token.is(tok::comma)) {
      flush();
    } else if (depth >= 1) {
      if (!range.valid())
        range.Begin = begin;
      range.End = end;
    }
    depth += token.isOneOf(tok::l_paren, tok::l_brace, tok::l_square);
  }
  flush();
}

} // namespace ascendify
