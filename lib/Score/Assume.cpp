//===- Assume.cpp - what would be left to do if … -------------------------===//
#include "Score/Assume.h"
#include "Score/Plan.h"
#include "Score/Score.h"
#include "Support/Error.h"
#include "Support/JsonSchema.h"
#include "llvm/ADT/STLExtras.h"
#include <set>

namespace ascendify {
namespace {

constexpr llvm::StringRef Allowed = "'library=NAME replaced', 'finding=ID replaced', 'symbol=NAME replaced', "
                                    "'folder=PATH left-out'";

bool isIn(llvm::StringRef file, llvm::StringRef folder) {
  return folder.empty() || file == folder || (file.starts_with(folder) && file[folder.size()] == '/');
}

/// Whether one of \p assumptions replaces the use.
class Replaced {
public:
  Replaced(const Audit &audit, llvm::ArrayRef<Assumption> assumptions) : Assumptions(assumptions) {
    for (const WorkItem &w : audit.Work)
      if (!w.Finding.empty())
        Themes[w.Symbol] = w.Finding;
  }
  bool operator()(const AuditUse &use) const {
    auto theme = Themes.find(use.Symbol);
    return llvm::any_of(Assumptions, [&](const Assumption &a) {
      switch (a.About) {
      case Assumption::Subject::Library:
        return use.Library == a.Name;
      case Assumption::Subject::Finding:
        return theme != Themes.end() && theme->second == a.Name;
      case Assumption::Subject::Symbol:
        return use.Symbol == a.Name;
      case Assumption::Subject::Folder:
        return false;
      }
      return false;
    });
  }

private:
  llvm::ArrayRef<Assumption> Assumptions;
  std::map<std::string, std::string> Themes;
};

} // namespace

llvm::Expected<Assumption> parseAssumption(llvm::StringRef text) {
  using Subject = Assumption::Subject;
  struct Form {
    llvm::StringRef Name;
    Subject About;
    llvm::StringRef State;
  };
  static constexpr Form forms[] = {{"library", Subject::Library, "replaced"},
                                   {"finding", Subject::Finding, "replaced"},
                                   {"symbol", Subject::Symbol, "replaced"},
                                   {"folder", Subject::Folder, "left-out"}};
  auto wrong = [&](const std::string &why) {
    return makeError("--assume '{}': {}; allowed: {}", text.str(), why, Allowed.str());
  };
  auto [left, right] = text.trim().split('=');
  std::string subject = left.trim().str();
  if (!text.contains('='))
    return wrong("there is no '='");
  const Form *form = llvm::find_if(forms, [&](const Form &f) { return f.Name == subject; });
  if (form == std::end(forms)) {
    std::string near = nearest(subject, {"library", "finding", "symbol", "folder"});
    return wrong(fmt::format("unknown '{}'{}", subject,
                             near.empty() ? "" : fmt::format(", did you mean '{}'?", near)));
  }
  right = right.trim();
  size_t blank = right.find_last_of(" \t");
  llvm::StringRef state = blank == llvm::StringRef::npos ? right : right.drop_front(blank + 1);
  llvm::StringRef name = blank == llvm::StringRef::npos ? "" : right.take_front(blank).rtrim();
  if (state != form->State)
    return wrong(fmt::format("'{}' is no state of a {}; expected '{}'", state.str(), subject, form->State.str()));
  if (name.empty())
    return wrong(fmt::format("expected a name between '{}=' and '{}'", subject, form->State.str()));
  Assumption out{text.trim().str(), form->About, name.str()};
  if (form->About == Subject::Folder) {
    while (name.consume_front("./"))
      ;
    name = name.rtrim('/');
    if (name.starts_with("/") || name == ".." || name.starts_with("../"))
      return wrong("the folder is one below the root, as reports name it");
    if (name.empty() || name == ".")
      return wrong("without the root nothing is left");
    out.Name = name.str();
  }
  return out;
}

Audit assumed(const Audit &audit, llvm::ArrayRef<Assumption> assumptions, uint64_t &matched) {
  matched = 0;
  auto leftOut = [&](const std::string &file) {
    return llvm::any_of(assumptions, [&](const Assumption &a) {
      return a.About == Assumption::Subject::Folder && isIn(file, a.Name);
    });
  };
  Replaced replaced(audit, assumptions);
  Audit out;
  out.Profiles = audit.Profiles, out.Styles = audit.Styles;
  out.Seen.Lines = audit.Seen.Lines;
  for (const AuditedFile &file : audit.Files) {
    if (leftOut(file.Path))
      out.Seen.Lines -= std::min<uint64_t>(out.Seen.Lines, file.Lines);
    else
      out.Files.push_back(file);
  }
  for (const IncludedFile &edge : audit.Includes)
    if (!leftOut(edge.From) && !leftOut(edge.To))
      out.Includes.push_back(edge);
  std::set<std::pair<Location, std::string>> solved; // places of uses, with their symbols
  for (const AuditUse &use : audit.Uses) {
    if (leftOut(use.Place.File)) {
      ++matched;
      continue;
    }
    out.Uses.push_back(use);
    if (!replaced(use))
      continue;
    ++matched;
    solved.insert({use.Place, use.Symbol});
    for (Outcome &outcome : out.Uses.back().Outcomes)
      if (!isAutomatic(outcome.Status))
        outcome.Status = Disposition::Helper;
  }
  for (const Finding &f : audit.Findings) {
    bool named = llvm::any_of(assumptions, [&](const Assumption &a) {
      return a.About == Assumption::Subject::Finding && a.Name == f.Id;
    });
    if (named || leftOut(f.Place.File))
      ++matched;
    else if (!solved.count({f.Place, f.Symbol}))
      out.Findings.push_back(f);
  }
  for (const Kernel &k : audit.Kernels) {
    if (leftOut(k.Place.File)) {
      ++matched;
      continue;
    }
    out.Kernels.push_back(k);
    llvm::erase_if(out.Kernels.back().Launches, [&](const LaunchSite &l) { return leftOut(l.Place.File); });
  }
  out.Work = audit.Work; // what symbols have in common
  return out;
}

std::vector<WhatIf> whatIf(const Audit &audit, llvm::ArrayRef<Assumption> assumptions, const EffortModel &model) {
  std::vector<WhatIf> out;
  auto add = [&](llvm::ArrayRef<Assumption> some, std::string text) {
    WhatIf one;
    one.Assumed = std::move(text);
    Audit changed = assumed(audit, some, one.Matched);
    std::vector<Plan> plans = planAudit(changed, model);
    for (const Score &score : scoreAudit(changed, model))
      one.By.push_back({score.Profile, score.Friction, score.Weight, score.Hours, changed.Kernels.size(),
                        plans[one.By.size()].KernelsNow});
    out.push_back(std::move(one));
  };
  for (const Assumption &a : assumptions)
    add(a, a.Text);
  if (assumptions.size() > 1)
    add(assumptions, "all of them");
  return out;
}

} // namespace ascendify
