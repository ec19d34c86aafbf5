//===- Text.cpp - small text helpers --------------------------------------===//
#include "Support/Text.h"
#include "llvm/Support/Unicode.h"
#include "llvm/Support/xxhash.h"
#include <fmt/format.h>

namespace ascendify {

std::string grouped(uint64_t n) {
  std::string digits = std::to_string(n);
  for (int at = int(digits.size()) - 3; at > 0; at -= 3)
    digits.insert(size_t(at), ",");
  return digits;
}

std::string countOf(uint64_t n, llvm::StringRef singular, llvm::StringRef plural) {
  if (n == 1)
    return "1 " + singular.str();
  return grouped(n) + " " + (plural.empty() ? singular.str() + "s" : plural.str());
}

unsigned columnsOf(llvm::StringRef text) {
  int width = llvm::sys::unicode::columnWidthUTF8(text);
  return width < 0 ? unsigned(text.size()) : unsigned(width);
}

std::vector<std::string> wrapped(llvm::StringRef text, unsigned width) {
  std::vector<std::string> lines;
  std::string line;
  while (true) {
    text = text.ltrim();
    if (text.empty())
      break;
    llvm::StringRef word = text.take_until([](char c) { return c == ' ' || c == '\n'; });
    text = text.drop_front(word.size());
    if (!line.empty() && columnsOf(line) + 1 + columnsOf(word) > width) {
      lines.push_back(std::move(line));
      line.clear();
    }
    if (!line.empty())
      line += ' ';
    line += word;
  }
  if (!line.empty() || lines.empty())
    lines.push_back(std::move(line));
  return lines;
}

uint32_t utf16Length(llvm::StringRef text) {
  uint32_t units = 0;
  for (unsigned char c : text)
    // A sequence counts at its first byte; four bytes are a surrogate pair.
    units += (c & 0xC0) == 0x80 ? 0 : c >= 0xF0 ? 2 : 1;
  return units;
}

std::string digest(llvm::StringRef text) {
  return fmt::format("{:016x}", llvm::xxh3_64bits(text));
}

} // namespace ascendify
