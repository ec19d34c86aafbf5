//===- Template.cpp - the rewrite template language -----------------------===//
#include "Mapping/Template.h"
#include "Support/Error.h"
#include "Support/JsonSchema.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include <algorithm>
#include <fmt/ranges.h>

namespace ascendify {

namespace {

bool isName(llvm::StringRef s) {
  return !s.empty() && !llvm::isDigit(s.front()) &&
         llvm::all_of(s, [](char c) { return llvm::isAlnum(c) || c == '_'; });
}

} // namespace

Template Template::parse(llvm::StringRef text, llvm::ArrayRef<std::string> params,
                         std::vector<TemplateError> &errors) {
  Template out;
  std::string literal;
  auto flush = [&] {
    if (!literal.empty())
      out.Parts.push_back({std::move(literal), std::nullopt, TemplateOp::Plain, std::nullopt});
    literal.clear();
  };
  for (size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '$') {
      literal += text[i];
      continue;
    }
    if (i + 1 < text.size() && text[i + 1] == '$') {
      literal += '$';
      ++i;
      continue;
    }
    if (i + 1 >= text.size() || text[i + 1] != '{') {
      errors.push_back({i, "a lone '$'; write ${parameter} or $$"});
      continue;
    }
    size_t end = text.find('}', i);
    if (end == llvm::StringRef::npos) {
      errors.push_back({i, "'${' without '}'"});
      break;
    }
    size_t start = i;
    llvm::StringRef inside = text.slice(i + 2, end);
    i = end;

    TemplatePart part;
    size_t bar = inside.find('|');
    llvm::StringRef name = inside.substr(0, bar).trim();
    if (bar != llvm::StringRef::npos)
      part.Otherwise = inside.substr(bar + 1).trim().str();
    if (name.consume_front("&"))
      part.Op = TemplateOp::AddressOf;
    else if (name.consume_front("*"))
      part.Op = TemplateOp::Dereference;
    else if (name.consume_front("(") && name.consume_back(")"))
      part.Op = TemplateOp::Parenthesize;
    else if (name.consume_back("..."))
      part.Op = TemplateOp::Rest;
    if (!isName(name)) {
      errors.push_back(
          {start, fmt::format("'${{{}}}' is not understood; allowed: ${{p}}, ${{(p)}}, "
                              "${{&p}}, ${{*p}}, ${{p|text}}, ${{p...}}",
                              inside.str())});
      continue;
    }
    auto it = llvm::find(params, name);
    if (it == params.end()) {
      std::string near = nearest(name, params.vec());
      errors.push_back(
          {start,
           fmt::format("'${{{}}}': no parameter \"{}\"{}; parameters: {}", inside.str(), name.str(),
                       near.empty() ? "" : fmt::format(", did you mean \"{}\"?", near),
                       params.empty() ? "none" : fmt::format("{}", fmt::join(params, ", ")))});
      continue;
    }
    part.Parameter = unsigned(it - params.begin());
    flush();
    out.Parts.push_back(std::move(part));
  }
  flush();
  return out;
}

llvm::Expected<Template> Template::parse(llvm::StringRef text, llvm::ArrayRef<std::string> params) {
  std::vector<TemplateError> errors;
  Template out = parse(text, params, errors);
  if (!errors.empty())
    return makeError("template \"{}\": {}", text.str(), errors.front().Message);
  return out;
}

unsigned Template::countOf(unsigned index) const {
  return llvm::count_if(Parts, [&](const TemplatePart &p) { return p.Parameter == index; });
}

std::vector<unsigned> Template::used() const {
  std::vector<unsigned> out;
  for (const TemplatePart &part : Parts)
    if (part.Parameter)
      out.push_back(*part.Parameter);
  llvm::sort(out);
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

llvm::Expected<std::vector<Piece>> Template::expand(llvm::ArrayRef<Argument> arguments,
                                                    llvm::ArrayRef<std::string> params) const {
  std::vector<Piece> out;
  auto text = [&](std::string s) {
    if (!s.empty())
      out.push_back({std::move(s), {}, false});
  };
  auto written = [&](unsigned i) { return i < arguments.size() && !arguments[i].Defaulted; };
  // The operand behind a leading '&' or '*', when the argument is just that.
  auto operand = [&](const Argument &a, char op) -> SourceRange {
    llvm::StringRef spelled = a.Text;
    if (a.Binding != Precedence::Unary || a.Macro == MacroOrigin::Argument ||
        spelled.size() != a.Range.size() || !spelled.starts_with(llvm::StringRef(&op, 1)))
      return {};
    size_t skip = spelled.find_first_not_of(" \t\r\n", 1);
    if (skip == llvm::StringRef::npos || spelled[skip] == op ||
        spelled.substr(skip).starts_with("/"))
      return {};
    return {uint32_t(a.Range.Begin + skip), a.Range.End};
  };
  // What follows a placeholder may bind as tightly as a call; nothing before it does.
  auto isPostfixOperand = [&](size_t i) {
    if (i + 1 == Parts.size() || Parts[i + 1].Parameter)
      return false;
    llvm::StringRef next = Parts[i + 1].Text;
    return next.starts_with(".") || next.starts_with("->") || next.starts_with("[") ||
           next.starts_with("(");
  };
  for (size_t i = 0; i < Parts.size(); ++i) {
    const TemplatePart &part = Parts[i];
    if (!part.Parameter) {
      text(part.Text);
      continue;
    }
    unsigned index = *part.Parameter;
    if (part.Op == TemplateOp::Rest) {
      bool any = false;
      for (unsigned i = index; i < arguments.size() && written(i); ++i) {
        if (!arguments[i].Range.valid())
          return makeError("argument {} is not written here", i + 1);
        if (any)
          text(", ");
        out.push_back({"", arguments[i].Range, false});
        any = true;
      }
      if (!any && !out.empty() && !out.back().Kept.valid()) {
        llvm::StringRef before = llvm::StringRef(out.back().Text).rtrim();
        if (before.consume_back(","))
          out.back().Text = before.rtrim().str();
      }
      continue;
    }
    if (!written(index)) {
      if (!part.Otherwise)
        return makeError("argument \"{}\" is not written",
                         index < params.size() ? params[index] : std::to_string(index + 1));
      text(*part.Otherwise);
      continue;
    }
    const Argument &a = arguments[index];
    if (!a.Range.valid())
      return makeError("argument \"{}\" is not written here",
                       index < params.size() ? params[index] : std::to_string(index + 1));
    switch (part.Op) {
    case TemplateOp::Plain:
      out.push_back({"", a.Range, false});
      break;
    case TemplateOp::Parenthesize:
      out.push_back({"", a.Range, a.Binding > (isPostfixOperand(i) ? Precedence::Postfix : Precedence::Unary)});
      break;
    case TemplateOp::AddressOf:
    case TemplateOp::Dereference: {
      bool address = part.Op == TemplateOp::AddressOf;
      SourceRange inner = operand(a, address ? '*' : '&');
      if (inner.valid()) {
        out.push_back({"", inner, false});
      } else {
        text(address ? "&" : "*");
        out.push_back({"", a.Range, a.Binding > Precedence::Unary});
      }
      break;
    }
    case TemplateOp::Rest:
      break;
    }
  }
  return out;
}

} // namespace ascendify
