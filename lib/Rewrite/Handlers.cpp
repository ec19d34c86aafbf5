//===- Handlers.cpp - handlers of declarations and launches ----------------===//
//
// docs/handlers.md is the contract of each function here.
//
//===----------------------------------------------------------------------===//
#include "Rewrite/Handler.h"
#include "Rewrite/HandlerMemcpy.h"
#include "Rewrite/Scan.h"
#include "llvm/ADT/STLExtras.h"

namespace ascendify {
namespace {

Edit edit(const HandlerRequest &r, SourceRange range, std::vector<Piece> pieces) {
  return {r.Use.Place.File, range, std::move(pieces), r.Use.Symbol, r.Use.Place.Line};
}

Piece text(std::string t) { return {std::move(t), {}, false}; }
Piece kept(SourceRange range) { return {"", range, false}; }

HandlerAnswer refuse(std::string why, std::string id) { return {{}, std::move(why), std::move(id)}; }

bool portable(const HandlerRequest &r) { return r.Options.Style == "portable"; }

const DeclFact *declOf(const HandlerRequest &r) {
  return r.Seen && r.Seen->Decl ? &*r.Seen->Decl : nullptr;
}

HandlerAnswer replaceToken(const HandlerRequest &r, std::string with) {
  if (r.Text.slice(r.Use.Range.Begin, r.Use.Range.End) == with)
    return {};
  return {{edit(r, r.Use.Range, {text(std::move(with))})}, "", ""};
}

/// The token and one blank after it go.
HandlerAnswer removeToken(const HandlerRequest &r) {
  SourceRange range = r.Use.Range;
  if (range.End < r.Text.size() && r.Text[range.End] == ' ')
    ++range.End;
  return {{edit(r, range, {})}, "", ""};
}

/// A written launch argument in its new place: braces become a dim3.
void addDimension(std::vector<Piece> &pieces, const Argument &a, llvm::StringRef source) {
  if (source[a.Range.Begin] != '{') {
    pieces.push_back(kept(a.Range));
    return;
  }
  pieces.push_back(text("dim3("));
  pieces.push_back(kept(trimmed(source, {a.Range.Begin + 1, a.Range.End - 1})));
  pieces.push_back(text(")"));
}

HandlerAnswer launchConfiguration(const HandlerRequest &r) {
  const LaunchFact *launch = r.Seen && r.Seen->Launch ? &*r.Seen->Launch : nullptr;
  if (!launch || !launch->Range.valid() || !launch->Kernel.valid() ||
      !launch->Configuration.valid() || !launch->Grid || !launch->Block)
    return refuse("the launch is not written in one place", "edit-not-possible");
  for (const std::optional<Argument> *a : {&launch->Grid, &launch->Block, &launch->SharedBytes, &launch->Stream})
    if (*a && !(*a)->Defaulted && !(*a)->Range.valid())
      return refuse("an argument of the launch configuration comes from elsewhere", "edit-not-possible");

  auto written = [](const std::optional<Argument> &a) { return a && !a->Defaulted && a->Range.valid(); };
  std::vector<Piece> configuration;
  addDimension(configuration, *launch->Grid, r.Text);
  configuration.push_back(text(", "));
  addDimension(configuration, *launch->Block, r.Text);
  configuration.push_back(text(", "));
  configuration.push_back(written(launch->SharedBytes) ? kept(launch->SharedBytes->Range) : text("0"));
  configuration.push_back(text(", "));
  configuration.push_back(written(launch->Stream) ? kept(launch->Stream->Range) : text("nullptr"));

  if (!portable(r)) {
    // Nothing to do where all four are written plainly.
    bool braced = r.Text[launch->Grid->Range.Begin] == '{' || r.Text[launch->Block->Range.Begin] == '{';
    llvm::StringRef chevrons = r.Text.slice(launch->Configuration.Begin, launch->Configuration.End);
    bool split = !chevrons.starts_with("<<<") || !chevrons.ends_with(">>>");
    if (written(launch->SharedBytes) && written(launch->Stream) && !braced && !split)
      return {};
    std::vector<Piece> pieces{text("<<<")};
    pieces.insert(pieces.end(), configuration.begin(), configuration.end());
    pieces.push_back(text(">>>"));
    return {{edit(r, launch->Configuration, std::move(pieces))}, "", ""};
  }

  uint32_t opening = 0, closing = 0;
  std::vector<SourceRange> arguments =
      argumentsAfter(r.Text, launch->Configuration.End, opening, closing);
  if (!closing || closing + 1 != launch->Range.End)
    return refuse("the arguments of the launch are not written behind it", "edit-not-possible");
  std::vector<Piece> pieces{text("xpuLaunch("), kept(launch->Kernel), text(", ")};
  bool comma = r.Text.slice(launch->Kernel.Begin, launch->Kernel.End).contains(',');
  pieces[1].Parenthesize = comma && r.Use.Macro == MacroOrigin::Argument;
  pieces.insert(pieces.end(), configuration.begin(), configuration.end());
  if (!arguments.empty()) {
    pieces.push_back(text(", "));
    pieces.push_back(kept({arguments.front().Begin, arguments.back().End}));
  }
  pieces.push_back(text(")"));
  return {{edit(r, launch->Range, std::move(pieces))}, "", ""};
}

/// Whether another qualifier fact \p symbol belongs to the same declaration.
bool alsoQualified(const HandlerRequest &r, llvm::StringRef symbol, const DeclFact &decl,
                   bool beforeThis) {
  auto sameDeclaration = [&](const Fact &f) {
    return f.Symbol == symbol && f.Place.File == r.Use.Place.File &&
           llvm::any_of(f.Variants, [&](const Variant &v) {
             return v.Decl && v.Decl->NameRange == decl.NameRange;
           });
  };
  for (const Fact &f : r.Input.Facts)
    if (sameDeclaration(f) && (!beforeThis || f.Place.Offset < r.Use.Place.Offset))
      return true;
  return false;
}

HandlerAnswer deviceQualifier(const HandlerRequest &r) {
  const DeclFact *decl = declOf(r);
  if (!decl)
    return refuse("what it qualifies is not known", "edit-not-possible");
  // The name of a lambda's call operator stands where the lambda begins.
  bool lambda = decl->Name.empty() ||
                (decl->NameRange.valid() && r.Text[decl->NameRange.Begin] == '[');
  if (lambda)
    return refuse("a lambda cannot be a device function there", "device-lambda");
  if (decl->Function)
    return replaceToken(r, r.Target.Rewrite);
  // Of `__device__ __constant__` in any order one qualifier stays.
  bool constant = r.Use.Symbol == "__constant__";
  if (!constant && alsoQualified(r, "__constant__", *decl, false))
    return removeToken(r);
  if (constant)
    return replaceToken(r, r.Target.Rewrite);
  return replaceToken(r, portable(r) ? "XPU_DEVICE_VARIABLE" : "__gm__");
}

HandlerAnswer sharedDeclaration(const HandlerRequest &r) {
  const DeclFact *decl = declOf(r);
  if (!decl)
    return refuse("what it qualifies is not known", "edit-not-possible");
  if (!decl->Array && llvm::StringRef(decl->Type).ends_with("*"))
    return refuse("a pointer that the block shares has no counterpart", "shared-pointer");
  if (!decl->UnsizedArray || !portable(r))
    return replaceToken(r, r.Target.Rewrite);
  if (!decl->Range.valid() || !decl->TypeSpecifier.valid())
    return refuse("the declaration is not written in one place", "edit-not-possible");
  llvm::StringRef whole = r.Text.slice(decl->Range.Begin, decl->Range.End);
  if (whole.contains("__align__") || whole.contains("alignas")) {
    uint32_t opening = 0, closing = 0;
    size_t at = whole.contains("__align__") ? whole.find("__align__") + 9 : whole.find("alignas") + 7;
    std::vector<SourceRange> bound = argumentsAfter(r.Text, decl->Range.Begin + at, opening, closing);
    unsigned bytes = 0;
    if (bound.size() != 1 || r.Text.slice(bound[0].Begin, bound[0].End).getAsInteger(0, bytes) || bytes > 16)
      return refuse("the memory is aligned to 16 bytes only", "alignment-macro");
  }
  return {{edit(r, decl->Range,
                {text("XPU_DYNAMIC_SHARED("), kept(decl->TypeSpecifier), text(", " + decl->Name + ")")})},
          "", ""};
}

HandlerAnswer launchBounds(const HandlerRequest &r) {
  uint32_t opening = 0, closing = 0;
  std::vector<SourceRange> bounds = argumentsAfter(r.Text, r.Use.Range.End, opening, closing);
  if (bounds.empty())
    return refuse("the bounds are not written behind it", "edit-not-possible");
  HandlerAnswer answer;
  if (portable(r))
    answer.Edits.push_back(edit(r, r.Use.Range, {text("XPU_LAUNCH_BOUNDS")}));
  if (bounds.size() > 1)
    answer.Edits.push_back(edit(r, {bounds[0].End, closing}, {}));
  return answer;
}

HandlerAnswer dim3Default(const HandlerRequest &r) {
  const DeclFact *decl = declOf(r);
  if (!decl || decl->Parameter || decl->Function || decl->Initializer.valid())
    return {};
  if (decl->Field || decl->Array)
    return refuse("the built-in dim3 has no constructor without arguments", "api-manual");
  if (!decl->NameRange.valid() ||
      r.Text.slice(decl->Range.Begin, decl->NameRange.Begin).contains("extern") ||
      r.Text.slice(decl->TypeSpecifier.End, decl->NameRange.Begin).contains_insensitive("*") ||
      r.Text.slice(decl->TypeSpecifier.End, decl->NameRange.Begin).contains('&'))
    return {};
  return {{edit(r, {decl->NameRange.End, decl->NameRange.End}, {text("(1)")})}, "", ""};
}

struct Named {
  llvm::StringRef Name;
  Handler Function;
};

/// Sorted by name.
constexpr Named Handlers[] = {
    {"device-qualifier", deviceQualifier},
    {"dim3-default", dim3Default},
    {"launch-bounds", launchBounds},
    {"launch-configuration", launchConfiguration},
    {"memcpy-sync", memcpySync},
    {"shared-declaration", sharedDeclaration},
};

} // namespace

Handler findHandler(llvm::StringRef name) {
  for (const Named &handler : Handlers)
    if (handler.Name == name)
      return handler.Function;
  return nullptr;
}

std::vector<llvm::StringRef> handlerNames() {
  std::vector<llvm::StringRef> names;
  for (const Named &handler : Handlers)
    names.push_back(handler.Name);
  return names;
}

} // namespace ascendify
