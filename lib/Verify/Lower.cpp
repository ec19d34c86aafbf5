//===- Lower.cpp ----------------------------------------------------------===//
#include "Verify/Lower.h"
#include "Rewrite/EditSet.h"
#include <fmt/format.h>

namespace ascendify {
namespace {

using Tokens = std::vector<SourceToken>;

bool opens(const SourceToken &t) { return t.is("(") || t.is("[") || t.is("{"); }
bool closes(const SourceToken &t) { return t.is(")") || t.is("]") || t.is("}"); }

/// Index behind the bracket that matches the one at \p at; the size when there is none.
size_t behindMatch(const Tokens &t, size_t at) {
  unsigned depth = 0;
  for (; at < t.size(); ++at) {
    if (opens(t[at]))
      ++depth;
    else if (closes(t[at]) && --depth == 0)
      return at + 1;
  }
  return t.size();
}

/// Index of the bracket that matches the closing one at \p at; npos when there is none.
size_t matchBefore(const Tokens &t, size_t at) {
  unsigned depth = 0;
  for (size_t i = at + 1; i-- > 0;) {
    if (closes(t[i]))
      ++depth;
    else if (opens(t[i]) && --depth == 0)
      return i;
  }
  return std::string::npos;
}

/// Index of the `<` that matches the `>` at \p at, brackets in between skipped.
size_t angleBefore(const Tokens &t, size_t at) {
  unsigned depth = 0;
  for (size_t i = at + 1; i-- > 0;) {
    if (closes(t[i])) {
      i = matchBefore(t, i);
      if (i == std::string::npos)
        return i;
    } else if (t[i].is(">")) {
      ++depth;
    } else if (t[i].is("<")) {
      if (--depth == 0)
        return i;
    } else if (t[i].is(";") || opens(t[i])) {
      break;
    }
  }
  return std::string::npos;
}

/// Three `<` or `>` in a row without blanks, from \p at.
bool chevron(const Tokens &t, size_t at, llvm::StringRef sign) {
  return at + 2 < t.size() && t[at].is(sign) && t[at + 1].is(sign) && t[at + 2].is(sign) &&
         t[at].End == t[at + 1].Begin && t[at + 1].End == t[at + 2].Begin;
}

/// Elements of the list [begin, end) that commas separate outside of brackets. With \p angles also
/// `<` and `>` are brackets.
unsigned countElements(const Tokens &t, size_t begin, size_t end, bool angles) {
  if (begin >= end)
    return 0;
  unsigned n = 1, depth = 0;
  for (size_t i = begin; i < end; ++i) {
    if (opens(t[i]))
      i = behindMatch(t, i) - 1;
    else if (angles && t[i].is("<"))
      ++depth;
    else if (angles && t[i].is(">") && depth)
      --depth;
    else if (t[i].is(",") && !depth)
      ++n;
  }
  return n;
}

class Lowering {
public:
  Lowering(llvm::StringRef text, const TokenizedText &tokens, const KernelTemplates &templates)
      : Text(text), T(tokens.Tokens), Templates(templates) {}

  LoweredText run() {
    for (size_t i = 0; i < T.size(); ++i) {
      if (chevron(T, i, "<")) {
        launch(i);
        i += 2;
      } else if (T[i].is("__ubuf__")) {
        shared(i);
      } else if (T[i].is("aclrtLaunchSIMTKernelWithArgsArray") && i + 1 < T.size() && T[i + 1].is("(")) {
        launchArray(i);
      } else if (T[i].is("__global__") || T[i].is("XPU_GLOBAL")) {
        kernel(i);
      }
    }
    Edits.settle();
    Out.Text = Edits.apply("", Text);
    return std::move(Out);
  }

private:
  void problem(uint32_t offset, std::string message) {
    Out.Problems.push_back({lineOf(Text, offset), std::move(message)});
  }

  void replace(uint32_t begin, uint32_t end, std::string text) {
    Edit edit;
    edit.Range = {begin, end};
    edit.Pieces.push_back({std::move(text), {}, false});
    edit.Rule = "lower";
    Edits.add(std::move(edit));
  }

  //===--- launches --------------------------------------------------------===//

  /// Index of the first token of the kernel in front of the chevrons at \p at; npos when what stands
  /// there is no kernel.
  size_t kernelBefore(size_t at) const {
    size_t i = at;
    if (i == 0)
      return std::string::npos;
    --i;
    for (;;) {
      if (T[i].is(">")) {
        i = angleBefore(T, i);
        if (i == std::string::npos || i == 0)
          return std::string::npos;
        --i;
      } else if (T[i].is(")") || T[i].is("]")) {
        i = matchBefore(T, i);
        if (i == std::string::npos)
          return i;
        // `(*pointer)` ends here, `table[i]` and `kernelFor(n)` go on.
        if (i == 0 || !(T[i - 1].Is == SourceToken::Word || closes(T[i - 1])) ||
            T[i - 1].is("return") || T[i - 1].is("else"))
          return i;
        --i;
        continue;
      }
      if (T[i].Is != SourceToken::Word || T[i].is("operator"))
        return std::string::npos;
      if (i && T[i - 1].is("template"))
        --i;
      bool chain = i && (T[i - 1].is("::") || T[i - 1].is(".") || T[i - 1].is("->"));
      if (!chain)
        return i;
      // A leading `::` ends the name.
      bool leading = T[i - 1].is("::") && (i == 1 || !(T[i - 2].Is == SourceToken::Word ||
                                                      T[i - 2].is(">")) ||
                                           T[i - 2].is("return") || T[i - 2].is("else"));
      if (leading)
        return i - 1;
      i -= 2;
    }
  }

  void launch(size_t at) {
    if (T[at].Where == SourceToken::Define)
      return problem(T[at].Begin, "a launch in the body of a macro cannot run on the CPU yet: write "
                                  "it in a function (a template, if need be)");
    size_t kernel = kernelBefore(at);
    if (kernel == std::string::npos)
      return; // `operator<<<T>` and the like
    // The end of the configuration: three closing signs in front of an opening parenthesis.
    size_t end = at + 3;
    while (end < T.size() && !(chevron(T, end, ">") && end + 3 < T.size() && T[end + 3].is("("))) {
      if (T[end].is(";") || closes(T[end]))
        return problem(T[at].Begin, "'<<<' without '>>>(…)': not a launch that could be read");
      end = opens(T[end]) ? behindMatch(T, end) : end + 1;
    }
    if (end >= T.size())
      return problem(T[at].Begin, "'<<<' without '>>>(…)': not a launch that could be read");
    unsigned n = countElements(T, at + 3, end, false);
    if (n > 4)
      n = countElements(T, at + 3, end, true);
    if (n < 2 || n > 4)
      return problem(T[at].Begin, fmt::format("a launch takes 2 to 4 values between '<<<' and '>>>',"
                                              " found {}", n));
    size_t open = end + 3, behind = behindMatch(T, open);
    bool arguments = behind - open > 2;
    bool deduced = isDeduced(kernel, at);
    replace(T[kernel].Begin, T[kernel].Begin,
            deduced ? "ascendify_cpu::launch([](auto... ascendify_a) { " : "ascendify_cpu::launch(");
    replace(T[at].Begin, T[at + 2].End, deduced ? "(ascendify_a...); }, " : ", ");
    std::string rest = n == 2 ? ", 0, nullptr" : n == 3 ? ", nullptr" : "";
    replace(T[end].Begin, T[open].End, rest + (arguments ? ", " : ""));
    ++Out.Launches;
  }

  /// A launch with an array of arguments: the kernel keeps its type, which says how to read them.
  void launchArray(size_t at) {
    if (T[at].Where == SourceToken::Define)
      return;
    replace(T[at].Begin, T[at].End, "ascendify_cpu::launchArray");
    size_t i = at + 2;
    if (i + 3 >= T.size() || !T[i].is("("))
      return;
    size_t type = T[i + 1].is("const") ? i + 2 : i + 1;
    if (type + 2 < T.size() && T[type].is("void") && T[type + 1].is("*") && T[type + 2].is(")"))
      replace(T[i].Begin, T[type + 2].End, "");
    ++Out.Launches;
  }

  /// Whether template arguments of the kernel in [begin, end) are left to deduction.
  bool isDeduced(size_t begin, size_t end) const {
    size_t name = end - 1;
    unsigned written = 0;
    if (T[name].is(">")) {
      size_t open = angleBefore(T, name);
      written = countElements(T, open + 1, name, true);
      name = open - 1;
    }
    if (name < begin || T[name].Is != SourceToken::Word)
      return false;
    auto it = Templates.find(T[name].Text.str());
    return it != Templates.end() && written < it->second;
  }

  //===--- kernels ---------------------------------------------------------===//

  /// A kernel's first statement compares the block with its launch bounds, or with what the device
  /// allows without any.
  void kernel(size_t at) {
    if (T[at].Where == SourceToken::Define)
      return;
    std::string bound = "ASCENDIFY_CPU_DEFAULT_BOUND";
    auto isBound = [&](size_t i) {
      return T[i].is("__launch_bounds__") || T[i].is("XPU_LAUNCH_BOUNDS");
    };
    auto readBound = [&](size_t open) {
      size_t end = open + 1, behind = behindMatch(T, open);
      while (end + 1 < behind && !T[end].is(","))
        end = opens(T[end]) ? behindMatch(T, end) : end + 1;
      if (end > open + 1)
        bound = oneLine(Text.slice(T[open].End, T[end - 1].End).str());
    };
    if (at && T[at - 1].is(")"))
      if (size_t open = matchBefore(T, at - 1); open != std::string::npos && open && isBound(open - 1))
        readBound(open);
    // The parameters: the first parentheses that belong to no attribute.
    size_t i = at + 1;
    for (; i + 1 < T.size(); ++i) {
      if (T[i].is(";") || T[i].is("{") || T[i].is("="))
        return;
      if (!T[i + 1].is("("))
        continue;
      if (isBound(i))
        readBound(i + 1);
      else if (T[i].is(">") || (T[i].Is == SourceToken::Word && !T[i].is("__attribute__") &&
                                !T[i].Text.contains("maxnreg") && !T[i].Text.contains("align")))
        break;
      i = behindMatch(T, i + 1) - 1;
    }
    if (i + 1 >= T.size())
      return;
    size_t body = behindMatch(T, i + 1);
    while (body < T.size() && !T[body].is("{") && !T[body].is(";"))
      body = opens(T[body]) ? behindMatch(T, body) : body + 1;
    if (body >= T.size() || T[body].is(";"))
      return; // a declaration
    replace(T[body].End, T[body].End, " ::ascendify_cpu::launchBound(" + bound + ");");
    ++Out.Kernels;
  }

  //===--- memory of the block ---------------------------------------------===//

  /// Whether the innermost brace around \p at is that of a function.
  bool inFunction(size_t at) const {
    unsigned depth = 0;
    for (size_t i = at; i-- > 0;) {
      if (T[i].Where == SourceToken::Define)
        continue;
      if (T[i].is("}"))
        ++depth;
      else if (T[i].is("{") && depth)
        --depth;
      else if (T[i].is("{")) {
        // What the brace belongs to stands between it and the end of the previous statement.
        for (size_t j = i; j-- > 0 && !T[j].is(";") && !T[j].is("}") && !T[j].is("{");)
          if (T[j].is("namespace"))
            return false;
        return i > 0 && T[i - 1].Is != SourceToken::Literal; // `extern "C" {`
      }
    }
    return false;
  }

  void shared(size_t at) {
    if (T[at].Where == SourceToken::Define)
      return problem(T[at].Begin, "'__ubuf__' in the body of a macro cannot run on the CPU yet: "
                                  "write the declaration itself");
    // The declaration: from behind the previous statement to the first end of a declarator.
    size_t begin = at;
    while (begin && !T[begin - 1].is(";") && !T[begin - 1].is("{") && !T[begin - 1].is("}") &&
           !T[begin - 1].is(":") && !T[begin - 1].is("(") && !T[begin - 1].is(",") &&
           !T[begin - 1].is("<") && T[begin - 1].Where != SourceToken::Define) {
      if (T[begin - 1].is(")")) {
        size_t open = matchBefore(T, begin - 1);
        if (open == std::string::npos)
          return;
        // An attribute before `__ubuf__` belongs to it, `if (x)` does not.
        if (!open || !T[open - 1].Text.contains("align"))
          break;
        begin = open;
      } else {
        --begin;
      }
    }
    if (begin && (T[begin - 1].is("(") || T[begin - 1].is(",") || T[begin - 1].is("<")))
      return; // a parameter, a template argument or a cast: the qualifier means nothing here

    size_t external = std::string::npos, fixed = std::string::npos;
    for (size_t i = begin; i < at; ++i) {
      if (T[i].is("extern"))
        external = i;
      if (T[i].is("static"))
        fixed = i;
    }
    std::string type;
    size_t name = std::string::npos, i = begin;
    bool pointer = false;
    unsigned angles = 0;
    for (; i < T.size(); ++i) {
      bool attribute = T[i].Is == SourceToken::Word && T[i].Text.contains("align");
      bool parentheses = i + 1 < T.size() && T[i + 1].is("(");
      if (attribute && parentheses) {
        size_t behind = behindMatch(T, i + 1);
        if (external != std::string::npos)
          replace(T[i].Begin, T[behind - 1].End, keepLines(T[i].Begin, T[behind - 1].End));
        i = behind - 1;
        continue;
      }
      if (T[i].is("<"))
        ++angles;
      if (T[i].is(">") && angles)
        --angles;
      if (!angles && (T[i].is(";") || T[i].is("=") || T[i].is("[") || T[i].is("{") ||
                      T[i].is(",") || T[i].is("(")))
        break;
      if (i > at && !angles && (T[i].is("*") || T[i].is("&")))
        pointer = true;
      if (T[i].Is == SourceToken::Word && !angles)
        name = i;
    }
    if (i >= T.size() || name == std::string::npos || name <= at)
      return problem(T[at].Begin, "a '__ubuf__' declaration that could not be read");
    if (external == std::string::npos) {
      if (pointer)
        return; // a pointer of each thread
      if (fixed != std::string::npos)
        replace(T[fixed].Begin, T[fixed].End, "");
      replace(T[at].Begin, T[at].End, "ASCENDIFY_CPU_SHARED");
      ++Out.Shared;
      return;
    }
    if (!inFunction(at))
      return problem(T[at].Begin, "'extern __ubuf__' outside a function cannot run on the CPU yet: "
                                  "declare it in the kernel");
    // extern __ubuf__ T name[];  ->  T *name = ascendify_cpu::dynamic_shared<T>();
    for (size_t k = begin; k < name; ++k) {
      if (k == external || k == at)
        continue;
      if (T[k].Text.contains("align") && T[k + 1].is("(")) {
        k = behindMatch(T, k + 1) - 1;
        continue;
      }
      bool glue = !type.empty() && T[k].Is == SourceToken::Word && T[k - 1].Is == SourceToken::Word;
      type += (glue ? " " : "") + T[k].Text.str();
    }
    if (!T[i].is("[") || behindMatch(T, i) != i + 2)
      return problem(T[at].Begin, "'extern __ubuf__' is read as 'extern __ubuf__ T name[];' only");
    size_t stop = i + 2;
    while (stop < T.size() && T[stop].is("["))
      stop = behindMatch(T, stop);
    if (stop >= T.size() || !T[stop].is(";"))
      return problem(T[at].Begin, "'extern __ubuf__' is read as 'extern __ubuf__ T name[];' only");
    std::string extents = Text.slice(T[i + 1].End, T[stop - 1].End).str();
    replace(T[external].Begin, T[external].End, "");
    replace(T[at].Begin, T[at].End, "");
    replace(T[name].Begin, T[name].Begin, extents.empty() ? "*" : "(*");
    replace(T[i].Begin, T[i + 1].End, extents.empty() ? "" : ")");
    replace(T[stop].Begin, T[stop].Begin,
            fmt::format(" = ascendify_cpu::dynamic_shared<{}{}>()", type, oneLine(extents)));
    ++Out.Shared;
  }

  std::string keepLines(uint32_t begin, uint32_t end) const {
    return std::string(Text.slice(begin, end).count('\n'), '\n');
  }
  static std::string oneLine(std::string text) {
    for (char &c : text)
      c = c == '\n' ? ' ' : c;
    return text;
  }

  llvm::StringRef Text;
  const Tokens &T;
  const KernelTemplates &Templates;
  EditSet Edits;
  LoweredText Out;
};

} // namespace

void findKernelTemplates(const TokenizedText &text, KernelTemplates &out) {
  const Tokens &t = text.Tokens;
  for (size_t i = 0; i + 1 < t.size(); ++i) {
    if (!t[i].is("template") || !t[i + 1].is("<"))
      continue;
    // The parameter list: parentheses hide comparisons.
    size_t end = i + 2;
    unsigned depth = 1;
    for (; end < t.size() && depth; ++end) {
      if (t[end].is("("))
        end = behindMatch(t, end) - 1;
      else if (t[end].is("<"))
        ++depth;
      else if (t[end].is(">"))
        --depth;
    }
    unsigned parameters = 0;
    bool pack = false, written = false;
    depth = 0;
    for (size_t k = i + 2; k + 1 < end; ++k) {
      if (t[k].is("<") || opens(t[k]))
        ++depth;
      else if (t[k].is(">") || closes(t[k]))
        --depth;
      pack |= !depth && t[k].is(".");
      // A default argument need not be written, and those behind it neither.
      if (!depth && t[k].is("="))
        written = true;
      if (!depth && !written && (k == i + 2 || t[k].is(",")))
        ++parameters;
    }
    // An `=` belongs to the parameter counted last.
    if (written && parameters)
      --parameters;
    bool kernel = false;
    for (size_t k = end; k + 1 < t.size() && !t[k].is(";") && !t[k].is("{"); ++k) {
      kernel |= t[k].is("__global__");
      bool attribute = t[k].Text.contains("bounds") || t[k].Text.contains("maxnreg") ||
                       t[k].Text.contains("align") || t[k].is("__attribute__");
      if (t[k].Is == SourceToken::Word && t[k + 1].is("(")) {
        if (attribute) {
          k = behindMatch(t, k + 1) - 1;
          continue;
        }
        if (kernel) {
          unsigned count = pack ? ~0u : parameters;
          auto [it, added] = out.try_emplace(t[k].Text.str(), count);
          if (!added)
            it->second = std::max(it->second, count);
        }
        break;
      }
    }
    i = end - 1;
  }
}

LoweredText lowerNative(llvm::StringRef text, const TokenizedText &tokens,
                        const KernelTemplates &templates) {
  return Lowering(text, tokens, templates).run();
}

} // namespace ascendify
