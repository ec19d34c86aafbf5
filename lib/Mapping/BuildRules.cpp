//===- BuildRules.cpp - what becomes of CUDA in build files ---------------===//
#include "Mapping/BuildRules.h"
#include "Support/Error.h"
#include "Support/File.h"
#include "Support/JsonSchema.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringSwitch.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Regex.h"

namespace ascendify {
namespace {

namespace fs = llvm::sys::fs;

BuildTarget decodeTarget(const Json &in) {
  BuildTarget out;
  out.Status = llvm::StringSwitch<BuildTarget::Action>(getString(in, "status"))
                   .Case("direct", BuildTarget::Direct)
                   .Case("rename", BuildTarget::Rename)
                   .Case("template", BuildTarget::Template)
                   .Case("drop", BuildTarget::Drop)
                   .Default(BuildTarget::Manual);
  out.Rewrite = getString(in, "rewrite");
  out.Text = getString(in, "text");
  out.Value = getString(in, "value");
  out.Module = getString(in, "module");
  if (const Json *before = getMember(in, "before"))
    for (const Json &line : *before)
      out.Before.push_back({getString(line, "text"), getString(line, "requires")});
  return out;
}

BuildEntry decodeEntry(const Json &in) {
  BuildEntry out;
  out.Kind = getString(in, "kind");
  out.Symbol = getString(in, "symbol");
  out.From = getString(in, "from");
  for (const std::string &form : getStrings(in, "value"))
    (form == "joined" ? out.Joined : form == "separate" ? out.Separate : out.Equals) = true;
  for (const auto &[style, target] : getMember(in, "targets")->items())
    out.Targets[style] = decodeTarget(target);
  return out;
}

} // namespace

llvm::Error BuildRules::readFolder(llvm::StringRef folder, const JsonSchema &schema) {
  std::vector<std::string> files;
  std::error_code error;
  if (fs::is_regular_file(folder))
    files.push_back(folder.str());
  else
    for (fs::recursive_directory_iterator it(folder, error, /*follow_symlinks=*/false), end; it != end && !error;
         it.increment(error))
      if (llvm::StringRef(it->path()).ends_with(".json"))
        files.push_back(it->path());
  llvm::sort(files);
  for (const std::string &file : files) {
    llvm::Expected<std::string> text = readFile(file);
    if (!text)
      return text.takeError();
    // Other tables are read, and complained about, by the loader of mappings.
    if (!llvm::StringRef(*text).contains("\"ascendify-build-rules\""))
      continue;
    llvm::Expected<Json> json = parseJson(*text, file);
    if (!json)
      return json.takeError();
    if (getString(*json, "schema") != "ascendify-build-rules")
      continue;
    for (const SchemaProblem &problem : schema.check(*json)) {
      auto [line, column] = locateJson(*text, problem.Pointer);
      return makeError("{}:{}:{}: {}", file, line, column, problem.Message);
    }
    Language &language = Languages[getString(*json, "language")];
    for (std::string &mark : getStrings(*json, "marks")) {
      std::string why;
      if (!llvm::Regex(mark).isValid(why))
        return makeError("{}: '{}' in \"marks\" is no regular expression: {}", file, mark, why);
      language.Marks.push_back(std::move(mark));
    }
    if (std::string text = getString(*json, "device-source"); !text.empty())
      language.DeviceSource = std::move(text);
    for (const Json &entry : *getMember(*json, "entries")) {
      BuildEntry decoded = decodeEntry(entry);
      language.Entries[{decoded.Kind, decoded.Symbol}] = std::move(decoded);
    }
  }
  return llvm::Error::success();
}

llvm::Expected<BuildRules> BuildRules::load(llvm::StringRef mappings, llvm::ArrayRef<std::string> overlays) {
  llvm::SmallString<256> name(mappings);
  llvm::sys::path::append(name, "schema", "build-rules.schema.json");
  llvm::Expected<Json> json = readJsonFile(name);
  if (!json)
    return json.takeError();
  llvm::Expected<JsonSchema> schema = JsonSchema::compile(*json, name);
  if (!schema)
    return schema.takeError();
  BuildRules out;
  std::vector<std::string> folders{(mappings + "/build").str(), (mappings + "/python").str()};
  llvm::append_range(folders, overlays);
  for (const std::string &folder : folders)
    if (llvm::Error error = out.readFolder(folder, *schema))
      return std::move(error);
  return out;
}

const BuildEntry *BuildRules::find(llvm::StringRef language, llvm::StringRef kind, llvm::StringRef symbol) const {
  auto l = Languages.find(language);
  if (l == Languages.end())
    return nullptr;
  auto it = l->second.Entries.find({kind.str(), symbol.str()});
  return it == l->second.Entries.end() ? nullptr : &it->second;
}

std::vector<const BuildEntry *> BuildRules::all(llvm::StringRef language, llvm::StringRef kind) const {
  std::vector<const BuildEntry *> out;
  if (auto l = Languages.find(language); l != Languages.end())
    for (const auto &[key, entry] : l->second.Entries)
      if (key.first == kind)
        out.push_back(&entry);
  return out;
}

BuildRules::Flag BuildRules::flag(llvm::ArrayRef<llvm::StringRef> words) const {
  Flag best;
  if (words.empty())
    return best;
  llvm::StringRef word = words.front();
  size_t length = 0;
  for (const BuildEntry *entry : all("nvcc", "flag")) {
    llvm::StringRef rest = word;
    if (!rest.consume_front(entry->Symbol) || (best.Entry && entry->Symbol.size() < length))
      continue;
    bool plain = !entry->Joined && !entry->Separate && !entry->Equals;
    Flag here{entry, rest, 1};
    if (rest.empty()) {
      if (entry->Separate && words.size() > 1)
        here.Value = words[1], here.Words = 2;
      else if (!plain && !entry->Joined)
        continue;
    } else if (entry->Equals && rest.starts_with("=")) {
      here.Value = rest.drop_front();
    } else if (!entry->Joined) {
      continue;
    }
    length = entry->Symbol.size();
    best = here;
  }
  return best;
}

bool BuildRules::marked(llvm::StringRef language, llvm::StringRef word) const {
  auto l = Languages.find(language);
  return l != Languages.end() && llvm::any_of(l->second.Marks, [&](const std::string &mark) {
           return llvm::Regex("^(" + mark + ")$").match(word);
         });
}

llvm::StringRef BuildRules::deviceSource(llvm::StringRef language) const {
  auto l = Languages.find(language);
  return l == Languages.end() ? "" : llvm::StringRef(l->second.DeviceSource);
}

} // namespace ascendify
