//===- Subcommand.h - what `ascendify NAME …` does ---------------*- C++ -*-===//
//
// A subcommand is one file with one function, and one line in Subcommands.cpp.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "Driver/CommandLine.h"
#include "llvm/Support/raw_ostream.h"

namespace ascendify {

/// What a subcommand is given.
struct Invocation {
  const llvm::opt::InputArgList &Options;
  std::vector<std::string> Inputs;    ///< arguments that are no options, in order
  std::vector<std::string> AfterDash; ///< what follows `--`
  std::string Command;                ///< `ascendify audit`
  std::string Share;                  ///< the program's data folder
  std::string Program;                ///< argv[0]
};

struct Subcommand {
  llvm::StringRef Name;
  llvm::StringRef Usage;   ///< after the name
  llvm::StringRef Summary; ///< one line
  unsigned Visibility;
  /// \returns the exit code. An error is wrong usage (exit 2).
  llvm::Expected<int> (*Run)(const Invocation &);
};

/// All subcommands of the contract, in the order of the help.
llvm::ArrayRef<Subcommand> subcommands();

llvm::Expected<int> runAudit(const Invocation &);
llvm::Expected<int> runCalibrate(const Invocation &);
llvm::Expected<int> runCost(const Invocation &);
llvm::Expected<int> runCompare(const Invocation &);
llvm::Expected<int> runMerge(const Invocation &);
llvm::Expected<int> runExplain(const Invocation &);
llvm::Expected<int> runMigrate(const Invocation &);
llvm::Expected<int> runMappings(const Invocation &);
llvm::Expected<int> runRun(const Invocation &);
llvm::Expected<int> runVerify(const Invocation &);

/// The version of the program.
llvm::StringRef programVersion();

/// Columns of the terminal behind \p fd: `COLUMNS`, else what the terminal says, else 80.
unsigned terminalColumns(int fd);
/// Whether \p fd shows colours: a terminal, no `NO_COLOR`, `TERM` not `dumb`.
bool showsColor(int fd);
bool isTerminal(int fd);

} // namespace ascendify
