//===- Run.cpp - `ascendify run` ------------------------------------------===//
//
// Builds migrated sources for the CPU and runs the program with our standard streams.
// Exit codes are the program's; 124 to 126 are ours.
//
//===----------------------------------------------------------------------===//
#include "Driver/Interrupt.h"
#include "Driver/Subcommand.h"
#include "Mapping/Database.h"
#include "Support/Error.h"
#include "Support/File.h"
#include "Verify/Build.h"
#include "Verify/Residual.h"
#include "llvm/ADT/ScopeExit.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include <cerrno>
#include <csignal>
#include <cstring>
#include <poll.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

namespace ascendify {
namespace {

/// Runs \p program; \p seconds 0 is no limit. \returns its exit code, 128 plus the signal that
/// ended it, or 124.
int execute(const std::string &program, const std::vector<std::string> &arguments,
            const std::string &name, unsigned seconds) {
  std::vector<char *> argv = {const_cast<char *>(name.c_str())};
  for (const std::string &a : arguments)
    argv.push_back(const_cast<char *>(a.c_str()));
  argv.push_back(nullptr);
  llvm::outs().flush();
  pid_t child = fork();
  if (child == 0) {
    // What the driver ignores or catches is the program's own business again.
    for (int s : {SIGPIPE, SIGINT, SIGTERM})
      std::signal(s, SIG_DFL);
    execv(program.c_str(), argv.data());
    _exit(ExitRunBuild);
  }
  if (child < 0) {
    llvm::errs() << "ascendify: error: cannot start the program: " << std::strerror(errno) << "\n";
    return ExitRunBuild;
  }
  if (seconds) {
    int fd = int(syscall(SYS_pidfd_open, child, 0));
    pollfd wait = {fd, POLLIN, 0};
    int ready;
    do
      ready = poll(&wait, 1, int(std::min(seconds, 2000000u)) * 1000);
    while (ready < 0 && errno == EINTR);
    if (fd >= 0)
      close(fd);
    if (ready == 0) {
      kill(child, SIGKILL);
      waitpid(child, nullptr, 0);
      llvm::errs() << "ascendify: error: the program ran for more than " << seconds
                   << " s and was ended (--timeout)\n";
      return ExitRunTimeout;
    }
  }
  int status = 0;
  while (waitpid(child, &status, 0) < 0 && errno == EINTR)
    ;
  if (WIFEXITED(status))
    return WEXITSTATUS(status);
  int signal = WTERMSIG(status);
  llvm::errs() << "ascendify: the program was ended by a signal: " << strsignal(signal) << "\n";
  return 128 + signal;
}

/// Reports CUDA that is left in \p files; true when there is any.
bool reportResidue(const std::vector<std::string> &files, const Database &data) {
  bool any = false;
  SourceStyle otherwise = SourceStyle::Portable;
  std::vector<std::string> texts;
  for (const std::string &file : files) {
    llvm::Expected<std::string> text = readFile(file);
    texts.push_back(text ? *text : "");
    if (!text)
      llvm::consumeError(text.takeError()); // building says it
    if (styleOf(file, texts.back(), SourceStyle::Portable) == SourceStyle::Native)
      otherwise = SourceStyle::Native;
  }
  for (size_t i = 0; i < files.size(); ++i) {
    bool native = styleOf(files[i], texts[i], otherwise) == SourceStyle::Native;
    for (const Residue &r : findResidue(texts[i], files[i], native ? "native" : "portable", data)) {
      llvm::errs() << r.Place.File << ":" << r.Place.Line << ":" << r.Place.Column
                   << ": error: CUDA is left: '" << r.Symbol << "'\n";
      any = true;
    }
  }
  return any;
}

} // namespace

llvm::Expected<int> runRun(const Invocation &in) {
  if (in.Inputs.empty())
    return makeError("'ascendify run' needs the sources of a program; arguments of the program "
                     "come after '--'");
  unsigned seconds = 0;
  llvm::StringRef limit = in.Options.getLastArgValue(OPT_timeout, "0");
  if (limit.getAsInteger(10, seconds))
    return makeError("--timeout takes whole seconds, found '{}'", limit.str());
  llvm::Expected<std::unique_ptr<Database>> data =
      Database::open(in.Share, in.Options.getAllArgValues(OPT_mappings));
  if (!data)
    return data.takeError();
  std::string target = in.Options.getLastArgValue(OPT_target, "ascend950pr").str();
  const Profile *device = (*data)->profile(target);
  if (!device)
    return makeError("unknown --target '{}'; 'ascendify --version' lists the profiles", target);

  BuildOptions options;
  options.Share = in.Share;
  options.Device = device;
  for (const llvm::opt::Arg *a : in.Options.filtered(OPT_include_folder, OPT_define))
    options.Arguments.push_back(
        (a->getOption().matches(OPT_define) ? "-D" : "-I") + std::string(a->getValue()));

  llvm::SmallString<128> folder;
  if (std::error_code error = llvm::sys::fs::createUniqueDirectory("ascendify-run", folder))
    return makeError("cannot make a temporary folder: {}", error.message());
  auto remove = llvm::scope_exit([&] { llvm::sys::fs::remove_directories(folder); });

  // A file that does not exist is said before anything that is in it.
  for (const std::string &file : in.Inputs)
    if (llvm::Expected<std::string> text = readFile(file); !text)
      return text.takeError();
  if (reportResidue(in.Inputs, **data)) {
    llvm::errs() << "ascendify: error: not run: migrate what is left first ('ascendify explain NAME' "
                    "says how)\n";
    return ExitRunUnsupported;
  }
  llvm::Expected<BuildResult> built = buildForCpu(in.Inputs, folder, options);
  if (!built)
    return built.takeError();
  llvm::errs() << built->Messages;
  if (interrupted())
    return ExitInterrupted;
  if (built->Ended == BuildResult::Unsupported) {
    llvm::errs() << "ascendify: error: the program needs what the CPU execution does not have\n";
    return ExitRunUnsupported;
  }
  if (built->Ended == BuildResult::Failed) {
    llvm::errs() << "ascendify: error: the program could not be built for the CPU\n";
    return ExitRunBuild;
  }
  std::string name = llvm::sys::path::stem(in.Inputs.front()).str();
  return execute(built->Program, in.AfterDash, name, seconds);
}

} // namespace ascendify
