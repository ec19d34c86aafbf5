//===- main.cpp - ascendify-mapindex: tables into the index ---------------===//
//
//   ascendify-mapindex MAPPINGS OUT    reads the tables below MAPPINGS, writes OUT
//
// With an error in a table nothing is written and every error is named.
//
//===----------------------------------------------------------------------===//
#include "Mapping/Index.h"
#include "Mapping/Loader.h"
#include "Support/Error.h"
#include "Support/File.h"
#include "llvm/Support/raw_ostream.h"

using namespace ascendify;

static int fail(llvm::Error error) {
  llvm::errs() << llvm::toString(std::move(error)) << '\n';
  return ExitUsage;
}

int main(int argc, char **argv) {
  if (argc != 3) {
    llvm::errs() << "usage: ascendify-mapindex MAPPINGS OUT\n";
    return ExitUsage;
  }
  llvm::StringRef folder = argv[1];
  llvm::Expected<Loader> loader = Loader::create((folder + "/schema").str());
  if (!loader)
    return fail(loader.takeError());
  MappingTables tables;
  tables.KeepRaw = true;
  std::vector<DataProblem> problems;
  loader->readFolder(folder, "mappings", Loader::Strictness::Base, tables, problems);
  Loader::checkAliases(tables, nullptr, problems);
  if (!problems.empty())
    return fail(errorOf(problems));
  if (llvm::Error error = writeFile(argv[2], writeIndex(tables)))
    return fail(std::move(error));
  return ExitDone;
}
