//===- LowerTree.cpp - a source and its headers, lowered ------------------===//
#include "Support/Error.h"
#include "Support/File.h"
#include "Support/Path.h"
#include "Verify/Build.h"
#include "Verify/Lower.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include <set>

namespace ascendify {
namespace {

namespace fs = llvm::sys::fs;
namespace path = llvm::sys::path;

struct Source {
  std::string Text;
  TokenizedText Tokens;
};

std::string folderOf(llvm::StringRef file) { return path::parent_path(file).str(); }

/// Folders of `-I` among the compiler \p arguments, absolute.
std::vector<std::string> includeFolders(const std::vector<std::string> &arguments) {
  std::vector<std::string> out;
  for (llvm::StringRef a : arguments)
    if (a.consume_front("-I") && !a.empty())
      out.push_back(absolutePath(a));
  return out;
}

/// A string literal of C++ that means \p text.
std::string quoted(llvm::StringRef text) {
  std::string out = "\"";
  for (char c : text)
    out += c == '"' || c == '\\' ? std::string{'\\', c} : std::string{c};
  return out + "\"";
}

} // namespace

llvm::Expected<LoweredTree> lowerTree(llvm::StringRef file, llvm::StringRef folder,
                                      const std::vector<std::string> &arguments) {
  std::string main = absolutePath(file);
  std::vector<std::string> folders = includeFolders(arguments);
  // Everything reached, in the order it is found.
  std::map<std::string, std::unique_ptr<Source>> sources;
  std::vector<std::string> todo = {main};
  while (!todo.empty()) {
    std::string at = std::move(todo.back());
    todo.pop_back();
    if (sources.count(at))
      continue;
    llvm::Expected<std::string> text = readFile(at);
    if (!text) {
      if (at == main)
        return text.takeError();
      llvm::consumeError(text.takeError());
      continue; // the compiler will say it
    }
    auto source = std::make_unique<Source>();
    source->Text = std::move(*text);
    source->Tokens = tokenize(source->Text);
    for (const IncludeToken &include : source->Tokens.Includes) {
      std::vector<std::string> search = folders;
      if (!include.Angled)
        search.insert(search.begin(), folderOf(at));
      for (const std::string &f : search) {
        std::string candidate = absolutePath(include.Name, f);
        if (fs::is_regular_file(candidate)) {
          todo.push_back(candidate);
          break;
        }
      }
    }
    sources.emplace(at, std::move(source));
  }

  KernelTemplates templates;
  for (const auto &[name, source] : sources)
    findKernelTemplates(source->Tokens, templates);

  LoweredTree out;
  std::set<std::string> quotes;
  for (const auto &[name, source] : sources) {
    for (const IncludeToken &include : source->Tokens.Includes)
      out.Includes.insert(std::string(include.Name));
    LoweredText lowered = lowerNative(source->Text, source->Tokens, templates);
    for (const LowerProblem &p : lowered.Problems)
      out.Problems.push_back(fmt::format("{}:{}: {}", name, p.Line, p.Message));
    std::string copy = folder.str() + name;
    if (std::error_code error = fs::create_directories(folderOf(copy)))
      return makeError("cannot make the folder '{}': {}", folderOf(copy), error.message());
    std::string shown = name == main ? file.str() : name;
    // A byte order mark would stand behind the directive.
    llvm::StringRef body = lowered.Text;
    body.consume_front("\xef\xbb\xbf");
    if (llvm::Error error =
            writeFile(copy, "#line 1 " + quoted(shown) + "\n" + body.str()))
      return std::move(error);
    quotes.insert(folderOf(name));
  }
  out.Main = folder.str() + main;
  for (const std::string &f : quotes)
    out.SearchPaths.push_back("-iquote" + f);
  for (const std::string &f : folders)
    out.SearchPaths.push_back("-I" + folder.str() + f);
  return out;
}

} // namespace ascendify
