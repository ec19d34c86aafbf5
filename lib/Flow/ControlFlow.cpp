//===- ControlFlow.cpp - which branch decides what runs -------------------===//
#include "Flow/ControlFlow.h"
#include "llvm/ADT/STLExtras.h"

namespace ascendify {
namespace {

/// Post-order of what \p from reaches over \p next.
std::vector<uint32_t> postOrder(uint32_t from, llvm::ArrayRef<std::vector<uint32_t>> next) {
  std::vector<uint32_t> out;
  std::vector<bool> seen(next.size());
  std::vector<std::pair<uint32_t, size_t>> stack{{from, 0}};
  seen[from] = true;
  while (!stack.empty()) {
    auto &[block, at] = stack.back();
    if (at == next[block].size()) {
      out.push_back(block);
      stack.pop_back();
      continue;
    }
    uint32_t to = next[block][at++];
    if (!seen[to]) {
      seen[to] = true;
      stack.push_back({to, 0});
    }
  }
  return out;
}

} // namespace

ControlFlow::ControlFlow(const Body &body, llvm::function_ref<bool(uint32_t)> ends) {
  size_t count = body.Blocks.size();
  Next.resize(count), Before.resize(count);
  for (uint32_t b = 0; b < count; ++b) {
    if (ends(b))
      continue;
    const BasicBlock &block = body.Blocks[b];
    llvm::ArrayRef<uint32_t> ways = block.Successors;
    // A constant condition leaves one way.
    if (block.Condition != NoIndex && ways.size() == 2 && block.Terminator != "switch")
      if (llvm::StringRef value = body.Exprs[block.Condition].Value; !value.empty())
        ways = value == "0" ? ways.drop_front() : ways.take_front();
    for (uint32_t to : ways)
      if (to != NoIndex && !llvm::is_contained(Next[b], to))
        Next[b].push_back(to);
  }
  number();
  for (uint32_t b : Order)
    for (uint32_t to : Next[b])
      Before[to].push_back(b);
  postDominators();
  Regions.resize(count), Joins.resize(count);
  for (uint32_t b : Order) {
    if (Next[b].size() < 2 || PostDominator[b] == NoIndex)
      continue;
    uint32_t meet = PostDominator[b];
    llvm::BitVector once(count), twice(count);
    for (uint32_t to : Next[b]) {
      llvm::BitVector way = reachable(to, meet, b);
      llvm::BitVector again = way;
      again &= once;
      twice |= again;
      once |= way;
    }
    Regions[b] = once;
    // A loop: the branch runs again, decided by itself.
    for (uint32_t before : Before[b])
      if (once.test(before))
        Regions[b].set(b);
    twice.set(meet);
    Joins[b] = std::move(twice);
  }
}

void ControlFlow::number() {
  Order = postOrder(0, Next);
  std::reverse(Order.begin(), Order.end());
  Position.assign(Next.size(), NoIndex);
  for (uint32_t i = 0; i < Order.size(); ++i)
    Position[Order[i]] = i;
}

/// Cooper, Harvey and Kennedy's iteration on the reversed graph.
void ControlFlow::postDominators() {
  PostDominator.assign(Next.size(), NoIndex);
  std::vector<uint32_t> order = postOrder(exit(), Before);
  std::vector<uint32_t> number(Next.size(), NoIndex);
  for (uint32_t i = 0; i < order.size(); ++i)
    number[order[i]] = i;
  std::vector<uint32_t> dominator(Next.size(), NoIndex);
  dominator[exit()] = exit();
  auto meet = [&](uint32_t a, uint32_t b) {
    while (a != b) {
      while (number[a] < number[b])
        a = dominator[a];
      while (number[b] < number[a])
        b = dominator[b];
    }
    return a;
  };
  for (bool changed = true; changed;) {
    changed = false;
    for (uint32_t b : llvm::reverse(order)) {
      if (b == exit())
        continue;
      uint32_t fresh = NoIndex;
      for (uint32_t to : Next[b])
        if (dominator[to] != NoIndex)
          fresh = fresh == NoIndex ? to : meet(fresh, to);
      if (fresh != dominator[b]) {
        dominator[b] = fresh;
        changed = true;
      }
    }
  }
  for (uint32_t b : order)
    if (b != exit())
      PostDominator[b] = dominator[b];
}

/// What \p from reaches, itself included, without entering \p without or \p butNot.
llvm::BitVector ControlFlow::reachable(uint32_t from, uint32_t without, uint32_t butNot) const {
  llvm::BitVector seen(Next.size());
  std::vector<uint32_t> work;
  auto visit = [&](uint32_t block) {
    if (block != without && block != butNot && !seen.test(block)) {
      seen.set(block);
      work.push_back(block);
    }
  };
  visit(from);
  while (!work.empty()) {
    uint32_t block = work.back();
    work.pop_back();
    for (uint32_t to : Next[block])
      visit(to);
  }
  return seen;
}

llvm::SmallVector<bool, 2> ControlFlow::ways(uint32_t from, uint32_t to) const {
  llvm::SmallVector<bool, 2> out;
  for (uint32_t first : Next[from])
    out.push_back(reachable(first, PostDominator[from], from).test(to));
  return out;
}

} // namespace ascendify
