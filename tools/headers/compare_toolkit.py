#!/usr/bin/env python3
"""Compares the bundled CUDA declarations with a real toolkit, value by value.

    compare_toolkit.py --surface mappings/surface/cuda --bundled BUILD/share/ascendify/cuda --cuda-path DIR
    compare_toolkit.py --surface … --bundled … --expect FILE         values written down before
    compare_toolkit.py --surface … --bundled … --cuda-path DIR --record FILE --every 25
        --also '(sizeof|offsetof) struct cudaDeviceProp|call (min|max|cudaMem)|defaults of cuda'

Idea: one probe per line, made from the surface. A probe names an undefined template with the value
or type as its argument, so that clang's error message on that line says it: sizeof, alignof, offsetof,
enumerators, macros that are numbers, types of functions, and the type of each call, with all
arguments, without the defaulted ones, and with arithmetic types that make overload resolution choose.
Both sets of headers meet the same file; lines the toolkit itself rejects say nothing and are counted.
Default arguments are read from the calls in unoptimised IR.

Trap: what a host-only view of the toolkit does not declare (clang brings its own device functions in
its place) is compared by result type, not by declaration.
"""
import argparse
import concurrent.futures
import importlib.util
import itertools
import json
import pathlib
import re
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
# Headers that need GL or EGL, and what cannot stand beside the other libraries in one unit.
NOT_HERE = {"cuda_egl_interop.h", "cuda_gl_interop.h", "cudaGL.h"}
ALONE = {"cublas-legacy"}
# Not for users: helpers behind inline functions, aliases of the device-side runtime.
PRIVATE = re.compile(r"__internal_\w+|__cudaOccupancyB2DHelper|__cudaCDP2\w+|__cudaDeviceSynchronizeDeprecationAvoidance|precalc_\w+|PRECALC_\w+|"
                     r"XORWOW_SEQUENCE_SPACING|\w+::details::.*|.*_internal::.*|.*helper_traits|.*__block_scope_barrier_base")
ARITHMETIC = ["int", "unsigned", "long", "long long", "unsigned long long", "float", "double"]
PRELUDE = """template <int N, long long... V> struct Show;
template <int N, typename... T> struct Type;
template <typename T> __host__ __device__ T arg();
"""


def libraries():
    """The table of extract.py: which headers belong to which library."""
    spec = importlib.util.spec_from_file_location("extract", HERE.parent / "surface" / "extract.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return {name: entry[1] for name, entry in module.CUDA.items()}


class Probe:
    """One line of the unit: a key that names what is asked, and its C++."""

    def __init__(self, key, code, device=False):
        self.key, self.code, self.device = key, code, device


def spelled(s):
    elaborated = s["kind"] in ("struct", "union", "enum") and not s.get("specialization")
    return (s["kind"] + " " if elaborated and "::" not in s["name"] and not s.get("scoped") else "") + (
        s["name"] + s.get("specialization", ""))


def records(s):
    name = spelled(s)
    if s.get("incomplete") or ("template" in s and not s.get("specialization")) or not s["name"]:
        return
    if s.get("specialization") and s.get("template"):
        return  # partial
    yield Probe(f"sizeof {name}", f"Show<@, sizeof({name}), alignof({name})>")
    for f in s.get("fields", []):
        if f["name"] and f.get("access", "public") == "public" and "width" not in f and not f.get("static"):
            yield Probe(f"offsetof {name} {f['name']}",
                        f"Show<@, __builtin_offsetof({name}, {f['name']}), sizeof((({name} *)0)->{f['name']})>")


def enumerations(s):
    outer = s["name"] + "::" if s.get("scoped") else s["name"].rpartition("::")[0]
    outer = outer + "::" if outer and not outer.endswith("::") else outer
    for e in s["enumerators"]:
        yield Probe(f"enumerator {outer}{e['name']}", f"Show<@, (long long){outer}{e['name']}>")


def plain(parameter):
    return re.sub(r"\s*\[[^\]]*\]", " *", parameter.get("type", "void"))


def calls(overloads):
    """The calls of one overload set, on the side where it can be called."""
    done = set()
    count = len(overloads)
    for s in overloads:
        if "template" in s or "::" in s["name"] or s["name"].startswith("operator") or s.get("variadic"):
            continue
        types = [plain(p) for p in s["params"]]
        least = next((i for i, p in enumerate(s["params"]) if p.get("default")), len(types))
        device = s.get("space") == ["device"]
        for n in range(least, len(types) + 1):
            text = f"{s['name']}({', '.join(f'arg<{t}>()' for t in types[:n])})"
            if text not in done:
                done.add(text)
                yield Probe(f"call {text}", f"Type<@, decltype({text})>", device)
        if count > 1 and 0 < len(types) <= 2 and all(t in ARITHMETIC + ["unsigned int"] for t in types):
            for choice in itertools.product(ARITHMETIC, repeat=len(types)):
                text = f"{s['name']}({', '.join(f'arg<{t}>()' for t in choice)})"
                if text not in done:
                    done.add(text)
                    yield Probe(f"call {text}", f"Type<@, decltype({text})>", device)


def probes(symbols):
    functions = {}
    for s in symbols:
        if s.get("removed") or s.get("header") in NOT_HERE or PRIVATE.fullmatch(s["name"]):
            continue
        if s["kind"] in ("struct", "union", "class"):
            yield from records(s)
        elif s["kind"] == "enum":
            yield from enumerations(s)
        elif s["kind"] == "macro" and re.search(r"\d", s.get("value", "")) and "params" not in s:
            yield Probe(f"macro {s['name']}", f"Show<@, (long long)({s['name']})>")
        elif s["kind"] == "typedef" and "template" not in s:
            yield Probe(f"typedef {s['name']}", f"Type<@, {s['name']}>")
        elif s["kind"] == "function":
            functions.setdefault(s["name"], []).append(s)
    for name, overloads in functions.items():
        host = any("device" not in s.get("space", []) or "host" in s.get("space", []) for s in overloads)
        if len(overloads) == 1 and "template" not in overloads[0] and host and "::" not in name:
            yield Probe(f"function {name}", f"Type<@, decltype(&{name})>")
        yield from calls(overloads)


def group(surface, only):
    """(headers, symbols) per unit."""
    table = libraries()
    units = {}
    for path in sorted(surface.glob("*.json")):
        data = json.loads(path.read_text())
        library = data["library"]
        if library not in table or (only and library not in only):
            continue
        unit = units.setdefault(library if library in ALONE else "", ([], []))
        unit[0].extend(h for h in table[library] if h not in NOT_HERE and h not in unit[0])
        unit[1].extend(data["symbols"])
    return list(units.values())


def source(headers, lines):
    """The unit's text; probe i stands on line i + the number of lines before."""
    out = [f"#include <{h}>" for h in ["cuda_runtime.h", *headers]]
    # Arguments of a specialization are written as they stand inside their namespace.
    spaces = "using namespace nvcuda; using namespace nvcuda::wmma;\n" if "mma.h" in headers else ""
    text = "\n".join(out) + "\n" + PRELUDE + spaces
    first = text.count("\n") + 1
    for i, p in enumerate(lines):
        space = "__device__" if p.device else "__host__"
        text += f"{space} void probe_{i}() {{ (void)sizeof({p.code.replace('@', str(i), 1)}); }}\n"
    return text, first


def run(command):
    return subprocess.run(command, capture_output=True, text=True, errors="replace")


def answers(clang, flags, headers, lines):
    """Per key what clang says of it: the template's arguments, or the reason why not."""
    with tempfile.TemporaryDirectory() as folder:
        text, first = source(headers, lines)
        path = pathlib.Path(folder) / "probe.cu"
        path.write_text(text)
        done = run([clang, *flags, "-std=c++17", "-fsyntax-only", "-ferror-limit=0", "-fno-caret-diagnostics",
                    "-fno-spell-checking", "-ftemplate-backtrace-limit=0", str(path)])
    out, outside = {}, []
    for line in done.stderr.splitlines():
        if not (m := re.match(r"(.*?):(\d+):\d+: (?:fatal )?error: (.*)", line)):
            continue
        index = int(m[2]) - first
        if not m[1].endswith("probe.cu") or index < 0 or index >= len(lines):
            outside.append(line)
            continue
        value = re.sub(r"^.*(?:Show|Type)<\d+,? ?(.*)>'$", r"\1", m[3])
        if value == m[3]:
            value = "error: " + re.sub(r"'[^']*'|\"[^\"]*\"", "…", m[3])
        out.setdefault(lines[index].key, re.sub(r" noexcept\b|\bstruct |\bunion |\benum ", "", value))
    return out, outside


def default_arguments(clang, flags, headers, lines):
    """Callee and constants of each call, by key, from IR."""
    with tempfile.TemporaryDirectory() as folder:
        text = "".join(f"#include <{h}>\n" for h in ["cuda_runtime.h", *headers]) + PRELUDE
        for i, p in enumerate(lines):
            text += f"extern \"C\" void probe_{i}() {{ {p.key.removeprefix('call ')}; }}\n"
        path = pathlib.Path(folder) / "defaults.cu"
        path.write_text(text)
        done = run([clang, *flags, "-std=c++17", "-S", "-emit-llvm", "-O0", "-o", "-", str(path)])
    if done.returncode:
        sys.exit("defaults: " + done.stderr[:2000])
    out = {}
    for m in re.finditer(r"^define [^\n]*@probe_(\d+)\(\)[^\n]*\{\n(.*?)^\}", done.stdout, re.M | re.S):
        call = re.findall(r"(?:call|invoke) .*?@([\w.]+)\((.*)\)", m[2])
        if call:
            name, arguments = next((c for c in reversed(call) if "3arg" not in c[0]), ("", ""))
            if not name:
                continue  # inlined
            name = re.sub(r"^_ZL", "_Z", name)
            values = re.findall(r"(?:^|, )[^,%]*? (-?[\d.x]\S*|null|true|false)(?=,|$)", arguments)
            out[lines[int(m[1])].key.replace("call", "defaults of", 1)] = f"{name}({', '.join(values)})"
    return out


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--surface", type=pathlib.Path, required=True)
    parser.add_argument("--bundled", type=pathlib.Path, required=True)
    parser.add_argument("--cuda-path")
    parser.add_argument("--expect", type=pathlib.Path, help="a file of values instead of a toolkit")
    parser.add_argument("--record", type=pathlib.Path, help="write the toolkit's values there")
    parser.add_argument("--every", type=int, default=1, help="record each Nth value of a kind only")
    parser.add_argument("--also", default="$.", help="record what begins like this regular expression, too")
    parser.add_argument("--known", type=pathlib.Path, help="differences that are meant, with the reason")
    parser.add_argument("--clang", default="clang++-22")
    parser.add_argument("--version", default="13000")
    parser.add_argument("--library", action="append", help="only this library")
    parser.add_argument("-v", "--verbose", action="store_true")
    args = parser.parse_args()
    manifest = json.loads((args.bundled / "prelude.json").read_text())
    include = args.bundled / manifest["include"]
    bundled = [f for f in manifest["flags"] if f != "-fsyntax-only"] + [
        "-isystem", str(include), "-include", str(args.bundled / manifest["prelude"]),
        f"-D{manifest['versionMacro']}={args.version}"]
    real = ["-x", "cuda", "--cuda-host-only", f"--cuda-path={args.cuda_path}", "-Wno-everything",
            f"-isystem{args.cuda_path}/include", f"-isystem{args.cuda_path}/include/cccl"]

    here, there, failed = {}, {}, False
    expected = json.loads(args.expect.read_text())["values"] if args.expect else None
    asked = 0
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        for headers, symbols in group(args.surface, args.library):
            lines, seen = [], set()
            for p in probes(symbols):
                if p.key not in seen and (expected is None or p.key in expected):
                    seen.add(p.key)
                    lines.append(p)
            asked += len(lines)
            ours = pool.submit(answers, args.clang, bundled, headers, lines)
            theirs = pool.submit(answers, args.clang, real, headers, lines) if args.cuda_path else None
            values, outside = ours.result()
            for line in outside:
                print("bundled headers:", line)
                failed = True
            here.update(values)
            if theirs:
                values, outside = theirs.result()
                for line in outside if args.verbose else ():
                    print("toolkit headers:", line)
                there.update(values)
            # The defaults: calls that lack arguments and that both sides accept.
            good = [p for p in lines if p.key.startswith("call ") and not p.device and
                    not here.get(p.key, "error").startswith("error") and
                    (not args.cuda_path or not there.get(p.key, "error").startswith("error"))]
            counts = {}
            for p in good:
                counts.setdefault(p.key.split("(")[0], []).append(p)
            good = [p for ps in counts.values() for p in ps if len(ps) > 1 or expected is not None]
            if expected is not None:
                good = [p for p in good if p.key.replace("call", "defaults of", 1) in expected]
            here.update(default_arguments(args.clang, bundled, headers, good))
            if args.cuda_path:
                there.update(default_arguments(args.clang, real, headers, good))
    if expected is not None:
        there = expected
    known = json.loads(args.known.read_text())["differences"] if args.known else []
    if args.record:
        kinds, kept = {}, {}
        for key in sorted(there):
            kind = key.split(" ")[0]
            kinds[kind] = kinds.get(kind, -1) + 1
            if (kinds[kind] % args.every == 0 or re.match(args.also, key)) and not (
                    there[key].startswith("error") or any(re.fullmatch(k["key"], key) for k in known)):
                kept[key] = there[key]
                if key.startswith("defaults of "):
                    kept[key.replace("defaults of", "call", 1)] = there[key.replace("defaults of", "call", 1)]
        text = json.dumps({"schema": "ascendify-toolkit-values", "version": 1, "release": args.version,
                           "values": dict(sorted(kept.items()))}, indent=0, ensure_ascii=False)
        args.record.write_text(text + "\n")

    used, silent, same, kinds = set(), 0, 0, {}
    for key, value in sorted(there.items()):
        kind = key.split(" ")[0]
        if value.startswith("error") and not (kind == "call" and re.search("ambiguous", value)):
            silent += 1
            continue
        if here.get(key, "nothing") == value:
            same += 1
            kinds[kind] = kinds.get(kind, 0) + 1
            continue
        if hit := next((k for k in known if re.fullmatch(k["key"], key)), None):
            used.add(hit["key"])
            continue
        print(f"{key}: toolkit {value}; bundled {here.get(key, 'nothing')}")
        failed = True
    for k in known:
        if k["key"] not in used and not args.library and not args.expect:
            print(f"no longer a difference: {k['key']}")
            failed = True
    print(f"{same} values are equal ({', '.join(f'{n} {k}' for k, n in sorted(kinds.items()))}); "
          f"{silent} the toolkit's host view does not have; {len(used)} known differences")
    return failed


if __name__ == "__main__":
    sys.exit(main())
