//===- Body.h - a function as blocks of typed expressions --------*- C++ -*-===//
//
// The lowered form of a function, so that checks need no syntax tree: basic
// blocks from clang's CFG, expressions as nodes of one array. Indices point into
// that array; a child always has a smaller index than its parent.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "Model/Fact.h"
#include <array>

namespace ascendify {

/// Where a variable or the target of a pointer lives.
enum class MemorySpace { Unknown, Private, Shared, Global, Constant, Host };

enum class ExprKind {
  Literal,     ///< Text is the value
  Variable,    ///< Text is the name, Usr its declaration
  Unary,       ///< Text is the operator, `&` and `*` included
  Binary,      ///< Text is the operator, assignments included
  Conditional, ///< three children
  Call,        ///< Text is the callee's qualified name, Usr its declaration; children are the arguments
  Launch,      ///< a kernel launch: children are grid, block, shared, stream, then the arguments
  Member,      ///< Text is the member's name; one child
  Subscript,   ///< two children: base, index
  Cast,        ///< one child; Type is the target
  Declaration, ///< Text is the variable's name; a child when initialised
  Return,
  Asm,   ///< Text is the assembler template
  Other, ///< Text is clang's node name
};

constexpr uint32_t NoIndex = ~0u;

struct Expr {
  ExprKind Kind = ExprKind::Other;
  std::string Text;
  std::string Type; ///< canonical
  std::string Usr;
  MemorySpace Space = MemorySpace::Unknown;
  SourceRange Range; ///< spelling range in the body's file; invalid when elsewhere
  uint32_t Line = 0;
  std::vector<uint32_t> Children;
};

struct BasicBlock {
  std::vector<uint32_t> Statements;  ///< roots in evaluation order
  uint32_t Condition = NoIndex;      ///< the tested expression
  std::string Terminator;            ///< `if`, `for`, `while`, `do`, `switch`, `&&`, `||`, `?`, or empty
  std::vector<uint32_t> Successors;  ///< with a condition: [0] taken when true; NoIndex: unreachable
};

struct Variable {
  std::string Name, Usr, Type;
  MemorySpace Space = MemorySpace::Unknown;
  bool Parameter = false;
  bool Static = false;
  bool UnsizedArray = false;
  uint64_t Bytes = 0; ///< 0 when unknown or dependent
  SourceRange Range;
  uint32_t Line = 0;
};

/// A function body as plain values, linked across units by USR.
struct Body {
  std::string Usr;
  std::string Name; ///< qualified
  Location Place;
  SourceRange Range; ///< the whole definition
  SourceRange Braces; ///< the compound statement, `{` through `}`
  bool Kernel = false;
  Side Where = Side::Host;
  bool Template = false;       ///< pattern of a template: types may be dependent
  bool Instantiation = false;
  std::vector<std::string> TemplateArguments;
  std::string ReturnType;
  std::vector<Variable> Variables; ///< parameters first, then locals in order of declaration
  std::vector<Expr> Exprs;
  std::vector<BasicBlock> Blocks; ///< [0] is the entry, the last is the exit
  std::optional<uint32_t> LaunchBoundThreads, LaunchBoundBlocks;
};

} // namespace ascendify
