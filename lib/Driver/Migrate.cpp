//===- Migrate.cpp - `ascendify migrate` ----------------------------------===//
//
// The audit's pipeline, then edits, then one of three ways out. The result on stdout is what was done and
// what is left; with --diff it is the patch, and the summary goes to stderr.
//
//===----------------------------------------------------------------------===//
#include "Driver/Interrupt.h"
#include "Driver/MigrationPlan.h"
#include "Driver/Pipeline.h"
#include "Model/Serialize.h"
#include "Project/Git.h"
#include "Rewrite/Build.h"
#include "Rewrite/Coexist.h"
#include "Rewrite/Format.h"
#include "Rewrite/Includes.h"
#include "Rewrite/KernelGuard.h"
#include "Rewrite/Markers.h"
#include "Rewrite/Shared.h"
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
  std::string Style, OutRoot, MergeBase;
  Mode How = Mode::Diff;
  bool Force = false, Annotate = false, Coexist = false;
};

llvm::Expected<MigrateOptions> migrateOptions(const Invocation &in) {
  MigrateOptions out;
  const llvm::opt::InputArgList &options = in.Options;
  if (in.Inputs.empty())
    return makeError("'{}' needs a PATH: a file or a folder", in.Command);
  if (!options.hasArg(OPT_style))
    return makeError("'{}' needs --style native or --style portable", in.Command);
  out.Style = options.getLastArgValue(OPT_style).str();
  if (out.Style != "native" && out.Style != "portable")
    return makeError("unknown --style '{}'{}; known: native, portable", out.Style,
                     suggestion(out.Style, {"native", "portable"}));
  out.Force = options.hasArg(OPT_force);
  out.Annotate = options.hasArg(OPT_annotate);
  out.Coexist = options.hasArg(OPT_coexist);
  out.MergeBase = options.getLastArgValue(OPT_merge_base).str();
  if (options.hasArg(OPT_merge_base) && !options.hasArg(OPT_out_root))
    return makeError("--merge-base belongs to --out-root: what is rewritten in place, git merges");
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
            std::string share, std::vector<std::string> overlays)
      : Options(options), Seen(seen), Named(named), Share(std::move(share)), Overlays(std::move(overlays)) {}

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
    Guarded = guardKernels(input, how, Seen.Found.Kernels, Plan);
    chooseNames();
    planIncludes(input, how, Seen.Seen.Includes, Names, Plan);
    if (llvm::Error error = buildFiles(how))
      return error;
    gatherFindings();
    if (Options.Annotate) {
      addMarkers(Record.Findings, [this](llvm::StringRef file) { return textOf(file); }, Plan.Edits);
      Plan.Edits.settle();
    }
    if (llvm::Error error = collect())
      return error;
    writePlan();
    return llvm::Error::success();
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
          writeOutRoot(root, absolutePath(Options.OutRoot), Changed, *copied, Options.Force,
                       Options.MergeBase.empty() ? "" : absolutePath(Options.MergeBase));
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
    if (!result.Merged.empty())
      text += fmt::format("; {} merged with what was changed by hand", result.Merged.size());
    for (const std::string &file : result.Conflicts)
      llvm::errs() << "ascendify: error: conflict in '" << file << "': both sides stand in it, between conflict markers\n";
    llvm::outs() << summary(text);
    bool whole = result.Failures.empty() && result.Conflicts.empty();
    return worseExit(exitCode(), whole ? ExitDone : ExitIncomplete);
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
    if (Options.Coexist) {
      // Beside the old source, always under the same name; what an earlier run wrote there is what is written again.
      for (const std::string &file : files)
        if (llvm::sys::path::extension(file) == ".cu")
          Names[file] = llvm::StringRef(file).drop_back(3).str() + Rules->BesideSuffix;
      return;
    }
    // Names that the project does not list (a different language) count as taken as well; the
    // output of an earlier run in place is what we would write again.
    Names = newNames(files, device, existing, *Rules, Notes);
  }

  /// Build files say the new names, and CUDA's words in those of the target.
  llvm::Error buildFiles(const RewriteOptions &how) {
    llvm::Expected<BuildRules> rules = BuildRules::load(Share + "/mappings", Overlays);
    if (!rules)
      return rules.takeError();
    std::map<std::string, std::string> files;
    std::set<std::string> tree;
    for (const SourceFile &file : Seen.Tree.Files) {
      tree.insert(file.Path);
      if (file.observed() && llvm::is_contained({"cmake", "make", "python"}, file.Language))
        files[file.Path] = file.Language;
    }
    planBuildFiles({*rules, std::move(files), Names, tree, [this](llvm::StringRef file) { return textOf(file); }}, how,
                   Plan);
    return llvm::Error::success();
  }

  /// What there is to say, of this style and profile.
  void gatherFindings() {
    const std::string &profile = Seen.Found.Profiles.front();
    Record.Findings = Plan.Findings;
    for (const Finding &f : Seen.Found.Findings) {
      auto guarded = Guarded.find(f.Place.File);
      bool kept = guarded != Guarded.end() && llvm::any_of(guarded->second, [&](SourceRange range) {
                    return range.Begin <= f.Place.Offset && f.Place.Offset < range.End;
                  });
      if (f.Suppressed.empty() && (f.Profile.empty() || f.Profile == profile) && !kept && !isMended(Plan, f))
        Record.Findings.push_back(f);
    }
    llvm::sort(Record.Findings);
    // One thing to do is said once: by the id that says more than "by hand".
    std::set<std::pair<Location, std::string>> said;
    auto plain = [](const Finding &f) { return llvm::StringRef(f.Id).starts_with("api-"); };
    for (const Finding &f : Record.Findings)
      if (isLeft(f) && !plain(f))
        said.insert({f.Place, f.Symbol});
    llvm::erase_if(Record.Findings, [&](const Finding &f) { return plain(f) && said.count({f.Place, f.Symbol}); });
    Record.Style = Options.Style;
    Record.Profile = profile;
    Record.Rewritten = Plan.Rewritten;
    Record.Left = Plan.Left;
    // A place that no parse saw was not touched either, and says so.
    Record.Tokens = size_t(llvm::count_if(Seen.Seen.Facts, [&](const Fact &f) {
      return isCounted(f.Kind) && f.Kind != UseKind::String && (f.Inactive || f.Sureness == Confidence::Lexed) &&
             textOf(f.Place.File);
    }));
    for (const SourceFile &file : Seen.Tree.Files)
      if (file.UsesCuda && textOf(file.Path) &&
          llvm::is_contained({"cuda", "c++", "c", "header"}, file.Language))
        Record.CudaFiles.insert(file.Path);
    countKernels();
    Record.Now = [this](const Location &place) {
      Location now = place;
      const std::string *text = textOf(place.File);
      if (!text)
        return now;
      if (!Options.Coexist || Names.count(place.File))
        now.Line = uint32_t(int64_t(place.Line) + Plan.Edits.linesBefore(place.File, *text, place.Offset));
      if (auto it = Names.find(place.File); it != Names.end())
        now.File = it->second;
      return now;
    };
  }

  /// Kernels without a place that is left in them or in a device function they reach.
  void countKernels() {
    std::map<std::string, std::vector<const Body *>> byName, byUsr;
    for (const Body &body : Seen.Seen.Bodies) {
      byName[body.Name].push_back(&body);
      byUsr[body.Usr].push_back(&body);
    }
    std::map<std::string, std::set<uint32_t>> left;
    for (const Finding &f : Record.Findings)
      if (isLeft(f))
        left[f.Place.File].insert(f.Place.Offset);
    auto open = [&](const Body &body) {
      auto it = left.find(body.Place.File);
      if (it == left.end())
        return false;
      auto at = it->second.lower_bound(body.Range.valid() ? body.Range.Begin : body.Place.Offset);
      return at != it->second.end() && *at < body.Braces.End;
    };
    for (const Kernel &kernel : Seen.Found.Kernels) {
      if (!textOf(kernel.Place.File))
        continue;
      ++Record.Kernels;
      bool any = false;
      for (const Body *body : byUsr[kernel.Usr])
        any |= open(*body);
      for (const std::string &callee : kernel.Callees)
        if (auto it = byName.find(callee); it != byName.end())
          for (const Body *body : it->second)
            any |= open(*body);
      Record.KernelsDone += !any;
    }
  }

  /// The folder of the git tree that the root belongs to, or the root itself.
  std::string repository() const {
    std::string top = gitTopLevel(Seen.Tree.Root);
    return top.empty() || top == Seen.Tree.Root || viewGit(Seen.Tree.Root).RootIgnored ? Seen.Tree.Root : top;
  }

  /// A header that files outside of the PATHs include serves them, too.
  std::set<std::string> shared(const std::set<std::string> &files) const {
    const std::string &root = Seen.Tree.Root;
    if (Options.How != Mode::InPlace || Options.Coexist)
      return {};
    std::string top = repository();
    std::set<std::string> within(Named.Folders.begin(), Named.Folders.end()), headers;
    within.insert(Named.Files.begin(), Named.Files.end());
    for (const std::string &file : files)
      if (!Names.count(file) && lineLanguage(file) == LineLanguage::Cxx)
        headers.insert(file);
    return includedFromOutside(headers, root, top, within);
  }

  /// Whether \p text is what \p file of the tree holds.
  bool stands(const std::string &file, llvm::StringRef text) const {
    llvm::Expected<std::string> old = readFile(absolutePath(file, Seen.Tree.Root));
    if (old)
      return *old == text;
    llvm::consumeError(old.takeError());
    return false;
  }

  llvm::Error collect() {
    std::set<std::string> files, helpers;
    for (const std::string &file : Plan.Edits.files())
      files.insert(file);
    for (const auto &[from, to] : Names)
      files.insert(from);
    std::string top = repository();
    std::set<std::string> others = shared(files), formatProblems;
    for (const std::string &file : files) {
      const std::string *text = textOf(file);
      if (!text)
        continue;
      if (others.count(file)) {
        Notes.push_back(fmt::format("'{}' is included by files outside of what is migrated: it was left alone "
                                    "(--coexist serves both)", file));
        continue;
      }
      auto name = Names.find(file);
      std::string to = name == Names.end() ? file : name->second;
      LineLanguage language = lineLanguage(file);
      std::string after;
      if (Options.Coexist && name == Names.end()) {
        if (language == LineLanguage::Script) {
          Notes.push_back(fmt::format("'{}' stays as it is: it builds for CUDA", file));
          continue;
        }
        std::string head;
        if (language == LineLanguage::CMake && text->find("option(" + Rules->GuardMacro + " ") == std::string::npos)
          head = fmt::format("option({0} \"Build for the target of ascendify migrate; off: for CUDA as before\" OFF)\n"
                             "if({0})\n  add_compile_definitions({0})\nendif()\n", Rules->GuardMacro);
        after = guardEdits(file, *text, Plan.Edits, Rules->GuardMacro, head);
      } else {
        std::vector<SourceRange> changed;
        after = Plan.Edits.apply(file, *text, &changed);
        std::string problem;
        if (language == LineLanguage::Cxx && !changed.empty())
          after = formatChanged(absolutePath(file, Seen.Tree.Root), top, std::move(after),
                                changed, problem);
        if (!problem.empty())
          formatProblems.insert(problem);
      }
      bool beside = Options.Coexist && to != file;
      if (beside && stands(to, after))
        continue; // an earlier run put it there
      Edited += after != *text;
      if (to != file || after != *text) {
        Record.Files.push_back({beside ? "" : file, to, Plan.Edits.edits(file).size()});
        Changed.push_back({beside ? "" : file, to, beside ? "" : *text, std::move(after)});
      }
    }
    for (const std::string &problem : formatProblems)
      Notes.push_back(problem);
    for (const auto &[file, needs] : Plan.Needs)
      if (textOf(file))
        helpers.insert(needs.Helpers.begin(), needs.Helpers.end());
    for (const std::string &helper : helpers) {
      llvm::Expected<std::string> text = readFile(Share + "/runtime/helpers/" + helper);
      if (!text)
        return text.takeError();
      std::string to = "ascendify/" + helper;
      llvm::Expected<std::string> old = readFile(absolutePath(to, Seen.Tree.Root));
      if (old && *old == *text && (Options.How != Mode::OutRoot || (Options.Coexist && !Named.Folders.empty())))
        continue; // an earlier run put it there
      if (!old)
        llvm::consumeError(old.takeError());
      Changed.push_back({"", to, "", std::move(*text)});
      ++Helpers;
    }
    return llvm::Error::success();
  }

  /// Puts the plan among the changes, when there is any.
  void writePlan() {
    if (Changed.empty())
      return;
    if (llvm::any_of(Plan.Needs, [&](const auto &n) { return n.second.Includes.count(Rules->BuildInclude) != 0; }))
      Notes.push_back(Rules->BuildNote);
    Record.Notes = Notes;
    std::string name = "MIGRATION.md", before;
    auto look = [&] {
      llvm::Expected<std::string> old = readFile(absolutePath(name, Seen.Tree.Root));
      if (old)
        before = std::move(*old);
      else
        llvm::consumeError(old.takeError());
      return before.empty() || llvm::StringRef(before).starts_with(MigrationPlanMark);
    };
    if (!look()) {
      before.clear();
      name = "MIGRATION.ascendify.md"; // theirs has the name
      if (!look())
        return Notes.push_back("no plan was written: MIGRATION.md and MIGRATION.ascendify.md are files of the tree");
    }
    std::string text = migrationPlan(Record);
    if (text != before)
      Changed.push_back({before.empty() ? "" : name, name, before, std::move(text)});
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
    line("rewritten", countOf(Record.Rewritten, "place"));
    line("left", countOf(Record.Left, "place") + (Record.Left || Record.Tokens ? "" : ": nothing"));
    if (Record.Tokens)
      line("not parsed", countOf(Record.Tokens, "place") + " seen as tokens only: left as they are");
    if (!Record.CudaFiles.empty())
      line("complete", fmt::format("{} of {}", Record.filesDone(), countOf(Record.CudaFiles.size(), "CUDA file")) +
                           (Record.Kernels ? fmt::format(", {} of {}", Record.KernelsDone, countOf(Record.Kernels, "kernel"))
                                           : ""));

    // One line per finding id: how often, and where first.
    std::map<std::string, std::pair<unsigned, const Finding *>> byId;
    for (const Finding &f : Record.Findings) {
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
  std::vector<std::string> Overlays;
  std::set<std::string> Barred;
  std::map<std::string, std::unique_ptr<std::string>> Texts;
  const Style *Rules = nullptr;
  RewritePlan Plan;
  std::map<std::string, std::vector<SourceRange>> Guarded; ///< kernels behind a macro
  MigrationRecord Record;
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
  pipeline->Style = options->Style; // what another style lacks is no matter here
  NamedPaths named(pipeline->Paths);
  std::vector<std::string> folders = named.Folders;
  for (const std::string &file : named.Files)
    folders.push_back(llvm::sys::path::parent_path(file).str());
  std::string root = commonFolder(folders);
  if (options->How == Mode::OutRoot) {
    if (llvm::Error error = checkOutRoot(options->OutRoot, root, named.Folders))
      return error;
  } else if (options->How == Mode::InPlace && llvm::sys::fs::is_directory(root)) {
    TreeResult finished = finishInPlace(root);
    for (const std::string &failure : finished.Failures)
      llvm::errs() << "ascendify: error: " << failure << "\n";
    if (!finished.Written.empty())
      llvm::errs() << "ascendify: note: completed an earlier run that was ended: "
                   << countOf(finished.Written.size(), "file") << "\n";
  }
  if (options->How == Mode::InPlace && !options->Force && llvm::sys::fs::is_directory(root)) {
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
  Migration migration(*options, *result, named, in.Share, pipeline->Overlays);
  if (llvm::Error error = migration.plan())
    return error;
  if (options->How == Mode::DumpEdits) {
    llvm::outs() << dumpJson(migration.dump());
    return migration.exitCode();
  }
  return migration.write();
}

} // namespace ascendify
