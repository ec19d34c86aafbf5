//===- Resolve.cpp - what becomes of one use ------------------------------===//
//
// Overload, then cases, then what the profile and the release lack. The trap: a
// condition about something that was not seen (a lexed fact) does not hold.
//
//===----------------------------------------------------------------------===//
#include "Mapping/Database.h"
#include "Mapping/Loader.h"
#include "Mapping/Overloads.h"
#include "Model/Names.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringExtras.h"
#include <fmt/format.h>

namespace ascendify {

namespace {

bool isWord(char c) { return llvm::isAlnum(c) || c == '_'; }

std::string normalType(llvm::StringRef type) {
  std::string out;
  for (char c : type) {
    if (c == ' ' || c == '\t') {
      if (!out.empty() && isWord(out.back()))
        out += ' ';
      continue;
    }
    if (!isWord(c) && !out.empty() && out.back() == ' ')
      out.pop_back();
    out += c;
  }
  llvm::StringRef s = llvm::StringRef(out).trim();
  while (s.consume_back("&"))
    s = s.trim();
  // Top-level qualifiers: in front of a plain type, behind the last `*` of a pointer.
  bool pointer = s.contains('*') || s.contains('(');
  for (bool again = true; again;) {
    again = false;
    for (llvm::StringRef word : {"const", "volatile", "__restrict", "__restrict__"}) {
      if (s.ends_with(word) && s.size() > word.size() && !isWord(s[s.size() - word.size() - 1])) {
        s = s.drop_back(word.size()).trim();
        again = true;
      }
      if (!pointer && s.starts_with((word + " ").str())) {
        s = s.drop_front(word.size()).trim();
        again = true;
      }
    }
  }
  for (llvm::StringRef tag : {"struct ", "enum ", "union ", "class "})
    s.consume_front(tag);
  return s.str();
}

/// The parameter types of a function type such as `int (int *, void (*)(int))`.
std::optional<std::vector<std::string>> parameterTypes(llvm::StringRef signature) {
  size_t open = signature.find('(');
  if (open == llvm::StringRef::npos)
    return std::nullopt;
  std::vector<std::string> out;
  int depth = 0;
  size_t start = open + 1;
  for (size_t i = open; i < signature.size(); ++i) {
    char c = signature[i];
    if (c == '(' || c == '<' || c == '[')
      ++depth;
    else if (c == ')' || c == '>' || c == ']')
      --depth;
    if ((c == ',' && depth == 1) || depth == 0) {
      llvm::StringRef type = signature.slice(start, i).trim();
      if (!type.empty() && type != "void")
        out.push_back(type.str());
      start = i + 1;
    }
    if (depth == 0)
      break;
  }
  return out;
}

bool anyOf(const std::vector<std::string> &list, llvm::function_ref<bool(const std::string &)> is) {
  return std::any_of(list.begin(), list.end(), is);
}

bool resultHolds(const std::string &wanted, ResultUse result) {
  if (wanted == "used")
    return result != ResultUse::Discarded;
  return wanted == nameOf(result);
}

/// Name of an enumerator without its scope.
llvm::StringRef plain(llvm::StringRef qualified) {
  size_t colon = qualified.rfind("::");
  return colon == llvm::StringRef::npos ? qualified : qualified.drop_front(colon + 2);
}

bool holds(const Case &c, const Entry &entry, const Query &q) {
  if (!c.Profile.empty() && !(q.Device && llvm::is_contained(c.Profile, q.Device->Name)))
    return false;
  if (!c.Lacks.empty() &&
      !(q.Device && anyOf(c.Lacks, [&](const std::string &x) { return !q.Device->has(x); })))
    return false;
  if (!c.CannBefore.empty() && (q.Cann.empty() || compareReleases(q.Cann, c.CannBefore) >= 0))
    return false;
  if (!c.Side.empty() && !(q.Seen && nameOf(q.Seen->Where) == c.Side))
    return false;
  bool aboutCall =
      !c.Argument.empty() || !c.TemplateArgument.empty() || !c.Result.empty() || c.Arguments;
  if (!aboutCall)
    return true;
  if (!q.Seen || !q.Seen->Call)
    return false;
  const CallFact &call = *q.Seen->Call;
  if (!c.Result.empty() && !resultHolds(c.Result, call.Result))
    return false;
  if (c.Arguments && llvm::count_if(call.Arguments,
                                    [](const Argument &a) { return !a.Defaulted; }) != *c.Arguments)
    return false;
  if (!c.TemplateArgument.empty() &&
      (call.TemplateArguments.empty() || !anyOf(c.TemplateArgument, [&](const std::string &x) {
         return sameType(x, call.TemplateArguments.front());
       })))
    return false;
  if (c.Argument.empty())
    return true;
  size_t index = llvm::find(entry.Params, c.Argument) - entry.Params.begin();
  if (index >= call.Arguments.size())
    return false;
  const Argument &a = call.Arguments[index];
  if (a.Defaulted)
    return false;
  if (c.Constant && *c.Constant != a.Value.has_value())
    return false;
  if (!c.Is.empty() && !anyOf(c.Is, [&](const std::string &x) {
        return (a.Value && *a.Value == x) ||
               (!a.Reference.empty() && plain(a.Reference) == plain(x));
      }))
    return false;
  return c.Type.empty() || anyOf(c.Type, [&](const std::string &x) {
           return sameType(x, a.Type) || (!a.WrittenType.empty() && sameType(x, a.WrittenType));
         });
}

void append(std::vector<std::string> &to, const std::vector<std::string> &more) {
  for (const std::string &x : more)
    if (!llvm::is_contained(to, x))
      to.push_back(x);
}

void refuse(Resolved &out, std::string reason) {
  out.Status = Disposition::Unsupported;
  out.Reason = std::move(reason);
  out.Rewrite.clear();
  out.Handler.clear();
}

} // namespace

bool sameType(llvm::StringRef a, llvm::StringRef b) { return normalType(a) == normalType(b); }

int overloadRank(const Entry &entry, const Variant *seen) {
  if (!entry.HasParamTypes)
    return 1;
  if (!seen || !seen->Call)
    return 0;
  const CallFact &call = *seen->Call;
  if (std::optional<std::vector<std::string>> types = parameterTypes(call.Signature)) {
    if (types->size() != entry.ParamTypes.size())
      return -1;
    bool same = true;
    for (size_t i = 0; i < types->size(); ++i)
      same &= sameType((*types)[i], entry.ParamTypes[i]) ||
              (i < call.Arguments.size() && !call.Arguments[i].WrittenType.empty() &&
               sameType(call.Arguments[i].WrittenType, entry.ParamTypes[i]));
    return same ? 100 : -1;
  }
  // No resolved overload: what the arguments say, as far as they say anything.
  size_t written = 0;
  int rank = 2;
  for (const Argument &a : call.Arguments) {
    if (a.Defaulted)
      continue;
    if (written >= entry.ParamTypes.size())
      return -1;
    const std::string &type = entry.ParamTypes[written++];
    if (a.Type.empty())
      continue;
    if (!sameType(a.Type, type) && !sameType(a.WrittenType, type))
      return -1;
    ++rank;
  }
  return rank;
}

Resolved Database::resolve(const Query &q) const {
  Resolved out;
  if (!q.Use)
    return out;
  std::vector<const Entry *> candidates = entries(q.Use->Symbol, q.Seen);
  const Entry *entry = nullptr;
  for (const Entry *candidate : candidates)
    if (overloadRank(*candidate, q.Seen) >= 0 &&
        (!entry || (entry->Kind != q.Use->Kind && candidate->Kind == q.Use->Kind)))
      entry = candidate;
  if (!entry)
    return out;
  out.Matched = entry;
  auto it = entry->Targets.find(q.Style);
  if (it == entry->Targets.end())
    return out;
  const Target &target = it->second;
  out.From = &target;
  out.Status = target.Status;
  out.Rewrite = target.Rewrite;
  out.Handler = target.Handler;
  out.Finding = target.Finding;
  out.Reason = target.Reason;
  out.Advice = target.Advice;
  out.Includes = target.Includes;
  out.Libraries = target.Libraries;
  out.Helpers = target.Helpers;

  for (const Case &c : target.When) {
    if (!holds(c, *entry, q))
      continue;
    out.Chosen = &c;
    if (c.Status) {
      // What is said of doing it by hand does not carry over to doing it by machine.
      if (!isAutomatic(out.Status) && isAutomatic(*c.Status)) {
        out.Finding.clear();
        out.Reason.clear();
        out.Advice.clear();
      }
      out.Status = *c.Status;
    }
    if (c.Rewrite || !c.Handler.empty()) {
      out.Rewrite = c.Rewrite.value_or("");
      out.Handler = c.Handler;
    }
    if (!isAutomatic(out.Status) || out.Status == Disposition::Direct) {
      out.Rewrite.clear();
      out.Handler.clear();
    }
    if (!c.Finding.empty())
      out.Finding = c.Finding;
    if (!c.Reason.empty())
      out.Reason = c.Reason;
    if (!c.Advice.empty())
      out.Advice = c.Advice;
    append(out.Includes, c.Includes);
    append(out.Libraries, c.Libraries);
    append(out.Helpers, c.Helpers);
    break;
  }

  if (!isAutomatic(out.Status))
    return out;
  if (q.Device)
    for (const std::string &capability : target.Requires)
      if (!q.Device->has(capability)) {
        refuse(out, fmt::format("needs '{}', which {} does not have", capability, q.Device->Name));
        return out;
      }
  if (!q.Cann.empty() && !target.Since.empty() && compareReleases(q.Cann, target.Since) < 0)
    refuse(out, fmt::format("its counterpart exists from CANN {} on; the target is {}",
                            target.Since, q.Cann));
  else if (!q.Cann.empty() && !target.Removed.empty() &&
           compareReleases(q.Cann, target.Removed) >= 0)
    refuse(out, fmt::format("CANN {} removed its counterpart; the target is {}", target.Removed,
                            q.Cann));
  return out;
}

} // namespace ascendify
