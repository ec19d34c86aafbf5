//===- HandlerMemcpy.cpp - synchronous copies ------------------------------===//
//
// A synchronous copy of CUDA waits for what was queued on the default stream; the
// counterpart does not. Where work may be pending, a synchronisation goes before it. The
// trap is to leave one out: whatever cannot be shown to be finished counts as pending.
//
//===----------------------------------------------------------------------===//
#include "Rewrite/HandlerMemcpy.h"
#include "Rewrite/Scan.h"
#include "llvm/ADT/STLExtras.h"

namespace ascendify {
namespace {

class Copy {
public:
  explicit Copy(const HandlerRequest &request) : R(request), Call(*request.Seen->Call) {
    for (const Body &body : R.Input.Bodies)
      if (body.Place.File == R.Use.Place.File && body.Braces.contains(Call.Range) &&
          (!Function || Function->Braces.contains(body.Braces)))
        Function = &body;
    if (!Function)
      return;
    Tokens = scan(R.Text, Function->Braces);
    Blocks = braceRanges(Tokens);
  }

  bool pending() const {
    if (!Function)
      return true;
    bool freshDestination = false;
    bool dirty = Function->Name != "main" || callsBack();
    for (const Fact &f : R.Input.Facts) {
      if (f.Place.File != R.Use.Place.File || f.Inactive || !Function->Braces.contains(f.Range) ||
          f.Place.Offset == R.Use.Place.Offset)
        continue;
      bool before = f.Place.Offset < R.Use.Place.Offset;
      if (queues(f)) {
        if (before || loopsAround(f))
          dirty = true, freshDestination = false;
      } else if (before && waits(f) && alwaysReached(f)) {
        dirty = false;
      } else if (before && allocatesDestination(f)) {
        freshDestination = true;
      }
    }
    // What was queued before the memory existed cannot touch it; reading it back is another matter.
    return dirty && !(freshDestination && writesFromHost());
  }

  /// Where a statement can be put before the one that holds the call; the text around the call in it.
  struct Place {
    uint32_t Offset;
    std::string Prefix, Suffix;
  };
  std::optional<Place> statement() const {
    if (!Function || R.Use.Macro == MacroOrigin::Body)
      return std::nullopt;
    size_t first = 0;
    while (first < Tokens.size() && Tokens[first].Range.Begin < Call.Range.Begin)
      ++first;
    size_t after = first;
    while (after < Tokens.size() && Tokens[after].Range.Begin < Call.Range.End)
      ++after;
    auto is = [&](size_t i, llvm::StringRef t) { return i < Tokens.size() && Tokens[i].Text == t; };
    auto starts = [&](size_t i) {
      return i > 0 && (is(i - 1, ";") || is(i - 1, "{") || is(i - 1, "}"));
    };
    if (starts(first) && is(after, ";"))
      return Place{Tokens[first].Range.Begin, "", ""};
    if (first >= 2 && is(first - 1, "(") && starts(first - 2) && is(after, ")") && is(after + 1, ";"))
      return Place{Tokens[first - 2].Range.Begin, Tokens[first - 2].Text.str() + "(", ")"};
    return std::nullopt;
  }

private:
  /// A launch, anything given a stream, and every call of a library that the style does not call quiet.
  bool queues(const Fact &f) const {
    if (f.Kind == UseKind::Launch)
      return true;
    if (f.Kind != UseKind::Function || f.Variants.empty() || !f.Variants[0].Call)
      return false;
    if (rolesOf(f.Symbol).position(Operand::Stream))
      return true;
    std::vector<const Entry *> entries = R.Input.Mappings.entries(f.Symbol);
    if (entries.empty())
      return true;
    bool quiet = R.Options.Rules && llvm::is_contained(R.Options.Rules->texts(R.Target.Handler, "quiet-libraries"),
                                                       entries.front()->Library);
    return !quiet && f.Variants[0].Where == Side::Host;
  }

  /// The whole device has been waited for; another copy of this kind did or got a synchronisation.
  bool waits(const Fact &f) const {
    if (f.Kind != UseKind::Function || f.Variants.empty() || !f.Variants[0].Call)
      return false;
    Resolved target = R.Input.Mappings.resolve(
        {&f, &f.Variants[0], R.Options.Device, R.Options.Style, R.Options.Cann});
    llvm::StringRef wait = R.rule("wait");
    return target.Handler == R.Target.Handler || target.Rewrite == wait ||
           target.Rewrite == wait.take_until([](char c) { return c == '('; });
  }

  /// Every block that holds \p f also holds the call.
  bool alwaysReached(const Fact &f) const {
    return llvm::all_of(Blocks, [&](const BraceRange &block) {
      return !block.Range.contains(f.Range) || block.Range.contains(Call.Range);
    });
  }

  /// A loop runs \p f again before the call.
  bool loopsAround(const Fact &f) const {
    return llvm::any_of(Blocks, [&](const BraceRange &block) {
      return block.Loop && block.Range.contains(f.Range) && block.Range.contains(Call.Range);
    });
  }

  Roles rolesOf(llvm::StringRef symbol) const {
    std::optional<SymbolInfo> known = R.Input.Mappings.find(symbol);
    return known ? known->Does : Roles();
  }

  static const Argument *argument(const CallFact &call, const Roles &does, Operand which) {
    std::optional<unsigned> at = does.position(which);
    return at && *at < call.Arguments.size() ? &call.Arguments[*at] : nullptr;
  }

  static llvm::StringRef pointerText(const Argument &a) {
    llvm::StringRef t = a.Text;
    size_t ampersand = t.rfind('&');
    return (ampersand == llvm::StringRef::npos ? t : t.drop_front(ampersand + 1)).trim(" ()");
  }

  bool allocatesDestination(const Fact &f) const {
    if (f.Kind != UseKind::Function || f.Variants.empty() || !f.Variants[0].Call)
      return false;
    const CallFact &call = *f.Variants[0].Call;
    Roles does = rolesOf(f.Symbol);
    if (!does.has(Role::Alloc, Role::AllocManaged))
      return false;
    const Argument *made = argument(call, does, Operand::Pointer), *filled = argument(Call, Does, Operand::Destination);
    return made && filled && made->Text.find('&') != std::string::npos &&
           pointerText(*made) == llvm::StringRef(filled->Text).trim(" ()");
  }

  /// Host to device, or a fill: nothing is read on the device.
  bool writesFromHost() const {
    if (Does.has(Role::SetSync))
      return true;
    const Argument *direction = argument(Call, Does, Operand::Direction);
    return (direction ? rolesOf(direction->Reference) : Does).has(Role::CopyToDevice);
  }

  /// The function calls, before the copy, another one that uses the device.
  bool callsBack() const {
    for (const Expr &e : Function->Exprs) {
      if (e.Kind != ExprKind::Call || !e.Range.valid())
        continue;
      bool before = e.Range.Begin < Call.Range.Begin;
      bool again = llvm::any_of(Blocks, [&](const BraceRange &b) {
        return b.Loop && b.Range.contains(e.Range) && b.Range.contains(Call.Range);
      });
      if (!before && !again)
        continue;
      for (const Body &body : R.Input.Bodies)
        if (body.Name == e.Text && body.Where != Side::Device)
          return true;
    }
    return false;
  }

  const HandlerRequest &R;
  const CallFact &Call;
  const Roles Does = rolesOf(R.Use.Symbol); ///< of the copy
  const Body *Function = nullptr;
  std::vector<Token> Tokens;
  std::vector<BraceRange> Blocks;
};

} // namespace

HandlerAnswer memcpySync(const HandlerRequest &request) {
  if (!request.Seen || !request.Seen->Call || !request.Seen->Call->Range.valid())
    return {{}, "it is used without being called: its counterpart takes other arguments", "function-address-taken"};
  HandlerAnswer answer;
  llvm::Expected<std::vector<Piece>> pieces = renderCall(request, request.Target.Rewrite);
  if (!pieces) {
    answer.Refused = llvm::toString(pieces.takeError());
    return answer;
  }
  SourceRange whole = request.Seen->Call->Range;
  Copy copy(request);
  if (copy.pending()) {
    const std::string wait = request.rule("wait").str();
    if (std::optional<Copy::Place> place = copy.statement()) {
      std::string line = place->Prefix + wait + place->Suffix + ";" +
                         lineEndAt(request.Text, place->Offset).str() +
                         indentationAt(request.Text, place->Offset).str();
      answer.Edits.push_back({request.Use.Place.File, {place->Offset, place->Offset}, {{line, {}, false}},
                              request.Use.Symbol, request.Use.Place.Line});
    } else {
      pieces->insert(pieces->begin(), Piece{"(" + wait + ", ", {}, false});
      pieces->push_back({")", {}, false});
    }
  }
  answer.Edits.push_back({request.Use.Place.File, whole, std::move(*pieces), request.Use.Symbol,
                          request.Use.Place.Line});
  return answer;
}

} // namespace ascendify
