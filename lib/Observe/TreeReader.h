//===- TreeReader.h - names of the syntax tree as facts ----------*- C++ -*-===//
//
// What the visitor of the tree (Ast.cpp) does with the names it meets. It keeps
// where the visit stands: the statements around, the function, the side.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "Observe/Calls.h"

namespace ascendify {

class TreeReader {
public:
  TreeReader(Collector &collector, clang::ASTContext &context)
      : C(collector), Read(collector, context) {}

protected:
  //===--- whose a name is; in References.cpp --------------------------------===//

  enum class Kind { Other, Platform, Library };

  static Side sideOf(const clang::FunctionDecl *f);
  /// The platform may lend names of others (`thrust::tuple` is `std::tuple`): then the name
  /// \p found is meant, not the declaration \p target behind it.
  const clang::NamedDecl *meant(const clang::NamedDecl *found, const clang::NamedDecl *target);
  const clang::NamedDecl *meant(clang::TemplateName name);
  /// Whether \p d is declared by the platform, here and now: the C library's `sqrt` is the
  /// platform's inside device code.
  bool ofPlatform(const clang::NamedDecl *d);
  Kind originOf(const clang::NamedDecl *d);
  const std::string &symbolOf(const clang::NamedDecl *d);
  static Confidence sureness(const clang::Expr *e);
  /// Notes the enclosing function.
  void place(Fact &f);
  void reference(const clang::Expr *e, const clang::NamedDecl *d, clang::SourceLocation loc,
                 clang::SourceLocation qualifier);
  /// A name that only an instantiation can resolve.
  void byName(const clang::Expr *e, clang::DeclarationName name, clang::SourceLocation loc,
              bool other);
  void emitReference(const clang::Expr *e, const clang::NamedDecl *d, clang::SourceLocation loc,
                     clang::SourceLocation qualifier, Confidence sure,
                     const clang::FunctionDecl *function);
  void emitAt(const Anchor &at, const clang::Expr *e, llvm::StringRef symbol, UseKind kind,
              Confidence sure, clang::SourceLocation loc, clang::SourceLocation qualifier,
              const clang::FunctionDecl *function);

  /// The instructions of an `asm` statement; in TreeAssembly.cpp.
  void assembly(const clang::GCCAsmStmt *statement);

  //===--- types, declarators, qualifiers; in Declarators.cpp ----------------===//

  DeclFact declaration(const Anchor &at, const clang::DeclaratorDecl *d);
  bool type(clang::TypeLoc t, const clang::NamedDecl *d, clang::SourceLocation loc);
  /// `dim3 g(1, 2)`, `dim3(1, 2)`, `float4{…}`: the arguments, as of a call.
  void construction(const Anchor &at, const clang::Expr *made, Variant &v,
                    clang::SourceLocation name);
  void attributes(const clang::Decl *d);

  //===--- where the visit stands --------------------------------------------===//

  Collector &C;
  CallReader Read;
  std::vector<const clang::Stmt *> Above;
  const clang::DeclaratorDecl *Declarator = nullptr;
  const clang::FunctionDecl *Function = nullptr;
  Side Where = Side::Host;
  llvm::DenseMap<const clang::Decl *, Kind> Origins;
  llvm::DenseMap<const clang::Decl *, std::string> Symbols;
};

} // namespace ascendify
