//===- Flags.cpp - nvcc's and host compilers' flags for clang -------------===//
//
// What a flag means stands in the table. Two traps: nvcc takes `-std c++17` and
// `-std=c++17` alike, so the form of a value is part of a rule; and a flag that is not known may
// have a value, which then must not be taken for anything (inputs are dropped anyway).
//
//===----------------------------------------------------------------------===//
#include "Project/Flags.h"
#include "Project/BuildFiles.h"
#include "Support/File.h"
#include "Support/Path.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Allocator.h"
#include "llvm/Support/CommandLine.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/StringSaver.h"

namespace ascendify {

std::string withPrefix(llvm::StringRef path, const std::pair<std::string, std::string> &prefixes) {
  if (prefixes.first.empty() || !isBelow(path, prefixes.first))
    return path.str();
  return absolutePath((prefixes.second + path.substr(prefixes.first.size())).str());
}

namespace {

class Translator {
public:
  Translator(llvm::StringRef directory, const Tables &tables,
             const std::pair<std::string, std::string> &prefixes)
      : Directory(directory), Table(tables), Prefixes(prefixes) {}

  void run(llvm::ArrayRef<std::string> arguments, unsigned depth) {
    for (size_t i = 0; i < arguments.size(); ++i) {
      llvm::StringRef argument = arguments[i];
      if (argument.starts_with("@")) {
        readOptions(argument.drop_front(), depth);
        continue;
      }
      if (argument.starts_with("-"))
        flag(argument, arguments, i, depth);
    }
  }

  TranslatedFlags Out;

private:
  std::string Directory;
  const Tables &Table;
  const std::pair<std::string, std::string> &Prefixes;

  std::string pathOf(llvm::StringRef text) const {
    return withPrefix(absolutePath(text, Directory), Prefixes);
  }

  void readOptions(llvm::StringRef name, unsigned depth) {
    std::string file = pathOf(name);
    llvm::Expected<std::string> text = readFile(file);
    if (!text) {
      Out.Notes.push_back(llvm::toString(text.takeError()));
      return;
    }
    if (depth > 8) {
      Out.Notes.push_back("response file '" + file + "' includes itself");
      return;
    }
    llvm::BumpPtrAllocator allocator;
    llvm::StringSaver saver(allocator);
    llvm::SmallVector<const char *> words;
    llvm::cl::TokenizeGNUCommandLine(*text, saver, words);
    run(std::vector<std::string>(words.begin(), words.end()), depth + 1);
  }

  /// Finds the rule of \p argument and its value, taking the next argument if the rule says so.
  void flag(llvm::StringRef argument, llvm::ArrayRef<std::string> arguments, size_t &i,
            unsigned depth) {
    for (const FlagRule &rule : Table.Flags) {
      llvm::StringRef rest = argument;
      if (!rest.consume_front(rule.Name))
        continue;
      if (rest.empty() && rule.Separate && i + 1 < arguments.size())
        return withValue(rule, arguments[++i], depth);
      if (rest.empty() && rule.None)
        return apply(rule, "", depth);
      if (rule.Equals && rest.consume_front("="))
        return withValue(rule, rest, depth);
      if (rule.Joined && !rest.empty())
        return apply(rule, rest, depth);
    }
  }

  /// `-D ""` must not become a `-D` that takes the next flag for its value.
  void withValue(const FlagRule &rule, llvm::StringRef value, unsigned depth) {
    if (!value.empty())
      apply(rule, value, depth);
  }

  void addPath(const FlagRule &rule, llvm::StringRef value) {
    std::string at = pathOf(value);
    if (rule.As == "-I" || rule.As == "-isystem" || rule.As == "-idirafter")
      Out.Folders.push_back(at);
    Out.Flags.push_back(rule.As + at);
  }

  void apply(const FlagRule &rule, llvm::StringRef value, unsigned depth) {
    switch (rule.Action) {
    case FlagAction::Drop:
      return;
    case FlagAction::Keep:
      Out.Flags.push_back(rule.As + value.str());
      return;
    case FlagAction::Path: {
      llvm::SmallVector<llvm::StringRef> parts;
      if (rule.Split)
        value.split(parts, ',', -1, false);
      else
        parts.push_back(value);
      for (llvm::StringRef part : parts)
        addPath(rule, part);
      return;
    }
    case FlagAction::Standard: {
      std::string standard = value.str();
      if (value.consume_front("gnu"))
        standard = "c" + value.str();
      // `-std=f2008` of a wrapper, or a misspelling: the default serves better than a failing unit.
      llvm::StringRef year = standard;
      if (!year.consume_front("c++"))
        year.consume_front("c");
      if (year.size() == 2 && standard != year && llvm::isDigit(year[0]) && llvm::isAlnum(year[1]))
        Out.Standard = standard;
      return;
    }
    case FlagAction::Language:
      Out.Language = value.str();
      return;
    case FlagAction::Architecture: {
      llvm::SmallVector<llvm::StringRef> parts;
      value.split(parts, ',', -1, false);
      for (llvm::StringRef part : parts) {
        part.consume_front("arch=") || part.consume_front("code=");
        if (std::string normal = normalArchitecture(part.trim("[]")); !normal.empty())
          Out.Architecture =
              Out.Architecture.empty() ? normal : higherArchitecture(normal, Out.Architecture);
      }
      return;
    }
    case FlagAction::Host: {
      // -Xcompiler "-fPIC,-DX" and -Xcompiler=-DX: commas separate, quotes may be left inside.
      llvm::SmallVector<llvm::StringRef> parts;
      value.split(parts, ',', -1, false);
      std::vector<std::string> words;
      llvm::BumpPtrAllocator allocator;
      llvm::StringSaver saver(allocator);
      for (llvm::StringRef part : parts) {
        llvm::SmallVector<const char *> split;
        llvm::cl::TokenizeGNUCommandLine(part, saver, split);
        words.insert(words.end(), split.begin(), split.end());
      }
      if (depth <= 8)
        run(words, depth + 1);
      return;
    }
    case FlagAction::Options: {
      llvm::SmallVector<llvm::StringRef> parts;
      value.split(parts, ',', -1, false);
      for (llvm::StringRef part : parts)
        readOptions(part, depth);
      return;
    }
    }
  }
};

} // namespace

TranslatedFlags translateFlags(llvm::ArrayRef<std::string> arguments, llvm::StringRef directory,
                               const Tables &tables,
                               const std::pair<std::string, std::string> &prefixes) {
  Translator translator(directory, tables, prefixes);
  // Launchers (ccache, sccache …) stand before the compiler; none of them is a flag.
  for (const std::string &argument : arguments) {
    if (llvm::StringRef(argument).starts_with("-"))
      break;
    if (llvm::sys::path::stem(argument) == "nvcc")
      translator.Out.Nvcc = true;
  }
  if (!arguments.empty())
    translator.run(arguments.drop_front(), 0);
  if (translator.Out.Language == "cu" || translator.Out.Language == "cuda")
    translator.Out.Nvcc = true;
  return std::move(translator.Out);
}

} // namespace ascendify
