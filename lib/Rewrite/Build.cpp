//===- Build.cpp - build files that move with the sources -----------------===//
#include "Rewrite/BuildContext.h"
#include "Support/Error.h"
#include "Support/Path.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Path.h"

namespace ascendify {

namespace path = llvm::sys::path;

BuildContext::BuildContext(const BuildInput &input, const RewriteOptions &options, RewritePlan &plan,
                           llvm::StringRef file, llvm::StringRef text)
    : File(file), Text(text), Input(input), Options(options), Plan(plan), Folder(path::parent_path(file)) {
  for (const std::string &name : input.Tree)
    if (path::extension(name) == ".cu") {
      auto it = input.Names.find(name);
      SuffixSafe &= it != input.Names.end() &&
                    it->second == llvm::StringRef(name).drop_back(3).str() + options.Rules->CudaSuffix;
    }
}

std::string BuildContext::expand(std::string text,
                                 std::vector<std::pair<llvm::StringRef, std::string>> values) const {
  if (Options.Device)
    if (std::optional<int64_t> arch = Options.Device->limit("npu-arch"))
      values.push_back({"npu-arch", std::to_string(*arch)});
  for (const auto &[name, value] : values) {
    std::string mark = "@" + name.str() + "@";
    for (size_t at = text.find(mark); at != std::string::npos; at = text.find(mark, at + value.size()))
      text.replace(at, mark.size(), value);
  }
  return text;
}

void BuildContext::edit(SourceRange range, std::string text, llvm::StringRef rule) {
  uint32_t line = uint32_t(Text.take_front(range.Begin).count('\n')) + 1;
  std::vector<Piece> pieces;
  if (!text.empty())
    pieces.push_back({std::move(text), {}, false});
  Plan.Edits.add({File.str(), range, std::move(pieces), rule.str(), line});
}

void BuildContext::report(llvm::StringRef id, uint32_t offset, llvm::StringRef symbol, std::string message) {
  Finding finding;
  finding.Id = id.str();
  llvm::StringRef before = Text.take_front(offset);
  size_t line = before.rfind('\n');
  finding.Place = {File.str(), offset, uint32_t(before.count('\n')) + 1,
                   uint32_t(offset - (line == llvm::StringRef::npos ? 0 : line + 1)) + 1};
  finding.Symbol = symbol.str();
  finding.Profile = Options.Device ? Options.Device->Name : "";
  finding.Message = std::move(message);
  Plan.Findings.push_back(std::move(finding));
}

BuildContext::NewName BuildContext::newName(llvm::StringRef written) const {
  llvm::StringRef suffix = path::extension(written);
  llvm::StringRef name = written;
  NewName out;
  auto look = [&](const std::string &folder) {
    std::string whole = relativeTo(absolutePath(name, absolutePath(folder, "/")), "/");
    auto it = Input.Names.find(whole);
    if (it == Input.Names.end())
      return Input.Tree.count(whole) != 0;
    llvm::StringRef last = path::filename(it->second);
    out = {NewName::Renamed, written.drop_back(path::filename(written).size()).str() + last.str(),
           path::extension(last) == Options.Rules->DeviceSuffix};
    return true;
  };
  bool anywhere = false;
  for (llvm::StringRef variable : {"${CMAKE_CURRENT_SOURCE_DIR}/", "${CMAKE_CURRENT_LIST_DIR}/"})
    name.consume_front(variable);
  for (llvm::StringRef variable : {"${PROJECT_SOURCE_DIR}/", "${CMAKE_SOURCE_DIR}/"})
    anywhere |= name.consume_front(variable);
  bool open = name.find_first_of("$*?{}[]%") != llvm::StringRef::npos;
  if (!open) {
    if (look(Folder))
      return out;
    // The top of a project is any folder above.
    for (llvm::StringRef above = Folder; (anywhere || File.ends_with(".py")) && !above.empty();) {
      above = path::parent_path(above);
      if (look(above.str()))
        return out;
    }
  }
  if (suffix != ".cu")
    return out;
  if (!open || !SuffixSafe)
    return {NewName::Unknown, "", false};
  return {NewName::Renamed, written.drop_back(3).str() + Options.Rules->CudaSuffix,
          Options.Rules->CudaSuffix == Options.Rules->DeviceSuffix};
}

std::vector<std::string> BuildContext::flags(llvm::ArrayRef<llvm::StringRef> words, uint32_t at, bool every) {
  std::vector<std::string> out;
  for (size_t i = 0; i < words.size();) {
    llvm::StringRef word = words[i];
    BuildRules::Flag flag = rules().flag(words.drop_front(i));
    size_t next = i + flag.Words;
    auto keep = [&] {
      for (size_t k = i; k < next; ++k)
        out.push_back(words[k].str());
    };
    if (!flag.Entry) {
      keep();
      if (every && word.starts_with("-"))
        report("build-unknown", at, word, fmt::format("option '{}' is in no table: left as it is", word.str()));
      i = next;
      continue;
    }
    const BuildTarget &target = flag.Entry->target(style());
    switch (target.Status) {
    case BuildTarget::Direct:
      keep();
      break;
    case BuildTarget::Rename:
      if (flag.Value != "false")
        out.push_back(target.Rewrite);
      break;
    case BuildTarget::Template: {
      std::string values = flag.Value.trim("\"'").str();
      std::replace(values.begin(), values.end(), ',', ' ');
      llvm::SmallVector<llvm::StringRef> parts;
      std::string text = expand(target.Rewrite, {{"values", values}, {"value", flag.Value.str()}});
      llvm::SplitString(text, parts);
      for (llvm::StringRef part : parts)
        out.push_back(part.str());
      break;
    }
    case BuildTarget::Drop:
      break;
    case BuildTarget::Manual:
      keep();
      report("build-manual", at, flag.Entry->Symbol,
             fmt::format("option '{}' is left: {}", word.str(), target.Text));
      break;
    }
    i = next;
  }
  return out;
}

void reportMake(BuildContext &in) {
  uint32_t at = 0;
  std::set<std::string> said;
  for (llvm::StringRef rest = in.Text; !rest.empty();) {
    llvm::StringRef line = rest.split('\n').first;
    rest = rest.drop_front(std::min(rest.size(), line.size() + 1));
    llvm::StringRef code = line.split('#').first;
    llvm::SmallVector<llvm::StringRef> words;
    llvm::SplitString(code, words, " \t\r\n\v\f;");
    for (size_t i = 0; i < words.size();) {
      llvm::StringRef word = words[i];
      uint32_t offset = at + uint32_t(word.data() - line.data());
      BuildRules::Flag flag = in.rules().flag(llvm::ArrayRef(words).drop_front(i));
      // One letter means something to every compiler; it is nvcc's where nvcc is spoken of.
      bool ours = flag.Entry && (flag.Entry->Symbol.size() > 2 || code.contains_insensitive("nvcc"));
      if (ours && flag.Entry->target(in.style()).Status != BuildTarget::Direct) {
        const BuildTarget &target = flag.Entry->target(in.style());
        std::string what = target.Status == BuildTarget::Rename     ? "becomes '" + target.Rewrite + "'"
                           : target.Status == BuildTarget::Template ? "passes its values on"
                           : target.Status == BuildTarget::Drop     ? "goes: " + target.Text
                                                                    : target.Text;
        in.report("build-flag", offset, flag.Entry->Symbol,
                  fmt::format("nvcc option '{}' {}", word.str(), what));
      } else if (const BuildEntry *tool = in.rules().find("nvcc", "string", llvm::sys::path::filename(word));
                 tool && said.insert(tool->Symbol).second) {
        in.report("build-flag", offset, tool->Symbol,
                  fmt::format("'{}': {}", tool->Symbol, in.expand(tool->target(in.style()).Text)));
      }
      BuildContext::NewName name = in.newName(word.take_until([](char c) { return c == ':'; }));
      if (name.Is != BuildContext::NewName::None && said.insert(word.str()).second)
        in.report("build-manual", offset, word,
                  name.Is == BuildContext::NewName::Renamed
                      ? fmt::format("'{}' is now '{}': a Makefile is not rewritten", word.str(), name.Text)
                      : fmt::format("'{}' is no file of the tree", word.str()));
      i += ours ? flag.Words : 1;
    }
    at += uint32_t(line.size() + 1);
  }
}

void planBuildFiles(const BuildInput &input, const RewriteOptions &options, RewritePlan &plan) {
  for (const auto &[file, language] : input.Files) {
    const std::string *text = input.TextOf(file);
    if (!text)
      continue;
    BuildContext context(input, options, plan, file, *text);
    if (language == "cmake")
      rewriteCMake(context);
    else if (language == "python")
      rewritePython(context);
    else if (language == "make")
      reportMake(context);
  }
  plan.Edits.settle();
  llvm::sort(plan.Findings);
}

} // namespace ascendify
