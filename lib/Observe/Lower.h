//===- Lower.h - functions as plain values -----------------------*- C++ -*-===//
//
// From clang's function to a Body. A unit's functions are collected while its tree is visited and
// lowered at the end: only then it is known which host functions lead to the device. The parts:
// which functions (Lower.cpp), their blocks (LowerBlocks.cpp), expressions (LowerExprs.cpp).
//
//===----------------------------------------------------------------------===//
#pragma once

#include "Observe/Calls.h"
#include "clang/Analysis/CFG.h"

namespace ascendify {

/// Texts of one unit, made once per type and declaration.
class LowerTexts {
public:
  LowerTexts(Collector &collector, clang::ASTContext &context) : Read(collector, context) {}

  SharedText type(clang::QualType);
  SharedText name(const clang::NamedDecl *);
  SharedText usr(const clang::Decl *);
  /// USR of an instantiation itself; empty for other functions.
  SharedText instance(const clang::FunctionDecl *);
  SharedText share(llvm::StringRef text) { return Pool.share(text); }

  CallReader Read;

private:
  TextPool Pool;
  llvm::DenseMap<void *, SharedText> Types;
  llvm::DenseMap<const clang::Decl *, SharedText> Names, Usrs, Instances;
};

/// The functions of a unit that get a Body.
class BodyCollector {
public:
  BodyCollector(Collector &, clang::ASTContext &);
  /// \p function has a body that was visited; a lambda's call operator is one.
  void add(const clang::FunctionDecl &function);
  /// The call operator of \p lambda, or what was made from it when it is generic.
  void addLambda(const clang::LambdaExpr &lambda);
  /// Lowers what runs on the device, what uses the platform, and host functions that call those.
  void finish();

private:
  struct Candidate {
    const clang::FunctionDecl *Function;
    bool Selected = false;
    llvm::SmallVector<const clang::Decl *, 8> Callees; ///< canonical, of patterns
  };
  void inspect(const clang::Stmt *stmt, Candidate &out);
  /// Selects the functions that give a number to a selected one.
  void selectGivers();
  bool ofPlatform(const clang::NamedDecl *);

  Collector &C;
  clang::ASTContext &Context;
  LowerTexts Texts;
  std::vector<Candidate> Found;
  llvm::DenseSet<const clang::FunctionDecl *> Known;
};

/// Where \p function runs as written: clang makes every lambda host and device, nvcc does not.
Side sideOf(const clang::FunctionDecl &function);

/// One function.
class Lowering {
public:
  Lowering(Collector &, clang::ASTContext &, LowerTexts &, const clang::FunctionDecl &);
  std::optional<Body> run();

private:
  // Lower.cpp
  void launchBounds();
  uint32_t variable(const clang::VarDecl &);
  Variable describe(const clang::VarDecl &);

  // LowerBlocks.cpp
  void blocks();
  void block(const clang::CFGBlock &, unsigned count);
  std::optional<uint32_t> implicitElement(const clang::CFGElement &);
  friend class Structure;

  // LowerExprs.cpp
  uint32_t lower(const clang::Stmt *);
  uint32_t lowerNew(const clang::Stmt &);
  uint32_t lowerExpr(const clang::Expr &);
  uint32_t lowerCall(const clang::CallExpr &);
  uint32_t lowerConstruct(const clang::CXXConstructExpr &);
  uint32_t lowerLaunch(const clang::CUDAKernelCallExpr &);
  uint32_t lowerReference(const clang::DeclRefExpr &);
  uint32_t lowerDeclaration(const clang::VarDecl &, const clang::Stmt &);
  uint32_t lowerRecovery(const clang::RecoveryExpr &);
  /// \p inner is evaluated here but written elsewhere: a default argument or initialiser.
  uint32_t lowerDefault(const clang::Expr &inner, const clang::Stmt &user);
  std::optional<uint32_t> lowerLiteral(const clang::Expr &);
  uint32_t simple(ExprKind, const clang::Stmt &, llvm::StringRef text);
  void children(Expr &, const clang::Stmt &);
  void setCallee(Expr &, const clang::FunctionDecl &);
  /// What a call finds by name only; \returns false when \p callee has no name.
  bool setUnresolved(Expr &, const clang::Expr &callee);
  void evaluate(Expr &, const clang::Expr &);
  Expr start(ExprKind, const clang::Stmt &);
  uint32_t add(Expr, const clang::Stmt &);
  static const clang::Expr *peel(const clang::Expr *);
  MemorySpace spaceOf(const clang::VarDecl &) const;

  Collector &C;
  clang::ASTContext &Context;
  LowerTexts &Texts;
  const clang::FunctionDecl &Function;
  Places &Where;
  std::optional<Anchor> At; ///< of the function's name: the level of all ranges
  bool Device = false;
  uint32_t Current = 0;  ///< block that is lowered
  unsigned Fresh = 0;    ///< in a default argument: nodes are not shared
  llvm::DenseMap<const clang::Stmt *, uint32_t> Made;
  llvm::DenseMap<const clang::VarDecl *, uint32_t> Locals;
  llvm::DenseSet<const clang::VarDecl *> Outer;
  Body Out;
};

/// The text of \p expr's value when clang can evaluate it: decimal integer or floating text.
std::optional<std::string> constantOf(const clang::Expr &expr, clang::ASTContext &context);

} // namespace ascendify
