//===- Lower.h - From clang declarations to surface symbols ---------------===//
//
// Idea: one function per kind of declaration; each returns the JSON object.
// Trap: types are printed as written (typedef names are the contract), never
// canonical; a parameter keeps its array type, because the declaration does.
//
//===----------------------------------------------------------------------===//
#ifndef ASCENDIFY_TOOLS_SURFACE_LOWER_H
#define ASCENDIFY_TOOLS_SURFACE_LOWER_H

#include "Symbol.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/PrettyPrinter.h"

namespace ascendify::surface {

/// Lowers declarations of one AST. Holds no declarations itself.
class Lowering {
public:
  explicit Lowering(clang::ASTContext &Context);

  /// \p D may be a template; returns null for what has no place in a surface.
  Object lower(const clang::NamedDecl *D);

private:
  Object function(const clang::FunctionDecl *F);
  Object record(const clang::RecordDecl *R, bool Nested);
  Object enumeration(const clang::EnumDecl *E);
  void fields(const clang::RecordDecl *R, Object &Out);
  void members(const clang::CXXRecordDecl *R, Object &Out);
  void attributes(const clang::Decl *D, Object &Out);
  std::string templateHead(const clang::TemplateParameterList *Parameters);
  std::string type(clang::QualType T) const;
  std::string text(clang::SourceRange Range) const;

  clang::ASTContext &Context;
  clang::PrintingPolicy Policy;
};

} // namespace ascendify::surface

#endif
