"""Prints the bodies of `--dump=facts` as text: python bodies.py [--all] [NAME...] < dump.

A block is a line of its number, what it starts with, and where it goes; below it, one line for each
statement, as a tree. `^n` stands for an operand that block n evaluates.
"""

import json
import sys

NONE = 4294967295


def tree(body, index, block):
    e = body["exprs"][index]
    kind = e.get("kind", "other")
    text = e.get("text", "")
    if e.get("block", NONE) != block:
        return "^%d" % e.get("block", NONE)
    out = {"call": "call " + text, "construct": "new " + text, "launch": "launch " + text,
           "declaration": "decl " + text, "member": "." + text, "subscript": "[]", "other": "<%s>" % text,
           "conditional": "?:", "literal": text, "variable": text, "unary": text, "binary": text,
           "return": "return", "asm": "asm", "cast": "(%s)" % e.get("type", "")}.get(kind, kind)
    if e.get("target", "direct") != "direct":
        out += "!" + e["target"]
    if e.get("spelling") and e["spelling"] != text:
        out += "{%s}" % e["spelling"]
    if e.get("value") and kind != "literal":
        out += "=" + e["value"]
    if e.get("implicit"):
        out = "~" + out
    if e.get("postfix"):
        out += "post"
    if e.get("macro", "none") != "none":
        out += "@" + e["macro"]
    if "space" in e and kind in ("variable", "declaration") and e["space"] in ("shared", "constant", "global"):
        out += ":" + e["space"]
    if kind in ("call", "construct") and "--signatures" in sys.argv:
        out += " '" + e.get("signature", "") + "'"
    parts = [tree(body, i, block) for i in e.get("children", [])]
    if e.get("object", NONE) != NONE:
        parts.insert(0, "on " + tree(body, e["object"], block))
    return "(" + " ".join([out] + parts) + ")" if parts else out


def variable(v):
    text = "%s: %s" % (v.get("name"), v.get("type", ""))
    if v.get("space") in ("shared", "constant", "global"):
        text += " " + v["space"]
    if v.get("extents"):
        text += " extents " + "x".join(map(str, v["extents"]))
    if v.get("bytes"):
        text += " bytes %d" % v["bytes"]
    for flag in ("parameter", "static", "unsizedArray", "captured"):
        if v.get(flag):
            text += " " + flag
    return text + (" = " + v["value"] if v.get("value") else "")


def main():
    names = [a for a in sys.argv[1:] if not a.startswith("--")]
    bodies = json.load(sys.stdin).get("bodies", [])
    bodies.sort(key=lambda b: (b["place"].get("offset", 0), b.get("template", False), b.get("instance", "")))
    for b in bodies:
        if names and b["name"].split("::")[-1] not in names and b["name"] not in names:
            continue
        words = [b["name"]]
        if b.get("templateArguments"):
            words[0] += "<%s>" % ", ".join(b["templateArguments"])
        words += [w for w in ("kernel", "template", "instantiation", "virtual") if b.get(w)]
        words.append(b.get("side", "host"))
        if b.get("macro", "none") != "none":
            words.append("macro-" + b["macro"])
        print("function " + " ".join(words))
        if "--names" in sys.argv:
            continue
        if "--variables" in sys.argv:
            for v in b.get("variables", []):
                print("  var " + variable(v))
            for v in b.get("outer", []):
                print("  outer " + variable(v))
        for n, block in enumerate(b.get("blocks", [])):
            head = "  %d" % n
            if block.get("label"):
                head += " " + block["label"]
                if block.get("caseValue"):
                    head += " " + block["caseValue"]
                    if block.get("caseEnd") != block["caseValue"]:
                        head += ".." + block["caseEnd"]
            head += ":"
            if block.get("terminator"):
                head += " " + block["terminator"]
            to = ["-" if s == NONE else str(s) for s in block.get("successors", [])]
            print(head + (" -> " + " ".join(to) if to else ""))
            for s in block.get("statements", []):
                mark = "?" if s == block.get("condition", NONE) else " "
                print("   %s%s" % (mark, tree(b, s, n)))


main()
