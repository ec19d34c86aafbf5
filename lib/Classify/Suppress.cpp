//===- Suppress.cpp - findings that a person has silenced -----------------===//
//
// The trap: the word NOLINT in a string is text and no comment, so what a comment is has to be
// lexed for each kind of file. A file that does not use the word is not lexed at all.
//
//===----------------------------------------------------------------------===//
#include "Classify/Suppress.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSet.h"
#include <fmt/format.h>
#include <set>

namespace ascendify {
namespace {

constexpr llvm::StringLiteral Prefix = "ascendify-";

bool isWord(char c) { return llvm::isAlnum(c) || c == '_'; }

/// Calls Each with the offset and the text of every comment.
class CommentLexer {
public:
  CommentLexer(llvm::StringRef text, llvm::function_ref<void(size_t, llvm::StringRef)> each)
      : Text(text), Each(each) {}

  void c() {
    while (At < Text.size()) {
      llvm::StringRef rest = Text.substr(At);
      if (rest.starts_with("//"))
        comment(lineEnd());
      else if (rest.starts_with("/*"))
        comment(after("*/", At + 2));
      else if (rest.front() == '"')
        At = raw() ? rawEnd() : quoteEnd('"');
      else if (rest.front() == '\'' && !separator())
        At = quoteEnd('\'');
      else
        ++At;
    }
  }

  void python() {
    while (At < Text.size()) {
      llvm::StringRef rest = Text.substr(At);
      if (rest.front() == '#')
        comment(std::min(Text.find('\n', At), Text.size()));
      else if (rest.starts_with("\"\"\"") || rest.starts_with("'''"))
        At = longStringEnd();
      else if (rest.front() == '"' || rest.front() == '\'')
        At = quoteEnd(rest.front());
      else
        ++At;
    }
  }

  void cmake() {
    while (At < Text.size()) {
      llvm::StringRef rest = Text.substr(At);
      if (rest.front() == '#') {
        size_t level = bracket(At + 1);
        comment(level != llvm::StringRef::npos ? bracketEnd(At + 1, level)
                                               : std::min(Text.find('\n', At), Text.size()));
      } else if (size_t level = bracket(At); level != llvm::StringRef::npos) {
        At = bracketEnd(At, level);
      } else if (rest.front() == '"') {
        At = quoteEnd('"', /*lines=*/true);
      } else {
        At += rest.front() == '\\' ? 2 : 1;
      }
    }
  }

  /// Makefiles, shell and the like: a `#` begins a comment wherever it is not escaped.
  void hash() {
    while (At < Text.size()) {
      if (Text[At] == '#')
        comment(lineEnd());
      else
        At += Text[At] == '\\' ? 2 : 1;
    }
  }

private:
  llvm::StringRef Text;
  llvm::function_ref<void(size_t, llvm::StringRef)> Each;
  size_t At = 0;

  void comment(size_t end) {
    Each(At, Text.slice(At, end));
    At = end;
  }

  size_t after(llvm::StringRef what, size_t from) const {
    size_t at = Text.find(what, from);
    return at == llvm::StringRef::npos ? Text.size() : at + what.size();
  }

  /// End of a line, past line ends behind a backslash.
  size_t lineEnd() const {
    for (size_t from = At;;) {
      size_t end = Text.find('\n', from);
      if (end == llvm::StringRef::npos)
        return Text.size();
      if (!Text.slice(At, end).rtrim('\r').ends_with("\\"))
        return end;
      from = end + 1;
    }
  }

  /// Past the quote that closes the one at At; an unclosed one ends with its line.
  size_t quoteEnd(char quote, bool lines = false) const {
    for (size_t i = At + 1; i < Text.size(); ++i) {
      if (Text[i] == '\\')
        ++i;
      else if (Text[i] == quote)
        return i + 1;
      else if (Text[i] == '\n' && !lines)
        return i;
    }
    return Text.size();
  }

  size_t longStringEnd() const {
    llvm::StringRef quotes = Text.substr(At, 3);
    for (size_t i = At + 3; i < Text.size(); ++i) {
      if (Text[i] == '\\')
        ++i;
      else if (Text.substr(i).starts_with(quotes))
        return i + 3;
    }
    return Text.size();
  }

  /// The word that ends at At.
  llvm::StringRef wordBefore() const {
    size_t begin = At;
    while (begin && isWord(Text[begin - 1]))
      --begin;
    return Text.slice(begin, At);
  }

  bool raw() const {
    llvm::StringRef word = wordBefore();
    return word == "R" || word == "LR" || word == "uR" || word == "UR" || word == "u8R";
  }

  size_t rawEnd() const {
    size_t open = Text.find('(', At);
    // A delimiter has at most 16 characters; without one this is no raw string.
    if (open == llvm::StringRef::npos || open - At > 17)
      return quoteEnd('"');
    return after((")" + Text.slice(At + 1, open) + "\"").str(), open);
  }

  /// `1'000'000`: the quote belongs to a number.
  bool separator() const {
    llvm::StringRef before = Text.take_front(At);
    size_t begin = At;
    while (begin && (isWord(Text[begin - 1]) || (Text[begin - 1] == '\'' && begin < At)))
      --begin;
    return begin < At && llvm::isDigit(before[begin]);
  }

  /// Number of `=` of the bracket `[==[` at \p at, or npos.
  size_t bracket(size_t at) const {
    llvm::StringRef rest = Text.substr(std::min(at, Text.size()));
    if (!rest.consume_front("["))
      return llvm::StringRef::npos;
    size_t level = rest.take_while([](char c) { return c == '='; }).size();
    return rest.substr(level).starts_with("[") ? level : llvm::StringRef::npos;
  }
  size_t bracketEnd(size_t at, size_t level) const {
    return after("]" + std::string(level, '=') + "]", at + level + 2);
  }
};

/// Reads `(ids: reason)` behind a NOLINT at the front of \p rest.
void readList(llvm::StringRef rest, NolintComment &out) {
  if (!rest.consume_front("("))
    return; // without a list it is meant for other tools
  size_t depth = 1, end = 0;
  for (; end < rest.size(); ++end)
    if (rest[end] == '(')
      ++depth;
    else if (rest[end] == ')' && !--depth)
      break;
  auto [ids, reason] = rest.take_front(end).split(':');
  for (llvm::StringRef id : llvm::split(ids, ',')) {
    id = id.trim();
    if (id.consume_front(Prefix))
      out.Ids.push_back(id.str());
  }
  // A reason may go over lines of a block comment.
  llvm::SmallVector<llvm::StringRef> words;
  llvm::SplitString(reason, words, " \t\r\n");
  llvm::erase_if(words,
                 [](llvm::StringRef word) { return word == "*" || word == "\\" || word == "//"; });
  out.Reason = llvm::join(words, " ");
}

} // namespace

std::vector<NolintComment> nolintComments(llvm::StringRef text, llvm::StringRef language) {
  std::vector<NolintComment> out;
  if (!text.contains(Prefix) || !text.contains("NOLINT"))
    return out;
  size_t counted = 0;
  unsigned line = 1;
  auto read = [&](size_t offset, llvm::StringRef comment) {
    for (size_t at = 0; (at = comment.find("NOLINT", at)) != llvm::StringRef::npos;) {
      bool word = !at || !isWord(comment[at - 1]);
      llvm::StringRef rest = comment.substr(at + 6);
      NolintComment one;
      if (rest.consume_front("NEXTLINE"))
        one.What = NolintComment::NextLine;
      else if (rest.consume_front("BEGIN"))
        one.What = NolintComment::Begin;
      else if (rest.consume_front("END"))
        one.What = NolintComment::End;
      line += text.slice(counted, offset + at).count('\n');
      counted = offset + at;
      one.Line = line;
      if (word)
        readList(rest, one);
      if (!one.Ids.empty())
        out.push_back(std::move(one));
      at += 6;
    }
  };
  CommentLexer lexer(text, read);
  if (language == "python")
    lexer.python();
  else if (language == "cmake")
    lexer.cmake();
  else if (language == "c" || language == "c++" || language == "cuda" || language == "header")
    lexer.c();
  else
    lexer.hash();
  return out;
}

FileSuppressions::FileSuppressions(llvm::ArrayRef<NolintComment> comments,
                                   llvm::function_ref<void(unsigned, std::string)> complain) {
  llvm::StringMap<std::vector<const NolintComment *>> open;
  for (const NolintComment &c : comments)
    for (const std::string &id : c.Ids) {
      std::string reason = c.Reason.empty() ? "no reason given" : c.Reason;
      switch (c.What) {
      case NolintComment::ThisLine:
        ById[id].push_back({c.Line, c.Line, reason});
        break;
      case NolintComment::NextLine:
        ById[id].push_back({c.Line + 1, c.Line + 1, reason});
        break;
      case NolintComment::Begin:
        open[id].push_back(&c);
        break;
      case NolintComment::End:
        if (open[id].empty()) {
          complain(c.Line,
                   fmt::format("NOLINTEND of '{}{}' without a NOLINTBEGIN", Prefix.str(), id));
          break;
        }
        const NolintComment &begin = *open[id].back();
        ById[id].push_back({begin.Line, c.Line, begin.Reason.empty() ? reason : begin.Reason});
        open[id].pop_back();
        break;
      }
    }
  for (const NolintComment &c : comments)
    for (const std::string &id : c.Ids)
      if (c.What == NolintComment::Begin && llvm::is_contained(open[id], &c))
        complain(c.Line, fmt::format("NOLINTBEGIN of '{}{}' without a NOLINTEND, it has no effect",
                                     Prefix.str(), id));
}

const std::string *FileSuppressions::reason(unsigned line, llvm::StringRef id) const {
  for (llvm::StringRef name : {id, llvm::StringRef("*")})
    if (auto it = ById.find(name); it != ById.end())
      for (const Range &range : it->second)
        if (range.First <= line && line <= range.Last)
          return &range.Reason;
  return nullptr;
}

void suppressFindings(Audit &audit, const Configuration &configuration,
                      llvm::function_ref<llvm::StringRef(llvm::StringRef)> textOf) {
  llvm::StringSet<> ids;
  ids.insert("*");
  for (const Rule &rule : audit.Rules)
    ids.insert(rule.Id);
  llvm::StringMap<llvm::StringRef> languages;
  for (const AuditedFile &f : audit.Files)
    languages[f.Path] = f.Language;

  // Files with something of the platform in them: elsewhere there is nothing to silence.
  std::set<llvm::StringRef> files;
  for (const AuditUse &use : audit.Uses)
    files.insert(use.Place.File);
  for (const Finding &f : audit.Findings)
    files.insert(f.Place.File);
  llvm::StringMap<FileSuppressions> inSource;
  for (llvm::StringRef file : files) {
    auto language = languages.find(file);
    std::vector<NolintComment> comments =
        nolintComments(textOf(file), language == languages.end() ? "header" : language->second);
    if (comments.empty())
      continue;
    auto complain = [&](unsigned line, const std::string &what) {
      audit.Notes.push_back(fmt::format("{}:{}: {}", file.str(), line, what));
    };
    for (const NolintComment &c : comments)
      for (const std::string &id : c.Ids)
        if (!ids.contains(id))
          complain(c.Line,
                   fmt::format("NOLINT names '{}{}', which is no finding", Prefix.str(), id));
    inSource[file] = FileSuppressions(comments, complain);
  }
  for (const SuppressionRule &rule : configuration.Suppressions)
    for (const ConfiguredValue &id : rule.Ids)
      if (!ids.contains(id.Text))
        audit.Notes.push_back(
            fmt::format("{}:{}: '{}' is no finding", configuration.File, id.Line, id.Text));

  for (Finding &f : audit.Findings) {
    if (auto it = inSource.find(f.Place.File); it != inSource.end())
      if (const std::string *reason = it->second.reason(f.Place.Line, f.Id)) {
        f.Suppressed = *reason;
        f.SuppressedBy = Silenced::InSource;
        continue;
      }
    for (const SuppressionRule &rule : configuration.Suppressions) {
      bool named = llvm::any_of(
          rule.Ids, [&](const ConfiguredValue &id) { return id.Text == "*" || id.Text == f.Id; });
      if (named && llvm::any_of(rule.Paths, [&](const ConfiguredPaths &p) {
            return p.Fits.matches(f.Place.File);
          })) {
        f.Suppressed = rule.Reason;
        f.SuppressedBy = Silenced::ByConfiguration;
        break;
      }
    }
  }
}

} // namespace ascendify
