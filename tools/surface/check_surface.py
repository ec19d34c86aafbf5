#!/usr/bin/env python3
"""Compares surfaces with an independent list of names: nothing public may be missing.

    check_surface.py --surfaces DIR --names cuda-api.json [--schema FILE] [-v]

The list is an array of {"name", "library", "header", "kind"}. Names that are not public, and why
they are not, stand in EXPLAINED; every other missing name is printed and makes the exit code 1.
"""
import argparse
import collections
import glob
import json
import os
import re
import sys

EXPLAINED = [
    # (library pattern, name pattern, reason)
    (r"device-", r"__\w+_impl$", "compiler builtin behind an inline function of a .hpp"),
    (r"device-atomics", r"__(d|f|f2|f4|i|u|ll|ull|ill|us|ull)+Atomic\w+$",
     "compiler builtin behind an inline function of a .hpp"),
    (r"cudart", r"\w+_ptsz$", "device-side alias of the per-thread stream, declared by the device pass"),
    (r"cudart", r"CUDARTAPI(_CDECL)?$", "calling convention, defined empty outside Windows and dropped"),
    (r"pipeline", r"nvcuda::experimental::wait_prior$", "a member: nvcuda::experimental::pipeline::wait_prior"),
    (r"cusparse|cusolver", r"\w+_CPP_VERSION$", "undefined again at the end of the header"),
    (r"cusparse", r"CUSPARSE_DEPRECATED\w*$", "undefined again at the end of the header"),
    (r"curand-device", r"CURAND_\w+_QUALIFIERS$", "undefined again at the end of the header"),
    (r"nvtx", r"NVTX_IMPL_GUARD\w*$", "include guard of an implementation header"),
]


def names_of(symbol, prefix, out):
    name = symbol.get("name", "")
    full = name if not prefix or name.startswith(prefix) else prefix + name
    out.add(full)
    outer = full.rpartition("::")[0]
    for e in symbol.get("enumerators", ()):
        out.add(e["name"])
        out.add(full + "::" + e["name"])
        if outer:
            out.add(outer + "::" + e["name"])
    for m in symbol.get("members", ()):
        names_of(m, full + "::", out)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--surfaces", required=True, action="append", help="folder of surfaces")
    parser.add_argument("--names", help="the independent list")
    parser.add_argument("--schema", help="validate with this JSON Schema first")
    parser.add_argument("-v", "--verbose", action="store_true", help="say what is explained, too")
    options = parser.parse_args()
    have, failed = set(), False
    validator = None
    if options.schema:
        import jsonschema  # only here: nothing at run time needs it
        validator = jsonschema.Draft7Validator(json.load(open(options.schema)))
    paths = sorted(p for d in options.surfaces for p in glob.glob(os.path.join(d, "*.json")))
    for path in paths:
        with open(path, encoding="utf-8") as f:
            surface = json.load(f)
        for error in list(validator.iter_errors(surface))[:3] if validator else ():
            print(f"{path}: {'/'.join(map(str, error.path))}: {error.message[:200]}")
            failed = True
        keys = [(s["name"], s["kind"]) for s in surface["symbols"]]
        if keys != sorted(keys):
            print(f"{path}: not sorted by name and kind")
            failed = True
        for s in surface["symbols"]:
            names_of(s, "", have)
    if options.names:
        explained = collections.Counter()
        missing = set()
        with open(options.names, encoding="utf-8") as f:
            for item in json.load(f):
                if item["name"] in have:
                    continue
                for library, name, reason in EXPLAINED:
                    if re.match(library, item["library"]) and re.match(name, item["name"]):
                        explained[reason] += 1
                        break
                else:
                    missing.add((item["library"], item["kind"], item["header"], item["name"]))
        for line in sorted(missing):
            print("missing:", *line)
        if options.verbose:
            for reason, count in sorted(explained.items()):
                print(f"explained: {count} {reason}")
        print(f"{len(have)} names in {len(paths)} surfaces, {len(missing)} missing, "
              f"{sum(explained.values())} explained")
        failed |= bool(missing)
    return failed


if __name__ == "__main__":
    sys.exit(main())
