//===- Body.h - a function as blocks of typed expressions --------*- C++ -*-===//
//
// The lowered form of a function, so that checks need no syntax tree: basic
// blocks from clang's CFG, expressions as nodes of one array. Indices point into
// that array; a child always has a smaller index than its parent.
//
// The trap: an operand of `&&`, `||` and `?:` is evaluated in a block of its own, and is also a
// child of the whole expression. It is one node; Expr::Block says which block evaluates it. Who
// walks the statements of a block stops at nodes of other blocks (Body::forEachIn does).
//
//===----------------------------------------------------------------------===//
#pragma once

#include "Model/Fact.h"
#include "Model/SharedText.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/ADT/SmallVector.h"

namespace ascendify {

/// Where a variable or the target of a pointer lives.
enum class MemorySpace : uint8_t { Unknown, Private, Shared, Global, Constant, Host };

enum class ExprKind : uint8_t {
  Literal,     ///< Text is the value, Spelling what is written
  Variable,    ///< Text is the name, Usr its declaration
  Unary,       ///< Text is the operator, `&` and `*` included
  Binary,      ///< Text is the operator, assignments (`=`, `+=`) included
  Conditional, ///< three children
  Call,        ///< Text is the callee's qualified name, Usr its declaration; children are the
               ///< arguments, defaulted ones included. An overloaded operator is a call, its first
               ///< child the left operand
  Construct,   ///< Text is the class, Usr the constructor; children are the arguments. Trivial
               ///< copies are left out: the operand stands for them
  Launch,      ///< a kernel launch: children are grid, block, shared, stream, then the arguments
  Member,      ///< Text is the member's name, Usr its declaration; one child
  Subscript,   ///< two children: base, index
  Cast,        ///< one child; Type is the target. Implicit when the language converts
  Declaration, ///< Text is the variable's name; a child when initialised
  Return,
  This,
  List,   ///< a braced initialiser: children in order
  Lambda, ///< Usr is the call operator's, which has a Body of its own; children are the captures
  Asm,    ///< Text is the assembler template; children are the operands
  Other,  ///< Text is clang's node name
};

/// How a call finds its function.
enum class Callee : uint8_t {
  Direct,
  Virtual,    ///< Usr is the declaration's; overriders may run
  Pointer,    ///< through a pointer: Object is the pointer, Text is empty
  Unresolved, ///< in the pattern of a template: known by name only
};

constexpr uint32_t NoIndex = ~0u;

struct Expr {
  ExprKind Kind = ExprKind::Other;
  SharedText Text;
  SharedText Type; ///< canonical; empty when dependent
  SharedText Usr;
  MemorySpace Space = MemorySpace::Unknown;
  SourceRange Range; ///< spelling range in the body's file; invalid when elsewhere
  uint32_t Line = 0;
  llvm::SmallVector<uint32_t, 2> Children;

  /// What clang evaluates it to, as Argument::Value; empty when it is not constant. `sizeof`,
  /// `constexpr` variables and calls, and template arguments are constant here.
  SharedText Value;
  SharedText Spelling;  ///< of a literal: as written, with prefix and suffix (`1.0f`, `0x10u`)
  SharedText Signature; ///< Call, Construct: canonical type of the chosen overload
  /// Call, Construct, Launch: USR of the very instantiation; empty when the callee is none.
  SharedText Instance;
  uint32_t Local = NoIndex;  ///< Variable, Declaration: index in Body::Variables
  uint32_t Object = NoIndex; ///< Call: the object of a member call or the pointer called;
                             ///< Launch: the kernel expression when it is no plain name
  uint32_t Block = NoIndex;  ///< the block that evaluates it
  MacroOrigin Macro = MacroOrigin::None; ///< of its own token, seen from the function
  Callee Target = Callee::Direct;
  bool Implicit = false; ///< not written: a conversion, a default argument, `this->`
  bool Postfix = false;  ///< of `++` and `--`: the value is the old one
};

struct BasicBlock {
  llvm::SmallVector<uint32_t, 2> Statements; ///< roots in evaluation order
  /// The expression whose value decides where to go; the last operand of `&&` and `||`. It is one
  /// of Statements or part of one.
  uint32_t Condition = NoIndex;
  /// `if`, `for`, `while`, `do`, `switch`, `&&`, `||`, `?`, `break`, `continue`, `goto`, `other` or
  /// empty.
  SharedText Terminator;
  llvm::SmallVector<uint32_t, 2> Successors; ///< with a condition: [0] taken when true; NoIndex: unreachable.
                                             ///< Of a switch: its labels, see Label
  bool NoReturn = false; ///< calls what does not return: the successor is the exit in name only
  /// `case` or `default` of a switch, or the name of a label; empty for others.
  SharedText Label;
  SharedText CaseValue, CaseEnd; ///< constant values of `case CaseValue ... CaseEnd:`
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
  std::vector<uint64_t> Extents; ///< of an array, outermost first; 0 for an unknown one
  std::string Value;             ///< of a constant: as Expr::Value
  bool Captured = false;         ///< Outer of a lambda: a local of the function around it
};

/// The written place of an expression that comes from the body of a macro.
struct MacroPlace {
  uint32_t Expr = 0;
  Location Place;
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

  std::string Instance; ///< USR of this very instantiation, as Expr::Instance; empty when none
  /// Variables that it names and that are declared outside: of namespace or class scope, static
  /// ones and locals of functions around it. By USR.
  std::vector<Variable> Outer;
  std::vector<MacroPlace> Written; ///< sorted by Expr; calls, launches, literals and declarations
  MacroOrigin Macro = MacroOrigin::None; ///< of the function's name
  std::string Enclosing; ///< of a lambda: USR of the function it is written in
  std::vector<std::string> Overrides; ///< of a virtual function: USRs of what it overrides
  bool Virtual = false;

  /// The written place of an expression: where it stands, in the body of its macro, or else
  /// where the function is named. The column may be 0 (not known).
  Location placeOf(uint32_t expr) const;
  /// Calls \p visit for every expression that \p block evaluates, children before parents.
  void forEachIn(uint32_t block, llvm::function_ref<void(uint32_t)> visit) const;
};

} // namespace ascendify
