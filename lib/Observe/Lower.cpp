//===- Lower.cpp - a function as plain values ------------------------------===//
//
// Basic blocks come from clang's CFG. Statements that the CFG splits (a call inside an
// expression is an element of its own) are lowered once, as the largest expression that
// holds them.
//
//===----------------------------------------------------------------------===//
#include "Observe/Calls.h"
#include "clang/AST/StmtCXX.h"

namespace ascendify {
namespace {

MemorySpace spaceOf(const clang::VarDecl &variable, bool device) {
  if (variable.hasAttr<clang::CUDASharedAttr>())
    return MemorySpace::Shared;
  if (variable.hasAttr<clang::CUDAConstantAttr>())
    return MemorySpace::Constant;
  if (variable.hasAttr<clang::CUDADeviceAttr>() || variable.hasAttr<clang::HIPManagedAttr>())
    return MemorySpace::Global;
  if (variable.hasLocalStorage())
    return device ? MemorySpace::Private : MemorySpace::Host;
  return device ? MemorySpace::Unknown : MemorySpace::Host;
}

class Lowering {
public:
  Lowering(Collector &collector, clang::ASTContext &context, const clang::FunctionDecl &function)
      : Context(context), Function(function), Where(collector.P), Read(collector, context) {}

  std::optional<Body> run() {
    At = Where.anchor(Function.getLocation());
    if (!At || !Function.getBody())
      return std::nullopt;
    Out.Usr = CallReader::usr(&Function);
    Out.Name = Read.nameOf(&Function);
    Out.Place = Where.location(*At);
    Out.Kernel = Function.hasAttr<clang::CUDAGlobalAttr>();
    Out.Where = side();
    Device = Out.Where != Side::Host;
    Out.Template = Function.isDependentContext();
    Out.Instantiation = Function.isTemplateInstantiation();
    Out.TemplateArguments = Read.templateArguments(nullptr, &Function);
    Out.ReturnType = Read.canonical(Function.getReturnType());
    if (At->Macro == MacroOrigin::None) {
      Out.Range = Where.rangeAt(*At, Function.getSourceRange());
      Out.Braces = Where.rangeAt(*At, Function.getBody()->getSourceRange());
    }
    launchBounds();
    for (const clang::ParmVarDecl *parameter : Function.parameters())
      variable(*parameter, true);
    if (Device || usesDevice(Function.getBody()))
      blocks();
    else
      return std::nullopt;
    return std::move(Out);
  }

private:
  /// Host functions matter when they use the platform or call something that may.
  bool usesDevice(const clang::Stmt *stmt) {
    if (Function.isMain())
      return true;
    if (!stmt)
      return false;
    if (llvm::isa<clang::CUDAKernelCallExpr>(stmt))
      return true;
    if (const auto *ref = llvm::dyn_cast<clang::DeclRefExpr>(stmt)) {
      if (Where.originOf(ref->getDecl()->getLocation()) == Origin::Platform)
        return true;
    }
    for (const clang::Stmt *child : stmt->children())
      if (usesDevice(child))
        return true;
    return false;
  }

  Side side() const {
    bool device = Function.hasAttr<clang::CUDADeviceAttr>(),
         host = Function.hasAttr<clang::CUDAHostAttr>();
    if (Function.hasAttr<clang::CUDAGlobalAttr>())
      return Side::Device;
    return device && host ? Side::Both : device ? Side::Device : Side::Host;
  }

  /// The value of a literal as Body has it.
  std::string literal(const clang::Expr &expr) const {
    if (const auto *integer = llvm::dyn_cast<clang::IntegerLiteral>(&expr))
      return llvm::toString(integer->getValue(), 10, integer->getType()->isSignedIntegerType());
    if (const auto *number = llvm::dyn_cast<clang::FloatingLiteral>(&expr)) {
      llvm::SmallString<32> text;
      number->getValue().toString(text);
      return std::string(text);
    }
    if (const auto *boolean = llvm::dyn_cast<clang::CXXBoolLiteralExpr>(&expr))
      return boolean->getValue() ? "1" : "0";
    if (const auto *character = llvm::dyn_cast<clang::CharacterLiteral>(&expr))
      return std::to_string(character->getValue());
    return "nullptr";
  }

  void launchBounds() {
    const auto *bounds = Function.getAttr<clang::CUDALaunchBoundsAttr>();
    if (!bounds)
      return;
    auto value = [&](const clang::Expr *e) -> std::optional<uint32_t> {
      if (!e || e->isValueDependent())
        return std::nullopt;
      clang::Expr::EvalResult result;
      if (!e->EvaluateAsInt(result, Context))
        return std::nullopt;
      return uint32_t(result.Val.getInt().getLimitedValue());
    };
    Out.LaunchBoundThreads = value(bounds->getMaxThreads());
    Out.LaunchBoundBlocks = value(bounds->getMinBlocks());
  }

  void variable(const clang::VarDecl &decl, bool parameter) {
    Variable v;
    v.Name = decl.getNameAsString();
    v.Usr = CallReader::usr(&decl);
    v.Type = Read.canonical(decl.getType());
    v.Space = spaceOf(decl, Device);
    v.Parameter = parameter;
    v.Static = decl.isStaticLocal();
    v.UnsizedArray = decl.getType()->isIncompleteArrayType();
    if (!decl.getType()->isDependentType() && !decl.getType()->isIncompleteType() &&
        !decl.getType()->isReferenceType() && !decl.isInvalidDecl())
      v.Bytes = uint64_t(Context.getTypeSizeInChars(decl.getType()).getQuantity());
    v.Range = Where.rangeAt(*At, decl.getSourceRange());
    v.Line = Where.manager().getExpansionLineNumber(decl.getLocation());
    Out.Variables.push_back(std::move(v));
  }

  //===--- blocks --------------------------------------------------------------===//

  void blocks() {
    clang::CFG::BuildOptions options;
    options.AddImplicitDtors = false;
    options.PruneTriviallyFalseEdges = false;
    std::unique_ptr<clang::CFG> cfg =
        Out.Template ? nullptr
                     : clang::CFG::buildCFG(&Function, Function.getBody(), &Context, options);
    if (!cfg) {
      // A pattern of a template, or code after an error: one block with everything in it.
      Out.Blocks.emplace_back();
      statements(Function.getBody(), Out.Blocks[0]);
      return;
    }
    // Numbered from the entry down: clang gives the exit 0 and the entry the highest id.
    unsigned count = cfg->getNumBlockIDs();
    Out.Blocks.resize(count);
    for (const clang::CFGBlock *block : *cfg) {
      BasicBlock &out = Out.Blocks[count - 1 - block->getBlockID()];
      llvm::SmallPtrSet<const clang::Stmt *, 16> inner;
      std::vector<const clang::Stmt *> roots;
      for (const clang::CFGElement &element : *block)
        if (std::optional<clang::CFGStmt> stmt = element.getAs<clang::CFGStmt>())
          roots.push_back(stmt->getStmt());
      for (const clang::Stmt *root : roots)
        for (const clang::Stmt *child : root->children())
          mark(child, inner);
      for (const clang::Stmt *root : roots)
        if (!inner.count(root))
          out.Statements.push_back(lower(root));
      if (const clang::Stmt *terminator = block->getTerminatorStmt()) {
        out.Terminator = terminatorName(*terminator);
        if (const auto *condition =
                llvm::dyn_cast_or_null<clang::Expr>(block->getTerminatorCondition()))
          out.Condition = lower(condition);
      }
      for (const clang::CFGBlock::AdjacentBlock &next : block->succs())
        out.Successors.push_back(next.getReachableBlock()
                                     ? count - 1 - next.getReachableBlock()->getBlockID()
                                     : NoIndex);
    }
  }

  static void mark(const clang::Stmt *stmt, llvm::SmallPtrSetImpl<const clang::Stmt *> &inner) {
    if (!stmt || !inner.insert(stmt).second)
      return;
    for (const clang::Stmt *child : stmt->children())
      mark(child, inner);
  }

  static std::string terminatorName(const clang::Stmt &stmt) {
    if (llvm::isa<clang::IfStmt>(stmt))
      return "if";
    if (llvm::isa<clang::ForStmt, clang::CXXForRangeStmt>(stmt))
      return "for";
    if (llvm::isa<clang::WhileStmt>(stmt))
      return "while";
    if (llvm::isa<clang::DoStmt>(stmt))
      return "do";
    if (llvm::isa<clang::SwitchStmt>(stmt))
      return "switch";
    if (llvm::isa<clang::AbstractConditionalOperator>(stmt))
      return "?";
    if (const auto *op = llvm::dyn_cast<clang::BinaryOperator>(&stmt))
      return op->getOpcodeStr().str();
    return "other";
  }

  void statements(const clang::Stmt *stmt, BasicBlock &out) {
    if (!stmt)
      return;
    if (llvm::isa<clang::Expr, clang::DeclStmt, clang::ReturnStmt, clang::AsmStmt>(stmt)) {
      out.Statements.push_back(lower(stmt));
      return;
    }
    for (const clang::Stmt *child : stmt->children())
      statements(child, out);
  }

  //===--- expressions -----------------------------------------------------------===//

  uint32_t add(Expr e) {
    Out.Exprs.push_back(std::move(e));
    return uint32_t(Out.Exprs.size()) - 1;
  }

  Expr start(ExprKind kind, const clang::Stmt &stmt) {
    Expr e;
    e.Kind = kind;
    if (const auto *expr = llvm::dyn_cast<clang::Expr>(&stmt); expr && !expr->getType().isNull())
      e.Type = Read.canonical(expr->getType());
    // Text of other files and of macro bodies has no place in this body.
    e.Range = Where.rangeAt(*At, stmt.getSourceRange());
    if (stmt.getBeginLoc().isValid())
      e.Line = Where.manager().getExpansionLineNumber(stmt.getBeginLoc());
    return e;
  }

  void children(Expr &e, const clang::Stmt &stmt) {
    for (const clang::Stmt *child : stmt.children())
      if (child)
        e.Children.push_back(lower(child));
  }

  uint32_t lower(const clang::Stmt *stmt) {
    if (const auto *expr = llvm::dyn_cast<clang::Expr>(stmt)) {
      const clang::Expr *plain = expr->IgnoreParens();
      // Casts that change nothing about the value's type are noise.
      while (const auto *cast = llvm::dyn_cast<clang::ImplicitCastExpr>(plain)) {
        if (cast->getCastKind() != clang::CK_LValueToRValue &&
            cast->getCastKind() != clang::CK_NoOp &&
            cast->getCastKind() != clang::CK_FunctionToPointerDecay &&
            cast->getCastKind() != clang::CK_ArrayToPointerDecay)
          break;
        plain = cast->getSubExpr()->IgnoreParens();
      }
      if (const auto *full = llvm::dyn_cast<clang::FullExpr>(plain))
        return lower(full->getSubExpr());
      if (const auto *temporary = llvm::dyn_cast<clang::MaterializeTemporaryExpr>(plain))
        return lower(temporary->getSubExpr());
      return lowerExpr(*plain);
    }
    if (const auto *decls = llvm::dyn_cast<clang::DeclStmt>(stmt)) {
      std::vector<uint32_t> made;
      for (const clang::Decl *decl : decls->decls())
        if (const auto *variableDecl = llvm::dyn_cast<clang::VarDecl>(decl)) {
          variable(*variableDecl, false);
          Expr e = start(ExprKind::Declaration, *stmt);
          e.Text = variableDecl->getNameAsString();
          e.Usr = CallReader::usr(variableDecl);
          e.Type = Read.canonical(variableDecl->getType());
          e.Space = spaceOf(*variableDecl, Device);
          if (const clang::Expr *init = variableDecl->getInit())
            e.Children.push_back(lower(init));
          made.push_back(add(std::move(e)));
        }
      if (made.size() == 1)
        return made.front();
      Expr e = start(ExprKind::Other, *stmt);
      e.Text = "DeclStmt";
      e.Children = std::move(made);
      return add(std::move(e));
    }
    if (llvm::isa<clang::ReturnStmt>(stmt)) {
      Expr e = start(ExprKind::Return, *stmt);
      children(e, *stmt);
      return add(std::move(e));
    }
    if (const auto *assembly = llvm::dyn_cast<clang::GCCAsmStmt>(stmt)) {
      Expr e = start(ExprKind::Asm, *stmt);
      e.Text = assembly->getAsmString();
      children(e, *stmt);
      return add(std::move(e));
    }
    Expr e = start(ExprKind::Other, *stmt);
    e.Text = stmt->getStmtClassName();
    children(e, *stmt);
    return add(std::move(e));
  }

  uint32_t lowerExpr(const clang::Expr &expr) {
    if (const auto *launch = llvm::dyn_cast<clang::CUDAKernelCallExpr>(&expr)) {
      Expr e = start(ExprKind::Launch, expr);
      if (const clang::FunctionDecl *kernel = launch->getDirectCallee())
        e.Text = Read.nameOf(kernel), e.Usr = CallReader::usr(kernel);
      if (launch->getConfig())
        for (const clang::Expr *argument : launch->getConfig()->arguments())
          e.Children.push_back(lower(argument));
      for (const clang::Expr *argument : launch->arguments())
        e.Children.push_back(lower(argument));
      return add(std::move(e));
    }
    if (const auto *call = llvm::dyn_cast<clang::CallExpr>(&expr)) {
      Expr e = start(ExprKind::Call, expr);
      if (const clang::FunctionDecl *callee = call->getDirectCallee())
        e.Text = Read.nameOf(callee), e.Usr = CallReader::usr(callee);
      else if (const auto *overload =
                   llvm::dyn_cast<clang::OverloadExpr>(call->getCallee()->IgnoreParenImpCasts());
               overload && overload->getNumDecls())
        e.Text = Read.nameOf((*overload->decls_begin())->getUnderlyingDecl());
      for (const clang::Expr *argument : call->arguments())
        e.Children.push_back(lower(argument));
      return add(std::move(e));
    }
    if (const auto *ref = llvm::dyn_cast<clang::DeclRefExpr>(&expr)) {
      Expr e = start(ExprKind::Variable, expr);
      e.Text = Read.nameOf(ref->getDecl());
      e.Usr = CallReader::usr(ref->getDecl());
      if (const auto *var = llvm::dyn_cast<clang::VarDecl>(ref->getDecl()))
        e.Space = spaceOf(*var, Device);
      return add(std::move(e));
    }
    if (const auto *op = llvm::dyn_cast<clang::UnaryOperator>(&expr))
      return simple(ExprKind::Unary, expr,
                    clang::UnaryOperator::getOpcodeStr(op->getOpcode()).str());
    if (const auto *op = llvm::dyn_cast<clang::BinaryOperator>(&expr))
      return simple(ExprKind::Binary, expr, op->getOpcodeStr().str());
    if (llvm::isa<clang::ConditionalOperator>(expr))
      return simple(ExprKind::Conditional, expr, "?");
    if (const auto *member = llvm::dyn_cast<clang::MemberExpr>(&expr))
      return simple(ExprKind::Member, expr, member->getMemberDecl()->getNameAsString());
    if (llvm::isa<clang::ArraySubscriptExpr>(expr))
      return simple(ExprKind::Subscript, expr, "[]");
    if (llvm::isa<clang::CastExpr>(expr))
      return simple(ExprKind::Cast, expr, "");
    if (llvm::isa<clang::IntegerLiteral, clang::FloatingLiteral, clang::CharacterLiteral,
                  clang::CXXBoolLiteralExpr, clang::CXXNullPtrLiteralExpr>(expr)) {
      Expr e = start(ExprKind::Literal, expr);
      e.Text = literal(expr);
      return add(std::move(e));
    }
    if (const auto *fallback = llvm::dyn_cast<clang::CXXDefaultArgExpr>(&expr))
      return lower(fallback->getExpr());
    if (llvm::isa<clang::LambdaExpr>(expr)) {
      Expr e = start(ExprKind::Other, expr);
      e.Text = "LambdaExpr";
      return add(std::move(e));
    }
    return simple(ExprKind::Other, expr, expr.getStmtClassName());
  }

  uint32_t simple(ExprKind kind, const clang::Expr &expr, std::string text) {
    Expr e = start(kind, expr);
    e.Text = std::move(text);
    children(e, expr);
    return add(std::move(e));
  }

  clang::ASTContext &Context;
  const clang::FunctionDecl &Function;
  Places &Where;
  CallReader Read;
  std::optional<Anchor> At; ///< of the function's name: the level of all ranges
  bool Device = false;
  Body Out;
};

} // namespace

void lowerFunction(Collector &collector, clang::ASTContext &context,
                   const clang::FunctionDecl &function) {
  if (std::optional<Body> body = Lowering(collector, context, function).run())
    collector.Out.Bodies.push_back(std::move(*body));
}

} // namespace ascendify
