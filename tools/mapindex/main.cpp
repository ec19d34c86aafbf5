//===- main.cpp - ascendify-mapindex: tables into the index ---------------===//
//
//   ascendify-mapindex MAPPINGS OUT                reads the tables below MAPPINGS, writes OUT
//   ascendify-mapindex --check MAPPINGS FINDINGS   checks them, and that findings have pages
//   ascendify-mapindex --time SHARE                opens the database, looks all symbols up
//
// With an error in a table nothing is written and every error is named.
//
//===----------------------------------------------------------------------===//
#include "Mapping/Check.h"
#include "Mapping/Database.h"
#include "Mapping/Index.h"
#include "Mapping/Loader.h"
#include "Support/Error.h"
#include "Support/File.h"
#include "llvm/Support/raw_ostream.h"
#include <chrono>

using namespace ascendify;

static int fail(llvm::Error error) {
  llvm::errs() << llvm::toString(std::move(error)) << '\n';
  return ExitUsage;
}

static int check(const char *mappings, const char *findings) {
  llvm::Expected<CheckResult> result = checkMappings({mappings, findings, ""});
  if (!result)
    return fail(result.takeError());
  llvm::outs() << result->text();
  return result->Problems.empty() ? ExitDone : ExitGateFailed;
}

/// For the numbers in docs/mappings.md.
static int time(const char *share) {
  using Clock = std::chrono::steady_clock;
  auto start = Clock::now();
  auto since = [&] {
    return std::chrono::duration<double, std::milli>(Clock::now() - start).count();
  };
  llvm::Expected<std::unique_ptr<Database>> data = Database::open(share, {});
  if (!data)
    return fail(data.takeError());
  double opened = since();
  for (const std::string &note : (*data)->notes())
    llvm::outs() << note << '\n';
  std::vector<std::string> names = (*data)->symbols();
  start = Clock::now();
  size_t found = 0;
  constexpr unsigned Rounds = 1000;
  for (unsigned i = 0; i < Rounds; ++i)
    for (const std::string &name : names)
      found += (*data)->find(name).has_value();
  double looked = since();
  start = Clock::now();
  size_t decoded = 0;
  for (const std::string &name : names)
    decoded += (*data)->entries(name).size();
  llvm::outs() << fmt::format(
      "opened in {:.2f} ms; {:.1f} million look-ups a second; {} entries decoded in {:.1f} ms\n",
      opened, names.size() * Rounds / looked / 1000, decoded, since());
  return found ? ExitDone : ExitInternal;
}

int main(int argc, char **argv) {
  if (argc == 4 && llvm::StringRef(argv[1]) == "--check")
    return check(argv[2], argv[3]);
  if (argc == 3 && llvm::StringRef(argv[1]) == "--time")
    return time(argv[2]);
  if (argc != 3) {
    llvm::errs()
        << "usage: ascendify-mapindex MAPPINGS OUT | --check MAPPINGS FINDINGS | --time SHARE\n";
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
