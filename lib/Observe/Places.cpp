//===- Places.cpp - from clang's locations to written places --------------===//
#include "Observe/Places.h"
#include "Support/Path.h"
#include "llvm/Support/FileSystem.h"

namespace ascendify {

using clang::SourceLocation;

/// The file \p name as facts name it: relative to \p rootName when below it; of a link the target, for there it is written.
static std::string nameOf(llvm::StringRef name, const std::string &rootName) {
  std::string path = absolutePath(name);
  if (!isBelow(path, rootName))
    return path;
  llvm::SmallString<256> real, root; // the root may be reached through a link itself
  if (!llvm::sys::fs::real_path(path, real) && !llvm::sys::fs::real_path(rootName, root) && isBelow(real, root))
    return relativeTo(real, root);
  return relativeTo(path, rootName);
}

const Places::File &Places::file(clang::FileID id) {
  std::unique_ptr<File> &slot = Files[id];
  if (slot)
    return *slot;
  slot = std::make_unique<File>();
  if (clang::OptionalFileEntryRef entry = SM->getFileEntryRefForID(id)) {
    // A unit has the name it was asked for by.
    slot->Path = id == SM->getMainFileID() ? relativeTo(absolutePath(entry->getName()), Root)
                                           : nameOf(entry->getName(), Root);
    slot->From = originOf(entry->getName());
  }
  return *slot;
}

Origin Places::originOf(llvm::StringRef name) const {
  std::string path = absolutePath(name);
  if (llvm::any_of(Platform, [&](const std::string &p) { return isBelow(path, p); }))
    return Origin::Platform;
  return isBelow(path, Root) ? Origin::Root : Origin::System;
}

Origin Places::originOf(clang::FileID id) { return id.isValid() ? file(id).From : Origin::System; }

Origin Places::originOf(SourceLocation loc) {
  return loc.isValid() ? originOf(SM->getFileID(SM->getExpansionLoc(loc))) : Origin::System;
}

const std::string &Places::pathOf(clang::FileID id) { return file(id).Path; }

std::optional<Anchor> Places::anchor(SourceLocation loc) {
  Anchor out;
  for (unsigned depth = 0; depth < 64 && loc.isValid(); ++depth) {
    if (loc.isMacroID() && SM->isMacroArgExpansion(loc)) {
      if (out.Macro == MacroOrigin::None && !out.Renamed) {
        out.Macro = MacroOrigin::Argument;
        out.MacroName = clang::Lexer::getImmediateMacroName(loc, *SM, *LO).str();
      }
      loc = SM->getImmediateSpellingLoc(loc);
      continue;
    }
    SourceLocation spelling = SM->getSpellingLoc(loc);
    clang::FileID id = SM->getFileID(spelling);
    Origin from = originOf(id);
    if (from != Origin::Root) {
      // A macro of the platform stands for the name: `__global__`, `cuMemAlloc`.
      if (loc.isFileID() || from != Origin::Platform)
        return std::nullopt;
      out.Renamed = true;
      loc = SM->getImmediateExpansionRange(loc).getBegin();
      continue;
    }
    if (loc.isMacroID()) {
      out.Macro = MacroOrigin::Body;
      out.MacroName = clang::Lexer::getImmediateMacroName(loc, *SM, *LO).str();
    }
    out.Loc = loc;
    out.Level = SM->getFileID(loc);
    out.File = id;
    out.Offset = SM->getFileOffset(spelling);
    out.Length = clang::Lexer::MeasureTokenLength(spelling, *SM, *LO);
    out.Text = SM->getBufferData(id).substr(out.Offset, out.Length);
    return out;
  }
  return std::nullopt;
}

SourceLocation Places::atLevel(SourceLocation loc, clang::FileID level, bool end, unsigned depth) {
  if (loc.isInvalid() || depth > 40)
    return SourceLocation();
  if (SM->getFileID(loc) == level)
    return loc;
  if (loc.isFileID())
    return SourceLocation();
  if (SM->isMacroArgExpansion(loc))
    if (SourceLocation found = atLevel(SM->getImmediateSpellingLoc(loc), level, end, depth + 1);
        found.isValid())
      return found;
  clang::CharSourceRange range = SM->getImmediateExpansionRange(loc);
  // A split token (`>>`): the spelling is the exact place.
  if (!range.isTokenRange()) {
    SourceLocation spelling = SM->getSpellingLoc(loc);
    return SM->getFileID(spelling) == level ? spelling : SourceLocation();
  }
  return atLevel(end ? range.getEnd() : range.getBegin(), level, end, depth + 1);
}

SourceRange Places::rangeAt(const Anchor &at, clang::SourceRange range) {
  SourceLocation begin = atLevel(range.getBegin(), at.Level, false, 0);
  SourceLocation end = atLevel(range.getEnd(), at.Level, true, 0);
  if (begin.isInvalid() || end.isInvalid())
    return {};
  SourceLocation b = SM->getSpellingLoc(begin), e = SM->getSpellingLoc(end);
  if (SM->getFileID(b) != at.File || SM->getFileID(e) != at.File)
    return {};
  uint32_t length = clang::Lexer::MeasureTokenLength(e, *SM, *LO);
  if (range.getEnd().isMacroID() && !SM->isMacroArgExpansion(range.getEnd()) &&
      !SM->getImmediateExpansionRange(range.getEnd()).isTokenRange())
    length = 1;
  SourceRange out{SM->getFileOffset(b), SM->getFileOffset(e) + length};
  return out.End > out.Begin ? out : SourceRange{};
}

llvm::StringRef Places::textOf(const Anchor &at, SourceRange range) {
  llvm::StringRef data = SM->getBufferData(at.File);
  return range.valid() && range.End <= data.size() ? data.slice(range.Begin, range.End)
                                                   : llvm::StringRef();
}

SourceRange Places::withSemicolon(const Anchor &at, SourceRange range) {
  if (!range.valid())
    return range;
  llvm::StringRef rest = SM->getBufferData(at.File).drop_front(range.End);
  size_t blank = rest.size() - rest.ltrim().size();
  if (rest.substr(blank).starts_with(";"))
    range.End += blank + 1;
  return range;
}

Location Places::location(const Anchor &at) {
  return {pathOf(at.File), at.Offset, SM->getLineNumber(at.File, at.Offset),
          SM->getColumnNumber(at.File, at.Offset)};
}

void Places::patch(clang::FileEntryRef file) {
  if (!Looked.try_emplace(file.getName(), true).second || originOf(file.getName()) != Origin::Root)
    return;
  std::optional<llvm::MemoryBufferRef> buffer = SM->getMemoryBufferForFileOrNone(file);
  if (!buffer)
    return;
  std::string path = nameOf(file.getName(), Root);
  // One file may be included by several names.
  if (auto known = Patched.find(path); known != Patched.end())
    return;
  if (std::optional<PatchedText> patched = patchLaunches(buffer->getBuffer())) {
    SM->overrideFileContents(
        file, llvm::MemoryBuffer::getMemBufferCopy(patched->Text, buffer->getBufferIdentifier()));
    Patched.try_emplace(std::move(path), std::move(*patched));
  }
}

std::unique_ptr<llvm::MemoryBuffer> Places::patchMain(const std::string &path) {
  llvm::ErrorOr<std::unique_ptr<llvm::MemoryBuffer>> buffer = llvm::MemoryBuffer::getFile(path);
  if (!buffer)
    return nullptr;
  std::optional<PatchedText> patched = patchLaunches((*buffer)->getBuffer());
  if (!patched)
    return nullptr;
  auto out = llvm::MemoryBuffer::getMemBufferCopy(patched->Text, path);
  Patched.try_emplace(relativeTo(path, Root), std::move(*patched));
  return out;
}

} // namespace ascendify
