#!/usr/bin/env python3
"""Prints the facts of `--dump=facts` (stdin), one a line, with the text their ranges cover.

Usage: facts.py ROOT [--calls] [--launches] [--decls] < dump.json
A line without options: file:line:column symbol kind confidence [flags] @function
Options add the details of the variants, one indented line each.
"""
import json
import pathlib
import sys

root, options = pathlib.Path(sys.argv[1]), set(sys.argv[2:])
texts = {}


def text(file, span):
    if not span or span[1] <= span[0]:
        return "-"
    if file not in texts:
        path = root / file if root.is_dir() else root
        texts[file] = path.read_bytes()
    return " ".join(texts[file][span[0]:span[1]].decode(errors="replace").split())


def argument(file, a):
    out = a.get("text", "") or ("default" if a.get("defaulted") else "?")
    out = " ".join(out.split())
    assert not a.get("range") or text(file, a["range"]) == out, (a, out)
    for key in ("value", "reference", "pointeeOf", "type"):
        if a.get(key):
            out += f" {key}={a[key]}"
    if a.get("binding", "primary") != "primary":
        out += f" {a['binding']}"
    if a.get("macro", "none") != "none":
        out += f" macro={a['macro']}"
    if a.get("sideEffects"):
        out += " effects"
    return f"[{out}]"


for f in json.load(sys.stdin)["facts"]:
    place = f["place"]
    file = place["file"]
    line = f"{file}:{place['line']}:{place['column']} {f['symbol']} {f.get('kind', 'function')}"
    line += " " + f.get("confidence", "parsed")
    if f.get("inactive"):
        line += f" inactive<{f.get('condition', '')}>"
    if f.get("macro", "none") != "none":
        line += f" {f['macro']}-of-{f.get('macroName', '')}"
    if f.get("function"):
        line += " @" + f["function"]
    print(line)
    for v in f.get("variants", []):
        side = v.get("side", "host") + (" dependent" if v.get("dependent") else "")
        if "--calls" in options and "call" in v:
            c = v["call"]
            print(f"  call {side} <{text(file, c.get('range'))}> callee <{text(file, c.get('callee'))}>"
                  f" {c.get('result', 'other')} statement <{text(file, c.get('statement'))}>"
                  + (" insert" if c.get("mayInsertBefore") else ""))
            if c.get("signature"):
                print(f"    signature {c['signature']}")
            for a in c.get("templateArguments", []):
                print(f"    template {a}")
            for a in c.get("arguments", []):
                print("    " + argument(file, a))
        if "--launches" in options and "launch" in v:
            c = v["launch"]
            print(f"  launch {side} {c.get('form', 'chevron')} <{text(file, c.get('range'))}>"
                  f" kernel {c.get('kernelName', '?')} <{c.get('kernelText', '')}>"
                  + (" insert" if c.get("mayInsertBefore") else ""))
            for key in ("grid", "block", "sharedBytes", "stream"):
                if key in c:
                    print(f"    {key} " + argument(file, c[key]))
            for a in c.get("arguments", []):
                print("    " + argument(file, a))
        if "--decls" in options and "decl" in v:
            d = v["decl"]
            flags = [k for k in ("array", "unsizedArray", "parameter", "field", "function") if d.get(k)]
            print(f"  decl {side} {d.get('name', '')} : {d.get('type', '?')}"
                  f" <{text(file, d.get('range'))}> specifier <{text(file, d.get('typeSpecifier'))}>"
                  f" initializer <{text(file, d.get('initializer'))}>"
                  + "".join(" " + k for k in flags))
