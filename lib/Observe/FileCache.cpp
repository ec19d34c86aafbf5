//===- FileCache.cpp - the file system of a worker ------------------------===//
#include "Observe/FileCache.h"
#include "Project/GeneratedHeader.h"
#include "Support/Path.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include <cerrno>
#include <unistd.h>

namespace ascendify {

namespace vfs = llvm::vfs;
using llvm::sys::fs::file_type;

/// Texts that a worker holds at most; the headers of a large project fit.
constexpr uint64_t TextLimit = 48u << 20;

static bool isPreamble(llvm::StringRef path) { return path.ends_with(".pch"); }

FileCache::FileCache() : Disk(vfs::createPhysicalFileSystem()) {}

FileCache::Node &FileCache::look(llvm::StringRef path) {
  std::unique_ptr<Node> &slot = Nodes[path];
  if (slot)
    return *slot;
  slot = std::make_unique<Node>();
  if (llvm::ErrorOr<vfs::Status> status = Disk->status(path))
    slot->Status = *status;
  else
    slot->Error = status.getError();
  return *slot;
}

std::error_code FileCache::load(Node &node, llvm::StringRef path) {
  if (node.Error || node.Text)
    return node.Error;
  bool preamble = isPreamble(path);
  auto text = llvm::MemoryBuffer::getFile(path, /*IsText=*/false,
                                          /*RequiresNullTerminator=*/!preamble,
                                          /*IsVolatile=*/!preamble);
  if (!text)
    return node.Error = text.getError();
  node.Text = std::move(*text);
  if (!preamble) {
    node.Digest = contentDigest(node.Text->getBuffer());
    Bytes += node.Text->getBufferSize();
  }
  return {};
}

FileCache::Node *FileCache::generated(llvm::StringRef path) {
  auto [slot, fresh] = Made.try_emplace(path);
  if (!fresh)
    return slot->second.get();
  std::string source = templateOf(path);
  Node &from = look(source);
  if (from.Error || !from.Status.isRegularFile() || load(from, source))
    return nullptr;
  auto made = std::make_unique<Node>();
  std::string text = generateHeader(from.Text->getBuffer()).Text;
  made->Status = vfs::Status(path, vfs::getNextVirtualUniqueID(),
                             from.Status.getLastModificationTime(), 0, 0, text.size(),
                             file_type::regular_file, from.Status.getPermissions());
  made->Text = llvm::MemoryBuffer::getMemBufferCopy(text, path);
  Bytes += text.size();
  Node *out = made.get();
  Made[path] = std::move(made);
  return out;
}

void FileCache::trim() {
  if (Bytes <= TextLimit)
    return;
  Nodes.clear();
  Made.clear();
  Bytes = 0;
}

class FileView::OpenFile : public vfs::File {
public:
  OpenFile(FileView &view, FileCache::Node &node, std::string path, vfs::Status status)
      : View(view), Node(node), Path(std::move(path)), Known(std::move(status)) {}

  llvm::ErrorOr<vfs::Status> status() override { return Known; }
  llvm::ErrorOr<std::unique_ptr<llvm::MemoryBuffer>>
  getBuffer(const llvm::Twine &name, int64_t, bool terminated, bool) override {
    if (Known.isDirectory())
      return std::make_error_code(std::errc::is_a_directory);
    // What could not be read has the digest of nothing real, so it is asked again every time.
    View.Asked[Path] = Dependency::Kind::Read;
    if (std::error_code error = View.Cache.load(Node, Path))
      return error;
    return llvm::MemoryBuffer::getMemBuffer(Node.Text->getBuffer(), name.str(), terminated);
  }
  std::error_code close() override { return {}; }

private:
  FileView &View;
  FileCache::Node &Node;
  std::string Path;
  vfs::Status Known;
};

std::string FileView::absolute(const llvm::Twine &path) const {
  llvm::SmallString<256> out;
  path.toVector(out);
  if (!llvm::sys::path::is_absolute(out))
    llvm::sys::path::make_absolute(Directory, out);
  return std::string(out);
}

FileCache::Node &FileView::look(std::string &path) {
  FileCache::Node &node = Cache.look(path);
  if (node.Error) {
    Asked.try_emplace(path, Dependency::Kind::Missing);
    if (node.Error == std::errc::no_such_file_or_directory && !Root.empty() && isBelow(path, Root)) {
      FileCache::Node *made = Cache.generated(path);
      path = templateOf(path);
      Asked.try_emplace(path, made ? Dependency::Kind::Present : Dependency::Kind::Missing);
      if (made)
        return *made;
    }
  } else if (!node.Status.isDirectory())
    Asked.try_emplace(path, Dependency::Kind::Present);
  return node;
}

llvm::ErrorOr<vfs::Status> FileView::status(const llvm::Twine &path) {
  std::string at = absolute(path);
  FileCache::Node &node = look(at);
  if (node.Error)
    return node.Error;
  return vfs::Status::copyWithNewName(node.Status, path);
}

llvm::ErrorOr<std::unique_ptr<vfs::File>> FileView::openFileForRead(const llvm::Twine &path) {
  std::string at = absolute(path);
  FileCache::Node &node = look(at);
  if (node.Error)
    return node.Error;
  file_type type = node.Status.getType();
  std::error_code error;
  if (type == file_type::fifo_file || type == file_type::socket_file)
    error = std::make_error_code(std::errc::operation_not_supported);
  else if (!node.Text && access(at.c_str(), R_OK) != 0)
    error = std::error_code(errno, std::generic_category());
  if (error) {
    Asked[at] = Dependency::Kind::Read;
    return error;
  }
  return std::make_unique<OpenFile>(*this, node, std::move(at),
                                    vfs::Status::copyWithNewName(node.Status, path));
}

vfs::directory_iterator FileView::dir_begin(const llvm::Twine &path, std::error_code &error) {
  return vfs::getRealFileSystem()->dir_begin(absolute(path), error);
}

std::error_code FileView::setCurrentWorkingDirectory(const llvm::Twine &path) {
  Directory = absolute(path);
  return {};
}

std::error_code FileView::getRealPath(const llvm::Twine &path, llvm::SmallVectorImpl<char> &out) {
  return llvm::sys::fs::real_path(absolute(path), out);
}

std::vector<Dependency> FileView::dependencies() const {
  std::vector<Dependency> out;
  for (const auto &[path, kind] : Asked) {
    if (!Own.empty() && isBelow(path, Own))
      continue;
    Dependency &d = out.emplace_back();
    d.Path = path;
    d.What = kind;
    if (kind == Dependency::Kind::Read)
      d.Content = Cache.look(path).Digest;
  }
  return out;
}

} // namespace ascendify
