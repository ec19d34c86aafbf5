//===- JsonSchema.h - checking data against its published schema -*- C++ -*-===//
//
// The schemas in mappings/schema are what users and editors read; checking
// against the same files keeps them the only list of keys and values. Messages
// name what was found, what is allowed and what was probably meant, which the
// packaged validators do not (and they throw).
//
// The part of draft-07 that is understood: $ref inside the file, type, enum,
// const, properties, required, additionalProperties, propertyNames, items,
// minItems, maxItems, uniqueItems, minLength, minimum, maximum, pattern (with
// patternErrorMessage), oneOf/anyOf, allOf, if/then/else. Any other keyword is an error of the schema,
// so none is silently ignored.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "Support/Json.h"
#include <memory>

namespace ascendify {

/// One way in which a value does not fit.
struct SchemaProblem {
  std::string Pointer; ///< JSON pointer of the value
  bool AtKey = false;  ///< the place to show is its key
  std::string Message;
};

class JsonSchema {
public:
  JsonSchema(JsonSchema &&) noexcept;
  JsonSchema &operator=(JsonSchema &&) noexcept;
  ~JsonSchema();

  /// \p schema is the parsed schema, \p name what messages call it.
  static llvm::Expected<JsonSchema> compile(const Json &schema, llvm::StringRef name);

  /// All problems of \p value, in the order of the value.
  std::vector<SchemaProblem> check(const Json &value) const;

private:
  struct Node;
  struct Compiler;
  struct Checker;
  JsonSchema();
  std::vector<std::unique_ptr<Node>> Nodes; ///< [0] is the root
};

/// The element of \p allowed that \p found was probably meant to be; empty when none is near.
std::string nearest(llvm::StringRef found, const std::vector<std::string> &allowed);

} // namespace ascendify
