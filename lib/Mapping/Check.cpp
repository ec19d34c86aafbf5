//===- Check.cpp - `mappings check`: tables against surfaces --------------===//
//
// The trap: a rewrite is text, not a syntax tree. Only names that are clearly a
// platform's, by its prefixes, are looked up, and a call's arguments are counted by
// brackets; the type check of the examples against the declaration headers sees
// the rest.
//
//===----------------------------------------------------------------------===//
#include "Mapping/Check.h"
#include "Mapping/Signature.h"
#include "Mapping/Surface.h"
#include "Mapping/Template.h"
#include "Model/Names.h"
#include "Support/Error.h"
#include "Support/Text.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/Support/FileSystem.h"
#include <algorithm>
#include <map>
#include <set>

namespace ascendify {

namespace {

/// A name of a rewrite text, and its number of arguments when called.
struct Mention {
  std::string Name;
  std::optional<unsigned> Arguments; ///< none: not called, or with a `${p...}`
};

bool isWord(char c) { return llvm::isAlnum(c) || c == '_'; }

std::optional<unsigned> countArguments(llvm::StringRef rest) {
  // rest starts behind the '('.
  int depth = 0;
  unsigned commas = 0;
  bool any = false;
  for (char c : rest) {
    if (c == '(' || c == '[' || c == '{')
      ++depth;
    else if (c == ')' && depth == 0)
      return any ? commas + 1 : 0;
    else if (c == ')' || c == ']' || c == '}')
      --depth;
    else if (c == ',' && depth == 0)
      ++commas;
    any |= c != ' ';
  }
  return std::nullopt;
}

std::vector<Mention> mentions(llvm::StringRef text) {
  std::vector<Mention> out;
  for (size_t i = 0; i < text.size();) {
    if (text.substr(i).starts_with("${")) {
      i = std::min(text.find('}', i), text.size());
      continue;
    }
    if (!isWord(text[i]) || llvm::isDigit(text[i])) {
      // A number runs to its end, suffix included.
      do
        ++i;
      while (i < text.size() && llvm::isDigit(text[i - 1]) && isWord(text[i]));
      continue;
    }
    size_t end = i;
    while (end < text.size() &&
           (isWord(text[end]) ||
            (text.substr(end).starts_with("::") && end + 2 < text.size() && isWord(text[end + 2]))))
      end += isWord(text[end]) ? 1 : 2;
    Mention mention{text.slice(i, end).str(), std::nullopt};
    llvm::StringRef after = text.substr(end).ltrim();
    if (after.consume_front("(") &&
        !after.take_until([](char c) { return c == ')'; }).contains("..."))
      mention.Arguments = countArguments(after);
    out.push_back(std::move(mention));
    i = end;
  }
  return out;
}

bool isPortableName(llvm::StringRef name) {
  return name.starts_with("xpu") || name.starts_with("XPU_");
}

bool isCannName(llvm::StringRef name) {
  for (llvm::StringRef prefix : {"acl", "ACL_", "asc_", "Hccl", "HCCL_", "aclnn", "aclrt"})
    if (name.starts_with(prefix))
      return true;
  return false;
}

class Checker {
public:
  Checker(const CheckInput &input, CheckResult &out) : Input(input), Out(out) {}

  llvm::Error surfaces() {
    for (auto [name, to] :
         {std::pair("cuda", &Cuda), std::pair("cann", &Cann), std::pair("portable", &Portable)}) {
      if (llvm::Error error = to->add(Input.Mappings + "/surface/" + name))
        return error;
      if (to->empty())
        Out.Notes.push_back(fmt::format(
            "surface missing: {}/surface/{}; its symbols are not checked", Input.Mappings, name));
    }
    // What the compiler gives without a header is in no surface of headers.
    if (!Cuda.empty())
      return Cuda.add(Input.Mappings + "/surface/compiler");
    return llvm::Error::success();
  }

  /// Learns from \p all what types become, before entries are checked.
  void types(llvm::ArrayRef<const Entry *> all) {
    for (const char *style : {"native", "portable"})
      Types[style] = typeNames(all, style);
  }

  void entry(const Entry &e) {
    symbol(e);
    for (const auto &[style, target] : e.Targets) {
      text(e, style, target.Status, target.Rewrite);
      finding(e, target.Finding);
      for (const Case &c : target.When) {
        if (c.Rewrite)
          text(e, style, c.Status.value_or(target.Status), *c.Rewrite);
        finding(e, c.Finding);
      }
      bool rewritten =
          target.Status == Disposition::Template || target.Status == Disposition::Helper;
      if (rewritten && std::none_of(e.Examples.begin(), e.Examples.end(),
                                    [&](const Example &x) { return x.Out.count(style); }))
        problem(
            e, fmt::format("{}: status {} without an example", style, nameOf(target.Status).str()));
      if (target.Proof.Source.empty())
        problem(e, fmt::format("{}: evidence is missing", style));
    }
    for (const Example &x : e.Examples)
      finding(e, x.Finding);
  }

  /// Tells of the entries of \p checked that are renamed to what another one of \p all is renamed to. Two
  /// things of CUDA that become one differ in what they lose, or one of them is wrong; so the ids of their
  /// differences have to be others.
  void collisions(llvm::ArrayRef<const Entry *> all, llvm::ArrayRef<const Entry *> checked) {
    std::map<std::tuple<std::string, std::string, UseKind, std::string, std::string>, std::vector<const Entry *>> renamed;
    auto each = [](const Entry &e, auto tell) {
      if (e.Family != FamilyKind::None || (e.Kind != UseKind::Function && e.Kind != UseKind::Enumerator))
        return;
      size_t scope = e.Symbol.rfind("::");
      for (const auto &[style, target] : e.Targets)
        if (target.Status == Disposition::Rename)
          tell(std::tuple(style, e.Library, e.Kind, scope == std::string::npos ? "" : e.Symbol.substr(0, scope),
                          target.Rewrite),
               style, target);
    };
    for (const Entry *e : all)
      each(*e, [&](auto key, const std::string &, const Target &) { renamed[key].push_back(e); });
    for (const Entry *e : checked)
      each(*e, [&](auto key, const std::string &style, const Target &target) {
        for (const Entry *other : renamed[key]) {
          // Of two entries that are both checked, the later is told.
          if (other->Symbol == e->Symbol || (llvm::is_contained(checked, other) && other->Symbol > e->Symbol))
            continue;
          std::string value = Cuda.valueOf(e->Symbol);
          if (!value.empty() && value == Cuda.valueOf(other->Symbol))
            continue;
          if (idsOf(target) == idsOf(other->Targets.at(style))) {
            problem(*e, fmt::format("{}: \"{}\" is what \"{}\" becomes, with the same differences; expected another "
                                    "name, an alias, or a difference that says what is lost",
                                    style, target.Rewrite, other->Symbol));
            break;
          }
        }
      });
  }

private:
  static std::set<std::string> idsOf(const Target &target) {
    std::set<std::string> out;
    for (const Difference &difference : target.Differences)
      out.insert(difference.Id);
    return out;
  }

  void problem(const Entry &e, std::string message) {
    Out.Problems.push_back({e.File, e.Line, 1, fmt::format("\"{}\": {}", e.Symbol, message)});
  }

  void symbol(const Entry &e) {
    bool inSource = e.Kind != UseKind::Include && e.Kind != UseKind::Flag &&
                    e.Kind != UseKind::String && e.Kind != UseKind::Launch;
    if (Cuda.empty() || e.Family != FamilyKind::None || !inSource || !e.Removed.empty())
      return;
    // Members of classes, inherited ones too, are in the surface below their class only.
    if (e.Targets.empty() && e.Does.any() && isMember(e.Symbol))
      return;
    // A library that has no surface (Thrust, one of a user's own) has nothing to be looked up in.
    if (!Cuda.has(e.Symbol))
      return Cuda.lists(e.Library) ? problem(e, "not in the CUDA surface") : void();
    if (e.Kind == UseKind::Function && !e.Params.empty() && !e.Variadic &&
        !Cuda.takes(e.Symbol, e.Params.size()))
      problem(e, fmt::format("has {} here; the CUDA surface says {}",
                             countOf(e.Params.size(), "parameter"), Cuda.arities(e.Symbol)));
  }

  /// Whether the scope of \p symbol is a class of the surface.
  bool isMember(llvm::StringRef symbol) const {
    size_t colon = symbol.rfind("::");
    return colon != llvm::StringRef::npos && Cuda.has(symbol.take_front(colon));
  }

  void text(const Entry &e, const std::string &style, Disposition status,
            const std::string &rewrite) {
    if (!isAutomatic(status) || e.Kind == UseKind::Include || e.Kind == UseKind::Flag)
      return;
    for (const Mention &m : mentions(rewrite)) {
      bool portable = isPortableName(m.Name), cann = isCannName(m.Name);
      if (!portable && !cann)
        continue;
      if (portable && style == "native") {
        problem(e, fmt::format("native: \"{}\" is of the portable API", m.Name));
        continue;
      }
      const Surface &surface = portable ? Portable : Cann;
      if (surface.empty())
        continue;
      if (!surface.has(m.Name))
        problem(e, fmt::format("{}: \"{}\" is not in the {} surface", style, m.Name,
                               portable ? "portable" : "CANN"));
      else if (m.Arguments && !surface.takes(m.Name, *m.Arguments))
        problem(e, fmt::format("{}: \"{}\" with {}; the {} surface says {}", style, m.Name,
                               countOf(*m.Arguments, "argument"), portable ? "portable" : "CANN",
                               surface.arities(m.Name)));
    }
    if (std::string wrong = argumentMismatch(e, status, rewrite, Cuda, style == "portable" ? Portable : Cann, Types[style]);
        !wrong.empty())
      problem(e, style + ": " + wrong);
  }

  void finding(const Entry &e, const std::string &id) {
    if (id.empty() || Input.Findings.empty())
      return;
    auto [it, isNew] = Pages.try_emplace(id, false);
    if (isNew)
      it->second = llvm::sys::fs::exists(Input.Findings + "/" + id + ".md");
    if (!it->second)
      problem(e, fmt::format("finding \"{}\" has no page {}.md", id, id));
  }

  const CheckInput &Input;
  CheckResult &Out;
  Surface Cuda, Cann, Portable;
  std::map<std::string, TypeNames> Types; ///< by style
  llvm::StringMap<bool> Pages;
};

} // namespace

std::string CheckResult::text() const {
  std::string out;
  for (const DataProblem &problem : Problems)
    out += problem.text() + "\n";
  for (const std::string &note : Notes)
    out += "note: " + note + "\n";
  return out + fmt::format("{}, {}\n", countOf(Entries, "entry", "entries"),
                           countOf(Problems.size(), "problem"));
}

llvm::Expected<CheckResult> checkMappings(const CheckInput &input) {
  llvm::Expected<Loader> loader = Loader::create(input.Mappings + "/schema");
  if (!loader)
    return loader.takeError();
  CheckResult out;
  Checker checker(input, out);
  if (llvm::Error error = checker.surfaces())
    return error;

  MappingTables base;
  std::vector<DataProblem> baseProblems;
  loader->readFolder(input.Mappings, "", Loader::Strictness::Base, base, baseProblems);
  MappingTables tables;
  if (input.Overlay.empty()) {
    tables = std::move(base);
    out.Problems = std::move(baseProblems);
    Loader::checkAliases(tables, nullptr, out.Problems);
  } else {
    loader->readFolder(input.Overlay, "", Loader::Strictness::Overlay, tables, out.Problems);
    llvm::StringMap<std::string> known;
    for (const Entry &entry : base.Entries)
      known[entry.Symbol] = entry.Alias;
    Loader::checkAliases(
        tables,
        [&](llvm::StringRef name) -> std::optional<std::string> {
          auto it = known.find(name);
          return it == known.end() ? std::nullopt : std::optional(it->second);
        },
        out.Problems);
  }
  out.Entries = tables.Entries.size();
  std::vector<const Entry *> all, checked;
  std::set<std::string> replaced;
  for (const Entry &entry : tables.Entries) {
    checked.push_back(&entry);
    replaced.insert(entry.Symbol);
  }
  all = checked;
  for (const Entry &entry : base.Entries)
    if (!input.Overlay.empty() && !replaced.count(entry.Symbol))
      all.push_back(&entry);
  checker.types(all);
  for (const Entry &entry : tables.Entries)
    checker.entry(entry);
  checker.collisions(all, checked);
  std::sort(out.Problems.begin(), out.Problems.end());
  return out;
}

std::vector<EmbeddedExample> examplesOf(const MappingTables &tables) {
  std::vector<EmbeddedExample> out;
  for (const Entry &entry : tables.Entries)
    for (const Example &example : entry.Examples)
      out.push_back({&entry, &example});
  return out;
}

} // namespace ascendify
