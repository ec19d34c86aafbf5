//===- HostState.cpp - what is queued on the ways to a place ---------------===//
//
// Where ways meet, what is queued on one of them only is queued under the condition that tells them apart:
// `if (async) copyAsync(); else copy();` and later `if (async) wait();` leave nothing.
//
//===----------------------------------------------------------------------===//
#include "Flow/HostOrder.h"

namespace ascendify {

void HostOrder::State::forget(const std::string &variable) {
  Known.erase(variable);
  std::erase_if(Only, [&](const auto &one) { return one.second.first == variable; });
}

/// \returns false when the way cannot be taken.
bool HostOrder::State::assume(const std::string &variable, bool value) {
  if (auto [it, isNew] = Known.try_emplace(variable, value); !isNew && it->second != value)
    return false;
  for (auto it = Only.begin(); it != Only.end();) {
    bool gone = it->second.first == variable && it->second.second != value;
    if (gone)
      Work.erase(it->first);
    it = gone ? Only.erase(it) : std::next(it);
  }
  return true;
}

void HostOrder::State::merge(const State &other) {
  auto reason = [](const State &has, const State &lacks, const Queued &work) -> std::optional<std::pair<std::string, bool>> {
    if (auto it = has.Only.find(work); it != has.Only.end())
      return it->second;
    for (const auto &[variable, value] : has.Known)
      if (auto it = lacks.Known.find(variable); it != lacks.Known.end() && it->second != value)
        return std::pair(variable, value);
    return std::nullopt;
  };
  // Whether the work is left in \p state under that condition at most.
  auto holds = [](const State &state, const Queued &work, const std::pair<std::string, bool> &condition) {
    auto it = state.Only.find(work);
    auto known = state.Known.find(condition.first);
    return (it != state.Only.end() && it->second == condition) ||
           (known != state.Known.end() && known->second == condition.second);
  };
  std::map<Queued, std::pair<std::string, bool>> only;
  for (const Queued &work : Work) {
    if (!other.Work.count(work)) {
      if (auto why = reason(*this, other, work))
        only[work] = *why;
      continue;
    }
    auto mine = Only.find(work);
    auto theirs = other.Only.find(work);
    if (mine != Only.end() && holds(other, work, mine->second))
      only.insert(*mine);
    else if (theirs != other.Only.end() && holds(*this, work, theirs->second))
      only.insert(*theirs);
  }
  for (const Queued &work : other.Work)
    if (!Work.count(work))
      if (auto why = reason(other, *this, work))
        only[work] = *why;
  Only = std::move(only);
  Work.insert(other.Work.begin(), other.Work.end());
  Waited &= other.Waited;
  std::erase_if(Fresh, [&](const std::string &name) { return !other.Fresh.count(name); });
  std::erase_if(Known, [&](const auto &fact) {
    auto it = other.Known.find(fact.first);
    return it == other.Known.end() || it->second != fact.second;
  });
}

} // namespace ascendify
