//===- Loader.cpp - table files into values, with every error -------------===//
#include "Mapping/Loader.h"
#include "Mapping/Decode.h"
#include "Mapping/Template.h"
#include "Model/Names.h"
#include "Support/Error.h"
#include "Support/File.h"
#include "Support/Text.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/ADT/StringSwitch.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include <fmt/ranges.h>

namespace fs = llvm::sys::fs;
namespace path = llvm::sys::path;

namespace ascendify {

int compareReleases(llvm::StringRef a, llvm::StringRef b) {
  while (!a.empty() || !b.empty()) {
    auto next = [](llvm::StringRef &rest) -> std::pair<int, unsigned> {
      llvm::StringRef token = rest.take_until([](char c) { return c == '.' || c == '-'; });
      rest = rest.drop_front(std::min(rest.size(), token.size() + 1));
      unsigned number = 0;
      if (!token.getAsInteger(10, number))
        return {0, number};
      token.drop_while([](char c) { return llvm::isAlpha(c); }).getAsInteger(10, number);
      return {token.empty() ? 0 : -1, number}; // `RC1` comes before the release
    };
    auto left = next(a), right = next(b);
    if (left != right)
      return left < right ? -1 : 1;
  }
  return 0;
}

namespace {

/// Checks and decodes one table.
class TableReader : public DataText {
public:
  TableReader(llvm::StringRef text, llvm::StringRef name, Loader::Strictness strictness, MappingTables &to,
              std::vector<DataProblem> &problems)
      : DataText(text, name, problems), Strictness(strictness), To(to) {}

  void mappings(const Json &file) {
    std::string library = getString(file, "library");
    const Json &entries = *getMember(file, "entries");
    Starts = Places.elements("/entries");
    To.Entries.reserve(To.Entries.size() + entries.size());
    std::pair<std::string, std::vector<std::string>> previous;
    size_t first = To.Entries.size();
    for (size_t i = 0; i < entries.size(); ++i) {
      Entry entry = decodeEntry(entries[i], library);
      entry.File = Name;
      entry.Line = Places.at(Starts[i]).first;
      for (size_t e = 0; e < entry.Examples.size(); ++e)
        if (std::optional<size_t> at = Places.value(fmt::format("/examples/{}", e), Starts[i]))
          entry.Examples[e].Line = Places.at(*at).first;
      check(entry, i);
      std::pair<std::string, std::vector<std::string>> key(entry.Symbol, entry.ParamTypes);
      if (Strictness == Loader::Strictness::Base && i && key < previous)
        problemAt(
            *Places.value("/symbol", Starts[i]),
            fmt::format(
                "\"{}\" stands after \"{}\": entries are sorted by symbol, then by paramTypes",
                entry.Symbol, previous.first));
      previous = std::move(key);
      std::vector<std::string> also = getStrings(entries[i], "also");
      take(entry, entries[i], *Places.value("/symbol", Starts[i]));
      if (!also.empty())
        takeAlso(std::move(entry), also, entries[i], i);
    }
    duplicates(first);
  }

  void surface(const Json &file) {
    if (getString(file, "platform") != "cuda")
      return;
    std::string library = getString(file, "library");
    const Json *symbols = getMember(file, "symbols");
    if (!symbols || !symbols->is_array())
      return;
    for (const Json &symbol : *symbols) {
      std::string name = getString(symbol, "name");
      std::string kind = getString(symbol, "kind");
      UseKind use = llvm::StringSwitch<UseKind>(kind)
                        .Case("function", UseKind::Function)
                        .Case("macro", UseKind::Macro)
                        .Case("variable", UseKind::Builtin)
                        .Case("builtin", UseKind::Builtin)
                        .Case("qualifier", UseKind::Qualifier)
                        .Case("enumerator", UseKind::Enumerator)
                        .Default(UseKind::Type);
      if (!name.empty())
        To.Surface.push_back({name, library, use});
      if (const Json *values = getMember(symbol, "enumerators")) {
        size_t colon = name.rfind("::");
        std::string scope = getBool(symbol, "scoped")    ? name + "::"
                            : colon == std::string::npos ? ""
                                                         : name.substr(0, colon + 2);
        for (const Json &value : *values)
          if (std::string plain = getString(value, "name"); !plain.empty())
            To.Surface.push_back({llvm::StringRef(plain).contains("::") ? plain : scope + plain,
                                  library, UseKind::Enumerator});
      }
    }
  }

private:
  /// One more entry; \p at is where its symbol stands.
  void take(Entry entry, const Json &raw, size_t at) {
    To.Entries.push_back(std::move(entry));
    SymbolsAt.push_back(at);
    if (To.KeepRaw)
      To.Raw.push_back(raw);
  }

  /// The further symbols of an entry become entries like it, without its examples.
  void takeAlso(Entry entry, const std::vector<std::string> &also, Json raw, size_t i) {
    std::string why;
    if (entry.Family != FamilyKind::None)
      why = "a family";
    else if (!entry.Alias.empty())
      why = "an alias";
    for (const auto &[style, target] : entry.Targets) {
      if (isAutomatic(target.Status) && target.Status != Disposition::Direct)
        why = fmt::format("status \"{}\" ({})", nameOf(target.Status).str(), style);
      for (const Case &c : target.When)
        if (c.Rewrite)
          why = fmt::format("a case with a rewrite ({})", style);
    }
    if (!why.empty())
      return problemAt(keyOf(i, "/also"),
                       fmt::format("\"also\" is for symbols that are not rewritten; this entry has {}", why));
    entry.Examples.clear();
    raw.erase("also"), raw.erase("examples");
    std::string before = entry.Symbol;
    for (size_t k = 0; k < also.size(); ++k) {
      size_t at = valueOf(i, fmt::format("/also/{}", k));
      if (also[k] <= before && Strictness == Loader::Strictness::Base)
        problemAt(at, fmt::format("\"{}\" stands after \"{}\": \"also\" is sorted and begins behind the symbol",
                                  also[k], before));
      before = also[k];
      entry.Symbol = also[k];
      entry.Line = Places.at(at).first;
      raw["symbol"] = also[k];
      take(entry, raw, at);
    }
  }

  size_t valueOf(size_t entry, const std::string &pointer) const {
    return Places.value(pointer, Starts[entry]).value_or(Starts[entry]);
  }
  size_t keyOf(size_t entry, const std::string &pointer) const {
    return Places.key(pointer, Starts[entry]).value_or(Starts[entry]);
  }

  void check(const Entry &entry, size_t i) {
    if (!entry.Alias.empty() && !entry.Targets.empty())
      problemAt(keyOf(i, "/alias"), "an alias has no targets of its own");
    if (!entry.Alias.empty() && (entry.Does.any() || !entry.Operands.empty()))
      problemAt(keyOf(i, "/alias"), "an alias has no roles of its own");
    for (const auto &[operand, parameter] : entry.Operands)
      if (!llvm::is_contained(entry.Params, parameter))
        problemAt(valueOf(i, "/operands/" + nameOf(operand).str()),
                  fmt::format("no parameter \"{}\"; parameters: {}", parameter, parameters(entry)));
    if (entry.Family == FamilyKind::None && entry.Next != NextChar::Any)
      problemAt(keyOf(i, "/next"), "\"next\" is for a prefix family only");
    if (entry.Family == FamilyKind::Namespace && !llvm::StringRef(entry.Symbol).ends_with("::"))
      problemAt(
          valueOf(i, "/symbol"),
          fmt::format("namespace family \"{}\": expected a name that ends in '::'", entry.Symbol));
    for (const auto &[style, target] : entry.Targets) {
      std::string at = "/targets/" + style;
      checkRewrite(entry, i, at, target.Status, target.Rewrite);
      for (size_t c = 0; c < target.When.size(); ++c)
        checkCase(entry, i, fmt::format("{}/when/{}", at, c), target, target.When[c]);
    }
    for (size_t e = 0; e < entry.Examples.size(); ++e) {
      const Example &example = entry.Examples[e];
      if (example.Out.empty() && example.Finding.empty())
        problemAt(valueOf(i, fmt::format("/examples/{}", e)),
                  "an example says what comes of it: native, portable or finding");
      if (example.Scope == "namespace" && !example.Side.empty())
        problemAt(keyOf(i, fmt::format("/examples/{}/side", e)),
                  "\"side\" is for examples inside a function only");
    }
  }

  void checkCase(const Entry &entry, size_t i, const std::string &at, const Target &target,
                 const Case &c) {
    bool about = !c.Is.empty() || c.Constant || !c.Type.empty();
    if (about && c.Argument.empty())
      problemAt(valueOf(i, at), "\"is\", \"constant\" and \"type\" need \"arg\"");
    if (!about && !c.Argument.empty())
      problemAt(keyOf(i, at + "/arg"), "\"arg\" needs \"is\", \"constant\" or \"type\"");
    if (!about && c.TemplateArgument.empty() && c.Result.empty() && c.Side.empty() &&
        c.Profile.empty() && c.Lacks.empty() && c.CannBefore.empty() && !c.Arguments)
      problemAt(valueOf(i, at), "a case needs a condition");
    if (!c.Argument.empty() && !llvm::is_contained(entry.Params, c.Argument)) {
      std::string near = nearest(c.Argument, entry.Params);
      problemAt(valueOf(i, at + "/arg"),
                fmt::format("no parameter \"{}\"{}; parameters: {}", c.Argument,
                            near.empty() ? "" : fmt::format(", did you mean \"{}\"?", near),
                            parameters(entry)));
    }
    Disposition status = c.Status.value_or(target.Status);
    if (c.Rewrite)
      checkRewrite(entry, i, at, status, *c.Rewrite);
    bool automaticBefore = isAutomatic(target.Status);
    if (!isAutomatic(status) && automaticBefore && c.Reason.empty())
      problemAt(valueOf(i, at), "\"reason\" is missing: a manual or unsupported case says why");
    if (isAutomatic(status) && status != Disposition::Direct && !c.Rewrite && c.Handler.empty() &&
        target.Rewrite.empty() && target.Handler.empty())
      problemAt(valueOf(i, at),
                fmt::format("\"rewrite\" is missing: the case is {}", nameOf(status).str()));
  }

  void checkRewrite(const Entry &entry, size_t i, const std::string &at, Disposition status,
                    const std::string &text) {
    if (text.empty())
      return;
    size_t place = valueOf(i, at + "/rewrite");
    if (!isAutomatic(status) || status == Disposition::Direct) {
      problemAt(place,
                fmt::format("\"rewrite\" has no meaning with status \"{}\"", nameOf(status).str()));
      return;
    }
    if (status == Disposition::Rename) {
      if (llvm::StringRef(text).contains('$'))
        problemAt(place, "a rename is a plain name; for placeholders the status is \"template\"");
      return;
    }
    std::vector<TemplateError> errors;
    Template::parse(text, entry.Params, errors);
    for (TemplateError &error : errors) {
      // Without escapes in the text, the place inside it is known.
      size_t quoted = text.size() + 2;
      bool plain = Text.substr(place, quoted) == "\"" + text + "\"";
      problemAt(plain ? place + 1 + error.Offset : place, std::move(error.Message));
    }
  }

  static std::string parameters(const Entry &entry) {
    return entry.Params.empty() ? "none" : fmt::format("{}", fmt::join(entry.Params, ", "));
  }

  /// Entries of this file that say the same symbol and overload twice, or once
  /// more than a file before it.
  void duplicates(size_t first) {
    for (size_t i = first; i < To.Entries.size(); ++i) {
      const Entry &entry = To.Entries[i];
      std::string key = entry.Symbol + "\n" + nameOf(entry.Kind).str() + "\n" +
                        nameOf(entry.Family).str() + (entry.HasParamTypes ? "\n(" : "\n");
      for (const std::string &type : entry.ParamTypes)
        key += type + "\n";
      auto [it, isNew] = To.Seen.try_emplace(key, i);
      if (isNew)
        continue;
      const Entry &other = To.Entries[it->second];
      std::string overload =
          entry.HasParamTypes ? fmt::format("({})", fmt::join(entry.ParamTypes, ", ")) : "";
      problemAt(SymbolsAt[i - first],
                fmt::format("\"{}{}\" has an entry already, at {}:{}", entry.Symbol, overload,
                            other.File, other.Line));
    }
  }

  Loader::Strictness Strictness;
  MappingTables &To;
  std::vector<size_t> Starts;    ///< offsets of the entries as written
  std::vector<size_t> SymbolsAt; ///< offsets of the symbols of To's entries from this file
};

} // namespace

llvm::Expected<Loader> Loader::create(llvm::StringRef schemas) {
  llvm::Expected<JsonSchema> mapping = readSchema(schemas, "mapping.schema.json");
  if (!mapping)
    return mapping.takeError();
  llvm::Expected<JsonSchema> profile = readSchema(schemas, "profile.schema.json");
  if (!profile)
    return profile.takeError();
  llvm::Expected<JsonSchema> style = readSchema(schemas, "style.schema.json");
  if (!style)
    return style.takeError();
  llvm::Expected<JsonSchema> source = readSchema(schemas, "source.schema.json");
  if (!source)
    return source.takeError();
  return Loader(std::move(*mapping), std::move(*profile), std::move(*style), std::move(*source));
}

void Loader::readText(llvm::StringRef text, llvm::StringRef name, Strictness strictness, MappingTables &to,
                      std::vector<DataProblem> &problems) const {
  TableReader reader(text, name, strictness, to, problems);
  std::optional<Json> parsed = reader.parse();
  if (!parsed)
    return;
  Json &file = *parsed;

  std::string schema = getString(file, "schema");
  const std::vector<std::string> ours = {"ascendify-mappings", "ascendify-profile", "ascendify-style",
                                         "ascendify-surface", "ascendify-source"};
  if (schema == ours[0]) {
    if (reader.fits(Mapping, file))
      reader.mappings(file);
  } else if (schema == ours[1]) {
    if (!reader.fits(Device, file))
      return;
    Profile profile = decodeProfile(file);
    for (const Profile &other : to.Profiles)
      if (other.Name == profile.Name)
        reader.problem("/name", fmt::format("profile \"{}\" is defined already", profile.Name));
    to.Profiles.push_back(std::move(profile));
    if (to.KeepRaw)
      to.RawProfiles.push_back(std::move(file));
  } else if (schema == ours[2]) {
    if (!reader.fits(Output, file))
      return;
    Style style = decodeStyle(file);
    if (llvm::is_contained(llvm::map_range(to.Styles, [](const Style &s) { return s.Name; }), style.Name))
      reader.problem("/name", fmt::format("style \"{}\" is defined already", style.Name));
    to.Styles.push_back(std::move(style));
    if (to.KeepRaw)
      to.RawStyles.push_back(std::move(file));
  } else if (schema == ours[4]) {
    if (!reader.fits(From, file))
      return;
    if (!to.Sources.empty())
      reader.problemAt(JsonPositions(text).value("/name").value_or(0),
                       fmt::format("the source platform \"{}\" is defined already", to.Sources.front().Name));
    to.Sources.push_back(decodeProfile(file));
    if (to.KeepRaw)
      to.RawSources.push_back(std::move(file));
  } else if (schema == ours[3]) {
    reader.surface(file);
    return; // no table of mappings
  } else {
    // Data of the program that is no table and read by who needs it.
    if (schema == "ascendify-build-rules")
      return; // BuildRules reads it
    std::string near = schema == "ascendify-usage" ? "" : nearest(schema, ours);
    if (!llvm::StringRef(schema).starts_with("ascendify-") || !near.empty()) {
      if (strictness == Strictness::Overlay || !near.empty())
        reader.problem(
            "/schema",
            schema.empty()
                ? fmt::format("\"schema\" is missing; allowed: {}", fmt::join(ours, ", "))
                : fmt::format("\"schema\" is \"{}\"; allowed: {}", schema, fmt::join(ours, ", ")));
      return;
    }
    if (strictness == Strictness::Overlay)
      to.Notes.push_back(fmt::format("{}: a file of schema \"{}\" holds no mappings; passed over",
                                     name.str(), schema));
    return;
  }
  ++to.Files;
  to.Digest = digest(to.Digest + "\n" + digest(text));
}

void Loader::readFolder(llvm::StringRef folder, llvm::StringRef shownAs, Strictness strictness,
                        MappingTables &to, std::vector<DataProblem> &problems) const {
  std::string shown = (shownAs.empty() ? folder : shownAs).str();
  std::vector<std::pair<std::string, std::string>> files; // shown, path
  if (fs::is_regular_file(folder)) {
    files.push_back({shown, folder.str()});
  } else if (!fs::is_directory(folder)) {
    problems.push_back({shown, 0, 0, "no such folder"});
    return;
  } else {
    std::error_code error;
    for (fs::recursive_directory_iterator it(folder, error, /*follow_symlinks=*/false), end;
         it != end && !error; it.increment(error)) {
      llvm::StringRef at = it->path();
      if (it.level() == 0 && path::filename(at) == "schema")
        it.no_push();
      else if (at.ends_with(".json") && !fs::is_directory(at))
        files.push_back({shown + at.drop_front(folder.size()).str(), at.str()});
    }
    if (error) {
      problems.push_back({shown, 0, 0, "cannot read the folder: " + error.message()});
      return;
    }
  }
  std::sort(files.begin(), files.end());
  for (const auto &[display, at] : files) {
    llvm::Expected<std::string> text = readFile(at);
    if (!text)
      problems.push_back({display, 0, 0, llvm::toString(text.takeError())});
    else
      readText(*text, display, strictness, to, problems);
  }
}

void Loader::checkAliases(const MappingTables &tables, const AliasOf &known,
                          std::vector<DataProblem> &problems) {
  llvm::StringMap<std::string> own;
  for (const Entry &entry : tables.Entries)
    own[entry.Symbol] = entry.Alias;
  auto aliasOf = [&](llvm::StringRef name) -> std::optional<std::string> {
    auto it = own.find(name);
    if (it != own.end())
      return it->second;
    return known ? known(name) : std::nullopt;
  };
  for (const Entry &entry : tables.Entries) {
    if (entry.Alias.empty())
      continue;
    std::vector<std::string> chain = {entry.Symbol};
    for (std::string next = entry.Alias; !next.empty();) {
      bool back = llvm::is_contained(chain, next);
      chain.push_back(next);
      if (back) {
        // Each member of a circle is an error of its own; who only leads into one is not.
        if (next == entry.Symbol)
          problems.push_back(
              {entry.File, entry.Line, 1,
               fmt::format("aliases go round in a circle: {}", fmt::join(chain, " -> "))});
        break;
      }
      std::optional<std::string> after = aliasOf(next);
      if (!after) {
        if (chain.size() == 2) {
          std::vector<std::string> names;
          for (const Entry &other : tables.Entries)
            names.push_back(other.Symbol);
          std::string near = nearest(next, names);
          problems.push_back(
              {entry.File, entry.Line, 1,
               fmt::format("\"{}\" is an alias of \"{}\", which has no entry{}", entry.Symbol, next,
                           near.empty() ? "" : fmt::format("; did you mean \"{}\"?", near))});
        }
        break;
      }
      next = *after;
    }
  }
}

} // namespace ascendify
