//===- JsonReport.cpp - the audit as JSON ---------------------------------===//
//
// The contract is mappings/schema/audit.schema.json; later versions only add.
// The order of members is fixed here, the order of lists by the audit.
//
//===----------------------------------------------------------------------===//
#include "Model/Names.h"
#include "Report/Report.h"
#include "Report/ScoreJson.h"
#include "Support/Json.h"
#include <map>

namespace ascendify {
namespace {

void addPlace(Json &out, const Location &l) {
  out["file"] = l.File;
  out["line"] = l.Line;
  out["column"] = l.Column;
}

Json leftOut(const std::vector<LeftOut> &list) {
  Json out = Json::array();
  for (const LeftOut &l : list)
    out.push_back({{"file", l.Path}, {"reason", l.Reason}});
  return out;
}

Json tally(const Tally &t) {
  return {{"uses", t.Uses},
          {"automatic", t.Automatic},
          {"manual", t.Manual},
          {"unsupported", t.Unsupported},
          {"unknown", t.Unknown}};
}

Json coverage(const Coverage &c) {
  return {{"files", c.Files},
          {"lines", c.Lines},
          {"parsed", c.Parsed},
          {"recovered", c.Recovered},
          {"lexed", c.Lexed},
          {"cuda",
           {{"files", c.CudaFiles},
            {"parsed", c.CudaParsed},
            {"recovered", c.CudaRecovered},
            {"lexed", c.CudaLexed}}},
          {"unread", leftOut(c.Unread)},
          {"excluded", leftOut(c.Excluded)},
          {"failures", leftOut(c.Failures)},
          {"other_files", c.OtherFiles}};
}

Json file(const AuditedFile &f, const std::vector<std::string> &includes) {
  Json out = {{"path", f.Path},
              {"language", f.Language},
              {"lines", f.Lines},
              {"tier", nameOf(f.Seen).str()},
              {"errors", f.Errors}};
  if (!f.Reason.empty())
    out["reason"] = f.Reason;
  if (!includes.empty())
    out["includes"] = includes;
  return out;
}

Json use(const Audit &audit, const AuditUse &u) {
  Json out = {{"symbol", u.Symbol}, {"library", u.Library}, {"kind", nameOf(u.Kind).str()}};
  addPlace(out, u.Place);
  if (!u.Function.empty())
    out["function"] = u.Function;
  out["confidence"] = nameOf(u.Sureness).str();
  out["inactive"] = u.Inactive;
  Json dispositions = Json::object();
  for (size_t p = 0; p < audit.Profiles.size(); ++p)
    for (size_t s = 0; s < audit.Styles.size(); ++s)
      dispositions[audit.Profiles[p]][audit.Styles[s]] =
          nameOf(u.Outcomes[audit.index(p, s)].Status).str();
  out["disposition"] = std::move(dispositions);
  return out;
}

Json operations(const std::vector<KernelOperation> &list) {
  Json out = Json::array();
  for (const KernelOperation &o : list) {
    Json one = {{"symbol", o.Symbol}};
    addPlace(one, o.Place);
    if (!o.Detail.empty())
      one["detail"] = o.Detail;
    out.push_back(std::move(one));
  }
  return out;
}

template <typename T> void addIf(Json &out, const char *key, const std::optional<T> &value) {
  if (value)
    out[key] = *value;
}
void addIf(Json &out, const char *key, const std::string &value) {
  if (!value.empty())
    out[key] = value;
}

/// Three numbers, null where one is not constant.
void dimensions(Json &out, const char *key, const std::optional<Dimensions> &d) {
  if (!d)
    return;
  auto number = [](const std::optional<int64_t> &n) { return n ? Json(*n) : Json(nullptr); };
  out[key] = Json::array({number(d->X), number(d->Y), number(d->Z)});
}

Json kernel(const Kernel &k) {
  Json out = {{"name", k.Name}};
  addPlace(out, k.Place);
  out["template"] = k.Template;
  out["parameters"] = Json::array();
  for (const KernelParameter &p : k.Parameters)
    out["parameters"].push_back({{"name", p.Name}, {"type", p.Type}});
  out["launches"] = Json::array();
  for (const LaunchSite &l : k.Launches) {
    Json one = placeJson(l.Place);
    addIf(one, "function", l.Function);
    addIf(one, "grid", l.Grid);
    addIf(one, "block", l.Block);
    addIf(one, "shared_bytes", l.SharedBytes);
    addIf(one, "stream", l.Stream);
    dimensions(one, "grid_dim", l.GridDim);
    dimensions(one, "block_dim", l.BlockDim);
    addIf(one, "grid_size", product(l.GridDim));
    addIf(one, "block_size", product(l.BlockDim));
    addIf(one, "shared_size", l.SharedSize);
    one["form"] = nameOf(l.How).str();
    addIf(one, "macro", l.Macro);
    addIf(one, "through", l.Through);
    if (l.Possible)
      one["possible"] = true;
    out["launches"].push_back(std::move(one));
  }
  addIf(out, "launch_bound_threads", k.LaunchBoundThreads);
  addIf(out, "launch_bound_blocks", k.LaunchBoundBlocks);
  out["static_shared_bytes"] = k.StaticSharedBytes;
  out["static_shared_known"] = k.StaticSharedKnown;
  out["dynamic_shared"] = k.DynamicShared;
  out["barriers"] = operations(k.Barriers);
  out["warp_operations"] = operations(k.WarpOperations);
  out["atomics"] = operations(k.Atomics);
  out["callees"] = k.Callees;
  out["precisions"] = k.Precisions;
  out["features"] = k.Features;
  return out;
}

Json finding(const Finding &f) {
  Json out = {{"id", f.Id},
              {"axis", nameOf(f.Kind).str()},
              {"severity", nameOf(f.Level).str()},
              {"confidence", nameOf(f.Sureness).str()}};
  addPlace(out, f.Place);
  out["symbol"] = f.Symbol;
  addIf(out, "function", f.Function);
  out["message"] = f.Message;
  addIf(out, "advice", f.Advice);
  addIf(out, "evidence", f.Evidence);
  if (f.Effort)
    out["effort"] = rangeJson(*f.Effort);
  out["fingerprint"] = f.Fingerprint;
  addIf(out, "profile", f.Profile);
  if (f.SuppressedBy != Silenced::No) {
    out["suppressed"] = f.Suppressed;
    out["suppressed_by"] = nameOf(f.SuppressedBy).str();
  }
  if (!f.Related.empty()) {
    out["related"] = Json::array();
    for (const RelatedPlace &r : f.Related) {
      Json one = placeJson(r.Place);
      addIf(one, "note", r.Note);
      out["related"].push_back(std::move(one));
    }
  }
  return out;
}

Json work(const WorkItem &w) {
  Json out = {{"symbol", w.Symbol},
              {"library", w.Library},
              {"kind", nameOf(w.Kind).str()},
              {"disposition", nameOf(w.Status).str()},
              {"uses", w.Uses},
              {"files", w.Files},
              {"first", placeJson(w.First)}};
  addIf(out, "replacement", w.Replacement);
  addIf(out, "reason", w.Reason);
  addIf(out, "advice", w.Advice);
  addIf(out, "finding", w.Finding);
  return out;
}

Json summary(const Audit &audit) {
  Json out = tally(audit.Total);
  out["kernels"] = audit.Kernels.size();
  out["launches"] = audit.Launches;
  out["findings"] = audit.Findings.size();
  uint64_t suppressed = 0;
  for (const Finding &f : audit.Findings)
    suppressed += f.SuppressedBy != Silenced::No;
  out["suppressed"] = suppressed;
  Json profiles = Json::object();
  for (size_t p = 0; p < audit.Profiles.size(); ++p)
    for (size_t s = 0; s < audit.Styles.size(); ++s)
      profiles[audit.Profiles[p]][audit.Styles[s]] = tally(audit.ByOutcome[audit.index(p, s)]);
  out["profiles"] = std::move(profiles);
  out["libraries"] = Json::object();
  for (const auto &[name, counts] : audit.ByLibrary)
    out["libraries"][name] = tally(counts);
  return out;
}

/// The text of an object as dumpJson writes it, made member by member: as one value, a long audit
/// takes many times the memory of its text.
class ObjectText {
public:
  void member(const std::string &key, const Json &value) {
    begin(key);
    add(value, "\n  ");
  }
  template <typename List, typename One>
  void list(const std::string &key, const List &values, One one) {
    begin(key);
    Out += "[";
    bool first = true;
    for (const auto &value : values) {
      Out += first ? "\n    " : ",\n    ";
      first = false;
      add(one(value), "\n    ");
    }
    Out += first ? "]" : "\n  ]";
  }
  std::string finish() { return std::move(Out += "\n}\n"); }

private:
  void begin(const std::string &key) {
    Out += Out.size() > 1 ? ",\n  " : "\n  ";
    Out += dumpJsonLine(key) + ": ";
  }
  /// A string in JSON holds no line break, so each one here is of the layout.
  void add(const Json &value, llvm::StringRef lineBreak) {
    std::string text = dumpJson(value);
    for (llvm::StringRef rest = llvm::StringRef(text).drop_back(); !rest.empty();) {
      auto [line, next] = rest.split('\n');
      Out += line;
      if (line.size() < rest.size())
        Out += lineBreak;
      rest = next;
    }
  }

  std::string Out = "{";
};

} // namespace

std::string renderJson(const Audit &audit, const ReportOptions &) {
  ObjectText text;
  Json out = {{"schema", "ascendify-audit"}, {"version", 1}};
  out["tool"] = {{"name", "ascendify"}, {"version", audit.Tool}, {"data", audit.Data}};
  out["invocation"] = {
      {"root", audit.RootName},
      {"cuda_version", {{"value", audit.CudaVersion.Value}, {"source", audit.CudaVersion.Source}}},
      {"gpu_arch", {{"value", audit.Architecture.Value}, {"source", audit.Architecture.Source}}},
      {"cann", audit.Cann},
      {"overridden", audit.Overridden},
      {"notes", audit.Notes}};
  out["profiles"] = audit.Profiles;
  out["interrupted"] = audit.Interrupted;
  out["coverage"] = coverage(audit.Seen);
  if (audit.Since)
    out["baseline"] = {{"new", audit.Since->New},
                       {"same", audit.Since->Same},
                       {"gone", audit.Since->Gone},
                       {"notes", audit.Since->Notes}};
  if (audit.Changed)
    out["changed_since"] = {{"revision", audit.Changed->Revision},
                            {"commit", audit.Changed->Commit},
                            {"files", audit.Changed->Files},
                            {"lines", audit.Changed->Lines},
                            {"findings", audit.Changed->Shown},
                            {"elsewhere", audit.Changed->Elsewhere}};
  for (const auto &[key, value] : out.items())
    text.member(key, value);
  auto list = [&](const char *key, const auto &values, auto one) { text.list(key, values, one); };
  std::map<std::string, std::vector<std::string>> includes;
  for (const IncludedFile &edge : audit.Includes)
    includes[edge.From].push_back(edge.To);
  list("files", audit.Files, [&](const AuditedFile &f) { return file(f, includes[f.Path]); });
  list("missing_headers", audit.Missing, [](const MissingHeader &m) {
    return Json{{"name", m.Name}, {"count", m.Count}, {"first", placeJson(m.First)}};
  });
  list("uses", audit.Uses, [&](const AuditUse &u) { return use(audit, u); });
  list("kernels", audit.Kernels, kernel);
  list("findings", audit.Findings, finding);
  list("work", audit.Work, work);
  if (!audit.Scores.empty())
    text.member("score", scoreJson(audit));
  if (!audit.Plans.empty())
    text.member("plan", planJson(audit));
  if (!audit.WhatIfs.empty())
    text.member("what_if", whatIfJson(audit));
  text.member("summary", summary(audit));
  return text.finish();
}

} // namespace ascendify
