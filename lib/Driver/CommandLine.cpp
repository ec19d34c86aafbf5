//===- CommandLine.cpp - options of the subcommands -----------------------===//
#include "Driver/CommandLine.h"
#include "Support/Error.h"
#include "Support/Text.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

using namespace llvm::opt;

namespace ascendify {
namespace {

#define OPTTABLE_STR_TABLE_CODE
#include "Options.inc"
#undef OPTTABLE_STR_TABLE_CODE

#define OPTTABLE_PREFIXES_TABLE_CODE
#include "Options.inc"
#undef OPTTABLE_PREFIXES_TABLE_CODE

constexpr OptTable::Info Infos[] = {
#define OPTION(...) LLVM_CONSTRUCT_OPT_INFO(__VA_ARGS__),
#include "Options.inc"
#undef OPTION
};

class Table : public GenericOptTable {
public:
  Table() : GenericOptTable(OptionStrTable, OptionPrefixesTable, Infos) {}
};

} // namespace

const OptTable &optionTable() {
  static const Table table;
  return table;
}

std::string suggestion(llvm::StringRef given, llvm::ArrayRef<std::string> candidates) {
  unsigned best = unsigned(given.size() / 3) + 2;
  const std::string *nearest = nullptr;
  // What was typed may be the beginning of what was meant.
  for (const std::string &candidate : candidates)
    if (given.size() > 3 && llvm::StringRef(candidate).starts_with(given) &&
        (!nearest || candidate.size() < nearest->size()))
      nearest = &candidate;
  if (nearest)
    return fmt::format(" (did you mean '{}'?)", *nearest);
  for (const std::string &candidate : candidates) {
    unsigned distance = given.edit_distance(candidate, /*AllowReplacements=*/true, best);
    if (distance < best) {
      best = distance;
      nearest = &candidate;
    }
  }
  return nearest ? fmt::format(" (did you mean '{}'?)", *nearest) : "";
}

/// What to say of an option that the subcommand does not take.
static llvm::Error unknownOption(const std::string &spelling, unsigned visibility,
                                 llvm::StringRef command) {
  const OptTable &table = optionTable();
  llvm::StringRef name = llvm::StringRef(spelling).take_until([](char c) { return c == '='; });
  for (const OptTable::Info &info : Infos)
    if (info.ID > OPT_UNKNOWN && table.getOptionPrefixedName(info.ID) == name)
      return makeError("'{}' is not an option of '{}'; see '{} --help'", name.str(), command.str(),
                       command.str());
  std::string nearest;
  unsigned distance = table.findNearest(spelling, nearest, Visibility(visibility));
  std::string hint;
  if (distance <= 1 + name.size() / 4)
    hint = fmt::format("; did you mean '{}'?", nearest);
  else
    hint = fmt::format("; see '{} --help'", command.str());
  return makeError("unknown option '{}'{}", spelling, hint);
}

llvm::Expected<InputArgList> parseOptions(llvm::ArrayRef<const char *> arguments,
                                          unsigned visibility, llvm::StringRef command) {
  // The parser passes over empty arguments; an unset variable in a script must not become
  // "the working folder".
  if (llvm::any_of(arguments, [](const char *a) { return !*a; }))
    return makeError("an empty argument names nothing");
  unsigned missingIndex = 0, missingCount = 0;
  InputArgList parsed = optionTable().ParseArgs(arguments, missingIndex, missingCount,
                                                Visibility(visibility));
  for (const Arg *arg : parsed.filtered(OPT_UNKNOWN))
    return unknownOption(arg->getAsString(parsed), visibility, command);
  if (missingCount)
    return makeError("'{}' needs a value", arguments[missingIndex]);
  return parsed;
}

std::string optionHelp(unsigned visibility, unsigned width) {
  const OptTable &table = optionTable();
  std::string out;
  constexpr unsigned column = 28;
  for (const OptTable::Info &info : Infos) {
    Option option = table.getOption(info.ID);
    if (!option.hasVisibilityFlag(visibility) || !info.HelpText || option.getAlias().isValid())
      continue;
    std::string left = "  " + option.getPrefixedName().str();
    if (info.MetaVar)
      left += std::string(" ") + info.MetaVar;
    std::string help = info.HelpText;
    if (left.size() + 2 > column)
      out += left + "\n" + std::string(column, ' ');
    else
      out += left + std::string(column - left.size(), ' ');
    out += llvm::join(wrapped(help, std::max(width, column + 20) - column),
                      "\n" + std::string(column, ' ')) +
           "\n";
  }
  return out;
}

std::vector<std::string> splitValues(const InputArgList &arguments, OptionId id) {
  std::vector<std::string> out;
  for (const std::string &value : arguments.getAllArgValues(id))
    for (llvm::StringRef part : llvm::split(value, ','))
      if (!part.trim().empty() && !llvm::is_contained(out, part.trim()))
        out.push_back(part.trim().str());
  return out;
}

} // namespace ascendify
