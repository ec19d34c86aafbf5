//===- main.cpp - ascendify-surface ---------------------------------------===//
//
// Prints the surface of headers given by path: names, signatures, layouts and
// values as JSON. See mappings/schema/surface.schema.json for the format.
// Trap: a header that does not parse gives an incomplete surface that looks
// complete; so errors are fatal unless --allow-errors says otherwise.
//
//===----------------------------------------------------------------------===//

#include "Symbol.h"
#include "llvm/Support/CommandLine.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Regex.h"
#include "llvm/Support/raw_ostream.h"

using namespace ascendify::surface;
namespace cl = llvm::cl;

int main(int argc, const char **argv) {
  cl::OptionCategory Category("ascendify-surface");
  auto In = cl::cat(Category);
  cl::list<std::string> Headers(cl::Positional, cl::desc("HEADER..."), cl::OneOrMore, In);
  cl::list<std::string> Include("I", cl::Prefix, cl::desc("include folder"), In);
  cl::list<std::string> Define("D", cl::Prefix, cl::desc("macro"), In);
  cl::list<std::string> Forced("include", cl::desc("file included first, such as a shim"), In);
  cl::list<std::string> Extra("extra-arg", cl::desc("further compiler argument"), In);
  cl::list<std::string> Roots("only-under", cl::desc("folder of the headers to keep"), In);
  cl::list<std::string> Only("only", cl::CommaSeparated,
                             cl::desc("patterns of headers to keep, relative to --only-under"), In);
  cl::opt<std::string> Language("language", cl::desc("c, c++ or cuda"), cl::init("c++"), In);
  cl::opt<std::string> Platform("platform", cl::desc("cuda, cann or portable"), cl::Required, In);
  cl::opt<std::string> Library("library", cl::desc("name of the library"), cl::Required, In);
  cl::opt<std::string> Release("release", cl::desc("release of the platform"), In);
  cl::opt<std::string> Source("source", cl::desc("where the headers come from"), In);
  cl::opt<std::string> Names("names", cl::desc("keep only names that match this regex"), In);
  cl::opt<std::string> NotNames("not-names", cl::desc("drop names that match this regex"), In);
  cl::opt<std::string> Inline("inline-namespace",
                              cl::desc("namespace made visible by a using directive, left out"), In);
  cl::opt<std::string> Output("o", cl::desc("output file"), cl::init("-"), In);
  cl::opt<bool> AllowErrors("allow-errors", cl::desc("print despite parse errors"), In);
  cl::opt<bool> NoReserved("no-reserved", cl::desc("drop names that begin with __"), In);
  cl::HideUnrelatedOptions(Category);
  cl::ParseCommandLineOptions(argc, argv, "Extracts the surface of headers\n");

  if (Language != "c" && Language != "c++" && Language != "cuda") {
    llvm::errs() << "ascendify-surface: --language is '" << Language
                 << "', expected c, c++ or cuda\n";
    return 2;
  }
  Options O;
  O.Headers = Headers;
  for (const std::string &I : Include)
    O.Arguments.push_back("-I" + I);
  for (const std::string &D : Define)
    O.Arguments.push_back("-D" + D);
  O.Arguments.insert(O.Arguments.end(), Extra.begin(), Extra.end());
  O.Includes = Forced;
  O.Roots = Roots;
  if (O.Roots.empty())
    O.Roots = Include;
  O.Only = Only;
  O.Language = Language;
  O.InlineNamespace = Inline;
  O.Platform = Platform;
  O.Library = Library;
  O.Release = Release;
  O.Source = Source;
  O.Arguments.push_back("-resource-dir=" ASCENDIFY_CLANG_RESOURCE_DIR);
  O.AllowErrors = AllowErrors;
  O.Reserved = !NoReserved;
  Result R = extract(O);
  llvm::Regex Keep(Names), Drop(NotNames);
  std::erase_if(R.Symbols, [&](const Object &S) {
    std::string Name = S["name"];
    return (!Names.empty() && !Keep.match(Name)) || (!NotNames.empty() && Drop.match(Name));
  });
  if (R.Errors && !O.AllowErrors) {
    llvm::errs() << "ascendify-surface: " << R.Errors
                 << " errors in the headers; nothing printed (--allow-errors prints the rest)\n";
    return 1;
  }
  if (R.Errors)
    llvm::errs() << "ascendify-surface: " << R.Errors << " errors; the surface may lack symbols\n";
  std::error_code EC;
  llvm::raw_fd_ostream OS(Output, EC);
  if (EC) {
    llvm::errs() << "ascendify-surface: cannot write '" << Output << "': " << EC.message() << '\n';
    return 2;
  }
  OS << print(O, std::move(R));
  return 0;
}
