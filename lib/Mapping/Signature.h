//===- Signature.h - do the arguments of a rewrite fit its parameters? -*- C++ -*-===//
//
// Most handles of AscendCL are `void *`, so a compiler takes a stream for an event. The surfaces
// keep the types as they are written, and the tables say what a type of CUDA becomes: what is
// handed on unchanged has to have the type that its parameter there has.
//
// The trap: much is not known (integers of any width, `void *`, types that no table renames) and
// is taken as right.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "Mapping/Entry.h"
#include "Mapping/Surface.h"
#include <map>

namespace ascendify {

/// What types of CUDA become in one style, by name.
using TypeNames = std::map<std::string, std::string, std::less<>>;

/// The renamed types of \p entries, aliases included.
TypeNames typeNames(llvm::ArrayRef<const Entry *> entries, llvm::StringRef style);

/// What is wrong with the arguments that \p rewrite hands to a function of \p target, when \p entry is
/// rewritten so; empty when nothing is, or nothing is known. For a rename they are those of the call.
std::string argumentMismatch(const Entry &entry, Disposition status, llvm::StringRef rewrite,
                             const Surface &cuda, const Surface &target, const TypeNames &types);

} // namespace ascendify
