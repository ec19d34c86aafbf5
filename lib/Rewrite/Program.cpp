//===- Program.cpp - edits that concern a whole program --------------------===//
//
// A runtime that initialises nothing by itself: `main` gets the calls; the trap is a `return`
// that still uses the device: its value is computed before anything is finalised.
//
//===----------------------------------------------------------------------===//
#include "Rewrite/Program.h"
#include "Rewrite/Scan.h"
#include "llvm/ADT/STLExtras.h"

namespace ascendify {
namespace {

constexpr llvm::StringLiteral Rule = "program-init";

class Initialisation {
public:
  Initialisation(RewritePlan &plan, const RewriteInput &input, const RewriteOptions &options,
                 const Body &body, llvm::StringRef text)
      : Plan(plan), Input(input), Options(options), Main(body), Text(text),
        Tokens(scan(text, body.Braces)), Blocks(braceRanges(Tokens)) {}

  void run() {
    for (const Token &token : Tokens)
      if (token.Text == rule("done"))
        return; // done already
    Ends = rule("end").str();
    std::string start = rule("start").str();
    if (!rule("start-device").empty() && !setsDeviceFirst()) {
      start += newline() + indentation() + rule("start-device").str();
      if (!rule("end-device").empty())
        Ends = rule("end-device").str() + "\1" + Ends;
    }
    insert(Main.Braces.Begin + 1, newline() + indentation() + start);
    bool endsInReturn = false;
    for (size_t i = 0; i < Tokens.size(); ++i)
      if (Tokens[i].Text == "return" && !inLambda(Tokens, Blocks, Tokens[i].Range))
        endsInReturn = atReturn(i);
    if (!endsInReturn) {
      uint32_t at = Main.Braces.End - 1;
      while (at > 0 && (Text[at - 1] == ' ' || Text[at - 1] == '\t'))
        --at;
      insert(at, lines(indentation(), indentation()) + newline());
    }
    Plan.Needs[Main.Place.File].Includes.insert(rule("include").str());
    Plan.Needs[Main.Place.File].Libraries.insert(rule("library").str());
  }

private:
  llvm::StringRef rule(llvm::StringRef parameter) const { return Options.Rules->text(Rule, parameter); }

  std::string newline() const { return lineEndAt(Text, Main.Braces.Begin).str(); }

  /// Of the first statement.
  std::string indentation() const {
    return Tokens.size() > 2 ? indentationAt(Text, Tokens[1].Range.Begin).str() : "  ";
  }

  /// The finalising statements, each on its own line; the first is indented by \p first.
  std::string lines(llvm::StringRef first, llvm::StringRef rest) const {
    std::string out = first.str();
    for (char c : Ends)
      out += c == '\1' ? newline() + rest.str() : std::string(1, c);
    return out;
  }
  /// The same on one line.
  std::string oneLine() const {
    std::string out;
    for (char c : Ends)
      out += c == '\1' ? ' ' : c;
    return out;
  }

  void insert(uint32_t at, std::string text) {
    Plan.Edits.add({Main.Place.File, {at, at}, {{std::move(text), {}, false}}, Rule.str(), Main.Place.Line});
  }

  /// The first use in `main` sets the device.
  bool setsDeviceFirst() const {
    for (const Fact &fact : Input.Facts) {
      if (fact.Place.File != Main.Place.File || fact.Kind != UseKind::Function ||
          !Main.Braces.contains(fact.Range) || fact.Variants.empty())
        continue;
      Resolved target = Input.Mappings.resolve(
          {&fact, &fact.Variants[0], Options.Device, Options.Style, Options.Cann});
      return !rule("sets-device").empty() && llvm::StringRef(target.Rewrite).starts_with(rule("sets-device"));
    }
    return false;
  }

  /// Puts the finalisation before the return at token \p i; \returns whether it ends `main`.
  bool atReturn(size_t i) {
    size_t semi = i;
    int depth = 0;
    while (semi < Tokens.size()) {
      llvm::StringRef t = Tokens[semi].Text;
      depth += t == "(" || t == "{" || t == "[" ? 1 : t == ")" || t == "}" || t == "]" ? -1 : 0;
      if (t == ";" && depth == 0)
        break;
      ++semi;
    }
    if (semi >= Tokens.size())
      return false;
    uint32_t begin = Tokens[i].Range.Begin, end = Tokens[semi].Range.End;
    SourceRange value{semi > i + 1 ? Tokens[i + 1].Range.Begin : 0, Tokens[semi].Range.Begin};
    value = semi > i + 1 ? trimmedRange(value) : SourceRange{};
    // A call in the value may use the device; parentheses alone do not make one.
    bool calls = false;
    for (size_t k = i + 2; k < semi; ++k)
      calls |= Tokens[k].Text == "(" && (isalpha(static_cast<unsigned char>(Tokens[k - 1].Text[0])) || Tokens[k - 1].Text[0] == '_');
    llvm::StringRef before = Tokens[i - 1].Text;
    bool statement = before == ";" || before == "{" || before == "}";
    std::string indent = indentationAt(Text, begin).str();
    bool ownLine = Text.slice(Text.rfind('\n', begin) + 1, begin).trim().empty();
    std::string separator = statement && ownLine ? newline() + indent : " ";
    std::string finish = statement && ownLine ? lines("", indent) : oneLine();

    std::vector<Piece> pieces;
    auto text = [&](std::string t) { pieces.push_back({std::move(t), {}, false}); };
    if (!statement)
      text("{ ");
    if (calls) {
      text("int ascendifyResult = ");
      pieces.push_back({"", value, false});
      text(";" + separator + finish + separator + "return ascendifyResult;");
    } else {
      text(finish + separator);
      // What is kept may have edits of its own.
      if (value.valid()) {
        text("return ");
        pieces.push_back({"", value, false});
        text(";");
      } else {
        text("return;");
      }
    }
    if (!statement)
      text(" }");
    Plan.Edits.add({Main.Place.File, {begin, end}, std::move(pieces), Rule.str(), Main.Place.Line});
    return semi + 2 == Tokens.size();
  }

  SourceRange trimmedRange(SourceRange range) const {
    while (range.valid() && isspace(static_cast<unsigned char>(Text[range.End - 1])))
      --range.End;
    return range;
  }

  RewritePlan &Plan;
  const RewriteInput &Input;
  const RewriteOptions &Options;
  const Body &Main;
  llvm::StringRef Text;
  std::vector<Token> Tokens;
  std::vector<BraceRange> Blocks;
  std::string Ends; ///< statements, parted by \1
};

} // namespace

void addInitialisation(RewritePlan &plan, const RewriteInput &input, const RewriteOptions &options) {
  if (!options.Rules || !options.Rules->has(Rule))
    return;
  std::string library = options.Rules->text(Rule, "library").str(),
              include = options.Rules->text(Rule, "include").str();
  bool used = llvm::any_of(plan.Needs, [&](const auto &need) {
    return need.second.Libraries.count(library) || need.second.Includes.count(include);
  });
  if (!used)
    return;
  for (const Body &body : input.Bodies) {
    const std::string *text = body.Name == "main" && body.Braces.valid() ? input.TextOf(body.Place.File) : nullptr;
    if (text)
      Initialisation(plan, input, options, body, *text).run();
  }
}

} // namespace ascendify
