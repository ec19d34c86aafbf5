//===- Entry.h - one mapping as data -----------------------------*- C++ -*-===//
//
// The typed form of an entry of mappings/cuda/*.json (DESIGN section 4).
//
//===----------------------------------------------------------------------===//
#pragma once

#include "Model/Finding.h"
#include "Model/Role.h"
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace ascendify {

/// How a target counterpart was established.
enum class EvidenceLevel { Header, Documented, Compiled, Inferred };

struct Evidence {
  EvidenceLevel Level = EvidenceLevel::Inferred;
  std::string Source;
};

/// A semantic difference that stays after the rewrite.
struct Difference {
  std::string Id, Text;
};

/// A case of a target: holds when every given condition holds. Empty members
/// are no condition.
struct Case {
  std::string Argument;          ///< parameter the Value/Type conditions are about
  std::vector<std::string> Is;   ///< its constant value or the enumerator it names is one of these
  std::optional<bool> Constant;  ///< it is (not) a constant expression
  std::vector<std::string> Type; ///< its canonical type is one of these
  std::vector<std::string> TemplateArgument; ///< first template argument is one of these
  std::string Result;                        ///< a ResultUse name, `used` or `discarded`
  std::string Side;                          ///< `host` or `device`
  std::vector<std::string> Profile;
  std::vector<std::string> Lacks;    ///< the profile lacks one of these capabilities
  std::string CannBefore;            ///< target release below this one
  std::optional<unsigned> Arguments; ///< number of arguments written

  // What replaces the target's own members when the case holds.
  std::optional<Disposition> Status;
  std::optional<std::string> Rewrite;
  std::string Handler, Finding, Reason, Advice;
  std::vector<std::string> Includes, Libraries, Helpers; ///< in addition to the target's
};

/// What replaces a symbol in one style.
struct Target {
  Disposition Status = Disposition::Unknown;
  std::string Rewrite; ///< template text; for a rename the new name
  std::string Handler; ///< name of a handler in code, where the template language cannot say it
  std::string Since, Removed;        ///< CANN releases
  std::vector<std::string> Requires; ///< capabilities of the profile
  std::vector<std::string> Includes, Libraries, Helpers;
  std::vector<Difference> Differences;
  std::vector<Case> When; ///< the first that holds wins
  Evidence Proof;
  std::string Reason;  ///< for manual and unsupported: why
  std::string Advice;  ///< for manual and unsupported: what to do instead
  std::string Finding; ///< id of a finding that a use yields even when rewritten
};

struct Example {
  std::string In;                         ///< statement(s) in CUDA
  std::string Context;                    ///< declarations that In needs
  std::map<std::string, std::string> Out; ///< style -> expected text
  std::string Finding;                    ///< id of a finding that In yields
  std::string Side;                       ///< `host` (default) or `device`
  std::string Scope;                      ///< `function` (default) or `namespace`: where In stands
  unsigned Line = 0;                      ///< of the example in the data file; 0 from the index
};

/// What the members of a family have in common.
enum class FamilyKind { None, Prefix, Namespace, Mnemonic };

/// What must follow the prefix of a prefix family. Word: A-Z, 0-9 or the end of the name.
enum class NextChar { Any, Upper, Lower, Digit, Word };

/// One CUDA symbol, or a family of them.
struct Entry {
  std::string Symbol, Library;
  UseKind Kind = UseKind::Function;
  FamilyKind Family = FamilyKind::None; ///< not None: Symbol is the common beginning
  NextChar Next = NextChar::Any;
  std::string Alias;               ///< treated exactly as this symbol; no targets of its own
  std::vector<std::string> Params; ///< names, as in the surface; without the `...` of a variadic
  bool Variadic = false;           ///< the last parameter stands for all further arguments
  std::vector<std::string> ParamTypes;    ///< canonical types of the one overload this is for
  bool HasParamTypes = false;             ///< ParamTypes is given (it may be given and empty)
  Roles Does;                             ///< what it does to a program
  /// Operand and the parameter that is it, as written.
  std::vector<std::pair<Operand, std::string>> Operands;
  std::string Since, Deprecated, Removed; ///< CUDA releases
  std::map<std::string, Target> Targets;  ///< by style
  std::vector<Example> Examples;
  std::string File; ///< data file the entry stands in, for messages
  unsigned Line = 0;
};

/// A target after its cases were tried.
struct Resolved {
  Disposition Status = Disposition::Unknown;
  std::string Rewrite, Handler, Finding, Reason, Advice;
  std::vector<std::string> Includes, Libraries, Helpers; ///< what the rewritten code needs
  const Entry *Matched = nullptr; ///< the overload or family; null when unknown
  const Target *From = nullptr;
  const Case *Chosen = nullptr; ///< the case that held, if any
};

} // namespace ascendify
