//===- List.cpp - the tables as lists -------------------------------------===//
#include "Mapping/List.h"
#include "Mapping/Decode.h"
#include "Model/Names.h"
#include <fmt/format.h>

namespace ascendify {

namespace {

Json listCase(const Case &c) {
  Json out = Json::object();
  auto text = [&](const char *key, const std::string &value) {
    if (!value.empty())
      out[key] = value;
  };
  auto list = [&](const char *key, const std::vector<std::string> &values) {
    if (!values.empty())
      out[key] = values;
  };
  text("arg", c.Argument), list("is", c.Is), list("type", c.Type), list("templateArg", c.TemplateArgument);
  if (c.Constant)
    out["constant"] = *c.Constant;
  text("result", c.Result), text("side", c.Side), list("profile", c.Profile), list("lacks", c.Lacks);
  text("cannBefore", c.CannBefore);
  if (c.Arguments)
    out["arguments"] = *c.Arguments;
  if (c.Status)
    out["status"] = nameOf(*c.Status).str();
  text("rewrite", c.Rewrite.value_or("")), text("handler", c.Handler), text("finding", c.Finding);
  text("reason", c.Reason), text("advice", c.Advice);
  list("includes", c.Includes), list("libraries", c.Libraries), list("helpers", c.Helpers);
  return out;
}

Json listTarget(const Target &target) {
  Json out = {{"status", nameOf(target.Status).str()}};
  auto text = [&](const char *key, const std::string &value) {
    if (!value.empty())
      out[key] = value;
  };
  auto list = [&](const char *key, const std::vector<std::string> &values) {
    if (!values.empty())
      out[key] = values;
  };
  text("rewrite", target.Rewrite), text("handler", target.Handler);
  text("since", target.Since), text("removed", target.Removed), text("reason", target.Reason);
  text("advice", target.Advice), text("finding", target.Finding);
  list("requires", target.Requires), list("includes", target.Includes);
  list("libraries", target.Libraries), list("helpers", target.Helpers);
  for (const Difference &d : target.Differences)
    out["differences"].push_back({{"id", d.Id}, {"text", d.Text}});
  for (const Case &c : target.When)
    out["when"].push_back(listCase(c));
  if (!target.Proof.Source.empty())
    out["evidence"] = {{"level", nameOf(target.Proof.Level).str()}, {"source", target.Proof.Source}};
  return out;
}

Json listExample(const Example &example) {
  Json out = {{"in", example.In}};
  if (!example.Side.empty())
    out["side"] = example.Side;
  for (const auto &[style, text] : example.Out)
    out[style] = text;
  if (!example.Finding.empty())
    out["finding"] = example.Finding;
  return out;
}

} // namespace

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
      if (!entry->Params.empty())
        element["params"] = entry->Params;
      for (auto [key, release] : {std::pair("since", &entry->Since), std::pair("deprecated", &entry->Deprecated),
                                  std::pair("removed", &entry->Removed)})
        if (!release->empty())
          element[key] = *release;
      Json targets = Json::object();
      for (const auto &[style, target] : entry->Targets)
        targets[style] = listTarget(target);
      element["targets"] = std::move(targets);
      for (const Example &example : entry->Examples)
        element["examples"].push_back(listExample(example));
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
