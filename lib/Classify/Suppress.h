//===- Suppress.h - findings that a person has silenced ----------*- C++ -*-===//
//
// `// NOLINT(ascendify-<id>: reason)` and its relatives in the source, and the rules of
// `.ascendify.yaml`. Silenced findings stay in every report, with the reason, and are counted.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "Model/Audit.h"
#include "Model/Configuration.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/ADT/StringRef.h"

namespace ascendify {

/// A `NOLINT…` of one comment, as far as it names ids of ours.
struct NolintComment {
  enum Kind { ThisLine, NextLine, Begin, End };
  Kind What = ThisLine;
  unsigned Line = 0;            ///< 1-based, of the word itself
  std::vector<std::string> Ids; ///< without `ascendify-`; `*` is every id
  std::string Reason;           ///< may be empty
};

/// The comments of \p text in order. \p language as in AuditedFile: it decides what a comment is.
std::vector<NolintComment> nolintComments(llvm::StringRef text, llvm::StringRef language);

/// Which findings of one file its comments silence.
class FileSuppressions {
public:
  FileSuppressions() = default;
  /// \p complain is told of a Begin without an End and an End without a Begin; these have no
  /// effect.
  FileSuppressions(llvm::ArrayRef<NolintComment> comments,
                   llvm::function_ref<void(unsigned line, std::string)> complain);

  /// The reason why a finding on \p line is silenced; null when it is not.
  const std::string *reason(unsigned line, llvm::StringRef id) const;

private:
  struct Range {
    unsigned First, Last; ///< lines, both included
    std::string Reason;
  };
  llvm::StringMap<std::vector<Range>> ById;
};

/// Marks the silenced ones of \p audit's findings, and adds notes of ids that are no findings
/// (those of Audit::Rules are). A comment in the source goes before a rule of \p configuration.
void suppressFindings(Audit &audit, const Configuration &configuration,
                      llvm::function_ref<llvm::StringRef(llvm::StringRef)> textOf);

} // namespace ascendify
