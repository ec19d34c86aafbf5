//===- CopyImplicitSync.cpp - a copy or free that waits for kernels on CUDA only ===//
#include "Checks/Divergence.h"
#include "Flow/HostOrder.h"
#include <fmt/format.h>

namespace ascendify {

void copyImplicitSync(const CheckInput &in, FindingSink sink) {
  if (!in.Device->has("host-runtime"))
    return;
  SurestFindings found;
  for (const UnorderedCall &call : in.Order->calls()) {
    const Body &body = *call.In;
    const Expr &e = body.Exprs[call.At];
    const Expr &work = call.Work.In->Exprs[call.Work.At];
    Finding f;
    f.Kind = Axis::Hazard;
    f.Place = body.placeOf(call.At);
    f.Symbol = e.Text.str();
    f.Function = body.Name;
    f.Sureness = call.How == Reliance::Reads                                             ? Likelihood::Certain
                 : call.How == Reliance::Overwrites || call.How == Reliance::Unknown ? Likelihood::Likely
                                                                                      : Likelihood::Possible;
    f.Level = f.Sureness == Likelihood::Possible ? Severity::Note : Severity::Warning;
    bool frees = in.Code->rolesOf(e.Text).has(Role::Free, Role::FreeHost);
    std::string queued = work.Kind == ExprKind::Launch && !work.Text.empty() ? fmt::format("the kernel '{}'", work.Text.str())
                         : work.Kind == ExprKind::Launch                     ? "a kernel"
                                                         : fmt::format("the work of '{}'", work.Text.str());
    Location launched = call.Work.In->placeOf(call.Work.At);
    const char *what = call.How == Reliance::Reads        ? "reads what {} ({}) writes"
                       : frees                             ? "frees memory that {} ({}) uses"
                       : call.How == Reliance::Overwrites ? "overwrites memory that {} ({}) uses"
                       : call.How == Reliance::Part       ? "writes behind the start of memory that {} ({}) uses, perhaps another part of it"
                       : call.How == Reliance::Unknown    ? "may read what queued work writes, such as {} ({})"
                                                          : "comes after {} ({}), though nothing shows that it reads a result";
    f.Message = fmt::format("'{}' {}, and nothing waits in between; on the target {} does not wait for queued work", f.Symbol,
                            fmt::format(fmt::runtime(what), queued, placeText(launched, f.Place)), frees ? "a plain free" : "a synchronous copy");
    f.Advice = "synchronise the device or the stream before it";
    f.Evidence = frees ? "docs/zh/api_ref/11-01" : "docs/zh/api_ref/11-03_memory_copy_and_set.md";
    f.Related.emplace_back(launched, "queued here");
    found.add(std::move(f));
  }
  found.give(sink);
}

} // namespace ascendify
