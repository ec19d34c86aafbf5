//===- Includes.h - the #include lines of rewritten files --------*- C++ -*-===//
//
// A CUDA header is renamed where it stands; what the rewritten code needs beyond that goes below the
// first renamed line, or below the file's own includes. The traps: an include in a
// conditional serves that branch only, nothing may be included twice, and a line keeps its line end.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "Model/Unit.h"
#include "Rewrite/Plan.h"

namespace ascendify {

/// An include line of a text.
struct WrittenInclude {
  SourceRange Line;   ///< with its line end
  SourceRange Name;   ///< with its quotes or brackets
  std::string Header; ///< between them
  bool Always = false; ///< in no conditional but the include guard
};

/// The include lines of a text and where another one may be put.
struct IncludeLayout {
  std::vector<WrittenInclude> Includes;
  uint32_t Insertion = 0;      ///< start of a line
  bool AfterInclude = false;   ///< Insertion follows an include
};

/// Reads \p text line by line; comments and continued lines are known.
IncludeLayout includeLayout(llvm::StringRef text);

/// What the include lines of one file have to become.
struct IncludeRequest {
  std::string File; ///< relative to the root
  llvm::StringRef Text;
  std::vector<std::pair<uint32_t, std::string>> Replaced; ///< any offset of the line, new header
  std::vector<std::pair<uint32_t, std::string>> Renamed;  ///< likewise, for a file of the tree: new spelling
  std::set<std::string> Needed;  ///< headers
  std::set<std::string> Helpers; ///< files of `ascendify/` in the root
};

/// The edits that \p request asks for, sorted by place; none when everything is there.
std::vector<Edit> includeEdits(const IncludeRequest &request);

/// How \p file includes the helper header \p helper: relative to the file.
std::string helperSpelling(llvm::StringRef file, llvm::StringRef helper);

/// Adds the edits of all include lines to \p plan, whose edits are settled again. \p edges are all includes seen;
/// \p renames maps files of the tree to their new paths.
void planIncludes(const RewriteInput &, const RewriteOptions &, llvm::ArrayRef<IncludeEdge> edges,
                  const std::map<std::string, std::string> &renames, RewritePlan &plan);

} // namespace ascendify
