#!/usr/bin/env python3
"""Draws entries of the mapping tables for a second reader, each with the declarations that it has to agree with.

usage: sample_mappings.py [--mappings DIR] [--count 300] [--seed 1] [--verdicts FILE] [-o SHEET]

What is drawn is an entry, with one of its symbols when it stands for several (`also`). The strata are what becomes of the
symbol natively; a rename or a template, where one wrong argument breaks a program, gets a greater share than its number alone
would give (STRATA). Within a stratum the entries stand table by table, in parts of equal weight, and one is drawn from every
part: so every library is seen, and samples of different seeds are independent. The weight of an entry is 1 + log2(1 + uses in
mappings/usage.json).

For every entry the sheet shows the CUDA declaration, the entry without keys that only repeat, and the declarations of every
name of the target that it mentions; a name with the shape of one that no surface holds is shown as `NOT DECLARED`, which
is an error only if the entry says that it exists. The reader writes one line per entry to a file of their own:

  NUMBER ok|error|doubt TEXT

With --verdicts such a file is counted: entries read, errors, and the rate. The draw depends on the seed and the tables only.
"""
import argparse
import json
import math
import pathlib
import random
import re
import sys

# Share of the sample by native status; the rest of a stratum that is too small goes to the others.
STRATA = {"rename": 0.26, "template": 0.22, "direct": 0.07, "manual": 0.17, "unsupported": 0.13, "family": 0.10, "alias": 0.03,
          "roles": 0.02}
TARGET_NAME = re.compile(r"\b(?:acl|ACL|Acl|asc_|__asc|ASC|Hccl|HCCL|hccl|mstx|mspti|xpu|XPU|dcmi_)\w+(?:::\w+)*")
WORD = re.compile(r"[A-Za-z_]\w*(?:::\w+)*")


def declaration(symbol):
    """One line for a symbol of a surface."""
    kind, name = symbol["kind"], symbol["name"]
    where = " [" + symbol.get("header", "?") + "]"
    if kind == "function":
        params = ", ".join((p.get("type", "") + " " + p.get("name", "")).strip() + (" = " + p["default"] if "default" in p else "")
                           for p in symbol.get("params", []))
        template = "template <" + symbol["template"] + "> " if symbol.get("template") else ""
        return f"{template}{symbol.get('returns', '')} {name}({params}){where}"
    if kind == "enum":
        values = ", ".join(f"{v['name']}={v.get('value')}" for v in symbol.get("enumerators", []))
        return f"enum {name} {{ {values} }}{where}"
    if kind in ("struct", "class", "union"):
        fields = "; ".join(f"{f.get('type')} {f.get('name')}" for f in symbol.get("fields", []))
        return f"{kind} {name} {{ {fields} }}{where}"
    return f"{kind} {name} {symbol.get('type', '')} = {symbol.get('value', '')}{where}"


def surface(folder):
    """Declarations by name: of functions, types, macros and, with their enumeration, of enumerators."""
    out = {}
    for file in sorted(folder.rglob("*.json")):
        data = json.loads(file.read_text())
        release = data.get("release", "")
        for symbol in data["symbols"]:
            line = (release + ": " if release else "") + declaration(symbol)
            out.setdefault(symbol["name"], []).append(line)
            for value in symbol.get("enumerators", []):
                doc = " // " + value["doc"] if "doc" in value else ""
                out.setdefault(value["name"], []).append(
                    (release + ": " if release else "") + f"{symbol['name']}::{value['name']} = {value.get('value')}{doc}")
            for member in symbol.get("members", []):
                qualified = symbol["name"] + "::" + member.get("name", "")
                out.setdefault(qualified, []).append("member " + declaration(dict(member, name=qualified)))
    return out


def stratum(entry):
    native = entry.get("targets", {}).get("native", {})
    if "family" in entry:
        return "family"
    if "alias" in entry:
        return "alias"
    status = native.get("status", "roles")
    return "template" if status == "helper" else status


def draw(entries, counts, count, rng):
    """`count` items (table, entry, symbol), by strata."""
    groups = {}
    for table, entry in entries:
        names = [entry["symbol"]] + entry.get("also", [])
        weights = [1 + math.log2(1 + counts.get(n, 0)) for n in names]
        groups.setdefault(stratum(entry), []).append((table, entry, names, weights))
    sizes, left, open_ = {}, count, set(groups)
    while open_ and left > 0:
        total = sum(STRATA[g] for g in open_)
        share = {g: STRATA[g] / total * left for g in open_}
        full = [g for g in open_ if share[g] >= len(groups[g]) - sizes.get(g, 0)]
        if not full:
            order = sorted(open_, key=lambda g: (-(share[g] - int(share[g])), g))
            rest = left - sum(int(share[g]) for g in open_)
            for i, g in enumerate(order):
                sizes[g] = sizes.get(g, 0) + int(share[g]) + (1 if i < rest else 0)
            break
        for g in full:
            sizes[g] = len(groups[g])
            left -= len(groups[g])
            open_.discard(g)
    out = []
    for name in sorted(groups):
        items, wanted = groups[name], sizes.get(name, 0)
        weights = [max(w) for _, _, _, w in items]
        chosen = set()
        while len(chosen) < wanted:
            missing = wanted - len(chosen)
            free = [i for i in range(len(items)) if i not in chosen]
            step = sum(weights[i] for i in free) / missing
            points = iter([(k + rng.random()) * step for k in range(missing)])  # one in every part of equal weight
            at, edge = next(points), 0.0
            for i in free:
                edge += weights[i]
                while at is not None and edge > at:
                    chosen.add(i)
                    at = next(points, None)
        for i in sorted(chosen):
            table, entry, names, w = items[i]
            out.append((name, table, entry, rng.choices(names, w)[0]))
    return out


def words_of(value, into):
    if isinstance(value, str):
        into.update(TARGET_NAME.findall(value))
    elif isinstance(value, dict):
        for key, inner in value.items():
            if key not in ("evidence", "includes"):
                words_of(inner, into)
    elif isinstance(value, list):
        for inner in value:
            words_of(inner, into)


def sheet(items, cuda, target):
    lines = []
    for number, (group, table, entry, name) in enumerate(items, 1):
        lines.append(f"=== {number} {name} ({table}, {group})")
        for line in cuda.get(name, [])[:6]:
            lines.append("  cuda: " + line)
        shown = {k: v for k, v in entry.items() if k not in ("targets", "examples")}
        also = shown.get("also", [])
        if len(also) > 8:
            shown["also"] = also[:4] + [f"... {len(also)} names ..."] + also[-3:]
        lines.append("  entry: " + json.dumps(shown, ensure_ascii=False))
        for style, what in entry.get("targets", {}).items():
            lines.append(f"  {style}: " + json.dumps(what, ensure_ascii=False))
        for example in entry.get("examples", []):
            lines.append("  example: " + json.dumps(example, ensure_ascii=False))
        names = set()
        words_of(entry.get("targets", {}), names)
        for style, what in entry.get("targets", {}).items():
            for case in [what] + what.get("when", []):
                names.update(w for w in WORD.findall(re.sub(r"\$\{[^}]*\}", " ", case.get("rewrite", ""))) if w in target)
        for word in sorted(names):
            for line in target.get(word, ["NOT DECLARED"])[:6]:
                lines.append(f"  {word}: {line}")
    return "\n".join(lines) + "\n"


def main():
    here = pathlib.Path(__file__).resolve().parents[2]
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--mappings", type=pathlib.Path, default=here / "mappings")
    parser.add_argument("--count", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--verdicts", type=pathlib.Path)
    parser.add_argument("-o", dest="output", type=pathlib.Path)
    options = parser.parse_args()
    if options.verdicts:
        found = {}
        for line in options.verdicts.read_text().splitlines():
            match = re.match(r"(\d+) (ok|error|doubt)\b", line)
            if match:
                found[int(match.group(1))] = match.group(2)
        errors = sum(v == "error" for v in found.values())
        doubts = sum(v == "doubt" for v in found.values())
        if not found:
            sys.exit("error: no verdicts in " + str(options.verdicts))
        print(f"{len(found)} entries read, {errors} wrong ({100 * errors / len(found):.1f}%), {doubts} that nothing shows to be right or wrong")
        return
    entries = []
    for file in sorted((options.mappings / "cuda").glob("*.json")):
        for entry in json.loads(file.read_text())["entries"]:
            entries.append((file.name, entry))
    counts = json.loads((options.mappings / "usage.json").read_text())["counts"]
    items = draw(entries, counts, options.count, random.Random(options.seed))
    target = surface(options.mappings / "surface" / "cann")
    for name, lines in surface(options.mappings / "surface" / "portable").items():
        target.setdefault(name, []).extend("portable: " + line for line in lines)
    text = sheet(items, surface(options.mappings / "surface" / "cuda"), target)
    if options.output:
        options.output.write_text(text)
    else:
        sys.stdout.write(text)


if __name__ == "__main__":
    main()
