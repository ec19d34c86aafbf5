//===- Examples.cpp - embedded examples are tests -------------------------===//
#include "Verify/Examples.h"
#include "Classify/Classify.h"
#include "Observe/Observe.h"
#include "Rewrite/Includes.h"
#include "Support/Error.h"
#include "Support/File.h"
#include "Support/Tokens.h"
#include "Verify/ExampleSource.h"
#include "Verify/TypeCheck.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/ScopeExit.h"
#include "llvm/Support/FileSystem.h"
#include <thread>

namespace ascendify {
namespace {

namespace fs = llvm::sys::fs;

/// As many as are parsed together: enough to make the cost of a unit small, few enough that one
/// error near the front (a parse keeps its first errors only) sends few of them round again.
constexpr size_t UnitSize = 64;

/// A rewritten example that has the text it should have.
struct Produced {
  size_t Index;
  std::string Style, Preface, Block;
};

class Tester {
public:
  Tester(llvm::ArrayRef<EmbeddedExample> examples, const Database &data,
         const ExampleOptions &options, const std::atomic<bool> &cancel)
      : Examples(examples), Data(data), Options(options), Cancel(cancel) {}

  llvm::Expected<ExampleReport> run() {
    llvm::SmallString<128> folder, real;
    if (std::error_code error = fs::createUniqueDirectory("ascendify-examples", folder))
      return makeError("cannot make a temporary folder: {}", error.message());
    auto remove = llvm::scope_exit([&] { fs::remove_directories(folder); });
    for (const std::string &name : styles()) {
      const Style *style = Data.style(name);
      if (!style)
        return makeError("no table describes the style '{}': the installation is incomplete", name);
      Styles.push_back(style);
    }
    Folder = std::string(fs::real_path(folder, real) ? folder : real);
    for (size_t i = 0; i < Examples.size(); ++i) {
      const Example &example = *Examples[i].Text;
      if (isUnterminated(example.Context) || isUnterminated(example.In)) // would swallow our own comments
        Report.Failures.push_back({ExampleFailure::Input, i, "", "CUDA that parses",
                                   "a string or comment that does not end"});
      else
        (canShareUnit(example) ? Shared : Alone).push_back(i);
    }
    for (unsigned round = 0; (!Shared.empty() || !Alone.empty()) && !Cancel; ++round)
      if (llvm::Error error = observe(round))
        return std::move(error);
    if (!Cancel)
      if (llvm::Error error = checkTypes())
        return std::move(error);
    Report.Interrupted = Cancel;
    llvm::sort(Report.Failures, [](const ExampleFailure &a, const ExampleFailure &b) {
      return std::tie(a.Index, a.What, a.Style) < std::tie(b.Index, b.What, b.Style);
    });
    return std::move(Report);
  }

private:
  /// Parses what waits. What failed in company waits again, alone.
  llvm::Error observe(unsigned round) {
    std::string root = fmt::format("{}/round{}", Folder, round);
    if (std::error_code error = fs::create_directory(root))
      return makeError("cannot make the folder '{}': {}", root, error.message());
    size_t size = std::clamp<size_t>(Shared.size() / Options.Jobs + 1, 8, UnitSize);
    std::vector<ExampleUnit> units = makeExampleUnits(Examples, Shared, size, "shared");
    size_t together = units.size();
    llvm::append_range(units, makeExampleUnits(Examples, Alone, 1, "alone"));
    Shared.clear();
    Alone.clear();

    Project project;
    project.Root = root;
    project.CudaVersion = {"12.9", "default"};
    project.Architecture = {"sm_80", "default"};
    for (const ExampleUnit &unit : units) {
      if (llvm::Error error = writeFile(root + "/" + unit.File, unit.Text))
        return error;
      SourceFile file;
      file.Path = unit.File;
      file.Language = "cuda";
      file.Bytes = unit.Text.size();
      file.Lines = uint32_t(llvm::StringRef(unit.Text).count('\n'));
      file.UsesCuda = true;
      project.Files.push_back(std::move(file));
      Unit parse;
      parse.File = unit.File;
      parse.Directory = root;
      parse.Standard = "c++17";
      parse.Flags = {"-std=c++17"};
      project.Units.push_back(std::move(parse));
    }
    llvm::sort(project.Files, [](const SourceFile &a, const SourceFile &b) { return a.Path < b.Path; });
    llvm::sort(project.Units, [](const Unit &a, const Unit &b) { return a.File < b.File; });
    ObserveOptions how;
    how.Share = Options.Share;
    how.CudaVersion = project.CudaVersion.Value;
    how.Preamble = Options.Preambles.empty() ? Folder + "/preambles" : Options.Preambles;
    if (std::error_code error = fs::create_directories(how.Preamble))
      return makeError("cannot make the folder '{}': {}", how.Preamble, error.message());
    llvm::Expected<Observation> seen = observeProject(project, Data, how, Options.Jobs,
                                                      Options.WorkerArguments, nullptr, Cancel);
    if (!seen)
      return seen.takeError();
    if (Cancel)
      return llvm::Error::success();

    std::map<std::string, const std::string *> texts;
    for (const ExampleUnit &unit : units)
      texts[unit.File] = &unit.Text;
    Audit audit;
    audit.Profiles = {Options.Profile};
    classify({&seen->Facts, &Data, "",
              [&](llvm::StringRef file) {
                auto it = texts.find(file.str());
                return it == texts.end() ? llvm::StringRef() : llvm::StringRef(*it->second);
              },
              ""},
             audit);
    for (size_t i = 0; i < units.size(); ++i)
      judge(units[i], *seen, audit, i < together);
    llvm::sort(Shared);
    llvm::sort(Alone);
    return llvm::Error::success();
  }

  /// Sorts the examples of \p unit into passed, failed and to be seen again.
  void judge(const ExampleUnit &unit, const Observation &seen, const Audit &audit, bool company) {
    std::vector<const ParseError *> errors;
    for (const ParseError &error : seen.Errors)
      if (error.Place.File == unit.File)
        errors.push_back(&error);
    std::string failure;
    for (const auto &[file, reason] : seen.Failures)
      if (file == unit.File)
        failure = reason;
    // A unit keeps its first errors only: behind the last that is kept nothing is known.
    uint32_t known = UINT32_MAX;
    bool outside = false;
    for (const AuditedFile &file : seen.Files)
      if (file.Path == unit.File && file.Errors > errors.size()) {
        outside |= errors.empty();
        known = errors.empty() ? 0 : errors.back()->Place.Offset;
      }
    for (const ParseError *error : errors)
      outside |= llvm::none_of(unit.Examples, [&](const PlacedExample &example) {
        return holds(example.Block, error->Place);
      });

    Slice slice(unit, seen);
    for (const PlacedExample &placed : unit.Examples) {
      const Example &example = *Examples[placed.Index].Text;
      std::string problem = failure;
      for (const ParseError *error : errors)
        if (problem.empty() && (holds(placed.Block, error->Place) || (!company && outside)))
          problem = error->Message;
      // Nothing wrong with it, as far as one can see; but was it looked at?
      if (company && problem.empty() && (outside || placed.Block.End > known)) {
        (outside ? Alone : Shared).push_back(placed.Index);
        continue;
      }
      std::vector<ExampleFailure> failures;
      std::vector<Produced> produced;
      examine(unit, placed, slice, audit, failures, produced);
      // A finding may well be about what has no declaration; a rewrite needs a parse.
      if (!problem.empty() && (!example.Out.empty() || !failures.empty()))
        failures = {{ExampleFailure::Input, placed.Index, "", "CUDA that parses", problem}};
      if (failures.empty()) {
        std::move(produced.begin(), produced.end(), std::back_inserter(Made));
      } else if (company) {
        Alone.push_back(placed.Index);
      } else {
        llvm::append_range(Report.Failures, failures);
        if (failures.front().What != ExampleFailure::Input)
          std::move(produced.begin(), produced.end(), std::back_inserter(Made));
      }
    }
  }

  static bool holds(SourceRange range, const Location &place) {
    return range.Begin <= place.Offset && place.Offset < range.End;
  }

  /// What was seen of one unit, cut into its examples.
  struct Slice {
    Slice(const ExampleUnit &unit, const Observation &seen) : Includes() {
      for (const Fact &fact : seen.Facts)
        if (fact.Place.File == unit.File)
          Facts.push_back(&fact);
      for (const Body &body : seen.Bodies)
        if (body.Place.File == unit.File)
          Bodies.push_back(&body);
      for (const IncludeEdge &edge : seen.Includes)
        if (edge.Place.File == unit.File)
          Includes.push_back(edge);
    }
    std::vector<const Fact *> Facts;
    std::vector<const Body *> Bodies;
    std::vector<IncludeEdge> Includes;
  };

  /// Compares what comes of one example with what it says.
  void examine(const ExampleUnit &unit, const PlacedExample &placed, const Slice &slice,
               const Audit &audit, std::vector<ExampleFailure> &failures,
               std::vector<Produced> &produced) {
    const Example &example = *Examples[placed.Index].Text;
    // The example as if nothing else were in the unit but its include lines.
    std::vector<Fact> facts;
    std::vector<Body> bodies;
    for (const Fact *fact : slice.Facts)
      if (holds(placed.Block, fact->Place) || fact->Place.Offset < unit.Examples.front().Block.Begin)
        facts.push_back(*fact);
    for (const Body *body : slice.Bodies)
      if (placed.Block.contains(body->Braces) || holds(placed.Block, body->Place))
        bodies.push_back(*body);
    std::set<std::string> found;
    for (const Finding &finding : audit.Findings)
      if (finding.Place.File == unit.File && holds(placed.In, finding.Place))
        found.insert(finding.Id);

    RewriteInput input{facts, bodies, Data, [&](llvm::StringRef file) {
                         return file == unit.File ? &unit.Text : nullptr;
                       }};
    for (const Style *rules : Styles) {
      const std::string &style = rules->Name;
      RewriteOptions how{style, Data.profile(Options.Profile), "", rules};
      RewritePlan plan = planRewrite(input, how);
      planIncludes(input, how, slice.Includes, {}, plan);
      std::string why;
      for (const Finding &finding : plan.Findings)
        if (holds(placed.In, finding.Place)) {
          found.insert(finding.Id);
          why += "\n(" + finding.Id + ": " + finding.Message + ")";
        }
      auto expected = example.Out.find(style);
      if (expected == example.Out.end())
        continue;
      std::optional<RewrittenExample> now =
          findRewritten(plan.Edits.apply(unit.File, unit.Text), placed.Index);
      if (!now)
        failures.push_back({ExampleFailure::Text, placed.Index, style, expected->second,
                            "(a rewrite of more than the example)" + why});
      else if (now->In != expected->second)
        failures.push_back({ExampleFailure::Text, placed.Index, style, expected->second, now->In + why});
      else
        produced.push_back({placed.Index, style, std::move(now->Preface), std::move(now->Block)});
    }
    if (!example.Finding.empty() && !found.count(example.Finding)) {
      std::string others;
      for (const std::string &id : found)
        others += (others.empty() ? "" : ", ") + id;
      failures.push_back({ExampleFailure::Finding, placed.Index, "", example.Finding,
                          others.empty() ? "no finding" : others});
    }
  }

  /// A source of rewritten examples.
  struct Checked {
    SourceStyle Style;
    std::string File, Text;
    std::vector<std::pair<unsigned, size_t>> Lines; ///< last line of an example, index into Made
    std::vector<TypeError> Errors;
  };

  /// Type-checks what was made. Only what needs the same include lines shares a source, so that an include
  /// that an entry forgot is missed.
  llvm::Error checkTypes() {
    std::string clang = findClang();
    Report.TypeChecked = !clang.empty();
    if (clang.empty())
      return llvm::Error::success();
    // Helper headers are included relative to the source.
    std::string root = Folder + "/check", helpers = root + "/ascendify";
    std::error_code error = fs::create_directories(root);
    if (!error)
      error = fs::create_link(Options.Share + "/runtime/helpers", helpers);
    if (error)
      return makeError("cannot fill the folder '{}': {}", root, error.message());

    std::vector<size_t> todo(Made.size());
    for (size_t i = 0; i < todo.size(); ++i)
      todo[i] = i;
    bool together = true;
    while (!todo.empty() && !Cancel) {
      std::vector<Checked> sources = makeChecked(todo, together, root);
      todo.clear();
      if (llvm::Error failure = runAll(clang, sources))
        return failure;
      for (const Checked &source : sources)
        attribute(source, todo);
      together = false;
    }
    return llvm::Error::success();
  }

  std::vector<Checked> makeChecked(llvm::ArrayRef<size_t> todo, bool together, const std::string &root) {
    std::vector<Checked> sources;
    std::map<std::string, size_t> open;
    for (size_t i : todo) {
      const Produced &made = Made[i];
      bool shares = together && standsAlone(made.Block);
      std::string key = shares ? made.Style + "\n" + made.Preface : fmt::format("{}", i);
      auto [it, isNew] = open.try_emplace(key, sources.size());
      if (isNew) {
        bool native = made.Style == "native";
        sources.push_back({native ? SourceStyle::Native : SourceStyle::Portable,
                           fmt::format("{}/{}{}{}", root, together ? "shared" : "alone", sources.size(),
                                       native ? ".asc" : ".cpp"),
                           made.Preface, {}, {}});
      }
      Checked &source = sources[it->second];
      source.Text += made.Block;
      source.Lines.push_back({uint32_t(llvm::StringRef(source.Text).count('\n')), i});
    }
    return sources;
  }

  llvm::Error runAll(const std::string &clang, std::vector<Checked> &sources) {
    std::vector<std::string> problems(sources.size());
    std::atomic<size_t> next{0};
    auto work = [&] {
      for (size_t i; (i = next++) < sources.size() && !Cancel;) {
        Checked &source = sources[i];
        if (llvm::Error error = writeFile(source.File, source.Text)) {
          problems[i] = llvm::toString(std::move(error));
          continue;
        }
        llvm::Expected<std::vector<TypeError>> errors =
            typeCheck(clang, source.File, source.Style, {Options.Share, {}});
        if (errors)
          source.Errors = std::move(*errors);
        else
          problems[i] = llvm::toString(errors.takeError());
      }
    };
    std::vector<std::thread> threads;
    for (unsigned t = 1; t < Options.Jobs && t < sources.size(); ++t)
      threads.emplace_back(work);
    work();
    for (std::thread &thread : threads)
      thread.join();
    for (std::string &problem : problems)
      if (!problem.empty())
        return errorText(std::move(problem));
    return llvm::Error::success();
  }

  /// Gives the errors of \p source to its examples. Where an error belongs to none of several, they all
  /// go to \p todo.
  void attribute(const Checked &source, std::vector<size_t> &todo) {
    std::set<size_t> reported;
    for (const TypeError &error : source.Errors) {
      auto at = llvm::find_if(source.Lines, [&](const auto &l) { return error.Line <= l.first; });
      bool alone = source.Lines.size() == 1;
      unsigned preface = unsigned(llvm::StringRef(Made[source.Lines.front().second].Preface).count('\n'));
      if (!alone && (error.Line <= preface || at == source.Lines.end())) {
        for (const auto &line : source.Lines)
          todo.push_back(line.second);
        return;
      }
    }
    for (const TypeError &error : source.Errors) {
      auto at = source.Lines.size() == 1
                    ? source.Lines.begin()
                    : llvm::find_if(source.Lines, [&](const auto &l) { return error.Line <= l.first; });
      const Produced &made = Made[at->second];
      if (!reported.insert(at->second).second)
        continue; // the first says enough
      llvm::StringRef message = error.Message;
      if (message.consume_front(source.File + ":")) // the place is ours, not the reader's
        message = message.substr(message.find("error: ") + 7);
      const Example &example = *Examples[made.Index].Text;
      Report.Failures.push_back({ExampleFailure::Type, made.Index, made.Style,
                                 example.Out.at(made.Style), message.str()});
    }
  }

  llvm::ArrayRef<EmbeddedExample> Examples;
  const Database &Data;
  const ExampleOptions &Options;
  const std::atomic<bool> &Cancel;
  std::vector<const Style *> Styles;
  std::string Folder; ///< for everything temporary
  std::vector<size_t> Shared, Alone; ///< what waits to be parsed
  std::vector<Produced> Made;
  ExampleReport Report;
};

} // namespace

llvm::StringRef nameOf(ExampleFailure::Kind kind) {
  static constexpr llvm::StringRef names[] = {"input", "text", "finding", "type"};
  return names[kind];
}

llvm::Expected<ExampleReport> testExamples(llvm::ArrayRef<EmbeddedExample> examples,
                                           const Database &data, const ExampleOptions &options,
                                           const std::atomic<bool> &cancel) {
  return Tester(examples, data, options, cancel).run();
}

} // namespace ascendify
