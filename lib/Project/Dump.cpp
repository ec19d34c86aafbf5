//===- Dump.cpp - a project as JSON ---------------------------------------===//
#include "Project/Project.h"
#include "Support/Path.h"

namespace ascendify {

static Json toJson(const Provenance &value) {
  return {{"value", value.Value}, {"source", value.Source}};
}

/// A flag with its path, if it has one, relative to the root.
static std::string shownFlag(llvm::StringRef flag, llvm::StringRef root) {
  size_t at = flag.find('/');
  if (at == llvm::StringRef::npos || !flag.starts_with("-") || flag.starts_with("-D") ||
      !isBelow(flag.substr(at), root))
    return flag.str();
  return flag.take_front(at).str() + relativeTo(flag.substr(at), root);
}

Json toJson(const Project &project) {
  Json out = Json::object();
  out["root"] = project.Root;
  out["cuda_version"] = toJson(project.CudaVersion);
  out["architecture"] = toJson(project.Architecture);
  if (!project.Database.empty())
    out["database"] = project.Database;
  Json files = Json::array();
  for (const SourceFile &file : project.Files) {
    Json entry = {{"path", file.Path}, {"language", file.Language}};
    if (file.Bytes)
      entry["bytes"] = file.Bytes;
    if (file.Lines)
      entry["lines"] = file.Lines;
    for (auto [name, value] : {std::pair("cuda", file.UsesCuda),
                               {"vendored", file.Vendored},
                               {"ignored", file.Ignored},
                               {"named", file.Named},
                               {"template", file.Template},
                               {"unreadable", !file.Readable}})
      if (value)
        entry[name] = true;
    if (!file.Reason.empty())
      entry["reason"] = file.Reason;
    if (!file.LinkTo.empty())
      entry["link_to"] = file.LinkTo;
    if (!file.IncludedBy.empty())
      entry["included_by"] = file.IncludedBy;
    files.push_back(std::move(entry));
  }
  out["files"] = std::move(files);
  out["other_files"] = project.OtherFiles;
  Json units = Json::array();
  for (const Unit &unit : project.Units) {
    Json flags = Json::array();
    for (const std::string &flag : unit.Flags)
      flags.push_back(shownFlag(flag, project.Root));
    units.push_back({{"file", unit.File},
                     {"directory", relativeTo(unit.Directory, project.Root)},
                     {"standard", unit.Standard},
                     {"cuda", unit.Cuda},
                     {"from_database", unit.FromDatabase},
                     {"flags", std::move(flags)}});
  }
  out["units"] = std::move(units);
  Json missing = Json::array();
  for (const MissingInclude &include : project.Missing)
    missing.push_back({{"include", include.Spelling},
                       {"file", include.Place.File},
                       {"line", include.Place.Line},
                       {"column", include.Place.Column},
                       {"count", include.Count}});
  out["missing_includes"] = std::move(missing);
  out["notes"] = project.Notes;
  return out;
}

} // namespace ascendify
