#!/usr/bin/env python3
"""Recall and precision of the audit's facts against lists that clang makes with a real toolkit.

Usage: recall_precision.py [--ascendify PROGRAM] [--clang CLANGXX] [--cuda-path DIR] [--work DIR] [-j N]
                           [--units N] [--list N] [--json FILE] CORPUS...

For every unit of the corpora (as `ascendify audit --dump=project` lists them) that is CUDA, or C++ that names something
of CUDA's host libraries, and compiles without an error under `clang++ -x cuda --cuda-host-only -c` (C++: `-x c++`) with
the toolkit, two lists are made:
  a. the CUDA symbols that the object leaves undefined (nm);
  b. the uses in `-Xclang -ast-dump=json`: every reference to a function, enumerator or built-in variable that the
     toolkit (or clang's wrappers of it) declares, and every launch, with the bytes it covers in the file it is written in.
They are compared with the facts of the audit, which is given no toolkit. A unit with errors is compared with its tokens:
the words of its main file that name something of the toolkit, outside comments and strings, in branches that nobody takes too. So are clean units
once more: tokens are types and qualifiers as well, but whether the code means its own thing by a name they cannot tell.

The toolkit's headers are precompiled, so that the dumps hold the unit's own code only. Everything of clang's
side is kept in --work and reused.

What counts. A use is matched by a fact of the same name that begins inside the use's bytes. Names of the C library
(`sqrt`, `printf`: small letters and digits) are CUDA in device code only. Precision counts the facts that stand in
files of clean units, in code that clang saw: not in inactive branches, and not in bodies of macros that nothing
expands. Facts of kind type, macro, qualifier, include, flag and string have no counterpart in the dump.
"""
import argparse
import bisect
import collections
import concurrent.futures
import hashlib
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import threading

HEADERS = ["cstdio", "cstdlib", "cstring", "cassert", "cmath", "string", "vector", "map", "iostream", "algorithm", "memory",
           "cuda_runtime.h", "cuda.h", "cooperative_groups.h", "cooperative_groups/reduce.h", "cuda_fp16.h",
           "cuda_bf16.h", "cuda_fp8.h", "cuda_pipeline.h", "mma.h", "nvrtc.h", "cublas_v2.h", "cublasLt.h", "cufft.h",
           "cufftXt.h", "curand.h", "curand_kernel.h", "cusparse.h", "cusolverDn.h", "cusolverRf.h", "cusolverSp.h",
           "nccl.h", "cudnn.h", "cuComplex.h", "cuda_profiler_api.h", "nvtx3/nvToolsExt.h"]
DEVICE_HEADERS = {"cooperative_groups.h", "cooperative_groups/reduce.h", "cuda_pipeline.h", "mma.h", "curand_kernel.h"}
DEVICE = {"CUDAGlobalAttr", "CUDADeviceAttr"}
SHARED = {"__expf", "__logf", "__powf", "__sinf", "__cosf", "__exp10f", "__log2f", "__log10f"}
BUILTIN = re.compile(r"__(?!builtin|sync_|atomic_|c11_)")
LIBRARY = re.compile(r"(const |volatile )*(cooperative_groups|cub|thrust|nvcuda|cuda)::")
WORD = re.compile(rb"[A-Za-z_]\w*")


def is_plain(name):
    return re.fullmatch(r"[a-z0-9]+", name) is not None


def is_api(name, names):
    """Whether \p name is one of the toolkit's that nothing else has: a token count may take it for a use."""
    return name in LANGUAGE or (name in names and not is_plain(name) and re.match(
        r"cu[a-z]*[A-Z]|CU|__\w+_sync|__sync(?!_)|atomic[A-Z]|nccl", name) is not None)


def declared_variables(tokens):
    """Names of \p tokens that the code declares as variables: `cudaError_t cudaError = …` makes `cudaError` its own, which
    words alone cannot tell from the type."""
    declarator = rb"([A-Za-z_]\w*)[\s*&]+([A-Za-z_]\w*)\s*(?:=[^=]|;|\{|\[)"
    extents = rb"(dim3|int|unsigned|size_t)[ \t]+((?:grid|block)Dim|(?:thread|block)Idx)\b()"  # `dim3 gridDim(4);` on the host
    declarator += rb"|" + extents
    return {(m.group(2) or m.group(4)).decode() for m in re.finditer(declarator, tokens) if m.group(1) not in NO_TYPES}


LANGUAGE = {"threadIdx", "blockIdx", "blockDim", "gridDim", "__global__", "__device__", "__host__", "__shared__",
            "__constant__", "__managed__", "__launch_bounds__"}
NO_TYPES = {b"return", b"else", b"do", b"goto", b"case", b"new", b"delete", b"throw", b"struct", b"class", b"enum", b"union",
            b"typename", b"using", b"namespace", b"operator", b"define", b"undef", b"ifdef", b"ifndef", b"defined", b"const"}
NEAR = 1000  # bytes of a macro's call in which a use is looked for that the dump does not place
MAX_DECLARATION = 48 << 20


class TooLarge(Exception):
    """A declaration of the dump is larger than MAX_DECLARATION: the headers of Thrust in one namespace."""


class Clang:
    """The reference: clang with the toolkit."""

    def __init__(self, options):
        self.program, self.work = options.clang, pathlib.Path(options.work)
        self.cuda = os.path.realpath(options.cuda_path)
        resource = subprocess.run([self.program, "-print-resource-dir"], capture_output=True, text=True).stdout.strip()
        self.folders = [options.cuda_path.rstrip("/") + "/", self.cuda + "/"]
        self.resource = os.path.realpath(resource) + "/include"
        self.cuda_path = options.cuda_path
        self.work.mkdir(parents=True, exist_ok=True)
        self.toolkit_files, self.made = {}, {}
        self.guard = threading.Lock()
        names = self.work / "names.json"
        if not names.exists():
            source, flags = self.source(True, "c++17")
            text = subprocess.run([self.program, *flags, "-E", str(source)], stdout=subprocess.PIPE, check=True).stdout
            names.write_text(json.dumps(self.declared(text)))
        self.names = set(json.loads(names.read_text()))

    def flags(self, unit, precompiled=True):
        """Flags of a unit's parse. The toolkit is precompiled once per language and standard."""
        cuda, standard = bool(unit.get("cuda")), unit.get("standard") or "c++17"
        with self.guard:
            if (cuda, standard) not in self.made:
                source, flags = self.source(cuda, standard)
                pch = source.with_suffix(".pch")
                if not pch.exists():
                    subprocess.run([self.program, *flags, "-fsyntax-only", str(source), "-Xclang", "-emit-pch", "-Xclang",
                                    "-o", "-Xclang", str(pch)], check=True, stdout=subprocess.DEVNULL)
                self.made[cuda, standard] = flags + ["-Xclang", "-include-pch", "-Xclang", str(pch)]
        own = [f for f in unit.get("flags", []) if not f.startswith("-std")]
        if not precompiled:
            return self.source(cuda, standard)[1] + own
        return self.made[cuda, standard] + own

    def source(self, cuda, standard):
        """A file that includes the toolkit's headers, and the flags for it."""
        flags = (["-x", "cuda", "--cuda-host-only", "--cuda-path=" + self.cuda_path, "-nocudalib", "-fgpu-rdc"] if cuda
                 else ["-x", "c++", "-isystem", self.cuda_path + "/include"])
        flags += ["-std=" + standard, "-isystem", self.cuda + "/include/cccl", "-Wno-everything", "-ferror-limit=0"]
        source = self.work / f"toolkit-{'cuda' if cuda else 'host'}-{standard}.h"
        text = "".join(f"#if __has_include(<{h}>)\n#include <{h}>\n#endif\n" for h in HEADERS
                       if cuda or h not in DEVICE_HEADERS)
        if not source.exists() or source.read_text() != text:  # clang refuses what is older than its source
            source.write_text(text)
            source.with_suffix(".pch").unlink(missing_ok=True)
        return source, flags

    def is_toolkit(self, file):
        known = self.toolkit_files.get(file)
        if known is None:
            real = os.path.realpath(file)
            known = (real.startswith(self.cuda + "/") or any(file.startswith(f) for f in self.folders)
                     or (real.startswith(self.resource) and "cuda" in real))
            self.toolkit_files[file] = known
        return known

    def declared(self, text):
        """Words of the toolkit's headers that are no words of others, but for those that the C library has for itself
        too (`sqrt`, `__expf`): in device code they are CUDA's. Words of CCCL are told by the dump of a unit that
        includes it."""
        ours, others, to = set(), set(), None
        for line in text.splitlines():
            if line.startswith(b"# "):
                file = line.split(b'"')[1].decode(errors="replace") if b'"' in line else ""
                real = os.path.realpath(file)
                neutral = "/cccl/" in real or (real.startswith(self.resource) and not self.is_toolkit(file))
                to = None if neutral else ours if self.is_toolkit(file) else others
            elif to is not None:
                to.update(WORD.findall(line))
        return sorted(w for w in map(bytes.decode, ours)
                      if is_plain(w) or w.startswith("__") or w.encode() not in others)


    def mentions(self, file):
        """Whether \p file names something of the toolkit's libraries."""
        return any(is_api(w, self.names) for w in map(bytes.decode, set(WORD.findall(blanked(pathlib.Path(file).read_bytes())))))


class Positions:
    """Files of locations: a dump names the file only where it changes."""

    def __init__(self, file):
        self.file = file

    def place(self, loc):
        """The last file of \\p loc; (file, offset, length) of its spelling and of its expansion."""
        if not loc:
            return None, None
        spelled = expanded = None
        for key in ("spellingLoc", "expansionLoc"):
            if key in loc:
                at = self.bare(loc[key])
                if key == "spellingLoc":
                    spelled = at
                else:
                    expanded = at
        if "offset" in loc:
            spelled = expanded = self.bare(loc)
        return spelled, expanded

    def bare(self, loc):
        if "offset" not in loc:
            return None
        self.file = loc.get("file", self.file)
        return self.file, loc["offset"], loc.get("tokLen", 0)

    def enter(self, node):
        """Takes the locations of \\p node itself; returns the file it is declared in."""
        at = self.place(node.get("loc"))
        span = node.get("range") or {}
        begin, end = self.place(span.get("begin")), self.place(span.get("end"))
        node["#begin"], node["#end"] = begin, end
        node["#loc"] = at
        where = at[1] or begin[1]
        return where[0] if where else None

    def skip(self, node):
        stack = [node]
        while stack:
            n = stack.pop()
            self.enter(n)
            stack.extend(reversed([c for c in n.get("inner", ()) if isinstance(c, dict)]))


DECLARED = re.compile(rb'"id": "(0x[0-9a-f]+)",\s+"kind": "(?:Function|FunctionTemplate|CXXMethod|Var|EnumConstant)Decl"')
FILE = re.compile(rb'"file": "((?:[^"\\]|\\.)*)"')


def top_level(stream, wanted, skipped):
    """Top-level declarations of a dump with the file that is current where each begins. Only those that begin in a
    file that is \\p wanted or name one are decoded; of the others \\p skipped gets the file and the text."""
    current, rest = "", b""
    done = False
    first = True
    while not done:
        block = stream.read(1 << 22)
        if len(rest) > MAX_DECLARATION:
            raise TooLarge
        done = not block
        rest += block
        parts = rest.split(b"\n    },\n    {\n")
        rest = parts.pop() if not done else b""
        for i, text in enumerate(parts):
            if first:
                cut = text.find(b'\n  "inner": [\n    {\n')
                text = text[cut + len(b'\n  "inner": [\n    {\n'):]
                first = False
            if done and i == len(parts) - 1:
                text = text[:text.rfind(b"\n    }")]
            begin = current
            files = [m for m in FILE.finditer(text)]
            # The file in `includedFrom` is not a place of the declaration.
            files = [m for m in files
                     if not text[max(0, m.start() - 80):m.start()].rstrip().endswith(b'"includedFrom": {')]
            if files:
                current = json.loads(b'"' + files[-1].group(1) + b'"')
            names = [m.group(1).decode(errors="replace") for m in files]
            if not wanted(begin) and not any(wanted(name) for name in names):
                skipped(names[0] if names else begin, text)
                continue
            try:
                yield json.loads(b"{" + text + b"}"), begin
            except (ValueError, RecursionError) as error:
                print("  a declaration of the dump cannot be read:", error, file=sys.stderr)


class UnitReader:
    """Uses of one unit's dump."""

    def __init__(self, clang, root, directory):
        self.clang, self.root, self.directory = clang, root, directory
        self.uses, self.own, self.other, self.new = {}, set(), set(), set()
        self.pending = []
        self.files = set()
        self.texts = {}
        self.paths = {}

    def path(self, file):
        out = self.paths.get(file)
        if out is None:
            out = os.path.realpath(os.path.join(self.directory, file)) if file else ""  # <scratch space> is no file
            self.paths[file] = out
        return out

    def is_root(self, file):
        return not file.startswith("<") and self.path(file).startswith(self.root + "/")

    def read(self, stream):
        sys.setrecursionlimit(20000)
        for decl, file in top_level(stream, self.is_root, self.skipped):
            self.visit(decl, Positions(file), False, None)
        for use in self.pending:
            self.settle(*use)
        return self

    def skipped(self, file, text):
        """Of headers that are not precompiled the declared functions matter only."""
        if self.clang.is_toolkit(file):
            self.new.update(m.decode() for m in DECLARED.findall(text))

    def visit(self, node, positions, device, parent):
        file = positions.enter(node)
        kind = node.get("kind", "")
        inner = [c for c in node.get("inner", ()) if isinstance(c, dict)]
        if kind.endswith("Decl") and "id" in node and file:
            if kind == "FunctionDecl" and node.get("isImplicit") and BUILTIN.match(node.get("name", "")):
                self.new.add(node["id"])  # declared by clang at its first use
            elif self.is_root(file):
                self.own.add(node["id"])
                self.files.add(self.path(file))
            elif self.clang.is_toolkit(file):
                self.new.add(node["id"])
            else:
                self.other.add(node["id"])
        if kind in ("FunctionDecl", "CXXMethodDecl", "CXXConstructorDecl", "CXXConversionDecl", "CXXDestructorDecl"):
            written = {c.get("kind") for c in inner if not c.get("implicit")}
            attributes = written & (DEVICE | {"CUDAHostAttr"})
            if attributes or not (kind == "CXXMethodDecl" and parent is not None and parent.get("kind") == "lambda"):
                device = bool(attributes & DEVICE)
        if kind == "DeclRefExpr":
            referenced = node.get("referencedDecl") or {}
            self.pending.append((node, [referenced], device, kind))
        elif kind == "UnresolvedLookupExpr":
            self.pending.append((node, node.get("lookups") or [], device, kind))
        elif kind == "MemberExpr" and node.get("name"):
            object_ = next((c for c in inner if "type" in c), {}).get("type", {})
            self.pending.append((node, [{"id": node.get("referencedMemberDecl"), "name": node["name"], "kind": "Member",
                                         "of": object_.get("desugaredQualType", object_.get("qualType", ""))}],
                                 True, kind))
        elif kind == "CUDAKernelCallExpr":
            self.pending.append((node, None, device, kind))
        lambda_parent = {"kind": "lambda"} if kind == "LambdaExpr" or (parent or {}).get("kind") == "lambda" else node
        for child in inner:
            self.visit(child, positions, device, lambda_parent)

    def span(self, node):
        """(file, begin, end) where the node is written in the root, or None."""
        begin, end = node["#begin"], node["#end"]
        for i in (0, 1):
            if begin[i] and self.is_root(begin[i][0]):
                stop = end[i] if end[i] and end[i][0] == begin[i][0] else begin[i]
                return self.path(begin[i][0]), begin[i][1], max(stop[1] + stop[2], begin[i][1] + begin[i][2]), i
        return None

    def text(self, file):
        if file not in self.texts:
            self.texts[file] = pathlib.Path(file).read_bytes()
        return self.texts[file]

    def settle(self, node, referenced, device, kind):
        at = self.span(node)
        if not at:
            return
        file, begin, end, expanded = at
        if kind == "CUDAKernelCallExpr":
            # The chevrons are where the configuration call is said to be.
            config = next((c for c in node.get("inner", ()) if c.get("kind") == "CallExpr"), None)
            for child in node.get("inner", ()):
                if child.get("kind") == "CallExpr" and any("__cudaPushCallConfiguration" in json.dumps(
                        d.get("referencedDecl", {})) for d in descend(child, 4)):
                    config = child
            where = self.span(config) if config else None
            if where and self.text(where[0])[where[1]:where[1] + 2] == b"<<":
                self.add(where[0], where[1], where[1] + 3, "<<<", "launch", False)
            return
        names = {d.get("name") for d in referenced}
        if not names or None in names:
            return
        name = names.pop()
        if name.startswith("operator") or name.startswith("__cudaPush"):
            return
        ids = {d.get("id") for d in referenced}
        mine = ids & (self.own | self.other)
        if not ids - mine:
            return
        member = referenced[0].get("kind") == "Member"
        if member:
            class_ = re.sub(r"<.*|\b(const|volatile|struct|class)\b|[&*]", "", referenced[0]["of"]).strip().split("::")[-1]
            if not (ids & self.new or class_ in self.clang.names or LIBRARY.match(referenced[0]["of"])):
                return
        elif not ids & self.new and name not in self.clang.names:
            return
        if (is_plain(name) or name in SHARED) and not device:
            return
        kinds = {d.get("kind") for d in referenced}
        if kinds & {"ParmVarDecl", "NonTypeTemplateParmDecl", "BindingDecl", "FieldDecl"}:
            return
        what = ("enumerator" if "EnumConstantDecl" in kinds else "builtin" if "VarDecl" in kinds else "function")
        written = self.text(file)[begin:end]
        words = set(WORD.findall(written))
        if name.encode() not in words:
            # A macro of the toolkit may rename (`cuMemAlloc`, or `assert` for `__assert_fail`).
            first = WORD.match(written)
            if not first or not expanded:
                return
            outer = first.group(0).decode()
            if name.lstrip("_").startswith(outer):
                name = outer
            elif re.search(r"_v\d+$", name):
                # Within the call of another macro the dump says only where that begins.
                self.add(file, begin, begin + NEAR, re.sub(r"_v\d+$", "", name), what, True)
                return
            else:
                return
            if is_plain(name) and not device:
                return
        # The audit lists members where they matter only.
        self.add(file, begin, end, name, what, bool(mine) or member)

    def add(self, file, begin, end, name, kind, optional):
        key = (file, begin, end, name)
        if key in self.uses and not self.uses[key][1]:
            return
        self.uses[key] = (kind, optional)


def descend(node, depth):
    yield node
    if depth:
        for child in node.get("inner", ()):
            yield from descend(child, depth - 1)


def observe_unit(clang, corpus, unit, key):
    """The reference's view of one unit, kept in the work folder."""
    kept = clang.work / (key + ".json")
    if kept.exists():
        return json.loads(kept.read_text())
    directory = os.path.normpath(os.path.join(corpus, unit.get("directory", "")))
    source = os.path.join(corpus, unit["file"])
    flags = clang.flags(unit)
    object_file = clang.work / (key + ".o")

    def compile_unit():
        return subprocess.run([clang.program, *flags, "-c", source, "-o", str(object_file)], cwd=directory,
                              capture_output=True, timeout=300)

    try:
        made = compile_unit()
        if b"error: redefinition of" in made.stderr:
            # The code brings its own copy of what is precompiled.
            flags = clang.flags(unit, precompiled=False)
            made = compile_unit()
        clean, errors = made.returncode == 0, made.stderr.decode(errors="replace")
        if made.returncode < 0:  # out of memory, or a bug in clang: tried again next time
            return {"unit": unit["file"], "clean": False, "error": f"clang was ended by signal {-made.returncode}"}
    except subprocess.TimeoutExpired:
        clean, errors = False, "time limit"
    out = {"unit": unit["file"], "clean": clean, "error": next((l for l in errors.splitlines() if "error:" in l), "")}
    if clean:
        listed = subprocess.run(["nm", "-u", str(object_file)], capture_output=True, text=True).stdout
        out["undefined"] = sorted({l.split()[-1] for l in listed.splitlines() if l.strip()})
        object_file.unlink()
        dump = subprocess.Popen([clang.program, *flags, "-fsyntax-only", "-Xclang", "-ast-dump=json", source],
                                cwd=directory, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        reader = UnitReader(clang, corpus, directory)
        try:
            reader.read(dump.stdout)
            out["dumped"] = dump.wait() == 0
        except TooLarge:
            dump.kill()
            dump.wait()
            out["dumped"] = False
        out["files"] = sorted(reader.files)
        out["uses"] = sorted([*key, *value] for key, value in reader.uses.items())
    temporary = kept.with_suffix(".tmp")
    temporary.write_text(json.dumps(out))
    temporary.rename(kept)
    return out


def blanked(text):
    """\\p text with comments, strings and directives' names blank: what a token count looks at."""
    pattern = rb'//[^\n]*|/\*.*?\*/|R"(\w*)\(.*?\)\1"|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\''
    return re.sub(pattern, lambda m: re.sub(rb"[^\n]", b" ", m.group(0)), text, flags=re.S)


def undefined_names(symbols):
    """C symbols without what a version or stream macro adds."""
    for s in symbols:
        if s.startswith("_Z"):
            continue
        yield s, re.sub(r"(_v\d+)?(_pt[sd][sz])?$", "", s)


def compare(clang, corpus, units, facts, tally, show):
    texts = {}

    def text(file):
        if file not in texts:
            texts[file] = pathlib.Path(file).read_bytes()
        return texts[file]

    def place(file, offset):
        line = text(file).count(b"\n", 0, offset) + 1
        column = offset - (text(file).rfind(b"\n", 0, offset) + 1) + 1
        return f"{os.path.relpath(file, os.path.dirname(corpus))}:{line}:{column}"

    by_file = collections.defaultdict(list)
    for f in facts:
        by_file[os.path.join(corpus, f["place"]["file"])].append(f)
    starts = {file: [f["place"]["offset"] for f in list_] for file, list_ in by_file.items()}
    uses, seen, clean_files = {}, set(), set()
    for unit in units:
        if not unit["clean"]:
            continue
        if not unit["dumped"]:
            tally["no dump"] += 1
            continue
        clean_files |= set(unit["files"])
        for file, begin, end, name, kind, optional in unit["uses"]:
            key = (file, begin, end, name)
            uses[key] = (kind, optional and uses.get(key, (kind, True))[1])
    matched = set()
    bodies = collections.defaultdict(list)
    for file, list_ in by_file.items():
        for f in list_:
            if f.get("macro") == "body":
                bodies[f["symbol"], f.get("macroName")].append((file, f["place"]["offset"], f["symbol"]))
    for (file, begin, end, name), (kind, optional) in sorted(uses.items()):
        offsets = starts.get(file, [])
        i = bisect.bisect_left(offsets, begin)
        found = False
        while i < len(offsets) and offsets[i] < end:
            f = by_file[file][i]
            symbol = f["symbol"].split("::")[-1]
            if symbol == name or symbol.split("<")[0] == name:
                found = True
                matched.add((file, offsets[i], f["symbol"]))
            i += 1
        if not found and end - begin == NEAR:
            # `cuMemFree` (which is a macro) in the body of a macro of the code: the dump has the place of the call only.
            word = WORD.match(text(file)[begin:end])
            same = bodies[name, word.group(0).decode()] if word else []
            found = bool(same)
            matched.update(same)
        if optional and not found:
            tally["not listed"] += 1
            show("not listed", f"{place(file, begin)} {name}")
            continue
        tally["uses", kind] += 1
        tally["found", kind] += found
        if not found:
            show("miss", f"{place(file, begin)} {kind} {name}")
    # Bodies of macros nobody expands are no code that clang saw.
    covered = collections.defaultdict(set)
    for file in clean_files:
        for f in by_file.get(file, ()):
            if f.get("kind", "function") not in ("function", "enumerator", "builtin", "launch") or f.get("inactive"):
                continue
            header = not any(u["clean"] and file.endswith("/" + u["unit"]) for u in units)
            if f.get("macro") == "body" and (file, f["place"]["offset"], f["symbol"]) not in matched and (
                    f.get("confidence") == "lexed" or (header and not all(u["clean"] for u in units))):
                tally["unexpanded"] += 1
                continue
            kind = f.get("kind", "function")
            tally["facts", kind] += 1
            good = (file, f["place"]["offset"], f["symbol"]) in matched
            tally["true", kind] += good
            if not good:
                show("false", f"{place(file, f['place']['offset'])} {kind} {f['symbol']} {f.get('confidence', 'parsed')}")
    # The object's undefined symbols: each one that the unit's files spell has a fact in them.
    for unit in units:
        if not unit["clean"] or not unit.get("dumped"):
            continue
        files = [f for f in unit["files"] if f.startswith(corpus)]
        words = set()
        for file in files:
            words |= set(WORD.findall(blanked(text(file))))
        symbols = {f["symbol"] for file in files for f in by_file.get(file, ())}
        for symbol, bare in undefined_names(unit["undefined"]):
            for name in {symbol, bare}:
                if name in clang.names and name.encode() in words and not is_plain(name):
                    tally["undefined"] += 1
                    if name in symbols:
                        tally["undefined found"] += 1
                    else:
                        show("undefined", f"{unit['unit']} {name}")
                    break
    # By tokens of the main file: what units with errors have, and types, qualifiers and macros of the others.
    for unit in units:
        of = "clean" if unit["clean"] else "errors"
        file = os.path.join(corpus, unit["unit"])
        tokens = blanked(text(file))
        have = {(f["place"]["offset"] + max(0, len(f["symbol"]) - len(f["symbol"].split("::")[-1])))
                for f in by_file.get(file, ())}
        spans = [(f["range"][0], f["range"][1]) for f in by_file.get(file, ())]
        begins = [s[0] for s in spans]
        own = declared_variables(tokens)
        for m in WORD.finditer(tokens):
            name = m.group(0).decode()
            if name in own or not is_api(name, clang.names):
                continue
            tally["tokens", of] += 1
            i = bisect.bisect_right(begins, m.start()) - 1
            found = m.start() in have or (i >= 0 and spans[i][0] <= m.start() < spans[i][1])
            tally["tokens found", of] += found
            if not found:
                show("token, " + of, f"{place(file, m.start())} {name}")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--ascendify", default="build/release/bin/ascendify")
    parser.add_argument("--clang", default=shutil.which("clang++-22") or "clang++")
    nvcc = shutil.which("nvcc")
    default = os.path.dirname(os.path.dirname(os.path.realpath(nvcc))) if nvcc else "/usr/local/cuda"
    parser.add_argument("--cuda-path", default=default)
    parser.add_argument("--work", default="/tmp/recall-precision")
    parser.add_argument("-j", type=int, default=1, dest="jobs")
    parser.add_argument("--units", type=int, default=0, help="at most so many units of a corpus")
    parser.add_argument("--match", default="", help="units whose path matches only")
    parser.add_argument("--reference-only", action="store_true", help="make the lists of clang and stop")
    parser.add_argument("--kept-only", action="store_true", help="compare with the lists that an earlier run kept")
    parser.add_argument("--list", type=int, default=20, help="lines of each list to print")
    parser.add_argument("--json", help="write all lists there")
    parser.add_argument("corpora", nargs="+")
    options = parser.parse_args()
    options.corpora = [os.path.realpath(c) for c in options.corpora]
    clang = Clang(options)
    tally, lists = collections.Counter(), collections.defaultdict(list)
    for corpus in options.corpora:
        project = json.loads(subprocess.run([options.ascendify, "audit", corpus, "--dump=project"], check=True,
                                            capture_output=True).stdout)
        wanted = [u for u in project["units"] if u.get("cuda") or u["standard"].startswith("c++")
                  and clang.mentions(os.path.join(corpus, u["file"]))]
        wanted = [u for u in wanted if re.search(options.match, u["file"])]
        # Any N of them are a spread sample.
        wanted.sort(key=lambda u: hashlib.sha256(u["file"].encode()).digest())
        wanted = wanted[:options.units or None]

        def key(unit):
            return hashlib.sha256((corpus + json.dumps(unit, sort_keys=True)).encode()).hexdigest()[:24]

        def look(unit):
            return observe_unit(clang, corpus, unit, key(unit))

        if options.kept_only:
            wanted = [u for u in wanted if (clang.work / (key(u) + ".json")).exists()]

        with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
            units = list(pool.map(look, wanted))
        if options.reference_only:
            continue
        tally["units"] += len(units)
        tally["clean"] += sum(u["clean"] for u in units)
        audit = subprocess.run([options.ascendify, "audit", corpus, "--dump=facts"], stdout=subprocess.PIPE)
        compare(clang, corpus, units, json.loads(audit.stdout)["facts"], tally,
                lambda kind, line: lists[kind].append(line))
        lists["error"] += [f"{u['unit']}: {u['error']}" for u in units if not u["clean"]]
    print(f"units {tally['units']}, of them clean {tally['clean']}, without a dump {tally['no dump']}")

    def share(what, good, all_):
        print(f"  {what:<34} {good:>7} of {all_:>7}  {100.0 * good / all_ if all_ else 100:6.2f}%")

    kinds = ("function", "enumerator", "builtin", "launch")
    for title, good, all_ in (("recall", "found", "uses"), ("precision", "true", "facts")):
        for kind in kinds:
            share(f"{title}, {kind}", tally[good, kind], tally[all_, kind])
        share(title, sum(tally[good, k] for k in kinds), sum(tally[all_, k] for k in kinds))
    share("undefined symbols of the objects", tally["undefined found"], tally["undefined"])
    for of, what in (("errors", "units with errors"), ("clean", "clean units")):
        share("recall by tokens, " + what, tally["tokens found", of], tally["tokens", of])
    print(f"  facts in bodies of macros that nothing expands: {tally['unexpanded']}")
    print(f"  members and overloads of the code's own that are no facts, not counted: {tally['not listed']}")
    for kind, lines in sorted(lists.items()):
        print(f"{kind}: {len(lines)}")
        for line in lines[:options.list]:
            print("  " + line)
    if options.json:
        pathlib.Path(options.json).write_text(json.dumps(lists, indent=1) + "\n")


if __name__ == "__main__":
    main()
