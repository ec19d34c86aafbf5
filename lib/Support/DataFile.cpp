//===- DataFile.cpp - a JSON file that follows a schema -------------------===//
#include "Support/DataFile.h"
#include "Support/Error.h"
#include "Support/File.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/Support/Path.h"

namespace ascendify {

std::string DataProblem::text() const {
  return Line ? fmt::format("{}:{}:{}: {}", File, Line, Column, Message)
              : fmt::format("{}: {}", File, Message);
}

llvm::Error errorOf(const std::vector<DataProblem> &problems) {
  std::string text;
  for (const DataProblem &problem : problems)
    text += (text.empty() ? "" : "\n") + problem.text();
  return errorText(std::move(text));
}

llvm::Expected<JsonSchema> readSchema(llvm::StringRef folder, llvm::StringRef file) {
  llvm::SmallString<256> name(folder);
  llvm::sys::path::append(name, file);
  llvm::Expected<Json> schema = readJsonFile(name);
  if (!schema)
    return schema.takeError();
  return JsonSchema::compile(*schema, name);
}

std::optional<Json> DataText::parse() {
  Json value = Json::parse(Text.begin(), Text.end(), nullptr, /*allow_exceptions=*/false);
  if (value.is_discarded()) {
    llvm::Expected<Json> again = parseJson(Text, Name);
    std::string why = again ? "not JSON" : llvm::toString(again.takeError());
    // The message has the place already: take it apart again.
    llvm::StringRef rest = why;
    unsigned line = 0, column = 0;
    if (rest.consume_front(Name) && rest.consume_front(":") && !rest.consumeInteger(10, line) &&
        rest.consume_front(":") && !rest.consumeInteger(10, column) && rest.consume_front(": "))
      Problems.push_back({Name, line, column, rest.str()});
    else
      Problems.push_back({Name, 0, 0, why});
    return std::nullopt;
  }
  std::vector<JsonPositions::Duplicate> twice = Places.duplicateKeys();
  for (const JsonPositions::Duplicate &key : twice)
    problemAt(key.Offset, fmt::format("key \"{}\" stands twice in one object", key.Key));
  if (!twice.empty())
    return std::nullopt;
  return value;
}

bool DataText::fits(const JsonSchema &schema, const Json &value) {
  std::vector<SchemaProblem> found = schema.check(value);
  for (SchemaProblem &one : found)
    problem(one.Pointer, std::move(one.Message), one.AtKey);
  return found.empty();
}

void DataText::problemAt(size_t offset, std::string message) {
  auto [line, column] = Places.at(offset);
  Problems.push_back({Name, line, column, std::move(message)});
}

void DataText::problem(llvm::StringRef pointer, std::string message, bool atKey) {
  problemAt((atKey ? Places.key(pointer) : Places.value(pointer)).value_or(0), std::move(message));
}

llvm::Expected<DataFile> DataFile::read(llvm::StringRef path, llvm::StringRef schemas,
                                        llvm::StringRef schema) {
  DataFile out;
  out.Name = path.str();
  llvm::Expected<std::string> text = readFile(path);
  if (!text)
    return text.takeError();
  out.Text = std::move(*text);
  llvm::Expected<JsonSchema> rules = readSchema(schemas, schema);
  if (!rules)
    return rules.takeError();
  std::vector<DataProblem> problems;
  DataText reader(out.Text, path, problems);
  std::optional<Json> value = reader.parse();
  if (!value || !reader.fits(*rules, *value))
    return errorOf(problems);
  out.Value = std::move(*value);
  return out;
}

llvm::Error DataFile::wrong(llvm::StringRef pointer, std::string message) const {
  std::vector<DataProblem> problems;
  DataText(Text, Name, problems).problem(pointer, std::move(message));
  return errorOf(problems);
}

} // namespace ascendify
