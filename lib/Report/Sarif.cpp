//===- Sarif.cpp - the findings as SARIF 2.1.0 ----------------------------===//
//
// For code scanning, editors and CI servers: OASIS SARIF 2.1.0, one run. Section numbers
// are those of the standard. The traps: columns count UTF-16 code units here and bytes everywhere
// else; braces are placeholders in a message; a URI is not a path.
//
//===----------------------------------------------------------------------===//
#include "Model/Names.h"
#include "Report/Report.h"
#include "Support/Json.h"
#include "Support/Text.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringMap.h"
#include <fmt/format.h>

namespace ascendify {
namespace {

/// The base of relative paths; code scanning takes it for the root of the repository.
constexpr const char *RootBase = "%SRCROOT%";

/// What a code-scanning service takes of one run (GitHub: docs/sarif.md).
constexpr size_t ResultLimit = 25000;

llvm::StringRef levelOf(Severity s) { return nameOf(s); } // the same three words

/// Braces doubled (3.11.5), and no link where none is meant (3.11.6).
std::string message(llvm::StringRef text) {
  std::string out;
  for (size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '{' || text[i] == '}')
      out += text[i];
    if (text.substr(i).starts_with("]("))
      out += '\\';
    out += text[i];
  }
  return out;
}

Json textOf(llvm::StringRef text) { return {{"text", text.str()}}; }

/// Markdown as plain text: fences and emphasis away, the rest is readable as it is.
std::string plain(llvm::StringRef markdown) {
  std::string out;
  for (llvm::StringRef line : llvm::split(markdown, '\n')) {
    if (line.starts_with("```"))
      continue;
    for (size_t i = 0; i < line.size(); ++i) {
      if (line.substr(i).starts_with("**")) {
        ++i;
        continue;
      }
      out += line[i];
    }
    out += '\n';
  }
  return llvm::StringRef(out).ltrim("# ").rtrim().str();
}

/// `api-manual` as `ApiManual`: what viewers show as the name of a rule.
std::string pascalCase(llvm::StringRef id) {
  std::string out;
  for (llvm::StringRef part : llvm::split(id, '-'))
    if (!part.empty())
      out += llvm::toUpper(part.front()) + part.drop_front().str();
  return out;
}

/// A path as a URI reference (RFC 3986); what is not ASCII goes byte by byte.
std::string uri(llvm::StringRef path) {
  std::string out = path.starts_with("/") ? "file://" : "";
  for (unsigned char c : path) {
    if (llvm::isAlnum(c) || llvm::StringRef("/-._~").contains(char(c)))
      out += char(c);
    else
      out += fmt::format("%{:02X}", c);
  }
  return out;
}

class SarifReport {
public:
  explicit SarifReport(const Audit &audit) : A(audit) {
    for (size_t i = 0; i < A.Rules.size(); ++i)
      RuleIndex[A.Rules[i].Id] = i;
    for (const AuditedFile &f : A.Files)
      if (f.Seen != Tier::Unread)
        ArtifactIndex.try_emplace(f.Path, ArtifactIndex.size());
  }

  std::string render() {
    Json run = {{"tool", {{"driver", driver()}}}};
    run["invocations"] = Json::array({invocation()});
    // Uploads for other targets stand beside this one instead of replacing it (3.17.3).
    run["automationDetails"] = {{"id", "ascendify/" + llvm::join(A.Profiles, "+") + "/"}};
    // The absolute place is left out: it is of the machine, not of the result (3.14.14).
    run["originalUriBaseIds"] = {
        {RootBase,
         {{"description", textOf("The folder that was audited: " + message(A.RootName))}}}};
    run["artifacts"] = artifacts();
    run["results"] = Json::array();
    for (const Finding &f : A.Findings)
      run["results"].push_back(result(f));
    run["columnKind"] = "utf16CodeUnits";
    run["defaultEncoding"] = "utf-8";
    run["language"] = "en-US";
    run["properties"] = properties();
    Json log = {{"$schema", "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/"
                            "sarif-schema-2.1.0.json"},
                {"version", "2.1.0"}};
    log["runs"] = Json::array({std::move(run)});
    return dumpJson(log);
  }

private:
  const Audit &A;
  llvm::StringMap<size_t> RuleIndex, ArtifactIndex;

  Json driver() const {
    Json out = {{"name", "ascendify"},    {"fullName", "ascendify, CUDA to Ascend audit"},
                {"version", A.Tool},      {"semanticVersion", A.Tool},
                {"rules", Json::array()}, {"notifications", Json::array()}};
    for (const Rule &r : A.Rules)
      out["rules"].push_back(rule(r));
    for (size_t i = 0; i < std::size(Notices); ++i)
      out["notifications"].push_back(
          {{"id", Notices[i].Id}, {"shortDescription", textOf(Notices[i].Text)}});
    out["properties"] = {{"data", A.Data}};
    return out;
  }

  static Json rule(const Rule &r) {
    Json out = {{"id", r.Id}, {"name", pascalCase(r.Id)}};
    // These are shown as they are and never filled with arguments: braces stay single.
    out["shortDescription"] = textOf(plain(r.Summary));
    out["fullDescription"] = textOf(plain(r.Flags.empty() ? r.Summary : r.Summary + " " + r.Flags));
    if (!r.Link.empty())
      out["helpUri"] = r.Link;
    if (!r.Page.empty())
      out["help"] = {{"text", plain(r.Page)}, {"markdown", r.Page}};
    out["defaultConfiguration"] = {{"level", levelOf(r.Level).str()}};
    std::string axis = nameOf(r.Kind).str();
    out["properties"] = {{"axis", axis}, {"tags", {"ascend", "cuda", "portability", axis}}};
    return out;
  }

  Json artifactLocation(const std::string &file) const {
    Json out = {{"uri", uri(file)}};
    if (!llvm::StringRef(file).starts_with("/"))
      out["uriBaseId"] = RootBase;
    if (auto it = ArtifactIndex.find(file); it != ArtifactIndex.end())
      out["index"] = it->second;
    return out;
  }

  /// \p length is that of the name at the place; 0 leaves the region open to the end of the line.
  Json physical(const Location &place, uint32_t length) const {
    Json out = {{"artifactLocation", artifactLocation(place.File)}};
    if (!place.Line)
      return out;
    Json region = {{"startLine", place.Line}};
    auto known = A.Utf16Columns.find(place);
    uint32_t column = known == A.Utf16Columns.end() ? place.Column : known->second;
    if (column) {
      region["startColumn"] = column;
      if (length)
        region["endColumn"] = column + length; // names are ASCII
    }
    out["region"] = std::move(region);
    return out;
  }

  Json result(const Finding &f) const {
    Json out = {{"ruleId", f.Id}};
    if (auto it = RuleIndex.find(f.Id); it != RuleIndex.end())
      out["ruleIndex"] = it->second;
    out["level"] = levelOf(f.Level).str();
    std::string text = f.Message;
    if (!f.Profile.empty())
      text += " (on " + f.Profile + ")";
    text += ".";
    if (!f.Advice.empty())
      text += " Instead: " + llvm::StringRef(f.Advice).rtrim(" .").str() + ".";
    out["message"] = textOf(message(text));
    Json location = {{"physicalLocation", physical(f.Place, f.Length)}};
    if (!f.Function.empty())
      location["logicalLocations"] =
          Json::array({{{"fullyQualifiedName", f.Function}, {"kind", "function"}}});
    out["locations"] = Json::array({std::move(location)});
    if (!f.Related.empty()) {
      out["relatedLocations"] = Json::array();
      for (size_t i = 0; i < f.Related.size(); ++i) {
        Json one = {{"id", i + 1}, {"physicalLocation", physical(f.Related[i].Place, 0)}};
        if (!f.Related[i].Note.empty())
          one["message"] = textOf(message(f.Related[i].Note));
        out["relatedLocations"].push_back(std::move(one));
      }
    }
    // The fingerprint does not depend on the profile; two results of one run must differ.
    out["partialFingerprints"] = {
        {"ascendify/v1", f.Fingerprint + (f.Profile.empty() ? "" : "/" + f.Profile)}};
    if (A.Since)
      out["baselineState"] = "new"; // those that the baseline has are left out
    // All results have the list or none does (3.27.23).
    out["suppressions"] = Json::array();
    if (f.SuppressedBy != Silenced::No)
      out["suppressions"].push_back(
          {{"kind", f.SuppressedBy == Silenced::InSource ? "inSource" : "external"},
           {"status", "accepted"},
           {"justification", f.Suppressed}});
    Json bag = {{"axis", nameOf(f.Kind).str()}, {"confidence", nameOf(f.Sureness).str()}};
    for (auto [key, value] :
         {std::pair("symbol", &f.Symbol), {"profile", &f.Profile}, {"evidence", &f.Evidence}})
      if (!value->empty())
        bag[key] = *value;
    out["properties"] = std::move(bag);
    return out;
  }

  Json artifacts() const {
    Json out = Json::array();
    for (const AuditedFile &f : A.Files) {
      if (f.Seen == Tier::Unread)
        continue;
      Json one = {{"location", {{"uri", uri(f.Path)}, {"uriBaseId", RootBase}}},
                  {"roles", {"analysisTarget"}}};
      if (std::string language = sourceLanguage(f.Language); !language.empty())
        one["sourceLanguage"] = language;
      one["properties"] = {
          {"tier", nameOf(f.Seen).str()}, {"lines", f.Lines}, {"errors", f.Errors}};
      out.push_back(std::move(one));
    }
    return out;
  }

  /// The words of 3.24.10 where it has one.
  static std::string sourceLanguage(llvm::StringRef language) {
    if (language == "c++" || language == "header")
      return "cplusplus";
    return language == "other" ? "" : language.str();
  }

  /// What can be said of a run; the order is that of driver.notifications.
  enum Notice { NotRead, NotParsed, NoHeader, Remark, Replaced, Interrupted, TooMany };
  static constexpr struct {
    const char *Id, *Text;
  } Notices[] = {
      {"file-not-read", "A file could not be read; nothing is known of it."},
      {"unit-not-parsed", "A unit could not be parsed; it was seen as tokens only."},
      {"header-not-found", "A header was not found; what depends on it is less certain."},
      {"remark", "Something to know about the run."},
      {"mapping-replaced", "A mapping of the program was replaced by an overlay."},
      {"interrupted", "The run was ended early; the results are a part."},
      {"result-limit", "The run has more results than code-scanning services take."},
  };

  Json notice(Notice what, const char *level, llvm::StringRef text,
              const Location *place = nullptr) const {
    Json out = {{"descriptor", {{"id", Notices[what].Id}, {"index", int(what)}}}, {"level", level}};
    out["message"] = textOf(message(text));
    if (place)
      out["locations"] = Json::array({{{"physicalLocation", physical(*place, 0)}}});
    return out;
  }

  Json invocation() const {
    Json run = Json::array(), configuration = Json::array();
    for (const LeftOut &l : A.Seen.Unread) {
      Location place{l.Path, 0, 0, 0};
      run.push_back(notice(NotRead, "error", "not read: " + l.Path + ": " + l.Reason, &place));
    }
    for (const LeftOut &l : A.Seen.Failures) {
      Location place{l.Path, 0, 0, 0};
      run.push_back(
          notice(NotParsed, "warning", "not parsed: " + l.Path + ": " + l.Reason, &place));
    }
    for (const MissingHeader &m : A.Missing)
      run.push_back(
          notice(NoHeader, "note",
                 fmt::format("header not found: {} ({})", m.Name, countOf(m.Count, "include")),
                 m.First.valid() ? &m.First : nullptr));
    if (A.Interrupted)
      run.push_back(
          notice(Interrupted, "error", "the run was interrupted; the results are a part"));
    if (A.Findings.size() > ResultLimit)
      run.push_back(
          notice(TooMany, "warning",
                 fmt::format("{} results; code scanning refuses a run with more than {}: "
                             "audit folders separately, or silence ids in .ascendify.yaml",
                             A.Findings.size(), ResultLimit)));
    for (const std::string &note : A.Notes)
      run.push_back(notice(Remark, "note", note));
    for (const std::string &symbol : A.Overridden)
      configuration.push_back(notice(Replaced, "note", "mapping replaced: " + symbol));
    Json out = {{"executionSuccessful", !A.Interrupted}};
    out["toolExecutionNotifications"] = std::move(run);
    out["toolConfigurationNotifications"] = std::move(configuration);
    return out;
  }

  Json properties() const {
    const Coverage &c = A.Seen;
    uint64_t suppressed = 0;
    for (const Finding &f : A.Findings)
      suppressed += f.SuppressedBy != Silenced::No;
    return {{"root", A.RootName},
            {"profiles", A.Profiles},
            {"styles", A.Styles},
            {"cudaVersion", A.CudaVersion.Value},
            {"gpuArchitecture", A.Architecture.Value},
            {"cann", A.Cann},
            {"complete", !A.Interrupted && c.Unread.empty() && c.Failures.empty()},
            {"coverage",
             {{"files", c.Files},
              {"lines", c.Lines},
              {"parsed", c.Parsed},
              {"recovered", c.Recovered},
              {"lexed", c.Lexed},
              {"unread", c.Unread.size()},
              {"excluded", c.Excluded.size()},
              {"failures", c.Failures.size()},
              {"cudaFiles", c.CudaFiles}}},
            {"summary",
             {{"uses", A.Total.Uses},
              {"automatic", A.Total.Automatic},
              {"manual", A.Total.Manual},
              {"unsupported", A.Total.Unsupported},
              {"unknown", A.Total.Unknown},
              {"kernels", A.Kernels.size()},
              {"launches", A.Launches},
              {"suppressed", suppressed}}}};
  }
};

} // namespace

std::string renderSarif(const Audit &audit, const ReportOptions &) {
  return SarifReport(audit).render();
}

} // namespace ascendify
