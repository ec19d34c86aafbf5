//===- DoubleInDevice.cpp - double precision in device code ----------------===//
//
// One finding per line, with the cause that a reader mends first: a declared double before a literal
// without suffix, before a function on doubles, before a conversion. The trap: a literal that is
// converted at once (`float x = 1.0;`) costs nothing and is no double; neither is what a
// function with a variable number of arguments promotes.
//
//===----------------------------------------------------------------------===//
#include "Checks/Check.h"
#include "Flow/Variables.h"
#include <fmt/format.h>
#include <map>

namespace ascendify {
namespace {

const char *Source = "docs/zh/guide/编程指南/语言扩展层/SIMT-BuiltIn关键字.md";

enum Cause { Declared, Literal, Function, Explicit, Promoted, Operation };

struct Place {
  Cause Why = Operation;
  Finding What;
};

/// Whether \p type has the word `double`; `long double` and `double2` are no less of it.
bool namesDouble(llvm::StringRef type) {
  for (size_t at = type.find("double"); at != llvm::StringRef::npos; at = type.find("double", at + 1)) {
    bool starts = at == 0 || !(isalnum((unsigned char)type[at - 1]) || type[at - 1] == '_');
    llvm::StringRef rest = type.drop_front(at + 6);
    if (!rest.empty() && rest[0] >= '1' && rest[0] <= '4')
      rest = rest.drop_front();
    if (starts && (rest.empty() || !(isalnum((unsigned char)rest[0]) || rest[0] == '_')))
      return true;
  }
  return false;
}

bool isDouble(llvm::StringRef type) {
  type.consume_front("const ");
  type = type.trim(" &");
  return type == "double" || type == "long double";
}

class Reader {
public:
  Reader(const CheckInput &in, const Body &body, bool reached) : In(in), B(body), Reached(reached) {
    Parent.resize(B.Exprs.size(), NoIndex);
    for (uint32_t i = 0; i < B.Exprs.size(); ++i)
      for (uint32_t child : B.Exprs[i].Children)
        Parent[child] = i;
    for (const Body *other : In.Code->definitions(B.Usr))
      if (other->Template && other->Place == B.Place)
        Pattern = other;
  }

  void run(std::map<std::pair<std::string, uint32_t>, Place> &out) {
    for (const Variable &v : B.Variables)
      if (namesDouble(v.Type) && v.Line) {
        Location place = B.Place;
        place.Line = v.Line, place.Column = 0, place.Offset = v.Range.Begin;
        if (!v.Range.valid())
          place = B.Place;
        add(out, Declared, place, v.Name,
            fmt::format("{} '{}' has type '{}'{}", v.Parameter ? "parameter" : "variable", v.Name, v.Type, made(v)));
      }
    if (namesDouble(B.ReturnType) && !B.Kernel)
      add(out, Declared, B.Place, B.Name, fmt::format("'{}' returns '{}'", B.Name, B.ReturnType));
    for (uint32_t i = 0; i < B.Exprs.size(); ++i)
      expression(out, i);
  }

private:
  std::string made(const Variable &v) const {
    if (!B.Instantiation || !Pattern)
      return "";
    for (const Variable &p : Pattern->Variables)
      if (p.Name == v.Name && namesDouble(p.Type))
        return "";
    return " in an instantiation of the template";
  }

  void add(std::map<std::pair<std::string, uint32_t>, Place> &out, Cause why, Location place, std::string symbol,
           const std::string &what) {
    auto [it, isNew] = out.try_emplace({place.File, place.Line});
    if (!isNew && std::tie(it->second.Why, it->second.What.Place) <= std::tie(why, place))
      return;
    it->second.Why = why;
    Finding &f = it->second.What;
    f = Finding();
    f.Kind = Axis::Hazard;
    f.Sureness = Reached ? Likelihood::Certain : Likelihood::Likely;
    f.Level = Severity::Warning;
    f.Place = std::move(place);
    f.Symbol = std::move(symbol);
    f.Function = B.Name;
    f.Message = what + "; device code has no double" + (Reached ? "" : " (no kernel that was seen calls this function)");
    f.Advice = why == Literal ? "write the literal with the suffix f" : why == Function || why == Promoted
               ? "call the function for float with arguments of type float" : "use float, or two floats where the precision matters";
    f.Evidence = Source;
  }

  Location at(uint32_t i) const {
    const Expr &e = B.Exprs[i];
    if (!e.Range.valid())
      return B.placeOf(i).Line ? B.placeOf(i) : B.Place;
    Location place = B.Place;
    place.Offset = e.Range.Begin, place.Line = e.Line, place.Column = 0;
    return place;
  }

  bool isPlatformCall(const Expr &call) const {
    return In.Code->targets(call).empty() && In.Code->isPlatform(call.Text);
  }
  bool isVariadic(uint32_t call) const { return B.Exprs[call].Signature.contains("..."); }

  void expression(std::map<std::pair<std::string, uint32_t>, Place> &out, uint32_t i) {
    const Expr &e = B.Exprs[i];
    if (e.Implicit && e.Kind != ExprKind::Cast)
      return;
    uint32_t parent = Parent[i];
    switch (e.Kind) {
    case ExprKind::Literal:
      if (isDouble(e.Type))
        literal(out, i);
      return;
    case ExprKind::Cast: {
      if (!isDouble(e.Type) || e.Children.empty() || isDouble(B.Exprs[e.Children[0]].Type) || !e.Value.empty())
        return;
      if (!e.Implicit)
        return add(out, Explicit, at(i), "double", "a value is converted to 'double'");
      // What `printf` promotes, and what an operation or a call takes over.
      if (parent == NoIndex || (B.Exprs[parent].Kind == ExprKind::Binary && B.Exprs[parent].Text != "=") ||
          (B.Exprs[parent].Kind == ExprKind::Call && (isVariadic(parent) || isPlatformCall(B.Exprs[parent]))))
        return;
      return add(out, Promoted, at(i), "double",
                 fmt::format("'{}' is promoted to 'double'", spell(B, e.Children[0])));
    }
    case ExprKind::Call: {
      if (isVariadic(i) || !isPlatformCall(e))
        return;
      bool takes = llvm::any_of(e.Children, [&](uint32_t child) { return isDouble(B.Exprs[child].Type); });
      if (!takes && !isDouble(e.Type))
        return;
      bool promotes = llvm::any_of(e.Children, [&](uint32_t child) {
        const Expr &argument = B.Exprs[child];
        return argument.Kind == ExprKind::Cast && argument.Implicit && isDouble(argument.Type);
      });
      llvm::StringRef plain = e.Text.ref();
      plain.consume_front("std::"); // declared there, and written without it
      return add(out, Function, at(i), e.Text.str(),
                 fmt::format("'{}' is the function on double here{}", plain.str(),
                             promotes ? ": an argument is promoted to it" : ""));
    }
    case ExprKind::Binary:
      if (e.Children.size() == 2 && e.Value.empty() && e.Text != "=" && e.Text != "," &&
          isDouble(B.Exprs[e.Children[1]].Type))
        add(out, Operation, at(i), "double", fmt::format("'{}' is computed in 'double'", spell(B, i)));
      return;
    default:
      return;
    }
  }

  /// A literal without suffix matters when an operation at run time takes it.
  void literal(std::map<std::pair<std::string, uint32_t>, Place> &out, uint32_t i) {
    uint32_t top = i;
    while (Parent[top] != NoIndex && isDouble(B.Exprs[Parent[top]].Type) && !B.Exprs[Parent[top]].Value.empty())
      top = Parent[top];
    uint32_t parent = Parent[top];
    if (parent == NoIndex)
      return;
    const Expr &user = B.Exprs[parent];
    bool takes = user.Kind == ExprKind::Conditional && isDouble(user.Type);
    if (user.Kind == ExprKind::Binary && user.Value.empty() && user.Text != "=" && user.Text != ",") {
      takes = true;
      // With a value that is a double already, the literal is not to blame.
      for (uint32_t child : user.Children) {
        const Expr *other = &B.Exprs[child];
        while (other->Kind == ExprKind::Cast && other->Implicit && !other->Children.empty())
          other = &B.Exprs[other->Children[0]];
        if (child != top && other->Kind != ExprKind::Literal && isDouble(other->Type))
          takes = other->Kind == ExprKind::Binary || other->Kind == ExprKind::Call;
      }
    }
    if (!takes)
      return;
    const Expr &e = B.Exprs[i];
    std::string text = (e.Spelling.empty() ? e.Text : e.Spelling).str();
    add(out, Literal, at(e.Macro == MacroOrigin::None ? i : parent), text,
        fmt::format("the literal '{}' without suffix makes '{}' an operation on 'double'", text, spell(B, parent)));
  }

  const CheckInput &In;
  const Body &B;
  bool Reached;
  const Body *Pattern = nullptr;
  std::vector<uint32_t> Parent;
};

} // namespace

void doubleInDevice(const CheckInput &in, FindingSink sink) {
  if (!in.Device->has("simt") || in.Device->has("fp64"))
    return;
  std::set<const Body *> device, kernels;
  auto reach = [&](std::set<const Body *> &into, auto isRoot) {
    std::vector<const Body *> work;
    for (const Body &body : in.Code->bodies())
      if (isRoot(body) && into.insert(&body).second)
        work.push_back(&body);
    while (!work.empty()) {
      const Body *body = work.back();
      work.pop_back();
      for (const Expr &e : body->Exprs)
        if (e.Kind == ExprKind::Call || e.Kind == ExprKind::Construct)
          for (const Body *target : in.Code->targets(e))
            if (target->Where != Side::Host && into.insert(target).second)
              work.push_back(target);
    }
  };
  reach(device, [](const Body &b) { return b.Where == Side::Device; });
  reach(kernels, [](const Body &b) { return b.Kernel; });
  std::map<std::pair<std::string, uint32_t>, Place> out;
  for (const Body &body : in.Code->bodies())
    if (device.count(&body) && !hasInstantiation(*in.Code, body))
      Reader(in, body, kernels.count(&body)).run(out);
  for (auto &[line, place] : out)
    sink(std::move(place.What));
}

} // namespace ascendify
