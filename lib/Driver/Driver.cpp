//===- Driver.cpp - the whole program behind main -------------------------===//
//
// Finds the subcommand, parses its options, turns its error into a message and an exit
// code. stdout carries results only; everything said about the run goes to stderr.
//
//===----------------------------------------------------------------------===//
#include "Driver/Driver.h"
#include "Driver/Interrupt.h"
#include "Driver/Subcommand.h"
#include "Driver/Worker.h"
#include "Mapping/Database.h"
#include "Support/Error.h"
#include "Support/File.h"
#include "Support/Text.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Process.h"
#include <cstdlib>
#include <sys/ioctl.h>
#include <unistd.h>

namespace ascendify {

llvm::StringRef programVersion() { return ASCENDIFY_VERSION; }

bool isTerminal(int fd) { return isatty(fd); }

bool showsColor(int fd) {
  const char *noColor = std::getenv("NO_COLOR");
  const char *term = std::getenv("TERM");
  return isatty(fd) && !(noColor && *noColor) && !(term && llvm::StringRef(term) == "dumb");
}

unsigned terminalColumns(int fd) {
  unsigned columns = 0;
  if (const char *given = std::getenv("COLUMNS"))
    if (!llvm::StringRef(given).getAsInteger(10, columns) && columns)
      return std::min(columns, 1000u);
  winsize size;
  if (isatty(fd) && ioctl(fd, TIOCGWINSZ, &size) == 0 && size.ws_col)
    return size.ws_col;
  return 80;
}

static std::string overview(unsigned width) {
  std::string out = "ascendify: from CUDA to Ascend, from the source alone\n\n"
                    "usage: ascendify SUBCOMMAND [OPTIONS] ...\n\n";
  for (const Subcommand &s : subcommands()) {
    std::string left = fmt::format("  {:<10}", s.Name.str());
    out += left + llvm::join(wrapped(s.Summary.str(), std::max(width, 40u) - 12), "\n            ") + "\n";
  }
  out += "\n'ascendify SUBCOMMAND --help' lists the options of one.\n\n"
         "exit codes: 0 done, 1 a gate failed, 2 wrong usage, 3 part of the input could not be read,\n"
         "            70 a bug in ascendify, 130 interrupted\n\n" +
         optionHelp(llvm::opt::DefaultVis, width);
  return out;
}

static std::string helpOf(const Subcommand &s, unsigned width) {
  return fmt::format("{}\n\nusage: ascendify {} {} [OPTIONS]\n\n{}", s.Summary.str(), s.Name.str(),
                     s.Usage.str(), optionHelp(s.Visibility, width));
}

static int complain(llvm::Error error) {
  // A message of several lines is one error per line.
  llvm::errs() << "ascendify: error: " << llvm::toString(std::move(error)) << "\n";
  return ExitUsage;
}

static int versionText(llvm::StringRef share) {
  llvm::outs() << "ascendify " << programVersion() << " (LLVM " << LLVM_VERSION_STRING << ")\n";
  llvm::Expected<std::unique_ptr<Database>> data = Database::open(share, {});
  if (!data)
    return complain(data.takeError());
  llvm::outs() << "mappings " << (*data)->version() << ", "
               << countOf((*data)->symbols().size(), "symbol") << ", profiles:";
  for (const Profile &profile : (*data)->profiles())
    llvm::outs() << " " << profile.Name;
  llvm::outs() << "\n";
  return ExitDone;
}

static llvm::Expected<int> dispatch(llvm::ArrayRef<const char *> arguments, const char *program) {
  unsigned width = terminalColumns(STDOUT_FILENO);
  std::string share = shareDirectory(program);
  llvm::StringRef first = arguments.empty() ? "" : arguments.front();
  if (first.empty() || first == "help") {
    (first.empty() ? llvm::errs() : llvm::outs()) << overview(width);
    return first.empty() ? ExitUsage : ExitDone;
  }
  if (first.starts_with("-")) {
    llvm::Expected<llvm::opt::InputArgList> options =
        parseOptions(arguments, llvm::opt::DefaultVis, "ascendify");
    if (!options)
      return options.takeError();
    if (options->hasArg(OPT_version))
      return versionText(share);
    llvm::outs() << overview(width);
    return ExitDone;
  }

  const Subcommand *command = llvm::find_if(
      subcommands(), [&](const Subcommand &s) { return s.Name == first; });
  if (command == subcommands().end()) {
    std::vector<std::string> names;
    for (const Subcommand &s : subcommands())
      names.push_back(s.Name.str());
    return makeError("unknown subcommand '{}'{}; 'ascendify --help' lists them", first.str(),
                     suggestion(first, names));
  }
  arguments = arguments.drop_front();
  size_t dash = llvm::find_if(arguments, [](llvm::StringRef a) { return a == "--"; }) -
                arguments.begin();
  std::string name = "ascendify " + command->Name.str();
  llvm::Expected<llvm::opt::InputArgList> options =
      parseOptions(arguments.take_front(dash), command->Visibility, name);
  if (!options)
    return options.takeError();
  if (options->hasArg(OPT_help)) {
    llvm::outs() << helpOf(*command, width);
    return ExitDone;
  }
  Invocation invocation{*options, options->getAllArgValues(OPT_INPUT), {}, name, share, program};
  for (const char *argument : arguments.drop_front(std::min(dash + 1, arguments.size())))
    invocation.AfterDash.push_back(argument);
  // What follows a `--` is an input that may begin with a dash, but for `run`.
  if (command->Name != "run")
    llvm::append_range(invocation.Inputs, invocation.AfterDash);
  return command->Run(invocation);
}

int drive(int argc, const char **argv) {
  llvm::ArrayRef<const char *> arguments(argv, size_t(argc));
  if (arguments.size() > 1 && llvm::StringRef(arguments[1]) == "--worker")
    return runWorkerMode(arguments.drop_front(2), shareDirectory(argv[0]));
  installSignalHandlers();
  llvm::Expected<int> code = dispatch(arguments.drop_front(std::min<size_t>(1, argc)), argv[0]);
  int result = code ? *code : complain(code.takeError());
  llvm::outs().flush();
  if (llvm::outs().has_error()) {
    // A reader that went away is no error of ours: `ascendify … | head`.
    bool closed = llvm::outs().error() == std::errc::broken_pipe;
    if (!closed) {
      llvm::errs() << "ascendify: error: cannot write standard output: "
                   << llvm::outs().error().message() << "\n";
      result = worseExit(result, ExitUsage);
    }
    llvm::outs().clear_error();
  }
  return result;
}

} // namespace ascendify
