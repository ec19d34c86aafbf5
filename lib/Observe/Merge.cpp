//===- Merge.cpp - what all units saw together ----------------------------===//
//
// Every operation here is commutative: sets are joined, and of two values for one
// thing the smaller in a fixed order wins. So the order in which workers
// finish cannot show in a report.
//
//===----------------------------------------------------------------------===//
#include "Model/Serialize.h"
#include "Observe/Observe.h"
#include "Observe/TextRanges.h"
#include "Support/Text.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/xxhash.h"
#include <map>
#include <set>

namespace ascendify {
namespace {

/// As many as a unit may bring; more say nothing new.
constexpr size_t MaxVariants = 64;

struct Slot {
  Fact F;
  std::map<std::string, Variant> Variants; ///< by their bytes
};

using Ranges = TextRanges;

struct FileState {
  bool Observed = false; ///< by a parse
  Tier Seen = Tier::Lexed;
  uint32_t Errors = ~0u;
  Ranges Skipped; ///< by every unit so far
  std::set<SourceRange> Foreign;
  std::set<SourceRange> Declared; ///< by tokens: names that look like a library's
  std::map<std::tuple<uint32_t, std::string, UseKind>, Slot> Facts;
  std::optional<AuditedFile> File;
  UnitFacts Lexed;
};

void takeSmaller(std::string &into, std::string &value) {
  if (into.empty() || (!value.empty() && value < into))
    into = std::move(value);
}

} // namespace

struct Merger::State {
  std::map<std::string, FileState> Files;
  /// One per instantiation, with the hash of its bytes.
  std::map<std::tuple<std::string, Location, std::string, std::vector<std::string>>,
           std::pair<uint64_t, Body>>
      Bodies;
  std::map<std::pair<Location, std::string>, IncludeEdge> Includes;
  std::map<std::pair<Location, std::string>, ParseError> Errors;
  Observation Out;

  /// Names that are declared by the code itself and never used as the platform's.
  std::set<std::string> OwnNames;
  /// Names that only look like a library's and that some file declares by its tokens.
  std::set<std::string> DeclaredNames;

  bool isDeclared(llvm::StringRef name) const;
  void collectOwnNames();
  void reconcile(FileState &file);
};

Merger::Merger() : S(std::make_unique<State>()) {}
Merger::~Merger() = default;

void Merger::addUnit(UnitFacts unit) {
  S->Out.UnitSeconds.emplace_back(unit.Unit, unit.Seconds);
  for (ParseError &e : unit.Errors) {
    std::pair<Location, std::string> key(e.Place, e.Message);
    S->Errors.try_emplace(std::move(key), std::move(e));
  }
  if (!unit.Failure.empty()) {
    S->Out.Failures.emplace_back(unit.Unit, unit.Failure);
    ++S->Out.UnitsFailed;
    return;
  }
  ++(unit.ErrorCount ? S->Out.UnitsRecovered : S->Out.UnitsParsed);
  std::map<std::string, Ranges> skipped;
  for (FileRange &r : unit.Skipped)
    skipped[r.File].push_back(r.Range);
  for (const ObservedFile &seen : unit.Files) {
    FileState &file = S->Files[seen.Path];
    Ranges mine = normalized(std::move(skipped[seen.Path]));
    file.Skipped = file.Observed ? intersection(file.Skipped, mine) : std::move(mine);
    file.Observed = true;
    file.Seen = std::max(file.Seen, seen.Seen);
    file.Errors = std::min(file.Errors, seen.Errors);
  }
  for (FileRange &r : unit.Foreign)
    S->Files[r.File].Foreign.insert(r.Range);
  for (Fact &f : unit.Facts) {
    Slot &slot = S->Files[f.Place.File].Facts[{f.Place.Offset, f.Symbol, f.Kind}];
    for (Variant &v : f.Variants) {
      std::string bytes = toBytes(v);
      slot.Variants.try_emplace(std::move(bytes), std::move(v));
    }
    f.Variants.clear();
    if (slot.F.Place.Line == 0) {
      slot.F = std::move(f);
      continue;
    }
    slot.F.Sureness = std::min(slot.F.Sureness, f.Sureness);
    if (f.Macro < slot.F.Macro || (f.Macro == slot.F.Macro && f.MacroName < slot.F.MacroName)) {
      slot.F.Macro = f.Macro;
      slot.F.MacroName = std::move(f.MacroName);
    }
    takeSmaller(slot.F.Function, f.Function);
    slot.F.Range = std::max(slot.F.Range, f.Range);
  }
  for (Body &b : unit.Bodies) {
    uint64_t hash = llvm::xxh3_64bits(toBytes(b));
    auto [slot, fresh] = S->Bodies.try_emplace({b.Usr, b.Place, b.Instance, b.TemplateArguments});
    if (fresh || hash < slot->second.first)
      slot->second = {hash, std::move(b)};
  }
  for (IncludeEdge &e : unit.Includes) {
    IncludeEdge &slot = S->Includes[{e.Place, e.Written}];
    if (!slot.Place.valid())
      slot = std::move(e);
    else
      takeSmaller(slot.Resolved, e.Resolved);
  }
}

void Merger::addLexed(AuditedFile file, UnitFacts lexed) {
  FileState &state = S->Files[file.Path];
  for (IncludeEdge &e : lexed.Includes) {
    std::pair<Location, std::string> key(e.Place, e.Written);
    S->Includes.try_emplace(std::move(key), std::move(e));
  }
  lexed.Includes.clear();
  for (const FileRange &r : lexed.Foreign)
    state.Declared.insert(r.Range);
  state.File = std::move(file);
  state.Lexed = std::move(lexed);
}

void Merger::State::collectOwnNames() {
  std::set<std::string> used, parsed;
  for (const auto &[path, file] : Files) {
    for (const auto &[key, slot] : file.Facts) {
      used.insert(slot.F.Symbol);
      if (slot.F.Sureness == Confidence::Parsed)
        parsed.insert(slot.F.Symbol);
    }
    for (const Fact &f : file.Lexed.Facts) {
      auto it = file.Foreign.lower_bound({f.Range.Begin, 0});
      if (it != file.Foreign.end() && it->Begin < f.Range.End)
        OwnNames.insert(f.Symbol);
      if (file.Declared.count(f.Range))
        DeclaredNames.insert(f.Symbol);
    }
  }
  for (const std::string &name : used)
    OwnNames.erase(name);
  for (const std::string &name : parsed)
    DeclaredNames.erase(name);
}

/// Whether the code declares \p name, or what it is a member of.
bool Merger::State::isDeclared(llvm::StringRef name) const {
  if (DeclaredNames.empty())
    return false;
  for (;; name = name.take_front(name.rfind("::"))) {
    if (DeclaredNames.count(name.str()))
      return true;
    if (!name.contains("::"))
      return false;
  }
}

/// Keeps the lexical facts that no parse explains.
void Merger::State::reconcile(FileState &file) {
  std::vector<uint32_t> explained;
  for (const auto &[key, slot] : file.Facts)
    explained.push_back(std::get<0>(key));
  for (SourceRange r : file.Foreign)
    explained.push_back(r.Begin);
  for (SourceRange r : file.Declared)
    explained.push_back(r.Begin);
  std::erase_if(file.Facts, [&](const auto &fact) {
    return fact.second.F.Sureness == Confidence::Recovered && isDeclared(fact.second.F.Symbol);
  });
  llvm::sort(explained);
  for (Fact &f : file.Lexed.Facts) {
    // A qualified name is explained by what its last part means.
    auto it = llvm::lower_bound(explained, f.Range.Begin);
    if (it != explained.end() && *it < f.Range.End)
      continue;
    // After an error the parse may have lost a name that is the code's own elsewhere.
    if ((file.Observed && OwnNames.count(f.Symbol)) || isDeclared(f.Symbol))
      continue;
    f.Inactive = file.Observed && inside(file.Skipped, f.Range.Begin);
    if (!f.Inactive)
      f.Condition.clear();
    Slot &slot = file.Facts[{f.Place.Offset, f.Symbol, f.Kind}];
    slot.F = std::move(f);
  }
}

Observation Merger::finish() {
  Observation out = std::move(S->Out);
  S->collectOwnNames();
  for (auto &[path, file] : S->Files) {
    // Files that are not part of the work (vendored, ignored, generated) are seen but not reported.
    if (!file.File)
      continue;
    bool reported = file.File->Seen != Tier::Unread;
    if (reported) {
      S->reconcile(file);
      if (file.Observed) {
        file.File->Seen = file.Seen;
        file.File->Errors = file.Errors;
      }
      for (auto &[key, slot] : file.Facts) {
        // The pattern of a template counts only where nothing was instantiated.
        bool instantiated =
            llvm::any_of(slot.Variants, [](const auto &v) { return !v.second.Dependent; });
        for (auto &[bytes, variant] : slot.Variants)
          if ((!instantiated || !variant.Dependent) && slot.F.Variants.size() < MaxVariants)
            slot.F.Variants.push_back(std::move(variant));
        out.Facts.push_back(std::move(slot.F));
      }
      if (file.Observed)
        for (SourceRange r : file.Skipped)
          out.Skipped.push_back({path, r});
    }
    out.Files.push_back(std::move(*file.File));
  }
  llvm::sort(out.Facts);
  for (auto &[key, body] : S->Bodies)
    out.Bodies.push_back(std::move(body.second));
  for (auto &[key, edge] : S->Includes)
    out.Includes.push_back(std::move(edge));
  for (auto &[key, error] : S->Errors)
    out.Errors.push_back(std::move(error));
  llvm::sort(out.Failures);
  llvm::sort(out.UnitSeconds);
  S = std::make_unique<State>();
  return out;
}

} // namespace ascendify
