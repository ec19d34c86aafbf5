//===- Output.cpp - which reports are written, and where ------------------===//
#include "Driver/Output.h"
#include "Driver/Shard.h"
#include "Support/Error.h"
#include "Support/File.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include <cerrno>
#include <cstring>
#include <unistd.h>

namespace ascendify {

llvm::Expected<std::vector<const Format *>> wantedFormats(const Invocation &in) {
  std::vector<std::string> names = splitValues(in.Options, OPT_format);
  if (in.Options.hasArg(OPT_format) && names.empty())
    return makeError("--format needs the name of a format");
  if (names.empty())
    names.push_back("text");
  std::vector<std::string> known;
  for (const Format &format : formats())
    known.push_back(format.Name.str());
  std::vector<const Format *> out;
  for (const std::string &name : names) {
    if (const Format *format = findFormat(name))
      out.push_back(format);
    else
      return makeError("unknown --format '{}'{}; known: {}", name, suggestion(name, known),
                       llvm::join(known, ", "));
  }
  return out;
}

llvm::Expected<Output> wantedOutput(const Invocation &in, size_t formatCount) {
  Output out{in.Options.getLastArgValue(OPT_output).str(), false};
  if (!in.Options.hasArg(OPT_output) || out.Path == "-") {
    out.Path.clear();
    if (formatCount > 1)
      return makeError("{} formats need '-o DIR'", formatCount);
    return out;
  }
  if (out.Path.empty())
    return makeError("-o needs the name of a file or a folder");
  bool exists = llvm::sys::fs::exists(out.Path);
  out.Folder = llvm::sys::fs::is_directory(out.Path) || out.Path.back() == '/' ||
               (formatCount > 1 && !exists);
  if (formatCount > 1 && !out.Folder)
    return makeError("{} formats need a folder, and '{}' is a file", formatCount, out.Path);
  if (out.Folder) {
    if (std::error_code error = llvm::sys::fs::create_directories(out.Path))
      return makeError("cannot make the folder '{}': {}", out.Path, error.message());
    if (access(out.Path.c_str(), W_OK) != 0)
      return makeError("cannot write into '{}': {}", out.Path, std::strerror(errno));
    return out;
  }
  if (!exists) {
    llvm::StringRef parent = llvm::sys::path::parent_path(out.Path);
    if (!parent.empty() && !llvm::sys::fs::is_directory(parent))
      return makeError("cannot write '{}': the folder '{}' does not exist", out.Path, parent.str());
    if (access(parent.empty() ? "." : parent.str().c_str(), W_OK) != 0)
      return makeError("cannot write '{}': {}", out.Path, std::strerror(errno));
  } else if (access(out.Path.c_str(), W_OK) != 0) {
    return makeError("cannot write '{}': {}", out.Path, std::strerror(errno));
  }
  return out;
}

llvm::Error writeReports(const PipelineResult &result, const std::vector<const Format *> &wanted,
                         const Output &output, const Invocation &in) {
  const Audit &audit = result.Found;
  ReportOptions options;
  options.Verbose = in.Options.hasArg(OPT_verbose);
  options.Width = terminalColumns(STDOUT_FILENO);
  options.Color = output.Path.empty() && showsColor(STDOUT_FILENO);
  options.Command = in.Command;
  for (const std::string &path : in.Inputs)
    options.Command += " " + path;
  for (const Format *format : wanted) {
    std::string text = format->Render(audit, options);
    if (result.Observed && format->Name == "json")
      text = withShard(std::move(text), *result.Observed);
    if (output.Path.empty()) {
      llvm::outs() << text;
      continue;
    }
    std::string path = output.Path;
    if (output.Folder) {
      llvm::SmallString<256> file(output.Path);
      llvm::sys::path::append(file, "audit." + format->Extension);
      path = std::string(file);
    }
    if (llvm::Error error = writeFile(path, text))
      return error;
  }
  return llvm::Error::success();
}

} // namespace ascendify
