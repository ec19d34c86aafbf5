//===- Json.cpp - JSON values, with positions in messages -----------------===//
#include "Support/Json.h"
#include "Support/Error.h"
#include "Support/File.h"
#include <set>

namespace ascendify {
namespace {

/// Counts what the lexer has taken, so that SAX events have a place.
class CountingIterator {
public:
  using iterator_category = std::input_iterator_tag;
  using value_type = char;
  using difference_type = std::ptrdiff_t;
  using pointer = const char *;
  using reference = const char &;

  CountingIterator(const char *at, size_t *taken) : At(at), Taken(taken) {}
  const char &operator*() const { return *At; }
  CountingIterator &operator++() {
    ++At;
    ++*Taken;
    return *this;
  }
  bool operator==(const CountingIterator &o) const { return At == o.At; }
  bool operator!=(const CountingIterator &o) const { return At != o.At; }

private:
  const char *At;
  size_t *Taken;
};

std::pair<unsigned, unsigned> lineColumn(llvm::StringRef text, size_t offset) {
  llvm::StringRef before = text.take_front(offset);
  unsigned line = before.count('\n') + 1;
  size_t newline = before.rfind('\n');
  size_t column = newline == llvm::StringRef::npos ? before.size() : before.size() - newline - 1;
  return {line, unsigned(column) + 1};
}

/// Walks the events, keeps the path, and looks for duplicate keys, a syntax
/// error, or the offset of one wanted path.
class Walker : public nlohmann::json_sax<Json> {
public:
  Walker(llvm::StringRef text, size_t &taken, const std::string *wanted)
      : Text(text), Taken(taken), Wanted(wanted) {}

  bool null() override { return value(); }
  bool boolean(bool) override { return value(); }
  bool number_integer(number_integer_t) override { return value(); }
  bool number_unsigned(number_unsigned_t) override { return value(); }
  bool number_float(number_float_t, const string_t &) override { return value(); }
  bool string(string_t &) override { return value(); }
  bool binary(binary_t &) override { return value(); }
  bool start_object(std::size_t) override { return open(true); }
  bool end_object() override { return close(); }
  bool start_array(std::size_t) override { return open(false); }
  bool end_array() override { return close(); }
  bool key(string_t &name) override {
    Level &level = Levels.back();
    if (!level.Keys.insert(name).second && !Wanted) {
      Message = fmt::format("duplicate key \"{}\"", name);
      Offset = startOfToken();
      return false;
    }
    level.Key = name;
    return true;
  }
  bool parse_error(std::size_t, const std::string &last,
                   const nlohmann::detail::exception &e) override {
    // "[json.exception.parse_error.101] parse error at line 3, column 7: syntax error while …"
    llvm::StringRef what = e.what();
    size_t at = what.find("syntax error");
    if (at == llvm::StringRef::npos)
      at = what.rfind("]") == llvm::StringRef::npos ? 0 : what.rfind("]") + 2;
    Message = what.substr(at).str();
    Offset = Taken ? Taken - 1 : 0;
    // The start of a string rather than its end.
    if (Offset > 0 && Offset < Text.size() && Text[Offset] == '"' && last.size() > 1 && last.back() == '"')
      if (size_t quote = Text.rfind('"', Offset - 1); quote != llvm::StringRef::npos)
        Offset = quote;
    return false;
  }

  std::string Message;
  size_t Offset = 0;
  bool Found = false;

private:
  struct Level {
    bool Object;
    size_t Index = 0;
    std::string Key;
    std::set<std::string> Keys;
  };

  /// The lexer is one past a token, or two past a number: step back over it.
  size_t startOfToken() const {
    size_t at = std::min(Taken, Text.size());
    size_t lineStart = at ? Text.rfind('\n', at - 1) : llvm::StringRef::npos;
    lineStart = lineStart == llvm::StringRef::npos ? 0 : lineStart + 1;
    size_t first = Text.find_first_not_of(" \t\r", lineStart);
    return first != llvm::StringRef::npos && first < at ? first : lineStart;
  }
  bool hit() {
    if (!Wanted || Found)
      return true;
    std::string path;
    for (const Level &level : Levels)
      path += "/" + (level.Object ? escaped(level.Key) : std::to_string(level.Index));
    if (path == *Wanted) {
      Offset = startOfToken();
      Found = true;
      return false;
    }
    return true;
  }
  static std::string escaped(const std::string &key) {
    std::string out;
    for (char c : key)
      out += c == '~' ? "~0" : c == '/' ? "~1" : std::string(1, c);
    return out;
  }
  void next() {
    if (!Levels.empty() && !Levels.back().Object)
      ++Levels.back().Index;
  }
  bool value() {
    bool go = hit();
    next();
    return go;
  }
  bool open(bool object) {
    bool go = hit();
    Levels.push_back({object, 0, {}, {}});
    return go;
  }
  bool close() {
    Levels.pop_back();
    next();
    return true;
  }

  llvm::StringRef Text;
  size_t &Taken;
  const std::string *Wanted;
  std::vector<Level> Levels;
};

} // namespace

llvm::Expected<Json> parseJson(llvm::StringRef text, llvm::StringRef name) {
  size_t taken = 0;
  Walker walker(text, taken, nullptr);
  if (!nlohmann::ordered_json::sax_parse(CountingIterator(text.begin(), &taken),
                                         CountingIterator(text.end(), &taken), &walker)) {
    auto [line, column] = lineColumn(text, walker.Offset);
    return makeError("{}:{}:{}: {}", name, line, column, walker.Message);
  }
  return Json::parse(text.begin(), text.end(), nullptr, /*allow_exceptions=*/false);
}

llvm::Expected<Json> readJsonFile(llvm::StringRef path) {
  llvm::Expected<std::string> text = readFile(path);
  if (!text)
    return text.takeError();
  return parseJson(*text, path);
}

std::pair<unsigned, unsigned> locateJson(llvm::StringRef text, llvm::StringRef pointer) {
  size_t taken = 0;
  std::string wanted = pointer.str();
  Walker walker(text, taken, &wanted);
  nlohmann::ordered_json::sax_parse(CountingIterator(text.begin(), &taken),
                                    CountingIterator(text.end(), &taken), &walker);
  return lineColumn(text, walker.Found ? walker.Offset : 0);
}

std::string dumpJson(const Json &value) {
  return value.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

std::string dumpJsonLine(const Json &value) {
  return value.dump(-1, ' ', false, Json::error_handler_t::replace);
}

const Json *getMember(const Json &object, llvm::StringRef key) {
  if (!object.is_object())
    return nullptr;
  auto it = object.find(key.str());
  return it == object.end() ? nullptr : &*it;
}

std::string getString(const Json &object, llvm::StringRef key, llvm::StringRef otherwise) {
  const Json *member = getMember(object, key);
  return member && member->is_string() ? member->get<std::string>() : otherwise.str();
}

int64_t getInt(const Json &object, llvm::StringRef key, int64_t otherwise) {
  const Json *member = getMember(object, key);
  return member && member->is_number() ? member->get<int64_t>() : otherwise;
}

double getNumber(const Json &object, llvm::StringRef key, double otherwise) {
  const Json *member = getMember(object, key);
  return member && member->is_number() ? member->get<double>() : otherwise;
}

bool getBool(const Json &object, llvm::StringRef key, bool otherwise) {
  const Json *member = getMember(object, key);
  return member && member->is_boolean() ? member->get<bool>() : otherwise;
}

std::vector<std::string> getStrings(const Json &object, llvm::StringRef key) {
  std::vector<std::string> out;
  const Json *member = getMember(object, key);
  if (member && member->is_array())
    for (const Json &element : *member)
      if (element.is_string())
        out.push_back(element.get<std::string>());
  return out;
}

} // namespace ascendify
