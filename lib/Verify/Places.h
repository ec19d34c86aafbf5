//===- Places.h - addresses of a built program as places ---------*- C++ -*-===//
//
// Reads the debug information and the symbols of a program that was built for the CPU.
//
// The trap: the innermost frame is often ours (an atomic operation, a copy); what a
// person wants to see is the place in their own source that led there.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace ascendify {

struct ProgramPlace {
  std::string File; ///< below the current folder relative to it; empty: nobody knows
  unsigned Line = 0;
};

class ProgramPlaces {
public:
  /// Places in files below \p runtime, the shipped headers, are not shown.
  ProgramPlaces(std::string program, std::string runtime);
  ~ProgramPlaces();

  /// The innermost place of the user's own source in a call stack of return addresses.
  ProgramPlace place(llvm::ArrayRef<uint64_t> stack);
  /// The kernel that a call stack of device code runs: the outermost function of the user's own
  /// below the engine. Empty when there is none.
  std::string kernel(llvm::ArrayRef<uint64_t> stack);
  /// The function that begins at \p address, without its parameters. Empty when nobody knows.
  std::string function(uint64_t address);

private:
  struct Symbols;
  std::unique_ptr<Symbols> Impl;
};

/// `address bytes` (hexadecimal, decimal), a line for each function of \p program that declares
/// thread-local variables, which is what static memory of a block becomes.
std::string staticSharedTable(const std::string &program);

} // namespace ascendify
