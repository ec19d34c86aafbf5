//===- JsonPositions.cpp - where things stand in a JSON text --------------===//
#include "Support/JsonPositions.h"
#include "Support/Json.h"
#include <algorithm>

namespace ascendify {
namespace {

/// The text of a key that contains escapes.
std::string unescaped(llvm::StringRef quoted) {
  if (!quoted.contains('\\'))
    return quoted.drop_front().drop_back().str();
  Json key = Json::parse(quoted.begin(), quoted.end(), nullptr, /*allow_exceptions=*/false);
  return key.is_string() ? key.get<std::string>() : std::string();
}

std::string unescapedPointer(llvm::StringRef token) {
  std::string out;
  for (size_t i = 0; i < token.size(); ++i) {
    if (token[i] == '~' && i + 1 < token.size()) {
      out += token[++i] == '0' ? '~' : '/';
      continue;
    }
    out += token[i];
  }
  return out;
}

} // namespace

JsonPositions::JsonPositions(llvm::StringRef text) : Text(text) {}

size_t JsonPositions::skipBlank(size_t i) const {
  while (i < Text.size() && (Text[i] == ' ' || Text[i] == '\n' || Text[i] == '\t' || Text[i] == '\r'))
    ++i;
  return std::min(i, Text.size());
}

size_t JsonPositions::skipString(size_t i) const {
  for (++i; i < Text.size(); ++i) {
    if (Text[i] == '\\')
      ++i;
    else if (Text[i] == '"')
      return i + 1;
  }
  return Text.size();
}

size_t JsonPositions::skipValue(size_t i) const {
  size_t depth = 0;
  do {
    i = skipBlank(i);
    if (i >= Text.size())
      return Text.size();
    switch (Text[i]) {
    case '"':
      i = skipString(i);
      break;
    case '{':
    case '[':
      ++depth, ++i;
      break;
    case '}':
    case ']':
      if (depth == 0)
        return i;
      --depth, ++i;
      break;
    case ',':
    case ':':
      if (depth == 0)
        return i;
      ++i;
      break;
    default:
      i = std::min(Text.find_first_of(" \t\r\n,:]}", i), Text.size());
    }
  } while (depth != 0);
  return i;
}

std::optional<size_t> JsonPositions::child(size_t i, llvm::StringRef name, size_t &key) const {
  i = skipBlank(i);
  if (i >= Text.size() || (Text[i] != '{' && Text[i] != '['))
    return std::nullopt;
  bool object = Text[i] == '{';
  size_t wanted = 0, index = 0;
  if (!object && name.getAsInteger(10, wanted))
    return std::nullopt;
  std::optional<size_t> found;
  for (i = skipBlank(i + 1); i < Text.size() && Text[i] != '}' && Text[i] != ']'; ++index) {
    size_t start = i;
    bool match = index == wanted;
    if (object) {
      size_t end = skipString(i);
      match = unescaped(Text.slice(i, end)) == name;
      i = skipBlank(skipBlank(end) + 1);
    }
    if (match) {
      key = start;
      return i;
    }
    i = skipBlank(skipValue(i));
    if (i < Text.size() && Text[i] == ',')
      i = skipBlank(i + 1);
  }
  return found;
}

std::optional<size_t> JsonPositions::find(llvm::StringRef pointer, size_t from, size_t &key) const {
  size_t at = skipBlank(from);
  key = at;
  while (!pointer.empty()) {
    llvm::StringRef token = pointer.drop_front().take_until([](char c) { return c == '/'; });
    pointer = pointer.drop_front(1 + token.size());
    std::optional<size_t> next = child(at, unescapedPointer(token), key);
    if (!next)
      return std::nullopt;
    at = *next;
  }
  return at;
}

std::optional<size_t> JsonPositions::value(llvm::StringRef pointer, size_t from) const {
  size_t key;
  return find(pointer, from, key);
}

std::optional<size_t> JsonPositions::key(llvm::StringRef pointer, size_t from) const {
  size_t key;
  if (!find(pointer, from, key))
    return std::nullopt;
  return key;
}

std::vector<size_t> JsonPositions::elements(llvm::StringRef pointer) const {
  std::vector<size_t> out;
  std::optional<size_t> start = value(pointer);
  if (!start || *start >= Text.size() || (Text[*start] != '[' && Text[*start] != '{'))
    return out;
  bool object = Text[*start] == '{';
  for (size_t i = skipBlank(*start + 1); i < Text.size() && Text[i] != ']' && Text[i] != '}';) {
    if (object)
      i = skipBlank(skipBlank(skipString(i)) + 1);
    out.push_back(i);
    i = skipBlank(skipValue(i));
    if (i < Text.size() && Text[i] == ',')
      i = skipBlank(i + 1);
  }
  return out;
}

std::vector<JsonPositions::Duplicate> JsonPositions::duplicateKeys() const {
  struct Key {
    std::string Name;
    size_t Offset;
    bool operator<(const Key &o) const {
      return std::tie(Name, Offset) < std::tie(o.Name, o.Offset);
    }
  };
  std::vector<Duplicate> out;
  std::vector<std::vector<Key>> open; // one per open object or array
  for (size_t i = skipBlank(0); i < Text.size(); i = skipBlank(i)) {
    char c = Text[i];
    if (c == '{' || c == '[') {
      open.emplace_back();
      ++i;
    } else if ((c == '}' || c == ']') && !open.empty()) {
      std::vector<Key> &keys = open.back();
      std::sort(keys.begin(), keys.end());
      for (size_t k = 1; k < keys.size(); ++k)
        if (keys[k].Name == keys[k - 1].Name)
          out.push_back({keys[k].Offset, keys[k].Name});
      open.pop_back();
      ++i;
    } else if (c == '"') {
      size_t end = skipString(i), next = skipBlank(end);
      if (next < Text.size() && Text[next] == ':' && !open.empty())
        open.back().push_back({unescaped(Text.slice(i, end)), i});
      i = end;
    } else {
      ++i;
    }
  }
  std::sort(out.begin(), out.end(),
            [](const Duplicate &a, const Duplicate &b) { return a.Offset < b.Offset; });
  return out;
}

std::pair<unsigned, unsigned> JsonPositions::at(size_t offset) const {
  if (Lines.empty()) {
    Lines.push_back(0);
    for (size_t i = Text.find('\n'); i != llvm::StringRef::npos; i = Text.find('\n', i + 1))
      Lines.push_back(i + 1);
  }
  size_t line = std::upper_bound(Lines.begin(), Lines.end(), offset) - Lines.begin();
  return {unsigned(line), unsigned(offset - Lines[line - 1]) + 1};
}

} // namespace ascendify
