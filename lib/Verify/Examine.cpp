//===- Examine.cpp --------------------------------------------------------===//
#include "Verify/Examine.h"
#include "Support/Error.h"
#include "Support/File.h"
#include "Support/Path.h"
#include "Verify/TypeCheck.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringSwitch.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

namespace ascendify {
namespace {

namespace fs = llvm::sys::fs;
namespace path = llvm::sys::path;

enum class FileKind { Other, Source, Header };

FileKind kindOf(llvm::StringRef file) {
  return llvm::StringSwitch<FileKind>(path::extension(file).lower())
      .Cases({".asc", ".cpp", ".cc", ".cxx", ".cu"}, FileKind::Source)
      .Cases({".h", ".hpp", ".hh", ".hxx", ".cuh", ".inl", ".inc"}, FileKind::Header)
      .Default(FileKind::Other);
}

/// Type-checks \p file (an absolute path) and fills in errors and messages.
llvm::Error check(const std::string &clang, const std::string &file, const std::string &root,
                  SourceStyle style, const ExamineOptions &options, ExaminedFile &out) {
  llvm::Expected<std::vector<TypeError>> errors =
      typeCheck(clang, file, style, {options.Share, options.Arguments, options.Cann});
  if (!errors)
    return errors.takeError();
  // A library that is not installed says nothing about the source.
  for (const TypeError &error : *errors) {
    auto [place, header] = llvm::StringRef(error.Message).split("fatal error: '");
    if (!header.consume_back("' file not found"))
      continue;
    out.Missing = header.str();
    out.NotChecked = true;
    return llvm::Error::success();
  }
  out.Errors = unsigned(errors->size());
  for (const TypeError &error : *errors) {
    std::string shown = error.Message;
    if (llvm::StringRef(shown).starts_with(root + "/"))
      shown.erase(0, root.size() + 1);
    if (out.Messages.size() < 20)
      out.Messages.push_back(shown);
  }
  return llvm::Error::success();
}

/// \p text with empty lines where a region of \p macro has the side of CUDA.
std::string targetSide(llvm::StringRef text, const std::string &macro) {
  std::string out;
  int depth = 0; // in a region: of conditionals
  bool other = false;
  while (!text.empty()) {
    size_t end = std::min(text.find('\n'), text.size() - 1) + 1;
    llvm::StringRef line = text.take_front(end), word = line.trim();
    text = text.drop_front(end);
    if (depth == 0) {
      depth = word == "#ifdef " + macro;
      other = false;
    } else if (word.starts_with("#if")) {
      ++depth;
    } else if (word.starts_with("#endif")) {
      --depth;
    } else if (word == "#else" && depth == 1) {
      other = true;
    }
    out += other && depth ? "\n" : line.str();
  }
  return out;
}

} // namespace

llvm::Expected<std::vector<ExaminedFile>> examine(llvm::StringRef folder,
                                                  const ExamineOptions &options,
                                                  const Database &data) {
  std::string root = absolutePath(folder);
  if (!fs::is_directory(root))
    return makeError("'{}' is not a folder", folder.str());
  std::vector<std::string> names;
  std::error_code error;
  for (fs::recursive_directory_iterator it(root, error), end; it != end && !error;
       it.increment(error)) {
    std::string name = relativeTo(it->path(), root);
    llvm::StringRef last = path::filename(name);
    if (it->type() == fs::file_type::directory_file &&
        (last.starts_with(".") || name == "ascendify"))
      it.no_push();
    else if (it->type() == fs::file_type::regular_file && kindOf(name) != FileKind::Other)
      names.push_back(name);
  }
  if (error)
    return makeError("cannot read the folder '{}': {}", folder.str(), error.message());
  llvm::sort(names);
  const Style *rules[] = {data.style("native"), data.style("portable")};
  std::vector<std::string> kept;
  for (const std::string &name : names)
    if (llvm::none_of(rules, [&](const Style *style) {
          return style && path::extension(name) == ".cu" &&
                 llvm::is_contained(names, llvm::StringRef(name).drop_back(3).str() + style->BesideSuffix);
        }))
      kept.push_back(name);
  names = std::move(kept);

  std::vector<ExaminedFile> out;
  std::vector<std::string> texts;
  SourceStyle otherwise = SourceStyle::Portable;
  for (const std::string &name : names) {
    ExaminedFile &f = out.emplace_back();
    f.Path = name;
    llvm::Expected<std::string> text = readFile(root + "/" + name);
    if (!text)
      f.Unread = llvm::toString(text.takeError());
    texts.push_back(text ? std::move(*text) : "");
    if (styleOf(name, texts.back(), SourceStyle::Portable) == SourceStyle::Native)
      otherwise = SourceStyle::Native;
  }
  ExamineOptions how = options;
  for (const Style *style : rules) {
    std::string guard = style ? "#ifdef " + style->GuardMacro : "";
    if (!style || style->GuardMacro.empty() ||
        llvm::none_of(texts, [&](const std::string &text) { return llvm::StringRef(text).contains(guard); }))
      continue;
    how.Arguments.push_back("-D" + style->GuardMacro);
    for (std::string &text : texts)
      if (llvm::StringRef(text).contains(guard))
        text = targetSide(text, style->GuardMacro);
  }
  std::string clang = findClang();
  for (size_t i = 0; i < out.size(); ++i) {
    ExaminedFile &f = out[i];
    if (!f.Unread.empty())
      continue;
    SourceStyle style = styleOf(f.Path, texts[i], otherwise);
    f.Left = findResidue(texts[i], f.Path, style == SourceStyle::Native ? "native" : "portable",
                         data);
    if (kindOf(f.Path) != FileKind::Source)
      continue; // checked with the sources that include it
    f.NotChecked = clang.empty();
    if (clang.empty())
      continue;
    if (llvm::Error e = check(clang, root + "/" + f.Path, root, style, how, f))
      return std::move(e);
  }
  return out;
}

} // namespace ascendify
