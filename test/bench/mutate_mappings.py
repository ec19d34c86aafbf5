#!/usr/bin/env python3
"""How many wrong mappings would be noticed: random mutations of rewrites, against the types alone and against the examples.

usage: mutate_mappings.py --ascendify PROGRAM --mappings DIR [--count 300] [--seed 1] [--style native] [--keep DIR]

A mutation drops an argument of a call, swaps two, takes another enumerator of the same enumeration or another function of the
same family (the names that share the longest beginning). It is put into an overlay and `ascendify mappings test` runs the
examples of the mutated entry twice:

  examples  as they are written: caught when the text, the finding or the type-check fails
  types     with the expected text replaced by what the mutated entry yields: only `mappings check` and the type-check against the
            declaration headers can object

Two entries of one batch may be mutated into each other and then hide the collision that `mappings check` looks for.

A mutation whose output equals the original's for every example changes nothing that is shown, and counts as a survivor of both.
Entries in one overlay never appear in each other's examples. Takes a few minutes; the last lines are the result.
"""
import argparse
import collections
import copy
import json
import pathlib
import random
import re
import subprocess
import sys
import tempfile

WORD = re.compile(r"[A-Za-z_]\w*")
BATCH = 25


def call_of(text):
    """(begin, end, [argument ranges]) of the last outermost call in a template, or None."""
    depth, start, ranges, found, stack = 0, 0, [], None, None
    i = 0
    while i < len(text):
        if text.startswith("${", i):
            i = text.index("}", i) + 1
            continue
        c = text[i]
        if c in "([{":
            if depth == 0 and c == "(" and i and re.match(r"\w", text[i - 1]):
                stack, start, ranges = i, i + 1, []
            depth += 1
        elif c in ")]}":
            depth -= 1
            if depth == 0 and stack is not None:
                if text[start:i].strip():
                    ranges.append((start, i))
                found = (stack, i, ranges)
                stack = None
        elif c == "," and depth == 1 and stack is not None:
            ranges.append((start, i))
            start = i + 1
        i += 1
    return found


class Targets:
    """Functions and enumerators of the target."""

    def __init__(self, mappings, style):
        self.functions, self.enums = set(), {}
        folder = pathlib.Path(mappings) / "surface" / ("portable" if style == "portable" else "cann/9.x")
        for file in folder.rglob("*.json"):
            for symbol in json.loads(file.read_text())["symbols"]:
                if symbol["kind"] == "function":
                    self.functions.add(symbol["name"])
                values = [v["name"] for v in symbol.get("enumerators", [])]
                for value in values:
                    self.enums[value] = [v for v in values if v != value]

    def relatives(self, name):
        """The functions that share the longest beginning with name, at least two thirds of it."""
        best, out = 0, []
        for other in sorted(self.functions):
            if other == name:
                continue
            n = 0
            while n < min(len(other), len(name)) and other[n] == name[n]:
                n += 1
            if n > best:
                best, out = n, []
            if n == best:
                out.append(other)
        return out if best * 3 >= len(name) * 2 else []


def mutations(rewrite, targets):
    """All (kind, mutated text) of a rewrite."""
    out = []
    call = call_of(rewrite)
    if call:
        ranges = call[2]
        for i, (a, b) in enumerate(ranges):
            left, right = (ranges[i - 1][1], b) if i else (a, ranges[1][0] if len(ranges) > 1 else b)
            out.append(("drop", rewrite[:left] + rewrite[right:].lstrip() if not i else rewrite[:left] + rewrite[right:]))
        for i in range(len(ranges)):
            for j in range(i + 1, len(ranges)):
                (a, b), (c, d) = ranges[i], ranges[j]
                one, two = rewrite[a:b].strip(), rewrite[c:d].strip()
                if one != two:
                    lead = " " if i else ""
                    out.append(("swap", rewrite[:a] + lead + two + rewrite[b:c] + " " + one + rewrite[d:]))
    inside = re.sub(r"\$\{[^}]*\}", lambda m: " " * len(m.group(0)), rewrite)
    for m in WORD.finditer(inside):
        name = m.group(0)
        for other in targets.enums.get(name, []):
            out.append(("enumerator", rewrite[:m.start()] + other + rewrite[m.end():]))
        if name in targets.functions:
            for other in targets.relatives(name):
                out.append(("function", rewrite[:m.start()] + other + rewrite[m.end():]))
    return [(k, t) for k, t in out if t != rewrite]


def run(program, table, folder):
    """Failures of a table's examples by symbol; None for a table that is refused (exit 2)."""
    file = folder / "overlay.json"
    file.write_text(json.dumps(table, indent=1))
    done = subprocess.run([program, "mappings", "test", str(file), "--format", "json"], capture_output=True, text=True)
    if done.returncode not in (0, 1):
        return None
    out = collections.defaultdict(list)
    for failure in json.loads(done.stdout)["files"][0]["failures"]:
        out[failure["symbol"]].append(failure)
    return out


def refused(program, folder):
    """Symbols of folder/overlay.json that `mappings check` objects to."""
    done = subprocess.run([program, "mappings", "check", "--mappings", str(folder)], capture_output=True, text=True)
    return set(re.findall(r'^[^\n]*: "([^"]+)": ', done.stdout, re.M))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--ascendify", required=True)
    parser.add_argument("--mappings", required=True)
    parser.add_argument("--count", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--style", default="native")
    options = parser.parse_args()
    targets = Targets(options.mappings, options.style)
    overloads = collections.Counter()
    candidates = []
    for file in sorted((pathlib.Path(options.mappings) / "cuda").glob("*.json")):
        table = json.loads(file.read_text())
        for entry in table["entries"]:
            overloads[entry["symbol"]] += 1
            target = entry.get("targets", {}).get(options.style, {})
            if "rewrite" in target and "family" not in entry and any(options.style in e for e in entry.get("examples", [])):
                found = mutations(target["rewrite"], targets)
                if found:
                    candidates.append((table["library"], entry, found))
    # The overloads of a symbol stand together; a mutated one would hide the others.
    candidates = [c for c in candidates if overloads[c[1]["symbol"]] == 1]
    chooser = random.Random(options.seed)
    chosen = []
    pool = []
    while len(chosen) < options.count and candidates:
        pool = pool or chooser.sample(candidates, len(candidates))
        library, entry, found = pool.pop()
        kinds = sorted({k for k, _ in found})
        kind = chooser.choice(kinds)
        text = chooser.choice([t for k, t in found if k == kind])
        chosen.append((library, entry, kind, text))

    waiting, results = list(chosen), []
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        while waiting:
            batch, later, used, words = [], [], set(), set()
            for mutant in waiting:
                entry = mutant[1]
                mentions = {w for e in entry["examples"] for w in WORD.findall(e["in"] + " " + e.get("context", ""))}
                if len(batch) < BATCH and entry["symbol"] not in used | words and not mentions & used:
                    batch.append(mutant)
                    used.add(entry["symbol"])
                    words |= mentions
                else:
                    later.append(mutant)
            waiting = later
            table = {"schema": "ascendify-mappings", "version": 1, "library": "mutants", "entries": []}
            for library, entry, _, text in batch:
                mutated = copy.deepcopy(entry)
                mutated["library"] = entry.get("library", library)
                mutated["targets"][options.style]["rewrite"] = text
                table["entries"].append(mutated)
            first = run(options.ascendify, table, folder)
            if first is None:
                sys.exit("an overlay was refused:\n" + json.dumps(table)[:2000])
            objected = refused(options.ascendify, folder)
            for entry in table["entries"]:
                # Failures name an example by its number: what it got is now what it expects.
                for failure in first.get(entry["symbol"], []):
                    example = entry["examples"][failure["example"] - 1]
                    if failure["kind"] == "text" and failure.get("style") in example:
                        example[failure["style"]] = failure["got"]
            second = run(options.ascendify, table, folder)
            for library, entry, kind, text in batch:
                symbol = entry["symbol"]
                results.append((symbol, kind, text, symbol in objected or bool(second.get(symbol)),
                                symbol in objected or bool(first.get(symbol))))
            print(f"{len(results)} of {len(chosen)}", file=sys.stderr)

    for what, column in (("types", 3), ("examples", 4)):
        print(f"\nsurvivors of {what}:")
        for result in sorted(results):
            if not result[column]:
                print(f"  {result[1]:<10} {result[0]}: {result[2]}")
    print()
    for kind in sorted({r[1] for r in results}) + ["all"]:
        some = [r for r in results if kind in (r[1], "all")]
        print(f"{kind:<10} {len(some):>4} mutations, caught by types {sum(r[3] for r in some) / len(some):.1%}, "
              f"by examples {sum(r[4] for r in some) / len(some):.1%}")


if __name__ == "__main__":
    main()
