#!/usr/bin/env python3
"""Turns tables of facts about CANN into surfaces where no header could be had.

    from_reference.py --facts DIR --out mappings/surface/cann

DIR holds acl-api.json and hccl-api.json: names, types and values that were read from headers of
both releases. Run once per release of the facts; extract.py is the way when headers are there.
Trap: the facts hold no default arguments, no offsets, and say "in" per enumeration, not per
enumerator; a record with unnamed parts is given as incomplete rather than with a wrong layout.
"""
import argparse
import glob
import json
import os
import re

# 9.x: only what extract.py does not cover. 8.1.RC1: everything, its headers are not public.
LIBRARIES = {
    "9.x": {"acl-model": r"acl/(acl_mdl|acl_op|acl_op_compiler|acl_base_mdl|ops/.*)\.h$",
            "aclnn": r"aclnn/", "hccl": r"(hccl/|hcomm|hccl)"},
    "8.1.RC1": {"acl": r"acl/", "aclnn": r"aclnn/", "mstx": r"mstx/", "mspti": r"mspti",
                "hccl": r"(hccl/|hccl)"},
}


def symbol(name, kind, header, **rest):
    return {"name": name, "kind": kind, "header": header, **{k: v for k, v in rest.items() if v}}


def record(name, kind, fields, header):
    unnamed = any(re.search(r"unnamed|anonymous|union \w+$", f["type"]) and not f["type"].startswith("union acl")
                  for f in fields)
    if unnamed or not fields:
        return symbol(name, kind, header, incomplete=True,
                      evidence="layout not in the facts" if unnamed else "")
    return symbol(name, kind, header, fields=[{"name": f["name"], "type": f["type"]} for f in fields])


def function(f, header):
    params = [{"name": p["name"], "type": p["type"]} for p in f["params"] if p["type"] != "..."]
    return symbol(f["name"], "function", header, language="c", returns=f["return"],
                  **{"variadic": len(params) != len(f["params"]),
                     "deprecated": bool(f.get("deprecated"))}) | {"params": params}


def where(item, release):
    if release[0] == "8":
        return item.get("header_" + release[:3], item["header"])
    # Facts of both releases say the header of 8.1; 9.x split it, and its other half was extracted.
    return "acl/acl_base_mdl.h" if item["header"] == "acl/acl_base.h" else item["header"]


def extracted(folder):
    """Names that extract.py found in real headers."""
    names = set()
    for path in glob.glob(os.path.join(folder, "*.json")):
        with open(path) as f:
            surface = json.load(f)
        if not surface["source"].startswith("facts converted"):
            names |= {s["name"] for s in surface["symbols"]}
    return names


def values(enum, release):
    changed = enum.get("changed", {})
    for name, value in enum["values"].items():
        value = changed.get(name, {}).get(release, value)
        if isinstance(value, int):
            yield {"name": name, "value": value}


def convert_acl(facts, release):
    for f in facts["functions"]:
        if release in f["in"]:
            yield function(f, where(f, release))
    for name, e in facts["enums"].items():
        if release in e["in"]:
            named = not name.startswith("(")
            yield {**symbol(name if named else "", "enum", where(e, release), typedef=named),
                   "enumerators": list(values(e, release))}
            if not named:
                continue
    for name, s in facts["structs"].items():
        if release in s["in"]:
            yield record(name, s["kind"], s["fields"], where(s, release))
    for name, t in facts["typedefs"].items():
        if release in t["in"] and t["type"] != name and "unnamed" not in t["type"]:
            yield symbol(name, "typedef", where(t, release), type=t["type"])
    for name, c in facts["constants"].items():
        if release in c["in"]:
            yield symbol(name, "variable", where(c, release), static=True,
                         type=c["type"], value=str(c["value"]))
    for name, m in facts["macros"].items():
        if release in m["in"] and name.isidentifier():
            yield {**symbol(name, "macro", where(m, release)), "value": str(m.get("value", ""))}


def convert_hccl(facts, release):
    # The facts give a header for functions only; one header for all types cannot be cyclic.
    types = "hccl/hccl_types.h"
    for f in facts["functions"]:
        if release in f["in"]:
            yield function(f, f["header"])
    for name, e in facts["enums"].items():
        if release in e["in"]:
            yield {**symbol(name, "enum", types, typedef=True),
                   "enumerators": list(values(e, release))}
    for name, s in facts["structs"].items():
        if isinstance(s.get(release), list):
            yield record(name, "struct", s[release], types)
    records = set(facts["structs"])
    for name, t in facts["typedefs"].items():
        if name not in records:
            yield symbol(name, "typedef", types, type=t)
    for name, c in facts["constants"].items():
        if release in c:
            yield {**symbol(name, "macro", types), "value": str(c[release])}


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--facts", required=True)
    parser.add_argument("--out", required=True)
    options = parser.parse_args()
    acl, hccl = (json.load(open(os.path.join(options.facts, n + "-api.json"))) for n in ("acl", "hccl"))
    for release, libraries in LIBRARIES.items():
        items = [("acl", s) for s in convert_acl(acl, release)]
        items += [("hccl", s) for s in convert_hccl(hccl, release)]
        known = extracted(os.path.join(options.out, release))
        items = [(o, s) for o, s in items if not s["name"] or s["name"] not in known]
        for library, pattern in libraries.items():
            part = "hccl" if library == "hccl" else "acl"
            lines = sorted({json.dumps(s, separators=(",", ":"), ensure_ascii=False)
                            for origin, s in items if origin == part and re.match(pattern, s["header"])},
                           key=lambda l: (json.loads(l)["name"], json.loads(l)["kind"], l))
            sources = (acl if part == "acl" else hccl)["_meta"]["sources"]
            head = {"schema": "ascendify-surface", "version": 1, "platform": "cann",
                    "library": library, "release": release,
                    "source": "facts converted by tools/surface/from_reference.py; " + sources[release]}
            path = os.path.join(options.out, release, library + ".json")
            os.makedirs(os.path.dirname(path), exist_ok=True)
            with open(path, "w") as f:
                f.write("{" + json.dumps(head, separators=(",", ":"), ensure_ascii=False)[1:-1]
                        + ',\n"headers":[\n],\n"symbols":[\n' + ",\n".join(lines) + "\n]}\n")
            print(f"{release}/{library}: {len(lines)} symbols")


if __name__ == "__main__":
    main()
