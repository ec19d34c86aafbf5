//===- Walk.cpp - one sorted pass over a tree -----------------------------===//
//
// Symbolic links are the trap. A link to a file is read (trees made only of links exist),
// but when its target lies under the root it is the same text twice. A link to a folder is never
// entered: inside the root it would repeat files or loop, outside it would carry edits out of
// the root. Each link that is not entered is named.
//
//===----------------------------------------------------------------------===//
#include "Project/Walk.h"
#include "Support/Path.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include <algorithm>
#include <fmt/format.h>

namespace fs = llvm::sys::fs;

namespace ascendify {
namespace {

/// What the folders above a file say about it.
struct Flags {
  bool Vendored = false, Ignored = false, Named = false;
  std::string Reason;
};

class Walker {
public:
  Walker(llvm::StringRef root, const Tables &tables, const GitView &git,
         const Configuration &settings, uint64_t sizeLimit)
      : Root(root), Table(tables), Git(git), Settings(settings), SizeLimit(sizeLimit) {
    llvm::SmallString<256> real;
    RealRoot = fs::real_path(root, real) ? root.str() : std::string(real);
  }

  void walkNamed(const std::string &path) {
    fs::file_status status;
    if (!fs::status(path, status) && status.type() == fs::file_type::directory_file)
      walkFolder(path, Flags());
    else
      addFile(path, Flags{false, false, true, ""});
  }

  WalkResult take() {
    auto byPath = [](const SourceFile &a, const SourceFile &b) { return a.Path < b.Path; };
    std::sort(Out.Files.begin(), Out.Files.end(), byPath);
    std::sort(Out.Others.begin(), Out.Others.end());
    return std::move(Out);
  }

private:
  std::string Root, RealRoot;
  const Tables &Table;
  const GitView &Git;
  const Configuration &Settings;
  uint64_t SizeLimit;
  llvm::StringSet<> Seen;
  WalkResult Out;

  SourceFile &add(llvm::StringRef relative, llvm::StringRef language, const Flags &flags) {
    SourceFile &file = Out.Files.emplace_back();
    file.Path = relative.str();
    file.Language = language.str();
    file.Vendored = flags.Vendored;
    file.Ignored = flags.Ignored;
    file.Named = flags.Named;
    file.Reason = flags.Reason;
    return file;
  }

  void addUnreadable(llvm::StringRef relative, llvm::StringRef language, const Flags &flags,
                     std::string reason) {
    SourceFile &file = add(relative, language, flags);
    file.Readable = false;
    file.Reason = std::move(reason);
  }

  /// The language by name, or `other`.
  std::string languageOf(llvm::StringRef name, bool &isTemplate) const {
    if (auto at = Table.FileNames.find(name); at != Table.FileNames.end())
      return at->second;
    for (llvm::StringRef suffix : Table.TemplateSuffixes)
      if (name.size() > suffix.size() && name.consume_back(suffix)) {
        isTemplate = true;
        break;
      }
    // CMakeLists.txt.in and friends
    if (auto at = Table.FileNames.find(name); at != Table.FileNames.end())
      return at->second;
    // Case tells C++ from C in `.C`, so the exact spelling is looked up first.
    llvm::StringRef extension = llvm::sys::path::extension(name);
    auto at = Table.Extensions.find(extension);
    if (at == Table.Extensions.end())
      at = Table.Extensions.find(extension.lower());
    return at == Table.Extensions.end() ? "other" : at->second;
  }

  void addFile(const std::string &path, const Flags &above) {
    if (!Seen.insert(path).second)
      return;
    std::string relative = relativeTo(path, Root);
    Flags flags = above;
    if (!flags.Named && !flags.Ignored && Git.Ignored.contains(relative)) {
      flags.Ignored = true;
      flags.Reason = "git-ignored";
    }
    if (std::string why = excluded(relative); !flags.Named && !flags.Ignored && !why.empty()) {
      flags.Ignored = true;
      flags.Reason = why;
    }
    bool isTemplate = false;
    std::string language = languageOf(llvm::sys::path::filename(path), isTemplate);
    fs::file_status link, status;
    bool isLink =
        !fs::status(path, link, /*follow=*/false) && link.type() == fs::file_type::symlink_file;
    if (std::error_code error = fs::status(path, status)) {
      std::string reason = isLink ? "symbolic link: " + error.message() : error.message();
      return addUnreadable(relative, language, flags, std::move(reason));
    }
    if (status.type() == fs::file_type::directory_file)
      return addLinkedFolder(path, relative, flags);
    if (status.type() != fs::file_type::regular_file)
      return addUnreadable(relative, language, flags, kindOf(status.type()));
    if (language == "other" && !flags.Named) {
      Out.Others.push_back(std::move(relative));
      return;
    }
    SourceFile &file = add(relative, language, flags);
    file.Bytes = status.getSize();
    file.Template = isTemplate;
    if (isLink)
      noteLink(path, file);
    if (file.Bytes > SizeLimit) {
      file.Readable = false;
      file.Reason = fmt::format("{} bytes, more than the limit of {}", file.Bytes, SizeLimit);
    }
  }

  static std::string kindOf(fs::file_type type) {
    switch (type) {
    case fs::file_type::fifo_file:
      return "not a regular file: a pipe";
    case fs::file_type::socket_file:
      return "not a regular file: a socket";
    case fs::file_type::block_file:
    case fs::file_type::character_file:
      return "not a regular file: a device";
    default:
      return "not a regular file";
    }
  }

  void noteLink(llvm::StringRef path, SourceFile &file) {
    llvm::SmallString<256> target;
    if (file.Named || fs::real_path(path, target) || !isBelow(target, RealRoot))
      return;
    file.LinkTo = relativeTo(target, RealRoot);
    file.Reason = "symbolic link to " + file.LinkTo;
  }

  void addLinkedFolder(llvm::StringRef path, llvm::StringRef relative, const Flags &flags) {
    llvm::SmallString<256> target;
    fs::real_path(path, target);
    bool inside = isBelow(target, RealRoot);
    SourceFile &file = add((relative + "/").str(), "other", flags);
    file.LinkTo = inside ? relativeTo(target, RealRoot) : std::string(target);
    file.Reason = inside ? "symbolic link to a folder under the root, seen there"
                         : "symbolic link to a folder outside the root, not followed; "
                           "name it as a PATH to include it";
  }

  Flags flagsOf(const std::string &path, const Flags &above) const {
    Flags flags = above;
    if (flags.Ignored || flags.Vendored)
      return flags;
    std::string relative = relativeTo(path, Root);
    llvm::StringRef name = llvm::sys::path::filename(path);
    if (auto at = Table.VendoredFolders.find(name.lower()); at != Table.VendoredFolders.end()) {
      flags.Vendored = true;
      flags.Reason = at->second;
    } else if (std::binary_search(Git.Submodules.begin(), Git.Submodules.end(), relative)) {
      flags.Vendored = true;
      flags.Reason = "git submodule";
    } else {
      for (const MarkerRule &marker : Table.VendoredMarkers)
        if (fs::exists(path + "/" + marker.File)) {
          flags.Vendored = true;
          flags.Reason = marker.Reason;
          break;
        }
    }
    return flags;
  }

  /// Why the settings leave out \p relative (a folder ends in '/'); empty when they do not.
  std::string excluded(llvm::StringRef relative) const {
    for (const ConfiguredPaths &paths : Settings.Exclude)
      if (paths.Fits.matches(relative))
        return fmt::format("excluded by {}:{}", Settings.File, paths.Pattern.Line);
    return "";
  }

  /// A folder that is left out whole: listed as one entry.
  bool leftOut(const std::string &path, const Flags &flags) {
    std::string relative = relativeTo(path, Root) + "/";
    std::string reason;
    if (Git.Ignored.contains(relative))
      reason = "git-ignored folder, not entered";
    else if (std::string why = excluded(relative); !why.empty())
      reason = why + ", not entered";
    for (const MarkerRule &marker : Table.GeneratedMarkers)
      if (reason.empty() && fs::exists(path + "/" + marker.File))
        reason = marker.Reason + ", not entered";
    if (reason.empty())
      return false;
    SourceFile &file = add(relative, "other", flags);
    file.Ignored = true;
    file.Reason = reason;
    return true;
  }

  void walkFolder(const std::string &path, const Flags &flags) {
    if (!Seen.insert(path).second)
      return;
    struct Entry {
      std::string Path;
      fs::file_type Type;
    };
    std::vector<Entry> entries;
    std::error_code error;
    for (fs::directory_iterator at(path, error, /*follow_symlinks=*/false), end;
         at != end && !error; at.increment(error))
      entries.push_back({at->path(), at->type()});
    if (error) {
      std::string relative = relativeTo(path, Root);
      addUnreadable(relative == "." ? "./" : relative + "/", "other", flags,
                    "folder cannot be listed: " + error.message());
    }
    std::sort(entries.begin(), entries.end(),
              [](const Entry &a, const Entry &b) { return a.Path < b.Path; });
    for (const Entry &entry : entries) {
      if (entry.Type != fs::file_type::directory_file) {
        addFile(entry.Path, flags);
        continue;
      }
      if (Seen.contains(entry.Path) ||
          Table.SkippedFolders.contains(llvm::sys::path::filename(entry.Path)) ||
          leftOut(entry.Path, flags))
        continue;
      walkFolder(entry.Path, flagsOf(entry.Path, flags));
    }
  }
};

} // namespace

WalkResult walkTree(llvm::StringRef root, llvm::ArrayRef<std::string> named, const Tables &tables,
                    const GitView &git, const Configuration &settings, uint64_t sizeLimit) {
  // Deepest first: what is named itself is not judged by the folders above it.
  std::vector<std::string> order(named.begin(), named.end());
  std::sort(order.begin(), order.end(), [](const std::string &a, const std::string &b) {
    return a.size() != b.size() ? a.size() > b.size() : a < b;
  });
  Walker walker(root, tables, git, settings, sizeLimit);
  for (const std::string &path : order)
    walker.walkNamed(path);
  return walker.take();
}

} // namespace ascendify
