//===- Decode.cpp - tables as JSON into typed values ----------------------===//
#include "Mapping/Decode.h"
#include "Model/Names.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringSwitch.h"

namespace ascendify {

namespace {

/// A member that may be one string or an array of them.
std::vector<std::string> oneOrMore(const Json &object, llvm::StringRef key) {
  const Json *member = getMember(object, key);
  if (member && member->is_string())
    return {member->get<std::string>()};
  return getStrings(object, key);
}

std::optional<Disposition> status(const Json &object) {
  return parseName<Disposition>(getString(object, "status"));
}

Case decodeCase(const Json &in) {
  Case out;
  out.Argument = getString(in, "arg");
  out.Is = oneOrMore(in, "is");
  if (getMember(in, "constant"))
    out.Constant = getBool(in, "constant");
  out.Type = oneOrMore(in, "type");
  out.TemplateArgument = oneOrMore(in, "templateArg");
  out.Result = getString(in, "result");
  out.Side = getString(in, "side");
  out.Profile = oneOrMore(in, "profile");
  out.Lacks = oneOrMore(in, "lacks");
  out.CannBefore = getString(in, "cannBefore");
  if (getMember(in, "arguments"))
    out.Arguments = unsigned(getInt(in, "arguments"));
  out.Status = status(in);
  if (getMember(in, "rewrite"))
    out.Rewrite = getString(in, "rewrite");
  out.Handler = getString(in, "handler");
  out.Finding = getString(in, "finding");
  out.Reason = getString(in, "reason");
  out.Advice = getString(in, "advice");
  out.Includes = getStrings(in, "includes");
  out.Libraries = getStrings(in, "libraries");
  out.Helpers = getStrings(in, "helpers");
  return out;
}

Target decodeTarget(const Json &in) {
  Target out;
  out.Status = status(in).value_or(Disposition::Unknown);
  out.Rewrite = getString(in, "rewrite");
  out.Handler = getString(in, "handler");
  out.Since = getString(in, "since");
  out.Removed = getString(in, "removed");
  out.Requires = getStrings(in, "requires");
  out.Includes = getStrings(in, "includes");
  out.Libraries = getStrings(in, "libraries");
  out.Helpers = getStrings(in, "helpers");
  out.Reason = getString(in, "reason");
  out.Advice = getString(in, "advice");
  out.Finding = getString(in, "finding");
  if (const Json *differences = getMember(in, "differences"))
    for (const Json &d : *differences)
      out.Differences.push_back({getString(d, "id"), getString(d, "text")});
  if (const Json *when = getMember(in, "when"))
    for (const Json &c : *when)
      out.When.push_back(decodeCase(c));
  if (const Json *evidence = getMember(in, "evidence")) {
    out.Proof.Level = llvm::StringSwitch<EvidenceLevel>(getString(*evidence, "level"))
                          .Case("header", EvidenceLevel::Header)
                          .Case("documented", EvidenceLevel::Documented)
                          .Case("compiled", EvidenceLevel::Compiled)
                          .Default(EvidenceLevel::Inferred);
    out.Proof.Source = getString(*evidence, "source");
  }
  return out;
}

} // namespace

llvm::StringRef nameOf(FamilyKind kind) {
  static constexpr llvm::StringRef names[] = {"", "prefix", "namespace", "mnemonic"};
  return names[size_t(kind)];
}

llvm::StringRef nameOf(NextChar next) {
  static constexpr llvm::StringRef names[] = {"any", "upper", "lower", "digit", "word"};
  return names[size_t(next)];
}

llvm::StringRef nameOf(EvidenceLevel level) {
  static constexpr llvm::StringRef names[] = {"header", "documented", "compiled", "inferred"};
  return names[size_t(level)];
}

Entry decodeEntry(const Json &in, llvm::StringRef library) {
  Entry out;
  out.Symbol = getString(in, "symbol");
  out.Library = getString(in, "library", library);
  out.Kind = parseName<UseKind>(getString(in, "kind")).value_or(UseKind::Function);
  out.Family = llvm::StringSwitch<FamilyKind>(getString(in, "family"))
                   .Case("prefix", FamilyKind::Prefix)
                   .Case("namespace", FamilyKind::Namespace)
                   .Case("mnemonic", FamilyKind::Mnemonic)
                   .Default(FamilyKind::None);
  out.Next = llvm::StringSwitch<NextChar>(getString(in, "next"))
                 .Case("upper", NextChar::Upper)
                 .Case("lower", NextChar::Lower)
                 .Case("digit", NextChar::Digit)
                 .Case("word", NextChar::Word)
                 .Default(NextChar::Any);
  out.Alias = getString(in, "alias");
  out.Params = getStrings(in, "params");
  if (!out.Params.empty() && llvm::StringRef(out.Params.back()).ends_with("...")) {
    out.Params.back().resize(out.Params.back().size() - 3);
    out.Variadic = true;
  }
  out.ParamTypes = getStrings(in, "paramTypes");
  out.HasParamTypes = getMember(in, "paramTypes") != nullptr;
  for (const std::string &role : getStrings(in, "roles"))
    if (std::optional<Role> known = parseName<Role>(role))
      out.Does.add(*known);
  if (const Json *operands = getMember(in, "operands"))
    for (const auto &[word, parameter] : operands->items())
      if (std::optional<Operand> operand = parseName<Operand>(word)) {
        out.Operands.push_back({*operand, parameter.get<std::string>()});
        auto at = llvm::find(out.Params, out.Operands.back().second);
        if (at != out.Params.end())
          out.Does.set(*operand, unsigned(at - out.Params.begin()));
      }
  out.Since = getString(in, "since");
  out.Deprecated = getString(in, "deprecated");
  out.Removed = getString(in, "removed");
  if (const Json *targets = getMember(in, "targets"))
    for (const auto &[style, target] : targets->items())
      out.Targets[style] = decodeTarget(target);
  if (const Json *examples = getMember(in, "examples"))
    for (const Json &e : *examples) {
      Example &example = out.Examples.emplace_back();
      example.In = getString(e, "in");
      example.Context = getString(e, "context");
      example.Finding = getString(e, "finding");
      example.Side = getString(e, "side");
      example.Scope = getString(e, "scope");
      for (const char *style : {"native", "portable"})
        if (getMember(e, style))
          example.Out[style] = getString(e, style);
    }
  return out;
}

Profile decodeProfile(const Json &in) {
  Profile out;
  out.Name = getString(in, "name");
  out.Product = getString(in, "product");
  if (const Json *limits = getMember(in, "limits"))
    for (const auto &[name, limit] : limits->items())
      out.Limits[name] = {getInt(limit, "value"), getString(limit, "unit"),
                          getString(limit, "source"), getString(limit, "note")};
  if (const Json *capabilities = getMember(in, "capabilities"))
    for (const auto &[name, c] : capabilities->items())
      out.Capabilities[name] = {getBool(c, "present"), getString(c, "source"),
                                getString(c, "note")};
  return out;
}

} // namespace ascendify
