//===- Verify.cpp - `ascendify verify` ------------------------------------===//
//
// Says of each migrated file whether CUDA is left in it and whether it parses
// against the declarations of its target.
//
//===----------------------------------------------------------------------===//
#include "Driver/Subcommand.h"
#include "Mapping/Database.h"
#include "Support/Error.h"
#include "Support/Path.h"
#include "Support/Text.h"
#include "Verify/Examine.h"

namespace ascendify {

llvm::Expected<int> runVerify(const Invocation &in) {
  if (in.Inputs.size() != 1)
    return makeError("'ascendify verify' takes one folder, found {}", in.Inputs.size());
  if (in.Options.hasArg(OPT_cann))
    return makeError("--cann is not built yet in 'ascendify verify'");
  llvm::Expected<std::unique_ptr<Database>> data =
      Database::open(in.Share, in.Options.getAllArgValues(OPT_mappings));
  if (!data)
    return data.takeError();
  ExamineOptions options;
  options.Share = in.Share;
  for (const llvm::opt::Arg *a : in.Options.filtered(OPT_include_folder, OPT_define))
    options.Arguments.push_back(
        (a->getOption().matches(OPT_define) ? "-D" : "-I") + std::string(a->getValue()));
  llvm::Expected<std::vector<ExaminedFile>> files = examine(in.Inputs[0], options, **data);
  if (!files)
    return files.takeError();
  if (files->empty())
    return makeError("no C++ or Ascend C source below '{}'", in.Inputs[0]);

  int code = ExitDone;
  uint64_t clean = 0, residual = 0, wrong = 0, unchecked = 0;
  for (const ExaminedFile &f : *files) {
    std::string state;
    auto add = [&](std::string text) { state += (state.empty() ? "" : ", ") + text; };
    if (!f.Unread.empty())
      add("not read: " + f.Unread);
    if (!f.Left.empty())
      add(countOf(f.Left.size(), "CUDA name") + " left");
    if (f.Errors)
      add(countOf(f.Errors, "error"));
    if (f.NotChecked)
      add("not type-checked");
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
  if (residual || wrong)
    code = worseExit(code, ExitGateFailed);
  return code;
}

} // namespace ascendify
