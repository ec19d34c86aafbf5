//===- BuildContext.h - what the editors of build files share ----*- C++ -*-===//
#pragma once

#include "Rewrite/Build.h"

namespace ascendify {

/// One build file on its way.
class BuildContext {
public:
  BuildContext(const BuildInput &input, const RewriteOptions &options, RewritePlan &plan, llvm::StringRef file,
               llvm::StringRef text);

  const BuildRules &rules() const { return Input.Rules; }
  llvm::StringRef style() const { return Options.Style; }
  const Style &output() const { return *Options.Rules; }
  bool has(const std::string &capability) const { return Options.Device && Options.Device->has(capability); }

  /// \p text with `@name@` replaced by \p values and what is known of the device.
  std::string expand(std::string text, std::vector<std::pair<llvm::StringRef, std::string>> values = {}) const;

  void edit(SourceRange range, std::string text, llvm::StringRef rule);
  void report(llvm::StringRef id, uint32_t offset, llvm::StringRef symbol, std::string message);

  /// What becomes of a file name as written.
  struct NewName {
    enum Kind {
      None,    ///< it is no source, or one that keeps its name
      Renamed, ///< Text is the new spelling
      Unknown, ///< it looks like a source that is renamed, and no file of the tree has the name
    } Is = None;
    std::string Text;
    bool Device = false; ///< renamed to a source of the device's language
  };
  NewName newName(llvm::StringRef written) const;

  /// The options of nvcc in \p words as they are for the target. \p at is where messages say they stand; \p every: report words
  /// that no entry knows.
  std::vector<std::string> flags(llvm::ArrayRef<llvm::StringRef> words, uint32_t at, bool every);

  const llvm::StringRef File, Text;

private:
  const BuildInput &Input;
  const RewriteOptions &Options;
  RewritePlan &Plan;
  std::string Folder;
  bool SuffixSafe = true; ///< every `.cu` file of the tree only changes its suffix
};

void rewriteCMake(BuildContext &);
void rewritePython(BuildContext &);
void reportMake(BuildContext &);

} // namespace ascendify
