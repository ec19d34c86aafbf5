"""Prints the kernels of `--dump=facts` as text: python kernels.py [--launches] < dump.

A launch is its place, how it is written, and what is known of it; `?` stands for a part of a size that
is not constant.
"""

import json
import sys


def size(d):
    return "x".join(str(d[k]) if k in d else "?" for k in "xyz") if d else "?"


def launch(site):
    place = site["place"]
    out = "  launch %d:%d %s @%s" % (place["line"], place["column"] if place.get("column") else 0,
                                    site.get("form", "chevron"), site.get("function", ""))
    out += " grid [%s] %s block [%s] %s" % (site.get("grid", ""), size(site.get("gridDim")),
                                          site.get("block", ""), size(site.get("blockDim")))
    if site.get("sharedBytes"):
        out += " shared [%s] %s" % (site["sharedBytes"], site.get("sharedSize", "?"))
    if site.get("stream"):
        out += " stream [%s]" % site["stream"]
    for key in ("macro", "through"):
        if site.get(key):
            out += " %s %s" % (key, site[key])
    return out + (" possible" if site.get("possible") else "")


for k in json.load(sys.stdin).get("kernels", []):
    print("kernel %d %s(%s)%s" % (k["place"]["line"], k["name"], ", ".join(p.get("type", "") for p in k.get("parameters", [])),
                                  " template" if k.get("template") else ""))
    for site in k.get("launches", []):
        print(launch(site))
    if "--launches" in sys.argv:
        continue
    bounds = [k.get("launchBoundThreads"), k.get("launchBoundBlocks")]
    if bounds != [None, None]:
        print("  bounds %s %s" % tuple("-" if b is None else b for b in bounds))
    print("  shared %d%s%s" % (k.get("staticSharedBytes", 0), "" if k.get("staticSharedKnown", True) else " unknown",
                               " dynamic" if k.get("dynamicShared") else ""))
    for key in ("barriers", "warpOperations", "atomics"):
        for o in k.get(key, []):
            print("  %s %d %s [%s]" % (key, o["place"]["line"], o["symbol"], o.get("detail", "")))
    for key in ("callees", "precisions", "features"):
        if k.get(key):
            print("  %s %s" % (key, ", ".join(k[key])))
