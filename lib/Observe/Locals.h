//===- Locals.h - what happens to local variables ----------------*- C++ -*-===//
//
// A launch names variables: the kernel, `dim3 grid`, a configuration. What they hold is known when
// all that changes them in their function is. The trap: a change through a reference or an
// address is invisible, so a variable that escapes holds nothing known.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "Observe/Clang.h"

namespace ascendify {

/// The local variables of one outermost function; lambdas in it belong to it.
class LocalValues {
public:
  /// `v.Name = …`
  struct Member {
    llvm::StringRef Name;
    const clang::Expr *Value;
    bool Sometimes; ///< it may not be reached from the declaration
  };
  struct Uses {
    bool Changes = false; ///< in a way that no assignment shows
    bool Sometimes = false; ///< some `v = …` may not be reached from the declaration
    llvm::SmallVector<const clang::Expr *, 2> Assigned; ///< right sides of `v = …`
    llvm::SmallVector<Member, 2> Members;
    llvm::SmallVector<const clang::CallExpr *, 2> AddressIn; ///< calls that are given `&v`
  };

  explicit LocalValues(const clang::Stmt *body) { visit(body); }
  const Uses &of(const clang::VarDecl *variable) const;

private:
  void visit(const clang::Stmt *);
  void assign(const clang::Expr *target, const clang::Expr *value);
  void pass(const clang::CallExpr &call);
  /// How many conditions, loops and lambdas are around what is visited.
  unsigned Depth = 0;
  llvm::DenseMap<const clang::VarDecl *, unsigned> Declared; ///< its depth
  llvm::DenseMap<const clang::VarDecl *, Uses> All;
};

/// The outermost function around a local \p variable; none for others.
const clang::FunctionDecl *outermostFunction(const clang::VarDecl &variable);

/// Below parentheses and what the compiler adds.
const clang::Expr *bare(const clang::Expr *expr);

} // namespace ascendify
