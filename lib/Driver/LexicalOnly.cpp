//===- LexicalOnly.cpp - the observation while nothing parses yet ---------===//
//
// Stands in for observeProject until the AST tier is there: the linker takes
// this archive last. Files come out with the tier `lexed`, so no report claims more.
//
//===----------------------------------------------------------------------===//
#include "Observe/Observe.h"
#include "Support/File.h"
#include "Support/Path.h"
#include "llvm/ADT/STLExtras.h"

namespace ascendify {

llvm::Expected<Observation> observeProject(const Project &project, const SymbolTable &symbols,
                                           const ObserveOptions &, unsigned,
                                           llvm::ArrayRef<std::string>, ObserveProgress progress,
                                           const std::atomic<bool> &cancel) {
  Observation out;
  for (const SourceFile &file : project.Files) {
    if (!file.observed())
      continue;
    if ((out.Interrupted = cancel))
      break;
    AuditedFile seen{file.Path, file.Language, file.Lines, Tier::Lexed, 0, file.Reason};
    llvm::Expected<std::string> text = readFile(absolutePath(file.Path, project.Root));
    if (!text) {
      seen.Seen = Tier::Unread;
      seen.Reason = llvm::toString(text.takeError());
    } else {
      UnitFacts facts = observeLexically(*text, file.Path, file.Language, symbols);
      llvm::append_range(out.Facts, std::move(facts.Facts));
    }
    out.Files.push_back(std::move(seen));
    progress(unsigned(out.Files.size()), unsigned(project.Files.size()));
  }
  llvm::sort(out.Facts);
  return out;
}

std::vector<Kernel> buildKernels(const Observation &) { return {}; }

int runWorker(const SymbolTable &) { return 0; }

} // namespace ascendify
