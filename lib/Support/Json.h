//===- Json.h - JSON values, with positions in messages ----------*- C++ -*-===//
//
// nlohmann_json stands behind this header. The trap: without exceptions its
// accessors abort on a wrong type, so values from outside are read with the
// checked getters below and never with operator[] or get<>().
//
//===----------------------------------------------------------------------===//
#pragma once

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

namespace ascendify {

/// Keeps the order of keys: what is written first is read first.
using Json = nlohmann::ordered_json;

/// Parses \p text; \p name is what messages call it. Duplicate keys are an
/// error. The message reads `name:line:column: …`.
llvm::Expected<Json> parseJson(llvm::StringRef text, llvm::StringRef name);

/// Reads and parses the file at \p path.
llvm::Expected<Json> readJsonFile(llvm::StringRef path);

/// Line and column (1-based, bytes) of the value that the JSON pointer
/// \p pointer (`/entries/3/symbol`) names in \p text; {1,1} when it names none.
/// Costs a second parse: for messages only.
std::pair<unsigned, unsigned> locateJson(llvm::StringRef text, llvm::StringRef pointer);

/// Text form: two-space indentation, a newline at the end, invalid UTF-8
/// replaced by U+FFFD, so that any file name can be written.
std::string dumpJson(const Json &value);
/// The same on one line without a newline.
std::string dumpJsonLine(const Json &value);

/// The string member \p key of the object, or \p otherwise.
std::string getString(const Json &object, llvm::StringRef key, llvm::StringRef otherwise = "");
/// The integer member \p key of the object, or \p otherwise.
int64_t getInt(const Json &object, llvm::StringRef key, int64_t otherwise = 0);
/// The number member \p key of the object, or \p otherwise.
double getNumber(const Json &object, llvm::StringRef key, double otherwise = 0);
/// The boolean member \p key of the object, or \p otherwise.
bool getBool(const Json &object, llvm::StringRef key, bool otherwise = false);
/// The member \p key of the object, or null when absent.
const Json *getMember(const Json &object, llvm::StringRef key);
/// The strings of the array member \p key; other elements are skipped.
std::vector<std::string> getStrings(const Json &object, llvm::StringRef key);

} // namespace ascendify
