//===- flags.cpp - commands of compile databases --------------------------===//
//
// Every line is an argument. Whatever they are: what comes out is flags for clang and
// nothing else, folders are absolute, and a second pass finds nothing else.
//
//===----------------------------------------------------------------------===//
#include "Fuzz.h"
#include "Project/Flags.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Path.h"

using namespace ascendify;

static const Tables &tables() {
  static const Tables loaded = llvm::cantFail(loadTables(ASCENDIFY_SOURCE_DIR "/mappings/build/discovery.json"));
  return loaded;
}

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  llvm::StringRef text(reinterpret_cast<const char *>(data), size);
  std::vector<std::string> arguments;
  for (llvm::StringRef line : llvm::split(text, '\n')) {
    // Options files are of the machine; reading them is tested elsewhere.
    if (line.contains('@') || line.contains("options-file") || line.contains("optf"))
      return 0;
    arguments.push_back(line.str());
  }
  TranslatedFlags out = translateFlags(arguments, "/nowhere", tables());
  for (const std::string &flag : out.Flags)
    ALWAYS(flag.size() >= 2 && flag[0] == '-');
  for (const std::string &folder : out.Folders) {
    ALWAYS(llvm::sys::path::is_absolute(folder));
    ALWAYS(llvm::any_of(out.Flags, [&](const std::string &flag) { return llvm::StringRef(flag).ends_with(folder); }));
  }
  ALWAYS(out.Standard.empty() || llvm::StringRef(out.Standard).starts_with("c"));
  ALWAYS(out.Standard.size() <= 5);
  ALWAYS(out.Architecture.empty() || llvm::StringRef(out.Architecture).starts_with("sm_"));

  std::vector<std::string> given = {"clang++"};
  given.insert(given.end(), out.Flags.begin(), out.Flags.end());
  TranslatedFlags again = translateFlags(given, "/nowhere", tables());
  ALWAYS(again.Folders == out.Folders);
  // Nothing new: what is written with a blank only (`-include FILE`) is not read back joined.
  size_t at = 0;
  for (const std::string &flag : again.Flags) {
    while (at < out.Flags.size() && out.Flags[at] != flag)
      ++at;
    ALWAYS(at < out.Flags.size());
    ++at;
  }
  return 0;
}
