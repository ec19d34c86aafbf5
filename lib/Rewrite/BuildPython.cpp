//===- BuildPython.cpp - CUDA extensions in setuptools scripts ------------===//
//
// Names that a module of PyTorch gives are followed through the import statements of the file: a new name
// comes from another module, so its import is a statement of its own below the old one.
//
//===----------------------------------------------------------------------===//
#include "Rewrite/BuildContext.h"
#include "Rewrite/Scan.h"
#include "Support/Error.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Path.h"

namespace ascendify {
namespace {

struct PyToken {
  enum Kind { Name, String, Sign, Newline } Is = Sign;
  SourceRange Range;
  llvm::StringRef Text; ///< of a string: without prefix and quotes
};

/// Enough of Python's tokens: names, strings, signs, and the ends of statements.
std::vector<PyToken> tokens(llvm::StringRef text) {
  std::vector<PyToken> out;
  int depth = 0;
  for (size_t i = 0; i < text.size();) {
    char c = text[i];
    auto add = [&](PyToken::Kind kind, size_t end, llvm::StringRef body) {
      out.push_back({kind, {uint32_t(i), uint32_t(end)}, body});
      i = end;
    };
    if (c == '#') {
      i = std::min(text.find('\n', i), text.size());
    } else if (c == '\\' && i + 1 < text.size()) {
      i += text.substr(i + 1).starts_with("\r\n") ? 3 : 2;
    } else if (c == '\n' || c == ';') {
      if (depth == 0)
        add(PyToken::Newline, i + 1, text.slice(i, i + 1));
      else
        ++i;
    } else if (llvm::isSpace(c)) {
      ++i;
    } else if (llvm::isAlpha(c) || c == '_' || c == '"' || c == '\'') {
      size_t end = i;
      while (end < text.size() && (llvm::isAlnum(text[end]) || text[end] == '_'))
        ++end;
      bool quoted = end < text.size() && (text[end] == '"' || text[end] == '\'') && end - i <= 2;
      if (!quoted) {
        add(PyToken::Name, end, text.slice(i, end));
        continue;
      }
      llvm::StringRef quote = text.substr(end, 3);
      if (quote != "\"\"\"" && quote != "'''")
        quote = quote.take_front(1);
      size_t close = end + quote.size();
      while (close < text.size() && !text.substr(close).starts_with(quote)) {
        if (quote.size() == 1 && text[close] == '\n')
          break;
        close += text[close] == '\\' ? 2 : 1;
      }
      close = std::min(close, text.size());
      size_t after = std::min(close + quote.size(), text.size());
      add(PyToken::String, after, text.slice(end + quote.size(), close));
    } else {
      depth += c == '(' || c == '[' || c == '{' ? 1 : c == ')' || c == ']' || c == '}' ? -1 : 0;
      depth = std::max(depth, 0);
      add(PyToken::Sign, i + 1, text.slice(i, i + 1));
    }
  }
  return out;
}

class PythonRewriter {
public:
  explicit PythonRewriter(BuildContext &in) : In(in), Tokens(tokens(in.Text)) {}

  void run() {
    Entries = In.rules().all("python", "import");
    for (size_t i = 0; i < Tokens.size(); ++i)
      if ((i == 0 || Tokens[i - 1].Is == PyToken::Newline) && Tokens[i].Is == PyToken::Name)
        i = Tokens[i].Text == "from" ? fromImport(i) : Tokens[i].Text == "import" ? plainImport(i) : i;
    bool extension = !Local.empty() || !Modules.empty();
    if (!extension)
      return; // no extension is built here
    for (size_t i = 0; i < Tokens.size(); ++i) {
      if (InImport.count(i))
        continue;
      if (Tokens[i].Is == PyToken::Name)
        i = use(i);
      else if (Tokens[i].Is == PyToken::String)
        string(Tokens[i]);
    }
    for (const auto &[at, lines] : Inserted) {
      std::string text;
      for (const std::string &line : lines)
        text += line;
      In.edit({at, at}, text, "import");
    }
  }

private:
  /// The dotted name at \p i; \p i is put behind it.
  std::string dotted(size_t &i) const {
    std::string out;
    while (i < Tokens.size() && (Tokens[i].Is == PyToken::Name || Tokens[i].Text == ".")) {
      if (Tokens[i].Is == PyToken::Name && !out.empty() && out.back() != '.')
        break;
      out += Tokens[i++].Text;
    }
    return out;
  }
  size_t endOf(size_t i) const {
    while (i < Tokens.size() && Tokens[i].Is != PyToken::Newline)
      ++i;
    return i;
  }

  size_t fromImport(size_t start) {
    size_t end = endOf(start), i = start + 1;
    for (size_t k = start; k < end; ++k)
      InImport.insert(k);
    std::string module = dotted(i);
    if (i >= end || Tokens[i].Text != "import")
      return end;
    struct Item {
      size_t First, Last; ///< tokens
      llvm::StringRef Name, As;
    };
    std::vector<Item> items;
    for (++i; i < end; ++i) {
      if (Tokens[i].Is != PyToken::Name)
        continue;
      Item item{i, i, Tokens[i].Text, Tokens[i].Text};
      if (i + 2 < end && Tokens[i + 1].Text == "as") {
        item.As = Tokens[i + 2].Text;
        item.Last = i += 2;
      }
      items.push_back(item);
    }
    std::set<size_t> gone;
    std::string lines, last;
    for (size_t k = 0; k < items.size(); ++k) {
      for (const BuildEntry *entry : Entries) {
        // `from torch.utils import cpp_extension`
        if (module + "." + items[k].Name.str() == entry->From)
          Modules[items[k].As.str()] = start;
        if (entry->From != module || entry->Symbol != items[k].Name)
          continue;
        const BuildTarget &t = entry->target(In.style());
        if (t.Status != BuildTarget::Rename) {
          if (t.Status == BuildTarget::Manual)
            manual(Tokens[items[k].First], entry, t);
          Local.try_emplace(items[k].As.str(), items[k].As.str());
          continue;
        }
        gone.insert(k);
        bool renamed = items[k].As != items[k].Name;
        Local[items[k].As.str()] = renamed ? items[k].As.str() : t.Rewrite;
        last = importLine(start, t, renamed ? " as " + items[k].As.str() : "");
        lines += last;
      }
      if (entryModule(module))
        Local.try_emplace(items[k].As.str(), items[k].As.str());
    }
    if (gone.empty())
      return end;
    if (gone.size() == items.size()) {
      // The statement itself becomes the new one.
      std::string text = llvm::StringRef(lines).rtrim("\r\n").ltrim(" \t").str();
      In.edit({Tokens[start].Range.Begin, Tokens[end - 1].Range.End}, text, "import");
      return end;
    }
    for (size_t k : gone) {
      // With the comma behind it, or the one in front for the last.
      size_t first = items[k].First, until = items[k].Last;
      bool behind = until + 1 < end && Tokens[until + 1].Text == "," && until + 2 < end && Tokens[until + 2].Is == PyToken::Name;
      uint32_t begin = Tokens[first].Range.Begin, stop = Tokens[until].Range.End;
      if (behind)
        stop = Tokens[until + 2].Range.Begin;
      else if (!In.Text.slice(Tokens[first - 2].Range.End, begin).contains('#'))
        begin = Tokens[first - 2].Range.End;
      else // a comment stands between: the line ends stay, and so does the comma, which parentheses allow
        begin = uint32_t(In.Text.take_front(begin).rtrim(" \t").size());
      In.edit({begin, stop}, "", "import");
    }
    insertAfter(start, lines);
    return end;
  }

  bool entryModule(llvm::StringRef module) const {
    return llvm::any_of(Entries, [&](const BuildEntry *e) { return e->From == module; });
  }

  std::string importLine(size_t statement, const BuildTarget &t, const std::string &as) const {
    return indentationAt(In.Text, Tokens[statement].Range.Begin).str() + "from " + t.Module + " import " + t.Rewrite +
           as + lineEndAt(In.Text, Tokens[statement].Range.Begin).str();
  }

  void insertAfter(size_t statement, const std::string &lines) {
    size_t end = endOf(statement);
    size_t at = In.Text.find('\n', end < Tokens.size() ? Tokens[end].Range.Begin : In.Text.size());
    at = at == llvm::StringRef::npos ? In.Text.size() : at + 1;
    std::vector<std::string> &there = Inserted[uint32_t(at)];
    if (!llvm::is_contained(there, lines))
      there.push_back(lines);
  }

  size_t plainImport(size_t start) {
    size_t end = endOf(start);
    for (size_t i = start + 1; i < end;) {
      std::string module = dotted(i);
      std::string as = module;
      if (i + 1 < end && Tokens[i].Text == "as") {
        as = Tokens[i + 1].Text.str();
        i += 2;
      }
      if (entryModule(module))
        Modules[as] = start;
      ++i;
    }
    for (size_t k = start; k < end; ++k)
      InImport.insert(k);
    return end;
  }

  /// A name or dotted name in the code; \returns its last token.
  size_t use(size_t i) {
    size_t next = i;
    std::string name = dotted(next);
    if (next == i)
      return i;
    bool member = i > 0 && Tokens[i - 1].Text == ".";
    if (member)
      return next - 1;
    if (auto it = Local.find(name); it != Local.end()) {
      if (it->second != name)
        In.edit(Tokens[i].Range, it->second, name);
      return next - 1;
    }
    for (const BuildEntry *entry : Entries) {
      std::string tail = "." + entry->Symbol;
      if (!llvm::StringRef(name).ends_with(tail))
        continue;
      auto module = Modules.find(name.substr(0, name.size() - tail.size()));
      if (module == Modules.end())
        continue;
      const BuildTarget &t = entry->target(In.style());
      if (t.Status == BuildTarget::Rename) {
        In.edit({Tokens[i].Range.Begin, Tokens[next - 1].Range.End}, t.Rewrite, entry->Symbol);
        insertAfter(module->second, importLine(module->second, t, ""));
      } else if (t.Status == BuildTarget::Manual) {
        manual(Tokens[i], entry, t);
      }
    }
    return next - 1;
  }

  void manual(const PyToken &token, const BuildEntry *entry, const BuildTarget &t) {
    In.report("build-manual", token.Range.Begin, entry->Symbol,
              fmt::format("'{}' is left: {}", entry->Symbol, t.Text));
  }

  void string(const PyToken &token) {
    if (const BuildEntry *entry = In.rules().find("python", "string", token.Text)) {
      const BuildTarget &t = entry->target(In.style());
      if (t.Status == BuildTarget::Manual)
        manual(token, entry, t);
      return;
    }
    BuildContext::NewName name = In.newName(token.Text);
    if (name.Is == BuildContext::NewName::Renamed) {
      size_t begin = size_t(token.Text.data() - In.Text.data());
      In.edit({uint32_t(begin), uint32_t(begin + token.Text.size())}, name.Text, "file name");
      if (llvm::StringRef why = In.rules().deviceSource("python"); !why.empty() && name.Device)
        In.report("build-manual", token.Range.Begin, token.Text, In.expand(why.str(), {{"file", name.Text}}));
    } else if (name.Is == BuildContext::NewName::Unknown) {
      In.report("build-unknown", token.Range.Begin, token.Text,
                fmt::format("'{}' names no file of the tree that becomes one of the target: left as it is",
                            token.Text.str()));
    }
  }

  BuildContext &In;
  std::vector<PyToken> Tokens;
  std::vector<const BuildEntry *> Entries;
  std::set<size_t> InImport;                ///< tokens of import statements
  std::map<std::string, std::string> Local; ///< names from modules of the table, and what they are called now
  std::map<std::string, size_t> Modules;    ///< what a module of the table is called -> its import statement
  std::map<uint32_t, std::vector<std::string>> Inserted;
};

} // namespace

void rewritePython(BuildContext &in) { PythonRewriter(in).run(); }

} // namespace ascendify
