//===- Database.cpp - all mappings and profiles ---------------------------===//
//
// Two stores behind one interface: the mapped index, and a table in memory for
// overlays (or for everything, when the index cannot be used). A symbol of an
// overlay replaces all entries of that symbol below it.
//
//===----------------------------------------------------------------------===//
#include "Mapping/Database.h"
#include "Mapping/Index.h"
#include "Mapping/Overloads.h"
#include "Support/Error.h"
#include "Support/Text.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include <array>
#include <atomic>
#include <map>
#include <set>

namespace ascendify {

namespace {

/// A symbol in memory.
struct Slot {
  std::string Library;
  UseKind Kind = UseKind::Function;
  std::vector<Entry> Entries;
  Roles Before; ///< what the tables below said that it does; holds unless Entries say otherwise
};

using EntryList = std::vector<Entry>;

/// A family with its entry, which is decoded when somebody asks for it.
struct FamilySlot {
  FamilyHead Head;
  std::optional<size_t> Indexed; ///< place in the index; none: Made holds the entry
  mutable std::atomic<const Entry *> Made = nullptr;

  ~FamilySlot() { delete Made.load(std::memory_order_relaxed); }
};

bool follows(const FamilyHead &family, llvm::StringRef rest) {
  if (family.Family == FamilyKind::Mnemonic)
    return rest.empty() || rest.front() == '.';
  char c = rest.empty() ? '\0' : rest.front();
  switch (family.Next) {
  case NextChar::Any:
    return true;
  case NextChar::Upper:
    return c >= 'A' && c <= 'Z';
  case NextChar::Lower:
    return c >= 'a' && c <= 'z';
  case NextChar::Digit:
    return c >= '0' && c <= '9';
  case NextChar::Word:
    return rest.empty() || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  }
  return false;
}

} // namespace

struct Database::Impl {
  std::unique_ptr<IndexFile> Index;
  /// Decoded entries by record of the index; each is made once and kept.
  std::unique_ptr<std::atomic<const EntryList *>[]> Decoded;
  llvm::StringMap<std::unique_ptr<Slot>> Memory;
  std::vector<std::unique_ptr<FamilySlot>> Families;
  std::map<std::pair<FamilyKind, std::string>, size_t> FamilyAt; ///< by kind and symbol
  /// Families by first character, longest first.
  std::array<std::vector<const FamilySlot *>, 256> FamiliesBy;
  std::vector<Profile> Profiles;
  std::vector<Style> Styles;
  std::vector<Profile> Sources;
  std::vector<Override> Overrides;
  std::vector<std::string> Notes;
  std::string Digest;

  ~Impl() {
    if (Decoded)
      for (uint32_t i = 0; i < Index->size(); ++i)
        delete Decoded[i].load(std::memory_order_relaxed);
  }

  const EntryList *decoded(uint32_t record) const {
    std::atomic<const EntryList *> &slot = Decoded[record];
    if (const EntryList *made = slot.load(std::memory_order_acquire))
      return made;
    auto fresh = std::make_unique<const EntryList>(Index->entries(record));
    const EntryList *expected = nullptr;
    if (slot.compare_exchange_strong(expected, fresh.get(), std::memory_order_acq_rel))
      return fresh.release();
    return expected; // another thread was first
  }

  /// The entries of exactly \p symbol, or null.
  const EntryList *exact(llvm::StringRef symbol) const {
    auto it = Memory.find(symbol);
    if (it != Memory.end())
      return it->second->Entries.empty() ? nullptr : &it->second->Entries;
    if (!Index)
      return nullptr;
    std::optional<uint32_t> record = Index->find(symbol);
    if (!record || !Index->hasEntries(*record))
      return nullptr;
    return decoded(*record);
  }

  /// What \p symbol does: its overloads together; an alias does what it stands for.
  Roles rolesOf(llvm::StringRef symbol, unsigned depth = 0) const {
    auto it = Memory.find(symbol);
    if (it == Memory.end()) {
      std::optional<uint32_t> record = Index ? Index->find(symbol) : std::nullopt;
      return record ? Index->info(*record).Does : Roles();
    }
    Roles out;
    for (const Entry &entry : it->second->Entries)
      out.join(entry.Alias.empty() ? entry.Does
               : depth < 16        ? rolesOf(entry.Alias, depth + 1)
                                   : Roles()); // loading made sure that aliases end
    return out.any() ? out : it->second->Before;
  }

  /// Outside of assembler `ret` and `min` are names of other things: \p mnemonics says whether families
  /// of instructions count.
  const FamilySlot *family(llvm::StringRef name, bool withTargets, bool mnemonics = true) const {
    if (name.empty())
      return nullptr;
    for (const FamilySlot *slot : FamiliesBy[uint8_t(name.front())]) {
      const FamilyHead &head = slot->Head;
      size_t size = head.Symbol.size();
      // Most of one letter differ in their last one, too.
      if (size <= name.size() && head.Symbol[size - 1] == name[size - 1] && name.starts_with(head.Symbol) &&
          (!withTargets || head.HasTargets) && (mnemonics || head.Family != FamilyKind::Mnemonic) &&
          follows(head, name.drop_front(size)))
        return slot;
    }
    return nullptr;
  }

  const Entry *entryOf(const FamilySlot &family) const {
    if (const Entry *made = family.Made.load(std::memory_order_acquire))
      return made;
    auto fresh = std::make_unique<const Entry>(Index->familyEntry(*family.Indexed));
    const Entry *expected = nullptr;
    if (family.Made.compare_exchange_strong(expected, fresh.get(), std::memory_order_acq_rel))
      return fresh.release();
    return expected; // another thread was first
  }

  void addFamily(std::unique_ptr<FamilySlot> slot, llvm::StringRef overlay) {
    auto [it, isNew] = FamilyAt.try_emplace({slot->Head.Family, slot->Head.Symbol}, Families.size());
    if (isNew) {
      Families.push_back(std::move(slot));
      return;
    }
    if (!overlay.empty())
      Overrides.push_back({slot->Head.Symbol, overlay.str()});
    Families[it->second] = std::move(slot);
  }

  void addFamily(Entry entry, llvm::StringRef overlay) {
    auto slot = std::make_unique<FamilySlot>();
    const Entry &kept = *(slot->Made = new Entry(std::move(entry)));
    slot->Head = {kept.Symbol, kept.Family, kept.Next, !kept.Targets.empty(), {kept.Library, kept.Kind, kept.Does}};
    addFamily(std::move(slot), overlay);
  }

  /// What has a name of its own, a profile or a style, replaces the one of that name as a whole.
  template <typename T>
  void takeNamed(llvm::StringRef what, std::vector<T> &to, std::vector<T> from, llvm::StringRef overlay) {
    for (T &one : from) {
      auto it = llvm::find_if(to, [&](const T &other) { return other.Name == one.Name; });
      if (it == to.end()) {
        to.push_back(std::move(one));
        continue;
      }
      if (!overlay.empty())
        Overrides.push_back({(what + " " + one.Name).str(), overlay.str()});
      *it = std::move(one);
    }
  }

  /// Takes over \p tables; \p overlay is empty for the base tables.
  void take(MappingTables tables, llvm::StringRef overlay) {
    std::set<std::string> replaced;
    for (Entry &entry : tables.Entries) {
      if (entry.Family != FamilyKind::None) {
        addFamily(std::move(entry), overlay);
        continue;
      }
      if (replaced.insert(entry.Symbol).second) {
        if (!overlay.empty() && exact(entry.Symbol))
          Overrides.push_back({entry.Symbol, overlay.str()});
        Memory[entry.Symbol] = std::make_unique<Slot>(
            Slot{entry.Library, entry.Kind, {}, rolesOf(entry.Symbol)});
      }
      Memory[entry.Symbol]->Entries.push_back(std::move(entry));
    }
    for (const SurfaceName &name : tables.Surface)
      if (!(Index && Index->find(name.Name)))
        if (auto &slot = Memory[name.Name]; !slot)
          slot = std::make_unique<Slot>(Slot{name.Library, name.Kind, {}, {}});
    takeNamed("profile", Profiles, std::move(tables.Profiles), overlay);
    takeNamed("style", Styles, std::move(tables.Styles), overlay);
    takeNamed("source platform", Sources, std::move(tables.Sources), overlay);
    Notes.insert(Notes.end(), tables.Notes.begin(), tables.Notes.end());
    Digest = Digest.empty() ? tables.Digest : digest(Digest + "\n" + tables.Digest);
  }

  void finish() {
    std::sort(Profiles.begin(), Profiles.end(),
              [](const Profile &a, const Profile &b) { return a.Name < b.Name; });
    for (const auto &slot : Families)
      if (!slot->Head.Symbol.empty())
        FamiliesBy[uint8_t(slot->Head.Symbol.front())].push_back(slot.get());
    for (auto &list : FamiliesBy)
      std::sort(list.begin(), list.end(), [](const FamilySlot *a, const FamilySlot *b) {
        const std::string &left = a->Head.Symbol, &right = b->Head.Symbol;
        return left.size() != right.size() ? left.size() > right.size() : left < right;
      });
  }
};

Database::Database() : I(std::make_unique<Impl>()) {}
Database::~Database() = default;

llvm::Expected<std::unique_ptr<Database>> Database::open(llvm::StringRef share,
                                                         llvm::ArrayRef<std::string> overlays) {
  std::unique_ptr<Database> out(new Database);
  Impl &impl = *out->I;
  auto below = [&](llvm::StringRef a, llvm::StringRef b = "") {
    llvm::SmallString<256> name(share);
    llvm::sys::path::append(name, a);
    if (!b.empty()) // an empty component would end the path in '/'
      llvm::sys::path::append(name, b);
    return std::string(name);
  };
  std::optional<Loader> loader;
  auto needLoader = [&]() -> llvm::Error {
    if (loader)
      return llvm::Error::success();
    llvm::Expected<Loader> made = Loader::create(below("mappings", "schema"));
    if (!made)
      return made.takeError();
    loader.emplace(std::move(*made));
    return llvm::Error::success();
  };

  llvm::Expected<std::unique_ptr<IndexFile>> index = IndexFile::open(below("mappings.idx"));
  if (index) {
    impl.Index = std::move(*index);
    impl.Decoded = std::make_unique<std::atomic<const EntryList *>[]>(impl.Index->size());
    impl.Profiles = impl.Index->profiles();
    impl.Styles = impl.Index->styles();
    impl.Sources = impl.Index->sources();
    impl.Digest = impl.Index->digest();
    for (size_t i = 0; i < impl.Index->families().size(); ++i) {
      auto slot = std::make_unique<FamilySlot>();
      slot->Head = impl.Index->families()[i];
      slot->Indexed = i;
      impl.addFamily(std::move(slot), "");
    }
  } else {
    std::string why = llvm::toString(index.takeError());
    if (!llvm::sys::fs::is_directory(below("mappings")))
      return makeError("{}; and no tables in '{}' either: the installation is incomplete", why,
                       below("mappings"));
    if (llvm::Error error = needLoader())
      return error;
    MappingTables tables;
    std::vector<DataProblem> problems;
    loader->readFolder(below("mappings"), "mappings", Loader::Strictness::Base, tables, problems);
    Loader::checkAliases(tables, nullptr, problems);
    if (!problems.empty())
      return errorOf(problems);
    impl.take(std::move(tables), "");
    impl.Notes.insert(impl.Notes.begin(), why + "; the JSON tables are read instead");
  }

  for (const std::string &overlay : overlays) {
    if (llvm::Error error = needLoader())
      return error;
    MappingTables tables;
    std::vector<DataProblem> problems;
    loader->readFolder(overlay, "", Loader::Strictness::Overlay, tables, problems);
    if (problems.empty() && !tables.Files)
      problems.push_back({overlay, 0, 0, "holds no table of mappings or profile (*.json)"});
    Loader::checkAliases(
        tables,
        [&](llvm::StringRef name) -> std::optional<std::string> {
          const EntryList *list = impl.exact(name);
          if (!list)
            return std::nullopt;
          return list->front().Alias;
        },
        problems);
    if (!problems.empty())
      return errorOf(problems);
    impl.take(std::move(tables), overlay);
  }
  impl.finish();
  return out;
}

std::optional<SymbolInfo> Database::find(llvm::StringRef name) const {
  if (!I->Memory.empty()) {
    auto it = I->Memory.find(name);
    if (it != I->Memory.end())
      return SymbolInfo{it->second->Library, it->second->Kind, I->rolesOf(name)};
  }
  if (I->Index)
    if (std::optional<uint32_t> record = I->Index->find(name))
      return I->Index->info(*record);
  return std::nullopt;
}

std::optional<SymbolInfo> Database::guess(llvm::StringRef name) const {
  // Whoever means an instruction writes its dot (`ret.`, `add.u32`), which no other name has.
  if (const FamilySlot *family = I->family(name, /*withTargets=*/false, /*mnemonics=*/name.contains('.')))
    return family->Head.Info;
  return std::nullopt;
}

std::vector<const Entry *> Database::entries(llvm::StringRef symbol, const Variant *seen) const {
  const EntryList *list = I->exact(symbol);
  // Loading made sure that aliases end; the bound only guards a damaged index.
  for (unsigned depth = 0; list && !list->front().Alias.empty() && depth < 16; ++depth)
    list = I->exact(list->front().Alias);
  std::vector<const Entry *> out;
  // An entry that only says what the symbol does leaves what becomes of it to its family.
  bool hasTargets = list && llvm::any_of(*list, [](const Entry &e) { return !e.Targets.empty(); });
  if (!hasTargets) {
    if (list || !I->exact(symbol))
      if (const FamilySlot *family = I->family(symbol, /*withTargets=*/true))
        out.push_back(I->entryOf(*family));
    return out;
  }
  std::vector<std::pair<int, const Entry *>> ranked; // in one array: its order breaks ties
  for (const Entry &entry : *list)
    ranked.push_back({-overloadRank(entry, seen), &entry});
  std::sort(ranked.begin(), ranked.end());
  for (const auto &[rank, entry] : ranked)
    out.push_back(entry);
  return out;
}

const std::vector<Profile> &Database::profiles() const { return I->Profiles; }

const Profile *Database::profile(llvm::StringRef name) const {
  for (const Profile &profile : I->Profiles)
    if (profile.Name == name)
      return &profile;
  return nullptr;
}

const Style *Database::style(llvm::StringRef name) const {
  for (const Style &style : I->Styles)
    if (style.Name == name)
      return &style;
  return nullptr;
}

const Profile &Database::source() const {
  static const Profile none;
  return I->Sources.empty() ? none : I->Sources.front();
}

const std::vector<Override> &Database::overrides() const { return I->Overrides; }
const std::vector<std::string> &Database::notes() const { return I->Notes; }
std::string Database::version() const { return I->Digest; }

std::vector<std::string> Database::symbols() const {
  std::set<std::string> names;
  if (I->Index)
    for (uint32_t i = 0; i < I->Index->size(); ++i)
      if (I->Index->hasEntries(i))
        names.insert(I->Index->name(i).str());
  for (const auto &slot : I->Memory)
    if (!slot.second->Entries.empty())
      names.insert(slot.first().str());
  for (const auto &family : I->Families)
    names.insert(family->Head.Symbol);
  return {names.begin(), names.end()};
}

std::vector<std::string> Database::names() const {
  std::set<std::string> names;
  if (I->Index)
    for (uint32_t i = 0; i < I->Index->size(); ++i)
      names.insert(I->Index->name(i).str());
  for (const auto &slot : I->Memory)
    names.insert(slot.first().str());
  return {names.begin(), names.end()};
}

std::vector<const Entry *> Database::own(llvm::StringRef symbol) const {
  std::vector<const Entry *> out;
  if (const EntryList *list = I->exact(symbol))
    for (const Entry &entry : *list)
      out.push_back(&entry);
  for (const auto &family : I->Families)
    if (family->Head.Symbol == symbol)
      out.push_back(I->entryOf(*family));
  return out;
}

} // namespace ascendify
