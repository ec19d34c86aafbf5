//===- Calibrate.cpp - `ascendify calibrate` ------------------------------===//
//
// Audits what finished ports began with, counts what they changed, and fits the effort model.
//
//===----------------------------------------------------------------------===//
#include "Driver/Pipeline.h"
#include "Project/Trees.h"
#include "Report/CalibrationReport.h"
#include "Support/DataFile.h"
#include "Support/Error.h"
#include "Support/File.h"
#include "Support/Path.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/ScopeExit.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include <set>
#include <unistd.h>

namespace ascendify {
namespace {

namespace fs = llvm::sys::fs;

/// A port as the user names it.
struct PortSource {
  std::string Name, Before, After;        ///< folders
  std::string Repository, Range, Folder; ///< instead of Before and After
  std::optional<double> Hours;
};

llvm::Expected<std::vector<PortSource>> readPorts(llvm::StringRef path, llvm::StringRef schemas) {
  llvm::Expected<DataFile> file = DataFile::read(path, schemas, "ports.schema.json");
  if (!file)
    return file.takeError();
  std::string base = llvm::sys::path::parent_path(absolutePath(path)).str();
  std::vector<PortSource> out;
  for (const Json &one : *getMember(file->value(), "ports")) {
    PortSource port;
    port.Name = getString(one, "name");
    if (getMember(one, "before"))
      port.Before = absolutePath(getString(one, "before"), base), port.After = absolutePath(getString(one, "after"), base);
    else
      port.Repository = absolutePath(getString(one, "repository"), base), port.Range = getString(one, "range"),
      port.Folder = getString(one, "folder");
    if (getMember(one, "hours"))
      port.Hours = getNumber(one, "hours");
    out.push_back(std::move(port));
  }
  return out;
}

llvm::Expected<std::vector<PortSource>> wantedPorts(const Invocation &in) {
  const llvm::opt::InputArgList &options = in.Options;
  std::optional<double> hours;
  if (options.hasArg(OPT_hours)) {
    double value = 0;
    llvm::StringRef given = options.getLastArgValue(OPT_hours);
    if (!llvm::to_float(given, value) || !(value > 0 && value < 1e9))
      return makeError("--hours '{}' is no number of hours", given.str());
    hours = value;
  }
  if (options.hasArg(OPT_range)) {
    if (in.Inputs.size() > 1)
      return makeError("--range goes with one git repository; found {}", in.Inputs.size());
    std::string repository = absolutePath(in.Inputs.empty() ? "." : in.Inputs.front());
    std::string range = options.getLastArgValue(OPT_range).str();
    return std::vector<PortSource>{{range, "", "", repository, range, "", hours}};
  }
  if (in.Inputs.size() == 2)
    return std::vector<PortSource>{{in.Inputs[0], absolutePath(in.Inputs[0]), absolutePath(in.Inputs[1]), "", "", "", hours}};
  if (in.Inputs.size() != 1 || fs::is_directory(in.Inputs.front()))
    return makeError("'ascendify calibrate' takes a list of ports (PORTS.json), or two folders BEFORE and AFTER, or "
                     "--range A..B and a repository; found {}",
                     in.Inputs.size() == 1 ? "one folder" : fmt::format("{} paths", in.Inputs.size()));
  if (hours)
    return makeError("--hours is for a single port; in '{}' each has its own \"hours\"", in.Inputs.front());
  return readPorts(in.Inputs.front(), in.Share + "/mappings/schema");
}

/// The port read: its audit before, and what changed.
llvm::Expected<Port> readPort(const PortSource &source, PipelineOptions options, const EffortModel &model) {
  llvm::SmallString<128> temporary;
  llvm::scope_exit remove([&] {
    if (!temporary.empty())
      fs::remove_directories(temporary);
  });
  std::string before = source.Before, after = source.After;
  if (!source.Repository.empty()) {
    auto [first, second] = llvm::StringRef(source.Range).split("..");
    if (first.empty() || second.empty() || second.starts_with("."))
      return makeError("'{}' is no range of commits; expected A..B", source.Range);
    if (std::error_code error = fs::createUniqueDirectory("ascendify-port", temporary))
      return makeError("cannot make a temporary folder: {}", error.message());
    for (auto [revision, name, path] : {std::tuple(first, "before", &before), std::tuple(second, "after", &after)}) {
      *path = (temporary + "/" + name).str();
      if (std::error_code error = fs::create_directory(*path))
        return makeError("cannot make the folder '{}': {}", *path, error.message());
      if (llvm::Error error = exportTree(source.Repository, revision, source.Folder, *path))
        return error;
    }
  }
  for (const std::string &path : {before, after})
    if (!fs::is_directory(path))
      return makeError("'{}' is no folder", path);
  options.Paths = {before};
  llvm::Expected<PipelineResult> audited = runPipeline(options, Stage::Classified);
  if (!audited)
    return audited.takeError();
  Port port = portOf(source.Name, audited->Found, model);
  std::set<std::string> sources;
  for (const AuditedFile &file : audited->Found.Files)
    if (llvm::is_contained({"cuda", "c++", "c", "header", "python"}, file.Language))
      sources.insert(file.Path);
  llvm::Expected<uint64_t> changed =
      linesBetween(before, after, [&](const std::string &file) { return sources.count(file) != 0; });
  if (!changed)
    return changed.takeError();
  port.Changed = *changed;
  port.Hours = source.Hours;
  return port;
}

} // namespace

llvm::Expected<int> runCalibrate(const Invocation &in) {
  std::string format = in.Options.getLastArgValue(OPT_format, "text").str();
  if (format != "text" && format != "json")
    return makeError("unknown --format '{}'; 'ascendify calibrate' knows text, json", format);
  llvm::Expected<std::vector<PortSource>> sources = wantedPorts(in);
  if (!sources)
    return sources.takeError();
  std::string parameters = in.Options.getLastArgValue(OPT_params, in.Share + "/mappings/effort.json").str();
  llvm::Expected<EffortModel> model = readEffortModel(parameters, in.Share + "/mappings/schema");
  if (!model)
    return model.takeError();
  llvm::Expected<PipelineOptions> options = pipelineOptions(in);
  if (!options)
    return options.takeError();
  if (options->Profiles.size() > 1)
    return makeError("'ascendify calibrate' fits one profile; found {} '--target'", options->Profiles.size());
  std::vector<Port> ports;
  for (const PortSource &source : *sources) {
    llvm::Expected<Port> port = readPort(source, *options, *model);
    if (!port)
      return makeError("port '{}': {}", source.Name, llvm::toString(port.takeError()));
    if (port->Items.empty())
      llvm::errs() << "ascendify: warning: port '" << source.Name << "' has no CUDA before; it is left out\n";
    else if (!port->Changed && !port->Hours)
      llvm::errs() << "ascendify: warning: port '" << source.Name << "' changed nothing; it is left out\n";
    ports.push_back(std::move(*port));
  }
  Calibration fit = calibrate(ports, *model);
  ReportOptions how;
  how.Width = terminalColumns(STDOUT_FILENO);
  how.Color = showsColor(STDOUT_FILENO);
  how.Verbose = in.Options.hasArg(OPT_verbose);
  llvm::outs() << (format == "json" ? calibrationJson(fit) : calibrationText(fit, how));
  if (in.Options.hasArg(OPT_output)) {
    llvm::Expected<std::string> file = calibratedFile(parameters, fit);
    if (!file)
      return file.takeError();
    if (llvm::Error error = writeFile(in.Options.getLastArgValue(OPT_output), *file))
      return std::move(error);
  }
  return ExitDone;
}

} // namespace ascendify
