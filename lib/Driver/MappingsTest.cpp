//===- MappingsTest.cpp - `ascendify mappings test` -----------------------===//
//
// Each table is tested on top of the built-in ones and the overlays, as the last overlay: what it says
// is what counts, wherever it lies.
//
//===----------------------------------------------------------------------===//
#include "Driver/MappingsTest.h"
#include "Driver/Interrupt.h"
#include "Driver/Pipeline.h"
#include "Driver/Worker.h"
#include "Mapping/Check.h"
#include "Support/Error.h"
#include "Support/Path.h"
#include "Support/Text.h"
#include "Verify/Examples.h"
#include "llvm/ADT/ScopeExit.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FileSystem.h"
#include <set>

namespace ascendify {
namespace {

/// One table and what came of its examples.
struct TestedTable {
  std::string File; ///< as given
  MappingTables Tables;
  std::vector<EmbeddedExample> Examples;
  ExampleReport Report;

  size_t failed() const {
    std::set<size_t> indexes;
    for (const ExampleFailure &failure : Report.Failures)
      indexes.insert(failure.Index);
    return indexes.size();
  }
  /// 1-based, among the examples of its entry.
  size_t numberOf(size_t index) const {
    return size_t(Examples[index].Text - Examples[index].Owner->Examples.data()) + 1;
  }
};

llvm::Error read(const Loader &loader, TestedTable &table) {
  if (!llvm::sys::fs::exists(table.File))
    return makeError("'{}' does not exist; 'mappings test' takes mapping tables", table.File);
  if (!llvm::sys::fs::is_regular_file(table.File))
    return makeError("'{}' is no file; 'mappings test' takes mapping tables", table.File);
  std::vector<DataProblem> problems;
  loader.readFolder(table.File, "", Loader::Strictness::Overlay, table.Tables, problems);
  if (!problems.empty())
    return errorOf(problems);
  if (table.Tables.Entries.empty())
    return makeError("'{}' holds no mappings: a table has \"schema\": \"ascendify-mappings\" and entries",
                     table.File);
  table.Examples = examplesOf(table.Tables);
  return llvm::Error::success();
}

std::string indented(llvm::StringRef text, size_t blanks) {
  std::string out;
  for (char c : text) {
    out += c;
    if (c == '\n')
      out.append(blanks, ' ');
  }
  return out;
}

std::string headline(const ExampleFailure &failure) {
  switch (failure.What) {
  case ExampleFailure::Input:
    return "it is no CUDA";
  case ExampleFailure::Text:
    return failure.Style + ": the rewritten text is another one";
  case ExampleFailure::Finding:
    return "the finding is not there";
  case ExampleFailure::Type:
    return failure.Style + ": the rewritten text does not compile";
  }
  return "";
}

std::string textOf(const std::vector<TestedTable> &tables) {
  std::string out;
  for (const TestedTable &table : tables) {
    for (const ExampleFailure &failure : table.Report.Failures) {
      const EmbeddedExample &example = table.Examples[failure.Index];
      out += fmt::format("{}:{}: {}, example {}: {}\n", example.Owner->File, example.Text->Line,
                         example.Owner->Symbol, table.numberOf(failure.Index), headline(failure));
      out += "  expected: " + indented(failure.Expected, 12) + "\n";
      out += "  got:      " + indented(failure.Got, 12) + "\n";
    }
    size_t failed = table.failed();
    out += fmt::format("{}: {}", table.File, countOf(table.Examples.size(), "example"));
    if (table.Report.Interrupted)
      out += ", interrupted";
    else if (!table.Examples.empty())
      out += failed ? fmt::format(", {} failed", failed) : ", all passed";
    out += table.Report.TypeChecked ? "\n" : " (not type-checked: there is no clang++ to do it)\n";
  }
  return out;
}

Json jsonOf(const std::vector<TestedTable> &tables) {
  Json files = Json::array();
  for (const TestedTable &table : tables) {
    Json failures = Json::array();
    for (const ExampleFailure &failure : table.Report.Failures) {
      const EmbeddedExample &example = table.Examples[failure.Index];
      Json one = {{"line", example.Text->Line},
                  {"symbol", example.Owner->Symbol},
                  {"example", table.numberOf(failure.Index)},
                  {"kind", nameOf(failure.What).str()}};
      if (!failure.Style.empty())
        one["style"] = failure.Style;
      one["expected"] = failure.Expected;
      one["got"] = failure.Got;
      failures.push_back(std::move(one));
    }
    files.push_back({{"file", table.File},
                     {"examples", table.Examples.size()},
                     {"failed", table.failed()},
                     {"type_checked", table.Report.TypeChecked},
                     {"failures", std::move(failures)}});
  }
  return {{"schema", "ascendify-mappings-test"}, {"version", 1}, {"files", std::move(files)}};
}

} // namespace

llvm::Expected<int> testMappings(const Invocation &in) {
  if (in.Inputs.size() < 2)
    return makeError("'ascendify mappings test' needs a FILE: a mapping table");
  llvm::StringRef format = in.Options.getLastArgValue(OPT_format, "text");
  if (format != "text" && format != "json")
    return makeError("unknown --format '{}'; 'mappings test' knows text and json", format.str());
  llvm::Expected<PipelineOptions> common = pipelineOptions(in);
  if (!common)
    return common.takeError();
  llvm::Expected<Loader> loader = Loader::create(in.Share + "/mappings/schema");
  if (!loader)
    return loader.takeError();
  std::vector<TestedTable> tables;
  tables.reserve(in.Inputs.size()); // examples point into their tables
  for (const std::string &file : llvm::drop_begin(in.Inputs)) {
    tables.emplace_back().File = file;
    if (llvm::Error error = read(*loader, tables.back()))
      return error;
  }

  llvm::SmallString<128> preambles;
  if (std::error_code error = llvm::sys::fs::createUniqueDirectory("ascendify", preambles))
    return makeError("cannot make a temporary folder: {}", error.message());
  auto remove = llvm::scope_exit([&] { llvm::sys::fs::remove_directories(preambles); });
  int code = ExitDone;
  for (TestedTable &table : tables) {
    std::vector<std::string> overlays = common->Overlays;
    overlays.push_back(absolutePath(table.File));
    llvm::Expected<std::unique_ptr<Database>> data = Database::open(in.Share, overlays);
    if (!data)
      return data.takeError();
    ExampleOptions options;
    options.Share = in.Share;
    options.Preambles = std::string(preambles);
    options.WorkerArguments = workerArguments(overlays);
    options.Jobs = common->Jobs;
    llvm::Expected<ExampleReport> report = testExamples(table.Examples, **data, options, interrupted());
    if (!report)
      return report.takeError();
    table.Report = std::move(*report);
    if (!table.Report.Failures.empty())
      code = worseExit(code, ExitGateFailed);
    if (table.Report.Interrupted) {
      code = ExitInterrupted;
      break;
    }
  }
  llvm::outs() << (format == "json" ? dumpJson(jsonOf(tables)) : textOf(tables));
  return code;
}

} // namespace ascendify
