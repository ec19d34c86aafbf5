//===- Handlers.cpp - handlers of declarations and launches ----------------===//
//
// docs/handlers.md is the contract of each function here.
//
//===----------------------------------------------------------------------===//
#include "Mapping/Template.h"
#include "Rewrite/Handler.h"
#include "Rewrite/HandlerMemcpy.h"
#include "Rewrite/Scan.h"
#include "Support/Error.h"
#include "llvm/ADT/STLExtras.h"

namespace ascendify {
namespace {

Edit edit(const HandlerRequest &r, SourceRange range, std::vector<Piece> pieces) {
  return {r.Use.Place.File, range, std::move(pieces), r.Use.Symbol, r.Use.Place.Line};
}

Piece text(std::string t) { return {std::move(t), {}, false}; }

HandlerAnswer refuse(std::string why, std::string id) { return {{}, std::move(why), std::move(id)}; }

const DeclFact *declOf(const HandlerRequest &r) {
  return r.Seen && r.Seen->Decl ? &*r.Seen->Decl : nullptr;
}

HandlerAnswer replaceToken(const HandlerRequest &r, std::string with) {
  if (r.Text.slice(r.Use.Range.Begin, r.Use.Range.End) == with)
    return {};
  return {{edit(r, r.Use.Range, {text(std::move(with))})}, "", ""};
}

/// A word that means nothing to the target goes, with the blank behind it.
HandlerAnswer removeToken(const HandlerRequest &r) {
  SourceRange range = r.Use.Range;
  if (range.End < r.Text.size() && r.Text[range.End] == ' ')
    ++range.End;
  return {{edit(r, range, {})}, "", ""};
}

/// The pieces of \p templateText, which names \p params, for \p arguments.
llvm::Expected<std::vector<Piece>> expanded(llvm::StringRef templateText,
                                            const std::vector<std::string> &params,
                                            llvm::ArrayRef<Argument> arguments) {
  llvm::Expected<Template> parsed = Template::parse(templateText, params);
  if (!parsed)
    return parsed.takeError();
  return parsed->expand(arguments, params);
}

Argument argumentAt(SourceRange range) {
  Argument out;
  out.Range = range;
  return out;
}

/// Whether template arguments of the launched kernel are left to deduction.
bool deduces(const HandlerRequest &r, const LaunchFact &launch) {
  size_t parameters = 0;
  for (const Body &body : r.Input.Bodies)
    if (body.Kernel && body.Usr == launch.KernelUsr)
      parameters = std::max(parameters, body.TemplateArguments.size());
  llvm::StringRef kernel = launch.KernelText;
  size_t written = 0, open = kernel.find('<');
  if (kernel.ends_with(">") && open != llvm::StringRef::npos) {
    int depth = 0;
    written = 1;
    for (char c : kernel.slice(open + 1, kernel.size() - 1)) {
      depth += c == '(' || c == '<' || c == '[' ? 1 : c == ')' || c == '>' || c == ']' ? -1 : 0;
      written += c == ',' && depth == 0;
    }
  }
  return written < parameters;
}

/// Whether parameter \p index of the launched kernel is a pointer.
bool takesPointer(const HandlerRequest &r, const LaunchFact &launch, size_t index) {
  for (const Kernel &kernel : r.Input.Kernels)
    if (kernel.Usr == launch.KernelUsr && index < kernel.Parameters.size())
      return llvm::StringRef(kernel.Parameters[index].Type).ends_with("*");
  return false;
}

HandlerAnswer launchConfiguration(const HandlerRequest &r) {
  const LaunchFact *launch = r.Seen && r.Seen->Launch ? &*r.Seen->Launch : nullptr;
  if (!launch || !launch->Range.valid() || !launch->Kernel.valid() ||
      !launch->Configuration.valid() || !launch->Grid || !launch->Block)
    return refuse("the launch is not written in one place", "edit-not-possible");
  for (const std::optional<Argument> *a : {&launch->Grid, &launch->Block, &launch->SharedBytes, &launch->Stream})
    if (*a && !(*a)->Defaulted && !(*a)->Range.valid())
      return refuse("an argument of the launch configuration comes from elsewhere", "edit-not-possible");

  static const std::vector<std::string> params = {"kernel", "grid", "block", "shared", "stream", "args"};
  bool deduced = !r.rule("deduced-form").empty() && deduces(r, *launch);
  llvm::StringRef form = r.Folded  ? r.Options.Rules->text("grid-fold", deduced ? "deduced-form" : "form")
                         : deduced ? r.rule("deduced-form")
                                   : r.rule("form");
  llvm::Expected<Template> parsed = Template::parse(form, params);
  if (!parsed)
    return refuse(llvm::toString(parsed.takeError()), "edit-not-possible");
  auto written = [](const std::optional<Argument> &a) { return a && !a->Defaulted && a->Range.valid(); };
  std::vector<Argument> arguments = {argumentAt(launch->Kernel)};
  for (const std::optional<Argument> *a : {&launch->Grid, &launch->Block, &launch->SharedBytes, &launch->Stream}) {
    arguments.push_back(written(*a) ? argumentAt((*a)->Range) : Argument());
    arguments.back().Defaulted = !written(*a);
  }
  bool whole = parsed->countOf(0) != 0, passes = parsed->countOf(5) != 0;
  SourceRange range = whole ? launch->Range : launch->Configuration;
  if (passes)
    range.End = launch->Range.End;
  if (passes) {
    uint32_t opening = 0, closing = 0;
    std::vector<SourceRange> passed = argumentsAfter(r.Text, launch->Configuration.End, opening, closing);
    if (!closing || closing + 1 != launch->Range.End)
      return refuse("the arguments of the launch are not written behind it", "edit-not-possible");
    if (!passed.empty())
      arguments.push_back(argumentAt({passed.front().Begin, passed.back().End}));
  }
  llvm::Expected<std::vector<Piece>> expandedForm = parsed->expand(arguments, params);
  if (!expandedForm)
    return refuse(llvm::toString(expandedForm.takeError()), "edit-not-possible");

  std::vector<Piece> pieces;
  bool braced = false;
  for (Piece &piece : *expandedForm) {
    bool dimension = piece.Kept.valid() && r.Text[piece.Kept.Begin] == '{' &&
                     (piece.Kept == launch->Grid->Range || piece.Kept == launch->Block->Range);
    if (dimension && !r.rule("dimension").empty()) {
      Argument list = argumentAt(trimmed(r.Text, {piece.Kept.Begin + 1, piece.Kept.End - 1}));
      llvm::Expected<std::vector<Piece>> made = expanded(r.rule("dimension"), {"list"}, list);
      if (!made)
        return refuse(llvm::toString(made.takeError()), "edit-not-possible");
      llvm::append_range(pieces, *made);
      braced = true;
      continue;
    }
    if (whole && piece.Kept == launch->Kernel)
      piece.Parenthesize = (deduced || r.Use.Macro == MacroOrigin::Argument) &&
                           r.Text.slice(launch->Kernel.Begin, launch->Kernel.End).contains(',');
    pieces.push_back(std::move(piece));
  }
  std::vector<Edit> edits;
  if (llvm::StringRef null = r.rule("null"); !null.empty())
    for (size_t i = 0; i < launch->Arguments.size(); ++i) {
      const Argument &a = launch->Arguments[i];
      if (a.Range.valid() && a.Text != null && a.Macro != MacroOrigin::Body &&
          (a.Value == "nullptr" || (a.Value == "0" && takesPointer(r, *launch, i))))
        edits.push_back(edit(r, a.Range, {text(null.str())}));
    }
  // Nothing to do where all is written plainly.
  llvm::StringRef now = r.Text.slice(range.Begin, range.End);
  if (!whole && !braced && written(launch->SharedBytes) && written(launch->Stream) && !pieces.empty() &&
      now.starts_with(pieces.front().Text) && now.ends_with(pieces.back().Text))
    return {};
  edits.push_back(edit(r, range, std::move(pieces)));
  return {std::move(edits), "", ""};
}

/// \p range without the casts and the `&` around the name in it.
SourceRange uncast(llvm::StringRef text, SourceRange range) {
  for (;;) {
    range = trimmed(text, range);
    llvm::StringRef now = text.slice(range.Begin, range.End);
    if (now.starts_with("&")) {
      ++range.Begin;
      continue;
    }
    size_t open = now.starts_with("reinterpret_cast") || now.starts_with("static_cast") ? now.find('(')
                  : now.starts_with("(")                                               ? 0
                                                                                        : llvm::StringRef::npos;
    if (open == llvm::StringRef::npos)
      return range;
    size_t close = open;
    for (int depth = 0; close < now.size(); ++close) {
      depth += now[close] == '(' ? 1 : now[close] == ')' ? -1 : 0;
      if (depth == 0)
        break;
    }
    if (close + 1 >= now.size()) // around all of it
      range = {uint32_t(range.Begin + open + 1), range.End - 1};
    else // a type
      range.Begin += close + 1;
  }
}

HandlerAnswer launchArray(const HandlerRequest &r) {
  const LaunchFact *launch = r.Seen && r.Seen->Launch ? &*r.Seen->Launch : nullptr;
  if (!launch || launch->KernelName.empty() || !launch->Wrapper.empty() || !launch->Kernel.valid())
    return refuse("the kernel is chosen at run time, and its type is not known", "launch-by-array");
  llvm::Expected<std::vector<Piece>> pieces = renderCall(r, r.Target.Rewrite);
  if (!pieces)
    return refuse(llvm::toString(pieces.takeError()), "edit-not-possible");
  bool found = false;
  for (Piece &piece : *pieces)
    if (piece.Kept.valid() && piece.Kept == trimmed(r.Text, launch->Kernel)) {
      piece.Kept = uncast(r.Text, piece.Kept);
      found = true;
    }
  llvm::StringRef name = llvm::StringRef(launch->KernelName).rsplit(':').second;
  if (!found || !r.Text.slice(launch->Kernel.Begin, launch->Kernel.End).contains(name.empty() ? launch->KernelName : name))
    return refuse("the kernel is not named there", "launch-by-array");
  return {{edit(r, r.Seen->Call->Range, std::move(*pieces))}, "", ""};
}

/// Whether a qualifier fact \p symbol belongs to the same declaration.
bool alsoQualified(const HandlerRequest &r, llvm::StringRef symbol, const DeclFact &decl) {
  return llvm::any_of(r.Input.Facts, [&](const Fact &f) {
    return f.Symbol == symbol && f.Place.File == r.Use.Place.File &&
           llvm::any_of(f.Variants, [&](const Variant &v) {
             return v.Decl && v.Decl->NameRange == decl.NameRange;
           });
  });
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
  // Of two qualifiers of a variable, in any order, one stays.
  llvm::StringRef stronger = r.rule("absorbed-by");
  if (r.Use.Symbol == stronger)
    return replaceToken(r, r.Target.Rewrite);
  if (!stronger.empty() && alsoQualified(r, stronger, *decl))
    return removeToken(r);
  llvm::StringRef variable = r.rule("variable");
  return replaceToken(r, variable.empty() ? r.Target.Rewrite : variable.str());
}

HandlerAnswer sharedDeclaration(const HandlerRequest &r) {
  const DeclFact *decl = declOf(r);
  if (!decl)
    return refuse("what it qualifies is not known", "edit-not-possible");
  if (!decl->Array && llvm::StringRef(decl->Type).ends_with("*"))
    return refuse("a pointer that the block shares has no counterpart", "shared-pointer");
  llvm::StringRef dynamic = r.rule("dynamic");
  if (!decl->UnsizedArray || dynamic.empty())
    return replaceToken(r, r.Target.Rewrite);
  if (!decl->Range.valid() || !decl->TypeSpecifier.valid() || !decl->NameRange.valid())
    return refuse("the declaration is not written in one place", "edit-not-possible");
  llvm::StringRef whole = r.Text.slice(decl->Range.Begin, decl->Range.End);
  unsigned limit = 0;
  bool limited = !r.rule("alignment").getAsInteger(10, limit);
  for (const std::string &macro : r.Options.Rules->texts(r.Target.Handler, "alignment-macros")) {
    size_t at = whole.find(macro);
    if (!limited || at == llvm::StringRef::npos)
      continue;
    uint32_t opening = 0, closing = 0, behind = decl->Range.Begin + uint32_t(at + macro.size());
    std::vector<SourceRange> bound = argumentsAfter(r.Text, behind, opening, closing);
    unsigned bytes = 0;
    if (bound.size() != 1 || r.Text.slice(bound[0].Begin, bound[0].End).getAsInteger(0, bytes) || bytes > limit)
      return refuse(fmt::format("the memory is aligned to {} bytes only", limit), "alignment-macro");
  }
  llvm::Expected<std::vector<Piece>> pieces =
      expanded(dynamic, {"type", "name"}, {argumentAt(decl->TypeSpecifier), argumentAt(decl->NameRange)});
  if (!pieces)
    return refuse(llvm::toString(pieces.takeError()), "edit-not-possible");
  return {{edit(r, decl->Range, std::move(*pieces))}, "", ""};
}

HandlerAnswer launchBounds(const HandlerRequest &r) {
  uint32_t opening = 0, closing = 0;
  std::vector<SourceRange> bounds = argumentsAfter(r.Text, r.Use.Range.End, opening, closing);
  if (bounds.empty())
    return refuse("the bounds are not written behind it", "edit-not-possible");
  HandlerAnswer answer;
  if (llvm::StringRef name = r.rule("name"); !name.empty())
    answer.Edits.push_back(edit(r, r.Use.Range, {text(name.str())}));
  if (bounds.size() > 1)
    answer.Edits.push_back(edit(r, {bounds[0].End, closing}, {}));
  return answer;
}

HandlerAnswer dim3Default(const HandlerRequest &r) {
  const DeclFact *decl = declOf(r);
  if (!decl || decl->Parameter || decl->Function || decl->Initializer.valid())
    return {};
  if (decl->Field || decl->Array)
    return refuse("the type has no constructor without arguments", "api-manual");
  if (!decl->NameRange.valid() ||
      r.Text.slice(decl->Range.Begin, decl->NameRange.Begin).contains("extern") ||
      r.Text.slice(decl->TypeSpecifier.End, decl->NameRange.Begin).contains_insensitive("*") ||
      r.Text.slice(decl->TypeSpecifier.End, decl->NameRange.Begin).contains('&'))
    return {};
  llvm::StringRef initializer = r.rule("initializer");
  if (initializer.empty())
    return {};
  return {{edit(r, {decl->NameRange.End, decl->NameRange.End}, {text(initializer.str())})}, "", ""};
}

struct Named {
  llvm::StringRef Name;
  Handler Function;
};

/// Sorted by name.
constexpr Named Handlers[] = {
    {"device-qualifier", deviceQualifier},
    {"dim3-default", dim3Default},
    {"launch-array", launchArray},
    {"launch-bounds", launchBounds},
    {"launch-configuration", launchConfiguration},
    {"memcpy-sync", memcpySync},
    {"remove", removeToken},
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
