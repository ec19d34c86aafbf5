//===- JsonSchema.cpp - checking data against its published schema --------===//
#include "Support/JsonSchema.h"
#include "Support/Error.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/ADT/StringSwitch.h"
#include "llvm/Support/Regex.h"
#include <fmt/ranges.h>
#include <map>

namespace ascendify {

namespace {

enum TypeBit : unsigned {
  Null = 1,
  Boolean = 2,
  Integer = 4,
  Number = 8,
  String = 16,
  Array = 32,
  Object = 64,
  AnyType = 127
};

unsigned typeBit(llvm::StringRef name) {
  return llvm::StringSwitch<unsigned>(name)
      .Case("null", Null)
      .Case("boolean", Boolean)
      .Case("integer", Integer)
      .Case("number", Number | Integer)
      .Case("string", String)
      .Case("array", Array)
      .Case("object", Object)
      .Default(0);
}

unsigned typeOf(const Json &v) {
  if (v.is_null())
    return Null;
  if (v.is_boolean())
    return Boolean;
  if (v.is_number_integer())
    return Integer;
  if (v.is_number())
    return Number;
  if (v.is_string())
    return String;
  return v.is_array() ? Array : Object;
}

std::string typeNames(unsigned bits) {
  std::vector<std::string> names;
  auto add = [&](unsigned bit, const char *name) {
    if (bits & bit)
      names.push_back(name);
  };
  add(Null, "null"), add(Boolean, "true or false"), add(Number, "a number");
  if (!(bits & Number))
    add(Integer, "an integer");
  add(String, "a string"), add(Array, "an array"), add(Object, "an object");
  return fmt::format("{}", fmt::join(names, " or "));
}

/// The value as a message shows it.
std::string shown(const Json &v) {
  if (v.is_array())
    return "an array";
  if (v.is_object())
    return "an object";
  std::string text = dumpJsonLine(v);
  return text.size() > 60 ? text.substr(0, 57) + "…" : text;
}

std::string step(const std::string &pointer, llvm::StringRef key) {
  std::string out = pointer + "/";
  for (char c : key)
    out += c == '~' ? "~0" : c == '/' ? "~1" : std::string(1, c);
  return out;
}

/// What a message calls the value at \p pointer: its key, or the element of which key.
std::string subject(llvm::StringRef pointer) {
  if (pointer.empty())
    return "the file";
  auto [before, last] = pointer.rsplit('/');
  size_t index;
  if (last.getAsInteger(10, index))
    return fmt::format("\"{}\"", last.str());
  llvm::StringRef owner = before.rsplit('/').second;
  return owner.empty() ? fmt::format("element {}", index + 1)
                       : fmt::format("element {} of \"{}\"", index + 1, owner.str());
}

} // namespace

std::string nearest(llvm::StringRef found, const std::vector<std::string> &allowed) {
  unsigned best = std::max<unsigned>(2, found.size() / 3) + 1;
  std::string out;
  for (const std::string &candidate : allowed) {
    unsigned distance = found.edit_distance_insensitive(candidate, true, best);
    if (distance < best) {
      best = distance;
      out = candidate;
    }
  }
  return out;
}

struct JsonSchema::Node {
  unsigned Types = AnyType;
  std::string Title, Description;
  std::vector<Json> Enum;
  std::map<std::string, const Node *> Properties;
  std::vector<std::string> Keys; ///< of Properties, in the order of the schema
  std::vector<std::string> Required;
  bool Closed = false; ///< no other properties
  const Node *Additional = nullptr, *PropertyNames = nullptr, *Items = nullptr;
  size_t MinItems = 0, MinLength = 0;
  std::optional<size_t> MaxItems;
  std::optional<double> Minimum, Maximum;
  bool UniqueItems = false;
  std::unique_ptr<llvm::Regex> Pattern;
  std::string PatternText;
  std::vector<const Node *> Any, All;
  const Node *If = nullptr, *Then = nullptr, *Else = nullptr;
};

JsonSchema::JsonSchema() = default;
JsonSchema::JsonSchema(JsonSchema &&) noexcept = default;
JsonSchema &JsonSchema::operator=(JsonSchema &&) noexcept = default;
JsonSchema::~JsonSchema() = default;

struct JsonSchema::Compiler {
  JsonSchema &Out;
  const Json &Root;
  std::string Name;
  std::map<std::string, const Node *> ByReference;
  std::string Error;

  const Node *fail(std::string text) {
    if (Error.empty())
      Error = std::move(text);
    return nullptr;
  }

  const Node *compile(const Json &schema, const std::string &pointer) {
    if (const Json *ref = getMember(schema, "$ref")) {
      std::string target = ref->is_string() ? ref->get<std::string>() : "";
      if (target.rfind("#", 0) != 0)
        return fail(fmt::format("{}: $ref \"{}\" leaves the file", Name, target));
      target.erase(0, 1);
      auto it = ByReference.find(target);
      if (it != ByReference.end())
        return it->second;
      const Json *value = &Root;
      llvm::StringRef rest = target;
      while (value && !rest.empty()) {
        auto [token, after] = rest.drop_front().split('/');
        value = getMember(*value, token);
        rest =
            after.empty() ? llvm::StringRef() : llvm::StringRef(after.data() - 1, after.size() + 1);
      }
      if (!value)
        return fail(fmt::format("{}: $ref \"#{}\" names nothing", Name, target));
      return make(*value, target);
    }
    return make(schema, pointer);
  }

  const Node *make(const Json &schema, const std::string &pointer) {
    if (!schema.is_object())
      return fail(fmt::format("{}#{}: a schema must be an object", Name, pointer));
    Out.Nodes.push_back(std::make_unique<Node>());
    Node &node = *Out.Nodes.back();
    ByReference.emplace(pointer, &node);
    auto list = [&](const Json &values, const std::string &at, std::vector<const Node *> &to) {
      for (size_t i = 0; i < values.size(); ++i)
        to.push_back(compile(values[i], step(at, std::to_string(i))));
    };
    for (const auto &[key, value] : schema.items()) {
      std::string at = step(pointer, key);
      if (key == "type") {
        node.Types = 0;
        for (const Json &type : value.is_array() ? value : Json::array({value}))
          node.Types |= typeBit(type.is_string() ? type.get_ref<const std::string &>() : "");
        if (!node.Types)
          fail(fmt::format("{}#{}: unknown type", Name, at));
      } else if (key == "title") {
        node.Title = value.get<std::string>();
      } else if (key == "description") {
        node.Description = value.get<std::string>();
      } else if (key == "enum") {
        node.Enum.assign(value.begin(), value.end());
      } else if (key == "const") {
        node.Enum = {value};
      } else if (key == "properties") {
        for (const auto &[name, property] : value.items()) {
          node.Keys.push_back(name);
          node.Properties[name] = compile(property, step(at, name));
        }
      } else if (key == "required") {
        node.Required = getStrings(schema, key);
      } else if (key == "additionalProperties") {
        if (value.is_boolean())
          node.Closed = !value.get<bool>();
        else
          node.Additional = compile(value, at);
      } else if (key == "propertyNames") {
        node.PropertyNames = compile(value, at);
      } else if (key == "items") {
        node.Items = compile(value, at);
      } else if (key == "minItems") {
        node.MinItems = getInt(schema, key);
      } else if (key == "maxItems") {
        node.MaxItems = getInt(schema, key);
      } else if (key == "minLength") {
        node.MinLength = getInt(schema, key);
      } else if (key == "minimum") {
        node.Minimum = getNumber(schema, key);
      } else if (key == "maximum") {
        node.Maximum = getNumber(schema, key);
      } else if (key == "uniqueItems") {
        node.UniqueItems = getBool(schema, key);
      } else if (key == "pattern") {
        node.Pattern = std::make_unique<llvm::Regex>(value.get<std::string>());
        std::string why;
        if (!node.Pattern->isValid(why))
          fail(fmt::format("{}#{}: {}", Name, at, why));
        if (node.PatternText.empty())
          node.PatternText = "text like " + value.get<std::string>();
      } else if (key == "patternErrorMessage") {
        node.PatternText = value.get<std::string>();
      } else if (key == "oneOf" || key == "anyOf") {
        list(value, at, node.Any);
      } else if (key == "allOf") {
        list(value, at, node.All);
      } else if (key == "if") {
        node.If = compile(value, at);
      } else if (key == "then") {
        node.Then = compile(value, at);
      } else if (key == "else") {
        node.Else = compile(value, at);
      } else if (key != "$schema" && key != "$id" && key != "$comment" && key != "definitions" &&
                 key != "default" && key != "examples") {
        fail(fmt::format("{}#{}: keyword \"{}\" is not supported", Name, pointer, key));
      }
    }
    return &node;
  }
};

llvm::Expected<JsonSchema> JsonSchema::compile(const Json &schema, llvm::StringRef name) {
  JsonSchema out;
  Compiler compiler{out, schema, name.str(), {}, {}};
  compiler.compile(schema, "");
  if (!compiler.Error.empty())
    return errorText(std::move(compiler.Error));
  return out;
}

struct JsonSchema::Checker {
  std::vector<SchemaProblem> Problems;
  std::vector<std::string> Path; ///< tokens of the pointer

  std::string pointer() const {
    std::string out;
    for (const std::string &token : Path)
      out = step(out, token);
    return out;
  }
  void problem(std::string message, bool key = false) {
    Problems.push_back({pointer(), key, std::move(message)});
  }

  static bool fits(const Node &node, const Json &value) {
    Checker trial;
    trial.check(node, value);
    return trial.Problems.empty();
  }

  void check(const Node &node, const Json &value) {
    unsigned type = typeOf(value);
    if (!(node.Types & type)) {
      problem(fmt::format("{} is {}, expected {}", subject(pointer()), shown(value),
                          typeNames(node.Types)));
      return;
    }
    if (!node.Enum.empty() && !checkEnum(node, value))
      return;
    if (type == String)
      checkString(node, value.get_ref<const std::string &>());
    if (node.Minimum && value.is_number() && value.get<double>() < *node.Minimum)
      problem(fmt::format("{} is {}, expected at least {}", subject(pointer()), shown(value),
                          *node.Minimum));
    if (node.Maximum && value.is_number() && value.get<double>() > *node.Maximum)
      problem(fmt::format("{} is {}, expected at most {}", subject(pointer()), shown(value),
                          *node.Maximum));
    if (type == Object)
      checkObject(node, value);
    if (type == Array)
      checkArray(node, value);
    if (!node.Any.empty())
      checkAny(node, value);
    for (const Node *all : node.All)
      check(*all, value);
    if (node.If) {
      const Node *branch = fits(*node.If, value) ? node.Then : node.Else;
      if (branch)
        check(*branch, value);
    }
  }

  bool checkEnum(const Node &node, const Json &value) {
    std::vector<std::string> allowed, plain;
    for (const Json &candidate : node.Enum) {
      if (candidate == value)
        return true;
      allowed.push_back(dumpJsonLine(candidate));
      if (candidate.is_string())
        plain.push_back(candidate.get<std::string>());
    }
    std::string near =
        value.is_string() ? nearest(value.get_ref<const std::string &>(), plain) : std::string();
    problem(fmt::format("{} is {}{}; allowed: {}", subject(pointer()), shown(value),
                        near.empty() ? "" : fmt::format(", did you mean \"{}\"?", near),
                        fmt::join(allowed, ", ")));
    return false;
  }

  void checkString(const Node &node, const std::string &text) {
    if (text.size() < node.MinLength)
      problem(fmt::format("{} is empty", subject(pointer())));
    else if (node.Pattern && !node.Pattern->match(text))
      problem(fmt::format("{} is \"{}\", expected {}", subject(pointer()), text, node.PatternText));
  }

  void checkObject(const Node &node, const Json &value) {
    for (const std::string &key : node.Required)
      if (!value.contains(key))
        problem(fmt::format("\"{}\" is missing{}", key,
                            node.Title.empty() ? why(node) : " in the " + node.Title));
    for (const auto &[key, member] : value.items()) {
      Path.push_back(key);
      auto it = node.Properties.find(key);
      if (it != node.Properties.end())
        check(*it->second, member);
      else if (node.Additional)
        check(*node.Additional, member);
      else if (node.Closed) {
        std::string near = nearest(key, node.Keys);
        problem(fmt::format("unknown key \"{}\"{}{}; allowed: {}", key,
                            node.Title.empty() ? "" : fmt::format(" in the {}", node.Title),
                            near.empty() ? "" : fmt::format(", did you mean \"{}\"?", near),
                            fmt::join(node.Keys, ", ")),
                /*key=*/true);
      }
      if (node.PropertyNames) {
        const Node &names = *node.PropertyNames;
        if (names.Pattern && !names.Pattern->match(key))
          problem(fmt::format("key \"{}\": expected {}", key, names.PatternText), /*key=*/true);
      }
      Path.pop_back();
    }
  }

  void checkArray(const Node &node, const Json &value) {
    if (value.size() < node.MinItems)
      problem(fmt::format("{} has {} elements, expected at least {}", subject(pointer()),
                          value.size(), node.MinItems));
    if (node.MaxItems && value.size() > *node.MaxItems)
      problem(fmt::format("{} has {} elements, expected at most {}", subject(pointer()),
                          value.size(), *node.MaxItems));
    std::vector<std::string> seen;
    for (size_t i = 0; i < value.size(); ++i) {
      Path.push_back(std::to_string(i));
      if (node.Items)
        check(*node.Items, value[i]);
      if (node.UniqueItems) {
        std::string text = dumpJsonLine(value[i]);
        if (std::find(seen.begin(), seen.end(), text) != seen.end())
          problem(fmt::format("{} is {} for the second time", subject(pointer()), shown(value[i])));
        seen.push_back(std::move(text));
      }
      Path.pop_back();
    }
  }

  void checkAny(const Node &node, const Json &value) {
    const Node *near = nullptr;
    unsigned types = 0;
    for (const Node *any : node.Any) {
      if (fits(*any, value))
        return;
      types |= any->Types;
      if (any->Types != AnyType && (any->Types & typeOf(value)))
        near = any;
    }
    if (near)
      return check(*near, value);
    if (types != AnyType)
      return problem(
          fmt::format("{} is {}, expected {}", subject(pointer()), shown(value), typeNames(types)));
    std::vector<std::string> keys;
    for (const Node *any : node.Any)
      for (const std::string &key : any->Required)
        keys.push_back("\"" + key + "\"");
    problem(fmt::format("{} is missing{}", fmt::join(keys, " or "), why(node)));
  }

  static std::string why(const Node &node) {
    return node.Description.empty() ? "" : ": " + node.Description;
  }
};

std::vector<SchemaProblem> JsonSchema::check(const Json &value) const {
  Checker checker;
  checker.check(*Nodes.front(), value);
  return std::move(checker.Problems);
}

} // namespace ascendify
