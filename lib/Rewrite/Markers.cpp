//===- Markers.cpp - comments above what needs a person -------------------===//
#include "Rewrite/Markers.h"
#include "Rewrite/Lines.h"
#include "Rewrite/Scan.h"
#include <set>

namespace ascendify {

void addMarkers(llvm::ArrayRef<Finding> findings, const std::function<const std::string *(llvm::StringRef)> &textOf,
                EditSet &edits) {
  // File -> line -> id -> message.
  std::map<std::string, std::map<size_t, std::map<std::string, std::string>>> wanted;
  std::map<std::string, LineMap> maps;
  for (const Finding &f : findings) {
    const std::string *text = f.Place.valid() ? textOf(f.Place.File) : nullptr;
    if (!text || f.Place.Offset > text->size())
      continue;
    const LineMap &lines = maps.try_emplace(f.Place.File, *text, lineLanguage(f.Place.File)).first->second;
    // Comments may stand inside parentheses; in comments, strings and continued lines they may not.
    size_t line = lines.lineOf(f.Place.Offset);
    while (line > 0 && !lines.open(line, /*parentheses=*/false))
      --line;
    wanted[f.Place.File][line].try_emplace(f.Id, f.Message);
  }
  for (auto &[file, byLine] : wanted) {
    const std::string &text = *textOf(file);
    const LineMap &lines = maps.find(file)->second;
    bool hash = lineLanguage(file) != LineLanguage::Cxx;
    for (auto &[line, ids] : byLine) {
      std::string block;
      uint32_t at = lines.start(line);
      if (at == 0 && llvm::StringRef(text).starts_with("\xef\xbb\xbf"))
        at = 3;
      std::string end = lineEndAt(text, at).str();
      // A tab would make it a part of a Makefile's recipe.
      llvm::StringRef indent = indentationAt(text, at);
      if (indent.starts_with("\t") && hash)
        indent = "";
      for (auto &[id, message] : ids) {
        std::string mark = "ASCENDIFY(" + id + ")";
        bool there = false;
        for (size_t above = line; above > 0 && lines.line(above - 1).contains("ASCENDIFY(");)
          there |= lines.line(--above).contains(mark);
        if (there)
          continue;
        std::string one = message;
        for (char &c : one)
          if (c == '\n' || c == '\r')
            c = ' ';
        while (!one.empty() && (one.back() == '\\' || one.back() == ' '))
          one.pop_back(); // would continue the comment
        block += indent.str() + (hash ? "# " : "// ") + mark + ": " + one + end;
      }
      if (!block.empty())
        edits.add({file, {at, at}, {{block, {}, false}}, "marker", uint32_t(line + 1)});
    }
  }
}

} // namespace ascendify
