#!/usr/bin/env python3
"""Writes the include folder of the bundled CUDA declarations.

Idea: what is a plain fact (names, signatures, layouts) comes from the CUDA
surface (mappings/surface/cuda/*.json), one header `ascendify/gen/<library>.h`
per library; what needs thought (language, templates, class libraries) is
written by hand in lib/Headers/cuda and copied. Every include path of the
toolkit becomes a file that includes the header holding its declarations.

Traps:
- The surface is sorted by name, C++ needs declarations before uses: types are
  put into dependency order here.
- Names the toolkit renames by macro (cublasSgemm -> cublasSgemm_v2) are declared
  as functions of their own, so that a reader of the AST sees what users wrote.
- libm names are left to ascendify/core/math.h, which declares them for the device
  only: the host's come from the C library, and a host sqrt() is not a use of CUDA.
"""
import argparse
import json
import pathlib
import re
import sys

IDENT = re.compile(r"[A-Za-z_]\w*")

# Surfaces whose declarations are written by hand because they are templates.
HAND_WRITTEN = {"cooperative_groups", "wmma", "language", "cudart-removed"}
# Headers, names and macros of a surface that are not public or are part of the core.
SKIP_HEADERS = {"vector_types.h", "curand_mtgp32dc_p_11213.h", "crt/common_functions.h"}
SKIP_NAMES = re.compile(
    r"__cuda(?!rtFunc)\w*|__NV_SILENCE\w*|.*_H_*$|__CUDART_API\w*|__nv_itex_trait|__nv_isurf_trait|"
    r"__nv_atomic_\w+|__internal_\w+|__nv_\w+_impl|__f\w+2_r\w_impl|__reduce_\w+_impl|"
    r"__CUDA_API_PT\w+|CUDART_VERSION|CUDA_VERSION|CUDART_DEVICE|NULL|signbit|isnan|isinf|isfinite|"
    r"__signbit[fl]?|__isnan[fl]?|__isinf[fl]?|__finite[fl]?|CURANDAPI|__host__.*|"
    r"cudaMallocManaged_helper|(printf|malloc|free|memcpy|memset|assert|alloca)|max|min|abs|labs|llabs")

# Namespaces whose contents are plain declarations.
NAMESPACES = {"cuda", "CUPTI::PcSamplingUtil", "NV::Cupti::Checkpoint", "nvcuda::experimental",
              "nvcuda::experimental::__awbarrier_internal"}

# Interop headers need types of other libraries, so they are not part of their library's header.
SPLIT = {"cuda_gl_interop.h": "cudart-gl", "cuda_egl_interop.h": "cudart-egl",
         "cudaGL.h": "driver-gl", "cuda_profiler_api.h": "cudart-profiler",
         "cublas_v2.h": "cublas-v2", "cublasXt.h": "cublasXt", "cudalibxt.h": "cudalibxt",
         "cufftXt.h": "cufftXt"}

# Declared by hand in ascendify/core/math.h.
LIBM = set("""acos acosh asin asinh atan atan2 atanh cbrt ceil copysign cos cosh erf erfc exp exp2
expm1 fabs fdim floor fma fmax fmin fmod frexp hypot ilogb j0 j1 jn ldexp lgamma llrint llround log
log10 log1p log2 logb lrint lround modf nan nearbyint nextafter pow remainder remquo rint round
scalbln scalbn sin sincos sinh sqrt tan tanh tgamma trunc y0 y1 yn exp10 abs labs llabs""".split())
LIBM |= {n + "f" for n in LIBM}


def version_number(text):
    """'12.9' -> 12090, the form of CUDA_VERSION."""
    major, _, minor = text.partition(".")
    return int(major) * 1000 + int(minor or 0) * 10


def declare(type_text, name):
    """Puts `name` where C's declarator syntax wants it."""
    if m := re.search(r"\((?:\w+::)?\*+\s*(?:const)?\s*(?=[)\[])", type_text):
        # A pointer to a function or an array.
        end = m.end()
        return f"{type_text[:end]}{' ' if type_text[end-1].isalpha() else ''}{name}{type_text[end:]}"
    if m := re.match(r"(.*?)((?:\[[^\]]*\])+)$", type_text):
        return f"{m[1].rstrip()} {name}{m[2]}"
    if name and (m := re.match(r"([^()]*\S)\s?(\([^*].*\)|\(\))$", type_text)):
        return f"{m[1]} {name}{m[2]}"
    return f"{type_text} {name}".rstrip()


# Bodies of function-like macros are not part of the surface; those whose value code needs:
MACROS = {
    "CUDNN_STATUS_CATEGORY": "((full_error_code) / 1000 * 1000)",
    "CUDNN_STATUS_FULL_ERROR_CODE": "((cudnnStatus_t)(category + specific_err))",
    "CUDNN_STATUS_SPECIFIC_ERROR": "((full_error_code) % 1000)",
    "CUPTI_CALLBACK_STRUCT_SIZE": "(offsetof(type_, lastfield_) + sizeof(((type_ *)0)->lastfield_))",
    "CUPTI_PCSAMPLING_STRUCT_SIZE": "(offsetof(type_, lastfield_) + sizeof(((type_ *)0)->lastfield_))",
    "CUPTI_PROFILER_STRUCT_SIZE": "(offsetof(type_, lastfield_) + sizeof(((type_ *)0)->lastfield_))",
    "CUPTI_UTIL_STRUCT_SIZE": "(offsetof(type_, lastfield_) + sizeof(((type_ *)0)->lastfield_))",
    "NCCL_VERSION": "(((X) <= 2 && (Y) <= 8) ? (X) * 1000 + (Y) * 100 + (Z) : (X) * 10000 + (Y) * 100 + (Z))",
    "NVTX_REINTERPRET_CAST": "(reinterpret_cast<type>(value))",
    "NVTX_STATIC_CAST": "(static_cast<type>(value))",
    "NVTX_RESOURCE_MAKE_TYPE": "((((uint32_t)(NVTX_RESOURCE_CLASS_##CLASS)) << 16) | ((uint32_t)(INDEX)))",
}


class Header:
    """The declarations of one library."""

    def __init__(self, surface, older, renamed):
        self.library = surface["library"]
        self.renamed = renamed  # functions of the whole library, for renaming macros
        self.older = older
        self.symbols = [s for s in surface["symbols"]
                        if s.get("header") not in SKIP_HEADERS and "::" not in s["name"]
                        and not SKIP_NAMES.fullmatch(s["name"]) and not s["name"].startswith("precalc_")
                        and not (surface["library"] == "driver" and s["name"].startswith("CUuuid"))
                        and not (self.library == "device-math" and s["name"] in LIBM)]
        self.functions = [s for s in self.symbols if s["kind"] == "function"]
        self.functions += [s for s in older.get("added", {}).get(self.library, [])
                           if not any(f["name"] == s["name"] for f in self.functions)]
        self.symbols += [s for s in older.get("added", {}).get(self.library, [])]
        self.out = []

    # -- pieces ------------------------------------------------------------
    def space(self, s):
        spaces = s.get("space", [])
        words = []
        if "host" in spaces:
            words.append("__host__")
        if "device" in spaces:
            words.append("__device__")
        return " ".join(words) + " " if words else ""

    def params(self, s):
        parts = []
        for p in s.get("params", []):
            text = declare(p.get("type", ""), p["name"])
            if p.get("default"):
                text += " = " + p["default"]
            parts.append(text)
        if s.get("variadic"):
            parts.append("...")
        return ", ".join(parts)

    def function(self, s, name=None, owner=None):
        name = name or s["name"]
        head = ""
        if "template" in s:
            head = f"template <{s['template']}> "
        if s.get("constexpr") and owner and name == owner["name"]:
            head += "constexpr "  # given a body below; other constexpr functions lose the word
        text = head + self.space(s)
        if s.get("explicit"):
            text += "explicit "
        if owner is not None and s.get("static"):
            text += "static "
        if "returns" in s:
            text += ("auto " if s.get("trailing") else declare(s["returns"], "") + " ")
        text += name + s.get("specialization", "") + f"({self.params(s)})"
        if s.get("const"):
            text += " const"
        if s.get("volatile"):
            text += " volatile"
        if s.get("trailing"):
            text += " -> " + s["returns"]
        if s.get("body"):
            text += " = " + s["body"]
        elif s.get("constexpr") and owner and name == owner["name"]:
            fields = [f["name"] + "()" for f in owner.get("fields", []) if f["name"]]
            text += (" : " + ", ".join(fields) if fields else "") + " {}"
            return text
        return text + ";"

    def enumeration(self, s):
        items = ", ".join(f"{e['name']} = {self.literal(e['value'])}" for e in s["enumerators"])
        extra = self.older.get("enumerators", {}).get(s["name"], [])
        head = "enum " + ("class " if s.get("scoped") else "") + s.get("name", "")
        if s.get("type") and (s.get("scoped") or s["type"] != "unsigned int"):
            head += " : " + s["type"]
        text = head + " { " + items
        for e in extra:
            text += f"\n#if CUDA_VERSION < {version_number(e['removed'])}\n, {e['name']} = {e['value']}\n#endif\n"
        return text + " };"

    @staticmethod
    def literal(v):
        if v == -2**63:
            return "(-9223372036854775807LL - 1)"
        return f"{v}ULL" if v > 2**63 - 1 else str(v)

    def field(self, f):
        text = ""
        for a in f.get("attributes", []):
            if a.startswith("aligned("):
                text += f"__attribute__(({a})) "
        if "record" in f:
            inner = self.record_body(f["record"])
            type_text = re.sub(r"^(const )?(struct|union|class)",
                               lambda m: f"{f['record']['kind']} {{ {inner} }}", f["type"], count=1)
            if not type_text.startswith(f["record"]["kind"]):
                type_text = f"{f['record']['kind']} {{ {inner} }}"
            if not f["name"]:
                return f"{f['record']['kind']} {{ {inner} }};"
            m = re.search(r"(\[[^\]]*\])+$", f["type"])
            return f"{text}{f['record']['kind']} {{ {inner} }} {f['name']}{m[0] if m else ''};"
        if "enum" in f:
            body = ", ".join(f"{e['name']} = {e['value']}" for e in f["enum"]["enumerators"])
            return f"enum {{ {body} }} {f['name']};"
        text += declare(f["type"], f["name"])
        if "width" in f:
            text += f" : {f['width']}"
        return text + ";"

    def record_body(self, s):
        lines, access = [], "public"
        if s.get("kind") == "class":
            lines.append("public:")
        extra = self.older.get("fields", {}).get(s.get("name"), [])
        members = s.get("members", [])
        inner = [m for m in members if m["kind"] != "function"]  # fields may use them
        for f in inner:
            if f["kind"] == "typedef":
                lines.append("typedef " + declare(f["type"], f["name"].split("::")[-1]) + ";")
            elif f["kind"] == "enum":
                lines.append(self.enumeration(f))
            elif f["kind"] in ("struct", "union", "class") and not f.get("incomplete"):
                lines.append(self.record(f))
        for f in s.get("fields", []):
            want = f.get("access", "public")
            if want != access:
                lines.append(want + ":")
                access = want
            lines.append(self.field(f))
            for e in extra:
                if e["after"] == f["name"]:
                    lines.append(f"\n#if CUDA_VERSION < {version_number(e['removed'])}\n"
                                 f"{declare(e['type'], e['name'])};\n#endif\n")
        for m in members:
            if m["kind"] != "function" or m.get("friend") or "::" in m.get("name", ""):
                continue
            want = m.get("access", "public")
            if want != access:
                lines.append(want + ":")
                access = want
            lines.append(self.function(m, owner=s))
        return " ".join(lines)

    def record(self, s):
        attributes = "".join(f" __attribute__(({a}))" for a in s.get("attributes", [])
                             if a.startswith("aligned(") or a == "packed")
        bases = " : " + ", ".join(s["bases"]) if s.get("bases") else ""
        head = f"template <{s['template']}> " if "template" in s else ""
        return (f"{head}{s['kind']}{attributes} {s['name']}{s.get('specialization', '')}{bases} "
                f"{{ {self.record_body(s)} }};")

    # -- order -------------------------------------------------------------
    def emit(self):
        types = {}
        for s in self.symbols:
            if s["kind"] in ("struct", "union", "class", "typedef", "enum") and s["name"]:
                if s["kind"] == "typedef" and re.fullmatch(
                        r"(struct|union|enum|class)?\s*" + re.escape(s["name"]), s["type"]):
                    continue  # C's way of naming a tag
                if s.get("incomplete") and any(
                        o["name"] == s["name"] and not o.get("incomplete")
                        and o["kind"] in ("struct", "union", "class")
                        for o in self.symbols if o is not s):
                    continue
                types.setdefault(s["name"], s)
        functions = {}
        for f in self.functions:
            functions.setdefault(f["name"], []).append(f)
        self.macros(types, functions)
        for name, variants in sorted(self.older.get("functions", {}).items()):
            if name in functions and not any("removed" in f for f in functions[name]):
                functions[name] = [dict(f, since="13.0", early=True) for f in functions[name]] + [
                    dict({"name": name, "kind": "function"}, **v) for v in variants]
        for s in self.symbols:
            if s["kind"] == "enum" and not s["name"]:
                items = ", ".join(f"{e['name']} = {self.literal(e['value'])}" for e in s["enumerators"])
                self.line(f"enum {{ {items} }};")
        for s in types.values():
            if s["kind"] in ("struct", "union", "class") and "template" not in s:
                self.line(f"{s['kind']} {s['name']};")
        for s in types.values():
            if s["kind"] == "enum":
                self.line(self.enumeration(s), s)
        done, busy = set(), set()

        def visit(s):
            if s["name"] in done or s["name"] in busy:
                return
            busy.add(s["name"])
            for need in self.needs(s):
                if need in types and need != s["name"]:
                    visit(types[need])
            busy.discard(s["name"])
            done.add(s["name"])
            if s["kind"] == "typedef":
                self.line("typedef " + declare(s["type"], s["name"]) + ";", s)
            elif s["kind"] in ("struct", "union", "class") and not s.get("incomplete"):
                self.line(self.record(s), s)

        for s in types.values():
            visit(s)
        seen = set()
        for name in sorted(functions):
            for f in functions[name]:
                both = name in self.older["deviceCallable"] and "template" not in f
                if both and f.get("space") == ["device"]:
                    continue  # one host-device function in place of two
                if both:
                    f = dict(f, space=["host", "device"])
                device = "device" in f.get("space", []) or "template" in f
                c = f.get("language") == "c" and (both or not device)
                text = ('extern "C" ' if c else "") + self.function(f)
                key = re.sub(r"\s*=\s*[^,)]+", "", text) if "removed" not in f and "since" not in f else text
                if key not in seen:
                    seen.add(key)
                    self.line(text, f)
        for s in self.symbols:
            if s["kind"] == "variable":
                self.line(f"extern {self.space(s)}{declare(s['type'], s['name'])};", s)

    def needs(self, s):
        """Names of types that must be complete or declared before `s`."""
        out = []
        if s["kind"] == "typedef":
            out += IDENT.findall(s["type"])
        for b in s.get("bases", []):
            out += IDENT.findall(b)
        for f in s.get("fields", []):
            out += IDENT.findall(f["type"])
            if "record" in f:
                out += self.needs({"kind": "struct", "fields": f["record"].get("fields", [])})
        for m in s.get("members", []):
            out += self.needs(m) if m["kind"] != "function" else []
            for p in m.get("params", []):
                out += IDENT.findall(p.get("type", ""))
        return out

    def macros(self, types, functions):
        """Object-like macros with a value; those that rename become declarations."""
        for s in self.symbols:
            if s["kind"] == "macro" and s["name"] in MACROS:
                words = ", ".join(p["name"] for p in s["params"])
                self.out.append(f"#define {s['name']}({words}) {MACROS[s['name']]}")
            if s["kind"] != "macro" or "params" in s:
                continue
            value = re.sub(r"^__CUDA_API_PT(?:SZ|DS)\((\w+)\)$", r"\1", s.get("value", ""))
            if value in self.renamed:
                functions[s["name"]] = [dict(f, name=s["name"]) for f in self.renamed[value]]
                continue
            if value in types:
                types.setdefault(s["name"], {"name": s["name"], "kind": "typedef", "type": value})
                continue
            if "_Pragma" in value or value in ("inline", "extern", "static", "__attribute__((weak))"):
                continue
            self.out.append(f"#ifndef {s['name']}\n#define {s['name']} {value}\n#endif")

    def line(self, text, s=None):
        tests = []
        if s and s.get("since"):
            tests.append(f"CUDA_VERSION >= {version_number(s['since'])}")
        if s and s.get("removed"):
            tests.append(f"CUDA_VERSION < {version_number(s['removed'])}")
        if s and s.get("early"):
            # The stated release is often a guess: a newer signature is one overload more, which
            # with C linkage could not stand beside the older one.
            plain = text.replace('extern "C" ', "")
            self.out.append(f"#if {' && '.join(tests)}\n{text}\n#elif defined(__cplusplus)\n{plain}\n#endif")
            return
        self.out.append(f"#if {' && '.join(tests)}\n{text}\n#endif" if tests else text)


def in_namespaces(surface, older, renamed):
    """The part of a library that stands in namespaces, inner ones first."""
    spaces = {}
    for s in surface["symbols"]:
        outer, _, name = s["name"].rpartition("::")
        if outer in NAMESPACES:
            members = [dict(m, name=m["name"].rpartition("::")[2]) if m.get("name") else m for m in s.get("members", [])]
            spaces.setdefault(outer, []).append(dict(s, name=name, **({"members": members} if members else {})))
    out = []
    for outer in sorted(spaces, key=lambda o: (o != "cuda", -o.count("::"), o)):
        header = Header({"library": surface["library"], "symbols": spaces[outer]}, older, renamed)
        header.emit()
        words = outer.split("::")
        out += [" ".join(f"namespace {w} {{" for w in words), *header.out, "} " * len(words)]
    return out


def fragments(symbols):
    """The layout of each WMMA fragment: which storage it is derived from."""
    out = []
    for s in symbols:
        if s["name"] == "nvcuda::wmma::fragment" and s.get("bases") and not s.get("template"):
            out.append(f"template <> class fragment{s['specialization']} : {', '.join(s['bases'])} {{}};")
    return out


BANNER = "// Generated from the CUDA surface by lib/Headers/generate_cuda.py; do not edit.\n"


def names(table):
    """Libraries of which the names are known but not the parameters: types, enumerators, and
    functions that take anything."""
    files = {}
    for library, facts in table["libraries"].items():
        out = [f'#include "{n}"' for n in ["ascendify/gen/cudart.h", *facts.get("needs", [])]]
        out += facts["code"]
        for name, items in facts["enums"].items():
            out.append(f"typedef enum {{ {', '.join(items)} }} {name};")
        space = "__host__ __device__ " if facts.get("device") else ""
        out.append("#ifdef __cplusplus")
        functions = sorted({*facts["functions"], *facts["results"]})
        for f in functions:
            out.append(f"template <typename... T> {space}{facts['results'].get(f, facts['returns'])} {f}(T &&...);")
        out.append("#else")
        for f in functions:
            out.append(f"{facts['results'].get(f, facts['returns'])} {f}();")
        out.append("#endif")
        files[f"ascendify/gen/{library}.h"] = BANNER + "#pragma once\n" + "\n".join(out) + "\n"
        for header in facts["headers"]:
            files[header] = BANNER + "#pragma once\n" + f"#include <ascendify/gen/{library}.h>\n"
    return files


def guards(units, name):
    """Macros that the toolkit's header of that name defines and code tests."""
    return "".join(f"#ifndef {g}\n#define {g}\n#endif\n" for g in units["guards"].get(name, []))


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--surface", type=pathlib.Path, required=True, help="mappings/surface/cuda")
    parser.add_argument("--source", type=pathlib.Path, required=True, help="lib/Headers/cuda")
    parser.add_argument("--third-party", type=pathlib.Path, help="lib/Headers/thirdparty")
    parser.add_argument("--out", type=pathlib.Path, required=True, help="share/…/cuda")
    args = parser.parse_args()
    include = args.out / "include"
    older = json.loads((args.source / "older.json").read_text())
    units = json.loads((args.source / "units.json").read_text())
    files = {}

    surfaces, renamed = {}, {}
    for path in sorted(args.surface.glob("*.json")):
        surface = json.loads(path.read_text())
        if surface["library"] == "wmma":
            files["ascendify/gen/wmma-fragments.h"] = (
                BANNER + "\n".join(fragments(surface["symbols"])) + "\n")
        if surface["library"] in HAND_WRITTEN:
            continue
        for s in surface["symbols"]:
            library = SPLIT.get(s["header"], surface["library"])
            for release, patterns in older.get("since", {}).items():
                if any(re.fullmatch(p, s["name"]) for p in patterns):
                    s["since"] = release
            surfaces.setdefault(library, {"library": library, "symbols": []})["symbols"].append(s)
            if s["kind"] == "function":
                renamed.setdefault(s["name"], []).append(s)
    for surface in (surfaces[name] for name in sorted(surfaces)):
        header = Header(surface, older, renamed)
        header.emit()
        header.out += in_namespaces(surface, older, renamed)
        needs = "".join(f'#include "{n}"\n' for n in units["needs"].get(surface["library"], []))
        files[f"ascendify/gen/{surface['library']}.h"] = (
            BANNER + "#pragma once\n" + guards(units, "gen/" + surface["library"]) + needs + "\n".join(header.out) + "\n")
        for s in surface["symbols"]:
            units["paths"].setdefault(s["header"], [f"ascendify/gen/{surface['library']}.h"])
    for name, text in names(json.loads((args.source / "names.json").read_text())).items():
        files[name] = text
    for pattern in units["families"]:
        for name in pattern["names"]:
            units["paths"].setdefault(pattern["prefix"] + name, pattern["includes"])
    for path in sorted(p for p in args.source.rglob("*") if p.is_file()):
        name = path.relative_to(args.source).as_posix()
        if path.suffix != ".json":
            files[name] = path.read_text()
    for name, includes in sorted(units["paths"].items()):
        if name not in files:
            files[name] = BANNER + "#pragma once\n" + guards(units, name) + "".join(
                f"#include <{i}>\n" for i in includes)

    write(include, files)
    if args.third_party:
        write(args.out / "thirdparty", third_party(args.third_party))
    (args.out / "prelude.json").write_text((args.source / "prelude.json").read_text())
    return 0


def third_party(source):
    """Headers of libraries beside CUDA, from their own folder and table."""
    units = json.loads((source / "units.json").read_text())
    files = {p.relative_to(source).as_posix(): p.read_text() for p in source.rglob("*.h")}
    for group in units["groups"]:
        for name in group["headers"]:
            files.setdefault(name, BANNER.replace("from the CUDA surface ", "") + "#pragma once\n" + "".join(
                f"#include <{i}>\n" for i in group["includes"]))
    return files


def write(include, files):
    """Makes the folder hold exactly these files; an unchanged file is not touched."""
    for name, text in sorted(files.items()):
        target = include / name
        if not target.exists() or target.read_text() != text:
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text)
    for path in sorted(include.rglob("*"), reverse=True):
        if path.is_file() and path.relative_to(include).as_posix() not in files:
            path.unlink()


if __name__ == "__main__":
    sys.exit(main())
