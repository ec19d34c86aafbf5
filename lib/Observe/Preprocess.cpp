//===- Preprocess.cpp - what the preprocessor sees, and Collector ---------===//
#include "Model/Serialize.h"
#include "Observe/Collector.h"
#include "Observe/DeviceView.h"
#include "Observe/TextScan.h"
#include "clang/Lex/Lexer.h"
#include "clang/Lex/MacroInfo.h"

namespace ascendify {

/// A place that this many instantiations see differently has said enough.
constexpr size_t MaxVariants = 64;

const Collector::Known &Collector::known(llvm::StringRef name) {
  auto [it, fresh] = Names.try_emplace(name);
  if (fresh) {
    it->second.Listed = Symbols.find(name);
    if (!it->second.Listed)
      it->second.Guessed = Symbols.guess(name);
  }
  return it->second;
}

Fact &Collector::fact(const Anchor &at, llvm::StringRef symbol, UseKind fallback,
                      Confidence sureness) {
  const Known &k = known(symbol);
  const std::optional<SymbolInfo> &info = k.Listed ? k.Listed : k.Guessed;
  UseKind kind = k.Listed && fallback != UseKind::Launch ? k.Listed->Kind : fallback;
  auto [it, fresh] = Facts.try_emplace(Key(P.pathOf(at.File), at.Offset, symbol.str(), kind));
  Fact &f = it->second.F;
  if (fresh) {
    f.Place = P.location(at);
    f.Range = {at.Offset, at.Offset + at.Length};
    f.Symbol = symbol.str();
    f.Library = info ? info->Library.str() : "";
    f.Kind = kind;
    f.Sureness = sureness;
    f.Macro = at.Macro;
    f.MacroName = at.MacroName;
    Slots[&f] = &it->second;
  } else {
    f.Sureness = std::min(f.Sureness, sureness);
  }
  return f;
}

void Collector::addVariant(Fact &fact, Variant variant) {
  Slot *slot = Slots.lookup(&fact);
  if (slot->Seen.size() < MaxVariants && slot->Seen.insert(toBytes(variant)).second)
    fact.Variants.push_back(std::move(variant));
}

void Collector::foreign(const Anchor &at) {
  Foreign.insert({P.pathOf(at.File), {at.Offset, at.Offset + at.Length}});
}

UnitFacts Collector::take() {
  for (auto &[key, slot] : Facts)
    Out.Facts.push_back(std::move(slot.F));
  Facts.clear();
  Slots.clear();
  // The preprocessor does not know in which function a macro is used; the bodies do.
  for (Fact &f : Out.Facts) {
    if (!f.Variants.empty() || f.Kind == UseKind::Include || f.Macro == MacroOrigin::Body)
      continue;
    const Body *innermost = nullptr;
    for (const Body &body : Out.Bodies)
      if (body.Place.File == f.Place.File && body.Braces.contains(f.Range) &&
          (!innermost || innermost->Braces.contains(body.Braces)))
        innermost = &body;
    if (!innermost)
      continue;
    f.Function = innermost->Name;
    f.Variants.emplace_back().Where = innermost->Where;
  }
  // A place that is the platform's in one instantiation is not foreign.
  std::set<std::pair<std::string, uint32_t>> used;
  for (const Fact &f : Out.Facts)
    used.insert({f.Place.File, f.Place.Offset});
  for (const FileRange &f : Foreign)
    if (!used.count({f.File, f.Range.Begin}))
      Out.Foreign.push_back(f);
  return std::move(Out);
}

namespace {

class PreprocessObserver : public clang::PPCallbacks {
public:
  explicit PreprocessObserver(Collector &collector) : C(collector) {}

  void MacroExpands(const clang::Token &name, const clang::MacroDefinition &definition,
                    clang::SourceRange, const clang::MacroArgs *) override {
    use(name, definition.getMacroInfo());
  }
  void If(clang::SourceLocation loc, clang::SourceRange condition, ConditionValueKind) override {
    conditional(loc, asksForArchitecture(condition));
  }
  void Elif(clang::SourceLocation, clang::SourceRange condition, ConditionValueKind,
            clang::SourceLocation ifLoc) override {
    conditional(ifLoc, asksForArchitecture(condition));
  }
  void Ifdef(clang::SourceLocation loc, const clang::Token &name,
             const clang::MacroDefinition &d) override {
    conditional(loc, isArchitecture(name));
    test(name, d);
  }
  void Ifndef(clang::SourceLocation loc, const clang::Token &name,
              const clang::MacroDefinition &d) override {
    conditional(loc, isArchitecture(name));
    test(name, d);
  }
  void Elifdef(clang::SourceLocation, const clang::Token &name,
               const clang::MacroDefinition &d) override {
    conditional(Latest, isArchitecture(name));
    test(name, d);
  }
  void Elifndef(clang::SourceLocation loc, const clang::Token &name,
                const clang::MacroDefinition &d) override {
    Elifdef(loc, name, d);
  }
  void Elifdef(clang::SourceLocation, clang::SourceRange condition,
               clang::SourceLocation ifLoc) override {
    conditional(ifLoc, asksForArchitecture(condition));
  }
  void Elifndef(clang::SourceLocation, clang::SourceRange condition,
                clang::SourceLocation ifLoc) override {
    conditional(ifLoc, asksForArchitecture(condition));
  }
  void Else(clang::SourceLocation, clang::SourceLocation ifLoc) override {
    conditional(ifLoc, false);
  }
  void Endif(clang::SourceLocation, clang::SourceLocation ifLoc) override {
    conditional(ifLoc, false);
  }
  void Defined(const clang::Token &name, const clang::MacroDefinition &d,
               clang::SourceRange) override {
    test(name, d);
  }

  void SourceRangeSkipped(clang::SourceRange range, clang::SourceLocation) override {
    clang::SourceManager &sm = C.P.manager();
    clang::FileID id = sm.getFileID(range.getBegin());
    if (C.P.originOf(id) != Origin::Root || sm.getFileID(range.getEnd()) != id)
      return;
    uint32_t begin = sm.getFileOffset(range.getBegin()), end = sm.getFileOffset(range.getEnd());
    if (begin >= end)
      return;
    C.Out.Skipped.push_back({C.P.pathOf(id), {begin, end}});
    // The range starts at a directive of the conditional that was told of last.
    if (!C.HidesDeviceCode && Asks.lookup(Latest))
      C.HidesDeviceCode = holdsCode(sm.getBufferData(id).slice(begin, end));
  }

  void InclusionDirective(clang::SourceLocation hash, const clang::Token &, llvm::StringRef written,
                          bool angled, clang::CharSourceRange range,
                          clang::OptionalFileEntryRef file, llvm::StringRef, llvm::StringRef,
                          const clang::Module *, bool, clang::SrcMgr::CharacteristicKind) override {
    if (file)
      C.P.patch(*file);
    std::optional<Anchor> at = C.P.anchor(range.getBegin());
    if (!at || at->Macro != MacroOrigin::None)
      return;
    clang::SourceManager &sm = C.P.manager();
    uint32_t end = sm.getFileOffset(range.getEnd());
    // The end of a quoted name may be given as its last token's start.
    at->Length = std::max<uint32_t>(end > at->Offset ? end - at->Offset : 0, written.size() + 2);
    IncludeEdge edge;
    edge.Place = C.P.location(*at);
    edge.Written = written.str();
    edge.Angled = angled;
    bool ours = false;
    if (file) {
      // By its path: asking the source manager for the file would read every entry of the preamble.
      edge.Resolved = file->getName().str();
      ours = C.P.originOf(file->getName()) == Origin::Root;
    }
    C.Out.Includes.push_back(std::move(edge));
    const Collector::Known &k = C.known(written);
    if (k.Listed && k.Listed->Kind == UseKind::Include) {
      if (ours)
        C.foreign(*at);
      else
        C.fact(*at, written, UseKind::Include, Confidence::Parsed);
    }
  }

private:
  bool ofPlatform(const clang::MacroInfo *info) {
    if (!info || info->isBuiltinMacro())
      return false;
    auto [it, fresh] = Platform.try_emplace(info, false);
    if (fresh)
      it->second = C.P.originOf(info->getDefinitionLoc()) == Origin::Platform;
    return it->second;
  }

  void use(const clang::Token &name, const clang::MacroInfo *info) {
    llvm::StringRef text = name.getIdentifierInfo()->getName();
    bool platform = ofPlatform(info);
    const Collector::Known &k = C.known(text);
    if (!platform && !k.Listed && !k.Guessed)
      return;
    if (platform && !k.Listed && (text.starts_with("_") || text.starts_with("ASCENDIFY_")))
      return;
    std::optional<Anchor> at = C.P.anchor(name.getLocation());
    if (!at || at->Text != text)
      return;
    // `cudaMalloc` defined as a macro by the code itself is not the platform's, but the
    // platform's own identity macros may come from anywhere, the command line included.
    bool ours =
        info && !info->isBuiltinMacro() && C.P.originOf(info->getDefinitionLoc()) == Origin::Root;
    if (ours)
      C.foreign(*at);
    else if (!platform && info && !info->isBuiltinMacro() && isPlainName(text))
      C.LibraryMacros.push_back({*at, C.P.manager().getExpansionLoc(name.getLocation())});
    else if (platform || (k.Listed && k.Listed->Kind != UseKind::Function))
      C.fact(*at, text, UseKind::Macro, Confidence::Parsed);
  }

  void test(const clang::Token &name, const clang::MacroDefinition &d) {
    if (!name.getIdentifierInfo())
      return;
    llvm::StringRef text = name.getIdentifierInfo()->getName();
    const Collector::Known &k = C.known(text);
    if (!k.Listed && !k.Guessed)
      return;
    if (const clang::MacroInfo *info = d.getMacroInfo())
      return use(name, info);
    if (std::optional<Anchor> at = C.P.anchor(name.getLocation()); at && at->Text == text)
      C.fact(*at, text, UseKind::Macro, Confidence::Parsed);
  }

  //===--- conditionals on __CUDA_ARCH__ -------------------------------------===//

  static bool isArchitecture(const clang::Token &name) {
    return name.getIdentifierInfo() && name.getIdentifierInfo()->isStr("__CUDA_ARCH__");
  }

  bool asksForArchitecture(clang::SourceRange condition) {
    return clang::Lexer::getSourceText(clang::CharSourceRange::getTokenRange(condition),
                                       C.P.manager(), C.P.options())
        .contains("__CUDA_ARCH__");
  }

  /// A directive of the conditional that starts at \p ifLoc.
  void conditional(clang::SourceLocation ifLoc, bool asks) {
    Latest = ifLoc;
    if (asks)
      Asks[ifLoc] = true;
  }

  Collector &C;
  llvm::DenseMap<const clang::MacroInfo *, bool> Platform;
  llvm::DenseMap<clang::SourceLocation, bool> Asks; ///< conditionals, by their `#if`
  clang::SourceLocation Latest;
};

} // namespace

std::unique_ptr<clang::PPCallbacks> makePreprocessObserver(Collector &collector) {
  return std::make_unique<PreprocessObserver>(collector);
}

} // namespace ascendify
