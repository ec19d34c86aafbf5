//===- FileCache.h - the file system of a worker -----------------*- C++ -*-===//
//
// A worker parses many units that ask for the same paths. Each path is looked at once, found
// or not, and each text is read and hashed once. Every unit sees it through a view that
// notes what it asked for. The traps: a preamble is mapped, not copied for each unit; a pipe
// among the headers must not be waited for.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "Observe/Dependency.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/VirtualFileSystem.h"
#include <map>
#include <memory>

namespace ascendify {

class FileCache {
public:
  FileCache();

  /// What is known of one path.
  struct Node {
    std::error_code Error; ///< of looking at it, or of opening it
    llvm::vfs::Status Status;
    std::unique_ptr<llvm::MemoryBuffer> Text;
    ContentDigest Digest{};
  };
  /// \p path is absolute. Stays valid until trim.
  Node &look(llvm::StringRef path);
  /// What a build would make at \p path from the template beside it; none when there is no template.
  Node *generated(llvm::StringRef path);
  /// Reads the text of \p node; the error when it cannot be read.
  std::error_code load(Node &node, llvm::StringRef path);
  /// Forgets everything when it has become much. Nobody may use a node or a view any more.
  void trim();

private:
  llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> Disk;
  llvm::StringMap<std::unique_ptr<Node>> Nodes;
  llvm::StringMap<std::unique_ptr<Node>> Made; ///< generated headers
  uint64_t Bytes = 0; ///< of texts held, preambles not counted
};

/// The file system of one parse.
class FileView : public llvm::vfs::FileSystem {
public:
  /// \p cache must outlive everything that was read through the view. Files below \p own (the
  /// preamble's folder; may be empty) are ours and no dependencies. Below \p root (may be empty),
  /// headers are there of which only the template is.
  FileView(FileCache &cache, std::string workingDirectory, std::string own, std::string root = "")
      : Cache(cache), Directory(std::move(workingDirectory)), Own(std::move(own)),
        Root(std::move(root)) {}

  /// What was asked for, sorted by path; without folders that are there.
  std::vector<Dependency> dependencies() const;

  llvm::ErrorOr<llvm::vfs::Status> status(const llvm::Twine &path) override;
  llvm::ErrorOr<std::unique_ptr<llvm::vfs::File>> openFileForRead(const llvm::Twine &path) override;
  llvm::vfs::directory_iterator dir_begin(const llvm::Twine &path, std::error_code &error) override;
  std::error_code setCurrentWorkingDirectory(const llvm::Twine &path) override;
  llvm::ErrorOr<std::string> getCurrentWorkingDirectory() const override { return Directory; }
  std::error_code getRealPath(const llvm::Twine &path,
                              llvm::SmallVectorImpl<char> &out) override;

private:
  class OpenFile;
  std::string absolute(const llvm::Twine &path) const;
  /// \p path becomes what is really read: of a generated header, its template.
  FileCache::Node &look(std::string &path);

  FileCache &Cache;
  std::string Directory, Own, Root;
  std::map<std::string, Dependency::Kind> Asked;
};

} // namespace ascendify
