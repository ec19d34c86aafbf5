//===- Examine.cpp --------------------------------------------------------===//
#include "Verify/Examine.h"
#include "Support/Error.h"
#include "Support/File.h"
#include "Support/Path.h"
#include "Verify/Build.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/ScopeExit.h"
#include "llvm/ADT/StringSwitch.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Program.h"

namespace ascendify {
namespace {

namespace fs = llvm::sys::fs;
namespace path = llvm::sys::path;

enum class FileKind { Other, Source, Header };

FileKind kindOf(llvm::StringRef file) {
  return llvm::StringSwitch<FileKind>(path::extension(file).lower())
      .Cases({".asc", ".cpp", ".cc", ".cxx", ".cu"}, FileKind::Source)
      .Cases({".h", ".hpp", ".hh", ".hxx", ".cuh", ".inl", ".inc"}, FileKind::Header)
      .Default(FileKind::Other);
}

/// A clang that knows the declarations' mode; empty when there is none.
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

/// Type-checks \p file (an absolute path) and fills in errors and messages.
llvm::Error check(const std::string &clang, const std::string &file, const std::string &root,
                  SourceStyle style, const ExamineOptions &options, ExaminedFile &out) {
  std::vector<std::string> command = {clang, "-fsyntax-only", "-std=c++17", "-w",
                                      "-fno-color-diagnostics", "-fno-caret-diagnostics",
                                      "-ferror-limit=0"};
  if (style == SourceStyle::Native) {
    // Host sources know the qualifiers too, since they include the same headers.
    if (path::extension(file) == ".asc" || path::extension(file) == ".cu")
      command.insert(command.end(),
                     {"-x", "cuda", "--cuda-host-only", "-nocudainc", "-nocudalib"});
    command.insert(command.end(),
                   {"-include", "ascendify/simt_core.h", "-I" + options.Share + "/decl/cann"});
  } else {
    command.insert(command.end(), {"-x", "c++", "-I" + options.Share + "/runtime"});
  }
  command.insert(command.end(), options.Arguments.begin(), options.Arguments.end());
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
  llvm::SmallVector<llvm::StringRef> lines;
  llvm::StringRef(*text).split(lines, '\n', -1, false);
  for (llvm::StringRef line : lines) {
    if (!line.contains("error: "))
      continue;
    ++out.Errors;
    std::string shown = line.str();
    if (llvm::StringRef(shown).starts_with(root + "/"))
      shown.erase(0, root.size() + 1);
    if (out.Messages.size() < 20)
      out.Messages.push_back(shown);
  }
  if (code != 0 && !out.Errors) {
    out.Errors = 1;
    out.Messages.push_back(fmt::format("clang ended with {}{}", code,
                                       problem.empty() ? "" : ": " + problem));
  }
  return llvm::Error::success();
}

} // namespace

llvm::Expected<std::vector<ExaminedFile>> examine(llvm::StringRef folder,
                                                  const ExamineOptions &options,
                                                  const Database &data) {
  std::string root = absolutePath(folder);
  if (!fs::is_directory(root))
    return makeError("'{}' is not a folder", folder.str());
  std::vector<std::string> names;
  std::error_code error;
  for (fs::recursive_directory_iterator it(root, error), end; it != end && !error;
       it.increment(error)) {
    std::string name = relativeTo(it->path(), root);
    llvm::StringRef last = path::filename(name);
    if (it->type() == fs::file_type::directory_file &&
        (last.starts_with(".") || name == "ascendify"))
      it.no_push();
    else if (it->type() == fs::file_type::regular_file && kindOf(name) != FileKind::Other)
      names.push_back(name);
  }
  if (error)
    return makeError("cannot read the folder '{}': {}", folder.str(), error.message());
  llvm::sort(names);

  std::vector<ExaminedFile> out;
  std::vector<std::string> texts;
  SourceStyle otherwise = SourceStyle::Portable;
  for (const std::string &name : names) {
    ExaminedFile &f = out.emplace_back();
    f.Path = name;
    llvm::Expected<std::string> text = readFile(root + "/" + name);
    if (!text)
      f.Unread = llvm::toString(text.takeError());
    texts.push_back(text ? std::move(*text) : "");
    if (styleOf(name, texts.back(), SourceStyle::Portable) == SourceStyle::Native)
      otherwise = SourceStyle::Native;
  }
  std::string clang = findClang();
  for (size_t i = 0; i < out.size(); ++i) {
    ExaminedFile &f = out[i];
    if (!f.Unread.empty())
      continue;
    SourceStyle style = styleOf(f.Path, texts[i], otherwise);
    f.Left = findResidue(texts[i], f.Path, style == SourceStyle::Native ? "native" : "portable",
                         data);
    if (kindOf(f.Path) != FileKind::Source)
      continue; // checked with the sources that include it
    f.NotChecked = clang.empty();
    if (clang.empty())
      continue;
    if (llvm::Error e = check(clang, root + "/" + f.Path, root, style, options, f))
      return std::move(e);
  }
  return out;
}

} // namespace ascendify
