//===- Context.cpp - what stands around a call -----------------------------===//
//
// The statement that holds a call, and what becomes of its value. The trap: in a macro's argument
// the written user is the macro, whatever its body does.
//
//===----------------------------------------------------------------------===//
#include "Observe/Calls.h"

namespace ascendify {

using namespace clang;
using llvm::dyn_cast;
using llvm::isa;

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

} // namespace ascendify
