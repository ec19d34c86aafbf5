//===- HostState.cpp - what is queued on the ways to a place ---------------===//
//
// Where ways meet, what is queued on one of them only is queued under what was tested on that one:
// `if (async) copyAsync(); else copy();` and later `if (async) wait();` leave nothing.
//
//===----------------------------------------------------------------------===//
#include "Flow/HostOrder.h"
#include "llvm/ADT/STLExtras.h"

namespace ascendify {

void HostOrder::State::forget(const std::string &variable) {
  auto mentions = [&](const auto &fact) { return fact.first.mentions(variable); };
  std::erase_if(Known, mentions);
  for (auto &[work, conditions] : Only)
    std::erase_if(conditions, mentions);
}

/// Whether \p condition cannot be \p value where \p known holds.
static bool contradicts(const std::map<HostCondition, bool> &known, const HostCondition &condition, bool value) {
  if (auto it = known.find(condition); it != known.end())
    return it->second != value;
  return value && llvm::any_of(known, [&](const auto &fact) { return fact.second && fact.first.excludes(condition); });
}

/// \returns false when the way cannot be taken.
bool HostOrder::State::assume(const HostCondition &condition, bool value) {
  if (contradicts(Known, condition, value))
    return false;
  Known.emplace(condition, value);
  for (auto it = Only.begin(); it != Only.end();) {
    bool gone = contradicts(it->second, condition, value);
    if (gone)
      Work.erase(it->first);
    it = gone ? Only.erase(it) : std::next(it);
  }
  return true;
}

unsigned HostOrder::State::denied(const HostCondition &condition) const {
  if (condition.Equals.empty())
    return 0;
  return unsigned(llvm::count_if(Known, [&](const auto &fact) {
    return !fact.second && !fact.first.Equals.empty() && fact.first.Subject == condition.Subject;
  }));
}

void HostOrder::State::merge(const State &other) {
  auto common = [](std::map<HostCondition, bool> mine, const std::map<HostCondition, bool> &theirs) {
    std::erase_if(mine, [&](const auto &fact) {
      auto it = theirs.find(fact.first);
      return it == theirs.end() || it->second != fact.second;
    });
    return mine;
  };
  // What holds where the work is left in a state.
  auto conditions = [](const State &state, const Queued &work) {
    std::map<HostCondition, bool> out = state.Known;
    if (auto it = state.Only.find(work); it != state.Only.end())
      out.insert(it->second.begin(), it->second.end());
    return out;
  };
  std::map<Queued, std::map<HostCondition, bool>> only;
  auto note = [&](const Queued &work, std::map<HostCondition, bool> when) {
    if (!when.empty())
      only[work] = std::move(when);
  };
  for (const Queued &work : Work)
    note(work, other.Work.count(work) ? common(conditions(*this, work), conditions(other, work)) : conditions(*this, work));
  for (const Queued &work : other.Work)
    if (!Work.count(work))
      note(work, conditions(other, work));
  Only = std::move(only);
  Work.insert(other.Work.begin(), other.Work.end());
  Waited &= other.Waited;
  if (Capture != other.Capture)
    Capture = Capture == Runs || other.Capture == Runs ? Runs : Unchanged;
  std::erase_if(Fresh, [&](const std::string &name) { return !other.Fresh.count(name); });
  Known = common(std::move(Known), other.Known);
}

} // namespace ascendify
