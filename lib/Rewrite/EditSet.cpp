//===- EditSet.cpp - all edits of a migration, without conflicts ----------===//
#include "Rewrite/EditSet.h"
#include "llvm/ADT/STLExtras.h"
#include <set>

namespace ascendify {
namespace {

auto pieceKey(const Piece &p) { return std::tie(p.Text, p.Kept, p.Parenthesize); }

bool samePieces(const Edit &a, const Edit &b) {
  return llvm::equal(a.Pieces, b.Pieces, [](const Piece &x, const Piece &y) {
    return pieceKey(x) == pieceKey(y);
  });
}

bool isInsertion(const Edit &e) { return e.Range.Begin == e.Range.End; }

/// By start, the longer first, so that an outer edit comes before its inner ones;
/// an insertion comes before a replacement that starts at the same byte.
bool before(const Edit &a, const Edit &b) {
  if (a.Range.Begin != b.Range.Begin)
    return a.Range.Begin < b.Range.Begin;
  if (isInsertion(a) != isInsertion(b))
    return isInsertion(a);
  if (a.Range.End != b.Range.End)
    return a.Range.End > b.Range.End;
  if (a.Rule != b.Rule)
    return a.Rule < b.Rule;
  return std::lexicographical_compare(
      a.Pieces.begin(), a.Pieces.end(), b.Pieces.begin(), b.Pieces.end(),
      [](const Piece &x, const Piece &y) { return pieceKey(x) < pieceKey(y); });
}

/// Whether both cannot be made.
bool clash(const Edit &a, const Edit &b) {
  if (isInsertion(a) || isInsertion(b))
    return false; // beside, inside a kept piece, or inside replaced text: all are defined
  if (a.Range == b.Range)
    return true;
  bool overlap = a.Range.Begin < b.Range.End && b.Range.Begin < a.Range.End;
  return overlap && !a.Range.contains(b.Range) && !b.Range.contains(a.Range);
}

/// Renders a range of Text with the edits that lie in it.
class Renderer {
public:
  Renderer(llvm::StringRef text, llvm::ArrayRef<Edit> edits) : Text(text), Edits(edits) {}

  std::string render(SourceRange range, size_t from = 0) {
    std::string out;
    uint32_t at = range.Begin;
    for (size_t i = from; i < Edits.size(); ++i) {
      const Edit &edit = Edits[i];
      bool atEnd = isInsertion(edit) && edit.Range.Begin == range.End && range.End == Text.size();
      if (edit.Range.Begin >= range.End && !atEnd)
        break;
      if (edit.Range.Begin < at || edit.Range.End > range.End)
        continue; // inside what was just replaced, or reaching out of this piece
      out += Text.slice(at, edit.Range.Begin);
      size_t begin = out.size();
      for (const Piece &piece : edit.Pieces) {
        if (!piece.Kept.valid()) {
          out += piece.Text;
          continue;
        }
        std::string kept = render(piece.Kept, i + 1);
        out += piece.Parenthesize ? "(" + kept + ")" : kept;
      }
      if (Outermost && from == 0 && edit.Rule != VerbatimRule)
        Outermost->push_back({uint32_t(begin), uint32_t(out.size())});
      Made.insert(i);
      at = edit.Range.End;
    }
    if (at < range.End)
      out += Text.slice(at, range.End);
    return out;
  }

  std::vector<SourceRange> *Outermost = nullptr; ///< of the result, made by edits that lie in no other
  std::set<size_t> Made; ///< a kept range that is used twice is rendered twice

private:
  llvm::StringRef Text;
  llvm::ArrayRef<Edit> Edits;
};

} // namespace

bool operator==(const Edit &a, const Edit &b) {
  return a.File == b.File && a.Range == b.Range && samePieces(a, b);
}

void EditSet::add(Edit edit) { Files[edit.File].push_back(std::move(edit)); }

std::vector<EditConflict> EditSet::settle() {
  std::vector<EditConflict> conflicts;
  for (auto &[file, edits] : Files) {
    llvm::sort(edits, before);
    edits.erase(std::unique(edits.begin(), edits.end()), edits.end());
    std::vector<bool> bad(edits.size());
    for (size_t i = 0; i < edits.size(); ++i)
      for (size_t j = i + 1; j < edits.size() && edits[j].Range.Begin < edits[i].Range.End; ++j)
        if (clash(edits[i], edits[j])) {
          bad[i] = bad[j] = true;
          conflicts.push_back({edits[i], edits[j]});
        }
    std::vector<Edit> kept;
    for (size_t i = 0; i < edits.size(); ++i)
      if (!bad[i])
        kept.push_back(std::move(edits[i]));
    edits = std::move(kept);
  }
  return conflicts;
}

std::vector<std::string> EditSet::files() const {
  std::vector<std::string> names;
  for (const auto &[file, edits] : Files)
    if (!edits.empty())
      names.push_back(file);
  return names;
}

llvm::ArrayRef<Edit> EditSet::edits(llvm::StringRef file) const {
  auto it = Files.find(file);
  return it == Files.end() ? llvm::ArrayRef<Edit>() : llvm::ArrayRef<Edit>(it->second);
}

std::string EditSet::apply(llvm::StringRef file, llvm::StringRef text, std::vector<SourceRange> *changed) const {
  Renderer renderer(text, edits(file));
  renderer.Outermost = changed;
  return renderer.render({0, uint32_t(text.size())});
}

std::string EditSet::apply(llvm::StringRef file, llvm::StringRef text, SourceRange part) const {
  if (part.valid())
    return Renderer(text, edits(file)).render(part);
  std::string out;
  for (const Edit &edit : edits(file))
    if (isInsertion(edit) && edit.Range.Begin == part.Begin)
      for (const Piece &piece : edit.Pieces)
        out += piece.Text;
  return out;
}

int64_t EditSet::linesBefore(llvm::StringRef file, llvm::StringRef text, uint32_t offset) const {
  int64_t lines = 0;
  auto count = [&](SourceRange range) { return int64_t(text.slice(range.Begin, range.End).count('\n')); };
  for (const Edit &edit : edits(file)) {
    if (edit.Range.Begin > offset || (edit.Range.valid() && edit.Range.Begin == offset))
      break;
    lines -= edit.Range.End <= offset ? count(edit.Range) : 0;
    for (const Piece &piece : edit.Pieces)
      if (!piece.Kept.valid())
        lines += int64_t(llvm::StringRef(piece.Text).count('\n'));
      else if (edit.Range.End <= offset)
        lines += count(piece.Kept);
  }
  return lines;
}

size_t EditSet::applied(llvm::StringRef file) const {
  // Which edits are made depends on the length of the text only.
  uint32_t end = 0;
  for (const Edit &edit : edits(file))
    end = std::max(end, edit.Range.End);
  std::string blank(end, ' ');
  Renderer renderer(blank, edits(file));
  renderer.render({0, end});
  return renderer.Made.size();
}

} // namespace ascendify
