//===- Preambles.cpp - the preambles of a run -----------------------------===//
#include "Observe/Preambles.h"
#include "Observe/FactCache.h"
#include "Observe/Invocation.h"
#include "Support/BuildId.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Process.h"
#include <fcntl.h>
#include <sys/stat.h>

namespace ascendify {

namespace fs = llvm::sys::fs;

Preambles::Entry *Preambles::of(const Unit &unit) {
  std::string name = preambleName(Root, unit, Options);
  if (name.empty())
    return nullptr;
  auto [it, fresh] = Entries.try_emplace(name);
  Entry &entry = it->second;
  if (!fresh)
    return &entry;
  entry.Sample = &unit;
  ContentDigest key = Hasher()
                          .add(buildIdentity())
                          .add(Options.Share)
                          .add(name)
                          .add(preambleText(name, Options))
                          .add(driverText(unit, Options))
                          .finish();
  entry.Folder = Folder + "/" + hexText(key);
  std::optional<std::string> made = readChecked(entry.Folder + "/made-of");
  std::vector<Dependency> read;
  if (!made || !fromBytes(*made, read) || !Files.hold(read))
    return &entry;
  entry.Id = contentDigest(*made);
  entry.Known = true;
  entry.Named = entry.Folder + "/" + hexText(entry.Id) + ".pch";
  // Marked as used, so that no other run removes it while this one parses.
  if (utimensat(AT_FDCWD, entry.Named.c_str(), nullptr, 0) == 0) {
    entry.File = entry.Named;
    utimensat(AT_FDCWD, (entry.Folder + "/made-of").c_str(), nullptr, 0);
    utimensat(AT_FDCWD, (entry.Folder + "/preamble.h").c_str(), nullptr, 0);
  }
  return &entry;
}

void Preambles::build(Entry &entry, Worker &worker, const std::atomic<bool> &cancel) {
  bool known = entry.Known;
  ContentDigest before = entry.Id;
  entry.Known = true;
  if (fs::create_directories(entry.Folder))
    return;
  llvm::SmallString<256> temporary;
  fs::createUniquePath(entry.Folder + "/%%%%%%%%.tmp.pch", temporary, /*MakeAbsolute=*/false);
  std::optional<std::vector<Dependency>> read =
      worker.preamble(Root, *entry.Sample, std::string(temporary), cancel);
  if (!read) {
    entry.Id = {};
    fs::remove(temporary);
    return;
  }
  std::string made = toBytes(*read);
  entry.Id = contentDigest(made);
  entry.Named = entry.Folder + "/" + hexText(entry.Id) + ".pch";
  if (fs::rename(temporary, entry.Named)) {
    fs::remove(temporary);
    entry.Id = {};
    return;
  }
  entry.File = entry.Named;
  if (!known || before != entry.Id)
    writeChecked(entry.Folder + "/made-of", made);
}

} // namespace ascendify
