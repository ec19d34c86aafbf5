//===- References.cpp - names in expressions -----------------------------===//
//
// Decides whose a name is, and turns the platform's into facts of calls, references,
// enumerators and built-in variables. The trap: a C library name (`sqrt`) is the
// platform's inside device code only.
//
//===----------------------------------------------------------------------===//
#include "Observe/TextScan.h"
#include "Observe/TreeReader.h"

namespace ascendify {

using namespace clang;
using llvm::dyn_cast;
using llvm::isa;

//===--- what is the platform's --------------------------------------------===//

Side TreeReader::sideOf(const FunctionDecl *f) {
  if (f->hasAttr<CUDAGlobalAttr>())
    return Side::Device;
  bool device = f->hasAttr<CUDADeviceAttr>(), host = f->hasAttr<CUDAHostAttr>();
  return device ? (host ? Side::Both : Side::Device) : Side::Host;
}

const NamedDecl *TreeReader::meant(const NamedDecl *found, const NamedDecl *target) {
  if (!found || !isa<UsingShadowDecl>(found) || !target ||
      C.P.originOf(target->getLocation()) != Origin::System ||
      C.P.originOf(found->getLocation()) != Origin::Platform)
    return target;
  return found;
}
const NamedDecl *TreeReader::meant(TemplateName name) {
  return meant(name.getAsUsingShadowDecl(), name.getAsTemplateDecl());
}

bool TreeReader::ofPlatform(const NamedDecl *d) {
  if (!d)
    return false;
  auto [it, fresh] = Origins.try_emplace(d->getCanonicalDecl(), Kind::Other);
  if (fresh)
    it->second = originOf(d);
  return it->second == Kind::Platform || (it->second == Kind::Library && Where != Side::Host);
}

TreeReader::Kind TreeReader::originOf(const NamedDecl *d) {
  // What the compiler itself knows (`__syncthreads`, `printf`) is declared where it is first
  // used.
  if (d->getLocation().isInvalid() || (d->isImplicit() && isa<FunctionDecl>(d))) {
    if (!isa<FunctionDecl>(d) || !d->getIdentifier() || !C.known(d->getName()).Listed)
      return Kind::Other;
    return isPlainName(d->getName()) ? Kind::Library : Kind::Platform;
  }
  Origin from = C.P.originOf(d->getLocation());
  if (from == Origin::Root)
    return Kind::Other;
  if (from == Origin::Platform)
    return Kind::Platform;
  std::string name = symbolOf(d);
  const Collector::Known &k = C.known(name);
  // A namespace that the tables claim (`c10::cuda::`) is listed as a whole.
  if (!k.Listed && !(k.Guessed && llvm::StringRef(name).contains("::")))
    return Kind::Other;
  return isPlainName(name) ? Kind::Library : Kind::Platform;
}

const std::string &TreeReader::symbolOf(const NamedDecl *d) {
  std::string &name = Symbols[d->getCanonicalDecl()];
  if (name.empty()) {
    name = Read.nameOf(d);
    // std::sqrt in device code is CUDA's sqrt, also where headers of the toolkit repeat it in std.
    llvm::StringRef rest = name;
    if (rest.consume_front("std::") && !rest.contains(':') && C.known(rest).Listed)
      name = rest.str();
  }
  return name;
}

Confidence TreeReader::sureness(const clang::Expr *e) {
  return e && e->containsErrors() ? Confidence::Recovered : Confidence::Parsed;
}

void TreeReader::place(Fact &f) {
  if (!Function)
    return;
  std::string name = Read.nameOf(Function);
  if (f.Function.empty() || name < f.Function)
    f.Function = std::move(name);
}

//===--- references --------------------------------------------------------===//

void TreeReader::reference(const clang::Expr *e, const NamedDecl *d, SourceLocation loc,
                           SourceLocation qualifier) {
  if (ofPlatform(d))
    return emitReference(e, d, loc, qualifier, Confidence::Parsed, dyn_cast<FunctionDecl>(d));
  if (d->getIdentifier() && C.isCandidate(d->getName()))
    if (std::optional<Anchor> at = C.P.anchor(loc); at && at->Text == d->getName())
      C.foreign(*at);
}

void TreeReader::byName(const clang::Expr *e, DeclarationName name, SourceLocation loc,
                        bool other) {
  const IdentifierInfo *id = name.getAsIdentifierInfo();
  if (!id)
    return;
  const Collector::Known &k = C.known(id->getName());
  if (!k.Listed && !k.Guessed)
    return;
  std::optional<Anchor> at = C.P.anchor(loc);
  if (!at || at->Text != id->getName())
    return;
  if (other)
    return C.foreign(*at);
  emitAt(*at, e, id->getName(), UseKind::Function, Confidence::Recovered, loc, loc, nullptr);
}

void TreeReader::emitReference(const clang::Expr *e, const NamedDecl *d, SourceLocation loc,
                               SourceLocation qualifier, Confidence sure,
                               const FunctionDecl *function) {
  UseKind kind = UseKind::Function;
  if (isa<EnumConstantDecl>(d))
    kind = UseKind::Enumerator;
  else if (isa<FieldDecl>(d) || isa<CXXMethodDecl>(d)) {
    // Members are listed where they matter; operators and constructors are part of the type.
    const Collector::Known &k = C.known(symbolOf(d));
    if (!k.Listed && (isa<FieldDecl>(d) || !d->getIdentifier()))
      return;
    kind = isa<FieldDecl>(d) ? UseKind::Type : UseKind::Function;
  } else if (isa<VarDecl>(d))
    kind = UseKind::Builtin;
  else if (!isa<FunctionDecl, FunctionTemplateDecl, UsingShadowDecl>(d))
    return;
  std::optional<Anchor> at = C.P.anchor(loc);
  if (!at || !d->getIdentifier())
    return;
  std::string symbol = symbolOf(d);
  if (llvm::StringRef(symbol).contains("__ascendify"))
    return;
  if (at->Text != d->getName()) {
    if (!at->Renamed || at->Text.empty() || !(llvm::isAlpha(at->Text[0]) || at->Text[0] == '_'))
      return;
    symbol = at->Text.str(); // the platform's macro renames
    // `assert` in host code is the C library's.
    if (isPlainName(symbol) && Where == Side::Host)
      return C.foreign(*at);
  }
  emitAt(*at, e, symbol, kind, sure, loc, qualifier, function);
  if (kind == UseKind::Enumerator || kind == UseKind::Builtin)
    return;
}

void TreeReader::emitAt(const Anchor &at, const clang::Expr *e, llvm::StringRef symbol,
                        UseKind kind, Confidence sure, SourceLocation loc, SourceLocation qualifier,
                        const FunctionDecl *function) {
  // The call this is the callee of: through parentheses and implicit casts.
  size_t top = Above.size();
  const Stmt *callee = e;
  const clang::Expr *call = nullptr;
  llvm::SmallVector<const clang::Expr *, 8> list;
  for (size_t i = Above.size(); i-- > 0;) {
    const Stmt *s = Above[i];
    if (s == e || isa<ImplicitCastExpr, ParenExpr>(s)) {
      callee = s;
      continue;
    }
    if (const auto *c = dyn_cast<CallExpr>(s);
        c && c->getCallee() == callee && !isa<CUDAKernelCallExpr>(c)) {
      call = c;
      list.append(c->arg_begin(), c->arg_end());
    } else if (const auto *r = dyn_cast<RecoveryExpr>(s);
               r && !r->subExpressions().empty() && r->subExpressions()[0] == callee) {
      call = r;
      for (const clang::Expr *a : r->subExpressions().drop_front())
        list.push_back(a);
      sure = Confidence::Recovered;
    }
    if (call)
      top = i + 1;
    break;
  }
  sure = std::max(sure, sureness(call ? call : e));
  Fact &f = C.fact(at, symbol, kind, sure);
  place(f);
  Variant v;
  v.Where = Where;
  v.Dependent = Function && Function->isDependentContext();
  v.Type = Read.canonical(e->getType());
  if (call) {
    CallReader::Ancestors above(Above.data(), top);
    v.Call =
        Read.call(at, above, call, clang::SourceRange(qualifier.isValid() ? qualifier : loc, loc),
                  list, function, e);
    v.Type.clear();
    v.Launch = Read.launchCall(at, above, symbol, call, list);
  }
  C.addVariant(f, std::move(v));
}

} // namespace ascendify
