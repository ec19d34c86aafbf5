//===- CommandLine.h - options of the subcommands ----------------*- C++ -*-===//
//
// LLVM's option parser over Options.td. Each subcommand sees its own options only, so
// that an option of another one is refused with the reason.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "llvm/ADT/ArrayRef.h"
#include "llvm/Option/ArgList.h"
#include "llvm/Option/OptTable.h"
#include "llvm/Support/Error.h"
#include <string>
#include <vector>

namespace ascendify {

/// Option identifiers: OPT_target and so on.
enum OptionId {
  OPT_INVALID = 0,
#define OPTION(...) LLVM_MAKE_OPT_ID(__VA_ARGS__),
#include "Options.inc"
#undef OPTION
};

/// Bits of Options.td: which subcommand takes an option. DefaultVis is bit 0.
constexpr unsigned AuditVis = 1u << 1;
constexpr unsigned MigrateVis = 1u << 2;
constexpr unsigned RunVis = 1u << 3;
constexpr unsigned VerifyVis = 1u << 4;
constexpr unsigned CompareVis = 1u << 5;
constexpr unsigned CostVis = 1u << 6;
constexpr unsigned ExplainVis = 1u << 7;
constexpr unsigned MappingsVis = 1u << 8;
constexpr unsigned MergeVis = 1u << 9;
constexpr unsigned CalibrateVis = 1u << 10;

/// The table behind Options.td.
const llvm::opt::OptTable &optionTable();

/// Parses \p arguments for the subcommand of \p visibility. The error names the argument, and suggests
/// what may have been meant. \p arguments must outlive the result.
llvm::Expected<llvm::opt::InputArgList> parseOptions(llvm::ArrayRef<const char *> arguments,
                                                     unsigned visibility, llvm::StringRef command);

/// The options that \p visibility shows, as help text in \p width columns.
std::string optionHelp(unsigned visibility, unsigned width);

/// The values of a repeatable option, each split at commas, empty ones dropped.
std::vector<std::string> splitValues(const llvm::opt::InputArgList &arguments, OptionId id);

/// ` (did you mean 'x'?)` for the one of \p candidates nearest to \p given, or nothing.
std::string suggestion(llvm::StringRef given, llvm::ArrayRef<std::string> candidates);

} // namespace ascendify
