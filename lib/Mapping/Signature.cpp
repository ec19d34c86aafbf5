//===- Signature.cpp - do the arguments of a rewrite fit its parameters? --===//
#include "Mapping/Signature.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSet.h"
#include <fmt/format.h>

namespace ascendify {

namespace {

/// A type as written, without qualifiers: what is left of `const aclrtStream *` is aclrtStream and one pointer.
struct Written {
  std::string Name;
  unsigned Pointers = 0;
};

Written readType(llvm::StringRef type) {
  Written out;
  std::string word;
  unsigned brackets = 0;
  auto flush = [&] {
    if (!word.empty() && word != "const" && word != "volatile" && word != "struct" && word != "enum")
      out.Name += (out.Name.empty() ? "" : " ") + word;
    word.clear();
  };
  for (char c : type) {
    if (c == '[')
      ++brackets, ++out.Pointers;
    else if (c == ']')
      --brackets;
    else if (brackets)
      continue;
    else if (llvm::isAlnum(c) || c == '_' || c == ':' || c == '<' || c == '>')
      word += c;
    else {
      flush();
      out.Pointers += c == '*';
    }
  }
  flush();
  return out;
}

bool isNumber(llvm::StringRef name) {
  static const llvm::StringSet<> numbers = {
      "int", "unsigned int", "unsigned", "size_t", "long", "long long", "unsigned long", "unsigned long long",
      "float", "double", "char", "short", "unsigned short", "unsigned char", "bool", "int8_t", "uint8_t", "int16_t",
      "uint16_t", "int32_t", "uint32_t", "int64_t", "uint64_t", "uintptr_t"};
  return numbers.contains(name);
}

/// Whether it is sure that \p from, a type of CUDA, is not what \p to is.
bool differ(llvm::StringRef from, llvm::StringRef to, const Surface &target, const TypeNames &types) {
  Written a = readType(from), b = readType(to);
  if (auto it = types.find(a.Name); it != types.end())
    a = {readType(it->second).Name, a.Pointers + readType(it->second).Pointers};
  if (a.Name == b.Name)
    return false;
  if (isNumber(a.Name) && isNumber(b.Name))
    return a.Pointers != b.Pointers;
  if ((a.Name == "void" && a.Pointers) || (b.Name == "void" && b.Pointers))
    return false;
  return target.has(a.Name) && target.has(b.Name);
}

/// The last outermost call of a template: what is called, and with what.
struct Shape {
  std::string Callee;
  std::vector<std::string> Arguments;
};

Shape readCall(llvm::StringRef text) {
  Shape out, current;
  unsigned depth = 0;
  bool inCall = false;
  size_t start = 0;
  for (size_t i = 0; i < text.size(); ++i) {
    if (text.substr(i).starts_with("${")) {
      i = std::min(text.find('}', i), text.size() - 1);
      continue;
    }
    char c = text[i];
    if (c == '(' || c == '[' || c == '{') {
      if (!depth && c == '(') {
        size_t begin = i;
        while (begin && (llvm::isAlnum(text[begin - 1]) || text[begin - 1] == '_'))
          --begin;
        if (begin < i)
          current = {text.slice(begin, i).str(), {}}, inCall = true, start = i + 1;
      }
      ++depth;
    } else if (c == ')' || c == ']' || c == '}') {
      depth -= depth > 0;
      if (!depth && inCall) {
        if (llvm::StringRef last = text.slice(start, i).trim(); !last.empty())
          current.Arguments.push_back(last.str());
        out = std::move(current);
        inCall = false;
      }
    } else if (c == ',' && depth == 1 && inCall) {
      current.Arguments.push_back(text.slice(start, i).trim().str());
      start = i + 1;
    }
  }
  return out;
}

/// The parameter that an argument of a template hands on as it is: `${p}`, `${(p)}`, `${p|text}`.
llvm::StringRef handedOn(llvm::StringRef argument) {
  if (!argument.consume_front("${") || !argument.consume_back("}") || argument.contains('$'))
    return "";
  argument = argument.take_until([](char c) { return c == '|'; }).trim();
  if (argument.consume_front("("))
    argument.consume_back(")");
  bool name = llvm::all_of(argument, [](char c) { return llvm::isAlnum(c) || c == '_'; });
  return name ? argument : "";
}

} // namespace

TypeNames typeNames(llvm::ArrayRef<const Entry *> entries, llvm::StringRef style) {
  TypeNames out;
  for (const Entry *e : entries)
    if (auto it = e->Targets.find(style.str());
        e->Kind == UseKind::Type && it != e->Targets.end() && it->second.Status == Disposition::Rename)
      out[e->Symbol] = it->second.Rewrite;
  for (const Entry *e : entries)
    if (auto it = out.find(e->Alias); e->Kind == UseKind::Type && !e->Alias.empty() && it != out.end())
      out.emplace(e->Symbol, it->second);
  return out;
}

std::string argumentMismatch(const Entry &entry, Disposition status, llvm::StringRef rewrite,
                             const Surface &cuda, const Surface &target, const TypeNames &types) {
  if (entry.Kind != UseKind::Function)
    return "";
  bool rename = status == Disposition::Rename;
  Shape call = rename ? Shape{rewrite.str(), {}} : readCall(rewrite);
  llvm::ArrayRef<std::vector<std::string>> known = cuda.signatures(entry.Symbol);
  if (rename && !known.empty() && !target.signatures(call.Callee).empty() &&
      llvm::none_of(known, [&](const auto &from) { return target.takes(call.Callee, from.size()); }))
    return fmt::format("\"{}\" takes {} parameters, the function of CUDA {}", call.Callee, target.arities(call.Callee),
                       cuda.arities(entry.Symbol));
  std::string first;
  // One pair of overloads that fits is enough.
  for (const std::vector<std::string> &from : known)
    for (const std::vector<std::string> &to : target.signatures(call.Callee)) {
      if (to.size() != (rename ? from.size() : call.Arguments.size()))
        continue; // arities are checked by themselves
      std::string wrong;
      for (size_t i = 0; i < to.size() && wrong.empty(); ++i) {
        size_t source = i;
        if (!rename) {
          llvm::StringRef name = handedOn(call.Arguments[i]);
          source = llvm::find(entry.Params, name) - entry.Params.begin();
          if (name.empty() || source >= from.size())
            continue;
        }
        if (differ(from[source], to[i], target, types))
          wrong = fmt::format("argument {} of \"{}\" is {}, and {} is handed to it, a {}", i + 1, call.Callee, to[i],
                              source < entry.Params.size() ? "\"" + entry.Params[source] + "\"" : "the argument",
                              from[source]);
      }
      if (wrong.empty())
        return "";
      if (first.empty())
        first = std::move(wrong);
    }
  return first;
}

} // namespace ascendify
