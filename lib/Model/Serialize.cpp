//===- Serialize.cpp - the model as JSON ----------------------------------===//
//
// One `fields` function per struct lists its members once; a Writer or a Reader
// walks them. The trap is a member forgotten on one side: there is only one side.
//
//===----------------------------------------------------------------------===//
#include "Model/Serialize.h"
#include "Model/Names.h"

namespace ascendify {
namespace {

template <typename T>
concept Enumeration = std::is_enum_v<T>;

template <typename T> constexpr bool IsList = false;
template <typename T> constexpr bool IsList<std::vector<T>> = true;
template <typename T, unsigned N> constexpr bool IsList<llvm::SmallVector<T, N>> = true;
template <typename T>
concept ListLike = IsList<T>;
/// A struct that `fields` walks.
template <typename T>
concept Structure = std::is_class_v<T> && !ListLike<T>;

template <typename V> void fields(V &v, Location &l) {
  v("file", l.File), v("offset", l.Offset), v("line", l.Line), v("column", l.Column);
}
template <typename V> void fields(V &v, Argument &a) {
  v("range", a.Range), v("text", a.Text), v("type", a.Type), v("writtenType", a.WrittenType);
  v("value", a.Value), v("reference", a.Reference), v("pointeeOf", a.PointeeOf);
  v("binding", a.Binding), v("macro", a.Macro), v("sideEffects", a.SideEffects);
  v("defaulted", a.Defaulted);
}
template <typename V> void fields(V &v, CallFact &c) {
  v("range", c.Range), v("callee", c.Callee), v("arguments", c.Arguments);
  v("templateArguments", c.TemplateArguments), v("signature", c.Signature);
  v("objectType", c.ObjectType), v("result", c.Result), v("statement", c.Statement);
  v("mayInsertBefore", c.MayInsertBefore);
}
template <typename V> void fields(V &v, DeclFact &d) {
  v("name", d.Name), v("type", d.Type), v("range", d.Range), v("typeSpecifier", d.TypeSpecifier);
  v("nameRange", d.NameRange), v("initializer", d.Initializer), v("array", d.Array);
  v("unsizedArray", d.UnsizedArray), v("parameter", d.Parameter), v("field", d.Field);
  v("function", d.Function);
}
template <typename V> void fields(V &v, Dimensions &d) { v("x", d.X), v("y", d.Y), v("z", d.Z); }
template <typename V> void fields(V &v, LaunchFact &l) {
  v("form", l.How), v("range", l.Range), v("kernel", l.Kernel), v("kernelName", l.KernelName);
  v("kernelUsr", l.KernelUsr), v("kernelText", l.KernelText), v("configuration", l.Configuration);
  v("grid", l.Grid), v("block", l.Block), v("sharedBytes", l.SharedBytes), v("stream", l.Stream);
  v("arguments", l.Arguments), v("statement", l.Statement);
  v("mayInsertBefore", l.MayInsertBefore), v("gridSize", l.GridSize);
  v("blockSize", l.BlockSize), v("sharedSize", l.SharedSize), v("candidates", l.Candidates);
  v("wrapper", l.Wrapper), v("wrapperParameter", l.WrapperParameter), v("use", l.Use);
}
template <typename V> void fields(V &v, Variant &x) {
  v("call", x.Call), v("decl", x.Decl), v("launch", x.Launch), v("type", x.Type);
  v("side", x.Where), v("dependent", x.Dependent);
}
template <typename V> void fields(V &v, Fact &f) {
  v("symbol", f.Symbol), v("library", f.Library), v("kind", f.Kind), v("place", f.Place);
  v("range", f.Range), v("confidence", f.Sureness), v("inactive", f.Inactive);
  v("macro", f.Macro), v("macroName", f.MacroName), v("function", f.Function);
  v("condition", f.Condition), v("variants", f.Variants);
}
template <typename V> void fields(V &v, Expr &e) {
  v("kind", e.Kind), v("text", e.Text), v("type", e.Type), v("usr", e.Usr), v("space", e.Space);
  v("range", e.Range), v("line", e.Line), v("children", e.Children), v("value", e.Value);
  v("spelling", e.Spelling), v("signature", e.Signature), v("instance", e.Instance);
  v("local", e.Local), v("object", e.Object), v("block", e.Block), v("macro", e.Macro);
  v("target", e.Target), v("implicit", e.Implicit), v("postfix", e.Postfix);
}
template <typename V> void fields(V &v, BasicBlock &b) {
  v("statements", b.Statements), v("condition", b.Condition), v("terminator", b.Terminator);
  v("successors", b.Successors), v("label", b.Label), v("caseValue", b.CaseValue);
  v("caseEnd", b.CaseEnd), v("noReturn", b.NoReturn);
}
template <typename V> void fields(V &v, Variable &x) {
  v("name", x.Name), v("usr", x.Usr), v("type", x.Type), v("space", x.Space);
  v("parameter", x.Parameter), v("static", x.Static), v("unsizedArray", x.UnsizedArray);
  v("bytes", x.Bytes), v("range", x.Range), v("line", x.Line), v("extents", x.Extents);
  v("value", x.Value), v("captured", x.Captured);
}
template <typename V> void fields(V &v, MacroPlace &p) { v("expr", p.Expr), v("place", p.Place); }
template <typename V> void fields(V &v, Body &b) {
  v("usr", b.Usr), v("name", b.Name), v("place", b.Place), v("range", b.Range);
  v("braces", b.Braces), v("kernel", b.Kernel), v("side", b.Where), v("template", b.Template);
  v("instantiation", b.Instantiation), v("templateArguments", b.TemplateArguments);
  v("returnType", b.ReturnType), v("variables", b.Variables), v("exprs", b.Exprs);
  v("blocks", b.Blocks), v("launchBoundThreads", b.LaunchBoundThreads);
  v("launchBoundBlocks", b.LaunchBoundBlocks), v("instance", b.Instance), v("outer", b.Outer);
  v("written", b.Written), v("macro", b.Macro), v("enclosing", b.Enclosing);
  v("overrides", b.Overrides), v("virtual", b.Virtual);
}
template <typename V> void fields(V &v, KernelParameter &p) { v("name", p.Name), v("type", p.Type); }
template <typename V> void fields(V &v, LaunchSite &l) {
  v("place", l.Place), v("function", l.Function), v("grid", l.Grid), v("block", l.Block);
  v("sharedBytes", l.SharedBytes), v("stream", l.Stream), v("gridDim", l.GridDim);
  v("blockDim", l.BlockDim), v("sharedSize", l.SharedSize), v("form", l.How);
  v("macro", l.Macro), v("through", l.Through), v("possible", l.Possible);
}
template <typename V> void fields(V &v, KernelOperation &o) {
  v("symbol", o.Symbol), v("place", o.Place), v("detail", o.Detail);
}
template <typename V> void fields(V &v, Kernel &k) {
  v("name", k.Name), v("usr", k.Usr), v("place", k.Place), v("parameters", k.Parameters);
  v("template", k.Template), v("launchBoundThreads", k.LaunchBoundThreads);
  v("launchBoundBlocks", k.LaunchBoundBlocks), v("staticSharedBytes", k.StaticSharedBytes);
  v("staticSharedKnown", k.StaticSharedKnown), v("dynamicShared", k.DynamicShared);
  v("launches", k.Launches), v("barriers", k.Barriers), v("warpOperations", k.WarpOperations);
  v("atomics", k.Atomics), v("callees", k.Callees), v("precisions", k.Precisions);
  v("features", k.Features);
}
template <typename V> void fields(V &v, RelatedPlace &r) { v("place", r.Place), v("note", r.Note); }
template <typename V> void fields(V &v, Finding &f) {
  v("id", f.Id), v("axis", f.Kind), v("severity", f.Level), v("confidence", f.Sureness);
  v("place", f.Place), v("symbol", f.Symbol), v("message", f.Message), v("advice", f.Advice);
  v("evidence", f.Evidence), v("profile", f.Profile), v("function", f.Function);
  v("fingerprint", f.Fingerprint), v("suppressed", f.Suppressed), v("suppressedBy", f.SuppressedBy);
  v("length", f.Length), v("related", f.Related);
}
template <typename V> void fields(V &v, Piece &p) {
  v("text", p.Text), v("kept", p.Kept), v("parenthesize", p.Parenthesize);
}
template <typename V> void fields(V &v, Edit &e) {
  v("file", e.File), v("range", e.Range), v("pieces", e.Pieces), v("rule", e.Rule);
  v("line", e.Line);
}
template <typename V> void fields(V &v, ParseError &e) {
  v("place", e.Place), v("message", e.Message);
}
template <typename V> void fields(V &v, ObservedFile &f) {
  v("path", f.Path), v("tier", f.Seen), v("errors", f.Errors);
}
template <typename V> void fields(V &v, IncludeEdge &e) {
  v("place", e.Place), v("written", e.Written), v("angled", e.Angled);
  v("resolved", e.Resolved);
}
template <typename V> void fields(V &v, FileRange &r) {
  v("file", r.File), v("range", r.Range);
}
template <typename V> void fields(V &v, UnitFacts &u) {
  v("unit", u.Unit), v("facts", u.Facts), v("bodies", u.Bodies), v("files", u.Files);
  v("includes", u.Includes), v("skipped", u.Skipped), v("foreign", u.Foreign), v("errors", u.Errors), v("errorCount", u.ErrorCount);
  v("failure", u.Failure), v("seconds", u.Seconds);
}

struct Writer {
  Json Out = Json::object();
  char *Object;        ///< what is written
  const char *Initial; ///< a default-constructed one of the same type

  /// A member is left out when it equals the same member of Initial, which may
  /// well be something other than zero.
  template <typename T> void operator()(const char *key, T &value) {
    const T &initial =
        *reinterpret_cast<const T *>(Initial + (reinterpret_cast<char *>(&value) - Object));
    if (!same(value, initial))
      Out[key] = write(value);
  }

private:
  template <typename T> static bool same(const T &a, const T &b) {
    if constexpr (std::is_arithmetic_v<T> || Enumeration<T> || std::is_same_v<T, std::string> ||
                  std::is_same_v<T, SourceRange> || std::is_same_v<T, SharedText>)
      return a == b;
    else
      return false;
  }
  template <typename T> static bool same(const std::vector<T> &a, const std::vector<T> &) {
    return a.empty();
  }
  template <typename T, unsigned N>
  static bool same(const llvm::SmallVector<T, N> &a, const llvm::SmallVector<T, N> &) {
    return a.empty();
  }
  template <typename T> static bool same(const std::optional<T> &a, const std::optional<T> &) {
    return !a;
  }

public:
  static Json write(std::string &s) { return s; }
  static Json write(SharedText &s) { return s.str(); }
  static Json write(bool &b) { return b; }
  static Json write(SourceRange &r) { return Json::array({r.Begin, r.End}); }
  template <typename T>
    requires(std::is_arithmetic_v<T> && !std::is_same_v<T, bool>)
  static Json write(T &n) {
    return n;
  }
  template <Enumeration T> static Json write(T &e) { return nameOf(e).str(); }
  template <ListLike T> static Json write(T &list) {
    Json out = Json::array();
    for (auto &element : list)
      out.push_back(write(element));
    return out;
  }
  template <typename T> static Json write(std::optional<T> &value) { return write(*value); }
  template <typename T>
    requires(Structure<T>)
  static Json write(T &object) {
    const T initial;
    Writer writer{Json::object(), reinterpret_cast<char *>(&object),
                  reinterpret_cast<const char *>(&initial)};
    fields(writer, object);
    return std::move(writer.Out);
  }
};

struct Reader {
  const Json &In;

  template <typename T> void operator()(const char *key, T &value) {
    if (const Json *member = getMember(In, key))
      read(*member, value);
  }

  static void read(const Json &in, std::string &s) {
    if (in.is_string())
      s = in.get<std::string>();
  }
  static void read(const Json &in, SharedText &s) {
    if (in.is_string())
      s = SharedText(in.get_ref<const std::string &>());
  }
  static void read(const Json &in, bool &b) {
    if (in.is_boolean())
      b = in.get<bool>();
  }
  static void read(const Json &in, SourceRange &r) {
    if (in.is_array() && in.size() == 2 && in[0].is_number() && in[1].is_number())
      r = {in[0].get<uint32_t>(), in[1].get<uint32_t>()};
  }
  template <typename T>
    requires(std::is_arithmetic_v<T> && !std::is_same_v<T, bool>)
  static void read(const Json &in, T &n) {
    if (in.is_number())
      n = in.get<T>();
  }
  template <Enumeration T> static void read(const Json &in, T &e) {
    if (in.is_string())
      if (std::optional<T> value = parseName<T>(in.get_ref<const std::string &>()))
        e = *value;
  }
  template <ListLike T> static void read(const Json &in, T &list) {
    if (!in.is_array())
      return;
    list.reserve(in.size());
    for (const Json &element : in)
      read(element, list.emplace_back());
  }
  template <typename T> static void read(const Json &in, std::optional<T> &value) {
    read(in, value.emplace());
  }
  template <typename T>
    requires(Structure<T>)
  static void read(const Json &in, T &object) {
    Reader reader{in};
    fields(reader, object);
  }
};

/// Members in order without names; sizes before lists. A shared text is its number, and the text
/// itself where the number is new.
struct Packer {
  std::string Out;
  llvm::StringMap<uint32_t> Texts;

  template <typename T> void operator()(const char *, T &value) { put(value); }

  void raw(const void *data, size_t size) { Out.append(static_cast<const char *>(data), size); }
  template <typename T>
    requires(std::is_arithmetic_v<T>)
  void put(T &n) {
    raw(&n, sizeof n);
  }
  template <Enumeration T> void put(T &e) { Out.push_back(static_cast<char>(e)); }
  void size(size_t n) {
    uint32_t small = static_cast<uint32_t>(n);
    put(small);
  }
  void put(llvm::StringRef s) { size(s.size()), Out += s; }
  void put(std::string &s) { put(llvm::StringRef(s)); }
  void put(SharedText &s) {
    auto [it, fresh] = Texts.try_emplace(s.ref(), Texts.size());
    put(it->second);
    if (fresh)
      put(s.ref());
  }
  void put(SourceRange &r) { put(r.Begin), put(r.End); }
  template <ListLike T> void put(T &list) {
    size(list.size());
    for (auto &element : list)
      put(element);
  }
  template <typename T> void put(std::optional<T> &value) {
    Out.push_back(value ? 1 : 0);
    if (value)
      put(*value);
  }
  template <typename T>
    requires(Structure<T>)
  void put(T &object) {
    fields(*this, object);
  }
};

/// The inverse; after the first damage everything reads as default.
struct Unpacker {
  llvm::StringRef In;
  SharedTexts *Pool = nullptr;
  bool Bad = false;
  std::vector<SharedText> Texts = {};

  template <typename T> void operator()(const char *, T &value) { get(value); }

  bool raw(void *data, size_t size) {
    if (Bad || In.size() < size)
      return Bad = true, false;
    memcpy(data, In.data(), size);
    In = In.drop_front(size);
    return true;
  }
  template <typename T>
    requires(std::is_arithmetic_v<T>)
  void get(T &n) {
    raw(&n, sizeof n);
  }
  template <Enumeration T> void get(T &e) {
    unsigned char byte = 0;
    if (raw(&byte, 1))
      e = static_cast<T>(byte);
  }
  /// A count of elements: each takes at least one byte, so a larger one is damage.
  uint32_t size() {
    uint32_t n = 0;
    if (!raw(&n, sizeof n) || n > In.size())
      return Bad = true, 0;
    return n;
  }
  void get(std::string &s) {
    uint32_t n = size();
    s.assign(In.data(), n);
    In = In.drop_front(n);
  }
  void get(SharedText &s) {
    uint32_t number = 0;
    if (!raw(&number, sizeof number) || number > Texts.size()) {
      Bad = true;
      return;
    }
    if (number == Texts.size()) {
      uint32_t n = size();
      Texts.push_back(Pool ? Pool->share(In.take_front(n)) : SharedText(In.take_front(n)));
      In = In.drop_front(n);
    }
    s = Texts[number];
  }
  void get(SourceRange &r) { get(r.Begin), get(r.End); }
  template <ListLike T> void get(T &list) {
    uint32_t n = size();
    list.reserve(std::min<size_t>(n, In.size() / 4)); // hardly anything is smaller, and damage says any number
    for (uint32_t i = 0; i < n && !Bad; ++i)
      get(list.emplace_back());
  }
  template <typename T> void get(std::optional<T> &value) {
    unsigned char byte = 0;
    if (raw(&byte, 1) && byte)
      get(value.emplace());
  }
  template <typename T>
    requires(Structure<T>)
  void get(T &object) {
    fields(*this, object);
  }
};

/// Calls a function for every member of one type.
template <typename Wanted> struct Walker {
  llvm::function_ref<void(Wanted &)> Call;

  template <typename T> void operator()(const char *, T &value) { visit(value); }

  template <typename T> void visit(T &value) {
    if constexpr (std::is_same_v<T, Wanted>)
      Call(value);
    else if constexpr (Structure<T> && !std::is_same_v<T, std::string> &&
                       !std::is_same_v<T, SharedText> && !std::is_same_v<T, SourceRange>)
      fields(*this, value);
  }
  template <ListLike T> void visit(T &list) {
    for (auto &element : list)
      visit(element);
  }
  template <typename T> void visit(std::optional<T> &value) {
    if (value)
      visit(*value);
  }
};

template <typename T> std::string packed(const T &value) {
  Packer packer;
  packer.put(const_cast<T &>(value));
  return std::move(packer.Out);
}

template <typename T> Json written(const T &value) {
  // Writing does not change the value: `fields` is shared with reading.
  return Writer::write(const_cast<T &>(value));
}

template <typename T> T parsed(const Json &in) {
  T value;
  Reader::read(in, value);
  return value;
}

} // namespace

Json toJson(const Fact &v) { return written(v); }
Json toJson(const Variant &v) { return written(v); }
Json toJson(const Body &v) { return written(v); }
Json toJson(const Kernel &v) { return written(v); }
Json toJson(const Finding &v) { return written(v); }
Json toJson(const Edit &v) { return written(v); }
Json toJson(const UnitFacts &v) { return written(v); }

Fact factFromJson(const Json &in) { return parsed<Fact>(in); }
Variant variantFromJson(const Json &in) { return parsed<Variant>(in); }
Body bodyFromJson(const Json &in) { return parsed<Body>(in); }
UnitFacts unitFactsFromJson(const Json &in) { return parsed<UnitFacts>(in); }

std::string toBytes(const UnitFacts &v) { return packed(v); }
std::string toBytes(const Variant &v) { return packed(v); }
std::string toBytes(const Body &v) { return packed(v); }

bool fromBytes(llvm::StringRef bytes, UnitFacts &out, SharedTexts *texts) {
  Unpacker unpacker{bytes, texts};
  unpacker.get(out);
  return !unpacker.Bad && unpacker.In.empty();
}

void forEachRange(Fact &fact, llvm::function_ref<void(SourceRange &)> change) {
  Walker<SourceRange>{change}.visit(fact);
}
void forEachRange(Body &body, llvm::function_ref<void(SourceRange &)> change) {
  Walker<SourceRange>{change}.visit(body);
}
void forEachArgument(Fact &fact, llvm::function_ref<void(Argument &)> change) {
  Walker<Argument>{change}.visit(fact);
}

} // namespace ascendify
