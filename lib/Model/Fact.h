//===- Fact.h - plain values observed in source ------------------*- C++ -*-===//
//
// What the observing layer hands to everything behind it. No judgement here: a
// fact says what stands where, not whether it is good. A fact is the written
// place of one symbol; what differs between the units and instantiations that see
// the place is kept in its variants.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "Model/Location.h"
#include <optional>
#include <string>
#include <vector>

namespace ascendify {

/// The kind of a use, as the audit JSON names it.
enum class UseKind {
  Function, ///< a called or referenced function
  Type,
  Enumerator,
  Macro,
  Qualifier, ///< `__global__`, `__shared__`, …
  Builtin,   ///< `threadIdx`, `warpSize`, …
  Launch,    ///< a kernel launch in any form
  Include,
  Flag,   ///< a compiler or build-file setting
  String, ///< code in a string literal, or a name in a build or Python file
};

/// How sure the observer is that the place means the symbol.
enum class Confidence {
  Parsed,    ///< seen in a syntax tree that had no error around it
  Recovered, ///< seen in a syntax tree after an error, or resolved by name only
  Lexed,     ///< seen as a token only
};

/// Where a token that takes part in a fact was written.
enum class MacroOrigin : uint8_t {
  None,     ///< in plain code
  Argument, ///< in an argument of a macro call: plain code to an editor
  Body,     ///< in the body of a macro definition
};

/// Binding strength of an expression as written, from strongest to weakest. Says
/// when an argument needs parentheses in a new place.
enum class Precedence { Primary, Postfix, Unary, Multiplicative, Additive, Shift, Relational, Equality, BitAnd, BitXor, BitOr, LogicalAnd, LogicalOr, Conditional, Assignment, Comma };

/// What the surrounding code does with the value of a call.
enum class ResultUse {
  Discarded, ///< the call is a whole statement
  Assigned,  ///< initialises or is assigned to a variable
  Tested,    ///< is (part of) a condition
  Returned,
  Passed, ///< is an argument of another call or of a macro
  Other,
};

/// Where code runs.
enum class Side { Host, Device, Both };

/// One argument (of a call, a launch or a template) as written.
struct Argument {
  SourceRange Range;          ///< in the file of the fact; invalid when not written there
  std::string Text;           ///< spelled text
  std::string Type;           ///< canonical type; empty when unknown (or dependent)
  std::string WrittenType;    ///< type as sugar, e.g. `cudaStream_t`
  std::optional<std::string> Value; ///< constant value: decimal integer, floating text, `nullptr`
  std::string Reference;      ///< qualified name when the argument is just a named thing
  std::string PointeeOf;      ///< with `&x`: the declared type of x
  Precedence Binding = Precedence::Primary;
  MacroOrigin Macro = MacroOrigin::None;
  bool SideEffects = false; ///< evaluating it twice would differ from once
  bool Defaulted = false;   ///< not written: the default argument of the declaration
};

/// Details of a called function.
struct CallFact {
  SourceRange Range;  ///< the whole call: callee through closing parenthesis
  SourceRange Callee; ///< the callee's name tokens, with its qualifier
  std::vector<Argument> Arguments;
  std::vector<std::string> TemplateArguments; ///< as written or deduced, canonical text
  std::string Signature;  ///< canonical type of the chosen overload, e.g. `int (int *, int)`
  std::string ObjectType; ///< class of the object of a member call
  ResultUse Result = ResultUse::Other;
  SourceRange Statement;         ///< the enclosing full statement, with its `;`
  bool MayInsertBefore = false;  ///< a statement may be put before Statement
};

/// Details of a declaration whose type or qualifier is the symbol.
struct DeclFact {
  std::string Name;
  std::string Type;          ///< canonical
  SourceRange Range;         ///< the whole declaration, without the `;`
  SourceRange TypeSpecifier; ///< the tokens of the type (`cudaStream_t`), shared by all declarators
  SourceRange NameRange;
  SourceRange Initializer;
  bool Array = false;
  bool UnsizedArray = false;  ///< `extern __shared__ float s[];`
  bool Parameter = false;
  bool Field = false;
  bool Function = false;
};

/// A size of a launch; each part when it is constant.
struct Dimensions {
  std::optional<int64_t> X, Y, Z;

  friend bool operator==(const Dimensions &, const Dimensions &) = default;
};

/// Details of a kernel launch.
struct LaunchFact {
  enum class Form { Chevron, LaunchKernel, Driver, Other };
  Form How = Form::Chevron;
  SourceRange Range;           ///< the whole launch expression, without the `;`
  SourceRange Kernel;          ///< the kernel expression, with its template arguments
  std::string KernelName;      ///< qualified; empty when only known at run time
  std::string KernelUsr;       ///< of the function or of the template
  std::string KernelText;      ///< as written, e.g. `reduce<float, 256>`
  SourceRange Configuration;   ///< `<<<` through `>>>`; invalid for other forms
  std::optional<Argument> Grid, Block, SharedBytes, Stream; ///< as far as written
  std::vector<Argument> Arguments; ///< the kernel's arguments
  SourceRange Statement;
  bool MayInsertBefore = false;
  /// What grid, block and shared bytes are, through variables that never change.
  std::optional<Dimensions> GridSize, BlockSize;
  std::optional<int64_t> SharedSize;
  std::vector<std::string> Candidates; ///< names of the kernels when it may be one of several; sorted
  /// USR of the function whose parameter number WrapperParameter is launched.
  std::string Wrapper;
  uint32_t WrapperParameter = 0;
  Location Use; ///< of a launch in a macro's body: where the macro is called
};

/// What one unit or instantiation saw at the place of a fact.
struct Variant {
  std::optional<CallFact> Call;
  std::optional<DeclFact> Decl;
  std::optional<LaunchFact> Launch;
  std::string Type; ///< canonical type of the symbol (enumerator, builtin, type)
  Side Where = Side::Host;
  bool Dependent = false; ///< seen in the pattern of a template: types and constants may be unknown
};

/// One written place of one symbol.
struct Fact {
  Location Place;
  SourceRange Range;       ///< the tokens of the symbol itself, at Place
  std::string Symbol;      ///< qualified name, as surfaces spell it
  std::string Library;     ///< as the symbol table says; empty when unknown
  UseKind Kind = UseKind::Function;
  Confidence Sureness = Confidence::Parsed;
  bool Inactive = false;   ///< stands in a preprocessor branch that no unit takes
  MacroOrigin Macro = MacroOrigin::None;
  std::string MacroName;   ///< of the innermost macro when Macro is not None
  std::string Function;    ///< qualified name of the enclosing function, or empty
  std::string Condition;   ///< of an inactive branch: the innermost `#if` text
  std::vector<Variant> Variants; ///< sorted, distinct; empty for lexed facts
};

/// Order of facts everywhere: file, offset, symbol, kind.
bool operator<(const Fact &a, const Fact &b);

} // namespace ascendify
