//===- Calls.h - details of calls, launches and their context ----*- C++ -*-===//
#pragma once

#include "Observe/Collector.h"
#include "Observe/Locals.h"

namespace ascendify {

/// What the kernel expression of a launch may be.
struct KernelCandidates {
  llvm::SmallVector<const clang::FunctionDecl *, 2> Functions;
  std::vector<std::string> Names; ///< that a module is asked for
  const clang::ParmVarDecl *Parameter = nullptr; ///< given by the caller
  bool Complete = true; ///< nothing else is possible
};

/// Turns expressions into the values of call, launch and declaration facts.
class CallReader {
public:
  /// The statements around the node that is visited, outermost first, itself last.
  using Ancestors = llvm::ArrayRef<const clang::Stmt *>;

  CallReader(Collector &collector, clang::ASTContext &context);

  Argument argument(const Anchor &at, const clang::Expr *expr);
  std::vector<Argument> arguments(const Anchor &at, llvm::ArrayRef<const clang::Expr *> list);
  /// \p call is the last of \p above.
  CallFact call(const Anchor &at, Ancestors above, const clang::Expr *call,
                clang::SourceRange callee, llvm::ArrayRef<const clang::Expr *> arguments,
                const clang::FunctionDecl *function, const clang::Expr *calleeExpr);
  /// A chevron launch.
  LaunchFact chevron(const Anchor &at, Ancestors above, const clang::CUDAKernelCallExpr *launch);
  /// `cudaLaunchKernel` and its relatives; none when \p name is no launching function.
  std::optional<LaunchFact> launchCall(const Anchor &at, Ancestors above, llvm::StringRef name,
                                       const clang::Expr *call,
                                       llvm::ArrayRef<const clang::Expr *> arguments);
  /// The function that \p expr is the address of, also through a variable that is never anything
  /// else; none when it may be several or is not known.
  const clang::FunctionDecl *onlyFunction(const clang::Expr *expr) const;
  std::string canonical(clang::QualType type) const;
  std::string nameOf(const clang::NamedDecl *decl) const;
  std::vector<std::string> templateArguments(const clang::Expr *callee,
                                             const clang::FunctionDecl *function) const;
  static std::string usr(const clang::Decl *decl);

  const clang::PrintingPolicy &policy() const { return Policy; }

private:
  void statement(const Anchor &at, Ancestors above, SourceRange &out, bool &mayInsert);
  void completeArguments(const Anchor &at, CallFact &call);
  bool hasEffects(const clang::Expr *expr);
  ResultUse use(const Anchor &at, Ancestors above);
  void kernel(const Anchor &at, const clang::Expr *expr, LaunchFact &out);
  void candidates(const clang::Expr *expr, KernelCandidates &out, unsigned steps) const;
  void named(const LocalValues::Uses &uses, KernelCandidates &out) const;
  void configuration(const Anchor &at, const clang::Expr *expr, LaunchFact &out);
  void macroCall(const Anchor &at, clang::SourceLocation loc, LaunchFact &out);
  /// The value of \p expr when it is constant, also through variables that never change.
  std::optional<int64_t> fold(const clang::Expr *expr, unsigned steps) const;
  /// A size of a launch: a number or something of three.
  std::optional<Dimensions> dimensions(const clang::Expr *expr, unsigned steps) const;
  const LocalValues *localsAround(const clang::VarDecl &variable) const;

  Collector &C;
  clang::ASTContext &Context;
  clang::PrintingPolicy Policy;
  /// By outermost function; filled when asked for.
  mutable llvm::DenseMap<const clang::FunctionDecl *, std::unique_ptr<LocalValues>> Locals;
};

/// The expression without what the compiler added around it.
const clang::Expr *written(const clang::Expr *expr);

} // namespace ascendify
