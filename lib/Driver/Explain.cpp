//===- Explain.cpp - `ascendify explain` ----------------------------------===//
//
// A finding's page as it was written, or what the tables say of a symbol: per profile and style
// what becomes of it, what differs, how that is known, and an example.
//
//===----------------------------------------------------------------------===//
#include "Classify/Classify.h"
#include "Driver/Pages.h"
#include "Driver/Subcommand.h"
#include "Mapping/Database.h"
#include "Model/Names.h"
#include "Report/Page.h"
#include "Support/Error.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include <unistd.h>

namespace ascendify {
namespace {

llvm::StringRef nameOfEvidence(EvidenceLevel level) {
  switch (level) {
  case EvidenceLevel::Header:
    return "in a released header";
  case EvidenceLevel::Documented:
    return "documented";
  case EvidenceLevel::Compiled:
    return "compiled";
  case EvidenceLevel::Inferred:
    return "inferred, nobody could check it";
  }
  return "";
}

Tone toneOf(Disposition d) {
  return isAutomatic(d) ? Tone::Good : d == Disposition::Manual ? Tone::Warn : Tone::Bad;
}

void styleText(Page &page, const std::string &style, const Resolved &r) {
  std::string line = style + ": " + nameOf(r.Status).str();
  page.paragraph(line, 4, toneOf(r.Status));
  if (!r.Rewrite.empty())
    page.paragraph("becomes: " + r.Rewrite, 6);
  if (!r.Handler.empty())
    page.paragraph("rewritten by the handler " + r.Handler, 6);
  if (!r.Reason.empty())
    page.paragraph("why: " + r.Reason, 6);
  if (!r.Advice.empty())
    page.paragraph("instead: " + r.Advice, 6);
  if (!r.Finding.empty())
    page.paragraph(fmt::format("yields the finding {0} (ascendify explain {0})", r.Finding), 6);
  if (!r.From)
    return;
  for (const Difference &d : r.From->Differences)
    page.paragraph("differs: " + d.Text, 6);
  for (const Case &c : r.From->When) {
    std::string text = "in some cases";
    if (c.Status)
      text += " " + nameOf(*c.Status).str();
    if (!c.Argument.empty() && !c.Is.empty())
      text += fmt::format(", when {} is {}", c.Argument, llvm::join(c.Is, " or "));
    if (!c.Reason.empty())
      text += ": " + c.Reason;
    page.paragraph(text, 6, Tone::Dim);
  }
  if (!r.Includes.empty())
    page.paragraph("needs: " + llvm::join(r.Includes, ", "), 6, Tone::Dim);
  std::string source = r.From->Proof.Source.empty() ? "" : " (" + r.From->Proof.Source + ")";
  page.paragraph("known how: " + nameOfEvidence(r.From->Proof.Level).str() + source, 6, Tone::Dim);
}

void entryText(Page &page, const Database &data, const Entry &entry, const std::string &symbol,
               const std::vector<const Profile *> &profiles, const std::string &cann) {
  std::string head = symbol + " (" + nameOf(entry.Kind).str() + " of " + entry.Library + ")";
  page.heading(head);
  if (!entry.Alias.empty())
    page.paragraph("treated as " + entry.Alias);
  if (entry.Family != FamilyKind::None)
    page.paragraph("by the family " + entry.Symbol + "…, which has no entry for this very name");
  if (!entry.Params.empty())
    page.paragraph("parameters: " + llvm::join(entry.Params, ", ") + (entry.Variadic ? ", …" : ""));
  std::string history;
  auto add = [&](const char *what, const std::string &version) {
    if (!version.empty())
      history += fmt::format("{}{} CUDA {}", history.empty() ? "" : ", ", what, version);
  };
  add("since", entry.Since);
  add("deprecated in", entry.Deprecated);
  add("removed in", entry.Removed);
  if (!history.empty())
    page.paragraph(history);
  Fact use;
  use.Symbol = symbol;
  use.Library = entry.Library;
  use.Kind = entry.Kind;
  for (const Profile *profile : profiles) {
    page.paragraph(profile->Name, 2, Tone::Strong);
    for (const std::string &style : styles())
      styleText(page, style, data.resolve({&use, nullptr, profile, style, cann}));
  }
  for (const Example &example : entry.Examples) {
    page.paragraph("example: " + example.In, 2);
    for (const auto &[style, text] : example.Out)
      page.paragraph(style + ": " + text, 4);
    if (!example.Finding.empty())
      page.paragraph("finding: " + example.Finding, 4);
    break;
  }
}

} // namespace

llvm::Expected<int> runExplain(const Invocation &in) {
  if (in.Inputs.size() != 1 || in.Inputs[0].empty())
    return makeError("'ascendify explain' takes one finding id or one CUDA symbol");
  const std::string &name = in.Inputs[0];
  std::vector<std::string> ids = findingIds(in.Share);
  if (llvm::is_contained(ids, name)) {
    llvm::Expected<std::string> page = findingPage(in.Share, name);
    if (!page)
      return page.takeError();
    llvm::outs() << *page;
    return ExitDone;
  }

  std::vector<std::string> overlays = in.Options.getAllArgValues(OPT_mappings);
  llvm::Expected<std::unique_ptr<Database>> data = Database::open(in.Share, overlays);
  if (!data)
    return data.takeError();
  std::vector<const Entry *> entries = (*data)->entries(name);
  if (entries.empty()) {
    std::vector<std::string> candidates = (*data)->symbols();
    llvm::append_range(candidates, ids);
    return makeError("'{}' is neither a finding id nor a CUDA symbol that a table knows{}", name,
                     suggestion(name, candidates));
  }
  std::vector<const Profile *> profiles;
  std::vector<std::string> known;
  for (const Profile &profile : (*data)->profiles())
    known.push_back(profile.Name);
  std::vector<std::string> targets = splitValues(in.Options, OPT_target);
  for (const std::string &target : targets.empty() ? std::vector<std::string>{"ascend950pr"} : targets) {
    profiles.push_back((*data)->profile(target));
    if (!profiles.back())
      return makeError("unknown --target '{}'{}; known: {}", target, suggestion(target, known),
                       llvm::join(known, ", "));
  }
  Page page(terminalColumns(STDOUT_FILENO), showsColor(STDOUT_FILENO));
  // Overloads share their dispositions but for the argument types; one is enough to read.
  entryText(page, **data, *entries[0], name, profiles, in.Options.getLastArgValue(OPT_cann).str());
  if (entries.size() > 1)
    page.paragraph(fmt::format("{} overloads; the first is shown", entries.size()), 2, Tone::Dim);
  llvm::outs() << page.take();
  return ExitDone;
}

} // namespace ascendify
