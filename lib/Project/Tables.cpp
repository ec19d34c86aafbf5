//===- Tables.cpp - what discovery knows about trees, as data -------------===//
#include "Project/Tables.h"
#include "Support/Error.h"
#include "Support/Json.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSwitch.h"

namespace ascendify {

bool matchesPattern(llvm::StringRef text, llvm::StringRef pattern) {
  auto [head, tail] = pattern.split('*');
  if (head.size() == pattern.size())
    return text == pattern;
  if (!text.consume_front(head))
    return false;
  if (tail.empty())
    return true;
  for (size_t i = 0; i <= text.size(); ++i)
    if (matchesPattern(text.substr(i), tail))
      return true;
  return false;
}

bool Tables::isToolkitHeader(llvm::StringRef spelling) const {
  for (const std::string &pattern : ToolkitHeaders)
    if (matchesPattern(spelling, pattern))
      return true;
  return false;
}

bool Tables::meansCuda(llvm::StringRef spelling) const {
  for (const std::string &pattern : CudaHeaders)
    if (matchesPattern(spelling, pattern))
      return true;
  return isToolkitHeader(spelling);
}

bool Tables::isCudaName(llvm::StringRef name) const {
  if (CudaNames.contains(name))
    return true;
  for (llvm::StringRef prefix : CudaPrefixes)
    if (name.size() > prefix.size() && name.starts_with(prefix) &&
        (llvm::isUpper(name[prefix.size()]) || name[prefix.size()] == '_'))
      return true;
  return false;
}

static llvm::Expected<FlagRule> readFlag(const Json &from, llvm::StringRef path) {
  FlagRule rule;
  rule.Name = getString(from, "name");
  std::string action = getString(from, "do", "drop");
  int value = llvm::StringSwitch<int>(action)
                  .Case("drop", int(FlagAction::Drop))
                  .Case("keep", int(FlagAction::Keep))
                  .Case("path", int(FlagAction::Path))
                  .Case("standard", int(FlagAction::Standard))
                  .Case("language", int(FlagAction::Language))
                  .Case("architecture", int(FlagAction::Architecture))
                  .Case("host", int(FlagAction::Host))
                  .Case("options", int(FlagAction::Options))
                  .Default(-1);
  if (rule.Name.empty() || value < 0)
    return makeError("{}: flag '{}' has the unknown action '{}'", path.str(), rule.Name, action);
  rule.Action = FlagAction(value);
  rule.As = getString(from, "as", rule.Name);
  rule.Split = getBool(from, "list");
  std::vector<std::string> forms = getStrings(from, "value");
  if (forms.empty())
    rule.None = true;
  for (const std::string &form : forms) {
    if (form == "none")
      rule.None = true;
    else if (form == "joined")
      rule.Joined = true;
    else if (form == "separate")
      rule.Separate = true;
    else if (form == "equals")
      rule.Equals = true;
    else
      return makeError("{}: flag '{}' has the unknown value form '{}'", path.str(), rule.Name,
                       form);
  }
  return rule;
}

template <typename Set> static void readSet(const Json &from, llvm::StringRef key, Set &into) {
  for (const std::string &text : getStrings(from, key))
    into.insert(text);
}

static void readMap(const Json &from, llvm::StringRef key, llvm::StringMap<std::string> &into) {
  if (const Json *member = getMember(from, key); member && member->is_object())
    for (const auto &[name, value] : member->items())
      if (value.is_string())
        into[name] = value.get<std::string>();
}

static void readMarkers(const Json &from, llvm::StringRef key, std::vector<MarkerRule> &into) {
  if (const Json *member = getMember(from, key); member && member->is_array())
    for (const Json &marker : *member)
      into.push_back({getString(marker, "file"), getString(marker, "reason")});
}

llvm::Expected<Tables> loadTables(llvm::StringRef path) {
  llvm::Expected<Json> json = readJsonFile(path);
  if (!json)
    return json.takeError();
  if (!json->is_object() || getString(*json, "schema") != "ascendify-discovery")
    return makeError("{}: expected an object with \"schema\": \"ascendify-discovery\"", path.str());
  Tables tables;
  readMap(*json, "extensions", tables.Extensions);
  readMap(*json, "file_names", tables.FileNames);
  readMap(*json, "vendored_folders", tables.VendoredFolders);
  readSet(*json, "unit_languages", tables.UnitLanguages);
  readSet(*json, "skipped_folders", tables.SkippedFolders);
  readSet(*json, "standard_headers", tables.StandardHeaders);
  readSet(*json, "device_tokens", tables.DeviceTokens);
  readSet(*json, "cuda_names", tables.CudaNames);
  tables.TemplateSuffixes = getStrings(*json, "template_suffixes");
  tables.ToolkitHeaders = getStrings(*json, "toolkit_headers");
  tables.CudaHeaders = getStrings(*json, "cuda_headers");
  tables.BuildNames = getStrings(*json, "build_names");
  tables.CudaPrefixes = getStrings(*json, "cuda_prefixes");
  tables.DatabaseFolders = getStrings(*json, "database_folders");
  readMarkers(*json, "vendored_markers", tables.VendoredMarkers);
  readMarkers(*json, "generated_markers", tables.GeneratedMarkers);
  if (const Json *defaults = getMember(*json, "defaults")) {
    tables.DefaultStandard = getString(*defaults, "standard");
    tables.DefaultCuda = getString(*defaults, "cuda_version");
    tables.DefaultArchitecture = getString(*defaults, "architecture");
  }
  if (tables.Extensions.empty() || tables.DefaultStandard.empty() || tables.DefaultCuda.empty() ||
      tables.DefaultArchitecture.empty())
    return makeError("{}: expected 'extensions' and 'defaults' with standard, cuda_version and "
                     "architecture",
                     path.str());
  if (const Json *flags = getMember(*json, "flags"); flags && flags->is_array())
    for (const Json &flag : *flags) {
      llvm::Expected<FlagRule> rule = readFlag(flag, path);
      if (!rule)
        return rule.takeError();
      tables.Flags.push_back(std::move(*rule));
    }
  // The longest name decides: `-isystem` before `-i`, `-std` before `-s`.
  std::sort(tables.Flags.begin(), tables.Flags.end(), [](const FlagRule &a, const FlagRule &b) {
    return a.Name.size() != b.Name.size() ? a.Name.size() > b.Name.size() : a.Name < b.Name;
  });
  return tables;
}

} // namespace ascendify
