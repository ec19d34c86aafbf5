#!/usr/bin/env python3
"""Writes the declaration headers of a platform from its surfaces.

    declgen.py --out DIR [--core DIR] [--stamp FILE] SURFACE.json...

Idea: one file per header that a surface names, with the includes the surface records, and
declarations in dependency order; functions are declared, never defined. Headers of --core are
written by hand: DIR/<path> is copied and takes the place of a generated one, DIR/ascendify/<record>.h is included in
place of that record, DIR/<path>.extra is put at the end of the generated <path>,
where a line "// instead of: NAME..." says which symbols it replaces.

For other users (lib/Headers/generate_cuda.py has a generator of its own, because nvcc's world needs
versions and renames): Generator is a plain class over surface dictionaries and can be imported.

Traps: a surface is sorted by name, so types are ordered here; "inline", "static" and "constexpr" of
a function are dropped, since they promise a body; a member of a class keeps the order it has.
Python, because the job is text from JSON and Python 3 is a build dependency already.
"""
import argparse
import json
import os
import re
import shutil

IDENTIFIER = re.compile(r"[A-Za-z_]\w*")
RECORDS = ("struct", "union", "class")


def declarator(type_text, name):
    """"int[3]", "x" -> "int x[3]"; "void (*)(int)", "f" -> "void (*f)(int)"."""
    if m := re.search(r"\((?:\w+::)*[*&^]+\s*(?:const\s*)?(?:\[\w*\])?\)", type_text):
        at = type_text.index("[", m.start()) if "[" in m.group() else m.end() - 1
        space = " " if name and type_text[at - 1].isalnum() else ""
        return type_text[:at] + space + name + type_text[at:]
    if m := re.match(r"([^()]*?)\s*((?:\[[^\]]*\])+)$", type_text):
        return f"{m.group(1)} {name}{m.group(2)}"
    return type_text + ("" if type_text.endswith(("*", "&")) or not name else " ") + name


def attributes(symbol):
    out = []
    if message := symbol.get("deprecated"):
        text = f'("{message}")' if isinstance(message, str) else ""
        out.append(f"__attribute__((deprecated{text}))")
    for a in symbol.get("attributes", ()):
        out.append({"nodiscard": "__attribute__((warn_unused_result))",
                    "packed": "__attribute__((packed))", "weak": "__attribute__((weak))"}.get(
                        a, f"__attribute__(({a}))" if a.startswith("aligned") else ""))
    return " ".join(a for a in out if a)


class Generator:
    """Declarations of the symbols of one platform.

    symbols: surface entries. spaces: how an execution space is written."""

    SPACES = {"host": "__host__", "device": "__aicore__", "global": "__global__",
              "shared": "__ubuf__", "constant": "const"}

    def __init__(self, symbols, by_hand=None):
        self.by_hand = by_hand or {}  # name of a record -> header that declares it instead
        self.types = {}
        for s in symbols:
            if s["kind"] in (*RECORDS, "enum", "typedef") and s.get("name") and not s.get("specialization"):
                self.types.setdefault(s["name"], []).append(s)
                self.types.setdefault(s["name"].rpartition("::")[2], []).append(s)

    # -- one declaration ---------------------------------------------------------------------

    def space(self, symbol):
        return " ".join(self.SPACES[x] for x in symbol.get("space", ()))

    def template(self, symbol):
        return f"template <{symbol['template']}> " if "template" in symbol else ""

    def function(self, s, member=False):
        name = s["name"].rpartition("::")[2] if "operator" not in s["name"] else \
            s["name"][s["name"].rindex("operator"):]
        params = [declarator(p.get("type", ""), p["name"]) +
                  (f" = {p['default']}" if p.get("default") else "") for p in s["params"]]
        if s.get("variadic"):
            params.append("...")
        words = [self.template(s) + attributes(s), self.space(s)]
        if member:
            words += [w for w in ("friend", "static", "virtual", "explicit") if s.get(w)]
        head = name + s.get("specialization", "") + "(" + ", ".join(params) + ")"
        if "returns" in s:
            head = "auto " + head if s.get("trailing") else declarator_of_result(s["returns"], head)
        for word in ("const", "volatile"):
            head += f" {word}" if s.get(word) else ""
        head += f" {s['ref']}" if "ref" in s else ""
        head += " noexcept" if s.get("noexcept") else ""
        head += f" -> {s['returns']}" if s.get("trailing") else ""
        head += f" = {s['body']}" if "body" in s else ""
        return " ".join(w for w in [*words, head] if w.strip()) + ";"

    def enum(self, s):
        name = s.get("name", "").rpartition("::")[2]
        head = "enum" + (" class" if s.get("scoped") else "")
        base = f" : {s['type']}" if "type" in s else ""
        items = "".join(f"  {e['name']} = {self.value(e['value'])},\n" for e in s["enumerators"])
        body = f"{head}{' ' + name if name else ''}{base} {{\n{items}}}"
        return f"typedef {body} {name};" if s.get("typedef") else body + ";"

    @staticmethod
    def value(v):
        if v > 0x7FFFFFFFFFFFFFFF:
            return f"{v}ULL"
        return "(-2147483647 - 1)" if v == -2147483648 else str(v)

    def field(self, f, indent):
        pad = "  " * indent
        if "record" in f:
            inner = self.body(f["record"], indent)
            array = re.search(r"(\[[^\]]*\])+$", f["type"])
            return f"{pad}{f['record']['kind']} {inner}{' ' + f['name'] if f['name'] else ''}" \
                   f"{array.group() if array else ''};\n"
        if "enum" in f:
            inner = self.enum({**f["enum"], "name": ""})[:-1]
            return f"{pad}{inner} {f['name']};\n"
        width = f" : {f['width']}" if "width" in f else ""
        value = f" = {f['default']}" if "default" in f else ""
        attribute = attributes(f)
        return f"{pad}{attribute + ' ' if attribute else ''}{declarator(f['type'], f['name'])}{width}{value};\n"

    def body(self, s, indent=0):
        pad, out, access = "  " * indent, "{\n", "private" if s["kind"] == "class" else "public"

        def section(item):
            nonlocal access, out
            wanted = item.get("access", "public")
            if wanted != access:
                out += f"{pad}{wanted}:\n"
                access = wanted
        members = s.get("members", ())
        for m in members:
            if m["kind"] != "function":
                section(m)
                out += "  " + pad + self.declare(m, member=True).replace("\n", "\n  " + pad) + "\n"
        for f in s.get("fields", ()):
            section(f)
            out += self.field(f, indent + 1)
        for m in members:
            if m["kind"] == "function":
                section(m)
                out += "  " + pad + self.function(m, member=True) + "\n"
        return out + pad + "}"

    def record(self, s):
        name = s["name"].rpartition("::")[2]
        head = " ".join(w for w in (s["kind"], attributes(s), name + s.get("specialization", "")) if w)
        if s.get("incomplete"):
            return f"{self.template(s)}{head};"
        bases = " : " + ", ".join(s["bases"]) if s.get("bases") else ""
        text = f"{self.template(s)}{head}{' final' if s.get('final') else ''}{bases} {self.body(s)}"
        return f"typedef {text} {name};" if s.get("typedef") else text + ";"

    def typedef(self, s):
        name = s["name"].rpartition("::")[2]
        if "template" in s:
            return f"{self.template(s)}using {name} = {s['type']};"
        return f"typedef {declarator(s['type'], name)};"

    def variable(self, s, member=False):
        name = s["name"].rpartition("::")[2]
        words = [self.template(s).strip()]
        # A constant of a header is its own copy in each unit.
        if "value" in s:
            words.append("static")
        elif not member:
            words.append("extern")
        elif s.get("static"):
            words.append("static")
        if s.get("constexpr"):
            words.append("constexpr")
        kind = s["type"][6:] if s.get("constexpr") and s["type"].startswith("const ") else s["type"]
        text = declarator(kind, name) + (f" = {s['value']}" if "value" in s else "")
        return " ".join(w for w in [*words, self.space(s), text] if w) + ";"

    def macro(self, s):
        if "params" not in s:
            return f"#define {s['name']} {s['value']}".rstrip()
        params = ", ".join(p["name"] for p in s["params"])
        return f"#define {s['name']}({params}) ((void)0)"

    def declare(self, s, member=False):
        kind = s["kind"]
        if kind == "function":
            return self.function(s, member)
        if kind == "variable":
            return self.variable(s, member)
        if kind == "namespace-alias":
            return f"namespace {s['name'].rpartition('::')[2]} = {s['type']};"
        handlers = {"enum": self.enum, "typedef": self.typedef, "macro": self.macro}
        return handlers[kind](s) if kind in handlers else self.record(s)

    # -- order -------------------------------------------------------------------------------

    def needs(self, s):
        """Types that must be complete, or known, before s."""
        if s["kind"] in ("typedef", "variable"):
            texts = [(s["type"], "*" in s["type"] or "(" in s["type"] or s["kind"] == "typedef"),
                     (s.get("value", ""), False)]
        elif s["kind"] in RECORDS:
            texts = []

            def walk(r):
                for f in r.get("fields", ()):
                    if "record" in f:
                        walk(f["record"])
                    else:
                        texts.append((f["type"], "*" in f["type"]))
                for b in r.get("bases", ()):
                    texts.append((b, False))
                for m in r.get("members", ()):
                    if m["kind"] != "function":
                        walk(m)
                        texts.append((m.get("type", ""), False))
                    else:
                        for p in m["params"]:
                            texts.append((p["type"], True))
                            texts.append((p.get("default", ""), False))
                        texts.append((m.get("returns", ""), True))
            walk(s)
            texts.append((s.get("template", ""), True))
        else:
            texts = []
        found = []
        for text, pointer in texts:
            for word in IDENTIFIER.findall(text):
                for t in self.types.get(word, ()):
                    if t is not s and (not pointer or t["kind"] in ("typedef", "enum")):
                        found.append(t)
                        # By value through a typedef: what it names must be complete, too.
                        if not pointer and t["kind"] == "typedef":
                            found += [u for w in IDENTIFIER.findall(t["type"]) if "*" not in t["type"]
                                      for u in self.types.get(w, ()) if u is not s]
        return found

    def ordered(self, symbols):
        rank = {"macro": 0, "enum": 1, "namespace-alias": 6, "variable": 4, "function": 5}
        todo = sorted(symbols, key=lambda s: rank.get(s["kind"], 3))
        inside, done, out = {id(s) for s in todo}, set(), []

        def visit(s, path):
            if id(s) in done or id(s) in path or id(s) not in inside:
                return
            for n in self.needs(s):
                visit(n, path | {id(s)})
            if id(s) not in done:
                done.add(id(s))
                out.append(s)
        for s in todo:
            visit(s, frozenset())
        return out

    # -- a header ----------------------------------------------------------------------------

    def header(self, name, symbols, includes, extra=""):
        guard = "ASCENDIFY_DECL_" + re.sub(r"\W", "_", name).upper()
        out = [f"// Generated from the surface by declgen.py: declarations of {name}.",
               f"#ifndef {guard}", f"#define {guard}"]
        out += [f"#include {i}" if i.startswith("<") else f'#include "{i}"' for i in includes]
        replaced = set(" ".join(re.findall(r"^// instead of: (.*)$", extra, re.M)).split())
        symbols = [s for s in symbols if s.get("name") not in replaced]
        namespace, linkage = "", "c++"
        forward = [{**s, "incomplete": True} for s in symbols
                   if s["kind"] in RECORDS and s["name"] not in self.by_hand and not s.get("typedef") and not s.get("specialization")
                   and not (s.get("template") and "=" in s["template"])]
        for f in forward:
            f.pop("attributes", None), f.pop("deprecated", None)
        for s in forward + self.ordered(symbols):
            if s.get("incomplete") and any(s is not f and f["name"] == s["name"] for f in forward):
                continue
            if s["kind"] == "namespace-alias" and "::" not in s["name"] and s["name"] == s["type"]:
                continue
            outer = s.get("name", "").rpartition("::")[0]
            if "operator" in s.get("name", ""):
                outer = s["name"][:s["name"].rindex("operator")].removesuffix("::")
            if "operator" not in s.get("name", "") and s["kind"] == "enum" and not s.get("name"):
                outer = ""
            wanted = s.get("language", "c++") if s["kind"] == "function" else linkage
            if s["kind"] == "macro":
                wanted, outer = linkage, namespace
            if outer != namespace or (outer and wanted != linkage):
                out += ["}"] if namespace else []
                namespace = ""
            if wanted != linkage:
                out += ['#ifdef __cplusplus', 'extern "C" {' if wanted == "c" else "}", "#endif"]
                linkage = wanted
            if outer != namespace:
                out.append(f"namespace {outer} {{")
                namespace = outer
            text = self.declare(s)
            if s.get("name") in self.by_hand:
                if s["kind"] == "typedef":
                    continue
                text = f'#include "{self.by_hand[s["name"]]}"'
            out.append(text)
        out += ["}"] if namespace else []
        out += ["#ifdef __cplusplus", "}", "#endif"] if linkage == "c" else []
        out += [extra.rstrip()] if extra else []
        return "\n".join([*out, "#endif", ""])


def declarator_of_result(returns, head):
    """A function that returns a pointer to a function is declared around its name."""
    if m := re.search(r"\(\*\)", returns):
        return returns[:m.end() - 1] + head + returns[m.end() - 1:]
    return returns + ("" if returns.endswith(("*", "&")) else " ") + head


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--out", required=True)
    parser.add_argument("--core", action="append", default=[], help="hand-written headers and extras")
    parser.add_argument("--stamp", help="file to write when done")
    parser.add_argument("surfaces", nargs="+")
    options = parser.parse_args()
    symbols, includes, headers = [], {}, {}
    for path in options.surfaces:
        with open(path, encoding="utf-8") as f:
            surface = json.load(f)
        for h in surface.get("headers", ()):
            includes.setdefault(h["name"], [])
            includes[h["name"]] += [i for i in h["includes"] if i not in includes[h["name"]]]
        symbols += surface["symbols"]
    for s in symbols:
        headers.setdefault(s["header"], []).append(s)
    for name in includes:
        headers.setdefault(name, [])
    written = {}
    for core in options.core:
        for folder, _, files in os.walk(core):
            for file in files:
                path = os.path.join(folder, file)
                written[os.path.relpath(path, core)] = path
    known = set(headers) | set(written)
    prefix = "ascendify" + os.sep
    generator = Generator(symbols, {n[len(prefix):-2]: n for n in written
                                    if n.startswith(prefix) and n.endswith(".h")})
    # Empty headers that others include.
    for name, text in written.items():
        if name.endswith(".extra"):
            headers.setdefault(name[:-6], [])
    for name in sorted(set(headers) - set(written)):
        extra = ""
        if name + ".extra" in written:
            with open(written[name + ".extra"], encoding="utf-8") as f:
                extra = f.read()
        # A header without a recorded list includes the ones whose types it names.
        wanted = [i for i in includes.get(name, ()) if i.startswith("<") or i in known]
        if name not in includes:
            wanted = ["<stddef.h>", "<stdint.h>", *sorted(
                {t["header"] for s in headers[name] for word in IDENTIFIER.findall(json.dumps(s))
                 for t in generator.types.get(word, ())[:1] if t["header"] != name})]
        if name.startswith(("simt_api/", "utils/")):
            wanted.insert(0, "ascendify/simt_core.h")
        path = os.path.join(options.out, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        text = generator.header(name, headers[name], dict.fromkeys(wanted), extra)
        with open(path, "w", encoding="utf-8") as f:
            f.write(text)
        # The operator libraries lie flat in their repositories and under cann/ once installed.
        if name.startswith("cann_ops_"):
            os.makedirs(os.path.join(options.out, "cann"), exist_ok=True)
            with open(os.path.join(options.out, "cann", name), "w", encoding="utf-8") as f:
                f.write(f'#include "../{name}"\n')
    for name, source in written.items():
        if not name.endswith((".extra", ".txt", ".md")):
            path = os.path.join(options.out, name)
            os.makedirs(os.path.dirname(path), exist_ok=True)
            shutil.copyfile(source, path)
    if options.stamp:
        with open(options.stamp, "w", encoding="utf-8"):
            pass


if __name__ == "__main__":
    main()
