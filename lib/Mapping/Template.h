//===- Template.h - the rewrite template language ----------------*- C++ -*-===//
//
// `aclrtMemcpyAsync(${dst}, ${count}, ${src}, ${count}, ${kind}, ${stream|nullptr})`
//
//   ${p}       the argument as written (edits inside it still apply)
//   ${(p)}     the same, in parentheses when it binds weaker than a unary operator (than a
//              call, when a `.`, `->`, `[` or `(` follows)
//   ${&p}      its address: `*q` becomes `q`, anything else `&…`
//   ${*p}      what it points to: `&x` becomes `x`, anything else `*…`
//   ${p|text}  the argument, or text when it is not written (a default argument)
//   ${p...}    all arguments from p on; with none, the comma before it goes too
//   $$         a dollar
//
// An enumerator that is an argument is a use of its own and translated as such.
// What needs more than this is a handler in code. The trap: an argument used
// twice is evaluated twice; `countOf` says so and the rewriter decides.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "Model/Edit.h"
#include "Model/Fact.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"

namespace ascendify {

/// What a placeholder does with its argument.
enum class TemplateOp { Plain, Parenthesize, AddressOf, Dereference, Rest };

/// A part of a template: literal text, or a placeholder.
struct TemplatePart {
  std::string Text;                  ///< of a literal
  std::optional<unsigned> Parameter; ///< index into the parameters; none for a literal
  TemplateOp Op = TemplateOp::Plain;
  std::optional<std::string> Otherwise; ///< what stands for an argument that is not written
};

/// What is wrong with a template text, and where.
struct TemplateError {
  size_t Offset; ///< into the template text
  std::string Message;
};

class Template {
public:
  /// Parses \p text against the names \p params. All errors go to \p errors;
  /// the parts that could be understood are kept.
  static Template parse(llvm::StringRef text, llvm::ArrayRef<std::string> params,
                        std::vector<TemplateError> &errors);
  /// The same, where the text was checked before or one error is enough.
  static llvm::Expected<Template> parse(llvm::StringRef text, llvm::ArrayRef<std::string> params);

  const std::vector<TemplatePart> &parts() const { return Parts; }
  /// How many times the text evaluates parameter \p index; `${p...}` counts for p.
  unsigned countOf(unsigned index) const;
  /// Indices of the parameters that are used, ascending. Those below a `${p...}` only.
  std::vector<unsigned> used() const;

  /// The pieces of an edit that replaces a call with these \p arguments (as the
  /// fact has them; a defaulted one counts as not written). An error names the
  /// argument that is not written, or that comes from a macro body and so has
  /// no range; \p params only serves such messages.
  llvm::Expected<std::vector<Piece>> expand(llvm::ArrayRef<Argument> arguments,
                                            llvm::ArrayRef<std::string> params) const;

private:
  std::vector<TemplatePart> Parts;
};

} // namespace ascendify
