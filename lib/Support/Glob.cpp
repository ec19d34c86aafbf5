//===- Glob.cpp - patterns of paths ---------------------------------------===//
//
// A glob becomes a regular expression. llvm::GlobPattern does not serve: its `*` crosses folders.
//
//===----------------------------------------------------------------------===//
#include "Support/Glob.h"
#include "Support/Error.h"

namespace ascendify {

llvm::Expected<PathGlob> PathGlob::create(llvm::StringRef pattern) {
  llvm::StringRef rest = pattern;
  bool below = rest.consume_back("/"); // only what lies in the folder
  if (rest.empty())
    return makeError("'{}' names no path", pattern.str());
  bool anchored = rest.contains('/');
  rest.consume_front("/");
  std::string regex = anchored ? "^" : "^(.*/)?";
  while (!rest.empty()) {
    if (rest.consume_front("**/")) {
      regex += "(.*/)?";
    } else if (rest.consume_front("**")) {
      regex += ".*";
    } else if (rest.consume_front("*")) {
      regex += "[^/]*";
    } else if (rest.consume_front("?")) {
      regex += "[^/]";
    } else if (rest.front() == '[') {
      // `]` first in a class is a member of it.
      size_t negated = rest.size() > 1 && (rest[1] == '!' || rest[1] == '^');
      size_t end = rest.find(']', 2 + negated);
      if (end == llvm::StringRef::npos)
        return makeError("'{}' has a '[' without a ']'", pattern.str());
      regex += negated ? "[^/" : "[";
      regex += rest.slice(1 + negated, end + 1);
      rest = rest.drop_front(end + 1);
    } else {
      rest.consume_front("\\"); // the next one as it is
      if (rest.empty())
        return makeError("'{}' ends in a backslash", pattern.str());
      regex += llvm::Regex::escape(rest.take_front());
      rest = rest.drop_front();
    }
  }
  regex += below ? "/" : "(/|$)";
  PathGlob out;
  out.Compiled = std::make_shared<llvm::Regex>(regex);
  std::string error;
  if (!out.Compiled->isValid(error))
    return makeError("'{}' is not a pattern: {}", pattern.str(), error);
  return out;
}

bool PathGlob::matches(llvm::StringRef path) const { return Compiled->match(path); }

} // namespace ascendify
