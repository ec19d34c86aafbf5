//===- Classify.cpp - facts and data make judgements ----------------------===//
#include "Classify/Classify.h"
#include "Model/Names.h"
#include "Support/Text.h"
#include "llvm/ADT/STLExtras.h"
#include <fmt/format.h>
#include <set>

namespace ascendify {

std::vector<std::string> styles() { return {"native", "portable"}; }

namespace {

constexpr llvm::StringLiteral ManualId = "api-manual", UnsupportedId = "api-unsupported",
                              UnknownId = "api-unknown";

} // namespace

std::pair<Severity, Axis> usualJudgement(llvm::StringRef id) {
  if (id == UnsupportedId)
    return {Severity::Error, Axis::Blocker};
  return {Severity::Warning, id == ManualId || id == UnknownId ? Axis::Volume : Axis::Hazard};
}

namespace {

/// A judgement with what a message needs.
struct Judged {
  Resolved Answer;
  bool Known = false; ///< the symbol has an entry
};

/// The least automatic answer over all variants.
Judged judge(const ClassifyInput &in, const Fact &fact, const Profile *device,
             const std::string &style) {
  Judged worst;
  bool first = true;
  auto ask = [&](const Variant *seen) {
    Judged now;
    now.Answer = in.Data->resolve({&fact, seen, device, style, in.Cann});
    now.Known = now.Answer.Matched != nullptr;
    // A known symbol without a target in this style is no unknown symbol.
    if (now.Known && !now.Answer.From && now.Answer.Status == Disposition::Unknown) {
      now.Answer.Status = Disposition::Unsupported;
      if (now.Answer.Reason.empty())
        now.Answer.Reason = fmt::format("the {} style has no counterpart of it", style);
    }
    if (first || now.Answer.Status > worst.Answer.Status) {
      // A finding of another variant must not get lost.
      if (now.Answer.Finding.empty() && !first)
        now.Answer.Finding = worst.Answer.Finding;
      worst = std::move(now);
    } else if (worst.Answer.Finding.empty()) {
      worst.Answer.Finding = now.Answer.Finding;
    }
    first = false;
  };
  if (fact.Variants.empty())
    ask(nullptr);
  for (const Variant &variant : fact.Variants)
    ask(&variant);
  return worst;
}

std::string sentence(llvm::StringRef text) {
  text = text.rtrim(" .");
  return text.str();
}

/// The finding that a use yields on a profile because a person has to look at it.
Finding apiFinding(const Fact &fact, Disposition best, bool otherStyleAutomatic,
                   llvm::StringRef styleNames, const Judged &judged, bool listed) {
  Finding f;
  f.Place = fact.Place;
  f.Symbol = fact.Symbol;
  f.Function = fact.Function;
  f.Advice = judged.Answer.Advice;
  if (judged.Answer.From)
    f.Evidence = judged.Answer.From->Proof.Source;
  std::string where = otherStyleAutomatic ? fmt::format(" in the {} style", styleNames) : "";
  std::string reason = sentence(judged.Answer.Reason);
  if (!reason.empty())
    reason = ": " + reason;
  switch (best) {
  case Disposition::Manual:
    f.Id = ManualId;
    f.Message = fmt::format("'{}' has to be changed by hand{}{}", fact.Symbol, where, reason);
    break;
  case Disposition::Unsupported:
    f.Id = UnsupportedId;
    f.Message = fmt::format("'{}' has no counterpart{}{}", fact.Symbol, where, reason);
    break;
  default:
    f.Id = UnknownId;
    f.Message = listed ? fmt::format("'{}' is a CUDA name that has no mapping yet", fact.Symbol)
                       : fmt::format("'{}' looks like a CUDA name, and no table knows it", fact.Symbol);
    break;
  }
  std::tie(f.Level, f.Kind) = usualJudgement(f.Id);
  if (otherStyleAutomatic) {
    f.Kind = Axis::Volume;
    f.Level = Severity::Note;
  }
  return f;
}

/// The finding that the data attaches to a use, rewritten or not.
Finding dataFinding(const Fact &fact, const Judged &judged) {
  Finding f;
  f.Id = judged.Answer.Finding;
  f.Place = fact.Place;
  f.Symbol = fact.Symbol;
  f.Function = fact.Function;
  f.Advice = judged.Answer.Advice;
  // What is rewritten and still differs is a hazard; what is not rewritten cannot run wrong.
  bool automatic = isAutomatic(judged.Answer.Status);
  f.Kind = automatic ? Axis::Hazard : Axis::Volume;
  f.Level = Severity::Warning;
  std::string text = sentence(judged.Answer.Reason);
  if (const Target *target = judged.Answer.From) {
    f.Evidence = target->Proof.Source;
    for (const Difference &difference : target->Differences)
      if (text.empty() || difference.Id == f.Id)
        text = sentence(difference.Text);
  }
  f.Message = text.empty() ? fmt::format("'{}' behaves differently on the target", fact.Symbol)
                           : fmt::format("'{}': {}", fact.Symbol, text);
  return f;
}

/// One finding per profile becomes one for all when the profiles agree.
void append(std::vector<Finding> &out, std::vector<std::optional<Finding>> perProfile,
            const std::vector<std::string> &profiles) {
  bool same = true;
  for (const std::optional<Finding> &f : perProfile)
    same &= f && perProfile[0] && f->Id == perProfile[0]->Id &&
            f->Message == perProfile[0]->Message && f->Level == perProfile[0]->Level;
  if (same && !perProfile.empty()) {
    out.push_back(std::move(*perProfile[0]));
    return;
  }
  for (size_t i = 0; i < perProfile.size(); ++i)
    if (perProfile[i]) {
      perProfile[i]->Profile = profiles[i];
      out.push_back(std::move(*perProfile[i]));
    }
}

/// Collects work items over the uses of a symbol.
struct WorkBuilder {
  std::map<std::tuple<std::string, UseKind, Disposition>, std::pair<WorkItem, std::set<std::string>>>
      Items;

  void add(const AuditUse &use, Disposition status, const Judged &judged) {
    auto &[item, files] = Items[{use.Symbol, use.Kind, status}];
    if (!item.Uses) {
      item.Symbol = use.Symbol;
      item.Library = use.Library;
      item.Kind = use.Kind;
      item.Status = status;
      item.First = use.Place;
      item.Reason = judged.Answer.Reason;
      item.Advice = judged.Answer.Advice;
      item.Finding = judged.Answer.Finding;
      item.Replacement = use.Outcomes.empty() ? "" : use.Outcomes[0].Replacement;
    }
    ++item.Uses;
    files.insert(use.Place.File);
    item.Files = files.size();
  }

  std::vector<WorkItem> finish() {
    std::vector<WorkItem> out;
    for (auto &[key, value] : Items)
      out.push_back(std::move(value.first));
    llvm::sort(out, [](const WorkItem &a, const WorkItem &b) {
      return std::tie(b.Uses, a.Symbol, a.Kind, a.Status) <
             std::tie(a.Uses, b.Symbol, b.Kind, b.Status);
    });
    return out;
  }
};

} // namespace

void classify(const ClassifyInput &in, Audit &audit) {
  audit.Styles = in.Style.empty() ? styles() : std::vector<std::string>{in.Style};
  size_t styleCount = audit.Styles.size(), profileCount = audit.Profiles.size();
  audit.ByOutcome.assign(profileCount * styleCount, {});
  std::vector<const Profile *> devices;
  for (const std::string &name : audit.Profiles)
    devices.push_back(in.Data->profile(name));

  WorkBuilder work;
  for (const Fact &fact : *in.Facts) {
    AuditUse use{fact.Symbol,   fact.Library,  fact.Kind,     fact.Place,
                 fact.Sureness, fact.Inactive, fact.Function, {}};
    std::vector<std::optional<Finding>> api(profileCount), data(profileCount);
    // Over the profiles the worst counts, over the styles the best: a project chooses its style
    // but not its hardware.
    Disposition overall = Disposition::Direct;
    Judged decisive;
    for (size_t p = 0; p < profileCount; ++p) {
      std::vector<Judged> answers;
      for (const std::string &style : audit.Styles) {
        answers.push_back(judge(in, fact, devices[p], style));
        use.Outcomes.push_back({answers.back().Answer.Status, answers.back().Answer.Rewrite});
      }
      const Judged *best = &answers[0], *leastBad = nullptr;
      std::string needing;
      for (size_t s = 0; s < styleCount; ++s) {
        const Judged &now = answers[s];
        if (now.Answer.Status < best->Answer.Status)
          best = &now;
        if (!isAutomatic(now.Answer.Status)) {
          needing += (needing.empty() ? "" : " and ") + audit.Styles[s];
          if (!leastBad || now.Answer.Status < leastBad->Answer.Status)
            leastBad = &now;
        }
        if (!now.Answer.Finding.empty() && !data[p])
          data[p] = dataFinding(fact, now);
      }
      if (leastBad)
        api[p] = apiFinding(fact, leastBad->Answer.Status, isAutomatic(best->Answer.Status),
                            needing, *leastBad, in.Data->find(fact.Symbol).has_value());
      if (p == 0 || best->Answer.Status > overall) {
        overall = best->Answer.Status;
        decisive = *best;
      }
    }
    append(audit.Findings, std::move(api), audit.Profiles);
    append(audit.Findings, std::move(data), audit.Profiles);
    if (isCounted(fact.Kind)) {
      audit.Total.add(overall);
      audit.ByLibrary[fact.Library].add(overall);
      for (size_t i = 0; i < use.Outcomes.size(); ++i)
        audit.ByOutcome[i].add(use.Outcomes[i].Status);
      work.add(use, overall, decisive);
      audit.Launches += fact.Kind == UseKind::Launch;
    }
    audit.Uses.push_back(std::move(use));
  }
  audit.Work = work.finish();
}

} // namespace ascendify
