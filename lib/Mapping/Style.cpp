//===- Style.cpp - how output of one style is written ---------------------===//
#include "Mapping/Style.h"
#include "Mapping/Decode.h"

namespace ascendify {

const std::vector<std::string> &Style::texts(llvm::StringRef handler, llvm::StringRef parameter) const {
  static const std::vector<std::string> none;
  auto it = Handlers.find(handler);
  if (it == Handlers.end())
    return none;
  auto found = it->second.find(parameter);
  return found == it->second.end() ? none : found->second;
}

llvm::StringRef Style::text(llvm::StringRef handler, llvm::StringRef parameter) const {
  const std::vector<std::string> &all = texts(handler, parameter);
  return all.empty() ? llvm::StringRef() : llvm::StringRef(all.front());
}

Style decodeStyle(const Json &in) {
  Style out;
  out.Name = getString(in, "name");
  const Json &suffixes = *getMember(in, "suffixes");
  out.CudaSuffix = getString(suffixes, "cuda");
  out.DeviceSuffix = getString(suffixes, "device");
  if (const Json *build = getMember(in, "build")) {
    out.BuildInclude = getString(*build, "include");
    out.BuildNote = getString(*build, "note");
  }
  if (const Json *coexist = getMember(in, "coexist")) {
    out.BesideSuffix = getString(*coexist, "suffix");
    out.GuardMacro = getString(*coexist, "macro");
  }
  if (const Json *kernels = getMember(in, "kernels")) {
    out.KernelNeeds = getString(*kernels, "requires");
    out.KernelMacro = getString(*kernels, "macro");
    for (const auto &[what, route] : getMember(*kernels, "routes")->items())
      out.KernelRoutes[what] = route.get<std::string>();
  }
  for (const auto &[handler, parameters] : getMember(in, "handlers")->items()) {
    auto &to = out.Handlers[handler];
    for (const auto &[parameter, value] : parameters.items())
      to[parameter] = value.is_string() ? std::vector<std::string>{value.get<std::string>()}
                                        : getStrings(parameters, parameter);
  }
  return out;
}

} // namespace ascendify
