//===- Lexical.cpp - facts from tokens alone ------------------------------===//
//
// Reads a file with clang's raw lexer: no preprocessing, so code in inactive
// branches and in headers nobody includes is seen as well. The traps: a name after
// `.` or `->` or in another namespace is not the platform's; plain C names (`sqrt`,
// `printf`) are CUDA only inside device code, which is found by matching braces; whether an `asm`
// statement is for the device is not always to be seen, so its text has to look like PTX there. A name that
// no table has, but that looks like a library's, may be declared by the code itself: such declarations are
// noted as foreign, and of what is left the kind is told from what stands around it.
//
//===----------------------------------------------------------------------===//
#include "Observe/Assembly.h"
#include "Observe/Observe.h"
#include "Observe/TextScan.h"
#include "clang/Lex/Lexer.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/ADT/StringSet.h"

namespace ascendify {
namespace {

using clang::Token;
namespace tok = clang::tok;

class Scanner {
public:
  Scanner(llvm::StringRef bytes, llvm::StringRef file, llvm::StringRef language,
          const SymbolTable &symbols)
      : Bytes(bytes), File(file.str()), Cuda(language == "cuda"), Symbols(symbols),
        Lex(clang::SourceLocation(), options(), Bytes.begin(), Bytes.begin(), Bytes.end()) {}

  UnitFacts run() {
    Out.Unit = File;
    next();
    while (Current.isNot(tok::eof)) {
      if (Current.isAtStartOfLine())
        InDefine = false;
      if (Current.is(tok::hash) && Current.isAtStartOfLine())
        directive();
      else if (Current.is(tok::raw_identifier))
        identifier();
      else if (tok::isStringLiteral(Current.getKind()))
        strings();
      else
        punctuation();
    }
    return std::move(Out);
  }

private:
  /// The lexer keeps a reference to it.
  static const clang::LangOptions &options() {
    static const clang::LangOptions all = [] {
      clang::LangOptions o;
      o.CPlusPlus = o.CPlusPlus11 = o.CPlusPlus14 = o.CPlusPlus17 = o.CUDA = true;
      o.Bool = o.LineComment = o.RawStringLiterals = true;
      return o;
    }();
    return all;
  }

  llvm::StringRef text() const { return Current.getRawIdentifier(); }

  void next() {
    Previous = Current.getKind();
    if (Current.is(tok::raw_identifier))
      LastWord = text();
    Lex.LexFromRawLexer(Current);
    Offset = Lex.getCurrentBufferOffset() - Current.getLength();
  }

  Location place(uint32_t at) {
    // Facts come in order of offset, so that lines are counted once.
    for (size_t end; (end = Bytes.take_front(at).find('\n', Counted)) != llvm::StringRef::npos; Counted = LineStart)
      ++Line, LineStart = uint32_t(end) + 1;
    Counted = std::max(Counted, at);
    return {File, at, Line, at - LineStart + 1};
  }

  Fact &emit(uint32_t begin, uint32_t end, std::string symbol, const SymbolInfo &info) {
    Fact &f = Out.Facts.emplace_back();
    f.Place = place(begin);
    f.Range = {begin, end};
    f.Symbol = std::move(symbol);
    f.Library = info.Library.str();
    f.Kind = info.Kind;
    f.Sureness = Confidence::Lexed;
    if (InDefine)
      f.Macro = MacroOrigin::Body, f.MacroName = DefineName;
    if (!Conditions.empty())
      f.Condition = Conditions.back();
    return f;
  }

  //===--- directives ------------------------------------------------------===//

  /// The rest of the logical line from \p at, without comment and line breaks.
  std::string restOfLine(uint32_t at) const {
    std::string out;
    for (; at < Bytes.size() && Bytes[at] != '\n'; ++at) {
      if (Bytes[at] == '\\' && Bytes.substr(at + 1).starts_with("\n")) {
        ++at;
        continue;
      }
      if (Bytes.substr(at).starts_with("//") || Bytes.substr(at).starts_with("/*"))
        break;
      out += Bytes[at];
    }
    return llvm::StringRef(out).trim().str();
  }

  void directive() {
    next();
    if (Current.isNot(tok::raw_identifier) || Current.isAtStartOfLine())
      return;
    llvm::StringRef name = text();
    uint32_t after = Offset + Current.getLength();
    if (name == "include" || name == "include_next" || name == "import") {
      include(after);
    } else if (name == "if") {
      Conditions.push_back("#if " + restOfLine(after));
    } else if (name == "ifdef" || name == "ifndef") {
      Conditions.push_back("#" + name.str() + " " + restOfLine(after));
    } else if (name.starts_with("elif") && !Conditions.empty()) {
      Conditions.back() = "#" + name.str() + " " + restOfLine(after);
    } else if (name == "else" && !Conditions.empty()) {
      if (!llvm::StringRef(Conditions.back()).starts_with("#else"))
        Conditions.back() = "#else of " + Conditions.back();
    } else if (name == "endif" && !Conditions.empty()) {
      Conditions.pop_back();
    } else if (name == "define" || name == "undef") {
      next();
      if (Current.is(tok::raw_identifier) && !Current.isAtStartOfLine()) {
        DefineName = text().str();
        if (name == "define")
          declared(Offset, Offset + Current.getLength(), DefineName, /*scoped=*/false);
        InDefine = name == "define";
        next(); // a definition of a name is not a use of it
      }
      return;
    } else if (name == "error" || name == "warning") {
      next();
      while (Current.isNot(tok::eof) && !Current.isAtStartOfLine())
        next();
      return;
    }
    next();
  }

  void include(uint32_t at) {
    while (at < Bytes.size() && (Bytes[at] == ' ' || Bytes[at] == '\t'))
      ++at;
    if (at >= Bytes.size() || (Bytes[at] != '<' && Bytes[at] != '"'))
      return;
    char close = Bytes[at] == '<' ? '>' : '"';
    size_t line = Bytes.find('\n', at);
    size_t end = Bytes.find(close, at + 1);
    if (end == llvm::StringRef::npos || end > line)
      return;
    IncludeEdge edge;
    edge.Place = place(at);
    edge.Written = Bytes.slice(at + 1, end).str();
    edge.Angled = close == '>';
    if (std::optional<SymbolInfo> info = Symbols.find(edge.Written))
      if (info->Kind == UseKind::Include)
        emit(at, end + 1, edge.Written, *info);
    Out.Includes.push_back(std::move(edge));
    while (Current.isNot(tok::eof) && Lex.getCurrentBufferOffset() <= end)
      next();
  }

  //===--- strings ---------------------------------------------------------===//

  /// The text between the quotes of the string that is the current token.
  SourceRange content() const {
    llvm::StringRef written = Bytes.substr(Offset, Current.getLength());
    size_t open = written.find('"');
    uint32_t end = Offset + written.size();
    if (open == llvm::StringRef::npos)
      return {};
    if (open == 0 || written[open - 1] != 'R') {
      bool closed = written.size() > open + 1 && written.ends_with("\"");
      return {uint32_t(Offset + open + 1), end - closed};
    }
    size_t paren = written.find('(', open);
    if (paren == llvm::StringRef::npos)
      return {};
    uint32_t close = uint32_t(paren - open); // )delimiter"
    return {uint32_t(Offset + paren + 1), std::max(end, close) - close - 1};
  }

  /// Strings that stand one after the other are one text, maybe of device code for NVRTC.
  void strings() {
    uint32_t begin = Offset;
    bool linkage = Previous == tok::raw_identifier && LastWord == "extern";
    std::string code;
    do {
      SourceRange inside = content();
      bool raw = inside.valid() && Bytes[inside.Begin - 1] == '(' &&
                 !Bytes.substr(Offset, Current.getLength()).starts_with("\"");
      code.append(Offset - begin - code.size(), ' ');
      if (inside.valid()) {
        code.append(inside.Begin - begin - code.size(), ' ');
        llvm::StringRef text = Bytes.slice(inside.Begin, inside.End);
        code += raw ? text.str() : unescaped(text);
      }
      code.append(Offset + Current.getLength() - begin - code.size(), ' ');
      next();
    } while (tok::isStringLiteral(Current.getKind()));
    if (linkage && Current.is(tok::l_brace) && Braces == Scopes.size())
      Scopes.emplace_back(); // `extern "C" {` names nothing
    if (!isDeviceCode(code, Symbols))
      return;
    for (Fact &f : scanEmbedded(code, File, Symbols)) {
      uint32_t at = begin + f.Range.Begin;
      f.Place = place(at);
      f.Range = {at, begin + f.Range.End};
      if (InDefine)
        f.Macro = MacroOrigin::Body, f.MacroName = DefineName;
      if (!Conditions.empty())
        f.Condition = Conditions.back();
      Out.Facts.push_back(std::move(f));
    }
  }

  /// `asm volatile("…" : …)`; the text ends before the operands.
  void assembly() {
    while (Current.is(tok::raw_identifier))
      next(); // volatile, goto
    if (Current.isNot(tok::l_paren))
      return;
    next();
    AssemblyText code;
    unsigned depth = 0;
    for (;; next()) {
      tok::TokenKind kind = Current.getKind();
      if (kind == tok::eof || kind == tok::semi ||
          (!depth && (kind == tok::colon || kind == tok::coloncolon || kind == tok::comma || kind == tok::r_paren)))
        break;
      depth += kind == tok::l_paren;
      depth -= kind == tok::r_paren;
      if (depth || !tok::isStringLiteral(kind)) {
        code.gap();
        continue;
      }
      SourceRange inside = content();
      if (!inside.valid())
        continue;
      llvm::StringRef text = Bytes.slice(inside.Begin, inside.End);
      code.append(Bytes[inside.Begin - 1] == '(' ? text.str() : unescaped(text), 0, inside.Begin);
    }
    if (Current.is(tok::r_paren))
      next();
    else if (depth || Current.isOneOf(tok::colon, tok::coloncolon, tok::comma))
      Parens += depth + 1; // its end is still to come
    for (const Instruction &instruction : instructionsOf(code.Text)) {
      std::optional<SymbolInfo> info = findInstruction(Symbols, instruction.Name);
      // Code for the host has assembler too.
      bool dotted = llvm::StringRef(instruction.Name).contains('.');
      if (!DeviceDepth && !(info && dotted && instruction.Ended))
        continue;
      if (!info)
        info = SymbolInfo{AssemblyLibrary, UseKind::Builtin};
      emit(code.Places[instruction.Begin].Offset, code.Places[instruction.End - 1].Offset + 1, instruction.Name,
           *info);
    }
  }

  //===--- names -----------------------------------------------------------===//

  void identifier() {
    // The whole qualified name: a::b::c, with an optional leading ::.
    tok::TokenKind before = Previous;
    llvm::StringRef word = before == tok::raw_identifier ? LastWord : llvm::StringRef();
    uint32_t begin = Offset, last = Offset, end = Offset + Current.getLength();
    llvm::StringRef first = text();
    llvm::StringRef name = first;
    std::string joined;
    next();
    while (Current.is(tok::coloncolon) && !Current.isAtStartOfLine()) {
      next();
      if (Current.isNot(tok::raw_identifier))
        break;
      if (joined.empty())
        joined = name.str();
      joined += "::";
      joined += text();
      last = Offset;
      end = Offset + Current.getLength();
      next();
    }
    if (joined.empty() && first == "namespace")
      return namespaces();
    Extern |= first == "extern" && Current.is(tok::raw_identifier);
    if (joined.empty() && !InDefine && declares(word, before))
      return declared(begin, end, name, /*scoped=*/Braces == Scopes.size(), /*function=*/Current.is(tok::l_paren));
    if (joined.empty() && (first == "__global__" || first == "__device__"))
      DevicePending = true;
    if (before == tok::period || before == tok::arrow)
      return;
    if (joined.empty() && (first == "asm" || first == "__asm__" || first == "__asm"))
      return assembly();
    if (joined.empty()) {
      if (const Known *known = lookUp(name))
        if (known->Info && usable(name, *known))
          emit(begin, end, name.str(), asWritten(*known, name, before, word));
      return;
    }
    // `cg::sync` with `namespace cg = cooperative_groups`.
    if (auto alias = Aliases.find(first); alias != Aliases.end())
      joined = alias->second + joined.substr(first.size());
    // `cudaFoo::bar`, `cub::BlockReduce<…>::TempStorage`: the longest known prefix counts.
    llvm::StringRef part = joined;
    uint32_t partEnd = end;
    // `std::sqrt` in device code is CUDA's `sqrt`.
    if (llvm::StringRef bare = part; bare.consume_front("std::") && !bare.contains(':'))
      if (const Known *known = lookUp(bare); known->Info && known->Plain) {
        if (usable(bare, *known))
          emit(begin, end, bare.str(), *known->Info);
        return;
      }
    while (!part.empty()) {
      if (const Known *known = lookUp(part); known && known->Info) {
        if (usable(part, *known))
          emit(begin, partEnd, part.str(), asWritten(*known, part, before, word, part.size() < joined.size()));
        return;
      }
      size_t cut = part.rfind("::");
      if (cut == llvm::StringRef::npos)
        return;
      part = part.take_front(cut);
      partEnd = begin + (last > begin ? nameEnd(begin, part) : 0);
    }
  }

  /// Length in the text of the written name that spells \p part, from \p begin.
  uint32_t nameEnd(uint32_t begin, llvm::StringRef part) const {
    size_t colons = part.count("::");
    uint32_t at = begin;
    for (size_t i = 0; i <= colons; ++i) {
      while (at < Bytes.size() && !llvm::isAlnum(Bytes[at]) && Bytes[at] != '_')
        ++at;
      while (at < Bytes.size() && (llvm::isAlnum(Bytes[at]) || Bytes[at] == '_'))
        ++at;
    }
    return at - begin;
  }

  /// `namespace cg = cooperative_groups;`, `namespace a::b {`
  void namespaces() {
    std::string name;
    while (Current.is(tok::raw_identifier) || Current.is(tok::coloncolon)) {
      name += Current.is(tok::raw_identifier) ? text().str() : "::";
      next();
    }
    if (Current.is(tok::l_brace) && Braces == Scopes.size())
      Scopes.push_back(name); // the brace itself is counted by who reads it next
    if (Current.isNot(tok::equal) || name.empty())
      return;
    std::string target;
    next();
    while (Current.is(tok::raw_identifier) || Current.is(tok::coloncolon)) {
      if (Current.is(tok::raw_identifier))
        target += text();
      else if (!target.empty())
        target += "::";
      next();
    }
    if (!target.empty())
      Aliases[name] = target;
  }

  struct Known {
    std::optional<SymbolInfo> Info;
    bool Plain = false;
    bool Exact = false; ///< a table has the very name; else it only looks like one of the library
  };

  //===--- what the code declares itself ---------------------------------------===//

  /// Whether the name before the current token, with \p word (or another token) before it, is declared here.
  bool declares(llvm::StringRef word, tok::TokenKind before) const {
    tok::TokenKind after = Current.getKind();
    if (word == "struct" || word == "class" || word == "union" || word == "enum")
      return after == tok::l_brace || after == tok::colon || after == tok::semi ||
             (after == tok::raw_identifier && text() == "final");
    if (word == "using")
      return after == tok::equal;
    static const llvm::StringSet<> statements = {"return", "case",   "goto",     "else",     "throw",     "new",      "delete",
                                                 "sizeof", "typename", "namespace", "operator", "template", "friend", "do",
                                                 "co_return", "co_yield", "alignof", "decltype", "not", "and", "or", "typedef"};
    if (Extern || statements.contains(word))
      return false;
    // Two names in a row: a type and what has it.
    bool typed = !word.empty();
    if (after == tok::l_paren)
      return Braces == Scopes.size() && !Parens && (typed || before == tok::star || before == tok::amp || before == tok::greater);
    return typed && (after == tok::equal || after == tok::semi || after == tok::comma || after == tok::r_paren ||
                     after == tok::l_square || after == tok::l_brace);
  }

  /// Notes that the code declares \p name, when only its look makes it one of a library. \p scoped: in the namespaces
  /// that are open; the name may be used with any number of them.
  void declared(uint32_t begin, uint32_t end, llvm::StringRef name, bool scoped, bool function = false) {
    std::string full;
    if (scoped)
      for (const std::string &scope : Scopes)
        full += scope.empty() ? "" : scope + "::";
    full += name;
    for (llvm::StringRef rest = full;; rest = rest.substr(rest.find("::") + 2)) {
      const Known *known = lookUp(rest);
      if (known->Exact)
        return identifierDeclared(begin, end, name);
      if (known->Info && !known->Plain && !(function && isOverload(rest))) {
        emit(begin, end, rest.str(), *known->Info);
        Out.Foreign.push_back({File, {begin, end}});
      }
      if (rest.find("::") == llvm::StringRef::npos)
        return;
    }
  }
  /// Whether a function \p name lies in the namespace of a library itself, where it may be one more of the library's.
  bool isOverload(llvm::StringRef name) {
    auto [scope, last] = name.split("::");
    return !last.empty() && !last.contains("::") && !lookUp((scope + "x").str())->Info;
  }
  /// A declaration of what a table has is like a use: a shim, or the library's own header.
  void identifierDeclared(uint32_t begin, uint32_t end, llvm::StringRef name) {
    if (const Known *known = lookUp(name); known->Info && !InDefine && usable(name, *known))
      emit(begin, end, name.str(), *known->Info);
  }

  /// Whether the current token begins the arguments of a call, template arguments before them or not.
  bool called() const {
    if (Current.is(tok::l_paren))
      return true;
    if (Current.isNot(tok::less))
      return false;
    int depth = 0;
    for (uint32_t at = Offset, stop = uint32_t(std::min<size_t>(Bytes.size(), Offset + 600)); at < stop; ++at) {
      char c = Bytes[at];
      depth += c == '<' || c == '(' ? 1 : c == '>' || c == ')' ? -1 : 0;
      if (c == ';' || c == '{' || c == '}')
        return false;
      if (depth == 0)
        return Bytes.substr(at + 1).ltrim().starts_with("(");
    }
    return false;
  }

  /// Whether what follows the token is a value.
  static bool isOperator(tok::TokenKind before) {
    return before == tok::star || before == tok::plus || before == tok::minus || before == tok::slash || before == tok::percent ||
           before == tok::equal || before == tok::equalequal || before == tok::lessequal || before == tok::plusequal;
  }

  /// What is known of a name, with the kind that its place shows when no table has it: behind the token \p before, which is
  /// \p word when it is one. \p qualifier: only the first parts of a longer name.
  SymbolInfo asWritten(const Known &known, llvm::StringRef name, tok::TokenKind before, llvm::StringRef word,
                       bool qualifier = false) const {
    SymbolInfo out = *known.Info;
    if (known.Exact || out.Kind != UseKind::Function)
      return out;
    llvm::StringRef last = name.substr(name.rfind(':') + 1);
    bool lower = llvm::any_of(last, [](char c) { return llvm::isLower(c); });
    if (qualifier || last.ends_with("_t"))
      out.Kind = UseKind::Type;
    else if (!lower)
      out.Kind = called() ? UseKind::Macro : UseKind::Enumerator;
    else if (llvm::isUpper(last.front())) // functions of these libraries begin with a small letter
      out.Kind = isOperator(before) && !called() && Current.isNot(tok::l_brace) && Current.isNot(tok::less) ? UseKind::Builtin
                                                                                                          : UseKind::Type;
    else if (word == "using")
      out.Kind = UseKind::Function;
    else if (called())
      out.Kind = UseKind::Function;
    else if (last.ends_with("_v"))
      out.Kind = UseKind::Builtin;
    else
      out.Kind = !Current.isAtStartOfLine() && (Current.is(tok::raw_identifier) || Current.is(tok::l_brace) || Current.is(tok::less) || Current.is(tok::coloncolon) ||
                         Current.is(tok::amp) || Current.is(tok::star) ||
                                            (Current.is(tok::greater) && before == tok::less))
                     ? UseKind::Type
                     : UseKind::Builtin; // a variable
    return out;
  }

  const Known *lookUp(llvm::StringRef name) {
    auto [it, fresh] = Cache.try_emplace(name);
    if (fresh) {
      it->second.Info = Symbols.find(name);
      it->second.Exact = it->second.Info.has_value();
      if (!it->second.Info)
        it->second.Info = Symbols.guess(name);
      it->second.Plain = it->second.Info && isPlainName(name);
    }
    return &it->second;
  }

  bool usable(llvm::StringRef, const Known &known) const {
    if (known.Info->Kind == UseKind::Include || known.Info->Kind == UseKind::Flag)
      return false;
    if (!known.Plain)
      return true;
    // `round` is a usual name of a variable.
    if (known.Info->Kind == UseKind::Function && !called())
      return false;
    return DeviceDepth != 0 || (Cuda && known.Info->Kind == UseKind::Type);
  }

  //===--- everything else ---------------------------------------------------===//

  void launch(uint32_t begin, uint32_t end) {
    static constexpr llvm::StringRef chevrons = "<<<";
    SymbolInfo info;
    info.Kind = UseKind::Launch;
    if (std::optional<SymbolInfo> found = Symbols.find(chevrons))
      info.Library = found->Library;
    emit(begin, end, chevrons.str(), info);
  }

  void punctuation() {
    switch (Current.getKind()) {
    case tok::lesslessless:
      launch(Offset, Offset + Current.getLength());
      break;
    case tok::lessless: {
      // Chevrons may be split: `<< <`.
      uint32_t begin = Offset, end = Offset + Current.getLength();
      next();
      if (Current.isNot(tok::less) || !Bytes.slice(end, Offset).trim().empty())
        return;
      launch(begin, Offset + Current.getLength());
      break;
    }
    case tok::l_paren:
      ++Parens;
      break;
    case tok::r_paren:
      Parens -= Parens > 0;
      break;
    case tok::l_brace:
      ++Braces;
      Extern = false;
      if (DevicePending && !Parens && !DeviceDepth && !InDefine)
        DeviceDepth = Braces, DevicePending = false;
      break;
    case tok::r_brace:
      if (DeviceDepth == Braces)
        DeviceDepth = 0;
      if (!InDefine && Scopes.size() == Braces && !Scopes.empty())
        Scopes.pop_back();
      Braces -= Braces > 0;
      Extern = false;
      break;
    case tok::semi:
      if (!Parens)
        DevicePending = false;
      Extern = false;
      break;
    default:
      break;
    }
    next();
  }

  llvm::StringRef Bytes;
  std::string File;
  bool Cuda;
  const SymbolTable &Symbols;
  clang::Lexer Lex;
  Token Current;
  tok::TokenKind Previous = tok::unknown;
  uint32_t Offset = 0;
  UnitFacts Out;
  uint32_t Counted = 0, Line = 1, LineStart = 0;
  std::vector<std::string> Conditions;
  bool InDefine = false;
  std::string DefineName;
  llvm::StringMap<Known> Cache;
  llvm::StringMap<std::string> Aliases;
  std::vector<std::string> Scopes; ///< open namespaces, as long as nothing else is open
  llvm::StringRef LastWord;
  bool Extern = false; ///< in a declaration of what is defined elsewhere
  bool DevicePending = false;
  unsigned Parens = 0, Braces = 0, DeviceDepth = 0;
};

} // namespace

bool isDeviceCode(llvm::StringRef text, const SymbolTable &symbols) {
  // Qualifiers begin with two underscores.
  for (size_t at = text.find("__"); at != llvm::StringRef::npos; at = text.find("__", at)) {
    llvm::StringRef word = text.substr(at).take_while(
        [](char c) { return llvm::isAlnum(c) || c == '_'; });
    if (std::optional<SymbolInfo> info = symbols.find(word);
        info && info->Kind == UseKind::Qualifier)
      return true;
    at += word.size();
  }
  return false;
}

std::vector<Fact> scanEmbedded(llvm::StringRef code, llvm::StringRef file,
                               const SymbolTable &symbols) {
  std::string owned = code.str();
  std::vector<Fact> out = Scanner(owned, file, "cuda", symbols).run().Facts;
  for (Fact &f : out) {
    f.Kind = UseKind::String;
    // Branches and macros of the inner code are not those of the file.
    f.Condition.clear(), f.MacroName.clear();
    f.Macro = MacroOrigin::None;
  }
  return out;
}

std::string unescaped(llvm::StringRef content, bool multiline) {
  std::string out = content.str();
  for (size_t i = 0; i + 1 < out.size(); ++i) {
    if (out[i] == '\n' && !multiline)
      out[i] = ' ';
    if (out[i] != '\\')
      continue;
    char escaped = out[i + 1];
    out[i] = ' ';
    out[++i] = escaped == 'n' ? '\n' : escaped == '"' || escaped == '\'' ? escaped : ' ';
  }
  return out;
}

UnitFacts observeLexically(llvm::StringRef bytes, llvm::StringRef file, llvm::StringRef language,
                           const SymbolTable &symbols) {
  if (language == "python" || language == "cmake" || language == "make")
    return scanText(bytes, file, language, symbols);
  // The lexer wants a terminating zero, and skips nothing before the first byte.
  std::string owned = bytes.str();
  return Scanner(owned, file, language, symbols).run();
}

} // namespace ascendify
