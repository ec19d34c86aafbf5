//===- List.cpp - the tables as lists -------------------------------------===//
#include "Mapping/List.h"
#include "Mapping/Decode.h"
#include "Model/Names.h"
#include <fmt/format.h>

namespace ascendify {

Json listMappings(const Database &data) {
  Json out = Json::array();
  for (const std::string &symbol : data.symbols())
    for (const Entry *entry : data.own(symbol)) {
      Json element = {{"symbol", entry->Symbol},
                      {"library", entry->Library},
                      {"kind", nameOf(entry->Kind).str()}};
      if (entry->Family != FamilyKind::None)
        element["family"] = nameOf(entry->Family).str();
      if (!entry->Alias.empty())
        element["alias"] = entry->Alias;
      if (entry->HasParamTypes)
        element["paramTypes"] = entry->ParamTypes;
      Json targets = Json::object();
      for (const auto &[style, target] : entry->Targets) {
        Json t = {{"status", nameOf(target.Status).str()}};
        auto text = [&](const char *key, const std::string &value) {
          if (!value.empty())
            t[key] = value;
        };
        text("rewrite", target.Rewrite), text("handler", target.Handler);
        text("since", target.Since), text("reason", target.Reason), text("advice", target.Advice);
        text("finding", target.Finding);
        if (!target.Requires.empty())
          t["requires"] = target.Requires;
        if (!target.Proof.Source.empty())
          t["evidence"] = {{"level", nameOf(target.Proof.Level).str()},
                           {"source", target.Proof.Source}};
        targets[style] = std::move(t);
      }
      element["targets"] = std::move(targets);
      out.push_back(std::move(element));
    }
  return out;
}

std::string listMappingsText(const Database &data) {
  std::string out;
  for (const Json &e : listMappings(data)) {
    out += fmt::format("{:<40} {:<20} {:<10}", getString(e, "symbol"), getString(e, "library"),
                       getString(e, "kind"));
    for (const auto &[style, target] : getMember(e, "targets")->items())
      out += fmt::format("  {}: {}", style, getString(target, "status"));
    if (std::string alias = getString(e, "alias"); !alias.empty())
      out += "  as " + alias;
    out += '\n';
  }
  return out;
}

} // namespace ascendify
