//===- Page.cpp - lines for a terminal ------------------------------------===//
#include "Report/Page.h"
#include "Support/Text.h"
#include <algorithm>

namespace ascendify {

std::string Page::toned(llvm::StringRef text, Tone look) const {
  if (!Color || look == Tone::Plain || text.empty())
    return text.str();
  const char *codes[] = {"", "1", "2", "32", "33", "31"};
  return "\033[" + std::string(codes[size_t(look)]) + "m" + text.str() + "\033[0m";
}

void Page::heading(llvm::StringRef text) {
  if (!Out.empty())
    Out += '\n';
  Out += toned(text, Tone::Strong) + "\n";
}

void Page::paragraph(llvm::StringRef text, unsigned indent, Tone look) {
  for (const std::string &line : wrapped(text, Width - indent))
    Out += std::string(indent, ' ') + toned(line, look) + "\n";
}

/// At most \p width columns of \p text, with `…` where something is left out.
static std::string shortened(llvm::StringRef text, unsigned width, bool keepEnd) {
  if (columnsOf(text) <= width)
    return text.str();
  auto starts = [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; };
  while (!text.empty() && columnsOf(text) + 1 > width) {
    if (keepEnd)
      do
        text = text.drop_front();
      while (!text.empty() && !starts(text.front()));
    else {
      while (!starts(text.back()))
        text = text.drop_back();
      text = text.drop_back();
    }
  }
  return keepEnd ? "…" + text.str() : text.rtrim().str() + "…";
}

void Page::table(const std::vector<std::vector<Cell>> &rows, unsigned indent, bool keepEnd) {
  if (rows.empty())
    return;
  std::vector<unsigned> widths;
  for (const std::vector<Cell> &row : rows) {
    widths.resize(std::max(widths.size(), row.size()));
    for (size_t i = 0; i < row.size(); ++i)
      widths[i] = std::max(widths[i], columnsOf(row[i].Text));
  }
  unsigned before = indent;
  for (size_t i = 0; i + 1 < widths.size(); ++i) {
    // No column but the last takes more than a third of the line.
    widths[i] = std::min(widths[i], Width / 3);
    before += widths[i] + 2;
  }
  widths.back() = std::min(widths.back(), before + 8 < Width ? Width - before : 8);
  // Then the widest give way, whatever they hold.
  for (unsigned total = before + widths.back(); total > Width; --total) {
    auto widest = std::max_element(widths.begin(), widths.end());
    if (*widest <= 4)
      break;
    --*widest;
  }

  for (const std::vector<Cell> &row : rows) {
    std::string line(indent, ' ');
    for (size_t i = 0; i < row.size(); ++i) {
      bool last = i + 1 == row.size();
      std::string text = shortened(row[i].Text, widths[i], last && keepEnd);
      std::string padding(widths[i] - columnsOf(text), ' ');
      if (row[i].Right)
        line += padding;
      line += toned(text, row[i].Look);
      if (!row[i].Right && !last)
        line += padding;
      if (!last)
        line += "  ";
    }
    Out += llvm::StringRef(line).rtrim().str() + "\n";
  }
}

} // namespace ascendify
