//===- Divergence.h - what the checks of divergence share --------*- C++ -*-===//
#pragma once

#include "Checks/Check.h"
#include "Flow/Lanes.h"

namespace ascendify {

/// Takes findings of one check: of several at one place the surest stays.
class SurestFindings {
public:
  void add(Finding f);
  void give(FindingSink sink) const;

private:
  std::map<std::pair<Location, std::string>, Finding> Best;
};

/// How sure a judgement is that rests on \p level; none for No.
Likelihood likelihoodOf(Differs level);

/// \p place as a message at \p from names it: `line 12`, with its file when that is another one.
std::string placeText(const Location &place, const Location &from);

/// A call that not all lanes, or not all threads of the block, reach.
struct DivergentCall {
  const Activation *In;
  uint32_t Call;      ///< index into In->Code->Exprs
  FirstCall Meant;    ///< the platform's call; the same unless a function around it is called
  Differs Level;
  uint32_t Branch;    ///< block of In->Code that decides
};

/// Visits, in a fixed order, calls that reach one of \p role under a condition that differs between
/// the lanes of a warp (\p ofWarp) or the threads of a block.
void forEachDivergentCall(const LaneAnalysis &, const Program &, Role role, bool ofWarp,
                          llvm::function_ref<void(const DivergentCall &)> visit);

/// Why \p call is not reached by all, as the second half of a message. \p who: `lanes`, `threads`.
std::string reasonOf(const DivergentCall &call, llvm::StringRef who);

/// The finding that \p call yields, without its message.
Finding findingAt(const DivergentCall &call);

} // namespace ascendify
