//===- Path.cpp - paths as reports show them ------------------------------===//
#include "Support/Path.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

namespace path = llvm::sys::path;

namespace ascendify {

std::string absolutePath(llvm::StringRef given, llvm::StringRef base) {
  llvm::SmallString<256> out(given);
  if (!path::is_absolute(given)) {
    if (base.empty())
      llvm::sys::fs::make_absolute(out);
    else
      llvm::sys::path::make_absolute(base, out);
  }
  path::remove_dots(out, /*remove_dot_dot=*/true);
  while (out.size() > 1 && out.back() == '/')
    out.pop_back();
  return std::string(out);
}

bool isBelow(llvm::StringRef given, llvm::StringRef root) {
  if (!given.consume_front(root))
    return false;
  return given.empty() || given.front() == '/' || root.ends_with("/");
}

std::string relativeTo(llvm::StringRef given, llvm::StringRef root) {
  if (!isBelow(given, root))
    return given.str();
  given.consume_front(root);
  given.consume_front("/");
  return given.empty() ? "." : given.str();
}

std::string commonFolder(llvm::ArrayRef<std::string> folders) {
  if (folders.empty())
    return "/";
  std::string common = folders.front();
  for (const std::string &folder : folders.drop_front())
    while (!isBelow(folder, common) && common != "/")
      common = path::parent_path(common).str();
  return common;
}

} // namespace ascendify
