//===- Build.cpp ----------------------------------------------------------===//
#include "Verify/Build.h"
#include "Support/Error.h"
#include "Support/File.h"
#include "Support/Json.h"
#include "Support/Path.h"
#include "Support/Tokens.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/ScopeExit.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Process.h"
#include "llvm/Support/Program.h"
#include "llvm/Support/Regex.h"
#include <atomic>
#include <optional>
#include <set>
#include <thread>

namespace ascendify {
namespace {

namespace path = llvm::sys::path;

/// Runs the compiler; its messages are added to \p messages. False when it fails.
bool compile(const std::vector<std::string> &command, llvm::StringRef log, std::string &messages) {
  std::vector<llvm::StringRef> arguments(command.begin(), command.end());
  std::optional<llvm::StringRef> redirects[] = {llvm::StringRef(""), log, log};
  std::string error;
  int code =
      llvm::sys::ExecuteAndWait(command.front(), arguments, std::nullopt, redirects, 0, 0, &error);
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

/// Runs \p commands on all cores; messages come in the order of the commands. False when one fails.
bool compileAll(const std::vector<std::vector<std::string>> &commands, llvm::StringRef log,
                std::string &messages) {
  std::vector<std::string> texts(commands.size());
  std::atomic<size_t> next{0};
  std::atomic<bool> all{true};
  auto work = [&] {
    for (size_t i; (i = next++) < commands.size();)
      if (!compile(commands[i], fmt::format("{}{}", log.str(), i), texts[i]))
        all = false;
  };
  std::vector<std::thread> helpers;
  for (unsigned i = 1; i < std::thread::hardware_concurrency() && i < commands.size(); ++i)
    helpers.emplace_back(work);
  work();
  for (std::thread &t : helpers)
    t.join();
  for (const std::string &text : texts)
    messages += text;
  return all;
}

/// Whether \p compiler is Clang, by what it says of itself.
bool isClang(const std::string &compiler) {
  llvm::SmallString<128> file;
  if (llvm::sys::fs::createTemporaryFile("ascendify-version", "txt", file))
    return false;
  auto remove = llvm::scope_exit([&] { llvm::sys::fs::remove(file); });
  std::string text;
  compile({compiler, "--version"}, file, text);
  return llvm::StringRef(text).contains("clang");
}

/// The identifiers of the headers below \p folder, without those in comments.
std::set<std::string, std::less<>> declaredNames(llvm::StringRef folder) {
  std::set<std::string, std::less<>> out;
  std::error_code error;
  for (llvm::sys::fs::recursive_directory_iterator it(folder, error), end; it != end && !error;
       it.increment(error)) {
    if (path::extension(it->path()) != ".h")
      continue;
    llvm::Expected<std::string> text = readFile(it->path());
    if (!text) {
      llvm::consumeError(text.takeError());
      continue;
    }
    for (const SourceToken &token : tokenize(*text).Tokens)
      if (token.Is == SourceToken::Word)
        out.insert(token.Text.str());
  }
  return out;
}

/// A library of the target with bodies for the CPU (docs/run.md).
struct UsedLibrary {
  std::vector<std::string> Sources, Link;
};

/// The libraries in subfolders of \p folder of which a program with these \p includes uses a
/// header, by name.
llvm::Expected<std::vector<UsedLibrary>> usedLibraries(llvm::StringRef folder,
                                                       const std::set<std::string> &includes) {
  std::set<std::string> names;
  std::error_code error;
  for (llvm::sys::fs::directory_iterator it(folder, error), end; it != end && !error;
       it.increment(error))
    names.insert(it->path());
  std::vector<UsedLibrary> out;
  for (const std::string &name : names) {
    llvm::Expected<Json> description = readJsonFile(name + "/library.json");
    if (!description)
      return description.takeError();
    if (llvm::none_of(getStrings(*description, "headers"),
                      [&](const std::string &header) { return includes.count(header) != 0; }))
      continue;
    UsedLibrary library;
    library.Link = getStrings(*description, "link");
    for (llvm::sys::fs::directory_iterator it(name, error), end; it != end && !error;
         it.increment(error))
      if (path::extension(it->path()) == ".cpp")
        library.Sources.push_back(it->path());
    llvm::sort(library.Sources);
    out.push_back(std::move(library));
  }
  return out;
}

} // namespace

std::vector<UnsupportedCall> findUnsupported(llvm::StringRef messages,
                                             llvm::StringRef declarations) {
  // GCC and Clang on names that are not declared, GNU ld, gold and lld on those that are not
  // defined.
  static const llvm::Regex patterns[] = {
      llvm::Regex("^(.+):([0-9]+):[0-9]+: error: ('|\xe2\x80\x98)([A-Za-z_0-9]+).* (was not "
                  "declared|has not been "
                  "declared|does not name a type)"),
      llvm::Regex("^(.+):([0-9]+):[0-9]+: error: (use of undeclared identifier|unknown type "
                  "name|there are no arguments to) "
                  "[^A-Za-z_]*([A-Za-z_0-9]+)"),
      llvm::Regex("^(.+):([0-9]+): (undefined reference to) [^A-Za-z_]*([A-Za-z_0-9]+)"),
      llvm::Regex("^()()(.*undefined reference to) [^A-Za-z_]*([A-Za-z_0-9]+)"),
      llvm::Regex("^()()(.*undefined symbol:) ([A-Za-z_0-9]+)"),
  };
  std::optional<std::set<std::string, std::less<>>> known;
  std::vector<UnsupportedCall> out;
  llvm::SmallVector<llvm::StringRef> lines;
  messages.split(lines, '\n', -1, false);
  for (llvm::StringRef line : lines)
    for (const llvm::Regex &pattern : patterns) {
      llvm::SmallVector<llvm::StringRef> found;
      if (!pattern.match(line, &found))
        continue;
      if (!known)
        known = declaredNames(declarations);
      // A name that is mangled has it after its length.
      std::string name = found[4].str();
      if (!known->count(name) && llvm::StringRef(name).starts_with("_Z")) {
        llvm::StringRef rest = llvm::StringRef(name).drop_front(2);
        unsigned length = 0;
        if (!rest.consumeInteger(10, length))
          name = rest.take_front(length).str();
      }
      std::string place =
          found[1].empty() ? "" : fmt::format("{}:{}", found[1].str(), found[2].str());
      bool twice = llvm::any_of(out, [&](const UnsupportedCall &c) {
        return c.Name == name && (c.Place == place || place.empty());
      });
      if (known->count(name) && !twice)
        out.push_back({name, place});
      break;
    }
  return out;
}

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
      {"default-launch-bound", "ASCENDIFY_DEFAULT_LAUNCH_BOUND"},
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
    result.Messages =
        "no C++ compiler was found: CXX is not set to one, and there is no c++, g++ or "
        "clang++ in the PATH\n";
    return result;
  }
  // Frame pointers and calls that return: reports walk the stack.
  std::vector<std::string> common = {compiler,
                                     "-std=c++17",
                                     "-w",
                                     "-pthread",
                                     "-fno-omit-frame-pointer",
                                     "-fno-optimize-sibling-calls"};
  if (options.Check)
    common.insert(common.end(), {"-O1", "-g", "-U_FORTIFY_SOURCE", "-DASCENDIFY_CHECK=1"});
  else
    common.insert(common.end(), {"-O3", "-g1"});
  if (options.Device)
    for (std::string &macro : limitMacros(*options.Device))
      common.push_back(std::move(macro));
  std::vector<std::string> nativeFlags = {"-include", runtime + "/native/ascendify_cpu.h",
                                          "-I" + runtime + "/native", "-I" + runtime + "/helpers",
                                          "-I" + options.Share + "/decl/cann"};
  std::string log = folder.str() + "/messages";
  std::set<std::string> includes;

  std::vector<std::string> objects;
  std::vector<std::vector<std::string>> commands;
  bool native = false;
  bool clang = options.Check && isClang(compiler);
  auto translate = [&](std::string source, std::vector<std::string> flags, bool watched) {
    std::string object = fmt::format("{}/{}.o", folder.str(), objects.size());
    std::vector<std::string> command = common;
    if (options.Check && watched) {
      command.insert(command.end(), {"-fsanitize=thread", "-fsanitize=bounds"});
      if (clang)
        command.insert(command.end(), {"-mllvm", "-tsan-distinguish-volatile=1"});
      else
        command.insert(command.end(), {"--param", "tsan-distinguish-volatile=1"});
    }
    command.insert(command.end(), flags.begin(), flags.end());
    command.insert(command.end(), {"-c", "-x", "c++", source, "-o", object});
    objects.push_back(object);
    commands.push_back(std::move(command));
  };

  for (size_t i = 0; i < files.size(); ++i) {
    llvm::StringRef parent = path::parent_path(files[i]);
    std::string own = absolutePath(parent.empty() ? "." : parent);
    std::vector<std::string> flags;
    std::string source = absolutePath(files[i]);
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
    includes.insert(tree->Includes.begin(), tree->Includes.end());
    flags.insert(flags.end(), options.Arguments.begin(), options.Arguments.end());
    if (styleOf(files[i], texts[i], otherwise) == SourceStyle::Native) {
      native = true;
      flags.insert(flags.end(), nativeFlags.begin(), nativeFlags.end());
    } else {
      flags.push_back("-I" + runtime);
    }
    flags.push_back("-iquote" + own);
    if (result.Ended != BuildResult::Unsupported)
      translate(source, flags, true);
  }
  auto explain = [&] {
    result.Calls = findUnsupported(result.Messages, options.Share + "/decl/cann");
    if (!result.Calls.empty())
      result.Ended = BuildResult::Unsupported;
    return std::move(result);
  };
  if (result.Ended == BuildResult::Unsupported)
    return result;
  if (native)
    translate(runtime + "/native/acl_runtime.cpp", nativeFlags, false);
  llvm::Expected<std::vector<UsedLibrary>> libraries =
      usedLibraries(runtime + "/native/libraries", includes);
  if (!libraries)
    return libraries.takeError();
  std::vector<std::string> linked;
  for (const UsedLibrary &library : *libraries) {
    for (const std::string &source : library.Sources)
      translate(source, nativeFlags, false);
    linked.insert(linked.end(), library.Link.begin(), library.Link.end());
  }
  if (options.Check)
    for (const char *part : {"hooks", "memory", "shared"})
      translate(fmt::format("{}/check/{}.cpp", runtime, part), {}, false);
  if (!compileAll(commands, log, result.Messages)) {
    result.Ended = BuildResult::Failed;
    return explain();
  }

  result.Program = folder.str() + "/program";
  std::vector<std::string> link = {compiler, "-pthread"};
  if (options.Check)
    link.push_back("-Wl,--wrap=memcpy,--wrap=memmove,--wrap=memset");
  link.insert(link.end(), objects.begin(), objects.end());
  link.insert(link.end(), {"-o", result.Program});
  link.insert(link.end(), linked.begin(), linked.end());
  link.push_back("-lboost_context");
  if (!compile(link, log, result.Messages)) {
    result.Ended = BuildResult::Failed;
    return explain();
  }
  return result;
}

} // namespace ascendify
