//===- SharedMemoryLimit.cpp - more shared memory than a block has --------===//
//
// Static and dynamic shared memory of a launch together. CUDA gives a block more than a default (48 KB) only
// when the program asks for it; so a size that is not known matters only for a kernel for which it does.
//
//===----------------------------------------------------------------------===//
#include "Checks/Divergence.h"
#include "Checks/Launches.h"
#include "llvm/ADT/StringSet.h"
#include <fmt/format.h>

namespace ascendify {
namespace {

const char *Source = "docs/zh/guide/编程指南/编程模型/AI-Core-SIMT编程/内存层级.md";

/// A call that raises the limit of dynamic shared memory of a kernel.
struct OptIn {
  const Body *In;
  uint32_t At;
  std::string Usr, Name;
  FormulaRef Bytes;
};

/// The function that an argument names.
const Expr &functionOf(const Body &body, uint32_t at) {
  while (body.Exprs[at].Kind != ExprKind::Variable && !body.Exprs[at].Children.empty())
    at = body.Exprs[at].Children[0];
  return body.Exprs[at];
}

std::vector<OptIn> optIns(const CheckInput &in) {
  std::vector<OptIn> out;
  for (const Body &body : in.Code->bodies()) {
    if (hasInstantiation(*in.Code, body))
      continue;
    for (uint32_t i = 0; i < body.Exprs.size(); ++i) {
      const Expr &e = body.Exprs[i];
      Roles does = e.Kind == ExprKind::Call ? in.Code->rolesOf(e.Text) : Roles();
      std::optional<unsigned> function = does.position(Operand::Function), bytes = does.position(Operand::SharedBytes);
      if (!does.has(Role::KernelLimit) || !function || !bytes || std::max(*function, *bytes) >= e.Children.size())
        continue;
      bool shared = llvm::any_of(e.Children, [&](uint32_t child) {
        while (body.Exprs[child].Kind == ExprKind::Cast && !body.Exprs[child].Children.empty())
          child = body.Exprs[child].Children[0];
        return in.Code->rolesOf(body.Exprs[child].Text).has(Role::DynamicSharedLimit);
      });
      if (!shared)
        continue;
      const Expr &named = functionOf(body, e.Children[*function]);
      out.push_back({&body, i, named.Usr.str(), named.Text.str(), in.Ranges->value(body, e.Children[*bytes])});
    }
  }
  return out;
}

} // namespace

void sharedMemoryLimit(const CheckInput &in, FindingSink sink) {
  std::optional<int64_t> limit = in.Device->limit("shared-bytes-per-block");
  if (!in.Device->has("simt") || !limit)
    return;
  llvm::StringMap<std::vector<const Kernel *>> kernels;
  for (const Kernel &kernel : in.Kernels)
    kernels[kernel.Usr].push_back(&kernel);
  SurestFindings found;
  auto add = [&](const Body &body, uint32_t at, std::string symbol, Likelihood sure, std::string message) {
    Finding f;
    f.Kind = Axis::Hazard;
    f.Sureness = sure;
    f.Level = sure == Likelihood::Certain ? Severity::Error : sure == Likelihood::Likely ? Severity::Warning : Severity::Note;
    f.Place = body.placeOf(at);
    f.Symbol = std::move(symbol);
    f.Function = body.Name;
    f.Message = std::move(message);
    f.Advice = "use smaller tiles, or keep a part of the data in registers or global memory";
    f.Evidence = Source;
    found.add(std::move(f));
  };
  auto statics = [&](llvm::StringRef usr, const Body &from) {
    std::vector<const Kernel *> same = kernels.lookup(usr);
    std::vector<llvm::StringRef> files;
    for (const Kernel *kernel : same)
      files.push_back(kernel->Place.File);
    std::vector<bool> left = in.Code->strangers(from.Place.File, files);
    uint64_t bytes = 0;
    for (size_t i = 0; i < same.size(); ++i)
      if (!left[i])
        bytes = std::max(bytes, same[i]->StaticSharedBytes);
    return bytes;
  };
  auto parts = [](uint64_t fixed) {
    return fixed ? fmt::format(" ({} static)", grouped(int64_t(fixed))) : std::string();
  };

  for (const Kernel &kernel : in.Kernels)
    if (int64_t(kernel.StaticSharedBytes) > *limit) {
      Finding f;
      f.Kind = Axis::Hazard;
      f.Level = Severity::Error;
      f.Sureness = kernel.StaticSharedKnown ? Likelihood::Certain : Likelihood::Likely;
      f.Place = kernel.Place;
      f.Symbol = f.Function = kernel.Name;
      f.Message = fmt::format("'{}' has {}{} bytes of static shared memory; a block has at most {}", kernel.Name,
                              kernel.StaticSharedKnown ? "" : "up to ", grouped(int64_t(kernel.StaticSharedBytes)), grouped(*limit));
      f.Advice = "use smaller tiles, or keep a part of the data in registers or global memory";
      f.Evidence = Source;
      found.add(std::move(f));
    }

  std::vector<OptIn> raised = optIns(in);
  llvm::StringSet<> raisedKernels;
  for (const OptIn &one : raised) {
    uint64_t fixed = statics(one.Usr, *one.In);
    IntRange bytes = rangeOf(one.Bytes);
    // CUDA refuses a launch with more than what was allowed.
    if (bytes.Hi > *limit - int64_t(fixed))
      raisedKernels.insert(one.Usr);
    bool choice = inputsOf(one.Bytes).empty(); // of constants
    if ((choice ? bytes.Hi : bytes.Lo) > *limit - int64_t(fixed) && int64_t(fixed) <= *limit)
      add(*one.In, one.At, one.Name, Likelihood::Likely,
          fmt::format("'{}' is allowed {}{} bytes of shared memory{}; a block has at most {}", one.Name,
                      bytes.single() ? "" : choice ? "up to " : "at least ",
                      grouped((choice ? bytes.Hi : bytes.Lo) + int64_t(fixed)), parts(fixed), grouped(*limit)));
  }

  std::optional<int64_t> unasked = in.Source->limit("default-shared-bytes");
  std::string usual = unasked ? fmt::format("{} KB", *unasked / 1024) : "the default";
  auto judge = [&](const Launch &launch) {
    uint64_t fixed = statics(launch.KernelUsr, *launch.In);
    if (!launch.Shared || int64_t(fixed) > *limit)
      return;
    FormulaRef bytes = combine(Formula::Add, launch.Shared, constantFormula(int64_t(fixed)));
    IntRange range = rangeOf(bytes);
    if (greatest(bytes, launch, in.Source->limit("block-threads").value_or(INT64_MAX)) <= *limit)
      return;
    if (range.Lo > *limit)
      return add(*launch.In, launch.At, launch.Kernel, Likelihood::Certain,
                 fmt::format("the launch of '{}' needs {}{} bytes of shared memory{}; a block has at most {}", launch.Kernel,
                             range.single() ? "" : "at least ", grouped(range.Lo), parts(fixed), grouped(*limit)));
    if (!raisedKernels.contains(launch.KernelUsr) || launch.KernelUsr.empty())
      return; // at most the default there too
    if (inputsOf(bytes).empty())
      return add(*launch.In, launch.At, launch.Kernel, Likelihood::Likely,
                 fmt::format("the launch of '{}' needs up to {} bytes of shared memory{}; a block has at most {}", launch.Kernel,
                             grouped(range.Hi), parts(fixed), grouped(*limit)));
    std::optional<Threshold> threshold = thresholdOf(bytes, *limit, {});
    std::string text = textOf(launch.Shared);
    add(*launch.In, launch.At, launch.Kernel, Likelihood::Possible,
        threshold && text.size() <= 120
            ? fmt::format("shared memory of '{}' = {} bytes{}, raised beyond {}: exceeds {} bytes {}", launch.Kernel, text,
                          parts(fixed), usual, grouped(*limit), describe(*threshold))
            : fmt::format("the dynamic shared memory of '{}' is raised beyond {} and its size is not known{}; a block has at most {} bytes",
                          launch.Kernel, usual, parts(fixed), grouped(*limit)));
  };
  for (const Launch &launch : in.Launches)
    judge(launch);
  found.give(sink);
}

} // namespace ascendify
