//===- KernelGuard.cpp - kernels that wait behind a macro -----------------===//
//
// The host code of a file has to compile on a device family that runs no such kernels, and the kernels are what a
// person writes anew from: their text must not change. The trap: a `template <…>` and a comment-free line above
// belong to the function.
//
//===----------------------------------------------------------------------===//
#include "Rewrite/KernelGuard.h"
#include "Rewrite/Lines.h"
#include "Rewrite/Scan.h"
#include "Support/Error.h"
#include "llvm/ADT/STLExtras.h"

namespace ascendify {
namespace {

/// Where the declaration that holds \p offset begins.
uint32_t startOf(llvm::ArrayRef<Token> tokens, llvm::StringRef text, uint32_t offset) {
  uint32_t start = offset;
  for (size_t i = tokens.size(); i-- > 0;) {
    const Token &token = tokens[i];
    if (token.Range.Begin >= offset)
      continue;
    if (token.Text == ";" || token.Text == "}" || token.Text == "{")
      break;
    // A directive between two tokens ends what stands above it.
    if (text.slice(token.Range.End, start).contains("\n#"))
      break;
    start = token.Range.Begin;
  }
  return start;
}

} // namespace

std::map<std::string, std::vector<SourceRange>>
guardKernels(const RewriteInput &input, const RewriteOptions &options, llvm::ArrayRef<Kernel> kernels,
                  RewritePlan &plan) {
  std::map<std::string, std::vector<SourceRange>> guarded;
  const Style &style = *options.Rules;
  if (style.KernelMacro.empty() || !options.Device || options.Device->has(style.KernelNeeds))
    return guarded;
  std::map<std::string, std::set<std::pair<uint32_t, uint32_t>>> ranges;
  std::map<std::string, std::vector<Token>> scanned;
  for (const Body &body : input.Bodies) {
    if (!body.Kernel && body.Where != Side::Device)
      continue;
    const std::string *text = body.Braces.valid() ? input.TextOf(body.Place.File) : nullptr;
    if (!text || body.Macro != MacroOrigin::None || !body.Enclosing.empty())
      continue;
    auto [it, added] = scanned.try_emplace(body.Place.File);
    if (added)
      it->second = scan(*text, {0, uint32_t(text->size())});
    uint32_t begin = startOf(it->second, *text, std::min(body.Range.valid() ? body.Range.Begin : body.Place.Offset,
                                                         body.Place.Offset));
    ranges[body.Place.File].insert({begin, body.Braces.End});
  }
  for (auto &[file, set] : ranges) {
    const std::string &text = *input.TextOf(file);
    LineMap lines(text, LineLanguage::Cxx);
    std::string end = lineEndAt(text, 0).str();
    uint32_t at = 0;
    for (auto [begin, stop] : set) {
      if (begin < at)
        continue; // a member of a class that is guarded already
      at = stop;
      guarded[file].push_back({begin, stop});
      size_t line = lines.lineOf(begin);
      bool own = llvm::StringRef(text).slice(lines.start(line), begin).trim().empty();
      if (line > 0 && lines.line(line - 1).trim() == "#ifdef " + style.KernelMacro)
        continue; // done by an earlier run
      uint32_t from = own ? lines.start(line) : begin;
      std::string block = (own ? "" : end) + "#ifdef " + style.KernelMacro + end +
                          llvm::StringRef(text).slice(from, stop).str() + end + "#endif";
      if (stop < text.size() && text[stop] != '\n' && text[stop] != '\r')
        block += end;
      plan.Edits.add({file, {from, stop}, {{std::move(block), {}, false}}, VerbatimRule, uint32_t(line + 1)});
    }
  }
  for (const Kernel &kernel : kernels) {
    if (!input.TextOf(kernel.Place.File))
      continue;
    bool together = !kernel.Barriers.empty() || !kernel.WarpOperations.empty() || kernel.StaticSharedBytes ||
                    kernel.DynamicShared;
    const char *what = !kernel.Atomics.empty() ? "atomic" : together ? "cooperative" : "elementwise";
    auto route = style.KernelRoutes.find(what);
    Finding finding;
    finding.Id = "kernel-route";
    finding.Place = kernel.Place;
    finding.Symbol = kernel.Name;
    finding.Function = kernel.Name;
    finding.Profile = options.Device->Name;
    finding.Message = fmt::format("kernel '{}' stays as it is behind {}: {} runs no SIMT kernels; it becomes {}",
                                  kernel.Name, style.KernelMacro, options.Device->Name,
                                  route == style.KernelRoutes.end() ? "a kernel of its own" : route->second);
    plan.Findings.push_back(std::move(finding));
  }
  plan.Edits.settle();
  llvm::sort(plan.Findings);
  return guarded;
}

} // namespace ascendify
