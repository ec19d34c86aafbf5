//===- Configuration.cpp - reading .ascendify.yaml ------------------------===//
//
// Strict: what is not known is an error with its place, since a misspelt key would silently
// suppress nothing. The trap: LLVM's YAML nodes are read once, in order, and a node that is
// skipped has to be skipped explicitly.
//
//===----------------------------------------------------------------------===//
#include "Project/Configuration.h"
#include "Support/Error.h"
#include "Support/File.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/SourceMgr.h"
#include "llvm/Support/YAMLParser.h"

namespace yaml = llvm::yaml;

namespace ascendify {
namespace {

constexpr llvm::StringLiteral Name = ".ascendify.yaml";

class ConfigurationReader {
public:
  ConfigurationReader(llvm::StringRef text, llvm::StringRef file) : File(file.str()) {
    Sources.setDiagHandler(
        [](const llvm::SMDiagnostic &d, void *self) {
          auto &error = static_cast<ConfigurationReader *>(self)->Error;
          if (error.empty()) // later ones follow from the first
            error = fmt::format("{}:{}:{}: {}", static_cast<ConfigurationReader *>(self)->File,
                                d.getLineNo(), d.getColumnNo() + 1, d.getMessage().str());
        },
        this);
    Stream.emplace(text, Sources, /*ShowColors=*/false);
    Out.File = File;
  }

  llvm::Expected<Configuration> read() {
    auto document = Stream->begin();
    if (document != Stream->end()) {
      yaml::Node *root = document->getRoot();
      if (root && !llvm::isa<yaml::NullNode>(root))
        readRoot(root);
      if (Error.empty() && !Stream->failed() && ++document != Stream->end())
        fail(document->getRoot(), "a second document; one is expected");
    }
    if (Error.empty() && Stream->failed())
      Error = File + ": not YAML";
    if (!Error.empty())
      return errorText(Error);
    return std::move(Out);
  }

private:
  std::string File, Error;
  llvm::SourceMgr Sources;
  std::optional<yaml::Stream> Stream;
  Configuration Out;

  void fail(yaml::Node *at, const std::string &message) {
    if (!Error.empty())
      return;
    if (at)
      Stream->printError(at, message);
    else
      Error = File + ": " + message;
  }

  /// Calls \p each with every key of the mapping \p node. False when it is none.
  bool members(yaml::Node *node, const char *what, llvm::ArrayRef<llvm::StringRef> known,
               llvm::function_ref<void(llvm::StringRef, yaml::Node *)> each) {
    auto *mapping = llvm::dyn_cast_or_null<yaml::MappingNode>(node);
    if (!mapping) {
      fail(node,
           fmt::format("expected {} as a mapping with the keys {}", what, llvm::join(known, ", ")));
      return false;
    }
    llvm::StringSet<> seen;
    for (yaml::KeyValueNode &pair : *mapping) {
      std::optional<ConfiguredValue> key = scalar(pair.getKey(), "a key");
      if (!key || !Error.empty())
        return false;
      if (!llvm::is_contained(known, key->Text))
        fail(pair.getKey(),
             fmt::format("unknown key '{}'; known: {}", key->Text, llvm::join(known, ", ")));
      else if (!seen.insert(key->Text).second)
        fail(pair.getKey(), fmt::format("the key '{}' stands here a second time", key->Text));
      else
        each(key->Text, pair.getValue());
      if (!Error.empty() || Stream->failed())
        return false;
    }
    return Error.empty();
  }

  std::optional<ConfiguredValue> scalar(yaml::Node *node, const std::string &what) {
    ConfiguredValue out;
    if (auto *text = llvm::dyn_cast_or_null<yaml::ScalarNode>(node)) {
      llvm::SmallString<64> storage;
      out.Text = text->getValue(storage).str();
    } else if (auto *block = llvm::dyn_cast_or_null<yaml::BlockScalarNode>(node)) {
      out.Text = block->getValue().trim().str();
    } else {
      fail(node, "expected " + what + " as text");
      return std::nullopt;
    }
    if (llvm::StringRef(out.Text).trim().empty()) {
      fail(node, "expected " + what + ", found nothing");
      return std::nullopt;
    }
    std::tie(out.Line, out.Column) = Sources.getLineAndColumn(node->getSourceRange().Start);
    return out;
  }

  /// One text or a list of them.
  std::vector<ConfiguredValue>
  texts(yaml::Node *node, const std::string &what,
        llvm::function_ref<void(yaml::Node *, const ConfiguredValue &)> each = nullptr) {
    std::vector<ConfiguredValue> out;
    auto take = [&](yaml::Node *one) {
      if (std::optional<ConfiguredValue> value = scalar(one, what)) {
        if (each)
          each(one, *value);
        out.push_back(std::move(*value));
      }
    };
    if (auto *list = llvm::dyn_cast_or_null<yaml::SequenceNode>(node)) {
      for (yaml::Node &one : *list) {
        take(&one);
        if (!Error.empty())
          break;
      }
      if (out.empty())
        fail(node, "expected " + what + ", found an empty list");
    } else {
      take(node);
    }
    return out;
  }

  std::vector<ConfiguredPaths> paths(yaml::Node *node) {
    std::vector<ConfiguredPaths> out;
    texts(node, "a pattern of paths", [&](yaml::Node *at, const ConfiguredValue &value) {
      llvm::Expected<PathGlob> glob = PathGlob::create(value.Text);
      if (glob)
        out.push_back({value, std::move(*glob)});
      else
        fail(at, llvm::toString(glob.takeError()));
    });
    return out;
  }

  void readSuppression(yaml::Node *node) {
    SuppressionRule rule;
    bool ok = members(node, "a suppression", {"paths", "ids", "reason"},
                      [&](llvm::StringRef key, yaml::Node *value) {
                        if (key == "paths")
                          rule.Paths = paths(value);
                        else if (key == "ids")
                          rule.Ids = texts(value, "a finding id");
                        else if (std::optional<ConfiguredValue> reason = scalar(value, "a reason"))
                          rule.Reason = reason->Text;
                      });
    if (!ok)
      return;
    // A suppression without a reason is what nobody can review later.
    for (auto [name, missing] : {std::pair("paths", rule.Paths.empty()),
                                 {"ids", rule.Ids.empty()},
                                 {"reason", rule.Reason.empty()}})
      if (missing)
        return fail(node, fmt::format("a suppression needs '{}'", name));
    for (ConfiguredValue &id : rule.Ids)
      if (llvm::StringRef text = id.Text; text.consume_front("ascendify-"))
        id.Text = text.str(); // as a NOLINT spells it
    Out.Suppressions.push_back(std::move(rule));
  }

  void readRoot(yaml::Node *root) {
    members(root, "the settings", {"suppress", "exclude", "target", "cann"},
            [&](llvm::StringRef key, yaml::Node *value) {
              if (key == "suppress") {
                auto *list = llvm::dyn_cast_or_null<yaml::SequenceNode>(value);
                if (!list)
                  return fail(value, "expected 'suppress' as a list of suppressions");
                for (yaml::Node &one : *list) {
                  readSuppression(&one);
                  if (!Error.empty())
                    return;
                }
              } else if (key == "exclude") {
                Out.Exclude = paths(value);
              } else if (key == "target") {
                Out.Targets = texts(value, "a device family");
              } else if (std::optional<ConfiguredValue> cann = scalar(value, "a CANN release")) {
                Out.Cann = *cann;
              }
            });
  }
};

} // namespace

llvm::Expected<Configuration> parseConfiguration(llvm::StringRef text, llvm::StringRef file) {
  return ConfigurationReader(text, file).read();
}

llvm::Expected<Configuration> loadConfiguration(llvm::StringRef root) {
  std::string path = (root + "/" + Name).str();
  llvm::sys::fs::file_status link;
  if (llvm::sys::fs::status(path, link, /*follow=*/false))
    return Configuration();
  llvm::Expected<std::string> text = readFile(path, 1u << 20);
  if (!text)
    return text.takeError();
  return parseConfiguration(*text, Name);
}

} // namespace ascendify
