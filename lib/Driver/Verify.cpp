//===- Verify.cpp - `ascendify verify` ------------------------------------===//
//
// Says of each migrated file whether CUDA is left in it and whether it parses
// against the declarations of its target.
//
//===----------------------------------------------------------------------===//
#include "Driver/MigrationPlan.h"
#include "Driver/Subcommand.h"
#include "Mapping/Database.h"
#include "Support/Error.h"
#include "Support/File.h"
#include "Support/Path.h"
#include "Support/Text.h"
#include "Verify/Examine.h"
#include "llvm/ADT/STLExtras.h"

namespace ascendify {

llvm::Expected<int> runVerify(const Invocation &in) {
  if (in.Inputs.size() != 1)
    return makeError("'ascendify verify' takes one folder, found {}", in.Inputs.size());
  llvm::Expected<std::unique_ptr<Database>> data =
      Database::open(in.Share, in.Options.getAllArgValues(OPT_mappings));
  if (!data)
    return data.takeError();
  ExamineOptions options;
  options.Share = in.Share;
  for (const llvm::opt::Arg *a : in.Options.filtered(OPT_include_folder, OPT_define))
    options.Arguments.push_back(
        (a->getOption().matches(OPT_define) ? "-D" : "-I") + std::string(a->getValue()));
  std::optional<CannInstall> cann;
  if (in.Options.hasArg(OPT_with_cann)) {
    llvm::Expected<std::optional<CannInstall>> found = findCann(in.Share);
    if (!found)
      return found.takeError();
    cann = std::move(*found);
    options.Cann = cann ? &*cann : nullptr;
  }
  llvm::Expected<std::vector<ExaminedFile>> files = examine(in.Inputs[0], options, **data);
  if (!files)
    return files.takeError();
  if (files->empty())
    return makeError("no C++ or Ascend C source below '{}'", in.Inputs[0]);

  // What a migration left is an explanation of errors; it is in its plan.
  std::set<std::string> left;
  bool planned = false;
  for (const char *name : {"MIGRATION.md", "MIGRATION.ascendify.md"}) {
    llvm::Expected<std::string> plan = readFile(absolutePath(name, absolutePath(in.Inputs[0])));
    if (!plan) {
      llvm::consumeError(plan.takeError());
    } else if (llvm::StringRef(*plan).starts_with(MigrationPlanMark)) {
      left = filesLeft(*plan);
      planned = true;
    }
  }
  auto explained = [&](const ExaminedFile &f) {
    return left.count(f.Path) || !f.Left.empty() || llvm::any_of(f.Messages, [&](const std::string &message) {
             return left.count(llvm::StringRef(message).split(':').first.str()) != 0;
           });
  };

  int code = ExitDone;
  uint64_t clean = 0, residual = 0, wrong = 0, unchecked = 0, surprising = 0;
  for (const ExaminedFile &f : *files) {
    std::string state;
    auto add = [&](std::string text) { state += (state.empty() ? "" : ", ") + text; };
    if (!f.Unread.empty())
      add("not read: " + f.Unread);
    if (!f.Left.empty())
      add(countOf(f.Left.size(), "CUDA name") + " left");
    if (f.Errors)
      add(countOf(f.Errors, "error") + (planned ? explained(f) ? " (explained by the plan)" : " that the plan does not explain" : ""));
    surprising += f.Errors && !explained(f);
    if (f.NotChecked)
      add(f.Missing.empty() ? "not type-checked"
                            : fmt::format("not type-checked: '{}' is not there (-I names its folder)", f.Missing));
    llvm::outs() << f.Path << ": " << (state.empty() ? "clean" : state) << "\n";
    for (const Residue &r : f.Left)
      llvm::outs() << "  " << r.Place.Line << ":" << r.Place.Column << ": '" << r.Symbol
                   << "' is CUDA\n";
    for (const std::string &message : f.Messages)
      llvm::outs() << "  " << message << "\n";
    clean += state.empty();
    residual += !f.Left.empty();
    wrong += f.Errors != 0;
    unchecked += f.NotChecked || !f.Unread.empty();
  }
  llvm::outs() << countOf(files->size(), "file") << ": " << clean << " clean, " << residual
               << " with CUDA left, " << wrong << " with errors";
  if (unchecked) {
    llvm::outs() << ", " << unchecked << " not checked";
    code = worseExit(code, ExitIncomplete);
  }
  llvm::outs() << "\n";
  if (planned && wrong)
    llvm::outs() << "of the files with errors, " << wrong - surprising << " have places left in the plan of the migration, "
                 << surprising << " have none\n";
  if (in.Options.hasArg(OPT_with_cann)) {
    if (cann)
      llvm::outs() << "checked against the headers of " << cann->Home << " (device code in part)\n";
    else {
      llvm::outs() << "not checked against CANN's own headers: ASCEND_HOME_PATH is not set; the declarations that come with "
                      "ascendify were used\n";
      code = worseExit(code, ExitIncomplete);
    }
  }
  if (residual || wrong)
    code = worseExit(code, ExitGateFailed);
  return code;
}

} // namespace ascendify
