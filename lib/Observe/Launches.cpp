//===- Launches.cpp - kernel launches in every form ------------------------===//
//
// Who is launched, with which sizes. The kernel may be named through pointers, conditions, tables
// and functions that choose one; the sizes through `dim3` variables and a configuration that is
// filled member by member. What a variable holds is only said when all of its changes are seen.
//
//===----------------------------------------------------------------------===//
#include "Observe/Calls.h"
#include "Observe/Locals.h"

namespace ascendify {

using namespace clang;
using llvm::dyn_cast;
using llvm::isa;

/// How far names are followed through variables and functions.
constexpr unsigned MaxSteps = 6;
/// More kernels than this behind one launch say that it may be any.
constexpr size_t MaxCandidates = 32;

const LocalValues *CallReader::localsAround(const VarDecl &variable) const {
  const FunctionDecl *function = outermostFunction(variable);
  if (!function || !function->getBody())
    return nullptr;
  std::unique_ptr<LocalValues> &slot = Locals[function];
  if (!slot)
    slot = std::make_unique<LocalValues>(function->getBody());
  return slot.get();
}

//===--- which kernel ------------------------------------------------------------===//

namespace {
/// What a `return` of a function gives back.
void returned(const Stmt *stmt, llvm::SmallVectorImpl<const clang::Expr *> &out) {
  if (!stmt || isa<LambdaExpr>(stmt))
    return;
  if (const auto *r = dyn_cast<ReturnStmt>(stmt); r && r->getRetValue())
    out.push_back(r->getRetValue());
  for (const Stmt *child : stmt->children())
    returned(child, out);
}
} // namespace

void CallReader::candidates(const clang::Expr *expr, KernelCandidates &out, unsigned steps) const {
  if (!expr || steps == 0) {
    out.Complete = false;
    return;
  }
  const clang::Expr *e = bare(expr->IgnoreParenCasts());
  while (const auto *u = dyn_cast<UnaryOperator>(e)) {
    if (u->getOpcode() != UO_AddrOf && u->getOpcode() != UO_Deref)
      break;
    e = bare(u->getSubExpr()->IgnoreParenCasts());
  }
  auto take = [&](const NamedDecl *decl) {
    if (const auto *shape = llvm::dyn_cast_or_null<FunctionTemplateDecl>(decl))
      decl = shape->getTemplatedDecl();
    const auto *function = llvm::dyn_cast_or_null<FunctionDecl>(decl);
    if (function && !llvm::is_contained(out.Functions, function))
      out.Functions.push_back(function);
    out.Complete &= function != nullptr;
  };
  if (const auto *choice = dyn_cast<AbstractConditionalOperator>(e)) {
    candidates(choice->getTrueExpr(), out, steps - 1);
    return candidates(choice->getFalseExpr(), out, steps - 1);
  }
  if (const auto *overload = dyn_cast<OverloadExpr>(e)) {
    if (overload->getNumDecls())
      return take((*overload->decls_begin())->getUnderlyingDecl());
    out.Complete = false;
    return;
  }
  if (const auto *parens = dyn_cast<ParenListExpr>(e)) {
    for (unsigned i = 0; i < parens->getNumExprs(); ++i)
      candidates(parens->getExpr(i), out, steps - 1);
    return;
  }
  if (const auto *list = dyn_cast<InitListExpr>(e)) {
    for (const clang::Expr *element : list->inits())
      candidates(element, out, steps - 1);
    return;
  }
  if (const auto *element = dyn_cast<ArraySubscriptExpr>(e))
    return candidates(element->getBase(), out, steps - 1);
  if (const auto *call = dyn_cast<CallExpr>(e)) {
    const FunctionDecl *callee = call->getDirectCallee();
    const Stmt *body = callee ? callee->getBody() : nullptr;
    llvm::SmallVector<const clang::Expr *, 4> values;
    if (body && C.P.originOf(callee->getLocation()) == Origin::Root)
      returned(body, values);
    out.Complete &= !values.empty();
    for (const clang::Expr *value : values)
      candidates(value, out, steps - 1);
    return;
  }
  if (const auto *broken = dyn_cast<RecoveryExpr>(e)) {
    // What could be read of it: the kernel stands first.
    if (!broken->subExpressions().empty())
      return candidates(broken->subExpressions().front(), out, steps - 1);
    out.Complete = false;
    return;
  }
  const auto *ref = dyn_cast<DeclRefExpr>(e);
  if (!ref) {
    out.Complete = false;
    return;
  }
  const auto *variable = dyn_cast<VarDecl>(ref->getDecl());
  if (!variable)
    return take(ref->getDecl());
  if (const auto *parameter = dyn_cast<ParmVarDecl>(variable)) {
    out.Parameter = parameter;
    out.Complete = false;
    return;
  }
  // `auto k = kernel<T>; k<<<…>>>()`, and every other value it is given.
  bool any = false;
  if (const clang::Expr *init = variable->getAnyInitializer()) {
    const clang::Expr *value = init->IgnoreParenCasts();
    if (!value->getType().isNull() &&
        !value->isNullPointerConstant(Context, clang::Expr::NPC_ValueDependentIsNotNull)) {
      candidates(init, out, steps - 1);
      any = true;
    }
  }
  if (const LocalValues *locals = localsAround(*variable)) {
    const LocalValues::Uses &uses = locals->of(variable);
    for (const clang::Expr *value : uses.Assigned) {
      candidates(value, out, steps - 1);
      any = true;
    }
    named(uses, out);
  }
  out.Complete &= any;
}

/// `cuModuleGetFunction(&f, module, "name")`: a call that fills the variable and is given a text.
void CallReader::named(const LocalValues::Uses &uses, KernelCandidates &out) const {
  for (const CallExpr *call : uses.AddressIn)
    for (const clang::Expr *argument : call->arguments())
      if (const auto *text = dyn_cast<clang::StringLiteral>(argument->IgnoreParenCasts());
          text && text->getCharByteWidth() == 1 && isValidAsciiIdentifier(text->getString()) &&
          !llvm::is_contained(out.Names, text->getString()))
        out.Names.push_back(text->getString().str());
}

const FunctionDecl *CallReader::onlyFunction(const clang::Expr *expr) const {
  KernelCandidates found;
  candidates(expr, found, MaxSteps);
  return found.Functions.size() == 1 && found.Complete ? found.Functions.front() : nullptr;
}

void CallReader::kernel(const Anchor &at, const clang::Expr *expr, LaunchFact &out) {
  const clang::Expr *e = written(expr);
  out.Kernel = C.P.rangeAt(at, e->getSourceRange());
  out.KernelText = C.P.textOf(at, out.Kernel).str();
  KernelCandidates found;
  candidates(expr, found, MaxSteps);
  if (found.Functions.size() == 1 && found.Names.empty()) {
    out.KernelName = nameOf(found.Functions.front());
    out.KernelUsr = usr(found.Functions.front());
  } else if (found.Functions.empty() && found.Names.size() == 1) {
    out.KernelName = found.Names.front();
  } else if (found.Functions.size() + found.Names.size() <= MaxCandidates) {
    for (const FunctionDecl *function : found.Functions)
      out.Candidates.push_back(nameOf(function));
    out.Candidates.insert(out.Candidates.end(), found.Names.begin(), found.Names.end());
    llvm::sort(out.Candidates);
    out.Candidates.erase(std::unique(out.Candidates.begin(), out.Candidates.end()),
                         out.Candidates.end());
  }
  if (found.Parameter && out.KernelName.empty())
    if (const auto *around = dyn_cast<FunctionDecl>(found.Parameter->getDeclContext())) {
      out.Wrapper = usr(around);
      out.WrapperParameter = found.Parameter->getFunctionScopeIndex();
    }
}

//===--- which sizes -----------------------------------------------------------------===//

std::optional<int64_t> CallReader::fold(const clang::Expr *expr, unsigned steps) const {
  // A list in parentheses of a template has no type.
  if (!expr || !steps || expr->containsErrors() || expr->getType().isNull())
    return std::nullopt;
  if (!expr->isValueDependent() && !expr->isTypeDependent() &&
      expr->getType()->isIntegralOrEnumerationType()) {
    clang::Expr::EvalResult value;
    if (expr->EvaluateAsInt(value, Context) && value.Val.getInt().isRepresentableByInt64())
      return value.Val.getInt().getExtValue();
  }
  const clang::Expr *e = bare(expr->IgnoreParenCasts());
  if (const auto *op = dyn_cast<BinaryOperator>(e)) {
    std::optional<int64_t> a = fold(op->getLHS(), steps), b = fold(op->getRHS(), steps);
    if (!a || !b)
      return std::nullopt;
    int64_t result = 0;
    switch (op->getOpcode()) {
    case BO_Add:
      return llvm::AddOverflow(*a, *b, result) ? std::nullopt : std::optional(result);
    case BO_Sub:
      return llvm::SubOverflow(*a, *b, result) ? std::nullopt : std::optional(result);
    case BO_Mul:
      return llvm::MulOverflow(*a, *b, result) ? std::nullopt : std::optional(result);
    case BO_Div:
      return *b > 0 ? std::optional(*a / *b) : std::nullopt;
    case BO_Rem:
      return *b > 0 ? std::optional(*a % *b) : std::nullopt;
    case BO_Shl:
      return *a >= 0 && *b >= 0 && *b < 31 && *a < (int64_t(1) << 31) ? std::optional(*a << *b)
                                                                      : std::nullopt;
    case BO_Shr:
      return *a >= 0 && *b >= 0 && *b < 63 ? std::optional(*a >> *b) : std::nullopt;
    default:
      return std::nullopt;
    }
  }
  if (const auto *member = dyn_cast<MemberExpr>(e); member && !member->isArrow()) {
    // `grid.x`
    llvm::StringRef name = member->getMemberDecl()->getName();
    std::optional<Dimensions> all = dimensions(member->getBase(), steps);
    if (!all)
      return std::nullopt;
    return name == "x" ? all->X : name == "y" ? all->Y : name == "z" ? all->Z : std::nullopt;
  }
  const auto *ref = dyn_cast<DeclRefExpr>(e);
  const auto *variable = ref ? dyn_cast<VarDecl>(ref->getDecl()) : nullptr;
  if (!variable || isa<ParmVarDecl>(variable) || !variable->getInit())
    return std::nullopt;
  const LocalValues *locals = localsAround(*variable);
  if (!locals)
    return std::nullopt;
  const LocalValues::Uses &uses = locals->of(variable);
  if (uses.Changes || !uses.Assigned.empty())
    return std::nullopt;
  return fold(variable->getInit(), steps - 1);
}

std::optional<Dimensions> CallReader::dimensions(const clang::Expr *expr, unsigned steps) const {
  if (!expr || !steps || expr->containsErrors())
    return std::nullopt;
  const clang::Expr *e = bare(expr);
  auto of = [&](llvm::ArrayRef<const clang::Expr *> parts) {
    Dimensions out{1, 1, 1};
    std::optional<int64_t> *slots[] = {&out.X, &out.Y, &out.Z};
    for (size_t i = 0; i < parts.size() && i < 3; ++i)
      *slots[i] = isa<CXXDefaultArgExpr>(parts[i]) ? 1 : fold(parts[i], steps);
    return out;
  };
  auto list = [](auto &&range) {
    return llvm::SmallVector<const clang::Expr *, 3>(range.begin(), range.end());
  };
  if (const auto *made = dyn_cast<CXXConstructExpr>(e))
    return made->getNumArgs() <= 3 ? std::optional(of(list(made->arguments()))) : std::nullopt;
  if (const auto *braces = dyn_cast<InitListExpr>(e))
    return of(list(braces->inits()));
  if (const auto *made = dyn_cast<CXXUnresolvedConstructExpr>(e))
    return of(list(made->arguments()));
  if (const auto *parens = dyn_cast<ParenListExpr>(e)) {
    llvm::SmallVector<const clang::Expr *, 3> parts;
    for (unsigned i = 0; i < parens->getNumExprs(); ++i)
      parts.push_back(parens->getExpr(i));
    return of(parts);
  }
  if (const auto *ref = dyn_cast<DeclRefExpr>(e); ref && !ref->getType()->isDependentType() &&
                                                  ref->getType()->isRecordType()) {
    const auto *variable = dyn_cast<VarDecl>(ref->getDecl());
    if (!variable || isa<ParmVarDecl>(variable))
      return std::nullopt;
    const clang::Expr *init = variable->getAnyInitializer();
    const LocalValues *locals = localsAround(*variable);
    if (!locals)
      return init && variable->getType().isConstQualified() ? dimensions(init, steps - 1)
                                                            : std::nullopt;
    const LocalValues::Uses &uses = locals->of(variable);
    if (uses.Changes)
      return std::nullopt;
    const auto *plain = init ? dyn_cast<CXXConstructExpr>(bare(init)) : nullptr;
    // Declared without a value and set once.
    bool late = !init || (plain && llvm::all_of(plain->arguments(), [](const clang::Expr *a) {
                            return isa<CXXDefaultArgExpr>(a);
                          }));
    std::optional<Dimensions> out;
    if (uses.Assigned.empty() && init)
      out = dimensions(init, steps - 1);
    else if (uses.Assigned.size() == 1 && late && !uses.Sometimes)
      out = dimensions(uses.Assigned.front(), steps - 1);
    if (!out)
      return out;
    for (auto &[name, value, sometimes] : uses.Members) {
      std::optional<int64_t> &slot = name == "x" ? out->X : name == "y" ? out->Y : out->Z;
      bool once = llvm::count_if(uses.Members, [&, member = name](const auto &m) {
                    return m.Name == member;
                  }) == 1;
      slot = once && late && !sometimes ? fold(value, steps - 1) : std::nullopt;
    }
    return out;
  }
  if (e->getType().isNull() || e->getType()->isDependentType() ||
      !e->getType()->isIntegralOrEnumerationType())
    return std::nullopt;
  return of({e});
}

/// A size of which nothing is known says nothing.
static void set(std::optional<Dimensions> &slot, std::optional<Dimensions> value) {
  if (value && (value->X || value->Y || value->Z))
    slot = std::move(value);
}

//===--- forms ---------------------------------------------------------------------------===//

LaunchFact CallReader::chevron(const Anchor &at, Ancestors above,
                               const CUDAKernelCallExpr *launch) {
  LaunchFact out;
  out.Range = C.P.rangeAt(at, launch->getSourceRange());
  macroCall(at, launch->getBeginLoc(), out);
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
    if (config->getNumArgs() >= 2) {
      set(out.GridSize, dimensions(config->getArg(0), MaxSteps));
      set(out.BlockSize, dimensions(config->getArg(1), MaxSteps));
    }
    if (config->getNumArgs() >= 3 && out.SharedBytes)
      out.SharedSize = fold(config->getArg(2), MaxSteps);
  }
  for (const clang::Expr *e : launch->arguments())
    out.Arguments.push_back(argument(at, e));
  statement(at, above, out.Statement, out.MayInsertBefore);
  return out;
}

/// Where the macro that holds the launch is called.
void CallReader::macroCall(const Anchor &at, SourceLocation loc, LaunchFact &out) {
  if (at.Macro != MacroOrigin::Body || !loc.isMacroID())
    return;
  SourceLocation outside = C.P.manager().getExpansionLoc(loc);
  if (std::optional<Anchor> call = C.P.anchor(outside))
    out.Use = C.P.location(*call);
}

/// The addresses that an array of kernel arguments holds: `void *args[] = {&a, &b}`.
static void addressesOf(const clang::Expr *array, llvm::SmallVectorImpl<const clang::Expr *> &out) {
  const clang::Expr *e = array->IgnoreParenCasts();
  // `&args[0]`
  if (const auto *u = dyn_cast<UnaryOperator>(e); u && u->getOpcode() == UO_AddrOf)
    e = u->getSubExpr()->IgnoreParenCasts();
  if (const auto *first = dyn_cast<ArraySubscriptExpr>(e))
    e = first->getBase()->IgnoreParenCasts();
  const auto *ref = dyn_cast<DeclRefExpr>(e);
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

/// A struct that is filled before the launch: grid, block, shared bytes and stream in this order,
/// a size as one member or as three numbers.
void CallReader::configuration(const Anchor &at, const clang::Expr *expr, LaunchFact &out) {
  const clang::Expr *e = expr->IgnoreParenCasts();
  if (const auto *u = dyn_cast<UnaryOperator>(e); u && u->getOpcode() == UO_AddrOf)
    e = u->getSubExpr()->IgnoreParenCasts();
  const auto *ref = dyn_cast<DeclRefExpr>(e);
  const auto *variable = ref ? dyn_cast<VarDecl>(ref->getDecl()) : nullptr;
  const RecordDecl *record = variable ? variable->getType()->getAsRecordDecl() : nullptr;
  if (!record)
    return;
  llvm::SmallVector<llvm::StringRef, 8> names;
  bool numbers = false;
  for (const FieldDecl *field : record->fields()) {
    numbers |= names.empty() && field->getType()->isIntegerType();
    if (names.size() < 8)
      names.push_back(field->getName());
  }
  const clang::Expr *values[8] = {};
  if (const clang::Expr *init = variable->getInit())
    if (const auto *list = dyn_cast<InitListExpr>(bare(init)))
      for (unsigned i = 0; i < list->getNumInits() && i < 8; ++i)
        if (!isa<ImplicitValueInitExpr>(list->getInit(i)))
          values[i] = list->getInit(i);
  bool sized[8] = {true, true, true, true, true, true, true, true};
  if (const LocalValues *locals = localsAround(*variable)) {
    const LocalValues::Uses &uses = locals->of(variable);
    llvm::SmallDenseSet<llvm::StringRef> before;
    for (auto &[name, value, sometimes] : uses.Members) {
      bool again = !before.insert(name).second;
      for (size_t i = 0; i < names.size(); ++i)
        if (names[i] == name) {
          values[i] = value;
          sized[i] = !again && !sometimes;
        }
    }
  }
  auto number = [&](size_t i) {
    return sized[i] ? fold(values[i], MaxSteps) : std::optional<int64_t>();
  };
  auto size = [&](size_t i) {
    return sized[i] ? dimensions(values[i], MaxSteps) : std::optional<Dimensions>();
  };
  size_t width = numbers ? 3 : 1;
  const clang::Expr *parts[4] = {values[0], values[width], values[2 * width],
                                 values[2 * width + 1]};
  std::optional<Argument> *slots[] = {&out.Grid, &out.Block, &out.SharedBytes, &out.Stream};
  for (size_t i = 0; i < 4; ++i)
    if (parts[i])
      if (Argument a = argument(at, parts[i]); !a.Text.empty())
        *slots[i] = std::move(a);
  auto three = [&](size_t i) -> std::optional<Dimensions> {
    return Dimensions{number(i), number(i + 1), number(i + 2)};
  };
  set(out.GridSize, numbers ? three(0) : size(0));
  set(out.BlockSize, numbers ? three(3) : size(1));
  if (parts[2])
    out.SharedSize = number(2 * width);
}

std::optional<LaunchFact> CallReader::launchCall(const Anchor &at, Ancestors above,
                                                 llvm::StringRef name, const clang::Expr *call,
                                                 llvm::ArrayRef<const clang::Expr *> list) {
  const Collector::Known &known = C.known(name);
  if (!known.Listed || !known.Listed->Does.has(Role::Launch))
    return std::nullopt;
  auto position = [&](Operand which) -> std::optional<size_t> {
    std::optional<unsigned> at = known.Listed->Does.position(which);
    return at && *at < list.size() ? std::optional<size_t>(*at) : std::nullopt;
  };
  std::optional<size_t> function = position(Operand::Function), grid = position(Operand::Grid),
                        block = position(Operand::Block), shared = position(Operand::SharedBytes),
                        stream = position(Operand::Stream), array = position(Operand::Arguments);
  if (!function)
    return std::nullopt;
  LaunchFact out;
  out.How = LaunchFact::Form::LaunchKernel;
  kernel(at, list[*function], out);
  auto put = [&](std::optional<Argument> &slot, std::optional<size_t> i) {
    if (i)
      if (Argument a = argument(at, list[*i]); !a.Defaulted)
        slot = std::move(a);
  };
  put(out.SharedBytes, shared), put(out.Stream, stream);
  if (shared)
    out.SharedSize = fold(list[*shared], MaxSteps);
  if (grid && block) {
    put(out.Grid, grid), put(out.Block, block);
    set(out.GridSize, dimensions(list[*grid], MaxSteps));
    set(out.BlockSize, dimensions(list[*block], MaxSteps));
  } else if (shared && *shared == *function + 7) {
    // The driver takes six numbers between the function and the bytes.
    out.How = LaunchFact::Form::Driver;
    size_t first = *function + 1;
    put(out.Grid, first), put(out.Block, first + 3);
    auto three = [&](size_t i) -> std::optional<Dimensions> {
      return Dimensions{fold(list[i], MaxSteps), fold(list[i + 1], MaxSteps),
                        fold(list[i + 2], MaxSteps)};
    };
    set(out.GridSize, three(first));
    set(out.BlockSize, three(first + 3));
  } else if (*function > 0) {
    configuration(at, list.front(), out);
  }
  llvm::SmallVector<const clang::Expr *, 8> arguments;
  if (array)
    addressesOf(list[*array], arguments);
  else if (!known.Listed->Does.position(Operand::Arguments))
    arguments.append(list.begin() + *function + 1, list.end());
  out.Range = C.P.rangeAt(at, call->getSourceRange());
  macroCall(at, call->getExprLoc(), out);
  for (const clang::Expr *e : arguments)
    out.Arguments.push_back(argument(at, e));
  statement(at, above, out.Statement, out.MayInsertBefore);
  return out;
}

} // namespace ascendify
