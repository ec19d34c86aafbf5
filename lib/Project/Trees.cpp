//===- Trees.cpp - two states of a tree, and how far apart they are -------===//
#include "Project/Trees.h"
#include "Project/Git.h"
#include "Project/GitCommand.h"
#include "Support/Error.h"
#include "llvm/ADT/ScopeExit.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/Support/FileSystem.h"
#include <optional>

namespace ascendify {

llvm::Error exportTree(llvm::StringRef repository, llvm::StringRef revision, llvm::StringRef folder, llvm::StringRef to) {
  std::string commit = revision.str() + "^{commit}";
  llvm::Expected<GitResult> found = runGit(repository, {"rev-parse", "--verify", "--quiet", "--end-of-options", commit});
  if (!found)
    return found.takeError();
  if (found->Code) {
    llvm::Expected<GitResult> shallow = runGit(repository, {"rev-parse", "--is-shallow-repository"});
    if (!shallow)
      return shallow.takeError();
    if (shallow->Code)
      return makeError("'{}' is no git repository", repository.str());
    return makeError("git knows no commit '{}' in '{}'{}", revision.str(), repository.str(),
                     llvm::StringRef(shallow->Output).trim() == "true" ? "; this is a shallow clone: 'git fetch --unshallow' gets its history" : "");
  }
  llvm::SmallString<128> index;
  if (std::error_code error = llvm::sys::fs::createTemporaryFile("ascendify", "index", index))
    return makeError("cannot make a temporary file: {}", error.message());
  llvm::sys::fs::remove(index); // git wants to make it itself
  llvm::scope_exit remove([&] { llvm::sys::fs::remove(index); });
  std::string tree = llvm::StringRef(found->Output).trim().str() + ":" + folder.str();
  std::string environment[] = {"GIT_INDEX_FILE=" + std::string(index)};
  llvm::Expected<GitResult> read = runGit(repository, {"read-tree", tree}, environment);
  if (!read)
    return read.takeError();
  if (read->Code)
    return makeError("'{}' has no folder '{}'", revision.str(), folder.str());
  std::string workTree = "--work-tree=" + to.str();
  // Filters of a repository run programs.
  llvm::Expected<GitResult> written =
      runGit(repository, {"-c", "filter.lfs.smudge=", "-c", "filter.lfs.process=", "-c", "filter.lfs.required=false", workTree,
                          "checkout-index", "--all", "--force", "--quiet"},
             environment);
  if (!written)
    return written.takeError();
  if (written->Code)
    return makeError("git could not write '{}' of '{}' into '{}'", revision.str(), repository.str(), to.str());
  return llvm::Error::success();
}

llvm::Expected<uint64_t> linesBetween(llvm::StringRef before, llvm::StringRef after,
                                      llvm::function_ref<bool(const std::string &)> counts) {
  llvm::Expected<GitResult> diff =
      runGit("/", {"diff", "--no-index", "--no-ext-diff", "--no-textconv", "--numstat", "-z", "--find-renames=20%",
                   "--ignore-all-space", "--ignore-blank-lines", "--", before, after});
  if (!diff)
    return diff.takeError();
  if (diff->Code > 1)
    return makeError("'git diff --no-index' failed on '{}' and '{}'", before.str(), after.str());
  // Paths are printed with or without the slash they begin with.
  auto below = [](llvm::StringRef path, llvm::StringRef folder) -> std::optional<std::string> {
    path = path.ltrim('/');
    if (!path.consume_front(folder.ltrim('/')) || !path.consume_front("/"))
      return std::nullopt;
    return path.str();
  };
  uint64_t out = 0;
  // `added TAB deleted TAB NUL old NUL new NUL`; a single path where a file is on one side only.
  llvm::StringRef rest = diff->Output;
  while (!rest.empty()) {
    auto [record, next] = rest.split('\0');
    rest = next;
    auto [added, more] = record.split('\t');
    auto [deleted, path] = more.split('\t');
    if (!path.empty())
      continue;
    auto [oldPath, afterOld] = rest.split('\0');
    auto [newPath, afterNew] = afterOld.split('\0');
    rest = afterNew;
    uint64_t came = 0, went = 0;
    if (added.getAsInteger(10, came) || deleted.getAsInteger(10, went))
      continue; // binary
    std::optional<std::string> from = below(oldPath, before);
    if (from && below(newPath, after) && counts(*from))
      out += std::max(came, went);
  }
  return out;
}

} // namespace ascendify
