//===- Render.cpp - a template applied to a call ---------------------------===//
//
// Turns a mapping's template into the pieces of one edit. The trap: arguments keep
// their bytes, and so do the blanks, line breaks and comments between
// arguments that stay neighbours.
//
//===----------------------------------------------------------------------===//
#include "Mapping/Template.h"
#include "Rewrite/Handler.h"
#include "Support/Error.h"

namespace ascendify {
namespace {

/// Replaces the template's ", " between two arguments that follow each other in the
/// source, its "(" before the first and its ")" after the last, by what stands there.
void keepWhatStandsBetween(std::vector<Piece> &pieces, const CallFact &call, llvm::StringRef text) {
  std::vector<SourceRange> written;
  for (const Argument &argument : call.Arguments)
    if (!argument.Defaulted)
      written.push_back(argument.Range);
  auto isArgument = [&](const Piece &piece, size_t index) {
    return piece.Kept.valid() && piece.Kept == written[index] && !piece.Parenthesize;
  };
  for (size_t i = 0; i + 2 < pieces.size(); ++i) {
    if (pieces[i + 1].Kept.valid() || pieces[i + 1].Text != ", ")
      continue;
    for (size_t a = 0; a + 1 < written.size(); ++a)
      if (isArgument(pieces[i], a) && isArgument(pieces[i + 2], a + 1))
        pieces[i + 1] = {"", {written[a].End, written[a + 1].Begin}, false};
  }
  if (written.empty() || !call.Callee.valid() || pieces.size() < 2)
    return;
  if (isArgument(pieces[1], 0) && llvm::StringRef(pieces[0].Text).ends_with("(")) {
    SourceRange opening{call.Callee.End, written.front().Begin};
    if (opening.valid() && text.slice(opening.Begin, opening.End).trim() == "(") {
      pieces[0].Text.pop_back();
      pieces.insert(pieces.begin() + 1, Piece{"", opening, false});
    }
  }
  if (isArgument(pieces[pieces.size() - 2], written.size() - 1) && pieces.back().Text == ")") {
    SourceRange closing{written.back().End, call.Range.End};
    if (closing.valid() && text.slice(closing.Begin, closing.End).trim() == ")")
      pieces.back() = {"", closing, false};
  }
}

} // namespace

SourceRange trimmed(llvm::StringRef text, SourceRange range) {
  while (range.valid() && isspace(static_cast<unsigned char>(text[range.Begin])))
    ++range.Begin;
  while (range.valid() && isspace(static_cast<unsigned char>(text[range.End - 1])))
    --range.End;
  return range;
}

llvm::Expected<std::vector<Piece>> renderCall(const HandlerRequest &request,
                                              llvm::StringRef templateText) {
  if (!request.Seen || !request.Seen->Call || !request.Seen->Call->Range.valid())
    return makeError("the call is not written in one place");
  const CallFact &call = *request.Seen->Call;
  const std::vector<std::string> &params = request.Target.Matched->Params;
  llvm::Expected<Template> parsed = Template::parse(templateText, params);
  if (!parsed)
    return parsed.takeError();
  for (unsigned index : parsed->used())
    if (parsed->countOf(index) > 1 && index < call.Arguments.size() &&
        call.Arguments[index].SideEffects)
      return makeError("the rewrite needs the argument '{}' {} times, and evaluating it has an effect",
                       call.Arguments[index].Text, parsed->countOf(index));
  llvm::Expected<std::vector<Piece>> pieces = parsed->expand(call.Arguments, params);
  if (pieces)
    keepWhatStandsBetween(*pieces, call, request.Text);
  return pieces;
}

} // namespace ascendify
