//===- Surface.cpp - the names and arities of a platform ------------------===//
#include "Mapping/Surface.h"
#include "llvm/Support/FileSystem.h"
#include <algorithm>
#include <fmt/ranges.h>
#include <set>

namespace ascendify {

llvm::Error Surface::add(llvm::StringRef folder) {
  std::vector<std::string> files;
  std::error_code error;
  for (llvm::sys::fs::recursive_directory_iterator it(folder, error, false), end;
       it != end && !error; it.increment(error))
    if (llvm::StringRef(it->path()).ends_with(".json"))
      files.push_back(it->path());
  std::sort(files.begin(), files.end());
  for (const std::string &file : files) {
    llvm::Expected<Json> surface = readJsonFile(file);
    if (!surface)
      return surface.takeError();
    if (std::string library = getString(*surface, "library"); !library.empty())
      Libraries.insert(library);
    if (const Json *symbols = getMember(*surface, "symbols"); symbols && symbols->is_array())
      for (const Json &symbol : *symbols)
        addSymbol(symbol);
  }
  return llvm::Error::success();
}

void Surface::addSymbol(const Json &symbol) {
  if (const Json *values = getMember(symbol, "enumerators"))
    for (const Json &value : *values) {
      std::string plain = getString(value, "name");
      Names[plain];
      // As code spells it: in the namespace, or in a scoped enumeration.
      std::string owner = getString(symbol, "name");
      size_t colon = owner.rfind("::");
      std::string scope = getBool(symbol, "scoped") ? owner + "::" : owner.substr(0, colon == std::string::npos ? 0 : colon + 2);
      Names[scope + plain];
      if (const Json *number = getMember(value, "value"))
        Values[scope + plain] = owner + " " + number->dump();
    }
  // A friend that is declared inside a class only is a name of its own.
  if (const Json *members = getMember(symbol, "members"))
    for (const Json &member : *members)
      if (getBool(member, "friend"))
        addSymbol(member);
  std::string name = getString(symbol, "name");
  if (name.empty())
    return;
  if (const Json *fields = getMember(symbol, "fields"))
    for (const Json &field : *fields)
      Names[name + "::" + getString(field, "name")];
  std::vector<Arity> &arities = Names[name];
  const Json *params = getMember(symbol, "params");
  if (getString(symbol, "kind") != "function" && !params)
    return;
  Arity arity{0, 0};
  if (params)
    for (const Json &param : *params) {
      ++arity.Most;
      arity.Least += getMember(param, "default") == nullptr;
    }
  if (getBool(symbol, "variadic"))
    arity.Most = ~0u;
  // A parameter pack takes any number.
  if (params && !params->empty()) {
    const Json &last = params->back();
    if ((getString(last, "type") + getString(last, "name")).find("...") != std::string::npos)
      arity = {unsigned(params->size()) - 1, ~0u};
  }
  arities.push_back(arity);
  if (arity.Most != ~0u && params && getString(symbol, "kind") == "function") {
    std::vector<std::string> types;
    for (const Json &param : *params)
      types.push_back(getString(param, "type"));
    Signatures[name].push_back(std::move(types));
  }
  // A namespace with a reserved name is how a header arranges itself: its users
  // write the name without it (`__asc_simt_vf::asc_atomic_and`).
  size_t colon = name.find("::");
  if (llvm::StringRef(name).starts_with("__") && colon != std::string::npos)
    Names[name.substr(colon + 2)].push_back(arity);
}

bool Surface::takes(llvm::StringRef name, unsigned arguments) const {
  auto it = Names.find(name);
  if (it == Names.end())
    return false;
  return it->second.empty() || std::any_of(it->second.begin(), it->second.end(), [&](Arity a) {
           return a.Least <= arguments && arguments <= a.Most;
         });
}

std::string Surface::arities(llvm::StringRef name) const {
  std::set<unsigned> counts;
  bool more = false;
  if (auto it = Names.find(name); it != Names.end())
    for (Arity a : it->second) {
      counts.insert(a.Least);
      if (a.Most == ~0u)
        more = true;
      else
        counts.insert(a.Most);
    }
  return fmt::format("{}{}", fmt::join(counts, " or "), more ? " or more" : "");
}

std::optional<unsigned> Surface::mostParameters(llvm::StringRef name) const {
  auto it = Names.find(name);
  if (it == Names.end() || it->second.empty())
    return std::nullopt;
  unsigned most = 0;
  for (Arity a : it->second)
    most = std::max(most, a.Most);
  return most;
}

} // namespace ascendify
