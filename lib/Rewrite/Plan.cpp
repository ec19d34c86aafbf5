//===- Plan.cpp - from facts and mappings to edits ------------------------===//
#include "Rewrite/Plan.h"
#include "Model/Names.h"
#include "Rewrite/GridFold.h"
#include "Rewrite/Program.h"
#include "Mapping/Template.h"
#include "Rewrite/Handler.h"
#include "Rewrite/Scan.h"
#include "Support/Error.h"
#include "llvm/ADT/STLExtras.h"

namespace ascendify {
namespace {

constexpr llvm::StringLiteral WordChars =
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_";

/// \p range with the namespaces that are written in front of it (`at::cuda::`, `::`). A word that blanks part from
/// its colons may be anything (`return ::f`), unless it is a scope of \p symbol.
SourceRange withQualifier(llvm::StringRef text, SourceRange range, llvm::StringRef symbol) {
  const std::string scopes = "::" + symbol.str();
  uint32_t begin = range.Begin;
  for (;;) {
    llvm::StringRef before = text.take_front(begin).rtrim(" \t");
    if (!before.consume_back("::") || before.ends_with(">"))
      return {begin, range.End};
    begin = uint32_t(before.size());
    llvm::StringRef trimmed = before.rtrim(" \t");
    llvm::StringRef word = trimmed.take_back(trimmed.size() - (trimmed.find_last_not_of(WordChars) + 1));
    if (word.empty() ||
        (trimmed != before && scopes.find("::" + word.str() + "::") == std::string::npos))
      return {begin, range.End};
    begin = uint32_t(trimmed.size() - word.size());
  }
}

/// What one variant of a place asks for.
struct Wish {
  Resolved Target;
  std::vector<Edit> Edits;
  std::string Refused, FindingId;
};

class Planner {
public:
  Planner(const RewriteInput &input, const RewriteOptions &options)
      : Input(input), Options(options) {}

  RewritePlan run() {
    Folds = planGridFolds(Input, Options);
    for (const Fact &fact : Input.Facts)
      if (wanted(fact))
        plan(fact);
    fold();
    addLaunchBounds(Plan, Input, Options);
    addInitialisation(Plan, Input, Options);
    for (const EditConflict &conflict : Plan.Edits.settle())
      reportConflict(conflict);
    settleReplaced();
    llvm::sort(Plan.Findings);
    return std::move(Plan);
  }

private:
  /// Flags and strings are the business of build files, includes of planIncludes; inactive branches and mere tokens are left alone,
  /// since nothing is known of what stands around them.
  bool wanted(const Fact &fact) const {
    return !fact.Inactive && fact.Sureness != Confidence::Lexed && fact.Kind != UseKind::Flag &&
           fact.Kind != UseKind::String && fact.Kind != UseKind::Include;
  }

  void plan(const Fact &fact) {
    const std::string *text = Input.TextOf(fact.Place.File);
    if (!text)
      return;
    std::vector<Wish> wishes;
    if (fact.Variants.empty())
      wishes.push_back(wish(fact, nullptr, *text));
    for (const Variant &variant : fact.Variants)
      wishes.push_back(wish(fact, &variant, *text));

    // The declarators of one declaration share the place of the type: each has its own edit.
    const Wish &first = wishes.front();
    bool agreed = true;
    for (size_t i = 0; i < wishes.size(); ++i)
      for (size_t j = 0; j < i; ++j)
        agreed = agreed && (differentDeclarators(fact, i, j) || agree(wishes[i], wishes[j], *text));
    if (!agreed) {
      leave(fact, "edit-variant-conflict",
            "units or instantiations that see this place ask for different rewrites");
      return;
    }
    if (!isAutomatic(first.Target.Status)) {
      ++Plan.Left; // reported by the classification
      NotRewritten.push_back(&fact);
      return;
    }
    for (const Wish &wish : wishes)
      if (!wish.Refused.empty()) {
        leave(fact, wish.FindingId, wish.Refused);
        return;
      }
    // Variants that agree may say it with different pieces: those of the first are made.
    std::set<std::pair<std::string, SourceRange>> made;
    for (const Wish &wish : wishes)
      for (const Edit &edit : wish.Edits)
        if (edit.Range.Begin == edit.Range.End || made.insert({edit.File, edit.Range}).second)
          Plan.Edits.add(edit);
    if (fact.Kind != UseKind::Include)
      ++Plan.Rewritten;
    for (const Wish &wish : wishes)
      need(fact, wish.Target);
  }

  /// Whether both variants can have what they want: the same edits, or edits that come to the same text.
  static bool agree(const Wish &a, const Wish &b, llvm::StringRef text) {
    if (isAutomatic(a.Target.Status) != isAutomatic(b.Target.Status) || a.Refused != b.Refused)
      return false;
    return a.Edits == b.Edits || written(a, text) == written(b, text);
  }

  /// What the edits of a wish make of the text, leaving out those that change nothing.
  static std::vector<std::tuple<std::string, SourceRange, std::string>> written(const Wish &wish, llvm::StringRef text) {
    std::vector<std::tuple<std::string, SourceRange, std::string>> out;
    for (const Edit &edit : wish.Edits) {
      std::string after;
      for (const Piece &piece : edit.Pieces) {
        std::string kept = piece.Kept.valid() ? text.slice(piece.Kept.Begin, piece.Kept.End).str() : piece.Text;
        after += piece.Parenthesize ? "(" + kept + ")" : kept;
      }
      if (after != text.slice(edit.Range.Begin, edit.Range.End))
        out.emplace_back(edit.File, edit.Range, std::move(after));
    }
    llvm::sort(out);
    return out;
  }

  static bool differentDeclarators(const Fact &fact, size_t i, size_t j) {
    if (fact.Kind != UseKind::Type || std::max(i, j) >= fact.Variants.size())
      return false;
    const std::optional<DeclFact> &a = fact.Variants[i].Decl, &b = fact.Variants[j].Decl;
    return a && b && a->NameRange != b->NameRange;
  }

  Wish wish(const Fact &fact, const Variant *seen, llvm::StringRef text) {
    Wish out;
    out.Target = Input.Mappings.resolve({&fact, seen, Options.Device, Options.Style, Options.Cann});
    if (!isAutomatic(out.Target.Status))
      return out;
    HandlerRequest request{fact, seen, out.Target, Input, Options, text};
    request.Folded = Folds.Launches.count({fact.Place.File, fact.Place.Offset}) != 0;
    if (!out.Target.Handler.empty()) {
      Handler handler = findHandler(out.Target.Handler);
      if (!handler) {
        out.Refused = "no handler '" + out.Target.Handler + "'";
        out.FindingId = "edit-not-possible";
        return out;
      }
      HandlerAnswer answer = handler(request);
      out.Edits = std::move(answer.Edits);
      out.Refused = std::move(answer.Refused);
      out.FindingId = answer.FindingId.empty() ? "edit-not-possible" : answer.FindingId;
      return out;
    }
    switch (out.Target.Status) {
    case Disposition::Direct:
      break;
    case Disposition::Rename:
      replaceName(fact, text, out);
      break;
    default:
      applyTemplate(request, out);
    }
    return out;
  }

  void applyTemplate(const HandlerRequest &request, Wish &out) {
    const Fact &fact = request.Use;
    bool call = request.Seen && request.Seen->Call && request.Seen->Call->Range.valid();
    if (!call && fact.Kind == UseKind::Function) {
      out.Refused = "'" + fact.Symbol + "' is used without being called: its counterpart takes other arguments";
      out.FindingId = "function-address-taken";
      return;
    }
    if (!call && fact.Kind == UseKind::Macro && applyToMacro(request, out))
      return;
    if (!call) // a type, an enumerator, a qualifier: the template is plain text
      return replaceName(fact, request.Text, out);
    llvm::Expected<std::vector<Piece>> pieces = renderCall(request, out.Target.Rewrite);
    if (!pieces) {
      out.Refused = llvm::toString(pieces.takeError());
      out.FindingId = "edit-not-possible";
      return;
    }
    out.Edits = {edit(fact, request.Seen->Call->Range, std::move(*pieces))};
  }

  /// A name with namespaces of its own takes the place of those that are written.
  void replaceName(const Fact &fact, llvm::StringRef text, Wish &out) const {
    llvm::StringRef name = out.Target.Rewrite;
    SourceRange range = name.contains("::") ? withQualifier(text, fact.Range, fact.Symbol) : fact.Range;
    if (name != text.slice(range.Begin, range.End))
      out.Edits = {edit(fact, range, {{name.str(), {}, false}})};
  }

  /// The template of a macro that is written with parentheses replaces them too. \returns false for a macro
  /// without.
  bool applyToMacro(const HandlerRequest &request, Wish &out) const {
    const Fact &fact = request.Use;
    if (!request.Text.substr(fact.Range.End).ltrim(" \t").starts_with("("))
      return false;
    uint32_t opening = 0, closing = 0;
    std::vector<Argument> arguments;
    for (SourceRange range : argumentsAfter(request.Text, fact.Range.End, opening, closing)) {
      Argument &a = arguments.emplace_back();
      a.Range = range;
      a.Text = request.Text.slice(range.Begin, range.End).str();
      // Nothing is known of it but its text.
      bool plain = llvm::StringRef(a.Text).find_first_not_of(WordChars) == llvm::StringRef::npos;
      a.Binding = plain ? Precedence::Primary : Precedence::Comma;
      a.SideEffects = llvm::StringRef(a.Text).find_first_of("(=+-") != llvm::StringRef::npos;
    }
    if (llvm::Expected<std::vector<Piece>> pieces = expandMacro(out.Target, arguments); !pieces)
      out.Refused = llvm::toString(pieces.takeError());
    else if (!closing)
      out.Refused = "its parentheses do not end here";
    else
      out.Edits = {edit(fact, {fact.Range.Begin, closing + 1}, std::move(*pieces))};
    out.FindingId = out.Refused.empty() ? "" : "edit-not-possible";
    return true;
  }

  static llvm::Expected<std::vector<Piece>> expandMacro(const Resolved &target,
                                                        llvm::ArrayRef<Argument> arguments) {
    const std::vector<std::string> &params = target.Matched->Params;
    llvm::Expected<Template> parsed = Template::parse(target.Rewrite, params);
    if (!parsed)
      return parsed.takeError();
    for (unsigned i = 0; i < arguments.size(); ++i)
      if (arguments[i].SideEffects && parsed->countOf(i) > 1)
        return makeError("the rewrite needs the argument '{}' {} times, and evaluating it may have an effect",
                         arguments[i].Text, parsed->countOf(i));
    return parsed->expand(arguments, params);
  }

  Edit edit(const Fact &fact, SourceRange range, std::vector<Piece> pieces) const {
    return {fact.Place.File, range, std::move(pieces), fact.Symbol, fact.Place.Line};
  }

  /// What folding kernels needs, besides their launches.
  void fold() {
    for (const Edit &edit : Folds.Edits)
      Plan.Edits.add(edit);
    for (const std::string &file : Folds.Files) {
      if (!Folds.Include.empty())
        Plan.Needs[file].Includes.insert(Folds.Include);
      if (!Folds.Helper.empty())
        Plan.Needs[file].Helpers.insert(Folds.Helper);
    }
    Plan.Mended.insert(Folds.Mended.begin(), Folds.Mended.end());
    llvm::append_range(Plan.Findings, Folds.Refused);
  }

  /// A place that no table has a rewrite for, but that stands in text which another rewrite replaced, is done.
  void settleReplaced() {
    for (const Fact *fact : NotRewritten) {
      auto replaces = [&](const Edit &edit) {
        return edit.Range.valid() && edit.Range.contains(fact->Range) &&
               llvm::none_of(edit.Pieces, [&](const Piece &p) {
                 return p.Kept.valid() && p.Kept.Begin < fact->Range.End && fact->Range.Begin < p.Kept.End;
               });
      };
      if (!llvm::any_of(Plan.Edits.edits(fact->Place.File), replaces))
        continue;
      --Plan.Left;
      ++Plan.Rewritten;
      Plan.Mended.insert({fact->Place.File, fact->Place.Offset, fact->Symbol, ""});
    }
  }

  void need(const Fact &fact, const Resolved &target) {
    FileNeeds &needs = Plan.Needs[fact.Place.File];
    needs.Includes.insert(target.Includes.begin(), target.Includes.end());
    needs.Helpers.insert(target.Helpers.begin(), target.Helpers.end());
    needs.Libraries.insert(target.Libraries.begin(), target.Libraries.end());
  }

  void leave(const Fact &fact, llvm::StringRef id, llvm::StringRef why) {
    ++Plan.Left;
    Finding finding;
    finding.Id = id.str();
    finding.Place = fact.Place;
    finding.Symbol = fact.Symbol;
    finding.Function = fact.Function;
    finding.Profile = Options.Device ? Options.Device->Name : "";
    finding.Message = fmt::format("'{}' is not rewritten: {}", fact.Symbol, why.str());
    Plan.Findings.push_back(std::move(finding));
  }

  void reportConflict(const EditConflict &conflict) {
    ++Plan.Left;
    Finding finding;
    finding.Id = "edit-conflict";
    finding.Place = {conflict.First.File, conflict.First.Range.Begin, conflict.First.Line, 1};
    finding.Symbol = conflict.First.Rule;
    finding.Profile = Options.Device ? Options.Device->Name : "";
    finding.Message = fmt::format("the rewrites of '{}' and '{}' (line {}) want the same text; neither was made",
                                  conflict.First.Rule, conflict.Second.Rule, conflict.Second.Line);
    Plan.Findings.push_back(std::move(finding));
  }

  const RewriteInput &Input;
  const RewriteOptions &Options;
  RewritePlan Plan;
  GridFolds Folds;
  std::vector<const Fact *> NotRewritten;
};

} // namespace

bool isMended(const RewritePlan &plan, const Finding &f) {
  const std::string &file = f.Place.File;
  return (f.Kind != Axis::Hazard && plan.Mended.count({file, f.Place.Offset, f.Symbol, ""})) ||
         plan.Mended.count({file, f.Place.Offset, f.Symbol, f.Id + "/" + f.Aspect});
}

RewritePlan planRewrite(const RewriteInput &input, const RewriteOptions &options) {
  return Planner(input, options).run();
}

} // namespace ascendify
