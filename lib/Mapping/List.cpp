//===- List.cpp - the tables as lists -------------------------------------===//
#include "Mapping/List.h"
#include "Mapping/Decode.h"
#include "Model/Names.h"
#include <fmt/format.h>

namespace ascendify {

namespace {

/// A member for \p value, a text or a list, unless it is empty.
template <typename T> void addIf(Json &out, const char *key, const T &value) {
  if (!value.empty())
    out[key] = value;
}

Json listCase(const Case &c) {
  Json out = Json::object();
  auto add = [&](const char *key, const auto &value) { addIf(out, key, value); };
  add("arg", c.Argument), add("is", c.Is), add("type", c.Type), add("templateArg", c.TemplateArgument);
  if (c.Constant)
    out["constant"] = *c.Constant;
  add("result", c.Result), add("side", c.Side), add("profile", c.Profile), add("lacks", c.Lacks);
  add("cannBefore", c.CannBefore);
  if (c.Arguments)
    out["arguments"] = *c.Arguments;
  if (c.Status)
    out["status"] = nameOf(*c.Status).str();
  add("rewrite", c.Rewrite.value_or("")), add("handler", c.Handler), add("finding", c.Finding);
  add("reason", c.Reason), add("advice", c.Advice);
  add("includes", c.Includes), add("libraries", c.Libraries), add("helpers", c.Helpers);
  return out;
}

Json listTarget(const Target &target) {
  Json out = {{"status", nameOf(target.Status).str()}};
  auto add = [&](const char *key, const auto &value) { addIf(out, key, value); };
  add("rewrite", target.Rewrite), add("handler", target.Handler);
  add("since", target.Since), add("removed", target.Removed), add("reason", target.Reason);
  add("advice", target.Advice), add("finding", target.Finding);
  add("requires", target.Requires), add("includes", target.Includes);
  add("libraries", target.Libraries), add("helpers", target.Helpers);
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
