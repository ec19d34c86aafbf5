//===- LaunchGridLimit.cpp - more blocks or threads than a launch may have ===//
//
// The product of the three grid extents counts, where CUDA limits each of them. The trap: nearly every
// launch depends on an input. What is reported is a grid for which an input can be named that passes
// the limit, with the greatest value that still works; a grid that is an unknown number is not.
//
//===----------------------------------------------------------------------===//
#include "Checks/Divergence.h"
#include "Checks/Launches.h"
#include <fmt/format.h>

namespace ascendify {
namespace {

const char *Source = "docs/zh/guide/编程指南/语言扩展层/SIMT-BuiltIn关键字.md";
const char *BlockSource = "docs/zh/guide/编程指南/编程模型/AI-Core-SIMT编程/线程架构.md";

Finding findingAt(const Launch &launch, Likelihood sure) {
  Finding f;
  f.Kind = Axis::Hazard;
  f.Sureness = sure;
  f.Level = sure == Likelihood::Certain ? Severity::Error
            : sure == Likelihood::Likely ? Severity::Warning
                                         : Severity::Note;
  f.Place = launch.In->placeOf(launch.At);
  f.Symbol = launch.Kernel.empty() ? "<<<" : launch.Kernel;
  f.Function = launch.In->Name;
  return f;
}

/// Whether the formula divides: it counts blocks of something.
bool scales(const Formula &f) {
  return f.Op == Formula::Divide || f.Op == Formula::ShiftRight || (f.A && scales(*f.A)) || (f.B && scales(*f.B));
}

void grid(const Profile &source, const Launch &launch, int64_t limit, SurestFindings &found) {
  if (!launch.Grid[0])
    return;
  int64_t most = source.limit("grid-blocks-yz").value_or(INT64_MAX), threads = source.limit("block-threads").value_or(INT64_MAX);
  FormulaRef blocks = launch.Grid[0];
  for (unsigned i = 1; i < 3; ++i)
    blocks = combine(Formula::Multiply, blocks,
                     rangeOf(launch.Grid[i]).Hi > most ? within(launch.Grid[i], {0, most}) : launch.Grid[i]);
  IntRange range = rangeOf(blocks);
  if (greatest(blocks, launch, threads) <= limit)
    return;
  const char *advice = "launch at most the limit and let every block loop over several pieces of work";
  if (range.Lo > limit) {
    Finding f = findingAt(launch, Likelihood::Certain);
    f.Aspect = "grid";
    f.Message = range.single() ? fmt::format("the grid has {} blocks; a launch has at most {}", grouped(range.Lo), grouped(limit))
                               : fmt::format("the grid has at least {} blocks; a launch has at most {}", grouped(range.Lo), grouped(limit));
    f.Advice = advice, f.Evidence = Source;
    return found.add(std::move(f));
  }
  std::map<std::string, const Formula *> inputs = inputsOf(blocks);
  std::set<std::string> divisors = divisorsOf(blocks);
  unsigned grows = 0;
  bool loops = false, opaque = false, oneVariable = true, unnamed = false;
  llvm::StringRef variable;
  for (const auto &[key, input] : inputs) {
    if (divisors.count(key) || input->From == InputKind::Device)
      continue;
    ++grows;
    unnamed |= llvm::StringRef(input->Name).contains(' ') && input->Bounds.Hi > limit; // an expression that was given up
    // The extents of one variable are one input.
    auto [owner, member] = llvm::StringRef(input->Name).rsplit('.');
    oneVariable &= (member == "x" || member == "y" || member == "z") && (variable.empty() || owner == variable);
    variable = owner;
    loops |= input->From == InputKind::Looping;
    opaque |= input->From == InputKind::Opaque;
  }
  if (inputs.empty() || !grows) {
    // Alternatives that are constants, one of them too great.
    if (!grows && inputs.empty()) {
      Finding f = findingAt(launch, Likelihood::Likely);
      f.Aspect = "grid";
      f.Message = fmt::format("the grid has up to {} blocks; a launch has at most {}", grouped(range.Hi), grouped(limit));
      f.Advice = advice, f.Evidence = Source;
      found.add(std::move(f));
    }
    return;
  }
  bool divides = scales(*blocks);
  // A number that nobody explains says nothing about its size.
  if (opaque && !divides)
    return;
  std::optional<Threshold> threshold = thresholdOf(blocks, limit, assumedOf(source));
  if (!threshold)
    return;
  bool sure = !loops && !unnamed && (divides || (grows > 1 && !oneVariable));
  Finding f = findingAt(launch, sure ? Likelihood::Likely : Likelihood::Possible);
  f.Aspect = "grid";
  std::string text = textOf(blocks);
  if (text.size() > 120)
    text = "the product of its extents";
  f.Message = fmt::format("grid = {}: exceeds {} blocks {}{}", text, grouped(limit), describe(*threshold),
                          loops ? "; the value changes in a loop" : "");
  f.Advice = advice, f.Evidence = Source;
  found.add(std::move(f));
}

void block(const CheckInput &in, const Launch &launch, SurestFindings &found) {
  std::optional<int64_t> limit = in.Device->limit("block-threads"), bound = in.Device->limit("default-launch-bound");
  if (!launch.Block[0] || !limit)
    return;
  FormulaRef threads = combine(Formula::Multiply, combine(Formula::Multiply, launch.Block[0], launch.Block[1]), launch.Block[2]);
  IntRange range = rangeOf(threads);
  if (range.Lo > *limit) {
    Finding f = findingAt(launch, Likelihood::Certain);
    f.Aspect = "block";
    f.Message = fmt::format("the block has {}{} threads; a block has at most {}", range.single() ? "" : "at least ",
                            grouped(range.Lo), grouped(*limit));
    f.Advice = "use smaller blocks", f.Evidence = BlockSource;
    return found.add(std::move(f));
  }
  if (!bound || range.Lo <= *bound)
    return;
  for (const Body *kernel : in.Code->definitions(launch.KernelUsr))
    if (!in.Code->isStranger(*launch.In, *kernel) && kernel->LaunchBoundThreads && *kernel->LaunchBoundThreads >= range.Lo)
      return;
  Finding f = findingAt(launch, Likelihood::Certain);
  f.Aspect = "block";
  f.Message = fmt::format("the block has {}{} threads; more than {} need __launch_bounds__ at the kernel",
                          range.single() ? "" : "at least ", grouped(range.Lo), grouped(*bound));
  f.Advice = "declare the kernel with __launch_bounds__ of the block's size", f.Evidence = BlockSource;
  found.add(std::move(f));
}

} // namespace

void launchGridLimit(const CheckInput &in, FindingSink sink) {
  std::optional<int64_t> limit = in.Device->limit("grid-blocks");
  if (!in.Device->has("simt") || !limit)
    return;
  SurestFindings found;
  for (const Launch &launch : in.Launches) {
    grid(*in.Source, launch, *limit, found);
    block(in, launch, found);
  }
  found.give(sink);
}

} // namespace ascendify
