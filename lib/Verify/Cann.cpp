//===- Cann.cpp - the headers of an installed CANN ------------------------===//
#include "Verify/Cann.h"
#include "Support/Error.h"
#include "Support/File.h"
#include "Support/Json.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Regex.h"
#include <cstdlib>
#include <set>

namespace ascendify {

namespace fs = llvm::sys::fs;

llvm::Expected<std::optional<CannInstall>> findCann(const std::string &share) {
  llvm::Expected<Json> data = readJsonFile(share + "/mappings/build/cann.json");
  if (!data)
    return data.takeError();
  CannInstall out;
  for (const std::string &variable : getStrings(*data, "home"))
    if (const char *value = std::getenv(variable.c_str()); value && *value && out.Home.empty()) {
      out.Home = value;
      if (!fs::is_directory(out.Home))
        return makeError("{} is '{}', which is no folder", variable, out.Home);
    }
  if (out.Home.empty())
    return std::nullopt;
  auto folders = [&](llvm::StringRef key, std::vector<std::string> &to) {
    for (const std::string &folder : getStrings(*data, key))
      if (fs::is_directory(out.Home + "/" + folder))
        to.push_back("-I" + out.Home + "/" + folder);
  };
  folders("host_include", out.Host);
  folders("include", out.Device);
  for (const std::string &define : getStrings(*data, "device_defines"))
    out.Device.push_back("-D" + define);

  // The private headers are found by their include guards.
  std::set<std::string> guards;
  std::vector<std::string> patterns = getStrings(*data, "guards");
  for (const std::string &folder : getStrings(*data, "guard_folders")) {
    std::error_code error;
    for (fs::recursive_directory_iterator it(out.Home + "/" + folder, error), end; it != end && !error;
         it.increment(error)) {
      if (!llvm::StringRef(it->path()).ends_with(".h"))
        continue;
      llvm::Expected<std::string> text = readFile(it->path());
      if (!text) {
        llvm::consumeError(text.takeError());
        continue;
      }
      for (llvm::StringRef line : llvm::split(*text, '\n')) {
        if (!line.consume_front("#ifndef "))
          continue;
        llvm::StringRef guard = line.trim();
        if (llvm::any_of(patterns, [&](const std::string &p) { return llvm::Regex("^(" + p + ")$").match(guard); }))
          guards.insert(guard.str());
        break; // the first one is the guard
      }
    }
  }
  for (const std::string &guard : guards)
    out.Device.push_back("-D" + guard);
  return out;
}

} // namespace ascendify
