//===- Unit.cpp - one parse of one unit -----------------------------------===//
//
// Asks clang's driver once per language and standard for the flags of a parse,
// adds the unit's own, and runs the observers over it. The traps: a missing header
// must not end the parse; bodies of functions outside the root are skipped, or
// standard headers would cost more than the unit itself.
//
//===----------------------------------------------------------------------===//
#include "Observe/Collector.h"
#include "Observe/DeviceView.h"
#include "Observe/FileCache.h"
#include "Observe/Invocation.h"
#include "Support/Path.h"
#include "clang/Basic/DiagnosticLex.h"
#include "clang/Frontend/FrontendAction.h"
#include "clang/Lex/PreprocessorOptions.h"
#include "llvm/Support/Path.h"
#include <chrono>

namespace ascendify {

using namespace clang;

namespace {

constexpr size_t MaxErrors = 20;

/// Counts errors per file and keeps the first.
class ErrorCounter : public DiagnosticConsumer {
public:
  explicit ErrorCounter(Places &places) : P(places) {}

  void HandleDiagnostic(DiagnosticsEngine::Level level, const Diagnostic &d) override {
    DiagnosticConsumer::HandleDiagnostic(level, d);
    if (level < DiagnosticsEngine::Error)
      return;
    ++Count;
    ParseError error;
    llvm::SmallString<128> text;
    d.FormatDiagnostic(text);
    error.Message = std::string(text);
    if (d.hasSourceManager() && d.getLocation().isValid()) {
      SourceManager &sm = d.getSourceManager();
      std::pair<FileID, unsigned> at = sm.getDecomposedExpansionLoc(d.getLocation());
      error.Place = {P.pathOf(at.first), at.second, sm.getLineNumber(at.first, at.second),
                     sm.getColumnNumber(at.first, at.second)};
      ++PerFile[error.Place.File];
    }
    if (Errors.size() < MaxErrors)
      Errors.push_back(std::move(error));
  }

  Places &P;
  uint32_t Count = 0;
  std::vector<ParseError> Errors;
  std::map<std::string, uint32_t> PerFile;
};

class Consumer : public ASTConsumer {
public:
  Consumer(Collector &collector) : C(collector) {}

  bool HandleTopLevelDecl(DeclGroupRef group) override {
    for (Decl *d : group)
      if (C.P.originOf(d->getLocation()) == Origin::Root)
        Declarations.push_back(d);
    return true;
  }
  bool shouldSkipFunctionBody(Decl *d) override {
    return C.P.originOf(d->getLocation()) != Origin::Root;
  }
  void HandleTranslationUnit(ASTContext &context) override {
    observeTree(C, context, Declarations);
  }

private:
  Collector &C;
  std::vector<Decl *> Declarations;
};

class Action : public ASTFrontendAction {
public:
  Action(Collector &collector, Places &places) : C(collector), P(places) {}

  std::unique_ptr<ASTConsumer> CreateASTConsumer(CompilerInstance &ci, llvm::StringRef) override {
    P.attach(ci.getSourceManager(), ci.getLangOpts());
    ci.getPreprocessor().addPPCallbacks(makePreprocessObserver(C));
    return std::make_unique<Consumer>(C);
  }

  /// Every file under the root that the unit read.
  void EndSourceFileAction() override {
    SourceManager &sm = getCompilerInstance().getSourceManager();
    std::set<std::string> files;
    for (unsigned i = 0, n = sm.local_sloc_entry_size(); i < n; ++i) {
      const SrcMgr::SLocEntry &entry = sm.getLocalSLocEntry(i);
      if (!entry.isFile() || !entry.getFile().getContentCache().OrigEntry)
        continue;
      FileID id = sm.getFileID(SourceLocation::getFromRawEncoding(entry.getOffset()));
      if (id.isValid() && P.originOf(id) == Origin::Root)
        files.insert(P.pathOf(id));
    }
    for (const std::string &file : files)
      C.Out.Files.push_back({file, Tier::Parsed, 0});
  }

private:
  Collector &C;
  Places &P;
};

} // namespace

/// One parse. \p hides tells whether there is code for the device that it did not see; what was asked
/// of the file system is appended to \p read.
static llvm::Expected<UnitFacts> observeView(const Project &project, const ascendify::Unit &unit,
                                             const SymbolTable &symbols,
                                             const ObserveOptions &options, FileCache &files,
                                             std::vector<Dependency> *read, bool &hides) {
  llvm::Expected<std::shared_ptr<CompilerInvocation>> invocation =
      makeInvocation(unit, project.Root, options);
  if (!invocation)
    return invocation.takeError();
  Places places(project.Root, platformFolders(options));
  Collector collector(places, symbols);
  ErrorCounter errors(places);
  std::string main = absolutePath(unit.File, project.Root);
  if (std::unique_ptr<llvm::MemoryBuffer> text = places.patchMain(main))
    (*invocation)->getPreprocessorOpts().addRemappedFile(main, text.release());
  auto view = llvm::makeIntrusiveRefCnt<FileView>(
      files, unit.Directory.empty() ? project.Root : unit.Directory,
      llvm::sys::path::parent_path(options.Preamble).str(), project.Root);
  {
    CompilerInstance ci(*invocation);
    ci.setVirtualFileSystem(view);
    ci.createDiagnostics(&errors, /*ShouldOwnClient=*/false);
    ci.getDiagnostics().setSeverity(diag::err_pp_file_not_found, diag::Severity::Error,
                                    SourceLocation());
    Action action(collector, places);
    if (!ci.ExecuteAction(action) && errors.Count == 0)
      collector.Out.Failure = "clang could not start a parse";
  }
  if (read)
    llvm::append_range(*read, view->dependencies());
  hides = collector.HidesDeviceCode;
  UnitFacts out = collector.take();
  out.Unit = unit.File;
  for (ObservedFile &file : out.Files)
    if (auto at = errors.PerFile.find(file.Path); at != errors.PerFile.end()) {
      file.Errors = at->second;
      file.Seen = Tier::Recovered;
    }
  out.ErrorCount = errors.Count;
  out.Errors = std::move(errors.Errors);
  restorePlaces(out, places.patched());
  for (IncludeEdge &edge : out.Includes)
    if (!edge.Resolved.empty())
      edge.Resolved = relativeTo(absolutePath(edge.Resolved, unit.Directory.empty() ? project.Root : unit.Directory), project.Root);
  if (out.Files.empty() && out.Failure.empty())
    out.Failure = out.Errors.empty() ? "nothing was parsed" : out.Errors.front().Message;
  return out;
}

llvm::Expected<UnitFacts> observeUnit(const Project &project, const ascendify::Unit &unit,
                                      const SymbolTable &symbols, const ObserveOptions &options,
                                      FileCache *files, std::vector<Dependency> *read) {
  auto start = std::chrono::steady_clock::now();
  FileCache own;
  if (!files)
    files = &own;
  if (read)
    read->clear();
  bool hides = false;
  llvm::Expected<UnitFacts> out =
      observeView(project, unit, symbols, options, *files, read, hides);
  if (!out)
    return out;
  bool twice = options.Device == DeviceView::Always || (options.Device == DeviceView::Auto && hides);
  if (unit.Cuda && twice && out->Failure.empty()) {
    // No preamble: few units are seen twice.
    ObserveOptions device = options;
    device.AsDevice = true;
    device.Preamble.clear();
    llvm::Expected<UnitFacts> second =
        observeView(project, unit, symbols, device, *files, read, hides);
    if (!second)
      return second.takeError();
    if (second->Failure.empty())
      addDeviceView(*out, std::move(*second));
  }
  out->Seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  return out;
}

} // namespace ascendify
