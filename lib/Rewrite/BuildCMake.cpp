//===- BuildCMake.cpp - CUDA in CMake files -------------------------------===//
//
// Every command is looked at by itself: words are replaced or go, and a command of which nothing is left
// goes as a whole, with its line. What still looks like CUDA after that is reported.
//
//===----------------------------------------------------------------------===//
#include "Rewrite/BuildContext.h"
#include "Rewrite/Scan.h"
#include "Support/CMakeText.h"
#include "Support/Error.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/Sequence.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Path.h"

namespace ascendify {
namespace {

constexpr llvm::StringLiteral Scopes[] = {"PUBLIC", "PRIVATE", "INTERFACE", "SYSTEM", "BEFORE", "AFTER"};

bool isTrue(llvm::StringRef text) {
  return llvm::is_contained({"ON", "TRUE", "YES", "Y", "1"}, text.upper());
}

std::string replaced(llvm::StringRef text, llvm::StringRef from, llvm::StringRef to) {
  std::string out = text.str();
  for (size_t at = out.find(from); at != std::string::npos; at = out.find(from, at + to.size()))
    out.replace(at, from.size(), to);
  return out;
}

class CMakeRewriter {
public:
  explicit CMakeRewriter(BuildContext &in) : In(in) {}

  void run() {
    for (const CMakeCommand &command : readCMakeCommands(In.Text)) {
      C = &command;
      Words.clear();
      for (const CMakeWord &word : command.Words)
        Words.push_back({word.Text.str(), false, word.Bracket});
      Name = command.Name.lower();
      Whole.reset();
      HasDevice = false;
      Remove = Dropped = Changed = Quiet = false;
      After.clear();
      one();
      write();
    }
  }

private:
  struct Word {
    std::string Text;
    bool Gone = false;
    bool Settled = false; ///< reported, or nothing to look at
  };

  const BuildEntry *find(llvm::StringRef kind, llvm::StringRef symbol) const {
    return In.rules().find("cmake", kind, symbol);
  }
  const BuildTarget &target(const BuildEntry *entry) const { return entry->target(In.style()); }
  llvm::StringRef source(size_t i) const { return C->Words[i].Text; }

  void change(size_t i, std::string text) {
    Changed |= text != Words[i].Text;
    Words[i].Text = std::move(text);
  }
  void drop(size_t i) { Words[i].Gone = Dropped = Changed = true; }
  void manual(size_t i, const BuildEntry *entry) {
    Words[i].Settled = true;
    In.report("build-manual", C->Words[i].Begin, entry->Symbol,
              fmt::format("'{}' is left: {}", entry->Symbol, target(entry).Text));
  }

  void before(const BuildTarget &target) {
    if (target.Before.empty() || HasSetup)
      return;
    HasSetup = true;
    std::string lines;
    for (const BuildTarget::Line &line : target.Before)
      if (line.Requires.empty() || In.has(line.Requires))
        lines += In.expand(line.Text) + newline() + indentation();
    In.edit({C->Begin, C->Begin}, lines, C->Name);
  }
  std::string newline() const { return lineEndAt(In.Text, C->Begin).str(); }
  std::string indentation() const { return indentationAt(In.Text, C->Begin).str(); }
  /// \p text of several lines, indented like the command.
  std::string indented(llvm::StringRef text) const { return replaced(text, "\n", newline() + indentation()); }

  void one() {
    if (const BuildEntry *entry = find("command", Name)) {
      const BuildTarget &t = target(entry);
      if (t.Status == BuildTarget::Rename) {
        In.edit({C->Begin, uint32_t(C->Begin + C->Name.size())}, t.Rewrite, entry->Symbol);
        Name = t.Rewrite;
      } else if (t.Status == BuildTarget::Template) {
        Whole = In.expand(t.Rewrite, {{"args", In.Text.slice(C->Open, C->End - 1).str()}});
        return;
      } else {
        In.report("build-manual", C->Begin, entry->Symbol, fmt::format("'{}' is left: {}", Name, t.Text));
        Quiet = true;
      }
    }
    if (Name == "find_package" && !Words.empty())
      if (const BuildEntry *entry = find("package", source(0))) {
        package(entry);
        return;
      }
    languages();
    generators();
    variable();
    if (Whole || Remove)
      return;
    properties();
    if (Whole || Remove)
      return;
    for (size_t i = 0; i < Words.size(); ++i)
      if (!Words[i].Gone && !Words[i].Settled)
        word(i);
    if (Name == "add_executable" || Name == "add_library")
      mixed();
    if (Dropped && isListing() && llvm::none_of(llvm::seq<size_t>(firstValue(), Words.size()), [&](size_t i) {
          return !Words[i].Gone && !llvm::is_contained(Scopes, Words[i].Text);
        }))
      Remove = true;
  }

  bool isListing() const {
    return llvm::is_contained({"target_compile_options", "target_compile_features", "target_link_libraries",
                               "target_include_directories", "target_compile_definitions", "add_compile_options",
                               "link_libraries", "include_directories", "link_directories"},
                              Name);
  }
  size_t firstValue() const { return llvm::StringRef(Name).starts_with("target_") ? 1 : 0; }

  void package(const BuildEntry *entry) {
    const BuildTarget &t = target(entry);
    if (t.Status == BuildTarget::Manual)
      return manual(0, entry);
    before(t);
    if (t.Status == BuildTarget::Drop)
      Remove = true;
    else
      Whole = In.expand(t.Rewrite);
  }

  /// The name of a language as an argument.
  void languages() {
    bool declares = Name == "project" || Name == "enable_language" || Name == "check_language";
    for (size_t i = 0; i < Words.size(); ++i) {
      bool property = i > 0 && (source(i - 1) == "LANGUAGE" || source(i - 1) == "LINKER_LANGUAGE");
      if (!property && !(declares && (i > 0 || Name != "project")))
        continue;
      const BuildEntry *entry = find("language", source(i));
      if (!entry)
        continue;
      const BuildTarget &t = target(entry);
      if (declares && Name != "check_language")
        before(t);
      if (declares && llvm::any_of(C->Words, [&](const CMakeWord &w) { return w.Text == t.Rewrite; }))
        drop(i);
      else
        change(i, t.Rewrite);
    }
  }

  /// `$<$<COMPILE_LANGUAGE:CUDA>:options>`, over several words too.
  void generators() {
    for (const BuildEntry *entry : In.rules().all("cmake", "language")) {
      std::string test = "$<COMPILE_LANGUAGE:" + entry->Symbol + ">";
      std::string now = "$<COMPILE_LANGUAGE:" + target(entry).Rewrite + ">";
      for (size_t i = 0; i < Words.size(); ++i) {
        if (!source(i).contains(test))
          continue;
        size_t last = i;
        auto open = [&](llvm::StringRef text) { return int(text.count("$<")) - int(text.count('>')); };
        for (int depth = open(source(i)); depth > 0 && last + 1 < Words.size();)
          depth += open(source(++last));
        llvm::StringRef body =
            In.Text.slice(C->Words[i].textBegin(), C->Words[last].End - (C->Words[last].Quoted ? 1 : 0));
        std::string kept = replaced(body, test, now);
        if (body.starts_with("$<" + test + ":") && body.ends_with(">") && !body.drop_front(2 + test.size()).contains("$<")) {
          llvm::StringRef options = body.drop_front(3 + test.size()).drop_back();
          llvm::SmallVector<llvm::StringRef> parts;
          llvm::SplitString(options, parts, " ;\t\r\n");
          std::vector<std::string> mapped = In.flags(parts, C->Words[i].Begin, false);
          if (mapped.empty()) {
            for (size_t k = i; k <= last; ++k)
              drop(k);
            i = last;
            continue;
          }
          if (!llvm::equal(mapped, parts, [](const std::string &a, llvm::StringRef b) { return a == b; }))
            kept = "$<" + now + ":" + llvm::join(mapped, options.contains(';') ? ";" : " ") + ">";
        }
        // One text for the whole span; the words behind the first go into it.
        if (last > i)
          for (size_t k = i + 1; k <= last; ++k)
            drop(k);
        change(i, kept);
        i = last;
      }
    }
  }

  /// Setting a variable that CUDA's language reads.
  void variable() {
    size_t at = Name == "list" || Name == "string" ? 1 : 0;
    bool appends = at == 1 && !Words.empty() && llvm::is_contained({"APPEND", "PREPEND", "INSERT"}, source(0));
    if (Name != "set" && Name != "option" && !appends)
      return;
    if (Words.size() <= at)
      return;
    const BuildEntry *entry = find("variable", source(at));
    if (!entry)
      return;
    const BuildTarget &t = target(entry);
    size_t end = at + 1;
    while (end < Words.size() && source(end) != "CACHE" && source(end) != "PARENT_SCOPE")
      ++end;
    switch (t.Status) {
    case BuildTarget::Manual:
      return manual(at, entry);
    case BuildTarget::Drop:
      Remove = true;
      return;
    case BuildTarget::Direct:
      return;
    case BuildTarget::Template:
      if (t.Value.empty()) {
        Words[at].Settled = true;
        In.report("build-manual", C->Words[at].Begin, entry->Symbol,
                  fmt::format("'{}' is set here, and its counterpart is '{}'", entry->Symbol, t.Rewrite));
      } else if (at + 1 < Words.size() && isTrue(source(at + 1))) {
        Whole = In.expand(t.Rewrite);
      } else {
        Remove = true;
      }
      return;
    case BuildTarget::Rename:
      break;
    }
    change(at, t.Rewrite);
    if (t.Value == "flags") {
      bool nothing = end > at + 1;
      std::string self = "${" + t.Rewrite + "}";
      for (size_t i = at + 1; i < end; ++i) {
        llvm::SmallVector<llvm::StringRef> parts;
        llvm::SplitString(source(i), parts, C->Words[i].Quoted ? " ;\t\r\n" : ";");
        std::vector<std::string> mapped = In.flags(parts, C->Words[i].Begin, true);
        if (!llvm::equal(mapped, parts, [](const std::string &a, llvm::StringRef b) { return a == b; }))
          change(i, llvm::join(mapped, " "));
        references(i);
        llvm::StringRef now = llvm::StringRef(Words[i].Text).trim();
        nothing &= now.empty() || (!appends && now == self);
        if (now.empty())
          drop(i);
        Words[i].Settled = true;
      }
      Remove = nothing;
    } else if (!t.Value.empty() && end > at + 1) {
      for (size_t i = at + 2; i < end; ++i)
        drop(i);
      std::string value = In.expand(t.Value);
      if (!appends)
        change(at + 1, value);
      Remove |= appends;
    }
  }

  void properties() {
    std::vector<std::string> targets;
    size_t from = 0;
    bool each = Name == "set_target_properties"; // pairs; else one property with values
    for (; from < Words.size() && source(from) != "PROPERTIES" && source(from) != "PROPERTY"; ++from)
      if (each || (from > 0 && source(0) == "TARGET" && source(from) != "APPEND"))
        targets.push_back(source(from).str());
    if ((!each && Name != "set_property") || from == Words.size())
      return;
    bool left = false;
    for (size_t i = from + 1; i < Words.size(); i += 2) {
      size_t end = each ? std::min(i + 2, Words.size()) : Words.size();
      const BuildEntry *entry = find("property", source(i));
      if (!entry) {
        left = true;
        if (!each)
          break;
        continue;
      }
      const BuildTarget &t = target(entry);
      std::string value = i + 1 < end ? source(i + 1).str() : "";
      if (t.Status == BuildTarget::Rename) {
        change(i, t.Rewrite);
        left = true;
      } else if (t.Status == BuildTarget::Manual || (!each && targets.empty())) {
        manual(i, entry);
        left = true;
      } else {
        for (size_t k = i; k < end; ++k)
          drop(k);
        if (t.Status == BuildTarget::Template && (t.Value.empty() || isTrue(value)))
          for (const std::string &name : targets)
            After.push_back(In.expand(t.Rewrite, {{"target", name}, {"value", value}}));
      }
      if (!each)
        break;
    }
    if (Dropped && !left) {
      if (After.empty())
        Remove = true;
      else
        Whole = llvm::join(After, "\n");
      After.clear();
    }
  }

  /// A word that no command claims for itself.
  void word(size_t i) {
    llvm::StringRef text = source(i);
    if (Name == "target_compile_features")
      for (const BuildEntry *entry : In.rules().all("cmake", "feature"))
        if (text.starts_with(entry->Symbol))
          return drop(i);
    if (const BuildEntry *entry = find("library", text); entry && isLibrary(i)) {
      const BuildTarget &t = target(entry);
      if (t.Status == BuildTarget::Manual)
        return manual(i, entry);
      if (t.Status == BuildTarget::Drop ||
          llvm::any_of(Words, [&](const Word &w) { return !w.Gone && w.Text == t.Rewrite; }))
        return drop(i);
      return change(i, t.Rewrite);
    }
    if ((Name == "target_compile_options" || Name == "add_compile_options") && text.starts_with("-"))
      if (BuildRules::Flag flag = In.rules().flag({text});
          flag.Entry && flag.Entry->Symbol.size() > 2 && target(flag.Entry).Status != BuildTarget::Direct) {
        std::vector<std::string> mapped = In.flags({text}, C->Words[i].Begin, false);
        Words[i].Settled = target(flag.Entry).Status == BuildTarget::Manual;
        return mapped.empty() ? drop(i) : change(i, llvm::join(mapped, " "));
      }
    bool condition = llvm::is_contained({"if", "elseif", "while", "foreach", "unset", "message", "mark_as_advanced"}, Name);
    if (const BuildEntry *entry = find("variable", text); entry && condition) {
      const BuildTarget &t = target(entry);
      if (t.Status == BuildTarget::Rename)
        return change(i, t.Rewrite);
      if (t.Status == BuildTarget::Drop) {
        Words[i].Settled = true; // never set any more: the condition says so
        return;
      }
    }
    references(i);
    sources(i);
  }

  bool isLibrary(size_t i) const {
    if (Name == "target_link_libraries")
      return i > 0;
    if (Name == "link_libraries")
      return true;
    return (Name == "set" || Name == "list") && i > 0 &&
           (source(i).contains("::") || source(i).starts_with("${"));
  }

  /// `${NAME}` in a word.
  void references(size_t i) {
    std::string out;
    llvm::StringRef rest = Words[i].Text;
    std::string text = Words[i].Text; // Words[i] changes below
    rest = text;
    while (!rest.empty()) {
      size_t at = rest.find("${");
      out += rest.take_front(at);
      if (at == llvm::StringRef::npos)
        break;
      rest = rest.drop_front(at);
      size_t end = rest.find('}');
      if (end == llvm::StringRef::npos) {
        out += rest;
        break;
      }
      llvm::StringRef name = rest.slice(2, end);
      const BuildEntry *entry = find("variable", name);
      BuildTarget::Action status = entry ? target(entry).Status : BuildTarget::Direct;
      if (status == BuildTarget::Rename)
        out += "${" + target(entry).Rewrite + "}";
      else if (status == BuildTarget::Template && target(entry).Value.empty())
        out += In.expand(target(entry).Rewrite);
      else
        out += rest.take_front(end + 1);
      if (status == BuildTarget::Manual && !Words[i].Settled)
        manual(i, entry);
      rest = rest.drop_front(end + 1);
    }
    change(i, out);
  }

  /// Names of sources, separated by `;` in lists.
  void sources(size_t i) {
    if (C->Words[i].Bracket)
      return;
    llvm::SmallVector<llvm::StringRef> parts;
    std::string text = Words[i].Text;
    llvm::StringRef(text).split(parts, ';');
    std::vector<std::string> out;
    for (llvm::StringRef part : parts) {
      BuildContext::NewName name = In.newName(part);
      if (name.Is == BuildContext::NewName::Renamed) {
        out.push_back(name.Text);
        HasDevice |= name.Device;
        continue;
      }
      if (name.Is == BuildContext::NewName::Unknown && !Words[i].Settled) {
        Words[i].Settled = true;
        In.report("build-unknown", C->Words[i].Begin, part,
                  fmt::format("'{}' names no file of the tree that becomes one of the target: left as it is", part.str()));
      }
      out.push_back(part.str());
    }
    change(i, llvm::join(out, ";"));
  }

  /// Sources of two languages in one target.
  void mixed() {
    const BuildEntry *entry = find("mixed", "LINKER_LANGUAGE");
    bool device = HasDevice, other = false; // only where this run makes the mixture
    for (size_t i = 1; i < Words.size(); ++i) {
      llvm::StringRef suffix = llvm::sys::path::extension(Words[i].Text);
      bool isDevice = !In.output().DeviceSuffix.empty() && suffix == In.output().DeviceSuffix;
      other |= !isDevice && llvm::is_contained({".cpp", ".cc", ".cxx", ".c"}, suffix);
    }
    if (entry && device && other && target(entry).Status == BuildTarget::Template)
      After.push_back(In.expand(target(entry).Rewrite, {{"target", source(0).str()}}));
  }

  /// What still is CUDA in the words that stay.
  void unknown() {
    if (Quiet)
      return;
    for (size_t i = 0; i < Words.size(); ++i) {
      if (Words[i].Gone || Words[i].Settled)
        continue;
      llvm::StringRef rest = Words[i].Text;
      while (!rest.empty()) {
        auto part = [](char c) { return llvm::isAlnum(c) || llvm::StringRef("_:=-.,+").contains(c); };
        llvm::StringRef atom = rest.take_while(part);
        // In prose ("CUDA architectures to build for") only what no sentence holds.
        bool prose = C->Words[i].Quoted && Words[i].Text.find(' ') != std::string::npos;
        if (!atom.empty() && In.rules().marked("cmake", atom) &&
            (!prose || atom.find_first_of("_:-=") != llvm::StringRef::npos)) {
          In.report("build-unknown", C->Words[i].Begin, atom,
                    fmt::format("'{}' in '{}' is CUDA, and no table says what becomes of it: left as it is",
                                atom.str(), C->Name.str()));
          break;
        }
        rest = rest.drop_front(std::max<size_t>(1, atom.size()));
      }
    }
    if (In.rules().marked("cmake", Name))
      In.report("build-unknown", C->Begin, C->Name,
                fmt::format("command '{}' is CUDA, and no table says what becomes of it: left as it is", C->Name.str()));
  }

  /// The command with its line, when nothing else but a comment stands there.
  SourceRange line() const {
    size_t begin = In.Text.rfind('\n', C->Begin);
    begin = begin == llvm::StringRef::npos || C->Begin == 0 ? 0 : begin + 1;
    size_t end = In.Text.find('\n', C->End);
    end = end == llvm::StringRef::npos ? In.Text.size() : end + 1;
    llvm::StringRef front = In.Text.slice(begin, C->Begin).trim(), back = In.Text.slice(C->End, end).trim();
    if (front.empty() && (back.empty() || back.starts_with("#")))
      return {uint32_t(begin), uint32_t(end)};
    return {C->Begin, C->End};
  }

  void write() {
    if (Remove)
      return In.edit(line(), "", C->Name);
    if (Whole)
      return In.edit({C->Begin, C->End}, indented(*Whole), C->Name);
    unknown();
    for (size_t i = 0; i < Words.size(); ++i) {
      const CMakeWord &word = C->Words[i];
      if (Words[i].Gone) {
        // With the blanks before it; the first one with those behind it.
        uint32_t begin = word.Begin, end = word.End;
        if (i == 0)
          while (end < C->End && llvm::isSpace(In.Text[end]))
            ++end;
        else
          while (begin > C->Open && llvm::isSpace(In.Text[begin - 1]))
            --begin;
        // A comment in front ends with its line.
        size_t from = In.Text.rfind('\n', begin ? begin - 1 : 0);
        if (In.Text.slice(from == llvm::StringRef::npos ? 0 : from, begin).contains('#'))
          begin = word.Begin;
        In.edit({begin, end}, "", C->Name);
      } else if (Words[i].Text != word.Text) {
        // Only what differs; the quotes stay.
        In.edit({word.textBegin(), uint32_t(word.textBegin() + word.Text.size())}, Words[i].Text, C->Name);
      }
    }
    if (After.empty())
      return;
    std::string lines;
    for (const std::string &text : After)
      lines += newline() + indentation() + text;
    size_t end = In.Text.find('\n', C->End);
    end = end == llvm::StringRef::npos ? In.Text.size() : end;
    llvm::StringRef rest = In.Text.slice(C->End, end).trim();
    uint32_t at = C->End;
    if (rest.empty() || rest.starts_with("#"))
      at = uint32_t(C->End + In.Text.slice(C->End, end).rtrim().size());
    In.edit({at, at}, lines, C->Name);
  }

  BuildContext &In;
  const CMakeCommand *C = nullptr;
  std::string Name; ///< in small letters
  std::vector<Word> Words;
  std::optional<std::string> Whole; ///< replaces the command
  std::vector<std::string> After;   ///< commands that follow it
  bool Remove = false, Dropped = false, Changed = false, Quiet = false;
  bool HasSetup = false, HasDevice = false;
};

} // namespace

void rewriteCMake(BuildContext &in) { CMakeRewriter(in).run(); }

} // namespace ascendify
