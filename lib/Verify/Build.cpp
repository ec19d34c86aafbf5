//===- Build.cpp ----------------------------------------------------------===//
#include "Verify/Build.h"
#include "Support/Error.h"
#include "Support/File.h"
#include "Support/Path.h"
#include "Support/Tokens.h"
#include "llvm/ADT/ScopeExit.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Process.h"
#include "llvm/Support/Program.h"

namespace ascendify {
namespace {

namespace path = llvm::sys::path;

/// Runs the compiler; its messages are added to \p messages. False when it fails.
bool compile(const std::vector<std::string> &command, llvm::StringRef log, std::string &messages) {
  std::vector<llvm::StringRef> arguments(command.begin(), command.end());
  std::optional<llvm::StringRef> redirects[] = {llvm::StringRef(""), log, log};
  std::string error;
  int code = llvm::sys::ExecuteAndWait(command.front(), arguments, std::nullopt, redirects, 0, 0,
                                       &error);
  if (llvm::Expected<std::string> text = readFile(log))
    messages += *text;
  else
    llvm::consumeError(text.takeError());
  if (!messages.empty() && messages.back() != '\n')
    messages += '\n';
  if (code != 0 && !error.empty())
    messages += fmt::format("'{}' cannot be run: {}\n", command.front(), error);
  return code == 0;
}

} // namespace

SourceStyle styleOf(llvm::StringRef file, llvm::StringRef text, SourceStyle otherwise) {
  if (path::extension(file) == ".asc")
    return SourceStyle::Native;
  for (const IncludeToken &include : tokenize(text).Includes) {
    if (include.Name == "xpu/xpu.h" || include.Name.ends_with("/xpu/xpu.h"))
      return SourceStyle::Portable;
    if (include.Name.starts_with("acl/") || include.Name.starts_with("simt_api/"))
      return SourceStyle::Native;
  }
  return otherwise;
}

std::vector<std::string> limitMacros(const Profile &profile) {
  std::vector<std::string> out;
  static const std::pair<const char *, const char *> known[] = {
      {"grid-blocks", "ASCENDIFY_MAX_BLOCKS"},
      {"block-threads", "ASCENDIFY_MAX_THREADS"},
      {"shared-bytes-per-block", "ASCENDIFY_MAX_SHARED_BYTES"},
      {"device-memory-bytes-min", "ASCENDIFY_DEVICE_MEMORY_BYTES"},
  };
  for (auto [limit, macro] : known)
    if (std::optional<int64_t> value = profile.limit(limit))
      out.push_back(fmt::format("-D{}={}", macro, *value));
  out.push_back(fmt::format("-DASCENDIFY_SOC_NAME=\"{}\"", profile.Name));
  return out;
}

std::string systemCompiler() {
  std::optional<std::string> named = llvm::sys::Process::GetEnv("CXX");
  std::vector<std::string> names = {"c++", "g++", "clang++"};
  if (named && !named->empty())
    names = {*named};
  for (const std::string &name : names)
    if (llvm::ErrorOr<std::string> found = llvm::sys::findProgramByName(name))
      return *found;
  return "";
}

llvm::Expected<BuildResult> buildForCpu(const std::vector<std::string> &files,
                                        llvm::StringRef folder, const BuildOptions &options) {
  BuildResult result;
  std::string runtime = options.Share + "/runtime";
  std::vector<std::string> texts;
  SourceStyle otherwise = SourceStyle::Portable;
  for (const std::string &file : files) {
    llvm::Expected<std::string> text = readFile(file);
    if (!text)
      return text.takeError();
    // A plain source belongs to a native program as soon as one source is native.
    if (styleOf(file, *text, SourceStyle::Portable) == SourceStyle::Native)
      otherwise = SourceStyle::Native;
    texts.push_back(std::move(*text));
  }

  std::string compiler = systemCompiler();
  if (compiler.empty()) {
    result.Ended = BuildResult::Failed;
    result.Messages = "no C++ compiler was found: CXX is not set to one, and there is no c++, g++ or "
                      "clang++ in the PATH\n";
    return result;
  }
  std::vector<std::string> common = {compiler, "-std=c++17", "-O2", "-g1", "-w", "-pthread"};
  if (options.Device)
    for (std::string &macro : limitMacros(*options.Device))
      common.push_back(std::move(macro));
  std::vector<std::string> nativeFlags = {"-include", runtime + "/native/ascendify_cpu.h",
                                          "-I" + runtime + "/native", "-I" + runtime + "/helpers",
                                          "-I" + options.Share + "/decl/cann"};
  std::string log = folder.str() + "/messages";

  std::vector<std::string> objects;
  bool native = false;
  auto translate = [&](std::string source, std::vector<std::string> flags) {
    std::string object = fmt::format("{}/{}.o", folder.str(), objects.size());
    std::vector<std::string> command = common;
    command.insert(command.end(), flags.begin(), flags.end());
    command.insert(command.end(), {"-c", "-x", "c++", source, "-o", object});
    objects.push_back(object);
    if (!compile(command, log, result.Messages))
      result.Ended = BuildResult::Failed;
  };

  for (size_t i = 0; i < files.size(); ++i) {
    llvm::StringRef parent = path::parent_path(files[i]);
    std::string own = absolutePath(parent.empty() ? "." : parent);
    std::vector<std::string> flags;
    std::string source = absolutePath(files[i]);
    if (styleOf(files[i], texts[i], otherwise) == SourceStyle::Native) {
      native = true;
      llvm::Expected<LoweredTree> tree =
          lowerTree(files[i], folder.str() + "/source", options.Arguments);
      if (!tree)
        return tree.takeError();
      for (const std::string &problem : tree->Problems)
        result.Messages += problem + "\n";
      if (!tree->Problems.empty()) {
        result.Ended = BuildResult::Unsupported;
        continue;
      }
      source = tree->Main;
      flags = tree->SearchPaths;
      flags.insert(flags.end(), options.Arguments.begin(), options.Arguments.end());
      flags.insert(flags.end(), nativeFlags.begin(), nativeFlags.end());
    } else {
      flags = options.Arguments;
      flags.push_back("-I" + runtime);
    }
    flags.push_back("-iquote" + own);
    if (result.Ended != BuildResult::Unsupported)
      translate(source, flags);
  }
  if (result.Ended != BuildResult::Built)
    return result;
  if (native)
    translate(runtime + "/native/acl_runtime.cpp", nativeFlags);
  if (result.Ended != BuildResult::Built)
    return result;

  result.Program = folder.str() + "/program";
  std::vector<std::string> link = {compiler, "-pthread"};
  link.insert(link.end(), objects.begin(), objects.end());
  link.insert(link.end(), {"-o", result.Program, "-lboost_context"});
  if (!compile(link, log, result.Messages))
    result.Ended = BuildResult::Failed;
  return result;
}

} // namespace ascendify
