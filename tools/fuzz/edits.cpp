//===- edits.cpp - applying edits -----------------------------------------===//
//
// The input is a text and edits of it. Whatever they are: every byte outside the edits that
// are made stays, in its order; neither the order of adding nor adding twice matters; what
// is in conflict is not made.
//
//===----------------------------------------------------------------------===//
#include "Fuzz.h"
#include "Rewrite/EditSet.h"
#include <algorithm>
#include <fuzzer/FuzzedDataProvider.h>

using namespace ascendify;

namespace {

struct Outcome {
  std::string Text;
  std::vector<EditConflict> Conflicts;
  std::vector<Edit> Made;
};

Outcome applied(llvm::StringRef text, const std::vector<Edit> &edits) {
  EditSet set;
  for (const Edit &e : edits)
    set.add(e);
  Outcome out;
  out.Conflicts = set.settle();
  out.Text = set.apply("f", text);
  out.Made = set.edits("f").vec();
  ALWAYS(set.applied("f") <= out.Made.size());
  return out;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  FuzzedDataProvider input(data, size);
  // Text of the file in small letters, text of edits in capitals: what stays can be told apart.
  std::string text(input.ConsumeIntegralInRange<size_t>(0, 64), ' ');
  for (size_t i = 0; i < text.size(); ++i)
    text[i] = char('a' + i % 26);
  std::vector<Edit> edits;
  while (input.remaining_bytes() && edits.size() < 12) {
    Edit e;
    e.File = "f";
    e.Range.Begin = input.ConsumeIntegralInRange<uint32_t>(0, text.size());
    e.Range.End = input.ConsumeIntegralInRange<uint32_t>(e.Range.Begin, text.size());
    for (unsigned pieces = input.ConsumeIntegralInRange<unsigned>(0, 3); pieces--;) {
      Piece p;
      if (e.Range.valid() && input.ConsumeBool()) {
        p.Kept.Begin = input.ConsumeIntegralInRange<uint32_t>(e.Range.Begin, e.Range.End - 1);
        p.Kept.End = input.ConsumeIntegralInRange<uint32_t>(p.Kept.Begin + 1, e.Range.End);
        p.Parenthesize = input.ConsumeBool();
      } else {
        p.Text = std::string(input.ConsumeIntegralInRange<size_t>(0, 3), char('A' + edits.size()));
      }
      e.Pieces.push_back(std::move(p));
    }
    edits.push_back(std::move(e));
  }

  Outcome out = applied(text, edits);
  std::vector<Edit> other(edits.rbegin(), edits.rend());
  other.insert(other.end(), edits.begin(), edits.end());
  Outcome twice = applied(text, other);
  ALWAYS(twice.Text == out.Text);
  ALWAYS(twice.Conflicts.size() == out.Conflicts.size());

  for (const EditConflict &c : out.Conflicts)
    for (const Edit &made : out.Made)
      ALWAYS(!(made == c.First) && !(made == c.Second));

  // What lies in no edit that is made, piece by piece, in order.
  std::vector<bool> touched(text.size());
  for (const Edit &e : out.Made)
    std::fill(touched.begin() + e.Range.Begin, touched.begin() + e.Range.End, true);
  size_t from = 0;
  for (size_t i = 0; i < text.size();) {
    if (touched[i]) {
      ++i;
      continue;
    }
    // Insertions may part it.
    from = out.Text.find(text[i], from);
    ALWAYS(from != std::string::npos);
    ++from, ++i;
  }
  if (out.Made.empty())
    ALWAYS(out.Text == text);
  if (!text.empty() && !touched[0])
    ALWAYS(out.Text.find_first_of("abcdefghijklmnopqrstuvwxyz") == out.Text.find(text[0]));
  if (!text.empty() && !touched.back())
    ALWAYS(out.Text[out.Text.find_last_of("abcdefghijklmnopqrstuvwxyz")] == text.back());
  return 0;
}
