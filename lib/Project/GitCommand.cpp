//===- GitCommand.cpp - running git ---------------------------------------===//
#include "Project/GitCommand.h"
#include "Support/Error.h"
#include "Support/File.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/ScopeExit.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Process.h"
#include "llvm/Support/Program.h"

namespace fs = llvm::sys::fs;

namespace ascendify {

llvm::Expected<GitResult> runGit(llvm::StringRef folder, llvm::ArrayRef<llvm::StringRef> arguments,
                                 llvm::ArrayRef<std::string> environment) {
  llvm::ErrorOr<std::string> git = llvm::sys::findProgramByName("git");
  if (!git)
    return makeError("'git' is needed for this and was not found on the PATH");
  llvm::SmallString<128> output;
  if (std::error_code error = fs::createTemporaryFile("ascendify-git", "out", output))
    return makeError("cannot make a temporary file: {}", error.message());
  llvm::scope_exit remove([&] { fs::remove(output); });
  std::vector<llvm::StringRef> command = {
      *git, "-C", folder, "-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null", "-c", "core.quotePath=false"};
  llvm::append_range(command, arguments);
  std::vector<std::string> settings = {"LC_ALL=C", "GIT_OPTIONAL_LOCKS=0", "GIT_TERMINAL_PROMPT=0"};
  for (const char *name : {"PATH", "HOME", "XDG_CONFIG_HOME"})
    if (std::optional<std::string> value = llvm::sys::Process::GetEnv(name))
      settings.push_back(std::string(name) + "=" + *value);
  llvm::append_range(settings, environment);
  std::vector<llvm::StringRef> views(settings.begin(), settings.end());
  std::optional<llvm::StringRef> redirects[] = {llvm::StringRef(), output.str(), llvm::StringRef()};
  GitResult out;
  std::string message;
  out.Code = llvm::sys::ExecuteAndWait(*git, command, llvm::ArrayRef(views), redirects,
                                       /*SecondsToWait=*/60, 0, &message);
  if (out.Code < 0)
    return makeError("cannot run '{}': {}", *git, message);
  llvm::Expected<std::string> bytes = readFile(output, UINT64_MAX);
  if (!bytes)
    return bytes.takeError();
  out.Output = std::move(*bytes);
  return out;
}

} // namespace ascendify
