//===- LowerBlocks.cpp - basic blocks of a function ------------------------===//
//
// Blocks come from clang's CFG, which is built backwards: it gives the exit 0 and the entry the
// highest number. Here the entry is 0, so an operand's block comes before the block of the whole
// expression, and each expression is lowered where it is evaluated. The CFG also works on the
// pattern of a template; where it gives up (code after an error), the structure of the statements is
// followed instead, without the blocks inside expressions.
//
//===----------------------------------------------------------------------===//
#include "Observe/Lower.h"
#include "clang/AST/StmtCXX.h"

namespace ascendify {

using namespace clang;
using llvm::dyn_cast;
using llvm::isa;

static llvm::StringRef terminatorName(const Stmt &stmt) {
  if (isa<IfStmt>(stmt))
    return "if";
  if (isa<ForStmt, CXXForRangeStmt>(stmt))
    return "for";
  if (isa<WhileStmt>(stmt))
    return "while";
  if (isa<DoStmt>(stmt))
    return "do";
  if (isa<SwitchStmt>(stmt))
    return "switch";
  if (isa<AbstractConditionalOperator>(stmt))
    return "?";
  if (isa<BreakStmt>(stmt))
    return "break";
  if (isa<ContinueStmt>(stmt))
    return "continue";
  if (isa<GotoStmt, IndirectGotoStmt>(stmt))
    return "goto";
  if (const auto *op = dyn_cast<BinaryOperator>(&stmt))
    return op->getOpcodeStr();
  return "other";
}

/// What a block starts with: a label of a switch or of `goto`.
static void label(const Stmt *stmt, ASTContext &context, BasicBlock &out) {
  if (!stmt)
    return;
  if (const auto *one = dyn_cast<CaseStmt>(stmt)) {
    out.Label = "case";
    out.CaseValue = constantOf(*one->getLHS(), context).value_or("");
    out.CaseEnd =
        one->getRHS() ? SharedText(constantOf(*one->getRHS(), context).value_or("")) : out.CaseValue;
  } else if (isa<DefaultStmt>(stmt)) {
    out.Label = "default";
  } else if (const auto *named = dyn_cast<LabelStmt>(stmt)) {
    out.Label = named->getName();
  }
}

//===--- structure without clang's CFG ---------------------------------------------===//

/// Blocks from the nesting of statements.
class Structure {
public:
  explicit Structure(Lowering &lowering) : L(lowering) {}

  void build(const Stmt *body) {
    Current = open();
    statement(body);
    uint32_t exit = open();
    if (Current != NoIndex)
      link(Current, exit);
    for (uint32_t block : Returns)
      link(block, exit);
    for (auto &[block, target] : Gotos)
      if (auto it = Labels.find(target); it != Labels.end())
        link(block, it->second);
      else
        link(block, exit);
  }

private:
  uint32_t open() {
    L.Out.Blocks.emplace_back();
    return uint32_t(L.Out.Blocks.size()) - 1;
  }
  void link(uint32_t from, uint32_t to) { L.Out.Blocks[from].Successors.push_back(to); }
  /// The block to put a statement into; one that nothing reaches after a jump.
  uint32_t here() {
    if (Current == NoIndex)
      Current = open();
    L.Current = Current;
    return Current;
  }
  void add(const Stmt *stmt) {
    if (!stmt)
      return;
    uint32_t block = here();
    uint32_t root = L.lower(stmt);
    L.Out.Blocks[block].Statements.push_back(root);
  }
  uint32_t fresh() {
    uint32_t next = open();
    if (Current != NoIndex)
      link(Current, next);
    return Current = next;
  }
  /// Ends the current block with a test; its successors are linked by the caller, true first.
  uint32_t test(const clang::Expr *condition, llvm::StringRef terminator) {
    uint32_t block = here();
    if (condition) {
      uint32_t root = L.lower(condition);
      L.Out.Blocks[block].Statements.push_back(root);
      L.Out.Blocks[block].Condition = root;
    }
    L.Out.Blocks[block].Terminator = terminator.str();
    return block;
  }

  void loop(llvm::StringRef name, const clang::Expr *condition, const clang::Expr *increment,
            const Stmt *body, const Stmt *variable, bool ends) {
    uint32_t head = fresh();
    uint32_t from = test(condition, name);
    Jump outer = std::move(Innermost);
    Innermost = {};
    Innermost.Loop = true;
    uint32_t first = open();
    link(from, first);
    Current = first;
    add(variable);
    statement(body);
    uint32_t step = fresh();
    add(increment);
    link(step, head);
    leave(outer, step);
    if (ends)
      link(from, Current);
  }

  struct Jump {
    bool Loop = false;
    std::vector<uint32_t> Breaks, Continues;
  };
  /// Ends a loop or switch: opens the block behind it.
  void leave(Jump &outer, uint32_t step) {
    for (uint32_t block : Innermost.Continues)
      if (step != NoIndex)
        link(block, step);
      else
        outer.Continues.push_back(block);
    Current = open();
    for (uint32_t block : Innermost.Breaks)
      link(block, Current);
    Innermost = std::move(outer);
  }
  void jump(std::vector<uint32_t> &list, llvm::StringRef name) {
    uint32_t block = here();
    L.Out.Blocks[block].Terminator = name.str();
    list.push_back(block);
    Current = NoIndex;
  }

  void statement(const Stmt *stmt) {
    if (!stmt)
      return;
    if (isa<clang::Expr, DeclStmt, AsmStmt>(stmt))
      return add(stmt);
    if (isa<ReturnStmt>(stmt)) {
      add(stmt);
      Returns.push_back(here());
      Current = NoIndex;
      return;
    }
    if (const auto *i = dyn_cast<IfStmt>(stmt)) {
      statement(i->getInit());
      statement(i->getConditionVariableDeclStmt());
      uint32_t from = test(i->getCond(), "if");
      Current = open();
      link(from, Current);
      statement(i->getThen());
      uint32_t then = Current;
      uint32_t otherwise = NoIndex;
      if (i->getElse()) {
        Current = open();
        link(from, Current);
        statement(i->getElse());
        otherwise = Current;
      }
      uint32_t after = open();
      if (then != NoIndex)
        link(then, after);
      if (!i->getElse())
        link(from, after);
      else if (otherwise != NoIndex)
        link(otherwise, after);
      Current = after;
      return;
    }
    if (const auto *f = dyn_cast<ForStmt>(stmt)) {
      statement(f->getInit());
      return loop("for", f->getCond(), f->getInc(), f->getBody(), nullptr, f->getCond() != nullptr);
    }
    if (const auto *w = dyn_cast<WhileStmt>(stmt))
      return loop("while", w->getCond(), nullptr, w->getBody(), nullptr, true);
    if (const auto *r = dyn_cast<CXXForRangeStmt>(stmt)) {
      statement(r->getInit());
      statement(r->getRangeStmt());
      return loop("for", r->getCond(), r->getInc(), r->getBody(), r->getLoopVarStmt(),
                  true);
    }
    if (const auto *d = dyn_cast<DoStmt>(stmt)) {
      uint32_t head = fresh();
      Jump outer = std::move(Innermost);
      Innermost = {};
      Innermost.Loop = true;
      statement(d->getBody());
      uint32_t step = fresh();
      uint32_t from = test(d->getCond(), "do");
      link(from, head);
      leave(outer, step);
      link(from, Current);
      return;
    }
    if (const auto *s = dyn_cast<SwitchStmt>(stmt)) {
      statement(s->getInit());
      statement(s->getConditionVariableDeclStmt());
      uint32_t from = test(s->getCond(), "switch");
      Jump outer = std::move(Innermost);
      Innermost = {};
      uint32_t outerSwitch = Switch;
      bool outerDefault = Default;
      Switch = from, Default = false;
      Current = NoIndex;
      statement(s->getBody());
      uint32_t last = Current;
      leave(outer, NoIndex);
      if (last != NoIndex)
        link(last, Current);
      if (!Default)
        link(from, Current);
      Switch = outerSwitch, Default = outerDefault;
      return;
    }
    if (const auto *c = dyn_cast<SwitchCase>(stmt)) {
      uint32_t block = fresh();
      label(c, L.Context, L.Out.Blocks[block]);
      if (Switch != NoIndex)
        link(Switch, block);
      Default |= isa<DefaultStmt>(c);
      return statement(c->getSubStmt());
    }
    if (const auto *named = dyn_cast<LabelStmt>(stmt)) {
      uint32_t block = fresh();
      label(named, L.Context, L.Out.Blocks[block]);
      Labels[named->getDecl()] = block;
      return statement(named->getSubStmt());
    }
    if (const auto *g = dyn_cast<GotoStmt>(stmt)) {
      uint32_t block = here();
      L.Out.Blocks[block].Terminator = "goto";
      Gotos.emplace_back(block, g->getLabel());
      Current = NoIndex;
      return;
    }
    if (isa<BreakStmt>(stmt))
      return jump(Innermost.Breaks, "break");
    if (isa<ContinueStmt>(stmt))
      return jump(Innermost.Continues, "continue");
    for (const Stmt *child : stmt->children())
      statement(child);
  }

  Lowering &L;
  uint32_t Current = NoIndex, Switch = NoIndex;
  bool Default = false;
  Jump Innermost;
  std::vector<uint32_t> Returns;
  std::vector<std::pair<uint32_t, const LabelDecl *>> Gotos;
  llvm::DenseMap<const LabelDecl *, uint32_t> Labels;
};

//===--- clang's CFG ---------------------------------------------------------------===//

static void mark(const Stmt *stmt, llvm::SmallPtrSetImpl<const Stmt *> &inner) {
  if (!stmt || !inner.insert(stmt).second)
    return;
  for (const Stmt *child : stmt->children())
    mark(child, inner);
}

void Lowering::blocks() {
  CFG::BuildOptions options;
  options.PruneTriviallyFalseEdges = false;
  options.AddInitializers = true;
  // The types of a pattern have no destructors yet.
  options.AddImplicitDtors = !Out.Template;
  std::unique_ptr<CFG> cfg = CFG::buildCFG(&Function, Function.getBody(), &Context, options);
  if (!cfg)
    return Structure(*this).build(Function.getBody());
  unsigned count = cfg->getNumBlockIDs();
  Out.Blocks.resize(count);
  std::vector<const CFGBlock *> order(count);
  for (const CFGBlock *one : *cfg)
    order[count - 1 - one->getBlockID()] = one;
  for (const CFGBlock *one : order)
    if (one)
      block(*one, count);
}

/// What the language does at a place without writing it: initialises a member, ends a variable.
std::optional<uint32_t> Lowering::implicitElement(const CFGElement &element) {
  if (std::optional<CFGInitializer> made = element.getAs<CFGInitializer>()) {
    const CXXCtorInitializer *init = made->getInitializer();
    const clang::Expr *value = init->getInit();
    if (!value)
      return std::nullopt;
    if (!init->isAnyMemberInitializer())
      return lower(value);
    Expr self = start(ExprKind::This, *value);
    self.Range = {};
    self.Implicit = true;
    self.Type = {};
    Expr member = self;
    member.Kind = ExprKind::Member;
    member.Text = Texts.share(init->getAnyMember()->getName());
    member.Usr = Texts.usr(init->getAnyMember());
    member.Type = Texts.type(init->getAnyMember()->getType());
    member.Children = {add(std::move(self), *value)};
    Expr assignment = start(ExprKind::Binary, *value);
    assignment.Text = Texts.share("=");
    assignment.Type = member.Type;
    assignment.Implicit = !init->isWritten();
    assignment.Children = {add(std::move(member), *value), lower(value)};
    return add(std::move(assignment), *value);
  }
  if (std::optional<CFGAutomaticObjDtor> ended = element.getAs<CFGAutomaticObjDtor>()) {
    const VarDecl *variableDecl = ended->getVarDecl();
    const CXXDestructorDecl *destructor = ended->getDestructorDecl(Context);
    const Stmt *at = ended->getTriggerStmt();
    if (!destructor || destructor->isTrivial() || !at)
      return std::nullopt;
    Expr object = start(ExprKind::Variable, *at);
    object.Range = {};
    object.Line = Where.manager().getExpansionLineNumber(at->getEndLoc());
    object.Implicit = true;
    object.Text = Texts.name(variableDecl);
    object.Usr = Texts.usr(variableDecl);
    object.Type = Texts.type(variableDecl->getType());
    object.Space = spaceOf(*variableDecl);
    object.Local = variable(*variableDecl);
    Expr call = object;
    call.Kind = ExprKind::Call;
    call.Local = NoIndex;
    call.Space = MemorySpace::Unknown;
    call.Type = Texts.share("void");
    setCallee(call, *destructor);
    call.Object = add(std::move(object), *at);
    return add(std::move(call), *at);
  }
  return std::nullopt;
}

void Lowering::block(const CFGBlock &from, unsigned count) {
  Current = count - 1 - from.getBlockID();
  llvm::SmallPtrSet<const Stmt *, 16> inner;
  for (const CFGElement &element : from)
    if (std::optional<CFGStmt> stmt = element.getAs<CFGStmt>())
      for (const Stmt *child : stmt->getStmt()->children())
        mark(child, inner);
  std::vector<uint32_t> roots;
  for (const CFGElement &element : from) {
    if (std::optional<CFGStmt> stmt = element.getAs<CFGStmt>()) {
      // A call inside an expression is an element of its own; the expression holds it.
      if (!inner.count(stmt->getStmt()))
        roots.push_back(lower(stmt->getStmt()));
    } else if (std::optional<uint32_t> made = implicitElement(element)) {
      roots.push_back(*made);
    }
  }
  BasicBlock &out = Out.Blocks[Current];
  // What other blocks evaluate is no statement of this one (`a && b` as a whole is).
  for (uint32_t root : roots)
    if (Out.Exprs[root].Block == Current && !llvm::is_contained(out.Statements, root))
      out.Statements.push_back(root);
  out.NoReturn = from.hasNoReturnElement();
  label(from.getLabel(), Context, out);
  if (const Stmt *terminator = from.getTerminatorStmt()) {
    out.Terminator = terminatorName(*terminator).str();
    const clang::Expr *condition = from.getLastCondition();
    if (!condition)
      condition = llvm::dyn_cast_or_null<clang::Expr>(from.getTerminatorCondition());
    if (condition && from.succ_size() > 1)
      out.Condition = lower(condition);
  }
  for (const CFGBlock::AdjacentBlock &next : from.succs()) {
    const CFGBlock *to = next.getReachableBlock();
    out.Successors.push_back(to ? count - 1 - to->getBlockID() : NoIndex);
  }
}

} // namespace ascendify
