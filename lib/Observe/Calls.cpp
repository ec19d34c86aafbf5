//===- Calls.cpp - details of calls, launches and their context -----------===//
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
  return e->HasSideEffects(Context);
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

/// Whether \p s is a nested statement of \p parent, not an expression of it.
static bool isSubStatement(const Stmt *parent, const Stmt *s) {
  if (isa<CompoundStmt>(parent))
    return true;
  if (const auto *i = dyn_cast<IfStmt>(parent))
    return s == i->getThen() || s == i->getElse();
  if (const auto *f = dyn_cast<ForStmt>(parent))
    return s == f->getBody();
  if (const auto *w = dyn_cast<WhileStmt>(parent))
    return s == w->getBody();
  if (const auto *d = dyn_cast<DoStmt>(parent))
    return s == d->getBody();
  if (const auto *r = dyn_cast<CXXForRangeStmt>(parent))
    return s == r->getBody();
  if (const auto *w = dyn_cast<SwitchStmt>(parent))
    return s == w->getBody();
  if (const auto *c = dyn_cast<SwitchCase>(parent))
    return s == c->getSubStmt();
  if (const auto *l = dyn_cast<LabelStmt>(parent))
    return s == l->getSubStmt();
  if (const auto *a = dyn_cast<AttributedStmt>(parent))
    return s == a->getSubStmt();
  return false;
}

void CallReader::statement(const Anchor &at, Ancestors above, SourceRange &out, bool &mayInsert) {
  bool again = false; // evaluated more or less often than what stands before the statement
  for (size_t i = above.size(); i-- > 1;) {
    const Stmt *s = above[i], *parent = above[i - 1];
    if (const auto *b = dyn_cast<BinaryOperator>(parent); b && b->isLogicalOp() && s == b->getRHS())
      again = true;
    if (const auto *c = dyn_cast<AbstractConditionalOperator>(parent); c && s != c->getCond())
      again = true;
    if (isa<ForStmt, WhileStmt, DoStmt, CXXForRangeStmt>(parent) && !isSubStatement(parent, s)) {
      const auto *loop = dyn_cast<ForStmt>(parent);
      if (!loop || s != loop->getInit())
        again = true;
    }
    if (!isSubStatement(parent, s))
      continue;
    SourceRange range = C.P.withSemicolon(at, C.P.rangeAt(at, s->getSourceRange()));
    if (!range.valid())
      return;
    // Inside a macro that is not looked into, the written statement is the whole macro call.
    SourceRange outer = C.P.rangeAt(at, parent->getSourceRange());
    if (outer.valid() && range.contains(outer))
      continue;
    out = range;
    mayInsert = !again && isa<CompoundStmt, SwitchCase>(parent) && outer.valid();
    return;
  }
}

ResultUse CallReader::use(const Anchor &at, Ancestors above) {
  const Stmt *child = above.back();
  // In a macro's argument the written user is the macro, unless the argument holds the user too.
  auto here = [&](SourceLocation key, ResultUse result) {
    if (at.Macro != MacroOrigin::Argument)
      return result;
    std::optional<Anchor> own = C.P.anchor(key);
    return own && own->Level == at.Level && own->Macro == MacroOrigin::Argument ? result
                                                                                : ResultUse::Passed;
  };
  for (size_t i = above.size() - 1; i-- > 0;) {
    const Stmt *p = above[i];
    if (isSubStatement(p, child)) {
      const auto *block = dyn_cast<CompoundStmt>(p);
      return here(block ? block->getLBracLoc() : p->getBeginLoc(), ResultUse::Discarded);
    }
    if (const auto *cast = dyn_cast<ExplicitCastExpr>(p)) {
      if (cast->getType()->isVoidType())
        return here(cast->getBeginLoc(), ResultUse::Discarded);
    } else if (isa<ParenExpr, ImplicitCastExpr, FullExpr, MaterializeTemporaryExpr,
                   CXXBindTemporaryExpr>(p)) {
    } else if (const auto *comma = dyn_cast<BinaryOperator>(p); comma && comma->isCommaOp()) {
      if (child == comma->getLHS())
        return here(comma->getOperatorLoc(), ResultUse::Discarded);
    } else if (const auto *b = dyn_cast<BinaryOperator>(p)) {
      if (b->isAssignmentOp())
        return here(b->getOperatorLoc(), ResultUse::Assigned);
      if (b->isComparisonOp() || b->isLogicalOp())
        return here(b->getOperatorLoc(), ResultUse::Tested);
      return here(b->getOperatorLoc(), ResultUse::Other);
    } else if (const auto *u = dyn_cast<UnaryOperator>(p)) {
      return here(u->getOperatorLoc(),
                  u->getOpcode() == UO_LNot ? ResultUse::Tested : ResultUse::Other);
    } else if (isa<DeclStmt>(p)) {
      return here(p->getBeginLoc(), ResultUse::Assigned);
    } else if (isa<ReturnStmt>(p)) {
      return here(p->getBeginLoc(), ResultUse::Returned);
    } else if (isa<IfStmt, WhileStmt, DoStmt, ForStmt, SwitchStmt>(p)) {
      const auto *loop = dyn_cast<ForStmt>(p);
      return here(p->getBeginLoc(), loop && (child == loop->getInc() || child == loop->getInit())
                                        ? ResultUse::Discarded
                                        : ResultUse::Tested);
    } else if (const auto *c = dyn_cast<AbstractConditionalOperator>(p)) {
      if (child == c->getCond())
        return here(c->getQuestionLoc(), ResultUse::Tested);
    } else if (const auto *call = dyn_cast<CallExpr>(p)) {
      if (const auto *o = dyn_cast<CXXOperatorCallExpr>(p)) {
        if (o->isAssignmentOp())
          return here(o->getOperatorLoc(), ResultUse::Assigned);
        if (o->isComparisonOp())
          return here(o->getOperatorLoc(), ResultUse::Tested);
      }
      return here(call->getRParenLoc(), ResultUse::Passed);
    } else if (const auto *made = dyn_cast<CXXConstructExpr>(p)) {
      if (made->getParenOrBraceRange().isValid() && isa<CXXTemporaryObjectExpr>(made))
        return here(made->getParenOrBraceRange().getEnd(), ResultUse::Passed);
    } else {
      return ResultUse::Other;
    }
    child = p;
  }
  return at.Macro == MacroOrigin::Argument ? ResultUse::Passed : ResultUse::Other;
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

/// The declaration that \p expr names, below casts, `&` and `*`.
static const NamedDecl *named(const clang::Expr *expr) {
  const clang::Expr *bare = expr->IgnoreParenCasts();
  while (const auto *u = dyn_cast<UnaryOperator>(bare)) {
    if (u->getOpcode() != UO_AddrOf && u->getOpcode() != UO_Deref)
      break;
    bare = u->getSubExpr()->IgnoreParenCasts();
  }
  if (const auto *ref = dyn_cast<DeclRefExpr>(bare))
    return ref->getDecl();
  if (const auto *overload = dyn_cast<OverloadExpr>(bare); overload && overload->getNumDecls())
    return *overload->decls_begin();
  return nullptr;
}

const FunctionDecl *CallReader::onlyFunction(const clang::Expr *expr) const {
  const NamedDecl *decl = named(expr);
  // `auto k = kernel<T>; k<<<…>>>()`.
  if (const auto *variable = llvm::dyn_cast_or_null<VarDecl>(decl);
      variable && variable->getInit() && variable->isLocalVarDecl())
    decl = named(variable->getInit());
  if (const auto *t = llvm::dyn_cast_or_null<FunctionTemplateDecl>(decl))
    decl = t->getTemplatedDecl();
  return llvm::dyn_cast_or_null<FunctionDecl>(decl);
}

void CallReader::kernel(const Anchor &at, const clang::Expr *expr, LaunchFact &out) {
  const clang::Expr *e = written(expr);
  out.Kernel = C.P.rangeAt(at, e->getSourceRange());
  out.KernelText = C.P.textOf(at, out.Kernel).str();
  if (const FunctionDecl *f = onlyFunction(expr)) {
    out.KernelName = nameOf(f);
    out.KernelUsr = usr(f);
  }
}

LaunchFact CallReader::chevron(const Anchor &at, Ancestors above,
                               const CUDAKernelCallExpr *launch) {
  LaunchFact out;
  out.Range = C.P.rangeAt(at, launch->getSourceRange());
  kernel(at, launch->getCallee(), out);
  if (const CallExpr *config = launch->getConfig()) {
    out.Configuration =
        C.P.rangeAt(at, clang::SourceRange(config->getBeginLoc(), config->getRParenLoc()));
    std::optional<Argument> *slots[] = {&out.Grid, &out.Block, &out.SharedBytes, &out.Stream};
    for (unsigned i = 0; i < config->getNumArgs() && i < 4; ++i) {
      Argument a = argument(at, config->getArg(i));
      if (!a.Defaulted)
        *slots[i] = std::move(a);
    }
  }
  for (const clang::Expr *e : launch->arguments())
    out.Arguments.push_back(argument(at, e));
  statement(at, above, out.Statement, out.MayInsertBefore);
  return out;
}

/// The addresses that an array of kernel arguments holds: `void *args[] = {&a, &b}`.
static void addressesOf(const clang::Expr *array, llvm::SmallVectorImpl<const clang::Expr *> &out) {
  const auto *ref = dyn_cast<DeclRefExpr>(array->IgnoreParenCasts());
  const auto *variable = ref ? dyn_cast<VarDecl>(ref->getDecl()) : nullptr;
  const auto *list = variable && variable->getInit()
                         ? dyn_cast<InitListExpr>(variable->getInit()->IgnoreImplicit())
                         : nullptr;
  if (!list)
    return;
  for (const clang::Expr *e : list->inits())
    if (const auto *u = dyn_cast<UnaryOperator>(e->IgnoreParenCasts());
        u && u->getOpcode() == UO_AddrOf)
      out.push_back(u->getSubExpr());
}

std::optional<LaunchFact> CallReader::launchCall(const Anchor &at, Ancestors above,
                                                 llvm::StringRef name, const clang::Expr *call,
                                                 llvm::ArrayRef<const clang::Expr *> list) {
  LaunchFact out;
  auto set = [&](std::optional<Argument> &slot, size_t i) {
    if (i < list.size())
      slot = argument(at, list[i]);
  };
  llvm::SmallVector<const clang::Expr *, 8> arguments;
  if ((name == "cudaLaunchKernel" || name == "cudaLaunchCooperativeKernel") && list.size() >= 4) {
    out.How = LaunchFact::Form::LaunchKernel;
    kernel(at, list[0], out);
    set(out.Grid, 1), set(out.Block, 2), set(out.SharedBytes, 4), set(out.Stream, 5);
    addressesOf(list[3], arguments);
  } else if (name == "cudaLaunchKernelEx" && list.size() >= 2) {
    out.How = LaunchFact::Form::LaunchKernel;
    kernel(at, list[1], out);
    arguments.append(list.begin() + 2, list.end());
  } else if (name == "cudaLaunchKernelExC" && list.size() >= 3) {
    out.How = LaunchFact::Form::LaunchKernel;
    kernel(at, list[1], out);
    addressesOf(list[2], arguments);
  } else if ((name == "cuLaunchKernel" || name == "cuLaunchCooperativeKernel") &&
             list.size() >= 10) {
    out.How = LaunchFact::Form::Driver;
    out.Kernel = C.P.rangeAt(at, list[0]->getSourceRange());
    out.KernelText = C.P.textOf(at, out.Kernel).str();
    set(out.Grid, 1), set(out.Block, 4), set(out.SharedBytes, 7), set(out.Stream, 8);
    addressesOf(list[9], arguments);
  } else {
    return std::nullopt;
  }
  out.Range = C.P.rangeAt(at, call->getSourceRange());
  for (const clang::Expr *e : arguments)
    out.Arguments.push_back(argument(at, e));
  statement(at, above, out.Statement, out.MayInsertBefore);
  return out;
}

} // namespace ascendify
