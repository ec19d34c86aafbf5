//===- TypeCheck.cpp ------------------------------------------------------===//
#include "Verify/TypeCheck.h"
#include "Support/Error.h"
#include "Support/File.h"
#include "llvm/ADT/ScopeExit.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Program.h"

namespace ascendify {

namespace fs = llvm::sys::fs;
namespace path = llvm::sys::path;

std::string findClang() {
  for (const char *name : {"clang++-22", "clang++"}) {
    if (llvm::ErrorOr<std::string> found = llvm::sys::findProgramByName(name))
      return *found;
    if (llvm::ErrorOr<std::string> found =
            llvm::sys::findProgramByName(name, {ASCENDIFY_LLVM_TOOLS}))
      return *found;
  }
  return "";
}

llvm::Expected<std::vector<TypeError>> typeCheck(const std::string &clang, const std::string &file,
                                                 SourceStyle style,
                                                 const TypeCheckOptions &options) {
  std::vector<std::string> command = {clang, "-fsyntax-only", "-std=c++17", "-w",
                                      "-fno-color-diagnostics", "-fno-caret-diagnostics",
                                      "-ferror-limit=0"};
  if (style == SourceStyle::Native) {
    // Host sources know the qualifiers too, since they include the same headers.
    bool device = path::extension(file) == ".asc" || path::extension(file) == ".cu";
    if (device)
      command.insert(command.end(),
                     {"-x", "cuda", "--cuda-host-only", "-nocudainc", "-nocudalib"});
    if (!options.Cann) {
      command.insert(command.end(),
                     {"-include", "ascendify/simt_core.h", "-I" + options.Share + "/decl/cann"});
    } else {
      // Qualifiers and built-in names are the compiler's: no header of CANN has them.
      if (device)
        command.insert(command.end(), {"-include", options.Share + "/decl/cann/ascendify/simt_core.h"});
      const std::vector<std::string> &more = device ? options.Cann->Device : options.Cann->Host;
      command.insert(command.end(), more.begin(), more.end());
    }
  } else {
    command.insert(command.end(), {"-x", "c++", "-I" + options.Share + "/runtime"});
  }
  command.insert(command.end(), options.Arguments.begin(), options.Arguments.end());
  // Frameworks that are not installed: types only, behind everything that is there.
  command.insert(command.end(), {"-idirafter", options.Share + "/cuda/thirdparty"});
  command.push_back(file);

  llvm::SmallString<128> log;
  if (std::error_code error = fs::createTemporaryFile("ascendify-verify", "txt", log))
    return makeError("cannot make a temporary file: {}", error.message());
  auto remove = llvm::scope_exit([&] { fs::remove(log); });
  std::vector<llvm::StringRef> arguments(command.begin(), command.end());
  std::optional<llvm::StringRef> redirects[] = {llvm::StringRef(""), llvm::StringRef(log),
                                                llvm::StringRef(log)};
  std::string problem;
  int code = llvm::sys::ExecuteAndWait(clang, arguments, std::nullopt, redirects, 0, 0, &problem);
  llvm::Expected<std::string> text = readFile(log);
  if (!text)
    return text.takeError();

  std::vector<TypeError> out;
  llvm::SmallVector<llvm::StringRef> lines;
  llvm::StringRef(*text).split(lines, '\n', -1, false);
  for (llvm::StringRef line : lines) {
    if (line.contains("error: "))
      out.push_back({0, line.str()});
    llvm::StringRef place = line;
    unsigned number = 0;
    if (!out.empty() && !out.back().Line && place.consume_front(file) && place.consume_front(":") &&
        !place.consumeInteger(10, number))
      out.back().Line = number;
  }
  if (code != 0 && out.empty())
    out.push_back({0, fmt::format("clang ended with {}{}", code,
                                  problem.empty() ? "" : ": " + problem)});
  return out;
}

} // namespace ascendify
