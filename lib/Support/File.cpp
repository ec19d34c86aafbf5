//===- File.cpp - reading and writing files -------------------------------===//
#include "Support/File.h"
#include "Support/Error.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Process.h"
#include "llvm/Support/raw_ostream.h"

namespace fs = llvm::sys::fs;

namespace ascendify {

llvm::Expected<std::string> readFile(llvm::StringRef path, uint64_t limit) {
  fs::file_status status;
  if (std::error_code error = fs::status(path, status))
    return makeError("cannot read '{}': {}", path.str(), error.message());
  if (status.type() == fs::file_type::directory_file)
    return makeError("cannot read '{}': it is a folder", path.str());
  if (status.type() != fs::file_type::regular_file)
    return makeError("cannot read '{}': not a regular file", path.str());
  if (status.getSize() > limit)
    return makeError("cannot read '{}': {} bytes, more than the limit of {}", path.str(),
                     status.getSize(), limit);
  auto buffer = llvm::MemoryBuffer::getFile(path, /*IsText=*/false,
                                            /*RequiresNullTerminator=*/false, /*IsVolatile=*/true);
  if (!buffer)
    return makeError("cannot read '{}': {}", path.str(), buffer.getError().message());
  return (*buffer)->getBuffer().str();
}

static llvm::Error writeTo(int fd, bool close, llvm::StringRef path, llvm::StringRef bytes) {
  llvm::raw_fd_ostream out(fd, close, /*unbuffered=*/true);
  out << bytes;
  if (out.has_error()) {
    std::error_code error = out.error();
    out.clear_error();
    return makeError("cannot write '{}': {}", path.str(), error.message());
  }
  return llvm::Error::success();
}

llvm::Error writeFile(llvm::StringRef path, llvm::StringRef bytes) {
  if (path == "-")
    return writeTo(1, /*close=*/false, "standard output", bytes);

  fs::file_status status;
  bool exists = !fs::status(path, status);
  if (exists && status.type() == fs::file_type::directory_file)
    return makeError("cannot write '{}': it is a folder", path.str());
  if (exists && status.type() != fs::file_type::regular_file) {
    int fd;
    if (std::error_code error = fs::openFileForWrite(path, fd, fs::CD_OpenExisting))
      return makeError("cannot write '{}': {}", path.str(), error.message());
    return writeTo(fd, /*close=*/true, path, bytes);
  }

  // The temporary stands beside the target, so that the rename stays in one
  // file system; through a link the target is replaced, not the link.
  llvm::SmallString<256> target(path);
  if (exists)
    fs::real_path(path, target);
  llvm::SmallString<256> temporary;
  int fd;
  if (std::error_code error =
          fs::createUniqueFile(target + ".%%%%%%%%.tmp", fd, temporary, fs::OF_None,
                               exists ? unsigned(status.permissions()) : unsigned(fs::all_read | fs::owner_write)))
    return makeError("cannot write '{}': {}", path.str(), error.message());
  if (llvm::Error error = writeTo(fd, /*close=*/true, path, bytes)) {
    fs::remove(temporary);
    return error;
  }
  if (std::error_code error = fs::rename(temporary, target)) {
    fs::remove(temporary);
    return makeError("cannot write '{}': {}", path.str(), error.message());
  }
  return llvm::Error::success();
}

std::string shareDirectory(const char *argv0) {
  if (std::optional<std::string> named = llvm::sys::Process::GetEnv("ASCENDIFY_SHARE"))
    return *named;
  static int anchor;
  llvm::SmallString<256> path(fs::getMainExecutable(argv0, &anchor));
  llvm::sys::path::remove_filename(path);
  llvm::sys::path::append(path, "..", "share", "ascendify");
  llvm::sys::path::remove_dots(path, /*remove_dot_dot=*/true);
  return std::string(path);
}

} // namespace ascendify
