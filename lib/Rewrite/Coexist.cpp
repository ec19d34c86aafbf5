//===- Coexist.cpp - a file that serves CUDA and the target ---------------===//
#include "Rewrite/Coexist.h"
#include "Rewrite/Scan.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

namespace ascendify {
namespace {

class Guard {
public:
  Guard(llvm::StringRef file, llvm::StringRef text, const EditSet &edits, llvm::StringRef macro, llvm::StringRef head)
      : File(file), Text(text), Edits(edits), Macro(macro), Head(head), Language(lineLanguage(file)),
        Lines(text, Language), End(lineEndAt(text, 0)) {}

  std::string run() {
    findDone();
    collect();
    if (Regions.empty())
      return Text.str();
    std::string out;
    bool bom = Text.starts_with("\xef\xbb\xbf");
    uint32_t at = bom ? 3 : 0;
    out += Text.take_front(at);
    for (size_t k = 0; k < Regions.size(); ++k) {
      auto [first, last] = Regions[k];
      uint32_t begin = std::max(at, Lines.start(first)), end = Lines.start(last);
      out += Text.slice(at, begin);
      if (k == 0)
        for (llvm::StringRef line : llvm::split(Head, '\n'))
          if (!line.empty())
            out += line.str() + End;
      std::string now = Edits.apply(File, Text, {begin, end});
      out += open() + whole(now);
      if (end > begin)
        out += other() + whole(Text.slice(begin, end).str());
      out += shut();
      at = std::max(at, end);
    }
    return out + Text.substr(at).str();
  }

private:
  bool cmake() const { return Language == LineLanguage::CMake; }
  std::string open() const { return (cmake() ? "if(" + Macro.str() + ")" : "#ifdef " + Macro.str()) + End; }
  std::string other() const { return (cmake() ? "else()" : "#else") + End; }
  std::string shut() const { return (cmake() ? "endif()" : "#endif") + End; }
  std::string whole(std::string text) const {
    if (!text.empty() && text.back() != '\n')
      text += End;
    return text;
  }

  /// Regions of an earlier run.
  void findDone() {
    std::string first = llvm::StringRef(open()).rtrim("\r\n").str();
    for (size_t i = 0; i < Lines.count(); ++i) {
      if (Lines.line(i).trim() != first)
        continue;
      int depth = 0;
      size_t end = i;
      for (; end < Lines.count(); ++end) {
        depth += Lines.block(end) == 2 ? 0 : Lines.block(end);
        if (depth == 0)
          break;
      }
      Done.push_back({i, end + 1});
      i = end;
    }
  }
  bool done(size_t line) const {
    return llvm::any_of(Done, [&](const auto &d) { return d.first <= line && line < d.second; });
  }

  void collect() {
    uint32_t behind = 0; // nested edits lie in an outer one
    for (const Edit &edit : Edits.edits(File)) {
      if (edit.Range.End < behind || (edit.Range.End == behind && edit.Range.valid()))
        continue;
      size_t first = Lines.lineOf(edit.Range.Begin), last = first + 1;
      if (edit.Range.valid()) {
        behind = edit.Range.End;
        last = Lines.lineOf(edit.Range.End - 1) + 1;
      } else if (ownLines(edit)) {
        first = last = edit.Range.Begin == Text.size() ? Lines.count() : Lines.lineOf(edit.Range.Begin);
      }
      if (done(first) || (last > first && done(last - 1)))
        continue;
      Regions.push_back({first, last});
    }
    for (bool changed = true; changed;) {
      changed = false;
      for (auto &region : Regions)
        changed |= grow(region);
      llvm::sort(Regions);
      std::vector<std::pair<size_t, size_t>> merged;
      for (const auto &region : Regions) {
        bool touches = !merged.empty() && region.first <= merged.back().second &&
                       // An insertion at the end of a region stays one of its own.
                       !(region.first == region.second && region.first == merged.back().second &&
                         region.first < Lines.count());
        if (touches) {
          changed |= region.second > merged.back().second;
          merged.back().second = std::max(merged.back().second, region.second);
        } else {
          merged.push_back(region);
        }
      }
      Regions = std::move(merged);
    }
  }

  /// An insertion of whole lines at the start of a line.
  bool ownLines(const Edit &edit) const {
    bool start = edit.Range.Begin == Text.size() ? Text.ends_with("\n")
                                                 : Lines.start(Lines.lineOf(edit.Range.Begin)) == edit.Range.Begin;
    return start && !edit.Pieces.empty() && llvm::StringRef(edit.Pieces.back().Text).ends_with("\n");
  }

  /// Makes a region larger until lines may be put around it; \returns whether it grew.
  bool grow(std::pair<size_t, size_t> &region) const {
    auto before = region;
    for (bool changed = true; changed;) {
      changed = false;
      while (region.first > 0 && !Lines.open(region.first, true))
        --region.first, changed = true;
      while (region.second < Lines.count() && !Lines.open(region.second, true))
        ++region.second, changed = true;
      // Conditionals begin and end on the same side.
      int depth = 0, lowest = 0;
      for (size_t i = region.first; i < region.second; ++i) {
        int block = Lines.block(i);
        if (block == 2)
          lowest = std::min(lowest, depth - 1);
        else
          depth += block;
        lowest = std::min(lowest, depth);
      }
      for (; lowest < 0 && region.first > 0;) {
        int block = Lines.block(--region.first);
        changed = true;
        if (block == 1)
          ++lowest, ++depth;
        else if (block == -1)
          --lowest, --depth;
      }
      for (; depth > 0 && region.second < Lines.count(); changed = true)
        if (int block = Lines.block(region.second++); block != 2)
          depth += block;
    }
    return region != before;
  }

  llvm::StringRef File, Text;
  const EditSet &Edits;
  llvm::StringRef Macro, Head;
  LineLanguage Language;
  LineMap Lines;
  std::string End;
  std::vector<std::pair<size_t, size_t>> Done, Regions; ///< lines, half open
};

} // namespace

std::string guardEdits(llvm::StringRef file, llvm::StringRef text, const EditSet &edits, llvm::StringRef macro,
                       llvm::StringRef head) {
  return Guard(file, text, edits, macro, head).run();
}

} // namespace ascendify
