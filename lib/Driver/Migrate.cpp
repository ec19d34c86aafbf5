//===- Migrate.cpp - `ascendify migrate` ----------------------------------===//
//
// The audit's pipeline, then edits, then one of three ways out. The result on stdout is what was done and
// what is left; with --diff it is the patch, and the summary goes to stderr.
//
//===----------------------------------------------------------------------===//
#include "Driver/Interrupt.h"
#include "Driver/Pipeline.h"
#include "Model/Serialize.h"
#include "Project/Git.h"
#include "Rewrite/Includes.h"
#include "Rewrite/Tree.h"
#include "Support/Error.h"
#include "Support/File.h"
#include "Support/Path.h"
#include "Support/Text.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

namespace ascendify {
namespace {

enum class Mode { OutRoot, InPlace, Diff, DumpEdits };

struct MigrateOptions {
  std::string Style, OutRoot;
  Mode How = Mode::Diff;
  bool Force = false;
};

llvm::Expected<MigrateOptions> migrateOptions(const Invocation &in) {
  MigrateOptions out;
  const llvm::opt::InputArgList &options = in.Options;
  if (in.Inputs.empty())
    return makeError("'{}' needs a PATH: a file or a folder", in.Command);
  if (options.hasArg(OPT_annotate))
    return makeError("'--annotate' is not built yet in this version of ascendify");
  if (!options.hasArg(OPT_style))
    return makeError("'{}' needs --style native or --style portable", in.Command);
  out.Style = options.getLastArgValue(OPT_style).str();
  if (out.Style != "native" && out.Style != "portable")
    return makeError("unknown --style '{}'{}; known: native, portable", out.Style,
                     suggestion(out.Style, {"native", "portable"}));
  out.Force = options.hasArg(OPT_force);
  out.OutRoot = options.getLastArgValue(OPT_out_root).str();
  if (options.hasArg(OPT_dump_stage)) {
    llvm::StringRef stage = options.getLastArgValue(OPT_dump_stage);
    if (stage != "edits")
      return makeError("'--dump={}' belongs to 'ascendify audit'; migrate has --dump=edits", stage.str());
    out.How = Mode::DumpEdits;
    return out;
  }
  int modes = options.hasArg(OPT_out_root) + options.hasArg(OPT_in_place) + options.hasArg(OPT_diff);
  if (modes != 1)
    return makeError("'{}' needs one of --out-root DIR, --in-place, --diff{}", in.Command,
                     modes ? "; they exclude each other" : "");
  out.How = options.hasArg(OPT_out_root)   ? Mode::OutRoot
            : options.hasArg(OPT_in_place) ? Mode::InPlace
                                           : Mode::Diff;
  return out;
}

/// The PATHs as folders and files, absolute.
struct NamedPaths {
  std::vector<std::string> Folders;
  std::set<std::string> Files;

  explicit NamedPaths(const std::vector<std::string> &paths) {
    for (const std::string &path : paths) {
      std::string absolute = absolutePath(path);
      if (llvm::sys::fs::is_directory(absolute))
        Folders.push_back(absolute);
      else
        Files.insert(absolute);
    }
  }
  bool hold(llvm::StringRef absolute) const {
    return Files.count(absolute.str()) ||
           llvm::any_of(Folders, [&](const std::string &f) { return isBelow(absolute, f); });
  }
};

/// One run: from the pipeline's result to files.
class Migration {
public:
  Migration(const MigrateOptions &options, PipelineResult &seen, const NamedPaths &named,
            std::string share)
      : Options(options), Seen(seen), Named(named), Share(std::move(share)) {}

  /// Plans edits, names and files. An error: the data shipped with the program is damaged.
  llvm::Error plan() {
    for (const SourceFile &file : Seen.Tree.Files)
      if (!file.observed())
        Barred.insert(file.Path);
    Rules = Seen.Data->style(Options.Style);
    if (!Rules)
      return makeError("no table describes the style '{}': the installation is incomplete", Options.Style);
    RewriteOptions how{Options.Style, Seen.Data->profile(Seen.Found.Profiles.front()), Seen.Found.Cann, Rules};
    RewriteInput input{Seen.Seen.Facts, Seen.Seen.Bodies, *Seen.Data,
                       [this](llvm::StringRef file) { return textOf(file); },
                       Seen.Found.Kernels, Seen.Found.Findings};
    Plan = planRewrite(input, how);
    chooseNames();
    planIncludes(input, how, Seen.Seen.Includes, Names, Plan);
    return collect();
  }

  llvm::Expected<int> write() {
    const std::string &root = Seen.Tree.Root;
    if (Options.How == Mode::Diff) {
      llvm::Expected<std::string> patch = makePatch(Changed);
      if (!patch)
        return patch.takeError();
      llvm::outs() << *patch;
      llvm::errs() << summary(countOf(Changed.size(), "file") + " in the patch");
      return exitCode();
    }
    TreeResult result;
    std::string where;
    if (Options.How == Mode::InPlace) {
      result = writeInPlace(root, Changed);
      where = "in place";
    } else {
      llvm::Expected<std::vector<std::string>> copied = copies();
      if (!copied)
        return copied.takeError();
      llvm::Expected<TreeResult> written =
          writeOutRoot(root, absolutePath(Options.OutRoot), Changed, *copied, Options.Force);
      if (!written)
        return written.takeError();
      result = std::move(*written);
      where = "to " + Options.OutRoot;
    }
    for (const std::string &failure : result.Failures)
      llvm::errs() << "ascendify: error: " << failure << "\n";
    std::string text = countOf(result.Written.size(), "file") + " " + where;
    if (!result.Unchanged.empty())
      text += fmt::format("; {} there already", result.Unchanged.size());
    llvm::outs() << summary(text);
    return worseExit(exitCode(), result.Failures.empty() ? ExitDone : ExitIncomplete);
  }

  /// The edits as JSON.
  Json dump() const {
    Json out = Json::array();
    for (const std::string &file : Plan.Edits.files())
      for (const Edit &edit : Plan.Edits.edits(file)) {
        Json pieces = Json::array();
        for (const Piece &piece : edit.Pieces)
          pieces.push_back(piece.Kept.valid()
                               ? Json{{"kept", {piece.Kept.Begin, piece.Kept.End}},
                                      {"parenthesize", piece.Parenthesize}}
                               : Json{{"text", piece.Text}});
        out.push_back({{"file", edit.File},
                       {"line", edit.Line},
                       {"range", {edit.Range.Begin, edit.Range.End}},
                       {"pieces", std::move(pieces)},
                       {"rule", edit.Rule}});
      }
    return out;
  }

  int exitCode() const {
    const Coverage &seen = Seen.Found.Seen;
    return seen.Unread.empty() && seen.Failures.empty() ? ExitDone : ExitIncomplete;
  }

private:
  /// Text of a file that may be edited, else null.
  const std::string *textOf(llvm::StringRef file) {
    auto [it, added] = Texts.try_emplace(file.str());
    if (added && mayEdit(it->first)) {
      llvm::Expected<std::string> text = readFile(absolutePath(file, Seen.Tree.Root));
      if (text)
        it->second = std::make_unique<std::string>(std::move(*text));
      else
        llvm::consumeError(text.takeError()); // named among the unread files
    }
    return it->second.get();
  }

  bool mayEdit(const std::string &file) {
    if (llvm::StringRef(file).starts_with("/") || Barred.count(file))
      return false; // outside the root, vendored, ignored, a link
    if (Options.How != Mode::InPlace || Named.hold(absolutePath(file, Seen.Tree.Root)))
      return true;
    Notes.push_back(fmt::format("'{}' is not below a PATH given: it was not rewritten", file));
    return false;
  }

  void chooseNames() {
    std::vector<std::string> files;
    std::set<std::string> device, existing;
    for (const Fact &fact : Seen.Seen.Facts)
      if (fact.Kind == UseKind::Qualifier && !fact.Inactive && fact.Sureness != Confidence::Lexed)
        device.insert(fact.Place.File);
    for (const SourceFile &file : Seen.Tree.Files) {
      existing.insert(file.Path);
      if (textOf(file.Path) && !file.Template)
        files.push_back(file.Path);
    }
    // Names that the project does not list (a different language) count as taken as well; the
    // output of an earlier run in place is what we would write again.
    Names = newNames(files, device, existing, *Rules, Notes);
  }

  llvm::Error collect() {
    std::set<std::string> files, helpers;
    for (const std::string &file : Plan.Edits.files())
      files.insert(file);
    for (const auto &[from, to] : Names)
      files.insert(from);
    for (const std::string &file : files) {
      const std::string *text = textOf(file);
      if (!text)
        continue;
      std::string after = Plan.Edits.apply(file, *text);
      auto name = Names.find(file);
      std::string to = name == Names.end() ? file : name->second;
      Edited += after != *text;
      if (to != file || after != *text)
        Changed.push_back({file, to, *text, std::move(after)});
    }
    for (const auto &[file, needs] : Plan.Needs)
      if (textOf(file))
        helpers.insert(needs.Helpers.begin(), needs.Helpers.end());
    for (const std::string &helper : helpers) {
      llvm::Expected<std::string> text = readFile(Share + "/runtime/helpers/" + helper);
      if (!text)
        return text.takeError();
      std::string to = "ascendify/" + helper;
      llvm::Expected<std::string> old = readFile(absolutePath(to, Seen.Tree.Root));
      if (old && *old == *text && Options.How != Mode::OutRoot)
        continue; // an earlier run put it there
      if (!old)
        llvm::consumeError(old.takeError());
      Changed.push_back({"", to, "", std::move(*text)});
      ++Helpers;
    }
    return llvm::Error::success();
  }

  /// What goes to the output folder unchanged.
  llvm::Expected<std::vector<std::string>> copies() {
    const std::string &root = Seen.Tree.Root;
    std::set<std::string> out, changed;
    for (const ChangedFile &file : Changed) {
      changed.insert(file.From);
      changed.insert(file.To);
    }
    GitView git = viewGit(root);
    std::set<std::string> ignored;
    for (const SourceFile &file : Seen.Tree.Files)
      if (file.Ignored || !file.Readable)
        ignored.insert(file.Path);
    for (const std::string &folder : Named.Folders) {
      llvm::Expected<std::vector<std::string>> files =
          listTree(root, folder, [&](llvm::StringRef name) {
            return git.Ignored.contains(name) || ignored.count(name.str()) != 0;
          });
      if (!files)
        return files.takeError();
      out.insert(files->begin(), files->end());
    }
    for (const std::string &file : Named.Files)
      out.insert(relativeTo(file, root));
    // Headers below the root that the named files include.
    for (const IncludeEdge &edge : Seen.Seen.Includes)
      if (!edge.Resolved.empty() && edge.Resolved[0] != '/')
        out.insert(edge.Resolved);
    std::vector<std::string> list;
    for (const std::string &file : out)
      if (!changed.count(file))
        list.push_back(file);
    return list;
  }

  std::string summary(const std::string &written) {
    std::string out = fmt::format("migrated to {} for {}\n", Options.Style, Seen.Found.Profiles.front());
    auto line = [&](llvm::StringRef name, const std::string &text) {
      out += fmt::format("  {:<11}{}\n", name.str(), text);
    };
    line("written", written);
    std::string changed = countOf(Edited, "file") + " edited, " + grouped(Names.size()) + " renamed";
    if (Helpers)
      changed += ", " + countOf(Helpers, "helper header") + " added";
    line("changed", changed);
    line("rewritten", countOf(Plan.Rewritten, "place"));
    // A place that no parse saw was not touched either, and says so.
    size_t tokens = llvm::count_if(Seen.Seen.Facts, [&](const Fact &f) {
      return isCounted(f.Kind) && f.Kind != UseKind::String &&
             (f.Inactive || f.Sureness == Confidence::Lexed) && textOf(f.Place.File);
    });
    line("left", countOf(Plan.Left, "place") + (Plan.Left || tokens ? "" : ": nothing"));
    if (tokens)
      line("not parsed", countOf(tokens, "place") + " seen as tokens only: left as they are");

    // One line per finding id: how often, and where first.
    std::vector<Finding> findings = Plan.Findings;
    const std::string &profile = Seen.Found.Profiles.front();
    for (const Finding &f : Seen.Found.Findings)
      if (f.Suppressed.empty() && (f.Profile.empty() || f.Profile == profile) && !isMended(Plan, f))
        findings.push_back(f);
    std::map<std::string, std::pair<unsigned, const Finding *>> byId;
    for (const Finding &f : findings) {
      auto &[count, first] = byId[f.Id];
      ++count;
      if (!first || f.Place < first->Place)
        first = &f;
    }
    if (!byId.empty())
      out += "findings\n";
    for (const auto &[id, what] : byId) {
      const Finding &f = *what.second;
      out += fmt::format("  {:<24}{:>5}  {}:{}: {}\n", id, what.first, f.Place.File, f.Place.Line, f.Message);
    }
    if (llvm::any_of(Plan.Needs, [&](const auto &n) { return n.second.Includes.count(Rules->BuildInclude) != 0; }))
      Notes.push_back(Rules->BuildNote);
    for (const std::string &note : Notes)
      out += "note: " + note + "\n";
    for (const LeftOut &file : Seen.Found.Seen.Unread)
      out += fmt::format("not read: {}: {}\n", file.Path, file.Reason);
    for (const LeftOut &unit : Seen.Found.Seen.Failures)
      out += fmt::format("not parsed: {}: {}\n", unit.Path, unit.Reason);
    return out;
  }

  const MigrateOptions &Options;
  PipelineResult &Seen;
  const NamedPaths &Named;
  std::string Share;
  std::set<std::string> Barred;
  std::map<std::string, std::unique_ptr<std::string>> Texts;
  const Style *Rules = nullptr;
  RewritePlan Plan;
  std::map<std::string, std::string> Names;
  std::vector<ChangedFile> Changed;
  std::vector<std::string> Notes;
  unsigned Edited = 0, Helpers = 0;
};

} // namespace

llvm::Expected<int> runMigrate(const Invocation &in) {
  llvm::Expected<MigrateOptions> options = migrateOptions(in);
  if (!options)
    return options.takeError();
  llvm::Expected<PipelineOptions> pipeline = pipelineOptions(in);
  if (!pipeline)
    return pipeline.takeError();
  if (pipeline->Profiles.size() > 1)
    return makeError("migrate takes one --target, and {} are given", pipeline->Profiles.size());
  NamedPaths named(pipeline->Paths);
  std::vector<std::string> folders = named.Folders;
  for (const std::string &file : named.Files)
    folders.push_back(llvm::sys::path::parent_path(file).str());
  std::string root = commonFolder(folders);
  if (options->How == Mode::OutRoot) {
    if (llvm::Error error = checkOutRoot(options->OutRoot, root, named.Folders))
      return error;
  } else if (options->How == Mode::InPlace && !options->Force && llvm::sys::fs::is_directory(root)) {
    if (llvm::Error error = checkClean(root))
      return error;
  }

  llvm::Expected<PipelineResult> result = runPipeline(*pipeline, Stage::Classified);
  if (!result)
    return result.takeError();
  if (result->Found.Interrupted || interrupted()) {
    llvm::errs() << "ascendify: interrupted; nothing was written\n";
    return ExitInterrupted;
  }
  // A tree of migrated files only holds nothing to do, which is no mistake.
  if (result->Tree.Files.empty() && !result->Tree.OtherFiles)
    return makeError("nothing to migrate in '{}': no C, C++ or CUDA file below it",
                     llvm::join(pipeline->Paths, "', '"));
  Migration migration(*options, *result, named, in.Share);
  if (llvm::Error error = migration.plan())
    return error;
  if (options->How == Mode::DumpEdits) {
    llvm::outs() << dumpJson(migration.dump());
    return migration.exitCode();
  }
  return migration.write();
}

} // namespace ascendify
