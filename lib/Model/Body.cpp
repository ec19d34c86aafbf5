//===- Body.cpp - walking a body ------------------------------------------===//
#include "Model/Body.h"
#include "llvm/ADT/STLExtras.h"

namespace ascendify {

Location Body::placeOf(uint32_t expr) const {
  auto it = llvm::lower_bound(
      Written, expr, [](const MacroPlace &p, uint32_t index) { return p.Expr < index; });
  if (it != Written.end() && it->Expr == expr)
    return it->Place;
  const Expr &e = Exprs[expr];
  if (!e.Range.valid() || !e.Line)
    return Place;
  return {Place.File, e.Range.Begin, e.Line, 0};
}

static void walk(const Body &body, uint32_t expr, uint32_t block,
                 llvm::function_ref<void(uint32_t)> visit) {
  const Expr &e = body.Exprs[expr];
  if (e.Block != block)
    return;
  if (e.Object != NoIndex)
    walk(body, e.Object, block, visit);
  for (uint32_t child : e.Children)
    walk(body, child, block, visit);
  visit(expr);
}

void Body::forEachIn(uint32_t block, llvm::function_ref<void(uint32_t)> visit) const {
  for (uint32_t root : Blocks[block].Statements)
    walk(*this, root, block, visit);
}

} // namespace ascendify
