//===- BuildFiles.cpp - what build files say, without running them --------===//
#include "Project/BuildFiles.h"
#include "Support/CMakeText.h"
#include "Support/Path.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Path.h"
#include <algorithm>
#include <map>
#include <set>

namespace ascendify {

std::string normalArchitecture(llvm::StringRef text) {
  text = text.trim(" \t\"'");
  text.consume_front("sm_") || text.consume_front("compute_") || text.consume_front("lto_");
  llvm::StringRef digits = text.take_while(llvm::isDigit);
  llvm::StringRef rest = text.drop_front(digits.size());
  std::string suffix;
  if (rest.consume_front("a"))
    suffix = "a";
  else if (rest.consume_front("f"))
    suffix = "f";
  if (digits.size() < 2 || digits.size() > 3 ||
      (!rest.empty() && rest != "-real" && rest != "-virtual"))
    return "";
  return "sm_" + digits.str() + suffix;
}

std::string higherArchitecture(llvm::StringRef a, llvm::StringRef b) {
  auto key = [](llvm::StringRef text) {
    unsigned number = 0;
    text.consume_front("sm_");
    text.consumeInteger(10, number);
    return std::make_pair(number, text);
  };
  return (key(a) < key(b) ? b : a).str();
}

namespace {

class Reader {
public:
  Reader(llvm::StringRef root, llvm::StringRef path) : Root(root) {
    Out.Path = path.str();
    Out.Folder = llvm::sys::path::parent_path(path).str();
  }

  BuildFile take() {
    for (const auto &[name, values] : Macros)
      if (values.size() == 1)
        Out.Macros.push_back(values.begin()->empty() ? name : name + "=" + *values.begin());
    llvm::sort(Out.Sources);
    Out.Sources.erase(llvm::unique(Out.Sources), Out.Sources.end());
    return std::move(Out);
  }

  void readCMake(llvm::StringRef text);
  void readLines(llvm::StringRef text, bool make);

private:
  std::string Root;
  BuildFile Out;
  std::map<std::string, std::set<std::string>> Macros;

  void set(Provenance &into, std::string value, unsigned line) {
    if (into.Value.empty() && !value.empty())
      into = {std::move(value), Out.Path + ":" + std::to_string(line)};
  }

  void setArchitecture(const std::string &value, unsigned line) {
    if (value.empty())
      return;
    if (Out.Architecture.Value.empty() ||
        (higherArchitecture(value, Out.Architecture.Value) == value &&
         value != Out.Architecture.Value))
      Out.Architecture = {value, Out.Path + ":" + std::to_string(line)};
  }

  /// `12.4` of the front of \p text, if it is a CUDA version.
  static std::string versionOf(llvm::StringRef text) {
    llvm::StringRef digits = text.take_while([](char c) { return llvm::isDigit(c) || c == '.'; });
    auto [major, rest] = digits.split('.');
    llvm::StringRef minor = rest.split('.').first;
    unsigned number = 0;
    if (major.getAsInteger(10, number) || number < 7 || number > 19)
      return "";
    return major.str() + "." + (minor.empty() ? "0" : minor.str());
  }

  static std::string standardOf(llvm::StringRef digits) {
    for (llvm::StringRef known : {"11", "14", "17", "20", "23"})
      if (digits == known)
        return "c++" + digits.str();
    return digits == "98" || digits == "03" ? "c++98" : "";
  }

  void addMacro(llvm::StringRef text) {
    text = text.trim("\"'");
    text.consume_front("-D");
    auto [name, value] = text.split('=');
    if (name.empty() || llvm::isDigit(name[0]) ||
        !llvm::all_of(name, [](char c) { return llvm::isAlnum(c) || c == '_'; }) ||
        value.find_first_of("$<>\"'`\\ ;@") != llvm::StringRef::npos)
      return;
    Macros[name.str()].insert(value.str());
  }

  void addSource(llvm::StringRef word) {
    word = word.trim("\"',()[]");
    llvm::StringRef extension = llvm::sys::path::extension(word);
    if (extension == ".cu" || extension == ".cpp" || extension == ".cc" || extension == ".cxx" ||
        extension == ".c")
      Out.Sources.push_back(llvm::sys::path::filename(word).str());
  }

  /// Flags as they stand in any text: -std=, -gencode, -arch.
  void readFlags(llvm::StringRef text, unsigned line) {
    for (llvm::StringRef mark : {"-std=c++", "-std=gnu++", "--std=c++", "--std c++", "/std:c++"})
      if (size_t at = text.find(mark); at != llvm::StringRef::npos)
        set(Out.CudaStandard, standardOf(text.substr(at + mark.size()).take_while(llvm::isDigit)),
            line);
    for (llvm::StringRef mark : {"sm_", "compute_"})
      for (size_t at = text.find(mark); at != llvm::StringRef::npos; at = text.find(mark, at + 1)) {
        // Only as the value of a flag: `arch=compute_80`, `code=sm_80`, `-arch=sm_80`, `,sm_80`.
        char before = at ? text[at - 1] : ' ';
        if (!llvm::StringRef("=,[ \"'").contains(before) ||
            (!text.contains("-gencode") && !text.contains("arch") && !text.contains("code=")))
          continue;
        setArchitecture(normalArchitecture(text.substr(at).take_while(
                            [](char c) { return llvm::isAlnum(c) || c == '_'; })),
                        line);
      }
  }

  void command(llvm::StringRef name, llvm::ArrayRef<llvm::StringRef> words, unsigned line);
  unsigned Depth = 0; ///< of if, foreach, while, function, macro
};

void Reader::command(llvm::StringRef name, llvm::ArrayRef<llvm::StringRef> words, unsigned line) {
  if (name == "if" || name == "foreach" || name == "while" || name == "function" ||
      name == "macro") {
    ++Depth;
    return;
  }
  if (name == "endif" || name == "endforeach" || name == "endwhile" || name == "endfunction" ||
      name == "endmacro") {
    Depth -= Depth > 0;
    return;
  }
  for (llvm::StringRef word : words)
    addSource(word);
  if (name == "set" && words.size() >= 2) {
    llvm::StringRef variable = words[0];
    if (variable == "CMAKE_CUDA_STANDARD")
      set(Out.CudaStandard, standardOf(words[1]), line);
    else if (variable == "CMAKE_CXX_STANDARD")
      set(Out.CxxStandard, standardOf(words[1]), line);
    else if (variable == "CMAKE_CUDA_ARCHITECTURES" || variable == "CUDA_ARCHITECTURES" ||
             variable == "CUDA_ARCHS")
      for (llvm::StringRef word : words.drop_front()) {
        llvm::SmallVector<llvm::StringRef> parts;
        word.trim("\"").split(parts, ';', -1, false);
        for (llvm::StringRef part : parts)
          setArchitecture(normalArchitecture(part), line);
      }
  }
  if ((name == "set_target_properties" || name == "set_property") && words.size() > 2)
    for (size_t i = 0; i + 1 < words.size(); ++i) {
      if (words[i] == "CUDA_STANDARD")
        set(Out.CudaStandard, standardOf(words[i + 1]), line);
      if (words[i] == "CXX_STANDARD")
        set(Out.CxxStandard, standardOf(words[i + 1]), line);
      if (words[i] == "CUDA_ARCHITECTURES")
        for (size_t j = i + 1; j < words.size(); ++j) {
          llvm::SmallVector<llvm::StringRef> parts;
          words[j].trim("\"").split(parts, ';', -1, false);
          for (llvm::StringRef part : parts)
            setArchitecture(normalArchitecture(part), line);
          if (parts.empty() || normalArchitecture(parts[0]).empty())
            break;
        }
    }
  if (name == "target_compile_features")
    for (llvm::StringRef word : words) {
      if (word.consume_front("cuda_std_"))
        set(Out.CudaStandard, standardOf(word), line);
      else if (word.consume_front("cxx_std_"))
        set(Out.CxxStandard, standardOf(word), line);
    }
  if (name == "find_package" && words.size() >= 2 &&
      (words[0] == "CUDAToolkit" || words[0] == "CUDA"))
    set(Out.CudaVersion, versionOf(words[1]), line);
  if (Depth == 0) {
    if (name == "add_definitions" || name == "add_compile_definitions" ||
        name == "target_compile_definitions") {
      for (llvm::StringRef word :
           words.drop_front(std::min<size_t>(words.size(), name == "target_compile_definitions")))
        if (word != "PUBLIC" && word != "PRIVATE" && word != "INTERFACE" &&
            (name != "add_definitions" || word.starts_with("-D")))
          addMacro(word);
    }
    if (name == "include_directories" || name == "target_include_directories")
      for (llvm::StringRef word :
           words.drop_front(std::min<size_t>(words.size(), name == "target_include_directories"))) {
        std::string folder = word.trim("\"").str();
        std::string here = absolutePath(Out.Folder, Root);
        if (llvm::StringRef(folder).starts_with("$<BUILD_INTERFACE:"))
          folder = llvm::StringRef(folder).drop_front(18).rtrim('>').str();
        for (llvm::StringRef variable :
             {"${CMAKE_CURRENT_SOURCE_DIR}", "${CMAKE_CURRENT_LIST_DIR}"})
          if (llvm::StringRef(folder).starts_with(variable))
            folder = here + folder.substr(variable.size());
        if (folder.find('$') != std::string::npos || folder == "PUBLIC" || folder == "PRIVATE" ||
            folder == "INTERFACE" || folder == "SYSTEM" || folder == "BEFORE" || folder == "AFTER")
          continue;
        Out.Includes.push_back(absolutePath(folder, here));
      }
  }
}

void Reader::readCMake(llvm::StringRef text) {
  for (const CMakeCommand &read : readCMakeCommands(text)) {
    llvm::SmallVector<llvm::StringRef> words;
    for (const CMakeWord &word : read.Words)
      words.push_back(word.Text.trim('"'));
    command(read.Name.lower(), words, read.Line);
    readFlags(text.slice(read.Open, read.End), read.Line);
  }
}

/// Makefiles and setup.py, line by line.
void Reader::readLines(llvm::StringRef text, bool make) {
  unsigned number = 0, depth = 0;
  while (!text.empty()) {
    auto [line, rest] = text.split('\n');
    text = rest;
    ++number;
    llvm::StringRef code = line.split('#').first;
    llvm::StringRef first = code.trim().take_while([](char c) { return !llvm::isSpace(c); });
    if (make) {
      if (first == "ifeq" || first == "ifneq" || first == "ifdef" || first == "ifndef" ||
          first == "define")
        ++depth;
      if (first == "endif" || first == "endef")
        depth -= depth > 0;
    }
    llvm::SmallVector<llvm::StringRef> words;
    llvm::SplitString(code, words);
    for (llvm::StringRef word : words) {
      addSource(word);
      if (make && depth == 0 && word.starts_with("-D") && word.size() > 2)
        addMacro(word);
    }
    readFlags(code, number);
    if (size_t at = code.find("cuda-"); at != llvm::StringRef::npos)
      set(Out.CudaVersion, versionOf(code.substr(at + 5)), number);
  }
}

} // namespace

BuildFile readBuildFile(llvm::StringRef root, llvm::StringRef path, llvm::StringRef language,
                        llvm::StringRef text) {
  Reader reader(root, path);
  if (language == "cmake")
    reader.readCMake(text);
  else
    reader.readLines(text, language == "make");
  return reader.take();
}

} // namespace ascendify
