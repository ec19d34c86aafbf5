//===- Record.cpp - an audit as it was written, and what changed since ----===//
#include "Score/Record.h"
#include "Model/Names.h"
#include "Support/Error.h"
#include "Support/Json.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include <set>

namespace ascendify {
namespace {

bool counts(const Finding &f) { return f.SuppressedBy == Silenced::No; }

/// A member that has to be there and has to be text; null otherwise.
const std::string *text(const Json &object, llvm::StringRef key) {
  const Json *member = getMember(object, key);
  return member && member->is_string() ? member->get_ptr<const std::string *>() : nullptr;
}

EffortRange readRange(const Json &in) {
  return {getNumber(in, "p10"), getNumber(in, "p50"), getNumber(in, "p90")};
}

bool isNumber(const Json *value) { return value && value->is_number(); }

/// Of a score or a what-if; none when it has no friction or no effort.
std::optional<AuditRecord::Figures> readFigures(const Json &in) {
  const Json *hours = in.is_object() ? getMember(in, "effort_hours") : nullptr;
  if (!hours || !hours->is_object() || !isNumber(getMember(in, "friction")) || !isNumber(getMember(*hours, "p50")))
    return std::nullopt;
  return AuditRecord::Figures{getNumber(in, "friction"), getNumber(in, "performance_risk"), readRange(*hours),
                              uint64_t(getInt(in, "kernels")), getBool(in, "calibrated")};
}

/// \returns what is wrong with the finding; empty when it was read.
std::string read(const Json &in, Finding &out) {
  if (!in.is_object())
    return "is no object";
  for (const char *key : {"id", "axis", "confidence", "file", "fingerprint"})
    if (!text(in, key))
      return fmt::format("has no '{}'", key);
  auto axis = parseName<Axis>(*text(in, "axis"));
  auto sureness = parseName<Likelihood>(*text(in, "confidence"));
  if (!axis)
    return fmt::format("has the axis '{}'", *text(in, "axis"));
  if (!sureness)
    return fmt::format("has the confidence '{}'", *text(in, "confidence"));
  out.Id = *text(in, "id");
  out.Kind = *axis;
  out.Sureness = *sureness;
  out.Level = parseName<Severity>(getString(in, "severity")).value_or(Severity::Warning);
  out.Place.File = *text(in, "file");
  out.Place.Line = uint32_t(getInt(in, "line"));
  out.Place.Column = uint32_t(getInt(in, "column"));
  out.Symbol = getString(in, "symbol");
  out.Function = getString(in, "function");
  out.Message = getString(in, "message");
  out.Advice = getString(in, "advice");
  out.Profile = getString(in, "profile");
  out.Fingerprint = *text(in, "fingerprint");
  if (const Json *effort = getMember(in, "effort"))
    out.Effort = readRange(*effort);
  if (getMember(in, "suppressed"))
    out.SuppressedBy =
        parseName<Silenced>(getString(in, "suppressed_by")).value_or(Silenced::InSource);
  return "";
}

bool byPlace(const Finding *a, const Finding *b) {
  return std::tie(a->Place.File, a->Place.Line, a->Place.Column, a->Id, a->Profile,
                  a->Fingerprint) <
         std::tie(b->Place.File, b->Place.Line, b->Place.Column, b->Id, b->Profile, b->Fingerprint);
}

} // namespace

AuditRecord recordOf(const Audit &audit) {
  AuditRecord out;
  out.Name = "this audit";
  out.Tool = audit.Tool;
  out.Data = audit.Data;
  out.Profiles = audit.Profiles;
  out.Interrupted = audit.Interrupted;
  out.CudaFiles = audit.Seen.CudaFiles;
  out.CudaSeen = audit.Seen.CudaParsed + audit.Seen.CudaRecovered;
  for (const Score &score : audit.Scores)
    out.Scores[score.Profile] = {score.Friction, score.PerformanceRisk, score.Hours, audit.Kernels.size(), score.Calibrated};
  for (const WhatIf &what : audit.WhatIfs) {
    std::map<std::string, AuditRecord::Figures> by;
    for (const WhatIf::Figures &f : what.By)
      by[f.Profile] = {f.Friction, 0, f.Hours, f.Kernels, false};
    out.WhatIfs.push_back({what.Assumed, std::move(by)});
  }
  for (const Finding &f : audit.Findings)
    if (counts(f))
      out.Findings.push_back(f);
  return out;
}

llvm::Expected<AuditRecord> readRecord(llvm::StringRef path) {
  llvm::Expected<Json> file = readJsonFile(path);
  if (!file)
    return file.takeError();
  std::string name = path.str();
  if (!file->is_object() || getString(*file, "schema") != "ascendify-audit")
    return makeError("'{}' is no audit: its schema is '{}', expected 'ascendify-audit' (written by "
                     "'ascendify audit "
                     "--format json')",
                     name, file->is_object() ? getString(*file, "schema") : "");
  const Json *version = getMember(*file, "version");
  if (!version || !version->is_number_integer() || version->get<int64_t>() != 1)
    return makeError("'{}' has version {} of the audit format; this program reads version 1", name,
                     version ? dumpJsonLine(*version) : "none");
  const Json *findings = getMember(*file, "findings"), *coverage = getMember(*file, "coverage");
  if (!findings || !findings->is_array() || !coverage || !coverage->is_object())
    return makeError("'{}' is no complete audit: '{}' is missing", name,
                     findings && findings->is_array() ? "coverage" : "findings");
  if (getMember(*file, "shard"))
    return makeError("'{}' is one shard of an audit; join the shards with 'ascendify merge' first",
                     name);
  AuditRecord out;
  out.Name = name;
  if (const Json *tool = getMember(*file, "tool")) {
    out.Tool = getString(*tool, "version");
    out.Data = getString(*tool, "data");
  }
  out.Profiles = getStrings(*file, "profiles");
  if (out.Profiles.empty())
    return makeError("'{}' is no complete audit: 'profiles' is missing", name);
  out.Interrupted = getBool(*file, "interrupted");
  if (const Json *cuda = getMember(*coverage, "cuda")) {
    out.CudaFiles = uint64_t(getInt(*cuda, "files"));
    out.CudaSeen = uint64_t(getInt(*cuda, "parsed")) + uint64_t(getInt(*cuda, "recovered"));
  }
  if (getMember(*file, "baseline") || getMember(*file, "changed_since"))
    return makeError("'{}' holds only a part of the findings (made with '--baseline' or '--changed-since'); "
                     "an audit of everything is needed",
                     name);
  uint64_t kernels = 0;
  if (const Json *summary = getMember(*file, "summary"))
    kernels = uint64_t(getInt(*summary, "kernels"));
  if (const Json *scores = getMember(*file, "score"); scores && scores->is_object())
    for (const auto &[profile, score] : scores->items()) {
      std::optional<AuditRecord::Figures> figures = readFigures(score);
      if (!figures)
        return makeError("'{}': the score for {} has no friction or no effort; the file was "
                         "changed after it was written",
                         name, profile);
      figures->Kernels = kernels;
      out.Scores[profile] = *figures;
    }
  if (const Json *list = getMember(*file, "what_if"); list && list->is_array())
    for (const Json &what : *list) {
      std::map<std::string, AuditRecord::Figures> by;
      const Json *profiles = what.is_object() ? getMember(what, "profiles") : nullptr;
      if (profiles && profiles->is_object())
        for (const auto &[profile, one] : profiles->items()) {
          std::optional<AuditRecord::Figures> figures = readFigures(one);
          if (!figures)
            return makeError("'{}': a what-if has no friction or no effort; the file was changed after it was written", name);
          by[profile] = *figures;
        }
      out.WhatIfs.push_back({getString(what, "assumed"), std::move(by)});
    }
  for (size_t i = 0; i < findings->size(); ++i) {
    Finding finding;
    if (std::string wrong = read((*findings)[i], finding); !wrong.empty())
      return makeError("'{}': finding {} {}; the file was changed after it was written", name,
                       i + 1, wrong);
    if (counts(finding))
      out.Findings.push_back(std::move(finding));
  }
  return out;
}

llvm::Expected<Comparison> compareRecords(const AuditRecord &old, const AuditRecord &now) {
  for (const std::string &profile : now.Profiles)
    if (!llvm::is_contained(old.Profiles, profile))
      return makeError(
          "'{}' was made for {}, and {} is for {}; audit the old state with '--target {}' too",
          old.Name, llvm::join(old.Profiles, ", "), now.Name, llvm::join(now.Profiles, ", "),
          profile);
  Comparison out;
  if (old.Tool != now.Tool || old.Data != now.Data)
    out.Notes.push_back(fmt::format(
        "'{}' was made by ascendify {} with mappings {}, {} by {} with {}: what changed may be "
        "the program and not the code",
        old.Name, old.Tool, old.Data, now.Name, now.Tool, now.Data));
  for (const AuditRecord *record : {&old, &now})
    if (record->Interrupted)
      out.Notes.push_back(
          fmt::format("'{}' is the partial result of a run that was interrupted", record->Name));
  // A finding for all profiles has none of its own.
  auto matters = [&](const Finding &f) {
    return f.Profile.empty() || llvm::is_contained(now.Profiles, f.Profile);
  };
  auto key = [](const Finding &f) { return std::pair(f.Fingerprint, f.Profile); };
  std::multiset<std::pair<std::string, std::string>> before, after;
  for (const Finding &f : old.Findings)
    if (matters(f))
      before.insert(key(f));
  for (const Finding &f : now.Findings) {
    after.insert(key(f));
    if (auto it = before.find(key(f)); it != before.end()) {
      before.erase(it);
      ++out.Same;
    } else {
      out.New.push_back(&f);
    }
  }
  for (const Finding &f : old.Findings)
    if (matters(f)) {
      if (auto it = after.find(key(f)); it != after.end())
        after.erase(it);
      else
        out.Gone.push_back(&f);
    }
  llvm::sort(out.New, byPlace);
  llvm::sort(out.Gone, byPlace);
  return out;
}

} // namespace ascendify
