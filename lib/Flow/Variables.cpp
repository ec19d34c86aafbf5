//===- Variables.cpp - where variables of a body change -------------------===//
#include "Flow/Variables.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallVector.h"

namespace ascendify {

std::optional<VariablePart> partOf(const Body &body, uint32_t expr) {
  const Expr *e = &body.Exprs[expr];
  std::string path;
  while (e->Kind == ExprKind::Member && e->Children.size() == 1) {
    path = path.empty() ? e->Text.str() : e->Text.str() + "." + path;
    e = &body.Exprs[e->Children[0]];
    if (e->Type.ends_with("*"))
      return std::nullopt;
  }
  if (e->Kind != ExprKind::Variable || e->Local == NoIndex)
    return std::nullopt;
  return VariablePart{e->Local, path};
}

bool isAssignment(llvm::StringRef op) {
  return op.ends_with("=") && !isComparison(op);
}

bool isComparison(llvm::StringRef op) {
  return op == "<" || op == "<=" || op == ">" || op == ">=" || op == "==" || op == "!=";
}

/// The type of parameter \p index in a signature as `R (A, B)`.
static llvm::StringRef parameterType(llvm::StringRef signature, size_t index) {
  size_t open = signature.find('(');
  if (open == llvm::StringRef::npos)
    return {};
  int depth = 0;
  size_t start = open + 1, at = 0;
  for (size_t i = open + 1; i < signature.size(); ++i) {
    char c = signature[i];
    if (depth == 0 && (c == ',' || c == ')')) {
      if (at++ == index)
        return signature.slice(start, i).trim();
      start = i + 1;
      if (c == ')')
        return {};
    } else if (c == '(' || c == '<' || c == '[') {
      ++depth;
    } else if (c == ')' || c == '>' || c == ']') {
      --depth;
    }
  }
  return {};
}

bool changesArgument(const Expr &call, size_t index) {
  // The object of an operator stands before the parameters.
  llvm::StringRef type = parameterType(call.Signature, index);
  return type.ends_with("&") && !type.starts_with("const ") && !type.ends_with("&&");
}

bool isReadOnlyUse(const Body &body, uint32_t expr) {
  uint32_t value = expr;
  for (uint32_t i = expr + 1; i < body.Exprs.size(); ++i) {
    const Expr &e = body.Exprs[i];
    auto at = llvm::find(e.Children, value);
    if (at == e.Children.end())
      continue;
    if (e.Kind == ExprKind::Cast) {
      value = i;
      if (e.Type.starts_with("const ") && e.Type.ends_with("*"))
        return true;
      continue;
    }
    if (e.Kind != ExprKind::Call && e.Kind != ExprKind::Construct)
      return false;
    llvm::StringRef type = parameterType(e.Signature, size_t(at - e.Children.begin()));
    return type.starts_with("const ") && type.ends_with("*");
  }
  return false;
}

static std::vector<llvm::SmallVector<uint32_t, 2>> predecessorsOf(const Body &body) {
  std::vector<llvm::SmallVector<uint32_t, 2>> out(body.Blocks.size());
  for (uint32_t b = 0; b < body.Blocks.size(); ++b)
    for (uint32_t next : body.Blocks[b].Successors)
      if (next < out.size() && !body.Blocks[b].NoReturn)
        out[next].push_back(b);
  return out;
}

ReachingDefinitions reachingAt(const Body &body, llvm::ArrayRef<uint32_t> definitions, uint32_t use) {
  ReachingDefinitions out;
  out.Blocked.resize(body.Blocks.size());
  uint32_t start = body.Exprs[use].Block;
  if (start >= body.Blocks.size()) {
    // Nowhere: all of them may.
    for (uint32_t i = 0; i < definitions.size(); ++i)
      out.Found.push_back(i);
    out.Entry = definitions.empty();
    return out;
  }
  // The last definition of every block.
  std::vector<uint32_t> last(body.Blocks.size(), NoIndex);
  uint32_t before = NoIndex;
  for (uint32_t i = 0; i < definitions.size(); ++i) {
    uint32_t block = body.Exprs[definitions[i]].Block;
    if (block >= last.size())
      continue;
    last[block] = i;
    out.Blocked[block] = true;
    if (block == start && definitions[i] < use)
      before = i;
  }
  if (before != NoIndex) {
    out.Found.push_back(before);
    return out;
  }
  out.Blocked[start] = false;
  auto predecessors = predecessorsOf(body);
  std::vector<bool> seen(body.Blocks.size());
  std::vector<uint32_t> work{start};
  bool first = true;
  out.Entry = start == 0;
  while (!work.empty()) {
    uint32_t block = work.back();
    work.pop_back();
    if (!first && last[block] != NoIndex) {
      if (!llvm::is_contained(out.Found, last[block]))
        out.Found.push_back(last[block]);
      continue;
    }
    first = false;
    if (block == 0)
      out.Entry = true;
    for (uint32_t p : predecessors[block])
      if (!seen[p]) {
        seen[p] = true;
        work.push_back(p);
      }
  }
  llvm::sort(out.Found);
  return out;
}

std::optional<bool> decided(const Body &body, uint32_t from, uint32_t branch, uint32_t block,
                            const std::vector<bool> *blocked) {
  auto reaches = [&](unsigned without) {
    std::vector<bool> seen(body.Blocks.size());
    llvm::SmallVector<uint32_t, 32> work{from};
    seen[from] = true;
    while (!work.empty()) {
      uint32_t at = work.pop_back_val();
      if (at == block)
        return true;
      if (body.Blocks[at].NoReturn)
        continue;
      for (unsigned i = 0; i < body.Blocks[at].Successors.size(); ++i) {
        uint32_t next = body.Blocks[at].Successors[i];
        if (next >= seen.size() || seen[next] || (at == branch && i == without))
          continue;
        if (blocked && (*blocked)[next] && next != block)
          continue;
        seen[next] = true;
        work.push_back(next);
      }
    }
    return false;
  };
  if (branch == block)
    return std::nullopt;
  if (!reaches(2) )
    return std::nullopt;
  if (!reaches(0))
    return true;
  if (!reaches(1))
    return false;
  return std::nullopt;
}

} // namespace ascendify
