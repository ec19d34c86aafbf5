//===- BuildId.cpp - which program this is --------------------------------===//
#include "Support/BuildId.h"
#include "Support/Text.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/MemoryBuffer.h"
#include <cstring>
#include <elf.h>
#include <link.h>

namespace ascendify {
namespace {

/// The build id among the notes at \p at; empty when there is none.
std::string idOf(const char *at, size_t size) {
  while (size >= sizeof(ElfW(Nhdr))) {
    ElfW(Nhdr) note;
    memcpy(&note, at, sizeof note);
    size_t name = (note.n_namesz + 3) & ~size_t(3), data = (note.n_descsz + 3) & ~size_t(3);
    if (sizeof note + name + data > size)
      break;
    const char *bytes = at + sizeof note + name;
    if (note.n_type == NT_GNU_BUILD_ID && note.n_namesz == 4 && !memcmp(at + sizeof note, "GNU", 4))
      return llvm::toHex(llvm::StringRef(bytes, note.n_descsz), /*LowerCase=*/true);
    at += sizeof note + name + data;
    size -= sizeof note + name + data;
  }
  return "";
}

struct Found {
  std::string Ids;
  bool Program = false; ///< the program itself has one; it comes first
  bool First = true;
};

int visit(dl_phdr_info *object, size_t, void *opaque) {
  Found &found = *static_cast<Found *>(opaque);
  bool program = found.First;
  found.First = false;
  // The kernel's own object is no file, and changes with the kernel.
  llvm::StringRef name(object->dlpi_name);
  if (!program && !name.contains('/'))
    return 0;
  for (unsigned i = 0; i < object->dlpi_phnum; ++i) {
    const ElfW(Phdr) &segment = object->dlpi_phdr[i];
    if (segment.p_type != PT_NOTE)
      continue;
    std::string id = idOf(reinterpret_cast<const char *>(object->dlpi_addr + segment.p_vaddr), segment.p_memsz);
    found.Program |= program && !id.empty();
    if (!id.empty())
      found.Ids += id + "\n";
  }
  return 0;
}

} // namespace

std::string buildIdentity() {
  Found found;
  dl_iterate_phdr(visit, &found);
  // A linker that writes no build id: the program's bytes say as much, only slower.
  if (!found.Program)
    if (auto program = llvm::MemoryBuffer::getFile("/proc/self/exe", /*IsText=*/false, /*RequiresNullTerminator=*/false))
      found.Ids += digest((*program)->getBuffer());
  return found.Ids;
}

} // namespace ascendify
