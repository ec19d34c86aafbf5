//===- Handler.h - rewrites that the template language cannot say -*- C++ -*-==//
//
// A mapping names a handler; docs/handlers.md says what each one does. A handler
// only proposes edits: it sees values, never a syntax tree.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "Rewrite/Plan.h"

namespace ascendify {

/// What a handler is asked about: one place as one variant saw it.
struct HandlerRequest {
  const Fact &Use;
  const Variant *Seen; ///< may be null
  const Resolved &Target;
  const RewriteInput &Input;
  const RewriteOptions &Options;
  llvm::StringRef Text; ///< of the file of Use
  bool Folded = false;  ///< a launch of a kernel that is folded (GridFold.h)

  /// What the style says for the handler of the target; empty when it says nothing.
  llvm::StringRef rule(llvm::StringRef parameter) const {
    return Options.Rules ? Options.Rules->text(Target.Handler, parameter) : "";
  }
};

/// What it answers. No edit and no refusal: the place is right as it is.
struct HandlerAnswer {
  std::vector<Edit> Edits;
  std::string Refused;   ///< why nothing can be done; the place is left
  std::string FindingId; ///< with Refused: the finding to yield
};

using Handler = HandlerAnswer (*)(const HandlerRequest &);

/// The handler called \p name, or null.
Handler findHandler(llvm::StringRef name);

/// Names of all handlers, sorted; a test compares them with the tables.
std::vector<llvm::StringRef> handlerNames();

/// \p template rendered for the call in \p request: the pieces of one edit of the
/// whole call, or the reason why it cannot be made.
llvm::Expected<std::vector<Piece>> renderCall(const HandlerRequest &request,
                                              llvm::StringRef templateText);

/// \p range of \p text without surrounding blanks.
SourceRange trimmed(llvm::StringRef text, SourceRange range);

} // namespace ascendify
