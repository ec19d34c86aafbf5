//===- Run.cpp - `ascendify run` ------------------------------------------===//
//
// Builds migrated sources for the CPU and runs the program with our standard streams.
// Exit codes are the program's; 123 to 126 are ours.
//
//===----------------------------------------------------------------------===//
#include "Driver/Interrupt.h"
#include "Driver/Subcommand.h"
#include "Mapping/Database.h"
#include "Support/Error.h"
#include "Support/File.h"
#include "Verify/Build.h"
#include "Verify/Execute.h"
#include "Verify/Residual.h"
#include "llvm/ADT/ScopeExit.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

namespace ascendify {
namespace {

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
  uint64_t seed = 0;
  llvm::StringRef drawn = in.Options.getLastArgValue(OPT_seed, "0");
  if (drawn.getAsInteger(0, seed))
    return makeError("--seed takes a whole number, found '{}'", drawn.str());
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
  options.Check = in.Options.hasArg(OPT_check);
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
  if (built->Calls.empty())
    llvm::errs() << built->Messages;
  if (interrupted())
    return ExitInterrupted;
  for (const UnsupportedCall &call : built->Calls)
    llvm::errs() << fmt::format("{}: error: [unsupported-call] '{}' has no body in the CPU execution\n",
                                call.Place.empty() ? "ascendify" : call.Place, call.Name);
  if (built->Ended == BuildResult::Unsupported) {
    llvm::errs() << "ascendify: error: the program needs what the CPU execution does not have\n";
    return ExitRunUnsupported;
  }
  if (built->Ended == BuildResult::Failed) {
    llvm::errs() << "ascendify: error: the program could not be built for the CPU\n";
    return ExitRunBuild;
  }
  ExecuteOptions execute;
  execute.Program = built->Program;
  execute.Name = llvm::sys::path::stem(in.Inputs.front()).str();
  execute.Arguments = in.AfterDash;
  execute.Folder = folder.str().str();
  execute.Runtime = in.Share + "/runtime";
  execute.Seconds = seconds;
  execute.Seed = seed;
  ExecuteResult ended = executeProgram(execute, llvm::errs());
  if (options.Check && ended.Errors) {
    llvm::errs() << fmt::format("ascendify: {} error{} found\n", ended.Errors, ended.Errors == 1 ? "" : "s");
    if (ended.Code == 0)
      return ExitRunFound;
  }
  return ended.Code;
}

} // namespace ascendify
