//===- loader.cpp - mapping tables ----------------------------------------===//
//
// A table either loads or every problem says where it is. What loads can be loaded again with
// the same result, and a table that is there already is refused as a whole.
//
//===----------------------------------------------------------------------===//
#include "Fuzz.h"
#include "Mapping/Loader.h"

using namespace ascendify;

static const Loader &loader() {
  static const Loader made = llvm::cantFail(Loader::create(ASCENDIFY_SOURCE_DIR "/mappings/schema"));
  return made;
}

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  std::string text(reinterpret_cast<const char *>(data), size);
  unsigned lines = unsigned(llvm::StringRef(text).count('\n')) + 1;
  MappingTables first, second;
  std::vector<DataProblem> problems, again;
  loader().readText(text, "table.json", Loader::Strictness::Overlay, first, problems);
  loader().readText(text, "table.json", Loader::Strictness::Overlay, second, again);
  ALWAYS(problems == again);
  for (const DataProblem &p : problems) {
    ALWAYS(p.File == "table.json" && !p.Message.empty());
    ALWAYS(p.Line >= 1 && p.Line <= lines && p.Column >= 1);
    ALWAYS(!p.text().empty());
  }
  if (!problems.empty())
    return 0;
  ALWAYS(first.Entries.size() == second.Entries.size() && first.Profiles.size() == second.Profiles.size());
  for (const Entry &e : first.Entries)
    ALWAYS(!e.Symbol.empty());
  if (first.Entries.empty())
    return 0;
  // Every entry is there a second time now.
  loader().readText(text, "copy.json", Loader::Strictness::Base, first, problems);
  ALWAYS(!problems.empty());
  return 0;
}
