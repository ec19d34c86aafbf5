//===- Audit.h - what an audit found, as one value ---------------*- C++ -*-===//
//
// The result of classifying: everything a report says, and nothing that depends
// on the machine, the time or the number of jobs. Every report format is a function of
// this value alone. The trap: lists are sorted where they are made, never by a format.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "Model/Finding.h"
#include "Model/Kernel.h"
#include "Model/Plan.h"
#include "Model/Unit.h"
#include <map>

namespace ascendify {

/// What becomes of a use in one style on one profile.
struct Outcome {
  Disposition Status = Disposition::Unknown;
  std::string Replacement; ///< rewrite text of the mapping, with its `${parameters}`; may be empty
};

/// A written place of a platform symbol.
struct AuditUse {
  std::string Symbol, Library;
  UseKind Kind = UseKind::Function;
  Location Place;
  Confidence Sureness = Confidence::Parsed;
  bool Inactive = false;
  std::string Function;
  /// By profile, then style: index profile * number of styles + style.
  std::vector<Outcome> Outcomes;
};

/// How many uses have which disposition; they add up to Uses.
struct Tally {
  uint64_t Uses = 0, Automatic = 0, Manual = 0, Unsupported = 0, Unknown = 0;

  void add(Disposition d) {
    ++Uses;
    ++(isAutomatic(d)                   ? Automatic
       : d == Disposition::Manual       ? Manual
       : d == Disposition::Unsupported  ? Unsupported
                                        : Unknown);
  }
};

/// All uses of one symbol that need the same kind of work: what a person does once.
struct WorkItem {
  std::string Symbol, Library;
  UseKind Kind = UseKind::Function;
  Disposition Status = Disposition::Unknown; ///< best style, worst profile
  std::string Replacement;                   ///< of the first use, on the first profile, when automatic
  std::string Reason, Advice;                ///< when not automatic
  std::string Finding; ///< id of the data's finding on its uses: what symbols have in common; may be empty
  uint64_t Uses = 0, Files = 0;
  Location First;
};

/// A file or folder that was found and not read, with the reason.
struct LeftOut {
  std::string Path, Reason;
};

/// What was looked at, and how well.
struct Coverage {
  uint64_t Files = 0, Lines = 0;               ///< read in any tier
  uint64_t Parsed = 0, Recovered = 0, Lexed = 0; ///< files by tier; add up to Files
  uint64_t CudaFiles = 0, CudaParsed = 0, CudaRecovered = 0, CudaLexed = 0; ///< `.cu` and the like
  std::vector<LeftOut> Unread;   ///< part of the work, but could not be read; sorted
  std::vector<LeftOut> Excluded; ///< vendored or ignored; sorted
  std::vector<LeftOut> Failures; ///< units that were lexed only because their parse failed; sorted
  uint64_t OtherFiles = 0;       ///< files of no language that matters
};

/// An include of one file of the audit by another.
struct IncludedFile {
  std::string From, To; ///< paths as in AuditedFile
  friend auto operator<=>(const IncludedFile &, const IncludedFile &) = default;
};

/// A header that was not found, and how often that mattered.
struct MissingHeader {
  std::string Name;
  Location First;
  uint64_t Count = 0;
};

/// A setting with where it came from.
struct Setting {
  std::string Value, Source;
};

/// What the findings of one id have in common: their page.
struct Rule {
  std::string Id;
  std::string Summary; ///< one sentence
  std::string Flags;   ///< what it flags; may be empty
  std::string Page;    ///< the whole page, Markdown; empty when the id has none
  std::string Link;    ///< address of the page; empty when the pages are not published
  Severity Level = Severity::Warning; ///< of most of its findings; each finding has its own
  Axis Kind = Axis::Hazard;           ///< the same for the axis
};

/// What changed since an earlier audit. The findings of the audit are then the new ones only.
struct SinceBaseline {
  uint64_t New = 0, Same = 0, Gone = 0; ///< findings that count
  std::vector<std::string> Notes;       ///< why the numbers may mislead
};

/// With `--changed-since`: the findings of the audit are then those on changed lines only.
struct ChangedOnly {
  std::string Revision, Commit;     ///< as given; where HEAD parted from it
  uint64_t Files = 0, Lines = 0;    ///< that differ
  uint64_t Shown = 0, Elsewhere = 0; ///< findings that count, on such lines and on others
};

struct Audit {
  std::string Tool, Data;   ///< version of the program, digest of the mapping data
  std::string RootName;     ///< last part of the root; never a path of the machine
  Setting CudaVersion, Architecture;
  std::string Cann;         ///< target release; empty: the newest known
  std::vector<std::string> Profiles;
  std::vector<std::string> Styles; ///< `native`, `portable`
  std::vector<std::string> Overridden; ///< symbols whose mapping an overlay replaced, with the overlay
  std::vector<std::string> Notes;      ///< what the user should know, one line each

  Coverage Seen;
  std::vector<AuditedFile> Files;  ///< sorted by path
  std::vector<IncludedFile> Includes; ///< sorted, distinct
  std::vector<MissingHeader> Missing;
  std::vector<AuditUse> Uses;      ///< sorted by place
  std::vector<Kernel> Kernels;     ///< sorted by place
  std::vector<Finding> Findings;   ///< sorted
  std::vector<WorkItem> Work;      ///< most uses first, then by symbol
  std::vector<Rule> Rules; ///< sorted by id: every page, and every id of Findings
  /// Columns in UTF-16 code units of places of Findings where they differ from Location::Column.
  std::map<Location, uint32_t> Utf16Columns;

  Tally Total;                          ///< best style, worst profile; all kinds but include and flag
  std::vector<Tally> ByOutcome;         ///< same index as AuditUse::Outcomes
  std::map<std::string, Tally> ByLibrary; ///< as Total
  uint64_t Launches = 0;
  bool Interrupted = false;
  std::vector<Score> Scores;          ///< in the order of Profiles; empty until scored
  std::vector<Plan> Plans;            ///< the same
  std::vector<WhatIf> WhatIfs;        ///< with `--assume`: each, then all together
  std::optional<SinceBaseline> Since; ///< with `--baseline`
  std::optional<ChangedOnly> Changed; ///< with `--changed-since`

  /// Whether anything of the platform was found.
  bool anyCuda() const { return !Uses.empty() || !Kernels.empty() || Seen.CudaFiles != 0; }
  /// Index into Outcomes and ByOutcome.
  size_t index(size_t profile, size_t style) const { return profile * Styles.size() + style; }
};

/// Whether a use of this kind counts in the totals.
inline bool isCounted(UseKind kind) { return kind != UseKind::Include && kind != UseKind::Flag; }

} // namespace ascendify
