//===- Program.h - all bodies of a code base, linked -------------*- C++ -*-===//
//
// The whole program as far as it was seen: bodies by USR, who calls whom, what the platform's
// functions do. Analyses that cross functions start here. The trap: one written template has many
// bodies, and a call may reach a function that no unit defines.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "Flow/Units.h"
#include "Model/Body.h"
#include "Model/SymbolTable.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/ADT/StringRef.h"

namespace ascendify {

/// A call or launch in a body.
struct CallSite {
  const Body *Caller = nullptr;
  uint32_t Call = 0; ///< index into Caller->Exprs
};

/// Links bodies. Keeps references: bodies and table must outlive it and not move. Reading it is
/// safe from many threads.
class Program {
public:
  Program(llvm::ArrayRef<Body> bodies, const SymbolTable &, llvm::ArrayRef<IncludeEdge> includes = {});

  llvm::ArrayRef<Body> bodies() const { return All; }
  /// All bodies of the function \p usr (instantiations included); empty when none was seen.
  llvm::ArrayRef<const Body *> definitions(llvm::StringRef usr) const;

  /// The bodies that \p call (or launch) may run: of the very instantiation where it was seen, else
  /// all of the function. A call in a template that is known by name only reaches every function of
  /// that name. Empty when no unit defines it, or when it goes through a pointer. Programs of one repository
  /// have functions of one name: of those in several files the ones are meant that a unit with the caller
  /// includes, else the nearest to the caller.
  llvm::ArrayRef<const Body *> targets(const Expr &call) const;

  /// Calls and launches that may run \p body, in the order of the bodies.
  llvm::ArrayRef<CallSite> callers(const Body &body) const;

  /// The function around the lambda \p body, and in it the local variable \p usr that the lambda captures; null
  /// when \p usr is no captured variable.
  std::pair<const Body *, uint32_t> capturedFrom(const Body &body, llvm::StringRef usr) const;

  /// What the platform's \p name does; nothing for names that are not the platform's.
  Roles rolesOf(llvm::StringRef name) const;
  /// The same for a type as bodies spell it (`const cooperative_groups::thread_block &`).
  Roles rolesOfType(llvm::StringRef type) const;
  /// Whether a type as bodies spell it is one of the platform.
  bool isPlatformType(llvm::StringRef type) const;
  /// Whether a table of the platform lists \p name.
  bool isPlatform(llvm::StringRef name) const;

  /// Of functions of one name in the files \p candidates: which of them code in \p file does not mean, as targets does.
  std::vector<bool> strangers(llvm::StringRef file, llvm::ArrayRef<llvm::StringRef> candidates) const;
  /// Whether \p other is the namesake, in another program, of a function that \p body's program has.
  bool isStranger(const Body &body, const Body &other) const;

private:
  llvm::ArrayRef<const Body *> named(const Expr &call) const;

  llvm::ArrayRef<Body> All;
  const SymbolTable &Symbols;
  UnitGraph Units;
  llvm::StringMap<std::vector<const Body *>> ByUsr, ByInstance, ByName;
  llvm::DenseMap<const Body *, std::vector<CallSite>> Callers;
  llvm::DenseMap<const Expr *, std::vector<const Body *>> Nearest; ///< of calls where targets were left out
  llvm::StringMap<std::optional<Roles>> Names; ///< of called and read names; none: not the platform's
};

} // namespace ascendify
