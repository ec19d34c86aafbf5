//===- Markdown.cpp - text that Markdown shows as it is -------------------===//
#include "Report/Markdown.h"
#include "llvm/ADT/StringExtras.h"

namespace ascendify {

std::string escapeMarkdown(llvm::StringRef text) {
  std::string out;
  for (char c : text) {
    if (c == '\n' || c == '\r' || c == '\t') {
      out += ' ';
      continue;
    }
    if (c == '@' || c == '#') { // a mention or an issue number that nobody meant
      out += c;
      out += "\xE2\x80\x8B"; // zero width space
      continue;
    }
    if (llvm::StringRef("\\`*_{}[]<>()!|~&$").contains(c))
      out += '\\';
    out += c;
  }
  return out;
}

std::string codeSpan(llvm::StringRef text) {
  size_t longest = 0, run = 0;
  for (char c : text) {
    run = c == '`' ? run + 1 : 0;
    longest = std::max(longest, run);
  }
  std::string fence(longest + 1, '`');
  std::string body = text.str();
  for (char &c : body)
    if (c == '\n' || c == '\r')
      c = ' ';
  // A backtick at an end would join the fence.
  bool pad = !body.empty() && (body.front() == '`' || body.back() == '`');
  return fence + (pad ? " " : "") + body + (pad ? " " : "") + fence;
}

} // namespace ascendify
