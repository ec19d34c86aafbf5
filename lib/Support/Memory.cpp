//===- Memory.cpp - how much memory there is ------------------------------===//
//
// The trap: in a container /proc/meminfo speaks of the whole machine; the limit of the control
// group is what kills us.
//
//===----------------------------------------------------------------------===//
#include "Support/Memory.h"
#include "Support/File.h"
#include <malloc.h>
#include <optional>

namespace ascendify {
namespace {

std::string textOf(const std::string &path) {
  llvm::Expected<std::string> text = readFile(path);
  if (text)
    return *text;
  llvm::consumeError(text.takeError());
  return "";
}

std::optional<uint64_t> numberIn(const std::string &path) {
  uint64_t out = 0;
  if (llvm::StringRef(textOf(path)).trim().getAsInteger(10, out))
    return std::nullopt;
  return out;
}

/// `name` of a file of lines `name value`, in its unit.
std::optional<uint64_t> lineOf(llvm::StringRef text, llvm::StringRef name) {
  while (!text.empty()) {
    auto [line, rest] = text.split('\n');
    text = rest;
    uint64_t out = 0;
    if (line.consume_front(name) && !line.trim().split(' ').first.getAsInteger(10, out))
      return out;
  }
  return std::nullopt;
}

} // namespace

uint64_t availableMemory() {
  uint64_t out = lineOf(textOf("/proc/meminfo"), "MemAvailable:").value_or(0) * 1024;
  auto bound = [&](std::optional<uint64_t> limit, std::optional<uint64_t> used, uint64_t cache) {
    if (!limit || !used || *limit > (1ull << 60))
      return;
    uint64_t busy = *used - std::min(*used, cache);
    uint64_t left = *limit - std::min(*limit, busy);
    out = out ? std::min(out, left) : left;
  };
  // Version 2: our group and every group above it, as `0::/a/b` names it.
  llvm::StringRef groups;
  std::string listed = textOf("/proc/self/cgroup");
  for (groups = listed; !groups.empty();) {
    auto [line, rest] = groups.split('\n');
    groups = rest;
    if (!line.consume_front("0::"))
      continue;
    for (llvm::StringRef group = line;; group = group.rsplit('/').first) {
      std::string folder = "/sys/fs/cgroup" + (group == "/" ? "" : group.str());
      bound(numberIn(folder + "/memory.max"), numberIn(folder + "/memory.current"),
            lineOf(textOf(folder + "/memory.stat"), "inactive_file ").value_or(0));
      if (group.empty() || !group.contains('/'))
        break;
    }
  }
  // Version 1: inside a container its own group is the root of the mount.
  std::string old = "/sys/fs/cgroup/memory/";
  bound(numberIn(old + "memory.limit_in_bytes"), numberIn(old + "memory.usage_in_bytes"),
        lineOf(textOf(old + "memory.stat"), "total_inactive_file ").value_or(0));
  return out;
}

void releaseFreeMemory() {
#ifdef __GLIBC__
  malloc_trim(0);
#endif
}

} // namespace ascendify
