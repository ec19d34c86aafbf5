//===- Tree.h - from edited texts to a migrated tree -------------*- C++ -*-===//
//
// Three ways out: a new tree, the tree itself, a patch. The trap is losing work: every file is
// replaced whole or not at all, and nothing that a person may have written is overwritten unasked.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "Mapping/Style.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"
#include <map>
#include <set>
#include <string>
#include <vector>

namespace ascendify {

/// A file that the migration changes, renames or adds. Paths are relative to the root.
struct ChangedFile {
  std::string From;   ///< empty for a new file
  std::string To;
  std::string Before; ///< text that was read
  std::string After;
};

/// What was done with the files, and what could not be done.
struct TreeResult {
  std::vector<std::string> Written, Unchanged; ///< paths in the output, sorted
  std::vector<std::string> Failures; ///< messages, one per file; the rest was written
  std::vector<std::string> Merged;    ///< with what people changed since the earlier run, sorted
  std::vector<std::string> Conflicts; ///< likewise, with conflict markers
};

/// New paths of the \p files that get one in \p style: `.cu` files, and any other C++ source with device
/// code where the style has a suffix for those. Headers keep their names. When
/// the new name is taken in \p existing, the suffix is appended instead (`a.cu.cpp`) and \p notes says so.
std::map<std::string, std::string> newNames(llvm::ArrayRef<std::string> files,
                                            const std::set<std::string> &withDeviceCode,
                                            const std::set<std::string> &existing,
                                            const Style &style,
                                            std::vector<std::string> &notes);

/// The regular files and links to files below \p folder, relative to \p root, sorted. `.git` is left
/// out, and what \p ignored names (relative to the root; folders end in '/').
llvm::Expected<std::vector<std::string>>
listTree(llvm::StringRef root, llvm::StringRef folder,
         llvm::function_ref<bool(llvm::StringRef)> ignored);

/// Refuses an output folder that is one of \p folders (absolute), lies in one or holds one, is
/// \p root itself, or cannot be written to. Missing parents are fine.
llvm::Error checkOutRoot(llvm::StringRef outRoot, llvm::StringRef root,
                         llvm::ArrayRef<std::string> folders);

/// Writes \p changed and copies of \p copied (relative to \p root) below \p outRoot. A file that is there with
/// other content is an error naming it, before anything is written, unless \p force. With \p mergeBase, the output of an earlier
/// run, it is merged: what changed since between that and the new text, and between that and the file. Only git merges.
llvm::Expected<TreeResult> writeOutRoot(llvm::StringRef root, llvm::StringRef outRoot,
                                        llvm::ArrayRef<ChangedFile> changed,
                                        llvm::ArrayRef<std::string> copied, bool force,
                                        llvm::StringRef mergeBase = "");

/// Refuses a \p root inside a git work tree with uncommitted or untracked files below it.
llvm::Error checkClean(llvm::StringRef root);

/// Completes what a killed writeInPlace left below \p root: its new texts were all there before the first file was
/// replaced. Files that changed since stay and are failures.
TreeResult finishInPlace(llvm::StringRef root);

/// Replaces the files below \p root. A file that changed since it was read is a failure and stays. Every new text is
/// written to a folder `.ascendify-pending` first, so that a killed run is completed by finishInPlace.
TreeResult writeInPlace(llvm::StringRef root, llvm::ArrayRef<ChangedFile> changed);

/// The changes as a patch that `git apply` takes; empty when there are none.
llvm::Expected<std::string> makePatch(llvm::ArrayRef<ChangedFile> changed);

} // namespace ascendify
