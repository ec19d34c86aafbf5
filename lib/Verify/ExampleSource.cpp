//===- ExampleSource.cpp - embedded examples as CUDA sources --------------===//
#include "Verify/ExampleSource.h"
#include "Support/Tokens.h"
#include <fmt/format.h>
#include <map>

namespace ascendify {
namespace {

enum class Mark { Begin, In, Out, End };

/// A comment on a line of its own.
std::string marker(size_t index, Mark mark) {
  static constexpr const char *names[] = {"begin", "in", "out", "end"};
  return fmt::format("/*ascendify example {} {}*/\n", index, names[size_t(mark)]);
}

constexpr llvm::StringLiteral AnyBegin = "/*ascendify example ";

/// The include lines of a context, and the rest of it.
std::pair<std::string, std::string> splitIncludes(llvm::StringRef context) {
  std::string includes, rest;
  TokenizedText tokens = tokenize(context);
  size_t at = 0;
  for (const IncludeToken &include : tokens.Includes) {
    size_t begin = context.take_front(include.Begin).rfind('#');
    size_t end = std::min(context.find('\n', include.Begin), context.size());
    rest += context.slice(at, begin);
    includes += (context.slice(begin, end) + "\n").str();
    at = std::min(end + 1, context.size());
  }
  rest += context.substr(at);
  return {includes, rest};
}

void place(ExampleUnit &unit, const Example &example, llvm::StringRef context, size_t index) {
  std::string &text = unit.Text;
  PlacedExample &placed = unit.Examples.emplace_back();
  placed.Index = index;
  placed.Block.Begin = uint32_t(text.size());
  text += marker(index, Mark::Begin) + fmt::format("namespace ascendify_example_{} {{\n", index);
  if (!context.empty())
    text += context.str() + "\n";
  bool function = example.Scope != "namespace";
  // The result type is whatever the statements return.
  if (function)
    text += example.Side == "device" ? "__device__ auto ascendify_statements() {\n"
                                     : "auto ascendify_statements() {\n";
  text += marker(index, Mark::In);
  placed.In.Begin = uint32_t(text.size());
  text += example.In;
  placed.In.End = uint32_t(text.size());
  text += "\n" + marker(index, Mark::Out) + (function ? "}\n}\n" : "}\n") + marker(index, Mark::End);
  placed.Block.End = uint32_t(text.size());
}

} // namespace

bool canShareUnit(const Example &example) {
  return standsAlone(splitIncludes(example.Context).second) && standsAlone(example.In);
}

std::vector<ExampleUnit> makeExampleUnits(llvm::ArrayRef<EmbeddedExample> examples,
                                          llvm::ArrayRef<size_t> chosen, size_t size,
                                          llvm::StringRef prefix) {
  std::vector<ExampleUnit> units;
  std::map<std::string, size_t> open; // include lines -> unit with room
  for (size_t index : chosen) {
    const Example &example = *examples[index].Text;
    auto [includes, context] = splitIncludes(example.Context);
    auto [it, isNew] = open.try_emplace(includes, units.size());
    if (!isNew && units[it->second].Examples.size() >= size)
      it->second = units.size();
    if (it->second == units.size())
      units.push_back({fmt::format("{}{}.cu", prefix.str(), units.size()), includes, {}});
    place(units[it->second], example, context, index);
  }
  return units;
}

std::optional<RewrittenExample> findRewritten(llvm::StringRef rewritten, size_t index) {
  std::string begin = marker(index, Mark::Begin), in = marker(index, Mark::In),
              out = marker(index, Mark::Out), end = marker(index, Mark::End);
  size_t first = rewritten.find(begin);
  size_t inside = rewritten.find(in, first == llvm::StringRef::npos ? first : first + begin.size());
  size_t behind = inside == llvm::StringRef::npos ? inside : rewritten.find("\n" + out, inside);
  size_t last = behind == llvm::StringRef::npos ? behind : rewritten.find(end, behind);
  if (last == llvm::StringRef::npos)
    return std::nullopt;
  RewrittenExample found;
  found.Preface = rewritten.take_front(rewritten.find(AnyBegin)).str();
  found.Block = rewritten.slice(first, last + end.size()).str();
  size_t from = inside + in.size();
  found.In = rewritten.slice(from, std::max(from, behind)).str();
  return found;
}

} // namespace ascendify
