//===- LaunchBounds.cpp - bounds for kernels that have none ---------------===//
//
// Without a bound the compiler has to expect the default block, and every thread gets the registers that are left then. The
// trap is a launch that nobody saw: a kernel in a header, or one that is handed on, gets none.
//
//===----------------------------------------------------------------------===//
#include "Rewrite/Program.h"
#include "Support/Error.h"
#include "llvm/ADT/STLExtras.h"

namespace ascendify {
namespace {

constexpr llvm::StringLiteral Rule = "launch-bounds";

/// The threads of a block in every launch of \p kernel, when that is one number.
std::optional<uint64_t> commonBlock(const Kernel &kernel) {
  std::optional<uint64_t> threads;
  for (const LaunchSite &site : kernel.Launches) {
    std::optional<uint64_t> here = product(site.BlockDim);
    if (!here || *here == 0 || site.Possible || !site.Through.empty() || (threads && *threads != *here))
      return std::nullopt;
    threads = here;
  }
  return threads;
}

bool isHeader(llvm::StringRef file) {
  llvm::StringRef suffix = file.rsplit('.').second;
  return suffix.starts_with("h") || suffix == "cuh" || suffix == "inc" || suffix == "inl";
}

} // namespace

void addLaunchBounds(RewritePlan &plan, const RewriteInput &input, const RewriteOptions &options) {
  llvm::StringRef qualifier = options.Rules ? options.Rules->text(Rule, "add") : "";
  llvm::StringRef kernelQualifier = options.Rules ? options.Rules->text(Rule, "kernel-qualifier") : "";
  std::optional<int64_t> most = options.Device ? options.Device->limit("block-threads") : std::nullopt;
  if (qualifier.empty() || !most)
    return;
  for (const Kernel &kernel : input.Kernels) {
    if (kernel.LaunchBoundThreads || isHeader(kernel.Place.File))
      continue;
    std::optional<uint64_t> threads = commonBlock(kernel);
    if (!threads || int64_t(*threads) > *most)
      continue;
    const Body *definition = nullptr;
    for (const Body &body : input.Bodies)
      if (body.Kernel && body.Usr == kernel.Usr && body.Place == kernel.Place && body.Macro == MacroOrigin::None) {
        definition = &body;
        if (body.LaunchBoundThreads)
          definition = nullptr;
        break;
      }
    const std::string *text = definition ? input.TextOf(definition->Place.File) : nullptr;
    if (!text)
      continue;
    for (const Fact &fact : input.Facts) {
      if (fact.Symbol != kernelQualifier || fact.Place.File != definition->Place.File || !definition->Range.contains(fact.Range) ||
          fact.Macro == MacroOrigin::Body || fact.Inactive ||
          llvm::StringRef(*text).slice(fact.Range.Begin, fact.Range.End) != kernelQualifier)
        continue;
      // A bound that the model does not know, of a name of the program's own.
      if (llvm::StringRef(*text).slice(definition->Range.Begin, definition->Braces.Begin).contains_insensitive("bounds"))
        break;
      plan.Edits.add({fact.Place.File,
                      {fact.Range.End, fact.Range.End},
                      {{fmt::format(" {}({})", qualifier.str(), *threads), {}, false}},
                      Rule.str(),
                      fact.Place.Line});
      break;
    }
  }
}

} // namespace ascendify
