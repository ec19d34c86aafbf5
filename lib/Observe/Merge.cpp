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
#include "Support/Error.h"
#include "Support/Text.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/xxhash.h"
#include <map>
#include <memory>
#include <optional>
#include <set>

namespace ascendify {
namespace {

/// As many as a unit may bring; more say nothing new.
constexpr size_t MaxVariants = 64;

/// Instantiations that are kept of one written function. A code base that makes hundreds of one kernel would
/// fill the memory with bodies that differ in nothing a check looks at.
constexpr size_t MaxInstances = 64;

/// What units saw at one place. The trap: bytes decide the order, and most places have one variant, so bytes
/// are made where there are several only.
class VariantSet {
public:
  void add(Variant v) {
    if (!All.empty()) {
      if (All.size() == 1)
        All.front().Hash = hashOf(All.front().V);
      uint64_t hash = hashOf(v);
      if (llvm::any_of(All, [&](const One &one) { return one.Hash == hash; }))
        return;
      All.push_back({std::move(v), hash});
    } else {
      All.push_back({std::move(v), 0});
    }
    if (All.size() > MaxVariants * 4)
      cut();
  }

  /// In their order. The pattern of a template counts only where nothing was instantiated.
  std::vector<Variant> take() {
    bool instantiated = llvm::any_of(All, [](const One &one) { return !one.V.Dependent; });
    if (instantiated)
      llvm::erase_if(All, [](const One &one) { return one.V.Dependent; });
    cut();
    std::vector<Variant> out;
    out.reserve(All.size());
    for (One &one : All)
      out.push_back(std::move(one.V));
    All.clear();
    return out;
  }

private:
  struct One {
    Variant V;
    uint64_t Hash;
  };
  static uint64_t hashOf(const Variant &v) { return llvm::xxh3_64bits(toBytes(v)); }

  /// Sorts, and leaves of each kind as many as take() may give: what is cut here could not come back.
  void cut() {
    if (All.size() < 2)
      return;
    std::vector<std::pair<std::string, size_t>> order;
    for (size_t i = 0; i < All.size(); ++i)
      order.push_back({toBytes(All[i].V), i});
    llvm::sort(order);
    std::vector<One> kept;
    size_t patterns = 0, others = 0;
    for (const auto &[bytes, i] : order)
      if ((All[i].V.Dependent ? patterns : others)++ < MaxVariants)
        kept.push_back(std::move(All[i]));
    All = std::move(kept);
  }

  std::vector<One> All;
};

struct Slot {
  Fact F;
  VariantSet Variants;
};

/// A body, with the hash of its bytes once another one had the same key.
struct KeptBody {
  Body B;
  std::optional<uint64_t> Hash;
  uint64_t hash() {
    if (!Hash)
      Hash = llvm::xxh3_64bits(toBytes(B));
    return *Hash;
  }
};

struct ByInstance {
  bool operator()(const std::unique_ptr<KeptBody> &a, const std::unique_ptr<KeptBody> &b) const {
    return std::tie(a->B.Instance, a->B.TemplateArguments) < std::tie(b->B.Instance, b->B.TemplateArguments);
  }
};

/// The bodies of one written function.
struct Instances {
  std::set<std::unique_ptr<KeptBody>, ByInstance> Kept; ///< those with the smallest keys
  size_t Plain = 0;                                     ///< of Kept: no instantiations
  std::set<uint64_t> Seen;                              ///< hashes of the keys of all instantiations
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
  std::map<std::pair<std::string, Location>, Instances> Bodies;
  std::map<std::pair<Location, std::string>, IncludeEdge> Includes;
  std::map<std::pair<Location, std::string>, ParseError> Errors;
  Observation Out;

  /// Names that are declared by the code itself and never used as the platform's.
  std::set<std::string> OwnNames;
  /// Names that only look like a library's and that some file declares by its tokens.
  std::set<std::string> DeclaredNames;

  bool isDeclared(llvm::StringRef name) const;
  void addBody(Body body);
  void finishBodies(Observation &out);
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
    for (Variant &v : f.Variants)
      slot.Variants.add(std::move(v));
    f.Variants = {};
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
  for (Body &b : unit.Bodies)
    S->addBody(std::move(b));
  for (IncludeEdge &e : unit.Includes) {
    IncludeEdge &slot = S->Includes[{e.Place, e.Written}];
    if (!slot.Place.valid())
      slot = std::move(e);
    else
      takeSmaller(slot.Resolved, e.Resolved);
  }
}

/// Commutative: whatever the order, the smallest keys stay, and of each the body with the smallest hash.
void Merger::State::addBody(Body body) {
  Instances &all = Bodies[{body.Usr, body.Place}];
  auto fresh = std::make_unique<KeptBody>(KeptBody{std::move(body), std::nullopt});
  bool plain = fresh->B.Instance.empty();
  if (!plain) {
    std::string key = fresh->B.Instance;
    for (const std::string &argument : fresh->B.TemplateArguments)
      key += '\0' + argument;
    all.Seen.insert(llvm::xxh3_64bits(key));
  }
  auto same = all.Kept.find(fresh);
  if (same != all.Kept.end()) {
    // The key is the same: the order of the set does not change.
    if (fresh->hash() < (*same)->hash())
      **same = std::move(*fresh);
    return;
  }
  all.Plain += plain;
  all.Kept.insert(std::move(fresh));
  // What is no instantiation has the smallest key of all, and stays.
  if (all.Kept.size() - all.Plain > MaxInstances)
    all.Kept.erase(std::prev(all.Kept.end()));
}

void Merger::State::finishBodies(Observation &out) {
  size_t count = 0, functions = 0, most = 0;
  for (const auto &[key, all] : Bodies)
    count += all.Kept.size();
  out.Bodies.reserve(count);
  std::string example;
  // What was moved is given up at once: there are many.
  for (auto it = Bodies.begin(); it != Bodies.end(); it = Bodies.erase(it)) {
    auto &[key, all] = *it;
    if (all.Seen.size() > MaxInstances) {
      ++functions;
      if (all.Seen.size() > most) {
        most = all.Seen.size();
        example = fmt::format("{} ({}:{})", (*all.Kept.begin())->B.Name, key.second.File, key.second.Line);
      }
    }
    while (!all.Kept.empty())
      out.Bodies.push_back(std::move(all.Kept.extract(all.Kept.begin()).value()->B));
  }
  if (functions)
    out.Notes.push_back(fmt::format("of {} with more than {} instantiations, checks look at {} each; most has {}: {}",
                                    countOf(functions, "function"), MaxInstances, MaxInstances, example, most));
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
  size_t most = 0;
  for (const auto &[path, file] : S->Files)
    most += file.File ? file.Facts.size() + file.Lexed.Facts.size() : 0;
  out.Facts.reserve(most);
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
        slot.F.Variants = slot.Variants.take();
        out.Facts.push_back(std::move(slot.F));
      }
      if (file.Observed)
        for (SourceRange r : file.Skipped)
          out.Skipped.push_back({path, r});
    }
    out.Files.push_back(std::move(*file.File));
    file = {};
  }
  out.Facts.shrink_to_fit();
  assert(llvm::is_sorted(out.Facts) && "files and what they hold are kept in order");
  S->finishBodies(out);
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
