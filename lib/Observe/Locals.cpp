//===- Locals.cpp - what happens to local variables ------------------------===//
#include "Observe/Locals.h"

namespace ascendify {

using namespace clang;
using llvm::dyn_cast;
using llvm::isa;

const clang::Expr *bare(const clang::Expr *expr) {
  for (;;) {
    const clang::Expr *inner = expr->IgnoreImplicit()->IgnoreParens();
    if (const auto *made = dyn_cast<CXXConstructExpr>(inner);
        made && made->getNumArgs() == 1 && made->getConstructor()->isCopyOrMoveConstructor())
      inner = made->getArg(0);
    else if (const auto *cast = dyn_cast<CXXFunctionalCastExpr>(inner);
             cast && cast->getCastKind() == CK_ConstructorConversion)
      inner = cast->getSubExpr();
    if (inner == expr)
      return expr;
    expr = inner;
  }
}

const FunctionDecl *outermostFunction(const VarDecl &variable) {
  const FunctionDecl *out = nullptr;
  if (!variable.isLocalVarDeclOrParm())
    return out;
  for (const DeclContext *around = variable.getDeclContext(); around; around = around->getParent())
    if (const auto *function = dyn_cast<FunctionDecl>(around))
      out = function;
  return out;
}

const LocalValues::Uses &LocalValues::of(const VarDecl *variable) const {
  static const Uses none;
  auto it = All.find(variable);
  return it == All.end() ? none : it->second;
}

namespace {
/// A variable or a part of it.
struct Part {
  const VarDecl *Variable = nullptr;
  llvm::StringRef Member; ///< empty: the whole
  bool Deeper = false;    ///< part of a member, or an element
};
} // namespace

static Part partOf(const clang::Expr *expr) {
  Part out;
  expr = expr->IgnoreParens();
  if (const auto *cast = dyn_cast<ImplicitCastExpr>(expr); cast && cast->getCastKind() == CK_NoOp)
    expr = cast->getSubExpr()->IgnoreParens();
  if (const auto *ref = dyn_cast<DeclRefExpr>(expr)) {
    out.Variable = dyn_cast<VarDecl>(ref->getDecl());
  } else if (const auto *member = dyn_cast<MemberExpr>(expr); member && !member->isArrow()) {
    out = partOf(member->getBase());
    out.Deeper |= !out.Member.empty();
    if (out.Member.empty() && member->getMemberDecl()->getIdentifier())
      out.Member = member->getMemberDecl()->getName();
  } else if (const auto *dependent = dyn_cast<CXXDependentScopeMemberExpr>(expr);
             dependent && !dependent->isImplicitAccess() && !dependent->isArrow()) {
    out = partOf(dependent->getBase());
    out.Deeper = true;
  } else if (const auto *element = dyn_cast<ArraySubscriptExpr>(expr)) {
    const clang::Expr *array = element->getBase()->IgnoreImpCasts();
    if (array->getType()->isArrayType())
      out = partOf(array);
    out.Deeper = true;
  }
  return out;
}

void LocalValues::assign(const clang::Expr *target, const clang::Expr *value) {
  Part part = partOf(target);
  if (!part.Variable)
    return visit(target);
  Uses &uses = All[part.Variable];
  bool sometimes = Depth > Declared.lookup(part.Variable);
  if (!value || part.Deeper)
    uses.Changes = true;
  else if (!part.Member.empty())
    uses.Members.push_back({part.Member, value, sometimes});
  else {
    uses.Assigned.push_back(value);
    uses.Sometimes |= sometimes;
  }
}

void LocalValues::pass(const CallExpr &call) {
  const FunctionDecl *callee = call.getDirectCallee();
  // Of a member operator the first argument is the object.
  unsigned shift = isa<CXXOperatorCallExpr>(call) && isa_and_nonnull<CXXMethodDecl>(callee) ? 1 : 0;
  for (unsigned i = 0; i < call.getNumArgs(); ++i) {
    const clang::Expr *argument = call.getArg(i);
    const clang::Expr *plain = argument->IgnoreParenCasts();
    if (const auto *address = dyn_cast<UnaryOperator>(plain);
        address && address->getOpcode() == UO_AddrOf) {
      if (Part part = partOf(address->getSubExpr()); part.Variable) {
        All[part.Variable].AddressIn.push_back(&call);
        All[part.Variable].Changes = true;
        continue;
      }
    }
    visit(argument);
    Part part = partOf(argument);
    if (!part.Variable)
      continue;
    bool kept = true; // by value or by reference to const
    if (!callee)
      kept = !argument->isTypeDependent() && !argument->isLValue();
    else if (i >= shift && i - shift < callee->getNumParams()) {
      QualType type = callee->getParamDecl(i - shift)->getType();
      kept = !type->isReferenceType() || type->getPointeeType().isConstQualified();
    } else if (i < shift) {
      kept = llvm::cast<CXXMethodDecl>(callee)->isConst();
    }
    if (!kept)
      All[part.Variable].Changes = true;
  }
}

void LocalValues::visit(const Stmt *stmt) {
  if (!stmt)
    return;
  if (const auto *op = dyn_cast<BinaryOperator>(stmt); op && op->isAssignmentOp()) {
    assign(op->getLHS(), op->getOpcode() == BO_Assign ? op->getRHS() : nullptr);
    return visit(op->getRHS());
  }
  if (const auto *op = dyn_cast<UnaryOperator>(stmt)) {
    if (op->isIncrementDecrementOp() || op->getOpcode() == UO_AddrOf)
      if (Part part = partOf(op->getSubExpr()); part.Variable) {
        All[part.Variable].Changes = true;
        return;
      }
  } else if (const auto *assigned = dyn_cast<CXXOperatorCallExpr>(stmt);
             assigned && assigned->getOperator() == OO_Equal && assigned->getNumArgs() == 2) {
    assign(assigned->getArg(0), assigned->getArg(1));
    return visit(assigned->getArg(1));
  } else if (const auto *launch = dyn_cast<CUDAKernelCallExpr>(stmt)) {
    // Kernels take their arguments by value.
    for (const clang::Expr *argument : launch->arguments())
      visit(argument);
    return;
  } else if (const auto *call = dyn_cast<CallExpr>(stmt)) {
    if (const auto *method = dyn_cast<CXXMemberCallExpr>(call))
      if (const clang::Expr *object = method->getImplicitObjectArgument())
        if (Part part = partOf(object); part.Variable && method->getMethodDecl() &&
                                        !method->getMethodDecl()->isConst())
          All[part.Variable].Changes = true;
    return pass(*call);
  } else if (const auto *decls = dyn_cast<DeclStmt>(stmt)) {
    for (const Decl *decl : decls->decls())
      if (const auto *variable = dyn_cast<VarDecl>(decl)) {
        Declared[variable] = Depth;
        if (!variable->getInit())
          continue;
        if (QualType type = variable->getType();
            type->isReferenceType() && !type->getPointeeType().isConstQualified())
          if (Part part = partOf(variable->getInit()); part.Variable)
            All[part.Variable].Changes = true;
      }
  } else if (const auto *lambda = dyn_cast<LambdaExpr>(stmt)) {
    ++Depth;
    visit(lambda->getBody());
    --Depth;
    for (const clang::Expr *capture : lambda->capture_inits())
      visit(capture);
    return;
  }
  const auto *op = dyn_cast<BinaryOperator>(stmt);
  unsigned more = isa<IfStmt, ForStmt, WhileStmt, DoStmt, CXXForRangeStmt, SwitchStmt, CXXCatchStmt,
                      AbstractConditionalOperator>(stmt) ||
                  (op && op->isLogicalOp());
  Depth += more;
  for (const Stmt *child : stmt->children())
    visit(child);
  Depth -= more;
}

} // namespace ascendify
