//===- GridFold.cpp - kernels as loops over virtual blocks ----------------===//
#include "Rewrite/GridFold.h"
#include "Model/Names.h"
#include "Rewrite/Scan.h"
#include "Support/Error.h"
#include "llvm/ADT/STLExtras.h"

namespace ascendify {
namespace {

constexpr llvm::StringLiteral Rule = "grid-fold";

/// A declaration of a kernel: where its parameters begin.
struct Declared {
  std::string File;
  uint32_t Line = 0;
  SourceRange Opening; ///< the parenthesis
  bool Parameters = false;
};

/// One kernel: whether it can be folded, and the edits.
class Folding {
public:
  Folding(const Kernel &kernel, const RewriteInput &input, const RewriteOptions &options)
      : K(kernel), Input(input), Options(options) {}

  /// Why it cannot be folded; empty: it can.
  std::string examine() {
    if (std::string why = findBody(); !why.empty())
      return why;
    if (std::string why = examineLaunches(); !why.empty())
      return why;
    if (std::string why = examineDeclarations(); !why.empty())
      return why;
    if (std::string why = examineIndices(); !why.empty())
      return why;
    return examineFlow();
  }

  /// After an examination without objection.
  void addTo(GridFolds &out) {
    for (const Fact *launch : Launches) {
      out.Launches.insert({launch->Place.File, launch->Place.Offset});
      out.Files.insert(launch->Place.File);
    }
    for (const Declared &d : Declarations) {
      insert(out, d.File, d.Line, d.Opening.End, rule("parameter").str() + (d.Parameters ? ", " : ""));
      out.Files.insert(d.File);
    }
    editBody(out);
  }

private:
  llvm::StringRef rule(llvm::StringRef parameter) const { return Options.Rules->text(Rule, parameter); }
  const std::vector<std::string> &rules(llvm::StringRef parameter) const {
    return Options.Rules->texts(Rule, parameter);
  }

  std::string findBody() {
    for (const Body &body : Input.Bodies)
      if (body.Usr == K.Usr && body.Kernel && body.Braces.valid() && body.Macro == MacroOrigin::None &&
          body.Place == K.Place) {
        Main = &body;
        break;
      }
    const std::string *text = Main ? Input.TextOf(Main->Place.File) : nullptr;
    if (!text)
      return "its definition is not written in one place that may be edited";
    Text = *text;
    Tokens = scan(Text, Main->Braces);
    Blocks = braceRanges(Tokens);
    for (const Token &token : Tokens)
      if (llvm::is_contained(rules("taken"), token.Text))
        return fmt::format("it uses '{}'", token.Text.str());
      else if (llvm::is_contained(rules("whole-grid"), token.Text))
        return fmt::format("it uses '{}', which is about the whole grid", token.Text.str());
    return "";
  }

  /// Every launch has to pass the grid: all must be seen and written plainly.
  std::string examineLaunches() {
    for (const LaunchSite &site : K.Launches)
      if (site.Possible || !site.Through.empty() || !site.Macro.empty() || site.How != LaunchFact::Form::Chevron)
        return fmt::format("it is launched through a pointer, a macro or a function (line {} of '{}')", site.Place.Line,
                           site.Place.File);
    for (const Fact &fact : Input.Facts) {
      if (fact.Kind != UseKind::Launch)
        continue;
      bool of = false, other = false, plain = true;
      for (const Variant &v : fact.Variants) {
        bool same = v.Launch && v.Launch->KernelUsr == K.Usr;
        of |= same;
        other |= !same;
        plain &= v.Launch && v.Launch->How == LaunchFact::Form::Chevron && v.Launch->Grid && v.Launch->Grid->Range.valid() &&
                 v.Launch->Block && v.Launch->Block->Range.valid() && v.Launch->Configuration.valid();
        if (same && v.Launch->Grid && v.Launch->Grid->SideEffects)
          return fmt::format("its grid is needed twice, and evaluating '{}' has an effect", v.Launch->Grid->Text);
      }
      if (!of)
        continue;
      if (other)
        return "a place launches it or another kernel";
      if (!plain || fact.Macro == MacroOrigin::Body || fact.Inactive || fact.Sureness == Confidence::Lexed ||
          !Input.TextOf(fact.Place.File))
        return fmt::format("its launch in line {} of '{}' is not written in one place that may be edited", fact.Place.Line,
                           fact.Place.File);
      Launches.push_back(&fact);
    }
    return Launches.empty() ? "no launch of it was seen" : "";
  }

  /// Finds every declaration of the kernel.
  std::string examineDeclarations() {
    llvm::StringRef name = llvm::StringRef(K.Name).rsplit(':').second;
    if (name.empty())
      name = K.Name;
    unsigned namesakes = llvm::count_if(Input.Kernels, [&](const Kernel &o) { return o.Name == K.Name; });
    bool defined = false;
    for (const Fact &fact : Input.Facts) {
      if (fact.Symbol != rule("kernel-qualifier") || fact.Kind != UseKind::Qualifier)
        continue;
      bool of = llvm::any_of(fact.Variants, [&](const Variant &v) {
        return v.Decl && v.Decl->Function && (fact.Function == K.Name || v.Decl->Name == K.Name || v.Decl->Name == name);
      });
      if (!of)
        continue;
      bool own = fact.Place.File == Main->Place.File && Main->Range.contains(fact.Range);
      if (!own && namesakes > 1) {
        // Another kernel of the name, or a declaration of either.
        if (fact.Place.File == Main->Place.File)
          return "the file declares another kernel of its name";
        continue;
      }
      const std::string *text = Input.TextOf(fact.Place.File);
      if (!text || fact.Macro == MacroOrigin::Body || fact.Inactive)
        return fmt::format("its declaration in line {} of '{}' may not be edited", fact.Place.Line, fact.Place.File);
      Declared d{fact.Place.File, fact.Place.Line, {}, false};
      if (!findParameters(*text, fact.Range.End, name, d))
        return fmt::format("its parameters in line {} of '{}' could not be read", fact.Place.Line, fact.Place.File);
      defined |= own;
      Declarations.push_back(std::move(d));
    }
    return defined ? "" : "its definition is not written with its qualifier";
  }

  static bool findParameters(llvm::StringRef text, uint32_t from, llvm::StringRef name, Declared &out) {
    std::vector<Token> tokens = scan(text, {from, uint32_t(std::min<size_t>(text.size(), from + 2000))});
    for (size_t i = 0; i + 1 < tokens.size(); ++i) {
      if (tokens[i].Text == "{" || tokens[i].Text == ";")
        return false;
      if (tokens[i].Text != name)
        continue;
      size_t at = i + 1;
      if (tokens[at].Text == "<") {
        int depth = 0;
        for (; at < tokens.size(); ++at) {
          depth += tokens[at].Text == "<" ? 1 : tokens[at].Text == ">" ? -1 : 0;
          if (depth == 0)
            break;
        }
        ++at;
      }
      if (at + 1 >= tokens.size() || tokens[at].Text != "(")
        continue;
      if (tokens[at + 1].Text == "void" && at + 2 < tokens.size() && tokens[at + 2].Text == ")")
        return false;
      out.Opening = tokens[at].Range;
      out.Parameters = tokens[at + 1].Text != ")";
      return true;
    }
    return false;
  }

  /// The indices have to be read in the kernel itself, member by member.
  std::string examineIndices() {
    for (size_t i = 0; i < Tokens.size(); ++i) {
      if (!isIndex(Tokens[i].Text))
        continue;
      if (i + 2 >= Tokens.size() || Tokens[i + 1].Text != ".")
        return fmt::format("it uses '{}' as a whole", Tokens[i].Text.str());
      if (inLambda(Tokens, Blocks, Tokens[i].Range))
        return fmt::format("a lambda in it reads '{}'", Tokens[i].Text.str());
    }
    std::set<llvm::StringRef> callees(K.Callees.begin(), K.Callees.end());
    for (const Body &body : Input.Bodies) {
      bool own = body.Usr == K.Usr, called = callees.count(body.Name) != 0;
      if (!own && !called)
        continue;
      for (const Expr &e : body.Exprs)
        if (e.Kind == ExprKind::Variable && isIndex(e.Text) && (!own || e.Macro == MacroOrigin::Body))
          return own ? fmt::format("a macro in it reads '{}'", llvm::StringRef(e.Text).str())
                     : fmt::format("the function '{}' that it calls reads '{}'", body.Name, llvm::StringRef(e.Text).str());
      for (const Variable &v : body.Variables)
        Shared |= v.Space == MemorySpace::Shared;
    }
    Shared |= K.StaticSharedBytes != 0 || !K.StaticSharedKnown || K.DynamicShared || !K.Barriers.empty();
    return "";
  }

  /// Where threads leave the block early, and whether others still meet at a barrier then.
  std::string examineFlow() {
    SourceRange last;
    unsigned own = 0;
    for (size_t i = 0; i + 2 < Tokens.size(); ++i)
      if (llvm::is_contained(rules("barriers"), Tokens[i].Text) && Tokens[i + 1].Text == "(" && Tokens[i + 2].Text == ")") {
        Barriers.push_back({Tokens[i].Range.Begin, Tokens[i + 2].Range.End});
        last = Barriers.back();
      }
    for (const KernelOperation &o : K.Barriers)
      own += o.Place.File == Main->Place.File && Main->Braces.Begin <= o.Place.Offset && o.Place.Offset < Main->Braces.End;
    for (size_t i = 1; i < Tokens.size(); ++i) {
      if (Tokens[i].Text != "return" || inLambda(Tokens, Blocks, Tokens[i].Range))
        continue;
      if (i + 1 >= Tokens.size() || Tokens[i + 1].Text != ";")
        return "a 'return' in it has a value";
      SourceRange statement{Tokens[i].Range.Begin, Tokens[i + 1].Range.End};
      Returns.push_back(statement);
      if (K.Barriers.empty())
        continue;
      bool before = last.valid() && statement.Begin < last.Begin;
      for (const BraceRange &loop : Blocks)
        before |= loop.Loop && loop.Range.contains(statement) &&
                  llvm::any_of(Barriers, [&](SourceRange b) { return loop.Range.contains(b); });
      bool elsewhere = own != Barriers.size() || K.Barriers.size() != Barriers.size();
      if (elsewhere)
        return "threads leave it early, and a function that it calls has a barrier";
      Careful |= before;
    }
    return "";
  }

  bool isIndex(llvm::StringRef word) const { return word == rule("block-symbol") || word == rule("grid-symbol"); }

  bool inLoop(SourceRange range) const {
    return llvm::any_of(Blocks, [&](const BraceRange &b) { return b.Loop && b.Range.contains(range); });
  }

  void editBody(GridFolds &out) {
    const std::string &file = Main->Place.File;
    for (const Token &token : Tokens)
      if (isIndex(token.Text))
        replace(out, token.Range, rule(token.Text == rule("block-symbol") ? "block" : "grid").str());
    bool jumps = false;
    for (SourceRange statement : Returns) {
      bool loop = inLoop(statement);
      jumps |= loop;
      replace(out, statement, loop ? "goto " + rule("label").str() + ";" : "continue;");
    }
    if (Careful)
      for (SourceRange barrier : Barriers)
        replace(out, barrier, rule("barrier").str());

    std::string newline = lineEndAt(Text, Main->Braces.Begin).str();
    std::string loop = rule(Careful ? "loop-careful" : Shared ? "loop-shared" : "loop").str();
    bool oneLine = !Text.slice(Main->Braces.Begin, Main->Braces.End).contains('\n');
    std::string indent = Tokens.size() > 2 ? indentationAt(Text, Tokens[1].Range.Begin).str() : "  ";
    std::string separator = oneLine ? " " : newline + indent;
    std::string head = separator;
    if (Careful)
      head += rule("careful-declaration").str() + separator;
    head += loop + (jumps ? " { {" : " {");
    insert(out, file, Main->Place.Line, Main->Braces.Begin + 1, head);
    std::string tail = jumps ? "} " + rule("label").str() + ":; }" : "}";
    uint32_t at = Main->Braces.End - 1;
    if (oneLine) {
      tail = " " + tail + (isspace(static_cast<unsigned char>(Text[at - 1])) ? "" : " ");
      while (at > 0 && Text[at - 1] == ' ')
        --at;
    } else {
      while (at > 0 && (Text[at - 1] == ' ' || Text[at - 1] == '\t'))
        --at;
      tail = indent + tail + newline;
    }
    insert(out, file, Main->Place.Line, at, tail);
  }

  void replace(GridFolds &out, SourceRange range, std::string text) const {
    out.Edits.push_back({Main->Place.File, range, {{std::move(text), {}, false}}, Rule.str(), Main->Place.Line});
  }
  void insert(GridFolds &out, const std::string &file, uint32_t line, uint32_t at, std::string text) const {
    out.Edits.push_back({file, {at, at}, {{std::move(text), {}, false}}, Rule.str(), line});
  }

  const Kernel &K;
  const RewriteInput &Input;
  const RewriteOptions &Options;
  const Body *Main = nullptr;
  llvm::StringRef Text;
  std::vector<Token> Tokens;
  std::vector<BraceRange> Blocks;
  std::vector<const Fact *> Launches;
  std::vector<Declared> Declarations;
  std::vector<SourceRange> Barriers, Returns;
  bool Shared = false;  ///< a barrier is needed between two virtual blocks
  bool Careful = false; ///< threads that left early have to be waited for
};

} // namespace

GridFolds planGridFolds(const RewriteInput &input, const RewriteOptions &options) {
  GridFolds out;
  if (!options.Rules || !options.Rules->has(Rule))
    return out;
  std::string id = options.Rules->text(Rule, "finding").str();
  out.Include = options.Rules->text(Rule, "include").str();
  out.Helper = options.Rules->text(Rule, "helper").str();
  for (const Kernel &kernel : input.Kernels) {
    std::vector<const Finding *> asking;
    for (const Finding &f : input.Findings)
      if (f.Id == id && f.Aspect == "grid" && f.Sureness != Likelihood::Possible && f.Suppressed.empty() &&
          (!options.Device || f.Profile.empty() || f.Profile == options.Device->Name) &&
          llvm::any_of(kernel.Launches, [&](const LaunchSite &site) {
            return site.Place.File == f.Place.File && site.Place.Line == f.Place.Line;
          }) &&
          (f.Symbol == kernel.Name || llvm::StringRef(kernel.Name).ends_with("::" + f.Symbol)))
        asking.push_back(&f);
    if (asking.empty())
      continue;
    Folding folding(kernel, input, options);
    if (std::string why = folding.examine(); !why.empty()) {
      Finding f = *asking.front();
      f.Message = fmt::format("the kernel '{}' is not turned into a loop over blocks: {}", kernel.Name, why);
      f.Id = "edit-not-possible";
      f.Kind = Axis::Volume;
      f.Place = kernel.Place;
      f.Symbol = kernel.Name;
      f.Related.clear();
      out.Refused.push_back(std::move(f));
      continue;
    }
    folding.addTo(out);
    for (const Finding *f : asking)
      out.Mended.push_back({f->Place.File, f->Place.Offset, f->Symbol, id + "/" + f->Aspect});
  }
  return out;
}

} // namespace ascendify
