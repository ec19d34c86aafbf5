//===- Git.cpp - what git ignores -----------------------------------------===//
#include "Project/Git.h"
#include "Project/GitCommand.h"
#include "Support/File.h"
#include "Support/Path.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Program.h"
#include <algorithm>

namespace fs = llvm::sys::fs;

namespace ascendify {

std::string gitTopLevel(llvm::StringRef folder) {
  for (llvm::StringRef at = folder; !at.empty(); at = llvm::sys::path::parent_path(at))
    if (fs::exists(at + "/.git"))
      return at.str();
  return "";
}

/// What git prints, or none when it failed.
static std::optional<std::string> printedBy(llvm::StringRef root, llvm::ArrayRef<llvm::StringRef> arguments) {
  llvm::Expected<GitResult> result = runGit(root, arguments);
  if (!result) {
    llvm::consumeError(result.takeError());
    return std::nullopt;
  }
  return result->Code == 0 ? std::optional(std::move(result->Output)) : std::nullopt;
}

/// `path = …` lines of .gitmodules of the repository \p top, as far as they lie below \p root.
static std::vector<std::string> readSubmodules(llvm::StringRef top, llvm::StringRef root) {
  std::vector<std::string> out;
  llvm::Expected<std::string> text = readFile((top + "/.gitmodules").str());
  if (!text) {
    llvm::consumeError(text.takeError());
    return out;
  }
  llvm::SmallVector<llvm::StringRef> lines;
  llvm::StringRef(*text).split(lines, '\n');
  for (llvm::StringRef line : lines) {
    auto [key, value] = line.split('=');
    if (key.trim() != "path" || value.trim().empty())
      continue;
    std::string folder = absolutePath(value.trim(), top);
    if (isBelow(folder, root) && folder != root)
      out.push_back(relativeTo(folder, root));
  }
  std::sort(out.begin(), out.end());
  return out;
}

GitView viewGit(llvm::StringRef root) {
  GitView view;
  std::string top = gitTopLevel(root);
  view.Submodules = readSubmodules(top.empty() ? root : llvm::StringRef(top), root);
  if (top.empty()) {
    if (fs::exists(root + "/.gitignore"))
      view.Note = "not a git work tree: .gitignore files are not applied";
    return view;
  }
  llvm::ErrorOr<std::string> git = llvm::sys::findProgramByName("git");
  if (!git) {
    view.Note = "git is not installed: .gitignore files are not applied";
    return view;
  }
  std::optional<std::string> list = printedBy(root,
                                              {"ls-files", "-z", "--others", "--ignored",
                                               "--exclude-per-directory=.gitignore", "--directory"});
  if (!list) {
    // Below an ignored folder ls-files fails; that folder was asked for, so all of it counts.
    if (printedBy(root, {"check-ignore", "-q", "."}))
      view.RootIgnored = true;
    else
      view.Note = "git failed on this work tree: .gitignore files are not applied";
    return view;
  }
  llvm::SmallVector<llvm::StringRef> paths;
  llvm::StringRef(*list).split(paths, '\0', -1, /*KeepEmpty=*/false);
  for (llvm::StringRef path : paths)
    if (path != "./")
      view.Ignored.insert(path);
  return view;
}

} // namespace ascendify
