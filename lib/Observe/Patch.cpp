//===- Patch.cpp - launches that clang's parser does not take -------------===//
#include "Observe/Patch.h"
#include "Model/Serialize.h"
#include "Observe/Clang.h"
#include "llvm/ADT/STLExtras.h"

namespace ascendify {

namespace tok = clang::tok;

const PatchedText::Piece &PatchedText::pieceAt(uint32_t offset) const {
  auto after = llvm::upper_bound(Pieces, offset,
                                 [](uint32_t o, const Piece &piece) { return o < piece.Begin; });
  return *std::prev(after);
}

uint32_t PatchedText::written(uint32_t offset) const {
  const Piece &piece = pieceAt(offset);
  return piece.Written + (piece.Inserted ? 0 : offset - piece.Begin);
}

SourceRange PatchedText::written(SourceRange range) const {
  if (!range.valid())
    return range;
  return {written(range.Begin), written(range.End - 1) + 1};
}

namespace {

struct Lexeme {
  tok::TokenKind Kind;
  uint32_t Begin, End;
};

/// A cheap look before the file is lexed: chevrons with a blank inside, or with a brace.
bool mayNeedPatch(llvm::StringRef text) {
  for (size_t at = text.find("<<"); at != llvm::StringRef::npos; at = text.find("<<", at + 1)) {
    llvm::StringRef rest = text.substr(at + 2);
    if (rest.ltrim().starts_with("<") && !rest.starts_with("<"))
      return true;
    if (!rest.consume_front("<"))
      continue;
    llvm::StringRef inside = rest.take_front(rest.find(';'));
    if (inside.contains('{') || inside.contains(">> >"))
      return true;
  }
  return false;
}

std::vector<Lexeme> lex(llvm::StringRef text) {
  clang::LangOptions options;
  options.CPlusPlus = options.CPlusPlus11 = options.CPlusPlus14 = options.CPlusPlus17 = true;
  options.CUDA = options.Bool = options.LineComment = options.RawStringLiterals = true;
  clang::Lexer lexer(clang::SourceLocation(), options, text.begin(), text.begin(), text.end());
  std::vector<Lexeme> out;
  for (clang::Token token;;) {
    lexer.LexFromRawLexer(token);
    if (token.is(tok::eof))
      return out;
    uint32_t end = lexer.getCurrentBufferOffset();
    out.push_back({token.getKind(), end - token.getLength(), end});
  }
}

/// What is changed: \p Insert is put before Begin, or the blanks [Begin, End) trade places with the
/// chevron behind them.
struct Change {
  uint32_t Begin, End;
  llvm::StringRef Insert;
};

class LaunchScanner {
public:
  LaunchScanner(llvm::StringRef text) : Text(text), Tokens(lex(text)) {}

  std::vector<Change> run() {
    for (size_t i = 0; i < Tokens.size(); ++i) {
      if (is(i, tok::lesslessless))
        i = configuration(i + 1, {});
      else if (split(i, tok::lessless, tok::less))
        i = configuration(i + 2, {{Tokens[i].End, Tokens[i + 1].Begin, ""}});
    }
    return std::move(Out);
  }

private:
  bool is(size_t i, tok::TokenKind kind) const {
    return i < Tokens.size() && Tokens[i].Kind == kind;
  }

  /// Two tokens with nothing but blanks between them.
  bool split(size_t i, tok::TokenKind first, tok::TokenKind second) const {
    return is(i, first) && is(i + 1, second) && Tokens[i].End < Tokens[i + 1].Begin &&
           Text.slice(Tokens[i].End, Tokens[i + 1].Begin).trim().empty();
  }

  /// The arguments from token \p i to the closing chevron. \returns the last token looked at.
  size_t configuration(size_t i, std::vector<Change> changes) {
    unsigned depth = 0, index = 0;
    bool starts = true;
    for (; i < Tokens.size(); ++i) {
      bool fresh = std::exchange(starts, false);
      if (depth == 0) {
        if (is(i, tok::greatergreatergreater))
          break;
        if (split(i, tok::greatergreater, tok::greater) && is(i + 2, tok::l_paren)) {
          changes.push_back({Tokens[i].End, Tokens[i + 1].Begin, ""});
          ++i;
          break;
        }
        if (is(i, tok::semi) || is(i, tok::r_brace) || is(i, tok::r_paren))
          return i; // no launch after all
        if (is(i, tok::comma)) {
          ++index, starts = true;
          continue;
        }
        // Grid and block; the other two are numbers.
        if (fresh && index < 2 && is(i, tok::l_brace))
          changes.push_back({Tokens[i].Begin, Tokens[i].Begin, "::dim3"});
      }
      if (is(i, tok::l_paren) || is(i, tok::l_brace) || is(i, tok::l_square))
        ++depth;
      else if (is(i, tok::r_paren) || is(i, tok::r_brace) || is(i, tok::r_square))
        --depth;
    }
    if (i < Tokens.size())
      llvm::append_range(Out, changes);
    return i;
  }

  llvm::StringRef Text;
  std::vector<Lexeme> Tokens;
  std::vector<Change> Out;
};

} // namespace

std::optional<PatchedText> patchLaunches(llvm::StringRef text) {
  if (!mayNeedPatch(text))
    return std::nullopt;
  PatchedText out;
  out.Written = text.str(); // the lexer wants a terminating zero
  std::vector<Change> changes = LaunchScanner(out.Written).run();
  if (changes.empty())
    return std::nullopt;
  uint32_t done = 0;
  auto piece = [&](uint32_t begin, uint32_t end) {
    out.Pieces.push_back({uint32_t(out.Text.size()), begin, false});
    out.Text += text.slice(begin, end);
  };
  for (const Change &change : changes) {
    piece(done, change.Begin);
    done = change.End;
    if (!change.Insert.empty()) {
      out.Pieces.push_back({uint32_t(out.Text.size()), change.Begin, true});
      out.Text += change.Insert;
    } else {
      piece(change.End, change.End + 1);
      piece(change.Begin, change.End);
      ++done;
    }
  }
  piece(done, text.size());
  return out;
}

namespace {

class Restorer {
public:
  explicit Restorer(const std::map<std::string, PatchedText> &patched) : Patched(patched) {}

  const PatchedText *find(const std::string &file) const {
    auto it = Patched.find(file);
    return it == Patched.end() ? nullptr : &it->second;
  }

  void place(Location &at) const {
    const PatchedText *text = find(at.File);
    if (!text)
      return;
    at.Offset = text->written(at.Offset);
    llvm::StringRef before = llvm::StringRef(text->Written).take_front(at.Offset);
    at.Column = uint32_t(before.size() - (before.rfind('\n') + 1)) + 1;
  }

  void fact(Fact &f) const {
    const PatchedText *text = find(f.Place.File);
    if (!text)
      return;
    place(f.Place);
    forEachRange(f, [&](SourceRange &range) { range = text->written(range); });
    forEachArgument(f, [&](Argument &a) {
      if (a.Range.valid())
        a.Text = text->Written.substr(a.Range.Begin, a.Range.size());
    });
  }

private:
  const std::map<std::string, PatchedText> &Patched;
};

} // namespace

void restorePlaces(UnitFacts &facts, const std::map<std::string, PatchedText> &patched) {
  if (patched.empty())
    return;
  Restorer restore(patched);
  // What was put in is nobody's use.
  llvm::erase_if(facts.Facts, [&](const Fact &f) {
    const PatchedText *text = restore.find(f.Place.File);
    return text && text->pieceAt(f.Place.Offset).Inserted;
  });
  for (Fact &f : facts.Facts)
    restore.fact(f);
  for (Body &b : facts.Bodies)
    if (const PatchedText *text = restore.find(b.Place.File)) {
      restore.place(b.Place);
      forEachRange(b, [&](SourceRange &range) { range = text->written(range); });
    }
  for (auto *ranges : {&facts.Skipped, &facts.Foreign})
    for (FileRange &r : *ranges)
      if (const PatchedText *text = restore.find(r.File))
        r.Range = text->written(r.Range);
  for (IncludeEdge &e : facts.Includes)
    restore.place(e.Place);
  for (ParseError &e : facts.Errors)
    restore.place(e.Place);
}

} // namespace ascendify
