//===- Includes.cpp - the #include lines of rewritten files ---------------===//
#include "Rewrite/Includes.h"
#include "Rewrite/Scan.h"
#include "Support/Error.h"
#include "Support/Path.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Path.h"

namespace ascendify {
namespace {

/// Reads the lines of a text in order.
class LayoutReader {
public:
  explicit LayoutReader(llvm::StringRef text) : Text(text) {}

  IncludeLayout read() {
    uint32_t at = Text.starts_with("\xef\xbb\xbf") ? 3 : 0;
    Out.Insertion = at;
    while (at < Text.size()) {
      size_t end = Text.find('\n', at);
      uint32_t next = end == llvm::StringRef::npos ? Text.size() : end + 1;
      line({at, next});
      at = next;
    }
    return std::move(Out);
  }

private:
  void line(SourceRange range) {
    llvm::StringRef text = Text.slice(range.Begin, range.End).rtrim("\r\n");
    bool continued = Continued, commented = InComment;
    Continued = text.ends_with("\\");
    bool code = hasCode(text);
    if (continued && Directive) {
      if (!Code && PragmaOrGuard)
        Out.Insertion = range.End;
      return;
    }
    llvm::StringRef body = text.ltrim();
    Directive = !commented && body.consume_front("#");
    if (Directive) {
      directive(range, body.ltrim());
      Leading = false;
    } else if (code) {
      Code = true;
    } else if (Leading) {
      // A comment that the code follows at once belongs to that code.
      if (text.trim().empty() && SeenComment)
        Out.Insertion = range.Begin, Leading = false;
      else
        SeenComment |= !text.trim().empty();
    }
  }

  void directive(SourceRange range, llvm::StringRef body) {
    PragmaOrGuard = false;
    llvm::StringRef word = body.take_while([](char c) { return llvm::isAlpha(c); });
    llvm::StringRef rest = body.drop_front(word.size()).trim();
    if (word == "include")
      return include(range, rest);
    if (word == "if" || word == "ifdef" || word == "ifndef") {
      if (!Count++ && word == "ifndef")
        Guard = rest.take_while([](char c) { return llvm::isAlnum(c) || c == '_'; });
      ++Depth;
      return;
    }
    if (word == "endif") {
      Depth -= Depth != 0;
    } else if (Count++ == 1 && word == "define" && !Guard.empty() && Depth == 1 &&
               rest.take_while([](char c) { return llvm::isAlnum(c) || c == '_'; }) == Guard) {
      Base = 1;
      PragmaOrGuard = true;
    } else if (word == "pragma" && rest.starts_with("once")) {
      PragmaOrGuard = true;
    }
    if (PragmaOrGuard && !Code && !Out.AfterInclude)
      Out.Insertion = range.End;
  }

  void include(SourceRange range, llvm::StringRef rest) {
    ++Count;
    char close = rest.starts_with("<") ? '>' : rest.starts_with("\"") ? '"' : 0;
    size_t end = close ? rest.find(close, 1) : llvm::StringRef::npos;
    bool always = Depth == Base;
    if (always && !Code) {
      Out.Insertion = range.End;
      Out.AfterInclude = true;
    }
    if (end == llvm::StringRef::npos)
      return; // a macro names the header
    uint32_t begin = uint32_t(rest.data() - Text.data());
    Out.Includes.push_back({range, {begin, uint32_t(begin + end + 1)}, rest.slice(1, end).str(), always});
  }

  /// Whether \p line holds more than comments; follows block comments over lines.
  bool hasCode(llvm::StringRef line) {
    bool code = false;
    while (!line.empty()) {
      if (InComment) {
        size_t end = line.find("*/");
        if (end == llvm::StringRef::npos)
          return code;
        line = line.drop_front(end + 2);
        InComment = false;
      } else if (line.starts_with("//")) {
        return code;
      } else if (line.starts_with("/*")) {
        InComment = true;
        line = line.drop_front(2);
      } else if (line[0] == '"' || line[0] == '\'') {
        code = true;
        size_t at = 1;
        for (; at < line.size() && line[at] != line[0]; ++at)
          at += line[at] == '\\';
        line = line.drop_front(std::min(at + 1, line.size()));
      } else {
        code |= !llvm::isSpace(line[0]);
        line = line.drop_front();
      }
    }
    return code;
  }

  llvm::StringRef Text, Guard;
  IncludeLayout Out;
  unsigned Depth = 0, Base = 0, Count = 0;
  bool InComment = false, Continued = false, Directive = false, Code = false, Leading = true,
       SeenComment = false, PragmaOrGuard = false;
};

/// Headers of the C++ library have no suffix.
std::string spelled(llvm::StringRef header) {
  bool library = !header.contains('.') && !header.contains('/');
  return library ? "<" + header.str() + ">" : "\"" + header.str() + "\"";
}

const WrittenInclude *includeAt(const IncludeLayout &layout, uint32_t offset) {
  for (const WrittenInclude &include : layout.Includes)
    if (include.Line.Begin <= offset && offset < include.Line.End)
      return &include;
  return nullptr;
}

/// The needed headers in the order they are written: of the target, helpers, the C++ library.
std::vector<std::string> ordered(const std::set<std::string> &needed,
                                 const std::vector<std::string> &helpers) {
  std::vector<std::string> out, library;
  for (const std::string &header : needed)
    (spelled(header)[0] == '<' ? library : out).push_back(header);
  llvm::append_range(out, helpers);
  llvm::append_range(out, library);
  return out;
}

} // namespace

IncludeLayout includeLayout(llvm::StringRef text) { return LayoutReader(text).read(); }

std::string helperSpelling(llvm::StringRef file, llvm::StringRef helper) {
  std::string up;
  for (size_t i = 0, n = file.count('/'); i < n; ++i)
    up += "../";
  return up + "ascendify/" + helper.str();
}

std::vector<Edit> includeEdits(const IncludeRequest &r) {
  IncludeLayout layout = includeLayout(r.Text);
  std::vector<Edit> edits;
  auto add = [&](SourceRange range, std::string text) {
    uint32_t line = uint32_t(r.Text.take_front(range.Begin).count('\n')) + 1;
    std::vector<Piece> pieces;
    if (!text.empty())
      pieces.push_back({std::move(text), {}, false});
    edits.push_back({r.File, range, std::move(pieces), "include", line});
  };

  std::map<uint32_t, std::string> replaced; // by the start of the line
  for (const auto &[offset, header] : r.Replaced)
    if (const WrittenInclude *include = includeAt(layout, offset))
      replaced[include->Line.Begin] = header;
  std::set<std::string> present;
  for (const WrittenInclude &include : layout.Includes)
    if (auto it = replaced.find(include.Line.Begin);
        include.Always && (it == replaced.end() || it->second == include.Header))
      present.insert(include.Header);

  const WrittenInclude *anchor = nullptr;
  for (const auto &[begin, header] : replaced) {
    const WrittenInclude *include = includeAt(layout, begin);
    if (header == include->Header)
      continue;
    if (include->Always && !present.insert(header).second) {
      add(include->Line, "");
      continue;
    }
    add(include->Name, spelled(header));
    if (include->Always && !anchor)
      anchor = include;
  }
  for (const auto &[offset, spelling] : r.Renamed)
    if (const WrittenInclude *include = includeAt(layout, offset))
      if (spelling != include->Header)
        add({include->Name.Begin + 1, include->Name.End - 1}, spelling);

  std::vector<std::string> helpers;
  for (const std::string &helper : r.Helpers)
    helpers.push_back(helperSpelling(r.File, helper));
  std::vector<std::string> missing = ordered(r.Needed, helpers);
  llvm::erase_if(missing, [&](const std::string &header) { return present.count(header) != 0; });
  if (missing.empty()) {
    llvm::sort(edits, [](const Edit &a, const Edit &b) { return a.Range < b.Range; });
    return edits;
  }
  uint32_t at = anchor ? anchor->Line.End : layout.Insertion;
  std::string end = lineEndAt(r.Text, at ? at - 1 : 0).str();
  std::string block;
  for (const std::string &header : missing)
    block += "#include " + spelled(header) + end;
  if (at && r.Text[at - 1] != '\n' && at != 3)
    block = end + llvm::StringRef(block).drop_back(end.size()).str(); // the last line has no end
  else if (!anchor && !layout.AfterInclude) {
    llvm::StringRef before = r.Text.take_front(at).rtrim("\r\n");
    bool blankBefore = at == 0 || at == 3 || r.Text.slice(before.size(), at).count('\n') > 1;
    bool blankAfter = r.Text.substr(at).starts_with("\n") || r.Text.substr(at).starts_with("\r\n");
    block = (blankBefore ? "" : end) + block + (blankAfter || at == r.Text.size() ? "" : end);
  }
  add({at, at}, std::move(block));
  llvm::sort(edits, [](const Edit &a, const Edit &b) { return a.Range < b.Range; });
  return edits;
}

namespace {

/// Which files of the tree a file includes, directly or not.
class Reach {
public:
  explicit Reach(llvm::ArrayRef<IncludeEdge> edges) {
    for (const IncludeEdge &edge : edges)
      if (!edge.Resolved.empty())
        Next[edge.Place.File].insert(edge.Resolved);
  }
  std::set<std::string> from(const std::string &file) const {
    std::set<std::string> seen;
    std::vector<std::string> todo{file};
    while (!todo.empty()) {
      auto it = Next.find(todo.back());
      todo.pop_back();
      if (it == Next.end())
        continue;
      for (const std::string &next : it->second)
        if (seen.insert(next).second)
          todo.push_back(next);
    }
    return seen;
  }

private:
  std::map<std::string, std::set<std::string>> Next;
};

} // namespace

void planIncludes(const RewriteInput &input, const RewriteOptions &options,
                  llvm::ArrayRef<IncludeEdge> edges,
                  const std::map<std::string, std::string> &renames, RewritePlan &plan) {
  std::map<std::string, IncludeRequest> requests;
  auto request = [&](const std::string &file) -> IncludeRequest * {
    const std::string *text = input.TextOf(file);
    if (!text)
      return nullptr;
    IncludeRequest &r = requests[file];
    r.File = file;
    r.Text = *text;
    return &r;
  };
  for (const auto &[file, needs] : plan.Needs)
    if (!needs.Includes.empty() || !needs.Helpers.empty())
      if (IncludeRequest *r = request(file)) {
        r->Needed = needs.Includes;
        r->Helpers = needs.Helpers;
      }
  for (const Fact &fact : input.Facts) {
    if (fact.Kind != UseKind::Include || fact.Inactive || fact.Sureness == Confidence::Lexed)
      continue;
    Resolved target = input.Mappings.resolve({&fact, fact.Variants.empty() ? nullptr : &fact.Variants.front(),
                                              options.Device, options.Style, options.Cann});
    if (target.Status != Disposition::Rename || target.Rewrite.empty())
      continue; // direct ones stay; the others are reported by the classification
    if (IncludeRequest *r = request(fact.Place.File)) {
      r->Replaced.push_back({fact.Place.Offset, target.Rewrite});
      r->Needed.insert(target.Includes.begin(), target.Includes.end());
      plan.Needs[fact.Place.File].Includes.insert(target.Rewrite);
    }
  }
  for (const IncludeEdge &edge : edges) {
    auto it = renames.find(edge.Resolved);
    if (it == renames.end())
      continue;
    if (IncludeRequest *r = request(edge.Place.File)) {
      llvm::StringRef written = edge.Written;
      llvm::StringRef folder = written.drop_back(llvm::sys::path::filename(written).size());
      r->Renamed.push_back({edge.Place.Offset, folder.str() + llvm::sys::path::filename(it->second).str()});
    }
  }

  // What an included file of the tree brings along is not included again: what it will include, or does
  // already, as after an earlier run.
  Reach reach(edges);
  std::map<std::string, std::vector<llvm::StringRef>> written;
  for (const IncludeEdge &edge : edges)
    written[edge.Place.File].push_back(edge.Written);
  for (auto &[file, r] : requests) {
    for (const std::string &other : reach.from(file)) {
      if (other == file || !input.TextOf(other) || reach.from(other).count(file))
        continue;
      for (llvm::StringRef header : written[other])
        r.Needed.erase(header.str());
      auto it = plan.Needs.find(other);
      if (it == plan.Needs.end())
        continue;
      for (const std::string &header : it->second.Includes)
        r.Needed.erase(header);
      for (const std::string &helper : it->second.Helpers)
        r.Helpers.erase(helper);
    }
    for (Edit &edit : includeEdits(r))
      plan.Edits.add(std::move(edit));
  }
  for (const EditConflict &conflict : plan.Edits.settle()) {
    Finding finding;
    finding.Id = "edit-conflict";
    finding.Place = {conflict.First.File, conflict.First.Range.Begin, conflict.First.Line, 1};
    finding.Symbol = conflict.First.Rule;
    finding.Profile = options.Device ? options.Device->Name : "";
    finding.Message = fmt::format("the rewrites of '{}' and '{}' (line {}) want the same text; neither was made",
                                  conflict.First.Rule, conflict.Second.Rule, conflict.Second.Line);
    plan.Findings.push_back(std::move(finding));
  }
  llvm::sort(plan.Findings);
}

} // namespace ascendify
