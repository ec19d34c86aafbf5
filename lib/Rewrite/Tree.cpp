//===- Tree.cpp - from edited texts to a migrated tree --------------------===//
#include "Rewrite/Tree.h"
#include "Support/Error.h"
#include "Support/File.h"
#include "Support/Json.h"
#include "Support/Path.h"
#include "Support/Text.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/ScopeExit.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Program.h"
#include <cerrno>
#include <cstring>
#include <unistd.h>

namespace fs = llvm::sys::fs;
namespace path = llvm::sys::path;

namespace ascendify {
namespace {

/// The real path of \p name, or of its nearest existing parent with the rest appended.
std::string realPath(llvm::StringRef name) {
  std::string absolute = absolutePath(name);
  llvm::SmallString<256> real;
  if (!fs::real_path(absolute, real))
    return std::string(real);
  llvm::StringRef parent = path::parent_path(absolute);
  if (parent.empty() || parent == absolute)
    return absolute;
  llvm::SmallString<256> out(realPath(parent));
  path::append(out, path::filename(absolute));
  return std::string(out);
}

std::string placeIn(llvm::StringRef folder, llvm::StringRef file) {
  llvm::SmallString<256> out(folder);
  path::append(out, file);
  return std::string(out);
}

/// The target of a symbolic link; empty when \p file is none.
std::string linkTarget(const std::string &file) {
  char buffer[4096];
  ssize_t size = readlink(file.c_str(), buffer, sizeof(buffer));
  return size > 0 ? std::string(buffer, size_t(size)) : "";
}

enum class Standing { Missing, Same, Other };

/// How what stands at \p file relates to \p bytes.
Standing compare(llvm::StringRef file, llvm::StringRef bytes) {
  if (!fs::exists(file))
    return Standing::Missing;
  auto buffer = llvm::MemoryBuffer::getFile(file, /*IsText=*/false, /*RequiresNullTerminator=*/false);
  return buffer && (*buffer)->getBuffer() == bytes ? Standing::Same : Standing::Other;
}

llvm::Error makeParents(llvm::StringRef file) {
  llvm::StringRef parent = path::parent_path(file);
  if (std::error_code error = fs::create_directories(parent))
    return makeError("cannot make the folder '{}': {}", parent.str(), error.message());
  return llvm::Error::success();
}

/// Writes \p bytes with the permissions of \p like, when that is a file.
llvm::Error writeLike(llvm::StringRef file, llvm::StringRef bytes, llvm::StringRef like) {
  if (llvm::Error error = makeParents(file))
    return error;
  if (llvm::Error error = writeFile(file, bytes))
    return error;
  if (!like.empty())
    if (auto permissions = fs::getPermissions(like))
      fs::setPermissions(file, fs::perms(*permissions | fs::owner_write));
  return llvm::Error::success();
}

/// Runs git and returns what it printed; \p code is its exit code.
llvm::Expected<std::string> runGit(llvm::ArrayRef<llvm::StringRef> arguments, int &code) {
  llvm::ErrorOr<std::string> program = llvm::sys::findProgramByName("git");
  if (!program)
    return makeError("'git' is needed for this and was not found on the PATH");
  llvm::SmallString<128> output;
  if (std::error_code error = fs::createTemporaryFile("ascendify", "out", output))
    return makeError("cannot make a temporary file: {}", error.message());
  llvm::scope_exit remove([&] { fs::remove(output); });
  std::vector<llvm::StringRef> all{*program};
  llvm::append_range(all, arguments);
  std::string message;
  // No settings of the user or of a hook: they would change the answer.
  const char *pathVariable = std::getenv("PATH");
  std::string search = std::string("PATH=") + (pathVariable ? pathVariable : "");
  llvm::StringRef environment[] = {search, "GIT_CONFIG_NOSYSTEM=1", "GIT_CONFIG_GLOBAL=/dev/null",
                                   "GIT_OPTIONAL_LOCKS=0", "LC_ALL=C"};
  code = llvm::sys::ExecuteAndWait(*program, all, llvm::ArrayRef<llvm::StringRef>(environment),
                                   {llvm::StringRef(""), llvm::StringRef(output), llvm::StringRef("")}, 0, 0, &message);
  if (code < 0)
    return makeError("cannot run '{}': {}", *program, message);
  return readFile(output, uint64_t(1) << 32);
}

/// Makes \p bytes, the new text for \p target, what comes of it and of the changes that were made to \p base. A file that
/// cannot be merged is a failure and stays.
llvm::Error merge(const std::string &target, const std::string &base, const std::string &name, std::string &bytes,
                  Standing &there, TreeResult &result) {
  constexpr uint64_t limit = uint64_t(1) << 32;
  llvm::Expected<std::string> yours = readFile(target, limit);
  if (!yours)
    return yours.takeError();
  std::string before;
  if (fs::exists(base)) {
    llvm::Expected<std::string> text = readFile(base, limit);
    if (!text)
      return text.takeError();
    before = std::move(*text);
  }
  if (fs::exists(base) && before == bytes) {
    there = Standing::Same; // only people changed it
    bytes = std::move(*yours);
    result.Merged.push_back(name);
    return llvm::Error::success();
  }
  there = Standing::Missing; // is written
  if (fs::exists(base) && before == *yours)
    return llvm::Error::success();
  llvm::SmallString<128> folder;
  if (std::error_code error = fs::createUniqueDirectory("ascendify-merge", folder))
    return makeError("cannot make a temporary folder: {}", error.message());
  llvm::scope_exit remove([&] { fs::remove_directories(folder); });
  for (auto [file, text] : {std::pair<const char *, const std::string *>{"yours", &*yours}, {"base", &before}, {"new", &bytes}})
    if (llvm::Error error = writeFile(placeIn(folder, file), *text))
      return error;
  int code = 0;
  llvm::Expected<std::string> merged =
      runGit({"-C", folder, "merge-file", "-p", "-L", "yours", "-L", "earlier run", "-L", "this run", "yours", "base", "new"}, code);
  if (!merged)
    return merged.takeError();
  if (code > 127) { // git says so for what is no text
    result.Failures.push_back(fmt::format("'{}' cannot be merged: git takes it for no text; it was left alone", name));
    there = Standing::Same;
    bytes = std::move(*yours);
    return llvm::Error::success();
  }
  (code ? result.Conflicts : result.Merged).push_back(name);
  bytes = std::move(*merged);
  return llvm::Error::success();
}

} // namespace

std::map<std::string, std::string> newNames(llvm::ArrayRef<std::string> files,
                                            const std::set<std::string> &withDeviceCode,
                                            const std::set<std::string> &existing,
                                            const Style &style,
                                            std::vector<std::string> &notes) {
  std::map<std::string, std::string> out;
  std::set<std::string> taken = existing;
  for (const std::string &file : files) {
    llvm::StringRef suffix = path::extension(file);
    bool source = llvm::is_contained({".cpp", ".cc", ".cxx", ".c++", ".C"}, suffix);
    llvm::StringRef wanted;
    if (suffix == ".cu")
      wanted = style.CudaSuffix;
    else if (source && withDeviceCode.count(file))
      wanted = style.DeviceSuffix;
    if (wanted.empty())
      continue;
    std::string name = llvm::StringRef(file).drop_back(suffix.size()).str() + wanted.str();
    if (taken.count(name)) {
      std::string longer = file + wanted.str();
      notes.push_back(fmt::format("'{}' becomes '{}', because '{}' is another file", file, longer, name));
      name = longer;
    }
    taken.insert(name);
    out[file] = name;
  }
  return out;
}

llvm::Expected<std::vector<std::string>>
listTree(llvm::StringRef root, llvm::StringRef folder,
         llvm::function_ref<bool(llvm::StringRef)> ignored) {
  std::vector<std::string> out, todo{folder.str()};
  while (!todo.empty()) {
    std::string current = todo.back();
    todo.pop_back();
    std::error_code error;
    for (fs::directory_iterator it(current, error, /*follow_symlinks=*/false), end; it != end && !error;
         it.increment(error)) {
      std::string name = relativeTo(it->path(), root);
      if (path::filename(name) == ".git" || path::filename(name) == ".ascendify-pending")
        continue;
      fs::file_status status;
      if (fs::status(it->path(), status, /*follow=*/false))
        continue; // it disappeared
      if (status.type() == fs::file_type::directory_file) {
        if (!ignored(name + "/"))
          todo.push_back(it->path());
      } else if (status.type() == fs::file_type::regular_file ||
                 status.type() == fs::file_type::symlink_file) {
        if (!ignored(name))
          out.push_back(name);
      }
    }
    if (error && current == folder)
      return makeError("cannot read the folder '{}': {}", current, error.message());
  }
  llvm::sort(out);
  return out;
}

llvm::Error checkOutRoot(llvm::StringRef outRoot, llvm::StringRef root,
                         llvm::ArrayRef<std::string> folders) {
  if (outRoot.empty())
    return makeError("--out-root needs the name of a folder");
  std::string out = realPath(outRoot);
  if (out == realPath(root))
    return makeError("--out-root '{}' is the input itself; use --in-place to rewrite it", outRoot.str());
  for (const std::string &folder : folders) {
    std::string in = realPath(folder);
    if (isBelow(out, in))
      return makeError("--out-root '{}' lies inside the input '{}'; name a folder outside of it",
                       outRoot.str(), folder);
    if (isBelow(in, out))
      return makeError("--out-root '{}' holds the input '{}'; name a folder that does not",
                       outRoot.str(), folder);
  }
  // The nearest folder that exists has to take a new entry.
  llvm::StringRef nearest = out;
  while (!fs::exists(nearest) && !path::parent_path(nearest).empty())
    nearest = path::parent_path(nearest);
  if (!fs::is_directory(nearest))
    return makeError("--out-root '{}': '{}' is not a folder", outRoot.str(), nearest.str());
  if (access(nearest.str().c_str(), W_OK | X_OK) != 0)
    return makeError("--out-root '{}': cannot write into '{}': {}", outRoot.str(), nearest.str(),
                     std::strerror(errno));
  return llvm::Error::success();
}

llvm::Expected<TreeResult> writeOutRoot(llvm::StringRef root, llvm::StringRef outRoot,
                                        llvm::ArrayRef<ChangedFile> changed,
                                        llvm::ArrayRef<std::string> copied, bool force,
                                        llvm::StringRef mergeBase) {
  struct Step {
    std::string From, To, Bytes, Link;
    Standing There;
  };
  if (!mergeBase.empty()) {
    if (!fs::is_directory(mergeBase))
      return makeError("--merge-base '{}' is not a folder", mergeBase.str());
    if (realPath(mergeBase) == realPath(outRoot))
      return makeError("--merge-base '{}' is the output itself; it has to be a copy of what the earlier run wrote",
                       mergeBase.str());
  }
  TreeResult out;
  std::vector<Step> steps;
  auto look = [&](Step step) {
    std::string target = placeIn(outRoot, step.To);
    std::string link = linkTarget(target);
    bool isLink = !link.empty();
    if (!step.Link.empty()) {
      step.There = link == step.Link                ? Standing::Same
                   : isLink || fs::exists(target) ? Standing::Other
                                                  : Standing::Missing;
    } else {
      // Writing through a link would leave the output folder.
      step.There = isLink ? Standing::Other : compare(target, step.Bytes);
    }
    steps.push_back(std::move(step));
  };
  for (const ChangedFile &file : changed)
    look({file.From, file.To, file.After, "", Standing::Missing});
  for (const std::string &file : copied) {
    std::string source = placeIn(root, file);
    if (std::string link = linkTarget(source); !link.empty()) {
      look({file, file, "", std::move(link), Standing::Missing});
      continue;
    }
    llvm::Expected<std::string> bytes = readFile(source, uint64_t(1) << 32);
    if (!bytes) {
      out.Failures.push_back(llvm::toString(bytes.takeError()));
      continue;
    }
    look({file, file, std::move(*bytes), "", Standing::Missing});
  }
  llvm::sort(steps, [](const Step &a, const Step &b) { return a.To < b.To; });

  if (!mergeBase.empty())
    for (Step &step : steps)
      if (step.There == Standing::Other && step.Link.empty())
        if (llvm::Error error = merge(placeIn(outRoot, step.To), placeIn(mergeBase, step.To), step.To, step.Bytes,
                                      step.There, out))
          return std::move(error);
  std::vector<std::string> others;
  for (const Step &step : steps)
    if (step.There == Standing::Other)
      others.push_back(step.To);
  if (!others.empty() && !force)
    return makeError("'{}' holds {} with other content, '{}' first; nothing was written (--force overwrites)",
                     outRoot.str(), others.size() == 1 ? "a file" : fmt::format("{} files", others.size()),
                     others.front());
  for (const Step &step : steps) {
    if (step.There == Standing::Same) {
      out.Unchanged.push_back(step.To);
      continue;
    }
    std::string target = placeIn(outRoot, step.To);
    if (fs::is_symlink_file(target))
      fs::remove(target);
    llvm::Error error = llvm::Error::success();
    if (step.Link.empty()) {
      error = writeLike(target, step.Bytes, step.From.empty() ? "" : placeIn(root, step.From));
    } else if (!(error = makeParents(target))) {
      fs::remove(target);
      if (symlink(step.Link.c_str(), target.c_str()) != 0)
        error = makeError("cannot make the link '{}': {}", target, std::strerror(errno));
    }
    if (error)
      out.Failures.push_back(llvm::toString(std::move(error)));
    else
      out.Written.push_back(step.To);
  }
  return out;
}

llvm::Error checkClean(llvm::StringRef root) {
  int code = 0;
  llvm::Expected<std::string> inside = runGit({"-C", root, "rev-parse", "--is-inside-work-tree"}, code);
  if (!inside || code != 0) {
    if (!inside)
      llvm::consumeError(inside.takeError());
    return llvm::Error::success(); // no git, or no work tree: nothing to compare with
  }
  llvm::Expected<std::string> status =
      runGit({"-C", root, "-c", "core.fsmonitor=false", "status", "--porcelain", "--", "."}, code);
  if (!status)
    return status.takeError();
  if (code != 0)
    return makeError("'git status' failed in '{}'; --force goes on without it", root.str());
  if (status->empty())
    return llvm::Error::success();
  llvm::StringRef first = llvm::StringRef(*status).split('\n').first;
  return makeError("'{}' has changes that are not committed ('{}' first); commit or stash them, or use --force",
                   root.str(), first.drop_front(std::min<size_t>(3, first.size())).str());
}

namespace {

constexpr llvm::StringLiteral Pending = ".ascendify-pending";

/// One replacement, whose new text lies in the folder of pending ones.
struct PendingFile {
  std::string From, To, Staged;
  std::string Before, After; ///< digests
};

std::string digestOf(llvm::StringRef file) {
  llvm::Expected<std::string> text = readFile(file, uint64_t(1) << 32);
  if (text)
    return digest(*text);
  llvm::consumeError(text.takeError());
  return "";
}

/// Replaces one file; safe to repeat after a kill at any moment.
void replaceOne(llvm::StringRef root, const PendingFile &file, TreeResult &out) {
  std::string from = file.From.empty() ? "" : placeIn(root, file.From), to = placeIn(root, file.To);
  std::string staged = placeIn(placeIn(root, Pending), file.Staged);
  bool there = fs::exists(staged);
  bool moved = !there && digestOf(to) == file.After;
  if (!moved) {
    if (!from.empty() && digestOf(from) != file.Before) {
      out.Failures.push_back(fmt::format("'{}' changed while it was migrated; it was left alone", file.From));
      return;
    }
    if (file.From != file.To && fs::exists(to) && digestOf(to) != file.After) {
      out.Failures.push_back(fmt::format("'{}' is there with other content; it was left alone", file.To));
      return;
    }
    if (llvm::Error error = makeParents(to)) {
      out.Failures.push_back(llvm::toString(std::move(error)));
      return;
    }
    if (std::error_code error = fs::rename(staged, to)) {
      out.Failures.push_back(fmt::format("cannot write '{}': {}", file.To, error.message()));
      return;
    }
  }
  // The new file is complete before the old one goes.
  if (!from.empty() && from != to && digestOf(from) == file.Before)
    if (std::error_code error = fs::remove(from))
      out.Failures.push_back(fmt::format("cannot remove '{}': {}", file.From, error.message()));
  out.Written.push_back(file.To);
}

} // namespace

TreeResult finishInPlace(llvm::StringRef root) {
  TreeResult out;
  std::string folder = placeIn(root, Pending);
  if (!fs::is_directory(folder))
    return out;
  // Without the list, which comes last, nothing was replaced yet.
  if (llvm::Expected<Json> list = readJsonFile(placeIn(folder, "files.json")); list && list->is_array()) {
    for (const Json &entry : *list)
      replaceOne(root, {getString(entry, "from"), getString(entry, "to"), getString(entry, "staged"),
                        getString(entry, "before"), getString(entry, "after")},
                 out);
  } else if (!list) {
    llvm::consumeError(list.takeError());
  }
  fs::remove_directories(folder);
  llvm::sort(out.Written);
  return out;
}

TreeResult writeInPlace(llvm::StringRef root, llvm::ArrayRef<ChangedFile> changed) {
  TreeResult out;
  std::string folder = placeIn(root, Pending);
  Json list = Json::array();
  auto fail = [&](llvm::Error error) {
    out.Failures.push_back(llvm::toString(std::move(error)));
    fs::remove_directories(folder);
    return out;
  };
  for (const ChangedFile &file : changed) {
    std::string from = file.From.empty() ? "" : placeIn(root, file.From), to = placeIn(root, file.To);
    if (!from.empty() && compare(from, file.Before) != Standing::Same) {
      out.Failures.push_back(fmt::format("'{}' changed while it was migrated; it was left alone", file.From));
      continue;
    }
    if (file.From != file.To && fs::exists(to)) {
      if (compare(to, file.After) != Standing::Same) {
        out.Failures.push_back(fmt::format("'{}' is there with other content; it was left alone", file.To));
        continue;
      }
      if (from.empty()) {
        out.Unchanged.push_back(file.To);
        continue;
      }
    }
    std::string staged = std::to_string(list.size());
    if (llvm::Error error = writeLike(placeIn(folder, staged), file.After, from))
      return fail(std::move(error));
    list.push_back({{"from", file.From},
                    {"to", file.To},
                    {"staged", staged},
                    {"before", digest(file.Before)},
                    {"after", digest(file.After)}});
  }
  if (list.empty())
    return out;
  if (llvm::Error error = writeFile(placeIn(folder, "files.json"), dumpJson(list)))
    return fail(std::move(error));
  TreeResult done = finishInPlace(root);
  out.Written = std::move(done.Written);
  llvm::append_range(out.Failures, done.Failures);
  return out;
}

llvm::Expected<std::string> makePatch(llvm::ArrayRef<ChangedFile> changed) {
  if (changed.empty())
    return std::string();
  llvm::SmallString<128> folder;
  if (std::error_code error = fs::createUniqueDirectory("ascendify-diff", folder))
    return makeError("cannot make a temporary folder: {}", error.message());
  llvm::scope_exit remove([&] { fs::remove_directories(folder); });
  for (const char *side : {"a", "b"})
    if (std::error_code error = fs::create_directories(placeIn(folder, side)))
      return makeError("cannot make a temporary folder: {}", error.message());
  for (const ChangedFile &file : changed) {
    if (!file.From.empty())
      if (llvm::Error error = writeLike(placeIn(placeIn(folder, "a"), file.From), file.Before, ""))
        return error;
    if (llvm::Error error = writeLike(placeIn(placeIn(folder, "b"), file.To), file.After, ""))
      return error;
  }
  int code = 0;
  // git itself makes the patch that git has to take. The folders are the prefixes.
  llvm::Expected<std::string> raw =
      runGit({"-C", folder, "-c", "core.autocrlf=false", "-c", "core.quotePath=false", "diff", "--no-index",
              "--no-color", "--no-ext-diff", "--no-textconv", "--text", "--no-prefix",
              "--find-renames=30%", "a", "b"},
             code);
  if (!raw)
    return raw.takeError();
  if (code > 1)
    return makeError("'git diff --no-index' failed with exit code {}", code);
  // The names of a rename carry no prefix in a patch. Lines of content begin with a blank or a sign.
  std::string out;
  for (llvm::StringRef rest = *raw; !rest.empty();) {
    size_t end = std::min(rest.find('\n'), rest.size() - 1) + 1;
    llvm::StringRef line = rest.take_front(end);
    rest = rest.drop_front(end);
    for (llvm::StringRef prefix : {"rename from ", "rename to "}) {
      llvm::StringRef name = line;
      if (!name.consume_front(prefix))
        continue;
      out += prefix;
      if (name.consume_front("\""))
        out += '"';
      line = name.drop_front(2);
    }
    out += line;
  }
  return out;
}

} // namespace ascendify
