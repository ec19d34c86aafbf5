//===- Symbol.h - One symbol of a surface, as JSON ------------------------===//
//
// Idea: lowering turns each public declaration into one JSON object in the
// shape of mappings/schema/surface.schema.json. Fields that hold their default
// are left out, so that a surface stays small and its diffs readable.
// Trap: clang's types must not survive the translation unit; only JSON does.
//
//===----------------------------------------------------------------------===//
#ifndef ASCENDIFY_TOOLS_SURFACE_SYMBOL_H
#define ASCENDIFY_TOOLS_SURFACE_SYMBOL_H

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace ascendify::surface {

/// Keys keep the order in which they are written, which is the order a reader wants.
using Object = nlohmann::ordered_json;

/// What the user asked for; paths as given on the command line.
struct Options {
  std::vector<std::string> Headers;    ///< headers to include, in order
  std::vector<std::string> Arguments;  ///< -I, -D and other compiler arguments
  std::vector<std::string> Includes;   ///< forced includes (keyword shims)
  std::vector<std::string> Only;       ///< header patterns to keep; empty: all below a root
  std::vector<std::string> Roots;      ///< folders that header names are relative to
  std::string Language = "c++";        ///< c, c++ or cuda
  std::string Platform, Library, Release, Source;
  std::string InlineNamespace;         ///< versioning namespace to leave out of names
  bool AllowErrors = false;            ///< print what was found although the parse had errors
  bool Reserved = true;                ///< keep names that begin with two underscores
};

/// Symbols of one parse and the number of errors it had.
struct Result {
  std::vector<Object> Symbols;
  std::vector<Object> Headers; ///< {"name", "includes"} of each header that is kept
  unsigned Errors = 0;
};

/// Parses one translation unit that includes all headers of \p O.
Result extract(const Options &O);

/// Sorts, drops duplicates and prints one symbol per line. Deterministic.
std::string print(const Options &O, Result R);

} // namespace ascendify::surface

#endif
