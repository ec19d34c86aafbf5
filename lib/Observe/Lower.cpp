//===- Lower.cpp - which functions get a body, and what is known of each ---===//
//
// Device functions always; host functions when they use the platform or call one that does, and
// those that give such a function a number (`ceilDiv` of a grid). The trap: a call in a template is
// an overload set, so every function it may mean counts.
//
//===----------------------------------------------------------------------===//
#include "Observe/Lower.h"
#include "clang/AST/StmtCXX.h"

namespace ascendify {

using namespace clang;
using llvm::dyn_cast;
using llvm::isa;

//===--- texts -----------------------------------------------------------------===//

SharedText LowerTexts::type(QualType type) {
  if (type.isNull())
    return {};
  auto [it, fresh] = Types.try_emplace(type.getAsOpaquePtr());
  if (fresh)
    it->second = Pool.share(Read.canonical(type));
  return it->second;
}

SharedText LowerTexts::name(const NamedDecl *decl) {
  auto [it, fresh] = Names.try_emplace(decl);
  if (fresh)
    it->second = Pool.share(Read.nameOf(decl));
  return it->second;
}

SharedText LowerTexts::usr(const Decl *decl) {
  auto [it, fresh] = Usrs.try_emplace(decl);
  if (fresh)
    it->second = Pool.share(CallReader::usr(decl));
  return it->second;
}

SharedText LowerTexts::instance(const FunctionDecl *function) {
  if (!function->getTemplateInstantiationPattern())
    return {};
  auto [it, fresh] = Instances.try_emplace(function);
  if (fresh) {
    llvm::SmallString<128> buffer;
    if (index::generateUSRForDecl(function, buffer))
      return it->second;
    // All lambdas of a function look alike as template arguments.
    if (const TemplateArgumentList *arguments = function->getTemplateSpecializationArgs())
      for (const TemplateArgument &a : arguments->asArray())
        if (a.getKind() == TemplateArgument::Type)
          if (const CXXRecordDecl *record = a.getAsType()->getAsCXXRecordDecl();
              record && record->isLambda())
            buffer += "@" + CallReader::usr(record->getLambdaCallOperator());
    it->second = Pool.share(buffer);
  }
  return it->second;
}

//===--- which functions ---------------------------------------------------------===//

Side sideOf(const FunctionDecl &function) {
  auto written = [&](const auto *a) { return a && !a->isImplicit(); };
  if (function.hasAttr<CUDAGlobalAttr>())
    return Side::Device;
  if (const auto *method = dyn_cast<CXXMethodDecl>(&function);
      method && method->getParent()->isLambda() && !written(function.getAttr<CUDADeviceAttr>()) &&
      !written(function.getAttr<CUDAHostAttr>())) {
    const DeclContext *around = method->getParent()->getDeclContext();
    while (around && !isa<FunctionDecl>(around))
      around = around->getParent();
    return around ? sideOf(*llvm::cast<FunctionDecl>(around)) : Side::Host;
  }
  bool device = function.hasAttr<CUDADeviceAttr>(), host = function.hasAttr<CUDAHostAttr>();
  return device && host ? Side::Both : device ? Side::Device : Side::Host;
}

BodyCollector::BodyCollector(Collector &collector, ASTContext &context)
    : C(collector), Context(context), Texts(collector, context) {}

void BodyCollector::add(const FunctionDecl &function) {
  if (!function.isImplicit() && function.getBody() && Known.insert(&function).second)
    Found.push_back({&function, false, {}});
}

void BodyCollector::addLambda(const LambdaExpr &lambda) {
  const CXXMethodDecl *call = lambda.getCallOperator();
  add(*call);
  if (const FunctionTemplateDecl *generic = call->getDescribedFunctionTemplate())
    for (const FunctionDecl *made : generic->specializations())
      add(*made);
}

static const Decl *patternOf(const FunctionDecl *function) {
  if (const FunctionDecl *pattern = function->getTemplateInstantiationPattern())
    function = pattern;
  return function->getCanonicalDecl();
}

bool BodyCollector::ofPlatform(const NamedDecl *decl) {
  if (!decl)
    return false;
  // What the compiler knows by itself has no place.
  if (decl->getLocation().isInvalid() || (decl->isImplicit() && isa<FunctionDecl>(decl)))
    return decl->getIdentifier() && C.known(decl->getName()).Listed;
  return C.P.originOf(decl->getLocation()) == Origin::Platform;
}

void BodyCollector::inspect(const Stmt *stmt, Candidate &out) {
  if (!stmt)
    return;
  auto refer = [&](const NamedDecl *decl) {
    if (!decl)
      return;
    if (const auto *shape = dyn_cast<FunctionTemplateDecl>(decl))
      decl = shape->getTemplatedDecl();
    if (ofPlatform(decl))
      out.Selected = true;
    else if (const auto *function = dyn_cast<FunctionDecl>(decl)) {
      out.Callees.push_back(patternOf(function));
      // What C++ and CUDA sources call of each other: what it does with the arguments is seen in another unit.
      out.Selected |= function->isExternC() && !function->isDefined() &&
                      C.P.originOf(function->getLocation()) == Origin::Root;
    }
  };
  auto named = [&](DeclarationName name) {
    if (const IdentifierInfo *id = name.getAsIdentifierInfo())
      out.Selected |= C.known(id->getName()).Listed.has_value();
  };
  if (const auto *launch = dyn_cast<CUDAKernelCallExpr>(stmt)) {
    out.Selected = true;
    inspect(launch->getConfig(), out); // no child of the launch
  } else if (const auto *ref = dyn_cast<DeclRefExpr>(stmt)) {
    refer(ref->getDecl());
  } else if (const auto *member = dyn_cast<MemberExpr>(stmt)) {
    refer(member->getMemberDecl());
  } else if (const auto *made = dyn_cast<CXXConstructExpr>(stmt)) {
    refer(made->getConstructor());
  } else if (const auto *overload = dyn_cast<OverloadExpr>(stmt)) {
    for (const NamedDecl *decl : overload->decls())
      refer(decl->getUnderlyingDecl());
    if (!overload->getNumDecls())
      named(overload->getName());
  } else if (const auto *scoped = dyn_cast<DependentScopeDeclRefExpr>(stmt)) {
    named(scoped->getDeclName());
  } else if (const auto *decls = dyn_cast<DeclStmt>(stmt)) {
    for (const Decl *decl : decls->decls())
      if (const auto *variable = dyn_cast<VarDecl>(decl)) {
        QualType type = variable->getType();
        if (const auto *alias = type->getAs<TypedefType>())
          out.Selected |= ofPlatform(alias->getDecl());
        else if (const TagDecl *tag = type->getAsTagDecl())
          out.Selected |= ofPlatform(tag);
      }
  }
  for (const Stmt *child : stmt->children())
    inspect(child, out);
}

void BodyCollector::finish() {
  llvm::DenseMap<const Decl *, llvm::SmallVector<size_t, 2>> callers;
  std::vector<size_t> work;
  for (size_t i = 0; i < Found.size(); ++i) {
    Candidate &candidate = Found[i];
    candidate.Selected = sideOf(*candidate.Function) != Side::Host;
    if (!candidate.Selected) {
      candidate.Selected = candidate.Function->isMain();
      inspect(candidate.Function->getBody(), candidate);
      if (const auto *constructor = dyn_cast<CXXConstructorDecl>(candidate.Function))
        for (const CXXCtorInitializer *init : constructor->inits())
          inspect(init->getInit(), candidate);
    }
    for (const Decl *callee : candidate.Callees)
      callers[callee].push_back(i);
    if (candidate.Selected)
      work.push_back(i);
  }
  // Host functions that call a selected one, and so on. Patterns stand for what is made from them.
  while (!work.empty()) {
    const FunctionDecl *function = Found[work.back()].Function;
    work.pop_back();
    auto select = [&](size_t i) {
      if (!Found[i].Selected) {
        Found[i].Selected = true;
        work.push_back(i);
      }
    };
    if (auto it = callers.find(patternOf(function)); it != callers.end())
      for (size_t i : it->second)
        select(i);
  }
  selectGivers();
  for (const Candidate &candidate : Found)
    if (candidate.Selected)
      if (std::optional<Body> body = Lowering(C, Context, Texts, *candidate.Function).run())
        C.Out.Bodies.push_back(std::move(*body));
}

void BodyCollector::selectGivers() {
  llvm::DenseMap<const Decl *, llvm::SmallVector<size_t, 2>> givers;
  std::vector<size_t> work;
  for (size_t i = 0; i < Found.size(); ++i)
    if (Found[i].Selected)
      work.push_back(i);
    else if (QualType type = Found[i].Function->getReturnType();
             type->isIntegralOrEnumerationType() || type->isDependentType())
      givers[patternOf(Found[i].Function)].push_back(i);
  while (!work.empty()) {
    size_t user = work.back();
    work.pop_back();
    for (const Decl *callee : Found[user].Callees)
      if (auto it = givers.find(callee); it != givers.end())
        for (size_t i : it->second)
          if (!std::exchange(Found[i].Selected, true))
            work.push_back(i);
  }
}

//===--- one function --------------------------------------------------------------===//

Lowering::Lowering(Collector &collector, ASTContext &context, LowerTexts &texts,
                   const FunctionDecl &function)
    : C(collector), Context(context), Texts(texts), Function(function), Where(collector.P) {}

std::optional<Body> Lowering::run() {
  At = Where.anchor(Function.getLocation());
  if (!At || !Function.getBody())
    return std::nullopt;
  Out.Usr = Texts.usr(&Function).str();
  Out.Name = Texts.name(&Function).str();
  Out.Instance = Texts.instance(&Function).str();
  Out.Place = Where.location(*At);
  Out.Macro = At->Macro;
  Out.Kernel = Function.hasAttr<CUDAGlobalAttr>();
  Out.Where = sideOf(Function);
  Device = Out.Where != Side::Host;
  Out.Template = Function.isDependentContext();
  Out.Instantiation = Function.isTemplateInstantiation();
  Out.TemplateArguments = Texts.Read.templateArguments(nullptr, &Function);
  Out.ReturnType = Texts.type(Function.getReturnType()).str();
  // The text of a macro's body is the function's only when the whole function stands there.
  Out.Range = Where.rangeAt(*At, Function.getSourceRange());
  Out.Braces = Where.rangeAt(*At, Function.getBody()->getSourceRange());
  if (const auto *method = dyn_cast<CXXMethodDecl>(&Function)) {
    Out.Virtual = method->isVirtual();
    for (const CXXMethodDecl *overridden : method->overridden_methods())
      Out.Overrides.push_back(Texts.usr(overridden).str());
    llvm::sort(Out.Overrides);
    if (method->getParent()->isLambda())
      for (const DeclContext *around = method->getParent()->getDeclContext(); around;
           around = around->getParent())
        if (const auto *function = dyn_cast<FunctionDecl>(around)) {
          Out.Enclosing = Texts.usr(function).str();
          break;
        }
  }
  launchBounds();
  for (const ParmVarDecl *parameter : Function.parameters())
    variable(*parameter);
  blocks();
  llvm::sort(Out.Outer, [](const Variable &a, const Variable &b) {
    return std::tie(a.Usr, a.Name, a.Line) < std::tie(b.Usr, b.Name, b.Line);
  });
  return std::move(Out);
}

void Lowering::launchBounds() {
  const auto *bounds = Function.getAttr<CUDALaunchBoundsAttr>();
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

MemorySpace Lowering::spaceOf(const VarDecl &variable) const {
  // `threadIdx` is declared as a variable of the device; it is in no memory.
  if (Where.originOf(variable.getLocation()) == Origin::Platform)
    return MemorySpace::Unknown;
  if (variable.hasAttr<CUDASharedAttr>())
    return MemorySpace::Shared;
  if (variable.hasAttr<CUDAConstantAttr>())
    return MemorySpace::Constant;
  if (variable.hasAttr<CUDADeviceAttr>() || variable.hasAttr<HIPManagedAttr>())
    return MemorySpace::Global;
  if (variable.hasLocalStorage())
    return Device ? MemorySpace::Private : MemorySpace::Host;
  return Device ? MemorySpace::Unknown : MemorySpace::Host;
}

Variable Lowering::describe(const VarDecl &decl) {
  Variable v;
  v.Name = decl.getNameAsString();
  v.Usr = Texts.usr(&decl).str();
  QualType type = decl.getType();
  v.Type = Texts.type(type).str();
  v.Space = spaceOf(decl);
  v.Parameter = isa<ParmVarDecl>(decl);
  v.Static = decl.isStaticLocal();
  v.UnsizedArray = type->isIncompleteArrayType();
  if (!type->isDependentType() && !type->isIncompleteType() && !type->isReferenceType() &&
      !decl.isInvalidDecl())
    v.Bytes = uint64_t(Context.getTypeSizeInChars(type).getQuantity());
  for (const ArrayType *array = Context.getAsArrayType(type); array;
       array = Context.getAsArrayType(array->getElementType())) {
    const auto *sized = dyn_cast<ConstantArrayType>(array);
    v.Extents.push_back(sized ? sized->getSize().getLimitedValue() : 0);
  }
  if (const clang::Expr *init = decl.getAnyInitializer();
      init && (decl.isConstexpr() || type.isConstQualified()))
    v.Value = constantOf(*init, Context).value_or("");
  v.Range = Where.rangeAt(*At, decl.getSourceRange());
  v.Line = v.Range.valid() ? Where.manager().getLineNumber(At->File, v.Range.Begin)
                           : Where.manager().getExpansionLineNumber(decl.getLocation());
  return v;
}

uint32_t Lowering::variable(const VarDecl &decl) {
  auto [it, fresh] = Locals.try_emplace(&decl, uint32_t(Out.Variables.size()));
  if (fresh)
    Out.Variables.push_back(describe(decl));
  return it->second;
}

} // namespace ascendify
