//===- Changes.cpp - lines that differ from a revision --------------------===//
#include "Project/Changes.h"
#include "Project/Git.h"
#include "Project/GitCommand.h"
#include "Support/Error.h"
#include "Support/File.h"
#include "Support/Path.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

namespace ascendify {
namespace {

/// A path as a patch writes it: in quotes, with escapes, when it holds unusual bytes.
std::string unquoted(llvm::StringRef text) {
  if (!text.consume_front("\""))
    return text.str();
  std::string out;
  for (size_t i = 0; i < text.size() && text[i] != '"'; ++i) {
    if (text[i] != '\\' || i + 1 == text.size()) {
      out += text[i];
      continue;
    }
    char c = text[++i];
    unsigned value = 0;
    if (c >= '0' && c <= '7' && !text.substr(i, 3).getAsInteger(8, value)) {
      out += char(value);
      i += 2;
    } else {
      out += c == 'n' ? '\n' : c == 't' ? '\t' : c == 'r' ? '\r' : c;
    }
  }
  return out;
}

/// `12,3` or `12`: where a part begins, and its lines.
std::pair<uint32_t, uint32_t> partOf(llvm::StringRef text) {
  auto [first, count] = text.split(',');
  uint32_t begin = 0, lines = 1;
  if (first.getAsInteger(10, begin) || (!count.empty() && count.getAsInteger(10, lines)))
    return {0, 0};
  return {begin, lines};
}

} // namespace

uint64_t ChangedLines::lines() const {
  uint64_t out = 0;
  for (const auto &[file, ranges] : Ranges)
    for (auto [first, last] : ranges)
      out += last - first + 1;
  return out;
}

bool ChangedLines::contains(const std::string &file, uint32_t line) const {
  auto it = Ranges.find(file);
  return it != Ranges.end() && llvm::any_of(it->second, [&](auto range) { return range.first <= line && line <= range.second; });
}

void addPatch(llvm::StringRef text, ChangedLines &to) {
  std::string file;
  uint64_t skip = 0; // lines of the hunk, which may look like anything
  while (!text.empty()) {
    auto [line, rest] = text.split('\n');
    text = rest;
    if (skip) {
      // "\ No newline at end of file" is no line of either side.
      skip -= !line.starts_with("\\");
      continue;
    }
    if (line.starts_with("diff --git ")) {
      file.clear();
    } else if (line.consume_front("+++ ")) {
      // A tab stands behind a name with blanks.
      std::string name = unquoted(line.rtrim('\t'));
      file = name == "/dev/null" ? "" : llvm::StringRef(name).drop_front(std::min<size_t>(name.size(), 2)).str();
    } else if (line.consume_front("@@ -")) {
      auto [before, after] = line.split(" +");
      auto [begin, count] = partOf(after.take_until([](char c) { return c == ' '; }));
      skip = uint64_t(partOf(before).second) + count;
      if (count && !file.empty())
        to.Ranges[file].push_back({begin, begin + count - 1});
    }
  }
}

llvm::Expected<std::string> mergeBase(llvm::StringRef folder, llvm::StringRef revision) {
  if (gitTopLevel(folder).empty())
    return makeError("--changed-since needs a git repository, and '{}' is in none", folder.str());
  llvm::Expected<GitResult> shallow = runGit(folder, {"rev-parse", "--is-shallow-repository"});
  if (!shallow)
    return shallow.takeError();
  bool isShallow = llvm::StringRef(shallow->Output).trim() == "true";
  std::string commit = revision.str() + "^{commit}";
  llvm::Expected<GitResult> found = runGit(folder, {"rev-parse", "--verify", "--quiet", "--end-of-options", commit});
  if (!found)
    return found.takeError();
  if (found->Code)
    return makeError("--changed-since: git knows no commit '{}' here{}", revision.str(),
                     isShallow ? "; this is a shallow clone: fetch the branch first, for example 'git fetch origin NAME'" : "");
  std::string id = llvm::StringRef(found->Output).trim().str();
  llvm::Expected<GitResult> base = runGit(folder, {"merge-base", id, "HEAD"});
  if (!base)
    return base.takeError();
  if (base->Code)
    return makeError("--changed-since: '{}' and HEAD have no commit in common{}", revision.str(),
                     isShallow ? " in this shallow clone; get the history with 'git fetch --unshallow', or have CI clone with a "
                                 "greater depth"
                               : "");
  return llvm::StringRef(base->Output).trim().str();
}

llvm::Expected<ChangedLines> changedLines(llvm::StringRef root, llvm::StringRef commit) {
  ChangedLines out;
  llvm::Expected<GitResult> patch =
      runGit(root, {"diff", "--no-ext-diff", "--no-textconv", "--no-color", "--unified=0", "--find-renames", "--relative",
                    "--src-prefix=a/", "--dst-prefix=b/", "--ignore-submodules", commit, "--", "."});
  if (!patch)
    return patch.takeError();
  if (patch->Code)
    return makeError("'git diff {}' failed in '{}'", commit.str(), root.str());
  addPatch(patch->Output, out);
  llvm::Expected<GitResult> untracked = runGit(root, {"ls-files", "-z", "--others", "--exclude-standard"});
  if (!untracked)
    return untracked.takeError();
  llvm::SmallVector<llvm::StringRef> paths;
  llvm::StringRef(untracked->Output).split(paths, '\0', -1, /*KeepEmpty=*/false);
  for (llvm::StringRef path : paths) {
    llvm::Expected<std::string> text = readFile(absolutePath(path, root));
    if (!text) { // no regular file, or gone: the audit says so itself
      llvm::consumeError(text.takeError());
      continue;
    }
    uint32_t lines = uint32_t(llvm::StringRef(*text).count('\n')) + 1;
    out.Ranges[path.str()] = {{1, lines}};
  }
  return out;
}

} // namespace ascendify
