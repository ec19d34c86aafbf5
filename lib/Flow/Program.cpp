//===- Program.cpp - all bodies of a code base, linked --------------------===//
#include "Flow/Program.h"
#include "Model/QualifiedName.h"
#include "llvm/ADT/STLExtras.h"

namespace ascendify {

Program::Program(llvm::ArrayRef<Body> bodies, const SymbolTable &symbols, llvm::ArrayRef<IncludeEdge> includes)
    : All(bodies), Symbols(symbols), Units(includes) {
  for (const Body &body : All) {
    ByUsr[body.Usr].push_back(&body);
    ByName[body.Name].push_back(&body);
    if (!body.Instance.empty())
      ByInstance[body.Instance].push_back(&body);
  }
  for (const Body &body : All)
    for (uint32_t i = 0; i < body.Exprs.size(); ++i) {
      const Expr &e = body.Exprs[i];
      if (e.Kind != ExprKind::Call && e.Kind != ExprKind::Launch && e.Kind != ExprKind::Variable &&
          e.Kind != ExprKind::Construct)
        continue;
      if (auto [it, isNew] = Names.try_emplace(e.Text); isNew && !e.Text.empty()) {
        std::string name = withoutTemplateArguments(e.Text);
        if (std::optional<SymbolInfo> info = Symbols.find(name))
          it->second = info->Does;
        else if (Symbols.guess(name))
          it->second = Roles();
      }
      if (e.Kind == ExprKind::Variable)
        continue;
      if (llvm::ArrayRef<const Body *> found = named(e);
          llvm::any_of(found, [&](const Body *other) { return other->Place.File != found.front()->Place.File; })) {
        std::vector<llvm::StringRef> files;
        for (const Body *one : found)
          files.push_back(one->Place.File);
        std::vector<bool> left = strangers(body.Place.File, files);
        std::vector<const Body *> nearest;
        for (size_t f = 0; f < found.size(); ++f)
          if (!left[f])
            nearest.push_back(found[f]);
        if (nearest.size() < found.size())
          Nearest[&e] = std::move(nearest);
      }
      for (const Body *target : targets(e))
        Callers[target].push_back({&body, i});
    }
}

llvm::ArrayRef<const Body *> Program::definitions(llvm::StringRef usr) const {
  auto it = ByUsr.find(usr);
  if (it == ByUsr.end())
    return {};
  return it->second;
}

std::vector<bool> Program::strangers(llvm::StringRef file, llvm::ArrayRef<llvm::StringRef> candidates) const {
  std::vector<bool> out;
  for (llvm::StringRef one : candidates)
    out.push_back(!Units.together(file, one));
  if (!llvm::is_contained(out, false)) {
    size_t least = 0;
    for (llvm::StringRef one : candidates)
      least = std::max(least, nearness(file, one));
    for (size_t i = 0; i < candidates.size(); ++i)
      out[i] = nearness(file, candidates[i]) != least;
  }
  return out;
}

bool Program::isStranger(const Body &body, const Body &other) const {
  std::vector<llvm::StringRef> files;
  size_t at = 0;
  bool several = false;
  for (const Body *one : definitions(other.Usr)) {
    if (one == &other)
      at = files.size();
    files.push_back(one->Place.File);
    several |= one->Place.File != other.Place.File;
  }
  return several && strangers(body.Place.File, files)[at];
}

llvm::ArrayRef<const Body *> Program::targets(const Expr &call) const {
  auto it = Nearest.find(&call);
  return it == Nearest.end() ? named(call) : llvm::ArrayRef<const Body *>(it->second);
}

llvm::ArrayRef<const Body *> Program::named(const Expr &call) const {
  if (!call.Instance.empty())
    if (auto it = ByInstance.find(call.Instance); it != ByInstance.end())
      return it->second;
  if (!call.Usr.empty())
    return definitions(call.Usr);
  if (call.Target != Callee::Unresolved || call.Text.empty())
    return {};
  auto it = ByName.find(call.Text);
  if (it == ByName.end())
    return {};
  return it->second;
}

llvm::ArrayRef<CallSite> Program::callers(const Body &body) const {
  auto it = Callers.find(&body);
  if (it == Callers.end())
    return {};
  return it->second;
}

std::pair<const Body *, uint32_t> Program::capturedFrom(const Body &body, llvm::StringRef usr) const {
  const Body *at = &body;
  for (unsigned depth = 0; depth < 8; ++depth) {
    for (uint32_t local = 0; at != &body && local < at->Variables.size(); ++local)
      if (at->Variables[local].Usr == usr)
        return {at, local};
    if (llvm::none_of(at->Outer, [&](const Variable &v) { return v.Captured && v.Usr == usr; }))
      break;
    const Body *around = nullptr;
    for (const Body *one : definitions(at->Enclosing))
      if (one->Place.File == at->Place.File && (!around || around->Template))
        around = one;
    if (!around)
      break;
    at = around;
  }
  return {nullptr, NoIndex};
}

Roles Program::rolesOf(llvm::StringRef name) const {
  auto it = Names.find(name);
  return it == Names.end() || !it->second ? Roles() : *it->second;
}

bool Program::isPlatform(llvm::StringRef name) const {
  auto it = Names.find(name);
  return it != Names.end() ? it->second.has_value() : Symbols.guess(name).has_value();
}

/// The name of a type without qualifiers, arguments and what is pointed to.
static llvm::StringRef plainType(llvm::StringRef type) {
  type.consume_front("const ");
  return type.take_until([](char c) { return c == '<' || c == ' ' || c == '&' || c == '*'; });
}

bool Program::isPlatformType(llvm::StringRef type) const {
  type = plainType(type);
  return !type.empty() && Symbols.find(type).has_value();
}

Roles Program::rolesOfType(llvm::StringRef type) const {
  type = plainType(type);
  std::optional<SymbolInfo> info = Symbols.find(type);
  return info ? info->Does : Roles();
}

} // namespace ascendify
